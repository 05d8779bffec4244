//! The rules on a network by their definitions: what can be brought, by trying every set of users.

use super::Ratio;
use citygate::allocate::{Grant, Summary};
use citygate::network::{Network, NetworkOutput, NetworkScratch, Node, NodeLoad};
use citygate::policy::{Policy, Step};
use citygate::user::{Attributes, ClassSet, User};

/// A network with what enters at its root.
#[derive(Clone, Debug)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub supply: u64,
}

/// The answer of the library.
pub struct Answer {
    pub grants: Vec<Grant>,
    pub loads: Vec<NodeLoad>,
    pub summary: Summary,
}

impl Tree {
    pub fn allocate(&self, policy: &Policy, users: &[User]) -> Answer {
        let (n, u) = (self.nodes.len(), users.len());
        let mut answer = Answer {
            grants: vec![Grant::EMPTY; u],
            loads: vec![NodeLoad::default(); n],
            summary: Summary::default(),
        };
        let mut scratch = NetworkScratch {
            nodes: &mut vec![Default::default(); n],
            users: &mut vec![Default::default(); u],
            levels: &mut vec![Default::default(); NetworkScratch::levels(n, u)],
        };
        let output = NetworkOutput {
            grants: &mut answer.grants,
            loads: &mut answer.loads,
            summary: &mut answer.summary,
        };
        let network = Network { policy, nodes: &self.nodes, users };
        network.allocate(self.supply, &mut scratch, output).unwrap();
        answer
    }

    /// What every user gets in each step: the difference between the answers of longer and longer policies. Every
    /// answer is shown to `see`, with the users that it is about: those whose class the policy serves.
    pub fn by_step(
        &self,
        steps: &[Step],
        users: &[User],
        mut see: impl FnMut(&[User], &Answer),
    ) -> Vec<Vec<i128>> {
        let mut have = vec![0; users.len()];
        (1..=steps.len())
            .map(|count| {
                let served: u8 =
                    steps[..count].iter().map(|step| step.classes().bits()).fold(0, |a, b| a | b);
                let served = ClassSet::from_bits(served).unwrap();
                let policy = Policy::new(&steps[..count], served, Attributes::ALL).unwrap();
                let present: Vec<usize> =
                    (0..users.len()).filter(|&i| served.contains(users[i].class().unwrap())).collect();
                let of_these: Vec<User> = present.iter().map(|&i| users[i]).collect();
                let answer = self.allocate(&policy, &of_these);
                see(&of_these, &answer);
                let mut step = vec![0; users.len()];
                for (&index, grant) in present.iter().zip(&answer.grants) {
                    step[index] = grant.granted() as i128 - have[index];
                    assert!(step[index] >= 0, "a longer policy takes from user {index}");
                    have[index] += step[index];
                }
                step
            })
            .collect()
    }

    /// The node's path to the root, itself included.
    pub fn path(&self, mut node: usize) -> Vec<usize> {
        let mut path = vec![node];
        while node != 0 {
            node = self.nodes[node].parent as usize;
            path.push(node);
        }
        path
    }

    fn capacity(&self, node: usize) -> i128 {
        let capacity = self.nodes[node].capacity;
        (if node == 0 { capacity.min(self.supply) } else { capacity }) as i128
    }

    /// What enters each node if its users take so much: the smallest flows that do, sources first.
    pub fn inflows(&self, users: &[User], amounts: &[i128]) -> Vec<i128> {
        let children = |node: usize| {
            (1..self.nodes.len()).filter(move |&child| self.nodes[child].parent as usize == node)
        };
        fn inflow<C: Iterator<Item = usize>>(
            tree: &Tree,
            users: &[User],
            amounts: &[i128],
            node: usize,
            children: &dyn Fn(usize) -> C,
            inflows: &mut [i128],
        ) -> i128 {
            let own: i128 =
                users.iter().zip(amounts).filter(|(u, _)| u.node as usize == node).map(|(_, a)| a).sum();
            let below: i128 =
                children(node).map(|child| inflow(tree, users, amounts, child, children, inflows)).sum();
            inflows[node] = (own + below - tree.nodes[node].source as i128).max(0);
            inflows[node]
        }
        let mut inflows = vec![0; self.nodes.len()];
        inflow(self, users, amounts, 0, &children, &mut inflows);
        inflows
    }

    /// Whether the amounts can be brought.
    pub fn can_bring(&self, users: &[User], amounts: &[i128]) -> bool {
        let inflows = self.inflows(users, amounts);
        inflows.iter().enumerate().all(|(node, inflow)| *inflow <= self.capacity(node))
    }

    /// The most that can be brought to users that ask for so much, together.
    pub fn most(&self, users: &[User], increments: &[i128]) -> i128 {
        // (taken in, used of sources) below each node, each node passing on what it can use.
        fn below(tree: &Tree, users: &[User], increments: &[i128], node: usize) -> (i128, i128) {
            let mut wanted: i128 =
                users.iter().zip(increments).filter(|(u, _)| u.node as usize == node).map(|(_, a)| a).sum();
            let mut used = 0;
            for child in (1..tree.nodes.len()).filter(|&c| tree.nodes[c].parent as usize == node) {
                let (inflow, sources) = below(tree, users, increments, child);
                wanted += inflow;
                used += sources;
            }
            let own = wanted.min(tree.nodes[node].source as i128);
            ((wanted - own).min(tree.capacity(node)), used + own)
        }
        let (inflow, used) = below(self, users, increments, 0);
        inflow + used
    }

