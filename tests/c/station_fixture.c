/* Stations to work on. */

#include <string.h>

#include "station_fixture.h"

void set_plant(plant_t *plant, uint64_t highest_supply)
{
    memset(plant, 0, sizeof(*plant));
    CHECK_STATUS(citygate_policy_get_default(&plant->policy), CITYGATE_OK);
    CHECK_STATUS(citygate_station_settings_default(0, highest_supply, &plant->settings), CITYGATE_OK);
    plant->station.words = plant->words;
    plant->station.word_count = sizeof(plant->words) / sizeof(plant->words[0]);
}

citygate_station_user_t *add_user(plant_t *plant, uint8_t supply_class, uint32_t demand)
{
    citygate_user_t user = user_of(supply_class, demand);
    citygate_station_user_t *added = &plant->users[plant->user_count++];

    CHECK_STATUS(citygate_station_user_default(&user, added), CITYGATE_OK);
    return added;
}

int32_t open_plant(plant_t *plant)
{
    int32_t status = citygate_station_open(&plant->station, &plant->policy, &plant->settings, plant->users,
                                           plant->user_count, NULL);

    if (status == CITYGATE_OK) {
        status = citygate_station_get_set_points(&plant->station, plant->set_points, plant->user_count);
    }
    return status;
}

citygate_signal_t good(uint64_t value)
{
    citygate_signal_t signal;

    memset(&signal, 0, sizeof(signal));
    signal.value_dm3_per_h = value;
    return signal;
}

void want_all(plant_t *plant)
{
    uint32_t i;

    for (i = 0; i < plant->user_count; i++) {
        uint32_t wanted = plant->users[i].user.demand_dm3_per_h, allowed = plant->set_points[i].flow_dm3_per_h;
        memset(&plant->signals[i], 0, sizeof(plant->signals[i]));
        plant->signals[i].demand = good(wanted);
        plant->signals[i].flow = good(wanted < allowed ? wanted : allowed);
    }
}

citygate_station_events_t events_of(plant_t *plant)
{
    citygate_station_events_t events;

    memset(&events, 0, sizeof(events));
    events.elements = plant->events;
    events.count = &plant->event_count;
    events.missed = &plant->missed;
    events.capacity = MOST_EVENTS;
    return events;
}

int32_t scan_plant(plant_t *plant, uint32_t elapsed_ms, citygate_signal_t supply)
{
    citygate_station_events_t events = events_of(plant);
    citygate_scan_input_t input;
    int32_t status;

    memset(&input, 0, sizeof(input));
    input.supply = &supply;
    input.users = plant->signals;
    input.user_count = plant->user_count;
    input.elapsed_ms = elapsed_ms;
    status = citygate_station_scan(&plant->station, &input, &events, &plant->result, NULL);
    if (status == CITYGATE_OK) {
        CHECK_STATUS(citygate_station_get_set_points(&plant->station, plant->set_points, plant->user_count),
                     CITYGATE_OK);
        CHECK_STATUS(citygate_station_get_users(&plant->station, plant->statuses, plant->user_count), CITYGATE_OK);
    }
    return status;
}

int32_t command_plant(plant_t *plant, uint32_t by, const citygate_station_command_t *command)
{
    citygate_station_events_t events = events_of(plant);

    return citygate_station_command(&plant->station, by, command, &events, NULL);
}

citygate_station_command_t command_to(uint8_t kind, uint32_t user)
{
    citygate_station_command_t command;

    memset(&command, 0, sizeof(command));
    command.kind = kind;
    command.user = user;
    return command;
}

uint32_t count_events(const plant_t *plant, uint8_t kind)
{
    uint32_t i, count = 0;

    for (i = 0; i < plant->event_count; i++) {
        count += plant->events[i].kind == kind;
    }
    return count;
}
