//! Hours ahead: against the definitions, against one station hour by hour, and against its own promises.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::allocate::{AllocateError, Grant, Reason, Summary, add_curtailment, allocate};
use citygate::horizon::{HorizonError, Outlook, Period, Spread, Storage};
use citygate::network::{NetworkError, Node};
use citygate::policy::regimes::JILIN_2024;
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, CLASS_COUNT, ClassSet, SupplyClass, User};
use oracle::class_order;
use oracle::draw::problems;
use oracle::random::{Draw, ahead as random_ahead};
use oracle::time::{Ahead, Planned};
use oracle::tree::Tree;

const SHARES: [Share; 5] =
    [Share::ProRata, Share::Equal, Share::Ranked, Share::AllOrNothing, Share::Rotating];
const SPREADS: [Spread; 2] = [Spread::Even, Spread::Earliest];

fn policy(steps: &[Step]) -> Policy<'_> {
    Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap()
}

fn random_users(draw: &mut Draw, nodes: usize, most: u64, scale: u64) -> Vec<User> {
    (0..1 + draw.below(most))
        .map(|_| {
            let class = SupplyClass::ALL[draw.below(6) as usize];
            User::new(class, draw.below(scale + 1) as u32).at_node(draw.below(nodes.max(1) as u64) as u32)
        })
        .collect()
}

/// A user with anything that users can have.
fn special(draw: &mut Draw, user: User, scale: u64) -> User {
    let user = user.with_rank(draw.below(3) as u16).with_weight(1 + draw.below(4) as u16);
    let user = if draw.chance(40) { user.with_minimum(draw.below(scale) as u32) } else { user };
    let user = if draw.chance(20) { user.with_base(1 + draw.below(scale) as u32) } else { user };
    user.with_on_off(draw.chance(20)).with_cumulative_curtailment(draw.below(scale * 2))
}

/// A policy of a few steps with any rule and target; the last one serves everybody.
fn random_steps(draw: &mut Draw) -> Vec<Step> {
    let mut steps: Vec<Step> = (0..draw.below(4))
        .map(|_| {
            let classes = ClassSet::from_bits(1 + draw.below(63) as u8).unwrap();
            let target = match draw.below(3) {
                0 => Target::Minimum,
                1 => Target::PermilleOfDemand(1 + draw.below(1000) as u16),
                _ => Target::Demand,
            };
            Step::new(classes, target, SHARES[draw.below(5) as usize])
        })
        .collect();
    steps.push(Step::new(ClassSet::ALL, Target::Demand, SHARES[draw.below(5) as usize]));
    steps
}

fn amounts(grants: &[Grant]) -> Vec<i128> {
    grants.iter().map(|grant| grant.granted() as i128).collect()
}

/// What a plan says of itself, by the definitions: the gas is there hour by hour, and the totals add up.
fn check_plan(ahead: &Ahead, users: &[User], planned: &Planned) {
    let case = || format!("{ahead:?}\n{users:#?}\n{planned:#?}");
    let now = amounts(&planned.grants);
    let withdrawals = ahead.withdrawals(users, &now).unwrap_or_else(|| panic!("no gas for it\n{}", case()));
    let mut stock = ahead.storage.stock;
    for (t, total) in planned.periods.iter().enumerate() {
        stock = stock + ahead.periods[t].delivery - withdrawals[t];
        assert_eq!((total.withdrawn, total.stock), (withdrawals[t], stock), "{}", case());
        let sources: u64 = ahead.nodes.iter().map(|node| node.source).sum();
        assert_eq!(total.supply, ahead.periods[t].supply + sources);
        for class in SupplyClass::ALL {
            let members = || (0..users.len()).filter(|&u| users[u].class() == Some(class));
            let demand: i128 = members().map(|u| ahead.demand(&users[u], t)).sum();
            let granted: i128 = members().map(|u| now[t * users.len() + u]).sum();
            let found = total.classes[class as usize];
            assert_eq!((found.demand as i128, found.granted as i128), (demand, granted), "{}", case());
        }
    }
    for (class, outlook) in planned.outlook.iter().enumerate() {
        let first = |is_so: &dyn Fn(u64, u64) -> bool| {
            let mut classes = planned.periods.iter().map(|total| total.classes[class]);
            classes.position(|c| is_so(c.demand, c.granted)).map_or(Outlook::NEVER, |t| t as u32)
        };
        assert_eq!(outlook.first_touched_period, first(&|demand, granted| granted < demand), "{}", case());
        assert_eq!(
            outlook.cut_off_period,
            first(&|demand, granted| demand > 0 && granted == 0),
            "{}",
            case()
        );
    }
    check_totals(ahead, planned, &case);
    check_reasons(ahead, users, planned, &case);
}

