/**
 * @file station.h
 * @brief The station controller.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_STATION_H
#define CITYGATE_STATION_H

#include "citygate/core.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_station The station controller
 *
 * What turns measurements into set-points, orders and alarms, scan after scan: open a station, give
 * citygate_station_scan the signals, save with citygate_station_save, write the set-points of
 * citygate_station_get_set_points, and publish what was written to the list of events, in this order. It does no input
 * or output.
 *
 * What is not measured is replaced by the credible value that is worst for whoever is less protected. A reduction of a
 * protected class on such values is proposed and waits for a person. Cuts take effect at once, increases wait and ramp.
 *
 * A station (citygate_station_t) is a context: words of the caller, declared with CITYGATE_STATION_WORDS, opened once,
 * left where they are, and checked in every call, so that one that was never opened, moved or damaged is an error.
 * There may be any number of them; they do not know each other. A context is for one call at a time: another call on it
 * meanwhile, as from an interrupt that came into one, is CITYGATE_ERROR_EVENT_BUSY and not a wait. While a round is
 * open, what is kept of the users is not checked. Stack and reentrancy otherwise as in core.h.
 *
 * A rehearsal (citygate_rehearsal_t) is a type of its own, that computes everything and moves nothing: no set-points
 * come out of it, and what it shows is in types of its own, so that a compiler refuses to carry it out.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

@constants@

/** How many words of 64 bits a station of so many users takes; computed in 64 bits. */
#define CITYGATE_STATION_WORDS(users) (CITYGATE_UINT64(128u) + (CITYGATE_UINT64(82u) * (users)))

/** How many bytes a slot for snapshots of so many users takes; computed in 64 bits, and a multiple of 128. */
#define CITYGATE_SNAPSHOT_BYTES(users) (CITYGATE_UINT64(640u) + (CITYGATE_UINT64(640u) * (users)))

/** How many alarms a station of so many users can have at once, or more; computed in 64 bits. */
#define CITYGATE_STATION_ALARMS(users) (CITYGATE_UINT64(10u) + (CITYGATE_UINT64(10u) * (users)))

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

#endif /* CITYGATE_STATION_H */
