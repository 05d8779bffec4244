//! What is stored is never forgotten, and what a saved state knows is not either: whenever power fails, however often,
//! and however much of the ring had reached the store by then.
#![cfg(feature = "event")]

use citygate::event::*;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const WALL: u64 = 1_768_190_400_000;
const MINUTE: u32 = 60_000;
const RING: usize = 12;

fn by(authority: Authority) -> Signatory {
    Signatory { authority, division: 220_100, person: 5 }
}

fn settings(key: bool) -> EventSettings {
    EventSettings { station: 9, key: key.then_some(JournalKey([3; 32])), ..EventSettings::DEFAULT }
}

/// What records say of an event, told without the session.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Told {
    response: Option<ResponseState>,
    warning: Option<Warning>,
    proposed: Option<(WarningLevel, Authority)>,
    reporting: Option<Reporting>,
    grade: Option<Grade>,
}

impl Told {
    fn add(&mut self, record: &Record) {
        let at = record.stamp.instant;
        match record.entry {
            JournalEntry::Action { request, after, .. } => {
                self.response = Some(after);
                if request.action == Action::DeclareTermination {
                    self.grade = None;
                }
            }
            JournalEntry::Graded(graded) => self.grade = graded.grade,
            JournalEntry::GradeStated { grade, .. } => self.grade = grade,
            JournalEntry::Warned(notice) => {
                let issuer = match (notice.action, self.warning) {
                    (WarningAction::Adjust, Some(warning)) => warning.issuer,
                    _ => notice.by,
                };
                match notice.action {
                    WarningAction::Propose => {
                        self.proposed = notice.to.map(|level| (level, notice.by.authority));
                    }
                    WarningAction::Withdraw => self.proposed = None,
                    WarningAction::Lift => self.warning = None,
                    _ => {
                        self.warning = notice.to.map(|level| Warning { level, issuer });
                        self.proposed = None;
                    }
                }
            }
            JournalEntry::Notified { age_ms, .. } => {
                let received = at.earlier(age_ms).unwrap();
                self.reporting = Some(Reporting::begin(received, ReportingSettings::DEFAULT).unwrap());
            }
            _ => {}
        }
        let Some(reporting) = &mut self.reporting else { return };
        match record.entry {
            JournalEntry::ReportTo { added, sensitivity } => {
                assert_eq!(reporting.update(self.grade, sensitivity, at), added);
            }
            JournalEntry::Reported { receipt, .. } => {
                reporting.sent(receipt.to, at).unwrap();
            }
            JournalEntry::Overdue { recipients } => assert_eq!(reporting.new_alarms(at), recipients),
            JournalEntry::Closed { .. } => {
                reporting.close();
                self.grade = None;
            }
            _ => {}
        }
    }
}

/// A station whose power may fail: its event and ring are lost then, what is stored and saved is not.
struct Station {
    event: EventSession,
    ring: Vec<RecordBytes>,
    stored: Vec<RecordBytes>,
    saved: [u8; SAVED_LEN],
    /// Every record of which something is known, in the order of what happened: those stored, and those of which only
    /// the saved state knows.
    happened: Vec<Record>,
    /// How many of them reached the saved state, and how many the store.
    in_saved: usize,
    in_store: usize,
    counter: u32,
    wall: u64,
    key: bool,
}

impl Station {
    fn new(key: bool) -> Station {
        let mut ring = vec![[0; RECORD_LEN]; RING];
        let event = EventSession::open(&mut ring, settings(key), 0, WALL).unwrap();
        let (stored, happened) = (Vec::new(), Vec::new());
        let saved = event.save();
        let mut station = Station {
            event,
            ring,
            stored,
            saved,
            happened,
            in_saved: 0,
            in_store: 0,
            counter: 0,
            wall: WALL,
            key,
        };
        station.look();
        station.in_saved = station.happened.len();
        station
    }

    fn pending(&self) -> Vec<RecordBytes> {
        let (first, second) = self.event.journal().pending(&self.ring).unwrap();
        first.iter().chain(second).copied().collect()
    }

    /// Takes note of what is new in the ring.
    fn look(&mut self) {
        let pending = self.pending();
        let known = self.happened.len() - self.in_store;
        self.happened.extend(pending[known..].iter().map(|bytes| Record::read(bytes).unwrap()));
    }

    /// Stores so many of the records that wait, and releases them unless power fails in between.
    fn store(&mut self, most: usize, released: bool) {
        let pending = self.pending();
        let count = pending.len().min(most);
        self.stored.extend(&pending[..count]);
        self.in_store += count;
        if released {
            self.event.release(&mut self.ring, count).unwrap();
            self.look();
        }
    }

    fn save(&mut self) {
        self.saved = self.event.save();
        self.in_saved = self.happened.len();
    }

