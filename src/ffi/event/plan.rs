//! Pure functions of the plan: grade, recommendation, warning level and measures, recipients, deadline; and N-1.

use super::super::call::run;
use super::super::status::StatusCode;
use core::mem::offset_of;

use super::super::memory::{MemoryRange, check_apart, check_optional, output, value};
use super::codes::CITYGATE_ABSENT;
use super::convert::{
    argument, due_of, field, flag, grading_of, instant, known, optional, plan_of, recommendation_of,
    stated_minutes,
};
use super::types::{
    CitygateGrading, CitygateInstant, CitygateNMinus_1, CitygateObligation, CitygateRecommendation,
    CitygateSituation,
};
use crate::event::{
    AffectedArea, Deadline, Government, Grade, Infrastructure, NetworkCondition, ObligationStatus, PlanRules,
    PlanTable, Possibility, Remaining, SensitivitySet, Situation, Trend, WarningLevel, WarningReach, grade,
    imbalance_ppm, n_minus_1, recipients, recommend, warning_level,
};

/// Jilin Province's emergency plan of 2024, as a table. Plan 1.5, 4.1, 4.2.
///
/// plan: receives it.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; plan is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_plan_table_get_jilin_2024(plan: *mut PlanTable) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            *output(plan)? = PlanTable::of(&PlanRules::JILIN_2024);
            Ok(())
        })
    }
}

/// Grades an event by the worse of its two criteria, and says why not worse. Plan 1.5.1.
///
/// Monotone (an interpretation of the plan's upper bounds): a larger imbalance, a worse trend, a worse network or a
/// longer interruption never lowers the grade. An imbalance that is not widening meets no imbalance criterion; the
/// interruption criterion stands alone. Exact: no rounding at any bound.
///
/// plan: by which table, for example that of citygate_plan_table_get_jilin_2024.
/// situation: what is known.
/// grading: receives the grade and its reasons.
/// error_index: on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none);
/// grading is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_situation_grade(
    plan: *const PlanTable,
    situation: *const CitygateSituation,
    grading: *mut CitygateGrading,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_apart(
                &[MemoryRange::of(plan), MemoryRange::of(situation)],
                &[MemoryRange::of(grading), MemoryRange::of(error_index)],
            )?;
            let (plan, given, grading) = (value(plan)?, value(situation)?, output(grading)?);
            let plan = plan_of(plan)?;
            field((given.reserved == 0).then_some(()), offset_of!(CitygateSituation, reserved))?;
            let situation = Situation {
                normal_supply: given.normal_supply_dm3_per_h,
                demand: known(given.demand_dm3_per_h),
                available_supply: given.available_supply_dm3_per_h,
                interruption_min: stated_minutes(given.interruption_min),
                trend: optional(
                    given.trend,
                    CITYGATE_ABSENT,
                    Trend::from_code,
                    offset_of!(CitygateSituation, trend),
                )?,
                network: optional(
                    given.network,
                    CITYGATE_ABSENT,
                    NetworkCondition::from_code,
                    offset_of!(CitygateSituation, network),
                )?,
                planned: flag(given.planned, offset_of!(CitygateSituation, planned))?,
            };
            let ppm = imbalance_ppm(situation.imbalance(), situation.normal_supply);
            *grading = grading_of(&grade(&plan, &situation), ppm);
            Ok(())
        })
    }
}

/// The response that the plan calls for: its level by the grade, its lead by the regions reached and by whose means
/// are exceeded. It starts nothing. Plan 1.5.2, 4.1.
///
/// plan: by which table, for example that of citygate_plan_table_get_jilin_2024.
/// grade: CITYGATE_GRADE_....
/// affected_area: CITYGATE_AFFECTED_AREA_....
/// exceeded: the highest government whose means are exceeded, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
/// recommendation: receives the response, who leads, who proposes and who starts it.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none);
/// recommendation is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_response_recommend(
    plan: *const PlanTable,
    grade: u8,
    affected_area: u8,
    exceeded: u8,
    recommendation: *mut CitygateRecommendation,
) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[MemoryRange::of(plan)], &[MemoryRange::of(recommendation)])?;
            let (plan, recommendation) = (plan_of(value(plan)?)?, output(recommendation)?);
            let grade = argument(Grade::from_code(grade))?;
            let affected_area = argument(AffectedArea::from_code(affected_area))?;
            let exceeded = optional(exceeded, CITYGATE_ABSENT, Government::from_code, 0)?;
            *recommendation =
                recommendation_of(&plan, Some(&recommend(&plan, grade, affected_area, exceeded)));
            Ok(())
        })
    }
}

