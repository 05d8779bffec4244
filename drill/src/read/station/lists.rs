//! What goes wrong with signals, who does not follow, and what operators do.

use std::ops::Range;

use citygate::station::{AlarmKind, Mode};
use toml::Spanned;

use super::settings::{on_step, position};
use crate::local_text::LocalText;
use crate::quantity::{MS_PER_THOUSANDTH_H, Quantity};
use crate::read::checker::Checker;
use crate::read::names;
use crate::read::raw::station::{RawCommand, RawFailure, RawStraying};
use crate::read::raw::value::{Key, Number};
use crate::scenario::scale::Scale;
use crate::scenario::station::{
    AlarmPlace, CommandKind, Failure, FailureKind, PlannedCommand, SignalPlace, Straying,
};
use crate::scenario::timeline::Hour;
use crate::scenario::user::Consumer;

/// The kinds of a failure, before more is known of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Dead,
    Stuck,
    Spiking,
    Stale,
    Uncertain,
}

const HOW: [(&str, How); 5] = [
    ("dead", How::Dead),
    ("stuck", How::Stuck),
    ("spiking", How::Spiking),
    ("stale", How::Stale),
    ("uncertain", How::Uncertain),
];

/// What a signal is called, and the place of a user's.
type NamedSignal = (&'static str, fn(usize) -> SignalPlace);

const SIGNALS: [NamedSignal; 4] = [
    ("supply", |_| SignalPlace::Supply),
    ("demand", SignalPlace::Demand),
    ("flow", SignalPlace::Flow),
    ("valve", SignalPlace::Valve),
];

/// What an operator can do, and which keys that takes beside hour and kind.
const COMMANDS: [(&str, &[&str]); 7] = [
    ("override", &["user", "set_point", "until_h", "by"]),
    ("hold", &["user", "until_h", "by"]),
    ("release", &["user"]),
    ("confirm", &["user"]),
    ("acknowledge", &["user", "alarm"]),
    ("shelve", &["user", "alarm", "until_h"]),
    ("mode", &["mode"]),
];

/// What the entries of lists are checked against.
pub struct Lists<'s> {
    pub users: &'s [Consumer],
    pub scale: Scale,
    pub end: Hour,
}

