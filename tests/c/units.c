/* Values as instruments deliver them, good and bad. */

#include <float.h>
#include <math.h>

#include "negative.h"

typedef int32_t (*conversion_t)(double value, uint32_t *flow);

static int32_t call_per_h(void *const *buffers)
{
    return citygate_flow_from_m3_per_h(21250.5, buffers[0]);
}

static int32_t call_per_d(void *const *buffers)
{
    return citygate_flow_from_m3_per_d(510000.0, buffers[0]);
}

static void no_inputs(void *const *buffers)
{
    (void)buffers;
}

static const subject_t subjects[] = {
    { "citygate_flow_from_m3_per_h", call_per_h, no_inputs, 1, { BUFFER("flow", uint32_t, 1, OUTPUT) } },
    { "citygate_flow_from_m3_per_d", call_per_d, no_inputs, 1, { BUFFER("flow", uint32_t, 1, OUTPUT) } },
};

static void refuses(conversion_t convert, double value, int32_t wanted)
{
    uint32_t flow = 77;

    CHECK_STATUS(convert(value, &flow), wanted);
    CHECK(flow == 77);
    CHECK_STATUS(convert(value, NULL), CITYGATE_ERROR_NULL);
}

static void gives(conversion_t convert, double value, uint32_t wanted)
{
    uint32_t flow = 77;

    CHECK_STATUS(convert(value, &flow), CITYGATE_OK);
    CHECK(flow == wanted);
}

static void refuses_bad_values(conversion_t convert)
{
    refuses(convert, (double)NAN, CITYGATE_ERROR_NOT_FINITE);
    refuses(convert, (double)INFINITY, CITYGATE_ERROR_NOT_FINITE);
    refuses(convert, -(double)INFINITY, CITYGATE_ERROR_NOT_FINITE);
    refuses(convert, -1.0, CITYGATE_ERROR_NEGATIVE);
    refuses(convert, -DBL_MIN, CITYGATE_ERROR_NEGATIVE);
    refuses(convert, DBL_MAX, CITYGATE_ERROR_TOO_LARGE);
    gives(convert, 0.0, 0);
    gives(convert, -0.0, 0);
    gives(convert, DBL_MIN, 0);
}

void units(void)
{
    corrupt_pointers(&subjects[0]);
    corrupt_pointers(&subjects[1]);
    refuses_bad_values(citygate_flow_from_m3_per_h);
    refuses_bad_values(citygate_flow_from_m3_per_d);
    gives(citygate_flow_from_m3_per_h, 21250.5, 21250500);
    gives(citygate_flow_from_m3_per_h, 0.0005, 1);
    gives(citygate_flow_from_m3_per_h, 4294967.295, UINT32_MAX);
    refuses(citygate_flow_from_m3_per_h, 4294967.296, CITYGATE_ERROR_TOO_LARGE);
    gives(citygate_flow_from_m3_per_d, 510000.0, 21250000);
    gives(citygate_flow_from_m3_per_d, 103079215.08, UINT32_MAX);
    refuses(citygate_flow_from_m3_per_d, 103079215.104, CITYGATE_ERROR_TOO_LARGE);
    CHECK(citygate_flow_to_m3_per_h(0) <= 0.0 && fabs(citygate_flow_to_m3_per_h(21250500) - 21250.5) < 1e-9);
    CHECK(fabs(citygate_flow_to_m3_per_h(UINT64_MAX) / 18446744073709551.615 - 1.0) < 1e-15);
}
