//! The event in words: grade, criterion, why no worse, and what the plan calls for.

use citygate::event::{Action, AuthoritySet, Proposal, Response, ResponseState, who_may};

use super::explain::Explainer;
use crate::messages::percent::percent;
use crate::quantity::Quantity;
use crate::result::event::{EventOutcome, GradeBasis};

impl Explainer<'_> {
    /// What there is to say of the event: names and sentences. Nothing without a normal supply.
    pub fn event(&self) -> Vec<(&'static str, String)> {
        let Some(event) = &self.allocation.event else { return Vec::new() };
        let label = &self.messages.event.label;
        let interruption_h = self.scenario.situation.interruption_h.unwrap_or_default();
        let mut rows = vec![
            (label.grade, self.grade(event)),
            (label.basis, self.basis(event.imbalance_permille, &event.basis, interruption_h)),
            (label.why_not, self.why_not(&event.basis)),
        ];
        if let Some(response) = self.calls_for(event) {
            rows.push((label.response, response));
        }
        if let Some(minutes) = event.report_due_min {
            let recipients: Vec<&str> = event.report_to.iter().map(self.messages.event.recipient).collect();
            let recipients = (self.messages.list)(&recipients);
            rows.push((label.reports, (self.messages.event.first_report)(minutes, &recipients)));
        }
        rows
    }

    fn grade(&self, event: &EventOutcome) -> String {
        let messages = &self.messages.event;
        match event.grade.zip(event.basis.criterion) {
            Some((grade, criterion)) => {
                (messages.graded)((messages.grade)(grade), (messages.criterion)(criterion))
            }
            None => messages.not_graded.to_owned(),
        }
    }

    /// What a grade was judged by.
    pub fn basis(&self, imbalance_permille: u16, basis: &GradeBasis, interruption_h: Quantity) -> String {
        let (messages, event) = (self.messages, &self.messages.event);
        let trend = (messages.aside)((messages.trend)(basis.trend), (event.trend_source)(basis.trend_source));
        let interruption = (messages.label.hours)(&interruption_h.to_string());
        let network = (messages.network_condition)(basis.network);
        (event.judged_by)(&percent(imbalance_permille), &trend, network, &interruption)
    }

    /// Why the grade is not the next more serious one.
    pub fn why_not(&self, basis: &GradeBasis) -> String {
        let messages = &self.messages.event;
        let Some(next) = basis.next else { return messages.most_serious.to_owned() };
        let reasons: Vec<&str> = basis.unmet.iter().map(messages.unmet).collect();
        (messages.why_not)((messages.grade)(next), &reasons.join(self.messages.semicolon))
    }

    fn calls_for(&self, event: &EventOutcome) -> Option<String> {
        let messages = &self.messages.event;
        let recommended = event.recommendation?;
        let (proposers, starters) = proposers_and_starters(recommended.response);
        let mut text = (messages.calls_for)(
            (messages.response)(recommended.response),
            &self.authorities(proposers),
            &self.authorities(starters),
        );
        if recommended.lead.jointly_possible {
            text.push_str(messages.jointly);
        }
        if recommended.lead.ask_state_council {
            text.push_str(messages.ask_state_council);
        }
        Some(text)
    }

    fn authorities(&self, set: AuthoritySet) -> String {
        (self.messages.list)(&set.iter().map(self.messages.event.authority).collect::<Vec<&str>>())
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
