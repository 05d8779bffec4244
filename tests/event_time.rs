//! Time and deadlines through wrapped counters, restarts and a wall clock that is set at will.
#![cfg(feature = "event")]

use citygate::event::{
    Clock, ClockReading, Deadline, Downtime, Instant, MAX_TICK_MS, ORIGIN_MS, Remaining, Tick, WALL_UNKNOWN,
};
use proptest::prelude::*;

const HOUR: u64 = 3_600_000;
const WALL: u64 = 1_768_190_400_000;

/// What happens to a controller. All times in milliseconds.
#[derive(Clone, Copy, Debug)]
enum Incident {
    /// Time passes, and the clock is ticked.
    Runs(u32),
    /// Somebody sets the wall clock, by this much.
    WallIsSet(i64),
    /// The state is saved.
    Saved,
    /// Power is off for so long; the counter starts anywhere.
    Restart { off: u64, counter: u32 },
    /// As above, and there is no wall clock afterwards.
    RestartWithoutWall { off: u64, counter: u32 },
    /// The counter jumps back without a restart being announced.
    CounterIsReset,
}

fn incident() -> impl Strategy<Value = Incident> {
    prop_oneof![
        8 => (0..=4_000_000u32).prop_map(Incident::Runs),
        1 => (0..=MAX_TICK_MS).prop_map(Incident::Runs),
        3 => (-10_000_000i64..=10_000_000).prop_map(Incident::WallIsSet),
        3 => Just(Incident::Saved),
        2 => (0..=20_000_000u64, any::<u32>())
            .prop_map(|(off, counter)| Incident::Restart { off, counter }),
        1 => (0..=20_000_000u64, any::<u32>())
            .prop_map(|(off, counter)| Incident::RestartWithoutWall { off, counter }),
        1 => Just(Incident::CounterIsReset),
    ]
}

/// The world as it is: true time, and what the instruments show.
struct World {
    truth: u64,
    counter: u32,
    wall: u64,
    clock: Clock,
    saved: ClockReading,
    /// How far the wall clock was set since the state was saved, which is what a restart cannot see.
    set_since_saved: i64,
    /// By how much the time line may lag behind true time, because of that.
    unseen: u64,
    /// Whether the clock has said that it lost time, and whether it had when the state was saved.
    lost: bool,
    saved_lost: bool,
}

impl World {
    fn happens(&mut self, what: Incident) {
        match what {
            Incident::Runs(ms) => {
                self.pass(u64::from(ms));
                self.counter = self.counter.wrapping_add(ms);
                self.clock.tick(self.counter, self.wall);
            }
            Incident::WallIsSet(by) => {
                if self.wall != WALL_UNKNOWN {
                    self.wall = self.wall.saturating_add_signed(by).max(1);
                    self.set_since_saved += by;
                }
            }
            Incident::Saved => self.save(),
            Incident::Restart { off, counter } => {
                self.pass(off);
                self.wall = self.wall.max(1);
                self.restart(counter);
            }
            Incident::RestartWithoutWall { off, counter } => {
                self.pass(off);
                self.wall = WALL_UNKNOWN;
                self.restart(counter);
            }
            Incident::CounterIsReset => {
                self.counter = self.counter.wrapping_sub(1 + self.counter % 1000);
                let before = self.clock.now().instant;
                let tick = self.clock.tick(self.counter, self.wall);
                assert!(tick.downtime.is_some(), "from {before:?}");
                self.lost |= tick.downtime == Some(Downtime::Unaccounted);
            }
        }
    }

    fn save(&mut self) {
        self.clock.tick(self.counter, self.wall);
        self.saved = self.clock.now();
        self.set_since_saved = 0;
        self.saved_lost = self.lost;
    }

    fn pass(&mut self, ms: u64) {
        self.truth += ms;
        if self.wall != WALL_UNKNOWN {
            self.wall += ms;
        }
    }

