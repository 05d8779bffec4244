//! Time that neither a reset, a wrapped counter nor a wrong wall clock can turn back.
//!
//! # Model
//!
//! Two sources are at hand on a station controller, and neither can be trusted alone:
//!
//! * a **millisecond counter** of 32 bits that starts anywhere at every reset and wraps after 49.7 days. It
//!   never steps, so while the controller runs it alone moves time on;
//! * a **wall clock** (Unix time in milliseconds) that outlives a reset but may be missing, and that operators,
//!   radio clocks and servers set forwards and backwards. It is used for one thing only: to tell how long the
//!   controller was off. While the controller runs, a step of the wall clock is reported and otherwise ignored.
//!
//! [`Clock`] makes of both an [`Instant`]: milliseconds on a line that never runs backwards and goes on across
//! resets, with a count of the **gaps**, that is the times when an unknown while was lost (reset without a
//! wall clock, wall clock behind where it last stood, counter set back). Two instants with the same count of
//! gaps are exactly comparable; with different counts nobody knows how far they are apart.
//!
//! A [`Deadline`] set before a gap is therefore *not* late and *not* pending but [`Remaining::TimeLost`], which
//! every user of this module treats as **due at once**: whatever goes wrong with the clocks, a deadline may come
//! early and says why; it is never silently put off.
//!
//! # What remains
//!
//! A wall clock that is set back *while the controller is off* by less than the time it was off makes the
//! downtime look shorter than it was; no source on the station can tell. One set back *while the controller runs*
//! is seen by [`Clock::tick`]: save the state ([`Clock::now`]) when a tick reports a step or a downtime, and
//! regularly; deadlines are saved and restored together with the clock that they were set by.

/// Where the time line of a new [`Clock`] starts, in milliseconds: about 35 years, so that an instant before
/// the clock was started (a notification that came earlier) can be expressed.
pub const ORIGIN_MS: u64 = 1 << 40;

/// Stands for "no wall clock" wherever a wall clock time is given (Unix time in milliseconds).
pub const WALL_UNKNOWN: u64 = 0;

/// The largest advance of the counter between two ticks, in milliseconds (24.8 days). A larger one is taken
/// for a counter that was set back.
pub const MAX_TICK_MS: u32 = 0x7fff_ffff;

/// A moment on the station's time line. See the [model](self).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(C)]
pub struct Instant {
    /// Milliseconds since an arbitrary origin; never runs backwards.
    pub ms: u64,
    /// How many times an unknown while was lost before this moment.
    pub gaps: u32,
}

impl Instant {
    /// The moment so many milliseconds earlier, or `None` before the origin of the time line.
    pub const fn earlier(self, ms: u64) -> Option<Instant> {
        match self.ms.checked_sub(ms) {
            Some(ms) => Some(Instant { ms, gaps: self.gaps }),
            None => None,
        }
    }

    /// Milliseconds from an earlier moment to this one, or `None` when time was lost in between or the other
    /// moment is later.
    pub const fn since(self, earlier: Instant) -> Option<u64> {
        if self.gaps == earlier.gaps { self.ms.checked_sub(earlier.ms) } else { None }
    }
}

/// A moment with what the wall clock showed. It is also the saved state of a [`Clock`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(C)]
pub struct ClockReading {
    /// The moment on the station's time line.
    pub instant: Instant,
    /// What the wall clock showed: Unix time in milliseconds, [`WALL_UNKNOWN`] without one. For people to
    /// read; nothing is decided by it.
    pub wall_ms: u64,
}

/// How a while without the counter was bridged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Downtime {
    /// The wall clock tells how long it was.
    Accounted {
        /// Milliseconds.
        ms: u64,
    },
    /// Nobody knows how long it was: a gap is counted, and every pending deadline is due.
    Unaccounted,
}

/// What a tick found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Tick {
    /// By how many milliseconds the wall clock is ahead (positive) or behind (negative) of where the counter
    /// says it should be: it was set, or drifts. 0 when it is not known. The time line does not follow it.
    pub wall_step_ms: i64,
    /// Set when the counter went backwards, as after a reset that was not announced by [`Clock::restore`].
    pub downtime: Option<Downtime>,
}

/// Makes a time line of a wrapping millisecond counter and an untrusted wall clock. See the [model](self).
///
/// Fixed size, no heap. Every call takes constant time; not reentrant for one clock.
///
/// ```
/// use citygate::event::{Clock, Deadline, Downtime, Remaining, WALL_UNKNOWN};
///
/// // The counter is about to wrap.
/// let mut clock = Clock::start(u32::MAX - 999, 1_700_000_000_000);
/// let deadline = Deadline::after(clock.now().instant, 60_000);
/// clock.tick(29_000, 1_699_990_000_000); // wrapped; the wall clock was set back by hours
/// assert_eq!(deadline.remaining(clock.now().instant), Remaining::Pending { ms: 30_000 });
///
/// // Reset: the counter starts anew, and there is no wall clock any more.
/// let saved = clock.now();
/// let (clock, downtime) = Clock::restore(saved, 0, WALL_UNKNOWN);
/// assert_eq!(downtime, Downtime::Unaccounted);
/// assert_eq!(deadline.remaining(clock.now().instant), Remaining::TimeLost);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Clock {
    ms: u64,
    wall_ms: u64,
    gaps: u32,
    counter_ms: u32,
}

