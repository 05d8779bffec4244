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
    /// then position. The step says what is counted, and how long a turn and an outage may be.
    Rotating = 4,
}

coded!(Share {
    ProRata => "pro_rata",
    Equal => "equal",
    Ranked => "ranked",
    AllOrNothing => "whole",
    Rotating => "rotating",
});

/// What a rotating step counts, so that its users fall short alike (轮换依据).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum RotateBy {
    /// The gas withheld: who lost a large demand once has had its turn for long.
    #[default]
    Gas = 0,
    /// Turns: each has its turn, whatever its size. An outage is one turn for every minimum turn that it begins.
    Turns = 1,
    /// The time without gas.
    Hours = 2,
}

coded!(RotateBy {
    Gas => "gas",
    Turns => "turns",
    Hours => "hours",
});

/// How a rotating step takes turns. Durations are in intervals: the periods of a horizon; for a station the time from
/// one allocation to the next (see [`crate::allocate::RotationTally`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Rotation {
    /// What is counted.
    pub by: RotateBy,
    /// Nobody shall go without for more intervals in a row: who would is served before all others, the longest without
    /// first. It is kept where the gas suffices for those. 0: no limit.
    #[cfg_attr(feature = "serde", serde(default))]
    pub longest_outage: u16,
    /// A turn, on or off, shall last at least so many intervals: until then who is on is served before, who is off after
    /// all others whose turn is over. Gas that is left serves the latter as well. 0 is as 1.
    #[cfg_attr(feature = "serde", serde(default))]
    pub minimum_turn: u16,
}

impl Rotation {
    /// A rotation that counts so, without limits.
    pub const fn by(by: RotateBy) -> Rotation {
        Rotation { by, longest_outage: 0, minimum_turn: 0 }
    }

    /// Whether an outage may be as long as a turn has to be.
    const fn is_consistent(&self) -> bool {
        self.longest_outage == 0 || self.minimum_turn <= self.longest_outage
    }

    const fn is_plain(&self) -> bool {
        self.by as u8 == RotateBy::Gas as u8 && self.longest_outage == 0 && self.minimum_turn == 0
    }
}

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

/// The code of what a rotation counts as C gives it: any byte.
pub(crate) type RotateByCode = u8;

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
    /// What a rotating step counts; otherwise 0.
    pub(crate) rotate_by: RotateByCode,
    /// Thousandths, for the targets that are partial; otherwise 0.
    pub(crate) permille: u16,
    /// Only users that have all of these attributes.
    pub(crate) attributes_all: Attributes,
    /// Only users that have none of these attributes.
    pub(crate) attributes_none: Attributes,
    /// Of a rotating step: the most intervals in a row without gas; 0 if there is no limit.
    pub(crate) longest_outage: u16,
    /// Of a rotating step: how many intervals a turn lasts at least; 0 is as 1.
    pub(crate) minimum_turn: u16,
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
            rotate_by: RotateBy::Gas as u8,
            permille,
            attributes_all: Attributes::NONE,
            attributes_none: Attributes::NONE,
            longest_outage: 0,
            minimum_turn: 0,
        }
    }

    /// The same step, taking turns so. Only a rotating step can.
    #[must_use]
    pub const fn with_rotation(self, rotation: Rotation) -> Step {
        let Rotation { by, longest_outage, minimum_turn } = rotation;
        Step { rotate_by: by as u8, longest_outage, minimum_turn, ..self }
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

    /// How a rotating step takes turns; `None` when the bytes came from C and say nothing that can be, or when a step that
    /// does not rotate states it.
    pub const fn rotation(&self) -> Option<Rotation> {
        let Some(by) = RotateBy::from_code(self.rotate_by) else { return None };
        let rotation = Rotation { by, longest_outage: self.longest_outage, minimum_turn: self.minimum_turn };
        let rotates = self.share == Share::Rotating as u8;
        if rotation.is_consistent() && (rotates || rotation.is_plain()) { Some(rotation) } else { None }
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
