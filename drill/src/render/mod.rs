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
mod notices;
mod order;
pub mod papers;
pub mod sheet;
mod situation;
pub mod text;