impl Clock {
    /// A new time line. `counter_ms` is the counter's present reading, `wall_ms` the wall clock's
    /// ([`WALL_UNKNOWN`] without one).
    pub const fn start(counter_ms: u32, wall_ms: u64) -> Clock {
        Clock { ms: ORIGIN_MS, wall_ms, gaps: 0, counter_ms }
    }

    /// Goes on after a reset from the saved state (an earlier [`Clock::now`]), and says whether the while since
    /// then is known. Other parameters as for [`Clock::start`].
    pub const fn restore(saved: ClockReading, counter_ms: u32, wall_ms: u64) -> (Clock, Downtime) {
        let mut clock = Clock::at(saved, counter_ms);
        let downtime = clock.bridge(wall_ms);
        (clock, downtime)
    }

    /// Moves time on to the counter's present reading. Call it at every scan, at the latest every
    /// [`MAX_TICK_MS`], with readings in the order in which they were taken.
    pub const fn tick(&mut self, counter_ms: u32, wall_ms: u64) -> Tick {
        let elapsed = counter_ms.wrapping_sub(self.counter_ms);
        self.counter_ms = counter_ms;
        if elapsed > MAX_TICK_MS {
            return Tick { wall_step_ms: 0, downtime: Some(self.bridge(wall_ms)) };
        }
        self.ms = self.ms.saturating_add(elapsed as u64);
        let mut wall_step_ms = 0;
        if self.wall_ms != WALL_UNKNOWN {
            let expected = self.wall_ms.saturating_add(elapsed as u64);
            self.wall_ms = expected;
            if wall_ms != WALL_UNKNOWN {
                wall_step_ms = signed_difference(wall_ms, expected);
            }
        }
        if wall_ms != WALL_UNKNOWN {
            self.wall_ms = wall_ms;
        }
        Tick { wall_step_ms, downtime: None }
    }

    /// The present moment, as of the last tick. Save it to go on after a reset.
    pub const fn now(&self) -> ClockReading {
        ClockReading { instant: Instant { ms: self.ms, gaps: self.gaps }, wall_ms: self.wall_ms }
    }

    /// A clock that stands at this moment, with this reading of the counter.
    pub(crate) const fn at(now: ClockReading, counter_ms: u32) -> Clock {
        let ClockReading { instant: Instant { ms, gaps }, wall_ms } = now;
        Clock { ms, wall_ms, gaps, counter_ms }
    }

    const fn bridge(&mut self, wall_ms: u64) -> Downtime {
        let last = self.wall_ms;
        self.wall_ms = wall_ms;
        if last != WALL_UNKNOWN && wall_ms >= last {
            let ms = wall_ms - last;
            self.ms = self.ms.saturating_add(ms);
            Downtime::Accounted { ms }
        } else {
            self.gaps = self.gaps.wrapping_add(1);
            Downtime::Unaccounted
        }
    }
}

const fn signed_difference(a: u64, b: u64) -> i64 {
    // A difference beyond 2⁶³ ms is no time of day; it is shown as the largest step.
    if a >= b {
        if a - b > i64::MAX as u64 { i64::MAX } else { (a - b) as i64 }
    } else if b - a > i64::MAX as u64 {
        i64::MIN
    } else {
        -((b - a) as i64)
    }
}

/// How a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Remaining {
    /// There is time left; 0 means that this is the last moment in time.
    Pending {
        /// Milliseconds left.
        ms: u64,
    },
    /// The deadline has passed.
    Overdue {
        /// Milliseconds since.
        ms: u64,
    },
    /// An unknown while was lost since the deadline was set: it may have passed. Treat it as due at once.
    TimeLost,
}

/// A moment by which something has to be done. See the [model](self).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Deadline {
    /// The last moment in time.
    pub at: Instant,
}

impl Deadline {
    /// The deadline so many milliseconds after a moment.
    pub const fn after(start: Instant, ms: u64) -> Deadline {
        // 2⁶⁴ ms are half a billion years.
        Deadline { at: Instant { ms: start.ms.saturating_add(ms), gaps: start.gaps } }
    }

    /// How the deadline stands at a moment.
    pub const fn remaining(self, now: Instant) -> Remaining {
        if now.gaps != self.at.gaps {
            Remaining::TimeLost
        } else if now.ms <= self.at.ms {
            Remaining::Pending { ms: self.at.ms - now.ms }
        } else {
            Remaining::Overdue { ms: now.ms - self.at.ms }
        }
    }
}