    /// What has to be known now if power fails.
    fn known(&mut self) -> Told {
        self.happened.truncate(self.in_saved.max(self.in_store));
        let mut told = Told::default();
        self.happened.iter().for_each(|record| told.add(record));
        told
    }

    /// Power fails after so many of the records that wait were copied to the store. `all`: hands over everything that
    /// is stored.
    fn restart(&mut self, stored_in_time: usize, all: bool, off: u64) {
        // The saved state tells where its ring began.
        let first = u64::from_le_bytes(self.saved[202..210].try_into().unwrap()) as usize;
        self.store(stored_in_time, false);
        let told = self.known();
        let stored = self.stored.last().map_or(JournalHead::START, |last| JournalHead::after(last).unwrap());
        let newer = if all { &self.stored[..] } else { self.stored.get(first..).unwrap_or(&[]) };
        (self.counter, self.wall) = (77, self.wall + off);
        let mut ring = vec![[0; RECORD_LEN]; RING];
        let restored =
            EventSession::restore(&self.saved, &mut ring, settings(self.key), stored, newer, 77, self.wall);
        let (event, _) = restored.unwrap();
        (self.event, self.ring) = (event, ring);
        assert_eq!(self.event.response(), told.response.unwrap_or(ResponseState::NORMAL));
        assert_eq!(self.event.warnings().warning(), told.warning);
        assert_eq!(self.event.warnings().proposed(), told.proposed);
        assert_eq!(self.event.reporting().copied(), told.reporting);
        assert_eq!(self.event.grade(), told.grade);
        // Those of which only the saved state knew are counted, once.
        self.in_store = self.happened.len();
        self.look();
        let bytes: Vec<RecordBytes> = self.stored.iter().copied().chain(self.pending()).collect();
        let verified = verify(
            bytes.as_flattened(),
            settings(self.key).key,
            JournalHead::START,
            Some(self.event.journal().head()),
        );
        let missing = self.in_store - self.stored.len();
        assert_eq!(verified.unwrap().lost, missing as u64);
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Tick(u32),
    Notify(u32),
    Assess(u32, bool),
    State(u8, u8),
    Act(u8, u8),
    Warn(u8, u8),
    Propose(u8, u8),
    Withdraw(u8),
    Lift(u8),
    Report(u8),
    Close,
    Note,
    Store(usize),
    Save,
    /// Power fails so many times with nothing happening in between, after so many records were stored.
    Fail(usize, bool, u64, u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (1..200 * MINUTE).prop_map(Step::Tick),
        2 => (0..100 * MINUTE).prop_map(Step::Notify),
        3 => (0..620_000u32, any::<bool>()).prop_map(|(supply, sensitive)| Step::Assess(supply, sensitive)),
        2 => (0..=4u8, 0..7u8).prop_map(|(grade, by)| Step::State(grade, by)),
        10 => (0..19u8, 0..6u8).prop_map(|(act, by)| Step::Act(act, by)),
        3 => (1..=4u8, 1..6u8).prop_map(|(level, by)| Step::Warn(level, by)),
        2 => (1..=4u8, 1..7u8).prop_map(|(level, by)| Step::Propose(level, by)),
        1 => (0..7u8).prop_map(Step::Withdraw),
        2 => (1..6u8).prop_map(Step::Lift),
        3 => (1..32u8).prop_map(Step::Report),
        1 => Just(Step::Close),
        2 => Just(Step::Note),
        4 => (0..=RING).prop_map(Step::Store),
        2 => Just(Step::Save),
        3 => (0..=RING, any::<bool>(), 0..9_000_000u64, 1..4u8)
            .prop_map(|(stored, all, off, times)| Step::Fail(stored, all, off, times)),
    ]
}

fn observation(available_supply: u64, sensitive: bool) -> Observation {
    Observation {
        normal_supply: 620_000,
        demand: Some(620_000),
        available_supply,
        interruption_min: Some(0),
        trend: Some(Trend::Widening),
        network: Some(NetworkCondition::AtRisk),
        planned: false,
        affected_area: AffectedArea::OneCounty,
        exceeded: None,
        sensitivity: if sensitive { SensitivitySet::ALL } else { SensitivitySet::NONE },
    }
}

fn take(station: &mut Station, step: Step) {
    let (event, ring) = (&mut station.event, &mut station.ring);
    let authority = |code| by(Authority::from_code(code).unwrap());
    // What is refused is refused; the point is what remains.
    match step {
        Step::Tick(ms) => {
            station.counter += ms;
            station.wall += u64::from(ms);
            event.tick(ring, station.counter, station.wall).map(drop)
        }
        Step::Notify(age) => event.notify(ring, u64::from(age), authority(6), [2; 32]),
        Step::Assess(supply, sensitive) => {
            event.assess(ring, &observation(u64::from(supply), sensitive)).map(drop)
        }
        Step::State(grade, by) => event.state_grade(ring, Grade::from_code(grade), authority(by)),
        Step::Act(act, by) => {
            let request =
                ActionRequest::new(Action::from_code(act).unwrap(), authority(by)).stating(true, true);
            event.act(ring, &request.justified_by(Justification::Application).with_means_exceeded()).map(drop)
        }
        Step::Warn(level, by) => {
            event.issue_warning(ring, WarningLevel::from_code(level).unwrap(), authority(by)).map(drop)
        }
        Step::Propose(level, by) => {
            event.propose_warning(ring, WarningLevel::from_code(level).unwrap(), authority(by)).map(drop)
        }
        Step::Withdraw(by) => event.withdraw_warning(ring, authority(by)).map(drop),
        Step::Lift(by) => event.lift_warning(ring, authority(by), None).map(drop),
        Step::Report(to) => {
            event.record_report(ring, RecipientSet::from_bits(to).unwrap(), authority(6), [4; 32]).map(drop)
        }
        Step::Close => event.close(ring, authority(6)),
        Step::Note => event.record(ring, &JournalEntry::Note { code: 1, numbers: [0; 5] }),
        Step::Store(most) => return station.store(most, true),
        Step::Save => return station.save(),
        Step::Fail(stored, all, off, times) => {
            for again in 0..times {
                station.restart(if again == 0 { stored } else { again.into() }, all, off);
            }
            return;
        }
    }
    .ok();
    station.look();
}

proptest! {
    // The same cases on every run: a failure on one machine is a failure on all.
    #![proptest_config(ProptestConfig {
        cases: 600,
        rng_seed: RngSeed::Fixed(20_240_407),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whenever_and_however_often_power_fails_nothing_known_is_forgotten(
        key in any::<bool>(),
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let mut station = Station::new(key);
        for step in steps {
            take(&mut station, step);
            // Findings leave room to decisions; what is counted as lost is not told by records.
            if station.event.journal().room() <= RING / 2 {
                station.store(RING, true);
            }
        }
        station.restart(RING, true, 0);
    }
}

/// The first failure loses records of which the saved state knows; the second comes before the state is saved again.
#[test]
fn decisions_stored_between_two_failures_come_back() {
    for notes in [1, 9] {
        for all in [false, true] {
            let mut station = Station::new(true);
            station.store(RING, true);
            for _ in 0..notes {
                take(&mut station, Step::Note);
            }
            station.save();
            station.restart(0, all, 1000);
            for act in [Action::Propose(Response::Level4County), Action::Confirm(Response::Level4County)] {
                take(&mut station, Step::Act(act.code(), Authority::County.code()));
            }
            take(&mut station, Step::Warn(WarningLevel::Orange.code(), Authority::County.code()));
            for _ in 0..3 {
                station.restart(RING, all, 60_000);
                assert_eq!(station.event.response().in_force(), Some(Response::Level4County));
                let warning = station.event.warnings().warning().map(|warning| warning.level);
                assert_eq!(warning, Some(WarningLevel::Orange));
            }
        }
    }
}

/// A failure in the very moment of the beginning, and one more after the state was saved.
#[test]
fn failures_without_any_time_between_them_forget_nothing() {
    for (key, off) in [(false, 0), (true, 0), (false, 1)] {
        let mut station = Station::new(key);
        for step in [Step::Fail(0, false, off, 1), Step::Save, Step::Fail(0, false, off, 1)] {
            take(&mut station, step);
        }
        station.restart(RING, true, 0);
    }
}

/// Records that are withheld are asked for: nothing is forgotten because it was not handed over.
#[test]
fn a_restore_that_is_not_given_all_that_is_stored_is_refused() {
    let mut station = Station::new(true);
    station.store(RING, true);
    for _ in 0..3 {
        take(&mut station, Step::Note);
    }
    station.save();
    station.restart(0, false, 1000);
    take(&mut station, Step::Warn(WarningLevel::Red.code(), Authority::City.code()));
    station.store(RING, true);
    let stored = station.event.journal().head();
    let restore = |newer: &[RecordBytes]| {
        let mut ring = vec![[0; RECORD_LEN]; RING];
        EventSession::restore(&station.saved, &mut ring, settings(true), stored, newer, 0, WALL)
            .map(|(event, _)| event.warnings().warning().map(|warning| warning.level))
    };
    let refused = |newer: &[RecordBytes]| match restore(newer) {
        Err(RestoreError::Stored(fault)) => fault.kind,
        other => panic!("{other:?}"),
    };
    let all = &station.stored[..];
    assert_eq!(restore(all), Ok(Some(WarningLevel::Red)));
    assert_eq!(restore(&all[1..]), Ok(Some(WarningLevel::Red)));
    assert_eq!(refused(&[]), JournalFaultKind::Truncated { missing: 3 });
    assert_eq!(refused(&all[2..]), JournalFaultKind::Sequence { expected: 1, found: 2 });
    assert_eq!(refused(&all[..2]), JournalFaultKind::Truncated { missing: 2 });
}
