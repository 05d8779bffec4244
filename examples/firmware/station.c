#include "station.h"

/* What does not change from scan to scan: technical minimum, order, class. */
static citygate_user_t users[STATION_USERS] = {
    { .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .minimum_dm3_per_h = 2300000u, .supply_class = CITYGATE_CLASS_HEATING },
    { .minimum_dm3_per_h = 950000u, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .minimum_dm3_per_h = 700000u, .supply_class = CITYGATE_CLASS_CHEMICAL }
};
static citygate_grant_t grants[STATION_USERS];
static citygate_summary_t summary;
static citygate_policy_t policy;

int32_t station_start(void)
{
    return citygate_policy_get_default(&policy);
}

int32_t station_scan(const uint32_t demand_dm3_per_h[STATION_USERS], uint64_t supply_dm3_per_h)
{
    uint32_t i;

    for (i = 0u; i < STATION_USERS; i++) {
        users[i].demand_dm3_per_h = demand_dm3_per_h[i];
    }
    return citygate_allocate(&policy, users, STATION_USERS, supply_dm3_per_h, grants, &summary, NULL);
}

const citygate_grant_t *station_grants(void)
{
    return grants;
}
