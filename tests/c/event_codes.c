/* Every code that a function of the event rules takes, with every value of a byte, and the texts of all of them. */

#include <stdio.h>
#include <string.h>

#include "event_fixture.h"

/* --- Fields of structures ------------------------------------------------------------------------------------ */

/* A byte of an input: a code up to `most` from `least`, or `absent` (NONE_OF_THEM if nothing stands for none). */
enum { NONE_OF_THEM = 256, MOST_INPUT = 256 };
typedef struct {
    size_t offset;
    unsigned least, most, absent;
} code_t;

/* A call with one input and an error index; whatever it writes beside is its own matter. */
typedef int32_t (*call_t)(const void *input, uint32_t *error_index);

static void corrupt_codes(const char *name, call_t call, const void *input, size_t size, const code_t *codes, size_t count)
{
    union {
        uint64_t aligned;
        unsigned char bytes[MOST_INPUT];
    } copy;
    size_t i;
    unsigned value;

    CHECK(size <= MOST_INPUT);
    for (i = 0; i < count; i++) {
        for (value = 0; value <= UINT8_MAX; value++) {
            int valid = (value >= codes[i].least && value <= codes[i].most) || value == codes[i].absent;
            uint32_t error_index = 999;
            int32_t status;

            describe(name, "offset and value of", (long)codes[i].offset, (long)value);
            memcpy(copy.bytes, input, size);
            copy.bytes[codes[i].offset] = (unsigned char)value;
            status = call(copy.bytes, &error_index);
            CHECK((status == CITYGATE_ERROR_EVENT_CODE) == !valid);
            if (!valid) {
                CHECK_STATUS(status, CITYGATE_ERROR_EVENT_CODE);
                CHECK(error_index == codes[i].offset);
                error_index = 999;
                CHECK_STATUS(call(copy.bytes, NULL), CITYGATE_ERROR_EVENT_CODE);
            } else {
                CHECK(status == CITYGATE_OK || (status <= CITYGATE_ERROR_EVENT_NOT_NOTIFIED && status != CITYGATE_ERROR_EVENT_CODE));
            }
        }
    }
    describe(NULL, NULL, 0, 0);
}

#define CORRUPT_CODES(name, call, input, codes) \
    corrupt_codes((name), (call), &(input), sizeof(input), (codes), sizeof(codes) / sizeof((codes)[0]))

static int32_t grade_it(const void *input, uint32_t *error_index)
{
    citygate_grading_t grading;
    citygate_plan_table_t plan;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    return citygate_situation_grade(&plan, input, &grading, error_index);
}

static int32_t step_it(const void *input, uint32_t *error_index)
{
    citygate_plan_table_t jilin;
    uint8_t next;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&jilin), CITYGATE_OK);
    return citygate_response_transition(&jilin, 0, input, &next, error_index);
}

static citygate_event_t session;

static int32_t assess_it(const void *input, uint32_t *error_index)
{
    citygate_assessment_t assessment;
    CHECK(open_event(&session));
    return citygate_event_assess(&session, input, &assessment, error_index);
}

static int32_t act_it(const void *input, uint32_t *error_index)
{
    citygate_response_state_t state;
    CHECK(open_event(&session));
    return citygate_event_act(&session, input, &state, error_index);
}

static int32_t open_it(const void *input, uint32_t *error_index)
{
    citygate_event_storage_t storage = storage_of(&session, event_ring, RING);

    return citygate_event_open(&storage, input, 0, 0, error_index);
}

static int32_t close_it(const void *input, uint32_t *error_index)
{
    CHECK(open_event(&session));
    return citygate_event_close(&session, input, error_index);
}

static int32_t report_it(const void *input, uint32_t *error_index)
{
    uint16_t missing;
    return citygate_report_missing_items(input, &missing, error_index);
}

