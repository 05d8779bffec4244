/* A station prepared once, with everything wrong; and its answers next to those of citygate_allocate. */

#include <string.h>

#include "negative.h"

enum { FEW = 3, CASES = 2, WORDS = CITYGATE_PREPARED_WORDS(FEW), MANY_WORDS = CITYGATE_PREPARED_WORDS(USERS) };

/* What the users of the subjects are read from after the call that opens a station. */
static citygate_user_t three_users[FEW];
static uint64_t words[WORDS];
static citygate_prepared_t opened = { words, WORDS };

static void set_three(citygate_user_t *users)
{
    users[0] = user_of(CITYGATE_CLASS_INDUSTRIAL_FUEL, 100);
    users[1] = user_of(CITYGATE_CLASS_RESIDENTIAL, 50);
    users[2] = user_of(CITYGATE_CLASS_INDUSTRIAL_FUEL, 40);
    users[2].on_off = 1;
}

/* Opens the station of the subjects anew, shared out once. */
static void open_three(void)
{
    citygate_policy_t policy;
    citygate_summary_t summary;

    set_three(three_users);
    CHECK_STATUS(citygate_policy_get_default(&policy), CITYGATE_OK);
    CHECK_STATUS(citygate_prepared_open(&opened, &policy, three_users, FEW, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_prepared_allocate(&opened, 120, &summary), CITYGATE_OK);
}

/* Buffers: prepared, words, policy, steps, users, error_index. */
static void fill_open(void *const *buffers)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    citygate_policy_t policy;
    citygate_user_t users[FEW];
    citygate_prepared_t prepared;

    memset(&policy, 0, sizeof(policy));
    policy.steps = buffers[3];
    policy.step_count = 1;
    policy.classes = CITYGATE_CLASSES_ALL;
    set_three(users);
    memset(&prepared, 0, sizeof(prepared));
    prepared.words = buffers[1];
    prepared.word_count = WORDS;
    put(buffers[0], &prepared, sizeof(prepared));
    put(buffers[2], &policy, sizeof(policy));
    put(buffers[3], &step, sizeof(step));
    put(buffers[4], users, sizeof(users));
}

static int32_t call_open(void *const *buffers)
{
    return citygate_prepared_open(buffers[0], buffers[2], buffers[4], FEW, buffers[5]);
}

/* A handle of the station that is open; the words themselves are not for the arena, since they stay where they are. */
static void fill_handle(void *const *buffers)
{
    open_three();
    put(buffers[0], &opened, sizeof(opened));
}

static int32_t call_set_demand(void *const *buffers)
{
    return citygate_prepared_set_demand(buffers[0], 1, 60);
}

static int32_t call_allocate(void *const *buffers)
{
    return citygate_prepared_allocate(buffers[0], 90, buffers[1]);
}

static int32_t call_get_grants(void *const *buffers)
{
    return citygate_prepared_get_grants(buffers[0], buffers[1], FEW);
}

static int32_t call_get_order(void *const *buffers)
{
    return citygate_prepared_get_order(buffers[0], buffers[1], FEW);
}

/* Buffers: prepared, batch, result, demands, supplies, classes, granted, grants. */
static void fill_batch(void *const *buffers)
{
    static const uint32_t demands[CASES * FEW] = { 100, 50, 40, 10, 20, 30 };
    static const uint64_t supplies[CASES] = { 120, 25 };
    citygate_batch_t batch;
    citygate_batch_output_t result;

    fill_handle(buffers);
    memset(&batch, 0, sizeof(batch));
    batch.demands_dm3_per_h = buffers[3];
    batch.supplies_dm3_per_h = buffers[4];
    batch.case_count = CASES;
    result.classes = buffers[5];
    result.granted_dm3_per_h = buffers[6];
    result.grants = buffers[7];
    put(buffers[1], &batch, sizeof(batch));
    put(buffers[2], &result, sizeof(result));
    put(buffers[3], demands, sizeof(demands));
    put(buffers[4], supplies, sizeof(supplies));
}

static int32_t call_batch(void *const *buffers)
{
    return citygate_prepared_allocate_batch(buffers[0], buffers[1], buffers[2]);
}

#define HANDLE BUFFER("prepared", citygate_prepared_t, 1, INPUT)