/// The warning level that possibility and reach call for, by the worse of the two. Plan 3.3.
///
/// possibility: CITYGATE_POSSIBILITY_....
/// reach: CITYGATE_WARNING_REACH_....
/// level: receives CITYGATE_WARNING_LEVEL_..., or CITYGATE_NONE when neither calls for a warning.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; level is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_warning_level(possibility: u8, reach: u8, level: *mut u8) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            let level = output(level)?;
            let possibility = argument(Possibility::from_code(possibility))?;
            let reach = argument(WarningReach::from_code(reach))?;
            *level = warning_level(possibility, reach).map_or(0, WarningLevel::code);
            Ok(())
        })
    }
}

/// The measures that a warning level brings, those of the lower levels included. Plan 3.3.
///
/// level: CITYGATE_WARNING_LEVEL_....
/// measures: receives bits CITYGATE_MEASURE_....
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE; measures is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_warning_measures(level: u8, measures: *mut u16) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            let measures = output(measures)?;
            *measures = argument(WarningLevel::from_code(level))?.measures().bits();
            Ok(())
        })
    }
}

/// Who has to be reported to: grades I and II and sensitive events go upwards. Plan 4.2.
///
/// grade: CITYGATE_GRADE_..., or CITYGATE_NONE.
/// sensitivity: bits CITYGATE_SENSITIVITY_....
/// to: receives bits CITYGATE_RECIPIENT_....
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; to is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_report_recipients(grade: u8, sensitivity: u8, to: *mut u8) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            let to = output(to)?;
            let grade = optional(grade, 0, Grade::from_code, 0)?;
            *to = recipients(grade, argument(SensitivitySet::from_bits(sensitivity))?).bits();
            Ok(())
        })
    }
}

/// How a deadline stands: so many milliseconds after a moment, seen from another. When an unknown while was lost in
/// between it is CITYGATE_OBLIGATION_TIME_LOST, which is to be treated as due at once.
///
/// start: the moment that the time counts from, for example received of citygate_event_status_t.
/// allowed_ms: the time allowed, for example the plan's first_report_min in milliseconds; any value.
/// now: the moment to look from.
/// due: receives how it stands.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE (reserved is not 0); due is as it
/// was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_deadline_check(
    start: *const CitygateInstant,
    allowed_ms: u64,
    now: *const CitygateInstant,
    due: *mut CitygateObligation,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[MemoryRange::of(start), MemoryRange::of(now)], &[MemoryRange::of(due)])?;
            let (start, now, due) = (value(start)?, value(now)?, output(due)?);
            let deadline = Deadline::after(instant(start)?, allowed_ms);
            *due = due_of(match deadline.remaining(instant(now)?) {
                Remaining::Pending { ms } => ObligationStatus::Pending { ms },
                Remaining::Overdue { ms } => ObligationStatus::Overdue { ms },
                Remaining::TimeLost => ObligationStatus::TimeLost,
            });
            Ok(())
        })
    }
}

/// Computes N-1 = (EPm + Pm + Sm + LNGm - Im) / Dmax: is there enough capacity when the largest single infrastructure
/// fails on the coldest day? Source: Regulation (EU) 2017/1938, Annex II. Not part of the Jilin plan.
///
/// figures: the capacities and the peak demand, in one unit of volume per day.
/// result: receives the exact fraction.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (the capacities together exceed
/// 18446744073709551), _N_MINUS_1_NO_DEMAND, _N_MINUS_1_LARGEST; result is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_n_minus_1_compute(
    figures: *const Infrastructure,
    result: *mut CitygateNMinus_1,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[MemoryRange::of(figures)], &[MemoryRange::of(result)])?;
            let (figures, result) = (value(figures)?, output(result)?);
            let computed = n_minus_1(figures)?;
            *result = CitygateNMinus_1 {
                remaining_m3_per_d: computed.remaining,
                peak_demand_m3_per_d: computed.peak_demand,
                permille: computed.permille,
                is_met: u32::from(computed.is_met()),
                reserved: 0,
            };
            Ok(())
        })
    }
}
