//! A station that feeds a network.

use core::fmt;

use heapless::Vec;

use super::station::GateFull;
use crate::allocate::{AllocateError, Grant, Summary, add_curtailment};
use crate::network::{
    LevelSlot, Network, NetworkError, NetworkOutput, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot,
};
use crate::policy::Policy;
use crate::units::Total;
use crate::user::User;

/// A network with room for `NODES` nodes and `USERS` users, in static storage or on the stack.
///
/// It holds nodes, users, the latest grants, loads and totals, and the memory to work in; everything else is
/// [`Network::allocate`]. `LEVELS` is [`NetworkScratch::levels`]`(NODES, USERS)`; another number does not compile.
///
/// ```
/// use citygate::gate::NetworkGate;
/// use citygate::network::{NetworkScratch, Node};
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// // Room for 4 nodes and 16 users.
/// type Town = NetworkGate<'static, 4, 16, { NetworkScratch::levels(4, 16) }>;
///
/// let mut town = Town::new(JILIN_2024);
/// let gate = town.add_node(Node::below(Node::ROOT))?;
/// let old_town = town.add_node(Node::below(gate).with_capacity(40))?;
/// let homes = town.add_user(User::new(SupplyClass::Residential, 50).at_node(old_town))?;
/// let works = town.add_user(User::new(SupplyClass::IndustrialFuel, 100).at_node(gate))?;
///
/// let summary = town.allocate(120)?;
/// assert_eq!(summary.served, 120);
/// assert_eq!((town.granted(homes), town.granted(works)), (Some(40), Some(80)));
/// assert_eq!(town.grants()[homes].node(), Some(old_town));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct NetworkGate<'p, const NODES: usize, const USERS: usize, const LEVELS: usize> {
    policy: Policy<'p>,
    nodes: Vec<Node, NODES>,
    users: Vec<User, USERS>,
    grants: Vec<Grant, USERS>,
    loads: Vec<NodeLoad, NODES>,
    summary: Summary,
    node_slots: [NodeSlot; NODES],
    user_slots: [UserSlot; USERS],
    levels: [LevelSlot; LEVELS],
}

/// The network has no room for another node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NodesFull {
    /// The most nodes that it has room for.
    pub capacity: usize,
}

impl fmt::Display for NodesFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the network has room for {} nodes and has them", self.capacity)
    }
}

impl core::error::Error for NodesFull {}

impl<'p, const NODES: usize, const USERS: usize, const LEVELS: usize> NetworkGate<'p, NODES, USERS, LEVELS> {
    /// A network without nodes and users that goes by this policy.
    pub fn new(policy: Policy<'p>) -> Self {
        const {
            assert!(
                LEVELS == NetworkScratch::levels(NODES, USERS),
                "LEVELS has to be NetworkScratch::levels(NODES, USERS)"
            );
        }
        NetworkGate {
            policy,
            nodes: Vec::new(),
            users: Vec::new(),
            grants: Vec::new(),
            loads: Vec::new(),
            summary: Summary::default(),
            node_slots: [NodeSlot::default(); NODES],
            user_slots: [UserSlot::default(); USERS],
            levels: [LevelSlot::default(); LEVELS],
        }
    }

    /// Adds a node and returns its index; the first is the root. Whether nodes make a tree is checked by
    /// [`NetworkGate::allocate`].
    ///
    /// # Errors
    ///
    /// [`NodesFull`] when there is no room; nothing is changed then.
    pub fn add_node(&mut self, node: Node) -> Result<u32, NodesFull> {
        let full = NodesFull { capacity: NODES };
        let index = u32::try_from(self.nodes.len()).map_err(|_| full)?;
        // Both lists have the same length and the same room: they are full together.
        self.nodes.push(node).map_err(|_| full)?;
        self.loads.push(NodeLoad::default()).map_err(|_| full)?;
        Ok(index)
    }

    /// Adds a user at a node ([`User::at_node`]) and returns its position.
    ///
    /// # Errors
    ///
    /// [`GateFull`] when there is no room; nothing is changed then.
    pub fn add_user(&mut self, user: User) -> Result<usize, GateFull> {
        let full = GateFull { capacity: USERS };
        let position = self.users.len();
        self.users.push(user).map_err(|_| full)?;
        self.grants.push(Grant::EMPTY).map_err(|_| full)?;
        Ok(position)
    }

    /// The nodes, in the order in which they were added.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The nodes, to write new capacities and sources into.
    pub fn nodes_mut(&mut self) -> &mut [Node] {
        &mut self.nodes
    }

    /// The users, in the order in which they were added.
    pub fn users(&self) -> &[User] {
        &self.users
    }

    /// The users, to write new demands into.
    pub fn users_mut(&mut self) -> &mut [User] {
        &mut self.users
    }

