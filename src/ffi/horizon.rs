//! Planning the hours ahead.

use super::POINTER;
use super::allocate::{check_count, conclude};
use super::memory::{
    ErrorStatus, MemoryRange, Pieces, array, array_or_none, check_apart, check_optional, output,
    output_array, output_array_or_none, value,
};
use super::network::{CITYGATE_MAX_NODES, CitygateNode, CitygateNodeLoad, network_scratch};
use super::policy::{borrow, step_count};
use super::status::{
    CITYGATE_ERROR_EMPTY, CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE, CITYGATE_ERROR_PERIOD_RESERVED,
    CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE, CITYGATE_ERROR_SCRATCH_TOO_SMALL,
    CITYGATE_ERROR_STORAGE_NOT_AT_ROOT, CITYGATE_ERROR_STORAGE_RESERVED,
    CITYGATE_ERROR_STORAGE_STOCK_TOO_LARGE, CITYGATE_ERROR_TOO_MANY, CITYGATE_ERROR_UNKNOWN_SPREAD, Failure,
};
use super::types::{
    CITYGATE_MAX_USERS, CitygateClassTotal, CitygateGrant, CitygatePolicy, CitygateSummary, CitygateUser,
    mirrors,
};
use crate::allocate::{Grant, Summary};
use crate::horizon::{
    Horizon, HorizonError, HorizonOutput, HorizonScratch, Outlook, Period, PeriodTotal, Spread, Storage,
};
use crate::network::{LevelSlot, Network, Node, NodeLoad, NodeSlot, UserSlot};
use crate::user::{CLASS_COUNT, User};

/// A shortage of a step is spread over the periods: the step's rule is applied to all of them together.
pub const CITYGATE_SPREAD_EVEN: u8 = 0u8;
/// The nearest period first: the step's rule is applied to one period after the other.
pub const CITYGATE_SPREAD_EARLIEST: u8 = 1u8;
/// "Not within the horizon" in citygate_outlook_t.
pub const CITYGATE_NEVER: u32 = 0xffff_ffffu32;

/// One period of a horizon. All quantities are volumes per period; with periods of one hour, dm3 and dm3/h are the
/// same numbers.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygatePeriod {
    /// What the pipeline can bring in the period.
    pub supply_dm3: u64,
    /// What is delivered to the storage; it can be used from this period on.
    pub delivery_dm3: u64,
    /// By class: what its users want in this period, in thousandths of their demands. 1000 is the demand as it
    /// stands, 0 nothing: a period set to zero is one in which nobody wants anything. Rounded to whole units, halves
    /// upwards. Technical minimums and stated bases do not change.
    pub demand_permille: [u16; 6],
    /// 0.
    pub reserved: u32,
}

/// A storage at the station, or at node 0 of the network: an LNG tank, linepack. All zero is no storage.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateStorage {
    /// What it holds when the horizon begins.
    pub stock_dm3: u64,
    /// What must stay in it.
    pub reserve_dm3: u64,
    /// The most that can be withdrawn in one period.
    pub withdrawal_dm3: u64,
    /// 0: the root. At another node, limits over time and limits of the network would not be nested, and no exact
    /// answer is known to this library.
    pub node: u32,
    /// 0.
    pub reserved: u32,
}

/// What one period comes to.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygatePeriodTotal {
    /// What there was without the storage: the pipeline's supply and the sources of all nodes.
    pub supply_dm3: u64,
    /// What is withdrawn from the storage.
    pub withdrawn_dm3: u64,
    /// What is in the storage when the period ends.
    pub stock_dm3: u64,
    /// By class: index CITYGATE_CLASS_....
    pub classes: [CitygateClassTotal; 6],
}

/// When a shortage reaches a class.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateOutlook {
    /// The first period (counted from 0) in which a user of the class gets less than it wants, or CITYGATE_NEVER.
    pub first_touched_period: u32,
    /// The first period in which the class wants gas and gets none, or CITYGATE_NEVER.
    pub cut_off_period: u32,
}

