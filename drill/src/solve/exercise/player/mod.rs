//! Plays a time line as a desk-top exercise (桌面推演): the library's event session keeps grade, warning, response,
//! reports and journal, the allocation shares out the gas, and this moves the clock and hands both what happens.
//!
//! The clock moves in steps of one minute and to every entry, so a report that nobody sends becomes overdue in
//! the first whole minute after its deadline. An action that is refused is part of the exercise: it is kept
//! with the reason, and nothing else comes of it.

mod gas;
mod people;

use citygate::event::{
    Assessment, DutyTrigger, EventError, EventSession, EventSettings, JournalKey, Observation, Possibility,
    RECORD_LEN, RecipientSet, Record, RecordBytes, ReportItem, Reporting, WALL_UNKNOWN, WarningLevel,
    WarningReach, warning_level,
};
use citygate::policy::regimes;
use citygate::user::SupplyClass;

use super::duties::DutyFollower;
use super::obligations::Obligations;
use super::outage::Outages;
use super::report;
use super::store::Store;
use super::turns::{self, Turns};
use super::volumes::Volumes;
use crate::local_text::LocalText;
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::event::{GradedBy, InterruptionSource};
use crate::result::exercise::{
    Exercise, JournalCopy, PeakCurtailment, SentReport, Sharing, Snapshot, UserGrant,
};
use crate::result::log::{DemandFactor, LogEntry, LogEvent};
use crate::result::moment::Moment;
use crate::result::remark::{Remark, RemarkKind};
use crate::result::shares::UserOutcome;
use crate::result::station_note::StationNote;
use crate::scenario::Scenario;
use crate::scenario::plan::PlanFigures;
use crate::scenario::situation::Situation;
use crate::scenario::timeline::{Change, PlayerAction, Signer, Timeline, TimelineEntry, TrendBy};
use crate::solve::controller;
use crate::solve::error::SolveError;
use crate::solve::event;

const MINUTE_MS: u64 = 60_000;

/// Records of the ring; it is emptied after every step.
const RING: usize = 32;

/// Plays the scenario's time line; nothing without one. With a key the journal is kept with it.
pub fn play(scenario: &Scenario, key: Option<JournalKey>) -> Result<Option<Exercise>, SolveError> {
    let Some(timeline) = &scenario.timeline else { return Ok(None) };
    let station = controller::play(scenario)?;
    let notes: Vec<(Moment, StationNote)> = station.as_ref().map(StationNote::all).unwrap_or_default();
    // Which report is the final one (终报) shows only when the event is closed, and its content says so. Whether a report
    // or the closing is refused does not depend on that mark: so it is played once to find out, and once more with it.
    let mut player = played(scenario, timeline, key, &notes, Vec::new())?;
    if !player.last_before_closing.is_empty() {
        let final_reports = player.last_before_closing;
        player = played(scenario, timeline, key, &notes, final_reports)?;
    }
    Ok(player.finish(key.is_some()).map(|exercise| Exercise { station, ..exercise }))
}

/// Plays the time line once, in which these reports, counted from 0, are final ones.
fn played<'s>(
    scenario: &'s Scenario,
    timeline: &'s Timeline,
    key: Option<JournalKey>,
    notes: &'s [(Moment, StationNote)],
    final_reports: Vec<usize>,
) -> Result<Player<'s>, SolveError> {
    let mut player = Player { final_reports, notes, ..Player::open(scenario, timeline, key)? };
    player.share()?;
    player.assess()?;
    player.record_notes()?;
    player.snapshot();
    for entry in &timeline.entries {
        player.advance(Moment::after_start(entry.at.ms()))?;
        player.enter(entry)?;
        player.snapshot();
    }
    player.advance(Moment::after_start(timeline.end.ms()))?;
    player.snapshot();
    Ok(player)
}

