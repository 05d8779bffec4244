/* The duties of an event: the table, what is due, ticking one off, and everything that can be got wrong with them. */

#include <stdio.h>
#include <string.h>

#include "event_fixture.h"

static citygate_event_t session;
static citygate_duties_t duties;

static citygate_plan_table_t plan_of_30_minutes(void)
{
    citygate_plan_table_t plan;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    plan.first_report_min = 45;
    plan.prompt_min = 30;
    return plan;
}

/* Opens duties in this storage; does nothing if it is NULL or misaligned. */
static int open_duties(void *to)
{
    citygate_plan_table_t plan = plan_of_30_minutes();

    if (to == NULL || (uintptr_t)to % ALIGNMENT(citygate_duties_t) != 0) {
        return 0;
    }
    CHECK_STATUS(citygate_duties_open(to, sizeof(citygate_duties_t), &plan, NULL), CITYGATE_OK);
    return 1;
}

/* A session that has had word of an event, and its duties. */
static void open_both(void)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);

    CHECK(open_event(&session) && open_duties(&duties));
    CHECK_STATUS(citygate_event_notify(&session, 0, &by, NULL), CITYGATE_OK);
}

static citygate_instant_t after_minutes(uint64_t minutes)
{
    citygate_event_status_t status;

    CHECK_STATUS(citygate_event_status(&session, &status), CITYGATE_OK);
    status.now.ms += minutes * MINUTE;
    return status.now;
}

static citygate_duty_status_t status_of(uint8_t duty, citygate_instant_t now)
{
    citygate_duty_status_t status;

    CHECK_STATUS(citygate_duties_get_status(&duties, duty, &now, &status), CITYGATE_OK);
    CHECK(status.reserved[0] == 0 && status.reserved[5] == 0);
    return status;
}

/* --- The table ----------------------------------------------------------------------------------------------- */

/* The plan's table: id, section, trigger, whose, by when (2.2, 3.3.2, 4.1 to 4.6, 5, 6.2, 7.2). */
static const char *const table[] = {
    "enterprise-first 4.3 0 0 0", "report-1h 4.2 0 0 1", "upward 4.2 0 1 0", "warn-proposal 3.3.2 1 0 0",
    "warn-neighbours 3.3.2 2 2 0", "hq-meeting 4.5 3 3 0", "hq-roster 4.5 3 3 0", "hq-on-site 4.5 3 3 0",
    "field-hq 2.2 4 3 2", "office-report 4.1 5 4 0", "office-team 4.1 5 4 0", "supply-plan 4.5.2 3 6 0",
    "supply-boost 4.5.2 3 6 0", "supply-extra 4.5.2 3 6 0", "supply-key-users 4.5.2 3 6 0", "press 4.5.3 3 7 0",
    "transport 4.5.4 3 8 0", "rescue-plan 4.5.5 3 9 0", "end-notice 4.6 6 11 0", "relief 5.1 6 12 3",
    "rebuild 5.2 6 13 3", "evaluate 5.3 6 14 3", "drill 7.2 7 3 4"
};

static void check_table(void)
{
    citygate_duty_rule_t rule;
    char told[80];
    unsigned duty;

    CHECK(sizeof(table) / sizeof(table[0]) == CITYGATE_DUTY_COUNT);
    for (duty = 0; duty <= UINT8_MAX; duty++) {
        memset(&rule, PATTERN, sizeof(rule));
        describe("duty", "code", (long)duty, 0);
        if (duty >= CITYGATE_DUTY_COUNT) {
            CHECK_STATUS(citygate_duty_get_rule((uint8_t)duty, &rule), CITYGATE_ERROR_EVENT_CODE);
            CHECK(rule.trigger == PATTERN && rule.authorities == PATTERN);
            continue;
        }
        CHECK_STATUS(citygate_duty_get_rule((uint8_t)duty, &rule), CITYGATE_OK);
        CHECK(rule.id[sizeof(rule.id) - 1] == 0 && rule.section[sizeof(rule.section) - 1] == 0);
        snprintf(told, sizeof(told), "%s %s %u %u %u", rule.id, rule.section, rule.trigger, rule.holder, rule.deadline);
        CHECK(strcmp(told, table[duty]) == 0);
        CHECK(rule.authorities != 0 && (rule.authorities & 1u << CITYGATE_AUTHORITY_ENGINE) == 0);
        CHECK(citygate_event_text(CITYGATE_TEXT_DUTY, (uint8_t)duty)[0] != 0);
        CHECK(citygate_event_text_zh(CITYGATE_TEXT_DUTY_HOLDER, rule.holder)[0] != 0);
    }
    describe(NULL, NULL, 0, 0);
}

