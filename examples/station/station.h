/* A city gate station of 64 users in a controller: static storage, one call per scan. Copy and adapt. */

#ifndef STATION_H
#define STATION_H

#include <stdint.h>

#include "citygate.h"

#define STATION_USERS 64u

/* Once, before the first scan. CITYGATE_OK, or why the station cannot work. */
int32_t station_start(void);

/* Every scan: what each user wants now and what there is, in dm3/h. On an error the grants stay those of the last
 * scan; raise an alarm. */
int32_t station_scan(const uint32_t demand_dm3_per_h[STATION_USERS], uint64_t supply_dm3_per_h);

/* The users, with the demands of the last scan; what each of them may take, in the same order; and the totals. */
const citygate_user_t *station_users(void);
const citygate_grant_t *station_grants(void);
const citygate_summary_t *station_summary(void);

#endif
