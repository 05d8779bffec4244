/* The main loop of a PLC at a city gate station: read inputs, scan, save, write outputs, publish orders. In the middle
 * power fails for half a minute, and the station goes on from where it was.
 *
 *     cc -std=c99 plc_loop.c $(pkg-config --cflags --libs citygate) -o plc_loop
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "citygate.h"

enum {
    USERS = 3,
    SCAN_MS = 1000,
    OUTAGE_MS = 30000,
    EVENTS = 16,
    SLOT_BYTES = CITYGATE_SNAPSHOT_BYTES(USERS),
    SHIFT_LEADER = 7
};

static const char *const names[USERS] = { "homes", "ceramics works", "filling station" };

/* Memory is static. What a station is made of stays where it is, and may lie in flash. */
static citygate_policy_t policy;
static citygate_station_settings_t settings;
static citygate_station_user_t users[USERS];
static uint64_t words[CITYGATE_STATION_WORDS(USERS)];
static const citygate_station_t station = { words, sizeof(words) / sizeof(words[0]) };

/* Two slots of flash, erased when new. */
static uint8_t flash[2][SLOT_BYTES];
static citygate_snapshot_slots_t slots;

/* The process: what comes in, and what goes out. */
static uint64_t supply_dm3_per_h = 900000;
static int is_meter_dead;
static citygate_set_point_t valves[USERS];

static citygate_station_event_t happened[EVENTS];
static uint32_t event_count;
static uint32_t events_missed;

/* A program at a station raises an alarm and goes on with the set-points that are out; this one stops. */
static void must(int32_t status)
{
    if (status != CITYGATE_OK) {
        fprintf(stderr, "%s\n", citygate_status_text(status));
        exit(1);
    }
}

static void configure(void)
{
    static const uint8_t classes[USERS] = { CITYGATE_CLASS_RESIDENTIAL, CITYGATE_CLASS_INDUSTRIAL_FUEL,
                                            CITYGATE_CLASS_VEHICLES };
    static const uint32_t contracted[USERS] = { 400000, 350000, 100000 };
    int i;

    must(citygate_policy_get_default(&policy));
    must(citygate_station_settings_default(300000, 1000000, &settings));
    settings.supply.last_good_ms = 10000; /* Without a meter the last value counts for ten seconds, */
    settings.supply.change_dm3_per_h_per_s = 5000; /* and less by so much in each; then the stated fallback. */
    for (i = 0; i < USERS; i++) {
        citygate_user_t user;
        memset(&user, 0, sizeof(user));
        user.supply_class = classes[i];
        user.demand_dm3_per_h = contracted[i];
        must(citygate_station_user_default(&user, &users[i]));
        users[i].follow.restore_hold_ms = 20000;
        users[i].follow.ramp_dm3_per_h_per_s = 20000;
    }
    users[1].user.minimum_dm3_per_h = 100000; /* Below it the kiln goes out. */
    users[1].follow.notice_ms = 5000;
}

/* After power comes: opens the station, and goes on from the newest snapshot if there is one. */
static void begin(uint64_t outage_ms)
{
    citygate_snapshot_slot_t found[2];
    int i;

    must(citygate_station_open(&station, &policy, &settings, users, USERS, NULL));
    memset(found, 0, sizeof(found));
    for (i = 0; i < 2; i++) {
        found[i].is_whole = citygate_snapshot_number(flash[i], SLOT_BYTES, &found[i].number, NULL) == CITYGATE_OK;
    }
    must(citygate_snapshot_slots_choose(found, &slots));
    if (slots.newest != CITYGATE_NO_SLOT) {
        must(citygate_station_restore(&station, flash[slots.newest], SLOT_BYTES, outage_ms, NULL));
        printf("       goes on from snapshot %u\n", (unsigned)found[slots.newest].number);
    }
    must(citygate_station_get_set_points(&station, valves, USERS));
}

static void read_inputs(citygate_signal_t *supply, citygate_user_signals_t *signals)
{
    int i;

    must(citygate_signal_from_modbus(supply_dm3_per_h, !is_meter_dead, 0, supply));
    memset(signals, 0, USERS * sizeof(*signals));
    for (i = 0; i < USERS; i++) {
        /* They want all that they contracted, and take what the valve lets through. */
        must(citygate_signal_from_iec_60870(users[i].user.demand_dm3_per_h, 0, 0, &signals[i].demand));
        must(citygate_signal_from_iec_60870(valves[i].flow_dm3_per_h, 0, 0, &signals[i].flow));
    }
}

