//! One station: users and supplies in turn.

use citygate::allocate::{
    Batch, BatchOutput, ClassTotal, Grant, PreparedMemory, PreparedStation, Summary, allocate,
};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{CLASS_COUNT, User};

use crate::c::{Columns, SortedUser, sorted, two_pass};
use crate::contest::{Answer, Contest, Contestant, Local, Promise, Reference, Work};
use crate::draw::{SUPPLIES, Special, Station};
use crate::python::{Exchange, Python};

const GRANT_AND_REASON: &str = "grant, step and reason: 12 bytes, in the caller's order";
const GRANT: &str = "grant: 4 bytes, in the caller's order";
const GRANT_GROUPED: &str = "grant: 4 bytes, by class; reason when asked";
const GRANT_BY_CLASS: &str = "grant: 4 bytes, by class";
const DOUBLE: &str = "grant: 8 bytes";

/// Instances: each set of users with each of its supplies.
pub struct Instances {
    sets: Vec<Station>,
    references: Vec<Reference>,
}

impl Instances {
    /// Draws as many sets of users as keep a branch predictor from learning them.
    pub fn new(users: usize, special: Special) -> Instances {
        let sets: Vec<Station> = (0..(40_000 / users).clamp(1, 64))
            .map(|seed| Station::new(users, seed as u64, special))
            .collect();
        let mut instances = Instances { sets, references: Vec::new() };
        instances.references = (0..instances.count()).map(|instance| instances.solve(instance)).collect();
        instances
    }

    fn count(&self) -> usize {
        self.sets.len() * SUPPLIES
    }

    /// Which set of users, and which supply.
    fn pick(&self, instance: usize) -> (usize, u64) {
        let set = instance % self.sets.len();
        (set, self.sets[set].supplies[instance / self.sets.len() % SUPPLIES])
    }

    fn solve(&self, instance: usize) -> Reference {
        let (set, supply) = self.pick(instance);
        let users = &self.sets[set].users;
        let mut grants = vec![Grant::EMPTY; users.len()];
        let mut summary = Summary::default();
        allocate(&JILIN_2024, users, supply, &mut grants, &mut summary).expect("the problem is valid");
        assert_eq!(summary.served, grants.iter().map(|grant| u64::from(grant.granted())).sum::<u64>());
        Reference {
            grants: grants.iter().map(Grant::granted).collect(),
            totals: summary.classes.iter().map(|class| class.granted).collect(),
        }
    }

    /// Puts what was found by class into the order of the users.
    fn in_callers_order(&self, instance: usize, granted: &[u32]) -> Answer {
        let station = &self.sets[instance % self.sets.len()];
        let mut found = vec![0.0; granted.len()];
        for (index, granted) in station.order.iter().zip(granted) {
            found[*index as usize] = f64::from(*granted);
        }
        Answer::Grants(found)
    }

    fn contestant<'a>(
        &'a self,
        name: impl Into<String>,
        writes: &'static str,
        promise: Promise,
        work: impl Work + 'a,
    ) -> Contestant<'a> {
        let references = &self.references;
        Contestant { name: name.into(), writes, cases: 1, promise, references, work: Box::new(work) }
    }

    fn local<S>(&self, state: S, run: fn(&mut S, usize), found: fn(&mut S, usize) -> Answer) -> Local<S> {
        Local { state, instances: self.count(), on_the_wall: false, run, found }
    }
}

fn grants_of(grants: &[Grant]) -> Answer {
    Answer::Grants(grants.iter().map(|grant| f64::from(grant.granted())).collect())
}

/// Structures in, structures out.
struct Structs<'a> {
    instances: &'a Instances,
    grants: Vec<Grant>,
    summary: Summary,
}

impl<'a> Structs<'a> {
    fn new(instances: &'a Instances) -> Structs<'a> {
        let grants = vec![Grant::EMPTY; instances.sets[0].users.len()];
        Structs { instances, grants, summary: Summary::default() }
    }
}

/// Columns out.
struct Granted<'a> {
    instances: &'a Instances,
    columns: Columns,
    granted: Vec<u32>,
}

