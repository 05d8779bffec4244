//! What is reported of a network of pipes: that it can flow, that nothing flows in circles, which gas is used, what fills
//! storages, and that what is said to hold users back does, by looking for ways along which more could come.
#![cfg(all(feature = "horizon", feature = "alloc"))]

mod oracle;

use citygate::allocate::{ClassTotal, Grant, Reason};
use citygate::horizon::Outlook;
use citygate::pipe_network::{Held, PipeNetworkAllocation, PipeNetworkScratchBuf};
use citygate::policy::{Policy, Share};
use citygate::user::{Attributes, ClassSet, SupplyClass};
use oracle::cases::{random, random_policy};
use oracle::draw::problems;
use oracle::flow::{Flowing, OUTSIDE, Way, Ways, What};
use oracle::increment;
use oracle::pipes::Given;
use oracle::random::Draw;
use std::collections::BTreeSet;

/// An answer, and what flows according to it.
struct Told<'a> {
    given: &'a Given,
    policy: &'a Policy<'a>,
    answer: PipeNetworkAllocation,
    ways: Ways,
    flows: Vec<i128>,
    flowing: Flowing,
}

impl<'a> Told<'a> {
    fn of(given: &'a Given, policy: &'a Policy<'a>) -> Told<'a> {
        let answer = given.allocate(policy);
        let ways = Ways::of(given);
        let flows = ways.reported(given, &answer);
        let flowing = Flowing::told(&ways, &flows);
        Told { given, policy, answer, ways, flows, flowing }
    }

    fn context(&self) -> String {
        format!("{:?}\n{:?}\n{:?}", self.given, self.policy.steps(), self.answer)
    }

    fn flow(&self, what: What, index: usize, period: usize) -> i128 {
        let is_it = |way: &Way| (way.what, way.index, way.period) == (what, index, period);
        self.flows[self.ways.ways.iter().position(is_it).unwrap()]
    }

    /// Within all limits, balanced everywhere; deliveries are turned away only where there is no room.
    fn check_flows(&self) {
        let mut balance = vec![0; self.ways.places];
        for (way, flow) in self.ways.ways.iter().zip(&self.flows) {
            assert!(way.least <= *flow && *flow <= way.most, "{way:?} {flow}\n{}", self.context());
            balance[way.from] -= flow;
            balance[way.to] += flow;
            if way.what == What::Delivery && *flow < way.most {
                let level = self.flow(What::Level, way.index, way.period);
                let is_full = level == self.given.storages[way.index].capacity as i128;
                let mut later = way.period + 1..self.given.periods as usize;
                let is_filled = later.any(|period| self.flow(What::Fill, way.index, period) > 0);
                assert!(is_full || is_filled, "turned away in vain: {way:?}\n{}", self.context());
            }
        }
        for (leaf, grant) in self.answer.grants.iter().enumerate() {
            balance[self.ways.of_leaf(self.given, leaf)] -= grant.granted() as i128;
        }
        assert!(balance.iter().skip(2).all(|left| *left == 0), "{balance:?}\n{}", self.context());
        for state in &self.answer.storages {
            assert!(state.withdrawn == 0 || state.filled == 0, "{}", self.context());
        }
    }

    /// Gas comes back to where it was only by being stored longer than if nobody had touched the storage.
    fn check_circles(&self) {
        let mut leads: Vec<Vec<usize>> = vec![Vec::new(); self.ways.places];
        for (way, flow) in self.ways.ways.iter().zip(&self.flows) {
            let mut flow = *flow;
            if way.what == What::Level {
                flow -= self.untouched(way.index, way.period);
            }
            if way.from == OUTSIDE || way.to == OUTSIDE || flow == 0 {
                continue;
            }
            let (from, to) = if flow > 0 { (way.from, way.to) } else { (way.to, way.from) };
            leads[from].push(to);
        }
        // Places are taken away that nothing leads to; what is left is in a circle or behind one.
        let mut into = vec![0; leads.len()];
        leads.iter().flatten().for_each(|to| into[*to] += 1);
        let mut free: Vec<usize> = (0..leads.len()).filter(|place| into[*place] == 0).collect();
        let mut taken = 0;
        while let Some(place) = free.pop() {
            taken += 1;
            for to in &leads[place] {
                into[*to] -= 1;
                if into[*to] == 0 {
                    free.push(*to);
                }
            }
        }
        assert_eq!(taken, leads.len(), "a circle\n{}", self.context());
    }

    /// What a storage holds when a period ends if nobody touches it.
    fn untouched(&self, index: usize, period: usize) -> i128 {
        let (storage, count) = (&self.given.storages[index], self.given.storages.len());
        let deliveries = self.given.flows.iter().skip(index).step_by(count).take(period + 1);
        deliveries.fold(storage.stock, |stock, flow| {
            (stock as u128 + flow.delivery as u128).min(storage.capacity as u128) as u64
        }) as i128
    }

    /// Everything that is added up, from the grants.
    fn check_sums(&self) {
        let Told { given, answer, .. } = self;
        let users = given.users.len();
        let mut outlook = [Outlook::UNTOUCHED; 6];
        let mut classes = [ClassTotal::default(); 6];
        for (period, total) in answer.periods.iter().enumerate() {
            let of_period = |count: usize| period * count..(period + 1) * count;
            let supplies = &given.supplies[of_period(given.sources.len())];
            assert_eq!(total.supply, supplies.iter().sum::<u64>());
            let states = &answer.storages[of_period(given.storages.len())];
            assert_eq!(total.stock, states.iter().map(|state| state.stock).sum::<u64>());
            assert_eq!(total.withdrawn, states.iter().map(|state| state.withdrawn).sum::<u64>());
            let mut present = [ClassTotal::default(); 6];
            for leaf in of_period(users) {
                let class = given.users[leaf % users].class().unwrap() as usize;
                present[class].demand += given.demands[leaf] as u64;
                present[class].granted += answer.grants[leaf].granted() as u64;
            }
            assert_eq!(total.classes, present);
            for class in 0..6 {
                classes[class].demand += present[class].demand;
                classes[class].granted += present[class].granted;
                let (first, cut) = (&mut outlook[class].first_touched_period, outlook[class].cut_off_period);
                if present[class].granted < present[class].demand && *first == Outlook::NEVER {
                    *first = period as u32;
                }
                if present[class].granted == 0 && present[class].demand > 0 && cut == Outlook::NEVER {
                    outlook[class].cut_off_period = period as u32;
                }
            }
        }
        assert_eq!(answer.outlook, outlook);
        let summary = &answer.summary;
        assert_eq!(summary.classes, classes);
        assert_eq!(summary.demand, classes.iter().map(|class| class.demand).sum::<u64>());
        assert_eq!(summary.served, classes.iter().map(|class| class.granted).sum::<u64>());
        assert_eq!(summary.served + summary.curtailed, summary.demand);
        assert_eq!(summary.served + summary.unused, summary.supply);
        let stored = given.storages.iter().enumerate().map(|(index, storage)| {
            let flows = given.flows.iter().skip(index).step_by(given.storages.len());
            let deliveries: u64 = flows.map(|flow| flow.delivery).sum();
            (storage.stock + deliveries).saturating_sub(storage.reserve)
        });
        assert_eq!(summary.supply, given.supplies.iter().sum::<u64>() + stored.sum::<u64>());
        assert_eq!(summary.steps.iter().map(|step| step.granted).sum::<u64>(), summary.served);
    }

    /// No unit comes from a later source that an earlier one could have brought, and what is left fills storages: there
    /// is no way by which more of an earlier one could take the place of a later one.
    fn check_order(&self) {
        let given = self.given;
        let last = given.periods as usize - 1;
        let of_source = |at: &usize| (at % given.sources.len(), at / given.sources.len());
        let fills = |order: u32| given.storages.iter().any(|storage| storage.order > order);
        let place = |at: &usize| {
            let (source, period) = of_source(at);
            self.ways.node(given.sources[source].node, period)
        };
        let key = |at: &usize| given.sources[at % given.sources.len()].order;
        let level = |storage: usize| self.flow(What::Level, storage, last);
        let is_used = |storage: usize| level(storage) < self.untouched(storage, last);
        let used = |at: &usize| self.answer.sources[*at].used;
        let all = 0..given.supplies.len();
        let is_filled_up = given.flows.iter().any(|flow| flow.delivery > 0);
        for at in all.clone().filter(|at| used(at) < given.supplies[*at]) {
            let reached = self.flowing.could_go(place(&at));
            for later in all.clone().filter(|later| key(&at) < key(later) && used(later) > 0) {
                // What is delivered fills its storage before sources do.
                let is_wrong = !(is_filled_up && fills(key(&later))) && reached[place(&later)];
                assert!(!is_wrong, "source {at} for source {later}\n{}", self.context());
            }
            self.check_equals(at);
            for (index, storage) in given.storages.iter().enumerate() {
                let could = reached[self.ways.storage(index, last)];
                let is_wrong = storage.order >= key(&at) && is_used(index)
                    || storage.order > key(&at) && level(index) < storage.capacity as i128;
                assert!(!(could && is_wrong), "source {at} for storage {index}\n{}", self.context());
            }
        }
        for (index, storage) in given.storages.iter().enumerate() {
            if !given.is_open(index, last) || level(index) <= storage.reserve as i128 {
                continue;
            }
            let reached = self.flowing.could_go(self.ways.storage(index, last));
            for later in all.clone().filter(|later| used(later) > 0 && key(later) > storage.order) {
                let is_wrong = !fills(key(&later)) && reached[place(&later)];
                assert!(!is_wrong, "storage {index} for source {later}\n{}", self.context());
            }
            for (other, later) in given.storages.iter().enumerate() {
                let is_later = (storage.order, index) < (later.order, other);
                let could = reached[self.ways.storage(other, last)];
                // What a later source fills another one with may have made the way.
                let is_moved =
                    given.sources.iter().any(|source| source.order > later.order && fills(source.order));
                let is_wrong = is_later && is_used(other) && could && !is_moved;
                assert!(!is_wrong, "storage {index} for storage {other}\n{}", self.context());
            }
        }
    }

    /// A source that could bring more brings no less than a later one of its order in the same period, and nothing is drawn
    /// from a storage in its place.
    fn check_equals(&self, at: usize) {
        let Told { given, ways, .. } = self;
        let count = given.sources.len();
        let (source, period) = (at % count, at / count);
        let order = given.sources[source].order;
        let in_period = ways.only(|way| way.what != What::Level);
        let flows: Vec<i128> = self.flows_of(&in_period);
        let reached =
            Flowing::told(&in_period, &flows).could_go(ways.node(given.sources[source].node, period));
        let fills = |order: u32| given.storages.iter().any(|storage| storage.order > order);
        for later in (source + 1..count).filter(|later| given.sources[*later].order == order) {
            let is_used = self.answer.sources[period * count + later].used > 0;
            let could = reached[ways.node(given.sources[later].node, period)];
            assert!(!is_used || !could || fills(order), "{at} for {later}\n{}", self.context());
        }
        let is_alone = given.storages.len() == 1 && given.sources.iter().all(|source| source.order == order);
        if let Some(storage) = given.storages.first().filter(|_| is_alone)
            && storage.order >= order
            && self.flow(What::Withdrawal, 0, period) > 0
        {
            assert!(!reached[ways.storage(0, period)], "drawn in place of {at}\n{}", self.context());
        }
    }

    fn flows_of(&self, ways: &Ways) -> Vec<i128> {
        ways.ways.iter().map(|way| self.flow(way.what, way.index, way.period)).collect()
    }

    /// What a user that is short would need at least.
    fn needed(&self, leaf: usize, grant: &Grant) -> i128 {
        let mut user = self.given.users[leaf % self.given.users.len()];
        user.demand = self.given.demands[leaf];
        let step = grant.step().unwrap() as usize;
        let share = self.policy.steps()[step].share().unwrap();
        let minimum = if grant.granted() == 0 { user.minimum.min(user.demand) as i128 } else { 0 };
        let is_whole = user.is_on_off() || matches!(share, Share::AllOrNothing | Share::Rotating);
        match grant.reason() {
            Reason::MinimumDidNotFit => minimum,
            _ if is_whole => increment(self.policy, &user, step),
            _ => minimum.max(1),
        }
    }

    /// For every user that is short: what is named is just what leads into the smallest set around it that can take in
    /// no more, and the reason says whether pipes or limits are among it.
    fn check_reasons(&self, scratch: &mut PipeNetworkScratchBuf) -> usize {
        let mut short = 0;
        let mut binding = BTreeSet::new();
        for (leaf, grant) in self.answer.grants.iter().enumerate() {
            let (user, period) = (leaf % self.given.users.len(), leaf / self.given.users.len());
            let network = self.given.network(self.policy);
            let held = network.held_by_owned(&self.answer, user, period, scratch).unwrap();
            let context = || format!("leaf {leaf}: {grant:?} {held:?}\n{}", self.context());
            let is_short = matches!(
                grant.reason(),
                Reason::ShortInStep | Reason::HeldByNetwork | Reason::MinimumDidNotFit
            );
            if !is_short {
                assert!(held.is_empty(), "{}", context());
                continue;
            }
            short += 1;
            let (place, needed) = (self.ways.of_leaf(self.given, leaf), self.needed(leaf, grant));
            let mut flowing = self.flowing.clone();
            let brought = flowing.bring_some(place, needed);
            assert!(brought < needed, "nothing holds it back\n{}", context());
            let cut = Cut::around(self, &flowing.could_bring(place));
            let named: BTreeSet<Element> = held.iter().map(Element::of).collect();
            assert!(named.is_superset(&cut.full), "{:?}\n{}", cut.full, context());
            assert!(named.is_subset(&cut.allowed), "{:?}\n{}", cut.allowed, context());
            let expected = if cut.is_in_the_way { Reason::HeldByNetwork } else { Reason::ShortInStep };
            if grant.reason() != Reason::MinimumDidNotFit {
                assert_eq!(grant.reason(), expected, "{:?}\n{}", cut.full, context());
            }
            self.check_cut(&named, leaf, needed, &context);
            binding.extend(named);
        }
        self.check_binding(&binding);
        short
    }

    fn check_binding(&self, binding: &BTreeSet<Element>) {
        let Told { given, answer, .. } = self;
        let is_in = |kind: u8, at: usize, count: usize| {
            binding.contains(&Element { kind, index: at % count, period: at / count }) as u32
        };
        for (at, pipe) in answer.pipes.iter().enumerate() {
            assert_eq!(pipe.binding, is_in(0, at, given.pipes.len()), "pipe {at}\n{}", self.context());
        }
        for (at, source) in answer.sources.iter().enumerate() {
            assert_eq!(source.binding, is_in(1, at, given.sources.len()), "source {at}\n{}", self.context());
        }
        for (at, storage) in answer.storages.iter().enumerate() {
            let count = given.storages.len();
            assert_eq!(storage.binding, is_in(2, at, count), "storage {at}\n{}", self.context());
        }
    }

    /// With what is named as it is and everything else unlimited, the user still cannot have what it needs.
    fn check_cut(&self, named: &BTreeSet<Element>, leaf: usize, needed: i128, context: &dyn Fn() -> String) {
        let mut ways = self.ways.clone();
        for way in &mut ways.ways {
            let kind = Element::kind_of(way.what);
            let is_named = match way.what {
                What::Stock | What::Delivery => {
                    named.iter().any(|one| (one.kind, one.index) == (2, way.index))
                }
                _ => named.contains(&Element { kind, index: way.index, period: way.period }),
            };
            if !is_named && way.most != 0 {
                way.most = 1 << 70;
            }
        }
        let mut flowing = Flowing::start(&ways).unwrap();
        let mut wanted = needed;
        for (leaf, grant) in self.answer.grants.iter().enumerate() {
            flowing.want(ways.of_leaf(self.given, leaf), grant.granted() as i128);
            wanted += grant.granted() as i128;
        }
        flowing.want(ways.of_leaf(self.given, leaf), needed);
        assert!(flowing.bring() < wanted, "not a cut\n{}", context());
    }
}

/// A pipe (0), a source (1) or a storage (2) in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Element {
    kind: u8,
    index: usize,
    period: usize,
}

