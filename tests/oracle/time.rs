//! A horizon by its definition: gas hour by hour, and the nested limits written as a network.

use super::tree::Tree;
use citygate::allocate::{Grant, Summary};
use citygate::horizon::{
    Horizon, HorizonError, HorizonOutput, HorizonScratch, Outlook, Period, PeriodTotal, Spread, Storage,
};
use citygate::network::{Network, NetworkScratch, Node, NodeLoad};
use citygate::policy::{Policy, Step};
use citygate::user::{Attributes, ClassSet, User};

/// A horizon with its network; none for one station.
#[derive(Clone, Debug)]
pub struct Ahead {
    pub nodes: Vec<Node>,
    pub periods: Vec<Period>,
    pub storage: Storage,
    pub spread: Spread,
}

/// The answer of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    pub grants: Vec<Grant>,
    pub periods: Vec<PeriodTotal>,
    pub loads: Vec<NodeLoad>,
    pub outlook: [Outlook; 6],
    pub summary: Summary,
}

impl Planned {
    /// Room for an answer, filled with what an answer never is.
    pub fn room(nodes: usize, users: usize, periods: usize) -> Planned {
        Planned {
            grants: vec![Grant::EMPTY; users * periods],
            periods: vec![PeriodTotal { stock: 77, ..Default::default() }; periods],
            loads: vec![NodeLoad { load: 77, ..Default::default() }; nodes * periods],
            outlook: [Outlook { first_touched_period: 77, cut_off_period: 77 }; 6],
            summary: Summary { supply: 77, ..Default::default() },
        }
    }
}

impl Ahead {
    pub fn plan(&self, policy: &Policy, users: &[User]) -> Planned {
        let mut planned = Planned::room(self.nodes.len(), users.len(), self.periods.len());
        self.try_plan(policy, users, &mut planned).unwrap();
        planned
    }

    pub fn try_plan(
        &self,
        policy: &Policy,
        users: &[User],
        planned: &mut Planned,
    ) -> Result<(), HorizonError> {
        let nodes = HorizonScratch::nodes(self.nodes.len(), self.periods.len());
        let copies = HorizonScratch::users(users.len(), self.periods.len());
        let mut scratch = HorizonScratch {
            nodes: &mut vec![Node::below(0); nodes],
            loads: &mut vec![Default::default(); nodes],
            users: &mut vec![Default::default(); copies],
            rotation: &mut vec![Default::default(); users.len()],
            network: NetworkScratch {
                nodes: &mut vec![Default::default(); nodes],
                users: &mut vec![Default::default(); copies],
                levels: &mut vec![Default::default(); NetworkScratch::levels(nodes, copies)],
            },
        };
        let horizon = Horizon {
            network: Network { policy, nodes: &self.nodes, users },
            periods: &self.periods,
            storage: self.storage,
            spread: self.spread,
        };
        horizon.allocate(
            &mut scratch,
            HorizonOutput {
                grants: &mut planned.grants,
                periods: &mut planned.periods,
                loads: &mut planned.loads,
                outlook: &mut planned.outlook,
                summary: &mut planned.summary,
            },
        )
    }

    /// What a user wants in a period.
    pub fn demand(&self, user: &User, t: usize) -> i128 {
        let permille = self.periods[t].demand_permille[user.class().unwrap() as usize];
        (user.demand as i128 * permille as i128 * 2 + 1000) / 2000
    }

    /// All users in all periods, period by period, at the nodes of [`Ahead::chained`].
    pub fn users_in_time(&self, users: &[User]) -> Vec<User> {
        let copy = self.nodes.len().max(1);
        let at =
            |t: usize, user: &User| if self.nodes.is_empty() { 0 } else { user.node as usize } + t * copy;
        let chain = self.periods.len();
        (0..chain)
            .flat_map(|t| users.iter().map(move |user| (t, user)))
            .map(|(t, user)| {
                let mut copy = user.at_node((chain + at(t, user)) as u32);
                copy.demand = self.demand(user, t) as u32;
                copy
            })
            .collect()
    }