static const subject_t subjects[] = {
    { "citygate_prepared_open", call_open, fill_open, 6,
      { HANDLE, BUFFER("words", uint64_t, WORDS, OUTPUT | SCRATCH), BUFFER("policy", citygate_policy_t, 1, INPUT),
        BUFFER("steps", citygate_step_t, 1, INPUT), BUFFER("users", citygate_user_t, FEW, INPUT),
        BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL) } },
    { "citygate_prepared_set_demand", call_set_demand, fill_handle, 1, { HANDLE } },
    { "citygate_prepared_allocate", call_allocate, fill_handle, 2,
      { HANDLE, BUFFER("summary", citygate_summary_t, 1, OUTPUT) } },
    { "citygate_prepared_get_grants", call_get_grants, fill_handle, 2,
      { HANDLE, BUFFER("grants", citygate_grant_t, FEW, OUTPUT) } },
    { "citygate_prepared_get_order", call_get_order, fill_handle, 2,
      { HANDLE, BUFFER("order", uint32_t, FEW, OUTPUT) } },
    { "citygate_prepared_allocate_batch", call_batch, fill_batch, 8,
      { HANDLE, BUFFER("batch", citygate_batch_t, 1, INPUT), BUFFER("result", citygate_batch_output_t, 1, INPUT),
        BUFFER("demands", uint32_t, CASES * FEW, INPUT), BUFFER("supplies", uint64_t, CASES, INPUT),
        BUFFER("classes", citygate_class_total_t, CASES * CITYGATE_CLASS_COUNT, OUTPUT),
        BUFFER("granted", uint32_t, CASES * FEW, OUTPUT | OPTIONAL),
        BUFFER("grants", citygate_grant_t, CASES * FEW, OUTPUT | OPTIONAL) } },
};

/* Every call on this station is refused so, and changes neither its words nor anything else. */
static void check_all_refuse(citygate_prepared_t *prepared, int32_t wanted)
{
    static const uint32_t demands[FEW] = { 1, 2, 3 };
    static const uint64_t supplies[1] = { 4 };
    static const citygate_batch_t batch = { demands, supplies, 1, 0, { 0, 0, 0 } };
    uint64_t before[WORDS];
    citygate_summary_t summary;
    citygate_grant_t grants[FEW];
    citygate_class_total_t classes[CITYGATE_CLASS_COUNT];
    uint32_t order[FEW];
    citygate_batch_output_t result;

    result.classes = classes;
    result.granted_dm3_per_h = NULL;
    result.grants = NULL;
    memcpy(before, prepared->words, sizeof(before));
    CHECK_STATUS(citygate_prepared_set_demand(prepared, 0, 1), wanted);
    CHECK_STATUS(citygate_prepared_allocate(prepared, 5, &summary), wanted);
    CHECK_STATUS(citygate_prepared_get_grants(prepared, grants, FEW), wanted);
    CHECK_STATUS(citygate_prepared_get_order(prepared, order, FEW), wanted);
    CHECK_STATUS(citygate_prepared_allocate_batch(prepared, &batch, &result), wanted);
    CHECK(memcmp(before, prepared->words, sizeof(before)) == 0);
}

/* Words that are no station: never opened, zeroed, moved, in use, or with a bit that fell over in what they begin with. */
static void check_contexts(void)
{
    uint64_t copy[WORDS];
    citygate_prepared_t elsewhere = { copy, WORDS };
    citygate_summary_t summary;
    size_t at;
    unsigned bit;

    memset(copy, 0, sizeof(copy));
    check_all_refuse(&elsewhere, CITYGATE_ERROR_EVENT_CONTEXT);
    memset(copy, PATTERN, sizeof(copy));
    check_all_refuse(&elsewhere, CITYGATE_ERROR_EVENT_CONTEXT);
    open_three();
    memcpy(copy, words, sizeof(copy));
    check_all_refuse(&elsewhere, CITYGATE_ERROR_EVENT_MOVED);
    opened.word_count = WORDS - 1;
    check_all_refuse(&opened, CITYGATE_ERROR_EVENT_TOO_SMALL);
    opened.word_count = 0;
    check_all_refuse(&opened, CITYGATE_ERROR_EVENT_TOO_SMALL);
    opened.word_count = WORDS;
    for (at = 0; at < 4; at++) {
        ((unsigned char *)words)[at] |= 0x80;
    }
    check_all_refuse(&opened, CITYGATE_ERROR_EVENT_BUSY);
    memcpy(words, copy, sizeof(copy));
    /* The seal, the addresses, the counts. */
    for (at = 0; at < 48; at++) {
        for (bit = 0; bit < 8; bit++) {
            ((unsigned char *)words)[at] ^= (unsigned char)(1u << bit);
            CHECK_STATUS(citygate_prepared_allocate(&opened, 5, &summary), CITYGATE_ERROR_EVENT_CONTEXT);
            ((unsigned char *)words)[at] ^= (unsigned char)(1u << bit);
        }
    }
    CHECK_STATUS(citygate_prepared_allocate(&opened, 5, &summary), CITYGATE_OK);
}

