/* Events from the notification to the end: what is refused and why, time that goes wrong, restarts, a full journal. */

#include <string.h>

#include "event_fixture.h"

static citygate_event_t session;
static citygate_event_status_t now;

static const citygate_event_status_t *status_now(void)
{
    CHECK_STATUS(citygate_event_status(&session, &now), CITYGATE_OK);
    return &now;
}

static citygate_tick_t tick_at(uint32_t counter_ms, uint64_t wall_ms)
{
    citygate_tick_t tick;

    memset(&tick, PATTERN, sizeof(tick));
    CHECK_STATUS(citygate_event_tick(&session, counter_ms, wall_ms, &tick), CITYGATE_OK);
    return tick;
}

static void receive_notification(void)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);

    CHECK_STATUS(citygate_event_notify(&session, 0, &by, NULL), CITYGATE_OK);
}

static void drain(void)
{
    CHECK_STATUS(citygate_event_release(&session, status_now()->pending_records), CITYGATE_OK);
}

/* An act, and the response that is in force after it, or the refusal with its place. */
static void act(unsigned what, uint8_t authority, int32_t wanted, uint32_t expected)
{
    citygate_action_request_t request = request_of((uint8_t)what, authority);
    citygate_response_state_t state, before;
    uint32_t error_index = 999;

    memset(&state, PATTERN, sizeof(state));
    memcpy(&before, &state, sizeof(state));
    drain();
    CHECK_STATUS(citygate_event_act(&session, &request, &state, &error_index), wanted);
    if (wanted == CITYGATE_OK) {
        CHECK(state.in_force == expected);
        CHECK(memcmp(&state, &status_now()->response, sizeof(state)) == 0);
    } else {
        CHECK(error_index == expected);
        CHECK(memcmp(&state, &before, sizeof(state)) == 0);
        /* The refusal is on record. */
        {
            citygate_record_t record;
            citygate_journal_entry_t entry;
            uint32_t count;

            CHECK_STATUS(citygate_event_read_pending(&session, &record, 1, &count), CITYGATE_OK);
            CHECK_STATUS(citygate_journal_read(&record, &entry), CITYGATE_OK);
            CHECK(count == 1 && entry.kind == CITYGATE_JOURNAL_ENTRY_KIND_REFUSED && entry.keyed == 1);
            CHECK(entry.codes[0] == what && entry.codes[1] == authority && entry.codes[5] == -100 - wanted);
            CHECK(entry.numbers[0] == ((uint64_t)220100 << 32 | 7));
        }
    }
}

