//! The state of an event as bytes, to go on after a restart.

use super::error::RestoreError;
use super::graded::Standing;
use super::settings::EventSettings;
use super::state::EventSession;
use crate::codec::{Reader, Writer};
use crate::event::authority::{Authority, Signatory};
use crate::event::clock::{Clock, ClockReading, Downtime, Instant};
use crate::event::journal::entry::{ClockEntry, JournalEntry};
use crate::event::journal::record::{JournalHead, JournalKey, Record, RecordBytes, seal};
use crate::event::journal::ring::Journal;
use crate::event::journal::verify::{JournalFault, Verifier};
use crate::event::report::recipient::RecipientSet;
use crate::event::report::reporting::{Obligation, Reporting, ReportingSettings};
use crate::event::response::action::Action;
use crate::event::response::state::ResponseState;
use crate::event::warning::{Warning, WarningLevel, WarningState};

/// Length of a saved state in bytes.
pub const SAVED_LEN: usize = 283;

const VERSION: u8 = 2;
const SEAL_LEN: usize = 32;
const BODY_LEN: usize = SAVED_LEN - SEAL_LEN;

impl EventSession {
    /// The state, to be stored where it survives a restart: the response, the warning, the grade that stands, the
    /// deadlines, the clock and the head of the journal. Not in it are the trend's samples, the journal's records and the settings.
    ///
    /// Save it regularly, for the clock's sake, and after a tick that reports a step of the wall clock. What is
    /// decided after that is in the journal, from which [`EventSession::restore`] makes it good. The state is sealed
    /// like a record, so a torn or altered one is found out.
    pub fn save(&self) -> [u8; SAVED_LEN] {
        let mut bytes = [0; SAVED_LEN];
        self.write_body(&mut Writer::new(&mut bytes));
        let sealed = seal_of(&bytes, self.journal.key());
        if let Some(end) = bytes.last_chunk_mut() {
            *end = sealed;
        }
        bytes
    }

    /// Everything of a saved state but its seal.
    fn write_body(&self, writer: &mut Writer<'_>) {
        writer.u8(VERSION);
        write_reading(writer, self.now());
        writer.u8(self.response().code());
        write_warning(writer, self.warnings().warning());
        write_reporting(writer, &self.reporting);
        write_head(writer, self.journal.head());
        writer.u64(self.journal.lost().saturating_add(self.carried));
        write_head(writer, self.journal.released());
        writer.u32(self.restarts);
        writer.u8(self.reporting.missed.bits());
        writer.bytes(&self.graded.standing.codes());
        write_proposed(writer, self.warnings().proposed());
    }

    /// Goes on after a restart.
    ///
    /// `stored` is the head of what is stored of the journal ([`JournalHead::after`] the last stored record,
    /// [`JournalHead::START`] if there is none). `newer` are the stored records from the oldest one on that waited in the
    /// ring when the state was saved ([`Journal::released`] then), in order, or all that are stored: whoever is in doubt
    /// hands over all. Those from the saved head on suffice where everything before them was stored. They are verified to lead to `stored`, and what was decided in them after the state was saved is
    /// done again, whatever restarts lie in between. So it does not matter how old the state is, and whether power
    /// failed before what waited in the ring was stored: nothing that is stored is forgotten, and nothing that the
    /// state knows. Records that the state knows of and that are not stored are counted in the new
    /// [`JournalEntry::Opened`]. Counter and wall clock as for [`Clock::restore`]. Settings have to be those of
    /// before; the trend starts with an empty window.
    ///
    /// Returns the event and whether the while since the newest of these records is known.
    ///
    /// # Errors
    ///
    /// [`RestoreError::SavedState`]; [`RestoreError::Stored`] when `newer` does not lead to the stored head from where
    /// the saved state was, or from the beginning; and those of [`EventSession::open`].
    pub fn restore(
        saved: &[u8; SAVED_LEN],
        ring: &mut [RecordBytes],
        settings: EventSettings,
        stored: JournalHead,
        newer: &[RecordBytes],
        counter_ms: u32,
        wall_ms: u64,
    ) -> Result<(EventSession, Downtime), RestoreError> {
        let mut event = EventSession::blank(settings);
        let downtime = event.resume(saved, ring, stored, newer, counter_ms, wall_ms)?;
        Ok((event, downtime))
    }

