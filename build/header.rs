//! The C headers and `src/ffi/layout.rs`, from the definitions that the library itself uses.
//!
//! cbindgen reads the sources. What it says of enumerations, constants and documentation is put into the form that C
//! programmers read: see `declaration.rs`. The frame of each header, with its overview, is a file of `build/frames`.

#[path = "declaration.rs"]
mod declaration;
#[path = "documentation.rs"]
mod documentation;
#[path = "layout.rs"]
mod layout;
#[path = "names.rs"]
mod names;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use declaration::Declarations;
use names::Names;

/// Each header, and the files whose definitions it shows, in their order.
const HEADERS: [(&str, &[&str]); 7] = [
    (
        "core",
        &[
            "ffi/status.rs",
            "ffi/text.rs",
            "units.rs",
            "user.rs",
            "policy/step.rs",
            "allocate/result.rs",
            "allocate/compare.rs",
            "allocate/rotation.rs",
            "ffi/policy.rs",
            "ffi/allocate.rs",
            "ffi/prepared.rs",
            "ffi/rotation.rs",
            "ffi/units.rs",
        ],
    ),
    ("network", &["network/node.rs", "ffi/network.rs"]),
    ("horizon", &["horizon/periods.rs", "horizon/period.rs", "ffi/horizon.rs"]),
    (
        "pipe_network",
        &[
            "pipe_network/pipe.rs",
            "pipe_network/storage.rs",
            "pipe_network/schedule.rs",
            "ffi/pipe_network_types.rs",
            "ffi/pipe_network.rs",
        ],
    ),
    ("gas", &["gas/quality.rs", "gas/state.rs", "gas/error.rs", "ffi/gas.rs"]),
    (
        "event",
        &[
            "event/authority.rs",
            "event/grade/terms.rs",
            "event/grade/grading.rs",
            "event/plan/table.rs",
            "event/trend.rs",
            "event/n_minus_1.rs",
            "event/warning/mod.rs",
            "event/response/state.rs",
            "event/response/lead.rs",
            "event/response/remark.rs",
            "event/duty/rule.rs",
            "event/report/recipient.rs",
            "event/report/content.rs",
            "event/report/render.rs",
            "event/journal/kind.rs",
            "event/journal/record.rs",
            "event/journal/verify.rs",
            "event/session/saved.rs",
            "ffi/event/codes.rs",
            "ffi/event/record_codes.rs",
            "event/duty/saved.rs",
            "ffi/event/types.rs",
            "ffi/event/record_types.rs",
            "ffi/event/session_types.rs",
            "ffi/event/duty_types.rs",
            "ffi/event/text.rs",
            "ffi/event/plan.rs",
            "ffi/event/response.rs",
            "ffi/event/trend.rs",
            "ffi/event/report.rs",
            "ffi/event/session.rs",
            "ffi/event/actions.rs",
            "ffi/event/duties.rs",
            "ffi/event/journal.rs",
            "ffi/event/records.rs",
        ],
    ),
    (
        "station",
        &[
            "station/signal.rs",
            "station/conditioning.rs",
            "station/alarm.rs",
            "station/follow.rs",
            "station/settings.rs",
            "station/order.rs",
            "station/point.rs",
            "station/controller.rs",
            "ffi/station/codes.rs",
            "ffi/station/types.rs",
            "ffi/station/text.rs",
            "ffi/station/signal.rs",
            "ffi/station/open.rs",
            "ffi/station/control.rs",
            "ffi/station/outputs.rs",
            "ffi/station/snapshot.rs",
            "ffi/station/rehearsal.rs",
        ],
    ),
];

/// Writes everything into OUT_DIR, and where it belongs in the tree if CITYGATE_UPDATE_HEADER is set.
pub fn generate() {
    for watched in ["src", "build", "cbindgen.toml"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rerun-if-env-changed=CITYGATE_UPDATE_HEADER");
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    let sources = Sources::read(&root.join("src"));
    let names = Names::new(&sources.0);

    let mut declared = Vec::new();
    for (header, files) in HEADERS {
        declared.push((header, Declarations::parse(&cbindgen(&root, files, &names), &names)));
    }
    let layouts = layout::Layouts::new(declared.iter().map(|(_, declarations)| declarations));

    let mut files: HashMap<String, String> = HashMap::new();
    for (header, declarations) in &declared {
        let frame = read(&root.join("build/frames").join(header).with_extension("h"));
        files.insert(format!("include/citygate/{header}.h"), declarations.fill(&frame));
    }
    let frame = read(&root.join("build/frames/layout.h"));
    files.insert("include/citygate/layout.h".to_owned(), layouts.fill(&frame));
    let frame = read(&root.join("build/frames/layout.rs"));
    files.insert("src/ffi/layout.rs".to_owned(), layouts.fill_rust(&frame, &declared, &names));

    for (path, text) in &files {
        write(&Path::new(&variable("OUT_DIR")).join("header").join(path), text);
        if std::env::var_os("CITYGATE_UPDATE_HEADER").is_some() {
            write(&root.join(path), text);
        }
    }
}

/// What cbindgen says of these files.
fn cbindgen(root: &Path, files: &[&str], names: &Names) -> String {
    let mut config = cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml is valid");
    config.export.rename = names.types().collect();
    let texts: Vec<String> = files.iter().map(|file| read(&root.join("src").join(file))).collect();
    config.export.include = names.enumerations_in(&texts);
    let mut builder = cbindgen::Builder::new().with_config(config);
    for file in files {
        builder = builder.with_src(root.join("src").join(file));
    }
    let mut header = Vec::new();
    builder.generate().expect("the sources can be expressed in C").write(&mut header);
    String::from_utf8(header).expect("cbindgen writes UTF-8")
}

/// The sources that C sees something of.
struct Sources(Vec<String>);

impl Sources {
    /// One of `src/ffi` that has something for C and is not listed is a mistake.
    fn read(src: &Path) -> Sources {
        let listed: Vec<PathBuf> =
            HEADERS.iter().flat_map(|(_, files)| *files).map(|file| src.join(file)).collect();
        for path in [src.join("ffi"), src.join("ffi/event"), src.join("ffi/station")]
            .iter()
            .flat_map(|directory| files(directory))
        {
            let text = read(&path);
            let is_for_c = ["#[unsafe(no_mangle)]", "pub const CITYGATE_", "pub struct Citygate"];
            let is_listed = listed.contains(&path) || !is_for_c.iter().any(|mark| text.contains(mark));
            assert!(is_listed, "{} is missing in HEADERS of build/header.rs", path.display());
        }
        Sources(listed.iter().map(|path| read(path)).collect())
    }
}

/// The files in a directory.
fn files(directory: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(directory).expect("src/ffi can be listed");
    entries.map(|entry| entry.expect("src/ffi can be listed").path()).filter(|path| path.is_file())
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a file is in a directory"))
        .expect("a directory can be made");
    // A file that says the same keeps its time, so that nothing is built again for it.
    if std::fs::read_to_string(path).is_ok_and(|present| present == text) {
        return;
    }
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("cargo sets the variable")
}
