/* Stations to work on: shared by the groups that are about them. */

#ifndef STATION_FIXTURE_H
#define STATION_FIXTURE_H

#include "negative.h"

enum { MOST_USERS = 8, MOST_EVENTS = 64, SLOT_BYTES = CITYGATE_SNAPSHOT_BYTES(MOST_USERS) };

/* A station with all its memory, and what its last scan gave. */
typedef struct {
    citygate_policy_t policy;
    citygate_station_settings_t settings;
    citygate_station_user_t users[MOST_USERS];
    uint32_t user_count;
    uint64_t words[CITYGATE_STATION_WORDS(MOST_USERS)];
    citygate_station_t station;
    citygate_user_signals_t signals[MOST_USERS];
    citygate_set_point_t set_points[MOST_USERS];
    citygate_user_status_t statuses[MOST_USERS];
    citygate_station_event_t events[MOST_EVENTS];
    uint32_t event_count;
    uint32_t missed;
    citygate_scan_result_t result;
} plant_t;

/* A station without users, of the default supply order and a supply of 0 to this. */
void set_plant(plant_t *plant, uint64_t highest_supply);

/* Adds a user with this contracted maximum. */
citygate_station_user_t *add_user(plant_t *plant, uint8_t supply_class, uint32_t demand);

/* Opens it. */
int32_t open_plant(plant_t *plant);

/* A good value. */
citygate_signal_t good(uint64_t value);

/* Every user wants its contracted maximum and draws what it may. */
void want_all(plant_t *plant);

/* The list of events of a plant. */
citygate_station_events_t events_of(plant_t *plant);

/* Scans with these signals, and reads set-points and statuses. */
int32_t scan_plant(plant_t *plant, uint32_t elapsed_ms, citygate_signal_t supply);

/* A person's command. */
int32_t command_plant(plant_t *plant, uint32_t by, const citygate_station_command_t *command);
citygate_station_command_t command_to(uint8_t kind, uint32_t user);

/* How many events of this kind there are. */
uint32_t count_events(const plant_t *plant, uint8_t kind);

#endif
