/**
 * @file gas.h
 * @brief Gas properties and linepack.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_GAS_H
#define CITYGATE_GAS_H

#include "citygate/core.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_gas Gas properties and linepack
 *
 * What a meter counts at other conditions, and how much gas a pipe can give while its pressure falls: the stock of a
 * citygate_storage_t. SGERG-88 (ISO 12213-3, GB/T 17747.3).
 *
 * Floating point, some 60,000 to 140,000 instructions where it is done in software: keep these functions out of the scan
 * path, and out of interrupts where those do not save the registers of the floating-point unit. They are reentrant.
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

#endif /* CITYGATE_GAS_H */
