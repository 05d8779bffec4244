/* Every pointer of the functions about duties, corrupted. */

#include <string.h>

#include "event_fixture.h"

static const citygate_journal_key_t key = { { 7 } };

static void fill_plan(void *buffer)
{
    citygate_plan_table_t plan;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    put(buffer, &plan, sizeof(plan));
}

static void fill_duties(void *buffer)
{
    citygate_plan_table_t plan;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    if (buffer != NULL && (uintptr_t)buffer % ALIGNMENT(citygate_duties_t) == 0) {
        CHECK_STATUS(citygate_duties_open(buffer, sizeof(citygate_duties_t), &plan, NULL), CITYGATE_OK);
    }
}

static int32_t call_rule(void *const *buffers)
{
    return citygate_duty_get_rule(CITYGATE_DUTY_PRESS, buffers[0]);
}

static void fill_open(void *const *buffers)
{
    fill_plan(buffers[1]);
}

static int32_t call_open(void *const *buffers)
{
    return citygate_duties_open(buffers[0], sizeof(citygate_duties_t), buffers[1], buffers[2]);
}

static void fill_follow_event(void *const *buffers)
{
    fill_duties(buffers[0]);
    open_event(buffers[1]);
}

static int32_t call_follow_event(void *const *buffers)
{
    return citygate_duties_follow_event(buffers[0], buffers[1], buffers[2]);
}

static void fill_follow_records(void *const *buffers)
{
    citygate_record_t records[FEW];
    citygate_journal_head_t start, end;

    fill_duties(buffers[0]);
    make_records(records, &start, &end);
    put(buffers[1], records, sizeof(records));
}

static int32_t call_follow_records(void *const *buffers)
{
    return citygate_duties_follow_records(buffers[0], buffers[1], FEW, buffers[2]);
}

static void fill_duties_and_instant(void *const *buffers)
{
    fill_duties(buffers[0]);
    fill_instant(buffers[1], 5);
}

static int32_t call_raise(void *const *buffers)
{
    return citygate_duties_raise(buffers[0], CITYGATE_DUTY_TRIGGER_SIGNS_SEEN, buffers[1]);
}

static int32_t call_sets(void *const *buffers)
{
    return citygate_duties_get_sets(buffers[0], buffers[1], buffers[2]);
}

static int32_t call_status(void *const *buffers)
{
    return citygate_duties_get_status(buffers[0], CITYGATE_DUTY_DRILL, buffers[1], buffers[2]);
}

/* Word of an event has come, and the enterprise has dealt with it first. */
static void fill_record_duty(void *const *buffers)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);

    if (open_event(buffers[0])) {
        CHECK_STATUS(citygate_event_notify(buffers[0], 0, &by, NULL), CITYGATE_OK);
    }
    fill_duties(buffers[1]);
    put(buffers[2], &by, sizeof(by));
}

static int32_t call_record_duty(void *const *buffers)
{
    return citygate_event_record_duty(buffers[0], buffers[1], CITYGATE_DUTY_ENTERPRISE_FIRST, buffers[2], buffers[3]);
}

static void fill_save(void *const *buffers)
{
    fill_duties(buffers[0]);
    put(buffers[1], &key, sizeof(key));
}

static int32_t call_save(void *const *buffers)
{
    return citygate_duties_save(buffers[0], buffers[1], buffers[2]);
}

static void fill_restore(void *const *buffers)
{
    citygate_duties_saved_t saved;
    citygate_duties_t duties;

    fill_duties(&duties);
    /* Sealed as it is going to be asked for. */
    CHECK_STATUS(citygate_duties_save(&duties, buffers[2] != NULL ? &key : NULL, &saved), CITYGATE_OK);
    fill_plan(buffers[1]);
    put(buffers[2], &key, sizeof(key));
    put(buffers[3], &saved, sizeof(saved));
}

static int32_t call_restore(void *const *buffers)
{
    return citygate_duties_restore(buffers[0], sizeof(citygate_duties_t), buffers[1], buffers[2], buffers[3], buffers[4]);
}

#define DUTIES_CHANGED BUFFER("duties", citygate_duties_t, 1, INPUT | OUTPUT)
#define DUTIES_LOOKED_AT BUFFER("duties", citygate_duties_t, 1, INPUT)
#define NOW BUFFER("now", citygate_instant_t, 1, INPUT)
#define PLAN BUFFER("plan", citygate_plan_table_t, 1, INPUT)
#define KEY BUFFER("key", citygate_journal_key_t, 1, INPUT | OPTIONAL)

static const subject_t subjects[] = {
    { "citygate_duty_get_rule", call_rule, no_inputs, 1, { BUFFER("rule", citygate_duty_rule_t, 1, OUTPUT) } },
    { "citygate_duties_open", call_open, fill_open, 3, { BUFFER("duties", citygate_duties_t, 1, OUTPUT), PLAN, ERROR_INDEX } },
    { "citygate_duties_follow_event", call_follow_event, fill_follow_event, 3,
      { DUTIES_CHANGED, EVENT_LOOKED_AT, ERROR_INDEX } },
    { "citygate_duties_follow_records", call_follow_records, fill_follow_records, 3,
      { DUTIES_CHANGED, BUFFER("records", citygate_record_t, FEW, INPUT), ERROR_INDEX } },
    { "citygate_duties_raise", call_raise, fill_duties_and_instant, 2, { DUTIES_CHANGED, NOW } },
    { "citygate_duties_get_sets", call_sets, fill_duties_and_instant, 3,
      { DUTIES_LOOKED_AT, NOW, BUFFER("sets", citygate_duty_sets_t, 1, OUTPUT) } },
    { "citygate_duties_get_status", call_status, fill_duties_and_instant, 3,
      { DUTIES_LOOKED_AT, NOW, BUFFER("status", citygate_duty_status_t, 1, OUTPUT) } },
    { "citygate_event_record_duty", call_record_duty, fill_record_duty, 4,
      { EVENT_CHANGED, DUTIES_CHANGED, BY, ERROR_INDEX } },
    { "citygate_duties_save", call_save, fill_save, 3,
      { DUTIES_LOOKED_AT, KEY, BUFFER("saved", citygate_duties_saved_t, 1, OUTPUT) } },
    { "citygate_duties_restore", call_restore, fill_restore, 5,
      { BUFFER("duties", citygate_duties_t, 1, OUTPUT), PLAN, KEY, BUFFER("saved", citygate_duties_saved_t, 1, INPUT),
        ERROR_INDEX } },
};

/* Duties or outputs that lie in the ring, which the call reads or writes too. */
static void check_ring_overlaps(void)
{
    citygate_event_t event;
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    citygate_record_t before[RING];
    citygate_duties_t duties;
    unsigned char *inside = (unsigned char *)event_ring + (8 - (uintptr_t)event_ring % 8) % 8;

    CHECK(open_event(&event));
    fill_duties(&duties);
    memcpy(before, event_ring, sizeof(before));
    CHECK_STATUS(citygate_duties_follow_event((void *)inside, &event, NULL), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_duties_follow_event(&duties, &event, (void *)inside), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_record_duty(&event, (void *)inside, 0, &by, NULL), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_record_duty(&event, &duties, 0, (void *)inside, NULL), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_record_duty(&event, &duties, 0, &by, (void *)inside), CITYGATE_ERROR_OVERLAP);
    CHECK(memcmp(before, event_ring, sizeof(before)) == 0);
}

void duties_pointers(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
    check_ring_overlaps();
}
