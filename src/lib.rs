#![no_std]
#![cfg_attr(not(feature = "ffi"), forbid(unsafe_code))]
#![deny(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
//! citygate shares out scarce natural gas at a city gate station: who keeps how much, and why.
//!
//! When supply falls short, the users of a city are served in a fixed order: homes and hospitals first, then
//! heating, public services, vehicles, industrial fuel, chemical feedstock. This library is that order, as an
//! engine that firmware can call every scan: exact whole numbers, no heap, no recursion, no panic, bounded time,
//! and a reason for every user. The default order is that of Jilin Province's 2024 natural-gas supply
//! interruption emergency plan (吉林省天然气供应中断事件应急预案); others are tables of data.
//!
//! # Map
//!
//! | module | what it holds |
//! |---|---|
//! | [`units`] | flows and totals as whole numbers; conversion from what instruments report |
//! | [`user`] | supply classes, users, attributes |
//! | [`policy`] | the supply order as data, and the built-in orders with their sources |
//! | [`allocate`] | the walk over the steps, the sharing rules, the reasons |
//! | [`network`] | the same on a tree of capacities |
//! | [`horizon`] | hours ahead, with a storage |
//! | [`event`] | the plan's other half: grade, warning, response, reports, journal |
//! | [`gate`] | a station that owns its users and results |
//! | [`gas`] | gas properties and linepack: floating point, kept out of the scan path |
//! | `ffi` | the C ABI (feature `ffi`): the only unsafe code |

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod allocate;
#[cfg(feature = "event")]
mod coded;
#[cfg(feature = "event")]
pub mod event;
#[cfg(feature = "ffi")]
pub mod ffi;
#[cfg(feature = "gas")]
pub mod gas;
#[cfg(feature = "gate")]
pub mod gate;
#[cfg(feature = "horizon")]
pub mod horizon;
#[cfg(feature = "network")]
pub mod network;
pub mod policy;
pub mod units;
pub mod user;

/// The README's Rust code, compiled and run with the documentation tests.
#[cfg(all(doctest, feature = "gate"))]
#[doc = include_str!("../README.md")]
mod readme {}
