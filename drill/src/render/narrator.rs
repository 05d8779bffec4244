//! An exercise in words: what text and report share.

use citygate::event::{ActionKind, Phase, Proposal, RecipientSet, Response, ResponseState, ResponseStatus};
use jiff::Timestamp;

use super::explain::{Explainer, percentage};
use super::teller::Teller;
use crate::messages::catalogue::Summary;
use crate::quantity::Quantity;
use crate::result::duty::{DutyOutcome, DutyState};
use crate::result::exercise::{Exercise, Kept, Obligation, ObligationState, Snapshot};
use crate::result::moment::Moment;
use crate::result::remark::RemarkKind;
use crate::scenario::timeline::Signer;

/// An exercise, and the scenario and language in which it is told.
#[derive(Clone, Copy)]
pub struct Narrator<'a> {
    pub explainer: Explainer<'a>,
    pub exercise: &'a Exercise,
}

/// Reports to several recipients with one deadline and one outcome.
pub struct ObligationGroup {
    pub recipients: RecipientSet,
    pub first: bool,
    pub due: Moment,
    pub state: ObligationState,
    /// When it was sent, or nobody owed it any more.
    pub until: Moment,
}

impl ObligationGroup {
    pub fn is_missed(&self) -> bool {
        matches!(self.state, ObligationState::Late | ObligationState::Overdue)
    }
}

impl<'a> Narrator<'a> {
    /// A moment as hours and minutes since the beginning, before it with a minus sign; seconds only where they are not
    /// zero.
    pub fn elapsed(&self, at: Moment) -> String {
        let sign = if at.0 < 0 { "−" } else { "" };
        let seconds = at.0.unsigned_abs() / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match seconds {
            0 => format!("{sign}{hours}:{minutes:02}"),
            _ => format!("{sign}{hours}:{minutes:02}:{seconds:02}"),
        }
    }

    /// A moment on the wall clock, to the minute.
    pub fn clock(&self, at: Moment) -> Option<String> {
        self.wall(at, "%Y-%m-%d %H:%M")
    }

    /// The same, without the year.
    pub fn short_clock(&self, at: Moment) -> Option<String> {
        self.wall(at, "%m-%d %H:%M")
    }

    fn wall(&self, at: Moment, format: &str) -> Option<String> {
        let start = self.exercise.start?;
        let ms = start.timestamp.as_millisecond().checked_add(at.0)?;
        let timestamp = Timestamp::from_millisecond(ms).ok()?;
        Some(start.offset.to_datetime(timestamp).strftime(format).to_string())
    }

    pub fn moment(&self, at: Moment) -> String {
        self.short_clock(at).unwrap_or_else(|| self.elapsed(at))
    }

    pub fn teller(&self) -> Teller {
        Teller { messages: self.explainer.messages }
    }

    /// Who signs, with the name stated for this act and for no other.
    pub fn signer(&self, by: &Signer) -> String {
        let text = self.teller().signatory(by.signatory());
        match &by.name {
            Some(name) => (self.explainer.messages.aside)(&text, self.explainer.text(name)),
            None => text,
        }
    }

    pub fn recipients(&self, set: RecipientSet) -> String {
        self.teller().recipients(set)
    }

    /// An action with the response that it names.
    pub fn action(&self, kind: ActionKind, response: Option<Response>) -> String {
        self.teller().action(kind, response)
    }

    /// The same in few words, for a table at a terminal.
    pub fn state_in_brief(&self, state: ResponseState) -> String {
        let messages = self.explainer.messages;
        let brief = messages.exercise.response_in_brief;
        let in_force = match state.status() {
            ResponseStatus::Started(response) => brief(response),
            ResponseStatus::Transition(_) => (messages.event.phase)(Phase::Transition).to_owned(),
            ResponseStatus::Normal => (messages.event.phase)(Phase::Normal).to_owned(),
        };
        match state.proposal() {
            Proposal::None => in_force,
            Proposal::Response(response) => (messages.exercise.pending)(&in_force, &brief(response)),
            Proposal::Termination => {
                (messages.exercise.pending)(&in_force, messages.exercise.label.termination)
            }
        }
    }

