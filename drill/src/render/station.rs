//! The station controller in words: what text and report share.

use citygate::allocate::Reason;
use citygate::station::{OrderCause, OrderState};

use super::narrator::Narrator;
use crate::messages::station::{StationMessages, StationSummary};
use crate::result::lasting::Lasting;
use crate::result::moment::Moment;
use crate::result::station::{
    AlarmOutcome, CommandOutcome, OrderOutcome, ProposalOutcome, ProposalState, StationOutcome,
    StationUserOutcome,
};
use crate::scenario::user::Consumer;

/// Up to so many rows of a table are shown.
pub const MOST_ROWS: usize = 200;

/// What a controller did, and in which exercise and language that is told.
#[derive(Clone, Copy)]
pub struct StationNarrator<'a> {
    pub narrator: Narrator<'a>,
    pub station: &'a StationOutcome,
}

impl<'a> StationNarrator<'a> {
    /// Nothing where no controller takes part.
    pub fn of(narrator: &Narrator<'a>) -> Option<StationNarrator<'a>> {
        let station = narrator.exercise.station.as_ref()?;
        Some(StationNarrator { narrator: *narrator, station })
    }

    pub fn messages(&self) -> &'static StationMessages {
        self.narrator.explainer.messages.station
    }

    pub fn summary(&self) -> Vec<String> {
        let station = self.station;
        let with_orders = station.users.iter().filter(|user| user.orders != 0).count();
        let confirmed = |proposal: &&ProposalOutcome| proposal.state == ProposalState::Confirmed;
        let cannot_be_met = (station.cannot_be_met.0 != 0).then(|| self.time(station.cannot_be_met));
        (self.messages().summary)(&StationSummary {
            scans: station.scans,
            every: &self.every(),
            orders: station.orders_given.all,
            users: with_orders,
            allocation: station.orders_given.allocation,
            restoration: station.orders_given.restoration,
            by_hand: station.orders_given.by_hand,
            confirmation: station.orders_given.confirmation,
            without_hysteresis: station.orders_without_hysteresis,
            alarms: station.alarms_raised,
            unacknowledged: station.alarms.iter().filter(|alarm| alarm.acknowledged.is_none()).count(),
            floods: station.floods,
            proposals: station.proposals.len(),
            confirmed: station.proposals.iter().filter(confirmed).count(),
            supply_substituted: &self.time(station.supply_substituted),
            users_substituted: &self.substituted(),
            held_back: &self.narrator.volume(station.held_back),
            excess: &self.narrator.volume(station.excess),
            cannot_be_met: cannot_be_met.as_deref(),
        })
    }

    /// The users with substituted values, and for how long.
    fn substituted(&self) -> String {
        let messages = self.narrator.explainer.messages;
        let told: Vec<String> = self
            .users()
            .filter(|(_, outcome)| outcome.substituted.0 != 0)
            .map(|(user, outcome)| {
                format!("{} {}", self.narrator.explainer.user(user), self.time(outcome.substituted))
            })
            .collect();
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        if told.is_empty() { self.messages().nobody.to_owned() } else { (messages.list)(&told) }
    }

    /// The time from one scan to the next.
    fn every(&self) -> String {
        (self.messages().seconds)(&self.station.scan_s.to_string())
    }

    /// Hours and minutes, and seconds where there are any.
    fn time(&self, lasting: Lasting) -> String {
        self.narrator.elapsed(Moment::after_start(lasting.0))
    }

    fn users(&self) -> impl Iterator<Item = (&'a Consumer, &'a StationUserOutcome)> {
        self.narrator.explainer.scenario.users.iter().zip(&self.station.users)
    }

