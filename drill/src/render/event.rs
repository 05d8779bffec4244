//! The event in words: grade, criterion, why no worse, and what the plan calls for.

use citygate::event::{AuthoritySet, Unmet};

use super::explain::Explainer;
use crate::messages::catalogue::Basis;
use crate::messages::percent::percent_of_part;
use crate::quantity::Quantity;
use crate::result::event::{EventOutcome, GradeBasis};
use crate::scenario::plan::Plan;

impl Explainer<'_> {
    /// What there is to say of the event: names and sentences. Nothing without a plan or a normal supply.
    pub fn event(&self) -> Vec<(&'static str, String)> {
        let Some(event) = &self.allocation.event else { return Vec::new() };
        let label = &self.messages.event.label;
        let mut rows = vec![
            (label.plan, self.plan(&event.basis)),
            (label.grade, self.grade(event)),
            (label.basis, self.basis(&event.basis)),
            (label.why_not, self.why_not(&event.basis)),
        ];
        if let Some(grade) = event.basis.at_risk {
            let messages = &self.messages.event;
            rows.push((label.doubt, (messages.if_at_risk)((messages.grade)(grade))));
        }
        if let Some((stated, computed)) = event.basis.interruption_h.zip(event.interruption_computed_h) {
            rows.push((label.doubt, self.contradicts(stated, computed)));
        }
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

    /// That the stated hours without gas are not those that were computed.
    pub fn contradicts(&self, stated: Quantity, computed: Quantity) -> String {
        let hours = |hours: Quantity| (self.messages.label.hours)(&hours.to_string());
        (self.messages.event.interruption_contradicts)(&hours(stated), &hours(computed))
    }

    /// By which plan it is graded, and whose figures are.
    pub fn plan(&self, basis: &GradeBasis) -> String {
        let Some(plan) = &self.scenario.plan else { return String::new() };
        let messages = &self.messages.event;
        let scope = (messages.government)(plan.rules.scope);
        let text = (messages.plan)(self.text(&plan.title), scope, basis.figures_are_stated);
        match &plan.leaves_out {
            Some(leaves_out) => format!("{text} {}", self.text(leaves_out)),
            None => text,
        }
    }

    fn grade(&self, event: &EventOutcome) -> String {
        let messages = &self.messages.event;
        let text = match event.grade.zip(event.basis.criterion) {
            Some((grade, criterion)) => {
                (messages.graded)((messages.grade)(grade), (messages.criterion)(criterion))
            }
            None => messages.not_graded.to_owned(),
        };
        let cited = self.scenario.plan.as_ref().is_some_and(Plan::is_cited);
        format!("{text}{}{}", if cited { messages.citation } else { "" }, self.messages.full_stop)
    }

    /// What a grade was judged by.
    pub fn basis(&self, basis: &GradeBasis) -> String {
        let (messages, event) = (self.messages, &self.messages.event);
        let trend =
            (messages.aside)((messages.trend)(basis.by.trend), (event.trend_source)(basis.by.trend_source));
        let hours = basis.interruption_h.map(|hours| (messages.label.hours)(&hours.to_string()));
        let hours = hours.map(|hours| match basis.interruption_is_computed {
            true => (messages.aside)(&hours, event.computed),
            false => hours,
        });
        (event.judged_by)(&Basis {
            imbalance: (&self.flow(basis.imbalance), &imbalance(basis)),
            missing: (
                &self.flow(basis.missing_supply),
                &percent_of_part(basis.missing_permille, basis.missing_supply.is_zero()),
            ),
            trend: &trend,
            network: basis.network.map_or(event.not_stated, messages.network_condition),
            interruption: hours.as_deref().unwrap_or(event.not_stated),
        })
    }

    /// Why the grade is not the next more serious one.
    pub fn why_not(&self, basis: &GradeBasis) -> String {
        let messages = &self.messages.event;
        if basis.unmet.contains(Unmet::Planned) {
            return format!("{}{}", (messages.unmet)(Unmet::Planned), self.messages.full_stop);
        }
        let Some(next) = basis.next else { return messages.most_serious.to_owned() };
        let reasons: Vec<&str> = basis.unmet.iter().map(messages.unmet).collect();
        (messages.why_not)((messages.grade)(next), &reasons.join(self.messages.semicolon))
    }

    fn calls_for(&self, event: &EventOutcome) -> Option<String> {
        let messages = &self.messages.event;
        let recommended = event.recommendation?;
        let mut text = (messages.calls_for)(
            (messages.response)(recommended.response),
            &self.authorities(event.proposers),
            &self.authorities(event.starters),
        );
        if let Some(government) = recommended.lead.jointly {
            text.push_str(&(messages.jointly)((messages.government)(government)));
        }
        if let Some(government) = recommended.lead.supports_instead {
            text.push_str(&(messages.supports_instead)((messages.government)(government)));
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

/// The imbalance as a share of the normal supply.
pub fn imbalance(basis: &GradeBasis) -> String {
    percent_of_part(basis.imbalance_permille, basis.imbalance.is_zero())
}
