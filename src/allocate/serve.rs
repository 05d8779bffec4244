//! One step of a station's walk.

use super::host::ON_HOST;
use super::result::StepTotal;
use super::station_supply::Station;
use super::walk::{Needs, Walk};
use crate::policy::Share;
use crate::units::Total;

impl Walk<'_> {
    /// Serves a step, as far as the supply goes, and notes what it is granted. What it asks for is noted already.
    #[inline(always)]
    pub(super) fn serve(&mut self, index: u8, share: Share, total: &mut StepTotal, station: &mut Station) {
        if ON_HOST && total.asked == 0 {
            return;
        }
        let available = station.0;
        if ON_HOST && share != Share::Rotating && self.is_simple(index) {
            self.serve_in_turn(index, station);
        } else {
            let queue = self.open(index, |_, _, _| {});
            self.share(queue, share, station);
        }
        total.granted = available - station.0;
    }

    /// Whether all users of the step's classes are on/off, and none has a minimum or a rank.
    fn is_simple(&self, index: u8) -> bool {
        let classes = self.targets.classes(index);
        let mut needs = self.needs_by_class.iter().enumerate();
        !needs.any(|(class, needs)| classes >> class & 1 != 0 && needs.has(!Needs::INDIVISIBLE))
    }

    /// Serves a step of such users: whoever fits, in the order of the input, whatever the rule. The same as by a queue, which
    /// is not needed for it.
    #[inline(never)]
    fn serve_in_turn(&mut self, index: u8, station: &mut Station) {
        let (targets, classes) = (self.targets, self.targets.classes(index));
        self.step = index;
        for (user, grant) in self.users.iter().zip(self.grants.iter_mut()) {
            if classes >> user.class_code() & 1 == 0 {
                continue;
            }
            let increment = targets.increment(user, index);
            match station.0.checked_sub(increment as Total) {
                Some(left) => {
                    station.0 = left;
                    grant.granted += increment;
                }
                None => grant.fall_short(index),
            }
        }
    }
}
