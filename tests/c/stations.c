/* The station controller: known cases, slices, the list of events, alarms and commands. */

#include <string.h>

#include "station_fixture.h"

enum { MINUTE = 60000, PERSON = 7 };

static plant_t plant, sliced;

static void one_user(uint32_t demand)
{
    set_plant(&plant, 10000);
    (void)add_user(&plant, CITYGATE_CLASS_INDUSTRIAL_FUEL, demand);
}

/* Supply that wavers around what an on/off user takes: one stop, not six. */
static void check_wavering(void)
{
    uint32_t second, stops = 0;

    one_user(950);
    plant.users[0].user.on_off = 1;
    plant.users[0].follow.restore_hold_ms = MINUTE;
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    for (second = 0; second < 240; second++) {
        uint32_t before = plant.set_points[0].flow_dm3_per_h;
        want_all(&plant);
        CHECK_STATUS(scan_plant(&plant, 1000, good(second / 20 % 2 == 0 ? 949 : 952)), CITYGATE_OK);
        CHECK(plant.statuses[0].grant.granted_dm3_per_h == (second / 20 % 2 == 0 ? 0 : 950));
        CHECK((plant.statuses[0].grant.reason == CITYGATE_REASON_SATISFIED) == (second / 20 % 2 == 1));
        stops += before != 0 && plant.set_points[0].flow_dm3_per_h == 0;
    }
    CHECK(stops == 1);
}

/* A furnace that goes out stays out for three hours. */
static void check_furnace(void)
{
    static const uint64_t supplies[] = { 90, 80, 90, 90, 90 };
    static const uint32_t wanted[] = { 40, 0, 0, 0, 40 };
    uint32_t hour, minute;

    set_plant(&plant, 1000);
    (void)add_user(&plant, CITYGATE_CLASS_RESIDENTIAL, 50);
    add_user(&plant, CITYGATE_CLASS_INDUSTRIAL_FUEL, 40)->user.on_off = 1;
    plant.users[1].follow.minimum_off_ms = 3 * 60 * MINUTE;
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    for (hour = 0; hour < 5; hour++) {
        for (minute = 0; minute < 60; minute++) {
            want_all(&plant);
            CHECK_STATUS(scan_plant(&plant, MINUTE, good(supplies[hour])), CITYGATE_OK);
        }
        CHECK(plant.set_points[1].flow_dm3_per_h == wanted[hour]);
        CHECK(plant.statuses[1].off_left_ms == (hour >= 1 && hour <= 3 ? (181 - 60 * hour) * MINUTE : 0));
    }
}

/* Four equal blocks, one of them off: turns of two hours. */
static void check_blocks(void)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_ROTATING);
    uint32_t turn, minute, i, off[4];

    step.rotate_by = CITYGATE_ROTATE_BY_TURNS;
    set_plant(&plant, 1000);
    plant.policy.steps = &step;
    plant.policy.step_count = 1;
    plant.settings.rotation_interval_ms = 120 * MINUTE;
    for (i = 0; i < 4; i++) {
        add_user(&plant, CITYGATE_CLASS_INDUSTRIAL_FUEL, 100)->user.on_off = 1;
    }
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    memset(off, 0, sizeof(off));
    for (turn = 0; turn < 16; turn++) {
        for (minute = 0; minute < 120; minute++) {
            want_all(&plant);
            CHECK_STATUS(scan_plant(&plant, MINUTE, good(300)), CITYGATE_OK);
        }
        for (i = 0; i < 4; i++) {
            off[i] += plant.set_points[i].flow_dm3_per_h == 0;
        }
    }
    for (i = 0; i < 4; i++) {
        CHECK(off[i] == 4);
    }
}

