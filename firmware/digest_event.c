/* The same answer everywhere, for the functions of an event: pseudo-random days of an event session, and one
 * digest of all that comes back. See digest.c.
 *
 * What a function writes has no gaps and no addresses, except contexts, which hold their own: those are not digested.
 */

#include <stddef.h>
#include <stdint.h>

/* Opening an event again after a restart takes more stack than anything else. */
#define PAINTED_WORDS 1600
#include "board/problems.h"
#include "citygate.h"

#ifndef PROBLEMS
#define PROBLEMS 1500u
#endif

/* A day is so many incidents. The smallest board has 16 KiB of memory. */
enum { INCIDENTS = 30, RING = 8, STORED = 10, TEXT_ROOM = 2400, SAMPLE_TEXTS = 6 };

static citygate_event_t session, elsewhere;
static citygate_record_t ring[RING];
static citygate_record_t stored[STORED];
static citygate_event_settings_t settings;
static citygate_event_saved_t saved;
static citygate_event_status_t status;
static citygate_trend_t window;
static citygate_summary_t summary;
static char text[TEXT_ROOM];
static citygate_digest_t content;

static uint32_t stored_count;
/* Where the records before those stored end, and the first number that is not yet in the saved event. */
static citygate_journal_head_t before_stored, after_stored;
static uint64_t unsaved;
static uint32_t counter_ms;
static uint64_t wall_ms;

#include "board/event_problems.h"
#include "board/event_duties.h"

/* --- Rules by themselves. ---------------------------------------------------------------------------------------- */

APART void grade(void)
{
    citygate_situation_t situation = { 0, 0, 0, 0, 0, 0, 0, 0 };
    citygate_plan_table_t plan = { 0 };
    citygate_recommendation_t recommendation = { 0, 0, 0, 0, 0, 0, 0, 0, 0, { 0 } };
    citygate_grading_t grading = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
    uint8_t found, area, exceeded;

    random_supplies(&situation.normal_supply_dm3_per_h, &situation.available_supply_dm3_per_h);
    situation.demand_dm3_per_h = random_demand(situation.normal_supply_dm3_per_h);
    situation.interruption_min = one_in(2) ? CITYGATE_MINUTES_NOT_STATED : below(5000);
    situation.trend = one_in(4) ? CITYGATE_ABSENT : code_below(CITYGATE_TREND_WIDENING + 1);
    situation.network = one_in(4) ? CITYGATE_ABSENT : code_below(CITYGATE_NETWORK_CONDITION_AT_RISK + 1);
    situation.planned = one_in(20) ? code_below(2) : 0;
    situation.reserved = (uint8_t)one_in(200);
    random_plan(&plan);
    CALL(citygate_situation_grade, MOSTLY(&plan), MOSTLY(&situation), &grading, &error_index);
    NOTE(grading);
    found = one_in(3) ? code_from_1(CITYGATE_GRADE_IV) : grading.grade;
    area = code_below(CITYGATE_AFFECTED_AREA_SEVERAL_PROVINCES + 1);
    exceeded = one_in(2) ? CITYGATE_ABSENT : code_below(CITYGATE_GOVERNMENT_PROVINCE + 1);
    CALL(citygate_response_recommend, MOSTLY(&plan), found, area, exceeded, &recommendation);
    NOTE(recommendation);
}

APART void warning(void)
{
    uint8_t level = 0, to = 0;
    uint8_t possibility = code_below(CITYGATE_POSSIBILITY_TRUNK_UNABLE + 1);
    uint8_t reach = code_below(CITYGATE_WARNING_REACH_PROVINCE + 1);
    uint8_t code = code_below(CITYGATE_GRADE_IV + 1), sensitivity = code_below(16);
    uint16_t measures = 0;

    CALL(citygate_warning_level, possibility, reach, &level);
    note(level);
    CALL(citygate_warning_measures, level, &measures);
    note(measures);
    CALL(citygate_report_recipients, code, sensitivity, &to);
    note(to);
}