    /// The lexicographic max-min of amount over weight among users that already have so much: find the set whose
    /// members can be brought least per weight, fix it at that, go on with the others. Tries every set.
    pub fn fairest(
        &self,
        users: &[User],
        have: &[i128],
        increments: &[i128],
        weights: &[i128],
    ) -> Vec<Ratio> {
        self.fairest_above(users, have, &vec![0; users.len()], increments, weights)
    }

    /// The same with floors, which are among what the users have and count towards their levels; so do the results.
    pub fn fairest_above(
        &self,
        users: &[User],
        have: &[i128],
        floors: &[i128],
        increments: &[i128],
        weights: &[i128],
    ) -> Vec<Ratio> {
        let n = users.len() as u32;
        let members = |set: u32| (0..n as usize).filter(move |i| set >> i & 1 == 1);
        let rank = |set: u32| {
            let wanted: Vec<i128> = (0..n as usize)
                .map(|i| have[i] + if set >> i & 1 == 1 { increments[i] - floors[i] } else { 0 })
                .collect();
            // What they have was brought already, so all of it can be.
            let more = self.most(users, &wanted) - have.iter().sum::<i128>();
            more + members(set).map(|i| floors[i]).sum::<i128>()
        };
        let ranks: Vec<i128> = (0..1u32 << n).map(rank).collect();
        // The level at which the members of a set, each at least at its floor, come to so much: those above their
        // floors are a set again, so try all of those.
        let level = |set: u32, units: i128| {
            (1..=set).filter(|rising| rising & !set == 0).find_map(|rising| {
                let fixed: i128 = members(set & !rising).map(|i| floors[i]).sum();
                let weight: i128 = members(rising).map(|i| weights[i]).sum();
                let rest = units - fixed;
                let fits = members(set).all(|i| {
                    if rising >> i & 1 == 1 {
                        rest * weights[i] >= floors[i] * weight
                    } else {
                        rest * weights[i] <= floors[i] * weight
                    }
                });
                fits.then_some((rest, weight))
            })
        };
        let mut shares = vec![(0, 1); n as usize];
        let mut fixed = 0u32;
        while fixed != (1 << n) - 1 {
            // Among the sets of those left, the lowest level; of equals the largest. A set that cannot even come to
            // its floors is not one: floors are brought already.
            let (set, (units, weight)) = (1..1u32 << n)
                .filter(|set| set & fixed == 0)
                .map(|set| {
                    let units = ranks[(set | fixed) as usize] - ranks[fixed as usize];
                    // All at their floors: no higher than the lowest of these.
                    (set, level(set, units).unwrap_or((0, 1)))
                })
                .min_by(|(a, (p, q)), (b, (r, s))| {
                    (p * s).cmp(&(r * q)).then(b.count_ones().cmp(&a.count_ones()))
                })
                .unwrap();
            for i in (0..n as usize).filter(|i| set >> i & 1 == 1) {
                shares[i] = if units * weights[i] < floors[i] * weight {
                    (floors[i], 1)
                } else {
                    (units * weights[i], weight)
                };
            }
            fixed |= set;
        }
        shares
    }

    /// Who of these can be served in full, first fit in this order: the set that can be brought and comes first when
    /// sets are compared member by member. Tries every set.
    pub fn first_fit(&self, users: &[User], have: &[i128], order: &[(usize, i128)]) -> Vec<usize> {
        let n = order.len() as u32;
        let chosen = |subset: u32| (0..n).filter(move |i| subset >> (n - 1 - i) & 1 == 1);
        let subset = (0..1u32 << n)
            .rev()
            .find(|subset| {
                let mut amounts = have.to_vec();
                chosen(*subset).for_each(|i| amounts[order[i as usize].0] += order[i as usize].1);
                self.can_bring(users, &amounts)
            })
            .unwrap();
        chosen(subset).map(|i| order[i as usize].0).collect()
    }

    /// The certificate of optimality, in exact numbers: every user left short has a full node above it, below which
    /// nobody's level is higher by more than rounding, but for those that take nothing through that node.
    pub fn check_certificate(
        &self,
        users: &[User],
        have: &[i128],
        step: &[i128],
        increments: &[i128],
        weights: &[i128],
    ) {
        let now: Vec<i128> = have.iter().zip(step).map(|(have, step)| have + step).collect();
        let inflows = self.inflows(users, &now);
        let is_full = |node: usize| {
            let capacity = self.nodes[node].capacity as i128;
            inflows[node] == if node == 0 { capacity.min(self.supply as i128) } else { capacity }
        };
        let paths: Vec<Vec<usize>> = users.iter().map(|user| self.path(user.node as usize)).collect();
        for i in (0..users.len()).filter(|&i| step[i] < increments[i]) {
            let certified = paths[i].iter().any(|node| {
                is_full(*node)
                    && (0..users.len()).all(|j| {
                        let is_higher = (step[j] - 1) * weights[i] > (step[i] + 1) * weights[j];
                        let takes_nothing_through = || {
                            let below = paths[j].iter().take_while(|above| *above != node);
                            below.filter(|above| !paths[i].contains(above)).any(|&above| inflows[above] == 0)
                        };
                        increments[j] == 0
                            || !paths[j].contains(node)
                            || !is_higher
                            || takes_nothing_through()
                    })
            });
            assert!(
                certified,
                "user {i} is short without a reason\n{self:?}\n{users:#?}\n{step:?}\n{inflows:?}"
            );
        }
    }
}
