//! What the users of a class get, and why, once it is known which step is short.

use super::result::{Reason, ShortWhy, Why};
use crate::policy::{Entry, NO_STEP};
use crate::user::CLASS_COUNT;

/// What the users of one class get: masks of all ones or all zeros, so that the pass does not branch on them.
#[derive(Clone, Copy, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(crate) struct Verdict {
    pub(super) demand: u32,
    pub(super) minimum: u32,
    pub(super) shared: u32,
    /// Why a user got what it got: short without and with a minimum, satisfied without and with one. A table,
    /// since a branch on it would be mispredicted for every other user.
    why: [ShortWhy; 4],
}

impl Verdict {
    pub(super) fn new(entry: Entry, short: u8) -> Verdict {
        let mask = |yes: bool| if yes { u32::MAX } else { 0 };
        let explain = |step: u8| match step {
            NO_STEP => Why::NOT_ELIGIBLE,
            step => Why::new(Reason::ShortInStep, step),
        };
        let waits_for_minimum = entry.minimum >= short && entry.minimum != NO_STEP;
        let with_minimum = if waits_for_minimum { entry.minimum } else { entry.demand };
        Verdict {
            demand: mask(entry.demand < short),
            minimum: mask(entry.minimum < short && entry.demand >= short),
            shared: mask(entry.demand == short),
            why: [explain(entry.demand), explain(with_minimum), Why::SATISFIED, Why::SATISFIED]
                .map(Why::shorten),
        }
    }

    /// The verdicts where the short step is divided: where it fills its plain users, nobody shares any more.
    pub(super) fn of_division(
        entries: &[Entry; CLASS_COUNT],
        short: u8,
        fills_plain: bool,
    ) -> [Verdict; CLASS_COUNT] {
        entries.map(|entry| match fills_plain {
            true => Verdict { shared: 0, ..Verdict::new(entry, short + 1) },
            false => Verdict::new(entry, short),
        })
    }

    #[inline(always)]
    pub(super) fn why(&self, satisfied: bool, has_minimum: bool) -> Why {
        let index = (satisfied as usize) << 1 | has_minimum as usize;
        self.why.get(index).map_or(Why::SATISFIED, |why| why.widen())
    }
}