    fn user(&self, place: usize) -> &'a str {
        let user = self.narrator.explainer.scenario.users.get(place);
        user.map_or("", |user| self.narrator.explainer.user(user))
    }

    /// A user, or the station itself.
    fn whose(&self, place: Option<usize>) -> &'a str {
        place.map_or(self.messages().station, |place| self.user(place))
    }

    pub fn user_headings(&self) -> [&'static str; 8] {
        let (messages, own) = (self.narrator.explainer.messages, self.messages());
        [
            messages.label.user,
            own.orders,
            own.without_hysteresis,
            own.lowest_set_point,
            own.last_set_point,
            own.substituted,
            own.held_back,
            own.excess,
        ]
    }

    pub fn user_rows(&self) -> Vec<[String; 8]> {
        let row = |(user, outcome): (&'a Consumer, &StationUserOutcome)| {
            [
                self.narrator.explainer.user(user).to_owned(),
                outcome.orders.to_string(),
                outcome.orders_without_hysteresis.to_string(),
                outcome.lowest_set_point.to_string(),
                outcome.set_point.to_string(),
                self.time(outcome.substituted),
                outcome.held_back.to_string(),
                outcome.excess.to_string(),
            ]
        };
        self.users().map(row).collect()
    }

    pub fn order_headings(&self) -> [&'static str; 9] {
        let (messages, own) = (self.narrator.explainer.messages, self.messages());
        [
            own.number,
            messages.exercise.label.time,
            messages.label.user,
            own.from,
            own.to,
            messages.label.why,
            own.state,
            own.effective,
            own.acknowledged,
        ]
    }

    pub fn order_rows(&self) -> Vec<(Moment, [String; 9])> {
        self.station.orders.iter().take(MOST_ROWS).map(|order| (order.at, self.order_row(order))).collect()
    }

    fn order_row(&self, order: &OrderOutcome) -> [String; 9] {
        let (messages, own) = (self.narrator.explainer.messages, self.messages());
        let mut state = (own.order_state)(order.state).to_owned();
        if order.not_followed && order.state != OrderState::NotFollowed {
            state = (messages.aside)(&state, own.not_followed_at_times);
        }
        let effective = match order.effective == order.at {
            true => own.at_once.to_owned(),
            false => self.narrator.moment(order.effective),
        };
        let acknowledged = match (order.acknowledged, order.acknowledge_by) {
            (Some(at), _) => self.narrator.moment(at),
            (None, Some(_)) => own.not_yet.to_owned(),
            (None, None) => own.not_needed.to_owned(),
        };
        [
            order.number.to_string(),
            self.narrator.moment(order.at),
            self.user(order.place).to_owned(),
            order.from.to_string(),
            order.to.to_string(),
            self.why(order),
            state,
            effective,
            acknowledged,
        ]
    }

    fn why(&self, order: &OrderOutcome) -> String {
        match order.cause {
            OrderCause::Allocation | OrderCause::Confirmation => {
                self.reason(order.reason, order.step, order.place)
            }
            OrderCause::Restoration => self.messages().more_again.to_owned(),
            OrderCause::Override => self.messages().by_hand.to_owned(),
        }
    }

    fn reason(&self, reason: Reason, step: Option<u8>, place: usize) -> String {
        let explainer = &self.narrator.explainer;
        let user = explainer.scenario.users.get(place);
        user.map_or(String::new(), |user| explainer.reason_of_order(user, reason, step))
    }

    pub fn proposal_headings(&self) -> [&'static str; 7] {
        let (messages, own) = (self.narrator.explainer.messages, self.messages());
        [
            own.number,
            messages.exercise.label.time,
            messages.label.user,
            own.from,
            own.to,
            messages.label.why,
            own.outcome,
        ]
    }

    pub fn proposal_rows(&self) -> Vec<(Moment, [String; 7])> {
        let row = |proposal: &ProposalOutcome| {
            let own = self.messages();
            let state = match proposal.state {
                ProposalState::Waiting => own.waits,
                ProposalState::Confirmed => own.confirmed,
                ProposalState::Withdrawn => own.withdrawn,
            };
            let outcome = match proposal.ended {
                Some(at) => format!("{state} {}", self.narrator.moment(at)),
                None => state.to_owned(),
            };
            let row = [
                proposal.number.to_string(),
                self.narrator.moment(proposal.at),
                self.user(proposal.place).to_owned(),
                proposal.from.to_string(),
                proposal.to.to_string(),
                self.reason(proposal.reason, proposal.step, proposal.place),
                outcome,
            ];
            (proposal.at, row)
        };
        self.station.proposals.iter().take(MOST_ROWS).map(row).collect()
    }

    pub fn alarm_headings(&self) -> [&'static str; 5] {
        let own = self.messages();
        [own.came, own.alarm, own.whose, own.acknowledged, own.went]
    }

    pub fn alarm_rows(&self) -> Vec<(Moment, [String; 5])> {
        let own = self.messages();
        let time = |at: Option<Moment>| at.map_or(own.not_yet.to_owned(), |at| self.narrator.moment(at));
        let row = |alarm: &AlarmOutcome| {
            let row = [
                self.narrator.moment(alarm.came),
                (own.alarm_kind)(alarm.kind).to_owned(),
                self.whose(alarm.place).to_owned(),
                time(alarm.acknowledged),
                time(alarm.went),
            ];
            (alarm.came, row)
        };
        self.station.alarms.iter().take(MOST_ROWS).map(row).collect()
    }

    pub fn command_headings(&self) -> [&'static str; 3] {
        let label = &self.narrator.explainer.messages.exercise.label;
        [label.time, label.what, label.who]
    }

    pub fn command_rows(&self) -> Vec<(Moment, [String; 3])> {
        let row = |command: &CommandOutcome| {
            let by = command.by.as_ref().map(|by| self.narrator.explainer.text(by).to_owned());
            (command.at, [self.narrator.moment(command.at), self.command(command), by.unwrap_or_default()])
        };
        self.station.commands.iter().take(MOST_ROWS).map(row).collect()
    }

    fn command(&self, command: &CommandOutcome) -> String {
        let (messages, own) = (self.narrator.explainer.messages, self.messages());
        let user = command.place.map(|place| self.user(place).to_owned());
        let parts = [
            command.alarm.map(|alarm| (own.alarm_kind)(alarm).to_owned()),
            user,
            command.mode.map(|mode| (own.mode)(mode).to_owned()),
            command.set_point.map(|flow| self.narrator.explainer.flow(flow)),
            command.until.map(|at| (own.until)(&self.narrator.moment(at))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let mut what = (own.command)(command.what).to_owned();
        if !parts.is_empty() {
            what = format!("{what}{}{}", messages.colon, parts.join(messages.comma));
        }
        match &command.refused {
            Some(_) => (messages.aside)(&what, own.refused),
            None => what,
        }
    }

    /// What is left out of a table of so many rows.
    pub fn left_out(&self, all: usize) -> Option<String> {
        (all > MOST_ROWS).then(|| (self.messages().first_rows)(MOST_ROWS, all))
    }
}
