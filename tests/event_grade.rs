//! Grades against the plan's table (§1.5.1), transcribed by hand; trends against a Theil–Sen estimate by sorting.
#![cfg(feature = "event")]

use citygate::event::{
    Criterion, EmergencyPlan, Evaluator, Grade, Grading, ImbalanceBound, Instant, NetworkCondition,
    PlanRules, SUDDEN_LOSS_PPM, SampleOutcome, Situation, TREND_MIN_SAMPLES, TREND_WINDOW, Trend,
    TrendSettings, TrendSource, TrendWindow, Unmet, UnmetSet, imbalance_permille, imbalance_ppm,
};
use proptest::prelude::*;

/// The imbalance column with its *and*, in tenths of a percent. The upper bounds only separate the grades
/// (Interpretation): what exceeds one and misses the conditions above falls to the next row.
fn table_by_imbalance(tenths: u32, trend: Trend, network: NetworkCondition) -> u8 {
    let widening = trend == Trend::Widening;
    let unable = network == NetworkCondition::AtRisk;
    let affected = network == NetworkCondition::Affected || network == NetworkCondition::AtRisk;
    if tenths >= 200 && widening && unable {
        return 1;
    }
    if tenths >= 150 && widening && unable {
        return 2;
    }
    if tenths >= 100 && widening && affected {
        return 3;
    }
    if tenths >= 50 && widening {
        return 4;
    }
    0
}

/// The interruption column, in half hours: ≥ 72 h; ≥ 48, < 72; ≥ 36, < 48; ≥ 24, < 36.
fn table_by_interruption(half_hours: u32) -> u8 {
    match half_hours {
        144.. => 1,
        96..144 => 2,
        72..96 => 3,
        48..72 => 4,
        0..48 => 0,
    }
}

/// 0 stands for none, and is the least serious.
fn worse(a: u8, b: u8) -> u8 {
    match (a, b) {
        (0, other) | (other, 0) => other,
        (a, b) => a.min(b),
    }
}

fn situation(tenths: u32, trend: Trend, network: NetworkCondition, half_hours: u32) -> Situation {
    Situation {
        normal_supply: 1000,
        demand: Some(1000),
        available_supply: 1000 - u64::from(tenths),
        interruption_min: Some(half_hours * 30),
        trend: Some(trend),
        network: Some(network),
        planned: false,
    }
}

/// By Jilin's plan.
fn grade(situation: &Situation) -> Grading {
    citygate::event::grade(&EmergencyPlan::JILIN_2024.rules, situation)
}

fn seriousness(grade: Option<Grade>) -> u8 {
    grade.map_or(0, |grade| 5 - grade.code())
}

#[test]
fn every_combination_agrees_with_the_table_and_says_why() {
    let mut combinations = 0;
    for tenths in 0..=300 {
        for trend in Trend::ALL {
            for network in NetworkCondition::ALL {
                for half_hours in 0..=160 {
                    let got = grade(&situation(tenths, trend, network, half_hours));
                    let imbalance = table_by_imbalance(tenths, trend, network);
                    let interruption = table_by_interruption(half_hours);
                    let expected = worse(imbalance, interruption);
                    assert_eq!(got.grade.map_or(0, Grade::code), expected);
                    assert_eq!(got.by_imbalance.map_or(0, Grade::code), imbalance);
                    assert_eq!(got.by_interruption.map_or(0, Grade::code), interruption);
                    let criterion = match (expected == imbalance, expected == interruption) {
                        _ if expected == 0 => None,
                        (true, true) => Some(Criterion::Both),
                        (true, false) => Some(Criterion::Imbalance),
                        (false, _) => Some(Criterion::Interruption),
                    };
                    assert_eq!(got.criterion, criterion);
                    assert_eq!(u32::from(got.imbalance_permille), tenths);
                    check_reasons(&got, tenths, trend, network, half_hours);
                    combinations += 1;
                }
            }
        }
    }
    assert_eq!(combinations, 301 * 3 * 3 * 161);
}