/// Doubles out.
struct Sorted<'a> {
    instances: &'a Instances,
    is_greedy: bool,
    users: Vec<SortedUser>,
    granted: Vec<f64>,
}

/// The memory of one prepared station.
pub struct Room {
    users: Vec<User>,
    grants: Vec<Grant>,
    words: Vec<u32>,
}

impl Room {
    /// For so many users.
    pub fn new(users: usize) -> Room {
        Room {
            users: vec![User::default(); users],
            grants: vec![Grant::EMPTY; users],
            words: vec![0; users * PreparedMemory::WORDS_PER_USER],
        }
    }

    /// Prepares a station in it.
    pub fn prepare<'a>(&'a mut self, users: &'a [User]) -> PreparedStation<'a> {
        let memory =
            PreparedMemory { users: &mut self.users, grants: &mut self.grants, words: &mut self.words };
        PreparedStation::new(&JILIN_2024, users, memory).expect("the problem is valid")
    }
}

/// Rooms for the prepared stations of one contestant, one for each set of users.
pub fn rooms(instances: &Instances) -> Vec<Room> {
    instances.sets.iter().map(|station| Room::new(station.users.len())).collect()
}

struct Prepared<'a> {
    instances: &'a Instances,
    stations: Vec<PreparedStation<'a>>,
    granted: Vec<u32>,
    classes: [[ClassTotal; CLASS_COUNT]; 1],
    grants: Vec<Grant>,
}

impl<'a> Prepared<'a> {
    fn new(instances: &'a Instances, rooms: &'a mut [Room]) -> Prepared<'a> {
        let pairs = rooms.iter_mut().zip(&instances.sets);
        let stations: Vec<PreparedStation> = pairs.map(|(room, set)| room.prepare(&set.users)).collect();
        let count = instances.sets[0].users.len();
        Prepared {
            instances,
            stations,
            granted: vec![0; count],
            classes: Default::default(),
            grants: vec![Grant::EMPTY; count],
        }
    }

    fn new_supply(&mut self, instance: usize) {
        let (set, supply) = self.instances.pick(instance);
        self.stations[set].allocate(supply);
    }

    fn new_demands(&mut self, instance: usize) {
        let (set, supply) = self.instances.pick(instance);
        let batch = Batch {
            demands: &self.instances.sets[set].grouped,
            supplies: &[supply],
            is_in_station_order: true,
        };
        let output =
            BatchOutput { classes: &mut self.classes, granted: Some(&mut self.granted), grants: None };
        self.stations[set].allocate_batch(batch, output).expect("the counts fit");
    }

    fn with_reasons(&mut self, instance: usize) {
        self.new_supply(instance);
        self.stations[instance % self.instances.sets.len()].write_grants(&mut self.grants);
    }

    fn kept(&mut self, instance: usize) -> Answer {
        let station = &self.stations[instance % self.instances.sets.len()];
        self.instances.in_callers_order(instance, station.granted())
    }
}

/// The contestants of citygate: the prepared station, which is what ratios refer to, and the call for once.
fn citygate<'a>(instances: &'a Instances, rooms: &'a mut [Vec<Room>; 3], kind: &str) -> Vec<Contestant<'a>> {
    let [supplies, demands, reasons] = rooms;
    vec![
        instances.contestant(
            format!("citygate, prepared station, every demand new{kind}"),
            GRANT_BY_CLASS,
            Promise::Exact,
            instances.local(Prepared::new(instances, demands), Prepared::new_demands, |state, instance| {
                state.instances.in_callers_order(instance, &state.granted)
            }),
        ),
        instances.contestant(
            format!("citygate, prepared station, new supply{kind}"),
            GRANT_GROUPED,
            Promise::Exact,
            instances.local(Prepared::new(instances, supplies), Prepared::new_supply, Prepared::kept),
        ),
        instances.contestant(
            format!("citygate, prepared station, with every reason{kind}"),
            GRANT_AND_REASON,
            Promise::Exact,
            instances.local(Prepared::new(instances, reasons), Prepared::with_reasons, |state, _| {
                grants_of(&state.grants)
            }),
        ),
        instances.contestant(
            format!("citygate, allocate{kind}"),
            GRANT_AND_REASON,
            Promise::Exact,
            instances.local(
                Structs::new(instances),
                |state, instance| {
                    let (set, supply) = state.instances.pick(instance);
                    let users = &state.instances.sets[set].users;
                    allocate(&JILIN_2024, users, supply, &mut state.grants, &mut state.summary)
                        .expect("the problem is valid");
                },
                |state, _| grants_of(&state.grants),
            ),
        ),
    ]
}

