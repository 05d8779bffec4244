/* The same answer everywhere, for the station controller: pseudo-random plants with signals that fail, persons' commands,
 * rounds in slices, restarts and rehearsals, and one digest of all that comes back. See digest.c. On boards with memory
 * for it.
 */

#include <stddef.h>
#include <stdint.h>

#include "board/problems.h"
#include "citygate.h"

#ifndef PROBLEMS
#define PROBLEMS 20000u
#endif

enum { MOST_USERS = 6, MOST_EVENTS = 12, MOST_ALARMS = 6, SLOT_BYTES = CITYGATE_SNAPSHOT_BYTES(MOST_USERS) };

static citygate_policy_t policy;
static citygate_station_settings_t settings;
static citygate_station_user_t users[MOST_USERS];
static uint32_t user_count;
static uint64_t words[CITYGATE_STATION_WORDS(MOST_USERS)], rehearsal_words[CITYGATE_STATION_WORDS(MOST_USERS)];
static const citygate_station_t station = { words, sizeof(words) / sizeof(words[0]) };
static const citygate_rehearsal_t rehearsal = { rehearsal_words, sizeof(rehearsal_words) / sizeof(rehearsal_words[0]) };
static citygate_user_signals_t signals[MOST_USERS];
static citygate_set_point_t set_points[MOST_USERS];
static citygate_user_status_t statuses[MOST_USERS];
static citygate_station_event_t happened[MOST_EVENTS];
static uint8_t slot[SLOT_BYTES];
static citygate_snapshot_slots_t slots;
static uint32_t event_count, events_missed;
static const citygate_station_events_t events = { happened, &event_count, &events_missed, MOST_EVENTS, 0 };
static const citygate_rehearsed_events_t rehearsed_events = { (citygate_rehearsed_event_t *)happened, &event_count,
                                                              &events_missed, MOST_EVENTS, 0 };

static void note_long(uint64_t number)
{
    note((uint32_t)number);
    note((uint32_t)(number >> 32));
}

/* --- Plants, signals and commands. -------------------------------------------------------------------------------- */

static uint32_t some(uint32_t limit)
{
    return one_in(2) ? 0 : below(limit);
}

static void random_signal_settings(citygate_signal_settings_t *of)
{
    of->change_dm3_per_h_per_s = some(50);
    of->jump_confirm_ms = some(9000);
    of->time_to_live_ms = some(9000);
    of->last_good_ms = some(90000);
}

static void random_user(citygate_station_user_t *to)
{
    citygate_user_t user = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
    int32_t status;

    user.supply_class = (uint8_t)below(CITYGATE_CLASS_COUNT);
    user.demand_dm3_per_h = below(300);
    user.minimum_dm3_per_h = some(100);
    user.on_off = (uint8_t)one_in(5);
    BEFORE(citygate_station_user_default);
    status = citygate_station_user_default(&user, to);
    AFTER(citygate_station_user_default);
    note_answer(status, 0);
    random_signal_settings(&to->demand);
    random_signal_settings(&to->flow);
    to->follow.dead_band_dm3_per_h = some(20);
    to->follow.ramp_dm3_per_h_per_s = some(30);
    to->follow.restore_hold_ms = some(5000);
    to->follow.minimum_off_ms = some(9000);
    to->follow.minimum_on_ms = some(9000);
    to->follow.notice_ms = some(5000);
    to->follow.window_ms = some(90000);
    to->acknowledge_ms = some(9000);
    to->control = (uint8_t)one_in(6);
    to->is_main = (uint8_t)one_in(2);
}

static void open_plant(void)
{
    uint32_t i, error_index = UINT32_MAX;
    int32_t status;

    (void)citygate_policy_get_default(&policy);
    BEFORE(citygate_station_settings_default);
    status = citygate_station_settings_default(0, 1000, &settings);
    AFTER(citygate_station_settings_default);
    note_answer(status, 0);
    random_signal_settings(&settings.supply);
    settings.rotation_interval_ms = some(9000);
    user_count = 1 + below(MOST_USERS);
    for (i = 0; i < user_count; i++) {
        random_user(&users[i]);
    }
    BEFORE(citygate_station_open);
    status = citygate_station_open(&station, &policy, &settings, users, user_count, &error_index);
    AFTER(citygate_station_open);
    note_answer(status, error_index);
    BEFORE(citygate_rehearsal_open);
    status = citygate_rehearsal_open(&rehearsal, &policy, &settings, users, user_count, &error_index);
    AFTER(citygate_rehearsal_open);
    note_answer(status, error_index);
}