/// Where a plan is written: memory of the caller.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateHorizonOutput {
    /// Receives user_count grants for each period: those of period 0 in the order of the users, then those of
    /// period 1, and so on.
    pub grants: *mut CitygateGrant,
    /// Receives one total for each period.
    pub totals: *mut CitygatePeriodTotal,
    /// Receives node_count loads for each period, in the same order; not looked at when there are no nodes.
    pub loads: *mut CitygateNodeLoad,
    /// Receives six outlooks: index CITYGATE_CLASS_....
    pub outlook: *mut CitygateOutlook,
    /// Receives the totals over the horizon, in volumes. The supply is that of all periods and what the storage
    /// holds above its reserve, deliveries included.
    pub summary: *mut CitygateSummary,
}

layout!(CitygatePeriod, size 32, supply_dm3 at 0, delivery_dm3 at 8, demand_permille at 16, reserved at 28);
layout!(CitygateStorage, size 32, stock_dm3 at 0, reserve_dm3 at 8, withdrawal_dm3 at 16, node at 24,
    reserved at 28);
layout!(CitygatePeriodTotal, size 120, supply_dm3 at 0, withdrawn_dm3 at 8, stock_dm3 at 16, classes at 24);
layout!(CitygateOutlook, size 8, first_touched_period at 0, cut_off_period at 4);
layout!(CitygateHorizonOutput, size 5 * POINTER, grants at 0, totals at POINTER, loads at 2 * POINTER,
    outlook at 3 * POINTER, summary at 4 * POINTER);

mirrors!(CitygatePeriod, Period);
mirrors!(CitygateStorage, Storage);
mirrors!(CitygatePeriodTotal, PeriodTotal);
mirrors!(CitygateOutlook, Outlook);

const _: () = {
    assert!(CITYGATE_SPREAD_EVEN == Spread::Even as u8 && CITYGATE_SPREAD_EARLIEST == Spread::Earliest as u8);
    assert!(CITYGATE_NEVER == Outlook::NEVER);
    // CITYGATE_HORIZON_SCRATCH_WORDS in the header: 19 words for each node of the chained network, 13 for each user
    // in time, one for each user.
    let levels = 2 * size_of::<LevelSlot>();
    let node = size_of::<Node>() + size_of::<NodeLoad>() + size_of::<NodeSlot>() + levels;
    let user = size_of::<User>() + size_of::<UserSlot>() + levels;
    assert!(node == 19 * size_of::<u64>() && user == 13 * size_of::<u64>());
};

