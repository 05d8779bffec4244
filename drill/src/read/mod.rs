//! Scenario files, read and checked into a [`Scenario`](crate::scenario::Scenario).
//!
//! `raw` is the format as it is written, `checker` reads single values, and one module for each part of a scenario puts
//! them together. Every fault is a diagnostic with file, line and key; all faults of a file are reported together as
//! far as they can be told apart.

mod attachment;
mod checker;
mod document;
mod horizon;
mod linepack;
mod names;
mod network;
mod notice;
mod order;
mod per_period;
mod pipe_network;
mod pipe_sums;
mod plan;
mod plan_network;
mod raw;
mod remarks;
mod rotation;
mod rounding;
mod scale;
pub mod scenario;
mod sheet;
mod situation;
mod source_key;
mod station;
mod structure;
mod suggest;
mod sums;
mod syntax;
mod timeline;
mod unit;
pub mod user_keys;
mod users;
