//! Planning the hours ahead.

use super::allocate::check_count;
use super::call::run;
use super::memory::AnyBytes;
use super::memory::{
    MemoryRange, Pieces, array, array_or_none, check_apart, check_optional, output, output_array,
    output_array_or_none, value,
};
use super::network::{CitygateNetwork, CitygateScratch, network_scratch};
use super::policy::{CitygatePolicy, borrow, step_count};
use super::status::{ErrorStatus, Failure, StatusCode};
use crate::allocate::{Grant, Summary};
use crate::horizon::{
    Horizon, HorizonError, HorizonOutput, HorizonScratch, Outlook, Period, PeriodTotal, RotationSlot, Spread,
    SpreadCode, Storage,
};
use crate::network::{LevelSlot, MAX_NODES, Network, Node, NodeLoad, NodeSlot, UserSlot};
use crate::units::MAX_USERS;
use crate::user::{CLASS_COUNT, User};

/// What is planned: the periods, the storage, and how a shortage is spread over time.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateHorizon {
    /// period_count periods, nearest first.
    pub periods: *const Period,
    /// The storage; NULL if there is none.
    pub storage: *const Storage,
    /// At least 1.
    pub period_count: u32,
    /// How a step that is short is shared out over the periods.
    pub spread: SpreadCode,
    /// 0.
    pub reserved: [u8; 3],
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateHorizon {}

/// Where a plan is written.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateHorizonOutput {
    /// Receives user_count grants for each period: those of period 0 in the order of the users, then those of
    /// period 1, and so on.
    pub grants: *mut Grant,
    /// Receives one total for each period.
    pub totals: *mut PeriodTotal,
    /// Receives node_count loads for each period, in the same order; not looked at when there are no nodes.
    pub loads: *mut NodeLoad,
    /// Receives CITYGATE_CLASS_COUNT outlooks: the index is the code of the class.
    pub outlook: *mut Outlook,
    /// Receives the totals over the horizon, in volumes. The supply is that of all periods and what the storage
    /// holds above its reserve, deliveries included.
    pub summary: *mut Summary,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateHorizonOutput {}

const _: () = {
    // CITYGATE_HORIZON_SCRATCH_WORDS in the header: 19 words for each node of the network in time, 13 for each user
    // in time, three for each user.
    let levels = 2 * size_of::<LevelSlot>();
    let node = size_of::<Node>() + size_of::<NodeLoad>() + size_of::<NodeSlot>() + levels;
    let user = size_of::<User>() + size_of::<UserSlot>() + levels;
    assert!(node == 19 * size_of::<u64>() && user == 13 * size_of::<u64>());
    assert!(size_of::<RotationSlot>() == 3 * size_of::<u64>());
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
/// network: nodes and users. Without nodes it is one station, which does not read the users' nodes. node_count + 1, or
/// 2 for a station, times the periods is at most CITYGATE_MAX_NODES; the users times the periods at most
/// CITYGATE_MAX_USERS. Demands are volumes per period.
/// horizon: periods and storage.
/// scratch: memory to work in, CITYGATE_HORIZON_SCRATCH_WORDS(node_count, user_count, period_count).
/// result: where the answer is written.
/// error_index: on an error that has one, receives the index of the period, user, node, step or class; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no users or no periods),
/// _TOO_MANY, _SCRATCH_TOO_SMALL, _UNKNOWN_SPREAD (or a reserved byte that is not 0), any CITYGATE_ERROR_POLICY_...,
/// _NODE_..., _STORAGE_..., _PERIOD_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF,
/// _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE, _USER_CURTAILMENT_OVERFLOW. On an error what result points to is as it
/// was; the scratch is not.
///
/// Complexity: that of citygate_network_allocate with (node_count + 1) x periods nodes and user_count x periods users;
/// with CITYGATE_SPREAD_EARLIEST a step that is short visits, for each period, its users and nodes and one node of the
/// storage for each period from there on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_horizon_allocate(
    policy: *const CitygatePolicy,
    network: *const CitygateNetwork,
    horizon: *const CitygateHorizon,
    scratch: *const CitygateScratch,
    result: *const CitygateHorizonOutput,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let (mirror, network_read, horizon_read, memory, result_read) =
                (value(policy)?, value(network)?, value(horizon)?, value(scratch)?, value(result)?);
            let counts = check_call(mirror, network_read, horizon_read, memory, (result_read, error_index))?;
            let CitygateNetwork { nodes, users, node_count, user_count } = *network_read;
            let CitygateHorizon { periods, storage, period_count, spread, reserved } = *horizon_read;
            let (nodes, users) = (array_or_none(nodes, node_count)?, array(users, user_count)?);
            let periods = array(periods, period_count)?;
            let storage = value(storage).copied().unwrap_or_default();
            let spread = Spread::from_code(spread).filter(|_| reserved == [0; 3]);
            let spread = spread.ok_or(ErrorStatus::UnknownSpread)?;
            let words = memory.words()?;
            let output = counts.output(result_read)?;
            let policy = borrow(mirror)?;
            let network = Network { policy: &policy, nodes, users };
            let horizon = Horizon { network, periods, storage, spread };
            let mut scratch = horizon_scratch(words, nodes.len(), users.len(), horizon.periods.len())?;
            horizon.allocate(&mut scratch, output).map_err(|error| failure(error, users.len()))
        })
    }
}

