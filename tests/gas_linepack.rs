//! Volumes, pipes and linepack: what they have to obey, whatever the gas.
#![cfg(feature = "gas")]

use citygate::gas::{
    BaseConditions, CombustionTemperature, Gas, GasError, GasFault, GasQuality, GasQuantity, GasState,
    MeanPressure, Pipe, convert_volume_m3, linepack_m3, usable_linepack, whole_dm3,
};
use proptest::prelude::*;

/// The example gases of ISO 12213-3: calorific value, relative density, CO2, H2.
const EXAMPLE_GASES: [[f64; 4]; 6] = [
    [40.66, 0.581, 0.006, 0.0],
    [40.62, 0.609, 0.005, 0.0],
    [43.53, 0.650, 0.015, 0.0],
    [34.16, 0.599, 0.016, 0.095],
    [36.64, 0.686, 0.076, 0.0],
    [36.58, 0.644, 0.011, 0.0],
];

fn gas(index: usize) -> Gas {
    let [superior_calorific_value_mj_per_m3, relative_density, carbon_dioxide, hydrogen] =
        EXAMPLE_GASES[index];
    Gas::new(&GasQuality {
        superior_calorific_value_mj_per_m3,
        combustion: CombustionTemperature::Celsius25,
        relative_density,
        metering: BaseConditions::Celsius0,
        carbon_dioxide,
        hydrogen,
    })
    .unwrap()
}

fn known(mpa: f64) -> MeanPressure {
    MeanPressure::known(mpa).unwrap()
}

fn refused<T>(quantity: GasQuantity, fault: GasFault) -> Result<T, GasError> {
    Err(GasError::OutOfRange { quantity, fault })
}

/// The pressure at `x` (0 … 1) along a level pipe in steady isothermal flow.
fn pressure_along(upstream: f64, downstream: f64, x: f64) -> f64 {
    (upstream * upstream - (upstream * upstream - downstream * downstream) * x).sqrt()
}

/// The middle of each of so many slices of a pipe.
fn slices(count: u16) -> impl Iterator<Item = f64> {
    (0..count).map(move |slice| (f64::from(slice) + 0.5) / f64::from(count))
}

/// Without flow the mean is the pressure, to the last digit: all pressures of four decimals up to 12 MPa. With flow it
/// lies between the two.
#[test]
fn a_mean_pressure_is_never_beyond_the_two() {
    for step in 1..=120_000_u32 {
        let pressure = f64::from(step) / 10_000.0;
        let mean = |downstream| MeanPressure::between(pressure, downstream).unwrap().mpa();
        assert_eq!(mean(pressure), pressure);
        let just_below = f64::from_bits(pressure.to_bits() - 1);
        for downstream in [just_below, pressure / 2.0, 0.000_1_f64.min(pressure)] {
            assert!((downstream..=pressure).contains(&mean(downstream)), "{pressure} {downstream}");
        }
    }
    let pipe = Pipe::from_volume(1000.0).unwrap();
    let at_rest = MeanPressure::between(4.1, 4.1).unwrap();
    assert_eq!(usable_linepack(&pipe, &gas(0), 10.0, at_rest, known(4.1)).unwrap().whole_dm3, 0);
}

#[test]
fn mean_pressure_is_the_mean_along_the_pipe() {
    assert!((MeanPressure::between(6.0, 4.0).unwrap().mpa() - 5.066_667).abs() < 5e-7);
    for (upstream, downstream) in [(6.0, 4.0), (6.0, 5.99), (12.0, 0.1), (0.4, 0.2), (4.0, 4.0)] {
        let mean: f64 =
            slices(10_000).map(|x| pressure_along(upstream, downstream, x)).sum::<f64>() / 10_000.0;
        let formula = MeanPressure::between(upstream, downstream).unwrap().mpa();
        assert!((formula / mean - 1.0).abs() < 1e-6, "{upstream} {downstream}: {formula}, not {mean}");
    }
}