    /// The nested limits: link t of the chain limits what the periods up to t draw from the storage.
    pub fn chained(&self) -> Tree {
        let count = self.periods.len();
        let usable = |t: usize| {
            let held = self.storage.stock + self.periods[..=t].iter().map(|p| p.delivery).sum::<u64>();
            held.saturating_sub(self.storage.reserve)
        };
        let link = |t: usize| (count - 1 - t) as u32;
        let mut nodes: Vec<Node> = (0..count)
            .rev()
            .map(|t| {
                let parent = if t + 1 == count { Node::ROOT } else { link(t + 1) };
                Node::below(parent).with_capacity(usable(t))
            })
            .collect();
        for (t, period) in self.periods.iter().enumerate() {
            let first = nodes.len() as u32;
            let root = self.nodes.first().copied().unwrap_or(Node::below(0));
            let own = root.source + period.supply.min(root.capacity);
            nodes.push(Node::below(link(t)).with_capacity(self.storage.withdrawal).with_source(own));
            nodes.extend(self.nodes.iter().skip(1).map(|node| Node { parent: first + node.parent, ..*node }));
        }
        Tree { nodes, supply: usable(count - 1) }
    }

    /// Whether amounts (period by period) can be had, hour by hour: what is withdrawn from the storage in each period,
    /// or `None`.
    pub fn withdrawals(&self, users: &[User], amounts: &[i128]) -> Option<Vec<u64>> {
        let mut stock = self.storage.stock as i128;
        let mut withdrawals = Vec::new();
        for (t, period) in self.periods.iter().enumerate() {
            stock += period.delivery as i128;
            let present = &amounts[t * users.len()..(t + 1) * users.len()];
            let (inflow, inlet) = if self.nodes.is_empty() {
                (present.iter().sum(), period.supply as i128)
            } else {
                let unlimited = Tree { nodes: self.nodes.clone(), supply: u64::MAX };
                let inflows = unlimited.inflows(users, present);
                let too_much = |(node, inflow): (usize, &i128)| *inflow > self.nodes[node].capacity as i128;
                if inflows.iter().enumerate().skip(1).any(too_much) {
                    return None;
                }
                (inflows[0], period.supply.min(self.nodes[0].capacity) as i128)
            };
            let withdrawn = (inflow - inlet).max(0);
            stock -= withdrawn;
            let is_too_much = withdrawn > self.storage.withdrawal as i128
                || withdrawn > 0 && stock < self.storage.reserve as i128;
            if is_too_much {
                return None;
            }
            withdrawals.push(withdrawn as u64);
        }
        Some(withdrawals)
    }

    /// What every user gets in each step in every period: differences between the answers of longer and longer
    /// policies. `see` is shown every answer.
    pub fn by_step(&self, steps: &[Step], users: &[User], see: impl Fn(&[User], &Planned)) -> Vec<Vec<i128>> {
        let (count, periods) = (users.len(), self.periods.len());
        let mut have = vec![0; count * periods];
        let up_to = |end: usize| {
            let served = steps[..end].iter().fold(0, |bits, step| bits | step.classes().bits());
            let served = ClassSet::from_bits(served).unwrap();
            let policy = Policy::new(&steps[..end], served, Attributes::ALL).unwrap();
            let present: Vec<usize> =
                (0..count).filter(|&u| served.contains(users[u].class().unwrap())).collect();
            let of_these: Vec<User> = present.iter().map(|&u| users[u]).collect();
            let planned = self.plan(&policy, &of_these);
            see(&of_these, &planned);
            let mut now = vec![0; count * periods];
            for (leaf, grant) in planned.grants.iter().enumerate() {
                now[leaf / present.len() * count + present[leaf % present.len()]] = grant.granted() as i128;
            }
            now
        };
        (1..=steps.len())
            .map(|end| {
                let now = up_to(end);
                let step: Vec<i128> = now.iter().zip(&have).map(|(now, have)| now - have).collect();
                assert!(step.iter().all(|part| *part >= 0), "a longer policy takes something away");
                have = now;
                step
            })
            .collect()
    }
}
