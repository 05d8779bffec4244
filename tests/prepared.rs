//! A prepared station, and batches of cases of it, against the allocation from nothing: the same answer to the unit, and the
//! same reasons, for any policy and any users.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::allocate::{
    Batch, BatchError, BatchOutput, ClassTotal, Grant, PrepareError, PreparedMemory, PreparedStation,
    Summary, allocate,
};
use citygate::policy::{Policy, Share, Step, Target, regimes};
use citygate::user::{Attributes, CLASS_COUNT, ClassSet, SupplyClass, User};
use oracle::draw::problems;
use oracle::random::Draw;

fn cases() -> u64 {
    problems(60_000)
}

/// Quantities of every size.
fn quantity(draw: &mut Draw) -> u32 {
    match draw.below(8) {
        0..4 => draw.below(8) as u32,
        4..6 => draw.below(2000) as u32,
        6 => draw.next() as u32,
        _ => u32::MAX - draw.below(3) as u32,
    }
}

/// How unlike each other the users of a problem are: in some all are simple, so that the fast ways are taken.
fn user(draw: &mut Draw, special: u64) -> User {
    let class = SupplyClass::ALL[draw.below(CLASS_COUNT as u64) as usize];
    let mut user =
        User::new(class, quantity(draw)).with_attributes(Attributes::from_bits(draw.below(4) as u16));
    if draw.chance(special) {
        user = user.with_minimum(quantity(draw));
    }
    if draw.chance(special / 2) {
        user = user.with_base(quantity(draw)).with_weight(draw.below(5) as u16);
    }
    if draw.chance(special / 2) {
        user = user.with_on_off(true);
    }
    user.with_rank(draw.below(3) as u16).with_cumulative_curtailment(draw.below(4))
}

fn wanting(mut user: User, demand: u32) -> User {
    user.demand = demand;
    user
}

fn users(draw: &mut Draw) -> Vec<User> {
    let special = [0, 10, 50, 100][draw.below(4) as usize];
    let mut users: Vec<User> = (0..draw.below(14)).map(|_| user(draw, special)).collect();
    if draw.chance(30) {
        users.sort_by_key(|user| user.class());
    }
    users
}

/// A table of steps; in most of them every step serves whole classes.
fn table(draw: &mut Draw) -> Vec<Step> {
    let mut steps = vec![Step::new(
        ClassSet::ALL,
        Target::Demand,
        Share::ALL[draw.below(Share::ALL.len() as u64) as usize],
    )];
    let is_partial = draw.chance(25);
    for _ in 0..draw.below(8) {
        let classes = if draw.chance(60) { 1 << draw.below(6) } else { 1 + draw.below(63) };
        let target = match draw.below(if is_partial { 4 } else { 2 }) {
            0 => Target::Minimum,
            1 => Target::Demand,
            2 => Target::PermilleOfDemand(1 + draw.below(1000) as u16),
            _ => Target::PermilleOfBase(1 + draw.below(1500) as u16),
        };
        let share = Share::ALL[draw.below(Share::ALL.len() as u64 + 2) as usize % Share::ALL.len()];
        steps.insert(steps.len() - 1, Step::new(ClassSet::from_bits(classes as u8).unwrap(), target, share));
        if Policy::new(&steps, ClassSet::ALL, Attributes::ALL).is_err() {
            steps.remove(steps.len() - 2);
        }
    }
    steps
}

fn supply(draw: &mut Draw, users: &[User]) -> u64 {
    let demand: u64 = users.iter().map(|user| u64::from(user.demand)).sum();
    match draw.below(6) {
        0 => draw.below(4),
        1 => demand.saturating_sub(draw.below(3)),
        _ => (u128::from(demand) * u128::from(draw.below(1040)) / 1024) as u64 + draw.below(3),
    }
}

fn from_nothing(policy: &Policy, users: &[User], supply: u64) -> (Vec<Grant>, Summary) {
    let mut grants = vec![Grant::EMPTY; users.len()];
    let mut summary = Summary::default();
    allocate(policy, users, supply, &mut grants, &mut summary).unwrap();
    (grants, summary)
}

/// Memory that holds anything but zeros.
struct Memory {
    users: Vec<User>,
    grants: Vec<Grant>,
    words: Vec<u32>,
}

impl Memory {
    fn for_users(count: usize) -> Memory {
        Memory {
            users: vec![User::new(SupplyClass::Chemical, 77).with_on_off(true); count],
            grants: vec![Grant::EMPTY; count],
            words: vec![0xdead_beef; count * PreparedMemory::WORDS_PER_USER],
        }
    }

