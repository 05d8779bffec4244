//! The header: in step with the code, clean in every language that may include it, and true about the layout.

use std::path::Path;
use std::process::Command;

use crate::build::root;
use crate::declared::{HEADERS, comment_of, errors, functions, header, parameters_of, structs, text_of};
use crate::tools::{CLANG, CLANGXX, DOXYGEN, GCC, GXX, Tool, run, run_failing, scratch};

const WARNINGS: [&str; 6] = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wundef", "-Werror"];

#[cfg(feature = "header")]
#[test]
fn the_headers_are_what_the_code_says() {
    let generated = Path::new(env!("OUT_DIR")).join("header");
    let headers = HEADERS.iter().map(|header| format!("include/citygate/{header}.h"));
    for file in headers.chain(["src/ffi/layout.rs".to_owned()]) {
        let says = |root: &Path| std::fs::read_to_string(root.join(&file)).expect("a file");
        assert!(
            says(root()) == says(&generated),
            "{file} is not what the sources say; write it again with:\n\
             CITYGATE_UPDATE_HEADER=1 cargo check --features header,ffi"
        );
    }
}

/// A compiler at work on a text, looking at it only.
fn look(tool: Tool, standard: &str, include: &Path, file: &Path) -> Option<Command> {
    let mut command = tool.command()?;
    command
        .arg(format!("-std={standard}"))
        .args(WARNINGS)
        .arg("-fsyntax-only")
        .arg("-I")
        .arg(include)
        .arg(file);
    Some(command)
}

/// Doxygen reads every declaration, and misses nothing: parameters and results are all described.
#[test]
fn doxygen_has_nothing_to_say_against_the_headers() {
    let scratch = scratch("manual");
    let Some(mut doxygen) = DOXYGEN.command() else { return };
    let frame = std::fs::read_to_string(root().join("packaging/Doxyfile")).expect("the Doxyfile");
    let file = scratch.join("Doxyfile");
    std::fs::write(&file, frame + &format!("OUTPUT_DIRECTORY = {}\n", scratch.display())).expect("a file");
    let said = run(doxygen.current_dir(root()).arg(&file));
    assert_eq!(String::from_utf8_lossy(&said.stderr), "", "doxygen warns");
    assert!(scratch.join("html/group__citygate__core.html").exists());
}

/// Each header by itself, and all of them together, twice.
#[test]
fn the_headers_are_clean_in_c_and_cxx() {
    let scratch = scratch("header");
    let mut sources = vec![(
        "all".to_owned(),
        "#include \"citygate.h\"\n#include \"citygate_platform.h\"\n#include \"citygate/layout.h\"\n\
         #include \"citygate.h\"\nvoid citygate_panic(void) { for (;;) { } }\n"
            .to_owned(),
    )];
    let alone =
        HEADERS.iter().map(|header| ((*header).to_owned(), format!("#include \"citygate/{header}.h\"\n")));
    sources.extend(alone);
    for (name, text) in sources {
        let (c, cxx) = (scratch.join(&name).with_extension("c"), scratch.join(&name).with_extension("cpp"));
        for file in [&c, &cxx] {
            std::fs::write(file, &text).unwrap();
        }
        for tool in [GCC, CLANG] {
            for standard in ["c90", "c99", "c11", "c17"] {
                let Some(mut command) = look(tool, standard, &root().join("include"), &c) else { break };
                // C90 has no long long; <stdint.h> brings 64 bits all the same.
                run(command.args((standard == "c90").then_some("-Wno-long-long")));
            }
        }
        for tool in [GXX, CLANGXX] {
            for standard in ["c++98", "c++11", "c++17", "c++20"] {
                let Some(mut command) = look(tool, standard, &root().join("include"), &cxx) else { break };
                run(command.args((standard == "c++98").then_some("-Wno-long-long")));
            }
        }
    }
}

#[test]
fn size_and_offset_of_every_field_are_asserted() {
    let layout = text_of("layout");
    let states = |assertion: String| {
        let count = layout.lines().filter(|line| line.starts_with(&assertion)).count();
        assert_eq!(count, 1, "{assertion}...) in include/citygate/layout.h");
    };
    for structure in structs() {
        let name = &structure.name;
        states(format!("CITYGATE_LAYOUT(sizeof({name}) == "));
        for field in &structure.fields {
            states(format!("CITYGATE_LAYOUT(offsetof({name}, {field}) == "));
        }
    }
}

/// Every assertion bites: with another number the header does not compile, neither as C nor as C++.
#[test]
fn every_assertion_of_the_layout_is_checked() {
    let layout = text_of("layout");
    let scratch = scratch("layout");
    let file = scratch.join("layout.h");
    for (at, line) in layout.match_indices("\nCITYGATE_LAYOUT(").map(|(at, _)| at + 1).map(|at| {
        let line = layout[at..].lines().next().unwrap_or_default();
        (at, line)
    }) {
        let wrong = format!("{} + 1u)", line.strip_suffix(')').expect("an assertion ends"));
        std::fs::write(&file, [&layout[..at], &wrong, &layout[at + line.len()..]].concat()).unwrap();
        for (tool, language, standard) in [(GCC, "c", "c11"), (GXX, "c++", "c++17")] {
            let Some(mut command) = tool.command() else { return };
            command.arg("-I").arg(root().join("include"));
            command.args(["-x", language, "-fsyntax-only"]).arg(format!("-std={standard}")).arg(&file);
            assert!(
                run_failing(&mut command).contains("the layout of a citygate structure differs"),
                "{line}"
            );
        }
    }
}

#[test]
fn every_name_carries_the_prefix() {
    let header = header();
    for structure in structs() {
        let name = structure.name;
        assert!(name.starts_with("citygate_") && name.ends_with("_t"), "{name}");
    }
    for define in header.lines().filter_map(|line| line.strip_prefix("#define ")) {
        assert!(define.starts_with("CITYGATE_"), "{define}");
    }
}

#[test]
fn numbers_of_errors_are_negative_and_of_one_meaning() {
    let mut errors = errors();
    errors.sort_by_key(|(_, number)| *number);
    for pair in errors.windows(2) {
        assert!(pair[0].1 != pair[1].1, "{} and {} have one number", pair[0].0, pair[1].0);
    }
    assert!(errors.iter().all(|(_, number)| *number < 0));
}

#[test]
fn every_function_says_what_it_takes_and_returns() {
    for function in functions() {
        let comment = comment_of(&function);
        let parameters = parameters_of(&function);
        assert!(parameters.len() <= 7, "{function} takes {} arguments", parameters.len());
        for parameter in parameters.iter().filter(|parameter| parameter.trim() != "void") {
            let name = parameter.rsplit([' ', '*']).next().expect("a name");
            let says = |line: &str| {
                let names = line.split_once("@param[").and_then(|(_, rest)| rest.split(' ').nth(1));
                names.is_some_and(|names| names.split(',').any(|one| one == name))
            };
            assert!(comment.lines().any(says), "{function}: {name}");
        }
        let can_fail = header().contains(&format!("\ncitygate_status_t {function}("));
        assert!(!can_fail || comment.contains("@return CITYGATE_OK, or"), "{function}: what it returns");
    }
}