/// Each reason given is true, and mending all reasons of one criterion (and no fewer) raises the grade.
fn check_reasons(got: &Grading, tenths: u32, trend: Trend, network: NetworkCondition, half_hours: u32) {
    let Some(next) = got.next else {
        assert_eq!(got.grade, Some(Grade::I));
        assert!(got.unmet.is_empty());
        return;
    };
    assert_eq!(next.code(), got.grade.map_or(4, |grade| grade.code() - 1));
    let (bound, least, hours) = match next {
        Grade::I => (200, NetworkCondition::AtRisk, 144),
        Grade::II => (150, NetworkCondition::AtRisk, 96),
        Grade::III => (100, NetworkCondition::Affected, 72),
        Grade::IV => (50, NetworkCondition::Normal, 48),
    };
    let unmet = got.unmet;
    let mended = |skip: Option<Unmet>| {
        let mend = |reason| unmet.contains(reason) && Some(reason) != skip;
        table_by_imbalance(
            if mend(Unmet::ImbalanceTooSmall) { bound } else { tenths },
            if mend(Unmet::NotWidening) { Trend::Widening } else { trend },
            if mend(Unmet::NetworkNotBadEnough) { least } else { network },
        )
    };
    assert!((1..=next.code()).contains(&mended(None)));
    for reason in unmet.iter().filter(|reason| *reason != Unmet::InterruptionTooShort) {
        let without = mended(Some(reason));
        assert!(without == 0 || without > next.code(), "{reason:?} is no reason");
    }
    assert!(unmet.contains(Unmet::InterruptionTooShort) && half_hours < hours);
}

#[test]
fn the_grade_is_monotone_in_every_input() {
    let at = |tenths, trend: usize, network: usize, half_hours| {
        let (trend, network) = (Trend::ALL[trend], NetworkCondition::ALL[network]);
        seriousness(grade(&situation(tenths, trend, network, half_hours)).grade)
    };
    for tenths in 0..=300 {
        for trend in 0..3 {
            for network in 0..3 {
                for half_hours in 0..=160 {
                    let here = at(tenths, trend, network, half_hours);
                    assert!(at(tenths + 1, trend, network, half_hours) >= here);
                    assert!(at(tenths, (trend + 1).min(2), network, half_hours) >= here);
                    assert!(at(tenths, trend, (network + 1).min(2), half_hours) >= here);
                    assert!(at(tenths, trend, network, half_hours + 1) >= here);
                }
            }
        }
    }
}

#[test]
fn interruption_is_exact_to_the_minute() {
    let with = |interruption_min| {
        let quiet = situation(0, Trend::Narrowing, NetworkCondition::Normal, 0);
        grade(&Situation { interruption_min: Some(interruption_min), ..quiet }).grade
    };
    for (hours, below, at) in [
        (24, None, Some(Grade::IV)),
        (36, Some(Grade::IV), Some(Grade::III)),
        (48, Some(Grade::III), Some(Grade::II)),
        (72, Some(Grade::II), Some(Grade::I)),
    ] {
        assert_eq!(with(hours * 60 - 1), below);
        assert_eq!(with(hours * 60), at);
    }
    assert_eq!(with(u32::MAX), Some(Grade::I));
}

#[test]
fn missing_normal_supply_and_surplus_are_defined() {
    let base = situation(300, Trend::Widening, NetworkCondition::AtRisk, 0);
    for available_supply in [0, 1, u64::MAX] {
        let got = grade(&Situation { normal_supply: 0, demand: None, available_supply, ..base });
        assert_eq!((got.grade, got.imbalance_permille), (None, 0));
        assert_eq!(got.unmet, UnmetSet::of(&[Unmet::NormalSupplyMissing, Unmet::InterruptionTooShort]));
    }
    let outage = Situation { normal_supply: 0, interruption_min: Some(72 * 60), ..base };
    assert_eq!(grade(&outage).grade, Some(Grade::I));

    let surplus = grade(&Situation { available_supply: u64::MAX, ..base });
    assert_eq!((surplus.grade, surplus.imbalance_permille), (None, 0));
    assert!(surplus.unmet.contains(Unmet::ImbalanceTooSmall));
}

