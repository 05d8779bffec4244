//! Clocks.

use rustix::time::{ClockId, clock_gettime};

fn seconds(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Processor time of this thread: what other programs take does not count.
pub fn processor_seconds() -> f64 {
    seconds(ClockId::ThreadCPUTime)
}

/// Time on the wall, for work on several threads.
pub fn wall_seconds() -> f64 {
    seconds(ClockId::Monotonic)
}
