/* Every pointer of the event functions, corrupted. */

#include <string.h>

#include "event_fixture.h"

enum { LETTERS = 4, TEXT = 900, FEW = 2 };

static const citygate_journal_key_t right_key = { { 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
                                            3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 } };

static void no_inputs(void *const *buffers)
{
    (void)buffers;
}

static void fill_instant(void *buffer, uint64_t ms)
{
    citygate_instant_t instant;

    memset(&instant, 0, sizeof(instant));
    instant.ms = ms;
    put(buffer, &instant, sizeof(instant));
}

static void fill_signatory(void *buffer)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_CITY);

    put(buffer, &by, sizeof(by));
}

static void fill_digest(void *buffer)
{
    citygate_digest_t digest;

    memset(&digest, 1, sizeof(digest));
    put(buffer, &digest, sizeof(digest));
}

/* --- The plan's pure functions ------------------------------------------------------------------------------- */

static int32_t call_plan_table(void *const *buffers)
{
    return citygate_plan_table_get_jilin_2024(buffers[0]);
}

static void fill_grade(void *const *buffers)
{
    citygate_situation_t situation;
    citygate_plan_table_t plan;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    put(buffers[3], &plan, sizeof(plan));
    memset(&situation, 0, sizeof(situation));
    situation.normal_supply_dm3_per_h = 620000;
    situation.available_supply_dm3_per_h = 510000;
    situation.trend = CITYGATE_TREND_WIDENING;
    put(buffers[0], &situation, sizeof(situation));
}

static int32_t call_grade(void *const *buffers)
{
    return citygate_situation_grade(buffers[3], buffers[0], buffers[1], buffers[2]);
}

static int32_t call_recommend(void *const *buffers)
{
    return citygate_response_recommend(CITYGATE_GRADE_II, CITYGATE_AFFECTED_AREA_ONE_COUNTY, CITYGATE_ABSENT, buffers[0]);
}

static int32_t call_warning_level(void *const *buffers)
{
    return citygate_warning_level(CITYGATE_POSSIBILITY_NONE, CITYGATE_WARNING_REACH_COUNTY, buffers[0]);
}

static int32_t call_warning_measures(void *const *buffers)
{
    return citygate_warning_measures(CITYGATE_WARNING_LEVEL_RED, buffers[0]);
}

static int32_t call_recipients(void *const *buffers)
{
    return citygate_report_recipients(CITYGATE_NONE, 0, buffers[0]);
}

static void fill_deadline(void *const *buffers)
{
    fill_instant(buffers[0], 5);
    fill_instant(buffers[1], 7);
}

static int32_t call_deadline(void *const *buffers)
{
    return citygate_deadline_check(buffers[0], 10, buffers[1], buffers[2]);
}

static void fill_n_minus_1(void *const *buffers)
{
    const citygate_infrastructure_t figures = { 620, 0, 150, 90, 400, 500 };

    put(buffers[0], &figures, sizeof(figures));
}

static int32_t call_n_minus_1(void *const *buffers)
{
    return citygate_n_minus_1_compute(buffers[0], buffers[1]);
}

/* --- The response -------------------------------------------------------------------------------------------- */

static int32_t call_response_state(void *const *buffers)
{
    return citygate_response_state_decode(0, buffers[0]);
}

static int32_t call_response_may(void *const *buffers)
{
    return citygate_response_authorities(0, CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, buffers[0], buffers[1], buffers[2]);
}

static void fill_response_step(void *const *buffers)
{
    citygate_action_request_t request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_HQ_OFFICE);

    put(buffers[0], &request, sizeof(request));
}

static int32_t call_response_step(void *const *buffers)
{
    return citygate_response_transition(0, buffers[0], buffers[1], buffers[2]);
}

/* --- The trend ----------------------------------------------------------------------------------------------- */

static const citygate_trend_settings_t trend_settings = { 300000, 3600000, 1000 };

static void fill_trend_open(void *const *buffers)
{
    put(buffers[1], &trend_settings, sizeof(trend_settings));
}

static int32_t call_trend_open(void *const *buffers)
{
    return citygate_trend_open(buffers[0], sizeof(citygate_trend_t), buffers[1], buffers[2]);
}

static void fill_trend(void *const *buffers)
{
    if (buffers[0] != NULL && (uintptr_t)buffers[0] % ALIGNMENT(citygate_trend_t) == 0) {
        CHECK_STATUS(citygate_trend_open(buffers[0], sizeof(citygate_trend_t), &trend_settings, NULL), CITYGATE_OK);
    }
    fill_instant(buffers[1], 1000);
}

