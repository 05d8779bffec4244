//! The RTU itself, without anything that faces the outside.

mod tools;

use std::path::Path;

use citygate::event::{JournalHead, verify};
use citygate::station::Quality;
use citygate_scada::access::{Role, Who};
use citygate_scada::points::list::PointList;
use citygate_scada::rtu::event::EventAct;
use citygate_scada::rtu::request::{CommandKind, CommandRequest, PointWrite, Refusal, Request};
use citygate_scada::rtu::service::{Clocks, start};
use citygate_scada::rtu::station::Rtu;

const SCAN_MS: u32 = 10_000;

fn open(state: &Path, counter_ms: u32) -> Rtu {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Rtu::open(tools::evening(state), here, None, counter_ms, 1_700_000_000_000).expect("the station opens")
}

fn who(role: Role) -> Who {
    Who { role, person: 3, name: "test".to_owned() }
}

fn number(rtu: &Rtu, name: &str, user: Option<usize>) -> Option<u64> {
    rtu.image().value(rtu.layout(), name, user).unwrap_or_else(|| panic!("no point {name}")).number
}

fn scan(rtu: &mut Rtu, scans: u32, from: u32) {
    for scan in from..from + scans {
        rtu.scan(SCAN_MS, scan * SCAN_MS, 1_700_000_000_000 + u64::from(scan * SCAN_MS)).expect("it scans");
    }
}

#[test]
fn every_point_of_the_list_shows_something_after_a_scan() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    scan(&mut rtu, 3, 0);
    // What need not be there on a quiet evening, and what nobody has written.
    let absent = [
        "grade",
        "warning",
        "imbalance",
        "report_due",
        "survival",
        "storage",
        "measured_storage",
        "alarm_priority",
        "first_out",
        "first_out_user",
        "master_silence",
        "stated_allotment",
        "master_heartbeat",
        "allotment",
        "interruption",
        "order_acknowledge",
        "manual_until",
        "step",
    ];
    for (slot, value) in rtu.layout().slots.iter().zip(&rtu.image().values) {
        assert!(
            value.number.is_some() || absent.contains(&slot.name.as_str()),
            "{} shows nothing",
            slot.name
        );
        if let (Some(number), Some(table)) = (value.number, rtu.layout().list.table(&slot.point)) {
            let is_known = table.code(number).is_some() || slot.point.name.starts_with("order_");
            assert!(is_known, "{} shows {number}", slot.name);
        }
    }
    let list = PointList::load().expect("the list is sound");
    assert_eq!(
        rtu.layout().slots.len(),
        list.points.len() + list.user_points.len() * rtu.layout().user_count
    );
}

#[test]
fn an_evening_ends_with_a_journal_that_verifies() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    scan(&mut rtu, 8 * 360, 0);
    assert!(rtu.happened_since(0).count() > 50);
    let bytes = std::fs::read(state.path().join("station.journal")).expect("a journal");
    let verified = verify(&bytes, None, JournalHead::START, None).expect("the journal verifies");
    assert_eq!(number(&rtu, "journal_records", None), Some(verified.head.next));
}

#[test]
fn a_restart_is_not_an_event() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    scan(&mut rtu, 1000, 0);
    let set_points =
        |rtu: &Rtu| -> Vec<Option<u64>> { (0..7).map(|user| number(rtu, "set_point", Some(user))).collect() };
    let orders = |rtu: &Rtu| -> Vec<Option<u64>> {
        (0..7).map(|user| number(rtu, "order_number", Some(user))).collect()
    };
    let before = (set_points(&rtu), orders(&rtu), number(&rtu, "station_time", None));
    let records = number(&rtu, "journal_records", None);
    drop(rtu);
    let rtu = open(state.path(), 5);
    assert_eq!((set_points(&rtu), orders(&rtu), number(&rtu, "station_time", None)), before);
    assert!(number(&rtu, "journal_records", None) > records, "that it went on is on record");
}

/// Every point × every role, with values inside and outside its range.
#[test]
fn who_may_not_write_is_refused() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    scan(&mut rtu, 1, 0);
    let mut refused = 0;
    for place in 0..rtu.layout().slots.len() {
        let point = rtu.layout().slots[place].point.clone();
        for role in Role::ALL {
            let before = rtu.image().clone();
            let write = |rtu: &mut Rtu, number| {
                rtu.request(&who(role), &Request::write(place, number, Quality::Good), 1)
            };
            let beyond = write(&mut rtu, point.form.largest().saturating_add(1));
            let inside = write(&mut rtu, 0);
            if point.write.contains(&role) {
                assert_eq!(inside, Ok(()), "{} by {role:?}", point.name);
                assert!(matches!(beyond, Err(Refusal::Range(_))), "{} by {role:?}", point.name);
            } else {
                assert!(matches!(inside, Err(Refusal::NotAllowed { .. })), "{} by {role:?}", point.name);
                assert!(matches!(beyond, Err(Refusal::NotAllowed { .. })), "{} by {role:?}", point.name);
                let values = (&before.values, &rtu.image().values);
                assert!(
                    values.0.iter().zip(values.1).filter(|(a, b)| a != b).count() <= 1,
                    "only the clock goes on"
                );
                refused += 2;
            }
        }
    }
    assert!(refused > 1000);
}

/// More than it has time to hear one by one.
#[test]
fn refusals_that_come_in_a_flood_are_counted() {
    let state = tempfile::tempdir().expect("a directory");
    let service = start(open(state.path(), 0), Clocks::begin(60, None)).expect("a thread");
    let refusals = 100_000;
    for _ in 0..refusals {
        service.handle.refuse(who(Role::View), None, String::new());
    }
    service.stop();
    assert_eq!(tools::refused_on_record(state.path()), refusals);
}

