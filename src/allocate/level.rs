//! The level of a water-fill, exactly, without a sort and without scratch memory.
//!
//! At level λ (units per weight) a user takes λ·weight, but at least its floor and at most its ceiling. What all
//! take together rises with λ in straight lines between *breakpoints*, the levels floor/weight and
//! ceiling/weight of the users. Once it is known who is at the floor, who at the ceiling and who rises in between,
//! the level is one exact fraction: what the others leave, over the weights of those that rise.
//!
//! A search brackets that level between two breakpoints with none in between. A trial at the middle one of three of those
//! inside, drawn at random, leaves about half of them; users that have none left inside are settled and not looked at
//! again.

use super::opaque::unknown;
use crate::units::{Flow, Total};

/// One user in a water-fill.
#[derive(Clone, Copy)]
pub(crate) struct Vessel {
    /// At least 1.
    pub(crate) weight: Flow,
    pub(crate) floor: Flow,
    pub(crate) ceiling: Flow,
}

/// A level: so many units for each weight. A weight of 0 stands for a level above everything.
#[derive(Clone, Copy)]
pub(crate) struct Level {
    pub(crate) units: Total,
    pub(crate) weight: Total,
}

/// Where a user is at a level.
#[derive(Clone, Copy)]
pub(crate) enum State {
    Floor,
    Rising,
    Ceiling,
}

impl Level {
    pub(crate) const ABOVE_ALL: Level = Level { units: 1, weight: 0 };
}

impl Vessel {
    /// Where the user is at a level.
    pub(crate) fn state(&self, level: Level) -> State {
        let here = product(level.units, self.weight);
        if here >= product(level.weight, self.ceiling) {
            State::Ceiling
        } else if here <= product(level.weight, self.floor) {
            State::Floor
        } else {
            State::Rising
        }
    }

    /// The levels at which it begins and ceases to rise.
    fn breakpoints(&self) -> [Breakpoint; 2] {
        let Vessel { weight, floor, ceiling } = *self;
        [Breakpoint { units: floor, weight }, Breakpoint { units: ceiling, weight }]
    }
}

/// A product of 96 bits: all but the last 32, and the last 32.
fn product(a: u64, b: u32) -> (u64, u32) {
    let low = (a & 0xffff_ffff) * b as u64;
    ((a >> 32) * b as u64 + (low >> 32), low as u32)
}

/// What users take at a level: `fixed` + level × `weight`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Drawn {
    pub(crate) fixed: Total,
    pub(crate) weight: Total,
}

impl Drawn {
    /// Adds a user that is in this state.
    pub(crate) fn add(&mut self, vessel: &Vessel, state: State) {
        match state {
            State::Floor => self.fixed += vessel.floor as Total,
            State::Ceiling => self.fixed += vessel.ceiling as Total,
            State::Rising => self.weight += vessel.weight as Total,
        }
    }
}

/// A level at which a user begins or ceases to rise, as [`Level`].
#[derive(Clone, Copy)]
pub(crate) struct Breakpoint {
    units: Flow,
    weight: Flow,
}

impl Breakpoint {
    fn is_below(self, other: Breakpoint) -> bool {
        (self.units as u64 * other.weight as u64) < other.units as u64 * self.weight as u64
    }
}

/// A search for the level at which users take as much as there is.
///
/// Users are shown to it again and again: once to choose the next trial among their breakpoints and to find out who is
/// settled, and once to add up what they take at the level on trial. Each trial takes one breakpoint at least out of
/// the bracket, about half of them on average. Which ones are tried follows from a fixed sequence of pseudo-random
/// numbers: time is the same on every run.
///
/// Where registers are few its functions are not inlined: what the search takes of the stack then counts once, here.
pub(crate) struct Search {
    /// The highest breakpoint so far at which what they take fits, and the lowest at which it does not.
    low: Breakpoint,
    high: Breakpoint,
    /// Three of those in between that were seen since the last trial, each with the same probability, and how many those are.
    /// During a trial, the first is the one on trial.
    chosen: [Breakpoint; 3],
    seen: u32,
    random: u32,
    /// Whether a level is on trial.
    pub(crate) is_trial: bool,
    /// What users that are settled take; and the same, with what those take that were shown since.
    pub(crate) settled: Drawn,
    pub(crate) drawn: Drawn,
}

impl Search {
    #[inline(always)]
    pub(crate) fn start() -> Search {
        let (lowest, highest) = (Breakpoint { units: 0, weight: 1 }, Breakpoint { units: 1, weight: 0 });
        let zero = unknown(0);
        let nothing = Drawn { fixed: zero, weight: zero };
        Search {
            low: lowest,
            high: highest,
            chosen: [lowest; 3],
            seen: 0,
            random: 1,
            is_trial: false,
            settled: nothing,
            drawn: nothing,
        }
    }

    /// Shows a user that is not settled. During a trial, tells where the user is at the level on trial. Before it, tells
    /// where the user is throughout if it is settled now, because none of its breakpoints is inside the bracket.
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    pub(crate) fn look_at(&mut self, vessel: &Vessel) -> Option<State> {
        let [trial, ..] = self.chosen;
        let (low, high) = if self.is_trial { (trial, trial) } else { (self.low, self.high) };
        let [begins, ceases] = vessel.breakpoints();
        if !low.is_below(ceases) {
            return Some(State::Ceiling);
        }
        if !begins.is_below(high) {
            return Some(State::Floor);
        }
        let is_settled = !low.is_below(begins) && !ceases.is_below(high);
        if low.is_below(begins) {
            self.choose(begins);
        }
        if ceases.is_below(high) {
            self.choose(ceases);
        }
        is_settled.then_some(State::Rising)
    }

    fn choose(&mut self, breakpoint: Breakpoint) {
        let mut place = self.seen as u64;
        self.seen += 1;
        if place >= self.chosen.len() as u64 {
            self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            place = (self.random as u64 * self.seen as u64) >> 32;
        }
        if let Some(chosen) = self.chosen.get_mut(place as usize) {
            *chosen = breakpoint;
        }
    }

    /// Puts the next level on trial: the one in the middle of those chosen. There is none when no breakpoint is inside
    /// the bracket.
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    pub(crate) fn try_next(&mut self) -> bool {
        self.settled = self.drawn;
        self.is_trial = self.seen != 0;
        if self.seen >= 3 {
            let [a, b, c] = self.chosen;
            let (a_b, b_c, a_c) = (a.is_below(b), b.is_below(c), a.is_below(c));
            let middle = match a_b {
                _ if a_b == b_c => b,
                _ if a_b == a_c => c,
                _ => a,
            };
            self.chosen = [middle, b, c];
        }
        self.seen = 0;
        self.is_trial
    }

    /// Takes what all take at the level on trial.
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    pub(crate) fn answer(&mut self, supply: Total) {
        let drawn = core::mem::replace(&mut self.drawn, self.settled);
        let [trial, ..] = self.chosen;
        let left = supply.wrapping_sub(drawn.fixed);
        let fits = drawn.fixed <= supply && product(drawn.weight, trial.units) <= product(left, trial.weight);
        if fits {
            self.low = trial;
        } else {
            self.high = trial;
        }
        self.is_trial = false;
    }
}
