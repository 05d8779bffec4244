//! Outcomes for people and programs.

mod event;

mod explain;
mod hours;
pub mod html;
mod journal;
pub mod json;
mod log;
mod narrator;
mod nodes;
mod order;
mod situation;
pub mod text;