/* Write-ahead: what a scan gave out is acted upon only when the snapshot with it is written. */
static void save(void)
{
    uint32_t length;

    must(citygate_station_save(&station, slots.number, flash[slots.next], SLOT_BYTES, &length, NULL));
    must(citygate_snapshot_slots_written(&slots));
}

static void publish(void)
{
    citygate_station_status_t status;
    uint32_t i;

    must(citygate_station_get_status(&station, &status));
    for (i = 0; i < event_count; i++) {
        const citygate_station_event_t *event = &happened[i];
        printf("%4u s %s", (unsigned)(status.now_ms / 1000u),
               citygate_station_text(CITYGATE_STATION_TEXT_EVENT_KIND, event->kind));
        if (event->order.sequence != 0u) {
            printf(" %u: %s from %u to %u m3/h, %s", (unsigned)event->order.sequence, names[event->user],
                   (unsigned)(event->order.from_dm3_per_h / 1000u), (unsigned)(event->order.to_dm3_per_h / 1000u),
                   citygate_station_text(CITYGATE_STATION_TEXT_ORDER_CAUSE, event->order.cause));
        } else if ((event->kind == CITYGATE_STATION_EVENT_KIND_ALARM_CAME)
                   || (event->kind == CITYGATE_STATION_EVENT_KIND_ALARM_WENT)) {
            printf(": %s", citygate_station_text(CITYGATE_STATION_TEXT_ALARM_KIND, event->alarm));
        } else {
            /* The kind says it all. */
        }
        printf("\n");
    }
    if (events_missed != 0u) {
        printf("       and %u more\n", (unsigned)events_missed);
    }
}

/* One turn of the loop. */
static void turn(void)
{
    citygate_signal_t supply;
    citygate_user_signals_t signals[USERS];
    citygate_scan_input_t input;
    citygate_station_events_t events;
    citygate_scan_result_t result;

    read_inputs(&supply, signals);
    memset(&input, 0, sizeof(input));
    input.supply = &supply;
    input.users = signals;
    input.user_count = USERS;
    input.elapsed_ms = SCAN_MS;
    memset(&events, 0, sizeof(events));
    events.elements = happened;
    events.count = &event_count;
    events.missed = &events_missed;
    events.capacity = EVENTS;
    must(citygate_station_scan(&station, &input, &events, &result, NULL));
    save();
    must(citygate_station_get_set_points(&station, valves, USERS));
    publish();
}

static void run(int seconds)
{
    int second;

    for (second = 0; second < seconds; second++) {
        turn();
    }
}

/* A person confirms what is proposed to a user, by its number. */
static void confirm(uint32_t user)
{
    citygate_user_status_t statuses[USERS];
    citygate_station_command_t command;
    citygate_station_events_t events;

    must(citygate_station_get_users(&station, statuses, USERS));
    memset(&command, 0, sizeof(command));
    command.kind = CITYGATE_STATION_COMMAND_KIND_CONFIRM;
    command.user = user;
    command.sequence = statuses[user].proposal.sequence;
    memset(&events, 0, sizeof(events));
    events.elements = happened;
    events.count = &event_count;
    events.missed = &events_missed;
    events.capacity = EVENTS;
    must(citygate_station_command(&station, SHIFT_LEADER, &command, &events, NULL));
    save();
    publish();
}

static void show_valves(const char *when)
{
    int i;

    printf("       %s:", when);
    for (i = 0; i < USERS; i++) {
        printf("%s %s %u", (i == 0) ? "" : ",", names[i], (unsigned)(valves[i].flow_dm3_per_h / 1000u));
    }
    printf(" m3/h\n");
}

int main(void)
{
    memset(flash, 0xff, sizeof(flash));
    configure();
    begin(0);
    run(3);
    show_valves("at first");
    supply_dm3_per_h = 600000; /* The pipeline brings less. */
    run(10);
    show_valves("short");
    memset(words, 0, sizeof(words)); /* Power fails. */
    begin(OUTAGE_MS);
    show_valves("after the outage");
    supply_dm3_per_h = 820000;
    run(40);
    show_valves("restored");
    is_meter_dead = 1;
    run(15);
    show_valves("without a meter");
    confirm(0);
    run(2);
    show_valves("confirmed");
    return 0;
}
