//! A study: many cases of one station.

use citygate::allocate::{Batch, BatchOutput, ClassTotal, Grant, PreparedStation, Summary, allocate};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{CLASS_COUNT, User};

use crate::contest::{Answer, Contest, Contestant, Local, Promise, Reference, Work};
use crate::draw::Cases;
use crate::python::{Exchange, Python};
use crate::station::Room;

const TOTALS: &str = "nothing; what each class gets";
const GRANT: &str = "grant: 4 bytes";
const GRANT_AND_REASON: &str = "grant, step and reason: 12 bytes";
const DOUBLE: &str = "grant: 8 bytes";
/// So many cases of a block go to those that take long.
const FEW: usize = 64;

/// Blocks of cases, each an instance.
pub struct Blocks {
    blocks: Vec<Cases>,
    references: Vec<Reference>,
}

impl Blocks {
    /// Draws blocks of so many cases for so many users, the same in all blocks.
    pub fn new(users: usize, cases: usize) -> Blocks {
        let blocks: Vec<Cases> = (0..2).map(|block| Cases::new(users, cases, 2 * block)).collect();
        let references = blocks.iter().map(solve).collect();
        Blocks { blocks, references }
    }

    fn contestant<'a>(
        &'a self,
        name: &str,
        writes: &'static str,
        promise: Promise,
        work: impl Work + 'a,
    ) -> Contestant<'a> {
        let cases = self.blocks[0].supplies.len();
        Contestant {
            name: name.into(),
            writes,
            cases,
            promise,
            references: &self.references,
            work: Box::new(work),
        }
    }
}

/// Case by case, by the call for once.
fn solve(block: &Cases) -> Reference {
    let mut reference = Reference { grants: Vec::new(), totals: Vec::new() };
    let mut users = block.users.clone();
    let (mut grants, mut summary) = (vec![Grant::EMPTY; users.len()], Summary::default());
    for (row, supply) in block.demands.chunks(users.len()).zip(&block.supplies) {
        for (user, demand) in users.iter_mut().zip(row) {
            user.demand = *demand;
        }
        allocate(&JILIN_2024, &users, *supply, &mut grants, &mut summary).expect("the problem is valid");
        reference.grants.extend(grants.iter().map(Grant::granted));
        reference.totals.extend(summary.classes.iter().map(|class| class.granted));
    }
    reference
}

/// Prepared stations, one for each block and thread, and their output.
struct Prepared<'a> {
    blocks: &'a [Cases],
    stations: Vec<Vec<PreparedStation<'a>>>,
    classes: Vec<[ClassTotal; CLASS_COUNT]>,
    granted: Vec<u32>,
    grants: Vec<Grant>,
}

