//! A network of any shape, as it is given.

use super::pipe::{Pipe, Source};
use super::schedule::Schedule;
use super::storage::NetworkStorage;
use crate::policy::Policy;
use crate::user::User;

/// A network of any shape, its users, the order in which they are served, and what changes over time.
#[derive(Clone, Copy, Debug)]
pub struct PipeNetwork<'a> {
    /// The supply order.
    pub policy: &'a Policy<'a>,
    /// How many nodes there are. Nodes have no properties but their number.
    pub node_count: u32,
    /// The pipes between them.
    pub pipes: &'a [Pipe],
    /// Where gas enters.
    pub sources: &'a [Source],
    /// Where gas is stored.
    pub storages: &'a [NetworkStorage],
    /// The users, each at one of the nodes ([`User::node`]).
    pub users: &'a [User],
    /// The periods.
    pub schedule: Schedule<'a>,
}