    fn lend(&mut self) -> PreparedMemory<'_> {
        PreparedMemory { users: &mut self.users, grants: &mut self.grants, words: &mut self.words }
    }
}

/// Prepares a station, changes demands and supply, and compares every answer.
fn check_station(draw: &mut Draw, policy: &Policy) {
    let mut now = users(draw);
    let prepared = now.clone();
    let mut memory = Memory::for_users(now.len());
    let mut station = PreparedStation::new(policy, &prepared, memory.lend()).unwrap();
    for _ in 0..3 {
        let supply = supply(draw, &now);
        let (grants, summary) = from_nothing(policy, &now, supply);
        assert_eq!(station.allocate(supply), &summary, "{policy:?} {now:?} {supply}");
        let mut written = vec![Grant::EMPTY; now.len()];
        station.write_grants(&mut written);
        assert_eq!(written, grants, "{policy:?} {now:?} {supply}");
        for _ in 0..draw.below(4) {
            let index = draw.below(now.len() as u64 + 1) as usize;
            let demand = quantity(draw);
            let before = now.get_mut(index).map(|user| std::mem::replace(&mut user.demand, demand));
            assert_eq!(station.set_demand(index, demand), before);
        }
        // Until the next allocation nothing else is told.
        station.write_grants(&mut written);
        assert_eq!(written, grants, "{policy:?} {now:?} {supply}");
        assert_eq!(station.summary(), &summary);
    }
}

/// Shares out a batch: with the feature for it sometimes on several threads.
fn share_out(
    station: &mut PreparedStation,
    draw: &mut Draw,
    policy: &Policy,
    users: &[User],
    batch: Batch,
    results: BatchOutput,
) {
    let helpers = if cfg!(feature = "rayon") && draw.chance(20) { 1 + draw.below(3) } else { 0 };
    let mut memories: Vec<Memory> = (0..helpers).map(|_| Memory::for_users(users.len())).collect();
    let prepared = memories.iter_mut().map(|memory| PreparedStation::new(policy, users, memory.lend()));
    let mut others: Vec<PreparedStation> = prepared.map(Result::unwrap).collect();
    if others.is_empty() {
        return station.allocate_batch(batch, results).unwrap();
    }
    #[cfg(feature = "rayon")]
    station.allocate_batch_with(&mut others, batch, results).unwrap();
}

fn check_batch(draw: &mut Draw, policy: &Policy) {
    let prepared = users(draw);
    let mut memory = Memory::for_users(prepared.len());
    let mut station = PreparedStation::new(policy, &prepared, memory.lend()).unwrap();
    let own_supply = supply(draw, &prepared);
    station.allocate(own_supply);
    let mut users = prepared.clone();
    if draw.chance(50)
        && let Some(user) = users.last_mut()
    {
        user.demand = quantity(draw);
        station.set_demand(prepared.len() - 1, user.demand);
    }
    let order: Vec<usize> = station.order().iter().map(|index| *index as usize).collect();
    let count = draw.below(4) as usize;
    let rows: Vec<Vec<User>> =
        (0..count).map(|_| users.iter().map(|user| wanting(*user, quantity(draw))).collect()).collect();
    let supplies: Vec<u64> = rows.iter().map(|row| supply(draw, row)).collect();
    for is_in_station_order in [false, true] {
        let column = |of: &dyn Fn(usize, usize) -> u32| -> Vec<u32> {
            let place = |user: usize| if is_in_station_order { order[user] } else { user };
            (0..count)
                .flat_map(|row| (0..users.len()).map(move |user| (row, user)))
                .map(|(row, user)| of(row, place(user)))
                .collect()
        };
        let demands = column(&|row, user| rows[row][user].demand);
        let expected: Vec<_> =
            rows.iter().zip(&supplies).map(|(row, supply)| from_nothing(policy, row, *supply)).collect();
        let expected_grants = column(&|row, user| expected[row].0[user].granted());
        let expected_reasons: Vec<Grant> =
            expected.iter().flat_map(|(grants, _)| grants.iter().copied()).collect();
        for (wants_grants, wants_reasons) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut grants = vec![Grant::EMPTY; demands.len()];
            let mut classes = vec![[ClassTotal::default(); CLASS_COUNT]; count];
            let mut granted = vec![7; demands.len()];
            let results = BatchOutput {
                classes: &mut classes,
                granted: wants_grants.then_some(&mut granted[..]),
                grants: wants_reasons.then_some(&mut grants[..]),
            };
            let batch = Batch { demands: &demands, supplies: &supplies, is_in_station_order };
            share_out(&mut station, draw, policy, &prepared, batch, results);
            for (row, (classes, (_, summary))) in classes.iter().zip(&expected).enumerate() {
                assert_eq!(*classes, summary.classes, "{policy:?} {:?} {}", rows[row], supplies[row]);
            }
            if wants_grants {
                assert_eq!(granted, expected_grants, "{policy:?} {rows:?} {supplies:?}");
            }
            if wants_reasons {
                assert_eq!(grants, expected_reasons, "{policy:?} {rows:?} {supplies:?}");
            }
        }
    }
    // The station has its own demands, that which changed included, and its own supply.
    let (grants, summary) = from_nothing(policy, &users, own_supply);
    assert_eq!(station.summary(), &summary);
    assert!(grants.iter().enumerate().all(|(user, grant)| station.grant(user) == Some(*grant)));
}