    /// [`EventSession::restore`] in place, for the stack's sake; the event is of no use after an error.
    pub(crate) fn resume(
        &mut self,
        saved: &[u8; SAVED_LEN],
        ring: &mut [RecordBytes],
        stored: JournalHead,
        newer: &[RecordBytes],
        counter_ms: u32,
        wall_ms: u64,
    ) -> Result<Downtime, RestoreError> {
        let (released, restarts) = self.read_saved(saved).ok_or(RestoreError::SavedState)?;
        let known = self.journal.head();
        self.verify_newer(released, stored, newer).map_err(RestoreError::Stored)?;
        // Records that the state knows of come first, unless they were never stored: then a restart comes first.
        for record in newer.iter().filter_map(|bytes| Record::read(bytes).ok()) {
            let is_restart =
                matches!(record.entry, JournalEntry::Opened { restarts: nth, .. } if nth > restarts);
            if is_restart || self.restarts > restarts || record.sequence >= known.next {
                self.redo(&record);
            } else if let JournalEntry::Opened { undelivered, .. } = record.entry
                && record.sequence >= released.next
            {
                // It was stored after all, and with it what it counts.
                self.lose(self.journal.lost().saturating_sub(undelivered));
            }
        }
        let (clock, downtime) = Clock::restore(self.now(), counter_ms, wall_ms);
        // A restart that is stored has counted them.
        let missing = if self.restarts > restarts { 0 } else { known.next.saturating_sub(stored.next) };
        let undelivered = missing.saturating_add(self.journal.lost());
        self.restarts = self.restarts.saturating_add(1);
        self.begin(ring, clock, stored, undelivered)?;
        self.note(ring, &JournalEntry::Clock(ClockEntry::Downtime(downtime)))?;
        Ok(downtime)
    }

    /// Whether the stored records lead from where the state was saved, or from the beginning, to where the store ends.
    /// From any other place on it would not be known what was decided before.
    fn verify_newer(
        &self,
        released: JournalHead,
        stored: JournalHead,
        newer: &[RecordBytes],
    ) -> Result<(), JournalFault> {
        let known = self.journal.head();
        let places = [released, known, JournalHead::START];
        let fits = |place: &JournalHead| match newer.first().map(JournalHead::after) {
            Some(Ok(first)) => place.next.wrapping_add(1) == first.next,
            Some(Err(_)) => false,
            None => *place == stored,
        };
        let start = places.into_iter().find(fits).unwrap_or(released);
        let mut verifier = Verifier::new(self.journal.key().copied(), start, Some(stored));
        verifier.push(newer.as_flattened())?;
        verifier.finish().map(drop)
    }

    /// Where the records ended that were given up, and how many restarts there were.
    fn read_saved(&mut self, bytes: &[u8; SAVED_LEN]) -> Option<(JournalHead, u32)> {
        if bytes.last_chunk() != Some(&seal_of(bytes, self.journal.key())) {
            return None;
        }
        self.read_body(&mut Reader::new(bytes))
    }

    /// Reads what [`EventSession::write_body`] wrote: all but the settings, the trend and the journal's place in its
    /// ring. When it is none, what is left is of no use.
    fn read_body(&mut self, reader: &mut Reader<'_>) -> Option<(JournalHead, u32)> {
        if reader.u8() != VERSION {
            return None;
        }
        self.clock = Clock::at(read_reading(reader), 0);
        self.response = ResponseState::from_code(reader.u8())?.code();
        self.warnings = WarningState::with(read_warning(reader)?);
        self.reporting = read_reporting(reader, self.reporting.settings())?;
        let head = read_head(reader);
        self.journal = Journal::without_ring(head, self.journal.key().copied(), reader.u64());
        let released = read_head(reader);
        self.restarts = reader.u32();
        self.reporting.missed = RecipientSet::from_bits(reader.u8())?;
        let [grade, stated_over] = reader.array();
        self.graded.standing = Standing::from_codes(grade, stated_over)?;
        self.warnings = self.warnings.with_proposed(read_proposed(reader)?);
        Some((released, self.restarts))
    }

    /// Does again what a record says was done after the state was saved.
    fn redo(&mut self, record: &Record) {
        let at = record.stamp.instant;
        self.clock = Clock::at(record.stamp, 0);
        match record.entry {
            JournalEntry::Action { request, after, .. } => {
                self.response = after.code();
                if request.action == Action::DeclareTermination {
                    self.graded.standing = Standing::NONE;
                }
            }
            JournalEntry::Graded(graded) => self.graded.standing.recorded(graded.grade),
            JournalEntry::GradeStated { grade, met, .. } => self.graded.standing.state(grade, met),
            JournalEntry::Closed { .. } => self.graded.standing = Standing::NONE,
            JournalEntry::Warned(notice) => self.warnings.redo(&notice),
            JournalEntry::Notified { age_ms, .. } => {
                let received = at.earlier(age_ms).unwrap_or(Instant { ms: 0, ..at });
                self.reporting.start(received);
            }
            JournalEntry::Lost { .. } => self.lose(0),
            JournalEntry::Opened { restarts, .. } => {
                self.restarts = restarts;
                self.lose(0);
            }
            _ => {}
        }
        if !self.reporting.has_event() {
            return;
        }
        let reporting = &mut self.reporting;
        match record.entry {
            JournalEntry::ReportTo { added, .. } => reporting.require_promptly(added, at),
            // A report to nobody is never recorded.
            JournalEntry::Reported { receipt, .. } => drop(reporting.sent(receipt.to, at)),
            JournalEntry::Overdue { recipients } => reporting.alarm(recipients),
            JournalEntry::Closed { .. } => reporting.close(),
            _ => {}
        }
    }

