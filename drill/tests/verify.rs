//! `citygate verify`: every way of changing a journal is found, and told as what it is.

use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use citygate::event::{JournalHead, JournalKey, RECORD_LEN, RecordBytes};
use citygate_drill::journal::{Finding, Flaw, examine, parse_head};
use citygate_drill::read::scenario::open;
use citygate_drill::result::exercise::JournalCopy;
use citygate_drill::solve::solve_with_key;
use citygate_drill::text::hex;

const KEY: JournalKey = JournalKey([9; 32]);

fn journal(key: Option<JournalKey>) -> JournalCopy {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/three-day-shortage.toml");
    let outcome = solve_with_key(&open(&path).expect("a scenario"), key).expect("an outcome");
    outcome.exercise.expect("an exercise").journal
}

fn records(journal: &JournalCopy) -> Vec<RecordBytes> {
    journal.bytes.as_chunks().0.to_vec()
}

fn findings(records: &[RecordBytes], key: Option<JournalKey>) -> Vec<Finding> {
    examine(records.as_flattened(), key, JournalHead::START, None).expect_err("something is wrong")
}

#[test]
fn a_sound_journal_is_sound_with_and_without_key_and_head() {
    for key in [None, Some(KEY)] {
        let journal = journal(key);
        for head in [None, Some(journal.head)] {
            let sound = examine(&journal.bytes, key, JournalHead::START, head).expect("a sound journal");
            assert_eq!((sound.verified.head, sound.verified.lost), (journal.head, 0));
            let (first, last) = sound.period.expect("records");
            assert_eq!(last.wall_ms - first.wall_ms, 71 * 3_600_000);
        }
    }
}

#[test]
fn a_flip_of_any_byte_is_found_at_its_record() {
    for key in [None, Some(KEY)] {
        let sound = journal(key);
        for byte in 0..sound.bytes.len() {
            let mut bytes = sound.bytes.clone();
            bytes[byte] ^= 1 << (byte % 8);
            let findings = examine(&bytes, key, JournalHead::START, None).expect_err("a flip");
            let record = byte / RECORD_LEN;
            match findings[0] {
                // Whether it was kept with a key is one of the bytes; then there is no more to be said.
                Finding { record: None, flaw: Flaw::Other(fault) } => assert_eq!(fault.record, record as u64),
                Finding { record: found, .. } => assert_eq!(found, Some(record), "byte {byte}: {findings:?}"),
            }
        }
    }
}

#[test]
fn a_record_that_says_something_else_is_told_as_altered() {
    let sound = records(&journal(None));
    for record in 0..sound.len() {
        let mut records = sound.clone();
        records[record][40] ^= 1;
        let flaw = Flaw::Altered { number: record as u64 };
        assert_eq!(findings(&records, None), [Finding { record: Some(record), flaw }]);
    }
}

#[test]
fn removed_records_are_told_with_their_numbers() {
    let sound = records(&journal(None));
    for count in [1, 2, 5] {
        for record in 0..sound.len() - count {
            let mut records = sound.clone();
            records.drain(record..record + count);
            let flaw = Flaw::Removed { first: record as u64, last: (record + count - 1) as u64 };
            assert_eq!(findings(&records, None), [Finding { record: Some(record), flaw }]);
        }
    }
}

#[test]
fn repeated_records_are_told_with_the_one_they_repeat() {
    let sound = records(&journal(None));
    for record in 0..sound.len() {
        let mut records = sound.clone();
        records.insert(record + 1, sound[record]);
        let flaw = Flaw::Repeated { earlier: record };
        assert_eq!(findings(&records, None), [Finding { record: Some(record + 1), flaw }]);
    }
}

#[test]
fn swapped_neighbours_are_told_as_moved() {
    let sound = records(&journal(None));
    for record in 0..sound.len() - 1 {
        let mut records = sound.clone();
        records.swap(record, record + 1);
        let number = record as u64;
        let flaw = Flaw::Moved { number, expected: number + 2 };
        assert_eq!(findings(&records, None), [Finding { record: Some(record + 1), flaw }]);
    }
}

#[test]
fn any_swap_is_found_and_nothing_is_called_altered() {
    let sound = records(&journal(None));
    for a in 0..sound.len() {
        for b in a + 2..sound.len() {
            let mut records = sound.clone();
            records.swap(a, b);
            for finding in findings(&records, None) {
                assert!(
                    !matches!(
                        finding.flaw,
                        Flaw::Altered { .. } | Flaw::AfterAltered { .. } | Flaw::Repeated { .. }
                    ),
                    "{a}, {b}: {finding}"
                );
            }
        }
    }
}

