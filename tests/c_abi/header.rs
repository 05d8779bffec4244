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

/// Languages that may include the headers: compilers, how a file of it is called, and the standards.
const LANGUAGES: [([Tool; 2], &str, &[&str]); 2] = [
    ([GCC, CLANG], "c", &["c90", "c99", "c11", "c17"]),
    ([GXX, CLANGXX], "cpp", &["c++98", "c++03", "c++11", "c++14", "c++17", "c++20"]),
];

/// Compiles a text in every language, in each of these ways.
fn compile_everywhere(name: &str, text: &str, ways: &[&[&str]]) {
    let scratch = scratch(&format!("header-{name}"));
    for (tools, extension, standards) in LANGUAGES {
        let file = scratch.join(name).with_extension(extension);
        std::fs::write(&file, text).expect("a file");
        for tool in tools {
            for standard in standards {
                for way in ways {
                    let Some(mut command) = look(tool, standard, &root().join("include"), &file) else {
                        break;
                    };
                    run(command.args(*way));
                }
            }
        }
    }
}

/// The headers that are installed, as they are included.
fn public_headers() -> Vec<String> {
    let mut names = Vec::new();
    for directory in ["", "citygate/"] {
        for entry in std::fs::read_dir(root().join("include").join(directory)).expect("a directory") {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            names.extend(name.ends_with(".h").then(|| format!("{directory}{name}")));
        }
    }
    names.sort();
    assert_eq!(names.len(), HEADERS.len() + 2, "{names:?}");
    names
}

#[test]
fn each_header_is_clean_by_itself_in_c_and_cxx() {
    for header in public_headers() {
        compile_everywhere("alone", &format!("#include <{header}>\n"), &[&[]]);
    }
}

/// With every constant used, since a fault in a macro shows only there: on 64 bits and on 32, where the C library need
/// not be installed, and with enumerations of either size.
#[test]
fn all_headers_together_are_clean_in_c_and_cxx() {
    let mut text = String::new();
    let mut uses = String::new();
    for _ in 0..2 {
        for header in public_headers() {
            text += &format!("#include <{header}>\n");
        }
    }
    let all = header();
    let macros = all.lines().filter_map(|line| line.strip_prefix("#define ")?.split_once(' '));
    for (name, _) in macros.filter(|(name, _)| !name.contains('(')) {
        uses += &format!("    count += (({name}) != 0) ? 1u : 0u;\n");
    }
    assert!(uses.lines().count() > 300, "constants are missing:\n{uses}");
    text += &format!("unsigned used(void);\nunsigned used(void)\n{{\n    unsigned count = 0u;\n{uses}");
    text += "    return count;\n}\n";
    text += "void citygate_panic(void) { for (;;) { } }\n";
    let ways: [&[&str]; 4] = [
        &["-fshort-enums"],
        &["-fno-short-enums"],
        &["-m32", "-ffreestanding", "-fshort-enums"],
        &["-m32", "-ffreestanding", "-fno-short-enums"],
    ];
    compile_everywhere("all", &text, &ways);
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

/// Every assertion bites: each with another number is an error of its own, in C and in C++.
#[test]
fn every_assertion_of_the_layout_is_checked() {
    let layout = text_of("layout");
    let mut wrong = String::new();
    let mut assertions = Vec::new();
    for (number, line) in (1..).zip(layout.lines()) {
        match line.strip_prefix("CITYGATE_LAYOUT(").and_then(|claim| claim.strip_suffix(')')) {
            Some(claim) => {
                assertions.push(number);
                wrong += &format!("CITYGATE_LAYOUT({claim} + 1u)\n");
            }
            None => wrong += &format!("{line}\n"),
        }
    }
    let file = scratch("layout").join("layout.h");
    std::fs::write(&file, wrong).expect("a file");
    for (tool, language, standard) in [(GCC, "c", "c11"), (GXX, "c++", "c++17")] {
        let Some(mut command) = tool.command() else { return };
        command.arg("-I").arg(root().join("include"));
        command.args(["-x", language, "-fsyntax-only", "-ftrack-macro-expansion=0"]);
        command.arg(format!("-std={standard}")).arg(&file);
        let said = run_failing(&mut command);
        let failed: Vec<usize> = said
            .lines()
            .filter(|line| line.contains("the layout of a citygate structure differs"))
            .filter_map(|line| line.strip_prefix(file.to_str()?)?.split(':').nth(1)?.parse().ok())
            .collect();
        assert_eq!(failed, assertions, "{language}");
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
