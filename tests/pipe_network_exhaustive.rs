//! Every network of three nodes with a user at each, with small numbers, against the definition: what leads into a set of
//! nodes limits what its users get together, whichever set it is.
#![cfg(all(feature = "horizon", feature = "alloc"))]

use citygate::allocate::Reason;
use citygate::pipe_network::{Held, Pipe, PipeNetwork, PipeNetworkScratchBuf, Schedule, Source};
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

/// From, to: every way there is.
const WAYS: [(u32, u32); 6] = [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)];

struct Case {
    capacities: [u64; 6],
    supplies: [u64; 3],
    demands: [u32; 3],
    weights: [u64; 3],
}

impl Case {
    /// What can come into a set of nodes.
    fn limit(&self, set: u32) -> u64 {
        let is_in = |node: u32| set >> node & 1 != 0;
        let pipes = WAYS.iter().zip(self.capacities);
        let pipes: u64 =
            pipes.filter(|((from, to), _)| !is_in(*from) && is_in(*to)).map(|(_, most)| most).sum();
        pipes + (0..3).filter(|node| is_in(*node)).map(|node| self.supplies[node as usize]).sum::<u64>()
    }

    /// The fairest division, as fractions: all rise together; when a set of nodes can take in no more, or a user has all
    /// that it wants, those stay.
    fn fairest(&self) -> [(u64, u64); 3] {
        let mut settled: [Option<(u64, u64)>; 3] = self.demands.map(|demand| (demand == 0).then_some((0, 1)));
        // Everything over one denominator, so that levels compare by whole numbers.
        while let Some(level) = self.next_level(&settled) {
            let before = settled;
            for user in (0..3).filter(|user| before[*user].is_none()) {
                let here = (self.weights[user] * level.0, level.1);
                let is_full = here.0 >= self.demands[user] as u64 * here.1;
                let is_tight = (1..8u32).filter(|set| set >> user & 1 != 0).any(|set| {
                    self.level_of(set, &before).is_some_and(|of| of.0 * level.1 <= level.0 * of.1)
                });
                if is_full {
                    settled[user] = Some((self.demands[user] as u64, 1));
                } else if is_tight {
                    settled[user] = Some(here);
                }
            }
        }
        settled.map(Option::unwrap)
    }

    /// The level at which the open users of a set take all that is left for it.
    fn level_of(&self, set: u32, settled: &[Option<(u64, u64)>; 3]) -> Option<(u64, u64)> {
        let members = || (0..3).filter(|user| set >> user & 1 != 0);
        let weight: u64 =
            members().filter(|user| settled[*user].is_none()).map(|user| self.weights[user]).sum();
        let denominator: u64 = members().filter_map(|user| settled[user]).map(|(_, of)| of).product();
        let taken: u64 =
            members().filter_map(|user| settled[user]).map(|(part, of)| part * denominator / of).sum();
        let left = (self.limit(set) * denominator).saturating_sub(taken);
        (weight != 0).then_some((left, weight * denominator))
    }

    fn next_level(&self, settled: &[Option<(u64, u64)>; 3]) -> Option<(u64, u64)> {
        let sets = (1..8).filter_map(|set| self.level_of(set, settled));
        let users = (0..3).filter(|user| settled[*user].is_none());
        let full = users.map(|user| (self.demands[user] as u64, self.weights[user]));
        let least = |a: (u64, u64), b: (u64, u64)| if b.0 * a.1 < a.0 * b.1 { b } else { a };
        settled.iter().any(Option::is_none).then(|| sets.chain(full).reduce(least).unwrap())
    }

    /// Whether the users can get just so much.
    fn is_possible(&self, grants: [u64; 3]) -> bool {
        (1..8).all(|set| {
            (0..3).filter(|user| set >> user & 1 != 0).map(|user| grants[user]).sum::<u64>()
                <= self.limit(set)
        })
    }

