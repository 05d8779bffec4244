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
    let mut duties = Duties::new(15);
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
    let mut duties = Duties::new(60);
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
    let mut duties = Duties::new(60);
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
