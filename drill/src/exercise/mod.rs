//! Plays a time line as a desk-top exercise (桌面推演): the library's event desk keeps grade, warning, response,
//! reports and journal, the allocation shares out the gas, and this moves the clock and hands both what happens.
//!
//! The clock moves in steps of one minute and to every entry, so a report that nobody sends becomes overdue in
//! the first whole minute after its deadline. A step that the desk refuses is part of the exercise: it is kept
//! with the reason, and nothing else comes of it.

mod duties;
mod outcome;
mod tally;
mod write;

use std::collections::HashMap;

use citygate::event::{
    EventError, EventSession, EventSettings, JournalEntry as Record, JournalKey, NetworkCondition,
    Observation, Possibility, RECORD_LEN, RecipientSet, RecordBytes, ReportFormat, ReportItem, Signatory,
    WarningReach, content_digest, render_report, warning_level,
};
use citygate::policy::regimes;
use citygate::user::SupplyClass;

pub use outcome::{
    Due, Exercise, Fate, Happening, Hardest, JournalCopy, Kept, Moment, ReportHeader, SentReport, Standing,
    What,
};

pub use write::hex;

use crate::outcome::Outcome;
use crate::quantity::Quantity;
use crate::scenario::timeline::{Change, Deed, Entry, Signer, Timeline, TrendBy, Word};
use crate::scenario::{Scenario, Situation};
use crate::solve::{SolveError, share_out};
use duties::Duties;
use tally::Tally;

const MINUTE_MS: u64 = 60_000;

/// Records of the ring; it is emptied after every step.
const RING: usize = 32;

/// Plays the scenario's time line; nothing without one. With a key the journal is kept with it.
///
/// # Errors
///
/// See [`SolveError`].
pub fn play(scenario: &Scenario, key: Option<JournalKey>) -> Result<Option<Exercise>, SolveError> {
    let Some(timeline) = &scenario.timeline else { return Ok(None) };
    let mut player = Player::open(scenario, timeline, key)?;
    let mut entries = timeline.entries.iter().peekable();
    player.share()?;
    player.assess()?;
    player.stand();
    while let Some(entry) = entries.next() {
        player.advance(Moment(entry.at.ms()))?;
        player.enter(entry)?;
        if entries.peek().is_none_or(|next| next.at != entry.at) {
            player.stand();
        }
    }
    player.advance(Moment(timeline.end.ms()))?;
    player.stand();
    Ok(player.finish(key.is_some()))
}

struct Player<'s> {
    timeline: &'s Timeline,
    event: EventSession,
    ring: Vec<RecordBytes>,
    stored: Vec<u8>,
    now: Moment,
    /// The scenario as it is now, without a time line.
    present: Scenario,
    /// The users' demand as stated, and the factors on it.
    stated: Vec<Quantity>,
    /// What had been withheld from the users before, as stated.
    withheld: Vec<Quantity>,
    factors: [Quantity; SupplyClass::ALL.len()],
    measured: bool,
    threat: Option<(Possibility, WarningReach)>,
    shared: Option<Outcome>,
    shared_at: Moment,
    assessment: Option<citygate::event::Assessment>,
    tally: Tally,
    hardest: Option<Hardest>,
    items: Vec<String>,
    duties: Duties,
    names: HashMap<Signatory, String>,
    moments: Vec<Standing>,
    happenings: Vec<Happening>,
    reports: Vec<SentReport>,
}

