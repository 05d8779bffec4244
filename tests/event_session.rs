//! One event from its notification to its end, with everything on record and through restarts at any moment.
#![cfg(feature = "event")]

use citygate::allocate::{Grant, Summary, allocate};
use citygate::event::*;
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{SupplyClass, User};
use proptest::prelude::*;

const WALL: u64 = 1_768_190_400_000;
const MINUTE: u32 = 60_000;

fn by(authority: Authority) -> Signatory {
    Signatory { authority, division: 220_100, person: 5 }
}

fn settings() -> EventSettings {
    EventSettings { station: 9, key: Some(JournalKey([3; 32])), ..EventSettings::DEFAULT }
}

fn observation() -> Observation {
    Observation {
        normal_supply: 620_000,
        demand: Some(620_000),
        available_supply: 510_000,
        interruption_min: Some(0),
        trend: Some(Trend::Widening),
        network: Some(NetworkCondition::AtRisk),
        planned: false,
        affected_area: AffectedArea::OneCounty,
        exceeded: None,
        sensitivity: SensitivitySet::NONE,
    }
}

/// An event with its ring and its store, which takes every record as soon as it is made.
struct Station {
    event: EventSession,
    ring: Vec<RecordBytes>,
    stored: Vec<RecordBytes>,
}

impl Station {
    fn new(records: usize) -> Station {
        let mut ring = vec![[0; RECORD_LEN]; records];
        let event = EventSession::open(&mut ring, settings(), 0, WALL).unwrap();
        Station { event, ring, stored: Vec::new() }
    }

    fn tick(&mut self, minutes: u32) -> RecipientSet {
        let ms = minutes * MINUTE;
        self.event.tick(&mut self.ring, ms, WALL + u64::from(ms)).unwrap().1
    }

    fn act(&mut self, act: Action, authority: Authority) -> Result<ResponseState, EventError> {
        self.event.act(&mut self.ring, &ActionRequest::new(act, by(authority)).stating(true, true))
    }

    fn store(&mut self) {
        let (first, second) = self.event.journal().pending(&self.ring).unwrap();
        let count = first.len() + second.len();
        self.stored.extend(first.iter().chain(second));
        self.event.release(&mut self.ring, count).unwrap();
    }

    fn entries(&self) -> Vec<JournalEntry> {
        self.stored.iter().map(|record| Record::read(record).unwrap().entry).collect()
    }
}

