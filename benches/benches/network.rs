//! Networks of depth 3 with 10³, 10⁴ and 10⁵ users, under the default order and with every sharing rule.

use citygate::policy::{Policy, Share, regimes::JILIN_2024};
use citygate_benches::{Network, network, policy, steps};
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

criterion_group!(benches, networks);
criterion_main!(benches);