impl<'s> Player<'s> {
    fn open(
        scenario: &Scenario,
        timeline: &'s Timeline,
        key: Option<JournalKey>,
    ) -> Result<Player<'s>, SolveError> {
        let settings = EventSettings {
            station: timeline.station.into(),
            key,
            reporting: timeline.reporting,
            ..EventSettings::DEFAULT
        };
        let mut ring = vec![[0; RECORD_LEN]; RING];
        let wall_ms = wall_ms(timeline, Moment::default());
        let event = EventSession::open(&mut ring, settings, 0, wall_ms).map_err(SolveError::Desk)?;
        Ok(Player {
            timeline,
            event,
            ring,
            stored: Vec::new(),
            now: Moment::default(),
            present: Scenario { timeline: None, ..scenario.clone() },
            stated: scenario.users.iter().map(|user| user.demand).collect(),
            withheld: scenario.users.iter().map(|user| user.withheld).collect(),
            factors: [Quantity::from_thousandths(1000); SupplyClass::ALL.len()],
            measured: scenario.situation.trend.is_none(),
            threat: None,
            shared: None,
            shared_at: Moment::default(),
            assessment: None,
            tally: Tally::default(),
            hardest: None,
            items: vec![String::new(); ReportItem::ALL.len()],
            duties: Duties::default(),
            names: HashMap::new(),
            moments: Vec::new(),
            happenings: Vec::new(),
            reports: Vec::new(),
        })
    }

    /// Moves time on to a moment, minute by minute.
    fn advance(&mut self, to: Moment) -> Result<(), SolveError> {
        while self.now < to {
            let minute = (self.now.0 / MINUTE_MS + 1) * MINUTE_MS;
            let next = Moment(minute.min(to.0));
            self.now = next;
            let wall_ms = wall_ms(self.timeline, next);
            // The station's counter has 32 bits and wraps.
            let (_, overdue) =
                self.event.tick(&mut self.ring, next.0 as u32, wall_ms).map_err(SolveError::Desk)?;
            let changed = self.assess()?;
            if !overdue.is_empty() {
                self.happen(What::Overdue(overdue));
            }
            if next < to && (changed || !overdue.is_empty()) {
                self.stand();
            }
        }
        Ok(())
    }

    fn enter(&mut self, entry: &Entry) -> Result<(), SolveError> {
        if let Some(note) = &entry.note {
            self.happen(What::Note(note.clone()));
        }
        if let Some(word) = &entry.word {
            self.word(word);
        }
        self.change(&entry.change);
        if entry.change.supply.is_some() || entry.change.demand.iter().any(Option::is_some) {
            self.share()?;
        }
        self.assess()?;
        for deed in &entry.deeds {
            self.deed(deed)?;
            self.drain()?;
        }
        Ok(())
    }

    fn word(&mut self, word: &Word) {
        self.learn(&word.by);
        let age_ms = u64::from(word.age_min) * MINUTE_MS;
        let digest = content_digest(word.text.as_bytes());
        let done = self.event.notify(&mut self.ring, age_ms, word.by.signatory, digest);
        self.look(RecipientSet::NONE);
        self.happen_or_not(What::Word(word.clone()), done.err());
    }

    fn change(&mut self, change: &Change) {
        let situation = &mut self.present.situation;
        situation.network = change.network.or(situation.network);
        situation.interruption_h = change.interruption_h.or(situation.interruption_h);
        situation.exceeded = change.exceeded.unwrap_or(situation.exceeded);
        situation.sensitivity = change.sensitivity.unwrap_or(situation.sensitivity);
        if let Some(extent) = change.extent {
            *situation = Situation { extent: Some(extent), regions: None, ..situation.clone() };
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
        }
        self.present.supply = change.supply.or(self.present.supply);
        for (factor, new) in self.factors.iter_mut().zip(change.demand) {
            *factor = new.unwrap_or(*factor);
        }
        let classes = SupplyClass::ALL.into_iter().zip(change.demand);
        let demand: Vec<_> =
            classes.filter_map(|(class, factor)| factor.map(|factor| (class, factor))).collect();
        if change.supply.is_some() || !demand.is_empty() {
            self.happen(What::Changed { supply: change.supply, demand });
        }
    }

    /// Adds up what was kept since gas was last shared out.
    fn count(&mut self) {
        if let Some(outcome) = &self.shared {
            self.tally.add(outcome, self.shared_at, self.now);
        }
        self.shared_at = self.now;
    }

    /// Shares out what there is, and puts it on record.
    fn share(&mut self) -> Result<(), SolveError> {
        self.count();
        let withheld = self.tally.withheld(&self.withheld);
        for ((user, stated), withheld) in self.present.users.iter_mut().zip(&self.stated).zip(withheld) {
            let factor = self.factors.get(user.class as usize).copied().unwrap_or_default();
            let demand = self.present.scale.scaled(*stated, factor);
            user.demand = demand.ok_or_else(|| SolveError::TooLarge { id: user.id.clone() })?;
            user.withheld = withheld;
        }
        let outcome = share_out(&self.present)?;
        let record = Record::Allocated {
            demand: outcome.demand.thousandths(),
            supply: outcome.supply.thousandths(),
            served: outcome.served.thousandths(),
            curtailed: outcome.curtailed.thousandths(),
            policy: policy_number(&self.present),
        };
        self.event.record(&mut self.ring, &record).map_err(SolveError::Desk)?;
        self.drain()?;
        if self.hardest.as_ref().is_none_or(|hardest| hardest.outcome.curtailed < outcome.curtailed) {
            let (scenario, outcome) = (Box::new(self.present.clone()), Box::new(outcome.clone()));
            self.hardest = Some(Hardest { at: self.now, scenario, outcome });
        }
        self.tally.lowest(&outcome, self.now);
        self.shared = Some(outcome);
        Ok(())
    }

    /// Grades the event, and says whether anything is new.
    fn assess(&mut self) -> Result<bool, SolveError> {
        let situation = &self.present.situation;
        let observation = Observation {
            normal_supply: situation.normal_supply.unwrap_or_default().thousandths(),
            available_supply: self.shared.as_ref().map_or(0, |outcome| outcome.supply.thousandths()),
            interruption_min: situation.interruption_min(),
            trend: if self.measured { None } else { situation.trend },
            network: situation.network.unwrap_or(NetworkCondition::Normal),
            affected_area: situation.reach(),
            exceeded: situation.exceeded,
            sensitivity: situation.sensitivity,
        };
        let assessment = self.event.assess(&mut self.ring, &observation).map_err(SolveError::Desk)?;
        let essence = |assessment: &citygate::event::Assessment| {
            (assessment.grading.grade, assessment.grading.criterion, assessment.recommendation)
        };
        let before = self.assessment.replace(assessment);
        let is_new = before.as_ref().map(essence) != Some(essence(&assessment));
        if is_new {
            self.happen(What::Graded(assessment));
        }
        if !assessment.report_to.is_empty() {
            self.happen(What::ReportTo(assessment.report_to));
        }
        self.look(RecipientSet::NONE);
        self.drain()?;
        Ok(is_new || !assessment.report_to.is_empty())
    }

    fn deed(&mut self, deed: &Deed) -> Result<(), SolveError> {
        let (ring, event) = (&mut self.ring, &mut self.event);
        let done = match deed {
            Deed::Warn { level: Some(level), by } => {
                event.issue_warning(ring, *level, by.signatory).map(drop)
            }
            Deed::Warn { level: None, by } => event.lift_warning(ring, by.signatory).map(drop),
            Deed::Action { request, .. } => event.act(ring, request).map(drop),
            Deed::Close { by } => event.close(ring, by.signatory),
            Deed::Report { to, by, items } => return self.report(*to, by, items, deed),
        };
        let (Deed::Warn { by, .. } | Deed::Action { by, .. } | Deed::Close { by } | Deed::Report { by, .. }) =
            deed;
        self.learn(by);
        self.look(RecipientSet::NONE);
        self.happen_or_not(What::Deed(deed.clone()), done.err());
        Ok(())
    }

    /// Sends a report: what is new in it, beside what earlier reports said and what the desk knows.
    fn report(
        &mut self,
        to: Option<RecipientSet>,
        by: &Signer,
        items: &[(ReportItem, String)],
        deed: &Deed,
    ) -> Result<(), SolveError> {
        self.learn(by);
        for (item, text) in items {
            if let Some(place) = self.items.get_mut(usize::from(item.code())) {
                place.clone_from(text);
            }
        }
        let owed = self.event.reporting().map_or(RecipientSet::NONE, |reporting| reporting.recipients());
        let to = to.unwrap_or(owed);
        let number = self.event.reporting().map_or(1, |reporting| reporting.reports_sent().saturating_add(1));
        let graded = self.event.graded();
        let header = ReportHeader {
            grade: graded.and_then(|graded| graded.grade),
            response: self.event.response().in_force().map(|response| response.level()),
            imbalance_permille: graded.map(|graded| graded.imbalance_permille),
            sensitivity: self.present.situation.sensitivity,
        };
        let receipt = citygate::event::ReportReceipt {
            number,
            to,
            late: RecipientSet::NONE,
            time_lost: RecipientSet::NONE,
            late_by_ms: 0,
        };
        let (at, by, items) = (self.now, by.clone(), self.items.clone());
        let mut sent = SentReport { at, receipt, by, header, items, content: String::new(), digest: [0; 32] };
        sent.content = rendered(&sent, write::DIGESTED);
        sent.digest = content_digest(sent.content.as_bytes());
        match self.event.record_report(&mut self.ring, to, sent.by.signatory, sent.digest) {
            Ok(receipt) => {
                sent.receipt = receipt;
                self.look(to);
                self.happen(What::Reported { receipt, by: sent.by.clone() });
                self.reports.push(sent);
            }
            Err(error) => self.happen_or_not(What::Deed(deed.clone()), Some(error)),
        }
        Ok(())
    }

    fn learn(&mut self, by: &Signer) {
        if let Some(name) = &by.name {
            self.names.entry(by.signatory).or_insert_with(|| name.clone());
        }
    }

    fn happen(&mut self, what: What) {
        self.happen_or_not(what, None);
    }

    fn happen_or_not(&mut self, what: What, refused: Option<EventError>) {
        self.happenings.push(Happening { at: self.now, what, refused });
    }

    fn look(&mut self, sent_to: RecipientSet) {
        if let Some(reporting) = self.event.reporting() {
            self.duties.look(reporting, self.now, self.event.now().instant.ms, sent_to);
        }
    }

    /// Notes how things stand now.
    fn stand(&mut self) {
        let (Some(outcome), Some(assessment)) = (&self.shared, self.assessment) else { return };
        let situation = &self.present.situation;
        let standing = Standing {
            at: self.now,
            supply: outcome.supply,
            interruption_h: situation.interruption_h.unwrap_or_default(),
            assessment,
            network: situation.network.unwrap_or(NetworkCondition::Normal),
            response: self.event.response(),
            warning: self.event.warnings().warning().map(|warning| warning.level),
            warning_called_for: self
                .threat
                .and_then(|(possibility, reach)| warning_level(possibility, reach)),
            overdue: self
                .event
                .reporting()
                .map_or(RecipientSet::NONE, |reporting| reporting.alarms(self.event.now().instant)),
            demand: outcome.demand,
            served: outcome.served,
            curtailed: outcome.curtailed,
            unused: outcome.unused,
            classes: outcome.classes.clone(),
            granted: outcome.users.iter().map(|user| user.granted).collect(),
        };
        if self.moments.last().is_none_or(|last| last.at != standing.at) {
            self.moments.push(standing);
        } else if let Some(last) = self.moments.last_mut() {
            *last = standing;
        }
    }

    /// Stores what is new in the journal.
    fn drain(&mut self) -> Result<(), SolveError> {
        let journal = |error| SolveError::Desk(EventError::Journal(error));
        let (older, newer) = self.event.journal().pending(&self.ring).map_err(journal)?;
        self.stored.extend_from_slice(older.as_flattened());
        self.stored.extend_from_slice(newer.as_flattened());
        let records = older.len() + newer.len();
        self.event.release(&mut self.ring, records).map_err(SolveError::Desk)
    }

    fn finish(mut self, keyed: bool) -> Option<Exercise> {
        self.count();
        let (classes, users) = self.tally.finish();
        Some(Exercise {
            start: self.timeline.start,
            end: self.now,
            moments: self.moments,
            happenings: self.happenings,
            duties: self.duties.finish(self.now),
            reports: self.reports,
            classes,
            users,
            hardest: self.hardest?,
            names: self.names,
            journal: JournalCopy { bytes: self.stored, head: self.event.journal().head(), keyed },
        })
    }
}

/// What the wall clock shows; 0 stands for none.
fn wall_ms(timeline: &Timeline, at: Moment) -> u64 {
    let start = timeline.start.and_then(|start| u64::try_from(start.timestamp.as_millisecond()).ok());
    start.map_or(citygate::event::WALL_UNKNOWN, |start| start.saturating_add(at.0))
}

/// The number of the supply order in the journal: its place among the built-in ones from 1, and 0 for a stated one.
fn policy_number(scenario: &Scenario) -> u64 {
    let name = scenario.order.regime.map(|regime| regime.name());
    regimes::all().position(|regime| Some(regime.name()) == name).map_or(0, |place| place as u64 + 1)
}

/// A report as text.
pub fn rendered(report: &SentReport, format: ReportFormat) -> String {
    let report = report.report();
    let needed = render_report(&report, format, &mut []).unwrap_or_else(|error| error.needed);
    let mut bytes = vec![0; needed];
    let written = render_report(&report, format, &mut bytes).unwrap_or_default();
    bytes.truncate(written);
    String::from_utf8(bytes).unwrap_or_default()
}
