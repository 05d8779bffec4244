//! No two files depend on each other, directly or through others: the drill flows one way, and so does the library.
//!
//! Counted is every path in `use` declarations, in code and in macro calls. A `mod` declaration is no dependency, and
//! tests are left out. Re-exports are seen in two ways: see [`Facades`].

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree, Visibility};

/// Names from the crate's root on.
type Names = Vec<String>;

/// What a `pub use` in a facade stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Facades {
    /// The facade depends on what it re-exports, so that a file behind it must not go through it.
    Depend,
    /// Whoever uses what is re-exported depends on the file where it is, and the facade only if it uses it itself.
    PassOn,
}

/// The files of a crate, and which use which.
#[derive(Default)]
struct Crate {
    root: PathBuf,
    /// Every module, and the file that holds it.
    modules: BTreeMap<Names, PathBuf>,
    /// Paths as they are written, with the module in which they are.
    paths: Vec<(Names, Names)>,
    /// The same of `pub use`.
    exports: Vec<(Names, Names)>,
    /// By module, what imported names stand for.
    imports: HashMap<Names, HashMap<String, Names>>,
}

impl Crate {
    fn open(root: &Path) -> Crate {
        let mut found = Crate { root: root.to_owned(), ..Crate::default() };
        found.read(Names::new(), &root.join("lib.rs"), root);
        found
    }

    fn read(&mut self, module: Names, file: &Path, directory: &Path) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        Reader { found: self, module, file, directory: directory.to_owned() }.items(&parsed.items);
    }

    /// A path from the crate's root on; nothing for what is outside the crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Names> {
        let (first, rest) = path.split_first()?;
        let base = match first.as_str() {
            "crate" => Names::new(),
            "self" => module.to_vec(),
            "super" => module.split_last()?.1.to_vec(),
            name => {
                let child = [module, &[name.to_owned()]].concat();
                let imported = || self.imports.get(module)?.get(name).cloned();
                if self.modules.contains_key(&child) { child } else { imported()? }
            }
        };
        match rest.first().map(String::as_str) {
            Some("super") => self.absolute(&base, rest),
            _ => Some([base, rest.to_vec()].concat()),
        }
    }

    /// The file that holds what a path names, or the facade through which it is named.
    fn file(&self, path: &[String]) -> &Path {
        let modules = (0..=path.len()).rev().find_map(|length| self.modules.get(&path[..length]));
        modules.expect("the root holds everything")
    }

    /// What a path names in the end, where facades only pass it on.
    fn origin(&self, mut path: Names) -> Names {
        // Each step leads to another module; more of them than there are modules would be a circle of re-exports.
        for _ in &self.modules {
            let length = (0..=path.len()).rev().find(|length| self.modules.contains_key(&path[..*length]));
            let (module, rest) = path.split_at(length.unwrap_or_default());
            let Some((first, rest)) = rest.split_first() else { break };
            let Some(imported) = self.imports.get(module).and_then(|imports| imports.get(first)) else {
                break;
            };
            path = [&imported[..], rest].concat();
        }
        path
    }

    /// For every file those that it uses, and one path that it uses of each.
    fn graph(&self, facades: Facades) -> BTreeMap<&Path, BTreeMap<&Path, String>> {
        let mut graph: BTreeMap<&Path, BTreeMap<&Path, String>> = BTreeMap::new();
        let exports = self.exports.iter().filter(|_| facades == Facades::Depend);
        for (module, path) in self.paths.iter().chain(exports) {
            let Some(absolute) = self.absolute(module, path) else { continue };
            let absolute = if facades == Facades::PassOn { self.origin(absolute) } else { absolute };
            let (from, to) = (self.file(module), self.file(&absolute));
            if from != to {
                graph.entry(from).or_default().entry(to).or_insert_with(|| path.join("::"));
            }
        }
        graph
    }

    fn name<'p>(&self, file: &'p Path) -> std::borrow::Cow<'p, str> {
        file.strip_prefix(&self.root).expect("a file of the crate").to_string_lossy()
    }

    /// The shortest circle through each file that is on one, as text; each circle once.
    fn cycles(&self, facades: Facades) -> Vec<String> {
        let graph = self.graph(facades);
        let circles = graph.keys().filter_map(|file| shortest_cycle(&graph, file));
        let mut seen = BTreeSet::new();
        let new = circles.filter(|circle| seen.insert(circle.iter().copied().collect::<BTreeSet<_>>()));
        new.map(|circle| {
            let next = circle.iter().cycle().skip(1);
            let steps = circle.iter().zip(next);
            let steps = steps.map(|(from, to)| format!("{} ({})", self.name(from), graph[from][to]));
            format!("{} → {}", steps.collect::<Vec<_>>().join(" → "), self.name(circle[0]))
        })
        .collect()
    }
}