static int32_t call_trend_push(void *const *buffers)
{
    return citygate_trend_push(buffers[0], buffers[1], 5000, buffers[2]);
}

static int32_t call_trend_estimate(void *const *buffers)
{
    return citygate_trend_estimate(buffers[0], buffers[1], buffers[2]);
}

/* --- Reports and records ------------------------------------------------------------------------------------- */

static void fill_report(void *const *buffers)
{
    citygate_report_t report;

    memset(&report, 0, sizeof(report));
    report.number = 1;
    report.texts[CITYGATE_REPORT_ITEM_PLACE] = buffers[1];
    report.text_lengths[CITYGATE_REPORT_ITEM_PLACE] = LETTERS;
    put(buffers[0], &report, sizeof(report));
    put(buffers[1], "gate", LETTERS);
}

static int32_t call_report_missing(void *const *buffers)
{
    return citygate_report_missing_items(buffers[0], buffers[2], buffers[3]);
}

static int32_t call_report_render(void *const *buffers)
{
    return citygate_report_render(buffers[0], CITYGATE_REPORT_FORMAT_CHINESE, buffers[2], TEXT, buffers[3], buffers[4]);
}

static void fill_content_digest(void *const *buffers)
{
    put(buffers[0], "gate", LETTERS);
}

static int32_t call_content_digest(void *const *buffers)
{
    return citygate_content_digest(buffers[0], LETTERS, buffers[1]);
}

