//! The station controller: its principles as properties over random runs, and known cases.
#![cfg(feature = "station")]

mod cases;
mod properties;
mod random;
mod support;
mod unknown;
