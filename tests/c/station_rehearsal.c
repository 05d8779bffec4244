/* Rehearsals of a station, signals as protocols bring them, and the texts of all codes. */

#include <string.h>

#include "station_fixture.h"

enum { PERSON = 7 };

static plant_t plant;

/* A rehearsal goes on from a station, does what the station would do, and leaves it as it is. */
static void check_rehearsal(void)
{
    static uint64_t words[CITYGATE_STATION_WORDS(1)];
    citygate_rehearsal_t rehearsal = { words, sizeof(words) / sizeof(words[0]) };
    citygate_rehearsed_event_t elements[MOST_EVENTS];
    citygate_rehearsed_user_status_t shown;
    citygate_rehearsed_result_t result;
    uint32_t count, missed;
    citygate_rehearsed_events_t events = { elements, &count, &missed, MOST_EVENTS, 0 };
    citygate_signal_t supply = good(30);
    citygate_scan_input_t input = { &supply, NULL, plant.signals, 1, 1000 };
    citygate_station_command_t command = command_to(CITYGATE_STATION_COMMAND_KIND_OVERRIDE, 0);
    uint64_t before[CITYGATE_STATION_WORDS(MOST_USERS)];

    set_plant(&plant, 10000);
    (void)add_user(&plant, CITYGATE_CLASS_INDUSTRIAL_FUEL, 100);
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    want_all(&plant);
    CHECK_STATUS(scan_plant(&plant, 1000, good(70)), CITYGATE_OK);
    want_all(&plant);
    CHECK_STATUS(citygate_rehearsal_open(&rehearsal, &plant.policy, &plant.settings, plant.users, 1, NULL),
                 CITYGATE_OK);
    memcpy(before, plant.words, sizeof(before));
    CHECK_STATUS(citygate_rehearsal_go_on_from(&rehearsal, &plant.station), CITYGATE_OK);
    CHECK_STATUS(citygate_rehearsal_get_users(&rehearsal, &shown, 1), CITYGATE_OK);
    CHECK(memcmp(&shown, plant.statuses, sizeof(shown)) == 0);
    CHECK_STATUS(citygate_rehearsal_scan(&rehearsal, &input, &events, &result, NULL), CITYGATE_OK);
    CHECK(count == 2 && elements[1].shown.order.to_dm3_per_h == 30 && result.shown.available_dm3_per_h == 30);
    command.until_ms = 9000;
    CHECK_STATUS(citygate_rehearsal_command(&rehearsal, PERSON, &command, &events, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_rehearsal_command(&rehearsal, 0, &command, &events, NULL), CITYGATE_ERROR_STATION_NO_PERSON);
    CHECK_STATUS(citygate_rehearsal_get_users(&rehearsal, &shown, 2), CITYGATE_ERROR_TOO_MANY);
    CHECK(memcmp(before, plant.words, sizeof(before)) == 0);
    /* Neither passes for the other. */
    {
        citygate_station_t as_station = { words, sizeof(words) / sizeof(words[0]) };
        citygate_rehearsal_t as_rehearsal = { plant.words, sizeof(plant.words) / sizeof(plant.words[0]) };
        CHECK_STATUS(citygate_station_get_set_points(&as_station, plant.set_points, 1), CITYGATE_ERROR_EVENT_CONTEXT);
        CHECK_STATUS(citygate_rehearsal_get_users(&as_rehearsal, &shown, 1), CITYGATE_ERROR_EVENT_CONTEXT);
        CHECK_STATUS(citygate_rehearsal_go_on_from(&rehearsal, &as_station), CITYGATE_ERROR_OVERLAP);
    }
    CHECK_STATUS(citygate_rehearsal_start(&rehearsal), CITYGATE_OK);
    CHECK_STATUS(citygate_rehearsal_get_users(&rehearsal, &shown, 1), CITYGATE_OK);
    CHECK(shown.shown.set_point_dm3_per_h == 100);
    (void)add_user(&plant, CITYGATE_CLASS_RESIDENTIAL, 5);
    CHECK_STATUS(open_plant(&plant), CITYGATE_OK);
    CHECK_STATUS(citygate_rehearsal_go_on_from(&rehearsal, &plant.station), CITYGATE_ERROR_TOO_MANY);
}

static void check_signals(void)
{
    citygate_signal_t signal;

    CHECK_STATUS(citygate_signal_from_opc_ua(7, 0x40910000u, 3, &signal), CITYGATE_OK);
    CHECK(signal.quality == CITYGATE_QUALITY_UNCERTAIN && signal.is_substituted == 1 && signal.age_ms == 3);
    CHECK_STATUS(citygate_signal_from_opc_ua(7, 0x80310000u, 3, &signal), CITYGATE_OK);
    CHECK(signal.quality == CITYGATE_QUALITY_BAD && signal.value_dm3_per_h == 7);
    CHECK_STATUS(citygate_signal_from_iec_60870(7, 0x20, 3, &signal), CITYGATE_OK);
    CHECK(signal.quality == CITYGATE_QUALITY_GOOD && signal.is_substituted == 1);
    CHECK_STATUS(citygate_signal_from_iec_60870(7, 0x80, 3, &signal), CITYGATE_OK);
    CHECK(signal.quality == CITYGATE_QUALITY_BAD && signal.is_substituted == 0);
    CHECK_STATUS(citygate_signal_from_modbus(7, 0, 3, &signal), CITYGATE_OK);
    CHECK(signal.quality == CITYGATE_QUALITY_BAD && signal.value_dm3_per_h == 0);
    CHECK_STATUS(citygate_signal_from_modbus(7, 1, 3, &signal), CITYGATE_OK);
    CHECK(signal.quality == CITYGATE_QUALITY_GOOD && signal.value_dm3_per_h == 7);
    CHECK_STATUS(citygate_signal_from_modbus(7, 2, 3, &signal), CITYGATE_ERROR_EVENT_CODE);
}

/* There are as many texts as codes, in both languages. */
static void check_texts(void)
{
    static const uint8_t counts[] = { 3, 3, 2, 2, 5, 5, 6, 8, 4, 10, 3, 4, 10, 17 };
    unsigned table, code;

    for (table = 0; table < 20; table++) {
        for (code = 0; code <= UINT8_MAX; code++) {
            const char *en = citygate_station_text((uint8_t)table, (uint8_t)code);
            const char *zh = citygate_station_text_zh((uint8_t)table, (uint8_t)code);
            int is_there = table < sizeof(counts) && code < counts[table]
                           && (table < CITYGATE_STATION_TEXT_COMMAND_KIND || code > 0);
            CHECK((strcmp(en, "unknown code") != 0) == is_there);
            CHECK((strcmp(zh, citygate_station_text_zh(UINT8_MAX, 0)) != 0) == is_there);
        }
    }
}

void station_rehearsal(void)
{
    check_rehearsal();
    check_signals();
    check_texts();
}