/// Plans the hours ahead: shares out the gas of all periods, with what a storage can give, among the users of a station
/// or a network, and tells for each class when it is first touched and when it is cut off.
///
/// The steps of the policy are served one after the other, each over the whole horizon: no gas is spent today that a
/// more protected step needs tomorrow. The storage is never drawn below its reserve, nor faster than its withdrawal
/// limit; the pipeline's gas is used first. Everything else is as in citygate_network_allocate; technical minimums
/// hold in every period, an on/off user is decided anew in each.
///
/// policy: the supply order, for example from citygate_policy_get_default.
/// nodes: node_count nodes, as in citygate_network_allocate; NULL and 0 for one station, which does not read
/// the users' nodes. node_count + 1, or 2 for a station, times the periods is at most CITYGATE_MAX_NODES.
/// users: user_count users; times the periods at most CITYGATE_MAX_USERS. Their demands are volumes per period.
/// periods: period_count periods, nearest first, at least 1.
/// storage: the storage; NULL if there is none.
/// spread: one of CITYGATE_SPREAD_....
/// scratch: scratch_words words of 64 bits to work in, at least CITYGATE_HORIZON_SCRATCH_WORDS(node_count,
/// user_count, period_count); what they hold does not matter, before and after.
/// plan: where the plan is written.
/// error_index: on an error that has a error_index, receives the index of the period, user, node, step or class; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no users or no periods),
/// _TOO_MANY, _SCRATCH_TOO_SMALL, _UNKNOWN_SPREAD, any CITYGATE_ERROR_POLICY_..., _NODE_..., _STORAGE_..., _PERIOD_...,
/// CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE,
/// _USER_TALLY_OVERFLOW. On an error the plan is as it was; the scratch is not.
///
/// Pointers: all but error_index and storage, and nodes and loads of a station, must not be NULL; scratch and outputs must overlap
/// nothing else.
/// Complexity: that of citygate_network_allocate with (node_count + 1) x periods nodes and user_count x periods users;
/// a step that is short costs that once for each period with CITYGATE_SPREAD_EARLIEST. No heap, no recursion.
/// Reentrant; may be called from several threads and from an interrupt, given time and stack for it, as long as nobody
/// else uses the memory passed in.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_horizon_allocate(
    policy: *const CitygatePolicy,
    nodes: *const CitygateNode,
    node_count: u32,
    users: *const CitygateUser,
    user_count: u32,
    periods: *const CitygatePeriod,
    period_count: u32,
    storage: *const CitygateStorage,
    spread: u8,
    scratch: *mut u64,
    scratch_words: u32,
    plan: *const CitygateHorizonOutput,
    error_index: *mut u32,
) -> i32 {
    // SAFETY: the caller's promises are those of the pieces called.
    let done = (|| unsafe {
        check_count(user_count)?;
        check_optional(error_index)?;
        let mirror = value(policy)?;
        let plan_mirror = value(plan)?;
        check_optional(storage)?;
        let counts = Counts::new(node_count, user_count, period_count)?;
        let inputs = [
            MemoryRange::of(policy),
            MemoryRange::of_array(mirror.steps, step_count(mirror))?,
            MemoryRange::of_array(nodes, node_count)?,
            MemoryRange::of_array(users, user_count)?,
            MemoryRange::of_array(periods, period_count)?,
            MemoryRange::of(storage),
            MemoryRange::of(plan),
        ];
        let scratch_extent = MemoryRange::of_array(scratch, scratch_words)?;
        check_apart(&inputs, &counts.outputs(plan_mirror, scratch_extent, MemoryRange::of(error_index))?)?;

        let nodes = array_or_none(nodes.cast::<Node>(), node_count)?;
        let users = array(users.cast::<User>(), user_count)?;
        let words = output_array(scratch, scratch_words)?;
        let policy = borrow(mirror)?;
        let horizon = Horizon {
            network: Network { policy: &policy, nodes, users },
            periods: array(periods.cast::<Period>(), period_count)?,
            storage: value(storage.cast::<Storage>()).copied().unwrap_or_default(),
            spread: Spread::from_code(spread).ok_or(CITYGATE_ERROR_UNKNOWN_SPREAD)?,
        };
        let output = counts.plan(plan_mirror)?;
        let mut scratch = horizon_scratch(words, nodes.len(), users.len(), horizon.periods.len())?;
        horizon.allocate(&mut scratch, output).map_err(|error| fault(error, users.len()))
    })();
    // SAFETY: as above.
    unsafe { conclude(done, error_index) }
}

/// How many there are of everything, within the limits.
struct Counts {
    periods: u32,
    users_in_time: u32,
    nodes_in_time: u32,
}

impl Counts {
    fn new(nodes: u32, users: u32, periods: u32) -> Result<Counts, Failure> {
        if periods == 0 {
            return Err(CITYGATE_ERROR_EMPTY.into());
        }
        let within = |count: u32, limit: u32| {
            let product = count.checked_mul(periods).filter(|product| *product <= limit);
            product.ok_or(Failure::from(CITYGATE_ERROR_TOO_MANY))
        };
        within(nodes.max(1).saturating_add(1), CITYGATE_MAX_NODES)?;
        Ok(Counts {
            periods,
            users_in_time: within(users, CITYGATE_MAX_USERS)?,
            nodes_in_time: within(nodes, CITYGATE_MAX_NODES)?,
        })
    }