impl<'a> Prepared<'a> {
    fn new(blocks: &'a [Cases], rooms: &'a mut [Vec<Room>]) -> Prepared<'a> {
        let stations = rooms.iter_mut().zip(blocks);
        let stations =
            stations.map(|(rooms, block)| rooms.iter_mut().map(|room| room.prepare(&block.users)).collect());
        Prepared {
            blocks,
            stations: stations.collect(),
            classes: vec![Default::default(); blocks[0].supplies.len()],
            granted: vec![0; blocks[0].demands.len()],
            grants: vec![Grant::EMPTY; blocks[0].demands.len()],
        }
    }

    fn totals(&mut self, block: usize) {
        let Cases { demands, supplies, .. } = &self.blocks[block];
        let batch = Batch { demands, supplies, is_in_station_order: true };
        let output = BatchOutput { classes: &mut self.classes, granted: None, grants: None };
        self.stations[block][0].allocate_batch(batch, output).expect("the counts fit");
    }

    fn grants(&mut self, block: usize) {
        let Cases { demands, supplies, .. } = &self.blocks[block];
        let batch = Batch { demands, supplies, is_in_station_order: true };
        let output =
            BatchOutput { classes: &mut self.classes, granted: Some(&mut self.granted), grants: None };
        self.stations[block][0].allocate_batch(batch, output).expect("the counts fit");
    }

    fn grants_and_reasons(&mut self, block: usize) {
        let Cases { demands, supplies, .. } = &self.blocks[block];
        let batch = Batch { demands, supplies, is_in_station_order: true };
        let output =
            BatchOutput { classes: &mut self.classes, granted: None, grants: Some(&mut self.grants) };
        self.stations[block][0].allocate_batch(batch, output).expect("the counts fit");
    }

    /// The same without a batch.
    fn reasons(&mut self, block: usize) {
        let Cases { users, demands, supplies } = &self.blocks[block];
        let station = &mut self.stations[block][0];
        let rows = demands.chunks(users.len()).zip(self.grants.chunks_mut(users.len()));
        for (((row, grants), supply), classes) in rows.zip(supplies).zip(&mut self.classes) {
            for (user, demand) in row.iter().enumerate() {
                station.set_demand(user, *demand);
            }
            *classes = station.allocate(*supply).classes;
            station.write_grants(grants);
        }
    }

    /// Half of the cases to each of two threads.
    fn threads(&mut self, block: usize) {
        let Cases { users, demands, supplies } = &self.blocks[block];
        let half = supplies.len().div_ceil(self.stations[block].len());
        let parts = self.stations[block].iter_mut().zip(supplies.chunks(half));
        let rows = demands.chunks(half * users.len()).zip(self.granted.chunks_mut(half * users.len()));
        std::thread::scope(|scope| {
            for (((station, supplies), (demands, granted)), classes) in
                parts.zip(rows).zip(self.classes.chunks_mut(half))
            {
                scope.spawn(move || {
                    let batch = Batch { demands, supplies, is_in_station_order: true };
                    station
                        .allocate_batch(batch, BatchOutput { classes, granted: Some(granted), grants: None })
                });
            }
        });
    }

    fn found_totals(&mut self, _: usize) -> Answer {
        Answer::Totals(self.classes.iter().flatten().map(|class| class.granted as f64).collect())
    }

    fn found_grants(&mut self, _: usize) -> Answer {
        Answer::Grants(self.granted.iter().map(|granted| f64::from(*granted)).collect())
    }
}

/// The call for once, for every case anew.
struct Once<'a> {
    blocks: &'a [Cases],
    users: Vec<User>,
    grants: Vec<Grant>,
    summary: Summary,
}

impl Once<'_> {
    fn run(&mut self, block: usize) {
        let Cases { demands, supplies, .. } = &self.blocks[block];
        let count = self.users.len();
        self.users.copy_from_slice(&self.blocks[block].users);
        let rows = demands.chunks(count).zip(self.grants.chunks_mut(count));
        for ((row, grants), supply) in rows.zip(supplies) {
            for (user, demand) in self.users.iter_mut().zip(row) {
                user.demand = *demand;
            }
            allocate(&JILIN_2024, &self.users, *supply, grants, &mut self.summary)
                .expect("the problem is valid");
        }
    }
}

fn grants_of(grants: &[Grant]) -> Answer {
    Answer::Grants(grants.iter().map(|grant| f64::from(grant.granted())).collect())
}

