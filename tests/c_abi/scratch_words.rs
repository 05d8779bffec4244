//! The macros for the size of working memory, as C computes them: against the structures that lie in it, at the limits,
//! for every type of argument, on 64 bits and on 32.

use std::mem::size_of;

use citygate::allocate::{Grant, PreparedMemory};
use citygate::horizon::RotationSlot;
use citygate::network::{LevelSlot, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot};
use citygate::pipe_network::{LinkSlot, PipeLevelSlot, PipeNetworkScratch, PipeNodeSlot, PipeUserSlot};
use citygate::station::{AlarmKind, StationState, UserPoint, snapshot_bytes};
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

/// A network of pipes: nodes, pipes, sources, storages, users, periods. One word more, since what comes first may have to
/// lie at an even one.
fn pipe_network([nodes, pipes, sources, storages, users, periods]: [u128; 6]) -> u128 {
    let nodes_in_time = (nodes + storages) * periods + 1;
    let users_in_time = users * periods;
    words::<PipeNodeSlot>(nodes_in_time)
        + words::<PipeLevelSlot>(nodes_in_time)
        + words::<LinkSlot>((3 * storages + pipes + sources) * periods)
        + words::<PipeUserSlot>(users_in_time)
        + words::<User>(users_in_time)
        + words::<RotationSlot>(users)
        + 1
}

/// Sizes of networks of pipes: everyday ones, a province's month by the hour, and the most that the functions take.
const PIPE_NETWORKS: [[u32; 6]; 6] = [
    [1, 0, 1, 0, 1, 1],
    [5, 5, 2, 2, 12, 24],
    [1_000, 3_000, 10, 20, 1_000_000, 720],
    [(1 << 30) - 1, (1 << 30) - 2, 1, 0, MAX_USERS as u32, 1],
    [1, 0, 0, (1 << 30) / 3, MAX_USERS as u32, 1],
    [1, 1, 0, 0, 1, (1 << 30) - 1],
];

/// A prepared station: a head of up to 62 words, and each piece on a word of its own.
fn prepared(users: u128) -> u128 {
    let value = 64 + 10 * users;
    let columns = PreparedMemory::WORDS_PER_USER as u128 * users;
    assert!(value >= 62 + words::<User>(users) + words::<Grant>(users) + words::<u32>(columns));
    value
}

/// A station: a head of 9 words, what it keeps, and what it works in.
fn station(users: u128) -> u128 {
    let value = 128 + 82 * users;
    let kept = words::<StationState>(1) + words::<UserPoint>(users) + words::<Grant>(users);
    assert!(value >= 9 + kept + words::<User>(users));
    value
}

/// A slot for snapshots.
fn slot(users: u128) -> u128 {
    let value = 640 + 640 * users;
    assert!(value >= snapshot_bytes(users as usize, 128) as u128);
    value
}

/// The alarms that there can be: of each kind one, and one for each user.
fn alarms(users: u128) -> u128 {
    let kinds = AlarmKind::ALL.len() as u128;
    kinds + kinds * users
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
        claims.push(("CITYGATE_STATION_WORDS", format!("{users}u"), station(u)));
        claims.push(("CITYGATE_SNAPSHOT_BYTES", format!("{users}u"), slot(u)));
        claims.push(("CITYGATE_STATION_ALARMS", format!("{users}u"), alarms(u)));
        let value = horizon(n, u, p);
        // Beyond all limits 64 bits do not suffice for three counts of 32: no call takes so many.
        if value <= u64::MAX.into() {
            claims.push(("CITYGATE_HORIZON_SCRATCH_WORDS", format!("{nodes}u, {users}u, {periods}u"), value));
        }
    }
    for counts in PIPE_NETWORKS {
        let wide = counts.map(u128::from);
        let [nodes, pipes, sources, storages, users, periods] = wide.map(|count| count as usize);
        assert_eq!(PipeNetworkScratch::nodes(nodes, storages, periods), (nodes + storages) * periods + 1);
        let links = (3 * storages + pipes + sources) * periods;
        assert_eq!(PipeNetworkScratch::links(pipes, sources, storages, periods), links);
        assert_eq!(PipeNetworkScratch::users(users, periods), users * periods);
        let arguments = counts.map(|count| format!("{count}u")).join(", ");
        claims.push(("CITYGATE_PIPE_NETWORK_SCRATCH_WORDS", arguments, pipe_network(wide)));
    }
    let (sums, small) =
        ("1 + 2, 1 + 3, 1 + 1, 0 + 1, 4 + 8, 20 + 4", "(uint8_t)200, (uint16_t)60000, (uint8_t)9");
    claims.push(("CITYGATE_PIPE_NETWORK_SCRATCH_WORDS", sums.into(), pipe_network([3, 4, 2, 1, 12, 24])));
    let arguments = format!("{small}, (uint8_t)9, (uint16_t)60000, (uint16_t)60000");
    let value = pipe_network([200, 60_000, 9, 9, 60_000, 60_000]);
    claims.push(("CITYGATE_PIPE_NETWORK_SCRATCH_WORDS", arguments, value));
    // Sums as arguments, and small types: they are promoted, and do not wrap.
    claims.push(("CITYGATE_PREPARED_WORDS", "4 + 8".into(), prepared(12)));
    claims.push(("CITYGATE_STATION_WORDS", "4 + 8".into(), station(12)));
    claims.push(("CITYGATE_SNAPSHOT_BYTES", "(uint16_t)60000".into(), slot(60_000)));
    claims.push(("CITYGATE_STATION_ALARMS", "(uint8_t)255".into(), alarms(255)));
    claims.push(("CITYGATE_UINT64", "4 + 8".into(), 12));
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
