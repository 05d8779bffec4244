/* What the function block CITYGATE_STATION calls: arrays of a PLC in, arrays of a PLC out. To be linked with
 * libcitygate.a and with the program that the PLC's compiler makes: plc/README.md. */

#include <stddef.h>
#include <stdint.h>

#include "citygate.h"

#define PLC_USERS 64u
#define PLC_EVENTS 8u

/* What the block keeps in its instance for us. */
typedef struct {
    citygate_policy_t policy;
    citygate_station_settings_t settings;
    citygate_station_user_t users[PLC_USERS];
    citygate_user_signals_t signals[PLC_USERS];
    citygate_set_point_t set_points[PLC_USERS];
    citygate_user_status_t statuses[PLC_USERS];
    citygate_station_event_t events[PLC_EVENTS];
    uint64_t words[CITYGATE_STATION_WORDS(PLC_USERS)];
    citygate_station_t station;
    uint64_t is_open;
} plc_station_t;

/* Who the users are, and how much there can be. */
int32_t citygate_plc_station_open(uint32_t user_count, uint64_t lowest_supply, uint64_t highest_supply,
                                  const uint32_t *contracted, const uint32_t *minimum, const uint8_t *supply_class,
                                  uint32_t *error_index, uint64_t *memory, uint32_t memory_size);

/* One scan. A null pointer stands for an output that somebody forces: it is left alone. */
int32_t citygate_plc_station_scan(uint32_t user_count, uint32_t elapsed_ms, uint64_t supply, uint8_t supply_quality,
                                  const uint32_t *demand, const uint8_t *demand_quality, const uint32_t *flow,
                                  const uint8_t *flow_quality, const uint8_t *valve, uint32_t *set_point,
                                  uint8_t *standing, uint64_t *available, uint32_t *error_index, uint64_t *memory);

int32_t citygate_plc_station_open(uint32_t user_count, uint64_t lowest_supply, uint64_t highest_supply,
                                  const uint32_t *contracted, const uint32_t *minimum, const uint8_t *supply_class,
                                  uint32_t *error_index, uint64_t *memory, uint32_t memory_size)
{
    plc_station_t *const own = (plc_station_t *)memory;
    static const citygate_user_t nothing;
    int32_t status;
    uint32_t i;

    if ((user_count > PLC_USERS) || (memory_size < sizeof(*own))) {
        return CITYGATE_ERROR_TOO_MANY;
    }
    own->is_open = 0u;
    own->station.words = own->words;
    own->station.word_count = sizeof(own->words) / sizeof(own->words[0]);
    status = citygate_policy_get_default(&own->policy);
    if (status == CITYGATE_OK) {
        status = citygate_station_settings_default(lowest_supply, highest_supply, &own->settings);
    }
    for (i = 0u; (i < user_count) && (status == CITYGATE_OK); i++) {
        citygate_user_t user = nothing;
        user.demand_dm3_per_h = contracted[i];
        user.minimum_dm3_per_h = minimum[i];
        user.supply_class = supply_class[i];
        status = citygate_station_user_default(&user, &own->users[i]);
        own->users[i].follow.restore_hold_ms = 60000u;
    }
    if (status == CITYGATE_OK) {
        status = citygate_station_open(&own->station, &own->policy, &own->settings, own->users, user_count,
                                       error_index);
    }
    own->is_open = (uint64_t)((status == CITYGATE_OK) ? 1u : 0u);
    return status;
}

static citygate_signal_t signal_of(uint64_t value, uint8_t quality)
{
    citygate_signal_t signal = { 0, 0, 0, 0, 0 };

    signal.value_dm3_per_h = value;
    signal.quality = quality;
    return signal;
}

static int32_t scan(plc_station_t *own, uint32_t user_count, uint32_t elapsed_ms, const citygate_signal_t *supply,
                    citygate_scan_result_t *result, uint32_t *error_index)
{
    citygate_scan_input_t input = { NULL, NULL, NULL, 0, 0 };
    citygate_station_events_t events = { NULL, NULL, NULL, PLC_EVENTS, 0 };
    uint32_t count;
    uint32_t missed;
    int32_t status;

    input.supply = supply;
    input.users = own->signals;
    input.user_count = user_count;
    input.elapsed_ms = elapsed_ms;
    events.elements = own->events;
    events.count = &count;
    events.missed = &missed;
    status = citygate_station_scan(&own->station, &input, &events, result, error_index);
    if (status == CITYGATE_OK) {
        status = citygate_station_get_set_points(&own->station, own->set_points, user_count);
    }
    if (status == CITYGATE_OK) {
        status = citygate_station_get_users(&own->station, own->statuses, user_count);
    }
    return status;
}

int32_t citygate_plc_station_scan(uint32_t user_count, uint32_t elapsed_ms, uint64_t supply, uint8_t supply_quality,
                                  const uint32_t *demand, const uint8_t *demand_quality, const uint32_t *flow,
                                  const uint8_t *flow_quality, const uint8_t *valve, uint32_t *set_point,
                                  uint8_t *standing, uint64_t *available, uint32_t *error_index, uint64_t *memory)
{
    plc_station_t *const own = (plc_station_t *)memory;
    const citygate_signal_t measured = signal_of(supply, supply_quality);
    static const citygate_user_signals_t nothing;
    citygate_scan_result_t result;
    int32_t status;
    uint32_t i;

    if (own->is_open == 0u) {
        return CITYGATE_ERROR_EVENT_CONTEXT;
    }
    if (user_count > PLC_USERS) {
        return CITYGATE_ERROR_TOO_MANY;
    }
    for (i = 0u; i < user_count; i++) {
        own->signals[i] = nothing;
        own->signals[i].demand = signal_of(demand[i], demand_quality[i]);
        own->signals[i].flow = signal_of(flow[i], flow_quality[i]);
        own->signals[i].valve = valve[i];
    }
    status = scan(own, user_count, elapsed_ms, &measured, &result, error_index);
    if (status != CITYGATE_OK) {
        return status;
    }
    for (i = 0u; i < user_count; i++) {
        if (set_point != NULL) {
            set_point[i] = own->set_points[i].flow_dm3_per_h;
        }
        if (standing != NULL) {
            standing[i] = own->statuses[i].standing;
        }
    }
    if (available != NULL) {
        *available = result.available_dm3_per_h;
    }
    return CITYGATE_OK;
}
