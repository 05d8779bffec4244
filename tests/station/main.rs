//! The station controller: its principles as properties over random runs, and known cases.
#![cfg(feature = "station")]

mod cases;
mod commands;
mod properties;
mod random;
mod rounds;
mod support;
mod unknown;
