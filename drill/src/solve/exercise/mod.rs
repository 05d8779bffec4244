//! Plays a time line as a desk-top exercise (桌面推演).

mod duties;
mod obligations;
pub mod outage;
pub mod player;
mod report;
pub mod store;
mod turns;
mod volumes;