fn check_totals(ahead: &Ahead, planned: &Planned, case: &dyn Fn() -> String) {
    let Summary { demand, supply, served, curtailed, unused, .. } = planned.summary;
    assert_eq!((served + curtailed, served + unused), (demand, supply), "{}", case());
    assert_eq!(served as i128, amounts(&planned.grants).iter().sum::<i128>(), "{}", case());
    let deliveries: u64 = ahead.periods.iter().map(|period| period.delivery).sum();
    let usable = (ahead.storage.stock + deliveries).saturating_sub(ahead.storage.reserve);
    let entering: u64 = planned.periods.iter().map(|total| total.supply).sum();
    assert_eq!(supply, entering + usable, "{}", case());
}

fn check_reasons(ahead: &Ahead, users: &[User], planned: &Planned, case: &dyn Fn() -> String) {
    for (leaf, grant) in planned.grants.iter().enumerate() {
        let (t, u) = (leaf / users.len(), leaf % users.len());
        let is_satisfied = grant.granted() as i128 == ahead.demand(&users[u], t);
        assert_eq!(grant.reason() == Reason::Satisfied, is_satisfied, "{}", case());
        match grant.reason() {
            Reason::HeldByNode => assert!(grant.node().is_some(), "{}", case()),
            // Of a minimum it may have been the supply or a node.
            Reason::MinimumDidNotFit => {}
            _ => assert_eq!(grant.node(), None, "{}", case()),
        }
        if let Some(node) = grant.node() {
            let tree = Tree { nodes: ahead.nodes.clone(), supply: 0 };
            assert!(tree.path(users[u].node as usize).contains(&(node as usize)), "{}", case());
            assert_eq!(planned.loads[t * ahead.nodes.len() + node as usize].binding, 1, "{}", case());
        }
    }
}

/// The members of a class among all users in time, with what they want; the others want nothing.
fn increments_of(class: SupplyClass, in_time: &[User]) -> Vec<i128> {
    in_time.iter().map(|user| if user.class() == Some(class) { user.demand as i128 } else { 0 }).collect()
}

fn sum(a: &[i128], b: &[i128]) -> Vec<i128> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

#[test]
fn random_horizons_serve_the_most_and_are_certified() {
    let mut draw = Draw(72);
    let steps = class_order(Share::ProRata);
    for round in 0..problems(5_000) {
        let scale = [10, 1000, 1 << 28][round % 3];
        let mut ahead = random_ahead(&mut draw, 24, if round % 2 == 0 { 0 } else { 4 }, scale);
        ahead.spread = SPREADS[round / 2 % 2];
        let users = random_users(&mut draw, ahead.nodes.len(), 12, scale);
        let (tree, in_time) = (ahead.chained(), ahead.users_in_time(&users));
        let mut have = vec![0; in_time.len()];
        for (class, step) in
            SupplyClass::ALL
                .iter()
                .zip(ahead.by_step(&steps, &users, |of_these, planned| check_plan(&ahead, of_these, planned)))
        {
            let increments = increments_of(*class, &in_time);
            let most = tree.most(&in_time, &sum(&have, &increments)) - have.iter().sum::<i128>();
            assert_eq!(step.iter().sum::<i128>(), most, "{class:?}\n{ahead:?}\n{users:#?}");
            match ahead.spread {
                Spread::Even => tree.check_certificate(&in_time, &have, &step, &increments, &increments),
                Spread::Earliest => check_earliest(&tree, &in_time, users.len(), &have, &step, &increments),
            }
            have = sum(&have, &step);
        }
    }
}

