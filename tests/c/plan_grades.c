/* Grades against the plan's table, the N-1 formula, deadlines, and what another plan changes. */

#include <string.h>

#include "event_fixture.h"

/* The plan's table, read off (1.5.1). 5 is no grade. */
static unsigned worse(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned by_interruption_of(uint32_t hours)
{
    return hours >= 72 ? 1 : hours >= 48 ? 2 : hours >= 36 ? 3 : hours >= 24 ? 4 : 5;
}

static unsigned by_imbalance_of(unsigned percent, unsigned trend, unsigned network)
{
    if (trend != CITYGATE_TREND_WIDENING || percent < 5) {
        return 5;
    }
    if (network == CITYGATE_NETWORK_CONDITION_AT_RISK && percent >= 15) {
        return percent >= 20 ? 1 : 2;
    }
    return network != CITYGATE_NETWORK_CONDITION_NORMAL && percent >= 10 ? 3 : 4;
}

static void check_grading(const citygate_grading_t *grading, unsigned by_imbalance, unsigned by_interruption)
{
    unsigned grade = worse(by_imbalance, by_interruption);

    CHECK(grading->grade == (grade == 5 ? CITYGATE_NONE : grade));
    CHECK(grading->by_imbalance == (by_imbalance == 5 ? CITYGATE_NONE : by_imbalance));
    CHECK(grading->by_interruption == (by_interruption == 5 ? CITYGATE_NONE : by_interruption));
    CHECK(grading->next == grade - 1);
    CHECK((grading->unmet == 0) == (grade == 1));
    CHECK(grading->criterion == (grade == 5 ? CITYGATE_NONE
                                 : by_imbalance == by_interruption ? CITYGATE_CRITERION_BOTH
                                 : by_imbalance < by_interruption ? CITYGATE_CRITERION_IMBALANCE
                                 : CITYGATE_CRITERION_INTERRUPTION));
    CHECK(grading->evaluator == (grade == 5 ? CITYGATE_ABSENT : grade == 4 ? CITYGATE_EVALUATOR_COUNTY : grade == 3 ? CITYGATE_EVALUATOR_CITY
                                 : grade == 2 ? CITYGATE_EVALUATOR_PROVINCE : CITYGATE_EVALUATOR_NATIONAL_RULES));
}

static void check_grades(void)
{
    citygate_situation_t situation;
    citygate_grading_t grading;
    citygate_plan_table_t plan;
    unsigned percent, hours, trend, network;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    memset(&situation, 0, sizeof(situation));
    situation.normal_supply_dm3_per_h = 700;
    situation.demand_dm3_per_h = 700;
    for (percent = 0; percent <= 25; percent++) {
        for (hours = 0; hours <= 80; hours += hours < 20 ? 20 : 1) {
            for (trend = 0; trend <= CITYGATE_TREND_WIDENING; trend++) {
                for (network = 0; network <= CITYGATE_NETWORK_CONDITION_AT_RISK; network++) {
                    situation.available_supply_dm3_per_h = 700 - 7 * percent;
                    situation.interruption_min = 60 * hours;
                    situation.trend = (uint8_t)trend;
                    situation.network = (uint8_t)network;
                    CHECK_STATUS(citygate_situation_grade(&plan, &situation, &grading, NULL), CITYGATE_OK);
                    CHECK(grading.imbalance_permille == 10 * percent && grading.imbalance_ppm == 10000 * percent);
                    check_grading(&grading, by_imbalance_of(percent, trend, network), by_interruption_of(hours));
                    /* A minute, or a unit of supply, short of the bound is one grade less. */
                    if (hours > 0 && percent > 0) {
                        situation.interruption_min--;
                        situation.available_supply_dm3_per_h++;
                        CHECK_STATUS(citygate_situation_grade(&plan, &situation, &grading, NULL), CITYGATE_OK);
                        check_grading(&grading, by_imbalance_of(percent - 1, trend, network),
                                      by_interruption_of(hours - 1));
                    }
                }
            }
        }
    }
}

/* The plan, 1.5.1: of supply and demand; what is not stated is no good news; a planned outage is no event. */
static void check_figures(void)
{
    citygate_situation_t situation;
    citygate_grading_t grading;
    citygate_plan_table_t plan, none;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    CHECK(plan.number == 1 && plan.scope == CITYGATE_GOVERNMENT_PROVINCE && plan.first_report_min == 60);
    CHECK(plan.grades[3].imbalance_permille == 50 && plan.grades[0].interruption_min == 72 * 60);
    memset(&situation, 0, sizeof(situation));
    situation.normal_supply_dm3_per_h = 1000;
    situation.demand_dm3_per_h = 1300;
    situation.available_supply_dm3_per_h = 1000;
    situation.interruption_min = CITYGATE_MINUTES_NOT_STATED;
    situation.trend = CITYGATE_ABSENT;
    situation.network = CITYGATE_ABSENT;
    CHECK_STATUS(citygate_situation_grade(&plan, &situation, &grading, NULL), CITYGATE_OK);
    CHECK(grading.grade == CITYGATE_GRADE_IV && grading.imbalance_permille == 300 && grading.missing_permille == 0);
    situation.demand_dm3_per_h = 600;
    situation.available_supply_dm3_per_h = 800;
    CHECK_STATUS(citygate_situation_grade(&plan, &situation, &grading, NULL), CITYGATE_OK);
    CHECK(grading.grade == CITYGATE_NONE && grading.imbalance_permille == 0 && grading.missing_permille == 200);
    /* Not known: the normal supply is taken for it. */
    situation.demand_dm3_per_h = 0;
    CHECK_STATUS(citygate_situation_grade(&plan, &situation, &grading, NULL), CITYGATE_OK);
    CHECK(grading.grade == CITYGATE_GRADE_IV && grading.imbalance_permille == 200);
    situation.planned = 1;
    CHECK_STATUS(citygate_situation_grade(&plan, &situation, &grading, NULL), CITYGATE_OK);
    CHECK(grading.grade == CITYGATE_NONE && grading.unmet == CITYGATE_UNMET_PLANNED);
    memset(&none, 0, sizeof(none));
    CHECK_STATUS(citygate_situation_grade(&none, &situation, &grading, NULL), CITYGATE_ERROR_EVENT_SETTINGS);
    plan.grades[1].imbalance_permille = 250;
    CHECK_STATUS(citygate_situation_grade(&plan, &situation, &grading, NULL), CITYGATE_ERROR_EVENT_SETTINGS);
}

static void check_n_minus_1(void)
{
    citygate_infrastructure_t figures = { 620, 0, 150, 90, 400, 500 };
    citygate_n_minus_1_t result;

    CHECK_STATUS(citygate_n_minus_1_compute(&figures, &result), CITYGATE_OK);
    CHECK(result.remaining_m3_per_d == 460 && result.permille == 920 && result.is_met == 0);
    figures.peak_demand_m3_per_d = 460;
    CHECK_STATUS(citygate_n_minus_1_compute(&figures, &result), CITYGATE_OK);
    CHECK(result.permille == 1000 && result.is_met == 1 && result.reserved == 0);
    memset(&result, PATTERN, sizeof(result));
    figures.peak_demand_m3_per_d = 0;
    CHECK_STATUS(citygate_n_minus_1_compute(&figures, &result), CITYGATE_ERROR_N_MINUS_1_NO_DEMAND);
    figures.peak_demand_m3_per_d = 1;
    figures.largest_m3_per_d = 621;
    CHECK_STATUS(citygate_n_minus_1_compute(&figures, &result), CITYGATE_ERROR_N_MINUS_1_LARGEST);
    figures.largest_m3_per_d = 0;
    CHECK_STATUS(citygate_n_minus_1_compute(&figures, &result), CITYGATE_ERROR_N_MINUS_1_LARGEST);
    figures.lng_m3_per_d = UINT64_MAX;
    CHECK_STATUS(citygate_n_minus_1_compute(&figures, &result), CITYGATE_ERROR_TOO_LARGE);
    CHECK(result.permille == UINT64_C(0xa5a5a5a5a5a5a5a5));
}

/* --- Time ----------------------------------------------------------------------------------------------------- */

static void check_deadlines(void)
{
    citygate_instant_t start = { 1000, 2, 0 }, now = { 1000 + 60 * MINUTE, 2, 0 };
    citygate_obligation_t due;

    CHECK_STATUS(citygate_deadline_check(&start, 60 * MINUTE, &now, &due), CITYGATE_OK);
    CHECK(due.due == CITYGATE_OBLIGATION_PENDING && due.ms == 0);
    now.ms++;
    CHECK_STATUS(citygate_deadline_check(&start, 60 * MINUTE, &now, &due), CITYGATE_OK);
    CHECK(due.due == CITYGATE_OBLIGATION_OVERDUE && due.ms == 1);
    CHECK_STATUS(citygate_deadline_check(&start, UINT64_MAX, &now, &due), CITYGATE_OK);
    CHECK(due.due == CITYGATE_OBLIGATION_PENDING);
    now.gaps++;
    CHECK_STATUS(citygate_deadline_check(&start, UINT64_MAX, &now, &due), CITYGATE_OK);
    CHECK(due.due == CITYGATE_OBLIGATION_TIME_LOST && due.ms == 0);
    now.reserved = 1;
    CHECK_STATUS(citygate_deadline_check(&start, 0, &now, &due), CITYGATE_ERROR_EVENT_CODE);
    start.reserved = 1;
    now.reserved = 0;
    CHECK_STATUS(citygate_deadline_check(&start, 0, &now, &due), CITYGATE_ERROR_EVENT_CODE);
    CHECK(due.due == CITYGATE_OBLIGATION_TIME_LOST);
}

/* --- Another plan -------------------------------------------------------------------------------------------- */

/* Level 3 is the province's at once, proposed by the city, started by the commander whether means are exceeded or not;
 * level 4 is the city's; reports within half an hour. */
static citygate_plan_table_t another_plan(void)
{
    citygate_plan_table_t plan;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&plan), CITYGATE_OK);
    plan.number = 7;
    plan.first_report_min = 30;
    plan.prompt_min = 10;
    plan.levels[2].leads = CITYGATE_GOVERNMENT_PROVINCE;
    plan.levels[2].proposer = CITYGATE_AUTHORITY_CITY;
    plan.levels[2].starter = CITYGATE_AUTHORITY_COMMANDER;
    plan.levels[2].when_exceeded = 0;
    plan.levels[3].leads = CITYGATE_GOVERNMENT_CITY;
    return plan;
}

