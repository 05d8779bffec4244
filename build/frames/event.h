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
 * is for one call at a time: another call on it meanwhile, as from an interrupt that came into one, is
 * CITYGATE_ERROR_EVENT_BUSY and not a wait. Different contexts do not know each other. Everything else is reentrant, as in
 * core.h.
 *
 * Time is constant, unless the function says otherwise: a few thousand instructions on a Cortex-M4F where nothing goes
 * on record (citygate_event_status and citygate_event_tick below 2,000), some 30,000 for each record or saved event, which
 * are a digest. Stack is at most 400 bytes where nothing can go on record, 1,800 where something can, 2,100 for functions
 * of stored records and 800 for those of reports; citygate_event_open takes 2,500 and citygate_event_restore 3,600, and
 * neither is meant for interrupts.
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
