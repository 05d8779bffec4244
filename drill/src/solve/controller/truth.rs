//! How things are, whatever instruments say of them.

use citygate::user::SupplyClass;

use crate::quantity::Quantity;
use crate::scenario::Scenario;
use crate::scenario::timeline::Timeline;

/// Supply and demand over the hours of a time line, in units of the allocation.
pub struct Truth {
    /// What holds from a moment on, in the order of time; the first from the beginning.
    situations: Vec<(u64, Situation)>,
    /// Which of them holds.
    present: usize,
}

#[derive(Clone)]
pub struct Situation {
    pub supply: u64,
    /// What every user may ask for.
    pub wanted: Vec<u32>,
}

impl Truth {
    pub fn new(scenario: &Scenario, timeline: &Timeline) -> Truth {
        let mut supply = scenario.supply.unwrap_or_default();
        let mut factors = [Quantity::from_thousandths(1000); SupplyClass::ALL.len()];
        let mut situations = vec![(0, situation(scenario, supply, &factors))];
        for entry in &timeline.entries {
            supply = entry.change.supply.unwrap_or(supply);
            for (factor, new) in factors.iter_mut().zip(entry.change.demand) {
                *factor = new.unwrap_or(*factor);
            }
            situations.push((entry.at.ms(), situation(scenario, supply, &factors)));
        }
        Truth { situations, present: 0 }
    }

    /// How things are at a moment, no earlier than the one asked for before.
    pub fn at(&mut self, now_ms: u64) -> &Situation {
        let begins = |next: &(u64, Situation)| next.0 <= now_ms;
        while self.situations.get(self.present + 1).is_some_and(begins) {
            self.present += 1;
        }
        self.present()
    }

    /// How things were when they were last asked for.
    pub fn present(&self) -> &Situation {
        &self.situations[self.present].1
    }
}

fn situation(
    scenario: &Scenario,
    supply: Quantity,
    factors: &[Quantity; SupplyClass::ALL.len()],
) -> Situation {
    let scale = scenario.scale;
    // What a scenario comes to was checked when it was read.
    let wanted = |demand, class| {
        let factor = factors.get(class as usize).copied().unwrap_or_default();
        scale.scaled(demand, factor).and_then(|demand| scale.flow(demand)).unwrap_or(u32::MAX)
    };
    Situation {
        supply: scale.units(supply),
        wanted: scenario.users.iter().map(|user| wanted(user.demand, user.class)).collect(),
    }
}
