//! A cell: the users of one class at one node, together, in a slot that levels do not need.

use super::levels::LevelSlot;
use crate::allocate::apportion::Apportionment;
use crate::allocate::result::{Grant, NO_NODE, Why};
use crate::units::{Flow, Total};
use crate::user::{CLASS_COUNT, User};

/// What the users of a cell get. Each gets its minimum, if minimums are granted, so many whole times what it wants
/// beyond, and its share.
pub(super) struct Deal {
    pub(super) whole: Flow,
    pub(super) apportionment: Apportionment,
    /// Whether the minimums are granted.
    pub(super) has_minimum: bool,
    /// Why a user gets less than it demands, and the node that holds it back.
    pub(super) why: Why,
    pub(super) holder: u32,
}

impl Deal {
    /// All that they want.
    pub(super) const FULL: Deal = Deal {
        whole: 1,
        apportionment: Apportionment::IDLE,
        has_minimum: false,
        why: Why::SATISFIED,
        holder: NO_NODE,
    };
}

/// The place of a cell among all.
pub(super) fn cell_index(node: u32, class: usize) -> usize {
    node as usize * CLASS_COUNT + class
}

impl LevelSlot {
    /// A cell without users: it gets all that it wants.
    pub(super) const EMPTY_CELL: LevelSlot =
        LevelSlot { total: 0, weight: 0, next: 1, into: NO_NODE, fixed_at: 0, reserved: 0 };

    /// Adds a user, as long as nothing is dealt.
    #[inline(always)]
    pub(super) fn add_user(&mut self, user: &User) {
        self.total += user.demand as Total;
        self.weight += user.effective_minimum() as Total;
        self.reserved |= user.base | user.on_off_code() as u32;
    }

    /// What its users demand, as long as nothing is dealt.
    pub(super) fn demand(&self) -> Total {
        self.total
    }

    /// Their technical minimums, as long as nothing is dealt.
    pub(super) fn minimum(&self) -> Total {
        self.weight
    }

    /// Whether one of them states a base or is on/off, as long as nothing is dealt.
    pub(super) fn is_special(&self) -> bool {
        self.reserved != 0
    }

    pub(super) fn deal(&mut self, deal: Deal) {
        *self = LevelSlot {
            total: deal.apportionment.quotient,
            weight: deal.apportionment.fraction,
            next: deal.whole,
            into: deal.holder,
            fixed_at: if deal.has_minimum { Flow::MAX } else { 0 },
            reserved: deal.why.word(),
        };
    }

    /// Names the node that holds back who falls short.
    pub(super) fn set_holder(&mut self, why: Why, holder: u32) {
        (self.into, self.reserved) = (holder, why.word());
    }

    /// The node that holds somebody back, if somebody falls short.
    pub(super) fn short(&self) -> Option<u32> {
        if self.next == 1 && self.total == 0 { None } else { Some(self.into) }
    }

    /// What the next user gets, in the order of the input.
    #[inline(always)]
    pub(super) fn next_grant(&mut self, user: &User) -> Grant {
        let minimum = user.effective_minimum() & self.fixed_at;
        let rest = user.demand - minimum;
        let mut apportionment = Apportionment { quotient: self.total, fraction: self.weight };
        let granted = minimum + self.next * rest + apportionment.next_share(rest);
        self.weight = apportionment.fraction;
        let is_satisfied = granted == user.demand;
        let why = if is_satisfied { Why::SATISFIED } else { Why::from_word(self.reserved) };
        let node = if is_satisfied { NO_NODE } else { self.into };
        Grant { node, ..Grant::new(granted, why) }
    }
}
