//! Networks of depth 3 with 10³, 10⁴ and 10⁵ users, under the default order and with every sharing rule; what one user
//! with needs of its own costs among 10⁵; and the hours ahead.

use citygate::horizon::{Horizon, HorizonScratchBuf, Period, Spread, Storage};
use citygate::network;
use citygate::policy::{Policy, Share, regimes::JILIN_2024};
use citygate::user::{SupplyClass, User};
use citygate_benches::{Network, network, policy, steps, users};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn networks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("network");
    for count in [1000, 10_000, 100_000] {
        group.throughput(Throughput::Elements(count as u64));
        group.sample_size(10);
        let (nodes, users, supply) = network(count);
        let mut room = Network::new(nodes.len(), users.len());
        let mut bench = |name: &str, policy: &Policy| {
            group.bench_function(BenchmarkId::new(name, count), |bencher| {
                bencher.iter(|| room.allocate(policy, &nodes, &users, supply));
            });
        };
        bench("default", &JILIN_2024);
        for share in Share::ALL {
            bench(share.name(), &policy(&steps(share)));
        }
    }
}

/// A network of 10⁵ users without needs of their own, but for so many.
fn special(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("special users among 100000");
    group.sample_size(20);
    let (nodes, mut plain, supply) = network(100_000);
    plain.iter_mut().for_each(|user| *user = user.with_minimum(0));
    let fuel = |user: &User| user.class() == Some(SupplyClass::IndustrialFuel) && user.demand > 1;
    let first = plain.iter().position(fuel).expect("there are users of every class");
    let mut one_on_off = plain.clone();
    one_on_off[first] = one_on_off[first].with_on_off(true);
    let mut one_minimum = plain.clone();
    one_minimum[first] = one_minimum[first].with_minimum(one_minimum[first].demand / 2);
    let all_on_off = plain.iter().map(|user| user.with_on_off(true)).collect();
    let cases = [
        ("none", plain),
        ("one on/off", one_on_off),
        ("one minimum", one_minimum),
        ("all on/off", all_on_off),
    ];
    let mut room = Network::new(nodes.len(), 100_000);
    for (name, users) in cases {
        group.bench_function(name, |bencher| {
            bencher.iter(|| room.allocate(&JILIN_2024, &nodes, &users, supply));
        });
    }
}

/// A month of hours ahead for 100 users: a pipeline that brings half of what they want, and a tank that is filled once
/// a day.
fn hours_ahead(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("720 hours ahead for 100 users");
    group.sample_size(10);
    let users = users(100);
    let plain: Vec<User> = users.iter().map(|user| user.with_minimum(0)).collect();
    let demand: u64 = users.iter().map(|user| u64::from(user.demand)).sum();
    let periods: Vec<Period> = (0..720)
        .map(|hour| {
            let swing = 700 + 25 * (hour % 24i32 - 12).unsigned_abs() as u16;
            let delivery = if hour % 24 == 8 { demand } else { 0 };
            Period::new(demand / 2).with_demand_permille([swing; 6]).with_delivery(delivery)
        })
        .collect();
    let storage =
        Storage { stock: demand * 3, reserve: demand / 2, withdrawal: demand / 4, ..Storage::default() };
    let mut scratch = HorizonScratchBuf::new();
    for (name, users) in [("without minimums", &plain), ("with minimums", &users)] {
        for spread in Spread::ALL {
            let network = network::Network { policy: &JILIN_2024, nodes: &[], users };
            let horizon = Horizon { network, periods: &periods, storage, spread };
            group.bench_function(BenchmarkId::new(name, spread), |bencher| {
                bencher.iter(|| horizon.allocate_owned(&mut scratch).expect("the problem is valid"));
            });
        }
    }
}

criterion_group!(benches, networks, special, hours_ahead);
criterion_main!(benches);
