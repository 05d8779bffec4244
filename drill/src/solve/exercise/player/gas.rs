//! When gas is shared out, and how much there is to share.

use citygate::allocate::Grant;
use citygate::event::JournalEntry;
use citygate::user::User;

use super::{Player, policy_number};
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::exercise::{PeakCurtailment, Sharing};
use crate::result::log::LogEvent;
use crate::result::moment::Moment;
use crate::solve::convert::sum;
use crate::solve::error::SolveError;
use crate::solve::exercise::store::Store;
use crate::solve::station;

impl Player<'_> {
    /// When gas is to be shared out anew though nothing is said: at the next turn, or when the storage runs out.
    pub(super) fn next_sharing(&self) -> Moment {
        let turn = self.next_turn();
        let lasts_ms = self.store.as_ref().and_then(Store::lasts_ms).unwrap_or(u64::MAX);
        let run_out = self.counted_at.since_start_ms().saturating_add(lasts_ms);
        Moment::after_start(turn.min(run_out))
    }

    /// The next turn after gas was shared out, in milliseconds since the beginning; none at the end.
    fn next_turn(&self) -> u64 {
        let turn = self.timeline.rotation.map(|turn| {
            let every = turn.ms().max(1);
            (self.shared_at.since_start_ms() / every + 1) * every
        });
        turn.filter(|turn| *turn < self.timeline.end.ms()).unwrap_or(u64::MAX)
    }

    /// Shares out anew where that is due, and says whether it did.
    pub(super) fn share_when_due(&mut self) -> Result<bool, SolveError> {
        let now = self.now.since_start_ms();
        let is_turn = now >= self.next_turn();
        let is_run_out = self.now >= self.next_sharing() && !is_turn;
        if is_turn {
            self.turns.count()?;
            self.log(LogEvent::Turn);
        }
        if is_run_out {
            self.log(LogEvent::StorageAtReserve);
        }
        if is_turn || is_run_out {
            self.share()?;
        }
        Ok(is_turn || is_run_out)
    }

    /// Adds up what was kept since gas was last shared out.
    pub(super) fn count(&mut self) {
        if let Some(allocation) = &self.shared {
            self.volumes.add(allocation, self.counted_at, self.now);
        }
        if let Some(store) = &mut self.store {
            store.pass(self.now.since_start_ms().saturating_sub(self.counted_at.since_start_ms()));
        }
        self.counted_at = self.now;
    }

    /// Shares out what there is, and puts it on record.
    pub(super) fn share(&mut self) -> Result<(), SolveError> {
        self.count();
        let curtailments = self.volumes.cumulative_curtailments(&self.curtailed_before);
        for ((user, stated), curtailment) in self.present.users.iter_mut().zip(&self.stated).zip(curtailments)
        {
            let factor = self.factors.get(user.class as usize).copied().unwrap_or_default();
            user.is_stopped = factor.is_zero();
            let demand = match factor {
                Quantity::ZERO => Some(*stated),
                factor => self.present.scale.scaled(*stated, factor),
            };
            user.demand = demand.ok_or_else(|| SolveError::TooLarge { id: user.id.clone() })?;
            user.cumulative_curtailment = curtailment;
        }
        let allocation = self.allocate()?;
        self.shared_at = self.now;
        if let Some(outages) = &mut self.outages {
            outages.follow(&allocation, self.now);
        }
        let entry = JournalEntry::Allocated {
            demand: allocation.demand.thousandths(),
            supply: allocation.supply.thousandths(),
            served: allocation.served.thousandths(),
            curtailed: allocation.curtailed.thousandths(),
            policy: policy_number(&self.present),
        };
        self.session.record(&mut self.ring, &entry).map_err(SolveError::Event)?;
        self.drain()?;
        if self.peak.as_ref().is_none_or(|peak| peak.allocation.curtailed < allocation.curtailed) {
            let (scenario, allocation) = (Box::new(self.present.clone()), Box::new(allocation.clone()));
            self.peak = Some(PeakCurtailment { at: self.now, scenario, allocation });
        }
        self.volumes.lowest(&allocation, self.now);
        // What is done at one moment counts together.
        self.sharings.retain(|sharing| sharing.at != self.now);
        self.sharings.push(Sharing { at: self.now, allocation: allocation.clone() });
        self.shared = Some(allocation);
        Ok(())
    }

    /// Shares out the supply, and from the storage what it lacks.
    fn allocate(&mut self) -> Result<Allocation, SolveError> {
        let users = self.turns.users(&self.present)?;
        let (mut allocation, grants) = self.allocate_among(&users)?;
        self.turns.follow(users, grants, &mut allocation);
        Ok(allocation)
    }

    fn allocate_among(&mut self, users: &[User]) -> Result<(Allocation, Vec<Grant>), SolveError> {
        let Some(store) = &mut self.store else { return station::allocate(&self.present, users) };
        let supply = self.supply;
        let with = |flow: Quantity| supply.map(|supply| supply.checked_add(flow).unwrap_or(Quantity::MAX));
        let offer = store.offer();
        self.present.supply = with(offer);
        let (allocation, grants) = station::allocate(&self.present, users)?;
        // What the sources of nodes give does not come through the root.
        let of_sources = sum(allocation.nodes.iter().flatten().filter_map(|node| node.source_used));
        let lacking = allocation.served.less(of_sources).less(supply.unwrap_or_default());
        let drawn = lacking.min(offer);
        store.draw(drawn);
        if drawn == offer {
            return Ok((allocation, grants));
        }
        self.present.supply = with(drawn);
        station::allocate(&self.present, users)
    }

    /// What there is beside the gas from the storage.
    pub(super) fn supply_beside_storage(&self) -> Quantity {
        let drawn = self.store.as_ref().map_or(Quantity::ZERO, Store::drawn);
        self.shared.as_ref().map_or(Quantity::ZERO, |allocation| allocation.supply.less(drawn))
    }
}
