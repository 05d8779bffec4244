//! Sharing out gas on a network.

use super::allocate::{check_count, conclude};
use super::memory::{
    ErrorStatus, MemoryRange, Pieces, array, check_apart, check_optional, output, output_array, value,
};
use super::policy::{borrow, step_count};
use super::status::{CITYGATE_ERROR_EMPTY, CITYGATE_ERROR_TOO_MANY, Failure};
use super::types::{CITYGATE_NO_NODE, CitygateGrant, CitygatePolicy, CitygateSummary, CitygateUser, mirrors};
use crate::allocate::{Grant, Summary};
use crate::network::{
    LevelSlot, MAX_NODES, Network, NetworkOutput, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot,
};
use crate::user::User;

/// The most nodes that a network may have.
pub const CITYGATE_MAX_NODES: u32 = 0x4000_0000u32;
/// A capacity that limits nothing.
pub const CITYGATE_UNLIMITED: u64 = 0xffff_ffff_ffff_ffffu64;

/// A node of a network, which is a tree: province, gate, district. Node 0 is the root, where the supply enters.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateNode {
    /// The most that can enter the node from above, or CITYGATE_UNLIMITED.
    pub capacity_dm3_per_h: u64,
    /// Gas that enters at the node itself and that only its subtree can use: an LNG tank, a local field. It is used
    /// before gas from above, and does not count against the capacity.
    pub source_dm3_per_h: u64,
    /// Index of the node above; CITYGATE_NO_NODE for node 0.
    pub parent: u32,
    /// 0.
    pub reserved: u32,
}

/// What a node carries.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateNodeLoad {
    /// What enters the node from above.
    pub load_dm3_per_h: u64,
    /// What is used of its own source.
    pub source_used_dm3_per_h: u64,
    /// 1 if the node holds a user back, or is full while a user below it falls short; otherwise 0.
    pub binding: u32,
    /// 0.
    pub reserved: u32,
}

layout!(CitygateNode, size 24, capacity_dm3_per_h at 0, source_dm3_per_h at 8, parent at 16, reserved at 20);
layout!(CitygateNodeLoad, size 24, load_dm3_per_h at 0, source_used_dm3_per_h at 8, binding at 16,
    reserved at 20);

mirrors!(CitygateNode, Node);
mirrors!(CitygateNodeLoad, NodeLoad);

const _: () = {
    assert!(CITYGATE_MAX_NODES as usize == MAX_NODES);
    assert!(CITYGATE_UNLIMITED == Node::UNLIMITED && CITYGATE_NO_NODE == Node::ROOT);
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
/// CITYGATE_REASON_HELD_BY_NODE and that node; where it is the supply itself that is short, the reason is
/// CITYGATE_REASON_SHORT_IN_STEP.
///
/// policy: the supply order, for example from citygate_policy_get_default. It is checked on every call.
/// nodes: node_count nodes, 1 to CITYGATE_MAX_NODES, in any order but that node 0 is the root.
/// users: user_count users, 1 to CITYGATE_MAX_USERS, each at one of the nodes.
/// supply_dm3_per_h: what enters at node 0, in the unit of the demands. With all sources at most 2^63 - 1.
/// scratch: scratch_words words of 64 bits to work in, at least CITYGATE_NETWORK_SCRATCH_WORDS(node_count,
/// user_count); what they hold does not matter, before and after.
/// grants: receives user_count grants, in the order of the users.
/// loads: receives node_count loads, in the order of the nodes.
/// summary: receives the totals; its supply includes the sources.
/// error_index: on an error that has a error_index, receives the index of the user, node, step or class; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY,
/// _SCRATCH_TOO_SMALL, any CITYGATE_ERROR_POLICY_..., any CITYGATE_ERROR_NODE_...,
/// CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE. On an error
/// grants, loads and summary are as they were; the scratch is not.
///
/// Pointers: all but error_index must not be NULL; scratch and outputs must overlap nothing else.
/// Complexity: for each step a pass over users and nodes; for each step that is short, in addition the merging of
/// sorted lists up the tree, at most (nodes + users) x height of the tree. A ranked step costs that for each rank. No
/// heap, no recursion. Reentrant; may be called from several threads and from an interrupt, given time and stack for
/// it, as long as nobody else uses the memory passed in.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_network_allocate(
    policy: *const CitygatePolicy,
    nodes: *const CitygateNode,
    node_count: u32,
    users: *const CitygateUser,
    user_count: u32,
    supply_dm3_per_h: u64,
    scratch: *mut u64,
    scratch_words: u32,
    grants: *mut CitygateGrant,
    loads: *mut CitygateNodeLoad,
    summary: *mut CitygateSummary,
    error_index: *mut u32,
) -> i32 {
    // SAFETY: the caller's promises are those of the pieces called.
    let done = (|| unsafe {
        check_count(user_count)?;
        check_node_count(node_count)?;
        check_optional(error_index)?;
        let mirror = value(policy)?;
        let steps = MemoryRange::of_array(mirror.steps, step_count(mirror))?;
        let network = [MemoryRange::of_array(nodes, node_count)?, MemoryRange::of_array(users, user_count)?];
        let inputs = [MemoryRange::of(policy), steps, network[0], network[1]];
        let outputs = [
            MemoryRange::of_array(scratch, scratch_words)?,
            MemoryRange::of_array(grants, user_count)?,
            MemoryRange::of_array(loads, node_count)?,
            MemoryRange::of(summary),
            MemoryRange::of(error_index),
        ];
        check_apart(&inputs, &outputs)?;
        let nodes = array(nodes.cast::<Node>(), node_count)?;
        let users = array(users.cast::<User>(), user_count)?;
        let words = output_array(scratch, scratch_words)?;
        let grants = output_array(grants.cast::<Grant>(), user_count)?;
        let loads = output_array(loads.cast::<NodeLoad>(), node_count)?;
        let summary = output(summary.cast::<Summary>())?;
        let policy = borrow(mirror)?;
        let mut scratch = network_scratch(&mut Pieces(words), nodes.len(), users.len())?;
        let network = Network { policy: &policy, nodes, users };
        let output = NetworkOutput { grants, loads, summary };
        network.allocate(supply_dm3_per_h, &mut scratch, output).map_err(Failure::from)
    })();
    // SAFETY: as above.
    unsafe { conclude(done, error_index) }
}

/// The working memory of the solver, from a caller's.
pub(super) fn network_scratch<'a>(
    pieces: &mut Pieces<'a>,
    nodes: usize,
    users: usize,
) -> Result<NetworkScratch<'a>, ErrorStatus> {
    // SAFETY: any bytes are values of these types, which hold whole numbers only.
    unsafe {
        Ok(NetworkScratch {
            nodes: pieces.next::<NodeSlot>(nodes)?,
            users: pieces.next::<UserSlot>(users)?,
            levels: pieces.next::<LevelSlot>(NetworkScratch::levels(nodes, users))?,
        })
    }
}

fn check_node_count(node_count: u32) -> Result<(), Failure> {
    match node_count {
        0 => Err(Failure::from(CITYGATE_ERROR_EMPTY)),
        1..=CITYGATE_MAX_NODES => Ok(()),
        _ => Err(Failure::from(CITYGATE_ERROR_TOO_MANY)),
    }
}