static citygate_instant_t random_instant(void)
{
    citygate_instant_t instant = { 0, 0, 0 };

    instant.ms = one_in(50) ? random_long() : status.now.ms + below(40000000) - 20000000;
    instant.gaps = one_in(10) ? below(3) : status.now.gaps;
    instant.reserved = (uint32_t)one_in(200);
    return instant;
}

APART void deadline(void)
{
    citygate_instant_t start = random_instant(), now = random_instant();
    citygate_obligation_t due = { 0, 0, { 0 } };
    uint64_t allowed = one_in(20) ? random_long() : below(10000000);

    CALL(citygate_deadline_check, &start, allowed, MOSTLY(&now), &due);
    NOTE(due);
}

APART void n_minus_1(void)
{
    citygate_infrastructure_t figures = { 0, 0, 0, 0, 0, 0 };
    citygate_n_minus_1_t result = { 0, 0, 0, 0, 0 };

    figures.entry_points_m3_per_d = one_in(50) ? random_long() : any_length();
    figures.production_m3_per_d = any_length();
    figures.storage_m3_per_d = any_length();
    figures.lng_m3_per_d = any_length();
    figures.largest_m3_per_d = figures.entry_points_m3_per_d / 256 * below(258);
    figures.peak_demand_m3_per_d = any_length();
    CALL(citygate_n_minus_1_compute, &figures, &result);
    NOTE(result);
}

static citygate_action_request_t random_request(void)
{
    citygate_action_request_t request = { { 0, 0, 0, { 0, 0, 0 } }, 0, 0, 0, 0, 0, 0, { 0, 0 } };

    request.by = random_signatory();
    request.action = code_below(CITYGATE_ACTION_REQUEST_SUPPORT + 1);
    request.justification = code_below(CITYGATE_JUSTIFICATION_SEVERAL_REGIONS + 1);
    request.dealt_with = (uint8_t)!one_in(4);
    request.supply_restored = (uint8_t)!one_in(4);
    request.means_exceeded = (uint8_t)!one_in(4);
    request.approved = (uint8_t)one_in(2);
    return request;
}

/* Each state that is reached stands for the next time. */
APART void response(void)
{
    static uint8_t reached;
    citygate_action_request_t request = random_request();
    citygate_plan_table_t plan = { 0 };
    citygate_response_state_t state = { 0, 0, 0, 0, 0, 0, 0, 0 };
    uint8_t authorities = 0, justification_needed = 0, from = one_in(100) ? (uint8_t)random_word() : reached;

    random_plan(&plan);
    CALL(citygate_response_state_decode, from, &state);
    NOTE(state);
    CALL(citygate_response_authorities, &plan, from, request.action, &authorities, &justification_needed, &error_index);
    note(authorities);
    note(justification_needed);
    if (!one_in(4)) {
        authorize(&request.by, authorities);
    }
    CALL(citygate_response_transition, &plan, from, &request, &reached, &error_index);
    note(reached);
}

APART void trend(void)
{
    citygate_trend_settings_t how = { 60000, 3600000, 1000 };
    citygate_trend_estimate_t estimate = { 0, 0, 0, 0, 0, 0, { 0, 0 } };
    citygate_instant_t at = random_instant();
    uint32_t i, imbalance_ppm = below(300000);
    uint8_t pushed = 0;

    how.spacing_ms = one_in(50) ? 0 : 1 + below(600000);
    how.dead_band_ppm_per_h = one_in(50) ? random_word() : below(5000);
    CALL(citygate_trend_open, &window, sizeof(window) - (uint32_t)one_in(50), &how, &error_index);
    for (i = below(20); i > 0; i--) {
        at.ms += one_in(30) ? below(5000000) : below(900000);
        at.ms -= one_in(8) ? below(900000) : 0;
        imbalance_ppm += below(20000) - 10000;
        CALL(citygate_trend_push, &window, &at, imbalance_ppm, &pushed);
        note(pushed);
    }
    CALL(citygate_trend_estimate, &window, &at, &estimate);
    NOTE(estimate);
}

