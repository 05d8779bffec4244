//! The plan's event and the journal of an RTU.

use citygate::event::{
    Authority, EventError, EventSession, EventSettings, JournalEntry, JournalKey, Observation, PlanRules,
    RECORD_LEN, Recipient, RecipientSet, RecordBytes, Reporting, Signatory, WarningLevel,
};
use citygate::station::ScanResult;
use citygate_drill::scenario::Scenario;

use super::store::{Found, Store, head};

/// What the gas company does about an event itself; what is a government's is done elsewhere, and recorded there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventAct {
    /// Word of an event was received (接报): the first report is due so long after that.
    Notify,
    /// Proposes a warning to whoever issues it (§3.2).
    ProposeWarning(WarningLevel),
    WithdrawWarning,
    /// A report was sent to everybody to whom one is due (§4.2).
    Report,
    /// The event is over, and nothing more is due.
    Close,
}

/// Records that wait to be stored; they are stored after every scan.
const RING: usize = 512;

/// The event session of a station, which keeps the journal.
pub struct EventFeed {
    session: EventSession,
    ring: Vec<RecordBytes>,
    stated: Option<Observation>,
    imbalance_permille: Option<u16>,
    changed: bool,
}

impl EventFeed {
    /// Opens the event of a station, or goes on with what a store has of it.
    ///
    /// # Errors
    ///
    /// What the library says of the stored state; nothing is lost then, but the RTU does not start.
    pub fn open(
        scenario: &Scenario,
        station: u64,
        key: Option<JournalKey>,
        found: &Found,
        counter_ms: u32,
        unix_ms: u64,
    ) -> Result<EventFeed, String> {
        let plan = scenario.plan.as_ref().map_or(PlanRules::JILIN_2024, |plan| plan.rules);
        let settings = EventSettings { station, key, plan, ..EventSettings::DEFAULT };
        let mut ring = vec![[0; RECORD_LEN]; RING];
        let stored = head(&found.records).ok_or("the journal's last record cannot be read")?;
        let session = match (&found.event, found.records.is_empty()) {
            (Some(saved), _) => {
                let records = &found.records;
                EventSession::restore(saved, &mut ring, settings, stored, records, counter_ms, unix_ms)
                    .map_err(|error| format!("the journal or the state of the event: {error}"))?
                    .0
            }
            (None, true) => EventSession::open(&mut ring, settings, counter_ms, unix_ms)
                .map_err(|error| error.to_string())?,
            (None, false) => {
                return Err("there is a journal, but no state of the event; put it back".to_owned());
            }
        };
        let stated = stated(scenario);
        Ok(EventFeed { session, ring, stated, imbalance_permille: None, changed: true })
    }

    /// Time goes on.
    pub fn tick(&mut self, counter_ms: u32, unix_ms: u64) -> Result<(), EventError> {
        let (_, overdue) = self.session.tick(&mut self.ring, counter_ms, unix_ms)?;
        self.changed |= !overdue.is_empty();
        Ok(())
    }

    /// Grades by what a scan found; nothing without a plan and a normal supply.
    pub fn assess(&mut self, result: &ScanResult) -> Result<(), EventError> {
        let Some(stated) = self.stated else { return Ok(()) };
        let assessment = self.session.assess(&mut self.ring, &result.observe(stated))?;
        self.imbalance_permille = Some(assessment.grading.imbalance_permille);
        Ok(())
    }

    /// Puts a note on record.
    pub fn note(&mut self, entry: &JournalEntry) -> Result<(), EventError> {
        self.session.record(&mut self.ring, entry)
    }

    /// Does what the gas company does about an event. `digest` is of the text that it received or sent.
    ///
    /// # Errors
    ///
    /// What the library refuses; nothing is changed then.
    pub fn act(&mut self, act: EventAct, person: u32, digest: [u8; 32]) -> Result<(), EventError> {
        let by = Signatory { authority: Authority::Enterprise, division: 0, person };
        let (session, ring) = (&mut self.session, &mut self.ring);
        match act {
            EventAct::Notify => session.notify(ring, 0, by, digest)?,
            EventAct::ProposeWarning(level) => drop(session.propose_warning(ring, level, by)?),
            EventAct::WithdrawWarning => drop(session.withdraw_warning(ring, by)?),
            EventAct::Report => {
                let to = session.reporting().map_or(RecipientSet::NONE, Reporting::recipients);
                session.record_report(ring, to, by, digest)?;
            }
            EventAct::Close => session.close(ring, by)?,
        }
        self.changed = true;
        Ok(())
    }

    /// Records that are not stored yet.
    pub fn pending(&self) -> std::io::Result<Vec<RecordBytes>> {
        let of_journal = |error| std::io::Error::other(format!("{error:?}"));
        let (older, newer) = self.session.journal().pending(&self.ring).map_err(of_journal)?;
        Ok(older.iter().chain(newer).copied().collect())
    }

    /// Stores what is new: those records, and the state.
    pub fn store(&mut self, store: &mut Store, records: &[RecordBytes]) -> std::io::Result<()> {
        if records.is_empty() && !self.changed {
            return Ok(());
        }
        store.append(records)?;
        self.session
            .release(&mut self.ring, records.len())
            .map_err(|e| std::io::Error::other(e.to_string()))?;
        // After the records: what the state knows beyond the store counts as lost.
        store.save_event(&self.session.save())?;
        self.changed = false;
        Ok(())
    }

    pub fn session(&self) -> &EventSession {
        &self.session
    }

    /// The imbalance of the last assessment, in thousandths of the normal supply.
    pub fn imbalance_permille(&self) -> Option<u16> {
        self.imbalance_permille
    }

    /// How long until the next report is due; 0 if one is overdue.
    pub fn report_due_s(&self) -> Option<u64> {
        let reporting = self.session.reporting()?;
        let now = self.session.now().instant;
        let due = Recipient::ALL.into_iter().filter_map(|recipient| reporting.due(recipient));
        due.map(|deadline| deadline.at.ms.saturating_sub(now.ms) / 1000).min()
    }
}

/// What persons state of the event, as the scenario has it at its beginning.
fn stated(scenario: &Scenario) -> Option<Observation> {
    let situation = &scenario.situation;
    scenario.plan.as_ref()?;
    Some(Observation {
        normal_supply: situation.normal_supply?.thousandths(),
        demand: None,
        available_supply: 0,
        interruption_min: None,
        trend: None,
        network: situation.network,
        planned: situation.planned,
        affected_area: situation.affected_area(),
        exceeded: situation.exceeded,
        sensitivity: situation.sensitivity,
    })
}
