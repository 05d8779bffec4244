//! Sharing out gas on a network of any shape, over time.

use super::allocate::check_count;
use super::call::run;
use super::memory::AnyBytes;
use super::memory::{
    MemoryRange, Pieces, array, array_or_none, check_apart, check_optional, output, output_array,
    output_array_or_none, value,
};
use super::network::CitygateScratch;
use super::pipe_network_types::{
    BottleneckKind, CitygateBottleneck, CitygateBottlenecks, CitygatePipeNetwork, CitygatePipeNetworkOutput,
    CitygateSchedule,
};
use super::policy::{CitygatePolicy, borrow, step_count};
use super::status::{ErrorStatus, Failure, StatusCode};
use crate::horizon::{Outlook, RotationSlot, Spread, SpreadCode};
use crate::network::MAX_NODES;
use crate::pipe_network::{
    Held, LinkSlot, PipeLevelSlot, PipeNetwork, PipeNetworkError, PipeNetworkOutput, PipeNetworkResult,
    PipeNetworkScratch, PipeNodeSlot, PipeUserSlot, Schedule,
};
use crate::units::MAX_USERS;
use crate::user::{CLASS_COUNT, User};

const _: () = {
    // CITYGATE_PIPE_NETWORK_SCRATCH_WORDS in the header: 14 words for each node and storage in time and for one more, 10
    // for each link, 5 for each user in time, three for each user, and one, since what comes first is aligned to two.
    const WORD: usize = size_of::<u64>();
    assert!(size_of::<PipeNodeSlot>() + size_of::<PipeLevelSlot>() == 14 * WORD);
    assert!(size_of::<LinkSlot>() == 10 * WORD);
    assert!(size_of::<PipeUserSlot>() + size_of::<User>() == 5 * WORD);
    assert!(size_of::<RotationSlot>() == 3 * WORD);
    assert!(align_of::<PipeNodeSlot>() <= 2 * WORD && align_of::<LinkSlot>() <= align_of::<PipeNodeSlot>());
};

/// Shares out the gas of all sources and storages on a network of any shape, over all periods, and says why each user
/// got what it got and where the gas flows.
///
/// The steps of the policy are served one after the other, each over all periods, as in citygate_horizon_allocate. No
/// pipe carries more than its capacity, no source brings more than its supply, no storage gives or takes more than its
/// limits, holds more than its capacity when a period ends, or is drawn below its reserve; to the unit. A step that is
/// short leaves to later steps only what cannot reach any of its own users that still want it, now or later. Pro rata
/// and equal shares are the fairest that the network allows, and serve as much as can be served. Sources and storages
/// are used in their order; gas left over fills storages. A user that gets less than it wants has
/// CITYGATE_REASON_HELD_BY_NETWORK if pipes or limits of storages are in the way, CITYGATE_REASON_SHORT_IN_STEP if gas
/// itself is short where it could come from.
///
/// policy: the supply order, for example from citygate_policy_get_default.
/// network: nodes, pipes, sources, storages and users. Nodes and storages times periods, and links times periods, are
/// below CITYGATE_MAX_NODES (a pipe or a source is one link, a storage three); users times periods at most
/// CITYGATE_MAX_USERS. Everything is a volume per period; with periods of one hour, dm3 and dm3/h are the same numbers.
/// schedule: the periods; NULL for one, in which nothing is different.
/// scratch: memory to work in, CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(node_count, pipe_count, source_count, storage_count,
/// user_count, period_count).
/// result: where the answer is written.
/// error_index: on an error that has one, receives the index of the pipe, source, storage, user, period, step or class;
/// may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no nodes, users or periods),
/// _TOO_MANY, _SCRATCH_TOO_SMALL, _UNKNOWN_SPREAD (or a reserved byte of the schedule that is not 0), any
/// CITYGATE_ERROR_POLICY_..., _PIPE_..., _SOURCE_..., _STORAGE_..., CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE,
/// _USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE, _USER_CURTAILMENT_OVERFLOW. On
/// an error what result points to is as it was; the scratch is not.
///
/// Complexity: with n nodes and m links in time, a maximum flow takes at most n rounds of n x m steps, on gas networks a
/// few passes over the links. A step that can be served in full takes one; one that is short a few for each of its
/// levels, of which there are at most n, and one pass over the links for each user whose share has a fraction or that is
/// served all or nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_pipe_network_allocate(
    policy: *const CitygatePolicy,
    network: *const CitygatePipeNetwork,
    schedule: *const CitygateSchedule,
    scratch: *const CitygateScratch,
    result: *const CitygatePipeNetworkOutput,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let call = Call::read(policy, network, schedule, scratch)?;
            let result = value(result)?;
            call.check_allocate(result, error_index)?;
            let output = call.output(result)?;
            call.with(|network, scratch| Ok(network.allocate(scratch, output)?))
        })
    }
}

