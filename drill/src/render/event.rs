//! The event in words: grade, criterion, why no worse, and what the plan calls for.

use citygate::event::{Action, AuthoritySet, Proposal, Response, ResponseState, who_may};

use super::explain::Explainer;
use crate::event::{EventOutcome, FIRST_REPORT_MIN};
use crate::words::percent;

impl Explainer<'_> {
    /// What there is to say of the event: names and sentences. Nothing without a normal supply.
    pub fn event(&self) -> Vec<(&'static str, String)> {
        let Some(event) = &self.outcome.event else { return Vec::new() };
        let label = &self.words.event.label;
        let mut rows = vec![
            (label.grade, self.grade(event)),
            (label.basis, self.basis(event)),
            (label.why_not, self.why_not(event)),
        ];
        if let Some(response) = self.calls_for(event) {
            rows.push((label.response, response));
        }
        if !event.report_to.is_empty() {
            let recipients: Vec<&str> = event.report_to.iter().map(self.words.event.recipient).collect();
            let recipients = (self.words.list)(&recipients);
            rows.push((label.reports, (self.words.event.first_report)(FIRST_REPORT_MIN, &recipients)));
        }
        rows
    }

    fn grade(&self, event: &EventOutcome) -> String {
        let words = &self.words.event;
        match event.grade.zip(event.criterion) {
            Some((grade, criterion)) => (words.graded)((words.grade)(grade), (words.criterion)(criterion)),
            None => words.not_graded.to_owned(),
        }
    }

    fn basis(&self, event: &EventOutcome) -> String {
        let words = self.words;
        let trend = (words.aside)((words.trend)(event.trend), (words.event.trend_source)(event.trend_source));
        let hours = self.scenario.situation.interruption_h.unwrap_or_default().to_string();
        let interruption = (words.label.hours)(&hours);
        let imbalance = percent(event.imbalance_permille);
        (words.event.judged_by)(&imbalance, &trend, (words.network)(event.network), &interruption)
    }

    /// Why the grade is not the next more serious one.
    fn why_not(&self, event: &EventOutcome) -> String {
        let words = &self.words.event;
        let Some(next) = event.next else { return words.most_serious.to_owned() };
        let reasons: Vec<&str> = event.unmet.iter().map(words.unmet).collect();
        (words.why_not)((words.grade)(next), &reasons.join(self.words.semicolon))
    }

    fn calls_for(&self, event: &EventOutcome) -> Option<String> {
        let words = &self.words.event;
        let recommended = event.recommendation?;
        let (proposers, starters) = proposers_and_starters(recommended.response);
        let mut text = (words.calls_for)(
            (words.response)(recommended.response),
            &self.authorities(proposers),
            &self.authorities(starters),
        );
        if recommended.lead.jointly_possible {
            text.push_str(words.jointly);
        }
        if recommended.lead.ask_state_council {
            text.push_str(words.ask_state_council);
        }
        Some(text)
    }

    /// The names of authorities.
    pub fn authorities(&self, set: AuthoritySet) -> String {
        (self.words.list)(&set.iter().map(self.words.event.authority).collect::<Vec<&str>>())
    }
}

/// Who may propose a response where none is in force, and who may start it then.
fn proposers_and_starters(response: Response) -> (AuthoritySet, AuthoritySet) {
    let proposers = who_may(ResponseState::NORMAL, Action::Propose(response)).unwrap_or_default();
    let proposed = ResponseState::ALL
        .into_iter()
        .find(|state| state.in_force().is_none() && state.proposal() == Proposal::Response(response));
    let starters = proposed
        .map_or(AuthoritySet::NONE, |state| who_may(state, Action::Confirm(response)).unwrap_or_default());
    (proposers, starters)
}
