/* A shortage day at a city gate station: the imbalance grows, a response is proposed and confirmed, the
 * first report goes out in time, duties are ticked off, the event ends, and the journal is stored and verified.
 *
 *     cc -std=c99 event_session.c $(pkg-config --cflags --libs citygate) -o event_session
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "citygate.h"

enum { RING = 32, MOST_STORED = 64, MINUTE_MS = 60000, TEXT_SIZE = 2000 };

/* Storage is static: nothing is allocated at run time. The ring holds records until they are stored. */
static citygate_event_t session;
static citygate_record_t ring[RING];
static citygate_duties_t duties;
static citygate_record_t stored[MOST_STORED]; /* A disc, in earnest. */
static uint32_t stored_count;
static uint32_t minute;

static void say(const char *what, const char *detail)
{
    printf("%02u:%02u  %s%s\n", (unsigned)(6 + minute / 60), (unsigned)(minute % 60), what, detail);
}

/* A program at a station raises an alarm and goes on with what is in force; this one stops. */
static void must(int32_t status)
{
    if (status != CITYGATE_OK) {
        fprintf(stderr, "%s\n", citygate_status_text(status));
        exit(1);
    }
}

static citygate_signatory_t signatory(uint8_t authority, uint32_t person)
{
    citygate_signatory_t by;

    memset(&by, 0, sizeof(by));
    by.authority = authority;
    by.division = 220100; /* Changchun */
    by.person = person;
    return by;
}

static void take_action(unsigned action, uint8_t authority)
{
    citygate_action_request_t request;
    citygate_response_state_t state;
    uint32_t error_index = 0;
    int32_t status;

    memset(&request, 0, sizeof(request));
    request.by = signatory(authority, 0);
    request.action = (uint8_t)action;
    request.dealt_with = request.supply_restored = action == CITYGATE_ACTION_DECLARE_TERMINATION;
    status = citygate_event_act(&session, &request, &state, &error_index);
    say(citygate_event_text(CITYGATE_TEXT_AUTHORITY, authority), ":");
    printf("       %s -> ", citygate_event_text(CITYGATE_TEXT_ACTION, (uint8_t)action));
    if (status == CITYGATE_OK) {
        printf("%s\n", citygate_event_text(CITYGATE_TEXT_PHASE, state.phase));
    } else if (status == CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED) {
        printf("%s (who may: 0x%02x)\n", citygate_status_text(status), (unsigned)error_index);
    } else {
        must(status);
    }
}

/* What the scan of a controller does: time, then the measurement. Returns the grade. */
static uint8_t scan(uint64_t available_dm3_per_h)
{
    static uint8_t last_grade = CITYGATE_NONE;
    citygate_observation_t seen;
    citygate_assessment_t found;
    citygate_tick_t tick;

    must(citygate_event_tick(&session, minute * MINUTE_MS, UINT64_C(1768168800000) + minute * MINUTE_MS, &tick));
    if (tick.overdue != 0) {
        say("REPORT OVERDUE", "");
    }
    memset(&seen, 0, sizeof(seen));
    seen.normal_supply_dm3_per_h = 25833000;
    seen.demand_dm3_per_h = 25833000; /* What users would take undisturbed. */
    seen.available_supply_dm3_per_h = available_dm3_per_h;
    seen.trend = CITYGATE_ABSENT; /* Measured. */
    /* The operator's judgement, in earnest. */
    seen.network = available_dm3_per_h < 23000000 ? CITYGATE_NETWORK_CONDITION_AT_RISK : CITYGATE_NETWORK_CONDITION_AFFECTED;
    seen.affected_area = CITYGATE_AFFECTED_AREA_ONE_COUNTY;
    seen.exceeded = CITYGATE_ABSENT;
    must(citygate_event_assess(&session, &seen, &found, NULL));
    if (found.grade != last_grade) {
        last_grade = found.grade;
        say("grade ", last_grade == CITYGATE_NONE ? "none" : citygate_event_text(CITYGATE_TEXT_GRADE, last_grade));
        printf("       imbalance %u.%u %%, %s (%s)\n", found.grading.imbalance_permille / 10u,
               found.grading.imbalance_permille % 10u, citygate_event_text(CITYGATE_TEXT_TREND, found.trend),
               citygate_event_text(CITYGATE_TEXT_TREND_SOURCE, found.trend_source));
        if (found.recommendation.response != CITYGATE_ABSENT) {
            printf("       the plan calls for %s\n",
                   citygate_event_text(CITYGATE_TEXT_RESPONSE, found.recommendation.response));
        }
    }
    return found.grade;
}