static void check_another_plan(void)
{
    citygate_plan_table_t plan = another_plan(), jilin;
    citygate_recommendation_t found;
    citygate_action_request_t request = request_of(CITYGATE_ACTION_PROPOSE + CITYGATE_RESPONSE_3_PROVINCE, CITYGATE_AUTHORITY_CITY);
    uint8_t authorities, needed, state = 0;
    uint32_t error_index = 0;

    CHECK_STATUS(citygate_plan_table_get_jilin_2024(&jilin), CITYGATE_OK);
    CHECK_STATUS(citygate_response_recommend(&plan, CITYGATE_GRADE_III, 0, CITYGATE_ABSENT, &found), CITYGATE_OK);
    CHECK(found.response == CITYGATE_RESPONSE_3_PROVINCE && found.government == CITYGATE_GOVERNMENT_PROVINCE);
    CHECK(found.proposers == 1u << CITYGATE_AUTHORITY_CITY && found.starters == 1u << CITYGATE_AUTHORITY_COMMANDER);
    CHECK(found.needs_justification == 0);
    CHECK_STATUS(citygate_response_recommend(&plan, CITYGATE_GRADE_IV, 0, CITYGATE_ABSENT, &found), CITYGATE_OK);
    CHECK(found.response == CITYGATE_RESPONSE_4_CITY);
    CHECK_STATUS(citygate_response_recommend(&jilin, CITYGATE_GRADE_IV, 0, CITYGATE_ABSENT, &found), CITYGATE_OK);
    CHECK(found.response == CITYGATE_RESPONSE_4_COUNTY);

    CHECK_STATUS(citygate_response_authorities(&plan, 0, request.action, &authorities, &needed, NULL), CITYGATE_OK);
    CHECK(authorities == 1u << CITYGATE_AUTHORITY_CITY && needed == 0);
    CHECK_STATUS(citygate_response_authorities(&jilin, 0, request.action, &authorities, &needed, NULL), CITYGATE_OK);
    CHECK(authorities == 0x0f);
    CHECK_STATUS(citygate_response_transition(&plan, 0, &request, &state, NULL), CITYGATE_OK);
    request = request_of(CITYGATE_ACTION_CONFIRM + CITYGATE_RESPONSE_3_PROVINCE, CITYGATE_AUTHORITY_HQ_OFFICE);
    CHECK_STATUS(citygate_response_transition(&plan, state, &request, &authorities, &error_index),
                 CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED);
    CHECK(error_index == 1u << CITYGATE_AUTHORITY_COMMANDER);
    /* By Jilin's plan the office may, where means are exceeded. */
    CHECK_STATUS(citygate_response_transition(&jilin, state, &request, &authorities, NULL),
                 CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING);
    request.by.authority = CITYGATE_AUTHORITY_COMMANDER;
    CHECK_STATUS(citygate_response_transition(&plan, state, &request, &authorities, NULL), CITYGATE_OK);
}