/* A journal of two records, and the heads before and after it. */
static void make_records(citygate_record_t *records, citygate_journal_head_t *before, citygate_journal_head_t *after)
{
    citygate_event_t event;
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    uint32_t count;

    CHECK(open_event(&event));
    CHECK_STATUS(citygate_event_notify(&event, 0, &by, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_read_pending(&event, records, FEW, &count), CITYGATE_OK);
    CHECK(count == FEW);
    memset(before, 0, sizeof(*before));
    CHECK_STATUS(citygate_journal_head_after(&records[FEW - 1], after), CITYGATE_OK);
}

static void fill_verify(void *const *buffers)
{
    citygate_record_t records[FEW];
    citygate_journal_head_t start, end;

    make_records(records, &start, &end);
    put(buffers[0], records, sizeof(records));
    put(buffers[1], &right_key, sizeof(right_key));
    put(buffers[2], &start, sizeof(start));
    put(buffers[3], &end, sizeof(end));
}

/* Without the key the records are refused, which is looked at elsewhere. */
static int32_t call_verify(void *const *buffers)
{
    return citygate_journal_verify(buffers[0], FEW * sizeof(citygate_record_t),
                                   buffers[1] != NULL ? buffers[1] : &right_key, buffers[2], buffers[3], buffers[4],
                                   buffers[5]);
}

static void fill_record(void *const *buffers)
{
    citygate_record_t records[FEW];
    citygate_journal_head_t start, end;

    make_records(records, &start, &end);
    put(buffers[0], &records[0], sizeof(records[0]));
}

static int32_t call_journal_read(void *const *buffers)
{
    return citygate_journal_read(buffers[0], buffers[1]);
}

static int32_t call_head_after(void *const *buffers)
{
    return citygate_journal_head_after(buffers[0], buffers[1]);
}

/* --- The event session ------------------------------------------------------------------------------------------------ */

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

#define ERROR_INDEX BUFFER("error index", uint32_t, 1, OUTPUT | OPTIONAL)
#define EVENT_CHANGED BUFFER("event", citygate_event_t, 1, INPUT | OUTPUT)
#define EVENT_LOOKED_AT BUFFER("event", citygate_event_t, 1, INPUT)
#define BY BUFFER("by", citygate_signatory_t, 1, INPUT)
#define DIGEST BUFFER("digest", citygate_digest_t, 1, INPUT | OPTIONAL)

static const subject_t subjects[] = {
    { "citygate_plan_table_get_jilin_2024", call_plan_table, no_inputs, 1,
      { BUFFER("plan", citygate_plan_table_t, 1, OUTPUT) } },
    { "citygate_situation_grade", call_grade, fill_grade, 4,
      { BUFFER("situation", citygate_situation_t, 1, INPUT), BUFFER("grading", citygate_grading_t, 1, OUTPUT),
        ERROR_INDEX, BUFFER("plan", citygate_plan_table_t, 1, INPUT) } },
    { "citygate_response_recommend", call_recommend, no_inputs, 1,
      { BUFFER("recommendation", citygate_recommendation_t, 1, OUTPUT) } },
    { "citygate_warning_level", call_warning_level, no_inputs, 1, { BUFFER("level", uint8_t, 1, OUTPUT) } },
    { "citygate_warning_measures", call_warning_measures, no_inputs, 1,
      { BUFFER("measures", uint16_t, 1, OUTPUT) } },
    { "citygate_report_recipients", call_recipients, no_inputs, 1, { BUFFER("to", uint8_t, 1, OUTPUT) } },
    { "citygate_deadline_check", call_deadline, fill_deadline, 3,
      { BUFFER("start", citygate_instant_t, 1, INPUT), BUFFER("now", citygate_instant_t, 1, INPUT),
        BUFFER("due", citygate_obligation_t, 1, OUTPUT) } },
    { "citygate_n_minus_1_compute", call_n_minus_1, fill_n_minus_1, 2,
      { BUFFER("figures", citygate_infrastructure_t, 1, INPUT), BUFFER("result", citygate_n_minus_1_t, 1, OUTPUT) } },
    { "citygate_response_state_decode", call_response_state, no_inputs, 1,
      { BUFFER("state", citygate_response_state_t, 1, OUTPUT) } },
    { "citygate_response_authorities", call_response_may, no_inputs, 3,
      { BUFFER("authorities", uint8_t, 1, OUTPUT), BUFFER("justification needed", uint8_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_response_transition", call_response_step, fill_response_step, 3,
      { BUFFER("request", citygate_action_request_t, 1, INPUT), BUFFER("next", uint8_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_trend_open", call_trend_open, fill_trend_open, 3,
      { BUFFER("trend", citygate_trend_t, 1, OUTPUT), BUFFER("settings", citygate_trend_settings_t, 1, INPUT),
        ERROR_INDEX } },
    { "citygate_trend_push", call_trend_push, fill_trend, 3,
      { BUFFER("trend", citygate_trend_t, 1, INPUT | OUTPUT), BUFFER("at", citygate_instant_t, 1, INPUT),
        BUFFER("pushed", uint8_t, 1, OUTPUT) } },
    { "citygate_trend_estimate", call_trend_estimate, fill_trend, 3,
      { BUFFER("trend", citygate_trend_t, 1, INPUT), BUFFER("now", citygate_instant_t, 1, INPUT),
        BUFFER("estimate", citygate_trend_estimate_t, 1, OUTPUT) } },
    { "citygate_report_missing_items", call_report_missing, fill_report, 4,
      { BUFFER("report", citygate_report_t, 1, INPUT), BUFFER("item", char, LETTERS, INPUT),
        BUFFER("missing", uint16_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_report_render", call_report_render, fill_report, 5,
      { BUFFER("report", citygate_report_t, 1, INPUT), BUFFER("item", char, LETTERS, INPUT),
        BUFFER("text", char, TEXT, OUTPUT | SCRATCH), BUFFER("length", uint32_t, 1, OUTPUT), ERROR_INDEX } },
    { "citygate_content_digest", call_content_digest, fill_content_digest, 2,
      { BUFFER("content", char, LETTERS, INPUT), BUFFER("digest", citygate_digest_t, 1, OUTPUT) } },
    { "citygate_journal_verify", call_verify, fill_verify, 6,
      { BUFFER("records", citygate_record_t, FEW, INPUT), BUFFER("key", citygate_journal_key_t, 1, INPUT | OPTIONAL),
        BUFFER("start", citygate_journal_head_t, 1, INPUT | OPTIONAL), BUFFER("expected", citygate_journal_head_t, 1, INPUT | OPTIONAL),
        BUFFER("verified", citygate_verified_journal_t, 1, OUTPUT),
        BUFFER("fault", citygate_journal_fault_t, 1, OUTPUT | OPTIONAL) } },
    { "citygate_journal_read", call_journal_read, fill_record, 2,
      { BUFFER("record", citygate_record_t, 1, INPUT), BUFFER("entry", citygate_journal_entry_t, 1, OUTPUT) } },
    { "citygate_journal_head_after", call_head_after, fill_record, 2,
      { BUFFER("record", citygate_record_t, 1, INPUT), BUFFER("head", citygate_journal_head_t, 1, OUTPUT) } },
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
