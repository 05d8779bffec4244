//! Where what each user gets is written: in the order of the station, or in that of the caller.

use core::ops::Range;

use crate::allocate::result::{Grant, Why};
use crate::allocate::verdict::Verdict;
use crate::units::Flow;

/// A place for each user; for those at the end there may be none.
pub(super) enum Slots<'s, T> {
    /// In the order of the station.
    InOrder(&'s mut [T]),
    /// In that of the caller, which is the second.
    ByIndex(&'s mut [T], &'s [u32]),
}

impl<'s, T> Slots<'s, T> {
    /// In the order of the caller, to whom each place of the station belongs by `order`; that is the station's if it is
    /// grouped.
    pub(super) fn of_caller(slots: &'s mut [T], order: &'s [u32], is_grouped: bool) -> Slots<'s, T> {
        if is_grouped { Slots::InOrder(slots) } else { Slots::ByIndex(slots, order) }
    }

    /// Writes what is made of the cells of those who stand in this range.
    #[inline(always)]
    pub(super) fn write<C>(
        &mut self,
        range: Range<usize>,
        cells: impl Iterator<Item = C>,
        mut make: impl FnMut(C) -> T,
    ) {
        match self {
            Slots::InOrder(slots) => {
                let end = range.end.min(slots.len());
                let slots = slots.get_mut(range.start.min(end)..end).unwrap_or_default();
                slots.iter_mut().zip(cells).for_each(|(slot, cell)| *slot = make(cell));
            }
            Slots::ByIndex(slots, order) => {
                for (index, cell) in order.get(range).unwrap_or_default().iter().zip(cells) {
                    if let Some(slot) = slots.get_mut(*index as usize) {
                        *slot = make(cell);
                    }
                }
            }
        }
    }
}

/// What is written for a user of a class.
pub(super) trait Written {
    /// Of a user without a technical minimum.
    fn of(granted: Flow, demand: Flow, verdict: &Verdict) -> Self;
}

impl Written for Flow {
    #[inline(always)]
    fn of(granted: Flow, _: Flow, _: &Verdict) -> Flow {
        granted
    }
}

impl Written for Grant {
    #[inline(always)]
    fn of(granted: Flow, demand: Flow, verdict: &Verdict) -> Grant {
        let why = if granted == demand { Why::SATISFIED } else { verdict.why(false, false) };
        Grant::new(granted, why)
    }
}
