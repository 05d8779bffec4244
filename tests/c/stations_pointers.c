/* The station controller, with every pointer wrong. */

#include <string.h>

#include "station_fixture.h"

enum {
    ONE = 1,
    LIST = 4,
    WORDS = CITYGATE_STATION_WORDS(ONE),
    BYTES = CITYGATE_SNAPSHOT_BYTES(ONE)
};

/* What the station of the subjects is made of; it stays where it is. */
static citygate_policy_t policy;
static citygate_station_settings_t settings;
static citygate_station_user_t user;
static uint64_t words[WORDS], rehearsal_words[WORDS];
static const citygate_station_t opened = { words, WORDS };
static const citygate_rehearsal_t rehearsed = { rehearsal_words, WORDS };

static void set_one(void)
{
    citygate_user_t homes = user_of(CITYGATE_CLASS_RESIDENTIAL, 100);

    CHECK_STATUS(citygate_policy_get_default(&policy), CITYGATE_OK);
    CHECK_STATUS(citygate_station_settings_default(0, 1000, &settings), CITYGATE_OK);
    CHECK_STATUS(citygate_station_user_default(&homes, &user), CITYGATE_OK);
    CHECK_STATUS(citygate_station_open(&opened, &policy, &settings, &user, ONE, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_rehearsal_open(&rehearsed, &policy, &settings, &user, ONE, NULL), CITYGATE_OK);
}

static void fill_nothing(void *const *buffers)
{
    (void)buffers;
}

/* Buffers of openings: context, words, policy, steps, settings, users, error_index. */
static void fill_open(void *const *buffers)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    citygate_policy_t own;
    citygate_station_t station;

    set_one();
    memset(&own, 0, sizeof(own));
    own.steps = buffers[3];
    own.step_count = 1;
    own.classes = CITYGATE_CLASSES_ALL;
    memset(&station, 0, sizeof(station));
    station.words = buffers[1];
    station.word_count = WORDS;
    put(buffers[0], &station, sizeof(station));
    put(buffers[2], &own, sizeof(own));
    put(buffers[3], &step, sizeof(step));
    put(buffers[4], &settings, sizeof(settings));
    put(buffers[5], &user, sizeof(user));
}

static int32_t call_open(void *const *buffers)
{
    return citygate_station_open(buffers[0], buffers[2], buffers[4], buffers[5], ONE, buffers[6]);
}

static int32_t call_rehearsal_open(void *const *buffers)
{
    return citygate_rehearsal_open(buffers[0], buffers[2], buffers[4], buffers[5], ONE, buffers[6]);
}

/* Handles of what is open; the words are not for the arena, since they stay where they are. */
static void fill_station(void *const *buffers)
{
    set_one();
    put(buffers[0], &opened, sizeof(opened));
}

static void fill_rehearsal(void *const *buffers)
{
    set_one();
    put(buffers[0], &rehearsed, sizeof(rehearsed));
}

static void fill_both(void *const *buffers)
{
    fill_rehearsal(buffers);
    put(buffers[1], &opened, sizeof(opened));
}

/* A list at buffer `at`, whose elements, count and missed are the three after it. */
static void fill_events(void *const *buffers, size_t at)
{
    citygate_station_events_t events;

    memset(&events, 0, sizeof(events));
    events.elements = buffers[at + 1];
    events.count = buffers[at + 2];
    events.missed = buffers[at + 3];
    events.capacity = LIST;
    put(buffers[at], &events, sizeof(events));
}

/* Buffers of scans: context, input, supply, capacity, users, events, elements, count, missed, and more. */
static void fill_input(void *const *buffers)
{
    citygate_scan_input_t input;
    citygate_signal_t signal = good(50);
    citygate_user_signals_t signals;

    memset(&input, 0, sizeof(input));
    input.supply = buffers[2];
    input.capacity = buffers[3];
    input.users = buffers[4];
    input.user_count = ONE;
    input.elapsed_ms = 1000;
    memset(&signals, 0, sizeof(signals));
    signals.demand = good(100);
    put(buffers[1], &input, sizeof(input));
    put(buffers[2], &signal, sizeof(signal));
    put(buffers[3], &signal, sizeof(signal));
    put(buffers[4], &signals, sizeof(signals));
    fill_events(buffers, 5);
}

static void fill_scan(void *const *buffers)
{
    fill_station(buffers);
    fill_input(buffers);
}

