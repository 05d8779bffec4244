//! Stations whose classes are served one after the other: what a class gets then follows from what it wants.

use super::layout::Layout;
use super::slots::{Slots, Written};
use crate::allocate::apportion::Apportionment;
use crate::allocate::result::{ClassTotal, StepTotal};
use crate::allocate::verdict::Verdict;
use crate::policy::{Entry, Policy, Share};
use crate::units::{Flow, Total};
use crate::user::CLASS_COUNT;

/// The classes that have users, in the order of service: each has a step of its own, which is pro rata, and no user
/// states a technical minimum or a base or is on/off.
#[derive(Clone, Copy)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(crate) struct Direct {
    classes: [u8; CLASS_COUNT],
    count: u8,
    /// 1 if that is so. Otherwise 0: classes share a step, or need more than their sums.
    is_possible: u8,
}

impl Direct {
    pub(super) fn of(policy: &Policy, layout: &Layout) -> Direct {
        let mut direct = Direct { classes: [0; CLASS_COUNT], count: 0, is_possible: 0 };
        direct.is_possible = direct.order_of_service(policy, layout).is_some() as u8;
        direct
    }

    /// Notes the order of service; `None` if that is not all there is to it.
    fn order_of_service(&mut self, policy: &Policy, layout: &Layout) -> Option<()> {
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
            *self.classes.get_mut(self.count as usize)? = class as u8;
            self.count += 1;
        }
        let is_plain = |class| !layout.has_minimum(class) && !layout.has_special(1 << class);
        (policy.index().serves_whole_classes && (0..CLASS_COUNT).all(is_plain)).then_some(())
    }

    /// Whether this is all that an allocation needs.
    pub(super) const fn is_possible(&self) -> bool {
        self.is_possible != 0
    }

    /// What each class gets. The demands are there already.
    pub(super) fn share(&self, totals: &mut [ClassTotal; CLASS_COUNT], supply: Total) {
        let mut left = supply;
        for class in self.classes.iter().take(self.count as usize) {
            if let Some(total) = totals.get_mut(*class as usize) {
                total.granted = total.demand.min(left);
                left -= total.granted;
            }
        }
    }

    /// The step in which the supply runs short; the number of steps if it does in none. What each step asks for and is
    /// granted goes to `steps`, where it is wanted: as many as the policy has.
    pub(super) fn steps(
        &self,
        policy: &Policy,
        totals: &[ClassTotal; CLASS_COUNT],
        steps: Option<&mut [StepTotal]>,
    ) -> u8 {
        let steps = steps.unwrap_or_default();
        steps.iter_mut().for_each(|step| *step = StepTotal::default());
        let mut short = policy.steps().len() as u8;
        for class in self.classes.iter().take(self.count as usize).rev() {
            let served = totals.get(*class as usize).zip(policy.index().entries.get(*class as usize));
            let Some((total, entry)) = served else { continue };
            if total.granted < total.demand {
                short = entry.demand;
            }
            if let Some(step) = steps.get_mut(entry.demand as usize) {
                *step = StepTotal { asked: total.demand, granted: total.granted };
            }
        }
        short
    }
}

/// Writes what the users of each class get, of what the class gets.
pub(super) fn write<T: Written>(
    layout: &Layout,
    row: &[Flow],
    totals: &[ClassTotal; CLASS_COUNT],
    verdicts: &[Verdict; CLASS_COUNT],
    mut slots: Slots<'_, T>,
) {
    for (class, (total, verdict)) in totals.iter().zip(verdicts).enumerate() {
        let range = layout.range(class);
        let demands = row.get(range.clone()).unwrap_or_default().iter();
        if total.granted == total.demand {
            slots.write(range, demands, |demand| T::of(*demand, *demand, verdict));
        } else if total.granted == 0 {
            slots.write(range, demands, |demand| T::of(0, *demand, verdict));
        } else {
            let mut shares = Apportionment::new(total.granted, total.demand);
            slots.write(range, demands, |demand| T::of(shares.next_share(*demand), *demand, verdict));
        }
    }
}