/// The compressibility factor at the mean pressure stands for those along the pipe.
#[test]
fn linepack_is_the_sum_of_its_slices() {
    let pipe = Pipe::from_volume(10_000.0).unwrap();
    for index in 0..EXAMPLE_GASES.len() {
        let gas = gas(index);
        let base = gas.state_at_base(BaseConditions::Celsius20).unwrap();
        for (upstream, downstream, bound) in [
            (10.0, 8.0, 1e-3),
            (4.0, 3.2, 1e-3),
            (6.3, 4.2, 3e-3),
            (0.4, 0.2, 1e-3),
            (4.0, 2.0, 4e-3),
            (10.0, 5.0, 9e-3),
        ] {
            let slices: f64 = slices(1000)
                .map(|x| {
                    let state = gas.state(pressure_along(upstream, downstream, x), 5.0).unwrap();
                    convert_volume_m3(10.0, &state, &base).unwrap()
                })
                .sum();
            let mean = MeanPressure::between(upstream, downstream).unwrap();
            let whole = linepack_m3(&pipe, &gas, 5.0, mean).unwrap();
            let off = whole / slices - 1.0;
            assert!((-bound..0.0).contains(&off), "{upstream} {downstream}: {whole}, not {slices}");
        }
    }
}

/// By hand: 100 m³ at 6 MPa and −3.15 °C (270 K) with Z = 0.84084 (ISO 12213-3, annex C); Z at 20 °C and
/// 101.325 kPa follows from the ratio of 1.0738 to 1.07322 and Z at 0 °C.
#[test]
fn linepack_by_hand() {
    let gas = gas(0);
    let base = gas.state_at_base(BaseConditions::Celsius20).unwrap().compressibility();
    assert!((base - 0.9979).abs() < 1e-4, "{base}");
    let by_hand = 100.0 * (6.0 / 0.101_325) * (293.15 / 270.0) * (base / 0.840_84);
    let pipe = Pipe::from_volume(100.0).unwrap();
    let computed = linepack_m3(&pipe, &gas, -3.15, known(6.0)).unwrap();
    assert!((computed / by_hand - 1.0).abs() < 1e-5, "{computed}, not {by_hand}");
}

#[test]
fn whole_dm3_rounds_down() {
    assert_eq!(whole_dm3(0.0), Ok(0));
    assert_eq!(whole_dm3(0.000_999), Ok(0));
    assert_eq!(whole_dm3(0.001), Ok(1));
    assert_eq!(whole_dm3(1.5), Ok(1500));
    // The nearest number in floating point is a little less.
    assert_eq!(whole_dm3(1.001), Ok(1000));
    assert_eq!(whole_dm3(1.001_999_9), Ok(1001));
    assert_eq!(whole_dm3(9e15), Ok(9_000_000_000_000_000_000));
    assert_eq!(whole_dm3(9e15_f64.next_up()), refused(GasQuantity::StandardVolume, GasFault::TooHigh));
    assert_eq!(whole_dm3(-0.001), refused(GasQuantity::StandardVolume, GasFault::TooLow));
    assert_eq!(whole_dm3(f64::NAN), refused(GasQuantity::StandardVolume, GasFault::NotFinite));
    assert_eq!(whole_dm3(f64::INFINITY), refused(GasQuantity::StandardVolume, GasFault::NotFinite));
}

#[test]
fn wrong_pipes_are_refused_by_name() {
    let of = Pipe::from_length_and_diameter;
    assert_eq!(of(0.0, 0.4), refused(GasQuantity::Length, GasFault::TooLow));
    assert_eq!(of(-1.0, 0.4), refused(GasQuantity::Length, GasFault::TooLow));
    assert_eq!(of(f64::NAN, 0.4), refused(GasQuantity::Length, GasFault::NotFinite));
    assert_eq!(of(2e7, 0.4), refused(GasQuantity::Length, GasFault::TooHigh));
    assert_eq!(of(1000.0, 0.0), refused(GasQuantity::InternalDiameter, GasFault::TooLow));
    assert_eq!(of(1000.0, f64::INFINITY), refused(GasQuantity::InternalDiameter, GasFault::NotFinite));
    assert_eq!(of(1000.0, 406.4), refused(GasQuantity::InternalDiameter, GasFault::TooHigh));
    assert_eq!(Pipe::from_volume(0.0), refused(GasQuantity::PipeVolume, GasFault::TooLow));
    assert_eq!(Pipe::from_volume(-5.0), refused(GasQuantity::PipeVolume, GasFault::TooLow));
    assert_eq!(Pipe::from_volume(f64::NAN), refused(GasQuantity::PipeVolume, GasFault::NotFinite));
    assert_eq!(Pipe::from_volume(2e8), refused(GasQuantity::PipeVolume, GasFault::TooHigh));
    assert!((of(1000.0, 2.0).unwrap().volume_m3() - 1000.0 * core::f64::consts::PI).abs() < 1e-9);
    assert_eq!(Pipe::from_volume(7.5).unwrap().volume_m3(), 7.5);
}