#[test]
fn an_event_runs_from_word_to_close_and_everything_is_on_record() {
    let mut station = Station::new(64);
    station.tick(10);
    let enterprise = by(Authority::Enterprise);
    station.event.notify(&mut station.ring, 5 * 60_000, enterprise, content_digest(b"call")).unwrap();
    let again = station.event.notify(&mut station.ring, 0, enterprise, [0; 32]);
    assert_eq!(again, Err(EventError::AlreadyNotified));

    // An allocation's totals are supplies like any others.
    let users =
        [User::new(SupplyClass::Residential, 165_000), User::new(SupplyClass::IndustrialFuel, 455_000)];
    let mut summary = Summary::default();
    allocate(&JILIN_2024, &users, 510_000, &mut [Grant::EMPTY; 2], &mut summary).unwrap();
    let allocated = JournalEntry::Allocated {
        demand: summary.demand,
        supply: summary.supply,
        served: summary.served,
        curtailed: summary.curtailed,
        policy: 1,
    };
    station.event.record(&mut station.ring, &allocated).unwrap();
    let seen =
        Observation { normal_supply: summary.demand, available_supply: summary.served, ..observation() };
    let assessment = station.event.assess(&mut station.ring, &seen).unwrap();
    assert_eq!(assessment.grading.grade, Some(Grade::II));
    assert_eq!(assessment.report_to.iter().count(), 3);
    assert_eq!(assessment.recommendation.map(|r| r.response), Some(Response::Level2));
    // The same again is nothing new.
    assert!(station.event.assess(&mut station.ring, &seen).unwrap().report_to.is_empty());

    let response = Response::Level2;
    station.act(Action::Propose(response), Authority::HqOffice).unwrap();
    let refused = station.act(Action::Confirm(response), Authority::Engine);
    let may = AuthoritySet::of(&[Authority::DeputyCommander, Authority::Commander]);
    assert_eq!(refused, Err(EventError::Refused(Refusal::NotAuthorized { may })));
    station.act(Action::Confirm(response), Authority::DeputyCommander).unwrap();
    station.event.issue_warning(&mut station.ring, WarningLevel::Orange, by(Authority::City)).unwrap();
    let level =
        station.event.issue_warning(&mut station.ring, WarningLevel::Yellow, by(Authority::City)).unwrap();
    assert_eq!((level.action, level.from), (WarningAction::Adjust, Some(WarningLevel::Orange)));
    assert!(matches!(
        station.event.lift_warning(&mut station.ring, by(Authority::County), None),
        Err(EventError::Warning(WarningRefusal::NotTheIssuer { .. }))
    ));

    // The notification came at minute 5: at minute 65 nothing is late, a moment later everything is, once.
    assert!(station.tick(65).is_empty());
    let late = station.event.tick(&mut station.ring, 65 * MINUTE + 1, WALL).unwrap();
    assert_eq!(late.1, RecipientSet::ALL.without(assessment.report_to));
    assert!(station.event.tick(&mut station.ring, 65 * MINUTE + 2, WALL + 1).unwrap().1.is_empty());
    let office = by(Authority::HqOffice);
    let receipt = station.event.record_report(&mut station.ring, RecipientSet::ALL, office, [1; 32]).unwrap();
    assert_eq!((receipt.late, receipt.late_by_ms), (late.1, 2));

    let early = station.event.close(&mut station.ring, enterprise);
    assert_eq!(early, Err(EventError::ResponseNotNormal));
    station.act(Action::ProposeTermination, Authority::Engine).unwrap();
    station.act(Action::DeclareTermination, Authority::DeputyCommander).unwrap();
    station.act(Action::CloseTransition, Authority::DeputyCommander).unwrap();
    station.event.lift_warning(&mut station.ring, by(Authority::City), None).unwrap();
    let by_engine = station.event.close(&mut station.ring, by(Authority::Engine));
    assert_eq!(by_engine, Err(EventError::EngineMayNotClose));
    station.event.close(&mut station.ring, enterprise).unwrap();
    assert_eq!(station.event.close(&mut station.ring, enterprise), Err(EventError::NoEvent));
    assert_eq!(station.event.reporting().unwrap().next_due_ms(station.event.now().instant), None);
    assert_eq!(
        station.event.record(&mut station.ring, &JournalEntry::Closed { by: enterprise }),
        Err(EventError::OwnEntry)
    );

    let head = station.event.journal().head();
    station.store();
    let verified =
        verify(station.stored.as_flattened(), settings().key, JournalHead::START, Some(head)).unwrap();
    assert_eq!(verified.lost, 0);
    let names: Vec<&str> = station.entries().iter().map(JournalEntry::name).collect();
    assert_eq!(
        names,
        [
            "opened",
            "word",
            "allocated",
            "graded",
            "report_to",
            "acted",
            "refused",
            "acted",
            "warned",
            "warned",
            "clock",
            "overdue",
            "reported",
            "acted",
            "acted",
            "acted",
            "warned",
            "closed",
        ]
    );
    let confirmed = station.entries().into_iter().find_map(|entry| match entry {
        JournalEntry::Action { request, after, .. } if after.in_force().is_some() => Some(request.by),
        _ => None,
    });
    assert_eq!(confirmed, Some(by(Authority::DeputyCommander)));
}

