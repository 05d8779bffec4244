//! What the libraries define and what they want, symbol by symbol.

use std::collections::BTreeSet;
use std::path::Path;

use object::read::archive::ArchiveFile;
use object::{Object, ObjectSymbol, SymbolScope};

use crate::build::{Libraries, libraries};
use crate::declared::{functions, soname};

/// What C itself brings, hosted or not (C17, section 4, and what every compiler expects beside it).
const FROM_C: [&str; 5] = ["bcmp", "memcmp", "memcpy", "memmove", "memset"];

/// A symbol that an object file shows to others.
struct Symbol {
    object: String,
    name: String,
    defined: bool,
    hidden: bool,
    weak: bool,
}

impl Symbol {
    /// Whether it is in the object that this library's code is compiled to.
    fn is_ours(&self) -> bool {
        self.object.starts_with("citygate-")
    }

    /// Whether it is in an object of compiler_builtins: arithmetic for processors that lack it. Its parts in Rust
    /// carry its name, its parts in C a hash of 16 digits.
    fn is_the_compilers(&self) -> bool {
        let hash = self.object.split('-').next().unwrap_or_default();
        let is_hash = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.object.starts_with("compiler_builtins-") || is_hash
    }
}

/// The global symbols of every object in an archive.
fn of_archive(path: &Path) -> Vec<Symbol> {
    let data = std::fs::read(path).expect("the archive");
    let archive = ArchiveFile::parse(&*data).expect("an archive");
    let mut symbols = Vec::new();
    for member in archive.members() {
        let member = member.expect("a member");
        let object = String::from_utf8_lossy(member.name()).into_owned();
        let file = object::File::parse(member.data(&*data).expect("data")).expect("an object file");
        for symbol in file.symbols().filter(|symbol| symbol.is_global()) {
            symbols.push(Symbol {
                object: object.clone(),
                name: symbol.name().expect("a name").to_owned(),
                defined: symbol.is_definition(),
                hidden: symbol.scope() == SymbolScope::Linkage,
                weak: symbol.is_weak(),
            });
        }
    }
    symbols
}

fn archive() -> Option<Vec<Symbol>> {
    libraries().map(|Libraries { archive, .. }| of_archive(archive))
}

#[test]
fn the_archive_offers_what_the_header_declares_and_nothing_else() {
    let Some(symbols) = archive() else { return };
    let public = symbols.iter().filter(|symbol| symbol.defined && !symbol.hidden);
    let mut offered: Vec<&str> = public.clone().map(|symbol| symbol.name.as_str()).collect();
    offered.sort();
    assert_eq!(offered, functions());
    assert!(public.clone().all(|symbol| symbol.is_ours() && !symbol.weak));
}

/// Everything else that the archive defines is arithmetic of the compiler, and hidden.
#[test]
fn what_else_the_archive_defines_is_the_compilers() {
    let Some(symbols) = archive() else { return };
    let others: Vec<_> = symbols.iter().filter(|symbol| symbol.defined && symbol.hidden).collect();
    assert!(!others.is_empty(), "compiler_builtins is in the archive");
    for symbol in others {
        assert!(symbol.is_the_compilers(), "{} defines {}", symbol.object, symbol.name);
    }
}

/// The archive wants nothing but what C brings: no allocator, no unwinder, no panic hook, no mathematics library.
#[test]
fn the_archive_wants_nothing_but_memory_functions() {
    let Some(symbols) = archive() else { return };
    let defined: BTreeSet<&str> =
        symbols.iter().filter(|symbol| symbol.defined).map(|symbol| symbol.name.as_str()).collect();
    let wanted = symbols.iter().filter(|symbol| !symbol.defined && symbol.is_ours());
    for Symbol { object, name, .. } in wanted {
        assert!(FROM_C.contains(&name.as_str()) || defined.contains(name.as_str()), "{object} wants {name}");
    }
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