#[test]
fn wrong_pressures_are_refused_by_name() {
    let between = MeanPressure::between;
    assert_eq!(between(4.0, 4.1), Err(GasError::Inverted));
    assert_eq!(between(0.0, 4.0), refused(GasQuantity::UpstreamPressure, GasFault::TooLow));
    assert_eq!(between(f64::NAN, 4.0), refused(GasQuantity::UpstreamPressure, GasFault::NotFinite));
    assert_eq!(between(12.1, 4.0), refused(GasQuantity::UpstreamPressure, GasFault::TooHigh));
    assert_eq!(between(4.0, 0.0), refused(GasQuantity::DownstreamPressure, GasFault::TooLow));
    assert_eq!(between(4.0, -1.0), refused(GasQuantity::DownstreamPressure, GasFault::TooLow));
    assert_eq!(between(4.0, f64::NAN), refused(GasQuantity::DownstreamPressure, GasFault::NotFinite));
    assert_eq!(between(4.0, 12.1), refused(GasQuantity::DownstreamPressure, GasFault::TooHigh));
    assert_eq!(MeanPressure::known(0.0), refused(GasQuantity::MeanPressure, GasFault::TooLow));
    assert_eq!(MeanPressure::known(12.1), refused(GasQuantity::MeanPressure, GasFault::TooHigh));
    assert_eq!(MeanPressure::known(f64::INFINITY), refused(GasQuantity::MeanPressure, GasFault::NotFinite));
}

#[test]
fn wrong_states_and_volumes_are_refused_by_name() {
    assert_eq!(GasState::new(0.0, 10.0, 0.9), refused(GasQuantity::StatePressure, GasFault::TooLow));
    assert_eq!(GasState::new(f64::NAN, 10.0, 0.9), refused(GasQuantity::StatePressure, GasFault::NotFinite));
    assert_eq!(GasState::new(4.0, 201.0, 0.9), refused(GasQuantity::StateTemperature, GasFault::TooHigh));
    assert_eq!(GasState::new(4.0, -300.0, 0.9), refused(GasQuantity::StateTemperature, GasFault::TooLow));
    assert_eq!(GasState::new(4.0, 10.0, 0.0), refused(GasQuantity::Compressibility, GasFault::TooLow));
    assert_eq!(
        GasState::new(4.0, 10.0, f64::NAN),
        refused(GasQuantity::Compressibility, GasFault::NotFinite)
    );
    let state = GasState::new(4.0, 10.0, 0.9).unwrap();
    assert_eq!(
        (state.pressure_mpa(), state.temperature_celsius(), state.compressibility()),
        (4.0, 10.0, 0.9)
    );
    assert_eq!(convert_volume_m3(-1.0, &state, &state), refused(GasQuantity::Volume, GasFault::TooLow));
    assert_eq!(
        convert_volume_m3(f64::NAN, &state, &state),
        refused(GasQuantity::Volume, GasFault::NotFinite)
    );
    let base = BaseConditions::Celsius20.ideal_state();
    assert_eq!(convert_volume_m3(1e15, &state, &base), refused(GasQuantity::Volume, GasFault::TooHigh));
    assert_eq!(convert_volume_m3(0.0, &state, &base), Ok(0.0));
}

