//! The virial equation of SGERG-88: Z = 1 + B ρ + C ρ².
//!
//! Source of every coefficient: M. Jaeschke, A. E. Humphreys, Standard GERG virial equation for field use,
//! GERG Technical Monograph 5 (1991); the same in ISO 12213-3:2006, annex B, and GB/T 17747.3. B is in
//! dm³/mol, C in dm⁶/mol², temperatures in K, densities in mol/dm³.

use super::error::GasError;

/// The molar gas constant that belongs to the coefficients, in MPa·dm³/(mol·K).
pub(super) const GAS_CONSTANT: f64 = 0.008_314_51;

/// What SGERG-88 takes a natural gas to be: one equivalent hydrocarbon and four gases, in mole fractions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mixture {
    pub hydrocarbon: f64,
    /// Molar calorific value of the equivalent hydrocarbon, kJ/mol.
    pub hydrocarbon_calorific_value: f64,
    pub nitrogen: f64,
    pub carbon_dioxide: f64,
    pub hydrogen: f64,
    pub carbon_monoxide: f64,
}

/// Coefficients of a + b T + c T².
type Quadratic = [f64; 3];

fn at([a, b, c]: Quadratic, x: f64) -> f64 {
    a + x * (b + x * c)
}

/// A term of the hydrocarbon: a quadratic in its calorific value, whose coefficients are quadratics in T.
fn hydrocarbon_term([a, b, c]: [Quadratic; 3], temperature: f64, calorific_value: f64) -> f64 {
    at([at(a, temperature), at(b, temperature), at(c, temperature)], calorific_value)
}

// The letters name the molecules that interact: h hydrocarbon, n nitrogen, c carbon dioxide, y hydrogen,
// m carbon monoxide.
const B_HH: [Quadratic; 3] = [
    [-4.254_68e-1, 2.865_00e-3, -4.620_73e-6],
    [8.771_18e-4, -5.562_81e-6, 8.815_10e-9],
    [-8.247_47e-7, 4.314_36e-9, -6.083_19e-12],
];
const B_NN: Quadratic = [-1.446_00e-1, 7.409_10e-4, -9.119_50e-7];
const B_CC: Quadratic = [-8.683_40e-1, 4.037_60e-3, -5.165_70e-6];
const B_YY: Quadratic = [-1.105_96e-3, 8.133_85e-5, -9.872_20e-8];
const B_MM: Quadratic = [-1.308_20e-1, 6.025_40e-4, -6.443_00e-7];
const B_HY: Quadratic = [-5.212_80e-2, 2.715_70e-4, -2.500_00e-7];
const B_HM: Quadratic = [-6.872_90e-2, -2.393_81e-6, 5.181_95e-7];
const B_NC: Quadratic = [-3.396_93e-1, 1.611_76e-3, -2.044_29e-6];
const B_NY: f64 = 0.012;

const C_HHH: [Quadratic; 3] = [
    [-3.024_88e-1, 1.958_61e-3, -3.163_02e-6],
    [6.464_22e-4, -4.228_76e-6, 6.881_57e-9],
    [-3.328_05e-7, 2.231_60e-9, -3.677_13e-12],
];
const C_NNN: Quadratic = [7.849_80e-3, -3.989_50e-5, 6.118_70e-8];
const C_CCC: Quadratic = [2.051_30e-3, 3.488_80e-5, -8.370_30e-8];
const C_YYY: Quadratic = [1.047_11e-3, -3.648_87e-6, 4.670_95e-9];
const C_HHM: Quadratic = [7.367_48e-3, -2.765_78e-5, 3.430_51e-8];
const C_NNC: Quadratic = [5.520_66e-3, -1.686_09e-5, 1.571_69e-8];
const C_NCC: Quadratic = [3.587_83e-3, 8.066_74e-6, -3.257_98e-8];

