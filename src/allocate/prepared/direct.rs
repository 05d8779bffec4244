//! Batches of stations whose classes are served one after the other: what a class gets then follows from the sums.

use super::layout::Layout;
use crate::allocate::apportion::Apportionment;
use crate::allocate::result::ClassTotal;
use crate::policy::{Entry, NO_STEP, Policy, Share};
use crate::units::{Flow, Total};
use crate::user::CLASS_COUNT;

/// The classes that have users, in the order of service: each has a step of its own, which is pro rata, and no user
/// states a technical minimum or a base or is on/off.
pub(super) struct Direct {
    classes: [u8; CLASS_COUNT],
    count: usize,
}

impl Direct {
    /// The order of service, or `None` if classes share a step, or need more than their sums.
    pub(super) fn of(policy: &Policy, layout: &Layout) -> Option<Direct> {
        if !policy.index().serves_whole_classes {
            return None;
        }
        let mut direct = Direct { classes: [0; CLASS_COUNT], count: 0 };
        let entries = &policy.index().entries;
        for (step, rule) in policy.steps().iter().enumerate() {
            let is_served = |(class, entry): &(usize, &Entry)| {
                entry.demand as usize == step && !layout.range(*class).is_empty()
            };
            let mut served = entries.iter().enumerate().filter(is_served);
            let Some((class, _)) = served.next() else { continue };
            if served.next().is_some() || rule.share() != Some(Share::ProRata) {
                return None;
            }
            *direct.classes.get_mut(direct.count)? = class as u8;
            direct.count += 1;
        }
        let is_plain = |class| !layout.has_minimum(class) && !layout.has_special(1 << class);
        (0..CLASS_COUNT).all(is_plain).then_some(direct)
    }

    /// What each class gets.
    pub(super) fn totals(&self, layout: &Layout, row: &[Flow], supply: Total) -> [ClassTotal; CLASS_COUNT] {
        let mut totals = layout.demands(row).map(|demand| ClassTotal { demand, granted: 0 });
        let mut left = supply;
        for class in self.classes.iter().take(self.count) {
            if let Some(total) = totals.get_mut(*class as usize) {
                total.granted = total.demand.min(left);
                left -= total.granted;
            }
        }
        totals
    }

    /// The step in which the supply runs short; the number of steps if it does in none.
    pub(super) fn short_step(&self, policy: &Policy, totals: &[ClassTotal; CLASS_COUNT]) -> u8 {
        let entries = policy.index().entries.iter().zip(totals);
        let short = entries.filter(|(entry, total)| entry.demand != NO_STEP && total.granted < total.demand);
        let steps = policy.steps().len() as u8;
        short.fold(steps, |first, (entry, _)| first.min(entry.demand))
    }
}

/// Writes what the users of each class get, of what the class gets.
pub(super) fn grant(layout: &Layout, row: &[Flow], totals: &[ClassTotal; CLASS_COUNT], granted: &mut [Flow]) {
    for (class, total) in totals.iter().enumerate() {
        let range = layout.range(class);
        let Some((row, granted)) = row.get(range.clone()).zip(granted.get_mut(range)) else { continue };
        let cells = granted.iter_mut().zip(row);
        if total.granted == total.demand {
            cells.for_each(|(granted, demand)| *granted = *demand);
        } else if total.granted == 0 {
            granted.fill(0);
        } else {
            let mut apportionment = Apportionment::new(total.granted, total.demand);
            cells.for_each(|(granted, demand)| *granted = apportionment.next_share(*demand));
        }
    }
}
