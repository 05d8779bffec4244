//! The properties that every allocation has, over random problems.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::allocate::{Grant, Reason, Summary, allocate};
use citygate::policy::{Policy, Share, Step, Target, regimes};
use citygate::user::{Attributes, CLASS_COUNT, ClassSet, SupplyClass, User};
use oracle::draw::problems;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Draws the same problems on every run: a failure on one machine is a failure on all.
fn runner(standing: u32) -> TestRunner {
    let cases = problems(standing);
    let config =
        Config { cases, max_global_rejects: u32::MAX, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn class() -> impl Strategy<Value = SupplyClass> {
    (0..CLASS_COUNT as u8).prop_map(|code| SupplyClass::from_code(code).unwrap())
}

/// Quantities of every size: small ones collide, large ones overflow what can overflow.
fn quantity() -> impl Strategy<Value = u32> {
    prop_oneof![3 => 0u32..8, 2 => 0u32..2000, 1 => any::<u32>(), 1 => u32::MAX - 3..=u32::MAX]
}

fn user() -> impl Strategy<Value = User> {
    let special = (
        prop_oneof![3 => Just(0u32), 2 => quantity()],
        prop_oneof![4 => Just(0u32), 1 => quantity()],
        prop_oneof![3 => Just(1u16), 1 => 0u16..4, 1 => any::<u16>()],
        prop_oneof![3 => Just(0u16), 1 => 0u16..4, 1 => any::<u16>()],
        prop_oneof![2 => Just(0u64), 1 => 0u64..4, 1 => any::<u64>()],
        0u16..4,
        prop::bool::weighted(0.15),
    );
    (class(), quantity(), special).prop_map(
        |(class, demand, (minimum, base, weight, rank, curtailment, attributes, on_off))| {
            User::new(class, demand)
                .with_minimum(minimum)
                .with_base(base)
                .with_weight(weight)
                .with_rank(rank)
                .with_cumulative_curtailment(curtailment)
                .with_attributes(Attributes::from_bits(attributes))
                .with_on_off(on_off)
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let target = prop_oneof![
        2 => Just(Target::Minimum),
        4 => Just(Target::Demand),
        1 => (1u16..=1000).prop_map(Target::PermilleOfDemand),
        1 => (1u16..=1500).prop_map(Target::PermilleOfBase),
    ];
    let attributes =
        prop_oneof![3 => Just((0u16, 0u16)), 1 => Just((1, 0)), 1 => Just((0, 1)), 1 => Just((2, 1))];
    (1u8..64, target, prop::sample::select(&Share::ALL[..]), attributes).prop_map(
        |(classes, target, share, (all, none))| {
            Step::new(ClassSet::from_bits(classes).unwrap(), target, share)
                .with_all(Attributes::from_bits(all))
                .with_none(Attributes::from_bits(none))
        },
    )
}

/// Any table that is a policy: steps that could never ask for anything are left out, and the last one serves all demand.
fn table() -> impl Strategy<Value = Vec<Step>> {
    (prop::collection::vec(step(), 0..6), prop::sample::select(&Share::ALL[..])).prop_map(|(drawn, share)| {
        let last = Step::new(ClassSet::ALL, Target::Demand, share);
        drawn.into_iter().fold(vec![last], |mut steps, step| {
            steps.insert(steps.len() - 1, step);
            if Policy::new(&steps, ClassSet::ALL, Attributes::ALL).is_err() {
                steps.remove(steps.len() - 2);
            }
            steps
        })
    })
}

/// A supply between nothing and a little more than everything, in 1/1024ths of the demand.
fn supply_of(users: &[User], part: u64) -> u64 {
    let demand: u64 = users.iter().map(|user| user.demand as u64).sum();
    (demand as u128 * part as u128 / 1024) as u64 + part % 3
}

fn run(policy: &Policy, users: &[User], supply: u64) -> (Vec<Grant>, Summary) {
    let mut grants = vec![Grant::EMPTY; users.len()];
    let mut summary = Summary::default();
    allocate(policy, users, supply, &mut grants, &mut summary).unwrap();
    (grants, summary)
}

#[test]
fn random_problems_match_the_definitions() {
    let problem = (table(), prop::collection::vec(user(), 0..6), 0u64..1040);
    runner(700_000)
        .run(&problem, |(table, users, part)| {
            let policy = Policy::new(&table, ClassSet::ALL, Attributes::ALL).unwrap();
            oracle::check(&policy, &users, supply_of(&users, part));
            Ok(())
        })
        .unwrap();
}

#[test]
fn random_problems_under_the_built_in_orders_match_the_definitions() {
    let regimes: Vec<_> = regimes::all().collect();
    let problem = (prop::sample::select(regimes), prop::collection::vec(user(), 0..6), 0u64..1040);
    runner(300_000)
        .run(&problem, |(regime, users, part)| {
            oracle::check(&regime.policy(), &users, supply_of(&users, part));
            Ok(())
        })
        .unwrap();
}

/// Conservation, bounds, totals, reasons and independence of what was in the output before, for many users.
#[test]
fn many_users_keep_the_totals() {
    let problem = (table(), prop::collection::vec(user(), 0..300), 0u64..1040);
    runner(20_000)
        .run(&problem, |(table, users, part)| {
            let policy = Policy::new(&table, ClassSet::ALL, Attributes::ALL).unwrap();
            let supply = supply_of(&users, part);
            let (grants, summary) = run(&policy, &users, supply);
            oracle::check_totals(&policy, &users, supply, &grants, &summary);
            for (user, grant) in users.iter().zip(&grants) {
                prop_assert!(grant.granted() <= user.demand);
                prop_assert!(grant.granted() == 0 || grant.granted() >= user.effective_minimum());
                prop_assert_eq!(grant.reason() == Reason::Satisfied, grant.granted() == user.demand);
                let steps = policy.steps().len() as u8;
                prop_assert!(grant.step().is_none_or(|step| step < steps));
                prop_assert_eq!(grant.node(), None);
            }
            let mut dirty = grants.clone();
            let mut dirty_summary = summary;
            allocate(&policy, &users, supply, &mut dirty, &mut dirty_summary).unwrap();
            prop_assert_eq!(&dirty, &grants);
            prop_assert_eq!(dirty_summary, summary);
            Ok(())
        })
        .unwrap();
}

/// Users without indivisible parts, so that the divisible rules are free to divide.
fn divisible_users(most: usize) -> impl Strategy<Value = Vec<User>> {
    let divisible = user().prop_map(|user| user.with_minimum(0).with_on_off(false));
    prop::collection::vec(divisible, 1..most)
}

fn class_order(share: Share) -> Vec<Step> {
    SupplyClass::ALL.iter().map(|class| Step::new(ClassSet::of(&[*class]), Target::Demand, share)).collect()
}

fn divisible_rule() -> impl Strategy<Value = Share> {
    prop::sample::select(&[Share::ProRata, Share::Equal, Share::Ranked][..])
}

/// More supply lowers nobody by more than one unit of rounding, and a short step leaves nothing to later ones.
#[test]
fn more_supply_lowers_nobody() {
    runner(100_000)
        .run(
            &(divisible_rule(), divisible_users(12), 0u64..1024, 0u64..1024),
            |(share, users, part, more)| {
                let table = class_order(share);
                let policy = Policy::new(&table, ClassSet::ALL, Attributes::NONE).unwrap();
                let (few, short) = run(&policy, &users, supply_of(&users, part));
                let (many, _) = run(&policy, &users, supply_of(&users, part) + supply_of(&users, more));
                for (few, many) in few.iter().zip(&many) {
                    prop_assert!(many.granted() as u64 + 1 >= few.granted() as u64);
                }
                let first_short = short.steps.iter().position(|step| step.granted < step.asked);
                if let Some(first) = first_short {
                    prop_assert!(short.steps[first + 1..].iter().all(|step| step.granted == 0));
                    prop_assert_eq!(short.unused, 0);
                }
                Ok(())
            },
        )
        .unwrap();
}

/// Moving a user to a more protected class never lowers what it gets, up to one unit of rounding.
#[test]
fn a_better_class_is_never_worse() {
    let problem = (divisible_rule(), divisible_users(12), 0u64..1024, any::<prop::sample::Index>(), class());
    runner(100_000)
        .run(&problem, |(share, mut users, part, who, to)| {
            let table = class_order(share);
            let policy = Policy::new(&table, ClassSet::ALL, Attributes::NONE).unwrap();
            let supply = supply_of(&users, part);
            let who = who.index(users.len());
            let before = run(&policy, &users, supply).0[who].granted();
            let user = users[who];
            if to < user.class().unwrap() {
                users[who] = User::new(to, user.demand)
                    .with_base(user.base)
                    .with_weight(user.weight)
                    .with_rank(user.rank);
                let after = run(&policy, &users, supply).0[who].granted();
                prop_assert!(after as u64 + 1 >= before as u64, "{before} became {after}");
            }
            Ok(())
        })
        .unwrap();
}

/// Pro rata: the sum is exact, and each share within one unit of the exact fraction, for totals up to 2⁵².
#[test]
fn pro_rata_is_exact_up_to_two_to_the_52() {
    let table = class_order(Share::ProRata);
    let policy = Policy::new(&table, ClassSet::ALL, Attributes::NONE).unwrap();
    // 2²⁰ users of up to 2³² each: totals up to 2⁵².
    for (count, seed) in [(1u64 << 20, 1u64), (1 << 20, 2), ((1 << 20) - 7, 3), (1000, 4), (3, 5)] {
        let mut state = seed;
        let users: Vec<User> = (0..count)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let demand = if seed == 1 { u32::MAX } else { (state >> 32) as u32 };
                User::new(SupplyClass::Heating, demand)
            })
            .collect();
        let total: u64 = users.iter().map(|user| user.demand as u64).sum();
        for supply in [0, 1, count - 1, total / 3, total * 3 / 5, total / 2 + 1, total - 1] {
            let (grants, summary) = run(&policy, &users, supply);
            assert_eq!(grants.iter().map(|grant| grant.granted() as u64).sum::<u64>(), supply);
            assert_eq!(summary.unused, 0);
            for (user, grant) in users.iter().zip(&grants) {
                let exact = user.demand as i128 * supply as i128;
                let difference = grant.granted() as i128 * total as i128 - exact;
                // Within 1 + total / 2⁶⁴ units: here, within 1 + 2⁻¹².
                assert!(difference.abs() <= total as i128 + ((total as i128 * total as i128) >> 64));
            }
        }
    }
}
