//! The journal: every flip, removal, repetition, swap and truncation is found, nothing is lost silently, and the
//! format is the one that is documented.
#![cfg(feature = "event")]

use std::collections::VecDeque;

use citygate::event::*;
use proptest::prelude::*;

const RECORDS: usize = 1000;

/// All records in an optimized run (`cargo test --release`), one in seventeen otherwise.
const STRIDE: usize = if cfg!(debug_assertions) { 17 } else { 1 };

fn stamp(ms: u64) -> ClockReading {
    ClockReading { instant: Instant { ms: ORIGIN_MS + ms, gaps: 0 }, wall_ms: 1_768_190_400_000 + ms }
}

fn key() -> JournalKey {
    JournalKey(std::array::from_fn(|index| index as u8))
}

fn signatory() -> Signatory {
    Signatory { authority: Authority::DeputyCommander, division: 220_000, person: 17 }
}

/// One entry of every kind, with every field set.
fn entries() -> Vec<JournalEntry> {
    let by = signatory();
    let request = ActionRequest::new(Action::Confirm(Response::Level2), by)
        .justified_by(Justification::Instruction)
        .stating(false, true);
    let before = ResponseState::from_code(2).unwrap();
    let digest = content_digest(b"word");
    vec![
        JournalEntry::Opened { station: 42, undelivered: 3, restarts: 1 },
        JournalEntry::Lost {
            count: 5,
            first: ClockReading { instant: Instant { ms: 6, gaps: 7 }, wall_ms: 8 },
            last: ClockReading { instant: Instant { ms: 9, gaps: 10 }, wall_ms: 11 },
        },
        JournalEntry::Clock(ClockEntry::Downtime(Downtime::Accounted { ms: 12 })),
        JournalEntry::Clock(ClockEntry::Downtime(Downtime::Unaccounted)),
        JournalEntry::Clock(ClockEntry::WallStep(-13)),
        JournalEntry::Notified { age_ms: 14, by, digest },
        JournalEntry::Graded(GradedEntry {
            grade: Some(Grade::II),
            met: Some(Grade::III),
            criterion: Some(Criterion::Both),
            trend: Trend::Widening,
            trend_source: TrendSource::Assumed,
            network: Some(NetworkCondition::AtRisk),
            recommended: Some(Response::Level1),
            planned: true,
            normal_supply: u64::MAX,
            demand: Some(u64::MAX - 1),
            available_supply: 15,
            interruption_min: Some(u32::MAX - 1),
            imbalance_permille: 10_000,
            plan: u32::MAX,
        }),
        JournalEntry::Graded(GradedEntry {
            grade: None,
            met: None,
            criterion: None,
            trend: Trend::Narrowing,
            trend_source: TrendSource::Stated,
            network: None,
            recommended: None,
            planned: false,
            normal_supply: 0,
            demand: None,
            available_supply: 0,
            interruption_min: None,
            imbalance_permille: 0,
            plan: 0,
        }),
        JournalEntry::GradeStated { grade: Some(Grade::III), before: Some(Grade::I), met: None, by },
        JournalEntry::GradeStated { grade: None, before: None, met: Some(Grade::IV), by },
        JournalEntry::Action {
            request,
            before,
            after: ResponseState::from_code(18).unwrap(),
            remarks: ActionRemarkSet::ALL,
        },
        JournalEntry::Refused { request, state: before, refusal: 10 },
        JournalEntry::Warned(WarningNotice {
            action: WarningAction::Adjust,
            from: Some(WarningLevel::Blue),
            to: Some(WarningLevel::Red),
            by,
            called_for: Some(WarningLevel::Yellow),
        }),
        JournalEntry::Warned(WarningNotice {
            action: WarningAction::Lift,
            from: Some(WarningLevel::Blue),
            to: None,
            by,
            called_for: Some(WarningLevel::Yellow),
        }),
        JournalEntry::Reported {
            receipt: ReportReceipt {
                number: u32::MAX,
                to: RecipientSet::ALL,
                late: RecipientSet::of(&[Recipient::StateCouncil]),
                time_lost: RecipientSet::of(&[Recipient::EnergyAuthority]),
                late_by_ms: 0,
            },
            by,
            digest,
        },
        JournalEntry::Overdue { recipients: RecipientSet::of(&[Recipient::LocalGovernment]) },
        JournalEntry::ReportTo {
            added: RecipientSet::of(&[Recipient::StateCouncil]),
            sensitivity: SensitivitySet::of(&[Sensitivity::LikelyGradeI]),
        },
        JournalEntry::Allocated { demand: 16, supply: 17, served: 18, curtailed: 19, policy: 20 },
        JournalEntry::PolicyChanged { policy: 21, by, digest },
        JournalEntry::Closed { by },
        JournalEntry::Note { code: 22, numbers: [23, 24, 25, 26, u64::MAX] },
        JournalEntry::DutyDone { duty: Duty::Press, by: request.by },
    ]
}

