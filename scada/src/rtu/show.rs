//! Makes the image: what each point of the list shows.

use citygate::station::{AlarmKind, AlarmPoint, Conditioned, Order, Quality, StationUser, UserPoint};
use citygate::station::{AlarmState, ScanResult};

use super::image::Value;
use super::request::CommandResult;
use super::signals::{MasterField, UserField, Written};
use crate::points::codes::SHELVED;
use crate::points::layout::Layout;

/// What the points of the station show.
pub struct Shown<'a> {
    pub layout: &'a Layout,
    pub station_number: u32,
    pub scan_count: u64,
    pub now_ms: u64,
    pub unix_ms: u64,
    pub mode: u8,
    /// Of the last scan; none before the first.
    pub result: Option<&'a ScanResult>,
    pub users: &'a [StationUser],
    pub points: &'a [UserPoint],
    /// Alarms of the station itself.
    pub alarms: &'a [(AlarmKind, AlarmPoint)],
    pub first_out: Option<(AlarmKind, Option<usize>)>,
    pub is_flooded: bool,
    pub highest_priority: Option<u8>,
    pub grade: Option<u8>,
    pub warning: Option<u8>,
    pub imbalance_permille: Option<u16>,
    pub report_due_s: Option<u64>,
    pub storage: Option<Written>,
    pub supply: Option<Written>,
    pub master: MasterField,
    pub fields: &'a [UserField],
    pub journal_records: u64,
    pub journal_tag: u64,
    pub last_command: (u16, CommandResult),
}

