//! The steps of a policy on a network of pipes, one after the other, by their definition. What is indivisible is tried in
//! its order; what is divided is left to the caller to judge. Each step starts from what the library itself granted in
//! those before, which are whole numbers that can be brought.

use super::flow::{Flowing, Ways};
use super::increment;
use super::pipes::Given;
use citygate::horizon::Spread;
use citygate::policy::{Policy, Share, Step};
use citygate::user::{Attributes, ClassSet, User};

/// Users among whom a step is divided.
pub struct Division<'a> {
    pub given: &'a Given,
    pub ways: &'a Ways,
    /// What every user has in every period, floors included.
    pub have: &'a [i128],
    /// Who shares, and what is stated of each of them.
    pub sharing: &'a [Sharing],
    /// What those get together, floors included.
    pub total: i128,
}

/// One who shares, in a period.
#[derive(Clone, Copy, Debug)]
pub struct Sharing {
    /// User and period.
    pub leaf: usize,
    pub weight: i128,
    /// What it was granted before of this step, because it takes that whole.
    pub floor: i128,
    /// What the step asks for it.
    pub ceiling: i128,
    /// What the library grants it in the step.
    pub granted: i128,
}

struct Walk<'a> {
    given: &'a Given,
    ways: &'a Ways,
    /// Users in time, with what they want there.
    leaves: &'a [User],
    flowing: Flowing,
    have: Vec<i128>,
    increments: Vec<i128>,
    /// What the library grants in the step.
    granted: Vec<i128>,
    /// What is known to be right of that.
    due: Vec<i128>,
    see: &'a mut dyn FnMut(&Division),
}

/// What every user gets in every period in each step: the difference between the answers of longer and longer policies.
pub fn by_step(given: &Given, steps: &[Step]) -> Vec<Vec<i128>> {
    let mut have = vec![0; given.demands.len()];
    (1..=steps.len())
        .map(|count| {
            let served = steps[..count].iter().map(|step| step.classes().bits()).fold(0, |a, b| a | b);
            let served = ClassSet::from_bits(served).unwrap();
            let policy = Policy::new(&steps[..count], served, Attributes::ALL).unwrap();
            let is_served = |user: usize| served.contains(given.users[user].class().unwrap());
            let answer = given.only(is_served).allocate(&policy);
            let present = (0..have.len()).filter(|leaf| is_served(leaf % given.users.len()));
            let mut step = vec![0; have.len()];
            for (leaf, grant) in present.zip(&answer.grants) {
                step[leaf] = grant.granted() as i128 - have[leaf];
                assert!(step[leaf] >= 0, "a longer policy takes from {leaf}\n{given:?}");
                have[leaf] += step[leaf];
            }
            step
        })
        .collect()
}

/// Holds every step of an allocation against its definition; shows what is divided to `see`. Returns how many steps were
/// short.
pub fn check(given: &Given, ways: &Ways, steps: &[Step], see: &mut dyn FnMut(&Division)) -> usize {
    let policy = Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let leaves: Vec<User> = (0..given.demands.len())
        .map(|leaf| {
            let mut user = given.users[leaf % given.users.len()];
            user.demand = given.demands[leaf];
            user
        })
        .collect();
    let zeros = vec![0; leaves.len()];
    let mut walk = Walk {
        given,
        ways,
        have: zeros.clone(),
        increments: zeros.clone(),
        granted: zeros.clone(),
        due: zeros,
        flowing: Flowing::start(ways).expect("storages can be left alone"),
        leaves: &leaves,
        see,
    };
    let mut short = 0;
    for (k, granted) in by_step(given, steps).into_iter().enumerate() {
        walk.increments = walk.leaves.iter().map(|user| increment(&policy, user, k)).collect();
        walk.due = vec![0; granted.len()];
        walk.granted = granted;
        short += walk.serve(&steps[k]) as usize;
        assert_eq!(walk.granted, walk.due, "step {k}\n{given:#?}\n{steps:?}");
    }
    short
}

