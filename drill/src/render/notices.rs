//! Curtailment notices (压减通知单): what each user that is cut has to be told, one notice for each. In an exercise a notice
//! is issued anew whenever what its user may take is another flow; a demand that rises or falls beside the same
//! permitted flow orders nothing new.

use jiff::Timestamp;

use super::explain::Explainer;
use super::narrator::Narrator;
use super::sheet::{Cell, Sheet};
use crate::quantity::{MS_PER_THOUSANDTH_H, Quantity};
use crate::result::Outcome;
use crate::result::exercise::Sharing;
use crate::result::horizon::PeriodUser;
use crate::result::shares::UserOutcome;
use crate::scenario::Scenario;
use crate::scenario::timeline::Start;
use crate::scenario::user::Consumer;

pub struct Notice<'a> {
    pub number: String,
    pub user: &'a Consumer,
    /// In order of time; at least one.
    pub issues: Vec<Issue>,
    /// The user's notice time, and until when the notice is to be served where it is issued once and the clock is known.
    pub ahead: Option<String>,
}

/// What is told at once.
pub struct Issue {
    /// That of the notice; from the second issue on with its own behind it.
    pub number: String,
    /// In order of time; at least one.
    pub periods: Vec<NoticePeriod>,
    pub ahead: Option<String>,
}

/// What a user may take from one time to another.
pub struct NoticePeriod {
    pub from: String,
    pub until: String,
    pub demand: Quantity,
    pub permitted: Quantity,
    pub cut: Quantity,
    /// The same two as volumes, where it is known how long the period is.
    pub volumes: Option<[Quantity; 2]>,
    pub why: String,
    /// The place in its source that the step of the reason follows, or the order itself.
    pub clause: String,
    pub is_minimum_unmet: bool,
}

/// A time since the beginning, or how long something lasts, in milliseconds.
type Ms = u64;

impl Notice<'_> {
    pub fn periods(&self) -> impl Iterator<Item = &NoticePeriod> {
        self.issues.iter().flat_map(|issue| &issue.periods)
    }
}

/// The notices of an outcome, numbered in the order in which the scenario has the users.
pub fn notices<'a>(explainer: Explainer<'a>, outcome: &'a Outcome) -> Vec<Notice<'a>> {
    let mut notices = match (&outcome.exercise, &explainer.scenario.horizon) {
        (Some(exercise), _) => of_exercise(&Narrator { explainer, exercise }),
        (None, Some(_)) => ahead(&explainer),
        (None, None) => now(&explainer),
    };
    let prefix = explainer.scenario.notice.number.as_deref().unwrap_or_default();
    for (number, notice) in (1..).zip(&mut notices) {
        notice.number = format!("{prefix}{number:03}");
        for (place, issue) in (1..).zip(&mut notice.issues) {
            issue.number = match place {
                1 => notice.number.clone(),
                _ => format!("{}/{place}", notice.number),
            };
        }
    }
    notices
}

/// One moment: a notice holds until another.
fn now<'a>(explainer: &Explainer<'a>) -> Vec<Notice<'a>> {
    let (messages, settings) = (explainer.messages.notice, &explainer.scenario.notice);
    let lasts = settings.from.zip(settings.until).map(|(from, until)| {
        let ms = until.timestamp.as_millisecond() - from.timestamp.as_millisecond();
        Ms::try_from(ms).unwrap_or_default()
    });
    let clock = |start: Option<Start>, unknown: &str| {
        start.and_then(|start| clock(start, 0)).unwrap_or_else(|| unknown.to_owned())
    };
    let notice = |(user, outcome): (&'a Consumer, &UserOutcome)| {
        let period = NoticePeriod {
            from: clock(settings.from, messages.on_receipt),
            until: clock(settings.until, messages.until_further_notice),
            volumes: lasts.map(|ms| volumes(explainer.scenario, outcome, ms)),
            ..told(explainer, user, outcome)
        };
        (outcome.curtailed() != Quantity::ZERO)
            .then(|| notice(explainer, user, settings.from, vec![(0, vec![period])]))
    };
    explainer.users().filter_map(notice).collect()
}