/* A notice that is withdrawn, and an order that is not followed. */
static void check_orders(void)
{
    static const uint64_t supplies[] = { 40, 100, 100, 100, 40, 40, 40, 40 };
    static const uint32_t draws[] = { 100, 100, 100, 40, 40 };
    uint32_t i;

    one_user(100);
    plant.users[0].follow.notice_ms = 3000;
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    for (i = 0; i < 8; i++) {
        want_all(&plant);
        CHECK_STATUS(scan_plant(&plant, 1000, good(supplies[i])), CITYGATE_OK);
        CHECK(plant.set_points[0].flow_dm3_per_h == (i == 7 ? 40 : 100));
        CHECK((i == 3) == (count_events(&plant, CITYGATE_STATION_EVENT_KIND_SUPERSEDED) != 0));
        CHECK(i != 0 || (plant.statuses[0].has_notice == 1 && plant.statuses[0].noticed_dm3_per_h == 40));
    }
    one_user(100);
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    for (i = 0; i < 5; i++) {
        want_all(&plant);
        plant.signals[0].flow = good(draws[i]);
        CHECK_STATUS(scan_plant(&plant, 1000, good(40)), CITYGATE_OK);
        CHECK(plant.statuses[0].order.state
              == (i == 1 || i == 2 ? CITYGATE_ORDER_STATE_NOT_FOLLOWED : CITYGATE_ORDER_STATE_IN_FORCE));
        CHECK(plant.statuses[0].order.sequence == 1 && plant.statuses[0].order.to_dm3_per_h == 40);
    }
    CHECK(plant.statuses[0].excess_dm3_per_h_ms == 2u * 60 * 1000);
}

/* A round in slices gives what a scan gives, and nothing moves before it is complete. */
static void check_slices(void)
{
    citygate_station_status_t status;
    uint32_t round, i;
    uint8_t is_complete;

    set_plant(&plant, 10000);
    for (i = 0; i < MOST_USERS; i++) {
        citygate_station_user_t *user = add_user(&plant, (uint8_t)(i % CITYGATE_CLASS_COUNT), 100 + 10 * i);
        user->follow.restore_hold_ms = 3000;
        user->follow.ramp_dm3_per_h_per_s = 7;
        user->follow.notice_ms = i % 3 * 1000;
    }
    sliced = plant;
    sliced.station.words = sliced.words;
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    CHECK_STATUS(open_plant(&sliced), CITYGATE_OK);
    for (round = 0; round < 300; round++) {
        citygate_signal_t supply = good(round * 37 % 1200);
        citygate_station_events_t events = events_of(&sliced);
        citygate_scan_input_t input = { &supply, NULL, sliced.signals, MOST_USERS, 1000 };
        uint32_t given = 0;

        supply.quality = (uint8_t)(round % 11 == 0 ? CITYGATE_QUALITY_BAD : CITYGATE_QUALITY_GOOD);
        want_all(&plant);
        want_all(&sliced);
        CHECK_STATUS(scan_plant(&plant, 1000, supply), CITYGATE_OK);
        CHECK_STATUS(citygate_station_begin(&sliced.station, &input, &events, NULL), CITYGATE_OK);
        given += sliced.event_count;
        CHECK_STATUS(citygate_station_begin(&sliced.station, &input, &events, NULL), CITYGATE_ERROR_STATION_ROUND_OPEN);
        CHECK_STATUS(scan_plant(&sliced, 1000, supply), CITYGATE_ERROR_STATION_ROUND_OPEN);
        CHECK_STATUS(citygate_station_get_status(&sliced.station, &status), CITYGATE_OK);
        CHECK(status.is_round_open == 1);
        for (is_complete = 0, i = 0; is_complete == 0 && i < 1000; i++) {
            citygate_set_point_t before[MOST_USERS];
            memcpy(before, sliced.set_points, sizeof(before));
            CHECK_STATUS(citygate_station_get_set_points(&sliced.station, sliced.set_points, MOST_USERS), CITYGATE_OK);
            CHECK(memcmp(before, sliced.set_points, sizeof(before)) == 0);
            CHECK_STATUS(citygate_station_advance(&sliced.station, 1 + round % 9, &events, &sliced.result,
                                                  &is_complete),
                         CITYGATE_OK);
            given += sliced.event_count;
        }
        CHECK(is_complete == 1 && given == plant.event_count);
        CHECK(memcmp(&plant.result, &sliced.result, sizeof(plant.result)) == 0);
        CHECK_STATUS(citygate_station_get_set_points(&sliced.station, sliced.set_points, MOST_USERS), CITYGATE_OK);
        CHECK_STATUS(citygate_station_get_users(&sliced.station, sliced.statuses, MOST_USERS), CITYGATE_OK);
        CHECK(memcmp(plant.set_points, sliced.set_points, sizeof(plant.set_points)) == 0);
        CHECK(memcmp(plant.statuses, sliced.statuses, sizeof(plant.statuses)) == 0);
        CHECK_STATUS(citygate_station_advance(&sliced.station, 1, &events, &sliced.result, &is_complete),
                     CITYGATE_ERROR_STATION_NO_ROUND);
    }
}