#[test]
fn nothing_is_decided_while_the_journal_has_no_room() {
    let mut station = Station::new(8);
    station.tick(1);
    station.event.notify(&mut station.ring, 0, by(Authority::Enterprise), [0; 32]).unwrap();
    station.act(Action::Propose(Response::Level4County), Authority::Engine).unwrap();
    // Refusals and findings leave a quarter of the ring to decisions.
    for _ in 0..20 {
        assert!(matches!(
            station.act(Action::Confirm(Response::Level4County), Authority::Engine),
            Err(EventError::Refused(_))
        ));
    }
    assert_eq!(station.event.journal().room(), 2);
    assert_eq!(station.event.journal().lost(), 17);
    station.event.issue_warning(&mut station.ring, WarningLevel::Blue, by(Authority::County)).unwrap();
    station.act(Action::Confirm(Response::Level4County), Authority::County).unwrap();

    let before = station.event.save();
    let state = station.event.response();
    assert_eq!(station.act(Action::ProposeTermination, Authority::County), Err(EventError::JournalFull));
    let ring = &mut station.ring;
    let county = by(Authority::County);
    assert_eq!(
        station.event.issue_warning(ring, WarningLevel::Red, county).map(drop),
        Err(EventError::JournalFull)
    );
    assert_eq!(station.event.lift_warning(ring, county, None).map(drop), Err(EventError::JournalFull));
    let reported = station.event.record_report(ring, RecipientSet::ALL, by(Authority::HqOffice), [0; 32]);
    assert_eq!(reported.map(drop), Err(EventError::JournalFull));
    let note = JournalEntry::Note { code: 0, numbers: [0; 5] };
    assert_eq!(station.event.record(ring, &note), Err(EventError::JournalFull));
    assert_eq!(station.event.response(), state);
    assert_eq!(station.event.save(), before);

    station.store();
    assert_eq!(station.event.journal().lost(), 0);
    station.act(Action::ProposeTermination, Authority::County).unwrap();
    station.store();
    assert!(station.entries().iter().any(|entry| matches!(entry, JournalEntry::Lost { count: 17, .. })));
}

/// §4.2: to the State Council reports the province, not an enterprise, a county or a city.
#[test]
fn only_the_province_reports_to_the_state_council() {
    let mut station = Station::new(32);
    station.event.notify(&mut station.ring, 0, by(Authority::Enterprise), [0; 32]).unwrap();
    let before = station.event.save();
    for authority in Authority::ALL {
        let to = RecipientSet::of(&[Recipient::StateCouncil, Recipient::LocalGovernment]);
        let sent = station.event.record_report(&mut station.ring, to, by(authority), [0; 32]).map(drop);
        let may = reporters(Recipient::StateCouncil);
        match authority {
            Authority::HqOffice | Authority::DeputyCommander | Authority::Commander => {
                assert_eq!(sent, Ok(()))
            }
            _ => {
                assert_eq!(sent, Err(EventError::NotReportedBy { may }));
                if authority.code() < 3 {
                    assert_eq!(station.event.save(), before, "nothing was changed");
                }
            }
        }
    }
}

/// §4.6: an end that the figures contradict is allowed and remarked upon, in the record too. §2.1.3: so is a start
/// without the approval of the headquarters.
#[test]
fn what_the_figures_contradict_is_remarked_upon_in_the_record() {
    let mut station = Station::new(32);
    let ring = &mut station.ring;
    let seen = Observation { normal_supply: 1000, available_supply: 890, ..observation() };
    assert!(station.event.assess(ring, &seen).unwrap().grading.grade.is_some());
    let start = ActionRequest::new(Action::Confirm(Response::Level4Province), by(Authority::HqOffice))
        .justified_by(Justification::Application)
        .with_means_exceeded();
    let end = ActionRequest::new(Action::DeclareTermination, by(Authority::Commander))
        .justified_by(Justification::Instruction)
        .stating(true, true);
    for (request, remarks) in [
        (ActionRequest::new(Action::Propose(Response::Level4Province), by(Authority::County)), &[][..]),
        (start, &[ActionRemark::ApprovalNotStated]),
        (end, &[ActionRemark::GradeMet, ActionRemark::SupplyNotRestored]),
    ] {
        let remarks = ActionRemarkSet::of(remarks);
        assert_eq!(station.event.remarks_on(&request), remarks);
        station.event.act(&mut station.ring, &request).unwrap();
        let (older, newer) = station.event.journal().pending(&station.ring).unwrap();
        let last = Record::read(newer.last().or(older.last()).unwrap()).unwrap();
        assert!(
            matches!(last.entry, JournalEntry::Action { remarks: on_record, .. } if on_record == remarks)
        );
    }
    assert!(station.event.remarks_on(&start.with_approval()).is_empty());
}

