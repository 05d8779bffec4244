/* Every pointer of the functions that need no event session, corrupted: the plan's, trends, reports, stored records. */

#include <string.h>

#include "event_fixture.h"

enum { LETTERS = 4, TEXT = 900 };

static const citygate_journal_key_t right_key = { { 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
                                            3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 } };

/* --- The plan's pure functions ------------------------------------------------------------------------------- */

static int32_t call_plan_table(void *const *buffers)
{
    return citygate_plan_table_get_jilin_2024(buffers[0]);
}

static void fill_plan(void *buffer)
{
    citygate_plan_table_t plan;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    put(buffer, &plan, sizeof(plan));
}

static void fill_grade(void *const *buffers)
{
    citygate_situation_t situation;

    fill_plan(buffers[3]);
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

static void fill_recommend(void *const *buffers)
{
    fill_plan(buffers[1]);
}

static int32_t call_recommend(void *const *buffers)
{
    return citygate_response_recommend(buffers[1], CITYGATE_GRADE_II, CITYGATE_AFFECTED_AREA_ONE_COUNTY, CITYGATE_ABSENT,
                                       buffers[0]);
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

static void fill_response_may(void *const *buffers)
{
    fill_plan(buffers[3]);
}

static int32_t call_response_may(void *const *buffers)
{
    return citygate_response_authorities(buffers[3], 0, CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, buffers[0], buffers[1],
                                         buffers[2]);
}

static void fill_response_step(void *const *buffers)
{
    citygate_action_request_t request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_HQ_OFFICE);

    put(buffers[0], &request, sizeof(request));
    fill_plan(buffers[3]);
}

static int32_t call_response_step(void *const *buffers)
{
    return citygate_response_transition(buffers[3], 0, buffers[0], buffers[1], buffers[2]);
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

static const subject_t subjects[] = {
    { "citygate_plan_table_get_jilin_2024", call_plan_table, no_inputs, 1,
      { BUFFER("plan", citygate_plan_table_t, 1, OUTPUT) } },
    { "citygate_situation_grade", call_grade, fill_grade, 4,
      { BUFFER("situation", citygate_situation_t, 1, INPUT), BUFFER("grading", citygate_grading_t, 1, OUTPUT),
        ERROR_INDEX, BUFFER("plan", citygate_plan_table_t, 1, INPUT) } },
    { "citygate_response_recommend", call_recommend, fill_recommend, 2,
      { BUFFER("recommendation", citygate_recommendation_t, 1, OUTPUT), BUFFER("plan", citygate_plan_table_t, 1, INPUT) } },
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
    { "citygate_response_authorities", call_response_may, fill_response_may, 4,
      { BUFFER("authorities", uint8_t, 1, OUTPUT), BUFFER("justification needed", uint8_t, 1, OUTPUT), ERROR_INDEX,
        BUFFER("plan", citygate_plan_table_t, 1, INPUT) } },
    { "citygate_response_transition", call_response_step, fill_response_step, 4,
      { BUFFER("request", citygate_action_request_t, 1, INPUT), BUFFER("next", uint8_t, 1, OUTPUT), ERROR_INDEX,
        BUFFER("plan", citygate_plan_table_t, 1, INPUT) } },
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
};

void plan_pointers(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
}
