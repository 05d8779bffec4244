//! The duties of the plan as data, against the table written by hand, and followed from records.
#![cfg(feature = "event")]

use citygate::event::*;

/// §6: id, section, trigger, whose, by when.
const TABLE: [&str; 23] = [
    "enterprise-first 4.3 word_received enterprise at_once",
    "report-1h 4.2 word_received enterprise first_report",
    "upward 4.2 word_received local_governments at_once",
    "warn-proposal 3.3.2 signs_seen enterprise at_once",
    "warn-neighbours 3.3.2 warning_issued warning_issuer at_once",
    "hq-meeting 4.5 provincial_response headquarters at_once",
    "hq-roster 4.5 provincial_response headquarters at_once",
    "hq-on-site 4.5 provincial_response headquarters at_once",
    "field-hq 2.2 serious_grade headquarters to_be_decided",
    "office-report 4.1 office_response hq_office at_once",
    "office-team 4.1 office_response hq_office at_once",
    "supply-plan 4.5.2 provincial_response supply_group at_once",
    "supply-boost 4.5.2 provincial_response supply_group at_once",
    "supply-extra 4.5.2 provincial_response supply_group at_once",
    "supply-key-users 4.5.2 provincial_response supply_group at_once",
    "press 4.5.3 provincial_response press_group at_once",
    "transport 4.5.4 provincial_response support_group at_once",
    "rescue-plan 4.5.5 provincial_response rescue_group at_once",
    "end-notice 4.6 end_declared leader at_once",
    "relief 5.1 end_declared area_governments afterwards",
    "rebuild 5.2 end_declared city_and_county afterwards",
    "evaluate 5.3 end_declared evaluator afterwards",
    "drill 7.2 calendar headquarters every_three_years",
];

#[test]
fn the_table_is_the_plans_row_by_row() {
    for (rule, expected) in DUTY_RULES.iter().zip(TABLE) {
        let DutyRule { duty, section, trigger, holder, deadline } = *rule;
        let told = [duty.name(), section, trigger.name(), holder.name(), deadline.name()].join(" ");
        assert_eq!(told, expected);
        assert_eq!(duty.rule(), rule, "in the order of the codes");
        assert!(!holder.authorities().is_empty() && !holder.authorities().contains(Authority::Engine));
    }
    assert_eq!(DUTY_RULES.len(), TABLE.len());
}

/// §2, annex 1: six groups.
#[test]
fn the_headquarters_has_six_groups() {
    let groups = DutyHolder::ALL.map(DutyHolder::text_zh).into_iter().filter(|name| name.ends_with('组'));
    assert_eq!(
        groups.collect::<Vec<_>>(),
        ["综合协调组", "供应恢复组", "新闻宣传组", "综合保障组", "抢险救援组", "应急专家组"]
    );
}

fn at(minutes: u64) -> Instant {
    Instant { ms: ORIGIN_MS + minutes * 60_000, gaps: 0 }
}

fn notified(age_min: u64) -> JournalEntry {
    JournalEntry::Notified { age_ms: age_min * 60_000, by: Authority::Enterprise.into(), digest: [0; 32] }
}

fn reported(to: RecipientSet) -> JournalEntry {
    let none = RecipientSet::NONE;
    let receipt = ReportReceipt { number: 1, to, late: none, time_lost: none, late_by_ms: 0 };
    JournalEntry::Reported { receipt, by: Authority::Enterprise.into(), digest: [0; 32] }
}