static void send_report(void)
{
    static const char place_text[] = "north gate station", course[] = "upstream pipeline tripped, pressure falling";
    static char text[TEXT_SIZE];
    /* To the State Council reports the province. */
    citygate_signatory_t by = signatory(CITYGATE_AUTHORITY_HQ_OFFICE, 21);
    citygate_event_status_t status;
    citygate_report_t report;
    citygate_report_receipt_t receipt;
    citygate_digest_t digest;
    uint32_t length;

    must(citygate_event_status(&session, &status));
    memset(&report, 0, sizeof(report));
    report.number = status.reports_sent + 1;
    report.grade = status.grade;
    report.level = status.response.level;
    report.imbalance_permille = status.imbalance_permille;
    report.recipients = status.recipients;
    report.texts[CITYGATE_REPORT_ITEM_PLACE] = place_text;
    report.text_lengths[CITYGATE_REPORT_ITEM_PLACE] = sizeof(place_text) - 1;
    report.texts[CITYGATE_REPORT_ITEM_COURSE] = course;
    report.text_lengths[CITYGATE_REPORT_ITEM_COURSE] = sizeof(course) - 1;
    must(citygate_report_render(&report, CITYGATE_REPORT_FORMAT_ENGLISH, text, TEXT_SIZE, &length, NULL));
    must(citygate_content_digest(text, length, &digest));
    must(citygate_event_record_report(&session, report.recipients, &by, &digest, &receipt));
    say("report sent", receipt.late == 0 ? ", in time:" : ", LATE:");
    printf("---\n%.*s---\n", (int)length, text);
}

static void tick_off(uint8_t duty, uint8_t authority)
{
    citygate_signatory_t by = signatory(authority, 31);
    int32_t status = citygate_event_record_duty(&session, &duties, duty, &by, NULL);

    say("duty: ", citygate_event_text(CITYGATE_TEXT_DUTY, duty));
    printf("       %s: %s\n", citygate_event_text(CITYGATE_TEXT_AUTHORITY, authority),
           status == CITYGATE_OK ? "done" : citygate_status_text(status));
}

/* What is still to be done: whose it is, and for how long it has been late. */
static void tell_duties(void)
{
    citygate_event_status_t now;
    citygate_duty_rule_t rule;
    citygate_duty_status_t status;
    uint8_t duty;

    must(citygate_event_status(&session, &now));
    must(citygate_duties_follow_event(&duties, &session, NULL));
    say("duties not done", ":");
    for (duty = 0; duty < CITYGATE_DUTY_COUNT; duty++) {
        must(citygate_duty_get_rule(duty, &rule));
        must(citygate_duties_get_status(&duties, duty, &now.now, &status));
        if (status.status != CITYGATE_DUTY_STATUS_NOT_BROUGHT && status.status < CITYGATE_DUTY_STATUS_DONE) {
            printf("       %-16s (%s) %s: %s, %u min\n", rule.id, rule.section,
                   citygate_event_text(CITYGATE_TEXT_DUTY_HOLDER, rule.holder),
                   citygate_event_text(CITYGATE_TEXT_DUTY_STATUS, status.status), (unsigned)(status.ms / MINUTE_MS));
        }
    }
}

/* Copies, stores, and only then releases; the duties take what is new first. */
static void store_records(void)
{
    uint32_t count;

    must(citygate_duties_follow_event(&duties, &session, NULL));
    must(citygate_event_read_pending(&session, &stored[stored_count], MOST_STORED - stored_count, &count));
    stored_count += count;
    must(citygate_event_release(&session, count));
}