static void check_fields(void)
{
    static const code_t of_signatory[] = {
        { 8, 0, CITYGATE_AUTHORITY_ENTERPRISE, NONE_OF_THEM }, { 9, 0, 0, NONE_OF_THEM }
    };
    static const code_t of_situation[] = {
        { offsetof(citygate_situation_t, trend), 0, CITYGATE_TREND_WIDENING, CITYGATE_ABSENT },
        { offsetof(citygate_situation_t, network), 0, CITYGATE_NETWORK_CONDITION_AT_RISK, CITYGATE_ABSENT },
        { offsetof(citygate_situation_t, planned), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_situation_t, reserved), 0, 0, NONE_OF_THEM },
    };
    static const code_t of_request[] = {
        { offsetof(citygate_action_request_t, by) + offsetof(citygate_signatory_t, authority), 0, CITYGATE_AUTHORITY_ENTERPRISE,
          NONE_OF_THEM },
        { offsetof(citygate_action_request_t, by) + offsetof(citygate_signatory_t, reserved), 0, 0, NONE_OF_THEM },
        { offsetof(citygate_action_request_t, action), 0, CITYGATE_ACTION_REQUEST_SUPPORT, NONE_OF_THEM },
        { offsetof(citygate_action_request_t, justification), 0, CITYGATE_JUSTIFICATION_SEVERAL_REGIONS, NONE_OF_THEM },
        { offsetof(citygate_action_request_t, dealt_with), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_action_request_t, supply_restored), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_action_request_t, means_exceeded), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_action_request_t, approved), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_action_request_t, reserved), 0, 0, NONE_OF_THEM },
    };
    static const code_t of_observation[] = {
        { offsetof(citygate_observation_t, trend), 0, CITYGATE_TREND_WIDENING, CITYGATE_ABSENT },
        { offsetof(citygate_observation_t, network), 0, CITYGATE_NETWORK_CONDITION_AT_RISK, CITYGATE_ABSENT },
        { offsetof(citygate_observation_t, planned), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_observation_t, affected_area), 0, CITYGATE_AFFECTED_AREA_SEVERAL_PROVINCES, NONE_OF_THEM },
        { offsetof(citygate_observation_t, exceeded), 0, CITYGATE_GOVERNMENT_PROVINCE, CITYGATE_ABSENT },
        { offsetof(citygate_observation_t, sensitivity), 0, 15, NONE_OF_THEM },
        { offsetof(citygate_observation_t, reserved), 0, 0, NONE_OF_THEM },
    };
    static const code_t of_settings[] = {
        { offsetof(citygate_event_settings_t, has_key), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_event_settings_t, reserved), 0, 0, NONE_OF_THEM },
    };
    static const code_t of_report[] = {
        { offsetof(citygate_report_t, grade), 0, CITYGATE_GRADE_IV, NONE_OF_THEM },
        { offsetof(citygate_report_t, level), 0, CITYGATE_RESPONSE_LEVEL_4, NONE_OF_THEM },
        { offsetof(citygate_report_t, sensitivity), 0, 15, NONE_OF_THEM },
        { offsetof(citygate_report_t, recipients), 0, CITYGATE_RECIPIENTS_ALL, NONE_OF_THEM },
        { offsetof(citygate_report_t, is_final), 0, 1, NONE_OF_THEM },
        { offsetof(citygate_report_t, reserved), 0, 0, NONE_OF_THEM },
    };
    citygate_situation_t situation;
    citygate_action_request_t request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_1, CITYGATE_AUTHORITY_HQ_OFFICE);
    citygate_observation_t observation = shortage(900000);
    citygate_event_settings_t settings = event_settings();
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_COUNTY);
    citygate_report_t report;

    memset(&situation, 0, sizeof(situation));
    memset(&report, 0, sizeof(report));
    CORRUPT_CODES("citygate_situation_grade", grade_it, situation, of_situation);
    CORRUPT_CODES("citygate_response_transition", step_it, request, of_request);
    CORRUPT_CODES("citygate_event_act", act_it, request, of_request);
    CORRUPT_CODES("citygate_event_assess", assess_it, observation, of_observation);
    CORRUPT_CODES("citygate_event_open", open_it, settings, of_settings);
    CORRUPT_CODES("citygate_event_close", close_it, by, of_signatory);
    CORRUPT_CODES("citygate_report_missing_items", report_it, report, of_report);
}

/* --- Codes that are arguments -------------------------------------------------------------------------------- */

/* A state taken apart, against its code: 9 x what is in force (0 normal, 1 to 7 a response, 8 to 14 its transition)
 * + what is proposed (0 nothing, 1 to 7 a response, 8 the end). */
