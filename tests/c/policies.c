/* Supply orders: the built-in ones, and every way to get one wrong. */

#include <stdlib.h>
#include <string.h>

#include "negative.h"

/* Calls whose pointers are corrupted. Buffers: what each call names them. */

static int32_t call_default(void *const *buffers)
{
    return citygate_policy_get_default(buffers[0]);
}

static int32_t call_builtin(void *const *buffers)
{
    return citygate_policy_find(buffers[0], 11, buffers[1]);
}

static int32_t call_name(void *const *buffers)
{
    return citygate_policy_get_name(1, buffers[0], buffers[1]);
}

static int32_t call_check(void *const *buffers)
{
    return citygate_policy_check(buffers[0], buffers[2]);
}

static void no_inputs(void *const *buffers)
{
    (void)buffers;
}

static void fill_name(void *const *buffers)
{
    put(buffers[0], "shanxi-2017", 11);
}

static void fill_policy(void *const *buffers)
{
    citygate_step_t steps[2];
    citygate_policy_t policy;

    steps[0] = step_of_all(CITYGATE_TARGET_MINIMUM, 0, CITYGATE_SHARE_ALL_OR_NOTHING);
    steps[1] = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    memset(&policy, 0, sizeof(policy));
    policy.steps = buffers[1];
    policy.step_count = 2;
    policy.classes = CITYGATE_CLASSES_ALL;
    put(buffers[0], &policy, sizeof(policy));
    put(buffers[1], steps, sizeof(steps));
}

static const subject_t subjects[] = {
    { "citygate_policy_get_default", call_default, no_inputs, 1, { BUFFER("policy", citygate_policy_t, 1, OUTPUT) } },
    { "citygate_policy_find", call_builtin, fill_name, 2,
      { BUFFER("name", char, 11, INPUT), BUFFER("policy", citygate_policy_t, 1, OUTPUT) } },
    { "citygate_policy_get_name", call_name, no_inputs, 2,
      { BUFFER("name", const char *, 1, OUTPUT), BUFFER("name_length", uint32_t, 1, OUTPUT) } },
    { "citygate_policy_check", call_check, fill_policy, 3,
      { BUFFER("policy", citygate_policy_t, 1, INPUT), BUFFER("steps", citygate_step_t, 2, INPUT),
        BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL) } },
};

/* Ways to corrupt the policy of a fixture. */

static void no_steps(fixture_t *fixture) { fixture->policy.step_count = 0; }
static void a_step_too_many(fixture_t *fixture) { fixture->policy.step_count = CITYGATE_MAX_STEPS + 1; }
static void half_of_all_steps(fixture_t *fixture) { fixture->policy.step_count = UINT32_C(1) << 31; }
static void all_steps(fixture_t *fixture) { fixture->policy.step_count = UINT32_MAX; }
static void no_class(fixture_t *fixture) { fixture->steps[4].classes = 0; }
static void class_7(fixture_t *fixture) { fixture->steps[4].classes = 0x41; }
static void class_8(fixture_t *fixture) { fixture->steps[4].classes = 0x80; }
static void class_7_of_policy(fixture_t *fixture) { fixture->policy.classes = 0x7f; }
static void class_16_of_policy(fixture_t *fixture) { fixture->policy.classes = 0x803f; }
static void target_4(fixture_t *fixture) { fixture->steps[5].target = 4; }
static void target_255(fixture_t *fixture) { fixture->steps[5].target = UINT8_MAX; }
static void permille_of_minimum(fixture_t *fixture) { fixture->steps[4].permille = 1; }
static void permille_of_whole_demand(fixture_t *fixture) { fixture->steps[5].permille = 1000; }
static void no_permille(fixture_t *fixture) { fixture->steps[5].target = CITYGATE_TARGET_PERMILLE_OF_DEMAND; }
static void no_permille_of_base(fixture_t *fixture) { fixture->steps[5].target = CITYGATE_TARGET_PERMILLE_OF_BASE; }
static void permille_1001(fixture_t *fixture)
{
    fixture->steps[5].target = CITYGATE_TARGET_PERMILLE_OF_DEMAND;
    fixture->steps[5].permille = 1001;
}
static void share_5(fixture_t *fixture) { fixture->steps[6].share = 5; }
static void share_255(fixture_t *fixture) { fixture->steps[6].share = UINT8_MAX; }
static void rotates_though_pro_rata(fixture_t *fixture) { fixture->steps[7].rotate_by = 1; }
static void rotate_by_255(fixture_t *fixture) { fixture->steps[7].rotate_by = UINT8_MAX; }
static void long_turns(fixture_t *fixture)
{
    fixture->steps[7].share = CITYGATE_SHARE_ROTATING;
    fixture->steps[7].minimum_turn = 3;
    fixture->steps[7].longest_outage = 2;
}
static void unknown_attribute(fixture_t *fixture) { fixture->steps[8].attributes_all = 0x2000; }
static void unknown_attribute_none(fixture_t *fixture) { fixture->steps[8].attributes_none = 0x8000; }
static void no_attributes(fixture_t *fixture)
{
    fixture->policy.attributes = 0;
    fixture->steps[9].attributes_none = CITYGATE_ATTRIBUTE_SMALL;
}
static void contradictory(fixture_t *fixture)
{
    fixture->steps[9].attributes_all = CITYGATE_ATTRIBUTE_SMALL | CITYGATE_ATTRIBUTE_RUNNING;
    fixture->steps[9].attributes_none = CITYGATE_ATTRIBUTE_RUNNING;
}
static void never_asks(fixture_t *fixture) { fixture->steps[2] = fixture->steps[0]; }
static void serves_nothing(fixture_t *fixture) { fixture->policy.classes = 0; }
static void class_never_served(fixture_t *fixture) { fixture->policy.step_count = 8; }