/// Tells what holds a user back in a period: which pipes, sources and storages, and in which period each of them.
///
/// Around the user there is a set of nodes to which no unit more can be brought, or not all of what it takes all or
/// nothing; what leads into the smallest such set, and is full, holds the user back. Nothing does if the user has all that
/// it wants, or if no step asks for the rest. Storages join periods, so what holds back tonight's user may be tomorrow's.
///
/// policy, network, schedule, scratch: as they were for citygate_pipe_network_allocate.
/// result: what it wrote. Totals, outlook and summary are not looked at.
/// bottlenecks: which user and period, and where the answer is written.
/// error_index: on an error that has one, receives the index, or how many bottlenecks there are; may be NULL.
///
/// Returns CITYGATE_OK, or an error: as citygate_pipe_network_allocate; CITYGATE_ERROR_UNKNOWN (there is no such user or
/// period), _PIPE_NETWORK_NOT_A_RESULT (of this network), _EVENT_TOO_SMALL (there is not room for all of them; error_index
/// receives how many there are). On an error what bottlenecks points to is as it was; the scratch is not.
///
/// Complexity: a few passes over nodes and links.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_pipe_network_get_bottlenecks(
    policy: *const CitygatePolicy,
    network: *const CitygatePipeNetwork,
    schedule: *const CitygateSchedule,
    scratch: *const CitygateScratch,
    result: *const CitygatePipeNetworkOutput,
    bottlenecks: *const CitygateBottlenecks,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let call = Call::read(policy, network, schedule, scratch)?;
            let result = value(result)?;
            let asked = value(bottlenecks)?;
            call.check_bottlenecks(result, asked, error_index)?;
            let elements = output_array_or_none(asked.elements, asked.capacity)?;
            let count = output(asked.count)?;
            let result = call.result(result)?;
            *count = call.with(|network, scratch| find(network, result, asked, scratch, elements))?;
            Ok(())
        })
    }
}

/// Finds what holds a user back, and writes it if there is room for all of it. Returns how many there are.
fn find(
    network: &PipeNetwork,
    result: PipeNetworkResult,
    asked: &CitygateBottlenecks,
    scratch: &mut PipeNetworkScratch,
    elements: &mut [CitygateBottleneck],
) -> Result<u32, Failure> {
    let mut count = 0;
    // First how many, then what.
    for is_written in [false, true] {
        let mut next = 0;
        network.held_by(result, asked.user as usize, asked.period as usize, scratch, |held| {
            if is_written && let Some(element) = elements.get_mut(next as usize) {
                *element = bottleneck(held);
            }
            next += 1;
        })?;
        count = next;
        if count as usize > elements.len() {
            return Err(Failure::at(ErrorStatus::EventTooSmall, count));
        }
    }
    Ok(count)
}

fn bottleneck(held: Held) -> CitygateBottleneck {
    let (kind, index, period) = match held {
        Held::Pipe { index, period } => (BottleneckKind::Pipe, index, period),
        Held::Source { index, period } => (BottleneckKind::Source, index, period),
        Held::Storage { index, period } => (BottleneckKind::Storage, index, period),
    };
    CitygateBottleneck { index: index as u32, period: period as u32, kind: kind as u8, reserved: [0; 3] }
}

/// What both functions are called with.
struct Call<'a> {
    policy: &'a CitygatePolicy,
    network: &'a CitygatePipeNetwork,
    /// NULL for one period.
    schedule_at: *const CitygateSchedule,
    schedule: CitygateSchedule,
    scratch: &'a CitygateScratch,
    in_time: InTime,
}