#[test]
fn the_case_of_tengzhou_2017() {
    assert_eq!(imbalance_permille(110_000, 620_000), 177);
    assert_eq!(imbalance_ppm(110_000, 620_000), 177_419);
    assert_eq!(imbalance_permille(u64::MAX, u64::MAX), 1000);
    assert_eq!(imbalance_ppm(1, 1), 1_000_000);
    assert_eq!(imbalance_permille(1, 1000), 1);
    assert_eq!(imbalance_permille(1, 1001), 0);
    assert_eq!((imbalance_permille(7, 0), imbalance_ppm(7, 0)), (0, 0));
    // Ten times the normal supply stands for more as well.
    assert_eq!((imbalance_permille(10, 1), imbalance_permille(u64::MAX, 1)), (10_000, 10_000));
    assert_eq!((imbalance_ppm(10, 1), imbalance_ppm(u64::MAX, 1)), (10_000_000, 10_000_000));
}

#[test]
fn evaluation_afterwards_follows_the_grade() {
    let evaluators = Grade::ALL.map(Grade::evaluator);
    use Evaluator::{City, County, NationalRules, Province};
    // §5.3: national rules, the province or whom it authorizes, the city, the county.
    assert_eq!(evaluators, [NationalRules, Province, City, County]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// The bounds are exact over all of `u64`: the least supply that is short by p % is, one unit more is not.
    #[test]
    fn bounds_are_exact_for_every_normal_supply(normal in 1u64.., which in 0usize..4) {
        let percent = [5u128, 10, 15, 20][which];
        let missing = (u128::from(normal) * percent).div_ceil(100) as u64;
        let at = |missing| {
            let base = situation(0, Trend::Widening, NetworkCondition::AtRisk, 0);
            grade(&Situation {
                normal_supply: normal,
                demand: Some(normal),
                available_supply: normal - missing,
                ..base
            })
        };
        let least_serious = [Grade::IV, Grade::III, Grade::II, Grade::I];
        prop_assert!(seriousness(at(missing).grade) >= seriousness(Some(least_serious[which])));
        if missing > 0 {
            prop_assert!(seriousness(at(missing - 1).grade) < seriousness(Some(least_serious[which])));
        }
    }

    #[test]
    fn shares_are_rounded_down(normal in 1u64.., imbalance: u64) {
        let share = |scale: u128| (u128::from(imbalance) * scale / u128::from(normal)).min(10 * scale);
        prop_assert_eq!(u128::from(imbalance_permille(imbalance, normal)), share(1000));
        prop_assert_eq!(u128::from(imbalance_ppm(imbalance, normal)), share(1_000_000));
    }
}

// Trend.

const MINUTE: u64 = 60_000;

fn at(ms: u64) -> Instant {
    Instant { ms, gaps: 0 }
}

fn settings() -> TrendSettings {
    TrendSettings { spacing_ms: 60_000, max_gap_ms: 3_600_000, dead_band_ppm_per_h: 1000 }
}

/// The trend by the textbook: all slopes as fractions, sorted; the upper median decides.
fn by_sorting(samples: &[(u64, u32)], band: i128) -> Trend {
    let mut slopes = Vec::new();
    for (i, early) in samples.iter().enumerate() {
        for late in &samples[i + 1..] {
            let rise = (i128::from(late.1) - i128::from(early.1)) * 3_600_000;
            slopes.push((rise, i128::from(late.0 - early.0)));
        }
    }
    slopes.sort_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)));
    let upper = slopes[slopes.len() / 2];
    if upper.0 > band * upper.1 {
        Trend::Widening
    } else if upper.0 < -band * upper.1 {
        Trend::Narrowing
    } else {
        Trend::Steady
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn counting_slopes_decides_like_sorting_them(
        steps in prop::collection::vec((1u64..=60, 0u32..=20_000), TREND_MIN_SAMPLES..40),
        slope in -30i64..=30,
        band in 0u32..=10_000,
    ) {
        let settings = TrendSettings { dead_band_ppm_per_h: band, ..settings() };
        let mut window = TrendWindow::new(settings).unwrap();
        let mut samples = Vec::new();
        let mut ms = 1 << 40;
        for (minutes, noise) in steps {
            ms += minutes * MINUTE;
            let ppm = (500_000 + slope * ((ms - (1 << 40)) / MINUTE) as i64 + i64::from(noise))
                .clamp(0, 1_000_000) as u32;
            prop_assert_eq!(window.push(at(ms), ppm), SampleOutcome::Added);
            samples.push((ms, ppm));
        }
        let kept = &samples[samples.len().saturating_sub(TREND_WINDOW)..];
        let estimate = window.estimate(at(ms));
        prop_assert_eq!(usize::from(estimate.samples), kept.len());
        prop_assert_eq!(usize::from(estimate.pairs), kept.len() * (kept.len() - 1) / 2);
        prop_assert_eq!(estimate.trend, Some(by_sorting(kept, i128::from(band))));
    }

    /// Two wild readings in eight never turn a clear trend, whatever they read.
    #[test]
    fn wild_readings_do_not_turn_the_trend(
        wild in prop::collection::vec((0usize..8, 0u32..=1_000_000), 0..=2),
        rising: bool,
    ) {
        let mut window = TrendWindow::new(settings()).unwrap();
        for index in 0..8usize {
            let ramp = index as u32 * 5_000;
            let honest = if rising { 100_000 + ramp } else { 900_000 - ramp };
            let ppm = wild.iter().find(|(place, _)| *place == index).map_or(honest, |(_, ppm)| *ppm);
            window.push(at(index as u64 * 5 * MINUTE), ppm);
        }
        let expected = if rising { Trend::Widening } else { Trend::Narrowing };
        prop_assert_eq!(window.estimate(at(35 * MINUTE)).trend, Some(expected));
    }

    /// Samples that arrive out of order give what they would have given in order.
    #[test]
    fn the_order_of_arrival_does_not_matter(order in Just((0..10u64).collect::<Vec<_>>()).prop_shuffle()) {
        let value = |index: u64| 100_000 + (index * 7919 % 13) as u32 * 1000;
        let fill = |order: &[u64]| {
            let mut window = TrendWindow::new(settings()).unwrap();
            for index in order {
                let pushed = window.push(at((1 << 40) + index * 5 * MINUTE), value(*index));
                assert!(matches!(pushed, SampleOutcome::Added | SampleOutcome::AddedLate));
            }
            window.estimate(at((1 << 40) + 50 * MINUTE))
        };
        prop_assert_eq!(fill(&order), fill(&(0..10).collect::<Vec<_>>()));
    }
}