/* Every refusal of the response, on the way through an event. */
static void check_response(void)
{
    enum {
        PROPOSE = CITYGATE_ACTION_PROPOSE, CONFIRM = CITYGATE_ACTION_CONFIRM, NO_WHERE = 999, NONE = CITYGATE_ABSENT,
        HQ = CITYGATE_AUTHORITY_HQ_OFFICE, DEPUTY = CITYGATE_AUTHORITY_DEPUTY_COMMANDER,
        COMMANDER = CITYGATE_AUTHORITY_COMMANDER, CITY = CITYGATE_AUTHORITY_CITY
    };
    citygate_action_request_t request;
    citygate_response_state_t state;
    uint32_t error_index = NO_WHERE;

    CHECK(open_event(&session));
    receive_notification();
    act(CONFIRM + CITYGATE_RESPONSE_4_COUNTY, CITYGATE_AUTHORITY_COUNTY, CITYGATE_ERROR_RESPONSE_NOTHING_PROPOSED,
        NO_WHERE);
    /* The chiefs need no proposal, but a reason (4.1). */
    act(CONFIRM + CITYGATE_RESPONSE_2, DEPUTY, CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING, 0);
    act(CITYGATE_ACTION_PROPOSE_TERMINATION, HQ, CITYGATE_ERROR_RESPONSE_NOT_STARTED, NO_WHERE);
    act(CITYGATE_ACTION_CLOSE_TRANSITION, HQ, CITYGATE_ERROR_RESPONSE_NO_TRANSITION, NO_WHERE);
    act(PROPOSE + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_ENGINE, CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED, 1u << HQ);
    act(PROPOSE + CITYGATE_RESPONSE_3_PROVINCE, CITYGATE_AUTHORITY_ENGINE, CITYGATE_OK, NONE);
    act(PROPOSE + CITYGATE_RESPONSE_3_PROVINCE, HQ, CITYGATE_ERROR_RESPONSE_ALREADY_PROPOSED, NO_WHERE);
    act(PROPOSE + CITYGATE_RESPONSE_4_COUNTY, HQ, CITYGATE_ERROR_RESPONSE_MORE_SERIOUS_PROPOSED,
        CITYGATE_RESPONSE_3_PROVINCE);
    act(CONFIRM + CITYGATE_RESPONSE_1, COMMANDER, CITYGATE_ERROR_RESPONSE_OTHER_PROPOSED, CITYGATE_RESPONSE_3_PROVINCE);
    /* Software starts nothing. */
    act(CONFIRM + CITYGATE_RESPONSE_3_PROVINCE, CITYGATE_AUTHORITY_ENGINE, CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED,
        1u << HQ | 1u << DEPUTY | 1u << COMMANDER);
    /* Means exceeded is the condition; then one of the grounds (4.1). */
    act(CONFIRM + CITYGATE_RESPONSE_3_PROVINCE, HQ, CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING, 0);
    request = request_of(CONFIRM + CITYGATE_RESPONSE_3_PROVINCE, HQ);
    request.justification = CITYGATE_JUSTIFICATION_TREND_OF_EVENT;
    CHECK_STATUS(citygate_event_act(&session, &request, &state, &error_index), CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING);
    CHECK(error_index == 2);
    request.justification = CITYGATE_JUSTIFICATION_MEANS_EXCEEDED;
    request.means_exceeded = 1;
    CHECK_STATUS(citygate_event_act(&session, &request, &state, &error_index), CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING);
    CHECK(error_index == 1);
    act(CITYGATE_ACTION_REJECT, HQ, CITYGATE_OK, NONE);
    act(PROPOSE + CITYGATE_RESPONSE_3_CITY, CITY, CITYGATE_OK, NONE);
    act(CONFIRM + CITYGATE_RESPONSE_3_CITY, CITY, CITYGATE_OK, CITYGATE_RESPONSE_3_CITY);
    act(CITYGATE_ACTION_REQUEST_SUPPORT, COMMANDER, CITYGATE_ERROR_RESPONSE_NOT_LED_BY_PROVINCE, NO_WHERE);
    /* Escalation: the higher of both decides. */
    act(PROPOSE + CITYGATE_RESPONSE_2, HQ, CITYGATE_OK, CITYGATE_RESPONSE_3_CITY);
    act(CITYGATE_ACTION_PROPOSE_TERMINATION, HQ, CITYGATE_ERROR_RESPONSE_CHANGE_PENDING, NO_WHERE);
    act(CONFIRM + CITYGATE_RESPONSE_2, CITY, CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED,
        1u << DEPUTY | 1u << COMMANDER);
    act(CONFIRM + CITYGATE_RESPONSE_2, DEPUTY, CITYGATE_OK, CITYGATE_RESPONSE_2);
    act(CITYGATE_ACTION_REQUEST_SUPPORT, COMMANDER, CITYGATE_OK, CITYGATE_RESPONSE_2);
    act(CITYGATE_ACTION_DECLARE_TERMINATION, DEPUTY, CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING, 0);
    act(CITYGATE_ACTION_PROPOSE_TERMINATION, HQ, CITYGATE_OK, CITYGATE_RESPONSE_2);
    CHECK(status_now()->response.end_proposed == 1 && now.response.phase == CITYGATE_PHASE_TERMINATION);
    act(CONFIRM + CITYGATE_RESPONSE_2, DEPUTY, CITYGATE_ERROR_RESPONSE_TERMINATION_PENDING, NO_WHERE);
    act(CITYGATE_ACTION_DECLARE_TERMINATION, DEPUTY, CITYGATE_ERROR_RESPONSE_END_CONDITIONS_UNMET, 0);

    drain();
    request = request_of(CITYGATE_ACTION_DECLARE_TERMINATION, DEPUTY);
    request.dealt_with = 1;
    CHECK_STATUS(citygate_event_act(&session, &request, &state, &error_index), CITYGATE_ERROR_RESPONSE_END_CONDITIONS_UNMET);
    CHECK(error_index == 1);
    request.supply_restored = 1;
    CHECK_STATUS(citygate_event_act(&session, &request, &state, NULL), CITYGATE_OK);
    CHECK(state.phase == CITYGATE_PHASE_TRANSITION && state.in_transition == CITYGATE_RESPONSE_2);
    CHECK(state.in_force == NONE && state.level == CITYGATE_NONE);
    act(PROPOSE + CITYGATE_RESPONSE_4_COUNTY, CITYGATE_AUTHORITY_COUNTY, CITYGATE_OK, NONE);
    act(CITYGATE_ACTION_CLOSE_TRANSITION, DEPUTY, CITYGATE_ERROR_RESPONSE_CHANGE_PENDING, NO_WHERE);
    act(CITYGATE_ACTION_REJECT, CITYGATE_AUTHORITY_COUNTY, CITYGATE_OK, NONE);
    act(CITYGATE_ACTION_CLOSE_TRANSITION, DEPUTY, CITYGATE_OK, NONE);
    CHECK(status_now()->response.state == 0);
}

