//! The process that a controller runs: what there is, what users draw, and what instruments say of both.

use std::collections::VecDeque;

use citygate::station::{Signal, UserSignals, Valve};

use super::instrument::{Instrument, STREAM_OF_SUPPLY, failing, part, stream_of_demand, stream_of_flow};
use super::truth::Truth;
use crate::scenario::Scenario;
use crate::scenario::station::{SignalPlace, StationPlan};
use crate::scenario::timeline::Timeline;

/// A station's pipes, valves and instruments, as a scenario makes them up.
pub struct Plant {
    plan: StationPlan,
    truth: Truth,
    supply: Instrument,
    fields: Vec<Field>,
    /// What each user draws at present.
    draws: Vec<u64>,
}

/// A user beside the controller: its instruments, and how it follows.
struct Field {
    demand: Instrument,
    flow: Instrument,
    /// The set-points of which it has not heard yet, the oldest first, and the one that it follows.
    set_points: VecDeque<u32>,
    delay_scans: usize,
}

impl Plant {
    /// At the beginning of a time line, with these set-points.
    pub fn new(
        scenario: &Scenario,
        plan: &StationPlan,
        timeline: &Timeline,
        set_points: impl Iterator<Item = u32>,
    ) -> Plant {
        let (seed, scan_ms) = (plan.seed, plan.scan_ms);
        let fields = plan.users.iter().zip(set_points).enumerate().map(|(user, (controlled, set_point))| {
            let instrument = |stream| Instrument::new(stream, seed, scan_ms, &controlled.metering);
            Field {
                demand: instrument(stream_of_demand(user)),
                flow: instrument(stream_of_flow(user)),
                set_points: VecDeque::from([set_point]),
                delay_scans: controlled.follows_after_ms.div_ceil(scan_ms.max(1)) as usize,
            }
        });
        Plant {
            truth: Truth::new(scenario, timeline),
            supply: Instrument::new(STREAM_OF_SUPPLY, seed, scan_ms, &plan.supply),
            fields: fields.collect(),
            draws: vec![0; plan.users.len()],
            plan: plan.clone(),
        }
    }

    /// What every user draws from now on: what it wants, as far as the set-point of which it has heard allows, and as far
    /// as it follows.
    pub fn draw(&mut self, now_ms: u64, set_points: impl Iterator<Item = u32>) {
        let situation = self.truth.at(now_ms);
        let users = self.fields.iter_mut().zip(&self.plan.users).zip(set_points);
        for (user, ((field, controlled), set_point)) in users.enumerate() {
            field.set_points.push_back(set_point);
            if field.set_points.len() > field.delay_scans + 1 {
                field.set_points.pop_front();
            }
            let wanted = u64::from(situation.wanted.get(user).copied().unwrap_or_default());
            let set_point = field.set_points.front().copied().unwrap_or_default();
            let may = if controlled.is_controlled { wanted.min(set_point.into()) } else { wanted };
            let strays = self.plan.strayings.iter().find(|straying| {
                straying.user == user && (straying.from_ms..straying.to_ms).contains(&now_ms)
            });
            let more = strays.map_or(0, |straying| part(wanted - may, straying.by));
            if let Some(draws) = self.draws.get_mut(user) {
                *draws = may + more;
            }
        }
    }

    /// What instruments say.
    pub fn read(&mut self, now_ms: u64) -> (Signal, Vec<UserSignals>) {
        let situation = self.truth.at(now_ms);
        let failing = |place| failing(&self.plan.failures, place, now_ms);
        let supply = self.supply.read(situation.supply, now_ms, failing(SignalPlace::Supply));
        let users = self.fields.iter_mut().zip(&situation.wanted).zip(&self.draws).enumerate();
        let signals = users.map(|(user, ((field, wanted), draws))| {
            let demand = field.demand.read(u64::from(*wanted), now_ms, failing(SignalPlace::Demand(user)));
            let flow = field.flow.read(*draws, now_ms, failing(SignalPlace::Flow(user)));
            let has_valve = failing(SignalPlace::Valve(user)).is_none();
            let valve = if has_valve { Valve::Available } else { Valve::NotAvailable };
            UserSignals::new(demand, flow).with_valve(valve)
        });
        (supply, signals.collect())
    }

    /// What each user draws.
    pub fn draws(&self) -> &[u64] {
        &self.draws
    }

    /// What there really is.
    pub fn supply(&self) -> u64 {
        self.truth.present().supply
    }
}