#[test]
fn a_tie_of_slopes_goes_to_the_safe_side() {
    // Readings 0, 3, 1, 4, 2, ... of five samples: count slopes up and down until a tie is found.
    let mut tie_seen = false;
    let levels = [0u32, 10_000, 20_000, 30_000, 40_000];
    for code in 0..5usize.pow(5) {
        let values: Vec<u32> = (0..5).map(|place| levels[code / 5usize.pow(place) % 5]).collect();
        let mut window = TrendWindow::new(settings()).unwrap();
        for (index, ppm) in values.iter().enumerate() {
            window.push(at(index as u64 * 5 * MINUTE), *ppm);
        }
        let estimate = window.estimate(at(20 * MINUTE));
        if estimate.rising == 5 && estimate.falling == 5 {
            assert_eq!(estimate.trend, Some(Trend::Widening));
            tie_seen = true;
        }
    }
    assert!(tie_seen);
}

/// §1.5.1, as we read it: a sudden loss in a calm window is widening for as long as it lies within the window, although
/// the median of the slopes turns with the sixth sample and back with the eleventh.
#[test]
fn a_sudden_loss_is_widening_for_as_long_as_it_lies_within_the_window() {
    for loss in [SUDDEN_LOSS_PPM, 220_000, 1_300_000] {
        let mut window = TrendWindow::new(settings()).unwrap();
        for minute in 0..30 {
            window.push(at(minute * MINUTE), 40_000);
        }
        assert!(!window.estimate(at(29 * MINUTE)).sudden_loss);
        for sample in 1..=20 {
            let now = at((29 + sample) * MINUTE);
            window.push(now, 40_000 + loss);
            let estimate = window.estimate(now);
            let median = if (6..=10).contains(&sample) { Trend::Widening } else { Trend::Steady };
            assert_eq!(estimate.trend, Some(median), "sample {sample}");
            let within = sample < 16;
            assert_eq!(estimate.sudden_loss, within, "sample {sample}");
            let expected = if within { Trend::Widening } else { Trend::Steady };
            assert_eq!(estimate.or_stated(None), (expected, TrendSource::Measured));
            assert_eq!(estimate.or_stated(Some(Trend::Steady)), (Trend::Steady, TrendSource::Stated));
        }
    }
}

