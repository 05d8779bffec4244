//! Stations large enough that plain users and those who need more lie in blocks of their own: the same answer as by the
//! general walk, which a policy takes that does not serve whole classes.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::allocate::{Grant, Summary, allocate};
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
use oracle::draw::problems;
use oracle::random::Draw;

/// An attribute that nobody has. Whoever asks for its absence asks for nothing, but the walk has to look at every user.
const NOBODYS: Attributes = Attributes::from_bits(1 << 15);

fn user(draw: &mut Draw, special: u64, largest: u64) -> User {
    let class = SupplyClass::ALL[3 + draw.below(2) as usize];
    let demand = draw.below(largest) as u32;
    let mut user = User::new(class, demand).with_rank(draw.below(3) as u16);
    if draw.chance(30) {
        user = user.with_minimum(draw.below(u64::from(demand) + 1) as u32);
    }
    if draw.below(1000) < special {
        user = match draw.below(3) {
            0 => user.with_on_off(true),
            1 => user.with_base(1 + draw.below(largest) as u32),
            _ => user.with_base(1 + draw.below(largest) as u32).with_on_off(true),
        };
    }
    user
}

fn steps(draw: &mut Draw) -> Vec<Step> {
    let of = |class| ClassSet::of(&[class]);
    let classes = match draw.below(3) {
        0 => vec![ClassSet::of(&[SupplyClass::Vehicles, SupplyClass::IndustrialFuel])],
        _ => vec![of(SupplyClass::Vehicles), of(SupplyClass::IndustrialFuel)],
    };
    let with_minimums = draw.chance(80);
    classes
        .into_iter()
        .flat_map(|classes| {
            let minimum = Step::new(classes, Target::Minimum, Share::AllOrNothing);
            let rest = Step::new(classes, Target::Demand, Share::ProRata);
            [with_minimums.then_some(minimum), Some(rest)].into_iter().flatten()
        })
        .collect()
}

fn answer(steps: &[Step], users: &[User], supply: u64) -> (Vec<Grant>, Summary) {
    let serves = ClassSet::of(&[SupplyClass::Vehicles, SupplyClass::IndustrialFuel]);
    let policy = Policy::new(steps, serves, Attributes::ALL).unwrap();
    let (mut grants, mut summary) = (vec![Grant::EMPTY; users.len()], Summary::default());
    allocate(&policy, users, supply, &mut grants, &mut summary).unwrap();
    (grants, summary)
}

#[test]
fn a_split_step_answers_as_the_general_walk() {
    let mut draw = Draw(4);
    for _ in 0..problems(20_000) {
        let special = [0, 2, 30, 300, 1000][draw.below(5) as usize];
        let largest = [3, 100, 1 << 32][draw.below(3) as usize];
        let most = [70, 400][draw.below(2) as usize];
        let count = draw.below(most);
        let users: Vec<User> = (0..count).map(|_| user(&mut draw, special, largest)).collect();
        let steps = steps(&mut draw);
        let general: Vec<Step> = steps.iter().map(|step| step.with_none(NOBODYS)).collect();
        let demand: u64 = users.iter().map(|user| u64::from(user.demand)).sum();
        let supply = (u128::from(demand) * u128::from(draw.below(1030)) / 1024) as u64 + draw.below(3);
        assert_eq!(
            answer(&steps, &users, supply),
            answer(&general, &users, supply),
            "{steps:?} {users:?} {supply}"
        );
    }
}
