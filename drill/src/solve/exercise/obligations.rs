//! Follows every report from when it is owed to its outcome.

use citygate::event::{EventSession, Recipient, RecipientSet};

use crate::result::exercise::{Obligation, ObligationState};
use crate::result::moment::Moment;

/// The reports owed, in the order in which they arose.
#[derive(Default)]
pub struct Obligations {
    all: Vec<Obligation>,
}

impl Obligations {
    /// Looks at the deadlines after something was done: what is owed newly is owed since `since`; `sent_to` was just
    /// reported to.
    pub fn follow(&mut self, session: &EventSession, now: Moment, since: Moment, sent_to: RecipientSet) {
        let Some(reporting) = session.reporting() else { return };
        for recipient in Recipient::ALL {
            let due = reporting.due(recipient).map(|due| {
                let ahead = i128::from(due.at.ms) - i128::from(session.now().instant.ms);
                Moment(now.0.saturating_add(i64::try_from(ahead).unwrap_or(i64::MAX)))
            });
            let is_sent = sent_to.contains(recipient);
            let open = self.all.iter_mut().rfind(|owed| owed.recipient == recipient && owed.is_open);
            if let Some(open) = open {
                if due == Some(open.due) && !is_sent {
                    continue;
                }
                *open = Obligation { sent: is_sent.then_some(now), until: now, is_open: false, ..*open };
            }
            if let Some(due) = due {
                let first = reporting.first_reports_owed().contains(recipient);
                let state = ObligationState::Pending;
                let owed =
                    Obligation { recipient, first, since, due, sent: None, state, until: now, is_open: true };
                self.all.push(owed);
            }
        }
    }

    /// All reports in the order in which they fell due, with their outcome.
    pub fn finish(self, end: Moment) -> Vec<Obligation> {
        let finish = |owed: Obligation| {
            let until = if owed.is_open { end } else { owed.until };
            let state = ObligationState::of(owed.due, owed.sent, until, owed.is_open);
            Obligation { state, until, ..owed }
        };
        let mut all: Vec<Obligation> = self.all.into_iter().map(finish).collect();
        all.sort_by_key(|owed| (owed.due, owed.recipient.code()));
        all
    }
}
