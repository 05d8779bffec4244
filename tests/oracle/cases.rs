//! Random networks of pipes with users of every kind, and policies for them.

use super::pipes::{Given, Size};
use super::random::Draw;
use citygate::policy::{Share, Step, Target, regimes::JILIN_2024};
use citygate::user::{ClassSet, SupplyClass};

pub const SIZE: Size = Size { nodes: 12, pipes: 30, sources: 4, storages: 3, users: 20, periods: 6 };
pub const RULES: [Share; 5] =
    [Share::ProRata, Share::Equal, Share::Ranked, Share::AllOrNothing, Share::Rotating];

/// A network with users of every kind.
pub fn random(draw: &mut Draw) -> Given {
    let scale = [3, 10, 50, 1000, 1_000_000][draw.below(5) as usize];
    random_of(draw, &SIZE, scale)
}

/// The same, so large, with numbers of this size.
pub fn random_of(draw: &mut Draw, size: &Size, scale: u64) -> Given {
    let mut given = Given::random(draw, size, scale);
    let has_minimums = draw.chance(50);
    for user in &mut given.users {
        if has_minimums && draw.chance(40) {
            user.minimum = draw.below(user.demand as u64 + 1) as u32;
        }
        if draw.chance(20) {
            user.base = draw.below(user.demand as u64 * 2 + 1) as u32;
        }
        user.rank = draw.below(3) as u16;
        user.cumulative_curtailment = draw.below(scale);
        *user = user.with_on_off(draw.chance(15));
    }
    if draw.chance(30) {
        given.sources.iter_mut().for_each(|source| source.order = 0);
    }
    given
}

/// Two steps of one rule, a part of the demand and then all of it, for two groups of classes; or the plan's.
pub fn random_policy(draw: &mut Draw) -> Vec<Step> {
    if draw.chance(30) {
        return JILIN_2024.steps().to_vec();
    }
    let rule = |draw: &mut Draw| RULES[draw.below(5) as usize];
    if draw.chance(30) {
        return vec![Step::new(ClassSet::ALL, Target::Demand, rule(draw))];
    }
    let first = ClassSet::of(&[SupplyClass::Residential, SupplyClass::Heating]);
    let others = ClassSet::from_bits(ClassSet::ALL.bits() & !first.bits()).unwrap();
    let part = [Target::Minimum, Target::PermilleOfDemand(300), Target::PermilleOfBase(600)];
    vec![
        Step::new(first, part[draw.below(3) as usize], rule(draw)),
        Step::new(first, Target::Demand, rule(draw)),
        Step::new(others, part[draw.below(3) as usize], rule(draw)),
        Step::new(others, Target::Demand, rule(draw)),
    ]
}
