//! The common case in two passes over the users.
//!
//! Most policies, the default among them, serve whole classes in every step, up to the minimum or up to the demand. What
//! each step asks for then follows from two sums per class, and, as long as the step that runs short is shared pro rata
//! among users without special needs, every user's grant follows from its class and the apportionment. All other cases
//! take the general walk, see [`super::walk`]; both give the same answer.

use super::apportion::Apportionment;
use super::check::check_users;
use super::class_sum::{ClassSum, Sums};
use super::host::ON_HOST;
use super::opaque::unknown;
use super::result::{Grant, StepTotal, Summary, Why};
use super::short::Short;
use super::verdict::Verdict;
use crate::policy::{Entry, Policy, Share, Step};
use crate::units::Total;
use crate::user::{CLASS_COUNT, User};

/// What came of an attempt to take the fast path.
pub(super) enum Attempt {
    /// Everything is granted and explained.
    Done,
    /// The step that is short needs more than an apportionment. What the steps ask for is written, no grant is.
    Short(Short),
    /// A step does not serve whole classes, or a user is not valid. Nothing is written.
    NotApplicable,
}

/// Allocates if all steps serve whole classes and the short one can be apportioned. A function of its own, so that the
/// stack it takes is free again for the general walk.
#[inline(never)]
pub(super) fn attempt(
    policy: &Policy,
    users: &[User],
    supply: Total,
    grants: &mut [Grant],
    summary: &mut Summary,
) -> Attempt {
    let zero = unknown(0);
    let mut sums = [ClassSum { demand: zero, minimum: zero }; CLASS_COUNT];
    let Some(path) = FastPath::survey(policy, users, &mut sums) else { return Attempt::NotApplicable };
    let short = path.find_short(&mut summary.steps, supply);
    let shared = match path.apportionment(&short) {
        Some(mut apportionment) => {
            let shared = if apportionment.is_idle() { 0 } else { short.available };
            let verdicts = Verdict::of_division(path.entries, short.step, false);
            grant_each(users, &verdicts, &mut apportionment, grants);
            shared
        }
        None if ON_HOST && path.split(&short, grants) => short.available,
        None => return Attempt::Short(short),
    };
    path.add_up(&short, shared, grants, summary);
    Attempt::Done
}

/// A policy of whole classes at work.
pub(super) struct FastPath<'a> {
    pub(super) policy: &'a Policy<'a>,
    pub(super) entries: &'a [Entry; CLASS_COUNT],
    pub(super) users: &'a [User],
    sums: &'a Sums,
    /// Where users state a base or are on/off: see [`Blocks`].
    pub(super) special: Blocks,
}

impl<'a> FastPath<'a> {
    /// First pass: sums by class. `None` if a step does not serve whole classes or a user is not valid.
    fn survey(policy: &'a Policy<'a>, users: &'a [User], sums: &'a mut Sums) -> Option<FastPath<'a>> {
        let index = policy.index();
        if !index.serves_whole_classes {
            return None;
        }
        let mut special = Blocks(0);
        if ON_HOST {
            for (number, block) in users.chunks(Blocks::length(users.len())).enumerate() {
                special.0 |= (survey(block, sums)? as u64) << number;
            }
        } else {
            special.0 = survey(users, sums)? as u64;
        }
        // Only special users can have an on/off mark that is not valid.
        if special.any(users, |users| check_users(users).is_err()) {
            return None;
        }
        Some(FastPath { policy, entries: &index.entries, users, sums, special })
    }

    /// Writes what each step asks for, and goes through the steps as long as they can be served in full.
    fn find_short(&self, steps: &mut [StepTotal], supply: Total) -> Short {
        let mut short = Short::start(supply);
        for (k, total) in steps.iter_mut().enumerate() {
            *total = StepTotal::default();
            if let Some(step) = self.policy.steps().get(k) {
                total.asked = self.asked(step, k as u8);
                short.pass(total);
            }
        }
        short
    }

    fn asked(&self, step: &Step, k: u8) -> Total {
        let mut asked = 0;
        for class in step.classes().iter() {
            if let Some((entry, sum)) = self.entries.get(class as usize).zip(self.sums.get(class as usize)) {
                if entry.minimum == k {
                    asked += sum.minimum;
                } else if entry.demand == k {
                    asked += sum.demand - if entry.minimum < k { sum.minimum } else { 0 };
                }
            }
        }
        asked
    }

    /// How the short step is apportioned in the second pass; `None` if it cannot be: if it is not pro rata, or one of
    /// its users states a base, is on/off, or has a minimum that is not granted yet.
    fn apportionment(&self, short: &Short) -> Option<Apportionment> {
        let Some(step) = self.policy.steps().get(short.step as usize) else {
            return Some(Apportionment::IDLE);
        };
        if short.available == 0 {
            return Some(Apportionment::IDLE);
        }
        let special = |user: &User| is_special(user) && step.selects(user);
        let can_apportion = self.is_divisible(step, short)
            && !self.special.any(self.users, |users| users.iter().any(special));
        can_apportion.then(|| Apportionment::new(short.available, short.asked))
    }

    /// Whether the short step is pro rata, and none of its users has a minimum that is not granted yet.
    pub(super) fn is_divisible(&self, step: &Step, short: &Short) -> bool {
        let has_no_minimum_due = |(entry, sum): (&Entry, &ClassSum)| {
            entry.minimum != short.step
                && (entry.demand != short.step || entry.minimum < short.step || sum.minimum == 0)
        };
        step.share() == Some(Share::ProRata) && self.entries.iter().zip(self.sums).all(has_no_minimum_due)
    }

    /// Adds up what each class gets; so much is shared in the short step.
    fn add_up(&self, short: &Short, shared: Total, grants: &[Grant], summary: &mut Summary) {
        if let Some(step) = summary.steps.get_mut(short.step as usize).filter(|_| shared != 0) {
            step.granted = shared;
        }
        let sharing = self.entries.iter().filter(|entry| entry.demand == short.step).count();
        let classes = self.entries.iter().zip(self.sums).zip(&mut summary.classes);
        for (class, ((entry, sum), total)) in classes.enumerate() {
            let minimum = if entry.minimum < short.step { sum.minimum } else { 0 };
            total.demand = sum.demand;
            total.granted = match entry.demand {
                demand if demand < short.step => sum.demand,
                demand if demand > short.step || shared == 0 => minimum,
                _ if sharing == 1 => minimum + shared,
                _ => granted_to(class as u8, self.users, grants),
            };
        }
    }
}