static void check_warnings(void)
{
    citygate_signatory_t city = signed_by(CITYGATE_AUTHORITY_CITY), county = signed_by(CITYGATE_AUTHORITY_COUNTY);
    citygate_signatory_t engine = signed_by(CITYGATE_AUTHORITY_ENGINE);
    citygate_signatory_t enterprise = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    citygate_signatory_t office = signed_by(CITYGATE_AUTHORITY_HQ_OFFICE);

    CHECK(open_event(&session));
    CHECK_STATUS(citygate_event_lift_warning(&session, CITYGATE_NONE, &city), CITYGATE_ERROR_WARNING_NOT_ISSUED);
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_BLUE, &engine), CITYGATE_ERROR_WARNING_NO_AUTHORITY);
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_BLUE, &city), CITYGATE_OK);
    CHECK(status_now()->warning == CITYGATE_WARNING_LEVEL_BLUE && now.warning_issuer.division == 220100);
    CHECK(now.warning_issuer.authority == CITYGATE_AUTHORITY_CITY && now.warning_issuer.person == 7);
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_BLUE, &city), CITYGATE_ERROR_WARNING_SAME_LEVEL);
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_RED, &county), CITYGATE_ERROR_WARNING_NOT_THE_ISSUER);
    city.person = 8;
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_RED, &city), CITYGATE_OK);
    CHECK_STATUS(citygate_event_lift_warning(&session, CITYGATE_NONE, &county), CITYGATE_ERROR_WARNING_NOT_THE_ISSUER);
    CHECK_STATUS(citygate_event_lift_warning(&session, CITYGATE_NONE, &city), CITYGATE_OK);
    CHECK(status_now()->warning == CITYGATE_NONE && now.warning_issuer.division == 0);

    /* An enterprise proposes; a higher authority's warning replaces a lower one's; who issued lifts. */
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_BLUE, &enterprise),
                 CITYGATE_ERROR_WARNING_NO_AUTHORITY);
    CHECK_STATUS(citygate_event_propose_warning(&session, CITYGATE_WARNING_LEVEL_ORANGE, &enterprise), CITYGATE_OK);
    CHECK(status_now()->warning == CITYGATE_NONE);
    /* The proposal is pending: taken back, turned down, replaced, or decided by a warning of any level. */
    CHECK(now.warning_proposed == CITYGATE_WARNING_LEVEL_ORANGE && now.warning_proposed_by == CITYGATE_AUTHORITY_ENTERPRISE);
    CHECK_STATUS(citygate_event_withdraw_warning(&session, &engine), CITYGATE_ERROR_WARNING_NO_AUTHORITY);
    CHECK_STATUS(citygate_event_withdraw_warning(&session, &county), CITYGATE_OK);
    CHECK(status_now()->warning_proposed == CITYGATE_NONE && now.warning_proposed_by == 0);
    CHECK_STATUS(citygate_event_withdraw_warning(&session, &county), CITYGATE_ERROR_WARNING_NOT_PROPOSED);
    CHECK_STATUS(citygate_event_release(&session, 5), CITYGATE_OK);
    CHECK_STATUS(citygate_event_propose_warning(&session, CITYGATE_WARNING_LEVEL_BLUE, &enterprise), CITYGATE_OK);
    CHECK_STATUS(citygate_event_propose_warning(&session, CITYGATE_WARNING_LEVEL_RED, &enterprise), CITYGATE_OK);
    CHECK(status_now()->warning_proposed == CITYGATE_WARNING_LEVEL_RED);
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_YELLOW, &county), CITYGATE_OK);
    CHECK(status_now()->warning_proposed == CITYGATE_NONE);
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_YELLOW, &office), CITYGATE_OK);
    CHECK(status_now()->warning == CITYGATE_WARNING_LEVEL_YELLOW);
    CHECK(now.warning_issuer.authority == CITYGATE_AUTHORITY_HQ_OFFICE);
    CHECK_STATUS(citygate_event_lift_warning(&session, CITYGATE_NONE, &county), CITYGATE_ERROR_WARNING_NOT_THE_ISSUER);
    CHECK_STATUS(citygate_event_lift_warning(&session, 5, &office), CITYGATE_ERROR_EVENT_CODE);
    CHECK_STATUS(citygate_event_lift_warning(&session, CITYGATE_WARNING_LEVEL_RED, &office), CITYGATE_OK);
    CHECK(status_now()->warning == CITYGATE_NONE);
}

