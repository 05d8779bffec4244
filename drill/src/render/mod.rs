//! Outcomes for people and programs.

pub mod event;
pub mod exercise;
pub mod explain;
mod hours;
pub mod html;
pub mod json;
mod nodes;
pub mod text;