/* What does not fit in the list is counted. */
static void check_list(void)
{
    uint32_t capacity, i;

    for (capacity = 0; capacity < 4; capacity++) {
        citygate_station_events_t events = events_of(&plant);
        citygate_signal_t supply = good(0);
        citygate_scan_input_t input = { &supply, NULL, plant.signals, 3, 1000 };

        set_plant(&plant, 1000);
        for (i = 0; i < 3; i++) {
            (void)add_user(&plant, CITYGATE_CLASS_INDUSTRIAL_FUEL, 100);
        }
        CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
        want_all(&plant);
        events.capacity = capacity;
        events.elements = capacity == 0 ? NULL : plant.events;
        CHECK_STATUS(citygate_station_scan(&plant.station, &input, &events, &plant.result, NULL), CITYGATE_OK);
        CHECK(plant.event_count == capacity && plant.event_count + plant.missed >= 3);
        CHECK(capacity == 0 || (plant.events[0].kind == CITYGATE_STATION_EVENT_KIND_ORDERED
                                && plant.events[0].user == 0 && plant.events[0].order.sequence == 1));
    }
}

/* Alarms come, are acknowledged, shelved and go; the first one is known. */
static void check_alarms(void)
{
    citygate_alarm_t found[CITYGATE_STATION_ALARMS(1)];
    uint32_t count, missed, i;
    citygate_alarms_t alarms = { found, &count, &missed, (uint32_t)CITYGATE_STATION_ALARMS(1), 0 };
    citygate_station_command_t command = command_to(CITYGATE_STATION_COMMAND_KIND_SHELVE, 0);
    citygate_station_status_t status;

    one_user(100);
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    for (i = 0; i < 4; i++) {
        want_all(&plant);
        plant.signals[0].valve = CITYGATE_VALVE_NOT_AVAILABLE;
        CHECK_STATUS(scan_plant(&plant, 1000, good(1000)), CITYGATE_OK);
    }
    CHECK(plant.statuses[0].valve == CITYGATE_VALVE_NOT_AVAILABLE);
    CHECK(plant.statuses[0].standing == CITYGATE_STANDING_UNCONTROLLED);
    CHECK_STATUS(citygate_station_get_alarms(&plant.station, &alarms), CITYGATE_OK);
    CHECK(count == 1 && missed == 0 && found[0].kind == CITYGATE_ALARM_KIND_VALVE_NOT_AVAILABLE);
    CHECK(found[0].user == 0 && found[0].state == CITYGATE_ALARM_STATE_UNACKNOWLEDGED && found[0].is_shown == 1);
    CHECK(found[0].priority == CITYGATE_ALARM_PRIORITY_MEDIUM && found[0].count == 1 && found[0].came_ms == 3000);
    CHECK_STATUS(citygate_station_get_status(&plant.station, &status), CITYGATE_OK);
    CHECK(status.has_first_out == 1 && status.first_out_kind == CITYGATE_ALARM_KIND_VALVE_NOT_AVAILABLE);
    CHECK(status.first_out_user == 0 && status.first_out_ms == 3000 && status.total_alarms == 1);
    CHECK(status.now_ms == 4000 && status.user_count == 1 && status.mode == CITYGATE_STATION_MODE_AUTOMATIC);
    command.alarm = CITYGATE_ALARM_KIND_VALVE_NOT_AVAILABLE;
    command.until_ms = 4000;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_ERROR_STATION_SHELVING);
    command.until_ms = 10000;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    CHECK(plant.event_count == 1 && plant.events[0].kind == CITYGATE_STATION_EVENT_KIND_COMMANDED);
    CHECK(plant.events[0].by == PERSON && memcmp(&plant.events[0].command, &command, sizeof(command)) == 0);
    CHECK_STATUS(citygate_station_get_alarms(&plant.station, &alarms), CITYGATE_OK);
    CHECK(count == 1 && found[0].is_shown == 0 && found[0].shelved_until_ms == 10000);
    command.kind = CITYGATE_STATION_COMMAND_KIND_UNSHELVE;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_ERROR_STATION_NOTHING_TO_DO);
    command.kind = CITYGATE_STATION_COMMAND_KIND_ACKNOWLEDGE_ALARM;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    alarms.capacity = 0;
    alarms.elements = NULL;
    CHECK_STATUS(citygate_station_get_alarms(&plant.station, &alarms), CITYGATE_OK);
    CHECK(count == 0 && missed == 1);
    alarms.reserved = 1;
    CHECK_STATUS(citygate_station_get_alarms(&plant.station, &alarms), CITYGATE_ERROR_EVENT_CODE);
}