static void check_reports(void)
{
    citygate_signatory_t office = signed_by(CITYGATE_AUTHORITY_HQ_OFFICE);
    citygate_signatory_t city = signed_by(CITYGATE_AUTHORITY_CITY), engine = signed_by(CITYGATE_AUTHORITY_ENGINE);
    citygate_observation_t observation = shortage(840000);
    citygate_assessment_t assessment;
    citygate_report_receipt_t receipt;
    citygate_response_state_t state;
    citygate_action_request_t request;
    citygate_tick_t tick;
    uint32_t error_index = 999;

    CHECK(open_event(&session));
    CHECK_STATUS(citygate_event_record_report(&session, 1, &city, NULL, &receipt), CITYGATE_ERROR_EVENT_NOT_NOTIFIED);
    CHECK_STATUS(citygate_event_close(&session, &city, NULL), CITYGATE_ERROR_EVENT_NOT_NOTIFIED);
    CHECK_STATUS(citygate_event_notify(&session, UINT64_MAX, &city, NULL), CITYGATE_ERROR_TOO_LARGE);
    CHECK_STATUS(citygate_event_notify(&session, 10 * MINUTE, &city, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_notify(&session, 0, &city, NULL), CITYGATE_ERROR_EVENT_ALREADY_NOTIFIED);
    CHECK(status_now()->event == CITYGATE_EVENT_OPEN && now.recipients == 0xc7 && now.first_reports_owed == 0xc7);
    CHECK(now.next_due_ms == 50 * MINUTE && now.due[0].due == CITYGATE_OBLIGATION_PENDING && now.due[0].ms == 50 * MINUTE);
    CHECK(now.due[4].due == CITYGATE_OBLIGATION_NOTHING && now.now.ms - now.received.ms == 10 * MINUTE);

    /* Grade II is reported upwards; the trend that the operator does not state is taken for widening. */
    observation.trend = CITYGATE_ABSENT;
    CHECK_STATUS(citygate_event_assess(&session, &observation, &assessment, NULL), CITYGATE_OK);
    CHECK(assessment.grading.grade == CITYGATE_GRADE_II && assessment.trend_source == CITYGATE_TREND_SOURCE_ASSUMED);
    CHECK(assessment.grading.evaluator == CITYGATE_EVALUATOR_PROVINCE && assessment.grading.imbalance_permille == 160);
    CHECK(assessment.recommendation.response == CITYGATE_RESPONSE_2 && assessment.recommendation.level == CITYGATE_RESPONSE_LEVEL_2);
    CHECK(assessment.recommendation.proposers == 1u << CITYGATE_AUTHORITY_HQ_OFFICE);
    CHECK(assessment.recommendation.starters
          == (1u << CITYGATE_AUTHORITY_DEPUTY_COMMANDER | 1u << CITYGATE_AUTHORITY_COMMANDER));
    CHECK(assessment.report_to == (CITYGATE_RECIPIENT_PROVINCIAL_LEADERSHIP | CITYGATE_RECIPIENT_STATE_COUNCIL
                                   | CITYGATE_RECIPIENT_DEPARTMENTS_CONCERNED));
    CHECK(assessment.estimate.samples == 1 && assessment.estimate.trend == CITYGATE_ABSENT);
    CHECK(assessment.grade == CITYGATE_GRADE_II);
    CHECK(status_now()->grade == CITYGATE_GRADE_II && now.imbalance_permille == 160 && now.assessed == 1);
    CHECK(now.recommended == CITYGATE_RESPONSE_2 && now.recipients == CITYGATE_RECIPIENTS_ALL);

    /* The last moment in time, and a millisecond later; told once, an alarm until it is sent. */
    tick = tick_at(50 * MINUTE, WALL + 50 * MINUTE);
    CHECK(tick.overdue == 0 && status_now()->alarms == 0);
    tick = tick_at(50 * MINUTE + 1, WALL + 50 * MINUTE + 1);
    CHECK(tick.overdue == 0xc7 && status_now()->alarms == 0xc7 && now.next_due_ms == 0 && now.missed == 0xc7);
    tick = tick_at(50 * MINUTE + 2, WALL + 50 * MINUTE + 2);
    CHECK(tick.overdue == 0 && status_now()->alarms == 0xc7 && now.due[1].due == CITYGATE_OBLIGATION_OVERDUE && now.due[1].ms == 2);
    drain();
    CHECK_STATUS(citygate_event_close(&session, &city, &error_index), CITYGATE_ERROR_EVENT_REPORTS_OWED);
    CHECK(error_index == CITYGATE_RECIPIENTS_ALL);
    CHECK_STATUS(citygate_event_record_report(&session, 1, &city, NULL, &receipt), CITYGATE_OK);
    CHECK(receipt.number == 1 && receipt.to == 1 && receipt.late == 1 && receipt.late_by_ms == 2);
    /* To the State Council reports the province. */
    CHECK_STATUS(citygate_event_record_report(&session, 254, &city, NULL, &receipt), CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED);
    CHECK_STATUS(citygate_event_record_report(&session, 254, &office, NULL, &receipt), CITYGATE_OK);
    CHECK(receipt.number == 2 && receipt.late == 0xc6 && receipt.time_lost == 0);
    CHECK(status_now()->alarms == 0 && now.first_reports_owed == 0 && now.reports_sent == 2);
    CHECK(now.next_due_ms == 120 * MINUTE);

    /* The end: not by the engine, not while anything is in force or proposed. */
    request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_HQ_OFFICE);
    CHECK_STATUS(citygate_event_act(&session, &request, &state, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_close(&session, &city, NULL), CITYGATE_ERROR_EVENT_RESPONSE_NOT_NORMAL);
    request = request_of(CITYGATE_ACTION_REJECT, CITYGATE_AUTHORITY_DEPUTY_COMMANDER);
    CHECK_STATUS(citygate_event_act(&session, &request, &state, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_close(&session, &engine, &error_index), CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED);
    CHECK(error_index == 0x7e);
    drain();
    CHECK_STATUS(citygate_event_close(&session, &city, NULL), CITYGATE_OK);
    CHECK(status_now()->event == CITYGATE_EVENT_CLOSED && now.next_due_ms == CITYGATE_NEVER_MS);
    CHECK(now.missed == 0xc7);
    CHECK_STATUS(citygate_event_notify(&session, 0, &city, NULL), CITYGATE_OK);
    CHECK(status_now()->event == CITYGATE_EVENT_OPEN && now.assessed == 0);
}

/* A counter that wraps or goes back, a wall clock that steps or is missing. */
static void check_time(void)
{
    citygate_event_settings_t settings = event_settings();
    citygate_event_storage_t storage = storage_of(&session, event_ring, RING);
    citygate_tick_t tick;
    uint64_t start;

    CHECK_STATUS(citygate_event_open(&storage, &settings, UINT32_MAX - 999, WALL, NULL), CITYGATE_OK);
    receive_notification();
    start = status_now()->now.ms;
    tick = tick_at(29000, WALL + 30000);
    CHECK(status_now()->now.ms == start + 30000 && tick.wall_step_ms == 0 && tick.save == 0);
    CHECK(tick.downtime == CITYGATE_DOWNTIME_NONE && tick.downtime_ms == 0);
    tick = tick_at(30000, WALL - 5000000);
    CHECK(status_now()->now.ms == start + 31000 && tick.wall_step_ms == -5031000 && tick.save == 1);
    tick = tick_at(31000, CITYGATE_WALL_UNKNOWN);
    CHECK(status_now()->now.ms == start + 32000 && tick.wall_step_ms == 0);
    drain();
    /* Back by a second: taken for a restart; the wall clock bridges it. */
    tick = tick_at(30000, WALL - 5000000 + 1000 + 7000);
    CHECK(tick.downtime == CITYGATE_DOWNTIME_ACCOUNTED && tick.downtime_ms == 7000 && tick.save == 1);
    CHECK(status_now()->now.ms == start + 39000 && now.now.gaps == 0);
    tick = tick_at(29000, CITYGATE_WALL_UNKNOWN);
    CHECK(tick.downtime == CITYGATE_DOWNTIME_UNACCOUNTED && tick.overdue == 0xc7 && status_now()->now.gaps == 1);
    CHECK(now.due[0].due == CITYGATE_OBLIGATION_TIME_LOST && now.next_due_ms == 0);
}

static citygate_record_t store[64];
static uint32_t stored;

static void store_pending(void)
{
    uint32_t count;

    CHECK_STATUS(citygate_event_read_pending(&session, store + stored, 3, &count), CITYGATE_OK);
    CHECK(count <= 3 && status_now()->pending_records >= count);
    stored += count;
    CHECK_STATUS(citygate_event_release(&session, count), CITYGATE_OK);
    if (status_now()->pending_records > 0) {
        store_pending();
    }
}

static citygate_event_backup_t backup_of(const citygate_event_saved_t *saved, const citygate_journal_head_t *head,
                                         const citygate_record_t *newer, uint32_t newer_count)
{
    citygate_event_backup_t backup;

    memset(&backup, 0, sizeof(backup));
    backup.saved = saved;
    backup.head = head;
    backup.newer = newer;
    backup.newer_count = newer_count;
    return backup;
}

/* A grade once met stands, with whatever trend is measured, until an authority states otherwise or the response ends. */
static void check_standing(void)
{
    citygate_signatory_t city = signed_by(CITYGATE_AUTHORITY_CITY), engine = signed_by(CITYGATE_AUTHORITY_ENGINE);
    citygate_observation_t observation = shortage(840000);
    citygate_assessment_t assessment;

    CHECK(open_event(&session));
    observation.trend = CITYGATE_ABSENT;
    CHECK_STATUS(citygate_event_assess(&session, &observation, &assessment, NULL), CITYGATE_OK);
    CHECK(assessment.grading.grade == CITYGATE_GRADE_II && assessment.grade == CITYGATE_GRADE_II);
    observation.available_supply_dm3_per_h = 1000000;
    CHECK_STATUS(citygate_event_assess(&session, &observation, &assessment, NULL), CITYGATE_OK);
    CHECK(assessment.grading.grade == CITYGATE_NONE && assessment.grade == CITYGATE_GRADE_II);
    CHECK(assessment.recommendation.response == CITYGATE_RESPONSE_2 && status_now()->grade == CITYGATE_GRADE_II);

    CHECK_STATUS(citygate_event_state_grade(&session, CITYGATE_NONE, &engine), CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED);
    CHECK_STATUS(citygate_event_state_grade(&session, 5, &city), CITYGATE_ERROR_EVENT_CODE);
    CHECK(status_now()->grade == CITYGATE_GRADE_II);
    CHECK_STATUS(citygate_event_state_grade(&session, CITYGATE_GRADE_IV, &city), CITYGATE_OK);
    CHECK(status_now()->grade == CITYGATE_GRADE_IV);
    CHECK_STATUS(citygate_event_state_grade(&session, CITYGATE_NONE, &city), CITYGATE_OK);
    CHECK_STATUS(citygate_event_assess(&session, &observation, &assessment, NULL), CITYGATE_OK);
    CHECK(assessment.grade == CITYGATE_NONE && assessment.recommendation.response == CITYGATE_ABSENT);
    observation.available_supply_dm3_per_h = 790000;
    CHECK_STATUS(citygate_event_assess(&session, &observation, &assessment, NULL), CITYGATE_OK);
    CHECK(assessment.grade == CITYGATE_GRADE_I);
}

static void check_restart(void)
{
    citygate_event_settings_t settings = event_settings();
    citygate_signatory_t city = signed_by(CITYGATE_AUTHORITY_CITY);
    citygate_event_saved_t saved, torn;
    citygate_event_status_t before;
    citygate_event_t again;
    citygate_record_t ring[RING];
    citygate_event_storage_t storage = storage_of(&again, ring, RING);
    citygate_event_backup_t backup;
    citygate_verified_journal_t verified;
    citygate_journal_head_t head;
    citygate_tick_t tick;
    uint32_t at, error_index = 999;
    uint64_t saved_next;

    CHECK(open_event(&session));
    stored = 0;
    receive_notification();
    CHECK_STATUS(citygate_event_save(&session, &saved), CITYGATE_OK);
    saved_next = status_now()->head.next;
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_ORANGE, &city), CITYGATE_OK);
    store_pending();
    CHECK(stored == 3 && saved_next == 2);
    CHECK_STATUS(citygate_journal_head_after(&store[2], &head), CITYGATE_OK);
    before = *status_now();

    backup = backup_of(&saved, &head, &store[saved_next], 1);
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 77, WALL + 90000, &tick, &error_index),
                 CITYGATE_OK);
    CHECK(tick.downtime == CITYGATE_DOWNTIME_ACCOUNTED && tick.downtime_ms == 90000 && tick.save == 1);
    CHECK_STATUS(citygate_event_status(&again, &now), CITYGATE_OK);
    CHECK(now.warning == CITYGATE_WARNING_LEVEL_ORANGE && now.event == CITYGATE_EVENT_OPEN);
    CHECK(now.now.ms == before.now.ms + 90000 && now.next_due_ms == before.next_due_ms - 90000);
    CHECK_STATUS(citygate_event_read_pending(&again, store + stored, 8, &at), CITYGATE_OK);
    CHECK_STATUS(citygate_journal_verify(store, (stored + at) * CITYGATE_RECORD_LEN, &settings.key, NULL, &now.head,
                                         &verified, NULL), CITYGATE_OK);
    CHECK(verified.records == stored + at && verified.lost == 0);

    /* What was decided after saving is not forged into it: the newer records are verified. */
    memset(&again, PATTERN, sizeof(again));
    store[saved_next].bytes[40] ^= 1;
    backup = backup_of(&saved, &head, &store[saved_next], 1);
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 77, WALL, &tick, &error_index),
                 CITYGATE_ERROR_JOURNAL_TAG);
    CHECK(error_index == 0 && again.words[0] == UINT64_C(0xa5a5a5a5a5a5a5a5));
    /* Not even when less is said to be stored than was saved. */
    backup = backup_of(&saved, NULL, &store[saved_next], 1);
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 77, WALL, &tick, &error_index),
                 CITYGATE_ERROR_JOURNAL_TAG);
    store[saved_next].bytes[40] ^= 1;
    backup = backup_of(&saved, NULL, &store[saved_next], 1);
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 77, WALL, &tick, &error_index),
                 CITYGATE_ERROR_JOURNAL_OTHER_HEAD);
    backup = backup_of(&saved, &head, NULL, 0);
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 77, WALL, &tick, &error_index),
                 CITYGATE_ERROR_JOURNAL_TRUNCATED);
    /* Nothing was stored: what was made is counted as lost. */
    backup = backup_of(&saved, NULL, NULL, 0);
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 77, 0, &tick, &error_index),
                 CITYGATE_OK);
    CHECK(tick.downtime == CITYGATE_DOWNTIME_UNACCOUNTED);
    CHECK_STATUS(citygate_event_read_pending(&again, store, 8, &at), CITYGATE_OK);
    CHECK_STATUS(citygate_journal_verify(store, at * CITYGATE_RECORD_LEN, &settings.key, NULL, NULL, &verified, NULL),
                 CITYGATE_OK);
    CHECK(verified.lost == saved_next);

    for (at = 0; at < CITYGATE_SAVED_LEN; at++) {
        torn = saved;
        torn.bytes[at] ^= 0x10;
        backup = backup_of(&torn, NULL, NULL, 0);
        CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 0, 0, &tick, NULL),
                     CITYGATE_ERROR_EVENT_SAVED);
    }
    settings.key.bytes[31] ^= 1;
    backup = backup_of(&saved, NULL, NULL, 0);
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 0, 0, &tick, NULL),
                 CITYGATE_ERROR_EVENT_SAVED);
}