/// Refuses counts beyond the limits, and outputs that overlap anything. A function of its own, so that the stack it takes
/// is free again for the allocation.
#[inline(never)]
fn check_call(
    policy: &CitygatePolicy,
    network: &CitygateNetwork,
    horizon: &CitygateHorizon,
    scratch: &CitygateScratch,
    (result, error_index): (&CitygateHorizonOutput, *const u32),
) -> Result<Counts, Failure> {
    let CitygateNetwork { nodes, users, node_count, user_count } = *network;
    check_count(user_count)?;
    check_optional(horizon.storage)?;
    let counts = Counts::new(node_count, user_count, horizon.period_count)?;
    let inputs = [
        MemoryRange::of(policy),
        MemoryRange::of_array(policy.steps, step_count(policy))?,
        MemoryRange::of(network),
        MemoryRange::of_array(nodes, node_count)?,
        MemoryRange::of_array(users, user_count)?,
        MemoryRange::of(horizon),
        MemoryRange::of_array(horizon.periods, horizon.period_count)?,
        MemoryRange::of(horizon.storage),
        MemoryRange::of(scratch),
        MemoryRange::of(result),
    ];
    let words = scratch.range()?;
    check_apart(&inputs, &counts.outputs(result, words, MemoryRange::of(error_index))?)?;
    Ok(counts)
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
            return Err(ErrorStatus::Empty.into());
        }
        let within = |count: u32, limit: usize| {
            let product = count.checked_mul(periods).filter(|product| *product as usize <= limit);
            product.ok_or(Failure::from(ErrorStatus::TooMany))
        };
        within(nodes.max(1).saturating_add(1), MAX_NODES)?;
        Ok(Counts {
            periods,
            users_in_time: within(users, MAX_USERS)?,
            nodes_in_time: within(nodes, MAX_NODES)?,
        })
    }

    /// What is written.
    fn outputs(
        &self,
        result: &CitygateHorizonOutput,
        scratch: MemoryRange,
        error_index: MemoryRange,
    ) -> Result<[MemoryRange; 7], Failure> {
        Ok([
            scratch,
            MemoryRange::of_array(result.grants, self.users_in_time)?,
            MemoryRange::of_array(result.totals, self.periods)?,
            MemoryRange::of_array(result.loads, self.nodes_in_time)?,
            MemoryRange::of_array(result.outlook, CLASS_COUNT as u32)?,
            MemoryRange::of(result.summary),
            error_index,
        ])
    }

    /// The caller's memory for the result.
    ///
    /// # Safety
    ///
    /// Every pointer that is neither NULL nor misaligned points to as much memory as the counts say, which nobody
    /// else uses.
    unsafe fn output<'a>(&self, result: &CitygateHorizonOutput) -> Result<HorizonOutput<'a>, ErrorStatus> {
        // SAFETY: as promised.
        unsafe {
            Ok(HorizonOutput {
                grants: output_array(result.grants, self.users_in_time)?,
                periods: output_array(result.totals, self.periods)?,
                loads: output_array_or_none(result.loads, self.nodes_in_time)?,
                outlook: output(result.outlook.cast::<[Outlook; CLASS_COUNT]>())?,
                summary: output(result.summary)?,
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
    Ok(HorizonScratch {
        nodes: pieces.next::<Node>(nodes_in_time)?,
        loads: pieces.next::<NodeLoad>(nodes_in_time)?,
        users: pieces.next::<User>(users_in_time)?,
        rotation: pieces.next::<RotationSlot>(users)?,
        network: network_scratch(&mut pieces, nodes_in_time, users_in_time)?,
    })
}

/// The status of an error, and where it is.
fn failure(error: HorizonError, users: usize) -> Failure {
    let (status, error_index) = match error {
        HorizonError::Network(error) => return error.into(),
        HorizonError::PeriodCount { .. } | HorizonError::TotalCount { .. } => {
            return ErrorStatus::TooMany.into();
        }
        HorizonError::ScratchTooSmall => return ErrorStatus::ScratchTooSmall.into(),
        HorizonError::StorageReservedNotZero => return ErrorStatus::StorageReserved.into(),
        HorizonError::StockTooLarge => return ErrorStatus::StorageStockTooLarge.into(),
        HorizonError::ReservedNotZero { period } => (ErrorStatus::PeriodReserved, period),
        HorizonError::SupplyTooLarge { period } => (ErrorStatus::PeriodSupplyTooLarge, period),
        HorizonError::DemandTooLarge { user, period } => {
            (ErrorStatus::PeriodDemandTooLarge, period * users + user)
        }
    };
    Failure::at(status, error_index as u32)
}
