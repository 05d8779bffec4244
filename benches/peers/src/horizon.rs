//! Hours ahead with a storage.

use citygate::allocate::{Grant, Summary};
use citygate::horizon::{
    Horizon, HorizonOutput, HorizonScratchBuf, Outlook, Period, PeriodTotal, Spread, Storage,
};
use citygate::network::Network;
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{CLASS_COUNT, User};

use crate::contest::{Answer, Contest, Contestant, Local, Promise, Reference};
use crate::draw::{Draw, Special, Station};
use crate::python::{Exchange, Python};

const GRANT_AND_REASON: &str = "grant, step, reason and node: 12 bytes for each period";

/// Users, periods with the shape of a day, and a tank that is filled once a day.
struct Problem {
    users: Vec<User>,
    periods: Vec<Period>,
    storage: Storage,
}

impl Problem {
    fn new(users: usize, periods: usize, seed: u64) -> Problem {
        let users = Station::new(users, seed, Special::Nothing).users;
        let mut draw = Draw::new(seed + 1000);
        let demand: u64 = users.iter().map(|user| u64::from(user.demand)).sum();
        let periods = (0..periods)
            .map(|period| {
                let from_noon = (period as i64 % 24 - 12).unsigned_abs();
                let share = (700 + 300 * from_noon / 12) as u16;
                Period::new(draw.permille(demand, 500, 540))
                    .with_demand_permille([share; CLASS_COUNT])
                    .with_delivery(if period % 24 == 8 { demand } else { 0 })
            })
            .collect();
        let storage =
            Storage { stock: demand * 3, reserve: demand / 2, withdrawal: demand / 4, ..Storage::default() };
        Problem { users, periods, storage }
    }

    /// What a user wants in a period: thousandths of its demand, halves upwards.
    fn wanted(user: &User, period: &Period) -> u64 {
        (u64::from(user.demand) * u64::from(period.demand_permille[0]) + 500) / 1000
    }
}

struct Planned<'a> {
    problems: &'a [Problem],
    spread: Spread,
    scratch: HorizonScratchBuf,
    grants: Vec<Grant>,
    periods: Vec<PeriodTotal>,
    outlook: [Outlook; CLASS_COUNT],
    summary: Summary,
}

impl<'a> Planned<'a> {
    fn new(problems: &'a [Problem], spread: Spread) -> Planned<'a> {
        let (users, periods) = (problems[0].users.len(), problems[0].periods.len());
        Planned {
            problems,
            spread,
            scratch: HorizonScratchBuf::new(),
            grants: vec![Grant::EMPTY; users * periods],
            periods: vec![PeriodTotal::default(); periods],
            outlook: Default::default(),
            summary: Summary::default(),
        }
    }

    fn run(&mut self, instance: usize) {
        let Problem { users, periods, storage } = &self.problems[instance];
        let horizon = Horizon {
            network: Network { policy: &JILIN_2024, nodes: &[], users },
            periods,
            storage: *storage,
            spread: self.spread,
        };
        let output = HorizonOutput {
            grants: &mut self.grants,
            periods: &mut self.periods,
            loads: &mut [],
            outlook: &mut self.outlook,
            summary: &mut self.summary,
        };
        let mut scratch = self.scratch.lend(0, users.len(), periods.len());
        horizon.allocate(&mut scratch, output).expect("the problem is valid");
    }

    fn totals(&mut self) -> Vec<u64> {
        self.summary.classes.iter().map(|class| class.granted).collect()
    }

    fn reference(&mut self, instance: usize) -> Reference {
        self.run(instance);
        Reference { grants: self.grants.iter().map(Grant::granted).collect(), totals: self.totals() }
    }
}

fn citygate<'a>(
    name: &str,
    problems: &'a [Problem],
    references: &'a [Reference],
    spread: Spread,
) -> Contestant<'a> {
    let work = Local {
        state: Planned::new(problems, spread),
        instances: problems.len(),
        on_the_wall: false,
        run: |state: &mut Planned, instance| state.run(instance),
        // Both spreads serve the classes the same; who gets it when is another matter.
        found: |state: &mut Planned, _| {
            Answer::Totals(state.totals().iter().map(|total| *total as f64).collect())
        },
    };
    let (name, writes, promise) = (name.into(), GRANT_AND_REASON, Promise::Exact);
    Contestant { name, writes, cases: 1, promise, references, work: Box::new(work) }
}

fn in_python<'a>(
    problems: &[Problem],
    references: &'a [Reference],
    python: &Python,
    by_user: bool,
) -> Vec<Contestant<'a>> {
    let mut exchange = Exchange::new("horizon", problems[0].users.len(), problems.len());
    exchange.say("periods", problems[0].periods.len() as u64);
    let wanted = problems.iter().flat_map(|Problem { users, periods, .. }| {
        let rows = periods.iter().flat_map(|period| users.iter().map(|user| Problem::wanted(user, period)));
        rows.map(|wanted| (wanted as u32).to_le_bytes())
    });
    exchange.put("demands", wanted);
    let users = problems.iter().flat_map(|problem| &problem.users);
    exchange.put("classes", users.map(|user| [user.class().map_or(0, |class| class as u8)]));
    let periods = problems.iter().flat_map(|problem| &problem.periods);
    exchange.put("supplies", periods.clone().map(|period| period.supply.to_le_bytes()));
    exchange.put("deliveries", periods.map(|period| period.delivery.to_le_bytes()));
    let storages = problems.iter().map(|problem| problem.storage);
    let storages = storages.flat_map(|storage| [storage.stock, storage.reserve, storage.withdrawal]);
    exchange.put("storages", storages.map(u64::to_le_bytes));
    python.open(&exchange);
    let contestant = |name: &str, writes, work| Contestant {
        name: name.into(),
        writes,
        cases: 1,
        promise: Promise::Tolerance(1e-6),
        references,
        work: Box::new(python.contestant(work, problems.len())),
    };
    let mut all = vec![contestant(
        "HiGHS, one weighted program, classes instead of users",
        "nothing; what each class gets in each period",
        "highs_classes",
    )];
    if by_user {
        let writes = "grant: 8 bytes for each period";
        all.push(contestant("HiGHS, one weighted program, every user", writes, "highs_users"));
    }
    all
}

/// Hours ahead, both ways of spreading a shortage, next to linear programs that do not spread it.
pub fn contest(users: usize, periods: usize, by_user: bool, python: &Python, run: impl FnOnce(Contest<'_>)) {
    let problems: Vec<Problem> = (0..4).map(|seed| Problem::new(users, periods, seed)).collect();
    let mut even = Planned::new(&problems, Spread::Even);
    let references: Vec<Reference> = (0..problems.len()).map(|instance| even.reference(instance)).collect();
    let mut contestants = vec![
        citygate("citygate, even", &problems, &references, Spread::Even),
        citygate("citygate, earliest first", &problems, &references, Spread::Earliest),
    ];
    contestants.extend(in_python(&problems, &references, python, by_user));
    run(Contest { job: "horizon", users, contestants });
}