/* A plan that is none is refused by every function that takes one. */
static void check_no_plan(void)
{
    citygate_plan_table_t none = another_plan();
    citygate_recommendation_t found;
    citygate_action_request_t request = request_of(CITYGATE_ACTION_PROPOSE, CITYGATE_AUTHORITY_HQ_OFFICE);
    citygate_event_settings_t settings = event_settings();
    citygate_event_t event;
    citygate_event_storage_t storage = storage_of(&event, event_ring, RING);
    uint8_t next, needed;
    uint32_t error_index = 0;

    /* No county leads level 3: the plan has no such response. */
    none.levels[2].leads = CITYGATE_GOVERNMENT_COUNTY;
    settings.plan = none;
    CHECK_STATUS(citygate_response_recommend(&none, CITYGATE_GRADE_II, 0, CITYGATE_ABSENT, &found),
                 CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK_STATUS(citygate_response_authorities(&none, 0, 0, &next, &needed, NULL), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK_STATUS(citygate_response_transition(&none, 0, &request, &next, NULL), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK_STATUS(citygate_event_open(&storage, &settings, 0, WALL, &error_index), CITYGATE_ERROR_EVENT_SETTINGS);
    CHECK(error_index == offsetof(citygate_event_settings_t, plan));
}

/* Deadlines and recommendation of a session are the plan's. */
static void check_session_of_another_plan(void)
{
    citygate_event_settings_t settings = event_settings();
    citygate_event_t event;
    citygate_event_storage_t storage = storage_of(&event, event_ring, RING);
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    citygate_observation_t observation = shortage(880000);
    citygate_assessment_t assessment;
    citygate_event_status_t status;

    settings.plan = another_plan();
    CHECK_STATUS(citygate_event_open(&storage, &settings, 0, WALL, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_notify(&event, 0, &by, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_status(&event, &status), CITYGATE_OK);
    CHECK(status.due[0].ms == 30 * MINUTE && status.next_due_ms == 10 * MINUTE);
    CHECK_STATUS(citygate_event_assess(&event, &observation, &assessment, NULL), CITYGATE_OK);
    CHECK(assessment.grade == CITYGATE_GRADE_III);
    CHECK(assessment.recommendation.response == CITYGATE_RESPONSE_3_PROVINCE);
    CHECK(assessment.recommendation.starters == 1u << CITYGATE_AUTHORITY_COMMANDER);
    CHECK(open_event(&event));
    CHECK_STATUS(citygate_event_notify(&event, 0, &by, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_status(&event, &status), CITYGATE_OK);
    CHECK(status.due[0].ms == 60 * MINUTE && status.next_due_ms == 60 * MINUTE);
}

void plan_grades(void)
{
    check_grades();
    check_figures();
    check_n_minus_1();
    check_deadlines();
    check_another_plan();
    check_no_plan();
    check_session_of_another_plan();
}
