//! Programs in C and C++ that use the library: the negative tests, and the examples.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use object::{Object, ObjectSymbol};

use crate::build::{Libraries, libraries, root};
use crate::declared::{errors, functions, pointers_of};
use crate::tools::{CLANG, CLANGXX, GCC, GXX, Tool, VALGRIND, run, scratch};

const WARNINGS: [&str; 7] =
    ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wundef", "-Wmissing-declarations", "-Werror"];

const SANITIZERS: [&str; 2] = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

/// Which of the libraries a program is linked with.
#[derive(Clone, Copy, PartialEq)]
pub enum Linked {
    Static,
    Shared,
}

impl Linked {
    fn file(self, libraries: &Libraries) -> &PathBuf {
        match self {
            Linked::Static => &libraries.archive,
            Linked::Shared => &libraries.shared,
        }
    }
}

/// A program from these sources, linked and ready to run. `None` if a tool is missing and that is all right.
fn program(
    name: &str,
    tool: Tool,
    standard: &str,
    sources: &[PathBuf],
    linked: Linked,
    options: &[&str],
) -> Option<Command> {
    let libraries = libraries()?;
    let program = scratch(name).join("program");
    let mut compiler = tool.command()?;
    compiler
        .arg(format!("-std={standard}"))
        .args(["-g", "-O1", "-pthread", "-Wl,-z,now"])
        .args(WARNINGS)
        .args(options);
    // g++ warns of fields that a designated initializer leaves zero, which in C is what it is for.
    compiler.args((standard == "c++20").then_some("-Wno-missing-field-initializers"));
    compiler
        .arg("-I")
        .arg(root().join("include"))
        .args(sources)
        .arg(linked.file(libraries))
        .arg("-o")
        .arg(&program);
    run(&mut compiler);
    let mut command = Command::new(program);
    command.env("LD_LIBRARY_PATH", &libraries.directory);
    Some(command)
}

/// The sources of the negative tests.
fn negative_sources() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("tests/c")).expect("tests/c");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "c")).collect()
}

/// The negative tests, built.
fn negative(name: &str, tool: Tool, linked: Linked, options: &[&str]) -> Option<Command> {
    program(name, tool, "c99", &negative_sources(), linked, options)
}