#[test]
fn deadlines_count_from_the_trigger_to_the_millisecond() {
    let mut duties = Duties::new(&PlanRules { prompt_min: 15, ..PlanRules::JILIN_2024 });
    assert!(duties.due().is_empty());
    duties.follow(&notified(10), at(10));
    assert_eq!(duties.status(Duty::EnterpriseFirst, at(15)), DutyStatus::Pending { ms: 0 });
    let late = Instant { ms: at(15).ms + 1, gaps: 0 };
    assert_eq!(duties.status(Duty::EnterpriseFirst, late), DutyStatus::Overdue { ms: 1 });
    assert_eq!(duties.status(Duty::ReportOneHour, at(15)), DutyStatus::Pending { ms: 45 * 60_000 });
    assert_eq!(duties.status(Duty::Press, at(15)), DutyStatus::NotRaised);
    assert_eq!(duties.status(Duty::Upward, Instant { gaps: 1, ..at(12) }), DutyStatus::TimeLost);
    // §4.2: done by sending, in time or late, and so it stays.
    duties.follow(
        &reported(RecipientSet::of(&[Recipient::LocalGovernment, Recipient::HigherGovernment])),
        at(20),
    );
    assert_eq!(duties.status(Duty::Upward, at(90)), DutyStatus::DoneLate);
    assert_eq!(duties.status(Duty::ReportOneHour, at(61)), DutyStatus::Overdue { ms: 60_000 });
    let others = [Recipient::EnergyAuthority, Recipient::ProvincialEnergyAuthority];
    duties.follow(&reported(RecipientSet::of(&others)), at(60));
    assert_eq!(duties.status(Duty::ReportOneHour, at(900)), DutyStatus::Done);
    // A duty that nothing brought cannot be done, and a next event begins anew.
    duties.follow(&JournalEntry::DutyDone { duty: Duty::Press, by: Authority::HqOffice.into() }, at(61));
    assert_eq!(duties.status(Duty::Press, at(61)), DutyStatus::NotRaised);
    duties.follow(&notified(0), at(100));
    assert_eq!(duties.status(Duty::ReportOneHour, at(100)), DutyStatus::Pending { ms: 3_600_000 });
}

/// Signs and a warning come before word; what was done about them stays done.
#[test]
fn what_was_done_about_signs_stays_done_when_word_comes() {
    let mut duties = Duties::new(&PlanRules::JILIN_2024);
    duties.raise(DutyTrigger::SignsSeen, at(0));
    duties.raise(DutyTrigger::SignsSeen, at(5));
    assert_eq!(duties.raised_at(DutyTrigger::SignsSeen), Some(at(0)), "the first time counts");
    duties.follow(
        &JournalEntry::DutyDone { duty: Duty::WarnProposal, by: Authority::Enterprise.into() },
        at(10),
    );
    let issued = WarningNotice {
        action: WarningAction::Issue,
        from: None,
        to: Some(WarningLevel::Blue),
        called_for: None,
        by: Authority::County.into(),
    };
    duties.follow(&JournalEntry::Warned(issued), at(20));
    duties.follow(&notified(0), at(30));
    assert_eq!(duties.status(Duty::WarnProposal, at(40)), DutyStatus::Done);
    assert!(duties.due().contains(Duty::WarnNeighbours) && !duties.due().contains(Duty::WarnProposal));
    duties.raise(DutyTrigger::Calendar, at(40));
    assert_eq!(duties.status(Duty::Drill, at(40)), DutyStatus::Open);
}

/// The session records a duty only for whose it is, and only what is due.
#[test]
fn a_duty_is_ticked_off_by_whose_it_is_and_on_record() {
    let mut ring = vec![[0; RECORD_LEN]; 16];
    let mut event = EventSession::open(&mut ring, EventSettings::DEFAULT, 0, WALL_UNKNOWN).unwrap();
    let mut duties = Duties::new(&PlanRules::JILIN_2024);
    duties.follow(&notified(0), event.now().instant);
    let (enterprise, county) = (Authority::Enterprise.into(), Authority::County.into());
    let mut tick = |duty, by| event.record_duty(&mut ring, &duties, duty, by);
    assert_eq!(
        tick(Duty::EnterpriseFirst, county),
        Err(EventError::NotTheHolder { may: AuthoritySet::of(&[Authority::Enterprise]) })
    );
    assert_eq!(tick(Duty::ReportOneHour, enterprise), Err(EventError::DoneByReporting));
    assert_eq!(tick(Duty::WarnProposal, enterprise), Err(EventError::DutyNotDue));
    assert_eq!(tick(Duty::EnterpriseFirst, enterprise), Ok(()));
    let (older, newer) = event.journal().pending(&ring).unwrap();
    let entries: Vec<JournalEntry> =
        older.iter().chain(newer).map(|bytes| Record::read(bytes).unwrap().entry).collect();
    assert_eq!(entries.len(), 2, "what is refused is not on record");
    assert_eq!(entries[1], JournalEntry::DutyDone { duty: Duty::EnterpriseFirst, by: enterprise });
}