#[test]
fn an_event_is_not_closed_over_a_first_report_that_is_owed() {
    let mut station = Station::new(16);
    let enterprise = by(Authority::Enterprise);
    assert_eq!(station.event.close(&mut station.ring, enterprise), Err(EventError::NoEvent));
    let office = by(Authority::HqOffice);
    let report =
        |station: &mut Station, to| station.event.record_report(&mut station.ring, to, office, [0; 32]);
    assert_eq!(report(&mut station, RecipientSet::ALL).map(drop), Err(EventError::NoEvent));
    station.event.notify(&mut station.ring, 0, enterprise, [0; 32]).unwrap();
    let government = RecipientSet::of(&[Recipient::LocalGovernment]);
    report(&mut station, RecipientSet::ALL.without(government)).unwrap();
    let refused = station.event.close(&mut station.ring, enterprise);
    assert_eq!(refused, Err(EventError::ReportsOwed { to: government }));
    report(&mut station, government).unwrap();
    station.event.close(&mut station.ring, enterprise).unwrap();
    // The next event has deadlines of its own.
    station.tick(10);
    station.event.notify(&mut station.ring, 0, enterprise, [0; 32]).unwrap();
    let now = station.event.now().instant;
    assert_eq!(station.event.reporting().unwrap().next_due_ms(now), Some(3_600_000));
    assert_eq!(station.event.reporting().unwrap().reports_sent(), 0);
}

#[test]
fn a_ring_that_is_not_the_journals_is_refused_before_anything_happens() {
    let mut station = Station::new(8);
    let mut other = vec![[0; RECORD_LEN]; 9];
    let before = station.event.save();
    let refused = Err(EventError::Journal(JournalError::OtherRing { expected: 8, given: 9 }));
    let event = &mut station.event;
    assert_eq!(event.tick(&mut other, 1, WALL).map(drop), refused);
    assert_eq!(event.notify(&mut other, 0, by(Authority::City), [0; 32]), refused);
    assert_eq!(event.assess(&mut other, &observation()).map(drop), refused);
    let request = ActionRequest::new(Action::Propose(Response::Level4City), by(Authority::City));
    assert_eq!(event.act(&mut other, &request).map(drop), refused);
    assert_eq!(event.issue_warning(&mut other, WarningLevel::Red, by(Authority::City)).map(drop), refused);
    assert_eq!(event.release(&mut other, 0), refused);
    assert_eq!(event.save(), before);
    assert_eq!(event.graded(), None);
}

#[test]
fn settings_out_of_range_are_refused() {
    let mut ring = vec![[0; RECORD_LEN]; 8];
    let mut open = |settings| EventSession::open(&mut ring, settings, 0, 0).map(drop);
    let trend = TrendSettings { spacing_ms: 0, ..TrendSettings::DEFAULT };
    assert_eq!(open(EventSettings { trend, ..settings() }), Err(EventError::TrendSettings));
    assert_eq!(
        open(EventSettings { follow_up_min: 0, ..settings() }),
        Err(EventError::Reporting(ReportingError::FollowUpOutOfRange))
    );
    let too_old =
        Station::new(8).event.notify(&mut vec![[0; RECORD_LEN]; 8], u64::MAX, by(Authority::City), [0; 32]);
    assert_eq!(too_old, Err(EventError::NotificationTooOld));
}

