//! A province with its gates and districts.

use citygate::allocate::{Grant, Summary};
use citygate::network::{Network, NetworkOutput, NetworkScratchBuf, Node, NodeLoad};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::User;

use crate::c::{Place, Splitter};
use crate::contest::{Answer, Contest, Contestant, Local, Promise, Reference};
use crate::draw::Tree;
use crate::python::{Exchange, Python};

/// Which linear programs are solved.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Programs {
    /// None.
    None,
    /// The most for each class.
    MostOnly,
    /// The fairest division as well.
    All,
}

/// Networks in turn, with memory for citygate.
struct Allocated<'a> {
    trees: &'a [Tree],
    scratch: NetworkScratchBuf,
    grants: Vec<Grant>,
    loads: Vec<NodeLoad>,
    summary: Summary,
}

impl<'a> Allocated<'a> {
    fn new(trees: &'a [Tree]) -> Allocated<'a> {
        Allocated {
            trees,
            scratch: NetworkScratchBuf::new(),
            grants: vec![Grant::EMPTY; trees[0].users.len()],
            loads: vec![NodeLoad::default(); trees[0].nodes.len()],
            summary: Summary::default(),
        }
    }

    fn run(&mut self, instance: usize) {
        let Tree { nodes, users, supply, .. } = &self.trees[instance];
        let output =
            NetworkOutput { grants: &mut self.grants, loads: &mut self.loads, summary: &mut self.summary };
        let network = Network { policy: &JILIN_2024, nodes, users };
        let mut scratch = self.scratch.lend(nodes.len(), users.len());
        network.allocate(*supply, &mut scratch, output).expect("the problem is valid");
    }

    fn reference(&mut self, instance: usize) -> Reference {
        self.run(instance);
        Reference {
            grants: self.grants.iter().map(Grant::granted).collect(),
            totals: self.summary.classes.iter().map(|class| class.granted).collect(),
        }
    }
}

/// Networks in turn for the C splitter.
struct Split(Vec<Splitter>);

fn class_code(user: &User) -> u8 {
    user.class().map_or(0, |class| class as u8)
}

fn splitter(tree: &Tree) -> Splitter {
    let capacities =
        |range: std::ops::Range<usize>| tree.nodes[range].iter().map(|node| node.capacity).collect();
    Splitter {
        supply: tree.supply,
        gate_capacities: capacities(1..1 + tree.fan),
        district_capacities: capacities(1 + tree.fan..tree.nodes.len()),
        starts: tree.starts.clone(),
        demands: tree.users.iter().map(|user| user.demand).collect(),
        classes: tree.users.iter().map(class_code).collect(),
        gates: vec![Place::default(); tree.fan],
        districts: vec![Place::default(); tree.nodes.len() - 1 - tree.fan],
        granted: vec![0; tree.users.len()],
    }
}

fn split_totals(split: &mut Split, instance: usize) -> Answer {
    let Splitter { granted, classes, .. } = &split.0[instance];
    let mut totals = vec![0.0; 6];
    for (class, granted) in classes.iter().zip(granted) {
        totals[usize::from(*class)] += f64::from(*granted);
    }
    Answer::Totals(totals)
}

fn in_python<'a>(
    trees: &[Tree],
    references: &'a [Reference],
    python: &Python,
    programs: Programs,
) -> Vec<Contestant<'a>> {
    if programs == Programs::None {
        return Vec::new();
    }
    let mut exchange = Exchange::new("tree", trees[0].users.len(), trees.len());
    exchange.say("nodes", trees[0].nodes.len() as u64);
    let users = trees.iter().flat_map(|tree| &tree.users);
    let nodes = trees.iter().flat_map(|tree| &tree.nodes);
    exchange.put("demands", users.clone().map(|user| user.demand.to_le_bytes()));
    exchange.put("classes", users.clone().map(|user| [class_code(user)]));
    exchange.put("places", users.map(|user| user.node.to_le_bytes()));
    exchange.put("parents", nodes.clone().map(|node| node.parent.to_le_bytes()));
    exchange.put("capacities", nodes.map(|node: &Node| node.capacity.to_le_bytes()));
    exchange.put("supplies", trees.iter().map(|tree| tree.supply.to_le_bytes()));
    python.open(&exchange);
    let contestant = |name: &str, promise, work| Contestant {
        name: name.into(),
        writes: "grant: 8 bytes",
        cases: 1,
        promise,
        references,
        work: Box::new(python.contestant(work, trees.len())),
    };
    let mut all = vec![contestant("HiGHS, the most for each class", Promise::Tolerance(1e-6), "highs_most")];
    if programs == Programs::All {
        // Amounts are within a tolerance for each program, and there are many.
        all.push(contestant("HiGHS, the fairest division", Promise::Tolerance(1e-3), "highs_fairest"));
    }
    all
}

/// A network next to a program in C that does less, and to linear programs.
pub fn contest(users: usize, programs: Programs, python: &Python, run: impl FnOnce(Contest<'_>)) {
    let trees: Vec<Tree> =
        (0..(100_000 / users).clamp(1, 8)).map(|seed| Tree::new(users, seed as u64)).collect();
    let mut allocated = Allocated::new(&trees);
    let references: Vec<Reference> = (0..trees.len()).map(|instance| allocated.reference(instance)).collect();
    let instances = trees.len();
    let citygate = Local {
        state: allocated,
        instances,
        on_the_wall: false,
        run: |state: &mut Allocated, instance| state.run(instance),
        found: |state: &mut Allocated, _| {
            Answer::Grants(state.grants.iter().map(|grant| f64::from(grant.granted())).collect())
        },
    };
    let split = Local {
        state: Split(trees.iter().map(splitter).collect()),
        instances,
        on_the_wall: false,
        run: |state: &mut Split, instance| state.0[instance].split(),
        found: split_totals,
    };
    let references = &references[..];
    let mut contestants = vec![
        Contestant {
            name: "citygate, network".into(),
            writes: "grant, step, reason and node: 12 bytes; loads of nodes",
            cases: 1,
            promise: Promise::Exact,
            references,
            work: Box::new(citygate),
        },
        Contestant {
            name: "C, split by node, not the fairest".into(),
            writes: "grant: 4 bytes",
            cases: 1,
            promise: Promise::Exact,
            references,
            work: Box::new(split),
        },
    ];
    contestants.extend(in_python(&trees, references, python, programs));
    run(Contest { job: "tree", users, contestants });
}
