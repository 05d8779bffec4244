#include "station.h"

#define KINDS 6u

/* What does not change from scan to scan: class and technical minimum. A station of your own has its users here. */
static const struct kind {
    uint32_t users;
    uint32_t minimum_dm3_per_h;
    uint8_t supply_class;
} kinds[KINDS] = {
    { 10u, 0u, CITYGATE_CLASS_RESIDENTIAL },
    { 6u, 2000000u, CITYGATE_CLASS_HEATING },
    { 10u, 0u, CITYGATE_CLASS_PUBLIC_SERVICE },
    { 8u, 0u, CITYGATE_CLASS_VEHICLES },
    { 20u, 900000u, CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { 10u, 700000u, CITYGATE_CLASS_CHEMICAL }
};

static citygate_user_t users[STATION_USERS];
static citygate_grant_t grants[STATION_USERS];
static citygate_summary_t summary;
static citygate_policy_t policy;

int32_t station_start(void)
{
    uint32_t user = 0u;
    uint32_t kind;
    uint32_t i;

    for (kind = 0u; kind < KINDS; kind++) {
        for (i = 0u; (i < kinds[kind].users) && (user < STATION_USERS); i++) {
            users[user].supply_class = kinds[kind].supply_class;
            users[user].minimum_dm3_per_h = kinds[kind].minimum_dm3_per_h;
            user++;
        }
    }
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

const citygate_user_t *station_users(void)
{
    return users;
}

const citygate_grant_t *station_grants(void)
{
    return grants;
}

const citygate_summary_t *station_summary(void)
{
    return &summary;
}
