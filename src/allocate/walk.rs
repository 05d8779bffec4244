//! The walk over the steps, for every policy and every rule.

use super::host::ON_HOST;
use super::opaque::unknown;
use super::queue::Queue;
use super::result::{ClassTotal, Grant, NO_NODE, Reason, Why};
use super::targets::Targets;
use crate::units::{Flow, Total};
use crate::user::{CLASS_COUNT, User};

/// A walk under way: which users, what they have so far, and which step is served.
///
/// Between any two steps a user's grant is either nothing or at least its technical minimum.
pub(crate) struct Walk<'a> {
    pub(super) targets: Targets<'a>,
    pub(crate) users: &'a [User],
    pub(crate) grants: &'a mut [Grant],
    pub(super) step: u8,
    /// What those need who are queued in the present step.
    pub(super) needs: Needs,
    /// What those of each class need, whoever is queued; on hosts only.
    pub(super) needs_by_class: [Needs; NEEDS],
}

const NEEDS: usize = if ON_HOST { CLASS_COUNT } else { 0 };

/// What the members of a queue need, together: bits. Where flash is short, all but the first are taken for set.
#[derive(Clone, Copy)]
pub(super) struct Needs(u8);

impl Needs {
    const NONE: Needs = Needs(0);
    /// Somebody has an indivisible part.
    pub(super) const INDIVISIBLE: u8 = 1;
    /// Somebody can take a part, or can once its minimum is granted.
    pub(super) const DIVISIBLE: u8 = 2;
    /// Somebody has a minimum that is not granted yet.
    pub(super) const MINIMUM: u8 = 4;
    /// Somebody has a rank other than the first.
    pub(super) const RANK: u8 = 8;

    #[inline(always)]
    fn add(&mut self, user: &User, grant: &Grant) {
        let bit = |is_so: bool, bit: u8| if is_so { bit } else { 0 };
        self.0 |= bit(!is_divisible(user, grant), Needs::INDIVISIBLE);
        if ON_HOST {
            self.0 |= bit(!user.is_on_off(), Needs::DIVISIBLE)
                | bit(grant.granted == 0 && user.minimum != 0, Needs::MINIMUM)
                | bit(user.rank != 0, Needs::RANK);
        }
    }

    pub(super) const fn has(self, bit: u8) -> bool {
        (!ON_HOST && bit != Needs::INDIVISIBLE) || self.0 & bit != 0
    }
}

impl<'a> Walk<'a> {
    /// Starts behind all steps before `short`, which are served in full. Inlined it is smaller than a call of it.
    #[inline(always)]
    pub(crate) fn start(
        targets: Targets<'a>,
        users: &'a [User],
        grants: &'a mut [Grant],
        short: u8,
    ) -> Walk<'a> {
        let mut needs_by_class = [Needs::NONE; NEEDS];
        for (user, grant) in users.iter().zip(grants.iter_mut()) {
            let granted = targets.target_before(user, short);
            *grant = Grant::new(granted, Why::UNDECIDED);
            if ON_HOST && let Some(needs) = needs_by_class.get_mut(user.class_code() as usize) {
                needs.add(user, &Grant::EMPTY);
            }
        }
        Walk { needs_by_class, ..Walk::resume(targets, users, grants, short) }
    }

    /// Goes on with grants as they are.
    pub(crate) fn resume(
        targets: Targets<'a>,
        users: &'a [User],
        grants: &'a mut [Grant],
        step: u8,
    ) -> Walk<'a> {
        Walk { targets, users, grants, step, needs: Needs::NONE, needs_by_class: [Needs(!0); NEEDS] }
    }

    /// Starts without any users: what grants say of those that the walk is to serve comes later.
    #[cfg(feature = "network")]
    pub(crate) fn start_empty(targets: Targets<'a>, users: &'a [User], grants: &'a mut [Grant]) -> Walk<'a> {
        Walk::resume(targets, users, grants, 0)
    }

    /// Gives every user a reason and adds up the classes. Steps from `end` on got nothing.
    #[inline(always)]
    pub(crate) fn explain(self, end: u8, classes: &mut [ClassTotal; CLASS_COUNT]) {
        let zero = unknown(0);
        *classes = [ClassTotal { demand: zero, granted: zero }; CLASS_COUNT];
        self.explain_some(end, classes, |_, _| false, |_, _, _| {});
    }

    /// Gives a reason to every user for which `settle` does not say that it has one, adds up the classes, and shows
    /// every user to `see`: its position, the user, its grant. Steps from `end` on got nothing.
    #[inline(always)]
    pub(crate) fn explain_some(
        self,
        end: u8,
        classes: &mut [ClassTotal; CLASS_COUNT],
        mut settle: impl FnMut(&User, &mut Grant) -> bool,
        mut see: impl FnMut(usize, &User, &mut Grant),
    ) {
        for (index, (user, grant)) in self.users.iter().zip(self.grants.iter_mut()).enumerate() {
            if !settle(user, grant) {
                grant.conclude(self.targets, user, end);
            }
            if let Some(total) = classes.get_mut(user.class_code() as usize) {
                total.demand += user.demand as Total;
                total.granted += grant.granted as Total;
            }
            see(index, user, grant);
        }
    }

    /// Goes on to a step and queues the users that can take something in it, in the order of the input. Each is
    /// noted to be short here, unless it was before, until it gets all that the step asks for it. All users that the
    /// step asks anything for are shown to `see`: user, increment, and whether it can take any of it.
    #[inline(always)]
    pub(crate) fn open(&mut self, index: u8, see: impl FnMut(&User, Flow, bool)) -> Queue {
        self.open_some(|_| true, |_| false, index, see)
    }

    /// The same for some users only. Those that are new have been served in full so far, and have no grants yet.
    #[cfg_attr(target_pointer_width = "64", inline)]
    pub(crate) fn open_some(
        &mut self,
        is_one: impl Fn(&User) -> bool,
        is_new: impl Fn(&User) -> bool,
        index: u8,
        mut see: impl FnMut(&User, Flow, bool),
    ) -> Queue {
        self.step = index;
        self.needs = Needs::NONE;
        let classes = self.targets.classes(index);
        let mut queue = Queue::EMPTY;
        for (index, (user, grant)) in self.users.iter().zip(self.grants.iter_mut()).enumerate().rev() {
            if is_new(user) {
                *grant = Grant::new(self.targets.target_before(user, self.step), Why::UNDECIDED);
            }
            if ON_HOST && classes >> user.class_code() & 1 == 0 {
                continue;
            }
            let increment = if is_one(user) { self.targets.increment(user, self.step) } else { 0 };
            if let Some(is_usable) = enter(user, grant, increment, self.step) {
                if is_usable {
                    self.needs.add(user, grant);
                    queue.push_front(index, grant);
                }
                see(user, increment, is_usable);
            }
        }
        queue
    }

    /// Queues one user more, in front of all others, if it can take something in the present step. Returns what the
    /// step asks for it.
    pub(crate) fn enter(&mut self, queue: &mut Queue, index: usize) -> Option<Flow> {
        let Member { user, grant, increment, step, .. } = self.member(index)?;
        let is_usable = enter(user, grant, increment, step)?;
        let mut needs = Needs::NONE;
        if is_usable {
            needs.add(user, grant);
            queue.push_front(index, grant);
        }
        self.needs.0 |= needs.0;
        Some(increment)
    }

    /// Takes the next member off a queue. Inlined for the sake of the stack: many a chain of calls ends here.
    #[inline(always)]
    pub(crate) fn next(&mut self, queue: &mut Queue) -> Option<Member<'_>> {
        let index = queue.pop(self.grants)?;
        self.member(index)
    }

    /// The user at this position, in the present step.
    #[inline(always)]
    pub(crate) fn member(&mut self, index: usize) -> Option<Member<'_>> {
        let user = self.users.get(index)?;
        let grant = self.grants.get_mut(index)?;
        Some(Member {
            index,
            user,
            grant,
            increment: self.targets.increment(user, self.step),
            step: self.step,
        })
    }
}

