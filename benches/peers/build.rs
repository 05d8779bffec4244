//! Compiles the peers in C: for the processor that every build is for, and those on columns with AVX2 as well.

fn main() {
    println!("cargo::rerun-if-changed=c");
    let build = || {
        let mut build = cc::Build::new();
        build.opt_level(3).std("c11").include("../../include").warnings_into_errors(true);
        build
    };
    build().files(["c/structs.c", "c/greedy.c", "c/tree.c"]).compile("peers");
    build().file("c/columns.c").define("SUFFIX", "").compile("columns");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|processor| processor == "x86_64") {
        build()
            .file("c/columns.c")
            .define("SUFFIX", "_avx2")
            .flag("-mavx2")
            .flag("-mbmi2")
            .compile("columns_avx2");
    }
}
