/* Every pointer of the functions of an event session, corrupted. */

#include <string.h>

#include "event_fixture.h"

static int32_t call_settings_default(void *const *buffers)
{
    return citygate_event_settings_get_default(buffers[0]);
}

/* The first two buffers are the event and its ring. */
static void fill_storage(void *const *buffers, void *to)
{
    citygate_event_storage_t storage = storage_of(buffers[0], buffers[1], 4);

    put(to, &storage, sizeof(storage));
}

static void fill_open(void *const *buffers)
{
    citygate_event_settings_t settings = event_settings();

    put(buffers[2], &settings, sizeof(settings));
    fill_storage(buffers, buffers[4]);
}

/* Buffers: event, ring, settings, error index, storage. */
static int32_t call_open(void *const *buffers)
{
    return citygate_event_open(buffers[4], buffers[2], 0, WALL, buffers[3]);
}

/* Buffers: event, ring, settings, saved, stored, newer, tick, error index, storage, backup. Saved when the journal was opened; one more
 * record is stored. */
static citygate_journal_head_t stored_head;

static void fill_restore(void *const *buffers)
{
    citygate_record_t records[FEW];
    citygate_event_settings_t settings = event_settings();
    citygate_event_saved_t saved;
    citygate_event_backup_t backup;
    citygate_event_t event;
    citygate_journal_head_t start;

    CHECK(open_event(&event));
    CHECK_STATUS(citygate_event_save(&event, &saved), CITYGATE_OK);
    make_records(records, &start, &stored_head);
    put(buffers[2], &settings, sizeof(settings));
    put(buffers[3], &saved, sizeof(saved));
    put(buffers[4], &stored_head, sizeof(stored_head));
    put(buffers[5], &records[1], sizeof(records[1]));
    fill_storage(buffers, buffers[8]);
    memset(&backup, 0, sizeof(backup));
    backup.saved = buffers[3];
    /* Nothing stored, as NULL says, does not go with newer records. */
    backup.head = buffers[4] != NULL ? buffers[4] : &stored_head;
    backup.newer = buffers[5];
    backup.newer_count = 1;
    put(buffers[9], &backup, sizeof(backup));
}

static int32_t call_restore(void *const *buffers)
{
    return citygate_event_restore(buffers[8], buffers[2], buffers[9], 0, WALL + 1000, buffers[6], buffers[7]);
}

static void fill_event(void *const *buffers)
{
    open_event(buffers[0]);
}

static void fill_event_and_signatory(void *const *buffers)
{
    open_event(buffers[0]);
    fill_signatory(buffers[1]);
}

static void fill_event_signatory_and_digest(void *const *buffers)
{
    fill_event_and_signatory(buffers);
    fill_digest(buffers[2]);
}

/* A notification, and the warning of the signatory. */
static void fill_event_of_city(void *const *buffers)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_CITY);
    citygate_report_receipt_t receipt;

    if (open_event(buffers[0])) {
        CHECK_STATUS(citygate_event_notify(buffers[0], 0, &by, NULL), CITYGATE_OK);
        CHECK_STATUS(citygate_event_issue_warning(buffers[0], CITYGATE_WARNING_LEVEL_BLUE, &by), CITYGATE_OK);
        CHECK_STATUS(citygate_event_record_report(buffers[0], 0xff & ~CITYGATE_RECIPIENT_STATE_COUNCIL, &by, NULL, &receipt), CITYGATE_OK);
    }
    fill_signatory(buffers[1]);
}

static void fill_reported(void *const *buffers)
{
    fill_event_of_city(buffers);
    fill_digest(buffers[2]);
}

static void fill_assess(void *const *buffers)
{
    citygate_observation_t observation = shortage(820000);

    open_event(buffers[0]);
    put(buffers[1], &observation, sizeof(observation));
}

static void fill_act(void *const *buffers)
{
    citygate_action_request_t request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_HQ_OFFICE);

    open_event(buffers[0]);
    put(buffers[1], &request, sizeof(request));
}

static void fill_record_allocation(void *const *buffers)
{
    citygate_summary_t summary;

    open_event(buffers[0]);
    memset(&summary, 0, sizeof(summary));
    put(buffers[1], &summary, sizeof(summary));
}

static void fill_record_note(void *const *buffers)
{
    const uint64_t numbers[5] = { 1, 2, 3, 4, 5 };

    open_event(buffers[0]);
    put(buffers[1], numbers, sizeof(numbers));
}

