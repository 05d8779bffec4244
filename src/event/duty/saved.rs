//! The duties of an event as bytes, to go on after a restart.

use super::rule::{DutySet, DutyTrigger};
use super::tracker::Duties;
use crate::codec::{Reader, Writer};
use crate::event::clock::Instant;
use crate::event::journal::record::{JournalKey, seal};
use crate::event::plan::PlanRules;
use crate::event::report::recipient::RecipientSet;

/// Length of saved duties in bytes.
pub const DUTIES_SAVED_LEN: usize = 152;

const VERSION: u8 = 1;
const SEAL_LEN: usize = 32;
const BODY_LEN: usize = DUTIES_SAVED_LEN - SEAL_LEN;

impl Duties {
    /// The state, to be stored where it survives a restart, for whoever cannot read the whole journal again then. It is
    /// sealed like a record, with the journal's key if there is one, so a torn or altered one is found out. The
    /// deadlines are not in it: they are the plan's.
    pub fn save(&self, key: Option<&JournalKey>) -> [u8; DUTIES_SAVED_LEN] {
        let mut bytes = [0; DUTIES_SAVED_LEN];
        self.write_body(&mut Writer::new(&mut bytes));
        let sealed = seal_of(&bytes, key);
        if let Some(end) = bytes.last_chunk_mut() {
            *end = sealed;
        }
        bytes
    }

    /// Goes on from a saved state. What was recorded after it was saved is made good by [`Duties::follow_records`] with
    /// the stored records: all of them, or those from then on.
    ///
    /// `None` when the state is damaged, of another version, or sealed with another key.
    pub fn restore(
        saved: &[u8; DUTIES_SAVED_LEN],
        key: Option<&JournalKey>,
        plan: &PlanRules,
    ) -> Option<Duties> {
        if saved.last_chunk() != Some(&seal_of(saved, key)) {
            return None;
        }
        let mut reader = Reader::new(saved);
        if reader.u8() != VERSION {
            return None;
        }
        let mut duties = Duties::new(plan);
        duties.next = reader.u64();
        duties.restarts = reader.u32();
        let raised = reader.u8();
        for trigger in DutyTrigger::ALL {
            let at = Instant { ms: reader.u64(), gaps: reader.u32() };
            if raised & 1 << trigger.code() != 0 {
                duties.raise(trigger, at);
            }
        }
        duties.done = DutySet::from_bits(reader.u32())?;
        duties.late = DutySet::from_bits(reader.u32())?;
        duties.reported = RecipientSet::from_bits(reader.u8())?;
        duties.is_team_optional = reader.u8();
        (duties.is_team_optional <= 1).then_some(duties)
    }

    fn write_body(&self, writer: &mut Writer<'_>) {
        writer.u8(VERSION);
        writer.u64(self.next);
        writer.u32(self.restarts);
        writer.u8(self.raised);
        for trigger in DutyTrigger::ALL {
            let at = self.raised_at(trigger).unwrap_or_default();
            writer.u64(at.ms);
            writer.u32(at.gaps);
        }
        writer.u32(self.done.bits());
        writer.u32(self.late.bits());
        writer.u8(self.reported.bits());
        writer.u8(self.is_team_optional);
    }
}

fn seal_of(bytes: &[u8; DUTIES_SAVED_LEN], key: Option<&JournalKey>) -> [u8; SEAL_LEN] {
    let body: &[u8; BODY_LEN] = bytes.first_chunk().unwrap_or(&[0; BODY_LEN]);
    // The label keeps saved duties from ever passing for a record or a saved event.
    seal(key, &[b"citygate saved duties", body])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_saved_layout_fills_its_bytes_exactly() {
        let mut body = [0; BODY_LEN];
        let mut writer = Writer::new(&mut body);
        Duties::new(&PlanRules::JILIN_2024).write_body(&mut writer);
        assert!(writer.is_full());
    }
}