static citygate_signal_t random_signal(uint32_t usual)
{
    citygate_signal_t signal = { 0, 0, 0, 0, 0 };
    uint32_t value = one_in(9) ? any_length() : usual, age_ms = some(5000);
    int32_t status;

    if (one_in(3)) {
        BEFORE(citygate_signal_from_opc_ua);
        status = citygate_signal_from_opc_ua(value, one_in(3) ? random_word() : 0, age_ms, &signal);
        AFTER(citygate_signal_from_opc_ua);
    } else if (one_in(2)) {
        BEFORE(citygate_signal_from_iec_60870);
        status = citygate_signal_from_iec_60870(value, (uint8_t)(one_in(3) ? random_word() : 0), age_ms, &signal);
        AFTER(citygate_signal_from_iec_60870);
    } else {
        BEFORE(citygate_signal_from_modbus);
        status = citygate_signal_from_modbus(value, (uint8_t)!one_in(9), age_ms, &signal);
        AFTER(citygate_signal_from_modbus);
    }
    note_answer(status, signal.quality);
    return signal;
}

static void random_signals(void)
{
    uint32_t i;

    for (i = 0; i < user_count; i++) {
        uint32_t wanted = users[i].user.demand_dm3_per_h, allowed = set_points[i].flow_dm3_per_h;
        signals[i].demand = random_signal(wanted);
        signals[i].flow = random_signal(wanted < allowed ? wanted : allowed);
        signals[i].valve = (uint8_t)one_in(30);
    }
}

static citygate_station_command_t random_command(void)
{
    citygate_station_command_t command = { 0, 0, 0, 0, 0, 0, 0, { 0, 0, 0, 0, 0 } };

    command.kind = (uint8_t)(1 + below(CITYGATE_STATION_COMMAND_KIND_SET_MODE));
    command.user = one_in(4) ? CITYGATE_NO_USER : below(user_count);
    command.sequence = command.user == CITYGATE_NO_USER ? 0 : statuses[command.user].proposal.sequence;
    command.until_ms = below(1000000);
    command.set_point_dm3_per_h = below(300);
    command.alarm = (uint8_t)below(CITYGATE_ALARM_KIND_COUNT);
    command.mode = (uint8_t)(one_in(3) ? below(3) : CITYGATE_STATION_MODE_AUTOMATIC);
    return command;
}

/* --- What comes back. ---------------------------------------------------------------------------------------------- */

static void note_events(void)
{
    uint32_t i;

    note(event_count);
    note(events_missed);
    for (i = 0; i < event_count; i++) {
        note(happened[i].kind);
        note(happened[i].user);
        note(happened[i].alarm);
        note_long(happened[i].order.sequence);
        note(happened[i].order.to_dm3_per_h);
        TEXT(citygate_station_text, CITYGATE_STATION_TEXT_EVENT_KIND, happened[i].kind);
        TEXT(citygate_station_text_zh, CITYGATE_STATION_TEXT_ALARM_KIND, happened[i].alarm);
    }
}

static void note_result(const citygate_scan_result_t *result)
{
    note_long(result->supply_dm3_per_h);
    note_long(result->available_dm3_per_h);
    note_long(result->wanted_dm3_per_h);
    note_long(result->counted_dm3_per_h);
    note_long(result->shared_dm3_per_h);
    note(result->interruption_ms);
    note((uint32_t)result->supply_rung << 8 | result->supply_status);
    note((uint32_t)result->is_unsure << 8 | result->cannot_be_met);
}

