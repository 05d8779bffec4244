/* Calls whose answers are digested, and pseudo-random arguments for them: of digest_event.c, which includes it once. */

#ifndef EVENT_PROBLEMS_H
#define EVENT_PROBLEMS_H

/* A function whose frame is not there while others run: together they would not fit. */
#define APART __attribute__((noinline)) static

/* --- Calls. ------------------------------------------------------------------------------------------------------ */

static int32_t answer;
static uint32_t error_index;

/* Calls a function; its answer and error index go into the digest. */
#define CALL(function, ...)               \
    do {                                  \
        error_index = UINT32_MAX;         \
        BEFORE(function);                 \
        answer = function(__VA_ARGS__);   \
        AFTER(function);                  \
        note_answer(answer, error_index); \
    } while (0)

#define NOTE(output) note_bytes(&(output), sizeof(output))

static void note_bytes(const void *bytes, uint32_t count)
{
    const uint8_t *from = bytes;
    uint32_t i;

    for (i = 0; i < count; i++) {
        note(from[i]);
    }
}

static uint64_t random_long(void)
{
    uint64_t high = random_word();

    return (high << 32) | random_word();
}

/* One of the first codes; now and then none, or any byte. */
static uint8_t code_below(uint32_t limit)
{
    if (one_in(60)) {
        return one_in(2) ? CITYGATE_ABSENT : (uint8_t)random_word();
    }
    return (uint8_t)below(limit);
}

/* One of the codes from 1. */
static uint8_t code_from_1(uint32_t last)
{
    return one_in(60) ? code_below(256) : (uint8_t)(1 + below(last));
}

static citygate_signatory_t random_signatory(void)
{
    citygate_signatory_t by = { 0, 0, 0, { 0, 0, 0 } };

    by.authority = code_below(CITYGATE_AUTHORITY_ENTERPRISE + 1);
    by.division = 220000 + 100 * below(3);
    by.person = below(4);
    by.reserved[1] = (uint8_t)one_in(200);
    return by;
}

/* Lets somebody sign who may, if anybody may. */
static void authorize(citygate_signatory_t *by, uint32_t authorities)
{
    uint8_t authority;

    for (authority = 0; authority <= CITYGATE_AUTHORITY_ENTERPRISE; authority++) {
        if ((authorities & (1u << authority)) != 0) {
            by->authority = authority;
        }
    }
}

/* Seldom NULL. */
#define MOSTLY(pointer) (one_in(200) ? NULL : (pointer))
/* Half the time NULL. */
#define PERHAPS(pointer) (one_in(2) ? NULL : (pointer))

/* --- What rules are asked. ---------------------------------------------------------------------------------------- */

static void random_supplies(uint64_t *normal, uint64_t *available)
{
    uint32_t bits = one_in(20) ? below(64) : 0, permille = one_in(20) ? below(2000) : 700 + below(301);

    *normal = bits != 0 ? random_long() >> bits : 20000000 + below(10000000);
    *available = *normal / 1000 * permille + below(7);
}

/* Undisturbed demand: not known, or around the normal supply. */
static uint64_t random_demand(uint64_t normal)
{
    return one_in(4) ? 0 : normal / 1000 * (700 + below(700));
}

/* Jilin's plan, or one with another table. */
static void random_plan(citygate_plan_table_t *plan)
{
    uint32_t grade = below(4);

    CALL(citygate_plan_table_get_jilin_2024, plan);
    if (one_in(3)) {
        plan->grades[grade].imbalance_permille = (uint16_t)below(300);
        plan->grades[grade].imbalance_above = (uint8_t)below(2);
        plan->grades[grade].interruption_min = below(5000);
        plan->needs_widening = (uint8_t)below(2);
    }
    NOTE(*plan);
}

#endif