#[test]
fn an_end_cut_off_is_found_with_a_head_only() {
    let journal = journal(Some(KEY));
    let cut = &journal.bytes[..journal.bytes.len() - 3 * RECORD_LEN];
    assert!(examine(cut, Some(KEY), JournalHead::START, None).is_ok());
    let findings = examine(cut, Some(KEY), JournalHead::START, Some(journal.head)).expect_err("a cut");
    assert!(findings[0].to_string().contains("3 records are missing at the end"), "{}", findings[0]);
    let within = &journal.bytes[..journal.bytes.len() - 20];
    let findings = examine(within, Some(KEY), JournalHead::START, None).expect_err("a cut");
    assert_eq!(findings[0].flaw, Flaw::Incomplete { bytes: 100 });
    assert_eq!(examine(&[], None, JournalHead::START, None).expect_err("nothing")[0].flaw, Flaw::Empty);
}

#[test]
fn another_chain_is_found_with_a_head() {
    let (ours, other) = (journal(Some(KEY)), journal(None));
    assert!(examine(&other.bytes, None, JournalHead::START, None).is_ok());
    let findings =
        examine(&other.bytes, None, JournalHead::START, Some(ours.head)).expect_err("another chain");
    assert!(findings[0].to_string().contains("not those of the head given"), "{}", findings[0]);
}

#[test]
fn a_journal_in_several_files_is_verified_one_after_the_other() {
    let journal = journal(None);
    let (first, second) = journal.bytes.split_at(20 * RECORD_LEN);
    let sound = examine(first, None, JournalHead::START, None).expect("the first part");
    assert!(examine(second, None, sound.verified.head, Some(journal.head)).is_ok());
    assert!(examine(second, None, JournalHead::START, None).is_err());
}

#[test]
fn a_head_is_read_as_it_is_printed() {
    let head = journal(None).head;
    assert_eq!(parse_head(&format!("{}:{}", head.next, hex(&head.tag))), Ok(head));
    for wrong in [
        "",
        "64",
        "64:",
        "64:12",
        "x:00",
        &format!("-1:{}", "0".repeat(64)),
        &format!("1:{}", "g".repeat(64)),
    ] {
        assert!(parse_head(wrong).is_err(), "{wrong}");
    }
}

