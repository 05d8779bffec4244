//! Where the imbalance is going, from measurements.
//!
//! The plan (§1.5.1) asks whether the imbalance is *still widening* (仍在扩大) and leaves open how that is found.
//! **Interpretation:** it is widening when the median of the slopes between all pairs of samples in a short
//! window is above a dead band (the Theil–Sen estimator: Theil 1950; Sen, J. Am. Stat. Assoc. 63, 1968). The
//! median is chosen because a single wild reading, or two in eight, cannot turn it (its breakdown point is
//! 29 %), where a regression line or a difference of two readings follows the wild one.
//!
//! The median itself is never computed. It lies above the dead band exactly when enough of the slopes do, and
//! that takes counting only: no sort, no division, no rounding. With an even number of slopes the upper of the two
//! middle ones counts, which is the safe side: half of them above the band are enough for *widening*, more than
//! half below it are needed for *narrowing*.
//!
//! # What a calm window costs
//!
//! What cannot be turned by a few wild readings is not turned by the first few true ones either: in a full window that
//! was flat, the median turns with the sixth sample after a sudden loss, and back with the eleventh. So a sudden loss is
//! looked for by itself ([`TrendEstimate::sudden_loss`]) and counts as *widening* from its first sample on, for as long
//! as a sample from before it is in the window: with the default spacing 75 minutes. A single wild reading looks like one
//! until the next sample; that is the safe side.

use super::clock::Instant;
use super::grade::{MOST_IMBALANCE_PPM, Trend};
use crate::coded::coded;

/// How many samples the window holds.
pub const TREND_WINDOW: usize = 16;

/// The fewest samples that are judged: with five, one wild sample spoils four of ten slopes and cannot decide.
pub const TREND_MIN_SAMPLES: usize = 5;

/// How much larger an imbalance has to be than all before it in the window to be a sudden loss, in millionths of the
/// normal supply: 1 %, a fifth of the narrowest of the plan's bands. The plan gives no figure: this one is ours.
pub const SUDDEN_LOSS_PPM: u32 = 10_000;

/// The widest dead band.
const PPM: u32 = 1_000_000;
const MS_PER_H: u64 = 3_600_000;
/// As many of the longest gaps as there are samples.
const LONGEST_WINDOW_MS: u64 = (TREND_WINDOW as u64) << 32;

/// How the trend is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct TrendSettings {
    /// Samples closer than this to another one are passed over, so that a caller may offer one at every scan,
    /// in milliseconds, at least 1.
    pub spacing_ms: u32,
    /// After a longer pause the window starts anew, and an older newest sample is stale, in milliseconds, at
    /// least [`TrendSettings::spacing_ms`].
    pub max_gap_ms: u32,
    /// Slopes up to this size count as steady, in millionths of the normal supply per hour, up to 1 000 000.
    pub dead_band_ppm_per_h: u32,
}

impl TrendSettings {
    /// A sample every 5 minutes, so that the window spans 75; a pause of more than an hour starts it anew; up to
    /// 0.1 % of the normal supply per hour (less than half of one of the plan's bands in a day) is steady.
    /// The plan gives no figures: these are ours.
    pub const DEFAULT: TrendSettings =
        TrendSettings { spacing_ms: 300_000, max_gap_ms: 3_600_000, dead_band_ppm_per_h: 1000 };

    const fn is_valid(&self) -> bool {
        self.spacing_ms > 0 && self.max_gap_ms >= self.spacing_ms && self.dead_band_ppm_per_h <= PPM
    }
}

impl Default for TrendSettings {
    fn default() -> Self {
        TrendSettings::DEFAULT
    }
}

/// What became of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum SampleOutcome {
    /// Taken.
    Added = 0,
    /// Older than the newest sample: put in its place.
    AddedLate = 1,
    /// Taken as the first of a new window, because the pause before it was longer than the settings allow or
    /// an unknown while was lost.
    AfterGap = 2,
    /// Not taken: nearer to another sample than the spacing. Normal when a sample is offered at every scan.
    TooClose = 3,
    /// Not taken: there is a sample with this time stamp already.
    Repeated = 4,
    /// Not taken: older than the window reaches, or from before an unknown while was lost.
    TooOld = 5,
    /// Not taken: more than ten times the normal supply ([`MOST_IMBALANCE_PPM`]).
    OutOfRange = 6,
}

coded!(SampleOutcome {
    Added => "added",
    AddedLate => "added_late",
    AfterGap => "after_gap",
    TooClose => "too_close",
    Repeated => "repeated",
    TooOld => "too_old",
    OutOfRange => "out_of_range",
});

/// Where a trend comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TrendSource {
    /// The operator stated it.
    Stated = 0,
    /// It was measured.
    Measured = 1,
    /// Neither: widening is assumed.
    Assumed = 2,
}

coded!(TrendSource {
    Stated => "stated",
    Measured => "measured",
    Assumed => "assumed",
});