static void look(void)
{
    citygate_alarm_t found[MOST_ALARMS];
    citygate_alarms_t alarms = { NULL, NULL, NULL, MOST_ALARMS, 0 };
    citygate_station_status_t now = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, { 0, 0, 0, 0, 0, 0, 0 } };
    uint32_t i, count = 0, missed = 0;
    int32_t status;

    alarms.elements = found;
    alarms.count = &count;
    alarms.missed = &missed;
    BEFORE(citygate_station_get_set_points);
    status = citygate_station_get_set_points(&station, set_points, user_count);
    AFTER(citygate_station_get_set_points);
    note_answer(status, 0);
    BEFORE(citygate_station_get_users);
    status = citygate_station_get_users(&station, statuses, user_count);
    AFTER(citygate_station_get_users);
    note_answer(status, 0);
    BEFORE(citygate_station_get_alarms);
    status = citygate_station_get_alarms(&station, &alarms);
    AFTER(citygate_station_get_alarms);
    note_answer(status, count + missed);
    BEFORE(citygate_station_get_status);
    status = citygate_station_get_status(&station, &now);
    AFTER(citygate_station_get_status);
    note_answer(status, now.total_alarms);
    note_long(now.now_ms);
    for (i = 0; i < user_count; i++) {
        note(set_points[i].flow_dm3_per_h);
        note_long(statuses[i].excess_dm3_per_h_ms);
        note((uint32_t)statuses[i].standing << 8 | statuses[i].demand_rung);
    }
}

/* --- What moves a station. ----------------------------------------------------------------------------------------- */

static void scan(const citygate_scan_input_t *input)
{
    citygate_scan_result_t result = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, { 0, 0, 0, 0, 0, 0 } };
    uint32_t error_index = UINT32_MAX;
    int32_t status;

    event_count = events_missed = 0;
    BEFORE(citygate_station_scan);
    status = citygate_station_scan(&station, input, &events, &result, &error_index);
    AFTER(citygate_station_scan);
    note_answer(status, error_index);
    note_result(&result);
    note_events();
}

static void scan_in_slices(const citygate_scan_input_t *input)
{
    citygate_scan_result_t result = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, { 0, 0, 0, 0, 0, 0 } };
    uint32_t error_index = UINT32_MAX;
    uint8_t is_complete = 0;
    int32_t status;

    BEFORE(citygate_station_begin);
    status = citygate_station_begin(&station, input, &events, &error_index);
    AFTER(citygate_station_begin);
    note_answer(status, error_index);
    while (status == CITYGATE_OK && is_complete == 0) {
        BEFORE(citygate_station_advance);
        status = citygate_station_advance(&station, 1 + below(9), &events, &result, &is_complete);
        AFTER(citygate_station_advance);
        note_answer(status, is_complete);
        note_events();
    }
    note_result(&result);
}

static void command(void)
{
    citygate_station_command_t told = random_command();
    uint32_t error_index = UINT32_MAX;
    int32_t status;

    event_count = events_missed = 0;
    BEFORE(citygate_station_command);
    status = citygate_station_command(&station, 1, &told, &events, &error_index);
    AFTER(citygate_station_command);
    note_answer(status, error_index);
    note_events();
}