/// One period after the other gets the most that those before leave, shared fairly.
fn check_earliest(
    tree: &Tree,
    in_time: &[User],
    users: usize,
    have: &[i128],
    step: &[i128],
    increments: &[i128],
) {
    let mut have = have.to_vec();
    for t in 0..in_time.len() / users {
        let present = |part: &[i128]| {
            (0..part.len()).map(|i| if i / users == t { part[i] } else { 0 }).collect::<Vec<_>>()
        };
        let (increments, part) = (present(increments), present(step));
        let most = tree.most(in_time, &sum(&have, &increments)) - have.iter().sum::<i128>();
        assert_eq!(part.iter().sum::<i128>(), most, "period {t}\n{tree:?}\n{in_time:#?}");
        tree.check_certificate(in_time, &have, &part, &increments, &increments);
        have = sum(&have, &part);
    }
}

/// Every horizon of up to three periods and two users with small numbers: the fairest by the definition.
#[test]
fn every_small_horizon_is_the_fairest() {
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::ProRata)];
    let policy = policy(&steps);
    let mut count = 0;
    for number in 0..4u64 * 4 * 4 * 5 * 2 * 3 * 3 * 3 * 2 {
        let mut rest = number;
        let mut pick = |bound: u64| {
            let choice = rest % bound;
            rest /= bound;
            choice
        };
        let periods = [pick(4), pick(4), pick(4)].map(Period::new);
        let storage =
            Storage { stock: pick(5), reserve: pick(2), withdrawal: 1 + pick(3), ..Storage::default() };
        let users = [1 + pick(3), pick(3)].map(|demand| User::new(SupplyClass::Heating, demand as u32));
        let mut ahead = Ahead { nodes: vec![], periods: periods.to_vec(), storage, spread: Spread::Even };
        ahead.periods[2].delivery = 2 * pick(2);
        let planned = ahead.plan(&policy, &users);
        check_plan(&ahead, &users, &planned);
        let (tree, in_time) = (ahead.chained(), ahead.users_in_time(&users));
        let increments: Vec<i128> = in_time.iter().map(|user| user.demand as i128).collect();
        let weights: Vec<i128> = increments.iter().map(|increment| (*increment).max(1)).collect();
        let due = tree.fairest(&in_time, &vec![0; increments.len()], &increments, &weights);
        for (found, (units, weight)) in amounts(&planned.grants).iter().zip(due) {
            let is_near = (found * weight - units).abs() < weight || *found * weight == units;
            assert!(is_near, "{found} instead of {units}/{weight}\n{ahead:?}\n{users:?}\n{planned:#?}");
        }
        count += 1;
    }
    assert_eq!(count, 34_560);
}

/// Without a storage the periods have nothing to do with one another, but for what rotation remembers: each is the
/// station's own answer, to the bit.
#[test]
fn without_a_storage_every_hour_stands_alone() {
    let mut draw = Draw(3);
    for _ in 0..problems(20_000) {
        let scale = [6, 1000][draw.below(2) as usize];
        let mut ahead = random_ahead(&mut draw, 5, 0, scale);
        ahead.storage = Storage::default();
        ahead.periods.iter_mut().for_each(|period| period.delivery = 0);
        let mut users = random_users(&mut draw, 0, 5, scale);
        users.iter_mut().for_each(|user| *user = special(&mut draw, *user, scale));
        let steps: Vec<Step> = random_steps(&mut draw)
            .into_iter()
            .filter(|step| step.share() != Some(Share::Rotating))
            .collect();
        let Ok(policy) = Policy::new(&steps, ClassSet::ALL, Attributes::ALL) else { continue };
        let planned = ahead.plan(&policy, &users);
        check_plan(&ahead, &users, &planned);
        for (t, found) in planned.grants.chunks(users.len()).enumerate() {
            let present: Vec<User> = ahead.users_in_time(&users)[t * users.len()..][..users.len()].to_vec();
            let (mut alone, mut summary) = (vec![Grant::EMPTY; users.len()], Summary::default());
            allocate(&policy, &present, ahead.periods[t].supply, &mut alone, &mut summary).unwrap();
            assert_eq!(found, alone, "period {t}\n{ahead:?}\n{present:#?}");
        }
    }
}