APART void event_texts(void)
{
    uint8_t table = (uint8_t)below(CITYGATE_TEXT_WARNING_REFUSAL + 2);
    uint8_t code = one_in(20) ? (uint8_t)random_word() : (uint8_t)below(20);

    TEXT(citygate_event_text, table, code);
    TEXT(citygate_event_text_zh, table, code);
}

/* --- Reports. ---------------------------------------------------------------------------------------------------- */

/* The offset of a field is another one where pointers are larger. */
static void note_where(uint32_t where)
{
    const uint32_t first = offsetof(citygate_report_t, number);

    note(answer == CITYGATE_ERROR_EVENT_CODE && where >= first ? where - first : where);
}

APART void report(void)
{
    static const char *const samples[SAMPLE_TEXTS] = {
        "north gate station", "\xe9\x95\xbf\xe6\x98\xa5\xe5\xb8\x82", " \t\n", "two\nlines, \"quoted\" and \\", "\x1b[2J\xe2\x80\xae",
        "\xe9\x95"
    };
    static const uint8_t lengths[SAMPLE_TEXTS] = { 18, 9, 3, 25, 7, 2 };
    citygate_report_t sheet = { { 0 }, { 0 }, 0, 0, 0, 0, 0, 0, 0, 0 };
    uint32_t i, sample, where = 0, length = 0, room = one_in(10) ? below(TEXT_ROOM) : TEXT_ROOM;
    uint16_t missing = 0;
    uint8_t format = code_below(CITYGATE_REPORT_FORMAT_JSON + 1);

    for (i = 0; i < CITYGATE_REPORT_ITEM_COUNT; i++) {
        sample = one_in(100) ? 5 : below(5);
        sheet.texts[i] = one_in(4) ? NULL : samples[sample];
        sheet.text_lengths[i] = sheet.texts[i] == NULL ? 0 : lengths[sample];
    }
    sheet.number = below(5);
    sheet.imbalance_permille = one_in(8) ? CITYGATE_PERMILLE_UNKNOWN : (uint16_t)below(1001);
    sheet.grade = code_below(CITYGATE_GRADE_IV + 1);
    sheet.level = code_below(CITYGATE_RESPONSE_LEVEL_4 + 1);
    sheet.sensitivity = code_below(16);
    sheet.recipients = code_below(CITYGATE_RECIPIENTS_ALL + 1);
    sheet.is_final = one_in(4) ? code_below(2) : 0;
    sheet.reserved = (uint8_t)one_in(200);
    CALL(citygate_report_missing_items, &sheet, &missing, &where);
    note_where(where);
    note(missing);
    CALL(citygate_report_render, &sheet, format, text, room, &length, &where);
    note_where(where);
    note(length);
    note_bytes(text, length);
    CALL(citygate_content_digest, text, length, &content);
    NOTE(content);
}

/* --- The event session. ------------------------------------------------------------------------------------------ */

static void random_settings(void)
{
    CALL(citygate_event_settings_get_default, &settings);
    settings.station = random_long();
    settings.has_key = one_in(200) ? 2 : (uint8_t)below(2);
    settings.key.bytes[7] = settings.has_key != 0 ? (uint8_t)random_word() : 0;
    settings.trend.spacing_ms = one_in(100) ? 0 : 1 + below(600000);
    if (one_in(10)) {
        random_plan(&settings.plan);
    }
    settings.follow_up_min = (uint16_t)(one_in(100) ? 0 : 1 + below(300));
    settings.plan.prompt_min = (uint16_t)(one_in(100) ? 0 : 1 + below(60));
    NOTE(settings);
}

APART void save(void)
{
    CALL(citygate_event_save, &session, &saved);
    NOTE(saved);
    CALL(citygate_event_status, &session, &status);
    unsaved = status.head.next - status.pending_records;
}