/// Without padding: its time is in two halves, the lower one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
struct Sample {
    ms_halves: [u32; 2],
    ppm: u32,
}

impl Sample {
    const NONE: Sample = Sample { ms_halves: [0; 2], ppm: 0 };

    const fn new(ms: u64, ppm: u32) -> Sample {
        // The casts take the lower and the upper half.
        Sample { ms_halves: [ms as u32, (ms >> 32) as u32], ppm }
    }

    const fn ms(&self) -> u64 {
        let [lower, upper] = self.ms_halves;
        (upper as u64) << 32 | lower as u64
    }
}

/// What the window says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TrendEstimate {
    /// The trend; `None` with fewer than [`TREND_MIN_SAMPLES`] samples, or when the newest is stale.
    pub trend: Option<Trend>,
    /// Samples in the window.
    pub samples: u8,
    /// Pairs of samples, each with a slope.
    pub pairs: u8,
    /// Slopes above the dead band.
    pub rising: u8,
    /// Slopes below the negative dead band.
    pub falling: u8,
    /// A sudden loss lies within the window: from some sample on the imbalance is larger than all before it, by
    /// [`SUDDEN_LOSS_PPM`] or more.
    pub sudden_loss: bool,
}

impl TrendEstimate {
    /// Nothing is measured.
    pub const NONE: TrendEstimate =
        TrendEstimate { trend: None, samples: 0, pairs: 0, rising: 0, falling: 0, sudden_loss: false };

    /// The trend to grade by: what the operator states, else what was measured, else *widening*.
    ///
    /// **Interpretation:** an unknown trend counts as widening. The plan grades no imbalance that is not
    /// widening, so the other choice would hide an event until enough samples are there. So does a sudden loss for as
    /// long as it lies within the window. The grade only proposes; a person confirms.
    pub const fn or_stated(&self, stated: Option<Trend>) -> (Trend, TrendSource) {
        match (stated, self.trend) {
            (Some(trend), _) => (trend, TrendSource::Stated),
            (None, Some(_)) if self.sudden_loss => (Trend::Widening, TrendSource::Measured),
            (None, Some(trend)) => (trend, TrendSource::Measured),
            (None, None) => (Trend::Widening, TrendSource::Assumed),
        }
    }
}

/// A window of imbalance samples. Fixed size, no heap; not reentrant for one window.
///
/// ```
/// use citygate::event::{Clock, Trend, TrendSettings, TrendWindow, imbalance_ppm};
///
/// let mut clock = Clock::start(0, 0);
/// let mut window = TrendWindow::new(TrendSettings::DEFAULT).expect("valid settings");
/// for minute in 0..60 {
///     clock.tick(minute * 60_000, 0);
///     // Supply falls by 1 in 1000 each minute; one reading is wild.
///     let imbalance = if minute == 30 { 0 } else { 1000 * u64::from(minute) };
///     window.push(clock.now().instant, imbalance_ppm(imbalance, 1_000_000));
/// }
/// let estimate = window.estimate(clock.now().instant);
/// assert_eq!(estimate.trend, Some(Trend::Widening));
/// assert_eq!(estimate.samples, 12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct TrendWindow {
    settings: TrendSettings,
    /// In order of time, the first `count` in use.
    samples: [Sample; TREND_WINDOW],
    gaps: u32,
    count: u8,
    reserved: [u8; 3],
}

impl TrendWindow {
    /// An empty window, or `None` when the settings are out of range (see [`TrendSettings`]).
    pub const fn new(settings: TrendSettings) -> Option<TrendWindow> {
        if !settings.is_valid() {
            return None;
        }
        Some(TrendWindow::empty(settings))
    }

    pub(crate) const fn empty(settings: TrendSettings) -> TrendWindow {
        TrendWindow { settings, samples: [Sample::NONE; TREND_WINDOW], gaps: 0, count: 0, reserved: [0; 3] }
    }

    /// Offers a sample and says what became of it. `ppm` is the imbalance in millionths of the normal supply
    /// ([`super::imbalance_ppm`]).
    ///
    /// A few passes over at most [`TREND_WINDOW`] samples.
    pub fn push(&mut self, at: Instant, ppm: u32) -> SampleOutcome {
        if ppm > MOST_IMBALANCE_PPM {
            return SampleOutcome::OutOfRange;
        }
        let sample = Sample::new(at.ms, ppm);
        let Some(newest) = self.used().last().copied() else {
            self.restart(at.gaps, sample);
            return SampleOutcome::Added;
        };
        let max_gap = u64::from(self.settings.max_gap_ms);
        if is_before(at.gaps, self.gaps) {
            return SampleOutcome::TooOld;
        }
        if at.gaps != self.gaps || at.ms.saturating_sub(newest.ms()) > max_gap {
            self.restart(at.gaps, sample);
            return SampleOutcome::AfterGap;
        }
        if self.used().iter().any(|other| other.ms() == at.ms) {
            return SampleOutcome::Repeated;
        }
        if self.used().iter().any(|other| other.ms().abs_diff(at.ms) < u64::from(self.settings.spacing_ms)) {
            return SampleOutcome::TooClose;
        }
        let oldest = self.used().first().map_or(0, |sample| sample.ms());
        let full = self.used().len() == TREND_WINDOW;
        if at.ms < oldest && (full || oldest - at.ms > max_gap) {
            return SampleOutcome::TooOld;
        }
        self.insert(sample);
        if at.ms > newest.ms() { SampleOutcome::Added } else { SampleOutcome::AddedLate }
    }

