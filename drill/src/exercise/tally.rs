//! Adds up over time what everyone wants and keeps.

use super::outcome::{Kept, Moment};
use crate::outcome::{ClassOutcome, Outcome};
use crate::quantity::Quantity;

const MS_PER_H: u128 = 3_600_000;

/// Flow × time, in thousandths of the unit × milliseconds, so that nothing is rounded on the way.
#[derive(Clone, Copy, Default)]
struct Volumes {
    wanted: u128,
    granted: u128,
}

impl Volumes {
    fn add(&mut self, wanted: Quantity, granted: Quantity, ms: u64) {
        self.wanted += u128::from(wanted.thousandths()) * u128::from(ms);
        self.granted += u128::from(granted.thousandths()) * u128::from(ms);
    }

    fn volume(product: u128) -> Quantity {
        u64::try_from(product / MS_PER_H).map_or(Quantity::MAX, Quantity::from_thousandths)
    }
}

/// What everyone wanted and kept so far.
#[derive(Default)]
pub(super) struct Tally {
    users: Vec<(Volumes, Kept)>,
    classes: Vec<(Volumes, Kept)>,
}

impl Tally {
    /// Adds what an allocation gave from one moment to another.
    pub(super) fn add(&mut self, outcome: &Outcome, from: Moment, to: Moment) {
        let ms = to.0.saturating_sub(from.0);
        for ((volumes, _), user) in self.users.iter_mut().zip(&outcome.users) {
            volumes.add(user.demand, user.granted, ms);
        }
        for ((volumes, _), class) in self.classes.iter_mut().zip(&outcome.classes) {
            volumes.add(class.demand, class.granted, ms);
        }
    }

    /// Takes note of a new allocation, in case a share is smaller than ever before.
    pub(super) fn lowest(&mut self, outcome: &Outcome, at: Moment) {
        if self.users.is_empty() {
            self.users = outcome.users.iter().map(|user| (Volumes::default(), Kept::from(user))).collect();
            self.classes =
                outcome.classes.iter().map(|class| (Volumes::default(), Kept::from(class))).collect();
        }
        for ((_, kept), user) in self.users.iter_mut().zip(&outcome.users) {
            kept.lower(user.demand, user.granted, at);
        }
        for ((_, kept), class) in self.classes.iter_mut().zip(&outcome.classes) {
            kept.lower(class.demand, class.granted, at);
        }
    }

    /// The gas withheld from each user: what the scenario stated, and what the exercise adds.
    pub(super) fn withheld(&self, stated: &[Quantity]) -> Vec<Quantity> {
        let mut withheld = stated.to_vec();
        for (withheld, (volumes, _)) in withheld.iter_mut().zip(&self.users) {
            let more = Volumes::volume(volumes.wanted - volumes.granted);
            *withheld = withheld.checked_add(more).unwrap_or(Quantity::MAX);
        }
        withheld
    }

    /// Classes and users.
    pub(super) fn finish(self) -> (Vec<Kept>, Vec<Kept>) {
        let finish = |rows: Vec<(Volumes, Kept)>| {
            let kept = |(volumes, kept): (Volumes, Kept)| Kept {
                demand: Volumes::volume(volumes.wanted),
                granted: Volumes::volume(volumes.granted),
                ..kept
            };
            rows.into_iter().map(kept).collect()
        };
        (finish(self.classes), finish(self.users))
    }
}

impl Kept {
    /// Takes this share if it is smaller than the lowest so far; who wants nothing lacks nothing.
    fn lower(&mut self, demand: Quantity, granted: Quantity, at: Moment) {
        let product = |a: Quantity, b: Quantity| u128::from(a.thousandths()) * u128::from(b.thousandths());
        let is_lower = self.lowest_demand == Quantity::ZERO
            || product(granted, self.lowest_demand) < product(self.lowest_granted, demand);
        if demand != Quantity::ZERO && is_lower {
            (self.lowest_at, self.lowest_demand, self.lowest_granted) = (at, demand, granted);
        }
    }
}

impl From<&ClassOutcome> for Kept {
    fn from(class: &ClassOutcome) -> Kept {
        Kept {
            class: class.class,
            id: None,
            demand: Quantity::ZERO,
            granted: Quantity::ZERO,
            lowest_at: Moment::default(),
            lowest_demand: class.demand,
            lowest_granted: class.granted,
        }
    }
}