#[test]
fn a_measured_trend_grades_without_an_operator() {
    let mut station = Station::new(32);
    for step in 0..12u32 {
        station.tick(5 * step);
        let available_supply = 620_000 - 8_000 * u64::from(step);
        let seen = Observation { trend: None, available_supply, ..observation() };
        let assessment = station.event.assess(&mut station.ring, &seen).unwrap();
        let expected = if step < 4 { TrendSource::Assumed } else { TrendSource::Measured };
        assert_eq!((assessment.trend, assessment.trend_source), (Trend::Widening, expected));
    }
    assert_eq!(station.event.graded().and_then(|graded| graded.grade), Some(Grade::III));
}

/// What a person or the engine does next.
#[derive(Clone, Copy, Debug)]
enum Call {
    Tick(u32),
    Notify(u32),
    Assess(u32, bool),
    Action(u8, u8, u8),
    Warn(u8, u8),
    Lift(u8),
    Reported(u8),
    Close,
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        4 => (1..200 * MINUTE).prop_map(Call::Tick),
        2 => (0..100 * MINUTE).prop_map(Call::Notify),
        3 => (0..620_000u32, any::<bool>()).prop_map(|(supply, sensitive)| Call::Assess(supply, sensitive)),
        12 => (0..19u8, 0..6u8, 0..6u8).prop_map(|(act, by, justification)| Call::Action(act, by, justification)),
        2 => (1..=4u8, 1..6u8).prop_map(|(level, by)| Call::Warn(level, by)),
        1 => (1..6u8).prop_map(Call::Lift),
        3 => (1..32u8).prop_map(Call::Reported),
        1 => Just(Call::Close),
    ]
}

fn make(station: &mut Station, counter: &mut u32, what: Call) {
    let ring = &mut station.ring;
    let authority = |code| by(Authority::from_code(code).unwrap());
    // What is refused is refused; the point is what remains.
    match what {
        Call::Tick(ms) => {
            *counter += ms;
            station.event.tick(ring, *counter, WALL + u64::from(*counter)).map(drop)
        }
        Call::Notify(age) => station.event.notify(ring, u64::from(age), authority(6), [2; 32]),
        Call::Assess(supply, sensitive) => {
            let sensitivity = if sensitive { SensitivitySet::ALL } else { SensitivitySet::NONE };
            let seen = Observation { available_supply: u64::from(supply), sensitivity, ..observation() };
            station.event.assess(ring, &seen).map(drop)
        }
        Call::Action(act, by, justification) => {
            let request =
                ActionRequest::new(Action::from_code(act).unwrap(), authority(by)).stating(true, true);
            let request = ActionRequest { justification: Justification::from_code(justification), ..request };
            station.event.act(ring, &request).map(drop)
        }
        Call::Warn(level, by) => station
            .event
            .issue_warning(ring, WarningLevel::from_code(level).unwrap(), authority(by))
            .map(drop),
        Call::Lift(by) => station.event.lift_warning(ring, authority(by), None).map(drop),
        Call::Reported(to) => station
            .event
            .record_report(ring, RecipientSet::from_bits(to).unwrap(), authority(6), [4; 32])
            .map(drop),
        Call::Close => station.event.close(ring, authority(6)),
    }
    .ok();
    station.store();
}

