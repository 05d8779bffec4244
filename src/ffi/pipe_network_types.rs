//! What C sees of networks of any shape.

use super::memory::AnyBytes;
use crate::allocate::{Grant, Summary};
use crate::horizon::{Outlook, PeriodTotal, SpreadCode};
use crate::pipe_network::{
    NetworkStorage, Pipe, PipeCapacity, PipeFlow, Source, SourceUse, StorageFlow, StorageState,
};
use crate::user::User;

/// A network of any shape and who is connected to it. Nodes are numbers from 0 to node_count - 1; they have no other
/// properties.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygatePipeNetwork {
    /// pipe_count pipes; not looked at when there are none.
    pub pipes: *const Pipe,
    /// source_count sources; not looked at when there are none.
    pub sources: *const Source,
    /// storage_count storages; not looked at when there are none.
    pub storages: *const NetworkStorage,
    /// user_count users, each at one of the nodes.
    pub users: *const User,
    /// At least 1.
    pub node_count: u32,
    /// How many pipes there are.
    pub pipe_count: u32,
    /// How many sources there are.
    pub source_count: u32,
    /// How many storages there are.
    pub storage_count: u32,
    /// 1 to CITYGATE_MAX_USERS.
    pub user_count: u32,
    /// 0.
    pub reserved: u32,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygatePipeNetwork {}

/// The periods, and what is different in them. An array that is NULL says that nothing is. Any other is in the order of
/// the periods: first one value for each element (source, pipe, storage, user) in period 0, then those of period 1, and
/// so on.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateSchedule {
    /// What each source can bring in each period; NULL: what its citygate_source_t says.
    pub supplies_dm3: *const u64,
    /// What each pipe can carry in each period; NULL: what its citygate_pipe_t says.
    pub capacities: *const PipeCapacity,
    /// What each storage receives, gives and takes in each period; NULL: no deliveries, and the limits that its
    /// citygate_network_storage_t says.
    pub storages: *const StorageFlow,
    /// What each user wants in each period; NULL: its demand. Technical minimums and stated bases do not change.
    pub demands_dm3: *const u32,
    /// At least 1.
    pub period_count: u32,
    /// How a step that is short is shared out over the periods.
    pub spread: SpreadCode,
    /// 0.
    pub reserved: [u8; 3],
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateSchedule {}

/// Where an allocation on a network of pipes is written. What there is once in each period stands in their order: first
/// all of period 0, then all of period 1, and so on.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygatePipeNetworkOutput {
    /// Receives user_count grants for each period. Their node is none: see citygate_pipe_network_get_bottlenecks for
    /// what holds a user back.
    pub grants: *mut Grant,
    /// Receives pipe_count flows for each period; not looked at when there are no pipes.
    pub pipes: *mut PipeFlow,
    /// Receives source_count uses for each period; not looked at when there are no sources.
    pub sources: *mut SourceUse,
    /// Receives storage_count states for each period; not looked at when there are no storages.
    pub storages: *mut StorageState,
    /// Receives one total for each period.
    pub totals: *mut PeriodTotal,
    /// Receives CITYGATE_CLASS_COUNT outlooks: the index is the code of the class.
    pub outlook: *mut Outlook,
    /// Receives the totals over all periods. The supply is what all sources can bring and what storages can give: stocks
    /// above their reserves, deliveries included.
    pub summary: *mut Summary,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygatePipeNetworkOutput {}

/// What holds a user back. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum BottleneckKind {
    /// A pipe that carries all it can.
    Pipe = 0,
    /// A source that brings all it can.
    Source = 1,
    /// A storage at its reserve, full, or at the limit of what it gives or takes.
    Storage = 2,
}

/// The code of what holds a user back, as C reads it.
pub type BottleneckKindCode = u8;

/// One element that holds a user back, in one period.
#[derive(Clone, Copy, Default, zerocopy::FromBytes)]
#[repr(C)]
pub struct CitygateBottleneck {
    /// Index of the pipe, source or storage.
    pub index: u32,
    /// The period in which it holds back, counted from 0: with storages it need not be the user's.
    pub period: u32,
    /// What it is.
    pub kind: BottleneckKindCode,
    /// 0.
    pub reserved: [u8; 3],
}

/// Which user is asked about, and where the answer is written.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateBottlenecks {
    /// Receives what holds the user back, at most capacity elements; not looked at if capacity is 0.
    pub elements: *mut CitygateBottleneck,
    /// Receives how many they are.
    pub count: *mut u32,
    /// How many there is room for.
    pub capacity: u32,
    /// Index of the user.
    pub user: u32,
    /// The period, counted from 0.
    pub period: u32,
    /// 0.
    pub reserved: u32,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateBottlenecks {}