static const struct {
    const char *what;
    void (*corrupt)(fixture_t *fixture);
    int32_t status;
    long error_index;
} faults[] = {
    { "no steps", no_steps, CITYGATE_ERROR_POLICY_NO_STEPS, NO_INDEX },
    { "33 steps", a_step_too_many, CITYGATE_ERROR_POLICY_TOO_MANY_STEPS, 32 },
    { "2^31 steps", half_of_all_steps, CITYGATE_ERROR_POLICY_TOO_MANY_STEPS, 32 },
    { "2^32 - 1 steps", all_steps, CITYGATE_ERROR_POLICY_TOO_MANY_STEPS, 32 },
    { "no class", no_class, CITYGATE_ERROR_POLICY_NO_CLASS, 4 },
    { "class bit 6", class_7, CITYGATE_ERROR_POLICY_UNKNOWN_CLASS, 4 },
    { "class bit 7", class_8, CITYGATE_ERROR_POLICY_UNKNOWN_CLASS, 4 },
    { "class bit 6 of the policy", class_7_of_policy, CITYGATE_ERROR_POLICY_UNKNOWN_CLASS, 12 },
    { "class bit 15 of the policy", class_16_of_policy, CITYGATE_ERROR_POLICY_UNKNOWN_CLASS, 12 },
    { "target 4", target_4, CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, 5 },
    { "target 255", target_255, CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, 5 },
    { "permille of the minimum", permille_of_minimum, CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, 4 },
    { "permille of the whole demand", permille_of_whole_demand, CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, 5 },
    { "0 permille", no_permille, CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, 5 },
    { "0 permille of the base", no_permille_of_base, CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, 5 },
    { "1001 permille", permille_1001, CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, 5 },
    { "share 5", share_5, CITYGATE_ERROR_POLICY_UNKNOWN_SHARE, 6 },
    { "share 255", share_255, CITYGATE_ERROR_POLICY_UNKNOWN_SHARE, 6 },
    { "rotates though pro rata", rotates_though_pro_rata, CITYGATE_ERROR_POLICY_UNKNOWN_ROTATION, 7 },
    { "rotate by 255", rotate_by_255, CITYGATE_ERROR_POLICY_UNKNOWN_ROTATION, 7 },
    { "turns longer than outages", long_turns, CITYGATE_ERROR_POLICY_UNKNOWN_ROTATION, 7 },
    { "attribute bit 13", unknown_attribute, CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE, 8 },
    { "attribute bit 15", unknown_attribute_none, CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE, 8 },
    { "no attributes", no_attributes, CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE, 9 },
    { "contradictory", contradictory, CITYGATE_ERROR_POLICY_CONTRADICTORY, 9 },
    { "a step twice", never_asks, CITYGATE_ERROR_POLICY_NEVER_ASKS, 2 },
    { "no class served", serves_nothing, CITYGATE_ERROR_POLICY_SERVES_NOTHING, NO_INDEX },
    { "class never served", class_never_served, CITYGATE_ERROR_POLICY_CLASS_NEVER_SERVED,
      CITYGATE_CLASS_INDUSTRIAL_FUEL },
};

