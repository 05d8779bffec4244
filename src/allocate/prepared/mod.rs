//! A station prepared once and shared out again and again.
//!
//! [`allocate`](super::allocate) reads every user to find out what the classes want. A station whose users stay, and only
//! whose demands and supply change, need not: its users are grouped by class once, their demands lie in columns, and what
//! each class wants is kept up to date. One allocation then goes over the columns of the classes, and only the class that
//! is short needs more than copying. Which users get what, and why, is to the unit what `allocate` says.
//!
//! Of the class that is short, users that state a base or are on/off take the general walk, by themselves where the step is
//! pro rata. Technical minimums that are due, and other rules, send the classes of the short step through it, and no others.

mod batch;
mod direct;
mod engine;
mod explain;
mod layout;
mod memory;
#[cfg(feature = "rayon")]
mod parallel;
mod parts;
mod slots;
mod split;
mod walked;

use self::direct::{Direct, write};
use self::engine::{Engine, Outcome};
use self::explain::Explanation;
use self::layout::Layout;
use self::memory::Columns;
use self::parts::Parts;
use self::slots::Slots;
use super::check::{check_served, check_users};
use super::class_sum::{ClassSum, Sums};
use super::fast_path::is_special;
use super::result::{AllocateError, ClassTotal, Grant, Summary, Why};
use super::verdict::Verdict;
use crate::policy::Policy;
use crate::units::{Flow, MAX_USERS, Total};
use crate::user::{CLASS_COUNT, User};

pub use batch::{Batch, BatchError, BatchOutput};
pub use memory::{PrepareError, PreparedMemory};

/// A station whose users are grouped by class and whose demands may change.
///
/// Everything but the demands is as it was when the station was prepared. Not reentrant for one station.
///
/// ```
/// use citygate::allocate::{Grant, PrepareError, PreparedMemory, PreparedStation, Reason};
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// let users = [
///     User::new(SupplyClass::IndustrialFuel, 345_000),
///     User::new(SupplyClass::Residential, 165_000),
///     User::new(SupplyClass::Vehicles, 30_000),
/// ];
/// let memory = PreparedMemory {
///     users: &mut [User::default(); 3],
///     grants: &mut [Grant::EMPTY; 3],
///     words: &mut [0; 3 * PreparedMemory::WORDS_PER_USER],
/// };
/// let mut station = PreparedStation::new(&JILIN_2024, &users, memory)?;
///
/// assert_eq!(station.allocate(510_000).curtailed, 30_000);
/// assert_eq!(station.grant(0).map(|grant| grant.granted()), Some(315_000));
///
/// // The homes need more: what they want more is curtailed elsewhere.
/// station.set_demand(1, 200_000);
/// station.allocate(510_000);
/// let works = station.grant(0).unwrap();
/// assert_eq!((works.granted(), works.reason()), (280_000, Reason::ShortInStep));
/// # Ok::<(), PrepareError>(())
/// ```
pub struct PreparedStation<'a> {
    policy: &'a Policy<'a>,
    users: &'a [User],
    columns: Columns<'a>,
    work: &'a mut [User],
    grants: &'a mut [Grant],
    state: PreparedState,
    summary: Summary,
}

/// What a prepared station knows beside its columns and its latest totals: numbers that are valid for any bytes.
#[derive(Clone, Copy)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(crate) struct PreparedState {
    sums: Sums,
    outcome: Outcome,
    /// The supply of the last allocation.
    supply: Total,
    layout: Layout,
    parts: Parts,
    direct: Direct,
}