impl Walk<'_> {
    fn unmet(&self, leaf: usize) -> i128 {
        let user = &self.leaves[leaf];
        if self.have[leaf] == 0 { user.minimum.min(user.demand) as i128 } else { 0 }
    }

    fn place(&self, leaf: usize) -> usize {
        self.ways.of_leaf(self.given, leaf)
    }

    fn give(&mut self, leaf: usize, amount: i128) {
        self.due[leaf] += amount;
        self.have[leaf] += amount;
    }

    /// Serves one step. Returns whether it is short.
    fn serve(&mut self, step: &Step) -> bool {
        let all: Vec<usize> = (0..self.leaves.len())
            .filter(|leaf| self.increments[*leaf] > 0 && self.increments[*leaf] >= self.unmet(*leaf))
            .collect();
        let mut together = self.flowing.clone();
        all.iter().for_each(|leaf| together.want(self.place(*leaf), self.increments[*leaf]));
        if together.bring() == all.iter().map(|leaf| self.increments[*leaf]).sum::<i128>() {
            self.flowing = together;
            all.iter().for_each(|leaf| self.give(*leaf, self.increments[*leaf]));
            return false;
        }
        let count = self.given.users.len();
        let of_period = |period: usize| all.iter().copied().filter(move |leaf| leaf / count == period);
        let periods = 0..self.given.periods as usize;
        match (step.share().unwrap(), self.given.spread) {
            (Share::Rotating, _) => {
                let mut withheld: Vec<u64> =
                    self.given.users.iter().map(|user| user.cumulative_curtailment).collect();
                for period in periods {
                    let mut present: Vec<usize> = of_period(period).collect();
                    let urgency = |leaf: &usize| std::cmp::Reverse(withheld[leaf % count]);
                    present.sort_by_key(|leaf| (urgency(leaf), self.leaves[*leaf].rank, *leaf));
                    self.serve_whole(&present, |walk, leaf| walk.increments[leaf]);
                    for leaf in present {
                        withheld[leaf % count] += (self.increments[leaf] - self.due[leaf]) as u64;
                    }
                }
            }
            (share, Spread::Earliest) => {
                periods.for_each(|period| self.share(&of_period(period).collect::<Vec<_>>(), share));
            }
            (share, Spread::Even) => {
                let mut by_user = all.clone();
                by_user.sort_by_key(|leaf| (leaf % count, leaf / count));
                self.share(&by_user, share);
            }
        }
        true
    }

    fn by_rank(&self, members: &[usize]) -> Vec<usize> {
        let mut sorted = members.to_vec();
        sorted.sort_by_key(|leaf| self.leaves[*leaf].rank);
        sorted
    }

    fn share(&mut self, members: &[usize], share: Share) {
        match share {
            Share::AllOrNothing => {
                let sorted = self.by_rank(members);
                self.serve_whole(&sorted, |walk, leaf| walk.increments[leaf]);
            }
            Share::Ranked => {
                let sorted = self.by_rank(members);
                let leaves = self.leaves;
                for equals in sorted.chunk_by(|a, b| leaves[*a].rank == leaves[*b].rank) {
                    self.share_out(equals, share);
                }
            }
            _ => self.share_out(members, share),
        }
    }

    /// Gives these so much each, or nothing, in their order.
    fn serve_whole(&mut self, members: &[usize], size: impl Fn(&Walk, usize) -> i128) {
        for leaf in members {
            let size = size(self, *leaf);
            if size > 0 && self.flowing.try_bring(self.place(*leaf), size) {
                self.give(*leaf, size);
            }
        }
    }

    /// Minimums, then what on/off users ask beyond, then the rest, divided.
    fn share_out(&mut self, members: &[usize], share: Share) {
        let before = self.due.clone();
        let sorted = self.by_rank(members);
        self.serve_whole(&sorted, |walk, leaf| walk.unmet(leaf));
        let floors: Vec<i128> = self.due.iter().zip(&before).map(|(due, before)| due - before).collect();
        self.serve_whole(&sorted, |walk, leaf| {
            let runs = walk.leaves[leaf].is_on_off() && walk.unmet(leaf) == 0;
            if runs { walk.increments[leaf] - floors[leaf] } else { 0 }
        });
        let sharing: Vec<Sharing> = members
            .iter()
            .filter(|leaf| !self.leaves[**leaf].is_on_off() && self.unmet(**leaf) == 0)
            .map(|leaf| {
                let (user, ceiling) = (&self.leaves[*leaf], self.increments[*leaf]);
                let weight = match (share, user.base) {
                    (Share::Equal, _) => user.weight.max(1) as i128,
                    (_, 0) => ceiling,
                    (_, base) => base as i128,
                };
                Sharing { leaf: *leaf, weight, floor: floors[*leaf], ceiling, granted: self.granted[*leaf] }
            })
            .collect();
        self.divide(&sharing);
    }

    fn divide(&mut self, sharing: &[Sharing]) {
        let mut most = self.flowing.clone();
        for one in sharing {
            most.want(self.place(one.leaf), one.ceiling - one.floor);
        }
        let floors: i128 = sharing.iter().map(|one| one.floor).sum();
        let total = most.bring() + floors;
        let granted: i128 = sharing.iter().map(|one| one.granted).sum();
        assert_eq!(granted, total, "the total\n{:#?}\n{sharing:?}", self.given);
        let Walk { given, ways, have, see, .. } = self;
        see(&Division { given, ways, have, sharing, total });
        for one in sharing {
            assert!(one.floor <= one.granted && one.granted <= one.ceiling, "{one:?}\n{:#?}", self.given);
            self.flowing.want(self.place(one.leaf), one.granted - one.floor);
            self.give(one.leaf, one.granted - one.floor);
        }
        assert_eq!(self.flowing.bring(), granted - floors, "grants can be brought\n{:#?}", self.given);
    }
}