/// A rotating step hour by hour is what a station does that adds up the curtailment.
#[test]
fn rotation_remembers_from_hour_to_hour() {
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::Rotating)];
    let policy = policy(&steps);
    let mut draw = Draw(5);
    for round in 0..problems(5_000) {
        let mut ahead = random_ahead(&mut draw, 8, 0, 10);
        ahead.storage = Storage::default();
        ahead.spread = SPREADS[round % 2];
        let mut users = random_users(&mut draw, 0, 5, 10);
        users.iter_mut().for_each(|user| *user = special(&mut draw, *user, 10));
        let planned = ahead.plan(&policy, &users);
        let mut cumulative_curtailments = users.clone();
        for (t, found) in planned.grants.chunks(users.len()).enumerate() {
            let mut present = ahead.users_in_time(&users)[t * users.len()..][..users.len()].to_vec();
            present
                .iter_mut()
                .zip(&cumulative_curtailments)
                .for_each(|(user, before)| user.cumulative_curtailment = before.cumulative_curtailment);
            let (mut alone, mut summary) = (vec![Grant::EMPTY; users.len()], Summary::default());
            allocate(&policy, &present, ahead.periods[t].supply, &mut alone, &mut summary).unwrap();
            assert_eq!(amounts(found), amounts(&alone), "period {t}\n{ahead:?}\n{present:#?}");
            add_curtailment(&mut present, &alone, 1).unwrap();
            cumulative_curtailments = present;
        }
    }
}

/// One period is a network, and a storage in it is more supply: everything is the same to the bit.
#[test]
fn one_period_is_a_network() {
    let mut draw = Draw(11);
    for _ in 0..problems(30_000) {
        let scale = [6, 1000][draw.below(2) as usize];
        let mut ahead = random_ahead(&mut draw, 1, 5, scale);
        ahead.storage = Storage::default();
        ahead.nodes.resize(ahead.nodes.len().max(1), Node::below(Node::ROOT));
        ahead.periods[0] = Period::new(ahead.periods[0].supply);
        let mut users = random_users(&mut draw, ahead.nodes.len(), 6, scale);
        users.iter_mut().for_each(|user| *user = special(&mut draw, *user, scale));
        let steps = random_steps(&mut draw);
        let Ok(policy) = Policy::new(&steps, ClassSet::ALL, Attributes::ALL) else { continue };
        let planned = ahead.plan(&policy, &users);
        let tree = Tree { nodes: ahead.nodes.clone(), supply: ahead.periods[0].supply };
        let answer = tree.allocate(&policy, &users);
        let case = || format!("{ahead:?}\n{users:#?}");
        assert_eq!(planned.grants, answer.grants, "{}", case());
        assert_eq!(planned.loads, answer.loads, "{}", case());
        assert_eq!(planned.summary, answer.summary, "{}", case());
    }
}

/// Special users under all rules, with storage and network: feasible, explained, minimums kept, nothing wasted in the
/// last step that anybody could take.
#[test]
fn special_users_are_served_by_the_rules() {
    let mut draw = Draw(13);
    for _ in 0..problems(20_000) {
        let scale = [6, 1000][draw.below(2) as usize];
        let ahead = random_ahead(&mut draw, 6, 3, scale);
        let mut users = random_users(&mut draw, ahead.nodes.len(), 5, scale);
        users.iter_mut().for_each(|user| *user = special(&mut draw, *user, scale));
        let steps = random_steps(&mut draw);
        let Ok(policy) = Policy::new(&steps, ClassSet::ALL, Attributes::ALL) else { continue };
        let planned = ahead.plan(&policy, &users);
        check_plan(&ahead, &users, &planned);
        let now = amounts(&planned.grants);
        for (leaf, grant) in planned.grants.iter().enumerate() {
            let (t, user) = (leaf / users.len(), &users[leaf % users.len()]);
            let demand = ahead.demand(user, t) as u32;
            let minimum = user.minimum.min(demand);
            let may = grant.granted() == 0 || grant.granted() >= minimum;
            let may_on_off = !user.is_on_off() || [0, minimum, demand].contains(&grant.granted());
            assert!(may && may_on_off, "{user:?} in period {t}: {grant:?}\n{ahead:?}");
            let is_short_in_last = grant.step() == Some(steps.len() as u8 - 1);
            if is_short_in_last && grant.granted() > 0 && !user.is_on_off() {
                let is_divisible = steps
                    .last()
                    .unwrap()
                    .share()
                    .is_some_and(|share| matches!(share, Share::ProRata | Share::Equal | Share::Ranked));
                let mut more = now.clone();
                more[leaf] += 1;
                let is_wasted = is_divisible && ahead.withdrawals(&users, &more).is_some();
                assert!(
                    !is_wasted,
                    "user {user:?}, period {t}
{steps:?}
{ahead:?}
{users:?}
{planned:#?}"
                );
            }
        }
    }
}

/// All or nothing: evenly, a user is served through all its periods before the next; earliest, a period before the next.
#[test]
fn whole_users_are_served_through_or_hour_by_hour() {
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::AllOrNothing)];
    let users = [User::new(SupplyClass::IndustrialFuel, 10); 2];
    let mut ahead = Ahead {
        nodes: vec![],
        periods: vec![Period::new(0); 2],
        storage: Storage { stock: 20, withdrawal: 20, ..Storage::default() },
        spread: Spread::Even,
    };
    assert_eq!(amounts(&ahead.plan(&policy(&steps), &users).grants), [10, 0, 10, 0]);
    ahead.spread = Spread::Earliest;
    assert_eq!(amounts(&ahead.plan(&policy(&steps), &users).grants), [10, 10, 0, 0]);
}

