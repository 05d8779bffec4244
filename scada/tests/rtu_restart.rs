//! What a restart of an RTU must not lose, wherever power fails.

mod tools;

use std::fs;
use std::path::Path;

use citygate::event::{JournalEntry, JournalHead, Record, verify};
use citygate_scada::access::{Role, Who};
use citygate_scada::rtu::note::RtuNote;
use citygate_scada::rtu::request::{CommandKind, CommandRequest, CommandResult, Refusal, Request};
use citygate_scada::rtu::station::{OpenError, Rtu};
use tempfile::TempDir;

const SCAN_MS: u32 = 10_000;
const BEGUN_MS: u64 = 1_700_000_000_000;
const FILES: [&str; 4] = ["snapshot-0", "snapshot-1", "station.journal", "event"];

fn try_open(state: &Path, unix_ms: u64) -> Result<Rtu, OpenError> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Rtu::open(tools::evening(state), here, None, 0, unix_ms)
}

fn open(state: &Path, unix_ms: u64) -> Rtu {
    try_open(state, unix_ms).expect("the station opens")
}

fn scan(rtu: &mut Rtu, scan: u32) {
    rtu.scan(SCAN_MS, scan * SCAN_MS, BEGUN_MS + u64::from(scan * SCAN_MS)).expect("it scans");
}

fn number(rtu: &Rtu, name: &str, user: Option<usize>) -> Option<u64> {
    rtu.image().value(rtu.layout(), name, user).unwrap_or_else(|| panic!("no point {name}")).number
}

/// To hold a user, as command 9 of person 3.
fn hold(rtu: &mut Rtu, user: usize) -> Result<(), Refusal> {
    let command =
        CommandRequest { user: Some(user), duration_s: 600, ..CommandRequest::new(CommandKind::Hold) };
    let who = Who { role: Role::Operate, person: 3, name: "test".to_owned() };
    rtu.request(&who, &Request::Command { command, number: 9 }, BEGUN_MS)
}

/// The files of a state as they are now; none where there is none.
fn files(state: &Path) -> [Option<Vec<u8>>; 4] {
    FILES.map(|name| fs::read(state.join(name)).ok())
}

fn state_of(files: &[Option<Vec<u8>>; 4]) -> TempDir {
    let state = tempfile::tempdir().expect("a directory");
    for (name, bytes) in FILES.iter().zip(files) {
        if let Some(bytes) = bytes {
            fs::write(state.path().join(name), bytes).expect("it is written");
        }
    }
    state
}

/// What can be on the disk when power fails while all that changed is written, file after file: each to a part, or whole.
fn failures(before: &[Option<Vec<u8>>; 4], after: &[Option<Vec<u8>>; 4]) -> Vec<TempDir> {
    let mut states = vec![state_of(before)];
    let mut now = before.clone();
    for (place, new) in after.iter().enumerate() {
        let Some(new) = new.as_ref().filter(|new| Some(*new) != before[place].as_ref()) else { continue };
        let old = before[place].clone().unwrap_or_default();
        // The state of the event is renamed into its place.
        let parts: &[usize] = if FILES[place] == "event" { &[] } else { &[0, 1, 2, 3, 4, 5, 6, 7] };
        for part in parts {
            let written = match FILES[place] {
                "station.journal" => old.len() + (new.len() - old.len()) * part / 8,
                _ => new.len() * part / 8,
            };
            let rest = old.get(written..).unwrap_or_default();
            now[place] = Some([&new[..written], rest].concat());
            states.push(state_of(&now));
        }
        now[place] = Some(new.clone());
        states.push(state_of(&now));
    }
    states
}

/// The commands that were carried out, and how many records were made good, in all restarts.
fn on_record(state: &Path) -> (usize, u64) {
    let bytes = fs::read(state.join("station.journal")).expect("a journal");
    verify(&bytes, None, JournalHead::START, None).expect("the journal verifies");
    let notes = bytes.as_chunks().0.iter().filter_map(|bytes| match Record::read(bytes).ok()?.entry {
        JournalEntry::Note { code, numbers } => RtuNote::read(code, numbers),
        _ => None,
    });
    let (mut done, mut made_good) = (0, 0);
    for note in notes {
        match note {
            RtuNote::Command(command) => done += usize::from(command.result == CommandResult::Done),
            RtuNote::WentOn { records_made_good } => made_good += records_made_good,
            RtuNote::Refused { .. } => {}
        }
    }
    (done, made_good)
}