/// A journal of a thousand records of all kinds, as stored.
fn thousand(key: Option<JournalKey>) -> (Vec<RecordBytes>, JournalHead) {
    let mut ring = vec![[0; RECORD_LEN]; RECORDS];
    let mut journal = Journal::open(&mut ring, JournalHead::START, key, stamp(0), 42, 0, 0).unwrap();
    let entries = entries();
    for (index, entry) in
        entries.iter().filter(|e| !matches!(e, JournalEntry::Opened { .. })).cycle().enumerate()
    {
        if journal.append(&mut ring, stamp(1 + index as u64), entry).is_err() {
            break;
        }
    }
    (journal.pending(&ring).unwrap().0.to_vec(), journal.head())
}

/// The verifier before each record.
fn checkpoints(records: &[RecordBytes], key: Option<JournalKey>) -> Vec<Verifier> {
    let mut verifier = Verifier::new(key, JournalHead::START, None);
    let mut before = Vec::new();
    for record in records {
        before.push(verifier.clone());
        verifier.push(record).unwrap();
    }
    before
}

fn fault(verifier: &Verifier, bytes: &[u8]) -> Option<JournalFault> {
    let mut verifier = verifier.clone();
    verifier.push(bytes).err()
}

#[test]
fn the_bytes_are_those_of_the_documented_format() {
    // Computed from the documentation with another implementation (Python's struct, hashlib and hmac).
    let expected = [
        (
            None,
            [
                "01010000000000000000000000000000050000000001000005565cb09b01000000000000000000002a00000000000000\
                 0300000000000000000000000000000000000000000000000000000000000000000000000000000083eb2183febd341f\
                 f70e355f09ad62667c669ca6d9214c3a3a50110a45f9f72d",
                "01060000020000000100000000000000ed03000000010000ed595cb09b010000080400000212000011000000605b0300\
                 00000000000000000000000000000000000000000000000000000000000000000000000000000000fe41f4e166f1f38f\
                 d47ebac75cfb4729770d0445fd484cb2c6e5bc1128883231",
            ],
        ),
        (
            Some(key()),
            [
                "01010100000000000000000000000000050000000001000005565cb09b01000000000000000000002a00000000000000\
                 03000000000000000000000000000000000000000000000000000000000000000000000000000000ef78f8ecd449a7f5\
                 bf36883d21bcaffad2ac1d3d5be32480310364f4834b5f04",
                "01060100020000000100000000000000ed03000000010000ed595cb09b010000080400000212000011000000605b0300\
                 000000000000000000000000000000000000000000000000000000000000000000000000000000003d5cb15c4a26ae36\
                 7a9bb4569ee34de927ae59fc3ead5935da7c524eef9efef3",
            ],
        ),
    ];
    for (key, records) in expected {
        let mut ring = [[0; RECORD_LEN]; 2];
        let first = stamp(5);
        let mut journal = Journal::open(&mut ring, JournalHead::START, key, first, 42, 3, 0).unwrap();
        let second = ClockReading { instant: Instant { gaps: 2, ..stamp(1005).instant }, ..stamp(1005) };
        let request = ActionRequest::new(Action::Confirm(Response::Level2), signatory());
        let before = ResponseState::from_code(2).unwrap();
        let after = transition(&PlanRules::JILIN_2024, before, &request).unwrap();
        journal
            .append(
                &mut ring,
                second,
                &JournalEntry::Action { request, before, after, remarks: ActionRemarkSet::NONE },
            )
            .unwrap();
        for (bytes, expected) in ring.iter().zip(records) {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, expected);
        }
    }
    assert_eq!(content_digest(b"word")[..4], [0x98, 0xc1, 0xeb, 0x4e]);
}

