/* Bits flipped at random in policies, steps and users: an error that changes nothing, or an answer that conserves
 * gas. The numbers are random the same way in every run. */

#include <string.h>

#include "negative.h"

static uint64_t state = 88172645463325252u;

/* Marsaglia's xorshift. */
static uint64_t random_number(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static uint32_t below(uint32_t limit)
{
    return (uint32_t)(random_number() % limit);
}

static uint64_t random_supply(void)
{
    uint64_t supply = random_number();

    return below(2) == 0 ? supply % 20000 : supply >> below(40);
}

/* Small numbers collide, large ones overflow what can overflow. */
static uint32_t quantity(void)
{
    switch (below(4)) {
    case 0: return below(8);
    case 1: return below(5000);
    case 2: return UINT32_MAX - below(4);
    default: return (uint32_t)random_number();
    }
}

static void random_users(fixture_t *fixture)
{
    size_t i;

    for (i = 0; i < USERS; i++) {
        citygate_user_t *user = &fixture->users[i];
        *user = user_of((uint8_t)below(CITYGATE_CLASS_COUNT), 0);
        user->demand_dm3_per_h = quantity();
        user->minimum_dm3_per_h = below(3) == 0 ? quantity() : 0;
        user->base_dm3_per_h = below(4) == 0 ? quantity() : 0;
        user->weight = (uint16_t)below(4);
        user->rank = (uint16_t)below(4);
        user->attributes = (uint16_t)random_number();
        user->on_off = below(6) == 0;
    }
}

/* One of the built-in orders, in a table of its own. */
static void random_policy(fixture_t *fixture, uint32_t policy_count)
{
    const char *name;
    uint32_t length;

    CHECK_STATUS(citygate_policy_get_name(below(policy_count), &name, &length), CITYGATE_OK);
    CHECK_STATUS(citygate_policy_find(name, length, &fixture->policy), CITYGATE_OK);
    memset(fixture->steps, 0, sizeof(fixture->steps));
    memcpy(fixture->steps, fixture->policy.steps, fixture->policy.step_count * sizeof(fixture->steps[0]));
    fixture->policy.steps = fixture->steps;
}

static void flip_in(void *memory, size_t size)
{
    unsigned char *byte = (unsigned char *)memory + below((uint32_t)size);

    *byte = (unsigned char)(*byte ^ (1u << below(8)));
}

/* The address of the steps stays: a wild pointer cannot be recognized. */
static void flip_one(fixture_t *fixture)
{
    const size_t after_pointer = offsetof(citygate_policy_t, step_count);

    switch (below(4)) {
    case 0: flip_in((unsigned char *)&fixture->policy + after_pointer, sizeof(fixture->policy) - after_pointer); break;
    case 1: flip_in(fixture->steps, 12 * sizeof(fixture->steps[0])); break;
    default: flip_in(fixture->users, sizeof(fixture->users)); break;
    }
}

static int is_allocated(fixture_t *fixture, uint64_t supply)
{
    fixture_t before, again;
    int32_t status;

    memset(fixture->grants, PATTERN, sizeof(fixture->grants));
    memset(&fixture->summary, PATTERN, sizeof(fixture->summary));
    fixture->error_index = UINT32_MAX;
    memcpy(&before, fixture, sizeof(before));
    status = allocate(fixture, supply);
    if (status > CITYGATE_ERROR_USER_UNKNOWN_CLASS || status < CITYGATE_ERROR_USER_CLASS_NOT_SERVED) {
        CHECK(status == citygate_policy_check(&fixture->policy, NULL));
    }
    if (status == CITYGATE_OK) {
        check_conserves(fixture, supply);
        CHECK(fixture->error_index == UINT32_MAX);
        memcpy(&again, fixture, sizeof(again));
        CHECK_STATUS(allocate(fixture, supply), CITYGATE_OK);
        CHECK(memcmp(&again, fixture, sizeof(again)) == 0);
    } else {
        CHECK(fixture->error_index == UINT32_MAX || fixture->error_index <= CITYGATE_MAX_STEPS
              || fixture->error_index == before.policy.step_count);
        fixture->error_index = UINT32_MAX;
        CHECK(memcmp(&before, fixture, sizeof(before)) == 0);
    }
    return status == CITYGATE_OK;
}

void random_bytes(void)
{
    unsigned long round, allocated = 0;
    uint32_t policy_count = 0, length, flips;
    const char *name;
    fixture_t fixture;

    while (citygate_policy_get_name(policy_count, &name, &length) == CITYGATE_OK) {
        policy_count++;
    }
    memset(&fixture, 0, sizeof(fixture));
    for (round = 0; round < repetitions; round++) {
        describe("bits flipped", "in round", (long)round, 0);
        random_policy(&fixture, policy_count);
        random_users(&fixture);
        for (flips = below(4); flips > 0; flips--) {
            flip_one(&fixture);
        }
        allocated += (unsigned long)is_allocated(&fixture, random_supply());
    }
    describe(NULL, NULL, 0, 0);
    /* Both outcomes are common, or the test tests nothing. */
    CHECK(repetitions < 1000 || (allocated > repetitions / 5 && allocated < repetitions * 4 / 5));
}
