//! Sharing out gas on a network.

use super::allocate::check_count;
use super::call::run;
use super::memory::AnyBytes;
use super::memory::{
    MemoryRange, Pieces, array, check_apart, check_optional, output, output_array, output_slice, value,
};
use super::policy::{CitygatePolicy, borrow, step_count};
use super::status::{ErrorStatus, Failure, StatusCode};
use crate::allocate::{Grant, Summary};
use crate::network::{
    LevelSlot, MAX_NODES, Network, NetworkOutput, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot,
};
use crate::user::User;

/// A network and who is connected to it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateNetwork {
    /// node_count nodes, in any order but that node 0 is the root.
    pub nodes: *const Node,
    /// user_count users, each at one of the nodes.
    pub users: *const User,
    /// 1 to CITYGATE_MAX_NODES; for citygate_horizon_allocate 0 as well, which is one station.
    pub node_count: u32,
    /// 1 to CITYGATE_MAX_USERS.
    pub user_count: u32,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateNetwork {}

/// Memory to work in, lent for the time of a call. What it holds does not matter, before and after.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateScratch {
    /// word_count words of 64 bits.
    pub words: *mut u64,
    /// As many as the function's CITYGATE_..._SCRATCH_WORDS says, or more.
    pub word_count: usize,
}

impl CitygateScratch {
    /// The words, as a range of memory.
    pub(super) fn range(&self) -> Result<MemoryRange, ErrorStatus> {
        MemoryRange::of_slice(self.words, self.word_count)
    }

    /// The words.
    ///
    /// # Safety
    ///
    /// As [`output_slice`].
    pub(super) unsafe fn words<'a>(&self) -> Result<&'a mut [u64], ErrorStatus> {
        // SAFETY: as promised.
        unsafe { output_slice(self.words, self.word_count) }
    }
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateScratch {}

/// Where an allocation on a network is written.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateNetworkOutput {
    /// Receives one grant for each user, in their order.
    pub grants: *mut Grant,
    /// Receives one load for each node, in their order.
    pub loads: *mut NodeLoad,
    /// Receives the totals; its supply includes the sources.
    pub summary: *mut Summary,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateNetworkOutput {}

const _: () = {
    // CITYGATE_NETWORK_SCRATCH_WORDS in the header: 13 words for each node, 9 for each user.
    assert!(size_of::<NodeSlot>() + 2 * size_of::<LevelSlot>() == 13 * size_of::<u64>());
    assert!(size_of::<UserSlot>() + 2 * size_of::<LevelSlot>() == 9 * size_of::<u64>());
};

/// Shares out a supply on a network and says why each user got what it got.
///
/// As citygate_allocate, with these differences. The supply enters at node 0; sources of nodes come on top, each for
/// its own subtree. No node passes on more than its capacity, to the unit. A step that is short leaves to later steps
/// only what cannot reach any of its own users that still want it. Pro rata and equal shares are the fairest that the
/// capacities allow, and serve as much as can be served. A user that a node holds back gets
/// CITYGATE_REASON_HELD_BY_NODE and the nearest node through which no more can come, or not as much as it needs whole;
/// where it is the supply itself that is short, the reason is CITYGATE_REASON_SHORT_IN_STEP. A minimum that does not
/// fit names that node as well. Odd units go to those that come first depth first, at one node in the order of the list.
///
/// policy: the supply order, for example from citygate_policy_get_default. It is checked on every call.
/// network: nodes and users.
/// supply_dm3_per_h: what enters at node 0, in the unit of the demands. With all sources at most 2^63 - 1.
/// scratch: memory to work in, CITYGATE_NETWORK_SCRATCH_WORDS(node_count, user_count).
/// result: where the answer is written.
/// error_index: on an error that has one, receives the index of the user, node, step or class; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY,
/// _SCRATCH_TOO_SMALL, any CITYGATE_ERROR_POLICY_..., any CITYGATE_ERROR_NODE_...,
/// CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE. On an error
/// what result points to is as it was; the scratch is not.
///
/// Complexity: for each step a pass over users and nodes; for each step that is short, in addition the merging of
/// sorted lists up the tree, at most (nodes + users) x height of the tree. A ranked step costs that for each rank, a
/// rank of one user the way to the root. On 64-bit processors users of a class at a node are served together where that
/// can be: two passes over the users for all steps.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_network_allocate(
    policy: *const CitygatePolicy,
    network: *const CitygateNetwork,
    supply_dm3_per_h: u64,
    scratch: *const CitygateScratch,
    result: *const CitygateNetworkOutput,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let (mirror, network_read, memory, result_read) =
                (value(policy)?, value(network)?, value(scratch)?, value(result)?);
            check_call(mirror, network_read, memory, result_read, error_index)?;
            let CitygateNetwork { nodes, users, node_count, user_count } = *network_read;
            let CitygateNetworkOutput { grants, loads, summary } = *result_read;
            let (nodes, users) = (array(nodes, node_count)?, array(users, user_count)?);
            let words = memory.words()?;
            let (grants, loads) = (output_array(grants, user_count)?, output_array(loads, node_count)?);
            let summary = output(summary)?;
            let policy = borrow(mirror)?;
            let mut scratch = network_scratch(&mut Pieces(words), nodes.len(), users.len())?;
            let network = Network { policy: &policy, nodes, users };
            let output = NetworkOutput { grants, loads, summary };
            network.allocate(supply_dm3_per_h, &mut scratch, output).map_err(Failure::from)
        })
    }
}

/// Refuses counts beyond the limits, and outputs that overlap anything. A function of its own, so that the stack it takes
/// is free again for the allocation.
#[inline(never)]
fn check_call(
    policy: &CitygatePolicy,
    network: &CitygateNetwork,
    scratch: &CitygateScratch,
    result: &CitygateNetworkOutput,
    error_index: *const u32,
) -> Result<(), Failure> {
    let CitygateNetwork { nodes, users, node_count, user_count } = *network;
    check_count(user_count)?;
    check_node_count(node_count)?;
    let inputs = [
        MemoryRange::of(policy),
        MemoryRange::of_array(policy.steps, step_count(policy))?,
        MemoryRange::of(network),
        MemoryRange::of_array(nodes, node_count)?,
        MemoryRange::of_array(users, user_count)?,
        MemoryRange::of(scratch),
        MemoryRange::of(result),
    ];
    let outputs = [
        scratch.range()?,
        MemoryRange::of_array(result.grants, user_count)?,
        MemoryRange::of_array(result.loads, node_count)?,
        MemoryRange::of(result.summary),
        MemoryRange::of(error_index),
    ];
    Ok(check_apart(&inputs, &outputs)?)
}

/// The working memory of the solver, from a caller's.
pub(super) fn network_scratch<'a>(
    pieces: &mut Pieces<'a>,
    nodes: usize,
    users: usize,
) -> Result<NetworkScratch<'a>, ErrorStatus> {
    Ok(NetworkScratch {
        nodes: pieces.next::<NodeSlot>(nodes)?,
        users: pieces.next::<UserSlot>(users)?,
        levels: pieces.next::<LevelSlot>(NetworkScratch::levels(nodes, users))?,
    })
}

fn check_node_count(node_count: u32) -> Result<(), Failure> {
    match node_count {
        0 => Err(Failure::from(ErrorStatus::Empty)),
        1.. if node_count as usize <= MAX_NODES => Ok(()),
        _ => Err(Failure::from(ErrorStatus::TooMany)),
    }
}
