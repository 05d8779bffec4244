/* Instructions of the station controller with 64 users: a scan in which nothing changes, one with a cut, and the most that
 * was seen in pseudo-random scans, with the set-points read and a snapshot taken after each. On boards with memory for it.
 */

#include <stddef.h>
#include <stdint.h>

#include "board/board.h"
#include "board/say.h"
#include "citygate.h"

enum { SPINS = 100000, USERS = 64, EVENTS = 16, PLANTS = 6, SCANS = 40, SLOT_BYTES = CITYGATE_SNAPSHOT_BYTES(USERS) };

static citygate_policy_t policy;
static citygate_station_settings_t settings;
static citygate_station_user_t users[USERS];
static uint64_t words[CITYGATE_STATION_WORDS(USERS)];
static const citygate_station_t station = { words, sizeof(words) / sizeof(words[0]) };
static citygate_user_signals_t signals[USERS];
static citygate_set_point_t set_points[USERS];
static citygate_station_event_t happened[EVENTS];
static uint32_t event_count, events_missed;
static const citygate_station_events_t events = { happened, &event_count, &events_missed, EVENTS, 0 };
static uint8_t slot[SLOT_BYTES];

static uint32_t random_state = 2463534242u;

static uint32_t below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return (uint32_t)(((uint64_t)random_state * limit) >> 32);
}

static void must(int32_t status)
{
    if (status != CITYGATE_OK) {
        board_say("REFUSED: ");
        board_say(citygate_status_text(status));
        board_say("\n");
        board_exit(1);
    }
}

/* Users of all classes; careful ones wait, ramp, and have to be told before. */
static void open_plant(int is_careful)
{
    uint32_t i;

    must(citygate_policy_get_default(&policy));
    must(citygate_station_settings_default(0, 100000, &settings));
    for (i = 0; i < USERS; i++) {
        citygate_user_t user = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
        user.demand_dm3_per_h = 200u + 13u * i;
        user.minimum_dm3_per_h = i % 3u == 0u ? 50u : 0u;
        user.supply_class = (uint8_t)(i % CITYGATE_CLASS_COUNT);
        must(citygate_station_user_default(&user, &users[i]));
        if (is_careful) {
            users[i].user.on_off = (uint8_t)(below(4) == 0);
            users[i].follow.restore_hold_ms = below(5000);
            users[i].follow.ramp_dm3_per_h_per_s = below(100);
            users[i].follow.notice_ms = below(3) * 2000u;
            users[i].follow.minimum_off_ms = below(9000);
            users[i].follow.minimum_on_ms = below(9000);
            users[i].follow.window_ms = below(90000);
            users[i].acknowledge_ms = below(9000);
        }
    }
    must(citygate_station_open(&station, &policy, &settings, users, USERS, NULL));
    must(citygate_station_get_set_points(&station, set_points, USERS));
}

static void set_signals(int is_failing)
{
    uint32_t i;

    for (i = 0; i < USERS; i++) {
        uint32_t wanted = users[i].user.demand_dm3_per_h;
        signals[i].demand.value_dm3_per_h = is_failing ? below(wanted + 1u) : wanted;
        signals[i].demand.quality = (uint8_t)(is_failing && below(20) == 0 ? below(3) : 0);
        signals[i].flow.value_dm3_per_h = is_failing && below(20) == 0 ? wanted : set_points[i].flow_dm3_per_h;
        signals[i].flow.quality = (uint8_t)(is_failing && below(20) == 0 ? below(3) : 0);
    }
}

static uint32_t since(uint32_t start)
{
    return (board_ticks() - start) % BOARD_TICKS;
}

static uint32_t scan(uint64_t supply_dm3_per_h, uint8_t quality)
{
    citygate_signal_t supply = { 0, 0, 0, 0, 0 };
    citygate_scan_input_t input = { NULL, NULL, signals, USERS, 1000 };
    citygate_scan_result_t result;
    uint32_t start, ticks;

    supply.value_dm3_per_h = supply_dm3_per_h;
    supply.quality = quality;
    input.supply = &supply;
    start = board_ticks();
    must(citygate_station_scan(&station, &input, &events, &result, NULL));
    ticks = since(start);
    must(citygate_station_get_set_points(&station, set_points, USERS));
    return ticks;
}

static void say_others(void)
{
    uint32_t length, start = board_ticks();

    must(citygate_station_get_set_points(&station, set_points, USERS));
    say("set-points read", since(start));
    start = board_ticks();
    must(citygate_station_save(&station, 1, slot, SLOT_BYTES, &length, NULL));
    say("snapshot taken", since(start));
}

int main(void)
{
    uint32_t plant, round, start = board_ticks(), most = 0;

    board_spin(SPINS);
    say("ticks of 200000 instructions", since(start));
    open_plant(0);
    set_signals(0);
    (void)scan(100000, CITYGATE_QUALITY_GOOD);
    say("scan in which nothing changes", scan(100000, CITYGATE_QUALITY_GOOD));
    say("scan with a cut", scan(20000, CITYGATE_QUALITY_GOOD));
    say_others();
    for (plant = 0; plant < PLANTS; plant++) {
        open_plant(1);
        for (round = 0; round < SCANS; round++) {
            uint32_t ticks;
            set_signals(1);
            ticks = scan(below(50000), (uint8_t)(below(4) == 0 ? CITYGATE_QUALITY_BAD : CITYGATE_QUALITY_GOOD));
            most = ticks > most ? ticks : most;
        }
    }
    say("scan, the most seen", most);
    return 0;
}
