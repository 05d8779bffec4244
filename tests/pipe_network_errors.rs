//! What is wrong with a network of pipes is said, and nothing is written then.
#![cfg(all(feature = "horizon", feature = "alloc"))]

use citygate::allocate::{AllocateError, Grant, Summary};
use citygate::horizon::{Outlook, PeriodTotal};
use citygate::network::MAX_NODES;
use citygate::pipe_network::{
    Held, NetworkStorage, Pipe, PipeCapacity, PipeFlow, PipeNetwork, PipeNetworkError as Error,
    PipeNetworkOutput, PipeNetworkScratch, PipeNetworkScratchBuf, PipeNetworkSlice as Slice, Schedule,
    Source, SourceUse, StorageFlow, StorageState,
};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{SupplyClass, User};

const GAS: u64 = (1 << 63) - 1;

/// Two nodes, a pipe, a source, a storage and a user, over two periods.
struct Parts {
    nodes: u32,
    pipes: Vec<Pipe>,
    sources: Vec<Source>,
    storages: Vec<NetworkStorage>,
    users: Vec<User>,
    supplies: Vec<u64>,
    capacities: Vec<PipeCapacity>,
    flows: Vec<StorageFlow>,
    demands: Vec<u32>,
    periods: u32,
}

impl Parts {
    fn new() -> Parts {
        Parts {
            nodes: 2,
            pipes: vec![Pipe::two_way(0, 1)],
            sources: vec![Source::at(0, 5)],
            storages: vec![NetworkStorage::at(1, 7).with_capacity(9)],
            users: vec![User::new(SupplyClass::Residential, 8).at_node(1)],
            supplies: Vec::new(),
            capacities: Vec::new(),
            flows: Vec::new(),
            demands: Vec::new(),
            periods: 2,
        }
    }

    fn network(&self) -> PipeNetwork<'_> {
        PipeNetwork {
            policy: &JILIN_2024,
            node_count: self.nodes,
            pipes: &self.pipes,
            sources: &self.sources,
            storages: &self.storages,
            users: &self.users,
            schedule: Schedule {
                supplies: &self.supplies,
                capacities: &self.capacities,
                storages: &self.flows,
                demands: &self.demands,
                ..Schedule::periods(self.periods)
            },
        }
    }

    fn with(change: impl FnOnce(&mut Parts)) -> Parts {
        let mut parts = Parts::new();
        change(&mut parts);
        parts
    }
}

/// How long the parts of the output are, and what they hold if nothing was written.
fn refused(
    parts: &Parts,
    lengths: [usize; 5],
    shrink: impl FnOnce(&mut PipeNetworkScratch),
) -> Option<Error> {
    let (mut grants, mut pipes) =
        (vec![Grant::EMPTY; lengths[0]], vec![PipeFlow { flow: 77, ..PipeFlow::default() }; lengths[1]]);
    let mut sources = vec![SourceUse { used: 77, ..SourceUse::default() }; lengths[2]];
    let mut storages = vec![StorageState { stock: 77, ..StorageState::default() }; lengths[3]];
    let mut periods = vec![PeriodTotal { stock: 77, ..PeriodTotal::default() }; lengths[4]];
    let (mut outlook, mut summary) =
        ([Outlook { first_touched_period: 77, cut_off_period: 77 }; 6], Summary::default());
    summary.supply = 77;
    let mut buffer = PipeNetworkScratchBuf::new();
    let network = parts.network();
    let mut scratch = buffer.lend(&network);
    shrink(&mut scratch);
    let output = PipeNetworkOutput {
        grants: &mut grants,
        pipes: &mut pipes,
        sources: &mut sources,
        storages: &mut storages,
        periods: &mut periods,
        outlook: &mut outlook,
        summary: &mut summary,
    };
    let error = network.allocate(&mut scratch, output).err()?;
    assert!(!error.to_string().is_empty());
    let is_untouched = grants.iter().all(|grant| *grant == Grant::EMPTY)
        && pipes.iter().all(|pipe| pipe.flow == 77)
        && sources.iter().all(|source| source.used == 77)
        && storages.iter().all(|storage| storage.stock == 77)
        && periods.iter().all(|period| period.stock == 77)
        && outlook.iter().all(|outlook| outlook.cut_off_period == 77)
        && summary.supply == 77;
    assert!(is_untouched, "{error}");
    Some(error)
}

