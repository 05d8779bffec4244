//! Outcomes for people and programs.

pub mod explain;
pub mod html;
pub mod json;
mod nodes;
pub mod text;
