//! Follows what a controller tells: every order, proposal and alarm, from when it came to what became of it.

use citygate::allocate::Grant;
use citygate::station::{AlarmKind, AlarmState, Order, OrderState, StationError, StationEvent};

use crate::quantity::Quantity;
use crate::result::moment::Moment;
use crate::result::station::{AlarmOutcome, CommandOutcome, OrderOutcome, ProposalOutcome, ProposalState};
use crate::scenario::Scenario;
use crate::scenario::station::{AlarmPlace, CommandKind, CommandName, PlannedCommand};

/// What was told so far.
pub struct Follower<'s> {
    scenario: &'s Scenario,
    pub orders: Vec<OrderOutcome>,
    pub proposals: Vec<ProposalOutcome>,
    pub alarms: Vec<AlarmOutcome>,
    pub commands: Vec<CommandOutcome>,
    pub floods: u64,
}

impl<'s> Follower<'s> {
    pub fn new(scenario: &'s Scenario) -> Follower<'s> {
        Follower {
            scenario,
            orders: Vec::new(),
            proposals: Vec::new(),
            alarms: Vec::new(),
            commands: Vec::new(),
            floods: 0,
        }
    }

    /// Takes note of what happened at a moment.
    pub fn see(&mut self, event: StationEvent, now: Moment) {
        match event {
            StationEvent::Ordered(order) => self.ordered(&order, now),
            StationEvent::TookEffect(order) => {
                if let Some(known) = self.order_mut(order.sequence) {
                    (known.state, known.effective) = (OrderState::InForce, now);
                }
            }
            StationEvent::Superseded(order) => {
                if let Some(known) = self.order_mut(order.sequence) {
                    (known.state, known.ended) = (OrderState::Superseded, Some(now));
                }
            }
            StationEvent::Proposed(order) => self.proposed(&order, now),
            StationEvent::Withdrawn(order) => {
                let known = self.proposals.iter_mut().rfind(|known| known.number == order.sequence);
                if let Some(known) = known.filter(|known| known.state == ProposalState::Waiting) {
                    (known.state, known.ended) = (ProposalState::Withdrawn, Some(now));
                }
            }
            StationEvent::Confirmed(order) => {
                if let Some(known) = self.proposals.iter_mut().rfind(|known| known.number == order.sequence) {
                    (known.state, known.ended) = (ProposalState::Confirmed, Some(now));
                }
            }
            StationEvent::FloodBegan => self.floods += 1,
            StationEvent::Strayed { user } => {
                let known =
                    self.orders.iter_mut().rfind(|known| known.place == user && known.ended.is_none());
                if let Some(known) = known {
                    known.not_followed = true;
                }
            }
            StationEvent::AlarmCame { kind, user } => self.alarms.push(AlarmOutcome {
                kind,
                place: user,
                user: user.and_then(|user| self.id(user)),
                came: now,
                acknowledged: None,
                went: None,
                state: AlarmState::Unacknowledged,
            }),
            StationEvent::AlarmWent { kind, user } => {
                // One that came again while it was known is over with the first.
                for known in self.alarms.iter_mut().filter(|known| known.went.is_none()) {
                    if known.kind == kind && known.place == user {
                        known.went = Some(now);
                    }
                }
            }
            StationEvent::OverrideExpired { user } => {
                let command = self.command(CommandName::OverrideExpired, Some(user), now);
                self.commands.push(command);
            }
            // Orders, alarms and tallies tell the others.
            _ => {}
        }
    }

    fn ordered(&mut self, order: &Order, now: Moment) {
        let (reason, step) = reason_of(&order.grant);
        let place = usize::from(order.user);
        self.orders.push(OrderOutcome {
            number: order.sequence,
            at: now,
            place,
            user: self.id(place).unwrap_or_default(),
            from: self.flow(order.from),
            to: self.flow(order.to),
            cause: order.cause(),
            reason,
            step,
            state: order.state(),
            effective: Moment::after_start(order.effective_ms.max(now.since_start_ms())),
            acknowledge_by: moment(order.acknowledge_by_ms),
            acknowledged: None,
            ended: None,
            not_followed: false,
        });
    }

    fn proposed(&mut self, order: &Order, now: Moment) {
        let (reason, step) = reason_of(&order.grant);
        let place = usize::from(order.user);
        self.proposals.push(ProposalOutcome {
            number: order.sequence,
            at: now,
            place,
            user: self.id(place).unwrap_or_default(),
            from: self.flow(order.from),
            to: self.flow(order.to),
            reason,
            step,
            state: ProposalState::Waiting,
            ended: None,
        });
    }

    /// An operator did something, or was refused.
    pub fn commanded(&mut self, planned: &PlannedCommand, refused: Option<StationError>, now: Moment) {
        let command = match planned.what {
            CommandKind::Override { user, set_point, until_ms } => CommandOutcome {
                set_point: Some(set_point),
                until: moment(until_ms),
                ..self.command(CommandName::Override, Some(user), now)
            },
            CommandKind::Hold { user, until_ms } => {
                CommandOutcome { until: moment(until_ms), ..self.command(CommandName::Hold, Some(user), now) }
            }
            CommandKind::Release { user } => self.command(CommandName::Release, Some(user), now),
            CommandKind::Confirm { user } => self.command(CommandName::Confirm, user, now),
            CommandKind::AcknowledgeAlarms(None) => self.command(CommandName::Acknowledge, None, now),
            CommandKind::AcknowledgeAlarms(Some(AlarmPlace { kind, user })) => {
                CommandOutcome { alarm: Some(kind), ..self.command(CommandName::Acknowledge, user, now) }
            }
            CommandKind::AcknowledgeOrder { user } => self.command(CommandName::Acknowledge, Some(user), now),
            CommandKind::Shelve { alarm, until_ms } => CommandOutcome {
                alarm: Some(alarm.kind),
                until: moment(until_ms),
                ..self.command(CommandName::Shelve, alarm.user, now)
            },
            CommandKind::SetMode(mode) => {
                CommandOutcome { mode: Some(mode), ..self.command(CommandName::Mode, None, now) }
            }
        };
        self.commands.push(CommandOutcome { by: planned.by.clone(), refused, ..command });
    }

    /// Somebody acknowledged an alarm.
    pub fn alarm_acknowledged(&mut self, alarm: AlarmPlace, now: Moment) {
        if let Some(known) = self.alarm_mut(alarm) {
            known.acknowledged = Some(now);
        }
    }

    /// A user acknowledged its order.
    pub fn order_acknowledged(&mut self, number: u64, now: Moment) {
        if let Some(known) = self.order_mut(number) {
            known.acknowledged = Some(now);
        }
    }

    /// How an order stands in the end.
    pub fn settle_order(&mut self, order: &Order) {
        if let Some(known) = self.order_mut(order.sequence) {
            known.state = order.state();
        }
    }

    /// How the last alarm of a kind stands in the end; those before it have gone.
    pub fn settle_alarms(&mut self) {
        for alarm in &mut self.alarms {
            alarm.state = match (alarm.went, alarm.acknowledged) {
                (None, None) => AlarmState::Unacknowledged,
                (None, Some(_)) => AlarmState::Acknowledged,
                (Some(_), None) => AlarmState::ReturnedUnacknowledged,
                (Some(_), Some(_)) => AlarmState::Normal,
            };
        }
    }

    fn command(&self, what: CommandName, place: Option<usize>, at: Moment) -> CommandOutcome {
        CommandOutcome {
            at,
            what,
            place,
            user: place.and_then(|place| self.id(place)),
            set_point: None,
            until: None,
            alarm: None,
            mode: None,
            by: None,
            refused: None,
        }
    }

    fn order_mut(&mut self, number: u64) -> Option<&mut OrderOutcome> {
        self.orders.iter_mut().rfind(|known| known.number == number)
    }

    fn alarm_mut(&mut self, AlarmPlace { kind, user }: AlarmPlace) -> Option<&mut AlarmOutcome> {
        let is = |known: &&mut AlarmOutcome| -> bool { known.kind == kind && known.place == user };
        self.alarms.iter_mut().rfind(is)
    }

    fn id(&self, place: usize) -> Option<String> {
        self.scenario.users.get(place).map(|user| user.id.clone())
    }

    fn flow(&self, units: u32) -> Quantity {
        self.scenario.scale.quantity(units.into())
    }
}

fn reason_of(grant: &Grant) -> (citygate::allocate::Reason, Option<u8>) {
    (grant.reason(), grant.step())
}

/// A time of the station as a moment of the exercise; 0 stands for none.
fn moment(ms: u64) -> Option<Moment> {
    (ms != 0).then(|| Moment::after_start(ms))
}

/// Every alarm that a station of so many users can have.
pub fn all_alarms(users: usize) -> impl Iterator<Item = AlarmPlace> {
    let places = [None].into_iter().chain((0..users).map(Some));
    places.flat_map(|user| AlarmKind::ALL.into_iter().map(move |kind| AlarmPlace { kind, user }))
}