/// Less than a sudden loss, a loss that is made good, and one that is stale are none.
#[test]
fn what_is_no_sudden_loss() {
    let of = |values: &[u32]| {
        let mut window = TrendWindow::new(settings()).unwrap();
        for (minute, ppm) in values.iter().enumerate() {
            window.push(at(minute as u64 * MINUTE), *ppm);
        }
        window
    };
    let last = at(4 * MINUTE);
    assert!(of(&[0, 0, SUDDEN_LOSS_PPM, SUDDEN_LOSS_PPM, SUDDEN_LOSS_PPM]).estimate(last).sudden_loss);
    assert!(
        !of(&[0, 0, SUDDEN_LOSS_PPM - 1, SUDDEN_LOSS_PPM - 1, SUDDEN_LOSS_PPM - 1])
            .estimate(last)
            .sudden_loss
    );
    assert!(!of(&[0, 0, 300_000, 300_000, 0]).estimate(last).sudden_loss);
    // A single wild reading is one until the next sample.
    assert!(of(&[0, 0, 0, 0, 300_000]).estimate(last).sudden_loss);
    assert!(!of(&[0, 0, 0, 0, 300_000, 0]).estimate(at(5 * MINUTE)).sudden_loss);
    assert!(!of(&[300_000, 200_000, 100_000, 50_000, 0]).estimate(last).sudden_loss);
    let stale = Instant { ms: 4 * MINUTE + 3_600_001, gaps: 0 };
    assert!(!of(&[0, 0, 300_000, 300_000, 300_000]).estimate(stale).sudden_loss);
    assert!(!of(&[]).estimate(last).sudden_loss && !of(&[900_000]).estimate(at(0)).sudden_loss);
}