struct Player<'s> {
    timeline: &'s Timeline,
    session: EventSession,
    ring: Vec<RecordBytes>,
    stored: Vec<u8>,
    /// What of the station controller is not on record yet, in the order of time.
    notes: &'s [(Moment, StationNote)],
    now: Moment,
    /// The scenario as it is now, without a time line.
    present: Scenario,
    /// The supply beside the storage.
    supply: Option<Quantity>,
    /// The users' demand as stated, and the factors on it.
    stated: Vec<Quantity>,
    /// What had been curtailed from the users before, as stated.
    curtailed_before: Vec<Quantity>,
    factors: [Quantity; SupplyClass::ALL.len()],
    measured: bool,
    threat: Option<(Possibility, WarningReach)>,
    shared: Option<Allocation>,
    shared_at: Moment,
    counted_at: Moment,
    assessment: Option<Assessment>,
    volumes: Volumes,
    store: Option<Store>,
    turns: Turns,
    /// Where there are main users.
    outages: Option<Outages>,
    /// Whether it is stated for how long they are without gas.
    interruption_is_stated: bool,
    peak: Option<PeakCurtailment>,
    sharings: Vec<Sharing>,
    items: Vec<Option<LocalText>>,
    obligations: Obligations,
    duties: DutyFollower,
    snapshots: Vec<Snapshot>,
    log: Vec<LogEntry>,
    reports: Vec<SentReport>,
    /// Which reports are final ones.
    final_reports: Vec<usize>,
    /// Which reports were the last before the event was closed.
    last_before_closing: Vec<usize>,
    remarks: Vec<Remark>,
}

