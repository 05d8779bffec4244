//! What a station controller did in an exercise: orders, alarms, proposals, set-points and flows over the hours.

use citygate::allocate::Reason;
use citygate::station::{AlarmKind, AlarmState, Mode, OrderCause, OrderState, StationError};
use citygate::user::SupplyClass;
use serde::Serialize;

use super::lasting::Lasting;
use super::moment::Moment;
use crate::local_text::{LocalText, as_name};
use crate::quantity::Quantity;
use crate::scenario::station::CommandName;
use crate::text::as_text;

/// Flows in the scenario's unit, volumes in that of its volumes.
#[derive(Clone, Debug, Serialize)]
pub struct StationOutcome {
    /// By which the noise can be made again.
    pub seed: u64,
    /// From one scan to the next, in seconds.
    pub scan_s: Quantity,
    pub scans: u64,
    /// Orders by cause.
    pub orders_given: OrdersGiven,
    /// What the same scenario comes to without dead band, restore hold, ramp, and bound on changes.
    pub orders_without_hysteresis: u64,
    pub alarms_raised: u64,
    /// How often more alarms came than a person can take in.
    pub floods: u64,
    /// How long the supply was not measured.
    #[serde(rename = "supply_substituted_h")]
    pub supply_substituted: Lasting,
    /// How long what has to be counted first, protected users kept until a person confirms included, was more than the supply.
    #[serde(rename = "cannot_be_met_h")]
    pub cannot_be_met: Lasting,
    /// What there was for users, and they were not given because of dead band, hold, ramp and bound.
    pub held_back: Quantity,
    /// What users took beyond their set-points while they did not follow.
    pub excess: Quantity,
    /// In the order of the scenario.
    pub users: Vec<StationUserOutcome>,
    /// In the order in which they were given.
    pub orders: Vec<OrderOutcome>,
    pub proposals: Vec<ProposalOutcome>,
    /// In the order in which they came.
    pub alarms: Vec<AlarmOutcome>,
    /// What operators did, and overrides that ran out.
    pub commands: Vec<CommandOutcome>,
    pub samples: Vec<StationSample>,
    /// The same without hysteresis.
    #[serde(skip)]
    pub without_hysteresis: WithoutHysteresis,
}

/// How it would go without hysteresis.
#[derive(Clone, Debug)]
pub struct WithoutHysteresis {
    /// When orders would be given.
    pub orders: Vec<Moment>,
    pub samples: Vec<StationSample>,
}

/// How many orders were given, by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OrdersGiven {
    pub all: u64,
    pub allocation: u64,
    pub restoration: u64,
    #[serde(rename = "override")]
    pub by_hand: u64,
    /// As a person confirmed.
    pub confirmation: u64,
}

impl OrdersGiven {
    pub fn of(orders: &[OrderOutcome]) -> OrdersGiven {
        let of = |cause| orders.iter().filter(|order| order.cause == cause).count() as u64;
        OrdersGiven {
            all: orders.len() as u64,
            allocation: of(OrderCause::Allocation),
            restoration: of(OrderCause::Restoration),
            by_hand: of(OrderCause::Override),
            confirmation: of(OrderCause::Confirmation),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct StationUserOutcome {
    pub id: String,
    pub orders: u64,
    pub orders_without_hysteresis: u64,
    /// In the end.
    pub set_point: Quantity,
    /// The least that it ever was.
    pub lowest_set_point: Quantity,
    /// How long what it wants or draws was not measured.
    #[serde(rename = "substituted_h")]
    pub substituted: Lasting,
    #[serde(rename = "not_following_h")]
    pub not_following: Lasting,
    pub held_back: Quantity,
    pub excess: Quantity,
    /// How often a minimum on time could not be kept.
    pub locks_broken: u32,
}

/// An order, from when it was given to when another took its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderOutcome {
    pub number: u64,
    #[serde(rename = "at_h")]
    pub at: Moment,
    /// Position of the user.
    #[serde(skip)]
    pub place: usize,
    pub user: String,
    pub from: Quantity,
    pub to: Quantity,
    pub cause: OrderCause,
    pub reason: Reason,
    /// The step that the reason speaks of, counted from 0.
    pub step: Option<u8>,
    /// In the end.
    pub state: OrderState,
    #[serde(rename = "effective_h")]
    pub effective: Moment,
    /// By when it has to be acknowledged; `null` if it has not to.
    #[serde(rename = "acknowledge_by_h")]
    pub acknowledge_by: Option<Moment>,
    #[serde(rename = "acknowledged_h")]
    pub acknowledged: Option<Moment>,
    /// When another took its place, or there was no need for it any more.
    #[serde(rename = "ended_h")]
    pub ended: Option<Moment>,
    /// Whether it was not followed for a while.
    pub not_followed: bool,
}

/// A reduction that waits for a person, because values are not measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalOutcome {
    pub number: u64,
    #[serde(rename = "at_h")]
    pub at: Moment,
    #[serde(skip)]
    pub place: usize,
    pub user: String,
    pub from: Quantity,
    pub to: Quantity,
    pub reason: Reason,
    pub step: Option<u8>,
    pub state: ProposalState,
    /// When it was confirmed or withdrawn.
    #[serde(rename = "ended_h")]
    pub ended: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    Waiting,
    Confirmed,
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlarmOutcome {
    pub kind: AlarmKind,
    #[serde(skip)]
    pub place: Option<usize>,
    /// `null` where it is the station's own.
    pub user: Option<String>,
    #[serde(rename = "came_h")]
    pub came: Moment,
    #[serde(rename = "acknowledged_h")]
    pub acknowledged: Option<Moment>,
    #[serde(rename = "went_h")]
    pub went: Option<Moment>,
    /// In the end.
    pub state: AlarmState,
}

/// What an operator did.
#[derive(Clone, Debug, Serialize)]
pub struct CommandOutcome {
    #[serde(rename = "at_h")]
    pub at: Moment,
    #[serde(rename = "do")]
    pub what: CommandName,
    #[serde(skip)]
    pub place: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_point: Option<Quantity>,
    #[serde(rename = "until_h", skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alarm: Option<AlarmKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    #[serde(flatten, serialize_with = "as_name")]
    pub by: Option<LocalText>,
    #[serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")]
    pub refused: Option<StationError>,
}

/// How things stood after a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StationSample {
    #[serde(rename = "at_h")]
    pub at: Moment,
    /// As it is.
    pub supply: Quantity,
    /// As the station takes it to be.
    pub supply_used: Quantity,
    /// What was counted before the rest was shared out.
    pub counted: Quantity,
    /// The set-points of those who share the rest.
    pub shared: Quantity,
    /// Those that have users, in the plan's order.
    pub classes: Vec<StationClassSample>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StationClassSample {
    pub class: SupplyClass,
    pub set_point: Quantity,
    /// What its users draw.
    pub flow: Quantity,
}
