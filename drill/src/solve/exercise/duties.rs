//! Follows the duties of an exercise, from its journal.

use citygate::event::{
    DUTY_RULES, Duties, Duty, DutyRule, DutyTrigger, Instant, JournalEntry, ORIGIN_MS, PlanRules, Record,
};

use crate::result::duty::{DutyOutcome, DutyState};
use crate::result::moment::Moment;
use crate::scenario::timeline::Signer;

pub struct DutyFollower {
    /// The duties of the event that is going on.
    pub now: Duties,
    /// When each of them was done, and who ticked it off.
    done: Vec<(Duty, Moment, Option<Signer>)>,
    /// Those of events before.
    before: Vec<DutyOutcome>,
}

impl DutyFollower {
    pub fn new(plan: &PlanRules) -> DutyFollower {
        DutyFollower { now: Duties::new(plan), done: Vec::new(), before: Vec::new() }
    }

    /// Takes a record; `by` is who does what it says.
    pub fn follow(&mut self, record: &Record, by: Option<&Signer>) {
        let at = record.stamp.instant;
        let is_word = matches!(record.entry, JournalEntry::Notified { .. });
        if is_word && self.now.raised_at(DutyTrigger::WordReceived).is_some() {
            // A next event begins.
            let outcomes = self.outcomes(moment(at));
            self.before.extend(outcomes);
            self.done.clear();
        }
        let was_due = self.now.due();
        self.now.follow(&record.entry, at);
        let ticked = match record.entry {
            JournalEntry::DutyDone { duty, .. } => Some(duty),
            _ => None,
        };
        for duty in was_due.without(self.now.due()).iter() {
            // What a new event took away was not done.
            if self.now.raised_at(duty.rule().trigger).is_none() {
                continue;
            }
            let by = by.filter(|_| ticked == Some(duty)).cloned();
            self.done.push((duty, moment(at), by));
        }
    }

    /// Every duty that was brought, in the order of the table.
    pub fn finish(mut self, end: Moment) -> Vec<DutyOutcome> {
        let outcomes = self.outcomes(end);
        self.before.extend(outcomes);
        self.before
    }

    fn outcomes(&self, now: Moment) -> Vec<DutyOutcome> {
        let outcome = |rule: &DutyRule| {
            let DutyRule { duty, section, trigger, holder, .. } = *rule;
            let since = moment(self.now.raised_at(trigger)?);
            let due = self.now.deadline(duty).map(|deadline| moment(deadline.at));
            let found = self.done.iter().find(|(done, ..)| *done == duty);
            let done = found.map(|(_, at, _)| *at);
            let by = found.and_then(|(.., by)| by.clone());
            let state = DutyState::of(due, done, now);
            Some(DutyOutcome { duty, section, trigger, holder, since, due, done, by, state })
        };
        DUTY_RULES.iter().filter_map(outcome).collect()
    }
}

fn moment(at: Instant) -> Moment {
    let since = i128::from(at.ms) - i128::from(ORIGIN_MS);
    Moment(i64::try_from(since).unwrap_or(i64::MAX))
}