APART void open(void)
{
    citygate_event_storage_t storage = { &session, ring, 0, 0 };

    storage.event_size = sizeof(session) - (uint32_t)one_in(100);
    storage.ring_records = one_in(8) ? below(RING + 1) : RING;
    counter_ms = random_word();
    wall_ms = one_in(4) ? CITYGATE_WALL_UNKNOWN : UINT64_C(1768168800000) + below(86400000);
    random_settings();
    CALL(citygate_event_open, &storage, &settings, counter_ms, wall_ms, &error_index);
    stored_count = 0;
    before_stored = after_stored = (citygate_journal_head_t){ 0, { 0 } };
    open_duties();
    save();
}

/* All that is stored, from where it was verified last; now and then with one bit altered. */
APART void verify(void)
{
    citygate_verified_journal_t verified = { 0, 0, { 0, { 0 } } };
    citygate_journal_fault_t fault = { 0, 0, 0, 0 };
    const citygate_journal_key_t *key = settings.has_key != 1 || one_in(20) ? NULL : &settings.key;
    const citygate_journal_head_t *start = before_stored.next == 0 ? NULL : &before_stored;
    const citygate_journal_head_t *end = one_in(4) ? &after_stored : NULL;
    uint32_t bytes = stored_count * CITYGATE_RECORD_LEN, at = below(sizeof(stored));
    uint8_t altered = (uint8_t)(one_in(3) ? 1u << below(8) : 0);

    stored[at / CITYGATE_RECORD_LEN].bytes[at % CITYGATE_RECORD_LEN] ^= altered;
    bytes -= (uint32_t)(bytes > 0 && one_in(20));
    CALL(citygate_journal_verify, stored, bytes, key, start, end, &verified, &fault);
    NOTE(verified);
    NOTE(fault);
    stored[at / CITYGATE_RECORD_LEN].bytes[at % CITYGATE_RECORD_LEN] ^= altered;
}

/* The records of the past go; what was decided in them has to be in the saved event. */
static void forget(void)
{
    verify();
    save();
    before_stored = after_stored;
    stored_count = 0;
}

static void store(void)
{
    citygate_journal_entry_t entry = { 0 };
    uint32_t i, count = 0, capacity;

    if (stored_count == STORED) {
        forget();
    }
    capacity = 1 + below(STORED - stored_count);
    CALL(citygate_event_read_pending, &session, &stored[stored_count], capacity, &count);
    note(count);
    for (i = 0; i < count; i++, stored_count++) {
        NOTE(stored[stored_count]);
        CALL(citygate_journal_read, &stored[stored_count], &entry);
        NOTE(entry);
        CALL(citygate_journal_head_after, &stored[stored_count], &after_stored);
        NOTE(after_stored);
    }
    if (!one_in(20)) {
        follow_event();
    }
    CALL(citygate_event_release, &session, count + (uint32_t)one_in(50));
}

/* The number of a record, or the next one. */
static uint64_t number_of(uint32_t record)
{
    citygate_journal_entry_t entry = { 0 };

    CALL(citygate_journal_read, &stored[record], &entry);
    return answer == CITYGATE_OK ? entry.sequence : UINT64_MAX;
}

static void note_tick(const citygate_tick_t *tick)
{
    note_bytes(tick, sizeof(*tick));
}

