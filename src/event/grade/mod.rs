//! How serious is it: the four grades of the plan, by imbalance or by interruption, whichever is worse.
//!
//! Source: the plan, §1.5.1. Every comparison is exact: shares are compared by cross-multiplication in 128 bits,
//! interruption in whole minutes.
//!
//! **Interpretation.** The upper bounds in the plan's table only separate the grades; grading is monotone. An
//! imbalance of 22 % that is widening but does not threaten running is not ungraded: it meets what grade IV
//! asks, and grade III's conditions too if normal running is expected to be affected. An imbalance that is not
//! widening meets no imbalance criterion; the interruption criterion stands by itself. A network that may
//! become unable to run is also one whose normal running is expected to be affected.

mod grading;
mod terms;

pub use grading::{Grading, Situation, grade, imbalance_permille, imbalance_ppm};
pub use terms::{Criterion, Evaluator, Grade, NetworkCondition, Trend, Unmet, UnmetSet};