impl Shown<'_> {
    /// The value of every slot, in order. A point of the list that is not known here shows nothing.
    pub fn values(&self) -> Vec<Value> {
        let value = |slot: &crate::points::layout::Slot| match slot.user {
            None => self.of_station(&slot.name),
            Some(user) => self.of_user(&slot.name, user),
        };
        self.layout.slots.iter().map(|slot| value(slot).unwrap_or(Value::NONE)).collect()
    }

    /// `None` for a name that is not known.
    pub fn of_station(&self, name: &str) -> Option<Value> {
        let good = |number: u64| Some(Value::good(number));
        let maybe = |number: Option<u64>| Some(Value { number, quality: Quality::Good });
        let scanned = |of: fn(&ScanResult) -> u64| maybe(self.result.map(of));
        match name {
            "map_version" => good(self.layout.list.map_version.into()),
            "user_count" => good(self.layout.user_count as u64),
            "station_number" => good(self.station_number.into()),
            "scan_count" => good(self.scan_count & u64::from(u32::MAX)),
            "station_time" => good(self.now_ms),
            "wall_clock" => good(self.unix_ms),
            "mode" => good(self.mode.into()),
            "supply" => Some(conditioned(self.result.map(|result| &result.supply))),
            "supply_rung" => maybe(self.result.map(|result| u64::from(result.supply.rung.code()))),
            "supply_instrument" => maybe(self.result.map(|result| u64::from(result.supply.status.code()))),
            "allotment" => Some(conditioned(self.result.map(|result| &result.capacity))),
            "allotment_rung" => maybe(self.result.map(|result| u64::from(result.capacity.rung.code()))),
            "available" => scanned(|result| result.available),
            "demand" => scanned(|result| result.wanted),
            "counted" => scanned(|result| result.counted),
            "shared" => scanned(|result| result.shared),
            "permitted" => good(self.sum(|point| point.set_point().into())),
            "curtailed" => good(self.sum(|p| p.demand().value.saturating_sub(p.set_point().into()))),
            "is_unsure" => scanned(|result| result.is_unsure.into()),
            "cannot_be_met_now" => scanned(|result| result.cannot_be_met.into()),
            "grade" => maybe(self.grade.map(u64::from)),
            "warning" => maybe(self.warning.map(u64::from)),
            "imbalance" => maybe(self.imbalance_permille.map(u64::from)),
            "interruption" => {
                maybe(self.result.and_then(|result| result.interruption_ms).map(|ms| u64::from(ms / 60_000)))
            }
            "report_due" => maybe(self.report_due_s),
            "storage" | "measured_storage" => Some(written(self.storage)),
            "survival" => maybe(self.survival_min()),
            "alarms_shown" => good(self.count(AlarmPoint::is_shown)),
            "alarms_unacknowledged" => good(self.count(|alarm| {
                let state = alarm.state();
                alarm.is_shown()
                    && matches!(state, AlarmState::Unacknowledged | AlarmState::ReturnedUnacknowledged)
            })),
            "alarm_priority" => maybe(self.highest_priority.map(u64::from)),
            "first_out" => maybe(self.first_out.map(|(kind, _)| u64::from(kind.code()))),
            "first_out_user" => maybe(self.first_out.and_then(|(_, user)| user).map(|user| user as u64)),
            "is_flood" => good(self.is_flooded.into()),
            "heartbeat" => good(self.scan_count & u64::from(u16::MAX)),
            "master_silence" => maybe(self.master.silence_ms(self.now_ms).map(|ms| ms / 1000)),
            "journal_records" => good(self.journal_records),
            "journal_tag" => good(self.journal_tag),
            "last_command" => good(self.last_command.0.into()),
            "last_command_result" => good(self.last_command.1.code().into()),
            "measured_supply" => Some(written(self.supply)),
            "stated_allotment" => Some(written(self.master.allotment)),
            "master_heartbeat" => maybe(self.master.heartbeat),
            "alarm_supply_substituted" => self.station_alarm(AlarmKind::SupplySubstituted),
            "alarm_cannot_be_met" => self.station_alarm(AlarmKind::CannotBeMet),
            "alarm_not_automatic" => self.station_alarm(AlarmKind::NotAutomatic),
            "alarm_proposal_waits" => self.station_alarm(AlarmKind::ProposalWaits),
            _ => None,
        }
    }

    /// `None` for a name, or a user, that is not known.
    pub fn of_user(&self, name: &str, user: usize) -> Option<Value> {
        let (own, point, field) = (self.users.get(user)?, self.points.get(user)?, self.fields.get(user)?);
        let good = |number: u64| Some(Value::good(number));
        let maybe = |number: Option<u64>| Some(Value { number, quality: Quality::Good });
        let alarm = |kind| Some(alarm(point.alarm(kind)?));
        let order = |of: fn(&Order) -> u64, none: u64| good(point.order().map_or(none, of));
        let left_s = |at_ms: u64| at_ms.saturating_sub(self.now_ms).div_ceil(1000);
        match name {
            "class" => good(own.user.class().map_or(0, |class| class.code().into())),
            "control" => good(own.control().code().into()),
            "contracted" => good(own.user.demand.into()),
            "minimum" => good(own.user.minimum.into()),
            "base" => good(own.user.base.into()),
            "on_off" => good(own.user.is_on_off().into()),
            "set_point" => good(point.set_point().into()),
            "wants" => Some(conditioned(Some(&point.demand()))),
            "wants_rung" => good(point.demand().rung.code().into()),
            "draws" => Some(conditioned(Some(&point.flow()))),
            "draws_rung" => good(point.flow().rung.code().into()),
            "granted" => good(point.grant().granted().into()),
            "reason" => good(point.grant().reason().code().into()),
            "step" => maybe(point.grant().step().map(u64::from)),
            "standing" => good(point.standing().code().into()),
            "valve" => good(point.valve().code().into()),
            "order_number" => order(|order| order.sequence, 0),
            "order_to" => order(|order| order.to.into(), 0),
            "order_state" => order(|order| order.state().code().into(), 0),
            "order_cause" => order(|order| order.cause().code().into(), 0),
            "order_effective" => good(point.order().map_or(0, |order| left_s(order.effective_ms))),
            "order_acknowledge" => {
                let by_ms = point.order().map(|order| order.acknowledge_by_ms).filter(|by_ms| *by_ms != 0);
                maybe(by_ms.map(left_s))
            }
            "proposal_number" => good(point.proposal().map_or(0, |order| order.sequence)),
            "proposal_to" => good(point.proposal().map_or(0, |order| order.to.into())),
            "manual_until" => maybe(point.manual().map(|manual| left_s(manual.until_ms))),
            "without_gas" => good(u64::from(point.without_ms() / 1000)),
            "alarm_user_substituted" => alarm(AlarmKind::UserSubstituted),
            "alarm_not_following" => alarm(AlarmKind::NotFollowing),
            "alarm_not_acknowledged" => alarm(AlarmKind::NotAcknowledged),
            "alarm_override_expires" => alarm(AlarmKind::OverrideExpires),
            "alarm_changes_used_up" => alarm(AlarmKind::ChangesUsedUp),
            "alarm_valve_not_available" => alarm(AlarmKind::ValveNotAvailable),
            "measured_demand" => Some(written(field.demand)),
            "measured_flow" => Some(written(field.flow)),
            "measured_valve" => maybe(field.valve.map(|valve| valve.number)),
            _ => None,
        }
    }

    fn sum(&self, of: impl Fn(&UserPoint) -> u64) -> u64 {
        self.points.iter().map(of).sum()
    }

    fn count(&self, is_meant: impl Fn(&AlarmPoint) -> bool) -> u64 {
        let of_users = self.points.iter().flat_map(|p| AlarmKind::ALL.into_iter().filter_map(|k| p.alarm(k)));
        let all = self.alarms.iter().map(|(_, alarm)| alarm).chain(of_users);
        all.filter(|alarm| is_meant(alarm)).count() as u64
    }

    fn station_alarm(&self, kind: AlarmKind) -> Option<Value> {
        self.alarms.iter().find(|(own, _)| *own == kind).map(|(_, own)| alarm(own))
    }

    /// How long the storage makes up for what users want beyond what there is, rounded down.
    fn survival_min(&self) -> Option<u64> {
        let (result, storage) = (self.result?, self.storage?);
        let missing = result.wanted.saturating_sub(result.available);
        // A thousand dm³ are a m³.
        let minutes = (u128::from(storage.number) * 60_000).checked_div(missing.into())?;
        // What does not fit in the point is longer than anybody asks.
        Some(u64::try_from(minutes).unwrap_or(u64::MAX).min(u64::from(u32::MAX) - 1))
    }
}

fn conditioned(conditioned: Option<&Conditioned>) -> Value {
    let Some(own) = conditioned else { return Value { number: None, quality: Quality::Bad } };
    let quality = if own.is_measured() { Quality::Good } else { Quality::Uncertain };
    Value { number: Some(own.value).filter(|value| *value < u64::from(u32::MAX)), quality }
}

fn written(written: Option<Written>) -> Value {
    match written {
        None => Value { number: None, quality: Quality::Bad },
        Some(Written { number, quality, .. }) => Value { number: Some(number), quality },
    }
}

fn alarm(alarm: &AlarmPoint) -> Value {
    let shelved = if alarm.shelved_until_ms == 0 { 0 } else { SHELVED };
    Value::good(u64::from(u16::from(alarm.state().code()) + shelved))
}