static int32_t call_save(void *const *buffers)
{
    return citygate_event_save(buffers[0], buffers[1]);
}

static int32_t call_check(void *const *buffers)
{
    return citygate_event_check(buffers[0]);
}

static int32_t call_tick(void *const *buffers)
{
    return citygate_event_tick(buffers[0], 1000, WALL + 1000, buffers[1]);
}

static int32_t call_status(void *const *buffers)
{
    return citygate_event_status(buffers[0], buffers[1]);
}

static int32_t call_notify(void *const *buffers)
{
    return citygate_event_notify(buffers[0], 0, buffers[1], buffers[2]);
}

static int32_t call_assess(void *const *buffers)
{
    return citygate_event_assess(buffers[0], buffers[1], buffers[2], buffers[3]);
}

static int32_t call_act(void *const *buffers)
{
    return citygate_event_act(buffers[0], buffers[1], buffers[2], buffers[3]);
}

static int32_t call_state_grade(void *const *buffers)
{
    return citygate_event_state_grade(buffers[0], CITYGATE_GRADE_III, buffers[1]);
}

static int32_t call_warn(void *const *buffers)
{
    return citygate_event_issue_warning(buffers[0], CITYGATE_WARNING_LEVEL_YELLOW, buffers[1]);
}

static int32_t call_propose_warning(void *const *buffers)
{
    return citygate_event_propose_warning(buffers[0], CITYGATE_WARNING_LEVEL_YELLOW, buffers[1]);
}

/* The city proposes a warning, to take it back. */
static void fill_proposed(void *const *buffers)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_CITY);

    if (open_event(buffers[0])) {
        CHECK_STATUS(citygate_event_propose_warning(buffers[0], CITYGATE_WARNING_LEVEL_RED, &by), CITYGATE_OK);
    }
    fill_signatory(buffers[1]);
}

static int32_t call_withdraw(void *const *buffers)
{
    return citygate_event_withdraw_warning(buffers[0], buffers[1]);
}

static int32_t call_lift(void *const *buffers)
{
    return citygate_event_lift_warning(buffers[0], CITYGATE_NONE, buffers[1]);
}

static int32_t call_reported(void *const *buffers)
{
    return citygate_event_record_report(buffers[0], CITYGATE_RECIPIENT_LOCAL_GOVERNMENT, buffers[1], buffers[2], buffers[3]);
}

static int32_t call_close(void *const *buffers)
{
    return citygate_event_close(buffers[0], buffers[1], buffers[2]);
}

static int32_t call_record_allocation(void *const *buffers)
{
    return citygate_event_record_allocation(buffers[0], buffers[1], 1);
}

static int32_t call_record_policy(void *const *buffers)
{
    return citygate_event_record_policy(buffers[0], 2, buffers[1], buffers[2]);
}

static int32_t call_record_note(void *const *buffers)
{
    return citygate_event_record_note(buffers[0], 77, buffers[1]);
}

static int32_t call_pending(void *const *buffers)
{
    return citygate_event_read_pending(buffers[0], buffers[1], FEW, buffers[2]);
}

static int32_t call_release(void *const *buffers)
{
    return citygate_event_release(buffers[0], 1);
}

