//! Outcomes for people and programs.

pub mod event;
pub mod exercise;
pub mod explain;
pub mod html;
pub mod json;
pub mod text;
