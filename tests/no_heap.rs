//! Nothing in the library asks for memory: every function is called with an allocator that counts.
#![cfg(all(feature = "gas", feature = "gate", feature = "horizon"))]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use citygate::allocate::{Grant, Summary, add_curtailment, allocate};
use citygate::gas::{
    BaseConditions, CombustionTemperature, Gas, GasQuality, MeanPressure, Pipe, usable_linepack,
};
use citygate::gate::{Gate, NetworkGate};
use citygate::horizon::{
    Horizon, HorizonOutput, HorizonScratch, Outlook, Period, PeriodTotal, Spread, Storage,
};
use citygate::network::{
    LevelSlot, Network, NetworkOutput, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot,
};
use citygate::policy::{Policy, Share, Step, Target, regimes};
use citygate::units::{flow_from_m3_per_d, flow_from_m3_per_h};
use citygate::user::{Attributes, CLASS_COUNT, ClassSet, SupplyClass, User};

struct Counting;

thread_local! {
    static REQUESTS: Cell<u64> = const { Cell::new(0) };
}

fn count() {
    REQUESTS.with(|requests| requests.set(requests.get() + 1));
}

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count();
        // SAFETY: the caller's promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How often memory is asked for or given back meanwhile.
fn requests(work: impl FnOnce()) -> u64 {
    let before = REQUESTS.get();
    work();
    REQUESTS.get() - before
}

const COUNT: usize = 200;

/// Users of every class, with and without everything that a user can have.
fn users() -> [User; COUNT] {
    std::array::from_fn(|i| {
        let class = SupplyClass::from_code((i % CLASS_COUNT) as u8).unwrap();
        let i = i as u32;
        User::new(class, 1000 + i * 37 % 900)
            .with_minimum(i % 5 * 60)
            .with_base(i % 3 * 700)
            .with_weight((i % 4) as u16)
            .with_rank((i % 7) as u16)
            .with_cumulative_curtailment(u64::from(i * 131 % 17))
            .with_attributes(Attributes::from_bits((i * 97) as u16))
            .with_on_off(i % 6 == 1)
    })
}

fn share_out(policy: &Policy) {
    let mut users = users();
    let mut grants = [Grant::EMPTY; COUNT];
    let mut summary = Summary::default();
    for supply in [0, 1, 50_000, 150_000, u64::MAX] {
        allocate(policy, &users, supply, &mut grants, &mut summary).unwrap();
        add_curtailment(&mut users, &grants, 24).unwrap();
    }
    black_box((summary, grants));
}

#[test]
fn the_counter_counts() {
    assert!(requests(|| drop(black_box(vec![1]))) >= 2);
}

#[test]
fn sharing_out_by_every_rule() {
    let targets =
        [Target::Minimum, Target::PermilleOfBase(300), Target::PermilleOfDemand(600), Target::Demand];
    for share in Share::ALL {
        let steps = targets.map(|target| Step::new(ClassSet::ALL, target, share));
        let policy = Policy::new(&steps, ClassSet::ALL, Attributes::STANDARD).unwrap();
        assert_eq!(requests(|| share_out(&policy)), 0, "{share:?}");
    }
}

#[test]
fn sharing_out_by_every_built_in_order() {
    for regime in regimes::all() {
        assert_eq!(
            requests(|| share_out(&regimes::find(regime.name()).unwrap().policy())),
            0,
            "{}",
            regime.name()
        );
    }
}

#[test]
fn what_is_refused() {
    let work = || {
        let mut grants = [Grant::EMPTY; COUNT - 1];
        let error = allocate(&regimes::JILIN_2024, &users(), 5, &mut grants, &mut Summary::default());
        assert!(error.is_err());
        assert!(Policy::new(&[], ClassSet::ALL, Attributes::NONE).is_err());
        assert!(flow_from_m3_per_h(f64::NAN).is_err());
    };
    assert_eq!(requests(work), 0);
}

#[test]
fn a_station() {
    let work = || {
        let mut gate: Gate<COUNT> = Gate::new(regimes::JILIN_2024);
        for user in users() {
            gate.add(user).unwrap();
        }
        assert!(gate.add(User::default()).is_err());
        gate.allocate(150_000).unwrap();
        gate.add_curtailment(24).unwrap();
        black_box(gate.clone());
    };
    assert_eq!(requests(work), 0);
}

/// A small network; every node is full somewhere.
const NODES: [Node; 4] = [
    Node::below(Node::ROOT),
    Node::below(0).with_capacity(40_000).with_source(500),
    Node::below(0).with_capacity(60_000),
    Node::below(2).with_capacity(20_000).with_source(100),
];

