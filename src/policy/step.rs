//! One step of a policy: who, how much, and how a shortage is shared.

use crate::coded::coded;
use crate::units::Flow;
use crate::user::{Attributes, ClassSet, ClassSetBits, User};

/// The most steps that a policy may have.
pub const MAX_STEPS: usize = 32;

/// Which part of a user's demand a step serves.
///
/// A target reaches from the first unit: a later step with a larger target asks for what lies beyond the
/// earlier ones. A target never exceeds the demand. One that lies below the user's technical minimum asks
/// nothing (the user could not use it), and an on/off user's is lowered to its minimum or nothing unless it
/// reaches the demand. Permilles are rounded down to whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Target {
    /// Up to the technical minimum (最低用气量; of a furnace 保炉用气).
    Minimum,
    /// The whole demand.
    Demand,
    /// Up to so many thousandths of the demand, 1 … 1000.
    PermilleOfDemand(u16),
    /// Up to so many thousandths of the stated base, 1 … 65 535; of the demand where no base is stated.
    PermilleOfBase(u16),
}

/// How a step that cannot be served in full is shared.
///
/// In every rule the technical minimum is honoured: a user gets at least its minimum or nothing. In the three
/// divisible rules (pro rata, equal, ranked) what is indivisible is granted first, in order of rank,
/// then position, as far as it fits: technical minimums, then the demands of on/off users. What is left is
/// shared, with the minimums as floors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Share {
    /// Everyone gets the same share of what the step asks of it; where a base is stated, of that base (what
    /// one user cannot take is then passed on to the others).
    ProRata = 0,
    /// Weighted max-min: nobody gets more until everyone unsatisfied has reached the same level per weight.
    Equal = 1,
    /// Strictly by rank; equal ranks share pro rata.
    Ranked = 2,
    /// All or nothing per user, by rank, then position; one that does not fit is passed over (first fit).
    AllOrNothing = 3,
    /// All or nothing per user; the one with the largest cumulative curtailment is served first, then by rank,
    /// then position.
    Rotating = 4,
}

coded!(Share {
    ProRata => "pro_rata",
    Equal => "equal",
    Ranked => "ranked",
    AllOrNothing => "whole",
    Rotating => "rotating",
});

/// Which part of a user's demand a step serves: the kind of a [`Step::target`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum TargetKind {
    /// Up to the technical minimum (最低用气量; of a furnace 保炉用气). Permille: 0.
    Minimum = 0,
    /// Up to the whole demand. Permille: 0.
    Demand = 1,
    /// Up to so many thousandths of the demand. Permille: 1 to 1000.
    PermilleOfDemand = 2,
    /// Up to so many thousandths of the stated base; of the demand where none is stated. Permille: 1 to 65535.
    PermilleOfBase = 3,
}

const MINIMUM: u8 = TargetKind::Minimum as u8;
const DEMAND: u8 = TargetKind::Demand as u8;
const PERMILLE_OF_DEMAND: u8 = TargetKind::PermilleOfDemand as u8;
const PERMILLE_OF_BASE: u8 = TargetKind::PermilleOfBase as u8;

/// The codes of a target and of a sharing rule as C gives them: any bytes.
pub(crate) type TargetKindCode = u8;
pub(crate) type ShareCode = u8;

/// One step of a policy: which users, which part of their demand, and how a shortage is shared among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Step {
    /// The classes served.
    pub(crate) classes: ClassSetBits,
    /// Which part of the demand.
    pub(crate) target: TargetKindCode,
    /// How a shortage is shared.
    pub(crate) share: ShareCode,
    /// 0.
    pub(crate) reserved: u8,
    /// Thousandths, for the targets that are partial; otherwise 0.
    pub(crate) permille: u16,
    /// Only users that have all of these attributes.
    pub(crate) attributes_all: Attributes,
    /// Only users that have none of these attributes.
    pub(crate) attributes_none: Attributes,
}

