/* What the function block CITYGATE_SHARE calls: arrays of a PLC in, arrays of a PLC out. To be linked with
 * libcitygate.a and with the program that the PLC's compiler makes: plc/README.md. */

#include <stddef.h>
#include <stdint.h>

#include "citygate.h"

#define PLC_USERS 64u

/* What the block keeps in its instance for us. */
typedef struct {
    citygate_user_t users[PLC_USERS];
    citygate_grant_t grants[PLC_USERS];
    citygate_summary_t summary;
} plc_memory_t;

/* A null pointer stands for an output that somebody forces: it is left alone. */
int32_t citygate_plc_share(uint32_t user_count, uint64_t supply_dm3_per_h, const uint32_t *demand,
                           const uint32_t *minimum, const uint8_t *supply_class, uint32_t *granted, uint8_t *reason,
                           uint64_t *curtailed, uint64_t *unused, uint32_t *error_index, uint64_t *memory,
                           uint32_t memory_size);

int32_t citygate_plc_share(uint32_t user_count, uint64_t supply_dm3_per_h, const uint32_t *demand,
                           const uint32_t *minimum, const uint8_t *supply_class, uint32_t *granted, uint8_t *reason,
                           uint64_t *curtailed, uint64_t *unused, uint32_t *error_index, uint64_t *memory,
                           uint32_t memory_size)
{
    plc_memory_t *const own = (plc_memory_t *)memory;
    static const citygate_user_t nothing;
    citygate_policy_t policy;
    uint32_t i;
    int32_t status;

    if ((user_count > PLC_USERS) || (memory_size < sizeof(*own))) {
        return CITYGATE_ERROR_TOO_MANY;
    }
    for (i = 0u; i < user_count; i++) {
        own->users[i] = nothing;
        own->users[i].demand_dm3_per_h = demand[i];
        own->users[i].minimum_dm3_per_h = minimum[i];
        own->users[i].supply_class = supply_class[i];
    }
    status = citygate_policy_get_default(&policy);
    if (status == CITYGATE_OK) {
        status = citygate_allocate(&policy, own->users, user_count, supply_dm3_per_h, own->grants, &own->summary,
                                   error_index);
    }
    if (status != CITYGATE_OK) {
        return status;
    }
    for (i = 0u; i < user_count; i++) {
        if (granted != NULL) {
            granted[i] = own->grants[i].granted_dm3_per_h;
        }
        if (reason != NULL) {
            reason[i] = own->grants[i].reason;
        }
    }
    if (curtailed != NULL) {
        *curtailed = own->summary.curtailed_dm3_per_h;
    }
    if (unused != NULL) {
        *unused = own->summary.unused_dm3_per_h;
    }
    return CITYGATE_OK;
}