static void fill_rehearsal_scan(void *const *buffers)
{
    fill_rehearsal(buffers);
    fill_input(buffers);
}

static int32_t call_scan(void *const *buffers)
{
    return citygate_station_scan(buffers[0], buffers[1], buffers[5], buffers[9], buffers[10]);
}

static int32_t call_begin(void *const *buffers)
{
    return citygate_station_begin(buffers[0], buffers[1], buffers[5], buffers[9]);
}

static int32_t call_rehearsal_scan(void *const *buffers)
{
    return citygate_rehearsal_scan(buffers[0], buffers[1], buffers[5], buffers[9], buffers[10]);
}

/* Buffers: station, events, elements, count, missed, result, is_complete. */
static void fill_advance(void *const *buffers)
{
    citygate_signal_t supply = good(50);
    citygate_user_signals_t signals;
    citygate_scan_input_t input = { NULL, NULL, NULL, ONE, 1000 };
    uint32_t count, missed;
    citygate_station_events_t none = { NULL, NULL, NULL, 0, 0 };

    fill_station(buffers);
    memset(&signals, 0, sizeof(signals));
    input.supply = &supply;
    input.users = &signals;
    none.count = &count;
    none.missed = &missed;
    CHECK_STATUS(citygate_station_begin(&opened, &input, &none, NULL), CITYGATE_OK);
    fill_events(buffers, 1);
}

static int32_t call_advance(void *const *buffers)
{
    return citygate_station_advance(buffers[0], UINT32_MAX, buffers[1], buffers[5], buffers[6]);
}

/* Buffers of commands: context, command, events, elements, count, missed, error_index. */
static void fill_told(void *const *buffers)
{
    citygate_station_command_t command = command_to(CITYGATE_STATION_COMMAND_KIND_HOLD, 0);

    command.until_ms = 5000;
    put(buffers[1], &command, sizeof(command));
    fill_events(buffers, 2);
}

static void fill_command(void *const *buffers)
{
    fill_station(buffers);
    fill_told(buffers);
}

static void fill_rehearsal_command(void *const *buffers)
{
    fill_rehearsal(buffers);
    fill_told(buffers);
}

static int32_t call_command(void *const *buffers)
{
    return citygate_station_command(buffers[0], 1, buffers[1], buffers[2], buffers[6]);
}

static int32_t call_rehearsal_command(void *const *buffers)
{
    return citygate_rehearsal_command(buffers[0], 1, buffers[1], buffers[2], buffers[6]);
}

/* Buffers: station, alarms, elements, count, missed. */
static void fill_alarms(void *const *buffers)
{
    citygate_alarms_t alarms;

    fill_station(buffers);
    memset(&alarms, 0, sizeof(alarms));
    alarms.elements = buffers[2];
    alarms.count = buffers[3];
    alarms.missed = buffers[4];
    alarms.capacity = LIST;
    put(buffers[1], &alarms, sizeof(alarms));
}

static int32_t call_alarms(void *const *buffers)
{
    return citygate_station_get_alarms(buffers[0], buffers[1]);
}

static int32_t call_start(void *const *buffers)
{
    return citygate_station_start(buffers[0]);
}

static int32_t call_rehearsal_start(void *const *buffers)
{
    return citygate_rehearsal_start(buffers[0]);
}

static int32_t call_go_on_from(void *const *buffers)
{
    return citygate_rehearsal_go_on_from(buffers[0], buffers[1]);
}

static int32_t call_rehearsal_users(void *const *buffers)
{
    return citygate_rehearsal_get_users(buffers[0], buffers[1], ONE);
}

static int32_t call_set_points(void *const *buffers)
{
    return citygate_station_get_set_points(buffers[0], buffers[1], ONE);
}

static int32_t call_users(void *const *buffers)
{
    return citygate_station_get_users(buffers[0], buffers[1], ONE);
}

static int32_t call_status(void *const *buffers)
{
    return citygate_station_get_status(buffers[0], buffers[1]);
}

static int32_t call_skip(void *const *buffers)
{
    return citygate_station_skip_order_numbers(buffers[0]);
}

static int32_t call_save(void *const *buffers)
{
    return citygate_station_save(buffers[0], 9, buffers[1], BYTES, buffers[2], buffers[3]);
}

/* A snapshot, at this buffer. */
static void fill_slot(void *const *buffers, size_t at)
{
    static uint8_t slot[BYTES];
    uint32_t length;

    CHECK_STATUS(citygate_station_save(&opened, 9, slot, BYTES, &length, NULL), CITYGATE_OK);
    put(buffers[at], slot, sizeof(slot));
}

