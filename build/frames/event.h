/**
 * @file event.h
 * @brief The event rules of the emergency plan.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_EVENT_H
#define CITYGATE_EVENT_H

#include "citygate/core.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_event Events
 *
 * The other half of the plan: how serious an event is, who is warned, who responds, who is told by when, and the record of
 * it all.
 *
 * Contexts (citygate_event_t, citygate_trend_t) are memory of the caller whose content is the library's: opened once, left
 * where they are, and checked in every call, so that one that was never opened, moved or damaged is an error. A context
 * is for one call at a time: another call on it meanwhile is an error, not a wait. Different contexts do not know each
 * other. Everything else is reentrant, as in core.h.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

@constants@

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

#endif /* CITYGATE_EVENT_H */