impl Lists<'_> {
    pub fn failures(&self, raw: &[Spanned<RawFailure>], checker: &mut Checker) -> Option<Vec<Failure>> {
        let mut failures: Vec<Failure> = Vec::with_capacity(raw.len());
        for value in raw {
            let Some(failure) = self.failure(value, checker) else { continue };
            let overlaps = |other: &Failure| {
                other.signal == failure.signal
                    && other.from_ms < failure.to_ms
                    && failure.from_ms < other.to_ms
            };
            if failures.iter().any(overlaps) {
                checker.note(&value.span(), checker.words().station.failures_overlap);
                continue;
            }
            failures.push(failure);
        }
        (failures.len() == raw.len()).then_some(failures)
    }

    fn failure(&self, value: &Spanned<RawFailure>, checker: &mut Checker) -> Option<Failure> {
        let (table, raw) = (value.span(), value.get_ref());
        let make = checker.required(&raw.signal, &table, "signal", "\"flow\"");
        let make = make.and_then(|value| Some((checker.one_of(value, "signal", &SIGNALS)?, value)));
        let is_of_user = make.is_none_or(|(_, value)| value.get_ref() != "supply");
        let user = match (&raw.user, is_of_user) {
            (Some(id), true) => position(id, self.users, checker),
            (Some(id), false) => {
                checker.note(&id.span(), checker.words().station.supply_of_nobody);
                None
            }
            (None, true) => {
                checker.required(&raw.user, &table, "user", "\"homes\"");
                None
            }
            (None, false) => Some(0),
        };
        let span = self.span(&raw.from_h, &raw.to_h, &table, checker);
        let how = checker.required(&raw.how, &table, "how", "\"dead\"");
        let how = how.and_then(|value| checker.one_of(value, "failure", &HOW));
        let how = self.failure_kind(how?, raw, checker);
        let ((make, name), (from_ms, to_ms)) = (make?, span?);
        if name.get_ref() == "valve" && how.is_some_and(|how| how != FailureKind::Dead) {
            let place = raw.how.as_ref().map_or(table, Spanned::span);
            checker.note(&place, checker.words().station.valve_not_dead);
            return None;
        }
        Some(Failure { signal: make(user?), from_ms, to_ms, how: how? })
    }

    fn failure_kind(&self, how: How, raw: &RawFailure, checker: &mut Checker) -> Option<FailureKind> {
        let keys = [(&raw.percent, "percent"), (&raw.every, "every")];
        if how != How::Spiking
            && let Some((value, key)) = keys.iter().find_map(|(value, key)| Some((value.as_ref()?, key)))
        {
            checker.note(&value.span(), (checker.words().station.key_of_another)(key, "spiking"));
            return None;
        }
        Some(match how {
            How::Dead => FailureKind::Dead,
            How::Stuck => FailureKind::Stuck,
            How::Stale => FailureKind::Stale,
            How::Uncertain => FailureKind::Uncertain,
            How::Spiking => {
                let by = percent(&raw.percent, 50_000, checker);
                let every = raw.every.as_ref().map_or(Some(10), |value| checker.whole(value, 1..=u16::MAX));
                FailureKind::Spiking { by: by?, every: every?.into() }
            }
        })
    }

    pub fn strayings(&self, raw: &[Spanned<RawStraying>], checker: &mut Checker) -> Option<Vec<Straying>> {
        let all: Vec<Option<Straying>> = raw.iter().map(|value| self.straying(value, checker)).collect();
        all.into_iter().collect()
    }

    fn straying(&self, value: &Spanned<RawStraying>, checker: &mut Checker) -> Option<Straying> {
        let (table, raw) = (value.span(), value.get_ref());
        let user = checker.required(&raw.user, &table, "user", "\"steel-works\"");
        let user = user.and_then(|id| position(id, self.users, checker));
        let span = self.span(&raw.from_h, &raw.to_h, &table, checker);
        let by = percent(&raw.percent, 100_000, checker);
        let (from_ms, to_ms) = span?;
        Some(Straying { user: user?, from_ms, to_ms, by: by? })
    }

    pub fn commands(
        &self,
        raw: &[Spanned<RawCommand>],
        checker: &mut Checker,
    ) -> Option<Vec<PlannedCommand>> {
        let all: Vec<Option<PlannedCommand>> = raw.iter().map(|value| self.command(value, checker)).collect();
        let commands = all.into_iter().collect::<Option<Vec<PlannedCommand>>>()?;
        for ((before, after), value) in commands.iter().zip(commands.iter().skip(1)).zip(raw.iter().skip(1)) {
            if after.at_ms < before.at_ms {
                let hours = |ms: u64| Quantity::from_thousandths(ms / MS_PER_THOUSANDTH_H).to_number();
                let message = (checker.words().out_of_order)(&hours(after.at_ms), &hours(before.at_ms));
                let place = value.get_ref().at_h.as_ref().map_or(value.span(), Spanned::span);
                checker.note(&place, message);
                return None;
            }
        }
        Some(commands)
    }

    fn command(&self, value: &Spanned<RawCommand>, checker: &mut Checker) -> Option<PlannedCommand> {
        let (table, raw) = (value.span(), value.get_ref());
        let at_ms = self.hour(&raw.at_h, &table, "at_h", checker);
        let kinds = COMMANDS.map(|(name, _)| (name, name));
        let kind = checker.required(&raw.kind, &table, "do", "\"hold\"");
        let kind = kind.and_then(|value| checker.one_of(value, "command", &kinds))?;
        let is_right = has_only_its_keys(raw, kind, checker);
        let user = match &raw.user {
            Some(id) => position(id, self.users, checker).map(Some),
            None => Some(None),
        };
        let alarms = AlarmKind::ALL.map(|kind| (kind.name(), kind));
        let alarm = names::named(&raw.alarm, "alarm", &alarms, checker);
        let by = checker.optional_text(&raw.by);
        let what = self.what(kind, raw, &table, (user?, alarm?), checker);
        if matches!(kind, "override" | "hold") && by == Some(None) {
            checker.required(&raw.by, &table, "by", "\"shift leader\"");
            return None;
        }
        let by: Option<LocalText> = by?;
        is_right.then_some(PlannedCommand { at_ms: at_ms?, what: what?, by })
    }

    fn what(
        &self,
        kind: &str,
        raw: &RawCommand,
        table: &Range<usize>,
        (user, alarm): (Option<usize>, Option<AlarmKind>),
        checker: &mut Checker,
    ) -> Option<CommandKind> {
        let until = |checker: &mut Checker| {
            let value = checker.required(&raw.until_h, table, "until_h", "6.5")?;
            checker.quantity(value).map(|hours| Hour(hours).ms())
        };
        let required_user = |checker: &mut Checker| {
            checker.required(&raw.user, table, "user", "\"steel-works\"");
            user
        };
        Some(match kind {
            "override" => {
                let set_point = checker.required(&raw.set_point, table, "set_point", "400.0");
                let set_point = set_point.and_then(|value| on_step(value, Some(self.scale), checker));
                let (user, until_ms) = (required_user(checker), until(checker));
                CommandKind::Override { user: user?, set_point: set_point?, until_ms: until_ms? }
            }
            "hold" => {
                let (user, until_ms) = (required_user(checker), until(checker));
                CommandKind::Hold { user: user?, until_ms: until_ms? }
            }
            "release" => CommandKind::Release { user: required_user(checker)? },
            "confirm" => CommandKind::Confirm { user },
            "acknowledge" => match (alarm, user) {
                (Some(kind), user) => CommandKind::AcknowledgeAlarms(Some(AlarmPlace { kind, user })),
                (None, Some(user)) => CommandKind::AcknowledgeOrder { user },
                (None, None) => CommandKind::AcknowledgeAlarms(None),
            },
            "shelve" => {
                checker.required(&raw.alarm, table, "alarm", "\"not_following\"");
                let until_ms = until(checker);
                let alarm = alarm.map(|kind| AlarmPlace { kind, user });
                CommandKind::Shelve { alarm: alarm?, until_ms: until_ms? }
            }
            _ => {
                let modes = Mode::ALL.map(|mode| (mode.name(), mode));
                let mode = checker.required(&raw.mode, table, "mode", "\"manual\"")?;
                CommandKind::SetMode(checker.one_of(mode, "mode", &modes)?)
            }
        })
    }

    /// From one hour to a later one, both in the exercise.
    fn span(
        &self,
        from: &Key<Number>,
        to: &Key<Number>,
        table: &Range<usize>,
        checker: &mut Checker,
    ) -> Option<(u64, u64)> {
        let from_ms = self.hour(from, table, "from_h", checker);
        let to_ms = self.hour(to, table, "to_h", checker);
        let (from_ms, to_ms) = (from_ms?, to_ms?);
        if to_ms <= from_ms {
            let place = to.as_ref().map_or(table.clone(), Spanned::span);
            checker.note(&place, checker.words().station.ends_before_it_begins);
            return None;
        }
        Some((from_ms, to_ms))
    }

    /// An hour of the exercise, in milliseconds since its beginning.
    fn hour(
        &self,
        value: &Key<Number>,
        table: &Range<usize>,
        key: &str,
        checker: &mut Checker,
    ) -> Option<u64> {
        let value = checker.required(value, table, key, "6.5")?;
        let hour = Hour(checker.quantity(value)?);
        if hour > self.end {
            let message = (checker.words().station.after_the_end)(&self.end.hours().to_number());
            checker.note(&value.span(), message);
            return None;
        }
        Some(hour.ms())
    }
}