/* A protected user is not cut on a value that is not measured: it is proposed, and a person confirms it. */
static void check_confirmation(void)
{
    citygate_station_command_t command = command_to(CITYGATE_STATION_COMMAND_KIND_CONFIRM, 0);
    citygate_signal_t supply = good(0);

    set_plant(&plant, 1000);
    (void)add_user(&plant, CITYGATE_CLASS_RESIDENTIAL, 100);
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    want_all(&plant);
    supply.quality = CITYGATE_QUALITY_BAD;
    CHECK_STATUS(scan_plant(&plant, 1000, supply), CITYGATE_OK);
    CHECK(plant.set_points[0].flow_dm3_per_h == 100 && plant.result.is_unsure == 1);
    CHECK(plant.result.supply_rung == CITYGATE_RUNG_CONSERVATIVE);
    CHECK(plant.statuses[0].proposal.state == CITYGATE_ORDER_STATE_PROPOSED);
    CHECK(plant.statuses[0].standing == CITYGATE_STANDING_KEPT);
    CHECK(count_events(&plant, CITYGATE_STATION_EVENT_KIND_PROPOSED) == 1);
    command.sequence = plant.statuses[0].proposal.sequence + 1;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_ERROR_STATION_UNKNOWN_ORDER);
    command.sequence--;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    CHECK(plant.event_count == 2 && plant.events[0].kind == CITYGATE_STATION_EVENT_KIND_CONFIRMED);
    CHECK_STATUS(scan_plant(&plant, 1000, supply), CITYGATE_OK);
    CHECK(plant.set_points[0].flow_dm3_per_h == 0 && plant.statuses[0].is_confirmed == 1);
    CHECK(plant.statuses[0].order.cause == CITYGATE_ORDER_CAUSE_CONFIRMATION);
    CHECK(plant.statuses[0].order.to_dm3_per_h == 0);
}