/// Hours ahead: one issue tells all periods; those in a row that are alike are one.
fn ahead<'a>(explainer: &Explainer<'a>) -> Vec<Notice<'a>> {
    let start = start_ahead(explainer.scenario);
    let notice = |(index, user): (usize, &'a Consumer)| {
        let periods = periods_ahead(explainer, index, user);
        let first = periods.first()?.0;
        let periods = periods.into_iter().map(|(_, period)| period).collect();
        Some(notice(explainer, user, start, vec![(first, periods)]))
    };
    explainer.scenario.users.iter().enumerate().filter_map(notice).collect()
}

/// What the clock shows when the first period begins: as the notices have it, or else the horizon.
fn start_ahead(scenario: &Scenario) -> Option<Start> {
    scenario.notice.from.or(scenario.horizon.as_ref().and_then(|horizon| horizon.start))
}

/// When the user is cut, each with when that begins.
fn periods_ahead(explainer: &Explainer, index: usize, user: &Consumer) -> Vec<(Ms, NoticePeriod)> {
    let (scenario, messages) = (explainer.scenario, explainer.messages.notice);
    let Some((horizon, periods)) = scenario.horizon.as_ref().zip(explainer.allocation.periods.as_deref())
    else {
        return Vec::new();
    };
    let parts: Vec<&PeriodUser> = periods.iter().filter_map(|period| period.users.get(index)).collect();
    let is_like = |a: &&PeriodUser, b: &&PeriodUser| {
        (a.demand, a.granted, a.reason, a.step, &a.node, &a.held_by)
            == (b.demand, b.granted, b.reason, b.step, &b.node, &b.held_by)
    };
    let mut rows = Vec::new();
    let mut t = 0;
    for alike in parts.chunk_by(is_like) {
        let (from, to) = (t, t + alike.len());
        t = to;
        let [part, ..] = alike else { continue };
        if part.granted == part.demand {
            continue;
        }
        let ms = |t| horizon.hours(t).thousandths().saturating_mul(MS_PER_THOUSANDTH_H);
        let time = |t| {
            let at = start_ahead(scenario).and_then(|start| clock(start, ms(t)));
            at.unwrap_or_else(|| (messages.hour)(&horizon.hours(t).to_string()))
        };
        let outcome = as_outcome(user, part, explainer);
        let told = told(explainer, user, &outcome);
        let times = |volume: Quantity| {
            let all = volume.thousandths().saturating_mul(alike.len() as u64);
            Quantity::from_thousandths(all)
        };
        let period = NoticePeriod {
            from: time(from),
            until: time(to),
            demand: part.demand_flow,
            permitted: part.granted_flow,
            cut: part.demand_flow.less(part.granted_flow),
            volumes: Some([times(part.granted), times(part.demand.less(part.granted))]),
            ..told
        };
        rows.push((ms(from), period));
    }
    rows
}

fn as_outcome(user: &Consumer, part: &PeriodUser, explainer: &Explainer) -> UserOutcome {
    let scale = explainer.scenario.scale;
    let minimum = scale.quantity(scale.units(user.minimum));
    UserOutcome {
        id: part.id.clone(),
        class: user.class,
        demand: part.demand,
        by_order: part.by_order,
        granted: part.granted,
        reason: part.reason,
        step: part.step,
        node: part.node.clone(),
        held_by: part.held_by.clone(),
        short_h: None,
        off_too_long: false,
        minimum_unmet: part.granted < minimum.min(part.demand),
    }
}