static void verify_journal(const citygate_journal_key_t *key)
{
    citygate_verified_journal_t verified;
    citygate_journal_fault_t fault;
    citygate_journal_entry_t entry;
    uint32_t i;

    for (i = 0; i < stored_count; i++) {
        must(citygate_journal_read(&stored[i], &entry));
        printf("%3u  %s\n", (unsigned)i, citygate_event_text(CITYGATE_TEXT_JOURNAL_ENTRY, entry.kind));
    }
    must(citygate_journal_verify(stored, stored_count * CITYGATE_RECORD_LEN, key, NULL, NULL, &verified, NULL));
    printf("%u records verified, %u entries lost\n", (unsigned)verified.records, (unsigned)verified.lost);
    stored[3].bytes[40] ^= 1;
    if (citygate_journal_verify(stored, stored_count * CITYGATE_RECORD_LEN, key, NULL, NULL, &verified, &fault)
        == CITYGATE_ERROR_JOURNAL_TAG) {
        printf("one bit of record %u altered: found out\n", (unsigned)fault.record);
    }
}

int main(void)
{
    citygate_signatory_t enterprise = signatory(CITYGATE_AUTHORITY_ENTERPRISE, 11);
    static const citygate_event_storage_t storage = {
        .event = &session, .ring = ring, .event_size = sizeof(session), .ring_records = RING
    };
    citygate_signatory_t deputy = signatory(CITYGATE_AUTHORITY_DEPUTY_COMMANDER, 2);
    citygate_event_settings_t settings;
    uint64_t available = 25833000;

    must(citygate_event_settings_get_default(&settings));
    settings.has_key = 1; /* From a good source of randomness, in earnest. */
    memset(settings.key.bytes, 42, sizeof(settings.key.bytes));
    must(citygate_event_open(&storage, &settings, 0, UINT64_C(1768168800000), NULL));
    must(citygate_duties_open(&duties, sizeof(duties), &settings.plan, NULL));
    must(citygate_event_notify(&session, 0, &enterprise, NULL));
    say("notified by the ", citygate_event_text(CITYGATE_TEXT_AUTHORITY, enterprise.authority));

    while (scan(available) != CITYGATE_GRADE_II) {
        minute += 5;
        available -= 410000;
    }
    take_action(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_HQ_OFFICE);
    take_action(CITYGATE_ACTION_CONFIRM + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_ENGINE); /* Software starts nothing. */
    take_action(CITYGATE_ACTION_CONFIRM + CITYGATE_RESPONSE_2, CITYGATE_AUTHORITY_DEPUTY_COMMANDER);
    send_report();
    tick_off(CITYGATE_DUTY_ENTERPRISE_FIRST, CITYGATE_AUTHORITY_ENTERPRISE);
    tick_off(CITYGATE_DUTY_HQ_MEETING, CITYGATE_AUTHORITY_ENTERPRISE); /* Another's. */
    tick_off(CITYGATE_DUTY_HQ_MEETING, CITYGATE_AUTHORITY_HQ_OFFICE);
    store_records();

    for (minute += 5; minute < 150; minute += 5, available += 300000) {
        scan(available);
    }
    /* Whatever the trend, a grade once met stands until an authority states otherwise, or the response ends. */
    must(citygate_event_state_grade(&session, CITYGATE_NONE, &deputy));
    scan(available);
    take_action(CITYGATE_ACTION_PROPOSE_TERMINATION, CITYGATE_AUTHORITY_HQ_OFFICE);
    take_action(CITYGATE_ACTION_DECLARE_TERMINATION, CITYGATE_AUTHORITY_DEPUTY_COMMANDER);
    take_action(CITYGATE_ACTION_CLOSE_TRANSITION, CITYGATE_AUTHORITY_DEPUTY_COMMANDER);
    must(citygate_event_close(&session, &enterprise, NULL));
    say("event closed", "");
    tell_duties();
    store_records();
    verify_journal(&settings.key);
    return 0;
}
