//! Rings of pipes with several gates; over hours, with holders.

use citygate::allocate::{Grant, Summary};
use citygate::horizon::{Outlook, PeriodTotal, Spread};
use citygate::pipe_network::{
    PipeFlow, PipeNetwork, PipeNetworkOutput, PipeNetworkScratchBuf, Schedule, SourceUse, StorageState,
};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::CLASS_COUNT;

use crate::contest::{Answer, Contest, Contestant, Local, Promise, Reference};
use crate::draw::Ring;
use crate::python::{Exchange, Python};

fn problem(ring: &Ring) -> PipeNetwork<'_> {
    PipeNetwork {
        policy: &JILIN_2024,
        node_count: ring.nodes,
        pipes: &ring.pipes,
        sources: &ring.sources,
        storages: &ring.storages,
        users: &ring.users,
        schedule: Schedule {
            spread: Spread::Even,
            demands: &ring.demands,
            ..Schedule::periods(ring.periods)
        },
    }
}

/// Networks in turn, with memory for citygate.
struct Allocated<'a> {
    rings: &'a [Ring],
    scratch: PipeNetworkScratchBuf,
    grants: Vec<Grant>,
    pipes: Vec<PipeFlow>,
    sources: Vec<SourceUse>,
    storages: Vec<StorageState>,
    periods: Vec<PeriodTotal>,
    outlook: [Outlook; CLASS_COUNT],
    summary: Summary,
}

impl<'a> Allocated<'a> {
    fn new(rings: &'a [Ring]) -> Allocated<'a> {
        let Ring { pipes, sources, storages, demands, periods, .. } = &rings[0];
        let periods = *periods as usize;
        Allocated {
            rings,
            scratch: PipeNetworkScratchBuf::new(),
            grants: vec![Grant::EMPTY; demands.len()],
            pipes: vec![PipeFlow::default(); pipes.len() * periods],
            sources: vec![SourceUse::default(); sources.len() * periods],
            storages: vec![StorageState::default(); storages.len() * periods],
            periods: vec![PeriodTotal::default(); periods],
            outlook: Default::default(),
            summary: Summary::default(),
        }
    }

    fn run(&mut self, instance: usize) {
        let network = problem(&self.rings[instance]);
        let output = PipeNetworkOutput {
            grants: &mut self.grants,
            pipes: &mut self.pipes,
            sources: &mut self.sources,
            storages: &mut self.storages,
            periods: &mut self.periods,
            outlook: &mut self.outlook,
            summary: &mut self.summary,
        };
        network.allocate(&mut self.scratch.lend(&network), output).expect("the problem is valid");
    }

    fn reference(&mut self, instance: usize) -> Reference {
        self.run(instance);
        Reference {
            grants: self.grants.iter().map(Grant::granted).collect(),
            totals: self.summary.classes.iter().map(|class| class.granted).collect(),
        }
    }
}

/// An arc of the network in time, and what it carries at the most.
struct Arc {
    start: u32,
    end: u32,
    limit: u64,
}

/// How many nodes the network in time has: those of each period, then a storage's for each.
fn nodes_in_time(ring: &Ring) -> u32 {
    ring.periods * (ring.nodes + ring.storages.len() as u32)
}

/// The network in time. An arc that begins behind the last node brings gas from outside.
fn arcs(ring: &Ring) -> Vec<Arc> {
    let outside = nodes_in_time(ring);
    let mut arcs = Vec::new();
    let mut add = |start, end, limit| arcs.push(Arc { start, end, limit });
    for period in 0..ring.periods {
        let node = |node: u32| period * ring.nodes + node;
        for pipe in &ring.pipes {
            add(node(pipe.from), node(pipe.to), pipe.capacity);
            add(node(pipe.to), node(pipe.from), pipe.capacity_back);
        }
        for source in &ring.sources {
            add(outside, node(source.node), source.supply);
        }
        for (index, storage) in ring.storages.iter().enumerate() {
            let own = ring.periods * ring.nodes + period * ring.storages.len() as u32 + index as u32;
            add(own, node(storage.node), storage.withdrawal);
            add(node(storage.node), own, storage.fill);
            let before = if period == 0 { outside } else { own - ring.storages.len() as u32 };
            let held = if period == 0 { storage.stock } else { storage.capacity };
            add(before, own, held - storage.reserve);
        }
    }
    arcs
}

fn in_python<'a>(rings: &[Ring], references: &'a [Reference], python: &Python) -> Vec<Contestant<'a>> {
    let networks: Vec<Vec<Arc>> = rings.iter().map(arcs).collect();
    let mut exchange = Exchange::new("pipes", rings[0].users.len(), rings.len());
    exchange.say("nodes", nodes_in_time(&rings[0]).into());
    exchange.say("arcs", networks[0].len() as u64);
    exchange.say("takers", rings[0].demands.len() as u64);
    exchange.put("demands", rings.iter().flat_map(|ring| &ring.demands).map(|demand| demand.to_le_bytes()));
    let takers = || {
        rings.iter().flat_map(|ring| {
            (0..ring.periods).flat_map(move |period| ring.users.iter().map(move |user| (ring, period, user)))
        })
    };
    let classes = takers().map(|(_, _, user)| [user.class().map_or(0, |class| class as u8)]);
    exchange.put("classes", classes);
    let places = takers().map(|(ring, period, user)| (period * ring.nodes + user.node).to_le_bytes());
    exchange.put("places", places);
    let arcs = || networks.iter().flatten();
    exchange.put("starts", arcs().map(|arc| arc.start.to_le_bytes()));
    exchange.put("ends", arcs().map(|arc| arc.end.to_le_bytes()));
    exchange.put("limits", arcs().map(|arc| arc.limit.to_le_bytes()));
    python.open(&exchange);
    let contestant = |name: &str, promise, work| Contestant {
        name: name.into(),
        writes: if rings[0].periods == 1 { "grant: 8 bytes" } else { "grant: 8 bytes for each period" },
        cases: 1,
        promise,
        references,
        work: Box::new(python.contestant(work, rings.len())),
    };
    vec![
        contestant("HiGHS, the most for each class", Promise::Tolerance(1e-6), "highs_most"),
        // As for trees.
        contestant("HiGHS, the fairest division", Promise::Tolerance(1e-3), "highs_fairest"),
    ]
}

/// A network of any shape next to linear programs on the same network in time.
pub fn contest(
    job: &'static str,
    (nodes, users, periods): (u32, usize, u32),
    instances: u64,
    python: &Python,
    run: impl FnOnce(Contest<'_>),
) {
    let rings: Vec<Ring> = (0..instances).map(|seed| Ring::new(nodes, users, periods, seed)).collect();
    let mut allocated = Allocated::new(&rings);
    let references: Vec<Reference> = (0..rings.len()).map(|instance| allocated.reference(instance)).collect();
    let citygate = Local {
        state: allocated,
        instances: rings.len(),
        on_the_wall: false,
        run: |state: &mut Allocated, instance| state.run(instance),
        found: |state: &mut Allocated, _| {
            Answer::Grants(state.grants.iter().map(|grant| f64::from(grant.granted())).collect())
        },
    };
    let mut contestants = vec![Contestant {
        name: "citygate, pipe network".into(),
        writes: if periods == 1 {
            "grant, step and reason: 12 bytes; flows of pipes and sources"
        } else {
            "grant, step and reason: 12 bytes for each period; flows and stocks"
        },
        cases: 1,
        promise: Promise::Exact,
        references: &references,
        work: Box::new(citygate),
    }];
    contestants.extend(in_python(&rings, &references, python));
    run(Contest { job, users, contestants });
}