/// Runs it, and demands that it has corrupted every pointer and seen every error that the header declares.
fn run_negative(command: &mut Command) {
    let said = String::from_utf8(run(command).stdout).expect("text");
    let seen = said.lines().find_map(|line| line.strip_prefix("errors seen:")).expect("a list of errors");
    let seen: BTreeSet<i32> =
        seen.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    for (name, number) in errors() {
        assert!(seen.contains(&number), "nothing in tests/c provokes {name}");
    }
    let corrupted = |function: &str| {
        let line = said.lines().find(|line| line.starts_with(&format!("pointers corrupted: {function} ")));
        line.and_then(|line| line.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
    };
    for function in functions() {
        assert!(
            corrupted(&function) >= pointers_of(&function),
            "nothing in tests/c corrupts the pointers of {function}"
        );
    }
}

/// The negative, with each compiler, each library, without and with sanitizers.
macro_rules! negative_variants {
    ($($name:ident: $tool:ident, $linked:ident, $options:expr;)+) => {$(
        #[test]
        fn $name() {
            if let Some(mut negative) = negative(stringify!($name), $tool, Linked::$linked, &$options) {
                run_negative(&mut negative);
            }
        }
    )+};
}

negative_variants! {
    negative_by_gcc_static: GCC, Static, [];
    negative_by_gcc_shared: GCC, Shared, [];
    negative_by_gcc_static_sanitized: GCC, Static, SANITIZERS;
    negative_by_gcc_shared_sanitized: GCC, Shared, SANITIZERS;
    negative_by_clang_static: CLANG, Static, [];
    negative_by_clang_shared: CLANG, Shared, [];
    negative_by_clang_static_sanitized: CLANG, Static, SANITIZERS;
    negative_by_clang_shared_sanitized: CLANG, Shared, SANITIZERS;
}

fn negative_under_valgrind(name: &str, linked: Linked) {
    let Some(negative) = negative(name, GCC, linked, &[]) else { return };
    let Some(mut valgrind) = VALGRIND.command() else { return };
    valgrind.args(["--quiet", "--leak-check=full", "--show-leak-kinds=all", "--error-exitcode=9"]);
    valgrind.envs(negative.get_envs().filter_map(|(name, value)| Some((name, value?))));
    run_negative(valgrind.arg(negative.get_program()));
}

#[test]
fn negative_under_valgrind_static() {
    negative_under_valgrind("valgrind-static", Linked::Static);
}

#[test]
fn negative_under_valgrind_shared() {
    negative_under_valgrind("valgrind-shared", Linked::Shared);
}

/// What a program wants from the library is what it refers to: no function of the header is left out.
#[test]
fn the_negative_tests_call_every_function_of_the_header() {
    let directory = scratch("negative-objects");
    let mut wanted = BTreeSet::new();
    for source in negative_sources() {
        let Some(mut gcc) = GCC.command() else { return };
        let object = directory.join(source.file_name().expect("a name")).with_extension("o");
        run(gcc
            .args(["-std=c99", "-c", "-I"])
            .arg(root().join("include"))
            .arg(&source)
            .arg("-o")
            .arg(&object));
        let data = std::fs::read(object).expect("an object file");
        let file = object::File::parse(&*data).expect("an object file");
        let undefined = file.symbols().filter(|symbol| symbol.is_undefined());
        wanted.extend(undefined.filter_map(|symbol| Some(symbol.name().ok()?.to_owned())));
    }
    for function in functions() {
        assert!(wanted.contains(&function), "nothing in tests/c calls {function}");
    }
}

/// What every example prints.
pub fn expected_table() -> String {
    std::fs::read_to_string(root().join("examples/share_out.txt")).expect("examples/share_out.txt")
}

#[path = "../../examples/share_out.rs"]
#[allow(dead_code, reason = "main is for the example")]
mod example_in_rust;

#[test]
fn the_examples_print_one_table() {
    assert_eq!(example_in_rust::table().expect("the example in Rust"), expected_table());
    let c = root().join("examples/c/share_out.c");
    let cxx = root().join("examples/cpp/share_out.cpp");
    assert!(std::fs::read_to_string(&c).expect("the example in C").lines().count() < 150);
    for linked in [Linked::Static, Linked::Shared] {
        // g++ takes any file as C++.
        for (tool, standard, source) in [
            (GCC, "c99", &c),
            (CLANG, "c11", &c),
            (GXX, "c++20", &c),
            (GXX, "c++17", &cxx),
            (CLANGXX, "c++17", &cxx),
        ] {
            let name = format!("example-{}-{standard}", tool.program);
            let sources = std::slice::from_ref(source);
            let Some(mut program) = program(&name, tool, standard, sources, linked, &[]) else {
                continue;
            };
            assert_eq!(String::from_utf8(run(&mut program).stdout).expect("text"), expected_table());
        }
    }
}

/// Examples that are there in C only, each beside what it prints.
#[test]
fn the_examples_in_c_print_what_is_beside_them() {
    let directory = root().join("examples/c");
    let entries = std::fs::read_dir(directory).expect("examples/c");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let expected: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect();
    assert!(!expected.is_empty());
    for expected in expected {
        let source = expected.with_extension("c");
        let expected = std::fs::read_to_string(expected).expect("what it prints");
        for (tool, standard) in [(GCC, "c99"), (CLANG, "c11"), (GXX, "c++20")] {
            let name = format!("{}-{standard}", source.file_stem().expect("a name").display());
            let sources = std::slice::from_ref(&source);
            let Some(mut program) = program(&name, tool, standard, sources, Linked::Static, &SANITIZERS)
            else {
                continue;
            };
            assert_eq!(String::from_utf8(run(&mut program).stdout).expect("text"), expected);
        }
    }
}
