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
        [self.floor, self.ceiling].map(|units| Breakpoint { units, weight: self.weight })
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
    pub(crate) fn level(self) -> Level {
        Level { units: self.units as Total, weight: self.weight as Total }
    }

    fn is_below(self, other: Breakpoint) -> bool {
        (self.units as u64 * other.weight as u64) < other.units as u64 * self.weight as u64
    }
}

/// A search for the level at which users take as much as there is.
///
/// Each trial takes one breakpoint at least out of the bracket, about half of them on average. Which ones are tried follows
/// from a fixed sequence of pseudo-random numbers: time is the same on every run.
pub(crate) struct Search {
    /// The highest breakpoint so far at which what they take fits, and the lowest at which it does not.
    low: Breakpoint,
    high: Breakpoint,
    /// Three of those in between that were seen since the last trial, each with the same probability, and how many those are.
    chosen: [Breakpoint; 3],
    seen: u32,
    random: u32,
}

impl Search {
    pub(crate) const START: Search = {
        let (lowest, highest) = (Breakpoint { units: 0, weight: 1 }, Breakpoint { units: 1, weight: 0 });
        Search { low: lowest, high: highest, chosen: [lowest; 3], seen: 0, random: 1 }
    };

    /// Shows a user before the next trial. If it is settled, because none of its breakpoints is inside the bracket, tells
    /// where it is throughout.
    pub(crate) fn see(&mut self, vessel: &Vessel) -> Option<State> {
        let before = self.seen;
        let [begins, ceases] = vessel.breakpoints();
        for breakpoint in [begins, ceases] {
            if self.low.is_below(breakpoint) && breakpoint.is_below(self.high) {
                self.choose(breakpoint);
            }
        }
        (self.seen == before).then(|| {
            if !self.low.is_below(ceases) {
                State::Ceiling
            } else if !begins.is_below(self.high) {
                State::Floor
            } else {
                State::Rising
            }
        })
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

    /// The next level to try: the one in the middle of those chosen. `None` when there is no breakpoint inside the bracket.
    pub(crate) fn trial(&self) -> Option<Breakpoint> {
        let [a, b, c] = self.chosen;
        let (low, high) = if a.is_below(b) { (a, b) } else { (b, a) };
        match self.seen {
            0 => None,
            3.. if !c.is_below(high) => Some(high),
            3.. if low.is_below(c) => Some(c),
            3.. => Some(low),
            _ => Some(a),
        }
    }

    /// Takes what all take at the level on trial.
    pub(crate) fn answer(&mut self, trial: Breakpoint, drawn: Drawn, supply: Total) {
        let Breakpoint { units, weight } = trial;
        let left = supply.wrapping_sub(drawn.fixed);
        if drawn.fixed <= supply && product(drawn.weight, units) <= product(left, weight) {
            self.low = trial;
        } else {
            self.high = trial;
        }
        self.seen = 0;
    }
}
