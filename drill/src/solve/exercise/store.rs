//! What is in the storage of an exercise, and how long it lasts.

use crate::quantity::Quantity;
use crate::result::exercise::StorageState;
use crate::result::lasting::Lasting;
use crate::scenario::reserve::ExerciseStorage;

const MS_PER_H: u64 = 3_600_000;

/// Contents are flow × time, in thousandths of the unit × milliseconds, so that nothing is rounded on the way.
pub struct Store {
    content: u128,
    reserve: u128,
    most: Quantity,
    drawn: Quantity,
    /// In so many hours a unit of flow comes to a unit of volume.
    hours: u64,
}

impl Store {
    pub fn new(stated: &ExerciseStorage, hours: u64) -> Store {
        let content = |volume| content(volume, hours);
        let ExerciseStorage { stock, reserve, withdrawal } = *stated;
        Store {
            content: content(stock),
            reserve: content(reserve),
            most: withdrawal,
            drawn: Quantity::ZERO,
            hours,
        }
    }

    /// Lets time pass at the present withdrawal.
    pub fn pass(&mut self, ms: u64) {
        let taken = u128::from(self.drawn.thousandths()) * u128::from(ms);
        self.content = self.content.saturating_sub(taken).max(self.reserve.min(self.content));
    }

    pub fn deliver(&mut self, volume: Quantity) {
        self.content = self.content.saturating_add(content(volume, self.hours));
    }

    /// From now on at most so much is taken out.
    pub fn limit(&mut self, most: Quantity) {
        self.most = most;
    }

    /// The flow that can be taken out now: none when what is left above the reserve does not last a millisecond.
    pub fn offer(&self) -> Quantity {
        if self.usable() >= u128::from(self.most.thousandths()) { self.most } else { Quantity::ZERO }
    }

    /// From now on so much is taken out.
    pub fn draw(&mut self, flow: Quantity) {
        self.drawn = flow;
    }

    pub fn drawn(&self) -> Quantity {
        self.drawn
    }

    /// In how many milliseconds the stock is down to the reserve; `None` while nothing is taken out.
    pub fn lasts_ms(&self) -> Option<u64> {
        let lasts = self.usable().checked_div(self.drawn.thousandths().into())?;
        Some(u64::try_from(lasts).unwrap_or(u64::MAX))
    }

    /// How it stands so many milliseconds after time passed.
    pub fn state(&self, ms: u64) -> StorageState {
        let mut then = Store { ..*self };
        then.pass(ms);
        then.state_now()
    }

    fn state_now(&self) -> StorageState {
        let volume = self.content / (u128::from(MS_PER_H) * u128::from(self.hours.max(1)));
        StorageState {
            stock: u64::try_from(volume).map_or(Quantity::MAX, Quantity::from_thousandths),
            withdrawn: self.drawn,
            lasts: self.lasts_ms().map(Lasting),
        }
    }

    fn usable(&self) -> u128 {
        self.content.saturating_sub(self.reserve)
    }
}

fn content(volume: Quantity, hours: u64) -> u128 {
    u128::from(volume.thousandths()) * u128::from(MS_PER_H) * u128::from(hours.max(1))
}
