//! Flow, volume and time as whole numbers, and the one place where instrument values become such numbers.
//!
//! Everything that decides works on integers: a [`Flow`] for one user, a [`Total`] for a sum. The intended
//! unit is dm³/h (0.001 m³/h) at the base conditions of GB/T 19205-2008, 20 °C and 101.325 kPa, so that a
//! flow read to three decimals in m³/h is held exactly. The allocation itself does not know the unit: any
//! unit serves as long as one problem uses one unit throughout.
//!
//! Floating point appears only here, at the edge where an instrument or an operator delivers it, and is
//! checked and converted once; and in [`crate::gas`], which delivers whole dm³.

#![forbid(unsafe_code)]

/// One user's flow, in whole units (dm³/h by intention): 0 … 4 294 967 295, that is up to 4 294 967.295 m³/h.
pub type Flow = u32;

/// A sum of flows, in whole units.
pub type Total = u64;

/// A flow along a pipe, in whole units: below zero if it goes against the pipe's direction.
pub type DirectedFlow = i64;

/// Gas summed over periods, in whole units: with periods of one hour, dm³ where flows are in dm³/h.
pub type Volume = u64;

/// The most users that one problem may hold: 2³¹ − 1.
///
/// With it no sum of flows can reach 2⁶³, so no addition in the allocation can overflow.
pub const MAX_USERS: usize = 0x7fff_ffff;

/// Why an instrument value was refused. Nothing was converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum UnitError {
    /// The value is not a number, or infinite.
    NotFinite,
    /// The value is below zero. A flow into the city is counted positive.
    Negative,
    /// The value is larger than a [`Flow`] can hold (4 294 967.295 m³/h).
    TooLarge,
}

impl core::fmt::Display for UnitError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            UnitError::NotFinite => "the value is not a finite number",
            UnitError::Negative => "the value is negative; a flow is zero or more",
            UnitError::TooLarge => "the value exceeds 4294967.295 m3/h, the largest flow of one user",
        })
    }
}

impl core::error::Error for UnitError {}

/// Converts a flow in m³/h to whole dm³/h, to the nearest, halves upwards.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// See [`UnitError`]: not finite, negative, or too large.
///
/// ```
/// use citygate::units::{UnitError, flow_from_m3_per_h};
/// assert_eq!(flow_from_m3_per_h(21_250.5), Ok(21_250_500));
/// assert_eq!(flow_from_m3_per_h(-1.0), Err(UnitError::Negative));
/// ```
pub fn flow_from_m3_per_h(m3_per_h: f64) -> Result<Flow, UnitError> {
    flow_from_units(m3_per_h, m3_per_h * 1000.0)
}

/// Converts a flow in m³/d to whole dm³/h, to the nearest, halves upwards.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// See [`UnitError`]: not finite, negative, or too large.
///
/// ```
/// use citygate::units::flow_from_m3_per_d;
/// assert_eq!(flow_from_m3_per_d(510_000.0), Ok(21_250_000));
/// ```
pub fn flow_from_m3_per_d(m3_per_d: f64) -> Result<Flow, UnitError> {
    // Multiplied first: what comes to a half exactly then comes to it in floating point as well.
    flow_from_units(m3_per_d, m3_per_d * 1000.0 / 24.0)
}

/// A flow, or a sum of flows, in m³/h, for people: no decision goes by it.
///
/// ```
/// use citygate::units::flow_to_m3_per_h;
/// assert_eq!(flow_to_m3_per_h(21_250_500), 21_250.5);
/// ```
pub fn flow_to_m3_per_h(flow: Total) -> f64 {
    flow as f64 / 1000.0
}

/// Rounds what an instrument value comes to in units, if the value is one.
fn flow_from_units(value: f64, units: f64) -> Result<Flow, UnitError> {
    if !value.is_finite() {
        return Err(UnitError::NotFinite);
    }
    if value < 0.0 {
        return Err(UnitError::Negative);
    }
    if units >= 4_294_967_295.5 {
        return Err(UnitError::TooLarge);
    }
    // In range by the checks above: the cast only drops the fraction. Adding a half first would lift the number just
    // below a half to 1.
    let whole = units as Flow;
    Ok(whole + (units - whole as f64 >= 0.5) as Flow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_a_flow() {
        assert_eq!(flow_from_m3_per_h(0.0), Ok(0));
        assert_eq!(flow_from_m3_per_h(-0.0), Ok(0));
        assert_eq!(flow_from_m3_per_h(0.000_4), Ok(0));
        assert_eq!(flow_from_m3_per_h(0.000_5), Ok(1));
        assert_eq!(flow_from_m3_per_h(4_294_967.295), Ok(u32::MAX));
        assert_eq!(flow_from_m3_per_h(4_294_967.296), Err(UnitError::TooLarge));
        assert_eq!(flow_from_m3_per_h(f64::MAX), Err(UnitError::TooLarge));
        assert_eq!(flow_from_m3_per_h(f64::INFINITY), Err(UnitError::NotFinite));
        assert_eq!(flow_from_m3_per_h(f64::NAN), Err(UnitError::NotFinite));
        assert_eq!(flow_from_m3_per_h(f64::NEG_INFINITY), Err(UnitError::NotFinite));
        assert_eq!(flow_from_m3_per_h(-0.001), Err(UnitError::Negative));
        assert_eq!(flow_from_m3_per_d(-f64::MIN_POSITIVE), Err(UnitError::Negative));
        assert_eq!(flow_from_m3_per_d(f64::MAX), Err(UnitError::TooLarge));
    }

    /// Every value in m³/d that comes to a half of a dm³/h exactly, up to 3 million m³/d; every 0.25 m³/h that does.
    #[test]
    fn exact_halves_are_rounded_upwards() {
        assert_eq!(flow_from_m3_per_d(97.5), Ok(4063));
        for twelfths in (0..1_000_000).map(|k| 3 * k) {
            let m3_per_d = twelfths as f64 + 1.5;
            let exact = (twelfths as u64 * 1000 + 1500) * 2 / 24;
            assert_eq!(exact % 2, 1);
            assert_eq!(flow_from_m3_per_d(m3_per_d), Ok((exact / 2 + 1) as Flow), "{m3_per_d} m3/d");
        }
        for k in 0..1_000_000_u32 {
            let m3_per_h = k as f64 + 0.0625;
            assert_eq!(flow_from_m3_per_h(m3_per_h), Ok(k * 1000 + 63), "{m3_per_h} m3/h");
        }
    }

    /// What lies below a half by as little as there is is rounded down, at every size of the number.
    #[test]
    fn what_is_just_below_a_half_is_rounded_down() {
        let just_below = |units: f64| f64::from_bits(units.to_bits() - 1);
        for bit in 0..32 {
            let whole: Flow = (1 << bit) - 1;
            let half = whole as f64 + 0.5;
            assert_eq!(
                flow_from_units(half, half),
                if whole == Flow::MAX { Err(UnitError::TooLarge) } else { Ok(whole + 1) }
            );
            assert_eq!(flow_from_units(half, just_below(half)), Ok(whole), "{whole}");
        }
        assert_eq!(flow_from_units(1.0, just_below(4_294_967_295.5)), Ok(Flow::MAX));
    }
}
