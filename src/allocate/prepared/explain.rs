//! Grants with their reasons for everybody, from the columns, in the caller's order.

use core::ops::Range;

use super::engine::{Engine, Outcome, verdicts};
use super::layout::Layout;
use super::slots::{Slots, Written};
use crate::allocate::fast_path::is_special;
use crate::allocate::result::{Grant, Why};
use crate::policy::Policy;
use crate::units::Flow;
use crate::user::User;

/// What an allocation has written, by which its grants are explained.
pub(super) struct Explanation<'e> {
    pub(super) policy: &'e Policy<'e>,
    pub(super) users: &'e [User],
    pub(super) layout: &'e Layout,
    pub(super) order: &'e [u32],
    /// Those of the outcome.
    pub(super) demand: &'e [Flow],
    pub(super) minimum: &'e [Flow],
    pub(super) granted: &'e [Flow],
    pub(super) why: &'e [u32],
    pub(super) outcome: &'e Outcome,
}

impl Explanation<'_> {
    /// Writes what every user is granted, and why; as many as there are places for.
    pub(super) fn write(&self, grants: &mut [Grant]) {
        for (class, verdict) in verdicts(self.policy, self.outcome.short).iter().enumerate() {
            let range = self.layout.range(class);
            let columns = self.demand.get(range.clone()).zip(self.minimum.get(range.clone()));
            let Some((granted, (demand, minimum))) = self.granted.get(range.clone()).zip(columns) else {
                continue;
            };
            let mut slots = Slots::of_caller(&mut *grants, self.order, self.layout.is_grouped());
            let cells = granted.iter().zip(demand);
            if self.layout.has_minimum(class) {
                slots.write(range.clone(), cells.zip(minimum), |((granted, demand), minimum)| {
                    Grant::new(*granted, verdict.why(granted == demand, *minimum.min(demand) != 0))
                });
            } else {
                slots.write(range.clone(), cells, |(granted, demand)| Grant::of(*granted, *demand, verdict));
            }
            if (self.outcome.walked | self.outcome.split) >> class & 1 != 0 {
                self.write_each(range, self.outcome.walked >> class & 1 != 0, grants);
            }
        }
    }

    /// The same for those of a class that have a reason each: all, or only those that state a base or are on/off.
    fn write_each(&self, range: Range<usize>, all: bool, grants: &mut [Grant]) {
        let columns =
            self.order.get(range.clone()).zip(self.granted.get(range.clone())).zip(self.why.get(range));
        let Some(((order, granted), why)) = columns else { return };
        for ((index, granted), why) in order.iter().zip(granted).zip(why) {
            let index = *index as usize;
            let counts = all || self.users.get(index).is_some_and(is_special);
            if let Some(slot) = grants.get_mut(index).filter(|_| counts) {
                *slot = Grant::new(*granted, Why::from_word(*why));
            }
        }
    }
}

impl Engine<'_> {
    /// How the grants of an outcome are explained.
    pub(super) fn explanation<'e>(&'e self, outcome: &'e Outcome) -> Explanation<'e> {
        let Engine { policy, users, layout, order, demand, minimum, granted, why, .. } = self;
        Explanation { policy, users, layout, order, demand, minimum, granted, why, outcome }
    }
}
