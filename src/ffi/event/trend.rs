//! A trend window by itself. An event has one of its own.

use super::super::call::run;
use super::super::memory::{MemoryRange, check_apart, check_optional, output, value};
use super::super::status::{ErrorStatus, Failure, StatusCode};
use super::context::{Others, TrendContext, change, check_size, look_at, put};
use super::convert::{estimate_of, instant, trend_settings};
use super::types::{CitygateInstant, CitygateTrend, CitygateTrendEstimate};
use crate::event::{SampleOutcome, TrendSettings, TrendWindow};

/// Opens a trend window: is the imbalance still widening? The median of the slopes between all pairs of samples
/// decides (Theil-Sen), so one wild reading, or two in eight, cannot turn it. An event has a window of its own; this
/// one is for programs that only grade, or that take samples late.
///
/// trend: storage; what it held is gone.
/// trend_size: sizeof(citygate_trend_t).
/// settings: how it is measured.
/// error_index: on an error that has one, receives the offset of the wrong setting, or the size needed; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_TOO_SMALL, _EVENT_SETTINGS; trend is as
/// it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_trend_open(
    trend: *mut CitygateTrend,
    trend_size: u32,
    settings: *const TrendSettings,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_size::<CitygateTrend>(trend_size)?;
            check_apart(
                &[MemoryRange::of(settings)],
                &[MemoryRange::of(trend), MemoryRange::of(error_index)],
            )?;
            output(trend)?;
            let settings = trend_settings(value(settings)?, 0)?;
            let window = TrendWindow::new(settings).ok_or(ErrorStatus::EventSettings)?;
            put::<TrendContext>(trend, window)
        })
    }
}

/// Offers a sample to a trend window. Samples may come late; they are put in their place.
///
/// trend: an open window.
/// at: when the sample was taken.
/// imbalance_ppm: the imbalance in millionths of the normal supply, 0 to 10000000, as in citygate_grading_t.
/// outcome: receives what became of it, CITYGATE_SAMPLE_OUTCOME_....
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (imbalance_ppm), _EVENT_CONTEXT,
/// _EVENT_MOVED, _EVENT_BUSY, _EVENT_CODE (reserved of at is not 0); nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_trend_push(
    trend: *mut CitygateTrend,
    at: *const CitygateInstant,
    imbalance_ppm: u32,
    outcome: *mut u8,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let others = Others { inputs: &[MemoryRange::of(at)], outputs: &[MemoryRange::of(outcome)] };
            change::<TrendContext>(trend, &others, |window| {
                let (at, outcome) = (instant(value(at)?)?, output(outcome)?);
                match window.push(at, imbalance_ppm) {
                    SampleOutcome::OutOfRange => Err(Failure::from(ErrorStatus::TooLarge)),
                    pushed => {
                        *outcome = pushed.code();
                        Ok(())
                    }
                }
            })
        })
    }
}

/// Says where the imbalance is going.
///
/// trend: an open window.
/// now: the present moment: samples that are too old say nothing.
/// estimate: receives the trend and what it rests on. An unknown trend counts as CITYGATE_TREND_WIDENING in grading
/// (an interpretation, on the safe side).
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_CODE
/// (reserved of now is not 0); estimate is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_trend_estimate(
    trend: *const CitygateTrend,
    now: *const CitygateInstant,
    estimate: *mut CitygateTrendEstimate,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let others = Others { inputs: &[MemoryRange::of(now)], outputs: &[MemoryRange::of(estimate)] };
            let window = look_at::<TrendContext>(trend, &others)?;
            let (now, estimate) = (instant(value(now)?)?, output(estimate)?);
            *estimate = estimate_of(&window.estimate(now));
            Ok(())
        })
    }
}
