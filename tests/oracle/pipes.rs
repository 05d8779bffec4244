//! Networks of pipes by their definition, as linear programs: what flows where and what is in a storage are variables;
//! that nothing is lost and nothing exceeds its limit is all that is said of them. Nothing here knows of cuts, or of
//! storages as nodes.

use super::random::Draw;
use citygate::horizon::Spread;
use citygate::pipe_network::{
    NetworkStorage, Pipe, PipeCapacity, PipeNetwork, PipeNetworkAllocation, PipeNetworkScratchBuf, Schedule,
    Source, StorageFlow,
};
use citygate::policy::Policy;
use citygate::user::User;
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

/// A network that owns its parts, with everything stated in every period.
#[derive(Clone, Debug)]
pub struct Given {
    pub nodes: u32,
    pub pipes: Vec<Pipe>,
    pub sources: Vec<Source>,
    pub storages: Vec<NetworkStorage>,
    pub users: Vec<User>,
    pub periods: u32,
    pub spread: Spread,
    pub supplies: Vec<u64>,
    pub capacities: Vec<PipeCapacity>,
    pub flows: Vec<StorageFlow>,
    pub demands: Vec<u32>,
}

/// How large a random network is at most.
pub struct Size {
    pub nodes: u64,
    pub pipes: u64,
    pub sources: u64,
    pub storages: u64,
    pub users: u64,
    pub periods: u64,
}

impl Given {
    /// A network in which nearly everything binds somewhere.
    pub fn random(draw: &mut Draw, size: &Size, scale: u64) -> Given {
        let nodes = 1 + draw.below(size.nodes);
        let periods = 1 + draw.below(size.periods);
        let node = |draw: &mut Draw| draw.below(nodes) as u32;
        let mut pipes = Vec::new();
        for _ in 0..draw.below(size.pipes + 1) {
            let (from, to) = (node(draw), node(draw));
            let capacity = if draw.chance(20) { Pipe::UNLIMITED } else { draw.below(scale * 3) };
            let capacity_back = if draw.chance(50) { draw.below(scale * 2) } else { 0 };
            if from != to {
                pipes.push(Pipe { capacity, capacity_back, from, to });
            }
        }
        let mut sources = Vec::new();
        for _ in 0..draw.below(size.sources + 1) {
            let (at, supply, order) = (node(draw), draw.below(scale * 6), draw.below(3) as u32);
            sources.push(Source::at(at, supply).with_order(order));
        }
        let mut storages = Vec::new();
        for _ in 0..draw.below(size.storages + 1) {
            let capacity = if draw.chance(30) { NetworkStorage::UNLIMITED } else { draw.below(scale * 5) };
            let most = capacity.min(scale * 5) + 1;
            let (stock, reserve) = (draw.below(most), if draw.chance(40) { draw.below(most) } else { 0 });
            let withdrawal = if draw.chance(30) { NetworkStorage::UNLIMITED } else { draw.below(scale * 3) };
            let fill = if draw.chance(30) { 0 } else { draw.below(scale * 3) };
            let order = if draw.chance(30) { draw.below(3) as u32 } else { NetworkStorage::AFTER_ALL };
            storages.push(NetworkStorage {
                capacity,
                stock,
                reserve,
                withdrawal,
                fill,
                node: node(draw),
                order,
            });
        }
        let mut users = super::random::users(draw, nodes as usize, size.users, scale);
        users.iter_mut().for_each(|user| user.weight = draw.below(4) as u16);
        let mut given = Given {
            nodes: nodes as u32,
            pipes,
            sources,
            storages,
            users,
            periods: periods as u32,
            spread: if draw.chance(50) { Spread::Even } else { Spread::Earliest },
            supplies: Vec::new(),
            capacities: Vec::new(),
            flows: Vec::new(),
            demands: Vec::new(),
        };
        for _ in 0..periods {
            given.draw_period(draw, scale);
        }
        given
    }

