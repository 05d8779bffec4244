//! The N-1 criterion of Regulation (EU) 2017/1938.

use core::fmt;

/// A volume per day, in whole units: m³/d by intention.
pub type VolumePerDay = u64;

/// The figures of the N-1 formula, all in one unit of volume per day (the regulation uses million m³/d).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Infrastructure {
    /// EPm: technical capacity of the entry points other than production, LNG and storage.
    pub entry_points: VolumePerDay,
    /// Pm: largest technical production that can be delivered to the entry points.
    pub production: VolumePerDay,
    /// Sm: largest technical deliverability of the storages.
    pub storage: VolumePerDay,
    /// LNGm: largest technical send-out of the LNG facilities.
    pub lng: VolumePerDay,
    /// Im: technical capacity of the single largest infrastructure. It is one of those counted above.
    pub largest: VolumePerDay,
    /// Dmax: total demand on a day of exceptionally high demand, statistically once in 20 years.
    pub peak_demand: VolumePerDay,
}

/// The result of the N-1 formula: remaining capacity ÷ peak demand, as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(C)]
pub struct NMinus1 {
    /// Numerator: capacity that is left without the largest infrastructure.
    pub remaining: u64,
    /// Denominator: peak demand.
    pub peak_demand: u64,
    /// The fraction in thousandths, rounded down; 1000 is 100 %. It never shows 1000 when the standard is missed.
    pub permille: u64,
}

impl NMinus1 {
    /// Whether the standard is met: the fraction is at least 100 %, compared exactly.
    pub const fn is_met(&self) -> bool {
        self.remaining >= self.peak_demand
    }
}

/// Why the figures are impossible. Nothing was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum NMinus1Error {
    /// The peak demand is zero, so the fraction has no value.
    NoDemand,
    /// The capacities together exceed 18 446 744 073 709 551 units.
    TooLarge,
    /// The largest infrastructure is given as zero though there is capacity.
    LargestMissing,
    /// The largest infrastructure exceeds every group of capacities, though it belongs to one.
    LargestTooLarge {
        /// The largest group of capacities.
        largest_group: u64,
    },
}

impl fmt::Display for NMinus1Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NMinus1Error::NoDemand => f.write_str("the peak demand is zero; give the demand of the peak day"),
            NMinus1Error::TooLarge => {
                f.write_str("the capacities exceed 18446744073709551 units together; use a larger unit")
            }
            NMinus1Error::LargestMissing => {
                f.write_str("there is capacity, but the largest single infrastructure is given as zero")
            }
            NMinus1Error::LargestTooLarge { largest_group } => write!(
                f,
                "the largest single infrastructure is part of a group of capacities and cannot exceed the \
                 largest group, {largest_group}"
            ),
        }
    }
}

impl core::error::Error for NMinus1Error {}

/// Computes N-1 = (EPm + Pm + Sm + LNGm − Im) ÷ Dmax, which has to be at least 100 %: is there enough capacity
/// when the largest single infrastructure fails on the coldest day?
///
/// Source: Regulation (EU) 2017/1938, Annex II, the infrastructure standard. It is not part of the Jilin plan; it
/// tells beforehand what the plan answers afterwards.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// See [`NMinus1Error`].
///
/// ```
/// use citygate::event::{Infrastructure, NMinus1Error, n_minus_1};
/// let result = n_minus_1(&Infrastructure {
///     entry_points: 620, production: 0, storage: 150, lng: 90, largest: 400, peak_demand: 500,
/// })?;
/// assert_eq!((result.remaining, result.permille, result.is_met()), (460, 920, false));
/// # Ok::<(), NMinus1Error>(())
/// ```
pub fn n_minus_1(figures: &Infrastructure) -> Result<NMinus1, NMinus1Error> {
    const MOST: u64 = u64::MAX / 1000;
    let groups = [figures.entry_points, figures.production, figures.storage, figures.lng];
    if figures.peak_demand == 0 {
        return Err(NMinus1Error::NoDemand);
    }
    let mut total: u64 = 0;
    for group in groups {
        total = total.checked_add(group).filter(|total| *total <= MOST).ok_or(NMinus1Error::TooLarge)?;
    }
    let largest_group = groups.into_iter().fold(0, u64::max);
    if figures.largest == 0 && total > 0 {
        return Err(NMinus1Error::LargestMissing);
    }
    if figures.largest > largest_group {
        return Err(NMinus1Error::LargestTooLarge { largest_group });
    }
    let remaining = total - figures.largest;
    Ok(NMinus1 {
        remaining,
        peak_demand: figures.peak_demand,
        permille: remaining * 1000 / figures.peak_demand,
    })
}
