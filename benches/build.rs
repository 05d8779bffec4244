//! Compiles the same job in plain C, as it is done today, for comparison.

fn main() {
    println!("cargo::rerun-if-changed=c/double_sort.c");
    cc::Build::new().file("c/double_sort.c").opt_level(3).std("c11").compile("double_sort");
}