fn shortest_cycle<'g>(
    graph: &BTreeMap<&'g Path, BTreeMap<&'g Path, String>>,
    start: &'g Path,
) -> Option<Vec<&'g Path>> {
    let mut queue = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(walk) = queue.pop_front() {
        for &next in graph.get(walk.last()?).into_iter().flatten().map(|(next, _)| next) {
            if next == start {
                return Some(walk);
            }
            if seen.insert(next) {
                queue.push_back([&walk[..], &[next]].concat());
            }
        }
    }
    None
}

/// Reads one file, with the modules below it.
struct Reader<'r> {
    found: &'r mut Crate,
    module: Names,
    file: &'r Path,
    directory: PathBuf,
}

impl Reader<'_> {
    fn items(&mut self, items: &[Item]) {
        self.found.modules.insert(self.module.clone(), self.file.to_owned());
        // Modules come first, so that paths into them are known as such.
        for item in items.iter().filter(|item| !is_for_tests(item)) {
            if let Item::Mod(child) = item {
                self.child(child);
            }
        }
        // Then imports, so that names are known.
        let (uses, others): (Vec<&Item>, Vec<&Item>) = items
            .iter()
            .filter(|item| !matches!(item, Item::Mod(_)))
            .partition(|item| matches!(item, Item::Use(_)));
        uses.into_iter().chain(others).for_each(|item| self.visit_item(item));
    }

    fn child(&mut self, child: &ItemMod) {
        assert!(!child.attrs.iter().any(|attribute| attribute.path().is_ident("path")), "{}", child.ident);
        let name = child.ident.to_string();
        let module = [&self.module[..], std::slice::from_ref(&name)].concat();
        let directory = self.directory.join(&name);
        match &child.content {
            Some((_, items)) => {
                Reader { found: self.found, module, file: self.file, directory }.items(items);
            }
            None => {
                let flat = self.directory.join(format!("{name}.rs"));
                let file = if flat.exists() { flat } else { directory.join("mod.rs") };
                self.found.read(module, &file, &directory);
            }
        }
    }

    fn path(&mut self, path: Names) {
        let imports = self.found.imports.get(&self.module);
        // A single name counts where it is imported; otherwise it may be anything.
        if path.len() > 1 || path.first().is_some_and(|name| imports.is_some_and(|i| i.contains_key(name))) {
            self.found.paths.push((self.module.clone(), path));
        }
    }

    fn import(&mut self, tree: &UseTree, before: &[String], is_public: bool) {
        let mut leaf = |name: &syn::Ident, alias: &syn::Ident| {
            let path = match name == "self" {
                true => before.to_vec(),
                false => [before, &[name.to_string()]].concat(),
            };
            if let Some(absolute) = self.found.absolute(&self.module, &path) {
                let imports = self.found.imports.entry(self.module.clone()).or_default();
                let alias = if alias == "self" { path.last().cloned() } else { Some(alias.to_string()) };
                imports.extend(alias.map(|alias| (alias, absolute)));
            }
            let paths = if is_public { &mut self.found.exports } else { &mut self.found.paths };
            paths.push((self.module.clone(), path));
        };
        match tree {
            UseTree::Path(part) => {
                self.import(&part.tree, &[before, &[part.ident.to_string()]].concat(), is_public)
            }
            UseTree::Name(part) => leaf(&part.ident, &part.ident),
            UseTree::Rename(part) => leaf(&part.ident, &part.rename),
            UseTree::Glob(_) => self.found.paths.push((self.module.clone(), before.to_vec())),
            UseTree::Group(parts) => parts.items.iter().for_each(|part| self.import(part, before, is_public)),
        }
    }

    /// Paths in the tokens of a macro call.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Names::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.path(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.path(std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.path(path);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.child(module);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.import(&item.tree, &[], !matches!(item.vis, Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.path(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        // What a macro's definition names is used where the macro is.
        if !call.path.is_ident("macro_rules") {
            self.tokens(call.tokens.clone());
        }
        visit::visit_macro(self, call);
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

fn is_for_tests(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    };
    let is_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|cfg| cfg.is_ident("test") || cfg.is_ident("doctest"))
    };
    attributes.iter().any(is_test)
}

