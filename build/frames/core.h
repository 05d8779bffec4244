/**
 * @file core.h
 * @brief Users, supply orders, and sharing out the supply of one station.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_CORE_H
#define CITYGATE_CORE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_core Allocation
 *
 * Who keeps how much gas, and why, at one station: citygate_allocate serves the users step by step, as a supply order
 * (citygate_policy_t) says. Whoever falls short is told the reason.
 *
 * Stack, time and reentrancy, here and in the other groups unless a function says otherwise:
 *
 * - Every function is reentrant: it may be called from several threads and from an interrupt, given the time and the
 *   stack for it, as long as nobody else writes the memory passed in. There is no heap, no recursion and no panic.
 * - No static data changes (on x86, the digest of the journal remembers in one atomic word what the processor can do).
 * - docs/microcontrollers.md has the stack of every function, computed and seen, and the time of those that share out.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

@constants@

/** A number of 64 bits, for C90 and C++98 on 32 bits as well, which have no constants of that size. */
#ifdef __cplusplus
#define CITYGATE_UINT64(number) static_cast<uint64_t>(number)
#else
#define CITYGATE_UINT64(number) ((uint64_t)(number))
#endif

/** How many words of 64 bits a prepared station of so many users takes; computed in 64 bits. */
#define CITYGATE_PREPARED_WORDS(users) (CITYGATE_UINT64(64u) + (CITYGATE_UINT64(10u) * (users)))

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

#endif /* CITYGATE_CORE_H */