/* Nothing is decided without a record; what is lost is counted and told. */
static void check_full_journal(void)
{
    citygate_signatory_t city = signed_by(CITYGATE_AUTHORITY_CITY);
    const uint64_t numbers[5] = { 1, 2, 3, 4, 5 };
    citygate_record_t records[RING];
    citygate_journal_entry_t entry;
    citygate_report_receipt_t receipt;
    citygate_summary_t summary;
    citygate_action_request_t request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_HQ_OFFICE);
    citygate_response_state_t state;
    citygate_tick_t tick;
    uint32_t count;

    memset(&summary, 0, sizeof(summary));
    summary.demand_dm3_per_h = 10;
    summary.supply_dm3_per_h = 8;
    summary.served_dm3_per_h = 7;
    summary.curtailed_dm3_per_h = 3;
    CHECK(open_event(&session));
    receive_notification();
    CHECK_STATUS(citygate_event_record_allocation(&session, &summary, 4), CITYGATE_OK);
    CHECK_STATUS(citygate_event_record_policy(&session, 5, &city, NULL), CITYGATE_OK);
    while (status_now()->pending_records < RING) {
        CHECK_STATUS(citygate_event_record_note(&session, 77, numbers), CITYGATE_OK);
    }
    CHECK_STATUS(citygate_event_record_note(&session, 78, numbers), CITYGATE_ERROR_JOURNAL_FULL);
    CHECK_STATUS(citygate_event_record_allocation(&session, &summary, 4), CITYGATE_ERROR_JOURNAL_FULL);
    CHECK_STATUS(citygate_event_record_policy(&session, 4, &city, NULL), CITYGATE_ERROR_JOURNAL_FULL);
    CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_RED, &city), CITYGATE_ERROR_JOURNAL_FULL);
    CHECK_STATUS(citygate_event_record_report(&session, 1, &city, NULL, &receipt), CITYGATE_ERROR_JOURNAL_FULL);
    CHECK_STATUS(citygate_event_act(&session, &request, &state, NULL), CITYGATE_ERROR_JOURNAL_FULL);
    CHECK(status_now()->response.state == 0 && now.warning == CITYGATE_NONE && now.reports_sent == 0);
    CHECK(now.lost_entries == 0);
    /* The clock goes on, and what it finds is counted as lost. */
    tick = tick_at(1000, WALL + 100000);
    CHECK(tick.save == 1 && status_now()->lost_entries == 1 && now.pending_records == RING);

    CHECK_STATUS(citygate_event_read_pending(&session, records, RING, &count), CITYGATE_OK);
    CHECK(count == RING);
    CHECK_STATUS(citygate_journal_read(&records[2], &entry), CITYGATE_OK);
    CHECK(entry.kind == CITYGATE_JOURNAL_ENTRY_KIND_ALLOCATED && entry.sequence == 2 && entry.wall_ms == WALL);
    CHECK(entry.numbers[0] == 10 && entry.numbers[1] == 8 && entry.numbers[2] == 7 && entry.numbers[3] == 3);
    CHECK(entry.numbers[4] == 4);
    CHECK_STATUS(citygate_journal_read(&records[7], &entry), CITYGATE_OK);
    CHECK(entry.kind == CITYGATE_JOURNAL_ENTRY_KIND_NOTE && entry.numbers[0] == 77 && entry.numbers[5] == 5);
    CHECK_STATUS(citygate_event_release(&session, RING + 1), CITYGATE_ERROR_TOO_MANY);
    CHECK_STATUS(citygate_event_release(&session, RING), CITYGATE_OK);
    CHECK(status_now()->pending_records == 1 && now.lost_entries == 0);
    CHECK_STATUS(citygate_event_read_pending(&session, records, RING, &count), CITYGATE_OK);
    CHECK(count == 1);
    CHECK_STATUS(citygate_journal_read(&records[0], &entry), CITYGATE_OK);
    CHECK(entry.kind == CITYGATE_JOURNAL_ENTRY_KIND_LOST && entry.numbers[0] == 1);
    CHECK_STATUS(citygate_event_read_pending(&session, records, 0, &count), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_event_act(&session, &request, &state, NULL), CITYGATE_OK);
}

void event_desk(void)
{
    check_response();
    check_warnings();
    check_reports();
    check_time();
    check_standing();
    check_restart();
    check_full_journal();
}
