/* Gas properties and linepack, with everything wrong. */

#include <float.h>
#include <math.h>
#include <string.h>

#include "negative.h"

/* Gas 1 of ISO 12213: Z is 0.84084 at 6 MPa and -3.15 degC (annex C). */
static citygate_gas_quality_t gas_1(void)
{
    citygate_gas_quality_t quality;

    memset(&quality, 0, sizeof(quality));
    quality.superior_calorific_value_mj_per_m3 = 40.66;
    quality.relative_density = 0.581;
    quality.carbon_dioxide_mol_per_mol = 0.006;
    quality.combustion = CITYGATE_COMBUSTION_CELSIUS_25;
    quality.metering = CITYGATE_METERING_CELSIUS_0;
    return quality;
}

/* Buffers: quality, result, error_index. */
static void fill_quality(void *const *buffers)
{
    citygate_gas_quality_t quality = gas_1();

    put(buffers[0], &quality, sizeof(quality));
}

static int32_t call_compressibility(void *const *buffers)
{
    return citygate_gas_compressibility(buffers[0], 6.0, -3.15, buffers[1], buffers[2]);
}

static int32_t call_standard_volume(void *const *buffers)
{
    return citygate_gas_standard_volume_m3(buffers[0], 100.0, 4.0, 5.0, buffers[1], buffers[2]);
}

static int32_t call_linepack(void *const *buffers)
{
    return citygate_linepack_usable_dm3(buffers[0], 2513.27, 2.0, 3.7, 2.1, buffers[1], buffers[2]);
}

/* Buffers: result, error_index. */
static void no_inputs(void *const *buffers)
{
    (void)buffers;
}

static int32_t call_pipe_volume(void *const *buffers)
{
    return citygate_pipe_volume_m3(20000.0, 0.4, buffers[0], buffers[1]);
}

static int32_t call_mean_pressure(void *const *buffers)
{
    return citygate_pipe_mean_pressure_mpa(6.0, 4.0, buffers[0], buffers[1]);
}

#define QUALITY BUFFER("quality", citygate_gas_quality_t, 1, INPUT)
#define ERROR_INDEX BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL)

