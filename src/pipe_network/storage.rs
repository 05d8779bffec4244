//! Storages anywhere in a network: LNG tanks, holders, linepack.

use crate::units::Volume;

/// A storage at a node: an LNG tank, a gas holder, the linepack of a pipeline above its safe minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct NetworkStorage {
    /// The most that it can hold at the end of a period; [`NetworkStorage::UNLIMITED`] if nothing limits it.
    pub capacity: Volume,
    /// What it holds when the first period begins, at most its capacity.
    pub stock: Volume,
    /// What must stay in it, at most its capacity. A storage that holds less is not drawn upon until deliveries have
    /// filled it up.
    pub reserve: Volume,
    /// The most that can be withdrawn to its node in one period; [`NetworkStorage::UNLIMITED`] if nothing limits it.
    pub withdrawal: Volume,
    /// The most that it can take in from its node in one period: 0 for a tank that is not filled from the network.
    pub fill: Volume,
    /// Index of the node where it is.
    pub node: u32,
    /// When what it holds is used: with the sources of this order, behind them. Gas left over in sources of a lower order
    /// fills it as far as it can, lowest order first, of equal ones the earliest first; of several storages the first in the
    /// list is filled first.
    pub order: u32,
}

impl NetworkStorage {
    /// A limit that limits nothing.
    pub const UNLIMITED: Volume = 0xffff_ffff_ffff_ffff;
    /// The order of a storage that is used after all sources.
    pub const AFTER_ALL: u32 = 0xffff_ffff;

    /// A storage at a node with a stock, without limits to what it gives; it is not filled from the network, keeps no
    /// reserve, and is used after all sources.
    pub const fn at(node: u32, stock: Volume) -> NetworkStorage {
        NetworkStorage {
            capacity: NetworkStorage::UNLIMITED,
            stock,
            reserve: 0,
            withdrawal: NetworkStorage::UNLIMITED,
            fill: 0,
            node,
            order: NetworkStorage::AFTER_ALL,
        }
    }

    /// The same storage with a capacity.
    #[must_use]
    pub const fn with_capacity(self, capacity: Volume) -> NetworkStorage {
        NetworkStorage { capacity, ..self }
    }

    /// The same storage with a reserve.
    #[must_use]
    pub const fn with_reserve(self, reserve: Volume) -> NetworkStorage {
        NetworkStorage { reserve, ..self }
    }

    /// The same storage with limits to what is withdrawn and filled in a period.
    #[must_use]
    pub const fn with_limits(self, withdrawal: Volume, fill: Volume) -> NetworkStorage {
        NetworkStorage { withdrawal, fill, ..self }
    }
}

/// What a storage comes to in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct StorageState {
    /// What it holds when the period ends.
    pub stock: Volume,
    /// What is withdrawn to its node.
    pub withdrawn: Volume,
    /// What it takes in from its node. Never both: what counts is the balance over the period.
    pub filled: Volume,
    /// 1 if the storage holds a user back in this period, otherwise 0.
    pub binding: u32,
    /// 0.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub reserved: u32,
}
