//! Why a horizon was refused.

use core::fmt;

use crate::allocate::AllocateError;
use crate::network::{MAX_NODES, NetworkError};

/// Why a horizon was refused. Nothing was written but to the scratch. Periods, nodes and users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum HorizonError {
    /// The network, the users or the policy are wrong, or slices differ in length.
    Network(NetworkError),
    /// There are no periods, or too many for so many nodes: together they may come to [`MAX_NODES`].
    PeriodCount {
        /// How many nodes there are.
        nodes: usize,
        /// How many periods there are.
        periods: usize,
    },
    /// There is not exactly one total for each period.
    TotalCount {
        /// How many periods there are.
        periods: usize,
        /// How many totals there are.
        totals: usize,
    },
    /// A slice of the scratch is too short.
    ScratchTooSmall,
    /// A reserved field of the storage is not zero.
    StorageReservedNotZero,
    /// The stock exceeds 2⁶³ − 1.
    StockTooLarge,
    /// The period's reserved field is not zero.
    ReservedNotZero {
        /// The period.
        period: usize,
    },
    /// The stock, all supply and deliveries up to this period, and the sources exceed 2⁶³ − 1 together.
    SupplyTooLarge {
        /// The period.
        period: usize,
    },
    /// What the user wants in the period is more than a flow can hold.
    DemandTooLarge {
        /// The user.
        user: usize,
        /// The period.
        period: usize,
    },
}

impl From<NetworkError> for HorizonError {
    fn from(error: NetworkError) -> Self {
        HorizonError::Network(error)
    }
}

impl From<AllocateError> for HorizonError {
    fn from(error: AllocateError) -> Self {
        HorizonError::Network(error.into())
    }
}

impl fmt::Display for HorizonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HorizonError::Network(error) => error.fmt(f),
            HorizonError::PeriodCount { nodes, periods } => write!(
                f,
                "{periods} periods for {nodes} nodes; there is at least one, and periods x (nodes + 1) is at most \
                 {MAX_NODES}"
            ),
            HorizonError::TotalCount { periods, totals } => {
                write!(f, "{totals} totals for {periods} periods; give one for each")
            }
            HorizonError::ScratchTooSmall => {
                f.write_str("the scratch is too small; HorizonScratch says how much")
            }
            HorizonError::StorageReservedNotZero => {
                f.write_str("the storage has a reserved field that is not zero")
            }
            HorizonError::StockTooLarge => f.write_str("the stock exceeds 2^63 - 1"),
            HorizonError::ReservedNotZero { period } => {
                write!(f, "period {period} has a reserved field that is not zero")
            }
            HorizonError::SupplyTooLarge { period } => write!(
                f,
                "the stock, supplies, deliveries and sources up to period {period} exceed 2^63 - 1 together"
            ),
            HorizonError::DemandTooLarge { user, period } => write!(
                f,
                "what user {user} wants in period {period} exceeds 2^32 - 1; lower its demand or the class's permille"
            ),
        }
    }
}

impl core::error::Error for HorizonError {}
