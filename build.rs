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
    const FILES: [&str; 6] = ["status", "types", "text", "policy", "allocate", "units"];

    /// Writes the header of `src/ffi` into OUT_DIR, and into include/ if CITYGATE_UPDATE_HEADER is set.
    pub fn generate() {
        println!("cargo::rerun-if-changed=src/ffi");
        println!("cargo::rerun-if-changed=cbindgen.toml");
        println!("cargo::rerun-if-env-changed=CITYGATE_UPDATE_HEADER");
        let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
        let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml is valid");
        let mut builder = cbindgen::Builder::new().with_config(config);
        for file in FILES {
            builder = builder.with_src(root.join("src/ffi").join(file).with_extension("rs"));
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