/// Exit code, standard output and messages.
fn drill(directory: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = cargo_bin_cmd!("citygate");
    command
        .current_dir(directory)
        .env_remove("CITYGATE_JOURNAL_KEY_FILE")
        .env("TZ", "Asia/Shanghai")
        .args(arguments);
    let output = command.output().expect("the tool runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_says_what_it_found_and_ends_with_its_code() {
    let directory = tempfile::tempdir().expect("a directory");
    let directory = directory.path();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/three-day-shortage.toml");
    let scenario = scenario.to_str().expect("a path");
    fs::write(directory.join("key"), format!("{}\n", hex(&KEY.0))).expect("a key");
    fs::write(directory.join("no-key"), "too short").expect("a file");
    for language in ["en", "zh"] {
        let (code, ..) = drill(directory, &["--out", "r", "--lang", language, "--key-file", "key", scenario]);
        assert_eq!(code, Some(0));
    }
    let written = fs::read(directory.join("r/three-day-shortage.journal")).expect("a journal");
    let copy = journal(Some(KEY));
    assert_eq!(written, copy.bytes, "in either language");
    let file = "r/three-day-shortage.journal";
    let head = format!("{}:{}", copy.head.next, hex(&copy.head.tag));

    let (code, out, messages) = drill(directory, &["verify", file, "--key-file", "key", "--head", &head]);
    assert_eq!((code, messages.as_str()), (Some(0), ""));
    assert!(
        out.starts_with(&format!(
            "{file}: sound: {} records from 2026-01-12 04:00:00 +08:00",
            copy.head.next
        )),
        "{out}"
    );
    assert!(out.contains(&format!("head: {head}\n")), "{out}");

    let (code, out, messages) = drill(directory, &["verify", file]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(messages.contains("kept with a key; give the key"), "{messages}");

    let mut altered = written.clone();
    altered[5 * RECORD_LEN + 40] ^= 1;
    fs::write(directory.join("altered"), &altered).expect("a file");
    let (code, out, messages) = drill(directory, &["verify", "altered", "--key-file", "key"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(messages.starts_with("altered: record 5 (byte 600): number 5 was altered"), "{messages}");

    let not_checked: [&[&str]; 4] = [
        &["verify", "no-such-file"],
        &["verify", file, "--key-file", "no-key"],
        &["verify", file, "--key-file", "no-such-file"],
        &["verify", file, "--head", "64"],
    ];
    for arguments in not_checked {
        let (code, out, messages) = drill(directory, arguments);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(!messages.is_empty());
    }
    assert_eq!(drill(directory, &["verify"]).0, Some(2));
    let (code, out, messages) = drill(directory, &["--out", "s", "--key-file", "no-key", scenario]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(messages.starts_with("no-key: this is no key"), "{messages}");
    assert!(!directory.join("s").exists());
}

#[test]
fn the_key_file_may_come_from_the_environment() {
    let directory = tempfile::tempdir().expect("a directory");
    let journal = journal(Some(KEY));
    fs::write(directory.path().join("j"), &journal.bytes).expect("a journal");
    fs::write(directory.path().join("key"), hex(&KEY.0)).expect("a key");
    let mut command = cargo_bin_cmd!("citygate");
    command.current_dir(directory.path()).env("CITYGATE_JOURNAL_KEY_FILE", "key").args(["verify", "j"]);
    command.assert().code(0);
}

/// A journal whose records all have numbers far from each other, so that records are missing before each.
fn with_gaps(records: u64) -> Vec<u8> {
    let first = first_record();
    let mut bytes = Vec::new();
    for index in 0..records {
        let mut record = first;
        record[8..16].copy_from_slice(&((index + 1) * 1_000_000_000_000).to_le_bytes());
        bytes.extend_from_slice(&record);
    }
    bytes
}

fn first_record() -> RecordBytes {
    records(&journal(None))[0]
}

#[test]
fn verification_takes_time_in_step_with_the_journal_whatever_is_wrong() {
    // A square would take hours here.
    let gaps = examine(&with_gaps(200_000), None, JournalHead::START, None).expect_err("gaps");
    assert!(gaps.len() >= 200_000);
    let Flaw::Removed { first, last } = gaps[0].flaw else { panic!("{}", gaps[0]) };
    assert_eq!((first, last), (0, 999_999_999_999));
    // Each record repeated, and all of it backwards.
    let sound = records(&journal(None));
    let mut many: Vec<RecordBytes> = Vec::new();
    for _ in 0..200_000 / sound.len() {
        many.extend(sound.iter().rev());
    }
    assert!(findings(&many, None).len() > 100_000);
    // Every tag wrong.
    let mut altered: Vec<u8> = Vec::new();
    let first = sound[0];
    for index in 0..100_000_u64 {
        let mut record = first;
        record[8..16].copy_from_slice(&index.to_le_bytes());
        altered.extend_from_slice(&record);
    }
    assert!(examine(&altered, None, JournalHead::START, None).is_err());
}

#[test]
fn numbers_at_the_end_of_all_numbers_are_no_trouble() {
    for number in [u64::MAX, u64::MAX - 1] {
        let mut record = first_record();
        record[8..16].copy_from_slice(&number.to_le_bytes());
        let twice = [record, record].concat();
        for next in [0, 1, u64::MAX - 1, u64::MAX] {
            assert!(examine(&twice, None, JournalHead { next, tag: [1; 32] }, None).is_err());
        }
    }
}

#[test]
fn what_is_no_journal_is_told_in_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let directory = directory.path();
    let no_journals: [(&str, Vec<u8>); 4] = [
        ("page.html", b"<!DOCTYPE html>".repeat(10_000)),
        ("text", b"hello\n".to_vec()),
        ("zeros", vec![0; 12_000]),
        ("ones", vec![0xff; 12_345]),
    ];
    for (name, content) in no_journals {
        fs::write(directory.join(name), content).expect("a file");
        for command in ["verify", "journal"] {
            for (language, message) in [("en", "this is not a journal"), ("zh", "这不是日志文件")] {
                let (code, out, messages) = drill(directory, &[command, name, "--lang", language]);
                assert_eq!((code, out.as_str(), messages.lines().count()), (Some(1), "", 1), "{messages}");
                assert!(messages.starts_with(&format!("{name}: {message}")), "{messages}");
            }
        }
    }
}

#[test]
fn very_many_faults_are_counted_not_listed() {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("gaps"), with_gaps(500)).expect("a file");
    for (language, last) in [("en", "gaps: and 480 faults more"), ("zh", "gaps: 另有480处问题")] {
        let (code, out, messages) = drill(directory.path(), &["--lang", language, "verify", "gaps"]);
        assert_eq!((code, out.as_str(), messages.lines().count()), (Some(2), "", 21), "{messages}");
        assert_eq!(messages.lines().last(), Some(last));
    }
}

#[test]
fn a_head_may_be_pasted_as_it_was_printed_anywhere() {
    let head = journal(None).head;
    let tag = hex(&head.tag);
    let upper = tag.to_uppercase();
    let broken = format!("{}\n  {}", &tag[..30], &tag[30..]);
    for pasted in [
        format!(" {}:{tag}\n", head.next),
        format!("head: {}:{tag}", head.next),
        format!("Head of the journal: {}:{tag}", head.next),
        format!("日志末端值：{}:{tag}", head.next),
        format!("{}：{tag}", head.next),
        format!("{}: {upper}", head.next),
        format!("{}:{broken}", head.next),
    ] {
        assert_eq!(parse_head(&pasted), Ok(head), "{pasted}");
    }
}

#[test]
fn verify_speaks_chinese_and_shows_the_zone_asked_for() {
    let directory = tempfile::tempdir().expect("a directory");
    let copy = journal(None);
    fs::write(directory.path().join("j"), &copy.bytes).expect("a journal");
    let (code, out, _) = drill(directory.path(), &["verify", "j", "--lang", "zh"]);
    assert_eq!(code, Some(0));
    assert!(
        out.starts_with(&format!("j: 完好：{}条记录，自2026-01-12 04:00:00 +08:00至", copy.head.next)),
        "{out}"
    );
    for (zone, time) in [("UTC", "2026-01-11 20:00:00 +00:00"), ("+09:00", "2026-01-12 05:00:00 +09:00")] {
        let (_, out, _) = drill(directory.path(), &["verify", "j", "--zone", zone]);
        assert!(out.contains(time), "{out}");
    }
    assert_eq!(drill(directory.path(), &["verify", "j", "--zone", "Jilin"]).0, Some(2));
    let mut altered = copy.bytes.clone();
    altered[5 * RECORD_LEN + 40] ^= 1;
    fs::write(directory.path().join("a"), &altered).expect("a file");
    let (code, _, messages) = drill(directory.path(), &["verify", "a", "--lang", "zh"]);
    assert_eq!(code, Some(2));
    assert!(messages.starts_with("a: 第5条记录（第600字节起）：第5号被改动"), "{messages}");
}

#[test]
fn a_journal_is_printed_for_auditors_as_a_table_and_as_csv() {
    let directory = tempfile::tempdir().expect("a directory");
    let copy = journal(None);
    fs::write(directory.path().join("j"), &copy.bytes).expect("a journal");
    let (code, out, messages) = drill(directory.path(), &["journal", "j"]);
    assert_eq!((code, messages.as_str()), (Some(0), ""));
    assert!(out.contains("2026-01-12 04:00:00 +08:00") && out.contains("opened"), "{out}");
    let (_, out, _) = drill(directory.path(), &["journal", "j", "--lang", "zh"]);
    assert!(out.contains("日志启用"), "{out}");
    let (code, out, _) = drill(directory.path(), &["journal", "j", "--csv"]);
    assert_eq!(code, Some(0));
    let out = out.strip_prefix('\u{feff}').expect("a mark for spreadsheets");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(reader.headers().expect("a header").len(), 6);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len() as u64, copy.head.next);
    assert_eq!(&rows[0][1], "2026-01-12T04:00:00+08:00");
    assert_eq!(rows.last().expect("a row")[5], hex(&copy.head.tag));
    // One that is not sound is printed, and that is told.
    let mut altered = copy.bytes.clone();
    altered[5 * RECORD_LEN + 48] ^= 1;
    fs::write(directory.path().join("a"), &altered).expect("a file");
    let (code, out, messages) = drill(directory.path(), &["journal", "a"]);
    assert_eq!(code, Some(2));
    assert!(!out.is_empty() && messages.contains("not sound"), "{messages}");
}