fn c_on_structs(instances: &Instances) -> Contestant<'_> {
    instances.contestant(
        "C, two passes, the same structures",
        GRANT_AND_REASON,
        Promise::Exact,
        instances.local(
            Structs::new(instances),
            |state, instance| {
                let (set, supply) = state.instances.pick(instance);
                assert!(two_pass(&state.instances.sets[set].users, supply, &mut state.grants));
            },
            |state, _| grants_of(&state.grants),
        ),
    )
}

fn c_limit(instances: &Instances, columns: Columns) -> Contestant<'_> {
    let granted = vec![0; instances.sets[0].users.len()];
    instances.contestant(
        format!("limit: 4 bytes read, 4 written, {}", columns.processor),
        "4 bytes",
        Promise::Nothing,
        instances.local(
            Granted { instances, columns, granted },
            |state, instance| {
                let (set, _) = state.instances.pick(instance);
                state.columns.limit(&state.instances.sets[set].demands, &mut state.granted);
            },
            |_, _| Answer::Nothing,
        ),
    )
}

fn c_on_columns(instances: &Instances, columns: Columns) -> Vec<Contestant<'_>> {
    let state = || Granted { instances, columns, granted: vec![0; instances.sets[0].users.len()] };
    let found = |state: &mut Granted, _| {
        Answer::Grants(state.granted.iter().map(|granted| f64::from(*granted)).collect())
    };
    let name = |what: &str| format!("C, columns, {what}, {}", columns.processor);
    vec![
        instances.contestant(
            name("user by user"),
            GRANT,
            Promise::Exact,
            instances.local(
                state(),
                |state, instance| {
                    let (set, supply) = state.instances.pick(instance);
                    let Station { demands, classes, .. } = &state.instances.sets[set];
                    state.columns.exact(demands, classes, supply, &mut state.granted);
                },
                found,
            ),
        ),
        instances.contestant(
            name("made for vectors"),
            GRANT,
            Promise::WithinAUnit,
            instances.local(
                state(),
                |state, instance| {
                    let (set, supply) = state.instances.pick(instance);
                    let Station { demands, classes, .. } = &state.instances.sets[set];
                    state.columns.vectors(demands, classes, supply, &mut state.granted);
                },
                found,
            ),
        ),
        instances.contestant(
            name("grouped by class beforehand"),
            GRANT_BY_CLASS,
            Promise::Exact,
            instances.local(
                state(),
                |state, instance| {
                    let (set, supply) = state.instances.pick(instance);
                    let Station { grouped, ends, .. } = &state.instances.sets[set];
                    state.columns.grouped(grouped, ends, supply, &mut state.granted);
                },
                |state, instance| state.instances.in_callers_order(instance, &state.granted),
            ),
        ),
    ]
}

fn totals_by_class(classes: &[u8], granted: &[f64]) -> Answer {
    let mut totals = vec![0.0; CLASS_COUNT];
    for (class, granted) in classes.iter().zip(granted) {
        totals[usize::from(*class)] += granted;
    }
    Answer::Totals(totals)
}