impl<'a> PreparedStation<'a> {
    /// Groups the users by class, with the demands that they state. Until the first allocation nothing is granted.
    ///
    /// Two passes over the users.
    ///
    /// # Errors
    ///
    /// [`PrepareError`]: what [`allocate`](super::allocate) would refuse, or too little memory.
    pub fn new(
        policy: &'a Policy<'a>,
        users: &'a [User],
        memory: PreparedMemory<'a>,
    ) -> Result<PreparedStation<'a>, PrepareError> {
        if users.len() > MAX_USERS {
            return Err(AllocateError::TooManyUsers { count: users.len() }.into());
        }
        check_served(policy, users)?;
        check_users(users)?;
        let PreparedMemory { users: work, grants, words } = memory;
        let room = work.len().min(grants.len()).min(words.len() / PreparedMemory::WORDS_PER_USER);
        let too_small = PrepareError::MemoryTooSmall { room, users: users.len() };
        if room < users.len() {
            return Err(too_small);
        }
        let layout = Layout::of(users);
        let state = PreparedState {
            sums: [ClassSum::default(); CLASS_COUNT],
            outcome: Outcome::default(),
            supply: 0,
            layout,
            parts: Parts::of(policy),
            direct: Direct::of(policy, &layout),
        };
        let memory = PreparedMemory { users: work, grants, words };
        let mut station = PreparedStation::resume(policy, users, memory, state).ok_or(too_small)?;
        station.group();
        station.allocate(0);
        Ok(station)
    }

    /// A station that was prepared in this memory; `None` if that is too small. Its latest totals are not known.
    pub(crate) fn resume(
        policy: &'a Policy<'a>,
        users: &'a [User],
        memory: PreparedMemory<'a>,
        state: PreparedState,
    ) -> Option<PreparedStation<'a>> {
        let PreparedMemory { users: work, grants, words } = memory;
        let columns = Columns::new(words, users.len())?;
        Some(PreparedStation { policy, users, columns, work, grants, state, summary: Summary::default() })
    }

    /// What has to be kept, with the memory, to resume.
    #[cfg(feature = "ffi")]
    pub(crate) const fn state(&self) -> PreparedState {
        self.state
    }

    /// Puts every user into its place and fills the columns.
    fn group(&mut self) {
        let mut next: [usize; CLASS_COUNT] =
            core::array::from_fn(|class| self.state.layout.range(class).start);
        let mut next_special = next;
        let columns = &mut self.columns;
        for ((index, user), position) in self.users.iter().enumerate().zip(columns.position.iter_mut()) {
            let Some(place) = next.get_mut(user.class_code() as usize) else { continue };
            *position = *place as u32;
            let cells = (
                columns.order.get_mut(*place),
                columns.demand.get_mut(*place),
                columns.minimum.get_mut(*place),
            );
            if let (Some(order), Some(demand), Some(minimum)) = cells {
                (*order, *demand, *minimum) = (index as u32, user.demand, user.minimum);
            }
            let listed = next_special.get_mut(user.class_code() as usize).filter(|_| is_special(user));
            if let Some(listed) = listed {
                if let Some(cell) = columns.special.get_mut(*listed) {
                    *cell = *position;
                }
                *listed += 1;
            }
            *place += 1;
        }
        self.state.sums = self.state.layout.sums(columns.demand, columns.minimum);
    }

    /// How many users there are.
    pub const fn user_count(&self) -> usize {
        self.users.len()
    }

    /// Which of the caller's users stands at each place of the station: by class, and within a class as the caller gave
    /// them. Whoever lays out [`Batch`] in this order spares the station from doing it.
    pub const fn order(&self) -> &[u32] {
        self.columns.order
    }

    /// What a user wants now, or `None` if there is no such user.
    pub fn demand(&self, user: usize) -> Option<Flow> {
        let position = *self.columns.position.get(user)?;
        self.columns.demand.get(position as usize).copied()
    }

    /// Changes what a user wants and returns what it wanted before, or `None` if there is no such user: nothing is
    /// changed then. Grants, reasons and totals are those of the last allocation until the next.
    ///
    /// Constant time; but the first change after an allocation copies the demands of all users, by which that one is
    /// explained.
    pub fn set_demand(&mut self, user: usize, demand: Flow) -> Option<Flow> {
        let position = *self.columns.position.get(user)? as usize;
        let class = self.users.get(user)?.class_code();
        let minimum = *self.columns.minimum.get(position)?;
        let sum = self.state.sums.get_mut(class as usize)?;
        if self.state.outcome.is_outdated == 0 {
            self.state.outcome.is_outdated = 1;
            for (kept, demand) in self.columns.row.iter_mut().zip(self.columns.demand.iter()) {
                *kept = *demand;
            }
        }
        let cell = self.columns.demand.get_mut(position)?;
        let before = core::mem::replace(cell, demand);
        sum.demand = sum.demand - before as Total + demand as Total;
        sum.minimum = sum.minimum - minimum.min(before) as Total + minimum.min(demand) as Total;
        Some(before)
    }

    /// Shares out a supply and returns the totals; see [`allocate`](super::allocate), whose answer it is.
    ///
    /// One pass over the columns, in addition the general walk among the classes of the short step where they need it.
    pub fn allocate(&mut self, supply: Total) -> &Summary {
        if self.state.direct.is_possible() {
            self.allocate_directly(supply);
        } else {
            let (mut engine, sums, summary) = self.engine();
            let outcome = engine.share(sums, supply, true, Some(&mut summary.steps));
            self.state.outcome = outcome;
            self.summary.classes = outcome.classes;
        }
        self.summary.supply = supply;
        self.state.supply = supply;
        self.summary.add_up();
        &self.summary
    }

    /// The same where the class totals tell everything.
    fn allocate_directly(&mut self, supply: Total) {
        let PreparedState { sums, outcome, layout, direct, .. } = &mut self.state;
        let Summary { classes, steps, .. } = &mut self.summary;
        *classes = sums.map(|sum| ClassTotal { demand: sum.demand, granted: 0 });
        direct.share(classes, supply);
        let steps = steps.get_mut(..self.policy.steps().len());
        let short = direct.steps(self.policy, classes, steps);
        *outcome = Outcome { short, classes: *classes, ..Outcome::default() };
        let granted = Slots::InOrder(&mut *self.columns.granted);
        write(layout, self.columns.demand, classes, &[Verdict::default(); CLASS_COUNT], granted);
    }

    /// The latest totals.
    pub const fn summary(&self) -> &Summary {
        &self.summary
    }

    /// What a user was granted, and why, or `None` if there is no such user. Constant time.
    ///
    /// It is of the last allocation, by the demands of then.
    pub fn grant(&self, user: usize) -> Option<Grant> {
        let stated = self.users.get(user)?;
        let class = stated.class_code();
        let position = *self.columns.position.get(user)? as usize;
        let granted = *self.columns.granted.get(position)?;
        let bit = 1 << class;
        if self.state.outcome.walked & bit != 0 || (self.state.outcome.split & bit != 0 && is_special(stated))
        {
            return Some(Grant::new(granted, Why::from_word(*self.columns.why.get(position)?)));
        }
        let demands =
            if self.state.outcome.is_outdated != 0 { &self.columns.row } else { &self.columns.demand };
        let (demand, minimum) = (*demands.get(position)?, *self.columns.minimum.get(position)?);
        let entry = self.policy.index().entries.get(class as usize)?;
        let verdict = Verdict::new(*entry, self.state.outcome.short);
        Some(Grant::new(granted, verdict.why(granted == demand, minimum.min(demand) != 0)))
    }

    /// Writes what every user was granted, and why, in the order of the caller; as many as both have.
    pub fn write_grants(&self, grants: &mut [Grant]) {
        let PreparedStation { policy, users, columns, state, .. } = self;
        let Columns { order, demand, minimum, granted, why, row, .. } = columns;
        let PreparedState { layout, outcome, .. } = state;
        let demand = if outcome.is_outdated != 0 { row } else { demand };
        Explanation { policy, users, layout, order, demand, minimum, granted, why, outcome }.write(grants);
    }

    /// What every user was granted, in the order of the station: see [`PreparedStation::order`].
    pub const fn granted(&self) -> &[Flow] {
        self.columns.granted
    }

    fn engine(&mut self) -> (Engine<'_>, &Sums, &mut Summary) {
        let PreparedStation { policy, users, columns, work, grants, state, summary } = self;
        let PreparedState { sums, layout, parts, .. } = state;
        let Columns { position, order, demand, minimum, granted, why, special, .. } = columns;
        let engine = Engine {
            policy,
            users,
            layout,
            parts,
            position,
            order,
            demand,
            minimum,
            special,
            granted,
            why,
            work,
            grants,
        };
        (engine, sums, summary)
    }
}
