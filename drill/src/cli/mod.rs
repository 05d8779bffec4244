//! The command line.

pub mod arguments;
mod progress;
pub mod run;
mod verify;