static void fill_restore(void *const *buffers)
{
    fill_station(buffers);
    fill_slot(buffers, 1);
}

static int32_t call_restore(void *const *buffers)
{
    return citygate_station_restore(buffers[0], buffers[1], BYTES, 1000, buffers[2]);
}

static int32_t call_adopt(void *const *buffers)
{
    return citygate_station_adopt(buffers[0], buffers[1], BYTES, CITYGATE_OUTAGE_UNKNOWN, buffers[2], buffers[3]);
}

static void fill_number(void *const *buffers)
{
    set_one();
    fill_slot(buffers, 0);
}

static int32_t call_number(void *const *buffers)
{
    return citygate_snapshot_number(buffers[0], BYTES, buffers[1], buffers[2]);
}

static void fill_slots(void *const *buffers)
{
    static const citygate_snapshot_slot_t slots[2] = { { 7, 1, 0 }, { 0, 0, 0 } };

    put(buffers[0], slots, sizeof(slots));
}

static int32_t call_choose(void *const *buffers)
{
    return citygate_snapshot_slots_choose(buffers[0], buffers[1]);
}

static void fill_chosen(void *const *buffers)
{
    static const citygate_snapshot_slots_t slots = { 8, 0, 1 };

    put(buffers[0], &slots, sizeof(slots));
}

static int32_t call_written(void *const *buffers)
{
    return citygate_snapshot_slots_written(buffers[0]);
}

static int32_t call_settings(void *const *buffers)
{
    return citygate_station_settings_default(0, 1000, buffers[0]);
}

static void fill_user(void *const *buffers)
{
    citygate_user_t one = user_of(CITYGATE_CLASS_RESIDENTIAL, 100);

    put(buffers[0], &one, sizeof(one));
}

static int32_t call_user(void *const *buffers)
{
    return citygate_station_user_default(buffers[0], buffers[1]);
}

static int32_t call_opc_ua(void *const *buffers)
{
    return citygate_signal_from_opc_ua(1, 0, 0, buffers[0]);
}

static int32_t call_iec_60870(void *const *buffers)
{
    return citygate_signal_from_iec_60870(1, 0, 0, buffers[0]);
}

static int32_t call_modbus(void *const *buffers)
{
    return citygate_signal_from_modbus(1, 1, 0, buffers[0]);
}

#define STATION BUFFER("station", citygate_station_t, 1, INPUT)
#define REHEARSAL BUFFER("rehearsal", citygate_rehearsal_t, 1, INPUT)
#define ERROR_INDEX BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL)
#define SLOT BUFFER("slot", uint8_t, BYTES, INPUT)
#define OPENING(context) \
    context, BUFFER("words", uint64_t, WORDS, OUTPUT | SCRATCH), BUFFER("policy", citygate_policy_t, 1, INPUT), \
    BUFFER("steps", citygate_step_t, 1, INPUT), BUFFER("settings", citygate_station_settings_t, 1, INPUT), \
    BUFFER("users", citygate_station_user_t, ONE, INPUT), ERROR_INDEX
#define INPUTS \
    BUFFER("input", citygate_scan_input_t, 1, INPUT), BUFFER("supply", citygate_signal_t, 1, INPUT), \
    BUFFER("capacity", citygate_signal_t, 1, INPUT | OPTIONAL), BUFFER("users", citygate_user_signals_t, ONE, INPUT)
#define EVENTS(list, element) \
    BUFFER("events", list, 1, INPUT), BUFFER("elements", element, LIST, OUTPUT | SCRATCH), \
    BUFFER("count", uint32_t, 1, OUTPUT), BUFFER("missed", uint32_t, 1, OUTPUT)
#define STATION_EVENTS EVENTS(citygate_station_events_t, citygate_station_event_t)
#define REHEARSED_EVENTS EVENTS(citygate_rehearsed_events_t, citygate_rehearsed_event_t)