#[test]
fn linepack_refuses_what_cannot_be() {
    let (pipe, gas) = (Pipe::from_volume(1000.0).unwrap(), gas(0));
    let usable = |temperature, from, to| usable_linepack(&pipe, &gas, temperature, known(from), known(to));
    assert_eq!(usable(5.0, 3.0, 4.0), Err(GasError::Inverted));
    assert_eq!(usable(-23.1, 4.0, 3.0), refused(GasQuantity::Temperature, GasFault::TooLow));
    assert_eq!(usable(f64::NAN, 4.0, 3.0), refused(GasQuantity::Temperature, GasFault::NotFinite));
    assert_eq!(
        linepack_m3(&pipe, &gas, 65.1, known(4.0)),
        refused(GasQuantity::Temperature, GasFault::TooHigh)
    );
    let nothing = usable(5.0, 3.0, 3.0).unwrap();
    assert_eq!((nothing.standard_m3, nothing.whole_dm3), (0.0, 0));
    let next = usable(5.0, 3.0_f64.next_up(), 3.0).unwrap();
    assert!((0.0..1e-6).contains(&next.standard_m3));
}

/// The largest pipe at the highest pressure still fits the whole dm³.
#[test]
fn the_largest_linepack_fits() {
    let pipe = Pipe::from_volume(1e8).unwrap();
    for index in 0..EXAMPLE_GASES.len() {
        let usable = usable_linepack(&pipe, &gas(index), -23.0, known(12.0), known(1e-6)).unwrap();
        assert!(usable.whole_dm3 > 1_000_000_000_000 && usable.whole_dm3 < 1 << 63);
    }
}

proptest! {
    #[test]
    fn more_pressure_more_volume_and_cold_hold_more(
        index in 0..EXAMPLE_GASES.len(),
        volume in 1.0..1e6,
        temperature in -22.0..65.0,
        pressure in 0.05..12.0,
        less in 0.000_1..0.999_9,
    ) {
        let gas = gas(index);
        let pipe = Pipe::from_volume(volume).unwrap();
        let at = |temperature, pressure| linepack_m3(&pipe, &gas, temperature, known(pressure)).unwrap();
        let held = at(temperature, pressure);
        prop_assert!(at(temperature, pressure * less) < held);
        prop_assert!(at(temperature - 1.0, pressure) > held);
        let double = Pipe::from_volume(2.0 * volume).unwrap();
        let twice = linepack_m3(&double, &gas, temperature, known(pressure)).unwrap();
        prop_assert!((twice / held - 2.0).abs() < 1e-12);
    }

    #[test]
    fn drawing_in_two_steps_gives_the_same(
        index in 0..EXAMPLE_GASES.len(),
        volume in 1.0..1e6,
        temperature in -23.0..65.0,
        pressures in proptest::array::uniform3(0.05..12.0),
    ) {
        let mut pressures = pressures;
        pressures.sort_by(f64::total_cmp);
        let [low, middle, high] = pressures;
        let (gas, pipe) = (gas(index), Pipe::from_volume(volume).unwrap());
        let usable = |from, to| usable_linepack(&pipe, &gas, temperature, known(from), known(to)).unwrap();
        let whole = usable(high, low);
        let parts = [usable(high, middle), usable(middle, low)];
        let sum = parts[0].standard_m3 + parts[1].standard_m3;
        prop_assert!((whole.standard_m3 - sum).abs() < 1e-9 * (1.0 + volume * high * 10.0));
        for drawn in [whole, parts[0], parts[1]] {
            let rest = drawn.standard_m3 * 1000.0 - drawn.whole_dm3 as f64;
            prop_assert!((0.0..1.0).contains(&rest), "{drawn:?}");
        }
        let held = linepack_m3(&pipe, &gas, temperature, known(high)).unwrap();
        prop_assert!(whole.standard_m3 < held);
    }

    #[test]
    fn a_volume_comes_back(
        volume in 0.0..1e9,
        from in (0.01..12.0, -20.0..60.0, 0.3..1.2),
        to in (0.01..12.0, -20.0..60.0, 0.3..1.2),
    ) {
        let state = |(pressure, temperature, z)| GasState::new(pressure, temperature, z).unwrap();
        let (from, to) = (state(from), state(to));
        let there = convert_volume_m3(volume, &from, &to).unwrap();
        let back = convert_volume_m3(there, &to, &from).unwrap();
        prop_assert!((back - volume).abs() <= 1e-12 * volume);
        let amount = volume * from.molar_density_mol_per_dm3();
        prop_assert!((there * to.molar_density_mol_per_dm3() - amount).abs() <= 1e-12 * amount);
    }
}
