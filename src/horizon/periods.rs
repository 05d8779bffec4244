//! Users that come again in every period: in what order the members of a short step are served over time.

use core::fmt;

use crate::allocate::queue::{Key, Queue};
use crate::allocate::walk::Walk;
use crate::coded::coded;
use crate::network::paths::Paths;
use crate::network::solve::Order;
use crate::policy::Share;
use crate::units::Total;

/// How a step that cannot be served in full is shared out over the periods. The numbers are part of the C ABI and
/// never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Spread {
    /// A shortage is spread over the periods: the step's rule is applied to all of them together. What is served
    /// all or nothing goes user by user, each through all its periods. A rotating step goes period by period all the same:
    /// its order in a period depends on what was curtailed in the periods before.
    Even = 0,
    /// The nearest period first: the step's rule is applied to one period after the other.
    Earliest = 1,
}

coded!(Spread {
    Even => "even",
    Earliest => "earliest",
});

/// The code of a spread as C gives it: any byte.
#[cfg_attr(not(feature = "ffi"), allow(dead_code))]
pub(crate) type SpreadCode = u8;

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Serves users that come again in every period, all of one period after all of the one before.
pub(super) struct InPeriods<'a> {
    pub(super) spread: Spread,
    /// One for each user. For a rotating step: its cumulative curtailment before the period.
    pub(super) curtailments: &'a mut [Total],
}

impl Order for InPeriods<'_> {
    fn share(&mut self, walk: &mut Walk, mut queue: Queue, share: Share, paths: &mut Paths) {
        match (share, self.spread) {
            (Share::Rotating, _) => self.rotate(walk, queue, paths),
            (_, Spread::Earliest) => {
                while let Some(present) = self.split_period(walk, &mut queue) {
                    walk.share(present, share, paths);
                }
            }
            (_, Spread::Even) => {
                // User by user: where everything is served all or nothing, this is the order among equal ranks.
                let count = self.curtailments.len().max(1);
                let by_user = |leaf: usize| ((leaf % count) as u64) << 32 | (leaf / count) as u64;
                queue.sort_by(by_user, walk.grants);
                walk.share(queue, share, paths);
            }
        }
    }
}

impl InPeriods<'_> {
    /// Splits off the members of the first period in the queue.
    fn split_period(&self, walk: &mut Walk, queue: &mut Queue) -> Option<Queue> {
        let count = self.curtailments.len().max(1);
        queue.split_by(|leaf| leaf / count, walk.grants)
    }

    /// Serves a rotating step: what it curtails in one period counts in the next.
    fn rotate(&mut self, walk: &mut Walk, mut queue: Queue, paths: &mut Paths) {
        for (curtailment, user) in self.curtailments.iter_mut().zip(walk.users) {
            *curtailment = user.cumulative_curtailment;
        }
        while let Some(mut present) = self.split_period(walk, &mut queue) {
            let (curtailments, count) = (&*self.curtailments, self.curtailments.len().max(1));
            let curtailment = |leaf: usize| curtailments.get(leaf % count).copied().unwrap_or(0);
            present.sort(Key::Rank, walk.users, walk.grants);
            present.sort_by(|leaf| !curtailment(leaf), walk.grants);
            self.count(walk, present, |curtailment, increment, granted| curtailment + increment + granted);
            walk.serve_in_order(present, paths);
            self.count(walk, present, |curtailment, _, granted| curtailment - granted);
        }
    }

    /// Changes the cumulative curtailment of every member of a queue, given what the step asks and what has been granted
    /// so far.
    fn count(&mut self, walk: &mut Walk, mut queue: Queue, change: impl Fn(Total, Total, Total) -> Total) {
        let count = self.curtailments.len().max(1);
        while let Some(member) = walk.next(&mut queue) {
            if let Some(curtailment) = self.curtailments.get_mut(member.index % count) {
                *curtailment = change(*curtailment, member.increment as Total, member.grant.granted as Total);
            }
        }
    }
}