/* --- What is due --------------------------------------------------------------------------------------------- */

static void check_deadlines_of_the_plan(void)
{
    citygate_duty_sets_t sets;
    citygate_duty_status_t status;
    citygate_instant_t now;

    open_both();
    now = after_minutes(0);
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_OK);
    CHECK(sets.due == 0 && sets.overdue == 0 && sets.done == 0 && sets.done_late == 0);
    CHECK(status_of(CITYGATE_DUTY_PRESS, now).status == CITYGATE_DUTY_STATUS_NOT_BROUGHT);
    CHECK_STATUS(citygate_duties_follow_event(&duties, &session, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_OK);
    CHECK(sets.due == (1u << CITYGATE_DUTY_ENTERPRISE_FIRST | 1u << CITYGATE_DUTY_REPORT_ONE_HOUR | 1u << CITYGATE_DUTY_UPWARD));
    status = status_of(CITYGATE_DUTY_ENTERPRISE_FIRST, now);
    CHECK(status.status == CITYGATE_DUTY_STATUS_PENDING && status.ms == 30 * MINUTE && status.has_deadline == 1);
    CHECK(status.brought.ms == now.ms && status.deadline.ms == now.ms + 30 * MINUTE);
    CHECK(status_of(CITYGATE_DUTY_REPORT_ONE_HOUR, now).ms == 45 * MINUTE);
    /* A millisecond later it is late. */
    now = after_minutes(30);
    CHECK(status_of(CITYGATE_DUTY_UPWARD, now).status == CITYGATE_DUTY_STATUS_PENDING);
    now.ms++;
    status = status_of(CITYGATE_DUTY_UPWARD, now);
    CHECK(status.status == CITYGATE_DUTY_STATUS_OVERDUE && status.ms == 1);
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_OK);
    CHECK(sets.overdue == (1u << CITYGATE_DUTY_ENTERPRISE_FIRST | 1u << CITYGATE_DUTY_UPWARD));
    now.gaps++;
    CHECK(status_of(CITYGATE_DUTY_UPWARD, now).status == CITYGATE_DUTY_STATUS_TIME_LOST);
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_OK);
    CHECK(sets.overdue == sets.due);
}

