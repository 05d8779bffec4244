//! The dispatch centre's program in C (`scada/master`), against gates that do what they should not, and against real RTUs.

mod configuration;
mod fake;
mod faults;
mod process;
mod real;
mod rtu;
mod sharing;
#[path = "../tools/mod.rs"]
mod tools;