#[test]
fn a_network() {
    let users: [User; COUNT] = users().map(|user| user.at_node(user.demand % 4));
    let work = || {
        let mut scratch = NetworkScratch {
            nodes: &mut [NodeSlot::default(); 4],
            users: &mut [UserSlot::default(); COUNT],
            levels: &mut [LevelSlot::default(); NetworkScratch::levels(4, COUNT)],
        };
        let mut grants = [Grant::EMPTY; COUNT];
        let (mut loads, mut summary) = ([NodeLoad::default(); 4], Summary::default());
        for share in Share::ALL {
            let steps = [Step::new(ClassSet::ALL, Target::Demand, share)];
            let policy = Policy::new(&steps, ClassSet::ALL, Attributes::STANDARD).unwrap();
            let network = Network { policy: &policy, nodes: &NODES, users: &users };
            let output = NetworkOutput { grants: &mut grants, loads: &mut loads, summary: &mut summary };
            network.allocate(90_000, &mut scratch, output).unwrap();
        }
        black_box((grants, loads, summary));
    };
    assert_eq!(requests(work), 0);
}

#[test]
fn a_station_that_feeds_a_network() {
    let work = || {
        type Town = NetworkGate<'static, 4, COUNT, { NetworkScratch::levels(4, COUNT) }>;
        let mut gate = Town::new(regimes::JILIN_2024);
        for node in NODES {
            gate.add_node(node).unwrap();
        }
        for user in users() {
            gate.add_user(user.at_node(user.demand % 4)).unwrap();
        }
        assert!(gate.add_node(NODES[0]).is_err() && gate.add_user(User::default()).is_err());
        gate.allocate(90_000).unwrap();
        gate.add_curtailment(24).unwrap();
        gate.remove_user(0).unwrap();
        black_box(gate.clone()).clear();
    };
    assert_eq!(requests(work), 0);
}

#[test]
fn hours_ahead() {
    const PERIODS: usize = 5;
    const N: usize = HorizonScratch::nodes(NODES.len(), PERIODS);
    const U: usize = HorizonScratch::users(COUNT, PERIODS);
    let users: [User; COUNT] = users().map(|user| user.at_node(user.demand % 4));
    let work = || {
        let mut scratch = HorizonScratch {
            nodes: &mut [Node::below(0); N],
            loads: &mut [NodeLoad::default(); N],
            users: &mut [User::default(); U],
            rotation: &mut [Default::default(); COUNT],
            network: NetworkScratch {
                nodes: &mut [NodeSlot::default(); N],
                users: &mut [UserSlot::default(); U],
                levels: &mut [LevelSlot::default(); NetworkScratch::levels(N, U)],
            },
        };
        let (mut grants, mut periods) = ([Grant::EMPTY; U], [PeriodTotal::default(); PERIODS]);
        let mut loads = [NodeLoad::default(); NODES.len() * PERIODS];
        let (mut outlook, mut summary) = ([Outlook::UNTOUCHED; CLASS_COUNT], Summary::default());
        for (share, spread) in
            Share::ALL.into_iter().zip([Spread::Even, Spread::Earliest].into_iter().cycle())
        {
            let steps = [Step::new(ClassSet::ALL, Target::Demand, share)];
            let policy = Policy::new(&steps, ClassSet::ALL, Attributes::STANDARD).unwrap();
            let storage = Storage { stock: 90_000, reserve: 10, withdrawal: 30_000, ..Storage::default() };
            let network = Network { policy: &policy, nodes: &NODES, users: &users };
            let horizon = Horizon { network, periods: &[Period::new(80_000); PERIODS], storage, spread };
            let output = HorizonOutput {
                grants: &mut grants,
                periods: &mut periods,
                loads: &mut loads,
                outlook: &mut outlook,
                summary: &mut summary,
            };
            horizon.allocate(&mut scratch, output).unwrap();
        }
        black_box((grants, periods, loads, outlook, summary));
    };
    assert_eq!(requests(work), 0);
}

#[test]
fn gas_and_units() {
    let quality = GasQuality {
        superior_calorific_value_mj_per_m3: 40.66,
        combustion: CombustionTemperature::Celsius25,
        relative_density: 0.581,
        metering: BaseConditions::Celsius0,
        carbon_dioxide: 0.006,
        hydrogen: 0.0,
    };
    let work = || {
        let gas = Gas::new(&quality).unwrap();
        let pipe = Pipe::from_length_and_diameter(20_000.0, 0.4).unwrap();
        let [now, least] = [4.0, 2.5].map(|mpa| MeanPressure::known(mpa).unwrap());
        black_box(usable_linepack(&pipe, &gas, 2.0, now, least).unwrap());
        black_box(flow_from_m3_per_d(510_000.0).unwrap());
    };
    assert_eq!(requests(work), 0);
}