fn citygate<'a>(blocks: &'a Blocks, rooms: &'a mut [Vec<Vec<Room>>]) -> Vec<Contestant<'a>> {
    let cases = &blocks.blocks[..];
    let mut rooms = rooms.iter_mut();
    let mut prepared = |run, found, on_the_wall| Local {
        state: Prepared::new(cases, rooms.next().map_or(&mut [], |rooms| &mut rooms[..])),
        instances: cases.len(),
        on_the_wall,
        run,
        found,
    };
    let once = Once {
        blocks: cases,
        users: cases[0].users.clone(),
        grants: vec![Grant::EMPTY; cases[0].demands.len()],
        summary: Summary::default(),
    };
    let once = Local {
        state: once,
        instances: cases.len(),
        on_the_wall: false,
        run: |state: &mut Once, block| state.run(block),
        found: |state: &mut Once, _| grants_of(&state.grants),
    };
    let exact = Promise::Exact;
    vec![
        blocks.contestant(
            "citygate, batch, grants",
            GRANT,
            exact,
            prepared(Prepared::grants, Prepared::found_grants, false),
        ),
        blocks.contestant(
            "citygate, batch, class totals",
            TOTALS,
            exact,
            prepared(Prepared::totals, Prepared::found_totals, false),
        ),
        blocks.contestant(
            "citygate, batch, grants and reasons",
            GRANT_AND_REASON,
            exact,
            prepared(Prepared::grants_and_reasons, |state, _| grants_of(&state.grants), false),
        ),
        blocks.contestant(
            "citygate, case by case, grants and reasons",
            GRANT_AND_REASON,
            exact,
            prepared(Prepared::reasons, |state, _| grants_of(&state.grants), false),
        ),
        blocks.contestant("citygate, allocate for every case", GRANT_AND_REASON, exact, once),
        blocks.contestant(
            "citygate, batch, grants, 1 thread, on the wall",
            GRANT,
            exact,
            prepared(Prepared::grants, Prepared::found_grants, true),
        ),
        blocks.contestant(
            "citygate, batch, grants, 2 threads, on the wall",
            GRANT,
            exact,
            prepared(Prepared::threads, Prepared::found_grants, true),
        ),
    ]
}

fn in_python<'a>(blocks: &'a Blocks, python: &Python) -> Vec<Contestant<'a>> {
    let users = blocks.blocks[0].users.len();
    let mut exchange = Exchange::new("batch", users, blocks.blocks.len());
    let few = FEW.min(blocks.blocks[0].supplies.len());
    exchange.say("cases", blocks.blocks[0].supplies.len() as u64);
    exchange.say("few", few as u64);
    let cases = blocks.blocks.iter();
    exchange.put("demands", cases.clone().flat_map(|block| block.demands.iter().map(|n| n.to_le_bytes())));
    exchange.put("supplies", cases.clone().flat_map(|block| block.supplies.iter().map(|n| n.to_le_bytes())));
    let class = |user: &User| [user.class().map_or(0, |class| class as u8)];
    exchange.put("classes", cases.clone().flat_map(|block| block.users.iter().map(class)));
    python.open(&exchange);
    let remote = |name: &str| python.contestant(name, blocks.blocks.len());
    let whole = "grant: 8 bytes, a whole number";
    let tolerance = Promise::Tolerance(1e-6);
    let mut all = vec![
        blocks.contestant("numpy, doubles, class totals", TOTALS, Promise::Fractions, remote("numpy_totals")),
        blocks.contestant("numpy, doubles, grants", DOUBLE, Promise::Fractions, remote("numpy_doubles")),
        blocks.contestant("numpy, whole numbers, grants", whole, Promise::WithinAUnit, remote("numpy_exact")),
        blocks.contestant(
            "numpy, doubles, case by case",
            DOUBLE,
            Promise::Fractions,
            remote("numpy_one_by_one"),
        ),
        blocks.contestant("HiGHS, one weighted program a case", DOUBLE, tolerance, remote("highs_weighted")),
        blocks.contestant("Pywr, one step a case", DOUBLE, tolerance, remote("pywr")),
    ];
    for slow in &mut all[4..] {
        slow.cases = few;
    }
    all
}

/// Many cases, next to everybody.
pub fn contest(users: usize, cases: usize, python: &Python, run: impl FnOnce(Contest<'_>)) {
    let blocks = Blocks::new(users, cases);
    // Six contestants have stations: for each block, one for each thread.
    let mut rooms: Vec<Vec<Vec<Room>>> = [1, 1, 1, 1, 1, 2]
        .map(|threads| {
            blocks.blocks.iter().map(|_| (0..threads).map(|_| Room::new(users)).collect()).collect()
        })
        .into();
    let mut contestants = citygate(&blocks, &mut rooms);
    contestants.extend(in_python(&blocks, python));
    run(Contest { job: "batch", users, contestants });
}