static const subject_t subjects[] = {
    { "citygate_event_settings_get_default", call_settings_default, no_inputs, 1,
      { BUFFER("settings", citygate_event_settings_t, 1, OUTPUT) } },
    { "citygate_event_open", call_open, fill_open, 5,
      { BUFFER("event", citygate_event_t, 1, OUTPUT), BUFFER("ring", citygate_record_t, 4, OUTPUT | SCRATCH),
        BUFFER("settings", citygate_event_settings_t, 1, INPUT), ERROR_INDEX,
        BUFFER("storage", citygate_event_storage_t, 1, INPUT) } },
    { "citygate_event_restore", call_restore, fill_restore, 10,
      { BUFFER("event", citygate_event_t, 1, OUTPUT), BUFFER("ring", citygate_record_t, 4, OUTPUT | SCRATCH),
        BUFFER("settings", citygate_event_settings_t, 1, INPUT), BUFFER("saved", citygate_event_saved_t, 1, INPUT),
        BUFFER("stored", citygate_journal_head_t, 1, INPUT | OPTIONAL), BUFFER("newer", citygate_record_t, 1, INPUT),
        BUFFER("tick", citygate_tick_t, 1, OUTPUT), ERROR_INDEX, BUFFER("storage", citygate_event_storage_t, 1, INPUT),
        BUFFER("backup", citygate_event_backup_t, 1, INPUT) } },
    { "citygate_event_save", call_save, fill_event, 2,
      { EVENT_LOOKED_AT, BUFFER("saved", citygate_event_saved_t, 1, OUTPUT) } },
    { "citygate_event_check", call_check, fill_event, 1, { EVENT_LOOKED_AT } },
    { "citygate_event_tick", call_tick, fill_event, 2, { EVENT_CHANGED, BUFFER("tick", citygate_tick_t, 1, OUTPUT) } },
    { "citygate_event_status", call_status, fill_event, 2,
      { EVENT_LOOKED_AT, BUFFER("status", citygate_event_status_t, 1, OUTPUT) } },
    { "citygate_event_notify", call_notify, fill_event_signatory_and_digest, 3, { EVENT_CHANGED, BY, DIGEST } },
    { "citygate_event_assess", call_assess, fill_assess, 4,
      { EVENT_CHANGED, BUFFER("observation", citygate_observation_t, 1, INPUT),
        BUFFER("assessment", citygate_assessment_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_event_act", call_act, fill_act, 4,
      { EVENT_CHANGED, BUFFER("request", citygate_action_request_t, 1, INPUT),
        BUFFER("state", citygate_response_state_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_event_state_grade", call_state_grade, fill_event_and_signatory, 2, { EVENT_CHANGED, BY } },
    { "citygate_event_issue_warning", call_warn, fill_event_and_signatory, 2, { EVENT_CHANGED, BY } },
    { "citygate_event_propose_warning", call_propose_warning, fill_event_and_signatory, 2, { EVENT_CHANGED, BY } },
    { "citygate_event_withdraw_warning", call_withdraw, fill_proposed, 2, { EVENT_CHANGED, BY } },
    { "citygate_event_lift_warning", call_lift, fill_event_of_city, 2, { EVENT_CHANGED, BY } },
    { "citygate_event_record_report", call_reported, fill_reported, 4,
      { EVENT_CHANGED, BY, DIGEST, BUFFER("receipt", citygate_report_receipt_t, 1, OUTPUT) } },
    { "citygate_event_close", call_close, fill_event_of_city, 3, { EVENT_CHANGED, BY, ERROR_INDEX } },
    { "citygate_event_record_allocation", call_record_allocation, fill_record_allocation, 2,
      { EVENT_CHANGED, BUFFER("summary", citygate_summary_t, 1, INPUT) } },
    { "citygate_event_record_policy", call_record_policy, fill_event_signatory_and_digest, 3,
      { EVENT_CHANGED, BY, DIGEST } },
    { "citygate_event_record_note", call_record_note, fill_record_note, 2,
      { EVENT_CHANGED, BUFFER("numbers", uint64_t, 5, INPUT) } },
    { "citygate_event_read_pending", call_pending, fill_event, 3,
      { EVENT_LOOKED_AT, BUFFER("records", citygate_record_t, FEW, OUTPUT | SCRATCH), BUFFER("count", uint32_t, 1, OUTPUT) } },
    { "citygate_event_release", call_release, fill_event, 1, { EVENT_CHANGED } },
};

/* Memory of a call that lies in the ring, which the call reads or writes too. */
static void check_ring_overlaps(void)
{
    citygate_event_t event;
    citygate_record_t before[RING];
    citygate_observation_t observation = shortage(820000);
    citygate_assessment_t assessment;
    uint32_t count;
    /* Aligned for everything, and in the ring. */
    unsigned char *inside = (unsigned char *)event_ring + (8 - (uintptr_t)event_ring % 8) % 8;

    CHECK(open_event(&event));
    memcpy(before, event_ring, sizeof(before));
    CHECK_STATUS(citygate_event_issue_warning(&event, CITYGATE_WARNING_LEVEL_RED, (void *)inside), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_status(&event, (void *)inside), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_save(&event, (void *)inside), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_tick(&event, 0, 0, (void *)inside), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_read_pending(&event, &event_ring[RING - 1], 1, &count), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_assess(&event, (void *)inside, &assessment, NULL), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_assess(&event, &observation, (void *)inside, NULL), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_assess(&event, &observation, &assessment, (void *)inside), CITYGATE_ERROR_OVERLAP);
    CHECK_STATUS(citygate_event_notify(&event, 0, (void *)inside, NULL), CITYGATE_ERROR_OVERLAP);
    CHECK(memcmp(before, event_ring, sizeof(before)) == 0);
}

void event_pointers(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
    check_ring_overlaps();
}
