//! For how long main users are without gas.

use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::moment::Moment;
use crate::scenario::user::Consumer;

const MS_PER_THOUSANDTH_H: u64 = 3600;

/// Follows the users that the scenario marks as main ones.
///
/// **Interpretation:** the interruption of main users (下游主要用户中断供气) is the longest time on end for which any of
/// them wants gas and gets none; it stays when gas comes back, as it has then been so long.
pub struct Outages {
    /// For each user since when it is without gas; `None` for one that is not, or is no main user.
    since: Vec<Option<Moment>>,
    is_main: Vec<bool>,
    longest_ms: u64,
}

impl Outages {
    /// `None` where no user is a main one.
    pub fn of(users: &[Consumer]) -> Option<Outages> {
        let is_main: Vec<bool> = users.iter().map(|user| user.is_main).collect();
        is_main.contains(&true).then(|| Outages { since: vec![None; is_main.len()], is_main, longest_ms: 0 })
    }

    /// From now on this is shared out.
    pub fn follow(&mut self, allocation: &Allocation, now: Moment) {
        self.longest_ms = self.longest_until(now);
        let users = allocation.users.iter().zip(&self.is_main);
        for (since, (user, is_main)) in self.since.iter_mut().zip(users) {
            let is_out = *is_main && user.demand != Quantity::ZERO && user.granted == Quantity::ZERO;
            *since = if is_out { since.or(Some(now)) } else { None };
        }
    }

    /// The longest outage so far, in hours.
    pub fn longest_h(&self, now: Moment) -> Quantity {
        Quantity::from_thousandths(self.longest_until(now) / MS_PER_THOUSANDTH_H)
    }

    /// The longest outage, where it contradicts the hours that are stated.
    pub fn contradiction(&self, stated_h: Quantity, now: Moment) -> Option<Quantity> {
        contradiction(stated_h, self.longest_h(now), self.since.iter().any(Option::is_some))
    }

    fn longest_until(&self, now: Moment) -> u64 {
        let lasts = |since: &Moment| now.since_start_ms().saturating_sub(since.since_start_ms());
        self.since.iter().flatten().map(lasts).max().unwrap_or_default().max(self.longest_ms)
    }
}

/// The computed hours, where they contradict those that are stated: they are more, or they are less and nobody is out any
/// more, so that no more can come of them.
pub fn contradiction(stated_h: Quantity, computed_h: Quantity, is_out: bool) -> Option<Quantity> {
    (computed_h > stated_h || computed_h < stated_h && !is_out).then_some(computed_h)
}
