//! docs/journal-format.md describes the journal as it is: a verifier that was written from it, in another language and
//! without this library's code, reads and judges what the library writes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use citygate::event::response::{Action, ActionRequest, Justification, ResponseState};
use citygate::event::{
    ActionRemark, ActionRemarkSet, Authority, ClockEntry, ClockReading, Criterion, Downtime, Duty,
    EventSession, EventSettings, Grade, GradedEntry, Instant, Journal, JournalEntry, JournalHead, JournalKey,
    NetworkCondition, RECORD_LEN, Recipient, RecipientSet, RecordBytes, ReportReceipt, Response, Sensitivity,
    SensitivitySet, Signatory, Trend, TrendSource, WarningAction, WarningLevel, WarningNotice,
    content_digest, verify,
};
use serde_json::{Value, json};

const KEY: JournalKey = JournalKey([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
    29, 30, 31,
]);
const NOON: ClockReading =
    ClockReading { instant: Instant { ms: 1 << 40, gaps: 0 }, wall_ms: 1_513_656_000_000 };
const LATER: ClockReading =
    ClockReading { instant: Instant { ms: (1 << 40) + 90_000, gaps: 2 }, wall_ms: 1_513_656_090_000 };
const MAYOR: Signatory = Signatory { authority: Authority::City, division: 220_100, person: 70_000 };

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn head_text(head: JournalHead) -> String {
    format!("{}:{}", head.next, hex(&head.tag))
}

/// A file of this test's own.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("journal_format");
    std::fs::create_dir_all(&directory).expect("a directory for files");
    let path = directory.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

fn key_file(test: &str, key: JournalKey) -> PathBuf {
    file(&format!("{test}.key"), format!("{}\n", hex(&key.0)).as_bytes())
}

fn verifier() -> Command {
    let mut python = Command::new("python3");
    python.arg(root().join("examples/python/verify_journal.py"));
    python
}