/// Whether a user can take any of what the present step asks for it; `None` if it asks nothing.
#[inline(always)]
fn enter(user: &User, grant: &mut Grant, increment: Flow, step: u8) -> Option<bool> {
    if increment == 0 {
        return None;
    }
    // One that has nothing yet cannot begin below its minimum.
    let is_usable = grant.granted != 0 || increment >= user.effective_minimum();
    if is_usable {
        grant.fall_short(step);
    }
    Some(is_usable)
}

impl Grant {
    /// Notes that the user is short in this step, unless it has been before, until it gets all that the step asks for it.
    #[inline(always)]
    pub(super) fn fall_short(&mut self, step: u8) {
        if self.why() == Why::UNDECIDED {
            self.set_why(Why::new(Reason::ShortInStep, step));
        }
    }

    /// Gives a user its reason, if it has none yet, after a walk in which steps from `end` on got nothing.
    #[inline(always)]
    pub(crate) fn conclude(&mut self, targets: Targets, user: &User, end: u8) {
        if self.is_explained_by(Why::UNDECIDED) {
            self.set_why(match targets.first_increment_from(user, end) {
                _ if self.granted == user.demand => Why::SATISFIED,
                Some(step) => Why::new(Reason::ShortInStep, step),
                None => Why::NOT_ELIGIBLE,
            });
        }
        self.node = NO_NODE;
    }
}

/// A user in its turn.
pub(crate) struct Member<'w> {
    /// Its position in the input.
    pub(crate) index: usize,
    pub(crate) user: &'w User,
    pub(crate) grant: &'w mut Grant,
    /// What the present step asks for the user, beyond those before.
    pub(crate) increment: Flow,
    step: u8,
}

impl Member<'_> {
    /// The part of the increment that is indivisible: the technical minimum of a user that has nothing yet.
    pub(crate) fn unmet_minimum(&self) -> Flow {
        if self.grant.granted == 0 { self.user.effective_minimum() } else { 0 }
    }

    /// The minimum that was granted in this step.
    pub(crate) fn floor(&self) -> Flow {
        if self.grant.marks() & 1 != 0 { self.user.effective_minimum() } else { 0 }
    }

    /// Grants a part of the increment, beyond the floor.
    pub(crate) fn grant(&mut self, part: Flow) {
        self.grant.granted += part;
        if part + self.floor() == self.increment {
            self.complete();
        }
    }

    /// Notes that the user got all that the step asks for it.
    pub(crate) fn complete(&mut self) {
        if self.is_short_here() {
            self.grant.explain(Why::UNDECIDED);
        }
    }

    /// Notes that the minimum does not fit into what is available.
    pub(crate) fn refuse_minimum(&mut self) {
        self.grant.explain(Why::new(Reason::MinimumDidNotFit, self.step));
    }

    /// Whether it is in the present step that the user first runs short.
    pub(crate) fn is_short_here(&self) -> bool {
        self.grant.is_explained_by(Why::new(Reason::ShortInStep, self.step))
    }
}

/// Whether the user can take any part of a step: it is not on/off, and has its minimum if it needs one.
pub(crate) fn is_divisible(user: &User, grant: &Grant) -> bool {
    !user.is_on_off() && (grant.granted != 0 || user.effective_minimum() == 0)
}
