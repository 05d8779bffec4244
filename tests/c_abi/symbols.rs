//! What the libraries define and what they want, symbol by symbol.

use std::path::Path;

use object::read::archive::ArchiveFile;
use object::{Object, ObjectSection, ObjectSymbol};

use crate::build::{Libraries, libraries};
use crate::declared::{functions, soname};

/// What C itself brings, hosted or not (C17, section 4, and what every compiler expects beside it).
const FROM_C: [&str; 5] = ["bcmp", "memcmp", "memcpy", "memmove", "memset"];

/// What is in an archive.
struct Contents {
    /// The names of its objects.
    objects: Vec<String>,
    /// The names of all sections.
    sections: Vec<String>,
    /// The symbols that can be seen from outside: the name, whether it is defined, and whether weakly.
    symbols: Vec<(String, bool, bool)>,
}

fn contents_of(path: &Path) -> Contents {
    let data = std::fs::read(path).expect("the archive");
    let archive = ArchiveFile::parse(&*data).expect("an archive");
    let (mut objects, mut sections, mut symbols) = (Vec::new(), Vec::new(), Vec::new());
    for member in archive.members() {
        let member = member.expect("a member");
        objects.push(String::from_utf8_lossy(member.name()).into_owned());
        let file = object::File::parse(member.data(&*data).expect("data")).expect("an object file");
        sections.extend(file.sections().map(|section| section.name().expect("a name").to_owned()));
        for symbol in file.symbols().filter(|symbol| symbol.is_global()) {
            let name = symbol.name().expect("a name").to_owned();
            symbols.push((name, symbol.is_definition(), symbol.is_weak()));
        }
    }
    Contents { objects, sections, symbols }
}

fn archive() -> Option<Contents> {
    libraries().map(|Libraries { archive, .. }| contents_of(archive))
}

/// Nothing else that comes with Rust can take the place of what the program has, or clash with another library in Rust.
#[test]
fn the_archive_offers_what_the_header_declares_and_nothing_else() {
    let Some(Contents { symbols, .. }) = archive() else { return };
    let defined = symbols.iter().filter(|(_, is_defined, _)| *is_defined);
    let mut offered: Vec<&str> = defined.map(|(name, ..)| name.as_str()).collect();
    offered.sort();
    assert_eq!(offered, functions());
    assert!(symbols.iter().all(|(_, _, is_weak)| !is_weak));
}

/// The archive wants nothing but what C brings: no allocator, no unwinder, no panic hook, no mathematics library.
#[test]
fn the_archive_wants_nothing_but_memory_functions() {
    let Some(Contents { symbols, .. }) = archive() else { return };
    for (name, ..) in symbols.iter().filter(|(_, is_defined, _)| !is_defined) {
        assert!(FROM_C.contains(&name.as_str()), "the archive wants {name}");
    }
}

/// One object, without the bitcode that only Rust's own linking knows; each function in a section of its own.
#[test]
fn the_archive_is_one_object_of_many_sections() {
    let Some(Contents { objects, sections, .. }) = archive() else { return };
    assert_eq!(objects, ["citygate.o"]);
    assert!(!sections.iter().any(|name| name.starts_with(".llvm")), "{sections:?}");
    for name in functions() {
        assert!(sections.contains(&format!(".text.{name}")), "{name} has a section");
    }
}

/// The index of the archive leads every linker to every function.
#[test]
fn the_index_of_the_archive_names_every_function() {
    let Some(Libraries { archive, .. }) = libraries() else { return };
    let data = std::fs::read(archive).expect("the archive");
    let archive = ArchiveFile::parse(&*data).expect("an archive");
    let index = archive.symbols().expect("an index").expect("an index");
    let mut named = Vec::new();
    for symbol in index {
        let symbol = symbol.expect("an entry");
        let member = archive.member(symbol.offset()).expect("a member");
        assert_eq!(member.name(), b"citygate.o");
        named.push(String::from_utf8_lossy(symbol.name()).into_owned());
    }
    assert_eq!(named, functions());
}

#[test]
fn the_shared_library_offers_what_the_header_declares_and_nothing_else() {
    let Some(Libraries { shared, .. }) = libraries() else { return };
    let data = std::fs::read(shared).expect("the shared library");
    let file = object::File::parse(&*data).expect("a shared library");
    assert!(
        data.windows(soname().len()).any(|window| window == soname().as_bytes()),
        "the SONAME is {}",
        soname()
    );
    let public = file.dynamic_symbols().filter(|symbol| symbol.is_definition());
    let mut offered: Vec<&str> = public.map(|symbol| symbol.name().expect("a name")).collect();
    offered.sort();
    assert_eq!(offered, functions());
    let wanted = file.dynamic_symbols().filter(|symbol| symbol.is_undefined() && !symbol.is_weak());
    for name in wanted.filter_map(|symbol| symbol.name().ok()).filter(|name| !name.is_empty()) {
        assert!(FROM_C.contains(&name), "the shared library wants {name}");
    }
}
