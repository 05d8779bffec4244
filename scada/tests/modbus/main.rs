//! Modbus, against clients of other makes and against malice.

mod commands;
mod connections;
mod foreign;
mod hostile;
mod long;
mod reads;
mod serial;
mod served;
#[path = "../tools/mod.rs"]
mod tools;
mod writes;
