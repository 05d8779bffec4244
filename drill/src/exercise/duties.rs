//! Follows every report from when it is owed to what becomes of it.

use citygate::event::{ObligationStatus, Recipient, RecipientSet, Reporting};

use super::outcome::{Due, Fate, Moment};

/// The reports owed now, and those that were.
#[derive(Default)]
pub(super) struct Duties {
    open: Vec<Due>,
    settled: Vec<Due>,
}

impl Duties {
    /// Looks at the deadlines after something was done; `station_ms` is the station's time now, `sent_to` who was
    /// just reported to.
    pub(super) fn look(
        &mut self,
        reporting: &Reporting,
        now: Moment,
        station_ms: u64,
        sent_to: RecipientSet,
    ) {
        let instant = citygate::event::Instant { ms: station_ms, gaps: reporting.received().gaps };
        for recipient in Recipient::ALL {
            // On the station's time line the exercise begins later than at 0, so nothing is due before that.
            let due = match reporting.status(recipient, instant) {
                ObligationStatus::NothingDue => None,
                ObligationStatus::Pending { ms } => Some(Moment(now.0.saturating_add(ms))),
                ObligationStatus::Overdue { ms } => Some(Moment(now.0.saturating_sub(ms))),
                ObligationStatus::TimeLost => Some(now),
            };
            let first = reporting.first_reports_owed().contains(recipient);
            let open = self.open.iter().position(|open| open.recipient == recipient);
            let is_same = open.and_then(|index| self.open.get(index)).map(|open| open.due) == due;
            if is_same && !sent_to.contains(recipient) {
                continue;
            }
            if let Some(index) = open {
                let mut old = self.open.remove(index);
                old.fate = match sent_to.contains(recipient) {
                    true if now <= old.due => Fate::InTime(now),
                    true => Fate::Late(now),
                    false => Fate::Ended(now),
                };
                self.settled.push(old);
            }
            if let Some(due) = due {
                self.open.push(Due { recipient, first, since: now, due, fate: Fate::Pending });
            }
        }
    }

    /// All reports in the order in which they fell due; those not sent are late or still have time.
    pub(super) fn finish(self, end: Moment) -> Vec<Due> {
        let Duties { open, settled: mut all } = self;
        all.extend(open.into_iter().map(|due| match due.due < end {
            true => Due { fate: Fate::Overdue, ..due },
            false => due,
        }));
        all.sort_by_key(|due| (due.due, due.recipient.code()));
        all
    }
}
