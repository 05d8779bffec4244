//! Outcomes for people and programs.

pub mod json;