#[test]
fn every_entry_is_read_back_as_it_was_written() {
    let entries = entries();
    let mut kinds = Vec::new();
    for entry in &entries {
        let mut ring = [[0; RECORD_LEN]; 2];
        let mut journal = Journal::open(&mut ring, JournalHead::START, None, stamp(0), 0, 0, 0).unwrap();
        journal.append(&mut ring, stamp(9), entry).unwrap();
        let record = Record::read(&ring[1]).unwrap();
        assert_eq!(record, Record { sequence: 1, stamp: stamp(9), keyed: false, entry: *entry });
        assert_eq!(ring[1][1], entry.kind().code());
        kinds.push((entry.kind().code(), entry.name()));
    }
    kinds.sort_unstable();
    kinds.dedup();
    let numbers: Vec<u8> = kinds.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(numbers, (1..=17).collect::<Vec<u8>>());
    let mut names: Vec<&str> = kinds.iter().map(|(_, name)| *name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 17);
}

#[test]
fn an_intact_journal_verifies_in_pieces_of_any_length() {
    for key in [None, Some(key())] {
        let (records, head) = thousand(key);
        let bytes = records.as_flattened();
        let verified = verify(bytes, key, JournalHead::START, Some(head)).unwrap();
        assert_eq!((verified.records, verified.head), (RECORDS as u64, head));
        for piece in (1..=250).step_by(STRIDE).chain([1000, 4096, bytes.len()]) {
            let mut verifier = Verifier::new(key, JournalHead::START, Some(head));
            let part = &bytes[..bytes.len().min(piece * 40)];
            part.chunks(piece).for_each(|chunk| verifier.push(chunk).unwrap());
            bytes[part.len()..].chunks(7 * RECORD_LEN + 1).for_each(|chunk| verifier.push(chunk).unwrap());
            assert_eq!(verifier.finish(), Ok(verified));
        }
    }
    assert_eq!(verify(&[], None, JournalHead::START, None).map(|verified| verified.records), Ok(0));
}

#[test]
fn every_single_bit_flip_is_found_where_it_is() {
    for key in [None, Some(key())] {
        let (records, _) = thousand(key);
        for (index, before) in checkpoints(&records, key).iter().enumerate().step_by(STRIDE) {
            let mut record = records[index];
            for bit in 0..RECORD_LEN * 8 {
                record[bit / 8] ^= 1 << (bit % 8);
                let fault = fault(before, &record).expect("a flip is found");
                assert_eq!(fault.record, index as u64);
                assert_eq!(fault.offset, (index * RECORD_LEN) as u64);
                record[bit / 8] ^= 1 << (bit % 8);
            }
            assert_eq!(fault(before, &record), None);
        }
    }
}