/// Pywr's test of a stock that runs out: 35 for 10 in each of five steps.
#[test]
fn a_stock_runs_out() {
    let users = [User::new(SupplyClass::Residential, 10)];
    let mut ahead = Ahead {
        nodes: vec![],
        periods: vec![Period::new(0); 5],
        storage: Storage { stock: 35, withdrawal: 1000, ..Storage::default() },
        spread: Spread::Earliest,
    };
    let planned = ahead.plan(&JILIN_2024, &users);
    assert_eq!(amounts(&planned.grants), [10, 10, 10, 5, 0]);
    assert_eq!(planned.outlook[0], Outlook { first_touched_period: 3, cut_off_period: 4 });
    ahead.spread = Spread::Even;
    assert_eq!(amounts(&ahead.plan(&JILIN_2024, &users).grants), [7; 5]);
}

#[test]
fn demands_are_rounded_halves_upwards() {
    let users = [User::new(SupplyClass::Heating, 5)];
    for (permille, wanted) in [(0, 0), (99, 0), (100, 1), (1000, 5), (1099, 5), (1100, 6), (u16::MAX, 328)] {
        let period = Period::new(1000).with_demand_permille([permille; CLASS_COUNT]);
        let ahead =
            Ahead { nodes: vec![], periods: vec![period], storage: Storage::default(), spread: Spread::Even };
        assert_eq!(amounts(&ahead.plan(&JILIN_2024, &users).grants), [wanted], "{permille} permille");
    }
}

/// A small horizon on a network of two nodes that is right.
fn right() -> (Ahead, Vec<User>) {
    let ahead = Ahead {
        nodes: vec![Node::below(Node::ROOT), Node::below(0)],
        periods: vec![Period::new(10); 2],
        storage: Storage { stock: 5, withdrawal: 5, ..Storage::default() },
        spread: Spread::Even,
    };
    (ahead, vec![User::new(SupplyClass::Residential, 7), User::new(SupplyClass::Chemical, 9).at_node(1)])
}

/// What is refused leaves everything as it was.
fn check_refused(change: impl FnOnce(&mut Ahead, &mut Vec<User>), expected: HorizonError) {
    let (mut ahead, mut users) = right();
    change(&mut ahead, &mut users);
    let mut planned = Planned::room(ahead.nodes.len(), users.len(), ahead.periods.len());
    let before = planned.clone();
    assert_eq!(ahead.try_plan(&JILIN_2024, &users, &mut planned), Err(expected));
    assert_eq!(planned, before, "{expected:?}");
    assert!(expected.to_string().len() > 20);
}