APART void restart(void)
{
    citygate_tick_t tick = { 0, 0, 0, 0, 0, { 0 } };
    const citygate_event_storage_t storage = { &session, ring, sizeof(session), RING };
    citygate_event_backup_t backup = { &saved, NULL, NULL, 0 };
    uint32_t newer = 0, damaged = one_in(10) ? below(sizeof(saved)) : UINT32_MAX;

    while (newer < stored_count && number_of(newer) < unsaved) {
        newer++;
    }
    if (damaged != UINT32_MAX) {
        saved.bytes[damaged] ^= 16;
    }
    counter_ms = one_in(2) ? 0 : random_word();
    wall_ms += wall_ms == CITYGATE_WALL_UNKNOWN ? 0 : below(9000000);
    backup.head = after_stored.next == 0 ? NULL : &after_stored;
    backup.newer = newer == stored_count ? NULL : &stored[newer];
    backup.newer_count = stored_count - newer;
    CALL(citygate_event_restore, &storage, &settings, &backup, counter_ms, wall_ms, &tick, &error_index);
    note_tick(&tick);
    if (answer != CITYGATE_OK) {
        open();
    } else {
        restart_duties();
    }
}

/* --- What happens in a day. -------------------------------------------------------------------------------------- */

static void time_goes_by(void)
{
    citygate_tick_t tick = { 0, 0, 0, 0, 0, { 0 } };
    uint32_t step = one_in(10) ? any_length() : below(1500000);

    counter_ms += step;
    if (wall_ms != CITYGATE_WALL_UNKNOWN) {
        wall_ms += step;
        wall_ms += one_in(10) ? below(10000000) - UINT64_C(5000000) : 0;
    } else if (one_in(10)) {
        wall_ms = UINT64_C(1768168800000) + below(86400000);
    }
    CALL(citygate_event_tick, &session, counter_ms, wall_ms, &tick);
    note_tick(&tick);
#ifdef TIMED
    /* What most scans are. */
    if (answer == CITYGATE_OK && tick.overdue == 0 && tick.save == 0) {
        note_most("citygate_event_tick that records nothing", timed_last);
    }
#endif
}

static void notify(void)
{
    citygate_signatory_t by = random_signatory();
    uint64_t age = one_in(30) ? random_long() : below(5000000);
    const citygate_digest_t *digested = PERHAPS(&content);

    CALL(citygate_event_notify, &session, age, MOSTLY(&by), digested);
}

static void assess(void)
{
    citygate_observation_t seen = { 0 };
    citygate_assessment_t found = { 0 };

    random_supplies(&seen.normal_supply_dm3_per_h, &seen.available_supply_dm3_per_h);
    seen.demand_dm3_per_h = random_demand(seen.normal_supply_dm3_per_h);
    seen.interruption_min = one_in(3) ? below(5000) : CITYGATE_MINUTES_NOT_STATED;
    seen.trend = one_in(2) ? CITYGATE_ABSENT : code_below(CITYGATE_TREND_WIDENING + 1);
    seen.network = one_in(4) ? CITYGATE_ABSENT : code_below(CITYGATE_NETWORK_CONDITION_AT_RISK + 1);
    seen.planned = one_in(40) ? code_below(2) : 0;
    seen.affected_area = code_below(CITYGATE_AFFECTED_AREA_SEVERAL_PROVINCES + 1);
    seen.exceeded = one_in(2) ? CITYGATE_ABSENT : code_below(CITYGATE_GOVERNMENT_PROVINCE + 1);
    seen.sensitivity = one_in(3) ? code_below(16) : 0;
    CALL(citygate_event_assess, &session, &seen, &found, &error_index);
    NOTE(found);
    if (one_in(20)) {
        citygate_signatory_t by = random_signatory();

        CALL(citygate_event_state_grade, &session, one_in(3) ? CITYGATE_NONE : code_from_1(CITYGATE_GRADE_IV), &by);
    }
}

/* Where somebody may do it, most often somebody does who may. */
static void act(void)
{
    citygate_action_request_t request = random_request();
    citygate_response_state_t state = { 0, 0, 0, 0, 0, 0, 0, 0 };

    CALL(citygate_event_act, &session, &request, &state, &error_index);
    if (answer == CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED) {
        authorize(&request.by, error_index);
        CALL(citygate_event_act, &session, &request, &state, &error_index);
    }
    NOTE(state);
}