static const subject_t subjects[] = {
    { "citygate_gas_compressibility", call_compressibility, fill_quality, 3,
      { QUALITY, BUFFER("compressibility", double, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_gas_standard_volume_m3", call_standard_volume, fill_quality, 3,
      { QUALITY, BUFFER("standard volume", double, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_linepack_usable_dm3", call_linepack, fill_quality, 3,
      { QUALITY, BUFFER("usable linepack", uint64_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_pipe_volume_m3", call_pipe_volume, no_inputs, 2,
      { BUFFER("volume", double, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_pipe_mean_pressure_mpa", call_mean_pressure, no_inputs, 2,
      { BUFFER("mean pressure", double, 1, OUTPUT), ERROR_INDEX } },
};

static int is_near(double value, double wanted, double tolerance)
{
    return fabs(value - wanted) <= tolerance;
}

static void check_answers(void)
{
    citygate_gas_quality_t quality = gas_1();
    double value = 0.0;
    uint64_t usable = 0;

    CHECK_STATUS(citygate_gas_compressibility(&quality, 6.0, -3.15, &value, NULL), CITYGATE_OK);
    CHECK(is_near(value, 0.84084, 0.00001));
    CHECK_STATUS(citygate_gas_standard_volume_m3(&quality, 100.0, 4.0, 5.0, &value, NULL), CITYGATE_OK);
    CHECK(is_near(value, 4588.0, 40.0));
    CHECK_STATUS(citygate_pipe_volume_m3(20000.0, 0.4, &value, NULL), CITYGATE_OK);
    CHECK(is_near(value, 2513.27, 0.01));
    CHECK_STATUS(citygate_pipe_mean_pressure_mpa(6.0, 4.0, &value, NULL), CITYGATE_OK);
    CHECK(is_near(value, 5.066667, 0.000001));
    CHECK_STATUS(citygate_linepack_usable_dm3(&quality, 2513.27, 2.0, 3.7, 2.1, &usable, NULL), CITYGATE_OK);
    CHECK(usable / 1000000 >= 45 && usable / 1000000 <= 52);
    CHECK_STATUS(citygate_linepack_usable_dm3(&quality, 2513.27, 2.0, 3.7, 3.7, &usable, NULL), CITYGATE_OK);
    CHECK(usable == 0);
}

/* A compressibility is refused: nothing is written but the error index. */
static void refuse(const citygate_gas_quality_t *quality, double pressure, double temperature, int32_t status,
                   uint32_t quantity)
{
    double value = 77.0;
    uint32_t error_index = UINT32_MAX;

    CHECK_STATUS(citygate_gas_compressibility(quality, pressure, temperature, &value, &error_index), status);
    CHECK(is_near(value, 77.0, 0.0) && error_index == quantity);
}

static void check_bad_values(void)
{
    static const double not_finite[] = { (double)NAN, (double)INFINITY, -(double)INFINITY };
    citygate_gas_quality_t quality = gas_1();
    double value = 77.0;
    uint64_t usable = 77;
    uint32_t error_index = UINT32_MAX;
    unsigned code;
    size_t i;

    for (i = 0; i < sizeof(not_finite) / sizeof(not_finite[0]); i++) {
        refuse(&quality, not_finite[i], 5.0, CITYGATE_ERROR_NOT_FINITE, 5);
        refuse(&quality, 4.0, not_finite[i], CITYGATE_ERROR_NOT_FINITE, 6);
        quality.relative_density = not_finite[i];
        refuse(&quality, 4.0, 5.0, CITYGATE_ERROR_NOT_FINITE, 2);
        quality = gas_1();
    }
    refuse(&quality, 12.1, 5.0, CITYGATE_ERROR_GAS_TOO_HIGH, 5);
    refuse(&quality, 0.0, 5.0, CITYGATE_ERROR_GAS_TOO_LOW, 5);
    refuse(&quality, 4.0, -24.0, CITYGATE_ERROR_GAS_TOO_LOW, 6);
    quality.hydrogen_mol_per_mol = DBL_MAX;
    refuse(&quality, 4.0, 5.0, CITYGATE_ERROR_GAS_TOO_HIGH, 1);
    quality = gas_1();
    quality.carbon_dioxide_mol_per_mol = 0.2;
    refuse(&quality, 4.0, 5.0, CITYGATE_ERROR_GAS_INCONSISTENT, UINT32_MAX);

    for (code = 0; code <= UINT8_MAX; code++) {
        quality = gas_1();
        quality.combustion = (uint8_t)code;
        if (code > CITYGATE_COMBUSTION_CELSIUS_25) {
            refuse(&quality, 4.0, 5.0, CITYGATE_ERROR_UNKNOWN, UINT32_MAX);
        }
        quality = gas_1();
        quality.metering = (uint8_t)code;
        if (code > CITYGATE_METERING_CELSIUS_20) {
            refuse(&quality, 4.0, 5.0, CITYGATE_ERROR_UNKNOWN, UINT32_MAX);
        }
    }
    quality = gas_1();
    quality.reserved[5] = 1;
    refuse(&quality, 4.0, 5.0, CITYGATE_ERROR_UNKNOWN, UINT32_MAX);

    quality = gas_1();
    CHECK_STATUS(citygate_linepack_usable_dm3(&quality, 100.0, 2.0, 2.1, 3.7, &usable, &error_index),
                 CITYGATE_ERROR_GAS_INVERTED);
    CHECK_STATUS(citygate_pipe_mean_pressure_mpa(4.0, 6.0, &value, &error_index), CITYGATE_ERROR_GAS_INVERTED);
    CHECK(usable == 77 && error_index == UINT32_MAX);
    CHECK_STATUS(citygate_pipe_volume_m3(20000.0, 400.0, &value, &error_index), CITYGATE_ERROR_GAS_TOO_HIGH);
    CHECK(error_index == 13);
    CHECK_STATUS(citygate_gas_standard_volume_m3(&quality, -1.0, 4.0, 5.0, &value, &error_index),
                 CITYGATE_ERROR_GAS_TOO_LOW);
    CHECK(error_index == 10 && is_near(value, 77.0, 0.0));
}

void gas(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
    check_answers();
    check_bad_values();
    CHECK(strcmp(citygate_gas_quantity_text(13), "internal diameter of the pipe: 0.001 to 3 m") == 0);
    CHECK(strcmp(citygate_gas_quantity_text(18), "unknown quantity") == 0);
    CHECK(strcmp(citygate_gas_quantity_text(UINT32_MAX), "unknown quantity") == 0);
}
