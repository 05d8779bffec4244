//! Where the users of each class stand, and what they have that others have not.

use core::ops::Range;

use crate::allocate::class_sum::{ClassSum, Sums};
use crate::allocate::fast_path::is_special;
use crate::units::{Flow, Total};
use crate::user::{CLASS_COUNT, User};

/// The users of a station, grouped by class.
#[derive(Clone, Copy)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(crate) struct Layout {
    /// Where the users of each class end; those of the next begin there.
    ends: [u32; CLASS_COUNT],
    /// How many users of each class state a base or are on/off.
    special: [u32; CLASS_COUNT],
    /// Bit by class: whether any of its users states a technical minimum.
    with_minimum: u8,
    /// 1 if the caller's users are grouped by class already, so that both orders are one; otherwise 0.
    is_grouped: u8,
    reserved: u16,
}

impl Layout {
    pub(super) fn of(users: &[User]) -> Layout {
        let mut layout = Layout {
            ends: [0; CLASS_COUNT],
            special: [0; CLASS_COUNT],
            with_minimum: 0,
            is_grouped: 1,
            reserved: 0,
        };
        let mut before = 0;
        for user in users {
            let class = user.class_code();
            layout.is_grouped &= (before <= class) as u8;
            before = class;
            let counts = layout.ends.get_mut(class as usize).zip(layout.special.get_mut(class as usize));
            if let Some((count, special)) = counts {
                *count += 1;
                *special += is_special(user) as u32;
            }
            layout.with_minimum |= ((user.minimum != 0) as u8) << class;
        }
        let mut end = 0;
        for count in &mut layout.ends {
            end += *count;
            *count = end;
        }
        layout
    }

    /// Whether the order of the caller and that of the station are one.
    pub(super) const fn is_grouped(&self) -> bool {
        self.is_grouped != 0
    }

    /// The users of a class.
    pub(super) fn range(&self, class: usize) -> Range<usize> {
        let start = class.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end);
        start as usize..self.ends.get(class).map_or(start, |end| *end) as usize
    }

    /// The users of these classes, where they are one class: they stand one behind the other.
    pub(super) fn range_of_one(&self, classes: u8) -> Option<Range<usize>> {
        (classes.count_ones() == 1).then(|| self.range(classes.trailing_zeros() as usize))
    }

    /// Whether any user of these classes states a base or is on/off.
    pub(super) fn has_special(&self, classes: u8) -> bool {
        self.special.iter().enumerate().any(|(class, count)| classes >> class & 1 != 0 && *count != 0)
    }

    /// Where those users of a class are listed: at the beginning of the range of the class.
    pub(super) fn special(&self, class: usize) -> Range<usize> {
        let start = self.range(class).start;
        start..start + self.special.get(class).map_or(0, |count| *count as usize)
    }

    /// Whether any user of the class states a technical minimum.
    pub(super) const fn has_minimum(&self, class: usize) -> bool {
        self.with_minimum >> class & 1 != 0
    }

    /// What the users of each class want, in all.
    pub(super) fn demands(&self, demand: &[Flow]) -> [Total; CLASS_COUNT] {
        let mut start = 0;
        self.ends.map(|end| {
            let demand = demand.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            demand.iter().map(|demand| *demand as Total).sum()
        })
    }

    /// The same, and their technical minimums.
    pub(super) fn sums(&self, demand: &[Flow], minimum: &[Flow]) -> Sums {
        let wanted = self.demands(demand);
        let mut class = 0;
        wanted.map(|wanted| {
            let range = if self.has_minimum(class) { self.range(class) } else { 0..0 };
            class += 1;
            let cells = demand.get(range.clone()).unwrap_or_default().iter();
            let least = cells.zip(minimum.get(range).unwrap_or_default());
            ClassSum {
                demand: wanted,
                minimum: least.map(|(demand, minimum)| *demand.min(minimum) as Total).sum(),
            }
        })
    }
}