/* Power fails, and the station goes on. */
static void restart(void)
{
    citygate_snapshot_slot_t found[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
    uint64_t number = 0, outage_ms = one_in(3) ? CITYGATE_OUTAGE_UNKNOWN : below(100000);
    uint32_t length = 0, kept = 0, error_index = UINT32_MAX, i;
    int32_t status;

    BEFORE(citygate_station_save);
    status = citygate_station_save(&station, slots.number, slot, SLOT_BYTES, &length, &error_index);
    AFTER(citygate_station_save);
    note_answer(status, error_index);
    for (i = 0; i < length; i++) {
        note(slot[i]);
    }
    BEFORE(citygate_snapshot_number);
    status = citygate_snapshot_number(slot, SLOT_BYTES, &number, &error_index);
    AFTER(citygate_snapshot_number);
    note_answer(status, (uint32_t)number);
    found[slots.next % 2].number = number;
    found[slots.next % 2].is_whole = status == CITYGATE_OK;
    BEFORE(citygate_snapshot_slots_written);
    status = citygate_snapshot_slots_written(&slots);
    AFTER(citygate_snapshot_slots_written);
    note_answer(status, slots.next);
    BEFORE(citygate_snapshot_slots_choose);
    status = citygate_snapshot_slots_choose(found, &slots);
    AFTER(citygate_snapshot_slots_choose);
    note_answer(status, slots.newest);
    if (one_in(4)) {
        BEFORE(citygate_station_adopt);
        status = citygate_station_adopt(&station, slot, SLOT_BYTES, outage_ms, &kept, &error_index);
        AFTER(citygate_station_adopt);
    } else {
        BEFORE(citygate_station_restore);
        status = citygate_station_restore(&station, slot, SLOT_BYTES, outage_ms, &error_index);
        AFTER(citygate_station_restore);
    }
    note_answer(status, error_index);
    BEFORE(citygate_station_skip_order_numbers);
    status = citygate_station_skip_order_numbers(&station);
    AFTER(citygate_station_skip_order_numbers);
    note_answer(status, kept);
}

static void rehearse(const citygate_scan_input_t *input)
{
    citygate_station_command_t told = random_command();
    citygate_rehearsed_result_t result;
    uint32_t error_index = UINT32_MAX;
    int32_t status;

    BEFORE(citygate_rehearsal_go_on_from);
    status = citygate_rehearsal_go_on_from(&rehearsal, &station);
    AFTER(citygate_rehearsal_go_on_from);
    note_answer(status, 0);
    event_count = events_missed = 0;
    BEFORE(citygate_rehearsal_scan);
    status = citygate_rehearsal_scan(&rehearsal, input, &rehearsed_events, &result, &error_index);
    AFTER(citygate_rehearsal_scan);
    note_answer(status, error_index);
    note_events();
    BEFORE(citygate_rehearsal_command);
    status = citygate_rehearsal_command(&rehearsal, 1, &told, &rehearsed_events, &error_index);
    AFTER(citygate_rehearsal_command);
    note_answer(status, error_index);
    BEFORE(citygate_rehearsal_get_users);
    status = citygate_rehearsal_get_users(&rehearsal, (citygate_rehearsed_user_status_t *)statuses, user_count);
    AFTER(citygate_rehearsal_get_users);
    note_answer(status, statuses[0].set_point_dm3_per_h);
    BEFORE(citygate_rehearsal_start);
    status = citygate_rehearsal_start(&rehearsal);
    AFTER(citygate_rehearsal_start);
    note_answer(status, 0);
}

static void sizes(void)
{
    uint64_t counted;

    BEFORE(citygate_station_words);
    counted = citygate_station_words(MOST_USERS);
    AFTER(citygate_station_words);
    note_long(counted);
    BEFORE(citygate_snapshot_bytes);
    counted = citygate_snapshot_bytes(MOST_USERS);
    AFTER(citygate_snapshot_bytes);
    note_long(counted);
    slots.number = 1;
    slots.newest = CITYGATE_NO_SLOT;
}

int main(void)
{
    uint32_t round;

    sizes();
    for (round = 0; round < PROBLEMS; round++) {
        citygate_signal_t supply, capacity;
        citygate_scan_input_t input = { NULL, NULL, NULL, 0, 0 };
        int32_t status;

        if (round == 0 || one_in(50)) {
            open_plant();
            look();
        }
        supply = random_signal(below(1000));
        capacity = random_signal(below(1000));
        random_signals();
        input.supply = &supply;
        input.capacity = one_in(3) ? &capacity : NULL;
        input.users = signals;
        input.user_count = user_count;
        input.elapsed_ms = 1 + below(3000);
        switch (below(16)) {
        case 0: command(); break;
        case 1: restart(); break;
        case 2: rehearse(&input); break;
        case 3:
        case 4: scan_in_slices(&input); break;
        default: scan(&input); break;
        }
        look();
        if (one_in(200)) {
            BEFORE(citygate_station_start);
            status = citygate_station_start(&station);
            AFTER(citygate_station_start);
            note_answer(status, 0);
        }
    }
    say_digest(round);
    return 0;
}