    /// What the window says at a moment: at most 120 pairs, two multiplications of 64 bits each.
    pub fn estimate(&self, now: Instant) -> TrendEstimate {
        let used = self.used();
        let mut estimate = TrendEstimate { samples: self.count, ..TrendEstimate::NONE };
        // Smaller already, unless memory is damaged: so nothing can overflow, whatever it holds.
        let band = u64::from(self.settings.dead_band_ppm_per_h.min(PPM));
        let mut rest = used;
        while let [earlier, later @ ..] = rest {
            for later in later {
                // At most 2³² × 3.6·10⁶ on one side and 10⁶ × 2³⁶ on the other.
                let change = u64::from(later.ppm.abs_diff(earlier.ppm)) * MS_PER_H;
                let elapsed = later.ms().saturating_sub(earlier.ms()).min(LONGEST_WINDOW_MS);
                let is_steep = change > band * elapsed;
                estimate.pairs += 1;
                estimate.rising += u8::from(is_steep && later.ppm > earlier.ppm);
                estimate.falling += u8::from(is_steep && later.ppm < earlier.ppm);
            }
            rest = later;
        }
        if used.len() >= TREND_MIN_SAMPLES && !self.is_stale(now) {
            estimate.trend = Some(if estimate.rising * 2 >= estimate.pairs {
                Trend::Widening
            } else if estimate.falling * 2 > estimate.pairs {
                Trend::Narrowing
            } else {
                Trend::Steady
            });
        }
        estimate.sudden_loss = !self.is_stale(now) && self.has_sudden_loss();
        estimate
    }

    /// Whether an imbalance that is measured now, and may be no sample yet since it is too close to another, is suddenly
    /// larger than all of the window.
    pub(crate) fn is_sudden(&self, now: Instant, ppm: u32) -> bool {
        let is_larger = |sample: &Sample| ppm >= sample.ppm.saturating_add(SUDDEN_LOSS_PPM);
        !self.used().is_empty() && !self.is_stale(now) && self.used().iter().all(is_larger)
    }

    /// Whether all samples from some place on are larger than all before it.
    fn has_sudden_loss(&self) -> bool {
        let (mut before, mut rest) = (0, self.used());
        while let [sample, after @ ..] = rest {
            before = sample.ppm.max(before);
            let least = after.iter().map(|sample| sample.ppm).min();
            if least.is_some_and(|least| least >= before.saturating_add(SUDDEN_LOSS_PPM)) {
                return true;
            }
            rest = after;
        }
        false
    }

    /// How the trend is measured.
    pub(crate) const fn settings(&self) -> TrendSettings {
        self.settings
    }

    /// Whether the fields are what one of the functions here leaves.
    pub(crate) fn is_sound(&self) -> bool {
        self.settings.is_valid()
            && usize::from(self.count) <= TREND_WINDOW
            && self.used().is_sorted_by(|a, b| a.ms() < b.ms())
            && self.used().iter().all(|sample| sample.ppm <= MOST_IMBALANCE_PPM)
            && self.reserved == [0; 3]
    }

    fn is_stale(&self, now: Instant) -> bool {
        let newest = self.used().last().map_or(0, |sample| sample.ms());
        now.gaps != self.gaps || now.ms.saturating_sub(newest) > u64::from(self.settings.max_gap_ms)
    }

    fn used(&self) -> &[Sample] {
        self.samples.get(..usize::from(self.count)).unwrap_or(&[])
    }

    fn restart(&mut self, gaps: u32, sample: Sample) {
        self.gaps = gaps;
        self.count = 0;
        self.insert(sample);
    }

    /// Puts the sample in its place; a full window loses its oldest sample.
    fn insert(&mut self, sample: Sample) {
        let mut carried = sample;
        if self.used().len() == TREND_WINDOW {
            for place in self.samples.iter_mut().rev() {
                if place.ms() < carried.ms() {
                    core::mem::swap(place, &mut carried);
                }
            }
            return;
        }
        for place in self.samples.iter_mut().take(usize::from(self.count)) {
            if carried.ms() < place.ms() {
                core::mem::swap(place, &mut carried);
            }
        }
        if let Some(place) = self.samples.get_mut(usize::from(self.count)) {
            *place = carried;
            self.count += 1;
        }
    }
}

/// Whether one count of gaps is before another; both wrap.
const fn is_before(gaps: u32, other: u32) -> bool {
    gaps.wrapping_sub(other) > u32::MAX / 2
}