static void check_triggers(void)
{
    citygate_instant_t at = { 5000, 0, 0 }, later = { 9000, 0, 0 };
    unsigned trigger;

    CHECK(open_duties(&duties));
    for (trigger = 0; trigger <= UINT8_MAX; trigger++) {
        int stated = trigger == CITYGATE_DUTY_TRIGGER_SIGNS_SEEN || trigger == CITYGATE_DUTY_TRIGGER_CALENDAR;

        CHECK_STATUS(citygate_duties_raise(&duties, (uint8_t)trigger, &at), stated ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
        /* The first time counts. */
        CHECK_STATUS(citygate_duties_raise(&duties, (uint8_t)trigger, &later), stated ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
    }
    CHECK(status_of(CITYGATE_DUTY_WARN_PROPOSAL, later).ms == 30 * MINUTE - 4000);
    CHECK(status_of(CITYGATE_DUTY_DRILL, later).status == CITYGATE_DUTY_STATUS_OPEN);
    CHECK(status_of(CITYGATE_DUTY_DRILL, later).brought.ms == at.ms && status_of(CITYGATE_DUTY_DRILL, later).has_deadline == 0);
    at.reserved = 1;
    CHECK_STATUS(citygate_duties_raise(&duties, CITYGATE_DUTY_TRIGGER_CALENDAR, &at), CITYGATE_ERROR_EVENT_CODE);
}

/* --- Ticking one off ----------------------------------------------------------------------------------------- */

static void check_ticking_off(void)
{
    citygate_signatory_t enterprise = signed_by(CITYGATE_AUTHORITY_ENTERPRISE), county = signed_by(CITYGATE_AUTHORITY_COUNTY);
    citygate_record_t records[RING];
    citygate_journal_entry_t entry;
    citygate_duties_t again;
    citygate_duty_sets_t sets, sets_again;
    citygate_instant_t now;
    citygate_tick_t tick;
    uint32_t error_index = 0, count;
    unsigned duty;

    open_both();
    /* What waits in the ring is taken by itself. */
    for (duty = 0; duty < CITYGATE_DUTY_COUNT; duty++) {
        citygate_duty_rule_t rule;
        int32_t wanted = CITYGATE_ERROR_DUTY_NOT_DUE;

        CHECK_STATUS(citygate_duty_get_rule((uint8_t)duty, &rule), CITYGATE_OK);
        if ((rule.authorities & 1u << CITYGATE_AUTHORITY_COUNTY) == 0) {
            wanted = CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED;
        } else if (duty == CITYGATE_DUTY_UPWARD) {
            wanted = CITYGATE_ERROR_DUTY_DONE_BY_REPORT;
        }
        describe("duty", "code", (long)duty, 0);
        CHECK_STATUS(citygate_event_record_duty(&session, &duties, (uint8_t)duty, &county, &error_index), wanted);
        CHECK(wanted != CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED || error_index == rule.authorities);
    }
    for (; duty <= UINT8_MAX; duty++) {
        CHECK_STATUS(citygate_event_record_duty(&session, &duties, (uint8_t)duty, &county, NULL), CITYGATE_ERROR_EVENT_CODE);
    }
    describe(NULL, NULL, 0, 0);
    CHECK_STATUS(citygate_event_record_duty(&session, &duties, CITYGATE_DUTY_REPORT_ONE_HOUR, &enterprise, NULL),
                 CITYGATE_ERROR_DUTY_DONE_BY_REPORT);
    CHECK_STATUS(citygate_event_tick(&session, 31 * MINUTE, WALL, &tick), CITYGATE_OK);
    CHECK_STATUS(citygate_event_record_duty(&session, &duties, CITYGATE_DUTY_ENTERPRISE_FIRST, &enterprise, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_record_duty(&session, &duties, CITYGATE_DUTY_ENTERPRISE_FIRST, &enterprise, NULL),
                 CITYGATE_ERROR_DUTY_NOT_DUE);
    now = after_minutes(0);
    CHECK(status_of(CITYGATE_DUTY_ENTERPRISE_FIRST, now).status == CITYGATE_DUTY_STATUS_DONE_LATE);

    /* It is on record, with who did it. */
    CHECK_STATUS(citygate_event_read_pending(&session, records, RING, &count), CITYGATE_OK);
    CHECK_STATUS(citygate_journal_read(&records[count - 1], &entry), CITYGATE_OK);
    CHECK(entry.kind == CITYGATE_JOURNAL_ENTRY_KIND_DUTY_DONE && entry.codes[0] == CITYGATE_DUTY_ENTERPRISE_FIRST);
    CHECK(entry.codes[1] == CITYGATE_AUTHORITY_ENTERPRISE);
    CHECK(entry.numbers[0] == ((uint64_t)enterprise.division << 32 | enterprise.person));

    /* The stored journal says the same; what was taken is passed over, in any pieces. */
    CHECK(open_duties(&again));
    CHECK_STATUS(citygate_duties_follow_records(&again, records, count, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_follow_records(&again, records, 1, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_get_sets(&again, &now, &sets_again), CITYGATE_OK);
    CHECK(memcmp(&sets, &sets_again, sizeof(sets)) == 0);
    CHECK(sets.done == 1u << CITYGATE_DUTY_ENTERPRISE_FIRST && sets.done_late == sets.done);
}

/* Full, released too early, or no record at all: an error each, and nothing changed. */
static void check_journals(void)
{
    citygate_signatory_t enterprise = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    static const uint64_t numbers[5];
    citygate_record_t records[RING];
    citygate_duties_t before;
    uint32_t error_index = 999, count;
    unsigned i;

    open_both();
    for (i = 2; i < RING; i++) {
        CHECK_STATUS(citygate_event_record_note(&session, i, numbers), CITYGATE_OK);
    }
    CHECK_STATUS(citygate_event_record_duty(&session, &duties, CITYGATE_DUTY_ENTERPRISE_FIRST, &enterprise, NULL),
                 CITYGATE_ERROR_JOURNAL_FULL);
    CHECK_STATUS(citygate_event_read_pending(&session, records, RING, &count), CITYGATE_OK);
    CHECK_STATUS(citygate_event_release(&session, 4), CITYGATE_OK);
    memcpy(&before, &duties, sizeof(before));
    CHECK_STATUS(citygate_duties_follow_event(&duties, &session, &error_index), CITYGATE_ERROR_JOURNAL_SEQUENCE);
    CHECK(error_index == 0);
    CHECK_STATUS(citygate_event_record_duty(&session, &duties, CITYGATE_DUTY_ENTERPRISE_FIRST, &enterprise, &error_index),
                 CITYGATE_ERROR_JOURNAL_SEQUENCE);
    CHECK_STATUS(citygate_duties_follow_records(&duties, &records[1], 1, &error_index), CITYGATE_ERROR_JOURNAL_SEQUENCE);
    records[2].bytes[0] = 2;
    CHECK_STATUS(citygate_duties_follow_records(&duties, records, count, &error_index), CITYGATE_ERROR_JOURNAL_VERSION);
    CHECK(error_index == 2 && memcmp(&before, &duties, sizeof(before)) == 0);
    CHECK_STATUS(citygate_duties_follow_records(&duties, records, 0, NULL), CITYGATE_ERROR_EMPTY);
    records[2].bytes[0] = 1;
    CHECK_STATUS(citygate_duties_follow_records(&duties, records, count, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_record_duty(&session, &duties, CITYGATE_DUTY_ENTERPRISE_FIRST, &enterprise, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_check(&session), CITYGATE_OK);
}

/* --- Contexts ------------------------------------------------------------------------------------------------ */

static void check_all_refuse(citygate_duties_t *bad, int32_t wanted)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    citygate_instant_t now = after_minutes(0);
    citygate_duties_t before;
    citygate_duty_sets_t sets;
    citygate_duty_status_t status;
    citygate_duties_saved_t saved;
    citygate_event_status_t event_before, event_after;

    memcpy(&before, bad, sizeof(before));
    CHECK_STATUS(citygate_event_status(&session, &event_before), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_follow_event(bad, &session, NULL), wanted);
    CHECK_STATUS(citygate_duties_follow_records(bad, event_ring, 1, NULL), wanted);
    CHECK_STATUS(citygate_duties_raise(bad, CITYGATE_DUTY_TRIGGER_SIGNS_SEEN, &now), wanted);
    CHECK_STATUS(citygate_duties_get_sets(bad, &now, &sets), wanted);
    CHECK_STATUS(citygate_duties_get_status(bad, 0, &now, &status), wanted);
    CHECK_STATUS(citygate_duties_save(bad, NULL, &saved), wanted);
    CHECK_STATUS(citygate_event_record_duty(&session, bad, CITYGATE_DUTY_ENTERPRISE_FIRST, &by, NULL), wanted);
    CHECK_STATUS(citygate_event_status(&session, &event_after), CITYGATE_OK);
    CHECK(memcmp(&event_before, &event_after, sizeof(event_before)) == 0);
    CHECK(memcmp(&before, bad, sizeof(before)) == 0);
}

static void check_contexts(void)
{
    citygate_duties_t bad, whole;
    citygate_instant_t now;
    citygate_duty_sets_t sets;
    size_t at;
    unsigned bit;

    open_both();
    now = after_minutes(0);
    memset(&bad, 0, sizeof(bad));
    check_all_refuse(&bad, CITYGATE_ERROR_EVENT_CONTEXT);
    memset(&bad, 0xff, sizeof(bad));
    check_all_refuse(&bad, CITYGATE_ERROR_EVENT_CONTEXT);
    memcpy(&bad, &duties, sizeof(bad));
    check_all_refuse(&bad, CITYGATE_ERROR_EVENT_MOVED);
    memcpy(&whole, &duties, sizeof(whole));
    for (at = 0; at < 4; at++) {
        ((unsigned char *)&duties)[at] |= 0x80;
    }
    check_all_refuse(&duties, CITYGATE_ERROR_EVENT_BUSY);
    memcpy(&duties, &whole, sizeof(whole));
    for (at = 0; at < sizeof(duties); at++) {
        for (bit = 0; bit < 8; bit++) {
            ((unsigned char *)&duties)[at] ^= (unsigned char)(1u << bit);
            CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_ERROR_EVENT_CONTEXT);
            ((unsigned char *)&duties)[at] ^= (unsigned char)(1u << bit);
        }
    }
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_OK);
    now.reserved = 1;
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_ERROR_EVENT_CODE);
    CHECK_STATUS(citygate_duties_get_status(&duties, 0, &now, (citygate_duty_status_t *)(void *)&whole), CITYGATE_ERROR_EVENT_CODE);
    now.reserved = 0;
    CHECK_STATUS(citygate_duties_get_status(&duties, CITYGATE_DUTY_COUNT, &now, (citygate_duty_status_t *)(void *)&whole),
                 CITYGATE_ERROR_EVENT_CODE);
}

/* --- Saved and restored -------------------------------------------------------------------------------------- */

static void check_restarts(void)
{
    citygate_plan_table_t plan = plan_of_30_minutes(), none;
    citygate_journal_key_t key = event_settings().key, other;
    citygate_duties_saved_t saved, damaged;
    citygate_duty_sets_t sets, sets_after;
    citygate_instant_t now;
    citygate_duties_t after;
    uint32_t error_index = 0;
    size_t at;

    open_both();
    now = after_minutes(0);
    CHECK_STATUS(citygate_duties_raise(&duties, CITYGATE_DUTY_TRIGGER_SIGNS_SEEN, &now), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_save(&duties, &key, &saved), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_restore(&after, sizeof(after), &plan, &key, &saved, NULL), CITYGATE_OK);
    /* What was recorded after the save comes from the journal. */
    CHECK_STATUS(citygate_duties_follow_event(&after, &session, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_follow_event(&duties, &session, NULL), CITYGATE_OK);
    now = after_minutes(31);
    CHECK_STATUS(citygate_duties_get_sets(&duties, &now, &sets), CITYGATE_OK);
    CHECK_STATUS(citygate_duties_get_sets(&after, &now, &sets_after), CITYGATE_OK);
    CHECK(memcmp(&sets, &sets_after, sizeof(sets)) == 0 && sets.overdue != 0);
    CHECK((sets.due & 1u << CITYGATE_DUTY_WARN_PROPOSAL) != 0);

    memset(&after, PATTERN, sizeof(after));
    for (at = 0; at < sizeof(saved); at++) {
        damaged = saved;
        damaged.bytes[at] ^= 1;
        CHECK_STATUS(citygate_duties_restore(&after, sizeof(after), &plan, &key, &damaged, NULL), CITYGATE_ERROR_EVENT_SAVED);
    }
    memset(&other, 9, sizeof(other));
    memset(&none, 0, sizeof(none));
    CHECK_STATUS(citygate_duties_restore(&after, sizeof(after), &plan, &other, &saved, NULL), CITYGATE_ERROR_EVENT_SAVED);
    CHECK_STATUS(citygate_duties_restore(&after, sizeof(after), &plan, NULL, &saved, NULL), CITYGATE_ERROR_EVENT_SAVED);
    CHECK_STATUS(citygate_duties_restore(&after, sizeof(after), &none, &key, &saved, NULL), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK_STATUS(citygate_duties_restore(&after, sizeof(after) - 1, &plan, &key, &saved, &error_index),
                 CITYGATE_ERROR_EVENT_TOO_SMALL);
    CHECK(error_index == sizeof(after));
    CHECK_STATUS(citygate_duties_open(&after, sizeof(after) - 1, &plan, &error_index), CITYGATE_ERROR_EVENT_TOO_SMALL);
    CHECK_STATUS(citygate_duties_open(&after, sizeof(after), &none, &error_index), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK(((unsigned char *)&after)[0] == PATTERN && ((unsigned char *)&after)[sizeof(after) - 1] == PATTERN);
}

void event_duties(void)
{
    check_table();
    check_deadlines_of_the_plan();
    check_triggers();
    check_ticking_off();
    check_journals();
    check_contexts();
    check_restarts();
}
