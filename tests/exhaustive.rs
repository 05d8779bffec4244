//! Every small problem, against the definitions.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::policy::{Policy, Share, Step, Target, regimes};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

const CLASSES: [SupplyClass; 3] = [SupplyClass::Residential, SupplyClass::Vehicles, SupplyClass::Chemical];

/// Calls `see` with every list of `count` users out of `kinds`.
fn every_list(kinds: &[User], count: usize, see: &mut impl FnMut(&[User])) {
    for number in 0..kinds.len().pow(count as u32) {
        let users: Vec<User> =
            (0..count).map(|i| kinds[number / kinds.len().pow(i as u32) % kinds.len()]).collect();
        see(&users);
    }
}

/// All users of three classes with these demands and minimums. A minimum above the demand is a valid user.
fn kinds(demands: u32, minimums: u32) -> Vec<User> {
    let mut kinds = Vec::new();
    for class in CLASSES {
        for demand in 0..=demands {
            for minimum in 0..=minimums {
                kinds.push(User::new(class, demand).with_minimum(minimum));
            }
        }
    }
    kinds
}

/// The class order with the minimums first, and with the whole demand in one step, both shared by one rule.
fn tables(share: Share) -> [Vec<Step>; 2] {
    let step = |class: SupplyClass, target| Step::new(ClassSet::of(&[class]), target, share);
    let minimums_first =
        CLASSES.iter().flat_map(|c| [step(*c, Target::Minimum), step(*c, Target::Demand)]).collect();
    let in_one = CLASSES.iter().map(|c| step(*c, Target::Demand)).collect();
    [minimums_first, in_one]
}

fn check_every(
    share: Share,
    counts: std::ops::RangeInclusive<usize>,
    kinds: &[User],
    most_supply: u64,
) -> u64 {
    let mut problems = 0;
    for table in tables(share) {
        let policy = Policy::new(&table, ClassSet::of(&CLASSES), Attributes::NONE).unwrap();
        for count in counts.clone() {
            every_list(kinds, count, &mut |users| {
                let mut before: Option<Vec<u32>> = None;
                for supply in 0..=most_supply {
                    let (granted, _) = oracle::check(&policy, users, supply);
                    let divisible = !matches!(share, Share::AllOrNothing | Share::Rotating);
                    if divisible && users.iter().all(|user| user.minimum == 0) {
                        // More supply lowers nobody by more than one unit of rounding.
                        if let Some(before) = &before {
                            assert!(granted.iter().zip(before).all(|(now, then)| now + 1 >= *then));
                        }
                        before = Some(granted);
                    }
                    problems += 1;
                }
            });
        }
    }
    println!("{}: {problems} problems of {counts:?} users", share.name());
    problems
}

macro_rules! every_problem {
    ($($name:ident: $share:expr;)+) => {
        $(mod $name {
            use super::*;

            #[test]
            fn of_up_to_three_users() {
                assert_eq!(check_every($share, 0..=3, &kinds(4, 2), 12), 2 * 13 * (1 + 45 + 45 * 45 + 45 * 45 * 45));
            }

            #[test]
            fn of_four_users() {
                assert_eq!(check_every($share, 4..=4, &kinds(3, 1), 12), 2 * 13 * 24u64.pow(4));
            }
        })+
    };
}

every_problem! {
    pro_rata: Share::ProRata;
    equal: Share::Equal;
    ranked: Share::Ranked;
    all_or_nothing: Share::AllOrNothing;
    rotating: Share::Rotating;
}

/// Users that differ in everything else: rank, weight, base, on/off, cumulative curtailment.
#[test]
fn every_problem_of_special_users_in_one_step() {
    let mut kinds = Vec::new();
    for demand in [1, 3, 4] {
        for minimum in [0, 2] {
            for (rank, weight, base, curtailment) in [(0, 1, 0, 0), (1, 3, 2, 5), (0, 2, 5, 9)] {
                for on_off in [false, true] {
                    kinds.push(
                        User::new(SupplyClass::Chemical, demand)
                            .with_minimum(minimum)
                            .with_rank(rank)
                            .with_weight(weight)
                            .with_base(base)
                            .with_cumulative_curtailment(curtailment)
                            .with_on_off(on_off),
                    );
                }
            }
        }
    }
    let chemical = ClassSet::of(&[SupplyClass::Chemical]);
    let targets = [Target::PermilleOfDemand(500), Target::PermilleOfBase(800), Target::Minimum];
    let mut problems = 0u64;
    for share in Share::ALL {
        for first in targets {
            let table = [Step::new(chemical, first, share), Step::new(chemical, Target::Demand, share)];
            let policy = Policy::new(&table, chemical, Attributes::NONE).unwrap();
            every_list(&kinds, 3, &mut |users| {
                for supply in 0..=12 {
                    oracle::check(&policy, users, supply);
                    problems += 1;
                }
            });
        }
    }
    println!("{problems} problems of special users");
    assert_eq!(problems, 5 * 3 * 13 * 36u64.pow(3));
}

/// The default policy as it stands, with the supply from nothing to more than enough: as supply comes back, gas
/// returns in the order of service, and an increment goes to the most protected demand that is unmet.
#[test]
fn supply_returns_in_the_order_of_service() {
    let users: Vec<User> = SupplyClass::ALL
        .iter()
        .rev()
        .flat_map(|class| [User::new(*class, 7).with_minimum(3), User::new(*class, 5)])
        .collect();
    let demand: u64 = users.iter().map(|user| user.demand as u64).sum();
    let mut before = oracle::check(&regimes::JILIN_2024, &users, 0).1;
    for supply in 1..=demand + 3 {
        let (_, now) = oracle::check(&regimes::JILIN_2024, &users, supply);
        let complete = |k: usize| now.classes[k].granted == now.classes[k].demand;
        for k in 0..SupplyClass::ALL.len() {
            if now.classes[k].granted > before.classes[k].granted {
                // Everyone more protected has all it wants, or waits for a minimum that does not fit yet.
                let waiting = (0..k).find(|&better| !complete(better));
                let rest = waiting.map(|better| now.classes[better].demand - now.classes[better].granted);
                assert!(rest.is_none_or(|rest| rest >= 3), "class {k} before class {waiting:?}");
            }
        }
        before = now;
    }
    assert_eq!(before.served, demand);
    assert_eq!(before.unused, 3);
}