    fn restart(&mut self, counter: u32) {
        self.counter = counter;
        let (clock, downtime) = Clock::restore(self.saved, counter, self.wall);
        self.clock = clock;
        let now = clock.now().instant;
        match downtime {
            // Only a wall clock set back since the state was saved can hide time, and never more than that.
            Downtime::Accounted { ms } => {
                self.unseen += self.set_since_saved.min(0).unsigned_abs();
                self.lost = self.saved_lost;
                assert_eq!(now, Instant { ms: self.saved.instant.ms + ms, gaps: self.saved.instant.gaps });
            }
            Downtime::Unaccounted => {
                assert_ne!(now.gaps, self.saved.instant.gaps);
                self.lost = true;
            }
        }
        self.save();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Whatever happens, a deadline is due no later than in true time, or says that time was lost. The one
    /// exception is documented: a wall clock set back between saving and restart hides as much as it was set.
    #[test]
    fn no_deadline_is_ever_put_off_silently(
        counter: u32,
        wall in prop_oneof![Just(WALL_UNKNOWN), Just(WALL)],
        before in prop::collection::vec(incident(), 0..6),
        after in prop::collection::vec(incident(), 1..12),
        length in 1..=4 * HOUR,
    ) {
        let clock = Clock::start(counter, wall);
        let saved = clock.now();
        let mut world = World { truth: 0, counter, wall, clock, saved, set_since_saved: 0, unseen: 0, lost: false, saved_lost: false };
        before.into_iter().for_each(|what| world.happens(what));
        world.save();
        world.unseen = 0;
        (world.lost, world.saved_lost) = (false, false);
        let start = world.truth;
        let deadline = Deadline::after(world.clock.now().instant, length);
        for what in after {
            world.happens(what);
            let passed = world.truth - start;
            match deadline.remaining(world.clock.now().instant) {
                Remaining::Pending { ms } => prop_assert!(passed + ms <= length + world.unseen && !world.lost),
                Remaining::Overdue { ms } => prop_assert!(passed <= ms + length + world.unseen && !world.lost),
                Remaining::TimeLost => prop_assert!(world.lost),
            }
        }
    }

    /// While the controller runs, wherever the counter starts and however often it wraps, the line is exact, and
    /// the wall clock does not move it.
    #[test]
    fn a_running_clock_is_exact(
        counter: u32,
        ticks in prop::collection::vec((0..=MAX_TICK_MS, -1_000_000i64..1_000_000), 1..30),
    ) {
        let mut clock = Clock::start(counter, WALL);
        let (mut now, mut wall, mut total) = (counter, WALL, 0u64);
        for (elapsed, step) in ticks {
            now = now.wrapping_add(elapsed);
            total += u64::from(elapsed);
            wall = (wall + u64::from(elapsed)).saturating_add_signed(step);
            prop_assert_eq!(clock.tick(now, wall), Tick { wall_step_ms: step, downtime: None });
            let stamp = clock.now();
            prop_assert_eq!(stamp.instant, Instant { ms: ORIGIN_MS + total, gaps: 0 });
            prop_assert_eq!(stamp.wall_ms, wall);
        }
    }
}

#[test]
fn restarts_are_bridged_by_the_wall_clock_or_counted_as_gaps() {
    let mut clock = Clock::start(7, WALL);
    clock.tick(1007, WALL + 1000);
    let saved = clock.now();
    let deadline = Deadline::after(saved.instant, HOUR);
    let cases = [
        (WALL + 61_000, Downtime::Accounted { ms: 60_000 }, Remaining::Pending { ms: HOUR - 60_000 }),
        (WALL + 1000, Downtime::Accounted { ms: 0 }, Remaining::Pending { ms: HOUR }),
        (WALL + 1000 + HOUR, Downtime::Accounted { ms: HOUR }, Remaining::Pending { ms: 0 }),
        (WALL + 1001 + HOUR, Downtime::Accounted { ms: HOUR + 1 }, Remaining::Overdue { ms: 1 }),
        (WALL + 999, Downtime::Unaccounted, Remaining::TimeLost),
        (WALL_UNKNOWN, Downtime::Unaccounted, Remaining::TimeLost),
        (
            u64::MAX,
            Downtime::Accounted { ms: u64::MAX - WALL - 1000 },
            Remaining::Overdue { ms: u64::MAX - WALL + ORIGIN_MS - deadline.at.ms },
        ),
    ];
    for (wall, downtime, remaining) in cases {
        let (restored, got) = Clock::restore(saved, 99, wall);
        assert_eq!(got, downtime);
        assert_eq!(deadline.remaining(restored.now().instant), remaining);
        assert_eq!(restored.now().wall_ms, wall);
    }
    // Without a wall clock before there is nothing to bridge with, even if there is one now.
    let (_, downtime) = Clock::restore(Clock::start(0, WALL_UNKNOWN).now(), 0, WALL);
    assert_eq!(downtime, Downtime::Unaccounted);
}

#[test]
fn a_deadline_survives_every_place_of_the_wrap() {
    for start in [0, 1, u32::MAX, u32::MAX - 1, u32::MAX / 2, 0x8000_0000, u32::MAX - 3_600_000] {
        let mut clock = Clock::start(start, WALL_UNKNOWN);
        let deadline = Deadline::after(clock.now().instant, HOUR);
        for minute in 1..=60u64 {
            clock.tick(start.wrapping_add(60_000 * minute as u32), WALL_UNKNOWN);
            let left = HOUR - minute * 60_000;
            assert_eq!(deadline.remaining(clock.now().instant), Remaining::Pending { ms: left });
        }
        clock.tick(start.wrapping_add(3_600_001), WALL_UNKNOWN);
        assert_eq!(deadline.remaining(clock.now().instant), Remaining::Overdue { ms: 1 });
    }
}

#[test]
fn an_unannounced_reset_of_the_counter_is_bridged_or_counted() {
    let mut clock = Clock::start(5_000_000, WALL);
    let deadline = Deadline::after(clock.now().instant, HOUR);
    // The watchdog bit; the wall clock went on by ten seconds.
    let tick = clock.tick(3, WALL + 10_000);
    assert_eq!(tick.downtime, Some(Downtime::Accounted { ms: 10_000 }));
    assert_eq!(deadline.remaining(clock.now().instant), Remaining::Pending { ms: HOUR - 10_000 });
    let tick = clock.tick(2, WALL_UNKNOWN);
    assert_eq!(tick.downtime, Some(Downtime::Unaccounted));
    assert_eq!(deadline.remaining(clock.now().instant), Remaining::TimeLost);
    // A wall clock that appears is taken, one that disappears is carried on by the counter.
    clock.tick(102, WALL);
    clock.tick(1102, WALL_UNKNOWN);
    assert_eq!(clock.now().wall_ms, WALL + 1000);
    assert_eq!(clock.tick(2102, WALL).wall_step_ms, -2000);
}

#[test]
fn instants_compare_only_without_gaps() {
    let a = Instant { ms: 10, gaps: 0 };
    assert_eq!(Instant { ms: 15, gaps: 0 }.since(a), Some(5));
    assert_eq!(Instant { ms: 15, gaps: 1 }.since(a), None);
    assert_eq!(Instant { ms: 9, gaps: 0 }.since(a), None);
    assert_eq!(a.earlier(10), Some(Instant { ms: 0, gaps: 0 }));
    assert_eq!(a.earlier(11), None);
}

#[test]
fn the_longest_tick_is_counted_and_a_longer_one_is_a_downtime() {
    let mut clock = Clock::start(9, WALL_UNKNOWN);
    assert_eq!(clock.tick(9 + MAX_TICK_MS, WALL_UNKNOWN).downtime, None);
    assert_eq!(clock.now().instant, Instant { ms: ORIGIN_MS + u64::from(MAX_TICK_MS), gaps: 0 });
    let tick = clock.tick(10u32.wrapping_add(MAX_TICK_MS).wrapping_add(MAX_TICK_MS), WALL_UNKNOWN);
    assert_eq!(tick.downtime, Some(Downtime::Unaccounted));
    assert_eq!(clock.now().instant, Instant { ms: ORIGIN_MS + u64::from(MAX_TICK_MS), gaps: 1 });
}

#[test]
fn steps_of_the_wall_clock_beyond_all_measure_are_shown_as_the_largest() {
    let mut clock = Clock::start(0, 1);
    assert_eq!(clock.tick(0, u64::MAX).wall_step_ms, i64::MAX);
    assert_eq!(clock.tick(0, 1).wall_step_ms, i64::MIN);
    assert_eq!(clock.tick(0, 1 + (1 << 62)).wall_step_ms, 1 << 62);
    assert_eq!(clock.tick(0, 1).wall_step_ms, -(1 << 62));
}