    /// The most that can be served.
    fn most(&self) -> u64 {
        let [a, b, c] = self.demands.map(u64::from);
        let all = (0..=a).flat_map(|a| (0..=b).flat_map(move |b| (0..=c).map(move |c| [a, b, c])));
        all.filter(|grants| self.is_possible(*grants)).map(|grants| grants.iter().sum()).max().unwrap()
    }

    fn check(&self, share: Share, scratch: &mut PipeNetworkScratchBuf) {
        let steps = [Step::new(ClassSet::ALL, Target::Demand, share)];
        let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
        let pipes: Vec<Pipe> = WAYS
            .iter()
            .zip(self.capacities)
            .filter(|(_, capacity)| *capacity != 0)
            .map(|((from, to), capacity)| Pipe::one_way(*from, *to).with_capacity(capacity))
            .collect();
        let sources: Vec<Source> =
            (0..3).map(|node| Source::at(node, self.supplies[node as usize])).collect();
        let users: Vec<User> = (0..3)
            .map(|node| {
                let user = User::new(SupplyClass::Residential, self.demands[node as usize]).at_node(node);
                user.with_weight(self.weights[node as usize] as u16)
            })
            .collect();
        let network = PipeNetwork {
            policy: &policy,
            node_count: 3,
            pipes: &pipes,
            sources: &sources,
            storages: &[],
            users: &users,
            schedule: Schedule::ONCE,
        };
        let answer = network.allocate_owned(scratch).unwrap();
        let grants: [u64; 3] = core::array::from_fn(|user| answer.grants[user].granted() as u64);
        let context = || format!("{:?} {:?} {:?} {grants:?}", self.capacities, self.supplies, self.demands);
        assert!(self.is_possible(grants), "{}", context());
        assert_eq!(grants.iter().sum::<u64>(), self.most(), "{}", context());
        for (user, (part, of)) in self.fairest().into_iter().enumerate() {
            assert!((grants[user] * of).abs_diff(part) < of, "user {user}: {part}/{of}\n{}", context());
        }
        for (user, grant) in answer.grants.iter().enumerate() {
            if grant.reason() == Reason::Satisfied {
                continue;
            }
            // What is named is all that leads into some set of nodes around the user, and it is full.
            let held = network.held_by_owned(&answer, user, 0, scratch).unwrap();
            let is_cut = (1..8u32).filter(|set| set >> user & 1 != 0).any(|set| {
                let is_in = |node: u32| set >> node & 1 != 0;
                let leads_in = |held: &Held| match *held {
                    Held::Pipe { index, .. } => !is_in(pipes[index].from) && is_in(pipes[index].to),
                    Held::Source { index, .. } => is_in(sources[index].node),
                    Held::Storage { .. } => false,
                };
                let taken: u64 = (0..3).filter(|user| is_in(*user as u32)).map(|user| grants[user]).sum();
                let parts = pipes.iter().filter(|pipe| !is_in(pipe.from) && is_in(pipe.to)).count();
                let parts = parts + (0..3).filter(|node| is_in(*node)).count();
                held.len() == parts && held.iter().all(leads_in) && taken == self.limit(set)
            });
            assert!(is_cut, "user {user}: {held:?}\n{}", context());
        }
    }
}

#[test]
fn every_small_network_is_shared_out_as_the_definition_says() {
    let mut scratch = PipeNetworkScratchBuf::new();
    let mut count = 0;
    for ways in 0..729u32 {
        let capacities = core::array::from_fn(|way| [0, 1, 3][(ways / 3u32.pow(way as u32) % 3) as usize]);
        for supplies in 0..27u32 {
            let supplies =
                core::array::from_fn(|node| [0, 2, 5][(supplies / 3u32.pow(node as u32) % 3) as usize]);
            for demands in 0..8u32 {
                let demands = core::array::from_fn(|user| [1, 4][(demands >> user & 1) as usize]);
                let weights = demands.map(u64::from);
                Case { capacities, supplies, demands, weights }.check(Share::ProRata, &mut scratch);
                let weights = [1, 2, 1];
                Case { capacities, supplies, demands, weights }.check(Share::Equal, &mut scratch);
                count += 2;
            }
        }
    }
    println!("{count} networks");
}