/// How many there are of everything over all periods, within the limits.
#[derive(Clone, Copy)]
struct InTime {
    pipes: u32,
    sources: u32,
    storages: u32,
    users: u32,
}

impl InTime {
    fn new(network: &CitygatePipeNetwork, periods: u32) -> Result<InTime, Failure> {
        if network.node_count == 0 || periods == 0 {
            return Err(ErrorStatus::Empty.into());
        }
        check_count(network.user_count)?;
        let within = |count: u32, limit: usize| {
            let product = count.checked_mul(periods).filter(|product| *product as usize <= limit);
            product.ok_or(Failure::from(ErrorStatus::TooMany))
        };
        let [nodes, pipes, sources, storages, length] =
            [network.node_count, network.pipe_count, network.source_count, network.storage_count, periods]
                .map(|count| count as usize);
        // One node slot more than there are nodes; limits are below.
        if PipeNetworkScratch::nodes(nodes, storages, length) > MAX_NODES
            || PipeNetworkScratch::links(pipes, sources, storages, length) >= MAX_NODES
        {
            return Err(ErrorStatus::TooMany.into());
        }
        Ok(InTime {
            pipes: within(network.pipe_count, MAX_NODES)?,
            sources: within(network.source_count, MAX_NODES)?,
            storages: within(network.storage_count, MAX_NODES)?,
            users: within(network.user_count, MAX_USERS)?,
        })
    }
}