static void check_state(const citygate_response_state_t *state, unsigned code)
{
    static const uint8_t levels[] = { 1, 2, 3, 3, 4, 4, 4 };
    unsigned standing = code / 9, proposal = code % 9;
    int started = standing >= 1 && standing <= 7, in_transition = standing >= 8;

    CHECK(state->state == code && state->reserved == 0);
    CHECK(state->in_force == (started ? standing - 1 : CITYGATE_ABSENT));
    CHECK(state->level == (started ? levels[standing - 1] : CITYGATE_NONE));
    CHECK(state->in_transition == (in_transition ? standing - 8 : CITYGATE_ABSENT));
    CHECK(state->proposed == (proposal >= 1 && proposal <= 7 ? proposal - 1 : CITYGATE_ABSENT));
    CHECK(state->end_proposed == (proposal == 8));
    CHECK(state->phase == (started ? (proposal == 0 ? CITYGATE_PHASE_STARTED
                                      : proposal == 8 ? CITYGATE_PHASE_TERMINATION : CITYGATE_PHASE_CHANGE_PROPOSED)
                           : in_transition ? (proposal == 0 ? CITYGATE_PHASE_TRANSITION : CITYGATE_PHASE_RESTART_PROPOSED)
                           : proposal == 0 ? CITYGATE_PHASE_NORMAL : CITYGATE_PHASE_PROPOSED));
}

static uint8_t highest(uint8_t a, uint8_t b, uint8_t c)
{
    uint8_t most = a > b ? a : b;
    return most > c ? most : c;
}

/* In the headquarters whoever stands above may act too. */
static unsigned superiors_too(uint8_t authority)
{
    unsigned set = 1u << authority;

    if (authority == CITYGATE_AUTHORITY_HQ_OFFICE) {
        set |= 1u << CITYGATE_AUTHORITY_DEPUTY_COMMANDER;
    }
    if (authority == CITYGATE_AUTHORITY_HQ_OFFICE || authority == CITYGATE_AUTHORITY_DEPUTY_COMMANDER) {
        set |= 1u << CITYGATE_AUTHORITY_COMMANDER;
    }
    return set;
}

/* Who leads is the highest of: the government of the level, the one above all regions, the one above the one whose
 * means are exceeded. */
static void check_recommendations(void)
{
    static const uint8_t by_grade[] = { 2, 2, 1, 0 }, by_extent[] = { 0, 1, 2, 2 }, by_means[] = { 1, 2, 2, 0 };
    /* By level and government; who starts each response, in the order of the codes. */
    static const uint8_t responses[4][3] = { { 0, 0, 0 }, { 1, 1, 1 }, { 3, 3, 2 }, { 6, 5, 4 } };
    static const uint8_t starters[] = {
        CITYGATE_AUTHORITY_COMMANDER, CITYGATE_AUTHORITY_DEPUTY_COMMANDER, CITYGATE_AUTHORITY_HQ_OFFICE,
        CITYGATE_AUTHORITY_CITY, CITYGATE_AUTHORITY_HQ_OFFICE, CITYGATE_AUTHORITY_CITY, CITYGATE_AUTHORITY_COUNTY
    };
    citygate_plan_table_t jilin;
    citygate_recommendation_t found;
    uint8_t grade, extent, means;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&jilin), CITYGATE_OK);
    for (grade = 1; grade <= 4; grade++) {
        for (extent = 0; extent <= 3; extent++) {
            for (means = 0; means <= 3; means++) {
                uint8_t government = highest(by_grade[grade - 1], by_extent[extent], by_means[means]);
                uint8_t response = responses[grade - 1][government];

                CHECK_STATUS(citygate_response_recommend(&jilin, grade, extent, means == 3 ? CITYGATE_ABSENT : means, &found), CITYGATE_OK);
                CHECK(found.response == response && found.level == grade && found.government == government);
                /* Jointly by cities, or by provinces, unless their means are exceeded; supported or taken over. */
                uint8_t unaided = highest(by_grade[grade - 1], by_extent[extent], 0);
                uint8_t joint = extent < 2 ? CITYGATE_ABSENT : (uint8_t)(extent - 1);

                if (joint != CITYGATE_ABSENT && (joint < by_grade[grade - 1] || (means != 3 && means >= joint))) {
                    joint = CITYGATE_ABSENT;
                }
                CHECK(found.jointly == joint);
                CHECK(found.supports_instead == (government > unaided ? unaided : CITYGATE_ABSENT));
                CHECK(found.ask_state_council == (means == 2));
                CHECK(found.starters == superiors_too(starters[response]));
                CHECK(found.proposers == (response <= 1 ? 1u << CITYGATE_AUTHORITY_HQ_OFFICE : 0x0fu));
                CHECK(found.needs_justification == (response == 2 || response == 4));
            }
        }
    }
}