fn source(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

#[test]
fn the_drill_flows_one_way() {
    let drill = Crate::open(&source("src"));
    assert!(drill.modules.len() > 50);
    assert_eq!(drill.cycles(Facades::Depend), [""; 0]);
}

#[test]
fn the_drill_flows_one_way_between_directories() {
    let mut drill = Crate::open(&source("src"));
    for (module, file) in &mut drill.modules {
        if let Some(top) = module.first() {
            *file = drill.root.join(top);
        }
    }
    assert_eq!(drill.cycles(Facades::Depend), [""; 0]);
}

#[test]
fn the_library_flows_one_way() {
    let library = Crate::open(&source("../src"));
    assert!(library.modules.len() > 50);
    assert_eq!(library.cycles(Facades::PassOn), [""; 0]);
}

/// The circles of a crate of these files.
fn cycles_of(files: &[(&str, &str)], facades: Facades) -> Vec<String> {
    let directory = tempfile::tempdir().expect("a directory");
    for (name, text) in files {
        let file = directory.path().join(name);
        fs::create_dir_all(file.parent().expect("a directory")).expect("a directory");
        fs::write(file, text).expect("a file");
    }
    Crate::open(directory.path()).cycles(facades)
}

#[test]
fn circles_are_found_in_whatever_way_files_use_each_other() {
    let root = ("lib.rs", "mod a; mod b;");
    let a = ("a.rs", "use crate::b::B; pub struct A(B);");
    for (b, path) in [
        ("use super::a::A; pub struct B(A);", "super::a::A"),
        ("use crate::a; pub struct B(a::A);", "crate::a"),
        ("pub struct B(crate::a::A);", "crate::a::A"),
        ("pub struct B; fn f() { println!(\"{}\", [super::a::f()]); }", "super::a::f"),
        (
            "pub struct B; mod inner { use super::super::a as other; fn f() { other::f() } }",
            "super::super::a",
        ),
        ("pub struct B; fn f() { use crate::{a::{self, A}}; }", "crate::a"),
        ("pub struct B; use crate::a::*;", "crate::a"),
    ] {
        let expected = format!("a.rs (crate::b::B) → b.rs ({path}) → a.rs");
        for facades in [Facades::Depend, Facades::PassOn] {
            assert_eq!(cycles_of(&[root, a, ("b.rs", b)], facades), [expected.as_str()], "{b}");
        }
    }
}

#[test]
fn circles_over_several_files_are_found() {
    let three = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::B; pub struct A(B);"),
        ("b.rs", "use crate::c::C; pub struct B(C);"),
        ("c.rs", "use crate::a::A; pub struct C(A);"),
    ];
    let expected = "a.rs (crate::b::B) → b.rs (crate::c::C) → c.rs (crate::a::A) → a.rs";
    assert_eq!(cycles_of(&three, Facades::PassOn), [expected]);
}

#[test]
fn facades_depend_on_what_they_use_and_pass_on_what_they_do_not() {
    let facade = "mod one; mod two; pub use one::One; pub use two::Two;";
    let files = |facade, one| {
        let files: [(&str, &str); 4] = [
            ("lib.rs", "mod parts; use parts::One;"),
            ("parts/mod.rs", facade),
            ("parts/one.rs", one),
            ("parts/two.rs", "use super::one::f; pub struct Two;"),
        ];
        files
    };
    // Behind the facade there is a circle, of which the facade itself is part only if it depends on its parts.
    let through = "use super::Two; pub struct One(Two);";
    let behind = "parts/one.rs (super::Two) → parts/two.rs (super::one::f) → parts/one.rs";
    assert_eq!(cycles_of(&files(facade, through), Facades::PassOn), [behind]);
    let around = "parts/mod.rs (one::One) → parts/one.rs (super::Two) → parts/mod.rs";
    assert!(cycles_of(&files(facade, through), Facades::Depend).contains(&around.to_owned()));
    // What the facade holds itself may be used behind it, unless it uses what is there.
    let own = format!("{facade} pub const MOST: u8 = 1;");
    let of_own = "use super::MOST; pub struct One;";
    assert_eq!(cycles_of(&files(&own, of_own), Facades::PassOn), [""; 0]);
    let using = format!("{own} pub struct Three(One);");
    let circle = "parts/mod.rs (One) → parts/one.rs (super::MOST) → parts/mod.rs";
    assert_eq!(cycles_of(&files(&using, of_own), Facades::PassOn), [circle]);
}

#[test]
fn one_way_is_no_circle() {
    let files = [
        ("lib.rs", "pub mod parts; pub use parts::One;"),
        ("parts/mod.rs", "mod one; mod two; pub use one::One; pub use two::Two;"),
        ("parts/one.rs", "use super::two::Two; pub struct One(Two); impl One { pub(super) fn f() {} }"),
        ("parts/two.rs", "pub struct Two; #[cfg(test)] mod tests { use super::super::one::One; }"),
    ];
    for facades in [Facades::Depend, Facades::PassOn] {
        assert_eq!(cycles_of(&files, facades), [""; 0]);
    }
}
