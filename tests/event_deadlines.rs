//! By when a report is due to whom.
#![cfg(feature = "event")]

use citygate::event::{
    Grade, Instant, ORIGIN_MS, ObligationStatus, Recipient, RecipientSet, Reporting, ReportingError,
    ReportingSettings, Sensitivity, SensitivitySet, recipients,
};

const HOUR: u64 = 3_600_000;

fn at(ms: u64) -> Instant {
    Instant { ms: ORIGIN_MS + ms, gaps: 0 }
}

fn begin() -> Reporting {
    Reporting::begin(
        at(0),
        ReportingSettings { follow_up_min: 30, prompt_min: 15, ..ReportingSettings::DEFAULT },
    )
    .unwrap()
}

const BASE: [Recipient; 3] =
    [Recipient::LocalGovernment, Recipient::EnergyAuthority, Recipient::ProvincialEnergyAuthority];
/// Step by step to the government above, and informed.
const ONWARD: [Recipient; 2] = [Recipient::HigherGovernment, Recipient::AffectedParties];
const UPWARDS: [Recipient; 3] =
    [Recipient::ProvincialLeadership, Recipient::StateCouncil, Recipient::DepartmentsConcerned];

fn always() -> RecipientSet {
    RecipientSet::of(&BASE).union(RecipientSet::of(&ONWARD))
}

#[test]
fn recipients_follow_grade_and_sensitivity() {
    let base = always();
    for grade in Grade::ALL.into_iter().map(Some).chain([None]) {
        for bits in 0..16 {
            let sensitivity = SensitivitySet::from_bits(bits).unwrap();
            let upwards = grade.is_some_and(|grade| grade.code() <= 2) || bits > 0;
            let expected = if upwards { RecipientSet::ALL } else { base };
            assert_eq!(recipients(grade, sensitivity), expected);
        }
    }
}

#[test]
fn the_first_report_is_due_an_hour_after_word_to_the_millisecond() {
    let mut reporting = begin();
    assert_eq!(reporting.recipients(), always());
    // §4.2: governments report on, and inform, at once: here within the 15 minutes set.
    for recipient in ONWARD {
        assert_eq!(reporting.status(recipient, at(0)), ObligationStatus::Pending { ms: HOUR / 4 });
    }
    let told = reporting.sent(RecipientSet::of(&ONWARD), at(HOUR / 4)).unwrap();
    assert!(told.late.is_empty());
    assert_eq!(
        reporting.status(Recipient::AffectedParties, at(9 * HOUR)),
        ObligationStatus::NothingDue,
        "once"
    );
    reporting.sent(RecipientSet::of(&[Recipient::HigherGovernment]), at(3 * HOUR / 4)).unwrap();
    for recipient in BASE {
        assert_eq!(reporting.status(recipient, at(0)), ObligationStatus::Pending { ms: HOUR });
        assert_eq!(reporting.status(recipient, at(HOUR)), ObligationStatus::Pending { ms: 0 });
        assert_eq!(reporting.status(recipient, at(HOUR + 1)), ObligationStatus::Overdue { ms: 1 });
    }
    for recipient in UPWARDS {
        assert_eq!(reporting.status(recipient, at(9 * HOUR)), ObligationStatus::NothingDue);
    }
    assert_eq!(reporting.next_due_ms(at(1)), Some(HOUR - 1));
    assert_eq!(reporting.next_due_ms(at(2 * HOUR)), Some(0));
    assert!(reporting.new_alarms(at(HOUR)).is_empty());
    assert_eq!(reporting.new_alarms(at(HOUR + 1)), RecipientSet::of(&BASE));
    assert!(reporting.new_alarms(at(HOUR + 2)).is_empty());
    assert_eq!(reporting.alarms(at(HOUR + 2)), RecipientSet::of(&BASE));
}

#[test]
fn reports_in_time_and_late_are_told_apart_and_followed_up() {
    let mut reporting = begin();
    let government = RecipientSet::of(&[Recipient::LocalGovernment]);
    let others = RecipientSet::of(&BASE).without(government);
    let receipt = reporting.sent(government, at(HOUR)).unwrap();
    assert_eq!((receipt.number, receipt.late, receipt.late_by_ms), (1, RecipientSet::NONE, 0));
    let receipt = reporting.sent(RecipientSet::of(&BASE), at(HOUR + 5)).unwrap();
    assert_eq!((receipt.number, receipt.late, receipt.late_by_ms), (2, others, 5));
    assert!(receipt.time_lost.is_empty());
    // Follow-ups count from the report before.
    let next = at(HOUR + 5 + 30 * 60_000);
    for recipient in BASE {
        assert_eq!(reporting.status(recipient, next), ObligationStatus::Pending { ms: 0 });
    }
    let of_base = |set: RecipientSet| set.without(RecipientSet::of(&ONWARD));
    assert_eq!(of_base(reporting.alarms(at(HOUR + 6 + 30 * 60_000))), RecipientSet::of(&BASE));
    // An alarm that was told and answered is told again when the next one comes.
    assert_eq!(of_base(reporting.new_alarms(at(2 * HOUR))), RecipientSet::of(&BASE));
    reporting.sent(government, at(2 * HOUR)).unwrap();
    assert_eq!(reporting.new_alarms(at(2 * HOUR + 30 * 60_000 + 1)), government);
    assert_eq!(reporting.sent(RecipientSet::NONE, at(0)), Err(ReportingError::NoRecipient));
    assert_eq!(reporting.reports_sent(), 3);
}