static void warn(void)
{
    citygate_signatory_t by = random_signatory();
    uint8_t level = code_from_1(CITYGATE_WARNING_LEVEL_BLUE);

    if (!one_in(3) && status.warning != CITYGATE_NONE) {
        by = status.warning_issuer;
    }
    if (one_in(3)) {
        CALL(citygate_event_lift_warning, &session,
             one_in(2) ? CITYGATE_NONE : code_from_1(CITYGATE_WARNING_LEVEL_BLUE), &by);
    } else if (one_in(4)) {
        CALL(citygate_event_propose_warning, &session, level, &by);
    } else if (one_in(8)) {
        CALL(citygate_event_withdraw_warning, &session, &by);
    } else {
        CALL(citygate_event_issue_warning, &session, level, &by);
    }
}

static void record_report(void)
{
    citygate_signatory_t by = random_signatory();
    citygate_report_receipt_t receipt = { 0, 0, 0, 0, 0, 0 };
    uint8_t to = one_in(3) ? code_below(CITYGATE_RECIPIENTS_ALL + 1) : status.recipients;

    CALL(citygate_event_record_report, &session, to, &by, PERHAPS(&content), &receipt);
    NOTE(receipt);
}

static void close_event(void)
{
    citygate_signatory_t by = random_signatory();

    CALL(citygate_event_close, &session, &by, &error_index);
}

static void record(void)
{
    citygate_signatory_t by = random_signatory();
    uint64_t policy = below(10), numbers[5] = { 0, 1, 2, 3, 4 };

    summary.demand_dm3_per_h = numbers[3] = random_long();
    summary.supply_dm3_per_h = any_length();
    summary.classes[CITYGATE_CLASS_HEATING].granted_dm3_per_h = any_length();
    switch (below(3)) {
    case 0:
        CALL(citygate_event_record_allocation, &session, &summary, policy);
        break;
    case 1:
        CALL(citygate_event_record_policy, &session, policy, &by, PERHAPS(&content));
        break;
    default:
        CALL(citygate_event_record_note, &session, policy, numbers);
        break;
    }
}

/* A session that was copied elsewhere, or where a bit has changed, is refused. */
APART void misplace(void)
{
    uint32_t at = below(sizeof(session.words) / sizeof(session.words[0]));

    elsewhere = session;
    CALL(citygate_event_close, &elsewhere, NULL, NULL);
    CALL(citygate_event_status, &elsewhere, &status);
    session.words[at] ^= UINT64_C(1) << (at % 64);
    CALL(citygate_event_status, &session, &status);
    session.words[at] ^= UINT64_C(1) << (at % 64);
}

APART void incident(void)
{
    static void (*const incidents[])(void) = {
        time_goes_by, time_goes_by, time_goes_by, notify, assess, assess, assess, act, act, act, act, warn, record_report,
        record_report, close_event, record, store, store, verify, duty, duty
    };

    if (one_in(30)) {
        save();
    }
    if (one_in(60)) {
        restart();
    }
    if (one_in(100)) {
        misplace();
    }
    incidents[below(sizeof(incidents) / sizeof(incidents[0]))]();
    CALL(citygate_event_status, &session, &status);
    NOTE(status);
    /* Measured only: it says nothing that status does not say. */
    BEFORE(citygate_event_check);
    (void)citygate_event_check(&session);
    AFTER(citygate_event_check);
}

APART void rules(void)
{
    grade();
    warning();
    deadline();
    n_minus_1();
    response();
    event_texts();
}

int main(void)
{
    uint32_t day, i;

#ifdef TIMED
    i = board_ticks();
    board_spin(100000);
    say("ticks of 200000 instructions", (board_ticks() - i) % BOARD_TICKS);
#endif
    for (day = 0; day < PROBLEMS; day++) {
        open();
        for (i = 0; i < INCIDENTS; i++) {
            incident();
            rules();
        }
        trend();
        report();
        verify();
    }
    say_digest(day);
    return 0;
}
