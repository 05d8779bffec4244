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


/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

/**
 * The temperature at which a calorific value takes the combustion to happen. The numbers are part of the C ABI and
 * never change.
 */
typedef uint8_t citygate_combustion_t;
/** 0 °C. */
#define CITYGATE_COMBUSTION_CELSIUS_0 0u
/** 15 °C: ISO 13443. */
#define CITYGATE_COMBUSTION_CELSIUS_15 1u
/** 20 °C: China, GB/T 11062. */
#define CITYGATE_COMBUSTION_CELSIUS_20 2u
/** 25 °C: what SGERG-88 takes. */
#define CITYGATE_COMBUSTION_CELSIUS_25 3u

/**
 * The conditions that a cubic metre of gas is counted at, all at 101.325 kPa. The numbers are part of the C ABI and
 * never change.
 */
typedef uint8_t citygate_metering_t;
/** 0 °C: the normal cubic metre, to which SGERG-88 refers. */
#define CITYGATE_METERING_CELSIUS_0 0u
/** 15 °C: ISO 13443. */
#define CITYGATE_METERING_CELSIUS_15 1u
/** 20 °C: China, GB/T 19205-2008 (标准参比条件). */
#define CITYGATE_METERING_CELSIUS_20 2u

/** A quantity that has limits. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_gas_quantity_t;
/** Mole fraction of carbon dioxide. */
#define CITYGATE_GAS_QUANTITY_CARBON_DIOXIDE 0u
/** Mole fraction of hydrogen. */
#define CITYGATE_GAS_QUANTITY_HYDROGEN 1u
/** Relative density, after conversion to 0 °C. */
#define CITYGATE_GAS_QUANTITY_RELATIVE_DENSITY 2u
/** Superior calorific value, after conversion to combustion at 25 °C and metering at 0 °C. */
#define CITYGATE_GAS_QUANTITY_SUPERIOR_CALORIFIC_VALUE 3u
/**
 * Mole fraction of nitrogen. It is not an input: SGERG-88 computes it from the others. The standard lets it come out
 * slightly negative, because measured inputs carry errors.
 */
#define CITYGATE_GAS_QUANTITY_NITROGEN 4u
/** Absolute pressure at which SGERG-88 is asked. */
#define CITYGATE_GAS_QUANTITY_PRESSURE 5u
/** Temperature at which SGERG-88 is asked. */
#define CITYGATE_GAS_QUANTITY_TEMPERATURE 6u
/** Absolute pressure of a state given with its own compressibility factor. */
#define CITYGATE_GAS_QUANTITY_STATE_PRESSURE 7u
/** Temperature of a state given with its own compressibility factor. */
#define CITYGATE_GAS_QUANTITY_STATE_TEMPERATURE 8u
/** Compressibility factor given from outside. */
#define CITYGATE_GAS_QUANTITY_COMPRESSIBILITY 9u
/** A volume of gas to convert. */
#define CITYGATE_GAS_QUANTITY_VOLUME 10u
/** A volume of gas to express in whole dm³. */
#define CITYGATE_GAS_QUANTITY_STANDARD_VOLUME 11u
/** Length of a pipe. */
#define CITYGATE_GAS_QUANTITY_LENGTH 12u
/** Internal diameter of a pipe. The limit catches millimetres given as metres. */
#define CITYGATE_GAS_QUANTITY_INTERNAL_DIAMETER 13u
/** Geometric volume of a pipe. */
#define CITYGATE_GAS_QUANTITY_PIPE_VOLUME 14u
/** Absolute pressure at the upstream end of a pipe. */
#define CITYGATE_GAS_QUANTITY_UPSTREAM_PRESSURE 15u
/** Absolute pressure at the downstream end of a pipe. */
#define CITYGATE_GAS_QUANTITY_DOWNSTREAM_PRESSURE 16u
/** Mean absolute pressure of a pipe. */
#define CITYGATE_GAS_QUANTITY_MEAN_PRESSURE 17u

/* ---- Structures -------------------------------------------------------------------------------------------------- */

/**
 * The quality of a gas, as an analysis or a process gas chromatograph states it. Dry gas above its hydrocarbon dew
 * point.
 */
typedef struct {
    /** Superior calorific value, in MJ/m3: 30 to 45 at 25 degC / 0 degC, about 28.0 to 41.9 at 20 degC / 20 degC. */
    double superior_calorific_value_mj_per_m3;
    /** Relative density to air, 0.55 to 0.80. */
    double relative_density;
    /** Mole fraction of carbon dioxide, 0 to 0.20. */
    double carbon_dioxide_mol_per_mol;
    /** Mole fraction of hydrogen, 0 to 0.10, taken to come with carbon monoxide as in coke-oven gas. */
    double hydrogen_mol_per_mol;
    /** The temperature of combustion that the calorific value refers to. */
    citygate_combustion_t combustion;
    /** The conditions that the cubic metre and the relative density refer to. */
    citygate_metering_t metering;
    /** 0. */
    uint8_t reserved[6];
} citygate_gas_quality_t;

/* ---- Functions --------------------------------------------------------------------------------------------------- */