impl Step {
    /// A step that serves every user of these classes.
    pub const fn new(classes: ClassSet, target: Target, share: Share) -> Step {
        let (target, permille) = match target {
            Target::Minimum => (MINIMUM, 0),
            Target::Demand => (DEMAND, 0),
            Target::PermilleOfDemand(permille) => (PERMILLE_OF_DEMAND, permille),
            Target::PermilleOfBase(permille) => (PERMILLE_OF_BASE, permille),
        };
        Step {
            classes: classes.bits(),
            target,
            share: share as u8,
            reserved: 0,
            permille,
            attributes_all: Attributes::NONE,
            attributes_none: Attributes::NONE,
        }
    }

    /// The same step for those users only that have all of these attributes.
    #[must_use]
    pub const fn with_all(self, attributes: Attributes) -> Step {
        Step { attributes_all: attributes, ..self }
    }

    /// The same step for those users only that have none of these attributes.
    #[must_use]
    pub const fn with_none(self, attributes: Attributes) -> Step {
        Step { attributes_none: attributes, ..self }
    }

    /// The classes that the step serves.
    pub const fn classes(&self) -> ClassSet {
        match ClassSet::from_bits(self.classes) {
            Some(classes) => classes,
            None => ClassSet::NONE,
        }
    }

    /// What part of the demand the step serves; `None` when the bytes came from C and hold no target.
    pub const fn target(&self) -> Option<Target> {
        Some(match (self.target, self.permille) {
            (MINIMUM, 0) => Target::Minimum,
            (DEMAND, 0) => Target::Demand,
            (PERMILLE_OF_DEMAND, permille @ 1..=1000) => Target::PermilleOfDemand(permille),
            (PERMILLE_OF_BASE, permille @ 1..) => Target::PermilleOfBase(permille),
            _ => return None,
        })
    }

    /// How a shortage of the step is shared; `None` when the bytes came from C and hold no rule.
    pub const fn share(&self) -> Option<Share> {
        Share::from_code(self.share)
    }

    /// The attributes that a user must have, all of them.
    pub const fn attributes_all(&self) -> Attributes {
        self.attributes_all
    }

    /// The attributes that a user must not have, any of them.
    pub const fn attributes_none(&self) -> Attributes {
        self.attributes_none
    }

    /// Whether the step serves this user at all.
    pub const fn selects(&self, user: &User) -> bool {
        match user.class() {
            Some(class) => self.classes().contains(class) && self.accepts(user.attributes),
            None => false,
        }
    }

    /// Whether the step serves up to the minimum.
    pub(super) const fn is_minimum(&self) -> bool {
        self.target == MINIMUM
    }

    /// Whether the step serves up to the demand.
    pub(super) const fn is_demand(&self) -> bool {
        self.target == DEMAND || (self.target == PERMILLE_OF_DEMAND && self.permille == 1000)
    }

    /// Whether users with these attributes are meant.
    pub(crate) const fn accepts(&self, attributes: Attributes) -> bool {
        attributes.contains(self.attributes_all) && !attributes.intersects(self.attributes_none)
    }

    /// Up to where the step serves this user's demand, if it selects it: see [`Target`].
    pub(crate) const fn cumulative_target(&self, user: &User) -> Flow {
        let demand = user.demand;
        let minimum = user.effective_minimum();
        let of_base = self.target == PERMILLE_OF_BASE && user.base != 0;
        let raw = match self.target {
            MINIMUM => minimum as u64,
            DEMAND => demand as u64,
            _ => permille_of(if of_base { user.base } else { demand }, self.permille),
        };
        if raw >= demand as u64 {
            demand
        } else if raw < minimum as u64 {
            0
        } else if user.is_on_off() {
            minimum
        } else {
            raw as Flow
        }
    }
}

/// So many thousandths of a quantity, rounded down. In two parts, to need no 64-bit division.
const fn permille_of(quantity: Flow, permille: u16) -> u64 {
    let (thousands, rest) = (quantity / 1000, quantity % 1000);
    thousands as u64 * permille as u64 + (rest * permille as u32 / 1000) as u64
}
