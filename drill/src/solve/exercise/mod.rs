//! Plays a time line as a desk-top exercise (桌面推演).

mod obligations;
pub mod player;
mod report;
mod volumes;
