//! Adds up over time what everyone wants and keeps.

use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::exercise::Kept;
use crate::result::moment::Moment;

const MS_PER_H: u128 = 3_600_000;

/// Flow × time, in thousandths of the unit × milliseconds, so that nothing is rounded on the way.
#[derive(Clone, Copy, Default)]
struct Volume {
    wanted: u128,
    by_order: u128,
    granted: u128,
}

impl Volume {
    fn add(&mut self, wanted: Quantity, by_order: Quantity, granted: Quantity, ms: u64) {
        self.by_order += u128::from(by_order.thousandths()) * u128::from(ms);
        self.wanted += u128::from(wanted.thousandths()) * u128::from(ms);
        self.granted += u128::from(granted.thousandths()) * u128::from(ms);
    }

    /// In so many hours a unit of flow comes to a unit of volume.
    fn quantity(product: u128, hours: u64) -> Quantity {
        let thousandths = product / (MS_PER_H * u128::from(hours.max(1)));
        u64::try_from(thousandths).map_or(Quantity::MAX, Quantity::from_thousandths)
    }
}

/// What everyone wanted and kept so far.
pub struct Volumes {
    /// In so many hours a unit of flow comes to a unit of volume.
    hours: u64,
    users: Vec<(Volume, Kept)>,
    classes: Vec<(Volume, Kept)>,
}

impl Volumes {
    pub fn new(hours: u64) -> Volumes {
        Volumes { hours, users: Vec::new(), classes: Vec::new() }
    }

    /// Adds what an allocation gave from one moment to another.
    pub fn add(&mut self, allocation: &Allocation, from: Moment, to: Moment) {
        let ms = to.since_start_ms().saturating_sub(from.since_start_ms());
        for ((volume, _), user) in self.users.iter_mut().zip(&allocation.users) {
            volume.add(user.demand, user.by_order, user.granted, ms);
        }
        for ((volume, _), class) in self.classes.iter_mut().zip(&allocation.classes) {
            volume.add(class.demand, class.by_order, class.granted, ms);
        }
    }

    /// Takes note of a new allocation, in case a share is smaller than ever before.
    pub fn lowest(&mut self, allocation: &Allocation, at: Moment) {
        if self.users.is_empty() {
            self.users = allocation.users.iter().map(|user| (Volume::default(), Kept::from(user))).collect();
            self.classes =
                allocation.classes.iter().map(|class| (Volume::default(), Kept::from(class))).collect();
        }
        for ((_, kept), user) in self.users.iter_mut().zip(&allocation.users) {
            lower(kept, user.demand, user.granted, at);
        }
        for ((_, kept), class) in self.classes.iter_mut().zip(&allocation.classes) {
            lower(kept, class.demand, class.granted, at);
        }
    }

    /// What was curtailed from each user: what the scenario stated, and what the exercise adds.
    pub fn cumulative_curtailments(&self, stated: &[Quantity]) -> Vec<Quantity> {
        let mut curtailments = stated.to_vec();
        for (curtailment, (volume, _)) in curtailments.iter_mut().zip(&self.users) {
            let more = Volume::quantity(volume.wanted - volume.granted, self.hours);
            *curtailment = curtailment.checked_add(more).unwrap_or(Quantity::MAX);
        }
        curtailments
    }

    /// Classes and users.
    pub fn finish(self) -> (Vec<Kept>, Vec<Kept>) {
        let hours = self.hours;
        let finish = |rows: Vec<(Volume, Kept)>| {
            let kept = |(volume, kept): (Volume, Kept)| Kept {
                demand: Volume::quantity(volume.wanted, hours),
                by_order: Volume::quantity(volume.by_order, hours),
                granted: Volume::quantity(volume.granted, hours),
                ..kept
            };
            rows.into_iter().map(kept).collect()
        };
        (finish(self.classes), finish(self.users))
    }
}

/// Takes this share if it is smaller than the lowest so far; who wants nothing lacks nothing.
fn lower(kept: &mut Kept, demand: Quantity, granted: Quantity, at: Moment) {
    let product = |a: Quantity, b: Quantity| u128::from(a.thousandths()) * u128::from(b.thousandths());
    let is_lower = kept.lowest_demand == Quantity::ZERO
        || product(granted, kept.lowest_demand) < product(kept.lowest_granted, demand);
    if demand != Quantity::ZERO && is_lower {
        (kept.lowest_at, kept.lowest_demand, kept.lowest_granted) = (at, demand, granted);
    }
}
