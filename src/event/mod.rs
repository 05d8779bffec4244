//! The plan's other half: how serious an event is, who is warned, who responds, who is told by when, and the
//! record of it all.
//!
//! *The plan* is Jilin Province's natural-gas supply interruption emergency plan
//! (吉林省天然气供应中断事件应急预案, 吉政办函〔2024〕30号, 7 April 2024); its sections are cited at each rule. Where it
//! leaves a case open, the documentation says **Interpretation**.
//!
//! | part | what it answers | source |
//! |---|---|---|
//! | [`Clock`], [`Deadline`] | time that nothing turns back | |
//!
//! Nothing here allocates, recurses, panics or uses floating point; every enumeration has permanent one-byte
//! codes for records and the C ABI.

pub mod clock;

pub use clock::{
    Clock, Deadline, Instant, MAX_TICK_MS, ORIGIN_MS, Outage, Remaining, Stamp, Tick, WALL_UNKNOWN,
};