/// A station whose ring has these records so far.
fn station(ring: &mut [RecordBytes]) -> EventSession {
    let mut event = EventSession::open(ring, EventSettings::DEFAULT, 0, 1).unwrap();
    event.notify(ring, 0, Authority::Enterprise.into(), [0; 32]).unwrap();
    event
}

/// Handed the same records again, in any pieces, it takes each once; what is missing between is found out.
#[test]
fn records_are_taken_once_and_in_order() {
    let mut ring = vec![[0; RECORD_LEN]; 16];
    let mut event = station(&mut ring);
    for code in 0..4 {
        event.record(&mut ring, &JournalEntry::Note { code, numbers: [0; 5] }).unwrap();
    }
    let records = event.journal().pending(&ring).unwrap().0;
    let mut whole = Duties::new(&PlanRules::JILIN_2024);
    whole.follow_records(records).unwrap();
    assert!(whole.due().contains(Duty::Upward));
    for first in 0..=records.len() {
        for second in first..=records.len() {
            let mut pieces = Duties::new(&PlanRules::JILIN_2024);
            pieces.follow_records(&records[..first]).unwrap();
            pieces.follow_records(&records[..second]).unwrap();
            pieces.follow_records(&records[first.min(1)..]).unwrap();
            assert_eq!(pieces, whole);
        }
    }
    let mut none = Duties::new(&PlanRules::JILIN_2024);
    let fault = none.follow_records(&records[2..]).unwrap_err();
    assert_eq!((fault.record, fault.kind), (0, JournalFaultKind::Sequence { expected: 0, found: 2 }));
    let mut damaged = records.to_vec();
    damaged[3][0] = 9;
    let fault = none.follow_records(&damaged).unwrap_err();
    assert_eq!((fault.record, fault.offset), (3, 360));
    assert_eq!(none, Duties::new(&PlanRules::JILIN_2024), "nothing is changed");
}

/// After a restart records that never reached the store are gone, and others have their numbers.
#[test]
fn duties_go_on_over_a_restart_that_lost_records() {
    let plan = PlanRules::JILIN_2024;
    let mut ring = vec![[0; RECORD_LEN]; 16];
    let mut event = station(&mut ring);
    let stored = event.journal().pending(&ring).unwrap().0.to_vec();
    let mut duties = Duties::new(&plan);
    duties.follow_records(&stored).unwrap();
    let by = Authority::Enterprise.into();
    event.record_duty(&mut ring, &duties, Duty::EnterpriseFirst, by).unwrap();
    duties.follow_records(event.journal().pending(&ring).unwrap().0).unwrap();
    duties.raise(DutyTrigger::SignsSeen, event.now().instant);
    let (saved, saved_duties) = (event.save(), duties.save(None));

    // Power fails before the last record is stored.
    let head = JournalHead::after(stored.last().unwrap()).unwrap();
    let mut ring = vec![[0; RECORD_LEN]; 16];
    let settings = EventSettings::DEFAULT;
    let (mut event, _) = EventSession::restore(&saved, &mut ring, settings, head, &stored, 0, 2).unwrap();
    event.issue_warning(&mut ring, WarningLevel::Blue, Authority::County.into()).unwrap();
    let mut after = Duties::restore(&saved_duties, None, &plan).unwrap();
    assert_eq!(after, duties);
    after.follow_records(&stored).unwrap();
    let newer = event.journal().pending(&ring).unwrap().0;
    after.follow_records(newer).unwrap();
    let now = event.now().instant;
    assert_eq!(after.status(Duty::EnterpriseFirst, now), DutyStatus::Done, "what it knows it knows");
    assert!(after.due().contains(Duty::WarnNeighbours) && after.due().contains(Duty::WarnProposal));
    // The stored journal alone knows less, and no more.
    let mut by_journal = Duties::new(&plan);
    by_journal.follow_records(&[stored, newer.to_vec()].concat()).unwrap();
    assert!(by_journal.due().contains(Duty::EnterpriseFirst));
    // A state that is damaged, or sealed with a key, is none.
    let mut damaged = saved_duties;
    damaged[20] ^= 1;
    assert_eq!(Duties::restore(&damaged, None, &plan), None);
    assert_eq!(Duties::restore(&saved_duties, Some(&JournalKey([1; 32])), &plan), None);
}
