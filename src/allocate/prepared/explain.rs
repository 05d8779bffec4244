//! Grants with their reasons for everybody, from the columns, in the caller's order.

use super::engine::{Engine, Outcome};
use crate::allocate::fast_path::is_special;
use crate::allocate::result::{Grant, Why};

impl Engine<'_> {
    /// Writes what every user is granted, and why, if it is wanted. The demands are those of the outcome.
    pub(super) fn explain(&self, outcome: &Outcome, grants: Option<&mut [Grant]>) {
        let Some(grants) = grants else { return };
        for (class, verdict) in outcome.verdicts.iter().enumerate() {
            let range = self.layout.range(class);
            let columns = self.order.get(range.clone()).zip(self.granted.get(range.clone()));
            let others = self.demand.get(range.clone()).zip(self.minimum.get(range.clone()));
            let (Some((order, granted)), Some((demand, minimum))) = (columns, others) else { continue };
            let cells = order.iter().zip(granted).zip(demand.iter().zip(minimum));
            for ((index, granted), (demand, minimum)) in cells {
                if let Some(slot) = grants.get_mut(*index as usize) {
                    *slot = Grant::new(*granted, verdict.why(granted == demand, *minimum.min(demand) != 0));
                }
            }
            if (outcome.walked | outcome.split) >> class & 1 != 0 {
                self.explain_each(range, outcome.walked >> class & 1 != 0, grants);
            }
        }
    }

    /// The same for those of a class that have a reason each: all, or only those that state a base or are on/off.
    fn explain_each(&self, range: core::ops::Range<usize>, all: bool, grants: &mut [Grant]) {
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