fn error(change: impl FnOnce(&mut Parts)) -> Option<Error> {
    refused(&Parts::with(change), [2; 5], |_| {})
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_written() {
    let length = |slice, expected, given| Some(Error::Length { slice, expected, given });
    assert_eq!(error(|_| {}), None);
    assert_eq!(error(|parts| parts.nodes = 0), Some(Error::Size { nodes: 0, periods: 2 }));
    assert_eq!(error(|parts| parts.periods = 0), Some(Error::Size { nodes: 2, periods: 0 }));
    let nodes = MAX_NODES as u32;
    assert_eq!(error(|parts| parts.nodes = nodes), Some(Error::Size { nodes: MAX_NODES, periods: 2 }));
    assert_eq!(error(|parts| parts.pipes[0].to = 2), Some(Error::PipeUnknownNode { pipe: 0 }));
    assert_eq!(error(|parts| parts.pipes[0].from = 9), Some(Error::PipeUnknownNode { pipe: 0 }));
    assert_eq!(error(|parts| parts.pipes[0].to = 0), Some(Error::PipeToItself { pipe: 0 }));
    assert_eq!(error(|parts| parts.sources[0].node = 2), Some(Error::SourceUnknownNode { source: 0 }));
    assert_eq!(error(|parts| parts.storages[0].node = 2), Some(Error::StorageUnknownNode { storage: 0 }));
    assert_eq!(error(|parts| parts.storages[0].stock = 10), Some(Error::StockAboveCapacity { storage: 0 }));
    assert_eq!(
        error(|parts| parts.storages[0].reserve = 10),
        Some(Error::ReserveAboveCapacity { storage: 0 })
    );
    assert_eq!(error(|parts| parts.users[0].node = 2), Some(Error::UserUnknownNode { user: 0 }));
    assert_eq!(error(|parts| parts.supplies = vec![1]), length(Slice::Supplies, 2, 1));
    let capacity = PipeCapacity { along: 1, back: 1 };
    assert_eq!(error(|parts| parts.capacities = vec![capacity; 3]), length(Slice::Capacities, 2, 3));
    let flow = StorageFlow { delivery: 1, withdrawal: 1, fill: 1 };
    assert_eq!(error(|parts| parts.flows = vec![flow]), length(Slice::StorageFlows, 2, 1));
    assert_eq!(error(|parts| parts.demands = vec![1]), length(Slice::Demands, 2, 1));
    let overflow = AllocateError::CurtailmentOverflow { user: 0 };
    assert_eq!(error(|parts| parts.users[0].cumulative_curtailment = u64::MAX - 15), Some(overflow.into()));
    assert_eq!(error(|parts| parts.users[0].cumulative_curtailment = u64::MAX - 16), None);

    let parts = Parts::new();
    let grants = AllocateError::GrantCount { users: 2, grants: 1 };
    for (at, expected) in [
        Error::from(grants),
        Error::Length { slice: Slice::PipeFlows, expected: 2, given: 1 },
        Error::Length { slice: Slice::SourceUses, expected: 2, given: 1 },
        Error::Length { slice: Slice::StorageStates, expected: 2, given: 1 },
        Error::Length { slice: Slice::Periods, expected: 2, given: 1 },
    ]
    .into_iter()
    .enumerate()
    {
        let mut lengths = [2; 5];
        lengths[at] = 1;
        assert_eq!(refused(&parts, lengths, |_| {}), Some(expected));
    }
    let shrinks: [fn(&mut PipeNetworkScratch); 6] = [
        |scratch| shorten(&mut scratch.nodes),
        |scratch| shorten(&mut scratch.links),
        |scratch| shorten(&mut scratch.levels),
        |scratch| shorten(&mut scratch.users),
        |scratch| shorten(&mut scratch.copies),
        |scratch| shorten(&mut scratch.rotation),
    ];
    for shrink in shrinks {
        assert_eq!(refused(&parts, [2; 5], shrink), Some(Error::ScratchTooSmall));
    }
}

fn shorten<T>(slice: &mut &mut [T]) {
    let whole = core::mem::take(slice);
    let count = whole.len() - 1;
    *slice = &mut whole[..count];
}

#[test]
fn all_gas_is_below_two_to_the_63() {
    // Twice half of it, and a storage of seven.
    let with = |supply: u64| error(move |parts| parts.supplies = vec![supply, GAS - supply - 7]);
    assert_eq!(error(|parts| parts.supplies = vec![GAS - 6, 0]), Some(Error::SupplyTooLarge { period: 0 }));
    assert_eq!(error(|parts| parts.supplies = vec![5, GAS - 4]), Some(Error::SupplyTooLarge { period: 1 }));
    let delivery = |delivery| {
        let flow = StorageFlow { delivery, withdrawal: 1, fill: 1 };
        error(move |parts| parts.flows = vec![StorageFlow { delivery: 0, ..flow }, flow])
    };
    assert_eq!(delivery(GAS - 16), Some(Error::SupplyTooLarge { period: 1 }));
    assert_eq!(delivery(GAS - 17), None);
    assert_eq!(with(12), None);
}

/// ((G + 1)·(L + 1) + D)·(W + 1) < 2¹²⁷, to the unit; just below it the answer is right.
#[test]
fn the_limit_of_numbers_is_exact() {
    let (demand, users) = (u32::MAX, 1 << 16);
    let sum = demand as u128 * users as u128;
    let fits = |pipes: usize| {
        let scaled = ((GAS as u128 + 1) * (pipes as u128 + 2))
            .checked_add(sum)
            .and_then(|most| most.checked_mul(sum + 1));
        scaled.is_some_and(|scaled| scaled < 1 << 127)
    };
    let of = |pipes: usize| Parts {
        pipes: vec![Pipe::one_way(0, 1); pipes],
        sources: vec![Source::at(0, GAS)],
        storages: Vec::new(),
        users: vec![User::new(SupplyClass::Residential, demand).at_node(1); users],
        periods: 1,
        ..Parts::new()
    };
    let most = (60_000..70_000).take_while(|pipes| fits(*pipes)).last().unwrap();
    assert_eq!(refused(&of(most + 1), [users, most + 1, 1, 0, 1], |_| {}), Some(Error::TooLarge));

    // Pipes of one unit each: the users share as many units.
    let mut parts = of(most);
    parts.pipes.iter_mut().for_each(|pipe| pipe.capacity = 1);
    let answer = parts.network().allocate_owned(&mut PipeNetworkScratchBuf::new()).unwrap();
    assert_eq!(answer.summary.served, most as u64);
    assert!(answer.grants.iter().all(|grant| grant.granted() <= 1));
}

#[test]
fn what_holds_a_user_back_is_asked_of_a_result() {
    let mut scratch = PipeNetworkScratchBuf::new();
    let parts = Parts::with(|parts| parts.users[0].demand = 100);
    let network = parts.network();
    let result = network.allocate_owned(&mut scratch).unwrap();
    let held = network.held_by_owned(&result, 0, 1, &mut scratch).unwrap();
    let source = |period| Held::Source { index: 0, period };
    let storage = |period| Held::Storage { index: 0, period };
    assert!(held.contains(&source(1)) && held.contains(&storage(1)), "{held:?}");
    for (user, period) in [(1, 0), (0, 2), (usize::MAX, usize::MAX)] {
        let error = network.held_by_owned(&result, user, period, &mut scratch).unwrap_err();
        assert_eq!(error, Error::UnknownUser { user, period });
    }
    let mut wrong = result.clone();
    wrong.pipes[1].flow = 1 << 40;
    assert_eq!(network.held_by_owned(&wrong, 0, 1, &mut scratch), Err(Error::NotAResult));
    let mut wrong = result.clone();
    wrong.storages[0].stock = u64::MAX;
    assert_eq!(network.held_by_owned(&wrong, 0, 1, &mut scratch), Err(Error::NotAResult));
    let mut wrong = result.clone();
    wrong.sources.pop();
    let error = network.held_by_owned(&wrong, 0, 1, &mut scratch).unwrap_err();
    assert_eq!(error, Error::Length { slice: Slice::SourceUses, expected: 2, given: 1 });
    let mut wrong = result.clone();
    wrong.grants.pop();
    let error = network.held_by_owned(&wrong, 0, 1, &mut scratch).unwrap_err();
    assert_eq!(error, AllocateError::GrantCount { users: 2, grants: 1 }.into());
}