/// What has to survive a restart.
fn memory(event: &EventSession) -> (ResponseState, Option<Warning>, Option<Reporting>) {
    (event.response(), event.warnings().warning(), event.reporting().copied())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Save at one moment, lose power at a later one: what was decided in between is in the journal and comes back.
    #[test]
    fn a_restart_at_any_moment_forgets_nothing(
        calls in prop::collection::vec(call(), 1..60),
        save_at in any::<prop::sample::Index>(),
        off in 0..1_000_000u64,
    ) {
        let mut station = Station::new(16);
        let mut counter = 0;
        let save_at = save_at.index(calls.len());
        let mut saved = (station.event.save(), 0);
        for (index, what) in calls.into_iter().enumerate() {
            if index == save_at {
                station.store();
                saved = (station.event.save(), station.stored.len());
            }
            make(&mut station, &mut counter, what);
        }
        let stored = JournalHead::after(station.stored.last().unwrap()).unwrap();
        prop_assert_eq!(stored, station.event.journal().head());
        let newer = &station.stored[saved.1..];
        let wall = WALL + u64::from(counter) + off;
        let mut ring = vec![[0; RECORD_LEN]; 16];
        let restored = EventSession::restore(&saved.0, &mut ring, settings(), stored, newer, 77, wall);
        let (mut event, downtime) = restored.unwrap();
        prop_assert_eq!(memory(&event), memory(&station.event));
        // The time line is where it would be had power not failed.
        let Downtime::Accounted { .. } = downtime else { panic!("{downtime:?}") };
        let expected = station.event.now().instant.ms + off;
        prop_assert_eq!(event.now().instant, Instant { ms: expected, gaps: 0 });
        // And the journal goes on.
        let mut all = station.stored.clone();
        all.extend_from_slice(event.journal().pending(&ring).unwrap().0);
        let verified = verify(all.as_flattened(), settings().key, JournalHead::START, Some(event.journal().head()));
        prop_assert_eq!(verified.map(|verified| verified.lost), Ok(0));
        event.tick(&mut ring, 78, wall + 1).unwrap();
    }
}

#[test]
fn records_that_never_reached_the_store_are_counted() {
    let mut station = Station::new(16);
    station.store();
    station.tick(1);
    station.event.notify(&mut station.ring, 0, by(Authority::City), [0; 32]).unwrap();
    station.act(Action::Propose(Response::Level3City), Authority::City).unwrap();
    let saved = station.event.save();
    // Power fails; the two records were only in the ring. The saved state knows of them.
    let stored = JournalHead::after(station.stored.last().unwrap()).unwrap();
    let mut ring = vec![[0; RECORD_LEN]; 16];
    let (event, _) = EventSession::restore(&saved, &mut ring, settings(), stored, &[], 0, WALL).unwrap();
    assert_eq!(event.response().proposal(), Proposal::Response(Response::Level3City));
    assert!(event.reporting().is_some());
    let opened = Record::read(&ring[0]).unwrap().entry;
    assert_eq!(opened, JournalEntry::Opened { station: 9, undelivered: 2, restarts: 1 });
    let mut all = station.stored.clone();
    all.extend_from_slice(event.journal().pending(&ring).unwrap().0);
    let verified =
        verify(all.as_flattened(), settings().key, JournalHead::START, Some(event.journal().head())).unwrap();
    assert_eq!(verified.lost, 2);
}

#[test]
fn a_restart_without_a_wall_clock_makes_reports_due_at_once() {
    let mut station = Station::new(16);
    station.event.notify(&mut station.ring, 0, by(Authority::City), [0; 32]).unwrap();
    station.store();
    let saved = station.event.save();
    let stored = station.event.journal().head();
    let mut ring = vec![[0; RECORD_LEN]; 16];
    let (mut event, downtime) =
        EventSession::restore(&saved, &mut ring, settings(), stored, &[], 0, WALL_UNKNOWN).unwrap();
    assert_eq!(downtime, Downtime::Unaccounted);
    let (_, overdue) = event.tick(&mut ring, 1, WALL_UNKNOWN).unwrap();
    assert_eq!(overdue.iter().count(), 5);
}