    /// What is written.
    fn outputs(
        &self,
        plan: &CitygateHorizonOutput,
        scratch: MemoryRange,
        error_index: MemoryRange,
    ) -> Result<[MemoryRange; 7], Failure> {
        Ok([
            scratch,
            MemoryRange::of_array(plan.grants, self.users_in_time)?,
            MemoryRange::of_array(plan.totals, self.periods)?,
            MemoryRange::of_array(plan.loads, self.nodes_in_time)?,
            MemoryRange::of_array(plan.outlook, CLASS_COUNT as u32)?,
            MemoryRange::of(plan.summary),
            error_index,
        ])
    }

    /// The caller's memory for the plan.
    ///
    /// # Safety
    ///
    /// Every pointer that is neither NULL nor misaligned points to as much memory as the counts say, which nobody
    /// else uses.
    unsafe fn plan<'a>(&self, plan: &CitygateHorizonOutput) -> Result<HorizonOutput<'a>, ErrorStatus> {
        // SAFETY: as promised.
        unsafe {
            Ok(HorizonOutput {
                grants: output_array(plan.grants.cast::<Grant>(), self.users_in_time)?,
                periods: output_array(plan.totals.cast::<PeriodTotal>(), self.periods)?,
                loads: output_array_or_none(plan.loads.cast::<NodeLoad>(), self.nodes_in_time)?,
                outlook: output(plan.outlook.cast::<[Outlook; CLASS_COUNT]>())?,
                summary: output(plan.summary.cast::<Summary>())?,
            })
        }
    }
}

fn horizon_scratch(
    words: &mut [u64],
    nodes: usize,
    users: usize,
    periods: usize,
) -> Result<HorizonScratch<'_>, ErrorStatus> {
    let nodes_in_time = HorizonScratch::nodes(nodes, periods);
    let users_in_time = HorizonScratch::users(users, periods);
    let mut pieces = Pieces(words);
    // SAFETY: any bytes are values of these types, which hold whole numbers only.
    unsafe {
        Ok(HorizonScratch {
            nodes: pieces.next::<Node>(nodes_in_time)?,
            loads: pieces.next::<NodeLoad>(nodes_in_time)?,
            users: pieces.next::<User>(users_in_time)?,
            curtailments: pieces.next::<u64>(users)?,
            network: network_scratch(&mut pieces, nodes_in_time, users_in_time)?,
        })
    }
}

/// The status of an error, and where it is.
fn fault(error: HorizonError, users: usize) -> Failure {
    let (status, error_index) = match error {
        HorizonError::Network(error) => return error.into(),
        HorizonError::PeriodCount { .. } | HorizonError::TotalCount { .. } => {
            return CITYGATE_ERROR_TOO_MANY.into();
        }
        HorizonError::ScratchTooSmall => return CITYGATE_ERROR_SCRATCH_TOO_SMALL.into(),
        HorizonError::StorageReservedNotZero => return CITYGATE_ERROR_STORAGE_RESERVED.into(),
        HorizonError::StockTooLarge => return CITYGATE_ERROR_STORAGE_STOCK_TOO_LARGE.into(),
        HorizonError::StorageNotAtRoot { node } => (CITYGATE_ERROR_STORAGE_NOT_AT_ROOT, node as usize),
        HorizonError::ReservedNotZero { period } => (CITYGATE_ERROR_PERIOD_RESERVED, period),
        HorizonError::SupplyTooLarge { period } => (CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE, period),
        HorizonError::DemandTooLarge { user, period } => {
            (CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE, period * users + user)
        }
    };
    Failure::at(status, error_index as u32)
}
