//! Results on the heap are those of memory that is lent, whatever the working memory held before.
#![cfg(all(feature = "alloc", feature = "horizon"))]

mod oracle;

use citygate::allocate::{AllocateError, Grant, Summary, allocate, allocate_owned};
use citygate::horizon::{Horizon, HorizonError, HorizonScratchBuf, Period, Spread, Storage};
use citygate::network::{Network, NetworkError, NetworkScratchBuf, Node};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{SupplyClass, User};
use oracle::time::Ahead;
use oracle::tree::Tree;

/// A town of so many districts in a row, with a user of some class in each.
fn town(districts: u32) -> (Vec<Node>, Vec<User>) {
    let nodes = (0..districts).map(|node| Node::below(node.checked_sub(1).unwrap_or(Node::ROOT)));
    let nodes = nodes.map(|node| node.with_capacity(u64::from(7 * districts)).with_source(3)).collect();
    let class = |district: u32| SupplyClass::ALL[district as usize % SupplyClass::ALL.len()];
    let user =
        |district| User::new(class(district), 10 + district).with_minimum(district % 5).at_node(district);
    (nodes, (0..districts).map(user).collect())
}

#[test]
fn one_station() {
    let (_, users) = town(9);
    for supply in [0, 1, 50, 200] {
        let owned = allocate_owned(&JILIN_2024, &users, supply).unwrap();
        let (mut grants, mut summary) = ([Grant::EMPTY; 9], Summary::default());
        allocate(&JILIN_2024, &users, supply, &mut grants, &mut summary).unwrap();
        assert_eq!((&owned.grants[..], owned.summary), (&grants[..], summary));
    }
    assert_eq!(allocate_owned(&JILIN_2024, &[], 5).unwrap().summary.unused, 5);
}

#[test]
fn a_network_with_working_memory_that_grows_and_is_used_again() {
    let mut scratch = NetworkScratchBuf::new();
    for districts in [3, 40, 1, 7, 41] {
        let (nodes, users) = town(districts);
        let network = Network { policy: &JILIN_2024, nodes: &nodes, users: &users };
        for supply in [0, 25, 400] {
            let owned = network.allocate_owned(supply, &mut scratch).unwrap();
            let lent = Tree { nodes: nodes.clone(), supply }.allocate(&JILIN_2024, &users);
            assert_eq!((owned.grants, owned.loads, owned.summary), (lent.grants, lent.loads, lent.summary));
        }
    }
}

#[test]
fn hours_ahead_with_working_memory_that_grows_and_is_used_again() {
    let mut scratch = HorizonScratchBuf::new();
    for (districts, periods) in [(2, 3), (9, 5), (1, 1), (4, 7)] {
        let (nodes, users) = town(districts);
        for nodes in [nodes, Vec::new()] {
            let ahead = Ahead {
                nodes,
                periods: vec![Period::new(40).with_delivery(2); periods],
                storage: Storage { stock: 60, reserve: 5, withdrawal: 20, ..Storage::default() },
                spread: Spread::Even,
            };
            let horizon = Horizon {
                network: Network { policy: &JILIN_2024, nodes: &ahead.nodes, users: &users },
                periods: &ahead.periods,
                storage: ahead.storage,
                spread: ahead.spread,
            };
            let owned = horizon.allocate_owned(&mut scratch).unwrap();
            let lent = ahead.plan(&JILIN_2024, &users);
            assert_eq!((owned.grants, owned.periods, owned.loads), (lent.grants, lent.periods, lent.loads));
            assert_eq!((owned.outlook, owned.summary), (lent.outlook, lent.summary));
        }
    }
}

#[test]
fn what_is_refused_is_refused_alike() {
    let policy = &JILIN_2024;
    let (nodes, mut users) = town(3);
    users[1].node = 3;
    let network = Network { policy, nodes: &nodes, users: &users };
    let unknown = NetworkError::UnknownNode { user: 1 };
    assert_eq!(network.allocate_owned(5, &mut NetworkScratchBuf::new()), Err(unknown));
    let horizon = Horizon { network, periods: &[], storage: Storage::default(), spread: Spread::Earliest };
    let none = HorizonError::PeriodCount { nodes: 3, periods: 0 };
    assert_eq!(horizon.allocate_owned(&mut HorizonScratchBuf::new()), Err(none));
    let horizon = Horizon { periods: &[Period::new(0)], ..horizon };
    assert_eq!(horizon.allocate_owned(&mut HorizonScratchBuf::new()), Err(unknown.into()));
}

/// Too many periods are refused before there is memory for them all.
#[test]
fn a_horizon_beyond_the_limits_asks_for_no_memory() {
    let users = vec![User::default(); 1 << 16];
    let periods = vec![Period::new(0); 1 << 15];
    let horizon = Horizon {
        network: Network { policy: &JILIN_2024, nodes: &[], users: &users },
        periods: &periods,
        storage: Storage::default(),
        spread: Spread::Even,
    };
    let refused = AllocateError::TooManyUsers { count: 1 << 31 };
    assert_eq!(horizon.allocate_owned(&mut HorizonScratchBuf::new()), Err(refused.into()));
}
