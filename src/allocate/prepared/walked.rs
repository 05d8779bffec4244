//! The general walk, among the users of those classes alone that need it.

use core::ops::Range;

use super::engine::{Engine, Outcome};
use crate::allocate::class_sum::Sums;
use crate::allocate::result::{ClassTotal, StepTotal, Summary};
use crate::allocate::short::Short;
use crate::allocate::station::allocate_to_each;
use crate::allocate::station_supply::Station;
use crate::allocate::targets::Targets;
use crate::allocate::walk::Walk;
use crate::policy::{MAX_STEPS, Share};
use crate::units::Total;
use crate::user::{CLASS_COUNT, ClassSet, User};

impl Engine<'_> {
    /// Walks from the short step on: first among the classes that it serves; if that leaves gas, among all classes that
    /// it or a later step serves.
    #[inline(never)]
    pub(super) fn walk(
        &mut self,
        sums: &Sums,
        short: &Short,
        outcome: &mut Outcome,
        steps: Option<&mut [StepTotal; MAX_STEPS]>,
    ) {
        let mut own = [StepTotal::default(); MAX_STEPS];
        let steps = steps.unwrap_or(&mut own);
        let from = short.step as usize;
        let served_up_to = |last: usize| {
            let served = self.policy.steps().iter().take(last + 1).skip(from);
            served.fold(0, |classes, step| classes | step.classes().bits())
        };
        let (first, all) = (served_up_to(from), served_up_to(MAX_STEPS));
        self.parts.write_steps(sums, short.step, steps);
        let left = self.walk_among(first, short, from, outcome, steps);
        if left != 0 && from + 1 < self.policy.steps().len() {
            self.walk_among(all, short, MAX_STEPS, outcome, steps);
        }
    }

    /// Walks among the users of these classes from the short step to the last, and returns what is left.
    fn walk_among(
        &mut self,
        classes: u8,
        short: &Short,
        last: usize,
        outcome: &mut Outcome,
        steps: &mut [StepTotal; MAX_STEPS],
    ) -> Total {
        let count = self.gather(classes);
        let (Some(users), Some(grants)) = (self.work.get(..count), self.grants.get_mut(..count)) else {
            return 0;
        };
        let mut walk = Walk::start(Targets(self.policy), users, grants, short.step);
        let mut station = Station(short.available);
        let mut end = short.step;
        let from = short.step as usize;
        for (step, total) in self.policy.steps().iter().zip(steps).take(last + 1).skip(from) {
            if station.0 == 0 {
                break;
            }
            walk.serve(end, step.share().unwrap_or(Share::ProRata), total, &mut station);
            end += 1;
        }
        let mut totals = [ClassTotal::default(); CLASS_COUNT];
        walk.explain(end, &mut totals);
        for (class, (total, seen)) in outcome.classes.iter_mut().zip(totals).enumerate() {
            if classes >> class & 1 != 0 {
                *total = seen;
            }
        }
        outcome.walked = classes;
        self.scatter(classes);
        station.0
    }

    /// Everybody by the general walk: for policies whose steps do not serve whole classes.
    #[inline(never)]
    pub(super) fn walk_everybody(
        &mut self,
        supply: Total,
        steps: Option<&mut [StepTotal; MAX_STEPS]>,
    ) -> Outcome {
        let classes = ClassSet::ALL.bits();
        let count = self.gather(classes);
        let mut summary = Summary::default();
        if let (Some(users), Some(grants)) = (self.work.get(..count), self.grants.get_mut(..count)) {
            // The users were checked when the station was prepared.
            let _ = allocate_to_each(self.policy, users, supply, grants, &mut summary);
        }
        self.scatter(classes);
        if let Some(steps) = steps {
            *steps = summary.steps;
        }
        Outcome { walked: classes, classes: summary.classes, ..Outcome::default() }
    }

    /// Copies the users of these classes, in the caller's order and with the demands that count, to where they are walked
    /// among; returns how many there are.
    fn gather(&mut self, classes: u8) -> usize {
        let mut count = 0;
        for_each_of(
            classes,
            self.layout.range_of_one(classes),
            self.users,
            self.order,
            self.position,
            |at, user| {
                if let Some((slot, demand)) = self.work.get_mut(count).zip(self.demand.get(at)) {
                    *slot = User { demand: *demand, ..*user };
                    count += 1;
                }
            },
        );
        count
    }

    /// Copies what they were granted, and why, to the columns.
    fn scatter(&mut self, classes: u8) {
        let mut grants = self.grants.iter();
        for_each_of(
            classes,
            self.layout.range_of_one(classes),
            self.users,
            self.order,
            self.position,
            |at, _| {
                let cells = self.granted.get_mut(at).zip(self.why.get_mut(at));
                if let Some((grant, (granted, why))) = grants.next().zip(cells) {
                    *granted = grant.granted;
                    *why = grant.why().word();
                }
            },
        );
    }
}

/// Goes through the users of these classes in the caller's order, each with its place in the station. Those of one class
/// alone stand one behind the other.
fn for_each_of(
    classes: u8,
    range_of_one: Option<Range<usize>>,
    users: &[User],
    order: &[u32],
    position: &[u32],
    mut visit: impl FnMut(usize, &User),
) {
    if let Some(range) = range_of_one {
        let order = order.get(range.clone()).unwrap_or_default();
        for (at, index) in range.zip(order) {
            if let Some(user) = users.get(*index as usize) {
                visit(at, user);
            }
        }
        return;
    }
    for (user, position) in users.iter().zip(position) {
        if classes >> user.class_code() & 1 != 0 {
            visit(*position as usize, user);
        }
    }
}
