//! Checks what people do: notification, warnings, actions of the response, reports, the close.

use std::ops::Range;

use citygate::event::{
    Action, ActionKind, ActionRequest, Authority, Duty, Grade, Justification, Recipient, RecipientSet,
    ReportItem, Response, WarningLevel,
};
use toml::Spanned;

use crate::read::checker::Checker;
use crate::read::names::named;
use crate::read::raw::timeline::{
    RawAct, RawBy, RawDone, RawEntry, RawNotification, RawReport, RawStateGrade, RawWarning,
};
use crate::read::raw::value::{Key, NamedOr, Number};
use crate::scenario::timeline::{Notification, PlayerAction, Signer};

/// Everything that people do in an entry, in the order in which it is done.
pub fn check(raw: &RawEntry, checker: &mut Checker) -> Option<Vec<PlayerAction>> {
    let mut actions = Vec::new();
    let mut stated = 0;
    if let Some(value) = &raw.state_grade {
        stated += 1;
        actions.extend(state_grade(value, checker));
    }
    if let Some(value) = &raw.warning {
        stated += 1;
        actions.extend(warning(value, checker));
    }
    if let Some(value) = &raw.act {
        stated += 1;
        actions.extend(respond(value, checker));
    }
    if let Some(value) = &raw.report {
        stated += 1;
        actions.extend(report(value, checker));
    }
    if let Some(value) = &raw.close {
        stated += 1;
        actions.extend(by(&value.get_ref().by, &value.span(), checker).map(|by| PlayerAction::Close { by }));
    }
    if let Some(value) = &raw.done {
        stated += 1;
        actions.extend(done(value, checker));
    }
    (actions.len() == stated).then_some(actions)
}

pub fn notification(value: &Spanned<RawNotification>, checker: &mut Checker) -> Option<Notification> {
    let (table, raw) = (value.span(), value.get_ref());
    let by = by(&raw.by, &table, checker);
    let text = checker.required(&raw.text, &table, "text", "\"pressure is falling\"");
    let text = text.and_then(|value| checker.text(value));
    let age_min = raw.age_min.as_ref().map_or(Some(0), |value| checker.whole(value, 0..=u16::MAX));
    Some(Notification { by: by?, text: text?, age_min: age_min? })
}

fn state_grade(value: &Spanned<RawStateGrade>, checker: &mut Checker) -> Option<PlayerAction> {
    let (table, raw) = (value.span(), value.get_ref());
    let by = by(&raw.by, &table, checker);
    let [i, ii, iii, iv] = Grade::ALL.map(|grade| (grade.name(), Some(grade)));
    let grade = checker.required(&raw.grade, &table, "grade", "\"III\"");
    let grade = grade.and_then(|value| checker.one_of(value, "grade", &[i, ii, iii, iv, ("none", None)]));
    Some(PlayerAction::StateGrade { grade: grade?, by: by? })
}

fn warning(value: &Spanned<RawWarning>, checker: &mut Checker) -> Option<PlayerAction> {
    let (table, raw) = (value.span(), value.get_ref());
    let by = by(&raw.by, &table, checker);
    let level = checker.required(&raw.level, &table, "level", "\"orange\"");
    let [red, orange, yellow, blue] = WarningLevel::ALL.map(|level| (level.name(), Some(Some(level))));
    let names = [red, orange, yellow, blue, ("none", Some(None)), ("withdrawn", None)];
    let level = level.and_then(|value| checker.one_of(value, "warning level", &names));
    let (level, by) = (level?, by?);
    let Some(level) = level else { return Some(PlayerAction::WithdrawWarning { by }) };
    Some(match level {
        // It issues none: it proposes one.
        Some(level) if by.authority == Authority::Enterprise => PlayerAction::ProposeWarning { level, by },
        level => PlayerAction::Warn { level, by },
    })
}

fn done(value: &Spanned<RawDone>, checker: &mut Checker) -> Option<PlayerAction> {
    let (table, raw) = (value.span(), value.get_ref());
    let by = by(&raw.by, &table, checker);
    let names = Duty::ALL.map(|duty| (duty.name(), duty));
    let duty = checker.required(&raw.duty, &table, "duty", "\"hq-meeting\"");
    let duty = duty.and_then(|value| checker.one_of(value, "duty", &names));
    Some(PlayerAction::Do { duty: duty?, by: by? })
}