static void check_values(void)
{
    static const uint32_t demands[FEW] = { 1, 2, 3 };
    static const uint64_t supplies[1] = { 4 };
    citygate_batch_t batch = { demands, supplies, 1, 0, { 0, 0, 0 } };
    citygate_class_total_t classes[CITYGATE_CLASS_COUNT];
    citygate_batch_output_t result;
    citygate_policy_t policy;
    citygate_grant_t grants[FEW];
    uint32_t order[FEW];
    uint32_t error_index = 77;

    result.classes = classes;
    result.granted_dm3_per_h = NULL;
    result.grants = NULL;
    open_three();
    CHECK(citygate_prepared_words(FEW) == WORDS && citygate_prepared_words(0) == CITYGATE_PREPARED_WORDS(0));
    CHECK_STATUS(citygate_policy_get_default(&policy), CITYGATE_OK);
    CHECK_STATUS(citygate_prepared_open(&opened, &policy, three_users, 0, &error_index), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_prepared_open(&opened, &policy, three_users, UINT32_MAX, &error_index),
                 CITYGATE_ERROR_TOO_MANY);
    CHECK(error_index == 77);
    opened.word_count = WORDS - 1;
    CHECK_STATUS(citygate_prepared_open(&opened, &policy, three_users, FEW, &error_index),
                 CITYGATE_ERROR_EVENT_TOO_SMALL);
    CHECK(error_index == WORDS);
    opened.word_count = WORDS;
    three_users[2].supply_class = CITYGATE_CLASS_COUNT;
    CHECK_STATUS(citygate_prepared_open(&opened, &policy, three_users, FEW, &error_index),
                 CITYGATE_ERROR_USER_UNKNOWN_CLASS);
    CHECK(error_index == 2);
    open_three();
    CHECK_STATUS(citygate_prepared_set_demand(&opened, FEW, 1), CITYGATE_ERROR_UNKNOWN);
    CHECK_STATUS(citygate_prepared_get_grants(&opened, grants, FEW - 1), CITYGATE_ERROR_TOO_MANY);
    CHECK_STATUS(citygate_prepared_get_grants(&opened, grants, 0), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_prepared_get_order(&opened, order, FEW - 1), CITYGATE_ERROR_TOO_MANY);
    batch.case_count = 0;
    CHECK_STATUS(citygate_prepared_allocate_batch(&opened, &batch, &result), CITYGATE_ERROR_EMPTY);
    batch.case_count = UINT32_MAX;
    CHECK_STATUS(citygate_prepared_allocate_batch(&opened, &batch, &result), CITYGATE_ERROR_TOO_MANY);
    batch.case_count = 1;
    batch.is_in_station_order = 2;
    CHECK_STATUS(citygate_prepared_allocate_batch(&opened, &batch, &result), CITYGATE_ERROR_EVENT_CODE);
    batch.is_in_station_order = 1;
    batch.reserved[2] = 1;
    CHECK_STATUS(citygate_prepared_allocate_batch(&opened, &batch, &result), CITYGATE_ERROR_EVENT_CODE);
    batch.reserved[2] = 0;
    CHECK_STATUS(citygate_prepared_allocate_batch(&opened, &batch, &result), CITYGATE_OK);
}

/* The answers of citygate_allocate, for other demands and supplies, one by one and in a batch. */
static void check_answers(void)
{
    static uint64_t many[MANY_WORDS];
    static const citygate_prepared_t station = { many, MANY_WORDS };
    fixture_t fixture;
    citygate_summary_t summary;
    citygate_grant_t grants[USERS], told[USERS], explained[USERS];
    citygate_class_total_t classes[CITYGATE_CLASS_COUNT];
    uint32_t demands[USERS], granted[USERS];
    uint64_t supply;
    citygate_batch_t batch = { demands, &supply, 1, 0, { 0, 0, 0 } };
    citygate_batch_output_t result;
    uint32_t i, round;

    result.classes = classes;
    result.granted_dm3_per_h = granted;
    result.grants = explained;
    set_fixture(&fixture);
    fixture.users[3].on_off = 1;
    CHECK_STATUS(citygate_prepared_open(&station, &fixture.policy, fixture.users, USERS, NULL), CITYGATE_OK);
    for (round = 0; round < 200; round++) {
        uint32_t user = round * 7 % USERS;
        fixture.users[user].demand_dm3_per_h = round * 37 % 1500;
        CHECK_STATUS(citygate_prepared_set_demand(&station, user, round * 37 % 1500), CITYGATE_OK);
        if (round != 0) {
            /* Until the next allocation the last one is told of. */
            CHECK_STATUS(citygate_prepared_get_grants(&station, told, USERS), CITYGATE_OK);
            CHECK(memcmp(told, grants, sizeof(told)) == 0);
        }
        supply = (uint64_t)round * 91 % 9000;
        CHECK_STATUS(allocate(&fixture, supply), CITYGATE_OK);
        CHECK_STATUS(citygate_prepared_allocate(&station, supply, &summary), CITYGATE_OK);
        CHECK_STATUS(citygate_prepared_get_grants(&station, grants, USERS), CITYGATE_OK);
        CHECK(memcmp(&summary, &fixture.summary, sizeof(summary)) == 0);
        CHECK(memcmp(grants, fixture.grants, sizeof(grants)) == 0);
        for (i = 0; i < USERS; i++) {
            demands[i] = fixture.users[i].demand_dm3_per_h;
        }
        CHECK_STATUS(citygate_prepared_allocate_batch(&station, &batch, &result), CITYGATE_OK);
        CHECK(memcmp(classes, fixture.summary.classes, sizeof(classes)) == 0);
        CHECK(memcmp(explained, fixture.grants, sizeof(explained)) == 0);
        for (i = 0; i < USERS; i++) {
            CHECK(granted[i] == fixture.grants[i].granted_dm3_per_h);
        }
    }
}

void prepared(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
    check_contexts();
    check_values();
    check_answers();
}
