//! Users that come again in every period: in what order the members of a short step are served over time.

use crate::allocate::queue::{Key, Queue};
use crate::allocate::result::{Grant, Summary};
use crate::allocate::walk::Walk;
use crate::network::paths::Paths;
use crate::network::{NetworkError, NetworkScratch, Node, NodeLoad, Order, Problem, Results};
use crate::policy::{Policy, Share};
use crate::units::Total;
use crate::user::User;

/// How a step that cannot be served in full is shared out over the periods. The numbers are part of the C ABI and
/// never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Spread {
    /// A shortage is spread over the periods: the step's rule is applied to all of them together. What goes whole
    /// is served user by user, each through all its periods. A rotating step goes period by period all the same:
    /// its order in a period depends on what the periods before withheld.
    Even = 0,
    /// The nearest period first: the step's rule is applied to one period after the other.
    Earliest = 1,
}

impl Spread {
    /// The spread with this number (0 or 1), or `None`.
    pub const fn from_code(code: u8) -> Option<Spread> {
        match code {
            0 => Some(Spread::Even),
            1 => Some(Spread::Earliest),
            _ => None,
        }
    }

    /// The name used in scenario files: `even` or `earliest`.
    pub const fn name(self) -> &'static str {
        match self {
            Spread::Even => "even",
            Spread::Earliest => "earliest",
        }
    }
}

/// As [`allocate_network`](crate::network::allocate_network), for users of which as many as there are cumulative_curtailments come again in
/// every period, all of one period after all of the one before. Everything is checked already.
#[allow(clippy::too_many_arguments)]
pub(crate) fn allocate_periods(
    policy: &Policy,
    nodes: &[Node],
    users: &[User],
    supply: Total,
    (spread, cumulative_curtailments): (Spread, &mut [Total]),
    scratch: &mut NetworkScratch,
    (grants, loads): (&mut [Grant], &mut [NodeLoad]),
    summary: &mut Summary,
) -> Result<(), NetworkError> {
    let problem = Problem { policy, nodes, users, supply };
    let mut periods = Periods { spread, cumulative_curtailments };
    problem.solve(scratch, &mut periods, Results { grants, loads, summary })
}

struct Periods<'a> {
    spread: Spread,
    /// For a rotating step: what has been withheld from each user before the period.
    cumulative_curtailments: &'a mut [Total],
}

impl Order for Periods<'_> {
    fn share(&mut self, walk: &mut Walk, mut queue: Queue, share: Share, paths: &mut Paths) {
        match (share, self.spread) {
            (Share::Rotating, _) => self.rotate(walk, queue, paths),
            (_, Spread::Earliest) => {
                while let Some(present) = self.split_period(walk, &mut queue) {
                    walk.share(present, share, paths);
                }
            }
            (_, Spread::Even) => {
                // User by user: where everything goes whole, this is the order among equal ranks.
                let count = self.cumulative_curtailments.len().max(1);
                let by_user = |leaf: usize| ((leaf % count) as u64) << 32 | (leaf / count) as u64;
                queue.sort_by(by_user, walk.grants);
                walk.share(queue, share, paths);
            }
        }
    }
}

impl Periods<'_> {
    /// Splits off the members of the first period in the queue.
    fn split_period(&self, walk: &mut Walk, queue: &mut Queue) -> Option<Queue> {
        let count = self.cumulative_curtailments.len().max(1);
        queue.split_by(|leaf| leaf / count, walk.grants)
    }

    /// Serves a rotating step: what it withholds in one period counts in the next.
    fn rotate(&mut self, walk: &mut Walk, mut queue: Queue, paths: &mut Paths) {
        for (tally, user) in self.cumulative_curtailments.iter_mut().zip(walk.users) {
            *tally = user.cumulative_curtailment;
        }
        while let Some(mut present) = self.split_period(walk, &mut queue) {
            let (cumulative_curtailments, count) =
                (&*self.cumulative_curtailments, self.cumulative_curtailments.len().max(1));
            let withheld = |leaf: usize| cumulative_curtailments.get(leaf % count).copied().unwrap_or(0);
            present.sort(Key::Rank, walk.users, walk.grants);
            present.sort_by(|leaf| !withheld(leaf), walk.grants);
            self.count(walk, present, |tally, ask, granted| tally + ask + granted);
            walk.serve_in_order(present, paths);
            self.count(walk, present, |tally, _, granted| tally - granted);
        }
    }

    /// Changes the tally of every member of a queue, given what the step asks and what has been granted so far.
    fn count(&mut self, walk: &mut Walk, mut queue: Queue, change: impl Fn(Total, Total, Total) -> Total) {
        let count = self.cumulative_curtailments.len().max(1);
        while let Some(member) = walk.next(&mut queue) {
            if let Some(tally) = self.cumulative_curtailments.get_mut(member.index % count) {
                *tally = change(*tally, member.ask as Total, member.grant.granted as Total);
            }
        }
    }
}
