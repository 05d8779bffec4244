//! Contestants, their answers compared, and their times taken in turn.

use std::hint::black_box;

use crate::clock::{processor_seconds, wall_seconds};
use crate::draw::Draw;
use crate::results::{Row, Spread};

/// What a contestant found.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What each user gets, case by case.
    Grants(Vec<f64>),
    /// What each class gets, case by case.
    Totals(Vec<f64>),
    /// It only moves memory.
    Nothing,
}

/// The right answer to an instance, as [`citygate::allocate::allocate`] and its like give it.
pub struct Reference {
    /// What each user gets, case by case.
    pub grants: Vec<u32>,
    /// What each class gets, case by case.
    pub totals: Vec<u64>,
}

/// How near to the right answer a contestant has to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Promise {
    /// The same.
    Exact,
    /// Every grant within a unit, and their sum the same.
    WithinAUnit,
    /// Every figure within a unit: it computes with fractions.
    Fractions,
    /// Every figure within this fraction of the largest, or a unit: it goes by tolerances.
    Tolerance(f64),
    /// Nothing is compared.
    Nothing,
}

impl Promise {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Promise::Exact => "exact",
            Promise::WithinAUnit => "within a unit, sum exact",
            Promise::Fractions => "fractions, within a unit",
            Promise::Tolerance(_) => "within a tolerance",
            Promise::Nothing => "none",
        }
    }
}

/// What a contestant does.
pub trait Work {
    /// Solves an instance, not timed.
    fn answer(&mut self, instance: usize) -> Answer;

    /// How many instances there are.
    fn instances(&self) -> usize;

    /// Solves so many instances, from the first one on in turn, and returns the seconds they took; if it is to be warm,
    /// one before that does not count, because it finds the caches cold.
    fn seconds(&mut self, count: usize, is_warm: bool) -> f64;
}

/// Work in this process.
pub struct Local<S> {
    /// Its problems and its memory.
    pub state: S,
    /// How many instances there are.
    pub instances: usize,
    /// Whether it is timed on the wall.
    pub on_the_wall: bool,
    /// Solves an instance.
    pub run: fn(&mut S, usize),
    /// What the latest run found, for this instance.
    pub found: fn(&mut S, usize) -> Answer,
}

impl<S> Work for Local<S> {
    fn answer(&mut self, instance: usize) -> Answer {
        let instance = instance % self.instances;
        (self.run)(&mut self.state, instance);
        (self.found)(&mut self.state, instance)
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn seconds(&mut self, count: usize, is_warm: bool) -> f64 {
        let clock = if self.on_the_wall { wall_seconds } else { processor_seconds };
        if is_warm {
            (self.run)(&mut self.state, self.instances - 1);
        }
        let start = clock();
        for instance in 0..count {
            (self.run)(black_box(&mut self.state), black_box(instance % self.instances));
        }
        clock() - start
    }
}

/// Somebody who solves the problems of a contest.
pub struct Contestant<'a> {
    /// Its name.
    pub name: String,
    /// What it writes for each user.
    pub writes: &'static str,
    /// How many cases one run solves.
    pub cases: usize,
    /// How near it comes.
    pub promise: Promise,
    /// The right answers.
    pub references: &'a [Reference],
    /// What it does.
    pub work: Box<dyn Work + 'a>,
}

/// How long to measure.
#[derive(Clone, Copy)]
pub struct Effort {
    /// Rounds.
    pub rounds: usize,
    /// Seconds that each contestant takes in a round, or for all instances once.
    pub seconds_in_round: f64,
    /// Seconds for one contestant in all; the slow run fewer rounds.
    pub seconds_in_all: f64,
    /// How many instances are compared at the most.
    pub compared: usize,
}

/// A job, and how large it is.
pub struct Contest<'a> {
    /// The key of the job.
    pub job: &'static str,
    /// How many users there are.
    pub users: usize,
    /// The first is the one that ratios refer to.
    pub contestants: Vec<Contestant<'a>>,
}

