//! Users that come again in every period: in what order the members of a short step are served over time.

use core::fmt;

use crate::allocate::RotationTally;
use crate::allocate::queue::{Key, Queue};
use crate::allocate::share::Supply;
use crate::allocate::walk::Walk;
use crate::coded::coded;
use crate::network::serve::{Order, Turns};
use crate::policy::{Rotation, Share, Step};
use crate::units::Flow;

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

/// Working memory for the rotation of one user over the periods.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct RotationSlot {
    /// How it has fared before the period.
    tally: RotationTally,
    /// What it has when it gets all that the step asks for it in the period.
    due: Flow,
    /// 0.
    reserved: u32,
}

/// Serves users that come again in every period, all of one period after all of the one before.
pub(crate) struct InPeriods<'a> {
    spread: Spread,
    /// How periods can share one after the other.
    turns: Option<Turns>,
    /// How many nodes the storage has.
    chain: u32,
    /// One for each user.
    rotation: &'a mut [RotationSlot],
}

impl Order for InPeriods<'_> {
    fn share(&mut self, walk: &mut Walk, mut queue: Queue, step: &Step, supply: &mut impl Supply) {
        match (step.share().unwrap_or(Share::ProRata), self.spread) {
            (Share::Rotating, _) => self.rotate(walk, queue, step.rotation().unwrap_or_default(), supply),
            (share, Spread::Earliest) => {
                while let Some(present) = self.split_period(walk, &mut queue) {
                    walk.share(present, share, supply);
                }
            }
            (share, Spread::Even) => {
                // User by user: where everything is served all or nothing, this is the order among equal ranks.
                let count = self.count();
                let by_user = |leaf: usize| ((leaf % count) as u64) << 32 | (leaf / count) as u64;
                queue.sort_by(by_user, walk.grants);
                walk.share(queue, share, supply);
            }
        }
    }

    fn turns(&self) -> Option<Turns> {
        self.turns
    }

    fn chain(&self) -> u32 {
        self.chain
    }
}

impl<'a> InPeriods<'a> {
    /// For any network in time.
    pub(crate) fn new(spread: Spread, rotation: &'a mut [RotationSlot]) -> InPeriods<'a> {
        InPeriods { spread, turns: None, chain: 0, rotation }
    }

    /// For the network of a horizon: the nodes of the storage come first, one for each period, then those of one period
    /// after the other, so many in each.
    pub(super) fn of_horizon(
        spread: Spread,
        periods: usize,
        nodes: usize,
        rotation: &'a mut [RotationSlot],
    ) -> InPeriods<'a> {
        let (count, nodes, users) = (periods as u32, nodes as u32, rotation.len());
        let turns = Turns { first: count, nodes, count, users };
        let turns = (spread == Spread::Earliest).then_some(turns);
        InPeriods { turns, chain: count, ..InPeriods::new(spread, rotation) }
    }
}

impl InPeriods<'_> {
    /// How many users there are in a period.
    fn count(&self) -> usize {
        self.rotation.len().max(1)
    }

    /// Splits off the members of the first period in the queue.
    fn split_period(&self, walk: &mut Walk, queue: &mut Queue) -> Option<Queue> {
        let count = self.count();
        queue.split_by(|leaf| leaf / count, walk.grants)
    }

    /// Serves a rotating step: what it withholds in one period counts in the next.
    fn rotate(&mut self, walk: &mut Walk, mut queue: Queue, rotation: Rotation, supply: &mut impl Supply) {
        for (slot, user) in self.rotation.iter_mut().zip(walk.users) {
            slot.tally = RotationTally { amount: user.cumulative_curtailment, ..RotationTally::default() };
        }
        while let Some(mut present) = self.split_period(walk, &mut queue) {
            let (slots, count) = (&*self.rotation, self.count());
            let urgency =
                |leaf: usize| slots.get(leaf % count).map_or(0, |slot| slot.tally.urgency(rotation));
            present.sort(Key::Rank, walk.users, walk.grants);
            present.sort_by(|leaf| !urgency(leaf), walk.grants);
            self.each(walk, present, |slot, granted, increment| slot.due = granted + increment);
            walk.serve_in_order(present, supply);
            self.each(walk, present, |slot, granted, _| slot.tally.note(rotation, slot.due - granted));
        }
    }

    /// Does this for every member of a queue, with what it has been granted so far and what the step asks for it.
    fn each(&mut self, walk: &mut Walk, mut queue: Queue, see: impl Fn(&mut RotationSlot, Flow, Flow)) {
        let count = self.count();
        while let Some(member) = walk.next(&mut queue) {
            if let Some(slot) = self.rotation.get_mut(member.index % count) {
                see(slot, member.grant.granted, member.increment);
            }
        }
    }
}