#[test]
fn a_command_is_carried_out_once_wherever_power_fails() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), BEGUN_MS);
    (0..3).for_each(|number| scan(&mut rtu, number));
    let before = files(state.path());
    assert_eq!(hold(&mut rtu, 5), Ok(()));
    let after = files(state.path());
    let failures = failures(&before, &after);
    assert!(failures.len() > 16, "a snapshot, the journal and the state were written");
    let mut all_made_good = 0;
    for (place, state) in failures.iter().enumerate() {
        for _ in 0..2 {
            let mut rtu = open(state.path(), BEGUN_MS);
            assert_eq!(hold(&mut rtu, 5), Ok(()), "{place}");
            assert!(number(&rtu, "manual_until", Some(5)).is_some(), "{place}: it is in force");
            assert_eq!(number(&rtu, "last_command", None), Some(9));
            assert_eq!(number(&rtu, "last_command_result", None), Some(1));
            assert!(matches!(hold(&mut rtu, 4), Err(Refusal::Range(_))), "{place}: another with its number");
            scan(&mut rtu, 3);
        }
        let (done, made_good) = on_record(state.path());
        assert_eq!(done, 1, "{place}");
        all_made_good += made_good;
    }
    assert!(all_made_good > 5, "power failed between snapshot and journal, too");
}

#[test]
fn a_command_that_was_refused_stays_refused() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), BEGUN_MS);
    scan(&mut rtu, 0);
    assert!(hold(&mut rtu, 99).is_err());
    let shown = (number(&rtu, "last_command", None), number(&rtu, "last_command_result", None));
    assert_eq!(shown, (Some(9), Some(CommandResult::UnknownUser.code().into())));
    let mut rtu = open(state.path(), BEGUN_MS);
    assert_eq!((number(&rtu, "last_command", None), number(&rtu, "last_command_result", None)), shown);
    let records = number(&rtu, "journal_records", None);
    assert!(matches!(hold(&mut rtu, 99), Err(Refusal::Range(_))));
    assert_eq!(number(&rtu, "journal_records", None), records, "it was not tried again");
}

#[test]
fn the_first_scan_can_be_the_last() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), BEGUN_MS);
    let before = files(state.path());
    scan(&mut rtu, 0);
    for state in failures(&before, &files(state.path())) {
        let mut rtu = open(state.path(), BEGUN_MS);
        scan(&mut rtu, 1);
        on_record(state.path());
    }
}

#[test]
fn an_alarm_is_there_since_it_came_whenever_power_failed() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), BEGUN_MS);
    let mut scans = 0;
    let mut before = files(state.path());
    while rtu.image().alarms.is_empty() {
        before = files(state.path());
        scan(&mut rtu, scans);
        scans += 1;
    }
    let came_ms = BEGUN_MS + u64::from((scans - 1) * SCAN_MS);
    let alarms = rtu.image().alarms.clone();
    assert!(alarms.iter().all(|alarm| alarm.came_unix_ms == Some(came_ms)), "{alarms:?}");
    let whole = files(state.path());
    for state in failures(&before, &whole) {
        let is_whole = files(state.path())[..2] == whole[..2];
        // An hour without power.
        let rtu = open(state.path(), came_ms + 3_600_000);
        // With the snapshot of the scan before it has not come yet.
        assert_eq!(rtu.image().alarms, if is_whole { alarms.clone() } else { Vec::new() });
    }
    let rtu = open(state.path(), came_ms + 3_600_000);
    assert_eq!(rtu.image().alarms, alarms);
}

#[test]
fn a_journal_without_a_snapshot_is_not_gone_on_with() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), BEGUN_MS);
    (0..3).for_each(|number| scan(&mut rtu, number));
    let whole = files(state.path());
    for (spoilt, opens) in [(vec![0], true), (vec![1], true), (vec![0, 1], false)] {
        for is_there in [true, false] {
            let mut now = whole.clone();
            for slot in &spoilt {
                now[*slot] = is_there.then(|| b"no snapshot".to_vec());
            }
            let state = state_of(&now);
            match try_open(state.path(), BEGUN_MS) {
                Ok(_) => assert!(opens),
                Err(error) => assert!(!opens && error.to_string().contains("put snapshot-0"), "{error}"),
            }
            assert!(opens || files(state.path()) == now, "nothing is changed");
        }
    }
}
