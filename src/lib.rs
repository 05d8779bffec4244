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
//! ```
//! # #[cfg(feature = "gate")] {
//! use citygate::allocate::Reason;
//! use citygate::gate::Gate;
//! use citygate::policy::regimes::JILIN_2024;
//! use citygate::units::flow_from_m3_per_h;
//! use citygate::user::{SupplyClass, User};
//!
//! // Tengzhou, December 2017: the supply falls from 25 833 to 21 250 m³/h. Room for 16 users, no heap.
//! let mut station: Gate<16> = Gate::new(JILIN_2024);
//! let homes = station.add(User::new(SupplyClass::Residential, flow_from_m3_per_h(6_875.0)?))?;
//! let vehicles = station.add(User::new(SupplyClass::Vehicles, flow_from_m3_per_h(1_250.0)?))?;
//! let works = station.add(User::new(SupplyClass::IndustrialFuel, flow_from_m3_per_h(14_375.0)?))?;
//!
//! let summary = station.allocate(flow_from_m3_per_h(21_250.0)?.into())?;
//! assert_eq!(summary.curtailed, 1_250_000); // dm³/h
//! assert_eq!(station.granted(homes), Some(6_875_000));
//! assert_eq!(station.granted(vehicles), Some(1_250_000));
//! assert_eq!(station.granted(works), Some(13_125_000));
//! assert_eq!(station.grants()[works].reason(), Reason::ShortInStep);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Map
//!
//! Each module knows those above it only; [`event`] knows none of them.
//!
//! | module | feature | what it holds |
//! |---|---|---|
//! | [`units`] | | flows and totals as whole numbers; conversion from what instruments report |
//! | [`user`] | | supply classes, users, attributes |
//! | [`policy`] | | the supply order as data, and the built-in orders with their sources |
//! | [`allocate`] | | the walk over the steps, the sharing rules, the reasons |
//! | [`network`] | `network` | the same on a tree of capacities |
//! | [`horizon`] | `horizon` | hours ahead, with a storage |
//! | [`pipe_network`] | `horizon` | networks of any shape: rings, several gates, storages anywhere, over time |
//! | [`gate`] | `gate` | a station, or a network, that owns its users and results |
//! | [`gas`] | `gas` | gas properties and linepack: floating point, kept out of the scan path |
//! | [`event`] | `event` | the plan's other half: grade, warning, response, reports, journal |
//! | [`station`] | `station` | the station controller: signals in, set-points, orders and alarms out, scan after scan |
//! | `ffi` | `ffi` | the C ABI: the only unsafe code |
//!
//! # Features
//!
//! `network`, `horizon` (brings `network`), `gas`, `gate`, `event` and `station` are on by default. Without them the
//! crate is allocation for one station and depends on nothing. Off by default:
//!
//! * `alloc`: results and working memory on the heap, for hosts.
//! * `rayon`: a batch of cases over the threads of a host; needs the standard library.
//! * `serde`: users, policies, results and events to and from JSON and its like, by name; what the library would refuse
//!   is refused when it is read.
//! * `defmt`: the same to the log of a microcontroller.
//! * `ffi`, `panic-handler`, `header`: for the C library, see `docs/c-interface.md`.

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod allocate;
#[cfg(any(feature = "event", feature = "station"))]
mod codec;
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
#[cfg(feature = "defmt")]
mod logged;
#[cfg(feature = "network")]
pub mod network;
#[cfg(feature = "horizon")]
pub mod pipe_network;
pub mod policy;
#[cfg(feature = "serde")]
mod serialized;
#[cfg(feature = "station")]
pub mod station;
pub mod units;
pub mod user;

/// The README's Rust code, compiled and run with the documentation tests.
#[cfg(all(doctest, feature = "gate"))]
#[doc = include_str!("../README.md")]
mod readme {}