    /// What is different in a period: a source out, a pipe in repair, a delivery, another demand.
    fn draw_period(&mut self, draw: &mut Draw, scale: u64) {
        for source in &self.sources {
            self.supplies.push(if draw.chance(30) { draw.below(scale * 6) } else { source.supply });
        }
        for pipe in &self.pipes {
            let as_stated = PipeCapacity { along: pipe.capacity, back: pipe.capacity_back };
            let other = PipeCapacity { along: draw.below(scale * 2), back: pipe.capacity_back.min(scale) };
            self.capacities.push(if draw.chance(20) { other } else { as_stated });
        }
        for storage in &self.storages {
            let delivery = if draw.chance(30) { draw.below(scale * 3) } else { 0 };
            let withdrawal = if draw.chance(15) { 0 } else { storage.withdrawal };
            self.flows.push(StorageFlow { delivery, withdrawal, fill: storage.fill });
        }
        for user in &self.users {
            self.demands.push(if draw.chance(40) { draw.below(scale + 1) as u32 } else { user.demand });
        }
    }

    /// The same with some of the users only.
    pub fn only(&self, is_one: impl Fn(usize) -> bool) -> Given {
        let count = self.users.len();
        let users = self.users.iter().enumerate().filter(|(user, _)| is_one(*user));
        let demands = self.demands.iter().enumerate().filter(|(leaf, _)| is_one(leaf % count));
        Given {
            users: users.map(|(_, user)| *user).collect(),
            demands: demands.map(|(_, demand)| *demand).collect(),
            ..self.clone()
        }
    }

    pub fn network<'a>(&'a self, policy: &'a Policy<'a>) -> PipeNetwork<'a> {
        PipeNetwork {
            policy,
            node_count: self.nodes,
            pipes: &self.pipes,
            sources: &self.sources,
            storages: &self.storages,
            users: &self.users,
            schedule: Schedule {
                period_count: self.periods,
                spread: self.spread,
                supplies: &self.supplies,
                capacities: &self.capacities,
                storages: &self.flows,
                demands: &self.demands,
            },
        }
    }

    pub fn allocate(&self, policy: &Policy) -> PipeNetworkAllocation {
        self.network(policy).allocate_owned(&mut PipeNetworkScratchBuf::new()).unwrap()
    }

    /// Whether a storage may be drawn upon in a period: not before deliveries have filled it up to its reserve.
    pub fn is_open(&self, storage: usize, period: usize) -> bool {
        let stated = &self.storages[storage];
        let mut stock = stated.stock;
        for at in 0..=period {
            let delivery = self.flows[at * self.storages.len() + storage].delivery;
            stock += delivery.min(stated.capacity - stock);
        }
        stock >= stated.reserve
    }
}

/// What a program asks of what one user gets in one period.
#[derive(Clone, Copy)]
pub struct Range {
    pub lowest: f64,
    pub highest: f64,
    /// What a unit of it is worth.
    pub worth: f64,
    /// It is at least the common level times this.
    pub climbs: f64,
}

/// What is worth something besides grants: the common level, a unit from each source, a unit in a storage at the end.
pub struct Worth<'a> {
    pub level: f64,
    pub source: &'a dyn Fn(usize) -> f64,
    pub stock: f64,
}

/// Solves a program: grants within their ranges, the worth of all of them and of the common level at its greatest. Returns
/// the grants and the level; `None` if nothing fits.
pub fn solve(given: &Given, ranges: &[Range], level_worth: f64) -> Option<(Vec<f64>, f64)> {
    let worth = Worth { level: level_worth, source: &|_| 0.0, stock: 0.0 };
    solve_for(given, ranges, &worth).map(|(grants, level, _)| (grants, level))
}