impl<'a> Call<'a> {
    /// Reads what the pointers point to, and refuses counts beyond the limits.
    ///
    /// # Safety
    ///
    /// As [`value`], for each of them; `schedule` may be NULL.
    unsafe fn read(
        policy: *const CitygatePolicy,
        network: *const CitygatePipeNetwork,
        schedule_at: *const CitygateSchedule,
        scratch: *const CitygateScratch,
    ) -> Result<Call<'a>, Failure> {
        const ONCE: CitygateSchedule = CitygateSchedule {
            supplies_dm3: core::ptr::null(),
            capacities: core::ptr::null(),
            storages: core::ptr::null(),
            demands_dm3: core::ptr::null(),
            period_count: 1,
            spread: Spread::Even as SpreadCode,
            reserved: [0; 3],
        };
        check_optional(schedule_at)?;
        // SAFETY: as promised.
        let (policy, network, scratch) = unsafe { (value(policy)?, value(network)?, value(scratch)?) };
        // SAFETY: as promised.
        let schedule = unsafe { value(schedule_at) }.copied().unwrap_or(ONCE);
        let in_time = InTime::new(network, schedule.period_count)?;
        if network.reserved != 0 {
            return Err(ErrorStatus::PipeNetworkReserved.into());
        }
        Ok(Call { policy, network, schedule_at, schedule, scratch, in_time })
    }

    /// What is only read, by both functions.
    fn inputs(&self, result: &CitygatePipeNetworkOutput) -> Result<[MemoryRange; 14], ErrorStatus> {
        let Call { policy, network, schedule, in_time, .. } = self;
        Ok([
            MemoryRange::of(*policy),
            MemoryRange::of_array(policy.steps, step_count(policy))?,
            MemoryRange::of(*network),
            MemoryRange::of_array(network.pipes, network.pipe_count)?,
            MemoryRange::of_array(network.sources, network.source_count)?,
            MemoryRange::of_array(network.storages, network.storage_count)?,
            MemoryRange::of_array(network.users, network.user_count)?,
            MemoryRange::of(self.schedule_at),
            MemoryRange::of_array(schedule.supplies_dm3, in_time.sources)?,
            MemoryRange::of_array(schedule.capacities, in_time.pipes)?,
            MemoryRange::of_array(schedule.storages, in_time.storages)?,
            MemoryRange::of_array(schedule.demands_dm3, in_time.users)?,
            MemoryRange::of(self.scratch),
            MemoryRange::of(result),
        ])
    }

    /// Where grants, pipes, sources and storages are.
    fn flows(&self, result: &CitygatePipeNetworkOutput) -> Result<[MemoryRange; 4], ErrorStatus> {
        let InTime { pipes, sources, storages, users } = self.in_time;
        Ok([
            MemoryRange::of_array(result.grants, users)?,
            MemoryRange::of_array(result.pipes, pipes)?,
            MemoryRange::of_array(result.sources, sources)?,
            MemoryRange::of_array(result.storages, storages)?,
        ])
    }

    /// Refuses outputs that overlap anything. A function of its own, so that the stack it takes is free again for the
    /// allocation.
    #[inline(never)]
    fn check_allocate(
        &self,
        result: &CitygatePipeNetworkOutput,
        error_index: *const u32,
    ) -> Result<(), Failure> {
        let [grants, pipes, sources, storages] = self.flows(result)?;
        let outputs = [
            self.scratch.range()?,
            grants,
            pipes,
            sources,
            storages,
            MemoryRange::of_array(result.totals, self.schedule.period_count)?,
            MemoryRange::of_array(result.outlook, CLASS_COUNT as u32)?,
            MemoryRange::of(result.summary),
            MemoryRange::of(error_index),
        ];
        Ok(check_apart(&self.inputs(result)?, &outputs)?)
    }

    /// The same where the result is only read.
    #[inline(never)]
    fn check_bottlenecks(
        &self,
        result: &CitygatePipeNetworkOutput,
        asked: &CitygateBottlenecks,
        error_index: *const u32,
    ) -> Result<(), Failure> {
        let outputs = [
            self.scratch.range()?,
            MemoryRange::of_array(asked.elements, asked.capacity)?,
            MemoryRange::of(asked.count),
            MemoryRange::of(error_index),
        ];
        if asked.reserved != 0 {
            return Err(ErrorStatus::PipeNetworkReserved.into());
        }
        check_apart(&self.inputs(result)?, &outputs)?;
        check_apart(&[MemoryRange::of(asked)], &outputs)?;
        Ok(check_apart(&self.flows(result)?, &outputs)?)
    }

    /// The caller's memory for the result.
    ///
    /// # Safety
    ///
    /// Every pointer that is neither NULL nor misaligned points to as much memory as the counts say, which nobody
    /// else uses.
    unsafe fn output<'o>(
        &self,
        result: &CitygatePipeNetworkOutput,
    ) -> Result<PipeNetworkOutput<'o>, ErrorStatus> {
        let InTime { pipes, sources, storages, users } = self.in_time;
        // SAFETY: as promised.
        unsafe {
            Ok(PipeNetworkOutput {
                grants: output_array(result.grants, users)?,
                pipes: output_array_or_none(result.pipes, pipes)?,
                sources: output_array_or_none(result.sources, sources)?,
                storages: output_array_or_none(result.storages, storages)?,
                periods: output_array(result.totals, self.schedule.period_count)?,
                outlook: output(result.outlook.cast::<[Outlook; CLASS_COUNT]>())?,
                summary: output(result.summary)?,
            })
        }
    }

    /// The result, to be read.
    ///
    /// # Safety
    ///
    /// As [`array`], for as many as the counts say.
    unsafe fn result<'o>(
        &self,
        result: &CitygatePipeNetworkOutput,
    ) -> Result<PipeNetworkResult<'o>, ErrorStatus> {
        let InTime { pipes, sources, storages, users } = self.in_time;
        // SAFETY: as promised.
        unsafe {
            Ok(PipeNetworkResult {
                grants: array(result.grants, users)?,
                pipes: array_or_none(result.pipes, pipes)?,
                sources: array_or_none(result.sources, sources)?,
                storages: array_or_none(result.storages, storages)?,
            })
        }
    }

    /// Lets `work` work on the network.
    ///
    /// # Safety
    ///
    /// Every pointer that is neither NULL nor misaligned points to as much memory as the counts say; nobody writes it,
    /// and nobody else uses the scratch.
    unsafe fn with<T>(
        &self,
        work: impl FnOnce(&PipeNetwork, &mut PipeNetworkScratch) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let Call { network, schedule, in_time, .. } = self;
        let CitygatePipeNetwork { node_count, pipe_count, source_count, storage_count, user_count, .. } =
            **network;
        let spread = Spread::from_code(schedule.spread).filter(|_| schedule.reserved == [0; 3]);
        // SAFETY: as promised.
        unsafe {
            let words = self.scratch.words()?;
            let (pipes, sources) =
                (array_or_none(network.pipes, pipe_count)?, array_or_none(network.sources, source_count)?);
            let storages = array_or_none(network.storages, storage_count)?;
            let users = array(network.users, user_count)?;
            let schedule = Schedule {
                period_count: schedule.period_count,
                spread: spread.ok_or(ErrorStatus::UnknownSpread)?,
                supplies: array_unless_null(schedule.supplies_dm3, in_time.sources)?,
                capacities: array_unless_null(schedule.capacities, in_time.pipes)?,
                storages: array_unless_null(schedule.storages, in_time.storages)?,
                demands: array_unless_null(schedule.demands_dm3, in_time.users)?,
            };
            let policy = &borrow(self.policy)?;
            let network = PipeNetwork { policy, node_count, pipes, sources, storages, users, schedule };
            work(&network, &mut lend(words, &network)?)
        }
    }
}

