//! Checks the time line of an exercise.

mod actions;
pub mod entries;
mod exercise;
