//! How serious is it: the four grades of the plan, by imbalance or by interruption, whichever is worse.
//!
//! Source: the plan, §1.5.1. Every comparison is exact: shares are compared by cross-multiplication in 128 bits,
//! interruption in whole minutes.
//!
//! The imbalance (供需失衡总量) is demand less available supply, as a share of the normal supply. **Interpretation:** that
//! demand is what users want undisturbed, before any curtailment: otherwise curtailing would grade the event down.
//!
//! **Interpretation.** The upper bounds in the plan's table only separate the grades; grading is monotone. An
//! imbalance of 22 % that is widening but does not threaten running is not ungraded: it meets what grade IV
//! asks, and grade III's conditions too if normal running is expected to be affected. An imbalance that is
//! stated not to be widening meets no imbalance criterion; the interruption criterion stands by itself. A network
//! that may become unable to run is also one whose normal running is expected to be affected.
//!
//! **What is not known is no good news.** A trend that nobody stated and that cannot be measured yet counts as widening.
//! A state of the network or an interruption that nobody stated meets no condition, and is told as not stated. A trend
//! that is *measured* not to be widening never takes a grade away: [`crate::event::EventSession`] holds the grade that
//! was met.

mod grading;
mod terms;

pub(in crate::event) use grading::is_worse;
pub use grading::{Grading, MOST_IMBALANCE_PPM, Situation, grade, imbalance_permille, imbalance_ppm};
pub use terms::{Criterion, Evaluator, Grade, NetworkCondition, Trend, Unmet, UnmetSet};
