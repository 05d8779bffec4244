//! The allocation for 10², 10⁴ and 10⁶ users, under the default order and with every sharing rule.

use citygate::allocate::{Grant, Summary, allocate};
use citygate::policy::{Policy, Share, regimes::JILIN_2024};
use citygate_benches::{policy, steps, supply, users};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn allocation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("allocation");
    for count in [100, 10_000, 1_000_000] {
        group.throughput(Throughput::Elements(count as u64));
        group.sample_size(if count > 100_000 { 10 } else { 50 });
        let users = users(count);
        let supply = supply(&users);
        let mut grants = vec![Grant::EMPTY; count];
        let mut summary = Summary::default();
        let mut bench = |name: &str, policy: &Policy| {
            group.bench_function(BenchmarkId::new(name, count), |bencher| {
                bencher.iter(|| allocate(policy, &users, supply, &mut grants, &mut summary));
            });
        };
        bench("default", &JILIN_2024);
        for share in Share::ALL {
            bench(share.name(), &policy(&steps(share)));
        }
    }
}

criterion_group!(benches, allocation);
criterion_main!(benches);
