//! Every reason held against the answer that it explains: on one station, on networks, over horizons.
//!
//! What a step gives is the difference between the answers of longer and longer policies, so what could still be
//! brought when a step was over is known from amounts alone.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::allocate::{Grant, Reason, Summary, allocate};
use citygate::network::Node;
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
use oracle::draw::problems;
use oracle::increment;
use oracle::random::{self, Draw};
use oracle::tree::Tree;

/// Whatever a user can be.
fn dress(draw: &mut Draw, user: User, scale: u64) -> User {
    let minimum = if draw.chance(40) { draw.below(scale) as u32 } else { 0 };
    let base = if draw.chance(20) { draw.below(scale) as u32 } else { 0 };
    user.with_minimum(minimum)
        .with_base(base)
        .with_on_off(draw.chance(25))
        .with_rank(draw.below(3) as u16)
        .with_weight(draw.below(4) as u16)
        .with_cumulative_curtailment(draw.below(3))
        .with_attributes(Attributes::from_bits(draw.below(4) as u16))
}

/// A policy of a few steps with any target and rule; the last one serves all that the steps before left, or not.
fn random_steps(draw: &mut Draw) -> Vec<Step> {
    let share = |draw: &mut Draw| Share::ALL[draw.below(Share::ALL.len() as u64) as usize];
    let mut steps = Vec::new();
    for _ in 0..draw.below(3) {
        let target = match draw.below(3) {
            0 => Target::Minimum,
            1 => Target::PermilleOfDemand(1 + draw.below(1000) as u16),
            _ => Target::PermilleOfBase(1 + draw.below(1500) as u16),
        };
        let classes = ClassSet::from_bits(1 + draw.below(63) as u8).unwrap();
        let rule = share(draw);
        let step = Step::new(classes, target, rule);
        steps.push(if draw.chance(20) { step.with_all(Attributes::from_bits(1)) } else { step });
    }
    let last = if draw.chance(70) { Target::Demand } else { Target::PermilleOfDemand(600) };
    let rule = share(draw);
    steps.push(Step::new(ClassSet::ALL, last, rule));
    steps
}

/// What the parts of a user's demand came to, step by step.
struct Story<'a> {
    policy: Policy<'a>,
    user: User,
    /// What each step gave.
    parts: Vec<i128>,
}

impl Story<'_> {
    fn asked(&self, k: usize) -> i128 {
        increment(&self.policy, &self.user, k)
    }

    fn minimum(&self) -> i128 {
        self.user.minimum.min(self.user.demand) as i128
    }

    fn before(&self, k: usize) -> i128 {
        self.parts[..k].iter().sum()
    }

    /// Whether the step gave all that it asks for, or asks too little for the user to begin with.
    fn is_content_with(&self, k: usize) -> bool {
        let asked = self.asked(k);
        self.parts[k] == asked || self.before(k) == 0 && asked < self.minimum()
    }

    /// What has to come at once, when the step is over, for the user to get more of it.
    fn needed(&self, k: usize) -> i128 {
        let is_whole = matches!(self.policy.steps()[k].share(), Some(Share::AllOrNothing | Share::Rotating));
        if is_whole {
            self.asked(k) - self.parts[k]
        } else if self.before(k + 1) == 0 && self.minimum() > 0 {
            self.minimum()
        } else if self.user.is_on_off() {
            self.asked(k) - self.parts[k]
        } else {
            1
        }
    }

    /// Holds the reason against the story. Returns the step that is short and what had to come at once.
    fn check(&self, grant: &Grant, context: &dyn Fn() -> String) -> Option<(usize, i128)> {
        let granted = grant.granted() as i128;
        assert_eq!(granted, self.parts.iter().sum::<i128>(), "{}", context());
        let is_satisfied = grant.granted() == self.user.demand;
        assert_eq!(grant.reason() == Reason::Satisfied, is_satisfied, "{grant:?}\n{}", context());
        let Some(k) = grant.step() else {
            let is_content = (0..self.parts.len()).all(|k| self.is_content_with(k));
            assert!(is_satisfied || is_content, "something was asked for\n{grant:?}\n{}", context());
            assert!(matches!(grant.reason(), Reason::Satisfied | Reason::NotEligible));
            return None;
        };
        let k = k as usize;
        assert!((0..k).all(|k| self.is_content_with(k)), "short before\n{grant:?}\n{}", context());
        assert!(self.parts[k] < self.asked(k), "not short in that step\n{grant:?}\n{}", context());
        if grant.reason() == Reason::MinimumDidNotFit {
            assert!(self.before(k + 1) == 0 && self.minimum() > 0, "{grant:?}\n{}", context());
        }
        Some((k, self.needed(k)))
    }
}

