//! Where the walk first runs short.

use super::result::StepTotal;
use crate::units::Total;

/// The step in which the walk first runs short.
pub(super) struct Short {
    /// The first step that asks for more than is left; the number of steps if none does.
    pub(super) step: u8,
    /// What it asks for.
    pub(super) asked: Total,
    /// What is left for it.
    pub(super) available: Total,
}

impl Short {
    pub(super) fn start(supply: Total) -> Short {
        Short { step: 0, asked: 0, available: supply }
    }

    /// Goes on to the next step: grants it in full unless it, or one before it, is short.
    pub(super) fn pass(&mut self, total: &mut StepTotal) {
        if self.asked == 0 {
            match self.available.checked_sub(total.asked) {
                Some(left) => {
                    total.granted = total.asked;
                    self.available = left;
                    self.step += 1;
                }
                None => self.asked = total.asked,
            }
        }
    }
}