/* Commands that cannot be done, and those that can. */
static void check_commands(void)
{
    citygate_station_command_t command = command_to(CITYGATE_STATION_COMMAND_KIND_OVERRIDE, 0);
    uint32_t error_index = 77;
    citygate_station_events_t events = events_of(&plant);
    uint8_t kind;

    one_user(100);
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    command.until_ms = 5000;
    command.set_point_dm3_per_h = 101;
    CHECK_STATUS(citygate_station_command(&plant.station, PERSON, &command, &events, &error_index),
                 CITYGATE_ERROR_STATION_OVERRIDE);
    CHECK(error_index == 0);
    command.set_point_dm3_per_h = 60;
    CHECK_STATUS(command_plant(&plant, 0, &command), CITYGATE_ERROR_STATION_NO_PERSON);
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    want_all(&plant);
    CHECK_STATUS(scan_plant(&plant, 1000, good(1000)), CITYGATE_OK);
    CHECK(plant.set_points[0].flow_dm3_per_h == 60 && plant.statuses[0].manual_owner == PERSON);
    CHECK(plant.statuses[0].manual_set_point_dm3_per_h == 60 && plant.statuses[0].manual_until_ms == 5000);
    command.kind = CITYGATE_STATION_COMMAND_KIND_RELEASE;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    command.kind = CITYGATE_STATION_COMMAND_KIND_HOLD;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    command.kind = CITYGATE_STATION_COMMAND_KIND_ACKNOWLEDGE_ORDER;
    command.sequence = plant.statuses[0].order.sequence;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    for (kind = CITYGATE_STATION_COMMAND_KIND_OVERRIDE; kind <= CITYGATE_STATION_COMMAND_KIND_CONFIRM; kind++) {
        command = command_to(kind, 1);
        command.until_ms = 9000;
        command.alarm = CITYGATE_ALARM_KIND_NOT_FOLLOWING;
        CHECK_STATUS(citygate_station_command(&plant.station, PERSON, &command, &events, &error_index),
                     CITYGATE_ERROR_STATION_UNKNOWN_USER);
        CHECK(error_index == 1);
    }
    command = command_to(CITYGATE_STATION_COMMAND_KIND_SET_MODE, 0);
    command.mode = CITYGATE_STATION_MODE_OFF;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_OK);
    command = command_to(CITYGATE_STATION_COMMAND_KIND_OVERRIDE, 0);
    command.until_ms = 9000;
    CHECK_STATUS(command_plant(&plant, PERSON, &command), CITYGATE_ERROR_STATION_OFF);
    /* Codes that there are not. */
    command = command_to(0, 0);
    CHECK_STATUS(citygate_station_command(&plant.station, PERSON, &command, &events, &error_index),
                 CITYGATE_ERROR_EVENT_CODE);
    CHECK(error_index == offsetof(citygate_station_command_t, kind));
    command = command_to(CITYGATE_STATION_COMMAND_KIND_SET_MODE, 0);
    command.mode = 3;
    CHECK_STATUS(citygate_station_command(&plant.station, PERSON, &command, &events, &error_index),
                 CITYGATE_ERROR_EVENT_CODE);
    CHECK(error_index == offsetof(citygate_station_command_t, mode));
    command = command_to(CITYGATE_STATION_COMMAND_KIND_SHELVE, CITYGATE_NO_USER);
    command.alarm = CITYGATE_ALARM_KIND_COUNT;
    CHECK_STATUS(citygate_station_command(&plant.station, PERSON, &command, &events, &error_index),
                 CITYGATE_ERROR_EVENT_CODE);
    CHECK(error_index == offsetof(citygate_station_command_t, alarm));
    command.reserved[4] = 1;
    CHECK_STATUS(citygate_station_command(&plant.station, PERSON, &command, &events, &error_index),
                 CITYGATE_ERROR_EVENT_CODE);
    CHECK(error_index == offsetof(citygate_station_command_t, reserved));
    events.reserved = 1;
    CHECK_STATUS(citygate_station_command(&plant.station, PERSON, &command, &events, &error_index),
                 CITYGATE_ERROR_EVENT_CODE);
}