impl Mixture {
    /// The second virial coefficient B. Not a number when the mixture is no gas the equation knows.
    pub(super) fn second_virial(&self, temperature: f64) -> f64 {
        let Mixture {
            hydrocarbon: h, nitrogen: n, carbon_dioxide: c, hydrogen: y, carbon_monoxide: m, ..
        } = *self;
        let hh = hydrocarbon_term(B_HH, temperature, self.hydrocarbon_calorific_value);
        let nn = at(B_NN, temperature);
        let cc = at(B_CC, temperature);
        let twice_hn = (0.72 + 1.875e-5 * (320.0 - temperature) * (320.0 - temperature)) * (hh + nn);
        let hc = -0.865 * libm::sqrt(hh * cc);
        h * h * hh
            + n * n * nn
            + c * c * cc
            + y * y * at(B_YY, temperature)
            + m * m * at(B_MM, temperature)
            + h * n * twice_hn
            + 2.0 * h * (c * hc + y * at(B_HY, temperature) + m * at(B_HM, temperature))
            + 2.0 * n * (c * at(B_NC, temperature) + y * B_NY)
    }

    /// The third virial coefficient C.
    pub(super) fn third_virial(&self, temperature: f64) -> f64 {
        let Mixture {
            hydrocarbon: h, nitrogen: n, carbon_dioxide: c, hydrogen: y, carbon_monoxide: m, ..
        } = *self;
        let hhh = hydrocarbon_term(C_HHH, temperature, self.hydrocarbon_calorific_value);
        let nnn = at(C_NNN, temperature);
        let ccc = at(C_CCC, temperature);
        let yyy = at(C_YYY, temperature);
        // A mixed coefficient is a weighted geometric mean of the pure ones: cube roots, taken once each.
        let [root_h, root_n, root_c, root_y] = [hhh, nnn, ccc, yyy].map(libm::cbrt);
        let weight_hn = 0.92 + 0.0013 * (temperature - 270.0);
        let hhn = weight_hn * root_h * root_h * root_n;
        let hnn = weight_hn * root_h * root_n * root_n;
        let hhc = 0.92 * root_h * root_h * root_c;
        let hcc = 0.92 * root_h * root_c * root_c;
        let hhy = 1.20 * root_h * root_h * root_y;
        let hnc = 1.10 * root_h * root_n * root_c;
        h * h * h * hhh
            + n * n * n * nnn
            + c * c * c * ccc
            + y * y * y * yyy
            + 3.0 * h * h * (n * hhn + c * hhc + y * hhy + m * at(C_HHM, temperature))
            + 3.0 * h * (n * n * hnn + c * c * hcc)
            + 3.0 * n * c * (n * at(C_NNC, temperature) + c * at(C_NCC, temperature))
            + 6.0 * h * n * c * hnc
    }
}

/// The molar density ρ with ρ (1 + B ρ + C ρ²) = `ideal`, the density that an ideal gas would have, by at
/// most `cap` Newton steps from there.
///
/// Where B² < 3 C the left side rises with ρ all the way, so there is one answer; elsewhere the equation
/// bends back, the answer may be a liquid's, and none is given.
pub(super) fn density(b: f64, c: f64, ideal: f64, cap: u32) -> Result<f64, GasError> {
    if b * b >= 3.0 * c {
        return Err(GasError::DidNotConverge);
    }
    let mut density = ideal;
    for _ in 0..cap {
        let slope = 1.0 + density * (2.0 * b + density * 3.0 * c);
        let step = (density * (1.0 + density * (b + density * c)) - ideal) / slope;
        density -= step;
        if step.abs() <= 1e-12 * density {
            return Ok(density);
        }
    }
    Err(GasError::DidNotConverge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_density_solves_its_equation() {
        let (b, c) = (-0.12, 0.006);
        for ideal in [1e-6, 0.04, 1.0, 3.0, 5.5] {
            let density = density(b, c, ideal, 16).unwrap();
            let again = density * (1.0 + b * density + c * density * density);
            assert!((again - ideal).abs() < 1e-11 * ideal, "{ideal}: {density}");
        }
    }

    #[test]
    fn an_equation_that_bends_back_has_no_answer() {
        assert!(density(-0.3, 0.030_01, 0.1, 16).is_ok());
        assert_eq!(density(-0.3, 0.029_99, 0.1, 16), Err(GasError::DidNotConverge));
        assert_eq!(density(f64::NAN, 0.03, 0.1, 16), Err(GasError::DidNotConverge));
        assert_eq!(density(-0.1, f64::NAN, 0.1, 16), Err(GasError::DidNotConverge));
    }
}