/// Whether a user states a base or is on/off.
pub(super) fn is_special(user: &User) -> bool {
    user.base != 0 || user.is_on_off()
}

/// A bit for each of up to 64 blocks of users: whether any of its users is special.
#[derive(Clone, Copy)]
pub(super) struct Blocks(pub(super) u64);

impl Blocks {
    /// How many users are in a block.
    pub(super) fn length(users: usize) -> usize {
        users / u64::BITS as usize + 1
    }

    /// Whether this is so of any block that contains special users; where flash is short, of all users if any is special.
    #[inline(always)]
    fn any(self, users: &[User], is_so: impl Fn(&[User]) -> bool) -> bool {
        self.0 != 0
            && if ON_HOST { self.blocks_of(users).any(|(_, block)| is_so(block)) } else { is_so(users) }
    }

    /// The blocks that contain special users, each with the position at which it begins.
    pub(super) fn blocks_of(self, users: &[User]) -> impl DoubleEndedIterator<Item = (usize, &[User])> {
        let length = Blocks::length(users.len());
        let users = if self.0 == 0 { &[] } else { users };
        let blocks = users.chunks(length).enumerate();
        let special = blocks.filter(move |(number, _)| self.contain_special(*number));
        special.map(move |(number, block)| (number * length, block))
    }

    pub(super) fn contain_special(self, number: usize) -> bool {
        self.0 >> number & 1 != 0
    }
}

/// The loop of the first pass, in a function of its own so that it has the registers to itself: adds up by class
/// and says whether any user states a base or is on/off; `None` when a user's class is not valid.
#[inline(never)]
fn survey(users: &[User], sums: &mut Sums) -> Option<bool> {
    let mut special = 0;
    for user in users {
        let sum = sums.get_mut(user.class_code() as usize)?;
        sum.demand += user.demand as Total;
        sum.minimum += user.effective_minimum() as Total;
        special |= user.base | user.on_off_code() as u32;
    }
    Some(special != 0)
}

/// What one class gets where several share a step.
fn granted_to(class: u8, users: &[User], grants: &[Grant]) -> Total {
    let of_class = users.iter().zip(grants).filter(|(user, _)| user.class_code() == class);
    of_class.map(|(_, grant)| grant.granted as Total).sum()
}

/// Whether a branch costs less than the work that it saves: so on small processors; on large ones a branch
/// mispredicted for every other user costs more than all the rest.
const BRANCHES: bool = cfg!(target_pointer_width = "32");

/// The loop of the second pass, in a function of its own so that it has the registers to itself.
#[inline(never)]
pub(super) fn grant_each(
    users: &[User],
    verdicts: &[Verdict; CLASS_COUNT],
    apportionment: &mut Apportionment,
    grants: &mut [Grant],
) {
    for (user, grant) in users.iter().zip(grants) {
        let class = user.class_code() as usize;
        let Some(verdict) = verdicts.get(class) else { continue };
        if BRANCHES && verdict.demand != 0 {
            *grant = Grant::new(user.demand, Why::SATISFIED);
            continue;
        }
        let minimum = user.effective_minimum();
        let mut granted = (minimum & verdict.minimum) | (user.demand & verdict.demand);
        if !BRANCHES || verdict.shared != 0 {
            granted += apportionment.next_share((user.demand - granted) & verdict.shared);
        }
        *grant = Grant::new(granted, verdict.why(granted == user.demand, minimum != 0));
    }
}