#[test]
fn commands_are_refused_by_role_and_range_and_are_on_record() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    scan(&mut rtu, 1, 0);
    let mut told: u16 = 0;
    for kind in CommandKind::ALL {
        for role in Role::ALL {
            let command = CommandRequest { user: Some(5), duration_s: 600, ..CommandRequest::new(kind) };
            let done = rtu.request(&who(role), &Request::Command { command, number: told + 1 }, 1);
            let may = command.roles().contains(&role);
            assert_eq!(
                matches!(done, Err(Refusal::NotAllowed { .. })),
                !may,
                "{kind:?} by {role:?}: {done:?}"
            );
            told += 1;
        }
    }
    let command = CommandRequest {
        set_point_dm3_per_h: u32::MAX,
        user: Some(5),
        duration_s: 600,
        ..CommandRequest::new(CommandKind::Override)
    };
    assert!(rtu.request(&who(Role::Operate), &Request::Command { command, number: told + 1 }, 1).is_err());
    let command = CommandRequest { user: Some(7), duration_s: 600, ..CommandRequest::new(CommandKind::Hold) };
    assert!(rtu.request(&who(Role::Operate), &Request::Command { command, number: told + 2 }, 1).is_err());
    assert!(number(&rtu, "journal_records", None).is_some_and(|records| records > told.into()));
}

#[test]
fn the_last_command_with_its_number_once_more_is_not_done_again() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    scan(&mut rtu, 1, 0);
    let mut give = |role, number, duration_s| {
        let command = CommandRequest { user: Some(5), duration_s, ..CommandRequest::new(CommandKind::Hold) };
        let before = rtu.happened_since(0).count();
        let done = rtu.request(&who(role), &Request::Command { command, number }, 1);
        let shown =
            (self::number(&rtu, "last_command", None), self::number(&rtu, "last_command_result", None));
        (done, rtu.happened_since(0).count() > before, shown)
    };
    let done = (Some(9), Some(1));
    assert_eq!(give(Role::Operate, 9, 600), (Ok(()), true, done));
    assert_eq!(give(Role::Operate, 9, 600), (Ok(()), false, done));
    // Another command with the same number is none; that of somebody else is his own.
    let (refused, _, shown) = give(Role::Operate, 9, 601);
    assert!(matches!(refused, Err(Refusal::Range(_))), "{refused:?}");
    assert_eq!(shown, done);
    assert_eq!(give(Role::Engineer, 9, 601), (Ok(()), true, done));
    assert_eq!(give(Role::Engineer, 9, 601), (Ok(()), false, done));
    let (refused, _, shown) = give(Role::View, 10, 600);
    assert!(matches!(refused, Err(Refusal::NotAllowed { .. })), "{refused:?}");
    assert_eq!(shown, done, "who may not command leaves no trace there");
    assert_eq!(give(Role::Operate, 9, 600), (Ok(()), false, done));
    // Those who have no numbers are always heard.
    for _ in 0..2 {
        assert_eq!(give(Role::Operate, 0, 600), (Ok(()), true, (Some(0), Some(1))));
    }
    // And what they do does not make others forget.
    assert_eq!(give(Role::Operate, 9, 600), (Ok(()), false, (Some(0), Some(1))));
}

#[test]
fn several_points_are_written_together_or_not_at_all() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    let place = |rtu: &Rtu, name, user| rtu.layout().find(name, user).expect("a point");
    let (storage, valve) = (place(&rtu, "measured_storage", None), place(&rtu, "measured_valve", Some(6)));
    for (code, is_right) in [(2, false), (1, true)] {
        let writes = [(storage, 77), (valve, code)].map(|(slot, number)| PointWrite {
            slot,
            number,
            quality: Quality::Good,
        });
        let done = rtu.request(&who(Role::Field), &Request::Write(writes.to_vec()), 1);
        assert_eq!(done.is_ok(), is_right, "{done:?}");
        assert_eq!(number(&rtu, "measured_storage", None), is_right.then_some(77));
    }
}

/// Word of an event brings a deadline; a report takes it away; a text is kept under the digest that is on record.
#[test]
fn an_event_brings_deadlines() {
    let state = tempfile::tempdir().expect("a directory");
    let mut rtu = open(state.path(), 0);
    scan(&mut rtu, 6 * 60, 0);
    assert_eq!(number(&rtu, "report_due", None), None);
    assert!(rtu.act(&who(Role::View), EventAct::Notify, "a text", 1).is_err());
    rtu.act(&who(Role::Operate), EventAct::Notify, "a compressor trips", 1).expect("word is taken");
    assert!(rtu.act(&who(Role::Operate), EventAct::Notify, "again", 1).is_err(), "there is one event");
    assert!(number(&rtu, "report_due", None).is_some_and(|due| (3590..=3600).contains(&due)));
    scan(&mut rtu, 1, 6 * 60);
    rtu.act(&who(Role::Operate), EventAct::Report, "the first report", 1).expect("a report");
    assert!(number(&rtu, "report_due", None).is_none_or(|due| due > 3600));
    rtu.act(&who(Role::Engineer), EventAct::Close, "over", 1).expect("it closes");
    assert_eq!(number(&rtu, "report_due", None), None);
    let texts = std::fs::read_dir(state.path().join("texts")).expect("texts").count();
    assert_eq!(texts, 4, "also that of an act that was refused by the library is kept");
}