#[test]
fn grades_one_and_two_and_sensitive_events_go_upwards_promptly() {
    let serious = (Some(Grade::II), SensitivitySet::NONE);
    let sensitive = (Some(Grade::IV), SensitivitySet::of(&[Sensitivity::ByTime]));
    for (grade, sensitivity) in [serious, sensitive] {
        let mut reporting = begin();
        assert!(reporting.update(Some(Grade::III), SensitivitySet::NONE, at(5)).is_empty());
        let added = reporting.update(grade, sensitivity, at(20 * 60_000));
        assert_eq!(added, RecipientSet::of(&UPWARDS));
        assert!(reporting.update(grade, sensitivity, at(25 * 60_000)).is_empty());
        for recipient in UPWARDS {
            assert_eq!(reporting.status(recipient, at(35 * 60_000)), ObligationStatus::Pending { ms: 0 });
            assert_eq!(reporting.status(recipient, at(35 * 60_000 + 1)), ObligationStatus::Overdue { ms: 1 });
        }
        // Whoever was told is told how it goes on, also when the grade falls.
        reporting.update(None, SensitivitySet::NONE, at(HOUR));
        assert_eq!(reporting.recipients(), RecipientSet::ALL);
    }
}

#[test]
fn a_recipient_told_beyond_the_obligations_is_followed_up() {
    let mut reporting = begin();
    let council = RecipientSet::of(&[Recipient::StateCouncil]);
    assert!(reporting.sent(council, at(0)).unwrap().late.is_empty());
    assert_eq!(
        reporting.status(Recipient::StateCouncil, at(0)),
        ObligationStatus::Pending { ms: 30 * 60_000 }
    );
    let added = reporting.update(Some(Grade::II), SensitivitySet::NONE, at(1));
    assert_eq!(added, RecipientSet::of(&[Recipient::ProvincialLeadership, Recipient::DepartmentsConcerned]));
}

#[test]
fn closing_ends_follow_ups_but_not_a_first_report_that_is_owed() {
    let mut reporting = begin();
    let government = RecipientSet::of(&[Recipient::LocalGovernment]);
    reporting.sent(government, at(10)).unwrap();
    reporting.close();
    assert!(reporting.is_closed());
    let owed = always().without(government);
    assert_eq!(reporting.recipients(), owed);
    assert_eq!(reporting.alarms(at(HOUR + 1)), owed);
    let receipt = reporting.sent(owed, at(HOUR + 1)).unwrap();
    assert_eq!(receipt.late, owed);
    assert_eq!(reporting.missed(), owed, "what was missed stays missed");
    assert_eq!(reporting.next_due_ms(at(9 * HOUR)), None);
}

#[test]
fn time_lost_makes_every_report_due_at_once_and_is_not_called_late() {
    let mut reporting = begin();
    let now = Instant { ms: ORIGIN_MS + 1, gaps: 1 };
    assert_eq!(reporting.status(Recipient::LocalGovernment, now), ObligationStatus::TimeLost);
    assert_eq!(reporting.new_alarms(now), always());
    assert_eq!(reporting.next_due_ms(now), Some(0));
    let receipt = reporting.sent(always(), now).unwrap();
    assert_eq!((receipt.late, receipt.time_lost), (RecipientSet::NONE, always()));
    assert!(reporting.alarms(now).is_empty());
}

#[test]
fn intervals_out_of_range_are_refused() {
    let try_with = |first_report_min, follow_up_min, prompt_min| {
        Reporting::begin(at(0), ReportingSettings { first_report_min, follow_up_min, prompt_min }).map(drop)
    };
    assert_eq!(try_with(0, 1, 0), Err(ReportingError::FirstReportOutOfRange));
    assert_eq!(try_with(1441, 1, 0), Err(ReportingError::FirstReportOutOfRange));
    assert_eq!(try_with(1, 0, 0), Err(ReportingError::FollowUpOutOfRange));
    assert_eq!(try_with(1, 1441, 0), Err(ReportingError::FollowUpOutOfRange));
    assert_eq!(try_with(1, 1, 1441), Err(ReportingError::PromptOutOfRange));
    assert_eq!(try_with(1, 1, 0), Ok(()));
    assert_eq!(try_with(1440, 1440, 1440), Ok(()));
}
