//! Pipe networks for the benchmarks.

use citygate::horizon::Spread;
use citygate::pipe_network::{NetworkStorage, Pipe, PipeNetwork, Schedule, Source};
use citygate::policy::Policy;
use citygate::user::User;

/// A pipe network that owns its parts.
pub struct Pipes {
    nodes: u32,
    pipes: Vec<Pipe>,
    sources: Vec<Source>,
    storages: Vec<NetworkStorage>,
    users: Vec<User>,
    periods: u32,
    demands: Vec<u32>,
}

impl Pipes {
    /// The problem, with a policy.
    pub fn problem<'a>(&'a self, policy: &'a Policy<'a>) -> PipeNetwork<'a> {
        PipeNetwork {
            policy,
            node_count: self.nodes,
            pipes: &self.pipes,
            sources: &self.sources,
            storages: &self.storages,
            users: &self.users,
            schedule: Schedule {
                spread: Spread::Even,
                demands: &self.demands,
                ..Schedule::periods(self.periods)
            },
        }
    }
}

/// So many users at each of so many nodes, and what the users of a node want together.
fn placed(nodes: u32, users: usize) -> (Vec<User>, u64) {
    let users = crate::users(users);
    let wanted: u64 = users.iter().map(|user| user.demand as u64).sum();
    let placed = users.into_iter().enumerate().map(|(at, user)| user.with_rank(0).at_node(at as u32 % nodes));
    (placed.collect(), wanted)
}

/// A ring with ten users at each node, and one more pipe across for every five nodes. A gate for every ten nodes brings
/// what six of them want; pipes carry both ways what two want, every third what half a node wants.
pub fn ring(nodes: u32) -> Pipes {
    let (users, wanted) = placed(nodes, nodes as usize * 10);
    let at_one = wanted / nodes as u64;
    let capacity = |at: u32| if at.is_multiple_of(3) { at_one / 2 } else { at_one * 2 };
    let around = (0..nodes).map(|at| Pipe::two_way(at, (at + 1) % nodes).with_capacity(capacity(at)));
    let across = (0..nodes / 5)
        .map(|at| Pipe::two_way(at * 5, (at * 5 + nodes / 2 + 1) % nodes).with_capacity(at_one));
    let sources = (0..nodes.div_ceil(10)).map(|at| Source::at(at * 10, at_one * 6).with_order(at % 3));
    Pipes {
        nodes,
        pipes: around.chain(across).collect(),
        sources: sources.collect(),
        storages: Vec::new(),
        users,
        periods: 1,
        demands: Vec::new(),
    }
}

/// The same, with a holder at every tenth node, that is filled at night and drawn upon by day, over so many hours.
pub fn ring_in_time(nodes: u32, users: usize, periods: u32) -> Pipes {
    let mut pipes = ring(nodes);
    let (users, wanted) = placed(nodes, users);
    let at_one = wanted / nodes as u64;
    for pipe in &mut pipes.pipes {
        let share = |capacity: u64| if capacity == 0 { 0 } else { at_one };
        (pipe.capacity, pipe.capacity_back) = (share(pipe.capacity), share(pipe.capacity_back));
    }
    for source in &mut pipes.sources {
        source.supply = at_one * 6;
    }
    pipes.storages = (0..nodes / 10)
        .map(|at| {
            NetworkStorage::at(at * 10 + 5, at_one * 2)
                .with_capacity(at_one * 4)
                .with_limits(at_one, at_one / 2)
        })
        .collect();
    // Between half and one and a half of the demand, by the hour of the day.
    let share = |period: u32| 50 + 100 * u64::from((period % 24).abs_diff(12)) / 12;
    pipes.demands = (0..periods)
        .flat_map(|period| users.iter().map(move |user| (user.demand as u64 * share(period) / 100) as u32))
        .collect();
    Pipes { users, periods, ..pipes }
}