#[test]
fn a_prepared_station_answers_as_the_allocation_from_nothing() {
    let mut draw = Draw(1);
    for _ in 0..cases() {
        let table = table(&mut draw);
        let policy = Policy::new(&table, ClassSet::ALL, Attributes::ALL).unwrap();
        check_station(&mut draw, &policy);
    }
}

#[test]
fn a_prepared_station_answers_alike_under_the_built_in_orders() {
    let regimes: Vec<_> = regimes::all().collect();
    let mut draw = Draw(2);
    for _ in 0..cases() {
        let policy = regimes[draw.below(regimes.len() as u64) as usize].policy();
        check_station(&mut draw, &policy);
    }
}

#[test]
fn a_batch_answers_as_one_allocation_for_each_case() {
    let regimes: Vec<_> = regimes::all().collect();
    let mut draw = Draw(3);
    for case in 0..cases() {
        if case % 2 == 0 {
            let policy = regimes[draw.below(regimes.len() as u64) as usize].policy();
            check_batch(&mut draw, &policy);
        } else {
            let table = table(&mut draw);
            check_batch(&mut draw, &Policy::new(&table, ClassSet::ALL, Attributes::ALL).unwrap());
        }
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let users = [User::new(SupplyClass::Residential, 5); 3];
    let policy = &regimes::JILIN_2024;
    for (short_users, short_grants, short_words) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
        let mut memory = Memory::for_users(3);
        memory.users.truncate(3 - short_users);
        memory.grants.truncate(3 - short_grants);
        memory.words.truncate(3 * PreparedMemory::WORDS_PER_USER - short_words);
        let refused = PreparedStation::new(policy, &users, memory.lend()).err();
        assert_eq!(refused, Some(PrepareError::MemoryTooSmall { room: 2, users: 3 }));
    }
    let mut memory = Memory::for_users(3);
    let mut station = PreparedStation::new(policy, &users, memory.lend()).unwrap();
    let mut run = |demands: usize, classes: usize, granted: Option<usize>, grants: Option<usize>| {
        let (demands, mut classes) = (vec![1; demands], vec![[ClassTotal::default(); CLASS_COUNT]; classes]);
        let mut granted = granted.map(|count| vec![0; count]);
        let mut grants = grants.map(|count| vec![Grant::EMPTY; count]);
        let results = BatchOutput {
            classes: &mut classes,
            granted: granted.as_deref_mut(),
            grants: grants.as_deref_mut(),
        };
        let batch = Batch { demands: &demands, supplies: &[4, 4], is_in_station_order: false };
        station.allocate_batch(batch, results)
    };
    assert_eq!(run(5, 2, None, None), Err(BatchError::DemandCount { expected: 6, given: 5 }));
    assert_eq!(run(6, 1, None, None), Err(BatchError::ClassTotalCount { expected: 2, given: 1 }));
    assert_eq!(run(6, 2, Some(7), None), Err(BatchError::GrantCount { expected: 6, given: 7 }));
    assert_eq!(run(6, 2, Some(6), Some(5)), Err(BatchError::GrantCount { expected: 6, given: 5 }));
    assert_eq!(run(6, 2, Some(6), Some(6)), Ok(()));
    assert_eq!(station.demand(3), None);
    assert_eq!(station.set_demand(3, 1), None);
    assert_eq!(station.grant(3), None);
}
