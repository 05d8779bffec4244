//! Follows every report from when it is owed to its outcome.

use citygate::event::{ObligationStatus, Recipient, RecipientSet, Reporting};

use crate::result::exercise::{Obligation, ObligationState};
use crate::result::moment::Moment;

/// The reports owed now, and those that were.
#[derive(Default)]
pub struct Obligations {
    open: Vec<Obligation>,
    settled: Vec<Obligation>,
}

impl Obligations {
    /// Looks at the deadlines after something was done; `station_ms` is the station's time now, `sent_to` who was
    /// just reported to.
    pub fn follow(&mut self, reporting: &Reporting, now: Moment, station_ms: u64, sent_to: RecipientSet) {
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
                let old = self.open.remove(index);
                let (sent, state) = match sent_to.contains(recipient) {
                    true if now <= old.due => (Some(now), ObligationState::InTime),
                    true => (Some(now), ObligationState::Late),
                    false => (None, ObligationState::Ended),
                };
                self.settled.push(Obligation { sent, state, until: now, ..old });
            }
            if let Some(due) = due {
                let state = ObligationState::Pending;
                self.open.push(Obligation {
                    recipient,
                    first,
                    since: now,
                    due,
                    sent: None,
                    state,
                    until: now,
                });
            }
        }
    }

    /// All reports in the order in which they fell due; those not sent are late or still have time.
    pub fn finish(self, end: Moment) -> Vec<Obligation> {
        let Obligations { open, settled: mut all } = self;
        all.extend(open.into_iter().map(|open| match open.due < end {
            true => Obligation { state: ObligationState::Overdue, until: end, ..open },
            false => Obligation { until: end, ..open },
        }));
        all.sort_by_key(|obligation| (obligation.due, obligation.recipient.code()));
        all
    }
}