#[test]
fn gaps_repeats_and_late_samples_are_handled_and_said() {
    let base = |ms| at(1000 * MINUTE + ms);
    let mut window = TrendWindow::new(settings()).unwrap();
    assert_eq!(window.push(base(100 * MINUTE), 10), SampleOutcome::Added);
    assert_eq!(window.push(base(100 * MINUTE), 99), SampleOutcome::Repeated);
    assert_eq!(window.push(base(100 * MINUTE + 59_999), 10), SampleOutcome::TooClose);
    assert_eq!(window.push(base(110 * MINUTE), 10), SampleOutcome::Added);
    assert_eq!(window.push(base(105 * MINUTE), 10), SampleOutcome::AddedLate);
    assert_eq!(window.push(base(105 * MINUTE + 30_000), 10), SampleOutcome::TooClose);
    assert_eq!(window.push(base(40 * MINUTE), 10), SampleOutcome::AddedLate);
    assert_eq!(window.push(at(1040 * MINUTE - 3_600_001), 10), SampleOutcome::TooOld);
    assert_eq!(window.push(base(111 * MINUTE), 10_000_001), SampleOutcome::OutOfRange);
    assert_eq!(window.estimate(base(110 * MINUTE)).samples, 4);
    assert_eq!(window.push(base(170 * MINUTE), 10), SampleOutcome::Added);
    assert_eq!(window.push(base(230 * MINUTE + 1), 10), SampleOutcome::AfterGap);
    assert_eq!(window.estimate(base(230 * MINUTE)).samples, 1);
    let lost_time = Instant { ms: 1231 * MINUTE, gaps: 1 };
    assert_eq!(window.push(lost_time, 10), SampleOutcome::AfterGap);
    // What comes late from before the unknown while takes nothing away, whatever its time says.
    for late in [1230 * MINUTE, 1231 * MINUTE, 1232 * MINUTE] {
        assert_eq!(window.push(at(late), 10), SampleOutcome::TooOld);
    }
    assert_eq!(window.estimate(lost_time).samples, 1);
    // Older than a full window.
    for minute in 0..16 {
        window.push(Instant { ms: (1240 + 5 * minute) * MINUTE, gaps: 1 }, 10);
    }
    assert_eq!(window.estimate(lost_time).samples, 16);
    assert_eq!(window.push(Instant { ms: 1239 * MINUTE, gaps: 1 }, 10), SampleOutcome::TooOld);
    // In the middle of a full window: the oldest gives way.
    assert_eq!(window.push(Instant { ms: 1252 * MINUTE, gaps: 1 }, 10), SampleOutcome::AddedLate);
    assert_eq!(window.estimate(lost_time).samples, 16);
}

/// A flat window that has gone on after an unknown while keeps its samples when one from before it comes late.
#[test]
fn a_sample_from_before_a_gap_does_not_wipe_the_window() {
    for gaps in [1, 7, u32::MAX, 0] {
        let mut window = TrendWindow::new(settings()).unwrap();
        for index in 0..6 {
            window.push(Instant { ms: (1000 + 5 * index) * MINUTE, gaps }, 50_000);
        }
        let now = Instant { ms: 1025 * MINUTE, gaps };
        let before = window;
        for older in [1, 2, 1000] {
            let late = Instant { ms: 990 * MINUTE, gaps: gaps.wrapping_sub(older) };
            assert_eq!(window.push(late, 40_000), SampleOutcome::TooOld);
        }
        assert_eq!(window, before);
        assert_eq!(window.estimate(now).trend, Some(Trend::Steady));
    }
}

#[test]
fn too_few_and_stale_samples_give_no_trend_and_widening_is_assumed() {
    let mut window = TrendWindow::new(settings()).unwrap();
    for index in 0..TREND_MIN_SAMPLES as u64 {
        let estimate = window.estimate(at(index * 5 * MINUTE));
        assert_eq!(estimate.trend, None);
        assert_eq!(estimate.or_stated(None), (Trend::Widening, TrendSource::Assumed));
        assert_eq!(estimate.or_stated(Some(Trend::Steady)), (Trend::Steady, TrendSource::Stated));
        window.push(at(index * 5 * MINUTE), 100_000);
    }
    let last = (TREND_MIN_SAMPLES as u64 - 1) * 5 * MINUTE;
    let estimate = window.estimate(at(last + 3_600_000));
    assert_eq!(estimate.or_stated(None), (Trend::Steady, TrendSource::Measured));
    assert_eq!(estimate.or_stated(Some(Trend::Widening)), (Trend::Widening, TrendSource::Stated));
    assert_eq!(window.estimate(at(last + 3_600_001)).trend, None);
    assert_eq!(window.estimate(Instant { ms: last, gaps: 1 }).trend, None);
}