fn c_sorted(instances: &Instances, is_greedy: bool) -> Contestant<'_> {
    let count = instances.sets[0].users.len();
    let users = vec![SortedUser::default(); count];
    let name = if is_greedy { "C, doubles, sort and greedy" } else { "C, doubles, sort and pro rata" };
    instances.contestant(
        name,
        DOUBLE,
        Promise::Fractions,
        instances.local(
            Sorted { instances, is_greedy, users, granted: vec![0.0; count] },
            |state, instance| {
                let (set, supply) = state.instances.pick(instance);
                let Station { doubles, classes, .. } = &state.instances.sets[set];
                let Sorted { is_greedy, users, granted, .. } = state;
                sorted(*is_greedy, doubles, classes, supply, users, granted);
            },
            |state, instance| {
                let classes = &state.instances.sets[instance % state.instances.sets.len()].classes;
                // Greedily served, a class gets the same, but not its users.
                if state.is_greedy {
                    totals_by_class(classes, &state.granted)
                } else {
                    Answer::Grants(state.granted.clone())
                }
            },
        ),
    )
}

fn in_python<'a>(instances: &'a Instances, python: &Python) -> Vec<Contestant<'a>> {
    let users = instances.sets[0].users.len();
    let mut exchange = Exchange::new("station", users, instances.sets.len());
    exchange
        .put("demands", instances.sets.iter().flat_map(|set| set.demands.iter().map(|n| n.to_le_bytes())));
    exchange.put("classes", instances.sets.iter().flat_map(|set| set.classes.iter().map(|n| [*n])));
    exchange.put("supplies", instances.sets.iter().flat_map(|set| set.supplies.map(u64::to_le_bytes)));
    python.open(&exchange);
    let remote = |name: &str| python.contestant(name, instances.count());
    let tolerance = Promise::Tolerance(1e-6);
    let mut all = vec![
        instances.contestant("numpy, doubles", DOUBLE, Promise::Fractions, remote("numpy_doubles")),
        instances.contestant(
            "numpy, whole numbers",
            "grant: 8 bytes",
            Promise::WithinAUnit,
            remote("numpy_exact"),
        ),
        instances.contestant("HiGHS, one weighted program", DOUBLE, tolerance, remote("highs_weighted")),
    ];
    if users <= 10_000 {
        let work = remote("highs_by_class");
        all.push(instances.contestant("HiGHS, a program for each class", DOUBLE, tolerance, work));
    }
    all
}

/// One plain station next to everybody.
pub fn plain(instances: &Instances, python: &Python, run: impl FnOnce(Contest<'_>)) {
    let mut rooms = [(); 3].map(|()| rooms(instances));
    let mut contestants = citygate(instances, &mut rooms, "");
    contestants.push(c_on_structs(instances));
    for columns in Columns::all() {
        contestants.extend(c_on_columns(instances, columns));
        contestants.push(c_limit(instances, columns));
    }
    contestants.extend([true, false].map(|is_greedy| c_sorted(instances, is_greedy)));
    contestants.extend(in_python(instances, python));
    run(Contest { job: "station", users: instances.sets[0].users.len(), contestants });
}

/// A station where a third of the users have a minimum.
pub fn minimums(plain: &Instances, instances: &Instances, run: impl FnOnce(Contest<'_>)) {
    let mut all_rooms = [plain, instances].map(|instances| [(); 3].map(|()| rooms(instances)));
    let [without, with] = &mut all_rooms;
    let mut contestants = citygate(plain, without, ", no minimums");
    contestants.extend(citygate(instances, with, ""));
    contestants.push(c_on_structs(instances));
    contestants.extend(Columns::all().into_iter().map(|columns| c_limit(instances, columns)));
    run(Contest { job: "minimums", users: instances.sets[0].users.len(), contestants });
}

/// Stations with no, one and only special users.
pub fn specials(sets: [&Instances; 3], run: impl FnOnce(Contest<'_>)) {
    let mut all_rooms = sets.map(|instances| [(); 3].map(|()| rooms(instances)));
    let kinds = [", none on/off", ", one on/off", ", all on/off"];
    let mut contestants = Vec::new();
    for ((instances, rooms), kind) in sets.into_iter().zip(&mut all_rooms).zip(kinds) {
        contestants.extend(citygate(instances, rooms, kind));
    }
    run(Contest { job: "special", users: sets[0].sets[0].users.len(), contestants });
}
