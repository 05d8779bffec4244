/* Words that are no station, and stations in threads of their own. */

#include <pthread.h>
#include <string.h>

#include "station_fixture.h"

static plant_t plant;

static void open_two(plant_t *opened)
{
    set_plant(opened, 1000);
    (void)add_user(opened, CITYGATE_CLASS_RESIDENTIAL, 100);
    (void)add_user(opened, CITYGATE_CLASS_INDUSTRIAL_FUEL, 200);
    CHECK_STATUS(open_plant(opened), CITYGATE_OK);
    want_all(opened);
    CHECK_STATUS(scan_plant(opened, 1000, good(150)), CITYGATE_OK);
}

/* Every call is refused so, and changes nothing. */
static void check_all_refuse(const citygate_station_t *station, int32_t wanted)
{
    static uint64_t before[CITYGATE_STATION_WORDS(MOST_USERS)];
    static uint8_t slot[SLOT_BYTES];
    citygate_signal_t supply = good(50);
    citygate_scan_input_t input = { NULL, NULL, plant.signals, 2, 1000 };
    citygate_station_events_t events = events_of(&plant);
    citygate_station_command_t command = command_to(CITYGATE_STATION_COMMAND_KIND_HOLD, 0);
    citygate_alarms_t alarms;
    citygate_station_status_t status;
    uint32_t count, missed, length;
    uint8_t is_complete;

    input.supply = &supply;
    memset(&alarms, 0, sizeof(alarms));
    alarms.count = &count;
    alarms.missed = &missed;
    memcpy(before, station->words, sizeof(before));
    CHECK_STATUS(citygate_station_start(station), wanted);
    CHECK_STATUS(citygate_station_scan(station, &input, &events, &plant.result, NULL), wanted);
    CHECK_STATUS(citygate_station_begin(station, &input, &events, NULL), wanted);
    CHECK_STATUS(citygate_station_advance(station, 1, &events, &plant.result, &is_complete), wanted);
    CHECK_STATUS(citygate_station_command(station, 1, &command, &events, NULL), wanted);
    CHECK_STATUS(citygate_station_get_set_points(station, plant.set_points, 2), wanted);
    CHECK_STATUS(citygate_station_get_users(station, plant.statuses, 2), wanted);
    CHECK_STATUS(citygate_station_get_alarms(station, &alarms), wanted);
    CHECK_STATUS(citygate_station_get_status(station, &status), wanted);
    CHECK_STATUS(citygate_station_save(station, 1, slot, SLOT_BYTES, &length, NULL), wanted);
    CHECK_STATUS(citygate_station_restore(station, slot, SLOT_BYTES, 0, NULL), wanted);
    CHECK_STATUS(citygate_station_adopt(station, slot, SLOT_BYTES, 0, &count, NULL), wanted);
    CHECK_STATUS(citygate_station_skip_order_numbers(station), wanted);
    CHECK(memcmp(before, station->words, sizeof(before)) == 0);
}

/* Never opened, zeroed, moved, in use, or with a bit that fell over in anything that a station keeps. */
static void check_contexts(void)
{
    static uint64_t copy[CITYGATE_STATION_WORDS(MOST_USERS)];
    const size_t word_count = sizeof(copy) / sizeof(copy[0]);
    citygate_station_t elsewhere;
    unsigned char *bytes = (unsigned char *)plant.words;
    size_t at, found = 0;
    unsigned bit;

    elsewhere.words = copy;
    elsewhere.word_count = word_count;
    memset(copy, 0, sizeof(copy));
    open_two(&plant);
    check_all_refuse(&elsewhere, CITYGATE_ERROR_EVENT_CONTEXT);
    memset(copy, PATTERN, sizeof(copy));
    check_all_refuse(&elsewhere, CITYGATE_ERROR_EVENT_CONTEXT);
    memcpy(copy, plant.words, sizeof(copy));
    check_all_refuse(&elsewhere, CITYGATE_ERROR_EVENT_MOVED);
    plant.station.word_count = CITYGATE_STATION_WORDS(2) - 1;
    check_all_refuse(&plant.station, CITYGATE_ERROR_EVENT_TOO_SMALL);
    plant.station.word_count = 0;
    check_all_refuse(&plant.station, CITYGATE_ERROR_EVENT_TOO_SMALL);
    plant.station.word_count = word_count;
    for (at = 0; at < 4; at++) {
        bytes[at] = (unsigned char)(bytes[at] | 0x80);
    }
    check_all_refuse(&plant.station, CITYGATE_ERROR_EVENT_BUSY);
    memcpy(plant.words, copy, sizeof(copy));
    for (at = 0; at < CITYGATE_STATION_WORDS(2) * sizeof(uint64_t); at++) {
        for (bit = 0; bit < 8; bit++) {
            int32_t status;
            bytes[at] = (unsigned char)(bytes[at] ^ 1u << bit);
            status = citygate_station_get_set_points(&plant.station, plant.set_points, 2);
            /* What a station only works in is written before it is read. */
            CHECK(status == CITYGATE_ERROR_EVENT_CONTEXT || status == CITYGATE_OK);
            found += status == CITYGATE_ERROR_EVENT_CONTEXT;
            memcpy(plant.words, copy, sizeof(copy));
        }
    }
    /* At least the station's own state, and what is known of two users. */
    CHECK(found > 8u * 1500u);
    CHECK_STATUS(citygate_station_get_set_points(&plant.station, plant.set_points, 2), CITYGATE_OK);
}

/* Two stations in two threads: the same answers as one after the other. */
typedef struct {
    plant_t plant;
    uint64_t sum;
    uint64_t first_supply;
} work_t;

static void *run(void *argument)
{
    work_t *work = argument;
    plant_t *own = &work->plant;
    uint32_t round;

    work->sum = citygate_station_start(&own->station) == CITYGATE_OK ? 0 : UINT64_MAX;
    for (round = 0; round < 2000; round++) {
        citygate_signal_t supply = good((work->first_supply + 37 * round) % 400);
        citygate_station_events_t events = events_of(own);
        citygate_scan_input_t input = { NULL, NULL, own->signals, 2, 1000 };
        input.supply = &supply;
        want_all(own);
        if (citygate_station_scan(&own->station, &input, &events, &own->result, NULL) != CITYGATE_OK
            || citygate_station_get_set_points(&own->station, own->set_points, 2) != CITYGATE_OK) {
            work->sum = UINT64_MAX;
            return NULL;
        }
        work->sum = work->sum * 31 + own->set_points[0].flow_dm3_per_h + own->set_points[1].flow_dm3_per_h;
    }
    return NULL;
}

static void check_threads(void)
{
    static work_t works[2];
    pthread_t threads_of[2];
    uint64_t wanted[2];
    size_t i;

    for (i = 0; i < 2; i++) {
        open_two(&works[i].plant);
        works[i].first_supply = 100 * i;
        (void)run(&works[i]);
        wanted[i] = works[i].sum;
        CHECK(wanted[i] != UINT64_MAX);
    }
    CHECK(wanted[0] != wanted[1]);
    for (i = 0; i < 2; i++) {
        CHECK(pthread_create(&threads_of[i], NULL, run, &works[i]) == 0);
    }
    for (i = 0; i < 2; i++) {
        CHECK(pthread_join(threads_of[i], NULL) == 0);
        CHECK(works[i].sum == wanted[i]);
    }
}

void station_contexts(void)
{
    check_contexts();
    check_threads();
}