    /// So much is lost that is not on record.
    fn lose(&mut self, lost: u64) {
        self.journal = Journal::without_ring(self.journal.head(), self.journal.key().copied(), lost);
    }
}

fn seal_of(bytes: &[u8; SAVED_LEN], key: Option<&JournalKey>) -> [u8; SEAL_LEN] {
    let body: &[u8; BODY_LEN] = bytes.first_chunk().unwrap_or(&[0; BODY_LEN]);
    // The label keeps a saved state from ever passing for a record.
    seal(key, &[b"citygate saved event", body])
}

fn write_head(writer: &mut Writer<'_>, head: JournalHead) {
    writer.u64(head.next);
    writer.bytes(&head.tag);
}

fn read_head(reader: &mut Reader<'_>) -> JournalHead {
    JournalHead { next: reader.u64(), tag: reader.array() }
}

fn write_reading(writer: &mut Writer<'_>, reading: ClockReading) {
    write_instant(writer, reading.instant);
    writer.u64(reading.wall_ms);
}

fn read_reading(reader: &mut Reader<'_>) -> ClockReading {
    ClockReading { instant: read_instant(reader), wall_ms: reader.u64() }
}

fn write_instant(writer: &mut Writer<'_>, instant: Instant) {
    writer.u64(instant.ms);
    writer.u32(instant.gaps);
}

fn read_instant(reader: &mut Reader<'_>) -> Instant {
    Instant { ms: reader.u64(), gaps: reader.u32() }
}

/// Level 0 stands for no warning.
fn write_warning(writer: &mut Writer<'_>, warning: Option<Warning>) {
    let nobody = Signatory { authority: Authority::Engine, division: 0, person: 0 };
    let (level, issuer) = warning.map_or((0, nobody), |warning| (warning.level.code(), warning.issuer));
    writer.u8(level);
    writer.u8(issuer.authority.code());
    writer.u32(issuer.division);
    writer.u32(issuer.person);
}

/// Level 0 stands for nothing proposed.
fn write_proposed(writer: &mut Writer<'_>, proposed: Option<(WarningLevel, Authority)>) {
    let (level, by) = proposed.map_or((0, 0), |(level, by)| (level.code(), by.code()));
    writer.u8(level);
    writer.u8(by);
}

fn read_warning(reader: &mut Reader<'_>) -> Option<Option<Warning>> {
    let level = reader.u8();
    let issuer = Signatory {
        authority: Authority::from_code(reader.u8())?,
        division: reader.u32(),
        person: reader.u32(),
    };
    if level == 0 {
        return Some(None);
    }
    Some(Some(Warning { level: WarningLevel::from_code(level)?, issuer }))
}

fn read_proposed(reader: &mut Reader<'_>) -> Option<Option<(WarningLevel, Authority)>> {
    match (reader.u8(), reader.u8()) {
        (0, 0) => Some(None),
        (level, by) => Some(Some((WarningLevel::from_code(level)?, Authority::from_code(by)?))),
    }
}

fn write_reporting(writer: &mut Writer<'_>, reporting: &Reporting) {
    writer.u8(reporting.state);
    write_instant(writer, reporting.received());
    writer.u8(reporting.alarmed.bits());
    writer.u32(reporting.sent);
    for obligation in reporting.obligations {
        writer.u8(obligation.kind);
        write_instant(writer, Instant { ms: obligation.ms, gaps: obligation.gaps });
    }
}

fn read_reporting(reader: &mut Reader<'_>, settings: ReportingSettings) -> Option<Reporting> {
    let mut reporting = Reporting::none(settings);
    reporting.state = reader.u8();
    let received = read_instant(reader);
    (reporting.received_ms, reporting.received_gaps) = (received.ms, received.gaps);
    reporting.alarmed = RecipientSet::from_bits(reader.u8())?;
    reporting.sent = reader.u32();
    for obligation in &mut reporting.obligations {
        let kind = reader.u8();
        *obligation = Obligation::new(kind, read_instant(reader));
    }
    if !reporting.has_event() {
        return Some(Reporting::none(settings));
    }
    let is_known = reporting.state <= Reporting::CLOSED
        && reporting.obligations.iter().all(|obligation| obligation.kind <= Obligation::DONE);
    is_known.then_some(reporting)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_saved_layout_fills_its_bytes_exactly() {
        let mut body = [0; BODY_LEN];
        let mut writer = Writer::new(&mut body);
        writer.u8(VERSION);
        write_reading(&mut writer, ClockReading::default());
        writer.u8(0);
        write_warning(&mut writer, None);
        write_reporting(&mut writer, &Reporting::none(ReportingSettings::DEFAULT));
        write_head(&mut writer, JournalHead::START);
        writer.u64(0);
        write_head(&mut writer, JournalHead::START);
        writer.u32(0);
        writer.u8(0);
        writer.bytes(&Standing::NONE.codes());
        assert!(!writer.is_full());
        write_proposed(&mut writer, None);
        assert!(writer.is_full());
    }
}
