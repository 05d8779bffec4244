/* Every function of the station controller with random and mutated arguments, bytes and words: an error that leaves the
 * station as it was, or an answer. The numbers are random the same way in every run. */

#include <string.h>

#include "station_fixture.h"

enum { STATIONS = 2 };

static uint64_t state;
static plant_t plants[STATIONS];
static uint64_t rehearsal_words[CITYGATE_STATION_WORDS(MOST_USERS)];
static uint8_t slots[2][SLOT_BYTES];
static unsigned long calls, refused;

/* Marsaglia's xorshift. */
static uint64_t random_number(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static uint32_t below(uint32_t limit)
{
    return (uint32_t)(random_number() % limit);
}

static uint32_t one_in(uint32_t count)
{
    return below(count) == 0;
}

static uint32_t some(uint32_t limit)
{
    return one_in(2) ? 0 : below(limit);
}

/* Small numbers collide, large ones overflow what can overflow. */
static uint64_t quantity(void)
{
    switch (below(6)) {
    case 0: return 0;
    case 1: return UINT64_MAX - below(3);
    case 2: return random_number() >> below(64);
    default: return below(500);
    }
}

static void mutate(void *memory, size_t size)
{
    unsigned char *bytes = memory;
    uint32_t flips;

    for (flips = 1 + below(3); flips > 0; flips--) {
        uint32_t at = below((uint32_t)size);
        bytes[at] = (unsigned char)(bytes[at] ^ 1u << below(8));
    }
}

static citygate_signal_t random_signal(uint64_t usual)
{
    citygate_signal_t signal = good(one_in(8) ? quantity() : usual);
    uint32_t age_ms = some(90000);

    switch (below(12)) {
    case 0:
        CHECK_STATUS(citygate_signal_from_opc_ua(usual, (uint32_t)random_number(), age_ms, &signal), CITYGATE_OK);
        break;
    case 1:
        CHECK_STATUS(citygate_signal_from_iec_60870(usual, (uint8_t)random_number(), age_ms, &signal), CITYGATE_OK);
        break;
    case 2: CHECK_STATUS(citygate_signal_from_modbus(usual, (uint8_t)below(2), age_ms, &signal), CITYGATE_OK); break;
    default: signal.age_ms = one_in(4) ? below(5000) : 0; break;
    }
    if (one_in(200)) {
        mutate(&signal, sizeof(signal));
    }
    return signal;
}

static void random_signal_settings(citygate_signal_settings_t *settings)
{
    settings->change_dm3_per_h_per_s = one_in(2) ? below(50) : quantity();
    settings->jump_confirm_ms = some(9000);
    settings->time_to_live_ms = some(9000);
    settings->last_good_ms = some(90000);
    if (one_in(3)) {
        settings->scheduled_dm3_per_h = settings->lowest_dm3_per_h;
    }
}

static void random_user(plant_t *plant)
{
    citygate_station_user_t *user = add_user(plant, (uint8_t)below(CITYGATE_CLASS_COUNT), below(300));

    user->user.minimum_dm3_per_h = some(100);
    user->user.on_off = (uint8_t)one_in(4);
    random_signal_settings(&user->demand);
    random_signal_settings(&user->flow);
    user->demand.stuck_ms = some(9000);
    user->follow.dead_band_dm3_per_h = some(30);
    user->follow.ramp_dm3_per_h_per_s = some(30);
    user->follow.restore_hold_ms = some(9000);
    user->follow.minimum_off_ms = some(9000);
    user->follow.minimum_on_ms = some(9000);
    user->follow.notice_ms = some(9000);
    user->follow.window_ms = some(90000);
    user->follow.most_changes = 1 + below(CITYGATE_MAX_CHANGES);
    user->tolerance_dm3_per_h = some(10);
    user->grace_ms = some(9000);
    user->acknowledge_ms = some(9000);
    user->control = (uint8_t)one_in(5);
    user->is_main = (uint8_t)below(2);
    if (one_in(60)) {
        mutate(user, sizeof(*user));
    }
}

static void open_random(plant_t *plant)
{
    uint32_t users = 1 + below(MOST_USERS);

    set_plant(plant, one_in(9) ? quantity() : 1000);
    random_signal_settings(&plant->settings.supply);
    plant->settings.rotation_interval_ms = some(9000);
    for (; users > 0; users--) {
        random_user(plant);
    }
    if (one_in(10)) {
        mutate(&plant->settings, sizeof(plant->settings));
    }
    (void)open_plant(plant);
}

static void random_signals(plant_t *plant)
{
    uint32_t i;

    for (i = 0; i < plant->user_count; i++) {
        memset(&plant->signals[i], 0, sizeof(plant->signals[i]));
        plant->signals[i].demand = random_signal(plant->users[i].user.demand_dm3_per_h);
        plant->signals[i].flow = random_signal(plant->set_points[i].flow_dm3_per_h);
        plant->signals[i].valve = (uint8_t)(one_in(20) ? random_number() : 0);
    }
}

static citygate_station_command_t random_command(const plant_t *plant)
{
    citygate_station_command_t command = command_to((uint8_t)(1 + below(9)), below(plant->user_count + 1));

    command.user = one_in(5) ? CITYGATE_NO_USER : command.user;
    command.sequence = one_in(2) ? plant->statuses[0].proposal.sequence : below(100);
    command.until_ms = one_in(4) ? quantity() : below(10000000);
    command.set_point_dm3_per_h = below(300);
    command.alarm = (uint8_t)below(CITYGATE_ALARM_KIND_COUNT);
    command.mode = (uint8_t)(one_in(3) ? below(3) : CITYGATE_STATION_MODE_AUTOMATIC);
    if (one_in(30)) {
        mutate(&command, sizeof(command));
    }
    return command;
}

/* What a scan of this station is given; the supply and the capacity are the caller's. */
static citygate_scan_input_t input_of(plant_t *plant, const citygate_signal_t *supply,
                                      const citygate_signal_t *capacity)
{
    citygate_scan_input_t input;

    memset(&input, 0, sizeof(input));
    random_signals(plant);
    input.supply = supply;
    input.capacity = one_in(3) ? capacity : NULL;
    input.users = plant->signals;
    input.user_count = one_in(50) ? below(MOST_USERS + 1) : plant->user_count;
    input.elapsed_ms = (uint32_t)(one_in(6) ? quantity() : 1000);
    return input;
}

static int32_t move(plant_t *plant)
{
    citygate_signal_t supply = random_signal(below(1200)), capacity = random_signal(below(1200));
    citygate_scan_input_t input = input_of(plant, &supply, &capacity);
    citygate_station_events_t events = events_of(plant);
    citygate_station_command_t command = random_command(plant);
    uint32_t error_index;
    uint8_t is_complete;
    int32_t status;

    events.capacity = one_in(4) ? below(MOST_EVENTS) : MOST_EVENTS;
    switch (below(8)) {
    case 0: return citygate_station_begin(&plant->station, &input, &events, &error_index);
    case 1:
    case 2:
        return citygate_station_advance(&plant->station, one_in(2) ? below(20) : UINT32_MAX, &events, &plant->result,
                                        &is_complete);
    case 3: return citygate_station_command(&plant->station, below(4), &command, &events, &error_index);
    default:
        status = citygate_station_scan(&plant->station, &input, &events, &plant->result, &error_index);
        if (status == CITYGATE_OK) {
            CHECK(plant->result.available_dm3_per_h <= plant->result.supply_dm3_per_h);
            CHECK(plant->result.supply_rung <= CITYGATE_RUNG_CONSERVATIVE && plant->result.is_unsure <= 1);
            CHECK(plant->event_count <= events.capacity);
            CHECK(plant->missed == 0 || plant->event_count == events.capacity);
        }
        return status;
    }
}

static int32_t look(plant_t *plant)
{
    citygate_alarm_t found[5];
    uint32_t count, missed;
    citygate_alarms_t alarms = { NULL, NULL, NULL, 5, 0 };
    citygate_station_status_t status;

    alarms.elements = found;
    alarms.count = &count;
    alarms.missed = &missed;
    switch (below(4)) {
    case 0: return citygate_station_get_alarms(&plant->station, &alarms);
    case 1: return citygate_station_get_status(&plant->station, &status);
    case 2: return citygate_station_get_users(&plant->station, plant->statuses, plant->user_count);
    default: return citygate_station_get_set_points(&plant->station, plant->set_points, plant->user_count);
    }
}

/* Slots of any content, and what has no station. */
static int32_t choose(void)
{
    citygate_snapshot_slot_t found[2];
    citygate_snapshot_slots_t chosen;
    uint32_t i;
    int32_t status;

    CHECK(citygate_station_text((uint8_t)below(20), (uint8_t)random_number()) != NULL);
    CHECK(citygate_station_text_zh((uint8_t)below(20), (uint8_t)random_number()) != NULL);
    CHECK(citygate_station_words(below(70000)) > citygate_snapshot_bytes(0) / 8);
    memset(found, 0, sizeof(found));
    for (i = 0; i < 2; i++) {
        found[i].number = quantity();
        found[i].is_whole = one_in(2);
    }
    if (one_in(3)) {
        mutate(found, sizeof(found));
    }
    status = citygate_snapshot_slots_choose(found, &chosen);
    if (status == CITYGATE_OK) {
        CHECK(chosen.next < 2 && chosen.newest != chosen.next);
        if (one_in(3)) {
            mutate(&chosen, sizeof(chosen));
        }
        status = citygate_snapshot_slots_written(&chosen);
        CHECK(status != CITYGATE_OK || (chosen.next < 2 && chosen.newest == 1 - chosen.next));
    }
    return status;
}

static int32_t keep(plant_t *plant)
{
    uint8_t *slot = slots[below(2)];
    uint32_t size = one_in(9) ? below(SLOT_BYTES + 1) : SLOT_BYTES;
    uint64_t outage_ms = one_in(2) ? CITYGATE_OUTAGE_UNKNOWN : quantity(), number;
    uint32_t count, error_index;

    if (one_in(9)) {
        mutate(slot, SLOT_BYTES);
    }
    switch (below(8)) {
    case 0: return citygate_station_restore(&plant->station, slot, size, outage_ms, &error_index);
    case 1: return citygate_station_adopt(&plant->station, slot, size, outage_ms, &count, &error_index);
    case 2: return citygate_station_skip_order_numbers(&plant->station);
    case 3: return citygate_snapshot_number(slot, size, &number, &error_index);
    case 4: return citygate_station_start(&plant->station);
    case 5: return choose();
    default: return citygate_station_save(&plant->station, random_number(), slot, size, &count, &error_index);
    }
}

static int32_t rehearse(plant_t *plant)
{
    const citygate_rehearsal_t rehearsal = { rehearsal_words, sizeof(rehearsal_words) / sizeof(rehearsal_words[0]) };
    citygate_signal_t supply = random_signal(below(1200)), capacity = random_signal(below(1200));
    citygate_scan_input_t input = input_of(plant, &supply, &capacity);
    citygate_station_command_t command = random_command(plant);
    citygate_rehearsed_event_t elements[3];
    citygate_rehearsed_result_t result;
    citygate_rehearsed_user_status_t users[MOST_USERS];
    uint32_t count, missed, error_index;
    citygate_rehearsed_events_t events = { NULL, NULL, NULL, 3, 0 };

    events.elements = elements;
    events.count = &count;
    events.missed = &missed;
    switch (below(6)) {
    case 0:
        return citygate_rehearsal_open(&rehearsal, &plant->policy, &plant->settings, plant->users, plant->user_count,
                                       &error_index);
    case 1: return citygate_rehearsal_go_on_from(&rehearsal, &plant->station);
    case 2: return citygate_rehearsal_scan(&rehearsal, &input, &events, &result, &error_index);
    case 3: return citygate_rehearsal_command(&rehearsal, below(3), &command, &events, &error_index);
    case 4: return citygate_rehearsal_get_users(&rehearsal, users, plant->user_count);
    default: return citygate_rehearsal_start(&rehearsal);
    }
}

/* Words in which something fell over are refused, or do not matter. */
static int32_t corrupt(plant_t *plant)
{
    static uint64_t before[CITYGATE_STATION_WORDS(MOST_USERS)];
    int32_t status;

    memcpy(before, plant->words, sizeof(before));
    mutate(plant->words, sizeof(plant->words));
    status = one_in(2) ? look(plant) : move(plant);
    memcpy(plant->words, before, sizeof(before));
    return status;
}

/* Every status is one of those that there are; what is refused leaves everything that a station shows as it was. */
static void call_one(plant_t *plant)
{
    citygate_user_status_t users[MOST_USERS], after[MOST_USERS];
    int32_t status, is_open = citygate_station_get_users(&plant->station, users, plant->user_count);
    uint32_t kind = below(12);

    switch (kind) {
    case 0: status = corrupt(plant); break;
    case 1: status = look(plant); break;
    case 2: status = rehearse(plant); break;
    case 3: status = keep(plant); break;
    default: status = move(plant); break;
    }
    calls++;
    CHECK(status <= 0 && strcmp(citygate_status_text(status), "unknown status") != 0);
    if (status != CITYGATE_OK) {
        refused++;
        CHECK(citygate_station_get_users(&plant->station, after, plant->user_count) == is_open);
        CHECK(is_open != CITYGATE_OK || memcmp(users, after, plant->user_count * sizeof(users[0])) == 0);
    }
    if (citygate_station_get_set_points(&plant->station, plant->set_points, plant->user_count) == CITYGATE_OK) {
        uint32_t i;
        for (i = 0; i < plant->user_count; i++) {
            CHECK(plant->set_points[i].flow_dm3_per_h <= plant->users[i].user.demand_dm3_per_h);
        }
    }
}

void station_random(void)
{
    unsigned long round;

    state = UINT64_C(88172645463325252) + repetitions;
    for (round = 0; round < repetitions; round++) {
        plant_t *plant = &plants[round % STATIONS];
        describe("the station called at random", "in round", (long)round, 0);
        if (round < STATIONS || one_in(100)) {
            open_random(plant);
        }
        call_one(plant);
    }
    describe(NULL, NULL, 0, 0);
    /* Both outcomes are common, or the test tests nothing. */
    CHECK(repetitions < 1000 || (refused > calls / 50 && refused < calls * 4 / 5));
}