/// Whether a command states no key that its kind does not take.
fn has_only_its_keys(raw: &RawCommand, kind: &str, checker: &mut Checker) -> bool {
    let stated = [
        ("user", raw.user.as_ref().map(Spanned::span)),
        ("set_point", raw.set_point.as_ref().map(Spanned::span)),
        ("until_h", raw.until_h.as_ref().map(Spanned::span)),
        ("alarm", raw.alarm.as_ref().map(Spanned::span)),
        ("mode", raw.mode.as_ref().map(Spanned::span)),
    ];
    let known = COMMANDS.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, keys)| keys);
    let mut is_right = true;
    for (key, place) in stated.into_iter().filter(|(key, _)| !known.contains(key)) {
        let Some(place) = place else { continue };
        let kinds: Vec<&str> =
            COMMANDS.iter().filter(|(_, keys)| keys.contains(&key)).map(|(name, _)| *name).collect();
        let message = (checker.words().station.key_of_another)(key, &kinds.join(", "));
        checker.note(&place, message);
        is_right = false;
    }
    is_right
}

/// A percent up to 100,000, in thousandths.
fn percent(value: &Key<Number>, usual: u64, checker: &mut Checker) -> Option<Quantity> {
    let Some(value) = value else { return Some(Quantity::from_thousandths(usual)) };
    let percent = checker.positive_quantity(value)?;
    const MOST: u64 = 100_000;
    if percent > Quantity::from_thousandths(MOST * 1000) {
        let message = (checker.words().beyond_bounds)(&percent.to_number(), 0.001, MOST as f64);
        checker.note(&value.span(), message);
        return None;
    }
    Some(percent)
}