#[test]
fn the_dead_band_is_exact() {
    // 1000 ppm per hour is steady, one more in the hour is not.
    for (rise, expected) in [(1000, Trend::Steady), (1001, Trend::Widening)] {
        let mut window = TrendWindow::new(settings()).unwrap();
        for hour in 0..5u32 {
            window.push(at(u64::from(hour) * 60 * MINUTE), hour * rise);
        }
        assert_eq!(window.estimate(at(240 * MINUTE)).trend, Some(expected));
    }
    let fall = |step: u32| {
        let mut window = TrendWindow::new(settings()).unwrap();
        for hour in 0..5u32 {
            window.push(at(u64::from(hour) * 60 * MINUTE), 10_000 - hour * step);
        }
        window.estimate(at(240 * MINUTE)).trend
    };
    assert_eq!(fall(1000), Some(Trend::Steady));
    assert_eq!(fall(1001), Some(Trend::Narrowing));
}

#[test]
fn settings_out_of_range_are_refused() {
    let valid = settings();
    assert!(TrendWindow::new(TrendSettings { spacing_ms: 0, ..valid }).is_none());
    assert!(TrendWindow::new(TrendSettings { max_gap_ms: 59_999, ..valid }).is_none());
    assert!(TrendWindow::new(TrendSettings { dead_band_ppm_per_h: 1_000_001, ..valid }).is_none());
    let widest = TrendSettings { spacing_ms: 1, max_gap_ms: u32::MAX, dead_band_ppm_per_h: 1_000_000 };
    let mut window = TrendWindow::new(widest).unwrap();
    // The largest products that can arise.
    for index in 0..TREND_WINDOW as u64 {
        let ppm = if index % 2 == 0 { 0 } else { 1_000_000 };
        window.push(at(index * u64::from(u32::MAX)), ppm);
    }
    let last = (TREND_WINDOW as u64 - 1) * u64::from(u32::MAX);
    assert_eq!(window.estimate(at(last)).trend, Some(Trend::Steady));
}

/// §1.5.1: the imbalance is of supply and demand, as a share of the normal supply; what is missing of the normal supply
/// is told beside it.
#[test]
fn the_imbalance_is_of_supply_and_demand() {
    let base = situation(0, Trend::Widening, NetworkCondition::AtRisk, 0);
    let of = |demand, available_supply| grade(&Situation { demand, available_supply, ..base });
    let told = |grading: Grading| (grading.grade, grading.imbalance_permille, grading.missing_permille);
    // A cold wave: demand 30 % above an undiminished supply.
    assert_eq!(told(of(Some(1300), 1000)), (Some(Grade::I), 300, 0));
    // A surplus: 20 % of the normal supply are missing, and nobody wants it.
    assert_eq!(told(of(Some(600), 800)), (None, 0, 200));
    // Both: demand 600 on 480 normal, 490 there (Xiangtan 2017).
    let both = grade(&Situation { normal_supply: 480, demand: Some(600), available_supply: 490, ..base });
    assert_eq!(told(both), (Some(Grade::I), 229, 0));
    // Demand below normal, supply below both.
    assert_eq!(told(of(Some(900), 800)), (Some(Grade::III), 100, 200));
    // Not known: the normal supply is taken for it.
    assert_eq!(told(of(None, 850)), (Some(Grade::II), 150, 150));
    assert_eq!(told(of(Some(0), 0)), (None, 0, 1000));
    // More than the normal supply itself.
    assert_eq!(told(of(Some(2500), 0)), (Some(Grade::I), 2500, 1000));
}

/// §1.5.1: bounds are exact, inclusive below and exclusive above.
#[test]
fn bounds_of_demand_and_interruption_are_exact() {
    let base = situation(0, Trend::Widening, NetworkCondition::AtRisk, 0);
    for (tenths, below, at) in [
        (50, None, Grade::IV),
        (100, Some(Grade::IV), Grade::III),
        (150, Some(Grade::III), Grade::II),
        (200, Some(Grade::II), Grade::I),
    ] {
        // The same bound reached by more demand and by less supply, in units that do not divide evenly.
        for normal in [1000_u64, 3, 7, 1001, u64::MAX / 4] {
            let least = (u128::from(normal) * tenths).div_ceil(1000) as u64;
            let by_demand = |imbalance: u64| {
                grade(&Situation {
                    normal_supply: normal,
                    demand: Some(normal + imbalance),
                    available_supply: normal,
                    ..base
                })
            };
            assert!(seriousness(by_demand(least).grade) >= seriousness(Some(at)));
            assert!(seriousness(by_demand(least - 1).grade) <= seriousness(below));
        }
        assert_eq!(
            grade(&Situation { demand: Some(1000 + tenths as u64), available_supply: 1000, ..base }).grade,
            Some(at)
        );
    }
}