#[test]
fn what_is_wrong_is_named() {
    use HorizonError::*;
    const LIMIT: u64 = 1 << 63;
    check_refused(|ahead, _| ahead.periods.clear(), PeriodCount { nodes: 2, periods: 0 });
    check_refused(|ahead, _| ahead.storage.reserved[0] = 1, StorageReservedNotZero);
    check_refused(|ahead, _| ahead.storage.reserved[1] = 1, StorageReservedNotZero);
    check_refused(|ahead, _| ahead.storage.stock = LIMIT, StockTooLarge);
    check_refused(|ahead, _| ahead.periods[1].reserved = 9, ReservedNotZero { period: 1 });
    check_refused(|ahead, _| ahead.periods[1].supply = LIMIT - 15, SupplyTooLarge { period: 1 });
    check_refused(|ahead, _| ahead.periods[0].delivery = u64::MAX, SupplyTooLarge { period: 0 });
    check_refused(
        |ahead, users| {
            ahead.periods[1].demand_permille[5] = 1001;
            users[1].demand = u32::MAX - 1;
        },
        DemandTooLarge { user: 1, period: 1 },
    );
    let network = |error: NetworkError| Network(error);
    check_refused(
        |ahead, _| ahead.nodes[1].source = LIMIT / 2,
        network(NetworkError::SupplyTooLarge { node: 1 }),
    );
    check_refused(|ahead, _| ahead.nodes[1].parent = 1, network(NetworkError::Cycle { node: 1 }));
    check_refused(|ahead, _| ahead.nodes[1].parent = 2, network(NetworkError::UnknownParent { node: 1 }));
    check_refused(|ahead, _| ahead.nodes[0].parent = 0, network(NetworkError::FirstIsNotRoot));
    check_refused(
        |ahead, _| ahead.nodes[1].parent = Node::ROOT,
        network(NetworkError::SecondRoot { node: 1 }),
    );
    check_refused(|_, users| users[1].node = 2, network(NetworkError::UnknownNode { user: 1 }));
    let overflow = AllocateError::CurtailmentOverflow { user: 0 };
    check_refused(|_, users| users[0].cumulative_curtailment = u64::MAX - 13, network(overflow.into()));
}

#[test]
fn wrong_lengths_are_refused() {
    let (ahead, users) = right();
    type Change = fn(&mut Planned);
    let cases: [(Change, HorizonError); 3] = [
        (|p| p.grants.truncate(3), AllocateError::GrantCount { users: 4, grants: 3 }.into()),
        (|p| p.loads.truncate(3), NetworkError::LoadCount { nodes: 4, loads: 3 }.into()),
        (|p| p.periods.truncate(1), HorizonError::TotalCount { periods: 2, totals: 1 }),
    ];
    for (change, expected) in cases {
        let mut planned = Planned::room(2, 2, 2);
        change(&mut planned);
        let before = planned.clone();
        assert_eq!(ahead.try_plan(&JILIN_2024, &users, &mut planned), Err(expected));
        assert_eq!(planned, before);
    }
}

/// Everything as large as it may be: nothing overflows (tests run with overflow checks).
#[test]
fn the_largest_numbers_do_not_overflow() {
    const MOST: u64 = (1 << 63) - 1;
    for spread in SPREADS {
        let mut users = vec![User::new(SupplyClass::Residential, u32::MAX); 3];
        users[1].cumulative_curtailment = u64::MAX - 2 * u32::MAX as u64;
        users[2].base = u32::MAX;
        let ahead = Ahead {
            nodes: vec![Node::below(Node::ROOT).with_capacity(1 << 33), Node::below(0)],
            periods: vec![Period::new(MOST - 9), Period::new(0).with_delivery(1)],
            storage: Storage { stock: 8, reserve: u64::MAX, withdrawal: u64::MAX, ..Storage::default() },
            spread,
        };
        for share in SHARES {
            let steps = [Step::new(ClassSet::ALL, Target::Demand, share)];
            let planned = ahead.plan(&policy(&steps), &users);
            check_plan(&ahead, &users, &planned);
            assert_eq!(planned.summary.supply, MOST - 9);
        }
    }
}

/// Odd units go to the nearest period, and within one to the first in the list.
#[test]
fn odd_units_come_first_in_the_list_of_the_nearest_period() {
    let users = [1000; 3].map(|demand| User::new(SupplyClass::IndustrialFuel, demand));
    let plan = |stock, spread| {
        let ahead = Ahead {
            nodes: Vec::new(),
            periods: vec![Period::new(0); 2],
            storage: Storage { stock, withdrawal: u64::MAX, ..Storage::default() },
            spread,
        };
        let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::ProRata)];
        amounts(&ahead.plan(&policy(&steps), &users).grants)
    };
    assert_eq!(plan(100, Spread::Earliest), [34, 33, 33, 0, 0, 0]);
    assert_eq!(plan(199, Spread::Even), [34, 33, 33, 33, 33, 33]);
    assert_eq!(plan(200, Spread::Even), [34, 33, 33, 34, 33, 33]);
}