#[test]
fn a_flip_is_found_in_the_whole_stream_too() {
    let (records, _) = thousand(None);
    let mut bytes = records.as_flattened().to_vec();
    for bit in (0..bytes.len() * 8).step_by(9973) {
        bytes[bit / 8] ^= 1 << (bit % 8);
        let fault = verify(&bytes, None, JournalHead::START, None).unwrap_err();
        assert_eq!(fault.record, (bit / 8 / RECORD_LEN) as u64);
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
}

/// Any removal, repetition or swap puts a wrong record in some place first. So try every record in every place:
/// as it is, and with its sequence number forged to fit.
#[test]
fn in_every_place_every_record_but_the_right_one_is_refused() {
    let (records, _) = thousand(None);
    for (place, before) in checkpoints(&records, None).iter().enumerate().step_by(STRIDE) {
        for (index, record) in records.iter().enumerate().filter(|(index, _)| *index != place) {
            let found = fault(before, record).expect("a misplaced record is found");
            let sequence = JournalFaultKind::Sequence { expected: place as u64, found: index as u64 };
            assert_eq!((found.record, found.kind), (place as u64, sequence));
            let mut forged = *record;
            forged[8..16].copy_from_slice(&(place as u64).to_le_bytes());
            assert_eq!(fault(before, &forged).map(|fault| fault.kind), Some(JournalFaultKind::Tag));
        }
    }
}

#[test]
fn every_removal_repetition_and_swap_of_all_pairs_is_found() {
    let (records, head) = thousand(None);
    let before = checkpoints(&records, None);
    // From the verifier before the first place touched, through the rest of the altered stream, to its end.
    let run = |first: usize, rest: &[RecordBytes]| {
        let mut verifier = before[first].clone();
        verifier.push(rest.as_flattened()).and_then(|()| verifier.finish())
    };
    for first in (0..RECORDS).step_by(STRIDE).chain([RECORDS - 1]) {
        let mut removed = records[first..].to_vec();
        removed.remove(0);
        if first + 1 < RECORDS {
            assert_eq!(run(first, &removed).unwrap_err().record, first as u64);
        } else {
            // The last record leaves no trace but in the head.
            let stream = records[..first].as_flattened();
            let fault = verify(stream, None, JournalHead::START, Some(head)).unwrap_err();
            assert_eq!(fault.kind, JournalFaultKind::Truncated { missing: 1 });
        }
        let mut repeated = records[first..].to_vec();
        repeated.insert(1, records[first]);
        assert_eq!(run(first, &repeated).unwrap_err().record, first as u64 + 1);
        let mut swapped = records[first..].to_vec();
        for other in 1..swapped.len() {
            swapped.swap(0, other);
            assert_eq!(run(first, &swapped).unwrap_err().record, first as u64);
            swapped.swap(0, other);
        }
    }
}

#[test]
fn a_truncated_tail_is_found_by_the_head_and_a_cut_record_without_it() {
    let (records, head) = thousand(None);
    let bytes = records.as_flattened();
    for kept in 0..RECORDS {
        let part = &bytes[..kept * RECORD_LEN];
        let missing = (RECORDS - kept) as u64;
        if kept % 50 == 0 || missing < 5 {
            assert!(verify(part, None, JournalHead::START, None).is_ok());
            let fault = verify(part, None, JournalHead::START, Some(head)).unwrap_err();
            assert_eq!(fault.kind, JournalFaultKind::Truncated { missing });
            assert_eq!(fault.record, kept as u64);
        }
    }
    for cut in 1..RECORD_LEN {
        let fault = verify(&bytes[..3 * RECORD_LEN + cut], None, JournalHead::START, None).unwrap_err();
        assert_eq!((fault.record, fault.kind), (3, JournalFaultKind::Incomplete { bytes: cut }));
    }
}

#[test]
fn a_head_kept_earlier_has_to_lie_on_the_way() {
    let (records, head) = thousand(None);
    let bytes = records.as_flattened();
    let head_at = |count: usize| JournalHead::after(&records[count - 1]).unwrap();
    assert_eq!(head_at(RECORDS), head);
    for count in [1, 2, 500, 999, 1000] {
        assert!(verify(bytes, None, JournalHead::START, Some(head_at(count))).is_ok());
        let other = JournalHead { tag: [7; 32], ..head_at(count) };
        let fault = verify(bytes, None, JournalHead::START, Some(other)).unwrap_err();
        assert_eq!((fault.record, fault.kind), (count as u64 - 1, JournalFaultKind::OtherHead));
    }
    // A file that goes on where another ended.
    let rest = &bytes[400 * RECORD_LEN..];
    assert_eq!(verify(rest, None, head_at(400), Some(head)).map(|v| v.records), Ok(600));
    assert_eq!(verify(rest, None, head_at(400), Some(head_at(400))).map(|v| v.records), Ok(600));
    let fault = verify(rest, None, head_at(401), None).unwrap_err();
    assert_eq!(fault.kind, JournalFaultKind::Sequence { expected: 401, found: 400 });
    let forged = JournalHead { tag: [0; 32], ..head_at(400) };
    assert_eq!(verify(rest, None, forged, None).unwrap_err().kind, JournalFaultKind::Tag);
    // A head from before the beginning says nothing about this stream.
    let early = verify(rest, None, head_at(400), Some(head_at(399))).unwrap_err();
    assert_eq!(early.kind, JournalFaultKind::OtherHead);
    // A whole journal written anew without a key verifies by itself; the head kept elsewhere tells.
    let mut ring = vec![[0; RECORD_LEN]; RECORDS];
    let mut other = Journal::open(&mut ring, JournalHead::START, None, stamp(0), 43, 0, 0).unwrap();
    while other.append(&mut ring, stamp(1), &JournalEntry::Closed { by: signatory() }).is_ok() {}
    assert!(verify(ring.as_flattened(), None, JournalHead::START, None).is_ok());
    let fault = verify(ring.as_flattened(), None, JournalHead::START, Some(head)).unwrap_err();
    assert_eq!(fault.kind, JournalFaultKind::OtherHead);
}

#[test]
fn a_key_is_needed_and_has_to_be_the_right_one() {
    let (with_key, head) = thousand(Some(key()));
    let (without, _) = thousand(None);
    let kind = |records: &[RecordBytes], key| {
        verify(records.as_flattened(), key, JournalHead::START, None).map_err(|fault| fault.kind).err()
    };
    assert_eq!(kind(&with_key, None), Some(JournalFaultKind::KeyNeeded));
    assert_eq!(kind(&with_key, Some(JournalKey([9; 32]))), Some(JournalFaultKind::Tag));
    assert_eq!(kind(&without, Some(key())), Some(JournalFaultKind::NotKeyed));
    assert_eq!(kind(&with_key, Some(key())), None);
    assert_ne!(JournalHead::START, head);
    // Marking records as keyless does not make them verify without the key.
    let mut stripped = with_key.clone();
    stripped.iter_mut().for_each(|record| record[2] = 0);
    assert_eq!(kind(&stripped, None), Some(JournalFaultKind::Tag));
    assert!(!format!("{:?}", key()).contains('3'), "a key is not shown");
}

#[test]
fn what_is_no_record_is_refused() {
    let (records, _) = thousand(None);
    for (offset, value) in [(0, 0), (0, 2), (2, 2), (3, 1)] {
        let mut bytes = records[0];
        bytes[offset] = value;
        let found = bytes[0];
        assert_eq!(Record::read(&bytes), Err(RecordError::Version { found }));
        assert_eq!(JournalHead::after(&bytes), Err(RecordError::Version { found }));
        let fault = verify(&bytes, None, JournalHead::START, None).unwrap_err();
        assert_eq!(fault.kind, JournalFaultKind::Version { found });
    }
    // Every code out of range is refused, never misread.
    for record in &records[..40] {
        let entry = Record::read(record).unwrap().entry;
        for place in 32..40 {
            for code in 0..=u8::MAX {
                let mut altered = *record;
                altered[place] = code;
                match Record::read(&altered) {
                    Ok(read) => {
                        assert_eq!(read.entry == entry, code == record[place] || unused(&entry, place))
                    }
                    Err(error) => assert_eq!(error, RecordError::JournalEntry { kind: entry.kind().code() }),
                }
            }
        }
    }
    let mut unknown = records[0];
    unknown[1] = 200;
    assert_eq!(Record::read(&unknown), Err(RecordError::JournalEntry { kind: 200 }));
}

/// Whether the entry leaves this code unused.
fn unused(entry: &JournalEntry, place: usize) -> bool {
    let used = match entry.kind().code() {
        1 | 2 | 12 | 15 => 0,
        3 | 4 | 10 | 13 | 14 => 1,
        11 | 17 => 2,
        9 | 16 => 4,
        8 => 5,
        7 => 6,
        6 => 7,
        5 => 8,
        kind => panic!("{kind}"),
    };
    place - 32 >= used
}

#[test]
fn rings_too_small_and_other_rings_are_refused() {
    let open =
        |ring: &mut [RecordBytes]| Journal::open(ring, JournalHead::START, None, stamp(0), 0, 0, 0).map(drop);
    assert_eq!(open(&mut []), Err(JournalError::RingLength { given: 0 }));
    assert_eq!(open(&mut [[0; RECORD_LEN]]), Err(JournalError::RingLength { given: 1 }));
    let mut ring = [[0; RECORD_LEN]; 4];
    let mut journal = Journal::open(&mut ring, JournalHead::START, None, stamp(0), 0, 0, 0).unwrap();
    let head = journal.head();
    let other = JournalError::OtherRing { expected: 4, given: 3 };
    assert_eq!(journal.append(&mut ring[..3], stamp(1), &entries()[3]), Err(other));
    assert_eq!(journal.release(&mut ring[..3], stamp(1), 1), Err(other));
    assert_eq!(journal.pending(&ring[..3]), Err(other));
    assert_eq!(journal.release(&mut ring, stamp(1), 2), Err(JournalError::TooManyReleased { held: 1 }));
    assert_eq!((journal.head(), journal.room(), journal.lost()), (head, 3, 0));
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Append,
    AppendLeaving(usize),
    Release(usize),
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Against a plain queue: every entry is stored in order, or counted in the journal itself.
    #[test]
    fn nothing_is_lost_silently(
        capacity in 2usize..10,
        steps in prop::collection::vec(
            prop_oneof![
                4 => Just(Step::Append),
                1 => (0usize..10).prop_map(Step::AppendLeaving),
                2 => (0usize..6).prop_map(Step::Release),
            ],
            0..120,
        ),
    ) {
        let mut ring = vec![[0; RECORD_LEN]; capacity];
        let mut journal = Journal::open(&mut ring, JournalHead::START, None, stamp(0), 1, 0, 0).unwrap();
        let mut held = VecDeque::from([None]); // None is an entry of the journal's own
        let (mut stored, mut taken, mut offered, mut lost, mut told) = (Vec::new(), Vec::new(), 0u64, 0, 0);
        for (time, step) in steps.into_iter().enumerate() {
            let now = stamp(time as u64);
            match step {
                Step::Append | Step::AppendLeaving(_) => {
                    let reserve = if let Step::AppendLeaving(reserve) = step { reserve } else { 0 };
                    let entry = JournalEntry::Note { code: offered, numbers: [0; 5] };
                    let result = journal.append_leaving(&mut ring, now, &entry, reserve);
                    if held.len() + reserve < capacity {
                        prop_assert!(result.is_ok());
                        held.push_back(Some(offered));
                    } else {
                        lost += 1;
                        prop_assert_eq!(result, Err(JournalError::Full { lost }));
                    }
                    offered += 1;
                }
                Step::Release(count) => {
                    let (first, second) = journal.pending(&ring).unwrap();
                    let pending: Vec<RecordBytes> = first.iter().chain(second).copied().collect();
                    prop_assert_eq!(pending.len(), held.len());
                    if count > held.len() {
                        let refused = JournalError::TooManyReleased { held: held.len() };
                        prop_assert_eq!(journal.release(&mut ring, now, count), Err(refused));
                        continue;
                    }
                    stored.extend_from_slice(&pending[..count]);
                    taken.extend(held.drain(..count));
                    journal.release(&mut ring, now, count).unwrap();
                    if lost > 0 && count > 0 {
                        told += lost;
                        lost = 0;
                        held.push_back(None);
                    }
                }
            }
            prop_assert_eq!(journal.room(), capacity - held.len());
            prop_assert_eq!(journal.lost(), lost);
        }
        let (first, second) = journal.pending(&ring).unwrap();
        stored.extend(first.iter().chain(second));
        taken.extend(held);
        let verified = verify(stored.as_flattened(), None, JournalHead::START, Some(journal.head())).unwrap();
        prop_assert_eq!(verified.lost, told);
        let notes = taken.iter().flatten().count() as u64;
        prop_assert_eq!(offered, notes + told + lost);
        for (record, expected) in stored.iter().zip(taken) {
            let code = match Record::read(record).unwrap().entry {
                JournalEntry::Note { code, .. } => Some(code),
                _ => None,
            };
            prop_assert_eq!(code, expected);
        }
    }
}