static const subject_t subjects[] = {
    { "citygate_station_settings_default", call_settings, fill_nothing, 1,
      { BUFFER("settings", citygate_station_settings_t, 1, OUTPUT) } },
    { "citygate_station_user_default", call_user, fill_user, 2,
      { BUFFER("user", citygate_user_t, 1, INPUT), BUFFER("station_user", citygate_station_user_t, 1, OUTPUT) } },
    { "citygate_station_open", call_open, fill_open, 7, { OPENING(STATION) } },
    { "citygate_station_start", call_start, fill_station, 1, { STATION } },
    { "citygate_station_scan", call_scan, fill_scan, 11,
      { STATION, INPUTS, STATION_EVENTS, BUFFER("result", citygate_scan_result_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_station_begin", call_begin, fill_scan, 10, { STATION, INPUTS, STATION_EVENTS, ERROR_INDEX } },
    { "citygate_station_advance", call_advance, fill_advance, 7,
      { STATION, STATION_EVENTS, BUFFER("result", citygate_scan_result_t, 1, OUTPUT),
        BUFFER("is_complete", uint8_t, 1, OUTPUT) } },
    { "citygate_station_command", call_command, fill_command, 7,
      { STATION, BUFFER("command", citygate_station_command_t, 1, INPUT), STATION_EVENTS, ERROR_INDEX } },
    { "citygate_station_get_set_points", call_set_points, fill_station, 2,
      { STATION, BUFFER("set_points", citygate_set_point_t, ONE, OUTPUT) } },
    { "citygate_station_get_users", call_users, fill_station, 2,
      { STATION, BUFFER("users", citygate_user_status_t, ONE, OUTPUT) } },
    { "citygate_station_get_alarms", call_alarms, fill_alarms, 5,
      { STATION, BUFFER("alarms", citygate_alarms_t, 1, INPUT),
        BUFFER("elements", citygate_alarm_t, LIST, OUTPUT | SCRATCH), BUFFER("count", uint32_t, 1, OUTPUT),
        BUFFER("missed", uint32_t, 1, OUTPUT) } },
    { "citygate_station_get_status", call_status, fill_station, 2,
      { STATION, BUFFER("status", citygate_station_status_t, 1, OUTPUT) } },
    { "citygate_station_save", call_save, fill_station, 4,
      { STATION, BUFFER("slot", uint8_t, BYTES, OUTPUT), BUFFER("length", uint32_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_station_restore", call_restore, fill_restore, 3, { STATION, SLOT, ERROR_INDEX } },
    { "citygate_station_adopt", call_adopt, fill_restore, 4,
      { STATION, SLOT, BUFFER("users_kept", uint32_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_station_skip_order_numbers", call_skip, fill_station, 1, { STATION } },
    { "citygate_snapshot_number", call_number, fill_number, 3,
      { SLOT, BUFFER("number", uint64_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_snapshot_slots_choose", call_choose, fill_slots, 2,
      { BUFFER("slots", citygate_snapshot_slot_t, 2, INPUT), BUFFER("chosen", citygate_snapshot_slots_t, 1, OUTPUT) } },
    { "citygate_snapshot_slots_written", call_written, fill_chosen, 1,
      { BUFFER("slots", citygate_snapshot_slots_t, 1, INPUT | OUTPUT) } },
    { "citygate_rehearsal_open", call_rehearsal_open, fill_open, 7, { OPENING(REHEARSAL) } },
    { "citygate_rehearsal_go_on_from", call_go_on_from, fill_both, 2, { REHEARSAL, STATION } },
    { "citygate_rehearsal_start", call_rehearsal_start, fill_rehearsal, 1, { REHEARSAL } },
    { "citygate_rehearsal_scan", call_rehearsal_scan, fill_rehearsal_scan, 11,
      { REHEARSAL, INPUTS, REHEARSED_EVENTS, BUFFER("result", citygate_rehearsed_result_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_rehearsal_command", call_rehearsal_command, fill_rehearsal_command, 7,
      { REHEARSAL, BUFFER("command", citygate_station_command_t, 1, INPUT), REHEARSED_EVENTS, ERROR_INDEX } },
    { "citygate_rehearsal_get_users", call_rehearsal_users, fill_rehearsal, 2,
      { REHEARSAL, BUFFER("users", citygate_rehearsed_user_status_t, ONE, OUTPUT) } },
    { "citygate_signal_from_opc_ua", call_opc_ua, fill_nothing, 1, { BUFFER("signal", citygate_signal_t, 1, OUTPUT) } },
    { "citygate_signal_from_iec_60870", call_iec_60870, fill_nothing, 1,
      { BUFFER("signal", citygate_signal_t, 1, OUTPUT) } },
    { "citygate_signal_from_modbus", call_modbus, fill_nothing, 1, { BUFFER("signal", citygate_signal_t, 1, OUTPUT) } },
};

void stations_pointers(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
}