/// §1.5.1: what nobody stated is no good news: an unknown trend counts as widening; an unknown state of the network or
/// interruption meets no condition and takes none away.
#[test]
fn what_is_not_stated_is_no_good_news() {
    for tenths in (0..=300).step_by(10) {
        for network in NetworkCondition::ALL {
            let unknown = Situation { trend: None, ..situation(tenths, Trend::Steady, network, 0) };
            let widening = situation(tenths, Trend::Widening, network, 0);
            assert_eq!(grade(&unknown), grade(&widening));
        }
        let base = situation(tenths, Trend::Widening, NetworkCondition::Normal, 0);
        let unstated = Situation { network: None, interruption_min: None, ..base };
        assert_eq!(grade(&unstated), grade(&base));
    }
    // A quarter is missing and nothing else is said: grade IV, and the state of the network is why it is not worse.
    let nothing_said = Situation {
        trend: None,
        network: None,
        interruption_min: None,
        ..situation(250, Trend::Steady, NetworkCondition::Normal, 0)
    };
    let got = grade(&nothing_said);
    assert_eq!(got.grade, Some(Grade::IV));
    assert!(got.unmet.contains(Unmet::NetworkNotBadEnough));
}

/// §1.5.1: an outage that was planned is no event.
#[test]
fn a_planned_outage_is_no_event() {
    let worst = situation(300, Trend::Widening, NetworkCondition::AtRisk, 160);
    let got = grade(&Situation { planned: true, ..worst });
    assert_eq!((got.grade, got.criterion, got.by_imbalance, got.by_interruption), (None, None, None, None));
    assert_eq!((got.next, got.unmet), (None, UnmetSet::of(&[Unmet::Planned])));
    assert_eq!((got.imbalance_permille, got.missing_permille), (300, 300));
}

/// A plan with another table: more than 20 % is grade I, 10 % to 20 % grade II, and no more is known.
fn shanxi() -> PlanRules {
    let mut rules = EmergencyPlan::JILIN_2024.rules;
    for rule in &mut rules.grades {
        (rule.imbalance, rule.network, rule.interruption_min) = (None, NetworkCondition::Normal, None);
    }
    rules.grades[0].imbalance = Some(ImbalanceBound::Above(200));
    rules.grades[1].imbalance = Some(ImbalanceBound::AtLeast(100));
    rules.needs_widening = false;
    rules.number = 2;
    rules
}

#[test]
fn another_plan_grades_by_its_own_table() {
    let plan = shanxi();
    assert_eq!(plan.check(), Ok(()));
    for trend in [None, Some(Trend::Narrowing)] {
        for (tenths, expected) in [
            (99, None),
            (100, Some(Grade::II)),
            (199, Some(Grade::II)),
            (200, Some(Grade::II)),
            (201, Some(Grade::I)),
        ] {
            let base = situation(tenths, Trend::Steady, NetworkCondition::Normal, 160);
            let got = citygate::event::grade(&plan, &Situation { trend, network: None, ..base });
            assert_eq!(got.grade, expected, "{tenths}");
            // Grades that the plan does not give are not asked for, nor are conditions that it does not have.
            let next = match expected {
                None => Some(Grade::II),
                Some(Grade::II) => Some(Grade::I),
                _ => None,
            };
            assert_eq!(got.next, next);
            let unmet =
                if next.is_some() { UnmetSet::of(&[Unmet::ImbalanceTooSmall]) } else { UnmetSet::NONE };
            assert_eq!(got.unmet, unmet);
        }
    }
}
