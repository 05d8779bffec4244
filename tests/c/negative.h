/* Calls every function of the header with everything that C can get wrong, and with known values.
 *
 * All files here make one program. A group of tests is a function without arguments; adding one takes its name in
 * GROUPS and a file. A function of the header needs pointers corrupted (corrupt_pointers) and values corrupted; the test
 * runner compares what the program calls, and which errors it has seen, with the header.
 */

#ifndef NEGATIVE_H
#define NEGATIVE_H

#include <stddef.h>
#include <stdint.h>

#include "citygate.h"

#define GROUPS(GROUP) \
    GROUP(texts) \
    GROUP(units) \
    GROUP(gas) \
    GROUP(policies) \
    GROUP(allocation) \
    GROUP(grants) \
    GROUP(prepared) \
    GROUP(rotation) \
    GROUP(networks) \
    GROUP(horizons) \
    GROUP(pipe_networks) \
    GROUP(bottlenecks) \
    GROUP(random_bytes) \
    GROUP(known_values) \
    GROUP(plan_pointers) \
    GROUP(plan_grades) \
    GROUP(event_pointers) \
    GROUP(event_codes) \
    GROUP(event_contexts) \
    GROUP(event_desk) \
    GROUP(event_journal) \
    GROUP(event_reports) \
    GROUP(event_duties) \
    GROUP(duties_pointers) \
    GROUP(stations) \
    GROUP(stations_pointers) \
    GROUP(station_rehearsal) \
    GROUP(station_snapshots) \
    GROUP(station_contexts) \
    GROUP(station_random) \
    GROUP(threads)

#define DECLARE(group) void group(void);
GROUPS(DECLARE)
#undef DECLARE

/* Notes a failure, with where it is. */
#define CHECK(condition) check((condition) != 0, #condition, __FILE__, __LINE__)
void check(int holds, const char *condition, const char *file, int line);

/* The same for a status, which counts as seen. */
#define CHECK_STATUS(call, wanted) check_status((call), (wanted), #call, __FILE__, __LINE__)
void check_status(int32_t status, int32_t wanted, const char *call, const char *file, int line);

/* Says more about the failures that follow; NULL says nothing. */
void describe(const char *subject, const char *detail, long first, long second);

/* What outputs hold before a call. */
enum { PATTERN = 0xA5 };

/* How often the long groups repeat. */
extern unsigned long repetitions;

/* A buffer that a function takes a pointer to. SCRATCH is an output of which no byte has to be written. */
enum { INPUT = 1, OUTPUT = 2, OPTIONAL = 4, SCRATCH = 8 };
typedef struct {
    const char *name;
    size_t size;
    size_t alignment;
    int use;
} buffer_t;

/* The alignment of a type. */
#define ALIGNMENT(type) ((size_t)__alignof__(type))

/* A buffer of so many values. */
#define BUFFER(name, type, count, use) { name, (count) * sizeof(type), ALIGNMENT(type), use }

/* A function with a call that succeeds. The name is the function's, with a remark behind it if there are several. */
enum { MOST_BUFFERS = 24 };
typedef struct {
    const char *name;
    int32_t (*call)(void *const *buffers);
    /* Writes the inputs, with put. */
    void (*fill)(void *const *buffers);
    size_t buffer_count;
    buffer_t buffers[MOST_BUFFERS];
} subject_t;

/* Writes an input, aligned or not; nowhere if the buffer is NULL. */
void put(void *buffer, const void *value, size_t size);

/* Makes each pointer NULL, each misaligned, and each pair that has an output overlap in every way; what fails must
 * change nothing, what succeeds only its outputs. */
void corrupt_pointers(const subject_t *subject);

/* A station: everything that an allocation takes and gives, in one piece of memory. */
enum { USERS = 12, NO_INDEX = -1 };
typedef struct {
    citygate_policy_t policy;
    citygate_step_t steps[CITYGATE_MAX_STEPS + 1];
    citygate_user_t users[USERS];
    citygate_grant_t grants[USERS];
    citygate_summary_t summary;
    uint32_t error_index;
} fixture_t;

/* The default policy in a table of its own, two users of each class, outputs full of the pattern. */
void set_fixture(fixture_t *fixture);

/* A step of everybody, for policies of few steps. */
citygate_step_t step_of_all(uint8_t target, uint16_t permille, uint8_t share);

/* A user of this class and demand. */
citygate_user_t user_of(uint8_t supply_class, uint32_t demand);

/* Allocates to all users of the fixture. */
int32_t allocate(fixture_t *fixture, uint64_t supply);

/* Demands that an allocation is refused with this status and error index, and changes nothing else. */
void check_refused(fixture_t *fixture, int32_t status, long error_index);

/* Demands that the grants conserve gas and agree with users and totals. */
void check_conserves(const fixture_t *fixture, uint64_t supply);

#endif
