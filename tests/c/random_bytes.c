/* Bits flipped at random in policies, steps and users: an error that changes nothing, or an answer that conserves
 * gas. The numbers are random the same way in every run. */

#include <string.h>

#include "abuse.h"

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

static void random_users(scene_t *scene)
{
    size_t i;

    for (i = 0; i < USERS; i++) {
        citygate_user_t *user = &scene->users[i];
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
static void random_policy(scene_t *scene, uint32_t policy_count)
{
    const char *name;
    uint32_t length;

    CHECK_STATUS(citygate_policy_name(below(policy_count), &name, &length), CITYGATE_OK);
    CHECK_STATUS(citygate_policy_builtin(name, length, &scene->policy), CITYGATE_OK);
    memset(scene->steps, 0, sizeof(scene->steps));
    memcpy(scene->steps, scene->policy.steps, scene->policy.step_count * sizeof(scene->steps[0]));
    scene->policy.steps = scene->steps;
}

static void flip_in(void *memory, size_t size)
{
    unsigned char *byte = (unsigned char *)memory + below((uint32_t)size);

    *byte = (unsigned char)(*byte ^ (1u << below(8)));
}

/* The address of the steps stays: a wild pointer cannot be recognized. */
static void flip_one(scene_t *scene)
{
    const size_t after_pointer = offsetof(citygate_policy_t, step_count);

    switch (below(4)) {
    case 0: flip_in((unsigned char *)&scene->policy + after_pointer, sizeof(scene->policy) - after_pointer); break;
    case 1: flip_in(scene->steps, 12 * sizeof(scene->steps[0])); break;
    default: flip_in(scene->users, sizeof(scene->users)); break;
    }
}

static int is_allocated(scene_t *scene, uint64_t supply)
{
    scene_t before, again;
    int32_t status;

    memset(scene->grants, PATTERN, sizeof(scene->grants));
    memset(&scene->summary, PATTERN, sizeof(scene->summary));
    scene->place = UINT32_MAX;
    memcpy(&before, scene, sizeof(before));
    status = allocate(scene, supply);
    if (status > CITYGATE_ERROR_USER_UNKNOWN_CLASS || status < CITYGATE_ERROR_USER_CLASS_NOT_SERVED) {
        CHECK(status == citygate_policy_check(&scene->policy, NULL));
    }
    if (status == CITYGATE_OK) {
        check_conserves(scene, supply);
        CHECK(scene->place == UINT32_MAX);
        memcpy(&again, scene, sizeof(again));
        CHECK_STATUS(allocate(scene, supply), CITYGATE_OK);
        CHECK(memcmp(&again, scene, sizeof(again)) == 0);
    } else {
        CHECK(scene->place == UINT32_MAX || scene->place <= CITYGATE_MAX_STEPS
              || scene->place == before.policy.step_count);
        scene->place = UINT32_MAX;
        CHECK(memcmp(&before, scene, sizeof(before)) == 0);
    }
    return status == CITYGATE_OK;
}

void random_bytes(void)
{
    unsigned long round, allocated = 0;
    uint32_t policy_count = 0, length, flips;
    const char *name;
    scene_t scene;

    while (citygate_policy_name(policy_count, &name, &length) == CITYGATE_OK) {
        policy_count++;
    }
    memset(&scene, 0, sizeof(scene));
    for (round = 0; round < repetitions; round++) {
        describe("bits flipped", "in round", (long)round, 0);
        random_policy(&scene, policy_count);
        random_users(&scene);
        for (flips = below(4); flips > 0; flips--) {
            flip_one(&scene);
        }
        allocated += (unsigned long)is_allocated(&scene, random_supply());
    }
    describe(NULL, NULL, 0, 0);
    /* Both outcomes are common, or the test tests nothing. */
    CHECK(repetitions < 1000 || (allocated > repetitions / 5 && allocated < repetitions * 4 / 5));
}
