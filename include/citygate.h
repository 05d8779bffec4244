/**
 * @file citygate.h
 * @brief citygate: shares out scarce natural gas at a city gate station.
 *
 * @mainpage citygate
 *
 * These headers are the manual of the C interface. This one includes them all:
 *
 * | header | what it is for |
 * |---|---|
 * | citygate/core.h | users, supply orders, sharing out the supply of one station |
 * | citygate/network.h | the same on a tree of capacities |
 * | citygate/horizon.h | hours ahead, with a storage |
 * | citygate/pipe_network.h | networks of any shape: rings, several gates, storages anywhere, over time |
 * | citygate/gas.h | gas properties and linepack |
 * | citygate/event.h | the event rules: grade, warning, response, reports, journal |
 * | citygate/station.h | the station controller: signals in, set-points, orders and alarms out |
 *
 * Conventions, the same for every function:
 *
 * - Memory belongs to the caller. Nothing is kept after a call returns, except in contexts (citygate_event_t,
 *   citygate_trend_t, citygate_station_t), which are memory of the caller too.
 * - A function that can fail returns an int32_t: CITYGATE_OK (0), or a negative CITYGATE_ERROR_.... The numbers never
 *   change meaning. Outputs are written on success only; error_index, if given, on failure only.
 * - NULL, zero counts, counts beyond the limit, misaligned or overlapping buffers and unknown codes are errors, never
 *   crashes, and change nothing. A pointer to memory that is not yours cannot be recognized.
 * - All quantities of one call are in one unit. The names say dm3/h (0.001 m3/h at 20 degC and 101.325 kPa), the
 *   intended one; any other serves as well, as long as the whole call uses it.
 * - Memory set to zero is a valid structure wherever one is given, and means "nothing": set the fields that matter.
 * - A code from C is a whole number until the library has checked it: no enumeration of C is used.
 */

#ifndef CITYGATE_H
#define CITYGATE_H

#include "citygate/core.h"
#include "citygate/network.h"
#include "citygate/horizon.h"
#include "citygate/pipe_network.h"
#include "citygate/gas.h"
#include "citygate/event.h"
#include "citygate/station.h"

#endif /* CITYGATE_H */
