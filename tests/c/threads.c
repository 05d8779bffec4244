/* Two threads at once, each with memory of its own: the same answers as one after the other. */

#include <pthread.h>
#include <string.h>

#include "negative.h"

enum { SUPPLIES = 50 };

typedef struct {
    fixture_t fixture;
    uint64_t first_supply;
    citygate_grant_t expected[SUPPLIES][USERS];
    unsigned long different;
} work_t;

static uint64_t supply_of(const work_t *work, unsigned long round)
{
    return work->first_supply + 331 * (round % SUPPLIES);
}

static void prepare(work_t *work, uint64_t first_supply)
{
    unsigned long round;

    work->first_supply = first_supply;
    work->different = 0;
    set_fixture(&work->fixture);
    for (round = 0; round < SUPPLIES; round++) {
        CHECK_STATUS(allocate(&work->fixture, supply_of(work, round)), CITYGATE_OK);
        memcpy(work->expected[round], work->fixture.grants, sizeof(work->fixture.grants));
    }
}

static void *run(void *argument)
{
    work_t *work = argument;
    unsigned long round;

    for (round = 0; round < repetitions; round++) {
        if (allocate(&work->fixture, supply_of(work, round)) != CITYGATE_OK
            || memcmp(work->expected[round % SUPPLIES], work->fixture.grants, sizeof(work->fixture.grants)) != 0) {
            work->different++;
        }
    }
    return NULL;
}

void threads(void)
{
    static work_t works[2];
    pthread_t threads_of[2];
    size_t i;

    for (i = 0; i < 2; i++) {
        prepare(&works[i], 1000 + 97 * i);
    }
    for (i = 0; i < 2; i++) {
        CHECK(pthread_create(&threads_of[i], NULL, run, &works[i]) == 0);
    }
    for (i = 0; i < 2; i++) {
        CHECK(pthread_join(threads_of[i], NULL) == 0);
        CHECK(works[i].different == 0);
    }
}