/// The greatest worth of sources or stocks, when everybody gets just so much.
pub fn greatest(given: &Given, grants: &[f64], worth: &Worth) -> f64 {
    let fixed = |grant: &f64| Range { lowest: *grant, highest: *grant, worth: 0.0, climbs: 0.0 };
    let ranges: Vec<Range> = grants.iter().map(fixed).collect();
    solve_for(given, &ranges, worth).expect("what was granted can be brought").2
}

fn solve_for(given: &Given, ranges: &[Range], worth: &Worth) -> Option<(Vec<f64>, f64, f64)> {
    let mut program = Problem::new(OptimizationDirection::Maximize);
    let limit = |most: u64| most.min(300_000) as f64;
    let level = program.add_var(worth.level, (0.0, 1.0e5));
    let (nodes, storages) = (given.nodes as usize, given.storages.len());
    let mut balances: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); nodes * given.periods as usize];
    let grants: Vec<Variable> =
        ranges.iter().map(|range| program.add_var(range.worth, (range.lowest, range.highest))).collect();
    let mut before: Vec<Option<Variable>> = vec![None; storages];
    for period in 0..given.periods as usize {
        let at = |node: u32| period * nodes + node as usize;
        for (index, user) in given.users.iter().enumerate() {
            balances[at(user.node)].push((grants[period * given.users.len() + index], -1.0));
        }
        for (index, pipe) in given.pipes.iter().enumerate() {
            let PipeCapacity { along, back } = given.capacities[period * given.pipes.len() + index];
            let flow = program.add_var(0.0, (-limit(back), limit(along)));
            balances[at(pipe.from)].push((flow, -1.0));
            balances[at(pipe.to)].push((flow, 1.0));
        }
        for (index, source) in given.sources.iter().enumerate() {
            let supply = given.supplies[period * given.sources.len() + index];
            let used = program.add_var((worth.source)(index), (0.0, limit(supply)));
            balances[at(source.node)].push((used, 1.0));
        }
        for (index, storage) in given.storages.iter().enumerate() {
            let StorageFlow { delivery, withdrawal, fill } = given.flows[period * storages + index];
            let is_open = given.is_open(index, period);
            let withdrawn = program.add_var(0.0, (0.0, if is_open { limit(withdrawal) } else { 0.0 }));
            let filled = program.add_var(0.0, (0.0, limit(fill)));
            let kept = program.add_var(0.0, (0.0, limit(delivery)));
            let lowest = if is_open { storage.reserve as f64 } else { 0.0 };
            let is_last = period + 1 == given.periods as usize;
            let worth_of_stock = if is_last { worth.stock } else { 0.0 };
            let stock = program.add_var(worth_of_stock, (lowest, limit(storage.capacity)));
            balances[at(storage.node)].extend([(withdrawn, 1.0), (filled, -1.0)]);
            let mut balance = vec![(stock, 1.0), (withdrawn, 1.0), (filled, -1.0), (kept, -1.0)];
            balance.extend(before[index].map(|stock| (stock, -1.0)));
            let first = if before[index].is_none() { storage.stock as f64 } else { 0.0 };
            program.add_constraint(&balance, ComparisonOp::Eq, first);
            before[index] = Some(stock);
        }
    }
    for balance in &balances {
        program.add_constraint(balance, ComparisonOp::Eq, 0.0);
    }
    for (grant, range) in grants.iter().zip(ranges).filter(|(_, range)| range.climbs != 0.0) {
        program.add_constraint([(*grant, 1.0), (level, -range.climbs)], ComparisonOp::Ge, 0.0);
    }
    let outcome = match program.solve() {
        Ok(outcome) => outcome,
        Err(Error::Infeasible) => return None,
        Err(error) => panic!("{error}\n{given:?}"),
    };
    assert!(outcome.is_optimal());
    let solution = outcome.into_solution().unwrap();
    let amounts = grants.iter().map(|grant| solution.var_value(*grant)).collect();
    Some((amounts, solution.var_value(level), solution.objective()))
}