static void check_fault(size_t i)
{
    fixture_t fixture;

    set_fixture(&fixture);
    faults[i].corrupt(&fixture);
    describe("policy", faults[i].what, 0, 0);
    check_refused(&fixture, faults[i].status, faults[i].error_index);
    CHECK_STATUS(citygate_policy_check(&fixture.policy, NULL), faults[i].status);
    fixture.error_index = 77;
    CHECK_STATUS(citygate_policy_check(&fixture.policy, &fixture.error_index), faults[i].status);
    CHECK(fixture.error_index == (faults[i].error_index == NO_INDEX ? 77 : (uint32_t)faults[i].error_index));
}

/* Every built-in order is found by its name, is valid, and nothing but its name finds it. */
static void check_names(void)
{
    citygate_policy_t first, policy;
    const char *name;
    uint32_t index, length;
    char copy[64];

    CHECK_STATUS(citygate_policy_get_default(&first), CITYGATE_OK);
    for (index = 0; citygate_policy_get_name(index, &name, &length) == CITYGATE_OK; index++) {
        describe("built-in policy", "of index", (long)index, 0);
        CHECK(length > 0 && length < sizeof(copy));
        memset(copy, PATTERN, sizeof(copy));
        memcpy(copy, name, length);
        CHECK_STATUS(citygate_policy_find(copy, length, &policy), CITYGATE_OK);
        CHECK_STATUS(citygate_policy_check(&policy, NULL), CITYGATE_OK);
        CHECK((index == 0) == (memcmp(&policy, &first, sizeof(policy)) == 0));
        CHECK_STATUS(citygate_policy_find(copy, length - 1, &policy), CITYGATE_ERROR_UNKNOWN);
        CHECK_STATUS(citygate_policy_find(copy, length + 1, &policy), CITYGATE_ERROR_UNKNOWN);
    }
    describe(NULL, NULL, 0, 0);
    CHECK(index >= 5);

    name = copy;
    length = 77;
    CHECK_STATUS(citygate_policy_get_name(index, &name, &length), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_policy_get_name(UINT32_C(1) << 31, &name, &length), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_policy_get_name(UINT32_MAX, &name, &length), CITYGATE_ERROR_UNKNOWN);
    CHECK(name == copy && length == 77);
}

/* The policy lies before the name, so that the bytes that a huge length claims do not reach it. */
static void check_huge_lengths(void)
{
    struct {
        citygate_policy_t policy;
        char name[10];
    } *memory = malloc(sizeof(*memory));

    CHECK(memory != NULL);
    memcpy(memory->name, "jilin-2024", sizeof(memory->name));
    CHECK_STATUS(citygate_policy_find(memory->name, UINT32_C(1) << 31, &memory->policy), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_policy_find(memory->name, UINT32_MAX, &memory->policy), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_policy_find(memory->name, sizeof(memory->name), &memory->policy), CITYGATE_OK);
    free(memory);
}

static void check_unknown_names(void)
{
    const char bad[] = { 'j', (char)0xff, (char)0xfe, 0, 'x' };
    unsigned char before[sizeof(citygate_policy_t)];
    citygate_policy_t policy;

    memset(&policy, PATTERN, sizeof(policy));
    memcpy(before, &policy, sizeof(before));
    CHECK_STATUS(citygate_policy_find(bad, sizeof(bad), &policy), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_policy_find("JILIN-2024", 10, &policy), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_policy_find("jilin-2024", 0, &policy), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_policy_find(NULL, 0, &policy), CITYGATE_ERROR_NULL);
    CHECK_STATUS(citygate_policy_find(NULL, UINT32_MAX, &policy), CITYGATE_ERROR_NULL);
    CHECK(memcmp(before, &policy, sizeof(before)) == 0);
}

void policies(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
    for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        check_fault(i);
    }
    check_names();
    check_huge_lengths();
    check_unknown_names();
}