/// What can still be brought through each node of the path to a user, nearest first, when users have so much.
fn rooms(tree: &Tree, users: &[User], have: &[i128], node: usize) -> Vec<(usize, i128)> {
    let inflows = tree.inflows(users, have);
    let mut sources = 0;
    tree.path(node)
        .into_iter()
        .map(|node| {
            let own = users.iter().zip(have).filter(|(user, _)| user.node as usize == node);
            let below = (1..tree.nodes.len()).filter(|&child| tree.nodes[child].parent as usize == node);
            let taken: i128 =
                own.map(|(_, have)| have).sum::<i128>() + below.map(|child| inflows[child]).sum::<i128>();
            sources += (tree.nodes[node].source as i128 - taken).max(0);
            let capacity = tree.nodes[node].capacity as i128;
            let inlet = if node == 0 { capacity.min(tree.supply as i128) } else { capacity };
            (node, sources + inlet - inflows[node])
        })
        .collect()
}

fn have_after(parts: &[Vec<i128>], k: usize) -> Vec<i128> {
    (0..parts[0].len()).map(|i| parts[..=k].iter().map(|step| step[i]).sum()).collect()
}

#[test]
fn reasons_on_networks_and_stations_are_true() {
    let mut draw = Draw(0x5eed);
    let mut seen = [0; Reason::ALL.len()];
    let mut minimums_at_nodes = 0;
    for round in 0..problems(40_000) {
        let scale = [6, 40, 1000][round % 3];
        let mut tree = random::tree(&mut draw, [1, 6][round % 2], scale);
        if tree.nodes.len() == 1 {
            tree.nodes[0] = Node::below(Node::ROOT);
        }
        let users = random::users(&mut draw, tree.nodes.len(), 7, scale);
        let users: Vec<User> = users.into_iter().map(|user| dress(&mut draw, user, scale)).collect();
        let steps = random_steps(&mut draw);
        let Ok(policy) = Policy::new(&steps, ClassSet::ALL, Attributes::ALL) else { continue };
        let answer = tree.allocate(&policy, &users);
        if tree.nodes.len() == 1 {
            let mut grants = vec![Grant::EMPTY; users.len()];
            allocate(&policy, &users, tree.supply, &mut grants, &mut Summary::default()).unwrap();
            assert_eq!(grants, answer.grants);
        }
        if users.is_empty() {
            continue;
        }
        let parts = tree.by_step(&steps, &users, |_, _| ());
        for (i, (user, grant)) in users.iter().zip(&answer.grants).enumerate() {
            let context = || format!("user {i}\n{tree:?}\n{users:#?}\n{steps:#?}\n{:#?}", answer.grants);
            seen[grant.reason() as usize] += 1;
            let story = Story { policy, user: *user, parts: parts.iter().map(|step| step[i]).collect() };
            let Some((k, needed)) = story.check(grant, &context) else { continue };
            let rooms = rooms(&tree, &users, &have_after(&parts, k), user.node as usize);
            let is_supply_less = tree.supply < tree.nodes[0].capacity;
            let has_too_little =
                |wanted: usize| rooms.iter().any(|(node, room)| *node == wanted && *room < needed);
            match grant.node() {
                Some(node) => {
                    assert!(has_too_little(node as usize), "through {node} enough can come\n{}", context());
                    assert!(node != 0 || !is_supply_less, "it is the supply\n{}", context());
                    minimums_at_nodes += (grant.reason() == Reason::MinimumDidNotFit) as u32;
                }
                None => {
                    assert!(is_supply_less && has_too_little(0), "the supply is enough\n{}", context());
                    assert_ne!(grant.reason(), Reason::HeldByNode);
                }
            }
        }
    }
    assert!(all_of_a_tree(&seen, 1000) && minimums_at_nodes > 100, "{seen:?} {minimums_at_nodes}");
}