/* Settings, users and signals that are wrong. */
static void check_wrong_values(void)
{
    citygate_signal_t supply = good(50);
    citygate_scan_input_t input = { &supply, NULL, plant.signals, 1, 1000 };
    citygate_station_events_t events = events_of(&plant);
    uint32_t error_index = 77;

#define CHECK_WRONG(field, value, wanted) \
    one_user(100); \
    plant.field = (value); \
    CHECK_STATUS(open_plant(&plant), (wanted))
    CHECK_WRONG(settings.supply.lowest_dm3_per_h, 10001, CITYGATE_ERROR_STATION_SETTINGS);
    CHECK_WRONG(settings.capacity.stuck_ms, 1, CITYGATE_ERROR_STATION_SETTINGS);
    CHECK_WRONG(settings.alarms[9].priority, 3, CITYGATE_ERROR_STATION_SETTINGS);
    CHECK_WRONG(settings.alarms[0].is_latched, 2, CITYGATE_ERROR_STATION_SETTINGS);
    CHECK_WRONG(settings.alarms[0].reserved, 1, CITYGATE_ERROR_STATION_SETTINGS);
    CHECK_WRONG(settings.protected_classes, 0x40, CITYGATE_ERROR_STATION_SETTINGS);
    CHECK_WRONG(settings.reserved[6], 1, CITYGATE_ERROR_STATION_SETTINGS);
    CHECK_WRONG(users[0].demand.highest_dm3_per_h, 101, CITYGATE_ERROR_STATION_USER_SETTINGS);
    CHECK_WRONG(users[0].flow.scheduled_dm3_per_h, 201, CITYGATE_ERROR_STATION_USER_SETTINGS);
    CHECK_WRONG(users[0].control, 2, CITYGATE_ERROR_STATION_USER_CODE);
    CHECK_WRONG(users[0].is_main, 2, CITYGATE_ERROR_STATION_USER_CODE);
    CHECK_WRONG(users[0].reserved[5], 1, CITYGATE_ERROR_STATION_USER_CODE);
    CHECK_WRONG(users[0].user.supply_class, 6, CITYGATE_ERROR_USER_UNKNOWN_CLASS);
    CHECK_WRONG(policy.step_count, 0, CITYGATE_ERROR_POLICY_NO_STEPS);
    CHECK_WRONG(station.word_count, 1, CITYGATE_ERROR_EVENT_TOO_SMALL);
    CHECK_WRONG(user_count, 0, CITYGATE_ERROR_EMPTY);
#undef CHECK_WRONG

    one_user(100);
    CHECK(citygate_station_words(3) == CITYGATE_STATION_WORDS(3));
    CHECK_STATUS(citygate_station_open(&plant.station, &plant.policy, &plant.settings, plant.users, UINT32_MAX, NULL),
                 CITYGATE_ERROR_TOO_MANY);
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    want_all(&plant);
    CHECK_STATUS(citygate_station_get_set_points(&plant.station, plant.set_points, 2), CITYGATE_ERROR_TOO_MANY);
    CHECK_STATUS(citygate_station_get_set_points(&plant.station, plant.set_points, 0), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_station_get_users(&plant.station, plant.statuses, 2), CITYGATE_ERROR_TOO_MANY);
#define CHECK_SIGNAL(field, value, at) \
    plant.signals[0].field = (value); \
    error_index = 77; \
    CHECK_STATUS(citygate_station_scan(&plant.station, &input, &events, &plant.result, &error_index), \
                 CITYGATE_ERROR_STATION_SIGNAL); \
    CHECK(error_index == (at)); \
    plant.signals[0].field = 0
    CHECK_SIGNAL(demand.is_substituted, 2, 0);
    CHECK_SIGNAL(flow.reserved, 1, 0);
    CHECK_SIGNAL(reserved[0], 1, 0);
#undef CHECK_SIGNAL
    supply.reserved = 1;
    error_index = 77;
    CHECK_STATUS(citygate_station_begin(&plant.station, &input, &events, &error_index), CITYGATE_ERROR_STATION_SIGNAL);
    CHECK(error_index == 77);
    supply.reserved = 0;
    input.capacity = &supply;
    input.user_count = 2;
    CHECK_STATUS(citygate_station_scan(&plant.station, &input, &events, &plant.result, NULL), CITYGATE_ERROR_TOO_MANY);
    input.user_count = 1;
    /* What comes from the field stops nothing. */
    plant.signals[0].demand.quality = 9;
    plant.signals[0].valve = 9;
    CHECK_STATUS(citygate_station_scan(&plant.station, &input, &events, &plant.result, NULL), CITYGATE_OK);
    CHECK(plant.result.capacity_dm3_per_h == 50 && plant.result.available_dm3_per_h == 50);
    events.reserved = 1;
    CHECK_STATUS(citygate_station_scan(&plant.station, &input, &events, &plant.result, NULL),
                 CITYGATE_ERROR_EVENT_CODE);
}

void stations(void)
{
    check_wavering();
    check_furnace();
    check_blocks();
    check_orders();
    check_slices();
    check_list();
    check_alarms();
    check_confirmation();
    check_commands();
    check_wrong_values();
}