fn respond(value: &Spanned<RawAct>, checker: &mut Checker) -> Option<PlayerAction> {
    let (table, raw) = (value.span(), value.get_ref());
    let by = by(&raw.by, &table, checker);
    let kinds = ActionKind::ALL.map(|kind| (kind.name(), kind));
    let kind = checker.required(&raw.kind, &table, "do", "\"propose\"");
    let kind = kind.and_then(|value| checker.one_of(value, "action", &kinds));
    let responses = Response::ALL.map(|response| (response.name(), response));
    let response = named(&raw.response, "response", &responses, checker);
    // The condition, which stood among the grounds before.
    let justifications = Justification::ALL.map(|justification| (justification.name(), justification));
    let justification = named(&raw.ground, "justification", &justifications, checker);
    let (kind, response, justification) = (kind?, response?, justification?);
    let is_end = kind == ActionKind::DeclareTermination;
    let mut right = true;
    for (stated, key) in [(&raw.dealt_with, "dealt_with"), (&raw.supply_restored, "supply_restored")] {
        if let Some(value) = stated.as_ref().filter(|_| !is_end) {
            let message = (checker.words().only_at_the_end)(key);
            checker.note(&value.span(), message);
            right = false;
        }
    }
    for (stated, key) in [(&raw.means_exceeded, "means_exceeded"), (&raw.approved, "approved")] {
        if let Some(value) = stated.as_ref().filter(|_| kind != ActionKind::Confirm) {
            checker.note(&value.span(), format!("only confirm states {key}; leave the key out"));
            right = false;
        }
    }
    let action = named_action(kind, response, raw, &table, checker)?;
    let states = |value: &Key<bool>| value.as_ref().is_some_and(|value| *value.get_ref());
    let by = by?;
    let is_condition = justification == Some(Justification::MeansExceeded);
    let request = ActionRequest {
        action,
        by: by.signatory(),
        justification: justification.filter(|_| !is_condition),
        dealt_with: states(&raw.dealt_with),
        supply_restored: states(&raw.supply_restored),
        means_exceeded: is_condition || states(&raw.means_exceeded),
        approved: states(&raw.approved),
    };
    right.then_some(PlayerAction::Respond { request, by })
}

/// The action, with the response that it names if it names one.
fn named_action(
    kind: ActionKind,
    response: Option<Response>,
    raw: &RawAct,
    table: &Range<usize>,
    checker: &mut Checker,
) -> Option<Action> {
    let action = match kind {
        ActionKind::Propose | ActionKind::Confirm => {
            if response.is_none() {
                let message = (checker.words().response_missing)(kind.name());
                checker.note_missing(table, "response", message);
            }
            return response.map(|response| match kind {
                ActionKind::Propose => Action::Propose(response),
                _ => Action::Confirm(response),
            });
        }
        ActionKind::ProposeTermination => Action::ProposeTermination,
        ActionKind::DeclareTermination => Action::DeclareTermination,
        ActionKind::Reject => Action::Reject,
        ActionKind::CloseTransition => Action::CloseTransition,
        ActionKind::RequestSupport => Action::RequestSupport,
    };
    if let Some(value) = &raw.response {
        let message = (checker.words().response_too_many)(kind.name());
        checker.note(&value.span(), message);
        return None;
    }
    Some(action)
}

fn report(value: &Spanned<RawReport>, checker: &mut Checker) -> Option<PlayerAction> {
    let (table, raw) = (value.span(), value.get_ref());
    let by = by(&raw.by, &table, checker);
    let to = match &raw.to {
        Some(to) => recipients(to, checker).map(Some),
        None => Some(None),
    };
    let mut names = ReportItem::ALL.map(|item| (item.name(), item)).to_vec();
    names.push(("infrastructure", ReportItem::Infrastructure));
    let mut items = Vec::with_capacity(raw.items.len());
    for (name, text) in &raw.items {
        let item = checker.one_of(name, "item of a report", &names);
        let text = checker.text(text);
        items.extend(item.zip(text));
    }
    if items.len() != raw.items.len() {
        return None;
    }
    Some(PlayerAction::Report { to: to?, by: by?, items })
}

fn recipients(values: &Spanned<Vec<Spanned<String>>>, checker: &mut Checker) -> Option<RecipientSet> {
    if values.get_ref().is_empty() {
        let message = checker.words().report_to_nobody;
        checker.note(&values.span(), message);
        return None;
    }
    let names = Recipient::ALL.map(|recipient| (recipient.name(), recipient));
    let mut set = Some(RecipientSet::NONE);
    for value in values.get_ref() {
        let found = checker.one_of(value, "recipient", &names);
        set = set.zip(found).map(|(set, found)| set.union(RecipientSet::of(&[found])));
    }
    set
}

fn by(value: &Key<RawBy>, table: &Range<usize>, checker: &mut Checker) -> Option<Signer> {
    let names = Authority::ALL.map(|authority| (authority.name(), authority));
    let value = checker.required(value, table, "by", "\"hq_office\"")?;
    match value.get_ref() {
        NamedOr::Named(name) => {
            let name = Spanned::new(value.span(), name.clone());
            let authority = checker.one_of(&name, "authority", &names)?;
            Some(Signer { authority, division: 0, person: 0, name: None })
        }
        NamedOr::Stated(raw) => {
            let authority = checker.required(&raw.authority, &value.span(), "authority", "\"city\"");
            let authority = authority.and_then(|value| checker.one_of(value, "authority", &names));
            let division = register_number(&raw.division, checker);
            let person = register_number(&raw.person, checker);
            let name = checker.optional_text(&raw.name);
            Some(Signer { authority: authority?, division: division?, person: person?, name: name? })
        }
    }
}

/// A number in a register; 0 when none is stated.
fn register_number(value: &Key<Number>, checker: &mut Checker) -> Option<u32> {
    let Some(value) = value else { return Some(0) };
    let number = checker.quantity(value)?.whole().and_then(|number| u32::try_from(number).ok());
    if number.is_none() {
        let message = (checker.words().no_register_number)(u32::MAX);
        checker.note(&value.span(), message);
    }
    number
}