    /// The moments at which the grade or its criterion changed.
    pub fn gradings(&self) -> Vec<&'a Snapshot> {
        let mut gradings: Vec<&Snapshot> = Vec::new();
        for snapshot in &self.exercise.snapshots {
            let essence =
                |snapshot: &Snapshot| (snapshot.grade, snapshot.basis.criterion, snapshot.recommendation);
            if gradings.last().map(|last| essence(last)) != Some(essence(snapshot)) {
                gradings.push(snapshot);
            }
        }
        gradings
    }

    /// How the storage stands: time, stock, withdrawal, how long it lasts; nothing without one.
    pub fn storage(&self) -> Vec<[String; 4]> {
        let row = |snapshot: &Snapshot| {
            let storage = snapshot.storage?;
            let lasts = storage.lasts.map(|lasts| lasts.hours().to_string()).unwrap_or_default();
            Some([self.moment(snapshot.at), storage.stock.to_string(), storage.withdrawn.to_string(), lasts])
        };
        let mut rows: Vec<[String; 4]> = self.exercise.snapshots.iter().filter_map(row).collect();
        rows.dedup();
        rows
    }

    pub fn storage_headings(&self) -> [&'static str; 4] {
        let messages = self.explainer.messages;
        let label = &messages.exercise.label;
        [label.time, messages.horizon.stock, messages.horizon.withdrawn, label.survival]
    }

    /// Reports due, those of one deadline and one outcome together.
    pub fn obligations(&self) -> Vec<ObligationGroup> {
        let mut groups: Vec<ObligationGroup> = Vec::new();
        for obligation in &self.exercise.obligations {
            let Obligation { first, due, state, until, .. } = *obligation;
            let recipients = RecipientSet::of(&[obligation.recipient]);
            let like = groups.iter_mut().find(|group| {
                (group.first, group.due, group.state, group.until) == (first, due, state, until)
            });
            match like {
                Some(group) => group.recipients = group.recipients.union(recipients),
                None => groups.push(ObligationGroup { recipients, first, due, state, until }),
            }
        }
        groups
    }

    /// When a report was sent, and its outcome.
    pub fn outcome(&self, group: &ObligationGroup) -> (String, &'static str) {
        let label = &self.explainer.messages.exercise.label;
        match group.state {
            ObligationState::InTime => (self.moment(group.until), label.in_time),
            ObligationState::Late => (self.moment(group.until), label.late),
            ObligationState::Overdue => (String::new(), label.not_sent),
            ObligationState::Pending => (String::new(), label.pending),
            ObligationState::Ended => (String::new(), label.ended),
        }
    }

    /// How a duty stands, and when it was done.
    pub fn duty_outcome(&self, duty: &DutyOutcome) -> (String, &'static str) {
        let label = &self.explainer.messages.exercise.label;
        let result = match duty.state {
            DutyState::Done => label.done,
            DutyState::Late => label.done_late,
            DutyState::Overdue => label.not_done,
            DutyState::Pending => label.pending,
            DutyState::Open => label.open,
        };
        (duty.done.map(|at| self.moment(at)).unwrap_or_default(), result)
    }

    /// When, and what is remarked upon.
    pub fn remarks(&self) -> Vec<(Moment, String)> {
        let messages = &self.explainer.messages.exercise;
        let what = |remark: &RemarkKind| match remark {
            RemarkKind::Action { remark } => (messages.action_remark)(*remark).to_owned(),
            RemarkKind::FinalReportIncomplete { report, missing } => {
                let missing: Vec<&str> = missing.iter().map(|item| (messages.item)(*item)).collect();
                (messages.final_report_incomplete)(*report, &(self.explainer.messages.list)(&missing))
            }
            RemarkKind::InterruptionContradicts { stated_h, computed_h } => {
                self.explainer.contradicts(*stated_h, *computed_h)
            }
            RemarkKind::OffTooLong { users } => (messages.off_too_long)(&self.names(users)),
        };
        self.exercise.remarks.iter().map(|remark| (remark.at, what(&remark.what))).collect()
    }

    /// What people call users, a few of them by name.
    fn names(&self, ids: &[String]) -> String {
        let users = &self.explainer.scenario.users;
        let named = users.iter().filter(|user| ids.contains(&user.id));
        self.explainer.some(&named.map(|user| self.explainer.user(user)).collect::<Vec<_>>())
    }

    pub fn summary(&self) -> String {
        let (messages, exercise) = (self.explainer.messages, self.exercise);
        let show = |at| self.clock(at).unwrap_or_else(|| self.elapsed(at));
        // A smaller code is a more serious grade, and the first of several counts.
        let graded = exercise
            .snapshots
            .iter()
            .filter_map(|snapshot| snapshot.grade.map(|grade| (grade.code(), grade, snapshot.at)));
        let worst = graded.min_by_key(|(code, _, at)| (*code, *at));
        // So it is with responses.
        let answered = exercise.snapshots.iter().filter_map(|snapshot| {
            snapshot.response.in_force().map(|response| (response.code(), response, snapshot.at))
        });
        let answered = answered.min_by_key(|(code, _, at)| (*code, *at));
        let answered_since = answered.map(|(_, _, at)| self.moment(at)).unwrap_or_default();
        let since = worst.map(|(_, _, at)| self.moment(at)).unwrap_or_default();
        let sum = |of: fn(&Kept) -> Quantity| {
            let add = |a: Quantity, b: Quantity| a.checked_add(b).unwrap_or(Quantity::MAX);
            exercise.classes.iter().map(of).fold(Quantity::ZERO, add)
        };
        let (wanted, kept) = (sum(|class| class.demand), sum(|class| class.granted));
        let missed = |group: &&ObligationGroup| group.is_missed();
        (messages.exercise.summary)(&Summary {
            from: &show(Moment::default()),
            to: &show(exercise.end),
            worst: worst.map(|(_, grade, _)| ((messages.event.grade)(grade), since.as_str())),
            response: answered
                .map(|(_, response, _)| ((messages.event.response)(response), answered_since.as_str())),
            evaluator: worst.map(|(_, grade, _)| (messages.event.evaluator)(grade.evaluator())),
            curtailed: (
                &self.explainer.amount(exercise.peak_curtailment.allocation.curtailed),
                &self.moment(exercise.peak_curtailment.at),
            ),
            kept: (&self.volume(wanted), &self.volume(kept), &percentage(kept, wanted)),
            reports: (exercise.reports.len(), self.obligations().iter().filter(missed).count()),
            refused: exercise.log.iter().filter(|entry| entry.refused.is_some()).count(),
        })
    }

    pub fn volume(&self, volume: Quantity) -> String {
        format!("{volume} {}", self.volume_unit())
    }

    pub fn volume_unit(&self) -> String {
        self.explainer.volume_unit()
    }
}