impl Element {
    fn of(held: &Held) -> Element {
        match *held {
            Held::Pipe { index, period } => Element { kind: 0, index, period },
            Held::Source { index, period } => Element { kind: 1, index, period },
            Held::Storage { index, period } => Element { kind: 2, index, period },
        }
    }

    fn kind_of(what: What) -> u8 {
        match what {
            What::Along | What::Back => 0,
            What::Source => 1,
            _ => 2,
        }
    }
}

/// What leads into a set of places.
struct Cut {
    full: BTreeSet<Element>,
    /// Besides, deliveries that are all kept may be named.
    allowed: BTreeSet<Element>,
    /// Whether a pipe, a limit or a capacity is among it.
    is_in_the_way: bool,
}

impl Cut {
    fn around(told: &Told, inside: &[bool]) -> Cut {
        let mut cut = Cut { full: BTreeSet::new(), allowed: BTreeSet::new(), is_in_the_way: false };
        for way in &told.ways.ways {
            let element = Element { kind: Element::kind_of(way.what), index: way.index, period: way.period };
            let (enters, leaves) = (!inside[way.from] && inside[way.to], inside[way.from] && !inside[way.to]);
            let (is_full, is_in_the_way) = match way.what {
                // A pipe that is one-way is not in the way of what would flow back.
                What::Along => (enters, true),
                What::Back => (enters && way.most != 0, true),
                What::Fill => (enters && way.most != 0, true),
                // A storage below its reserve has no gas to give.
                What::Withdrawal => (enters, told.given.is_open(way.index, way.period)),
                What::Level if leaves => (true, false),
                What::Level => (enters, true),
                What::Source => (enters, false),
                What::Stock | What::Delivery => (false, false),
            };
            if is_full {
                cut.full.insert(element);
                cut.allowed.insert(element);
                cut.is_in_the_way |= is_in_the_way;
            }
            if way.what == What::Delivery && enters && way.most != 0 {
                cut.allowed.insert(element);
            }
        }
        cut
    }
}

#[test]
fn what_is_reported_is_true() {
    let mut short = 0;
    let mut scratch = PipeNetworkScratchBuf::new();
    for seed in 0..problems(300) {
        let mut draw = Draw(seed + 6_000_000);
        let given = random(&mut draw);
        let steps = random_policy(&mut draw);
        let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
        let told = Told::of(&given, &policy);
        told.check_flows();
        told.check_circles();
        told.check_sums();
        told.check_order();
        short += told.check_reasons(&mut scratch);
    }
    println!("{short} users short");
    assert!(SupplyClass::ALL.len() == 6 && short > 1000);
}
