//! The installed package: complete, movable, found by pkg-config and by CMake, and gone after uninstall.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::{libraries, make, root};
use crate::declared::{HEADERS, soname};
use crate::programs::expected_table;
use crate::tools::{CMAKE, GCC, PKG_CONFIG, run, scratch};

/// Everything below a directory that is not a directory, sorted.
fn files(directory: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a directory") {
            let path = entry.expect("an entry").path();
            match path.is_dir() && !path.is_symlink() {
                true => open.push(path),
                false => found.push(path.strip_prefix(directory).expect("below").display().to_string()),
            }
        }
    }
    found.sort();
    found
}

fn example() -> PathBuf {
    root().join("examples/c/share_out.c")
}

/// Runs a program of the installed package and looks at what it says.
fn run_example(program: &Path, libraries: &Path) {
    let said = run(Command::new(program).env("LD_LIBRARY_PATH", libraries)).stdout;
    assert_eq!(String::from_utf8(said).expect("text"), expected_table(), "{}", program.display());
}

/// Whether a program needs the shared library.
fn needs_shared(program: &Path) -> bool {
    let data = std::fs::read(program).expect("a program");
    let name = soname() + "\0";
    data.windows(name.len()).any(|window| window == name.as_bytes())
}

/// What pkg-config says of the package in this directory of libraries.
fn pkg_config(libraries: &Path, arguments: &[&str]) -> Option<Vec<String>> {
    let mut command = PKG_CONFIG.command()?;
    command.env("PKG_CONFIG_PATH", libraries.join("pkgconfig")).args(arguments).arg("citygate");
    let said = String::from_utf8(run(&mut command).stdout).expect("text");
    Some(said.split_whitespace().map(str::to_owned).collect())
}

fn build_with_pkg_config(scratch: &Path, libraries: &Path) {
    for (name, options, link) in [
        ("shared", &["--cflags", "--libs"][..], None),
        ("static", &["--static", "--cflags", "--libs"], Some("-static")),
    ] {
        let Some(flags) = pkg_config(libraries, options) else { return };
        let Some(mut gcc) = GCC.command() else { return };
        let program = scratch.join(format!("pkg-config-{name}"));
        run(gcc
            .args(["-std=c99", "-Wl,-z,now"])
            .args(link)
            .arg(example())
            .args(flags)
            .arg("-o")
            .arg(&program));
        assert_eq!(needs_shared(&program), name == "shared");
        run_example(&program, libraries);
    }
    assert_eq!(pkg_config(libraries, &["--modversion"]), Some(vec![env!("CARGO_PKG_VERSION").to_owned()]));
}

/// A project that uses all three targets, and that no other series of versions suits.
const CMAKE_PROJECT: &str = "cmake_minimum_required(VERSION 3.13)
project(consumer C)
foreach(other ${OTHERS})
    find_package(citygate ${other} CONFIG QUIET)
    if(citygate_FOUND)
        message(FATAL_ERROR \"version ${citygate_VERSION} is taken for ${other}\")
    endif()
endforeach()
find_package(citygate ${SERIES} CONFIG REQUIRED)
find_package(citygate ${EXACT} EXACT CONFIG REQUIRED)
foreach(target static shared citygate)
    add_executable(with_${target} ${EXAMPLE})
    target_link_libraries(with_${target} PRIVATE citygate::${target})
endforeach()
";

const MAJOR: &str = env!("CARGO_PKG_VERSION_MAJOR");
const MINOR: &str = env!("CARGO_PKG_VERSION_MINOR");

fn build_with_cmake(scratch: &Path, prefix: &Path, libraries: &Path) {
    let source = scratch.join("consumer");
    std::fs::create_dir(&source).expect("a directory can be made");
    std::fs::write(source.join("CMakeLists.txt"), CMAKE_PROJECT).expect("a project can be written");
    for shared in [false, true] {
        let Some((mut configure, mut build)) = CMAKE.command().zip(CMAKE.command()) else { return };
        let binary = scratch.join(format!("consumer-{shared}"));
        configure.arg("-S").arg(&source).arg("-B").arg(&binary);
        configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display()));
        configure.arg(format!("-DEXAMPLE={}", example().display()));
        configure.arg(concat!("-DEXACT=", env!("CARGO_PKG_VERSION")));
        configure.arg(format!("-DSERIES={MAJOR}.{MINOR}"));
        let later: u32 = MINOR.parse().expect("a number");
        configure.arg(format!("-DOTHERS=0.0.9;{MAJOR}.{};99.0", later + 1));
        configure.arg(format!("-DBUILD_SHARED_LIBS={}", if shared { "ON" } else { "OFF" }));
        run(&mut configure);
        run(build.arg("--build").arg(&binary));
        for (target, is_shared) in [("static", false), ("shared", true), ("citygate", shared)] {
            let program = binary.join(format!("with_{target}"));
            assert_eq!(needs_shared(&program), is_shared, "citygate::{target}, BUILD_SHARED_LIBS {shared}");
            run_example(&program, libraries);
        }
    }
}

/// Installs, moves what is installed, uses it and removes it. `libdir` is below the prefix.
fn install_and_use(name: &str, libdir: &str) {
    let scratch = scratch(name);
    if libraries().is_none() {
        return;
    }
    let install = |target: &str, destination: &Path, prefix: &Path| {
        let mut make = make()?;
        make.arg(target).arg(format!("DESTDIR={}", destination.display()));
        make.arg(format!("PREFIX={}", prefix.display()))
            .arg(format!("LIBDIR={}", prefix.join(libdir).display()));
        run(&mut make);
        Some(())
    };
    let stage = scratch.join("stage");
    if install("install", &stage, Path::new("/opt/gas")).is_none() {
        return;
    }

    let library = |file: &str| format!("{libdir}/{file}");
    let version = concat!("libcitygate.so.", env!("CARGO_PKG_VERSION"));
    let mut expected = vec!["include/citygate.h".to_owned(), "include/citygate_platform.h".to_owned()];
    expected.extend(HEADERS.map(|header| format!("include/citygate/{header}.h")));
    expected.extend(["libcitygate.a", "libcitygate.so", &soname(), version].map(library));
    expected.push(library("pkgconfig/citygate.pc"));
    expected.push(library("cmake/citygate/citygate-config.cmake"));
    expected.push(library("cmake/citygate/citygate-config-version.cmake"));
    expected.sort();
    let staged = stage.join("opt/gas");
    assert_eq!(files(&stage), expected.iter().map(|file| format!("opt/gas/{file}")).collect::<Vec<_>>());

    let moved = scratch.join("elsewhere");
    std::fs::rename(staged, &moved).expect("what is installed can be moved");
    let libraries = moved.join(libdir);
    build_with_pkg_config(&scratch, &libraries);
    build_with_cmake(&scratch, &moved, &libraries);

    std::fs::write(moved.join("include/other.h"), "").expect("a file can be written");
    install("uninstall", Path::new(""), &moved);
    assert_eq!(files(&moved), ["include/other.h"], "uninstall leaves what is not ours, and nothing else");
}

#[test]
fn the_installed_package_is_used_and_removed() {
    install_and_use("installed", "lib");
}

#[test]
fn so_is_one_in_a_directory_of_the_architecture() {
    install_and_use("installed-multiarch", "lib/x86_64-linux-gnu");
}
