/* Going through grants, and comparing them, with everything wrong. */

#include <string.h>

#include "negative.h"

enum { FEW = 2 };

static void fill_grants(void *buffer, uint32_t first, uint32_t second)
{
    citygate_grant_t grants[FEW];

    memset(grants, 0, sizeof(grants));
    grants[0].granted_dm3_per_h = first;
    grants[1].granted_dm3_per_h = second;
    grants[1].reason = CITYGATE_REASON_SHORT_IN_STEP;
    put(buffer, grants, sizeof(grants));
}

static void fill_next(void *const *buffers)
{
    const uint32_t index = 0;

    fill_grants(buffers[0], 5, 7);
    put(buffers[1], &index, sizeof(index));
}

static int32_t call_next(void *const *buffers)
{
    return citygate_grants_next_curtailed(buffers[0], FEW, buffers[1]);
}

static void fill_difference(void *const *buffers)
{
    fill_grants(buffers[0], 5, 7);
    fill_grants(buffers[1], 6, 0);
}

static int32_t call_difference(void *const *buffers)
{
    return citygate_grants_difference(buffers[0], buffers[1], FEW, buffers[2], buffers[3]);
}

static const subject_t subjects[] = {
    { "citygate_grants_next_curtailed", call_next, fill_next, 2,
      { BUFFER("grants", citygate_grant_t, FEW, INPUT), BUFFER("index", uint32_t, 1, INPUT | OUTPUT) } },
    { "citygate_grants_difference", call_difference, fill_difference, 4,
      { BUFFER("before", citygate_grant_t, FEW, INPUT), BUFFER("after", citygate_grant_t, FEW, INPUT),
        BUFFER("changes", int64_t, FEW, OUTPUT), BUFFER("totals", citygate_grant_changes_t, 1, OUTPUT) } },
};

/* Everybody that is curtailed is found, once, and nobody else. */
static void check_walk(void)
{
    static const uint64_t supplies[] = { 0, 1, 5000, 9000, UINT64_MAX };
    fixture_t fixture;
    uint32_t index, seen;
    size_t i;

    for (i = 0; i < sizeof(supplies) / sizeof(supplies[0]); i++) {
        set_fixture(&fixture);
        CHECK_STATUS(allocate(&fixture, supplies[i]), CITYGATE_OK);
        seen = 0;
        for (index = 0;; index++) {
            CHECK_STATUS(citygate_grants_next_curtailed(fixture.grants, USERS, &index), CITYGATE_OK);
            for (; seen < index; seen++) {
                CHECK(fixture.grants[seen].granted_dm3_per_h == fixture.users[seen].demand_dm3_per_h);
            }
            if (index >= USERS) {
                break;
            }
            CHECK(fixture.grants[index].granted_dm3_per_h < fixture.users[index].demand_dm3_per_h);
            seen = index + 1;
        }
        CHECK(index == USERS && seen == USERS);
    }
    index = UINT32_MAX;
    CHECK_STATUS(citygate_grants_next_curtailed(fixture.grants, USERS, &index), CITYGATE_OK);
    CHECK(index == USERS);
    CHECK_STATUS(citygate_grants_next_curtailed(fixture.grants, 0, &index), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_grants_next_curtailed(fixture.grants, CITYGATE_MAX_USERS + 1, &index),
                 CITYGATE_ERROR_TOO_MANY);
    CHECK(index == USERS);
}

static void check_changes(void)
{
    static const uint32_t levels[] = { 0, 1, UINT32_MAX };
    citygate_grant_t before[FEW], after[FEW];
    citygate_grant_changes_t totals;
    int64_t changes[FEW];
    size_t from, to;

    for (from = 0; from < 3; from++) {
        for (to = 0; to < 3; to++) {
            int64_t change = (int64_t)levels[to] - (int64_t)levels[from];
            fill_grants(before, levels[from], 10);
            fill_grants(after, levels[to], 4);
            CHECK_STATUS(citygate_grants_difference(before, after, FEW, changes, &totals), CITYGATE_OK);
            CHECK(changes[0] == change && changes[1] == -6);
            CHECK(totals.increased_dm3_per_h == (uint64_t)(change > 0 ? change : 0));
            CHECK(totals.reduced_dm3_per_h == (uint64_t)(change < 0 ? -change : 0) + 6);
            CHECK(totals.users_increased == (uint32_t)(change > 0));
            CHECK(totals.users_reduced == (uint32_t)(change < 0) + 1);
        }
    }
    memset(changes, PATTERN, sizeof(changes));
    CHECK_STATUS(citygate_grants_difference(before, after, 0, changes, &totals), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_grants_difference(before, after, CITYGATE_MAX_USERS + 1, changes, &totals),
                 CITYGATE_ERROR_TOO_MANY);
    CHECK(((unsigned char *)changes)[0] == PATTERN);
}

void grants(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
    check_walk();
    check_changes();
}
