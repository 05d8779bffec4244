//! The macros for the size of working memory, as C computes them: against the structures that lie in it, at the limits,
//! for every type of argument, on 64 bits and on 32.

use std::mem::size_of;

use citygate::allocate::{Grant, PreparedMemory};
use citygate::horizon::RotationSlot;
use citygate::network::{LevelSlot, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot};
use citygate::units::MAX_USERS;
use citygate::user::User;

use crate::build::root;
use crate::declared::header;
use crate::tools::{GCC, run, scratch};

/// Words of so many of these, as the library takes them out of the working memory.
fn words<T>(count: u128) -> u128 {
    (count * size_of::<T>() as u128).div_ceil(8)
}

fn network(nodes: u128, users: u128) -> u128 {
    // Two levels for each, as the library's own count has it.
    let levels = NetworkScratch::levels(1, 1) as u128 * (nodes + users) / 2;
    words::<NodeSlot>(nodes) + words::<UserSlot>(users) + words::<LevelSlot>(levels)
}

fn horizon(nodes: u128, users: u128, periods: u128) -> u128 {
    // A station is one node; in time there is one more, the storage.
    let (nodes, users_in_time) = ((nodes.max(1) + 1) * periods, users * periods);
    words::<Node>(nodes)
        + words::<NodeLoad>(nodes)
        + words::<User>(users_in_time)
        + words::<RotationSlot>(users)
        + network(nodes, users_in_time)
}

/// A prepared station: a head of up to 62 words, and each piece on a word of its own.
fn prepared(users: u128) -> u128 {
    let value = 64 + 10 * users;
    let columns = PreparedMemory::WORDS_PER_USER as u128 * users;
    assert!(value >= 62 + words::<User>(users) + words::<Grant>(users) + words::<u32>(columns));
    value
}

/// Sizes: everyday ones, a province's month by the hour, and the most that the functions take.
const COUNTS: [(u32, u32, u32); 7] = [
    (0, 1, 1),
    (1, 1, 1),
    (3, 12, 24),
    (0, 1_000_000, 720),
    (1_000, 1_000_000, 720),
    (1 << 30, MAX_USERS as u32, 1),
    (u32::MAX, u32::MAX, u32::MAX),
];

/// What C has to compute.
fn claims() -> Vec<(&'static str, String, u128)> {
    let mut claims = Vec::new();
    for (nodes, users, periods) in COUNTS {
        let (n, u, p) = (nodes.into(), users.into(), periods.into());
        if nodes > 0 {
            claims.push(("CITYGATE_NETWORK_SCRATCH_WORDS", format!("{nodes}u, {users}u"), network(n, u)));
        }
        claims.push(("CITYGATE_PREPARED_WORDS", format!("{users}u"), prepared(u)));
        let value = horizon(n, u, p);
        // Beyond all limits 64 bits do not suffice for three counts of 32: no call takes so many.
        if value <= u64::MAX.into() {
            claims.push(("CITYGATE_HORIZON_SCRATCH_WORDS", format!("{nodes}u, {users}u, {periods}u"), value));
        }
    }
    // Sums as arguments, and small types: they are promoted, and do not wrap.
    claims.push(("CITYGATE_PREPARED_WORDS", "4 + 8".into(), prepared(12)));
    claims.push(("CITYGATE_PREPARED_WORDS", "(uint16_t)60000".into(), prepared(60_000)));
    claims.push(("CITYGATE_NETWORK_SCRATCH_WORDS", "1 + 2, 4 + 8".into(), network(3, 12)));
    claims.push(("CITYGATE_HORIZON_SCRATCH_WORDS", "1 + 2, 4 + 8, 20 + 4".into(), horizon(3, 12, 24)));
    claims.push(("CITYGATE_HORIZON_SCRATCH_WORDS", "0, 4 + 8, 20 + 4".into(), horizon(0, 12, 24)));
    let small = "(uint8_t)200, (uint16_t)60000, (uint8_t)250";
    claims.push(("CITYGATE_HORIZON_SCRATCH_WORDS", small.into(), horizon(200, 60_000, 250)));
    claims
}

#[test]
fn no_macro_for_working_memory_wraps_on_64_or_32_bits() {
    let claims = claims();
    let text = header();
    let macros = text.lines().filter_map(|line| line.strip_prefix("#define CITYGATE_")?.split_once('('));
    for (name, _) in macros.filter(|(name, _)| !name.contains(' ')) {
        let name = format!("CITYGATE_{name}");
        assert!(claims.iter().any(|(of, ..)| *of == name), "{name} is a macro that nothing here checks");
    }
    let mut source = String::from("#include <citygate.h>\n");
    for (index, (name, arguments, value)) in claims.iter().enumerate() {
        source +=
            &format!("typedef char claim_{index}[({name}({arguments})) == UINT64_C({value}) ? 1 : -1];\n");
        source += &format!("typedef char width_{index}[sizeof({name}({arguments})) == 8 ? 1 : -1];\n");
    }
    let directory = scratch("scratch-words");
    let file = directory.join("claims.c");
    std::fs::write(&file, source).expect("a source file");
    for width in ["-m64", "-m32"] {
        let Some(mut gcc) = GCC.command() else { return };
        // Freestanding: the C library of 32 bits need not be there.
        gcc.args([
            "-std=c99",
            "-ffreestanding",
            "-fsyntax-only",
            "-Wall",
            "-Wextra",
            "-Wconversion",
            "-Werror",
            width,
        ]);
        run(gcc.arg("-I").arg(root().join("include")).arg(&file));
    }
}
