/**
 * @file horizon.h
 * @brief Planning the hours ahead.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_HORIZON_H
#define CITYGATE_HORIZON_H

#include "citygate/core.h"
#include "citygate/network.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_horizon Hours ahead
 *
 * Periods with supplies, deliveries and demands of their own, and a storage to bridge them: citygate_horizon_allocate
 * shares out the gas of all of them at once, so that no gas is spent today that a more protected step needs tomorrow.
 *
 * All quantities are volumes per period; with periods of one hour, dm3 and dm3/h are the same numbers. Time and memory are
 * those of a network with nodes x periods nodes and users x periods users; keep it out of interrupts. Stack and reentrancy
 * as in core.h.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

@constants@

/** How many words of 64 bits citygate_horizon_allocate needs to work in, computed in 64 bits; nodes is 0 for one station. */
#define CITYGATE_HORIZON_SCRATCH_WORDS(nodes, users, periods) \
    ((CITYGATE_UINT64(19u) * ((nodes) + (((nodes) == 0u) ? CITYGATE_UINT64(2u) : CITYGATE_UINT64(1u))) * (periods)) + \
     (CITYGATE_UINT64(13u) * (users) * (periods)) + (CITYGATE_UINT64(3u) * (users)))

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

@enumerations@

/* ---- Structures -------------------------------------------------------------------------------------------------- */

@structures@

/* ---- Functions --------------------------------------------------------------------------------------------------- */

@functions@

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_HORIZON_H */
