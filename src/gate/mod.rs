//! Stations that own their users and results, for Rust programs that know the most users they will have.
//!
//! [`Gate`] is one station; [`NetworkGate`] (feature `network`) one that feeds a network.

#![forbid(unsafe_code)]

#[cfg(feature = "network")]
mod network;
mod station;

#[cfg(feature = "network")]
pub use network::{NetworkGate, NodesFull};
pub use station::{Gate, GateFull};
