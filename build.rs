//! Generates the C header when asked to by the feature `header`; otherwise does nothing.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "header")]
    header::generate();
}

#[cfg(feature = "header")]
mod header {
    use std::path::{Path, PathBuf};

    /// The files of `src/ffi` in the order in which the header presents them.
    const FILES: [&str; 24] = [
        "status",
        "event/status",
        "types",
        "event/codes",
        "event/record_codes",
        "event/types",
        "event/record_types",
        "event/desk_types",
        "text",
        "policy",
        "allocate",
        "network",
        "horizon",
        "gas",
        "units",
        "event/text",
        "event/plan",
        "event/response",
        "event/trend",
        "event/report",
        "event/desk",
        "event/acts",
        "event/journal",
        "event/records",
    ];

    /// Writes the header of `src/ffi` into OUT_DIR, and into include/ if CITYGATE_UPDATE_HEADER is set.
    pub fn generate() {
        println!("cargo::rerun-if-changed=src/ffi");
        println!("cargo::rerun-if-changed=cbindgen.toml");
        println!("cargo::rerun-if-env-changed=CITYGATE_UPDATE_HEADER");
        let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
        let sources = sources(&root.join("src/ffi"));
        let structs: Vec<&str> = sources.iter().flat_map(|(_, text)| structs(text)).collect();

        let mut config =
            cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml is valid");
        config.export.rename = structs.iter().map(|name| (name.to_string(), c_name(name))).collect();
        config.trailer = Some(trailer(&sources, &structs));
        let mut builder = cbindgen::Builder::new().with_config(config);
        for (path, _) in &sources {
            builder = builder.with_src(path);
        }
        let mut header = Vec::new();
        builder.generate().expect("src/ffi can be expressed in C").write(&mut header);
        let header = String::from_utf8(header).expect("cbindgen writes UTF-8");
        let header: String = header.lines().map(|line| constant(line) + "\n").collect();

        let write = |path: &Path| std::fs::write(path, &header).expect("the header can be written");
        write(&Path::new(&variable("OUT_DIR")).join("citygate.h"));
        if std::env::var_os("CITYGATE_UPDATE_HEADER").is_some() {
            write(&root.join("include/citygate.h"));
        }
    }

    /// The files and their texts. One that has something for C and is not listed is a mistake.
    fn sources(directory: &Path) -> Vec<(PathBuf, String)> {
        let read = |path: PathBuf| {
            let text = std::fs::read_to_string(&path).expect("src/ffi can be read");
            (path, text)
        };
        let listed = FILES.map(|file| directory.join(file).with_extension("rs"));
        for path in [directory.to_owned(), directory.join("event")].iter().flat_map(|path| files(path)) {
            let (path, text) = read(path);
            let is_for_c = ["#[unsafe(no_mangle)]", "pub const CITYGATE_", "pub struct Citygate"];
            let is_listed = listed.contains(&path) || !is_for_c.iter().any(|mark| text.contains(mark));
            assert!(is_listed, "{} is missing in FILES of build.rs", path.display());
        }
        listed.into_iter().map(read).collect()
    }

    /// The files in a directory.
    fn files(directory: &Path) -> impl Iterator<Item = PathBuf> {
        let entries = std::fs::read_dir(directory).expect("src/ffi can be listed");
        entries.map(|entry| entry.expect("src/ffi can be listed").path()).filter(|path| path.is_file())
    }

    /// The names of the structures that C sees.
    fn structs(text: &str) -> impl Iterator<Item = &str> {
        let after = text.lines().filter_map(|line| line.strip_prefix("pub struct "));
        after.filter_map(|rest| rest.split([' ', '<', '(', ';']).next())
    }

    /// `CitygateClassTotal` as C writes it: `citygate_class_total_t`.
    fn c_name(name: &str) -> String {
        let mut c = String::new();
        for letter in name.chars() {
            if letter.is_uppercase() && !c.is_empty() {
                c.push('_');
            }
            c.extend(letter.to_lowercase());
        }
        c + "_t"
    }

    /// The end of the header: the layout of every structure, asserted as `layout!` states it in Rust.
    fn trailer(sources: &[(PathBuf, String)], structs: &[&str]) -> String {
        let mut lines = String::new();
        let layouts: Vec<&str> = sources.iter().flat_map(|(_, text)| layouts(text)).collect();
        for name in structs {
            let layout = layouts.iter().find_map(|layout| layout.strip_prefix(name)?.strip_prefix(','));
            let layout = layout.unwrap_or_else(|| panic!("{name} has no layout! in src/ffi"));
            for part in layout.split(',') {
                lines += &format!("CITYGATE_LAYOUT({})\n", assertion(&c_name(name), part.trim()));
            }
        }
        lines + "\n#undef CITYGATE_LAYOUT\n\n#endif /* CITYGATE_H */"
    }

    /// What stands between the parentheses of each `layout!(...);`.
    fn layouts(text: &str) -> impl Iterator<Item = &str> {
        text.split("\nlayout!(").skip(1).filter_map(|rest| Some(rest.split_once(");")?.0))
    }

    /// `size 32` or `node at 20` of a layout, as a condition in C.
    fn assertion(name: &str, part: &str) -> String {
        match part.split_once(" at ") {
            Some((field, offset)) => format!("offsetof({name}, {field}) == {}", number(offset)),
            None => match part.strip_prefix("size ") {
                Some(size) => format!("sizeof({name}) == {}", number(size)),
                None => panic!("{name}: \"{part}\" is neither a size nor the offset of a field"),
            },
        }
    }

    /// A number of a layout, in C.
    fn number(rust: &str) -> String {
        let word = |word: &str| match word {
            "POINTER" => "sizeof(void *)".to_owned(),
            number if number.bytes().all(|byte| byte.is_ascii_digit()) => format!("{number}u"),
            operator => operator.to_owned(),
        };
        rust.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// Gives a constant the form that C compilers and MISRA checkers accept everywhere: negative numbers in
    /// parentheses, others unsigned. cbindgen writes neither.
    fn constant(line: &str) -> String {
        let Some((define, value)) = line.rsplit_once(' ').filter(|(define, _)| define.starts_with("#define"))
        else {
            return line.to_owned();
        };
        match value.parse::<i64>() {
            Ok(number) if number < 0 => format!("{define} ({number})"),
            Ok(number) if number > 0 => format!("{define} {number}u"),
            Ok(_) if !define.ends_with("CITYGATE_OK") => format!("{define} 0u"),
            _ => line.to_owned(),
        }
    }

    fn variable(name: &str) -> String {
        std::env::var(name).expect("cargo sets the variable")
    }
}