impl<'s> Player<'s> {
    fn open(
        scenario: &Scenario,
        timeline: &'s Timeline,
        key: Option<JournalKey>,
    ) -> Result<Player<'s>, SolveError> {
        let mut plan = scenario.plan.as_ref().map_or(EventSettings::DEFAULT.plan, |plan| plan.rules);
        plan.prompt_min = timeline.prompt_min.unwrap_or(plan.prompt_min);
        let settings = EventSettings {
            station: timeline.station.into(),
            key,
            follow_up_min: timeline.follow_up_min,
            plan,
            ..EventSettings::DEFAULT
        };
        let mut ring = vec![[0; RECORD_LEN]; RING];
        let wall_ms = wall_ms(timeline, Moment::default());
        let session = EventSession::open(&mut ring, settings, 0, wall_ms).map_err(SolveError::Event)?;
        Ok(Player {
            timeline,
            session,
            ring,
            stored: Vec::new(),
            notes: &[],
            now: Moment::default(),
            present: Scenario { timeline: None, linepack: None, station: None, ..scenario.clone() },
            supply: scenario.supply,
            stated: scenario.users.iter().map(|user| user.demand).collect(),
            curtailed_before: scenario.users.iter().map(|user| user.cumulative_curtailment).collect(),
            factors: [Quantity::from_thousandths(1000); SupplyClass::ALL.len()],
            measured: scenario.situation.trend.is_none(),
            threat: None,
            shared: None,
            shared_at: Moment::default(),
            counted_at: Moment::default(),
            assessment: None,
            volumes: Volumes::new(scenario.volume_unit.hours),
            store: timeline.storage.as_ref().map(|storage| Store::new(storage, scenario.volume_unit.hours)),
            turns: Turns::new(scenario),
            outages: Outages::of(&scenario.users),
            interruption_is_stated: scenario.situation.interruption_h.is_some(),
            peak: None,
            sharings: Vec::new(),
            items: vec![None; ReportItem::ALL.len()],
            obligations: Obligations::default(),
            duties: DutyFollower::new(&plan),
            snapshots: Vec::new(),
            log: Vec::new(),
            reports: Vec::new(),
            final_reports: Vec::new(),
            last_before_closing: Vec::new(),
            remarks: Vec::new(),
        })
    }

    /// Moves time on to a moment, minute by minute.
    fn advance(&mut self, to: Moment) -> Result<(), SolveError> {
        while self.now < to {
            let minute = (self.now.since_start_ms() / MINUTE_MS + 1) * MINUTE_MS;
            let note = self.notes.first().map_or(to, |(at, _)| *at);
            let next = Moment::after_start(minute).min(to).min(self.next_sharing()).min(note);
            self.now = next;
            let wall_ms = wall_ms(self.timeline, next);
            // The station's counter has 32 bits and wraps.
            let (_, overdue) =
                self.session.tick(&mut self.ring, next.0 as u32, wall_ms).map_err(SolveError::Event)?;
            self.record_notes()?;
            let is_shared = self.share_when_due()?;
            let changed = self.assess()?;
            if !overdue.is_empty() {
                self.log(LogEvent::Overdue { recipients: overdue });
            }
            if is_shared || changed || !overdue.is_empty() {
                self.snapshot();
            }
        }
        Ok(())
    }

    fn enter(&mut self, entry: &TimelineEntry) -> Result<(), SolveError> {
        if let Some(note) = &entry.note {
            self.log(LogEvent::Note { text: note.clone() });
        }
        if let Some(notification) = &entry.notification {
            self.notify(notification);
        }
        self.change(&entry.change);
        if entry.change.is_of_gas() {
            self.share()?;
        }
        self.assess()?;
        for action in &entry.actions {
            self.act(action);
            let by = match action {
                PlayerAction::Do { by, .. } => Some(by),
                _ => None,
            };
            self.drain_by(by)?;
        }
        if !entry.actions.is_empty() {
            // A grade that was stated, and one that ended with the response or the event.
            self.assess()?;
        }
        Ok(())
    }

    /// Signs that call for a warning bring duties.
    fn see_signs(&mut self) {
        if self.warning_called_for().is_some() {
            self.duties.now.raise(DutyTrigger::SignsSeen, self.session.now().instant);
        }
    }

    fn change(&mut self, change: &Change) {
        let situation = &mut self.present.situation;
        situation.network = change.network.or(situation.network);
        situation.interruption_h = change.interruption_h.or(situation.interruption_h);
        situation.exceeded = change.exceeded.unwrap_or(situation.exceeded);
        situation.sensitivity = change.sensitivity.unwrap_or(situation.sensitivity);
        situation.planned = change.planned.unwrap_or(situation.planned);
        if let (Some(totals), Some(change)) = (&mut situation.plan_network, change.plan_network) {
            totals.demand = change.demand.unwrap_or(totals.demand);
            totals.supply = change.supply.unwrap_or(totals.supply);
        }
        if let Some(area) = change.affected_area {
            *situation = Situation { stated_area: Some(area), regions: None, ..situation.clone() };
        }
        match change.trend {
            Some(TrendBy::Stated(trend)) => {
                (situation.trend, self.measured) = (Some(trend), false);
            }
            Some(TrendBy::Measured) => (situation.trend, self.measured) = (None, true),
            None => {}
        }
        if change.possibility.is_some() || change.reach.is_some() {
            let (possibility, reach) = self.threat.unwrap_or((Possibility::None, WarningReach::None));
            self.threat = Some((change.possibility.unwrap_or(possibility), change.reach.unwrap_or(reach)));
            self.see_signs();
        }
        self.supply = change.supply.or(self.supply);
        self.present.set_supply(self.supply);
        for (factor, new) in self.factors.iter_mut().zip(change.demand) {
            *factor = new.unwrap_or(*factor);
        }
        let classes = SupplyClass::ALL.into_iter().zip(change.demand);
        let demand: Vec<_> =
            classes.filter_map(|(class, factor)| Some(DemandFactor { class, factor: factor? })).collect();
        if change.supply.is_some() || change.withdrawal.is_some() || !demand.is_empty() {
            let (supply, withdrawal) = (change.supply, change.withdrawal);
            self.log(LogEvent::Changed { supply, demand, withdrawal });
        }
        self.interruption_is_stated |= change.interruption_h.is_some();
        self.count();
        if let (Some(store), Some(most)) = (&mut self.store, change.withdrawal) {
            store.limit(most);
        }
        if let (Some(store), Some(volume)) = (&mut self.store, change.delivery) {
            store.deliver(volume);
            self.log(LogEvent::Delivery { volume });
        }
    }

    /// Grades the event, and says whether anything is new.
    fn assess(&mut self) -> Result<bool, SolveError> {
        let computed = self.outages.as_ref().filter(|_| !self.interruption_is_stated);
        if let Some(outages) = computed {
            self.present.situation.interruption_h = Some(outages.longest_h(self.now));
        }
        self.present.situation.interruption_is_computed = computed.is_some();
        let situation = &self.present.situation;
        let mut judged = situation.judged(self.figures(), None);
        if self.present.plan.is_none() {
            // Nothing is graded that no plan grades.
            (judged.normal_supply, judged.interruption_min) = (0, None);
        }
        let observation = Observation {
            normal_supply: judged.normal_supply,
            demand: judged.demand,
            available_supply: judged.available_supply,
            interruption_min: judged.interruption_min,
            trend: if self.measured { None } else { situation.trend },
            network: judged.network,
            planned: judged.planned,
            affected_area: situation.affected_area(),
            exceeded: situation.exceeded,
            sensitivity: situation.sensitivity,
        };
        let assessment = self.session.assess(&mut self.ring, &observation).map_err(SolveError::Event)?;
        let essence = |assessment: &Assessment| {
            let Assessment { grade, grading, recommendation, .. } = *assessment;
            (grade, grading.grade, grading.criterion, recommendation)
        };
        let before = self.assessment.replace(assessment);
        let is_new = before.as_ref().map(essence) != Some(essence(&assessment));
        if is_new {
            self.log(LogEvent::Graded {
                grade: assessment.grade,
                met: assessment.grading.grade,
                criterion: assessment.grading.criterion,
                response: assessment.recommendation.map(|recommended| recommended.response),
            });
        }
        if !assessment.report_to.is_empty() {
            self.log(LogEvent::ReportTo { recipients: assessment.report_to });
        }
        self.follow_obligations(RecipientSet::NONE);
        self.drain()?;
        Ok(is_new || !assessment.report_to.is_empty())
    }

    /// What the event is graded by: undisturbed demand and supply as they are now. Without a normal supply no time line is
    /// played.
    fn figures(&self) -> PlanFigures {
        let demand = self.shared.as_ref().map_or(Quantity::ZERO, |allocation| allocation.demand);
        // Gas from the storage is a means of relief.
        let supply = self.supply_beside_storage();
        self.present.situation.figures(demand, supply).unwrap_or(PlanFigures {
            normal_supply: Quantity::ZERO,
            demand,
            supply,
            are_stated: false,
        })
    }

    /// The warning that the signs call for, where they are stated.
    fn warning_called_for(&self) -> Option<WarningLevel> {
        self.threat.and_then(|(possibility, reach)| warning_level(possibility, reach))
    }

    fn log(&mut self, event: LogEvent) {
        self.log_attempt(event, None);
    }

    fn log_attempt(&mut self, event: LogEvent, refused: Option<EventError>) {
        self.log.push(LogEntry { at: self.now, event, refused });
    }

    fn follow_obligations(&mut self, sent_to: RecipientSet) {
        self.obligations.follow(&self.session, self.now, self.now, sent_to);
    }

    /// Notes how things stand now.
    fn snapshot(&mut self) {
        let (Some(allocation), Some(assessment)) = (&self.shared, self.assessment) else { return };
        let plan = self.present.plan.as_ref().map_or(EventSettings::DEFAULT.plan, |plan| plan.rules);
        let (situation, session) = (&self.present.situation, &self.session);
        let Assessment { grading, grade, trend, trend_source, recommendation, .. } = assessment;
        let by = GradedBy { trend, trend_source };
        let granted = |user: &UserOutcome| UserGrant { id: user.id.clone(), granted: user.granted };
        let snapshot = Snapshot {
            at: self.now,
            supply: self.supply_beside_storage(),
            grade,
            met: grading.grade,
            basis: event::basis(&plan, situation, self.figures(), &grading, by),
            interruption_source: InterruptionSource::of(situation),
            recommendation,
            response: session.response(),
            warning: session.warnings().warning().map(|warning| warning.level),
            warning_proposed: session.warnings().proposed().map(|(level, _)| level),
            warning_called_for: self.warning_called_for(),
            overdue: session
                .reporting()
                .map_or(RecipientSet::NONE, |reporting| reporting.alarms(session.now().instant)),
            storage: self.store.as_ref().map(|store| {
                store.state(self.now.since_start_ms().saturating_sub(self.counted_at.since_start_ms()))
            }),
            demand: allocation.demand,
            served: allocation.served,
            curtailed: allocation.curtailed,
            by_order: allocation.by_order,
            unused: allocation.unused,
            classes: allocation.classes.clone(),
            users: allocation.users.iter().map(granted).collect(),
        };
        match self.snapshots.last_mut() {
            Some(last) if last.at == snapshot.at && last.stands_like(&snapshot) => *last = snapshot,
            _ => self.snapshots.push(snapshot),
        }
    }

    /// Puts on record what the station controller did until now.
    fn record_notes(&mut self) -> Result<(), SolveError> {
        while let Some(((at, note), later)) = self.notes.split_first()
            && *at <= self.now
        {
            self.notes = later;
            self.session.record(&mut self.ring, &note.entry()).map_err(SolveError::Event)?;
            self.drain()?;
        }
        Ok(())
    }

    /// Stores what is new in the journal.
    fn drain(&mut self) -> Result<(), SolveError> {
        self.drain_by(None)
    }

    /// The same; `by` did what is new.
    fn drain_by(&mut self, by: Option<&Signer>) -> Result<(), SolveError> {
        let journal = |error| SolveError::Event(EventError::Journal(error));
        let (older, newer) = self.session.journal().pending(&self.ring).map_err(journal)?;
        for record in older.iter().chain(newer).filter_map(|bytes| Record::read(bytes).ok()) {
            self.duties.follow(&record, by);
        }
        self.stored.extend_from_slice(older.as_flattened());
        self.stored.extend_from_slice(newer.as_flattened());
        let records = older.len() + newer.len();
        self.session.release(&mut self.ring, records).map_err(SolveError::Event)
    }

    fn finish(mut self, keyed: bool) -> Option<Exercise> {
        self.count();
        let (classes, mut users) = self.volumes.finish();
        self.remarks.extend(turns::finish(&self.sharings, &mut users));
        let outages = self.outages.as_ref().filter(|_| self.interruption_is_stated);
        let stated_h = self.present.situation.interruption_h;
        if let (Some(outages), Some(stated_h)) = (outages, stated_h)
            && let Some(computed_h) = outages.contradiction(stated_h, self.now)
        {
            let what = RemarkKind::InterruptionContradicts { stated_h, computed_h };
            self.remarks.push(Remark { at: self.now, what });
        }
        let is_closed = self.session.reporting().is_some_and(Reporting::is_closed);
        self.remarks.extend(report::finish(&self.reports, is_closed));
        self.remarks.sort_by_key(|remark| remark.at);
        Some(Exercise {
            start: self.timeline.start,
            end: self.now,
            snapshots: self.snapshots,
            log: self.log,
            obligations: self.obligations.finish(self.now),
            reports: self.reports,
            remarks: self.remarks,
            duties: self.duties.finish(self.now),
            classes,
            users,
            peak_curtailment: self.peak?,
            sharings: self.sharings,
            station: None,
            journal: JournalCopy { bytes: self.stored, head: self.session.journal().head(), keyed },
        })
    }
}

/// What the wall clock shows; 0 stands for none.
fn wall_ms(timeline: &Timeline, at: Moment) -> u64 {
    let start = timeline.start.and_then(|start| u64::try_from(start.timestamp.as_millisecond()).ok());
    start.map_or(WALL_UNKNOWN, |start| start.saturating_add(at.since_start_ms()))
}

/// The number of the supply order in the journal: its place among the built-in ones from 1, and 0 for a stated one.
fn policy_number(scenario: &Scenario) -> u64 {
    let name = scenario.order.regime.map(|regime| regime.name());
    regimes::all().position(|regime| Some(regime.name()) == name).map_or(0, |place| place as u64 + 1)
}