/**
 * The compressibility factor Z of a gas, by SGERG-88 (ISO 12213-3, GB/T 17747.3). The standard states about 0.1 % for
 * pipeline gas; colder than -10 degC or above 10 MPa it is less exact.
 *
 * @param[in] quality the gas.
 * @param[in] pressure_mpa absolute, 0.000001 to 12.
 * @param[in] temperature_celsius -23 to 65.
 * @param[out] compressibility receives Z.
 * @param[out] error_index on an error that has one, receives the quantity that is wrong, for
 * citygate_gas_quantity_text; may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (combustion, metering, or a
 * reserved byte that is not 0), _NOT_FINITE, any CITYGATE_ERROR_GAS_.... On an error nothing is written but the
 * error_index.
 *
 * Bounded time: some 60,000 instructions of floating point where it is done in software.
 */
citygate_status_t citygate_gas_compressibility(const citygate_gas_quality_t *quality,
                                               double pressure_mpa,
                                               double temperature_celsius,
                                               double *compressibility,
                                               uint32_t *error_index);

/**
 * The volume at 20 degC and 101.325 kPa (GB/T 19205-2008) of gas that a meter counts at another pressure and
 * temperature, by SGERG-88.
 *
 * @param[in] quality the gas.
 * @param[in] volume_m3 what the meter counts, 0 to 1e15.
 * @param[in] pressure_mpa at the meter, absolute, 0.000001 to 12.
 * @param[in] temperature_celsius at the meter, -23 to 65.
 * @param[out] standard_m3 receives the volume at base conditions.
 * @param[out] error_index on an error that has one, receives the quantity that is wrong, for
 * citygate_gas_quantity_text; may be NULL.
 * @return CITYGATE_OK, or an error as citygate_gas_compressibility. On an error nothing is written but the error_index.
 *
 * Bounded time, about twice that of citygate_gas_compressibility.
 */
citygate_status_t citygate_gas_standard_volume_m3(const citygate_gas_quality_t *quality,
                                                  double volume_m3,
                                                  double pressure_mpa,
                                                  double temperature_celsius,
                                                  double *standard_m3,
                                                  uint32_t *error_index);

/**
 * The volume inside a pipe.
 *
 * @param[in] length_m 0.1 to 1e7.
 * @param[in] internal_diameter_m 0.001 to 3; millimetres given as metres are refused.
 * @param[out] volume_m3 receives the volume.
 * @param[out] error_index on an error that has one, receives the quantity that is wrong, for
 * citygate_gas_quantity_text; may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
 * _GAS_TOO_HIGH. On an error nothing is written but the error_index.
 *
 * Constant time.
 */
citygate_status_t citygate_pipe_volume_m3(double length_m,
                                          double internal_diameter_m,
                                          double *volume_m3,
                                          uint32_t *error_index);

/**
 * The mean pressure of a level pipe in steady flow between the pressures at its ends.
 *
 * @param[in] upstream_mpa,downstream_mpa absolute, 0.000001 to 12; the downstream one is not the higher one.
 * @param[out] mean_mpa receives the mean pressure.
 * @param[out] error_index on an error that has one, receives the quantity that is wrong, for
 * citygate_gas_quantity_text; may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
 * _GAS_TOO_HIGH, _GAS_INVERTED. On an error nothing is written but the error_index.
 *
 * Constant time.
 */
citygate_status_t citygate_pipe_mean_pressure_mpa(double upstream_mpa,
                                                  double downstream_mpa,
                                                  double *mean_mpa,
                                                  uint32_t *error_index);

/**
 * The gas that can be drawn from a pipe (linepack) while its mean pressure falls, at one temperature: a stock for
 * citygate_horizon_allocate.
 *
 * @param[in] quality the gas.
 * @param[in] pipe_volume_m3 inside the pipe, 1e-9 to 1e8; citygate_pipe_volume_m3 computes it.
 * @param[in] temperature_celsius of the gas (that of the ground, for a buried pipe), -23 to 65.
 * @param[in] from_mpa the mean pressure now, absolute, 0.000001 to 12; citygate_pipe_mean_pressure_mpa computes it.
 * @param[in] to_mpa the lowest mean pressure at which the pipe may run; a pressure above the first is an error, because
 * "nothing" would hide that the pipe is below its limit already.
 * @param[out] usable_dm3 receives the volume at 20 degC and 101.325 kPa in whole dm3, rounded down.
 * @param[out] error_index on an error that has one, receives the quantity that is wrong, for
 * citygate_gas_quantity_text; may be NULL.
 * @return CITYGATE_OK, or an error as citygate_gas_compressibility. On an error nothing is written but the error_index.
 *
 * Bounded time: some 140,000 instructions of floating point where it is done in software.
 */
citygate_status_t citygate_linepack_usable_dm3(const citygate_gas_quality_t *quality,
                                               double pipe_volume_m3,
                                               double temperature_celsius,
                                               double from_mpa,
                                               double to_mpa,
                                               uint64_t *usable_dm3,
                                               uint32_t *error_index);

/**
 * A quantity of a gas or a pipe that was refused, and what would be right, in English.
 *
 * @param[in] quantity the error_index that a function of gas properties reported.
 * @return a constant NUL-terminated text, never NULL: a number that is no quantity gives "unknown quantity". Constant
 * time.
 */
const char *citygate_gas_quantity_text(uint32_t quantity);

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_GAS_H */