impl Contest<'_> {
    /// Compares the answers, then takes the times in rounds, in which everybody comes once, in drawn order.
    pub fn hold(mut self, effort: &Effort) -> Vec<Row> {
        let apart: Vec<f64> = self
            .contestants
            .iter_mut()
            .map(|contestant| compare(self.job, self.users, contestant, effort))
            .collect();
        let mut plans: Vec<Plan> =
            self.contestants.iter_mut().map(|contestant| Plan::new(contestant, effort)).collect();
        let mut draw = Draw::new(self.users as u64);
        for round in 0..effort.rounds {
            let mut turn: Vec<usize> = (0..plans.len()).collect();
            for place in (1..turn.len()).rev() {
                turn.swap(place, draw.below(place as u64 + 1) as usize);
            }
            for place in turn {
                plans[place].run(&mut self.contestants[place], round);
            }
        }
        let base = plans[0].times.clone();
        let rows = self.contestants.iter().zip(&plans).zip(apart);
        rows.map(|((contestant, plan), apart)| plan.row(self.job, self.users, contestant, apart, &base))
            .collect()
    }
}

/// How one contestant is timed, and its times.
struct Plan {
    rounds: usize,
    runs: usize,
    is_warm: bool,
    times: Vec<f64>,
}

impl Plan {
    fn new(contestant: &mut Contestant, effort: &Effort) -> Plan {
        let work = &mut contestant.work;
        let mut once = work.seconds(1, false).max(1e-8);
        if once < effort.seconds_in_round {
            once = work.seconds(1, true).max(1e-8);
        }
        // Whoever takes that long has filled the caches anew many times over.
        let is_warm = once < 0.5;
        // All instances in every round, or rounds could not be compared.
        let cycle = once * work.instances() as f64;
        let cycles = (effort.seconds_in_round / cycle).clamp(1.0, 1e6) as usize;
        let rounds = effort.seconds_in_all / (cycle * cycles as f64 + if is_warm { once } else { 0.0 });
        Plan {
            rounds: rounds.clamp(1.0, effort.rounds as f64) as usize,
            runs: cycles * work.instances(),
            is_warm,
            times: Vec::new(),
        }
    }

    fn run(&mut self, contestant: &mut Contestant, round: usize) {
        if round < self.rounds {
            let seconds = contestant.work.seconds(self.runs, self.is_warm);
            self.times.push(seconds * 1e6 / (self.runs * contestant.cases) as f64);
        }
    }

    fn row(&self, job: &str, users: usize, contestant: &Contestant, apart: f64, base: &[f64]) -> Row {
        let ratios: Vec<f64> = self.times.iter().zip(base).map(|(time, base)| time / base).collect();
        Row {
            job: job.into(),
            users,
            name: contestant.name.clone(),
            writes: contestant.writes.into(),
            answer: contestant.promise.words().into(),
            furthest_apart_units: apart,
            rounds: self.times.len(),
            microseconds: Spread::of(&self.times),
            ratio: Spread::of(&ratios),
        }
    }
}

/// Compares a contestant's answers with the right ones; returns how far apart the furthest figure is.
fn compare(job: &str, users: usize, contestant: &mut Contestant, effort: &Effort) -> f64 {
    let Contestant { name, cases, promise, references, work, .. } = contestant;
    let mut furthest = 0.0f64;
    for (instance, reference) in references.iter().enumerate().take(effort.compared) {
        let (found, right): (Vec<f64>, Vec<f64>) = match work.answer(instance) {
            Answer::Grants(found) => {
                (found, reference.grants.iter().map(|grant| f64::from(*grant)).collect())
            }
            Answer::Totals(found) => (found, reference.totals.iter().map(|total| *total as f64).collect()),
            Answer::Nothing => continue,
        };
        // Whoever solves fewer cases solves the first ones.
        assert!(
            found.len() <= right.len() && found.len() * reference.totals.len() >= right.len() * *cases * 6
        );
        let right = &right[..found.len()];
        let apart = found.iter().zip(right).map(|(found, right)| (found - right).abs()).fold(0.0, f64::max);
        furthest = furthest.max(apart);
        let (sum, right_sum): (f64, f64) = (found.iter().sum(), right.iter().sum());
        let largest = right.iter().copied().fold(1.0, f64::max);
        let kept = match promise {
            Promise::Exact => apart == 0.0,
            Promise::WithinAUnit => apart <= 1.0 && sum == right_sum,
            Promise::Fractions => apart <= 1.0,
            Promise::Tolerance(fraction) => apart <= (*fraction * largest).max(1.0),
            Promise::Nothing => true,
        };
        assert!(
            kept,
            "{job}, {users} users: {name} is {apart} units off in instance {instance}, sum {sum}, {right_sum}"
        );
    }
    furthest
}
