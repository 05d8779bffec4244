/* Contexts that are none: never opened, zeroed, too small, moved, damaged, in use; and rings and settings that cannot
 * be. */

#include <string.h>

#include "event_fixture.h"

/* Every function that takes an event, with other memory that is all right. */
static citygate_signatory_t by;
static citygate_action_request_t request;
static citygate_observation_t observation;
static citygate_summary_t summary;
static const uint64_t numbers[5];

#define CALL(name, arguments) \
    static int32_t name(citygate_event_t *event) { arguments }
CALL(save, citygate_event_saved_t saved; return citygate_event_save(event, &saved);)
CALL(check_event, return citygate_event_check(event);)
CALL(tick, citygate_tick_t out; return citygate_event_tick(event, 1, 2, &out);)
CALL(status, citygate_event_status_t out; return citygate_event_status(event, &out);)
CALL(notify, return citygate_event_notify(event, 0, &by, NULL);)
CALL(assess, citygate_assessment_t out; return citygate_event_assess(event, &observation, &out, NULL);)
CALL(act, citygate_response_state_t out; return citygate_event_act(event, &request, &out, NULL);)
CALL(state_grade, return citygate_event_state_grade(event, CITYGATE_GRADE_II, &by);)
CALL(warn, return citygate_event_issue_warning(event, CITYGATE_WARNING_LEVEL_RED, &by);)
CALL(propose, return citygate_event_propose_warning(event, CITYGATE_WARNING_LEVEL_BLUE, &by);)
CALL(withdraw, return citygate_event_withdraw_warning(event, &by);)
CALL(lift, return citygate_event_lift_warning(event, CITYGATE_NONE, &by);)
CALL(report, citygate_report_receipt_t out; return citygate_event_record_report(event, 1, &by, NULL, &out);)
CALL(close_event, return citygate_event_close(event, &by, NULL);)
CALL(record_allocation, return citygate_event_record_allocation(event, &summary, 0);)
CALL(record_policy, return citygate_event_record_policy(event, 0, &by, NULL);)
CALL(record_note, return citygate_event_record_note(event, 0, numbers);)
CALL(pending, citygate_record_t record; uint32_t count; return citygate_event_read_pending(event, &record, 1, &count);)
CALL(release, return citygate_event_release(event, 1);)

static int32_t (*const calls[])(citygate_event_t *event) = {
    save, check_event, tick, status, notify, assess, act, state_grade, warn, propose, withdraw, lift, report, close_event, record_allocation, record_policy,
    record_note, pending, release
};

static void check_all_refuse(citygate_event_t *event, int32_t wanted)
{
    citygate_event_t before;
    citygate_record_t ring[RING];
    size_t i;

    memcpy(&before, event, sizeof(before));
    memcpy(ring, event_ring, sizeof(ring));
    for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        describe("event", "call", (long)i, 0);
        CHECK_STATUS(calls[i](event), wanted);
        CHECK(memcmp(&before, event, sizeof(before)) == 0);
    }
    CHECK(memcmp(ring, event_ring, sizeof(ring)) == 0);
    describe(NULL, NULL, 0, 0);
}

static void check_events(void)
{
    citygate_event_t event, copy;
    citygate_event_status_t out;
    size_t at;
    unsigned bit;

    by = signed_by(CITYGATE_AUTHORITY_CITY);
    request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_3_CITY, CITYGATE_AUTHORITY_CITY);
    observation = shortage(850000);

    memset(&event, 0, sizeof(event));
    check_all_refuse(&event, CITYGATE_ERROR_EVENT_CONTEXT);
    memset(&event, 0xff, sizeof(event));
    check_all_refuse(&event, CITYGATE_ERROR_EVENT_CONTEXT);
    memset(&event, PATTERN, sizeof(event));
    check_all_refuse(&event, CITYGATE_ERROR_EVENT_CONTEXT);

    CHECK(open_event(&event));
    memcpy(&copy, &event, sizeof(copy));
    check_all_refuse(&copy, CITYGATE_ERROR_EVENT_MOVED);

    /* A mark that says that a call is at work: what an interrupt finds that comes into one. */
    for (at = 0; at < 4; at++) {
        ((unsigned char *)&event)[at] |= 0x80;
    }
    check_all_refuse(&event, CITYGATE_ERROR_EVENT_BUSY);

    /* Any bit that falls over, anywhere. */
    memcpy(&event, &copy, sizeof(event));
    CHECK_STATUS(citygate_event_status(&event, &out), CITYGATE_OK);
    for (at = 0; at < sizeof(event); at++) {
        for (bit = 0; bit < 8; bit++) {
            describe("event", "byte and bit", (long)at, (long)bit);
            ((unsigned char *)&event)[at] ^= (unsigned char)(1u << bit);
            CHECK_STATUS(citygate_event_check(&event), CITYGATE_ERROR_EVENT_CONTEXT);
            CHECK_STATUS(citygate_event_status(&event, &out), CITYGATE_ERROR_EVENT_CONTEXT);
            CHECK_STATUS(citygate_event_tick(&event, 5, 5, (citygate_tick_t *)&out), CITYGATE_ERROR_EVENT_CONTEXT);
            ((unsigned char *)&event)[at] ^= (unsigned char)(1u << bit);
        }
    }
    describe(NULL, NULL, 0, 0);
    CHECK(memcmp(&event, &copy, sizeof(event)) == 0);
    CHECK_STATUS(citygate_event_check(&event), CITYGATE_OK);
    CHECK_STATUS(citygate_event_status(&event, &out), CITYGATE_OK);
}