/* To whom every event is reported (4.2). */
#define EVERY_EVENT                                                                                                    \
    (CITYGATE_RECIPIENT_LOCAL_GOVERNMENT | CITYGATE_RECIPIENT_ENERGY_AUTHORITY                                         \
     | CITYGATE_RECIPIENT_PROVINCIAL_ENERGY_AUTHORITY | CITYGATE_RECIPIENT_HIGHER_GOVERNMENT                           \
     | CITYGATE_RECIPIENT_AFFECTED_PARTIES)

static void check_arguments(void)
{
    citygate_plan_table_t jilin;
    unsigned a, b, c;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&jilin), CITYGATE_OK);
    for (a = 0; a <= UINT8_MAX; a++) {
        citygate_recommendation_t recommendation;
        citygate_response_state_t state;
        uint16_t measures = 77;
        uint8_t to = 77;

        describe("codes", "value", (long)a, 0);
        CHECK_STATUS(citygate_warning_measures((uint8_t)a, &measures),
                     a >= 1 && a <= 4 ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
        CHECK(measures == (a >= 3 && a <= 4 ? 0x001f : a >= 1 && a <= 2 ? CITYGATE_MEASURES_ALL : 77));
        CHECK_STATUS(citygate_report_recipients((uint8_t)a, 0, &to), a <= 4 ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
        CHECK(to == (a == 1 || a == 2 ? CITYGATE_RECIPIENTS_ALL : a <= 4 ? EVERY_EVENT : 77));
        to = 77;
        CHECK_STATUS(citygate_report_recipients(CITYGATE_NONE, (uint8_t)a, &to),
                     a < 16 ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
        CHECK(to == (a == 0 ? EVERY_EVENT : a < 16 ? CITYGATE_RECIPIENTS_ALL : 77));
        CHECK_STATUS(citygate_response_recommend(&jilin, (uint8_t)a, 0, CITYGATE_ABSENT, &recommendation),
                     a >= 1 && a <= 4 ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
        CHECK_STATUS(citygate_response_recommend(&jilin, 1, (uint8_t)a, CITYGATE_ABSENT, &recommendation),
                     a <= 3 ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
        CHECK_STATUS(citygate_response_recommend(&jilin, 1, 0, (uint8_t)a, &recommendation),
                     a <= 2 || a == CITYGATE_ABSENT ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
        for (b = 0; b <= UINT8_MAX; b++) {
            uint8_t level = 77;
            /* The worse of the two, as the plan's table has it. */
            static const uint8_t by_possibility[] = { 5, 3, 2, 1 }, by_reach[] = { 5, 4, 3, 2, 1 };
            int valid = a <= 3 && b <= 4;

            CHECK_STATUS(citygate_warning_level((uint8_t)a, (uint8_t)b, &level),
                         valid ? CITYGATE_OK : CITYGATE_ERROR_EVENT_CODE);
            if (valid) {
                uint8_t worse = by_possibility[a] < by_reach[b] ? by_possibility[a] : by_reach[b];
                CHECK(level == (worse == 5 ? CITYGATE_NONE : worse));
            } else {
                CHECK(level == 77);
            }
        }
        memset(&state, PATTERN, sizeof(state));
        if (citygate_response_state_decode((uint8_t)a, &state) == CITYGATE_OK) {
            check_state(&state, a);
        } else {
            CHECK(state.state == PATTERN && state.reserved == PATTERN);
        }
        for (b = 0; b <= UINT8_MAX; b++) {
            uint8_t authorities = 77, needed = 77;
            uint32_t error_index = 999;
            int32_t status = citygate_response_authorities(&jilin, (uint8_t)a, (uint8_t)b, &authorities, &needed, &error_index);
            citygate_action_request_t request = request_of((uint8_t)b, CITYGATE_AUTHORITY_ENGINE);

            CHECK((status == CITYGATE_OK) == (authorities != 77 && needed != 77));
            request.justification = CITYGATE_JUSTIFICATION_INSTRUCTION;
            request.dealt_with = request.supply_restored = request.means_exceeded = 1;
            /* Who may, can; who may not, is told who may. */
            for (c = 0; c <= CITYGATE_AUTHORITY_ENTERPRISE; c++) {
                uint8_t next = 255;
                uint32_t told = 999;
                int32_t stepped;

                request.by.authority = (uint8_t)c;
                stepped = citygate_response_transition(&jilin, (uint8_t)a, &request, &next, &told);
                if (status != CITYGATE_OK) {
                    CHECK_STATUS(stepped, status);
                    CHECK(told == error_index || status == CITYGATE_ERROR_EVENT_CODE);
                } else if ((authorities & 1u << c) != 0) {
                    CHECK_STATUS(stepped, CITYGATE_OK);
                    CHECK(citygate_response_state_decode(next, &state) == CITYGATE_OK);
                } else {
                    CHECK_STATUS(stepped, CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED);
                    CHECK(told == authorities);
                }
                CHECK((stepped == CITYGATE_OK) == (next != 255));
            }
        }
    }
    describe(NULL, NULL, 0, 0);
}

/* The functions that sign and have no error index. */
static void check_signatories(void)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    citygate_report_receipt_t receipt;
    citygate_event_t before;
    unsigned code;

    CHECK(open_event(&session));
    CHECK_STATUS(citygate_event_notify(&session, 0, &by, NULL), CITYGATE_OK);
    memcpy(&before, &session, sizeof(before));
    for (code = CITYGATE_AUTHORITY_ENTERPRISE + 1; code <= UINT8_MAX; code++) {
        by.authority = (uint8_t)code;
        CHECK_STATUS(citygate_event_notify(&session, 0, &by, NULL), CITYGATE_ERROR_EVENT_CODE);
        CHECK_STATUS(citygate_event_issue_warning(&session, CITYGATE_WARNING_LEVEL_RED, &by), CITYGATE_ERROR_EVENT_CODE);
        CHECK_STATUS(citygate_event_lift_warning(&session, CITYGATE_NONE, &by), CITYGATE_ERROR_EVENT_CODE);
        CHECK_STATUS(citygate_event_withdraw_warning(&session, &by), CITYGATE_ERROR_EVENT_CODE);
        CHECK_STATUS(citygate_event_record_report(&session, 1, &by, NULL, &receipt), CITYGATE_ERROR_EVENT_CODE);
        CHECK_STATUS(citygate_event_record_policy(&session, 1, &by, NULL), CITYGATE_ERROR_EVENT_CODE);
    }
    by = signed_by(CITYGATE_AUTHORITY_CITY);
    for (code = 0; code <= UINT8_MAX; code++) {
        if (code == 0) {
            CHECK_STATUS(citygate_event_record_report(&session, 0, &by, NULL, &receipt), CITYGATE_ERROR_EMPTY);
        } else if (code & CITYGATE_RECIPIENT_STATE_COUNCIL) {
            /* To the State Council reports the province, not a city (4.2). */
            CHECK_STATUS(citygate_event_record_report(&session, (uint8_t)code, &by, NULL, &receipt),
                         CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED);
        }
        if (code == 0 || code > CITYGATE_WARNING_LEVEL_BLUE) {
            CHECK_STATUS(citygate_event_issue_warning(&session, (uint8_t)code, &by), CITYGATE_ERROR_EVENT_CODE);
        }
    }
    CHECK(memcmp(&before, &session, sizeof(before)) == 0);
}

/* --- Texts ---------------------------------------------------------------------------------------------------- */

static void check_texts(void)
{
    /* How many codes each table has, and with which number they begin. */
    static const struct {
        uint8_t table, first, count;
    } tables[] = {
        { CITYGATE_TEXT_GRADE, 1, 4 }, { CITYGATE_TEXT_CRITERION, 1, 3 }, { CITYGATE_TEXT_EVALUATOR, 0, 4 },
        { CITYGATE_TEXT_TREND, 0, 3 }, { CITYGATE_TEXT_TREND_SOURCE, 0, 3 }, { CITYGATE_TEXT_NETWORK_CONDITION, 0, 3 },
        { CITYGATE_TEXT_UNMET, 0, 6 }, { CITYGATE_TEXT_SAMPLE, 0, 6 }, { CITYGATE_TEXT_AUTHORITY, 0, 7 },
        { CITYGATE_TEXT_WARNING, 1, 4 }, { CITYGATE_TEXT_WARNING_ACTION, 0, 6 }, { CITYGATE_TEXT_POSSIBILITY, 0, 4 },
        { CITYGATE_TEXT_WARNING_REACH, 0, 5 }, { CITYGATE_TEXT_MEASURE, 0, 10 }, { CITYGATE_TEXT_RESPONSE_LEVEL, 1, 4 },
        { CITYGATE_TEXT_RESPONSE, 0, 7 }, { CITYGATE_TEXT_GOVERNMENT, 0, 3 }, { CITYGATE_TEXT_AFFECTED_AREA, 0, 4 },
        { CITYGATE_TEXT_JUSTIFICATION, 1, 5 }, { CITYGATE_TEXT_PHASE, 0, 7 }, { CITYGATE_TEXT_ACTION, 0, 19 },
        { CITYGATE_TEXT_REFUSAL, 1, 13 }, { CITYGATE_TEXT_RECIPIENT, 0, 8 }, { CITYGATE_TEXT_SENSITIVITY, 0, 4 },
        { CITYGATE_TEXT_REPORT_ITEM, 0, 13 }, { CITYGATE_TEXT_OBLIGATION, 0, 4 }, { CITYGATE_TEXT_DOWNTIME, 0, 3 },
        { CITYGATE_TEXT_JOURNAL_ENTRY, 1, 17 }, { CITYGATE_TEXT_WARNING_REFUSAL, 0, 4 },
        { CITYGATE_TEXT_ACTION_REMARK, 0, 3 },
        { CITYGATE_TEXT_DUTY, 0, 23 }, { CITYGATE_TEXT_DUTY_TRIGGER, 0, 8 }, { CITYGATE_TEXT_DUTY_HOLDER, 0, 15 },
        { CITYGATE_TEXT_DUTY_DEADLINE, 0, 5 }, { CITYGATE_TEXT_DUTY_STATUS, 0, 7 },
    };
    const char *unknown = citygate_event_text(255, 0), *unknown_zh = citygate_event_text_zh(255, 0);
    unsigned table, code;

    CHECK(strcmp(unknown, "unknown code") == 0 && strcmp(unknown_zh, unknown) != 0);
    for (table = 0; table <= UINT8_MAX; table++) {
        for (code = 0; code <= UINT8_MAX; code++) {
            const char *en = citygate_event_text((uint8_t)table, (uint8_t)code);
            const char *zh = citygate_event_text_zh((uint8_t)table, (uint8_t)code);
            int known = table < sizeof(tables) / sizeof(tables[0]) && code >= tables[table].first
                && code < (unsigned)tables[table].first + tables[table].count;

            describe("texts", "table and code", (long)table, (long)code);
            CHECK(memchr(en, 0, 200) != NULL && memchr(zh, 0, 200) != NULL && en[0] != 0 && zh[0] != 0);
            CHECK(known == (strcmp(en, unknown) != 0) && known == (strcmp(zh, unknown_zh) != 0));
        }
    }
    describe(NULL, NULL, 0, 0);
    for (table = 0; table < sizeof(tables) / sizeof(tables[0]); table++) {
        CHECK(tables[table].table == table);
    }
    CHECK(strcmp(citygate_event_text_zh(CITYGATE_TEXT_GRADE, CITYGATE_GRADE_II),
                 "\xe2\x85\xa1\xe7\xba\xa7\xef\xbc\x88\xe9\x87\x8d\xe5\xa4\xa7\xef\xbc\x89") == 0);
    CHECK(strcmp(citygate_event_text(CITYGATE_TEXT_REFUSAL, 10), citygate_status_text(CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED))
          == 0);
    CHECK(strcmp(citygate_event_text(CITYGATE_TEXT_WARNING_REFUSAL, 3),
                 citygate_status_text(CITYGATE_ERROR_WARNING_NOT_THE_ISSUER)) == 0);
}

void event_codes(void)
{
    check_fields();
    check_arguments();
    check_recommendations();
    check_signatories();
    check_texts();
}
