//! The documents: what they show compiles, runs and prints what they say, and what they point to exists.

use std::path::{Path, PathBuf};

use crate::build::{libraries, root};
use crate::tools::{GCC, run, scratch};

/// The documents that show C.
const WITH_C: [&str; 3] = ["README.md", "README.zh-CN.md", "docs/c-interface.md"];

fn read(document: &str) -> String {
    std::fs::read_to_string(root().join(document)).expect("the document")
}

/// The blocks of a document, with their languages.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let fenced = text.split("\n```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').expect("a block has a first line")).collect()
}

#[test]
fn the_c_code_in_the_documents_compiles_and_prints_what_they_say() {
    let mut programs = 0;
    for document in WITH_C {
        let text = read(document);
        let blocks = blocks(&text);
        assert!(blocks.iter().any(|(language, _)| *language == "c"), "{document} shows C");
        for (index, (_, code)) in blocks.iter().enumerate().filter(|(_, (language, _))| *language == "c") {
            let directory = scratch(&format!("document-{}-{index}", document.replace('/', "-")));
            let (source, program) = (directory.join("main.c"), directory.join("main"));
            std::fs::write(&source, code).expect("a source file can be written");
            let Some(libraries) = libraries() else { return };
            let Some(mut gcc) = GCC.command() else { return };
            gcc.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-I"]);
            gcc.arg(root().join("include")).arg(&source);
            if !code.contains("int main(") {
                run(gcc.args(["-fsyntax-only"]));
                continue;
            }
            run(gcc.arg(&libraries.archive).arg("-o").arg(&program));
            let said = run(&mut std::process::Command::new(program)).stdout;
            let (language, expected) = blocks[index + 1];
            assert_eq!((language, String::from_utf8(said).expect("text").trim_end()), ("text", expected));
            programs += 1;
        }
    }
    assert_eq!(programs, 2, "both READMEs show a program and what it prints");
}

/// All documents: those at the root and in docs/.
fn documents() -> Vec<PathBuf> {
    let directories = [root().to_owned(), root().join("docs")];
    let entries = directories.iter().flat_map(|directory| std::fs::read_dir(directory).expect("a directory"));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

#[test]
fn the_documents_point_to_what_exists() {
    let mut links = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("the document");
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for target in targets.filter(|target| !target.is_empty() && !target.contains("://")) {
            let directory = document.parent().expect("a directory");
            assert!(directory.join(target).exists(), "{} points to {target}", document.display());
            links += 1;
        }
    }
    assert!(links > 20, "the documents point to one another");
}

#[test]
fn the_commands_of_the_readmes_are_there() {
    for document in ["README.md", "README.zh-CN.md"] {
        let text = read(document);
        let commands: Vec<&str> = blocks(&text)
            .into_iter()
            .filter(|(language, _)| *language == "sh")
            .map(|(_, code)| code)
            .collect();
        assert_eq!(
            commands[..2],
            ["cargo drill scenarios/tengzhou-2017.toml --out report", "./scripts/check"]
        );
    }
    for path in ["scenarios/tengzhou-2017.toml", "scripts/check"] {
        assert!(root().join(Path::new(path)).exists(), "{path}");
    }
}