/// Whether every reason was seen more often than that, but the one that only networks of pipes give.
fn all_of_a_tree(seen: &[u32; Reason::ALL.len()], often: u32) -> bool {
    Reason::ALL.iter().zip(seen).all(|(reason, count)| match reason {
        Reason::HeldByNetwork => *count == 0,
        _ => *count > often,
    })
}

#[test]
fn reasons_over_horizons_are_true() {
    let mut draw = Draw(0xa4ead);
    let mut seen = [0; Reason::ALL.len()];
    for round in 0..problems(12_000) {
        let scale = [6, 40, 1000][round % 3];
        let ahead = random::ahead(&mut draw, 3, 3, scale);
        let mut users = random::users(&mut draw, ahead.nodes.len().max(1), 3, scale);
        users.push(User::new(SupplyClass::Chemical, 1 + draw.below(scale) as u32));
        let users: Vec<User> = users.into_iter().map(|user| dress(&mut draw, user, scale)).collect();
        let steps = random_steps(&mut draw);
        let Ok(policy) = Policy::new(&steps, ClassSet::ALL, Attributes::ALL) else { continue };
        let planned = ahead.plan(&policy, &users);
        let parts = ahead.by_step(&steps, &users, |_, _| ());
        let (chained, in_time) = (ahead.chained(), ahead.users_in_time(&users));
        let (chain, copy) = (ahead.periods.len(), ahead.nodes.len().max(1));
        for (leaf, (user, grant)) in in_time.iter().zip(&planned.grants).enumerate() {
            let context = || format!("leaf {leaf}\n{ahead:?}\n{users:#?}\n{steps:#?}\n{:#?}", planned.grants);
            seen[grant.reason() as usize] += 1;
            let story = Story { policy, user: *user, parts: parts.iter().map(|step| step[leaf]).collect() };
            let Some((k, needed)) = story.check(grant, &context) else { continue };
            let period = &ahead.periods[leaf / users.len()];
            let is_inlet_full = ahead.nodes.first().is_some_and(|root| root.capacity <= period.supply);
            // The nodes of the chain stand for the storage; behind them comes a copy of the network for each period.
            let too_little: Vec<Option<usize>> =
                rooms(&chained, &in_time, &have_after(&parts, k), user.node as usize)
                    .into_iter()
                    .filter(|(_, room)| *room < needed)
                    .map(|(node, _)| node.checked_sub(chain).map_or(0, |node| node % copy))
                    .map(|node| (node != 0 || is_inlet_full).then_some(node))
                    .collect();
            let named = grant.node().map(|node| node as usize);
            assert!(too_little.contains(&named), "{named:?} not of {too_little:?}\n{}", context());
            assert!(named.is_some() || grant.reason() != Reason::HeldByNode);
        }
    }
    assert!(all_of_a_tree(&seen, 300), "{seen:?}");
}

/// An on/off user of 10 behind a node of 8 behind one of 5: through neither can come what it needs whole, and the nearest
/// is named, though nothing flows through it.
#[test]
fn of_several_nodes_the_nearest_is_named() {
    let nodes =
        vec![Node::below(Node::ROOT), Node::below(0).with_capacity(5), Node::below(1).with_capacity(8)];
    let tree = Tree { nodes, supply: 100 };
    let wanting = |demand| User::new(SupplyClass::Chemical, demand).with_on_off(true).at_node(2);
    let on_off = wanting(10);
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::ProRata)];
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::NONE).unwrap();
    let reason = |user: User| {
        let grant = tree.allocate(&policy, &[user]).grants[0];
        (grant.granted(), grant.reason(), grant.node())
    };
    assert_eq!(reason(on_off), (0, Reason::HeldByNode, Some(2)));
    // What needs 7 whole could come through the nearest: it is the other one that holds it.
    assert_eq!(reason(wanting(7)), (0, Reason::HeldByNode, Some(1)));
    assert_eq!(reason(on_off.with_on_off(false)), (5, Reason::HeldByNode, Some(1)));
    // A minimum names the node through which it cannot come.
    let minimum = on_off.with_on_off(false).with_minimum(9);
    assert_eq!(reason(minimum), (0, Reason::MinimumDidNotFit, Some(2)));
    assert_eq!(
        tree.allocate(&policy, &[minimum]).grants[0].to_string(),
        "0: minimum did not fit in step 0 through node 2"
    );
}
