//! The station controller: its principles as properties over random runs, and known cases.
//!
//! `CITYGATE_STATION_RUNS` says how many random runs there are for each property, 400 if it does not.
#![cfg(feature = "station")]

mod cases;
mod properties;
mod random;
mod support;
mod unknown;