static void check_trends(void)
{
    citygate_trend_settings_t settings = { 1000, 60000, 1000 };
    citygate_trend_t trend, copy;
    citygate_trend_estimate_t estimate;
    citygate_instant_t at = { 1000, 0, 0 };
    uint8_t pushed = 77;
    uint32_t error_index = 999;
    size_t byte;
    unsigned minute;

    memset(&trend, 0, sizeof(trend));
    CHECK_STATUS(citygate_trend_push(&trend, &at, 0, &pushed), CITYGATE_ERROR_EVENT_CONTEXT);
    CHECK_STATUS(citygate_trend_open(&trend, sizeof(trend) - 1, &settings, &error_index), CITYGATE_ERROR_EVENT_TOO_SMALL);
    CHECK(error_index == CITYGATE_TREND_SIZE);
    settings.spacing_ms = 0;
    CHECK_STATUS(citygate_trend_open(&trend, sizeof(trend), &settings, &error_index), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK(error_index == offsetof(citygate_trend_settings_t, spacing_ms));
    settings.spacing_ms = 60001;
    CHECK_STATUS(citygate_trend_open(&trend, sizeof(trend), &settings, &error_index), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK(error_index == offsetof(citygate_trend_settings_t, max_gap_ms));
    settings.spacing_ms = 1000;
    settings.dead_band_ppm_per_h = 1000001;
    CHECK_STATUS(citygate_trend_open(&trend, sizeof(trend), &settings, &error_index), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK(error_index == offsetof(citygate_trend_settings_t, dead_band_ppm_per_h));
    settings.dead_band_ppm_per_h = 1000;
    CHECK_STATUS(citygate_trend_open(&trend, sizeof(trend) + 8, &settings, &error_index), CITYGATE_OK);

    CHECK_STATUS(citygate_trend_push(&trend, &at, 10000001, &pushed), CITYGATE_ERROR_TOO_LARGE);
    CHECK(pushed == 77);
    /* The samples come backwards, and rise with time. */
    for (minute = 10; minute > 0; minute--) {
        at.ms = UINT64_C(1000000) + 5000 * minute;
        CHECK_STATUS(citygate_trend_push(&trend, &at, 1000 * minute, &pushed), CITYGATE_OK);
        CHECK(pushed == (minute == 10 ? CITYGATE_SAMPLE_OUTCOME_ADDED : CITYGATE_SAMPLE_OUTCOME_ADDED_LATE));
    }
    CHECK_STATUS(citygate_trend_push(&trend, &at, 0, &pushed), CITYGATE_OK);
    CHECK(pushed == CITYGATE_SAMPLE_OUTCOME_REPEATED);
    at.ms += 1;
    CHECK_STATUS(citygate_trend_push(&trend, &at, 0, &pushed), CITYGATE_OK);
    CHECK(pushed == CITYGATE_SAMPLE_OUTCOME_TOO_CLOSE);
    at.ms = 1;
    CHECK_STATUS(citygate_trend_push(&trend, &at, 0, &pushed), CITYGATE_OK);
    CHECK(pushed == CITYGATE_SAMPLE_OUTCOME_TOO_OLD);
    at.ms = UINT64_C(1000000) + 50000;
    CHECK_STATUS(citygate_trend_estimate(&trend, &at, &estimate), CITYGATE_OK);
    CHECK(estimate.trend == CITYGATE_TREND_WIDENING && estimate.samples == 10 && estimate.pairs == 45);
    at.ms += 60001;
    CHECK_STATUS(citygate_trend_estimate(&trend, &at, &estimate), CITYGATE_OK);
    CHECK(estimate.trend == CITYGATE_ABSENT);
    at.gaps = 1;
    CHECK_STATUS(citygate_trend_push(&trend, &at, 0, &pushed), CITYGATE_OK);
    CHECK(pushed == CITYGATE_SAMPLE_OUTCOME_AFTER_GAP);

    memcpy(&copy, &trend, sizeof(copy));
    CHECK_STATUS(citygate_trend_estimate(&copy, &at, &estimate), CITYGATE_ERROR_EVENT_MOVED);
    for (byte = 0; byte < sizeof(trend); byte++) {
        ((unsigned char *)&trend)[byte] ^= 1;
        CHECK_STATUS(citygate_trend_estimate(&trend, &at, &estimate), CITYGATE_ERROR_EVENT_CONTEXT);
        CHECK_STATUS(citygate_trend_push(&trend, &at, 0, &pushed), CITYGATE_ERROR_EVENT_CONTEXT);
        ((unsigned char *)&trend)[byte] ^= 1;
    }
    at.reserved = 1;
    CHECK_STATUS(citygate_trend_estimate(&trend, &at, &estimate), CITYGATE_ERROR_EVENT_CODE);
    CHECK_STATUS(citygate_trend_push(&trend, &at, 0, &pushed), CITYGATE_ERROR_EVENT_CODE);
}

static void check_opening(void)
{
    citygate_event_t event, before;
    citygate_event_settings_t settings = event_settings();
    citygate_event_storage_t storage = storage_of(&event, event_ring, RING);
    citygate_event_backup_t backup;
    citygate_event_saved_t saved;
    citygate_tick_t tick_out;
    uint32_t error_index = 999;
    size_t i;
    static const struct {
        uint32_t spacing, gap, band;
        uint16_t follow_up;
        size_t wrong;
    } bad[] = {
        { 0, 1, 0, 1, offsetof(citygate_event_settings_t, trend) },
        { 2, 1, 0, 1, offsetof(citygate_event_settings_t, trend) + 4 },
        { 1, 1, 1000001, 1, offsetof(citygate_event_settings_t, trend) + 8 },
        { 1, 1, 0, 0, offsetof(citygate_event_settings_t, follow_up_min) },
        { 1, 1, 0, 1441, offsetof(citygate_event_settings_t, follow_up_min) },
    };

    memset(&event, PATTERN, sizeof(event));
    memset(&saved, PATTERN, sizeof(saved));
    memcpy(&before, &event, sizeof(before));
    memset(&backup, 0, sizeof(backup));
    backup.saved = &saved;
    storage.event_size = CITYGATE_EVENT_SIZE - 1;
    CHECK_STATUS(citygate_event_open(&storage, &settings, 0, 0, &error_index), CITYGATE_ERROR_EVENT_TOO_SMALL);
    CHECK(error_index == sizeof(event));
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 0, 0, &tick_out, NULL),
                 CITYGATE_ERROR_EVENT_TOO_SMALL);
    for (i = 0; i < 2; i++) {
        storage = storage_of(&event, event_ring, (uint32_t)i);
        CHECK_STATUS(citygate_event_open(&storage, &settings, 0, 0, &error_index), CITYGATE_ERROR_EVENT_TOO_SMALL);
        CHECK(error_index == 2);
    }
    storage = storage_of(&event, event_ring, UINT32_MAX);
    CHECK_STATUS(citygate_event_open(&storage, &settings, 0, 0, NULL), CITYGATE_ERROR_TOO_MANY);
    storage = storage_of(&event, event_ring, RING);
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        settings.trend.spacing_ms = bad[i].spacing;
        settings.trend.max_gap_ms = bad[i].gap;
        settings.trend.dead_band_ppm_per_h = bad[i].band;
        settings.follow_up_min = bad[i].follow_up;
        CHECK_STATUS(citygate_event_open(&storage, &settings, 0, 0, &error_index), CITYGATE_ERROR_EVENT_SETTINGS);
        CHECK(error_index == bad[i].wrong);
    }
    settings = event_settings();
    CHECK_STATUS(citygate_event_restore(&storage, &settings, &backup, 0, 0, &tick_out, NULL), CITYGATE_ERROR_EVENT_SAVED);
    CHECK(memcmp(&event, &before, sizeof(event)) == 0);

    /* An event session without a key, opened twice: what it held is gone. */
    settings.has_key = 0;
    storage.event_size += 100;
    storage.ring_records = 2;
    for (i = 0; i < 2; i++) {
        citygate_event_status_t out;

        CHECK_STATUS(citygate_event_open(&storage, &settings, 0, 0, NULL), CITYGATE_OK);
        CHECK_STATUS(citygate_event_status(&event, &out), CITYGATE_OK);
        CHECK(out.ring_records == 2 && out.pending_records == 1 && out.event == CITYGATE_EVENT_NONE);
        CHECK(out.next_due_ms == CITYGATE_NEVER_MS && out.warning == CITYGATE_NONE && out.assessed == 0);
        CHECK(out.grade == CITYGATE_NONE && out.imbalance_permille == CITYGATE_PERMILLE_UNKNOWN);
        CHECK(out.response.state == 0 && out.response.in_force == CITYGATE_ABSENT && out.head.next == 1);
    }
}

void event_contexts(void)
{
    check_events();
    check_trends();
    check_opening();
}