/// A notice for each user that is ever cut, with an issue for each flow that it may take.
fn of_exercise<'a>(narrator: &Narrator<'a>) -> Vec<Notice<'a>> {
    let scenario = narrator.explainer.scenario;
    let start = scenario.notice.from.or(narrator.exercise.start);
    let notice = |(index, user): (usize, &'a Consumer)| {
        let periods = periods_of_exercise(narrator, index, user);
        let mut issues: Vec<(Ms, Vec<NoticePeriod>)> = Vec::new();
        for (from, period) in periods {
            let goes_on =
                |last: &NoticePeriod| last.permitted == period.permitted && last.until == period.from;
            match issues.last_mut().filter(|(_, periods)| periods.last().is_some_and(goes_on)) {
                Some((_, periods)) => periods.push(period),
                None => issues.push((from, vec![period])),
            }
        }
        (!issues.is_empty()).then(|| notice(&narrator.explainer, user, start, issues))
    };
    scenario.users.iter().enumerate().filter_map(notice).collect()
}

/// When the user is cut, each with when that begins.
fn periods_of_exercise(narrator: &Narrator, index: usize, user: &Consumer) -> Vec<(Ms, NoticePeriod)> {
    let (exercise, scenario) = (narrator.exercise, narrator.explainer.scenario);
    let share = |sharing: &Sharing| {
        sharing.allocation.users.get(index).map(|user| (user.demand, user.granted, user.reason, user.step))
    };
    let start = scenario.notice.from.or(exercise.start);
    let time = |ms: Ms, at| start.and_then(|start| clock(start, ms)).unwrap_or_else(|| narrator.elapsed(at));
    let mut rows = Vec::new();
    let mut alike = exercise.sharings.chunk_by(|a, b| share(a) == share(b)).peekable();
    while let Some(sharings) = alike.next() {
        let Some((sharing, outcome)) =
            sharings.first().and_then(|sharing| Some((sharing, sharing.allocation.users.get(index)?)))
        else {
            continue;
        };
        if outcome.curtailed() == Quantity::ZERO {
            continue;
        }
        let next = alike.peek().and_then(|next| next.first());
        let until = next.map_or(exercise.end, |next| next.at);
        let (from_ms, until_ms) = (sharing.at.since_start_ms(), until.since_start_ms());
        let explainer = Explainer { allocation: &sharing.allocation, ..narrator.explainer };
        let period = NoticePeriod {
            from: time(from_ms, sharing.at),
            until: time(until_ms, until),
            volumes: Some(volumes(scenario, outcome, until_ms.saturating_sub(from_ms))),
            ..told(&explainer, user, outcome)
        };
        rows.push((from_ms, period));
    }
    rows
}

/// A notice with its issues, each with when the first of its periods begins.
fn notice<'a>(
    explainer: &Explainer,
    user: &'a Consumer,
    start: Option<Start>,
    issues: Vec<(Ms, Vec<NoticePeriod>)>,
) -> Notice<'a> {
    let messages = explainer.messages.notice;
    let ahead = |first: Option<Ms>| {
        let hours = user.notice_h?;
        let ms = i64::try_from(hours.thousandths() * MS_PER_THOUSANDTH_H).unwrap_or(i64::MAX);
        let by = start.zip(first).and_then(|(start, first)| {
            let at = start.timestamp.as_millisecond().checked_add(i64::try_from(first).ok()?)?;
            shown(start, at.checked_sub(ms)?)
        });
        Some(match by {
            Some(by) => (messages.due_by)(&hours.to_string(), &by),
            None => (messages.due_ahead)(&hours.to_string()),
        })
    };
    let issue = |(first, periods)| Issue { number: String::new(), periods, ahead: ahead(Some(first)) };
    let issues: Vec<Issue> = issues.into_iter().map(issue).collect();
    let ahead = match issues.as_slice() {
        [only] => only.ahead.clone(),
        _ => ahead(None),
    };
    Notice { number: String::new(), user, issues, ahead }
}

/// What does not depend on time.
fn told(explainer: &Explainer, user: &Consumer, outcome: &UserOutcome) -> NoticePeriod {
    let step = outcome.step.map(usize::from);
    let clause = step.and_then(|step| explainer.citation(step)).map_or_else(
        || explainer.text(&explainer.scenario.order.name).to_owned(),
        |citation| citation.to_owned(),
    );
    NoticePeriod {
        from: String::new(),
        until: String::new(),
        demand: outcome.demand,
        permitted: outcome.granted,
        cut: outcome.curtailed(),
        volumes: None,
        why: explainer.why(user, outcome),
        clause,
        is_minimum_unmet: outcome.minimum_unmet,
    }
}