    /// Removes the user at this position and returns it, or `None` if there is no such user. Those behind it move up by
    /// one, since ties go by position.
    ///
    /// The other grants, the loads and the totals are those of the last allocation until the next.
    pub fn remove_user(&mut self, position: usize) -> Option<User> {
        if position >= self.users.len() {
            return None;
        }
        self.grants.remove(position);
        Some(self.users.remove(position))
    }

    /// Removes all nodes and users, grants, loads and totals. The policy stays.
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.users.clear();
        self.grants.clear();
        self.loads.clear();
        self.summary = Summary::default();
    }

    /// Shares out a supply that enters at the root and returns the totals; see [`Network::allocate`].
    ///
    /// # Errors
    ///
    /// As [`Network::allocate`]; grants, loads and totals are those of the last success then.
    pub fn allocate(&mut self, supply: Total) -> Result<Summary, NetworkError> {
        let network = Network { policy: &self.policy, nodes: &self.nodes, users: &self.users };
        let mut scratch = NetworkScratch {
            nodes: &mut self.node_slots,
            users: &mut self.user_slots,
            levels: &mut self.levels,
        };
        let output =
            NetworkOutput { grants: &mut self.grants, loads: &mut self.loads, summary: &mut self.summary };
        network.allocate(supply, &mut scratch, output)?;
        Ok(self.summary)
    }

    /// The latest grants, one per user.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// What the user at this position was granted last, or `None` if there is no such user.
    pub fn granted(&self, position: usize) -> Option<u32> {
        self.grants.get(position).map(Grant::granted)
    }

    /// What the nodes carried last, one load per node.
    pub fn loads(&self) -> &[NodeLoad] {
        &self.loads
    }

    /// The latest totals.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Adds what the latest grants curtail, over so many periods, to the cumulative curtailment that rotation goes by.
    ///
    /// # Errors
    ///
    /// As [`add_curtailment`]; nothing is changed then.
    pub fn add_curtailment(&mut self, periods: u32) -> Result<(), AllocateError> {
        add_curtailment(&mut self.users, &self.grants, periods)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use crate::allocate::Reason;
    use crate::user::SupplyClass;

    type Small = NetworkGate<'static, 2, 3, { NetworkScratch::levels(2, 3) }>;

    fn full() -> Small {
        let mut gate = Small::new(crate::policy::regimes::JILIN_2024);
        gate.add_node(Node::below(Node::ROOT)).unwrap();
        gate.add_node(Node::below(0).with_capacity(10)).unwrap();
        for demand in [5, 6, 7] {
            gate.add_user(User::new(SupplyClass::Chemical, demand).at_node(1)).unwrap();
        }
        gate
    }

    #[test]
    fn a_full_network_refuses_more() {
        let mut gate = full();
        assert_eq!(gate.add_node(Node::below(0)), Err(NodesFull { capacity: 2 }));
        assert_eq!(gate.add_user(User::default()), Err(GateFull { capacity: 3 }));
        assert_eq!((gate.nodes().len(), gate.loads().len()), (2, 2));
        assert_eq!((gate.users().len(), gate.grants().len()), (3, 3));
    }

    #[test]
    fn it_answers_like_the_network_that_it_holds() {
        let mut gate = full();
        let summary = gate.allocate(100).unwrap();
        assert_eq!((summary.served, summary.curtailed, gate.loads()[1].load), (10, 8, 10));
        assert!(gate.grants().iter().all(|grant| grant.reason() == Reason::HeldByNode));
        gate.nodes_mut()[1].capacity = 17;
        assert_eq!(gate.allocate(100).unwrap().served, 17);
        gate.add_curtailment(2).unwrap();
        assert_eq!(gate.users().iter().map(|user| user.cumulative_curtailment).sum::<u64>(), 2);
    }

    #[test]
    fn what_is_refused_changes_nothing() {
        let mut gate = full();
        gate.allocate(100).unwrap();
        let before = (gate.grants().to_vec(), gate.loads().to_vec(), *gate.summary());
        gate.users_mut()[2].node = 2;
        assert_eq!(gate.allocate(100), Err(NetworkError::UnknownNode { user: 2 }));
        assert_eq!(before, (gate.grants().to_vec(), gate.loads().to_vec(), *gate.summary()));
    }

    #[test]
    fn users_can_be_removed_and_all_be_cleared() {
        let mut gate = full();
        gate.allocate(18).unwrap();
        assert_eq!(gate.remove_user(3), None);
        assert_eq!(gate.remove_user(0).map(|user| user.demand), Some(5));
        assert_eq!(gate.allocate(100).unwrap().served, 10);
        gate.clear();
        assert_eq!(gate.allocate(100), Err(NetworkError::NodeCount { count: 0 }));
        assert_eq!(gate.add_node(Node::below(Node::ROOT)), Ok(0));
        assert_eq!(gate.add_user(User::new(SupplyClass::Heating, 4)), Ok(0));
        assert_eq!(gate.allocate(100).unwrap().served, 4);
    }
}