fn ended(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = command.output().expect("python3 is installed");
    (status.code(), [stdout, stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat())
}

/// A journal with these entries after the one that opens it.
fn journal(key: Option<JournalKey>, entries: &[JournalEntry]) -> (Vec<RecordBytes>, JournalHead) {
    let mut ring = vec![[0; RECORD_LEN]; entries.len() + 2];
    let mut journal = Journal::open(&mut ring, JournalHead::START, key, NOON, 7, 0, 0).expect("a journal");
    for entry in entries {
        journal.append(&mut ring, LATER, entry).expect("room");
    }
    ring.truncate(entries.len() + 1);
    (ring, journal.head())
}

/// What the verifier reads in a journal with these entries, without the record that opens it.
fn read(test: &str, entries: &[JournalEntry]) -> Vec<Value> {
    let (records, _) = journal(None, entries);
    let path = file(&format!("{test}.journal"), records.as_flattened());
    let (status, said) = ended(verifier().arg("--json").arg(path));
    assert_eq!(status, Some(0), "{said}");
    said.lines().skip(1).map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn by(signatory: Signatory) -> Value {
    json!({"authority": signatory.authority.name(), "division": signatory.division, "person": signatory.person})
}

fn response_name(response: Response) -> &'static str {
    match response {
        Response::Level1 => "level 1",
        Response::Level2 => "level 2",
        Response::Level3Province => "level 3 (province)",
        Response::Level3City => "level 3 (city)",
        Response::Level4Province => "level 4 (province)",
        Response::Level4City => "level 4 (city)",
        Response::Level4County => "level 4 (county)",
    }
}

fn request(action: Action) -> ActionRequest {
    ActionRequest {
        action,
        by: MAYOR,
        justification: Some(Justification::Application),
        dealt_with: false,
        supply_restored: true,
        means_exceeded: true,
        approved: false,
    }
}

#[test]
fn the_example_in_the_document_is_what_the_library_writes() {
    let document = std::fs::read_to_string(root().join("docs/journal-format.md")).expect("a document");
    for key in [None, Some(KEY)] {
        let (records, _) = journal(key, &[]);
        let lines: Vec<String> = records[0].chunks(24).map(hex).collect();
        assert!(document.contains(&lines.join("\n")), "the document has not:\n{}", lines.join("\n"));
    }
}

#[test]
fn every_kind_of_entry_is_read_as_the_document_says() {
    let digest = content_digest(b"told by telephone");
    let sha256 = hex(&digest);
    let before = ResponseState::from_code(9 + 8).expect("level 1, end proposed");
    let notice = WarningNotice {
        action: WarningAction::Issue,
        from: None,
        to: Some(WarningLevel::Orange),
        by: MAYOR,
        called_for: None,
    };
    let graded = GradedEntry {
        grade: Some(Grade::II),
        met: Some(Grade::III),
        criterion: Some(Criterion::Both),
        trend: Trend::Widening,
        trend_source: TrendSource::Measured,
        network: Some(NetworkCondition::AtRisk),
        recommended: None,
        planned: false,
        normal_supply: u64::MAX,
        demand: Some(7),
        available_supply: 21_250_000,
        interruption_min: Some(1440),
        imbalance_permille: 177,
        plan: 1,
    };
    let receipt = ReportReceipt {
        number: 3,
        to: RecipientSet::of(&[Recipient::EnergyAuthority, Recipient::StateCouncil]),
        late: RecipientSet::of(&[Recipient::StateCouncil]),
        time_lost: RecipientSet::NONE,
        late_by_ms: 0,
    };
    let state = json!({"in_force": "level 1", "proposed": "end"});
    let acted = json!({
        "action": "propose level 4 (county)", "by": by(MAYOR), "justification": "application", "dealt_with": false,
        "supply_restored": true, "means_exceeded": true, "approved": false, "before": state
    });
    let with = |mut object: Value, key: &str, value: Value| {
        object[key] = value;
        object
    };
    let action = Action::Propose(Response::Level4County);
    let cases = [
        (
            JournalEntry::Opened { station: 9, undelivered: 4, restarts: 2 },
            json!({"station": 9, "undelivered": 4, "restarts": 2}),
        ),
        (
            JournalEntry::Lost { count: 12, first: NOON, last: LATER },
            json!({"count": 12, "first_ms": NOON.instant.ms, "last_ms": LATER.instant.ms}),
        ),
        (JournalEntry::Clock(ClockEntry::Downtime(Downtime::Accounted { ms: 5 })), json!({"off_ms": 5})),
        (JournalEntry::Clock(ClockEntry::Downtime(Downtime::Unaccounted)), json!({"off_ms": null})),
        (JournalEntry::Clock(ClockEntry::WallStep(-3_600_000)), json!({"wall_clock_set_by_ms": -3_600_000})),
        (
            JournalEntry::Notified { age_ms: 60_000, by: MAYOR, digest },
            json!({"age_ms": 60_000, "by": by(MAYOR), "sha256": sha256}),
        ),
        (
            JournalEntry::Graded(graded),
            json!({
                "grade": "II", "met": "III", "criterion": "both", "trend": "widening", "trend_source": "measured",
                "network": "at_risk", "recommended": null, "planned": false, "normal_supply": u64::MAX, "demand": 7,
                "available_supply": 21_250_000, "interruption_min": 1440, "imbalance_permille": 177, "plan": 1
            }),
        ),
        (
            JournalEntry::Action {
                request: request(action),
                before,
                after: ResponseState::NORMAL,
                remarks: ActionRemarkSet::of(&[ActionRemark::SupplyNotRestored]),
            },
            with(
                with(acted.clone(), "after", json!({"in_force": null, "proposed": null})),
                "remarks",
                json!(["supply_not_restored"]),
            ),
        ),
        (
            JournalEntry::Refused { request: request(action), state: before, refusal: 5 },
            with(acted, "refusal", json!(5)),
        ),
        (
            JournalEntry::Warned(notice),
            json!({"action": "issue", "before": null, "after": "orange", "by": by(MAYOR), "called_for": null}),
        ),
        (
            JournalEntry::Reported { receipt, by: MAYOR, digest },
            json!({
                "number": 3, "to": ["energy_authority", "state_council"], "late": ["state_council"],
                "time_lost": [], "by": by(MAYOR), "sha256": sha256
            }),
        ),
        (JournalEntry::Overdue { recipients: receipt.late }, json!({"to": ["state_council"]})),
        (
            JournalEntry::ReportTo {
                added: receipt.to,
                sensitivity: SensitivitySet::of(&[Sensitivity::ByTime]),
            },
            json!({"added": ["energy_authority", "state_council"], "sensitivity": ["by_time"]}),
        ),
        (
            JournalEntry::Allocated { demand: 5, supply: 4, served: 3, curtailed: 2, policy: 1 },
            json!({"demand": 5, "supply": 4, "served": 3, "curtailed": 2, "policy": 1}),
        ),
        (
            JournalEntry::PolicyChanged { policy: 2, by: MAYOR, digest },
            json!({"policy": 2, "by": by(MAYOR), "sha256": sha256}),
        ),
        (JournalEntry::Closed { by: MAYOR }, json!({"by": by(MAYOR)})),
        (
            JournalEntry::Note { code: 77, numbers: [1, 2, 3, 4, 5] },
            json!({"code": 77, "numbers": [1, 2, 3, 4, 5]}),
        ),
        (
            JournalEntry::GradeStated {
                grade: Some(Grade::III),
                before: Some(Grade::I),
                met: None,
                by: MAYOR,
            },
            json!({"grade": "III", "before": "I", "met": null, "by": by(MAYOR)}),
        ),
        (
            JournalEntry::DutyDone { duty: Duty::HqMeeting, by: MAYOR },
            json!({"duty": "hq-meeting", "by": by(MAYOR)}),
        ),
    ];
    let mut kinds: Vec<u8> = cases.iter().map(|(entry, _)| entry.kind().code()).collect();
    kinds.dedup();
    assert_eq!(kinds, (1..=17).collect::<Vec<u8>>(), "a kind is not here");
    let said = read("kinds", &cases.each_ref().map(|(entry, _)| *entry));
    for (index, ((entry, expected), said)) in cases.into_iter().zip(said).enumerate() {
        let common = [
            ("sequence", json!(index + 1)),
            ("ms", json!(LATER.instant.ms)),
            ("gaps", json!(2)),
            ("wall_ms", json!(LATER.wall_ms)),
            ("kind", json!(entry.name())),
        ];
        let expected = common.into_iter().fold(expected, |object, (key, value)| with(object, key, value));
        assert_eq!(said, expected);
    }
}

#[test]
fn every_code_of_a_response_is_read_as_the_document_says() {
    let named = |action: Action| match action {
        Action::Propose(response) => format!("propose {}", response_name(response)),
        Action::Confirm(response) => format!("confirm {}", response_name(response)),
        Action::ProposeTermination => "propose end".to_owned(),
        Action::DeclareTermination => "declare end".to_owned(),
        Action::Reject => "reject".to_owned(),
        Action::CloseTransition => "close transition period".to_owned(),
        Action::RequestSupport => "request support".to_owned(),
    };
    let entry = |action, state| JournalEntry::Refused { request: request(action), state, refusal: 1 };
    let actions = Action::ALL.map(|action| entry(action, ResponseState::NORMAL));
    for (action, said) in Action::ALL.into_iter().zip(read("actions", &actions)) {
        assert_eq!(said["action"], named(action));
    }
    let states = ResponseState::ALL.map(|state| entry(Action::Reject, state));
    for (state, said) in ResponseState::ALL.into_iter().zip(read("states", &states)) {
        use citygate::event::{Proposal, ResponseStatus};
        let in_force = match state.status() {
            ResponseStatus::Normal => Value::Null,
            ResponseStatus::Started(response) => json!(response_name(response)),
            ResponseStatus::Transition(response) => {
                json!(format!("transition period after {}", response_name(response)))
            }
        };
        let proposed = match state.proposal() {
            Proposal::None => Value::Null,
            Proposal::Response(response) => json!(response_name(response)),
            Proposal::Termination => json!("end"),
        };
        assert_eq!(said["before"], json!({"in_force": in_force, "proposed": proposed}));
    }
}

#[test]
fn every_named_code_is_read_as_the_document_says() {
    let signed = Authority::ALL.map(|authority| JournalEntry::Closed { by: authority.into() });
    for (authority, said) in Authority::ALL.into_iter().zip(read("authorities", &signed)) {
        assert_eq!(said["by"], by(authority.into()));
    }
    let levels = WarningLevel::ALL.map(|level| {
        let notice = WarningNotice {
            action: WarningAction::Adjust,
            from: Some(level),
            to: Some(level),
            by: MAYOR,
            called_for: Some(level),
        };
        JournalEntry::Warned(notice)
    });
    for (level, said) in WarningLevel::ALL.into_iter().zip(read("levels", &levels)) {
        assert_eq!((&said["before"], &said["after"]), (&json!(level.name()), &json!(level.name())));
    }
    let sets: Vec<JournalEntry> = (0..=RecipientSet::ALL.bits())
        .map(|bits| JournalEntry::ReportTo {
            added: RecipientSet::from_bits(bits).expect("a set"),
            sensitivity: SensitivitySet::from_bits(bits & SensitivitySet::ALL.bits()).expect("a set"),
        })
        .collect();
    for (entry, said) in sets.iter().zip(read("sets", &sets)) {
        let JournalEntry::ReportTo { added, sensitivity } = entry else { unreachable!() };
        let added: Vec<&str> = added.iter().map(Recipient::name).collect();
        let sensitivity: Vec<&str> = sensitivity.iter().map(Sensitivity::name).collect();
        assert_eq!((&said["added"], &said["sensitivity"]), (&json!(added), &json!(sensitivity)));
    }
    let graded = |grade, criterion, trend, trend_source, network, recommended| {
        JournalEntry::Graded(GradedEntry {
            grade,
            met: grade,
            criterion,
            trend,
            trend_source,
            network,
            recommended,
            planned: grade.is_none(),
            normal_supply: 1,
            demand: None,
            available_supply: 0,
            interruption_min: None,
            imbalance_permille: 1000,
            plan: 2,
        })
    };
    let mut gradings = Vec::new();
    for code in 0..8 {
        gradings.push(graded(
            Grade::from_code(code),
            Criterion::from_code(code),
            Trend::from_code(code).unwrap_or(Trend::Steady),
            TrendSource::from_code(code).unwrap_or(TrendSource::Stated),
            NetworkCondition::from_code(code),
            Response::from_code(code),
        ));
    }
    for (entry, said) in gradings.iter().zip(read("gradings", &gradings)) {
        let JournalEntry::Graded(graded) = entry else { unreachable!() };
        let grade = graded.grade.map(|grade| ["I", "II", "III", "IV"][usize::from(grade.code()) - 1]);
        assert_eq!(said["grade"], json!(grade));
        assert_eq!(said["criterion"], json!(graded.criterion.map(Criterion::name)));
        assert_eq!(said["trend"], graded.trend.name());
        assert_eq!(said["trend_source"], graded.trend_source.name());
        assert_eq!(said["network"], json!(graded.network.map(NetworkCondition::name)));
        assert_eq!((&said["met"], &said["planned"]), (&json!(grade), &json!(graded.planned)));
        assert_eq!((&said["demand"], &said["interruption_min"]), (&Value::Null, &Value::Null));
        assert_eq!(said["recommended"], json!(graded.recommended.map(response_name)));
    }
}

/// What both verifiers say of a journal: whether it is sound, and which record is wrong first.
#[track_caller]
fn judged_alike(
    name: &str,
    bytes: &[u8],
    key: Option<JournalKey>,
    after: JournalHead,
    head: Option<JournalHead>,
) {
    let mut python = verifier();
    python.arg(file(&format!("{name}.journal"), bytes)).args(["--after", &head_text(after)]);
    if let Some(key) = key {
        python.arg("--key-file").arg(key_file(name, key));
    }
    if let Some(head) = head {
        python.args(["--head", &head_text(head)]);
    }
    let (status, said) = ended(&mut python);
    match verify(bytes, key, after, head) {
        Ok(verified) => {
            assert_eq!(status, Some(0), "{name}: {said}");
            assert!(said.ends_with(&format!("head {}\n", head_text(verified.head))), "{name}: {said}");
        }
        Err(fault) => {
            assert_eq!(status, Some(1), "{name}: {fault} / {said}");
            let place = format!("record {} at byte {}:", fault.record, fault.offset);
            let of_the_head = said.contains("head given");
            assert!(of_the_head || said.starts_with(&place), "{name}: {fault} / {said}");
        }
    }
}

#[test]
fn what_is_changed_is_found_by_both() {
    let entries = [1, 2, 3, 4].map(|code| JournalEntry::Note { code, numbers: [code; 5] });
    for key in [None, Some(KEY)] {
        let (records, head) = journal(key, &entries);
        let sound = records.as_flattened();
        let name = |what: &str| format!("changed-{what}-{}", key.is_some());
        let two = JournalHead::after(&records[1]).expect("a record");
        let other = JournalHead { tag: [9; 32], ..two };
        for head in [None, Some(head), Some(two), Some(other), Some(JournalHead { next: 6, ..head })] {
            judged_alike(&name("sound"), sound, key, JournalHead::START, head);
            judged_alike(&name("part"), &sound[2 * RECORD_LEN..], key, two, head);
            judged_alike(&name("empty"), &[], key, two, head);
        }
        judged_alike(&name("key"), sound, Some(JournalKey([9; 32])), JournalHead::START, None);
        judged_alike(&name("no-key"), sound, None, JournalHead::START, None);
        for place in (0..RECORD_LEN).step_by(7).chain([1, 2, 3]) {
            let mut bytes = sound.to_vec();
            bytes[2 * RECORD_LEN + place] ^= 0x40;
            judged_alike(&name("flip"), &bytes, key, JournalHead::START, None);
        }
        for (what, order) in [
            ("removed", &[0, 1, 3, 4][..]),
            ("front", &[1, 2, 3, 4]),
            ("repeated", &[0, 1, 1, 2, 3, 4]),
            ("swapped", &[0, 2, 1, 3, 4]),
            ("end", &[0, 1, 2]),
        ] {
            let changed: Vec<RecordBytes> = order.iter().map(|index| records[*index]).collect();
            judged_alike(&name(what), changed.as_flattened(), key, JournalHead::START, Some(head));
        }
        judged_alike(&name("torn"), &sound[..sound.len() - 1], key, JournalHead::START, None);
    }
}

#[test]
fn a_saved_state_is_sealed_as_the_document_says() {
    for key in [None, Some(KEY)] {
        let name = format!("state-{}", key.is_some());
        let mut ring = [[0; RECORD_LEN]; 8];
        let settings = EventSettings { key, ..EventSettings::DEFAULT };
        let mut event = EventSession::open(&mut ring, settings, 0, NOON.wall_ms).expect("an event");
        event.record(&mut ring, &JournalEntry::Note { code: 1, numbers: [2; 5] }).expect("room");
        let saved = event.save();
        let judge = |bytes: &[u8]| {
            let mut python = verifier();
            python.arg("--state").arg(file(&format!("{name}.state"), bytes));
            if let Some(key) = key {
                python.arg("--key-file").arg(key_file(&name, key));
            }
            ended(&mut python)
        };
        let sound = format!("sound: head {}\n", head_text(event.journal().head()));
        assert_eq!(judge(&saved), (Some(0), sound));
        for place in [0, 1, 115, 162, 163, 206, 207, 208, 209, 210, 241] {
            let mut changed = saved;
            changed[place] ^= 1;
            assert_eq!(judge(&changed).0, Some(1), "byte {place}");
        }
    }
}