/// What is permitted and what is cut in so long, rounded down.
fn volumes(scenario: &Scenario, outcome: &UserOutcome, lasts: Ms) -> [Quantity; 2] {
    let volume = |flow: Quantity| {
        let product = u128::from(flow.thousandths()) * u128::from(lasts);
        let volume = product / u128::from(1000 * MS_PER_THOUSANDTH_H * scenario.volume_unit.hours.max(1));
        Quantity::from_thousandths(u64::try_from(volume).unwrap_or(u64::MAX))
    };
    [volume(outcome.granted), volume(outcome.curtailed())]
}

/// What the clock shows so long after the beginning, to the minute.
fn clock(start: Start, ms: Ms) -> Option<String> {
    shown(start, start.timestamp.as_millisecond().checked_add(i64::try_from(ms).ok()?)?)
}

fn shown(start: Start, ms: i64) -> Option<String> {
    let timestamp = Timestamp::from_millisecond(ms).ok()?;
    Some(start.offset.to_datetime(timestamp).strftime("%Y-%m-%d %H:%M").to_string())
}

/// All notices in one table: a row for each period of each.
pub fn sheet(explainer: &Explainer, notices: &[Notice]) -> Sheet {
    let (messages, label) = (explainer.messages.notice, &explainer.messages.label);
    let (flow, volume) = (explainer.flow_unit(), explainer.volume_unit());
    let in_flow = |name: &str| (messages.with_unit)(name, &flow);
    let in_volume = |name: &str| (messages.with_unit)(name, &volume);
    let plain = |name: &str| name.to_owned();
    let headings = vec![
        plain(messages.number),
        plain(messages.id),
        plain(messages.to),
        plain(messages.contact),
        plain(label.class),
        plain(messages.from),
        plain(messages.until),
        in_flow(label.demand),
        in_flow(messages.permitted),
        in_flow(messages.cut),
        in_volume(messages.permitted_volume),
        in_volume(messages.cut_volume),
        plain(messages.minimum_kept),
        plain(label.why),
        plain(messages.clause),
        plain(messages.ahead),
        plain(messages.issued_by),
        plain(messages.received_by),
        plain(messages.received_at),
    ];
    let issues =
        notices.iter().flat_map(|notice| notice.issues.iter().map(move |issue| (notice.user, issue)));
    let rows = issues.flat_map(|(user, issue)| {
        issue.periods.iter().map(move |period| row(explainer, user, issue, period))
    });
    Sheet { name: messages.notices, headings, rows: rows.collect() }
}

fn row(explainer: &Explainer, user: &Consumer, issue: &Issue, period: &NoticePeriod) -> Vec<Cell> {
    let messages = explainer.messages.notice;
    let text = |text: &str| Cell::Text(text.to_owned());
    let volume = |which: usize| period.volumes.map_or(Cell::Nothing, |volumes| Cell::Figure(volumes[which]));
    let issued_by = explainer.scenario.notice.issued_by.as_ref();
    let kept = if period.is_minimum_unmet { messages.no } else { explainer.messages.label.yes };
    vec![
        text(&issue.number),
        text(&user.id),
        text((user.name.as_ref()).map_or(&user.id, explainer.messages.local)),
        text(user.contact.as_deref().unwrap_or_default()),
        text((explainer.messages.class)(user.class)),
        text(&period.from),
        text(&period.until),
        Cell::Figure(period.demand),
        Cell::Figure(period.permitted),
        Cell::Figure(period.cut),
        volume(0),
        volume(1),
        text(kept),
        text(&period.why),
        text(&period.clause),
        text(issue.ahead.as_deref().unwrap_or_default()),
        text(issued_by.map_or("", explainer.messages.local)),
        Cell::Nothing,
        Cell::Nothing,
    ]
}
