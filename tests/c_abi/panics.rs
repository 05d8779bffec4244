//! The proof of no panic: programs link without the hook that a panic would call.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::{Libraries, libraries, root, target};
use crate::declared::functions;
use crate::tools::{GCC, run, run_failing, scratch};

/// A program that holds on to every function of the header.
fn holds_every_function() -> String {
    let entries: String = functions().iter().map(|name| format!("    (function){name},\n")).collect();
    format!(
        "#include \"citygate.h\"\n\
         typedef void (*function)(void);\n\
         static function volatile functions[] = {{\n{entries}}};\n\
         int main(void) {{ return functions[0] == (function)0; }}\n"
    )
}

/// The C compiler, to make a program of this text.
fn compile(directory: &Path, text: &str) -> Option<(Command, PathBuf)> {
    let (source, program) = (directory.join("main.c"), directory.join("main"));
    std::fs::write(&source, text).expect("a source file can be written");
    let mut gcc = GCC.command()?;
    gcc.arg("-I").arg(root().join("include")).arg(source).arg("-o").arg(&program);
    Some((gcc, program))
}

#[test]
fn every_function_links_without_the_panic_hook() {
    let scratch = scratch("no-panic");
    let Some(Libraries { archive, shared, .. }) = libraries() else { return };
    for library in [archive, shared] {
        for option in ["-O0", "-Wl,-z,now,-z,defs", "-Wl,--gc-sections"] {
            let Some((mut gcc, _)) = compile(&scratch, &holds_every_function()) else { return };
            run(gcc.arg(option).arg(library));
        }
    }
}

/// Rust code beside the library, one function of which can panic.
const CAN_PANIC: &str = "#![no_std]
#![doc = \"One function that panics for an index above 2.\"]
use citygate as _;
#[unsafe(no_mangle)]
pub extern \"C\" fn can_panic(index: u32) -> u8 {
    [1, 2, 3][index as usize]
}
";

/// An archive of the library and that function, built exactly as the library's own.
fn archive_that_can_panic() -> PathBuf {
    let directory = target().join("can-panic");
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let profile = manifest.split("\n[").find(|section| section.starts_with("profile.archive]"));
    let manifest = format!(
        "[package]\nname = \"can-panic\"\nedition = \"2024\"\n[workspace]\n[lib]\ncrate-type = [\"staticlib\"]\n\
         [dependencies]\ncitygate = {{ path = {:?}, features = [\"panic-handler\"] }}\n[{}\n",
        root(),
        profile.expect("the profile of the archive")
    );
    std::fs::create_dir_all(directory.join("src")).expect("a directory can be made");
    std::fs::write(directory.join("Cargo.toml"), manifest).expect("a manifest can be written");
    std::fs::write(directory.join("src/lib.rs"), CAN_PANIC).expect("a source file can be written");
    std::fs::copy(root().join("Cargo.lock"), directory.join("Cargo.lock"))
        .expect("the lock file can be copied");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(&directory).args(["build", "--quiet", "--profile", "archive", "--target-dir"]);
    run(cargo.arg(directory.join("target")));
    directory.join("target/archive/libcan_panic.a")
}

/// The proof proves something: where one function can panic, the same link fails, and succeeds with the hook.
#[test]
fn one_function_that_can_panic_makes_the_link_fail() {
    let scratch = scratch("can-panic");
    let archive = archive_that_can_panic();
    let calls = "extern unsigned char can_panic(unsigned index);\n\
                 int main(int count, char **arguments) { (void)arguments; return can_panic((unsigned)count + 2); }\n";
    let Some((mut gcc, _)) = compile(&scratch, calls) else { return };
    let said = run_failing(gcc.arg(&archive));
    assert!(said.contains("undefined reference to `citygate_panic'"), "{said}");

    let hook = "#include \"citygate_platform.h\"\n\
                extern void _Exit(int status);\n\
                void citygate_panic(void) { _Exit(42); }\n";
    let Some((mut gcc, program)) = compile(&scratch, &(hook.to_owned() + calls)) else { return };
    run(gcc.arg(&archive));
    let status = Command::new(program).status().expect("the program runs");
    assert_eq!(status.code(), Some(42), "the panic handler calls the hook");
}