/// The array behind a pointer; none if it is NULL.
///
/// # Safety
///
/// As [`array`].
unsafe fn array_unless_null<'a, T: AnyBytes>(pointer: *const T, count: u32) -> Result<&'a [T], ErrorStatus> {
    // SAFETY: as promised.
    if pointer.is_null() { Ok(&[]) } else { unsafe { array_or_none(pointer, count) } }
}

/// The working memory of the solver, from a caller's.
fn lend<'a>(words: &'a mut [u64], network: &PipeNetwork) -> Result<PipeNetworkScratch<'a>, ErrorStatus> {
    let (pipes, sources, storages) = (network.pipes.len(), network.sources.len(), network.storages.len());
    let (users, periods) = (network.users.len(), network.schedule.period_count as usize);
    let nodes = PipeNetworkScratch::nodes(network.node_count as usize, storages, periods);
    let users_in_time = PipeNetworkScratch::users(users, periods);
    let mut pieces = Pieces(words);
    Ok(PipeNetworkScratch {
        nodes: pieces.next(nodes)?,
        links: pieces.next(PipeNetworkScratch::links(pipes, sources, storages, periods))?,
        levels: pieces.next(nodes)?,
        users: pieces.next(users_in_time)?,
        copies: pieces.next(users_in_time)?,
        rotation: pieces.next(users)?,
    })
}

impl From<PipeNetworkError> for Failure {
    fn from(error: PipeNetworkError) -> Failure {
        let (status, error_index) = match error {
            PipeNetworkError::Allocate(error) => return error.into(),
            PipeNetworkError::Size { .. } | PipeNetworkError::Length { .. } => {
                return ErrorStatus::TooMany.into();
            }
            PipeNetworkError::ScratchTooSmall => return ErrorStatus::ScratchTooSmall.into(),
            PipeNetworkError::TooLarge => return ErrorStatus::PipeNetworkTooLarge.into(),
            PipeNetworkError::NotAResult => return ErrorStatus::PipeNetworkNotAResult.into(),
            PipeNetworkError::UnknownUser { .. } => return ErrorStatus::Unknown.into(),
            PipeNetworkError::PipeUnknownNode { pipe } => (ErrorStatus::PipeUnknownNode, pipe),
            PipeNetworkError::PipeToItself { pipe } => (ErrorStatus::PipeToItself, pipe),
            PipeNetworkError::SourceUnknownNode { source } => (ErrorStatus::SourceUnknownNode, source),
            PipeNetworkError::StorageUnknownNode { storage } => (ErrorStatus::StorageUnknownNode, storage),
            PipeNetworkError::StockAboveCapacity { storage } => {
                (ErrorStatus::StorageStockAboveCapacity, storage)
            }
            PipeNetworkError::ReserveAboveCapacity { storage } => {
                (ErrorStatus::StorageReserveAboveCapacity, storage)
            }
            PipeNetworkError::UserUnknownNode { user } => (ErrorStatus::UserUnknownNode, user),
            PipeNetworkError::SupplyTooLarge { period } => (ErrorStatus::PeriodSupplyTooLarge, period),
        };
        Failure::at(status, error_index as u32)
    }
}
