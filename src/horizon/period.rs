//! Periods, the storage that bridges them, and what they come to.

use crate::allocate::ClassTotal;
use crate::units::Volume;
use crate::user::CLASS_COUNT;

/// One period: what the pipeline brings, what is delivered to the storage, how much users want. All quantities are
/// volumes per period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Period {
    /// What the pipeline can bring in the period.
    pub supply: Volume,
    /// What is delivered to the storage: it can be used from this period on.
    pub delivery: Volume,
    /// By class (the index is the code of the class): how much its users want in this period, in thousandths of their
    /// demands. 1000 is the demand as it stands, 0 nothing: a period set to zero is one in which nobody wants anything.
    /// Whoever stops a class by order has to count what that withholds: here it is not wanted, and so not curtailed.
    /// Rounded to whole units, halves upwards. Technical minimums and stated bases do not change.
    pub demand_permille: [u16; CLASS_COUNT],
    /// 0.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub reserved: u32,
}

impl Period {
    /// A period with this supply, no delivery, and the demands as they stand.
    pub const fn new(supply: Volume) -> Period {
        Period { supply, delivery: 0, demand_permille: [1000; CLASS_COUNT], reserved: 0 }
    }

    /// The same period with a delivery to the storage.
    #[must_use]
    pub const fn with_delivery(self, delivery: Volume) -> Period {
        Period { delivery, ..self }
    }

    /// The same period with other demands: see [`Period::demand_permille`].
    #[must_use]
    pub const fn with_demand_permille(self, demand_permille: [u16; CLASS_COUNT]) -> Period {
        Period { demand_permille, ..self }
    }
}

/// A storage at the station or at the root of the network. All zero is no storage. One at another node is part of a
/// network of pipes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Storage {
    /// What it holds when the horizon begins.
    pub stock: Volume,
    /// What must stay in it. A stock below the reserve is not drawn upon until deliveries have filled it up.
    pub reserve: Volume,
    /// The most that can be withdrawn in one period.
    pub withdrawal: Volume,
    /// 0.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub reserved: [u32; 2],
}

/// What one period comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct PeriodTotal {
    /// What there was without the storage: the pipeline's supply and the sources of all nodes.
    pub supply: Volume,
    /// What is withdrawn from the storage.
    pub withdrawn: Volume,
    /// What is in the storage when the period ends, its delivery included.
    pub stock: Volume,
    /// By class: the index is the code of the class.
    pub classes: [ClassTotal; CLASS_COUNT],
}

/// When a shortage reaches a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Outlook {
    /// The first period (counted from 0) in which a user of the class gets less than it wants;
    /// [`Outlook::NEVER`] if there is none.
    pub first_touched_period: u32,
    /// The first period in which the class wants gas and gets none; [`Outlook::NEVER`] if there is none.
    pub cut_off_period: u32,
}

impl Outlook {
    /// Not within the horizon.
    pub const NEVER: u32 = 0xffff_ffff;
    /// A class that is never touched.
    pub const UNTOUCHED: Outlook =
        Outlook { first_touched_period: Outlook::NEVER, cut_off_period: Outlook::NEVER };
}

impl Default for Outlook {
    fn default() -> Self {
        Outlook::UNTOUCHED
    }
}