#[test]
fn a_saved_state_that_is_damaged_or_does_not_fit_is_refused() {
    let mut station = Station::new(16);
    station.event.issue_warning(&mut station.ring, WarningLevel::Blue, by(Authority::City)).unwrap();
    station.store();
    let saved = station.event.save();
    let records = station.stored.len();
    station.act(Action::Propose(Response::Level3City), Authority::City).unwrap();
    station.act(Action::Confirm(Response::Level3City), Authority::City).unwrap();
    station.store();
    let stored = station.event.journal().head();
    let restore = |saved: &[u8; SAVED_LEN], settings, newer: &[RecordBytes]| {
        let mut ring = vec![[0; RECORD_LEN]; 16];
        EventSession::restore(saved, &mut ring, settings, stored, newer, 0, WALL)
            .map(|(event, _)| event.response())
    };
    let newer = &station.stored[records..];
    assert_eq!(restore(&saved, settings(), newer), Ok(station.event.response()));
    for bit in 0..SAVED_LEN * 8 {
        let mut damaged = saved;
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(restore(&damaged, settings(), newer), Err(RestoreError::SavedState));
    }
    let other_key = EventSettings { key: None, ..settings() };
    assert_eq!(restore(&saved, other_key, newer), Err(RestoreError::SavedState));
    // A started response is not forgotten because records are not handed over.
    let fault = |newer: &[RecordBytes]| match restore(&saved, settings(), newer) {
        Err(RestoreError::Stored(fault)) => fault.kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(&[]), JournalFaultKind::Truncated { missing: 2 });
    assert_eq!(fault(&newer[..1]), JournalFaultKind::Truncated { missing: 1 });
    assert_eq!(fault(&newer[1..]), JournalFaultKind::Sequence { expected: 2, found: 3 });
    // All that is stored does as well, but nothing that begins elsewhere.
    assert_eq!(restore(&saved, settings(), &station.stored), Ok(station.event.response()));
    assert_eq!(fault(&station.stored[1..]), JournalFaultKind::Sequence { expected: 2, found: 1 });
    let mut altered = newer.to_vec();
    altered[0][40] ^= 1;
    assert_eq!(fault(&altered), JournalFaultKind::Tag);

    // Nor does anything get in that was never verified, where the store is said to end before the saved state.
    let mut ring = vec![[0; RECORD_LEN]; 16];
    let mut restore = |newer: &[RecordBytes]| {
        let restored =
            EventSession::restore(&saved, &mut ring, settings(), JournalHead::START, newer, 0, WALL);
        restored.map(|(event, _)| event.response())
    };
    let refused = |kind| Err(RestoreError::Stored(JournalFault { record: 0, offset: 0, kind }));
    assert_eq!(restore(&altered), refused(JournalFaultKind::Tag));
    let no_such_head = JournalFault { record: 2, offset: 240, kind: JournalFaultKind::OtherHead };
    assert_eq!(restore(newer), Err(RestoreError::Stored(no_such_head)));
    assert_eq!(restore(&[]), Ok(ResponseState::NORMAL));
}

#[test]
fn errors_say_what_is_wrong() {
    let errors = [
        EventError::JournalFull,
        EventError::Journal(JournalError::RingLength { given: 1 }),
        EventError::Refused(Refusal::NotAuthorized { may: AuthoritySet::of(&[Authority::Commander]) }),
        EventError::Refused(Refusal::EndConditionsUnmet { dealt_with: true, supply_restored: false }),
        EventError::Warning(WarningRefusal::NotTheIssuer { issuer: by(Authority::City) }),
        EventError::Reporting(ReportingError::NoRecipient),
        EventError::TrendSettings,
        EventError::AlreadyNotified,
        EventError::NoEvent,
        EventError::NotificationTooOld,
        EventError::ResponseNotNormal,
        EventError::ReportsOwed { to: RecipientSet::ALL },
        EventError::NotReportedBy { may: AuthoritySet::of(&[Authority::HqOffice]) },
        EventError::EngineMayNotClose,
        EventError::OwnEntry,
    ];
    let errors_of_restore = [
        RestoreError::SavedState,
        RestoreError::Stored(JournalFault { record: 7, offset: 840, kind: JournalFaultKind::Tag }),
    ];
    let mut texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    texts.extend(errors_of_restore.iter().map(ToString::to_string));
    assert_eq!(RestoreError::from(errors[0]).to_string(), texts[0]);
    assert!(texts[2].contains("commander") && texts[16].contains("record 7 at byte 840"));
    assert!(texts.iter().all(|text| text.len() > 20));
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), errors.len() + errors_of_restore.len());
}
