//! What is read of what is: with noise, late, and not at all while something is wrong.
//!
//! The noise of a signal comes from a stream of its own, so that neither a failure nor another signal changes it. It is
//! ChaCha with 8 rounds, a 64-bit counter from 0 and a 64-bit stream, as its author D. J. Bernstein has it: the key is the
//! seed in its first 8 bytes, little endian, and zeros; the stream is 0 for the supply, and for the user at position `n`,
//! counted from 0, `2n + 1` for what it wants and `2n + 2` for what it draws. Each scan takes the next 8 bytes as a number
//! `r`, little endian; what is read of a value `v` with noise of `n` thousandths of a percent is
//! `v - a + r mod (2a + 1)`, where `a` is `v · n / 100000`, rounded down.

use std::collections::VecDeque;

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use citygate::station::{Quality, Signal};

use crate::quantity::Quantity;
use crate::scenario::station::{Failure, FailureKind, Metering, SignalPlace};

/// A thousandth of a percent of something is so small a part of it.
const THOUSANDTHS_OF_A_PERCENT: u128 = 100_000;

/// So many thousandths of a percent of a value, rounded down.
pub fn part(value: u64, percent: Quantity) -> u64 {
    let part = u128::from(value) * u128::from(percent.thousandths()) / THOUSANDTHS_OF_A_PERCENT;
    u64::try_from(part).unwrap_or(u64::MAX)
}

/// The stream of the noise on the supply.
pub const STREAM_OF_SUPPLY: u64 = 0;

/// The stream of the noise on what a user wants.
pub fn stream_of_demand(user: usize) -> u64 {
    2 * user as u64 + 1
}

/// The stream of the noise on what a user draws.
pub fn stream_of_flow(user: usize) -> u64 {
    2 * user as u64 + 2
}

/// An instrument, from one scan to the next.
pub struct Instrument {
    noise: ChaCha8Rng,
    amplitude: Quantity,
    /// What was measured last, the oldest first: it is on its way.
    measured: VecDeque<u64>,
    delay_scans: usize,
    scan_ms: u32,
    /// What was read when the present failure began, and when.
    held: Option<(u64, u64)>,
    /// Readings since the present failure began.
    readings: u64,
}

impl Instrument {
    pub fn new(stream: u64, seed: u64, scan_ms: u32, metering: &Metering) -> Instrument {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut noise = ChaCha8Rng::from_seed(key);
        noise.set_stream(stream);
        Instrument {
            noise,
            amplitude: metering.noise,
            measured: VecDeque::new(),
            delay_scans: metering.delay_ms.div_ceil(scan_ms.max(1)) as usize,
            scan_ms,
            held: None,
            readings: 0,
        }
    }

    /// What is read of a value at a moment.
    pub fn read(&mut self, value: u64, now_ms: u64, failure: Option<FailureKind>) -> Signal {
        let measured = self.noisy(value);
        self.measured.push_back(measured);
        if self.measured.len() > self.delay_scans + 1 {
            self.measured.pop_front();
        }
        let sent = self.measured.front().copied().unwrap_or(measured);
        let scans = self.measured.len().saturating_sub(1) as u64;
        let age_ms = capped(scans * u64::from(self.scan_ms));
        let good = Signal::good(sent).aged(age_ms);
        let Some(failure) = failure else {
            (self.held, self.readings) = (None, 0);
            return good;
        };
        self.readings += 1;
        let (held, since_ms) = *self.held.get_or_insert((sent, now_ms));
        match failure {
            FailureKind::Dead => Signal::bad(),
            FailureKind::Stuck => Signal::good(held).aged(age_ms),
            FailureKind::Stale => {
                let older_ms = capped(now_ms.saturating_sub(since_ms));
                Signal::good(held).aged(age_ms.saturating_add(older_ms))
            }
            FailureKind::Uncertain => good.with_quality(Quality::Uncertain),
            FailureKind::Spiking { by, every } => {
                Signal::good(self.spiked(sent, by, every.into())).aged(age_ms)
            }
        }
    }

    fn noisy(&mut self, value: u64) -> u64 {
        let drawn = self.noise.next_u64();
        let most = part(value, self.amplitude);
        value - most.min(value) + drawn % (2 * most + 1)
    }

    /// Every so many readings one that is too high, then one that is too low.
    fn spiked(&self, sent: u64, by: Quantity, every: u64) -> u64 {
        let every = every.max(1);
        if !self.readings.is_multiple_of(every) {
            return sent;
        }
        let spike = part(sent, by);
        if (self.readings / every).is_multiple_of(2) {
            sent.saturating_sub(spike)
        } else {
            sent.saturating_add(spike)
        }
    }
}

fn capped(ms: u64) -> u32 {
    u32::try_from(ms).unwrap_or(u32::MAX)
}

/// What is wrong with a signal at a moment.
pub fn failing(failures: &[Failure], signal: SignalPlace, now_ms: u64) -> Option<FailureKind> {
    let lasts =
        |failure: &&Failure| failure.signal == signal && (failure.from_ms..failure.to_ms).contains(&now_ms);
    failures.iter().find(lasts).map(|failure| failure.how)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instrument(stream: u64, seed: u64, noise: u64, delay_ms: u32) -> Instrument {
        let metering = Metering {
            noise: Quantity::from_thousandths(noise),
            delay_ms,
            change_per_min: Quantity::ZERO,
            scheduled: None,
            jump_confirm_ms: 0,
            stuck_ms: 0,
            time_to_live_ms: 0,
            last_good_ms: 0,
        };
        Instrument::new(stream, seed, 10_000, &metering)
    }

    fn read(instrument: &mut Instrument, failure: Option<FailureKind>) -> Vec<(u64, u32, Quality)> {
        let reading = |scan: u64| {
            let signal = instrument.read(1000 + scan, scan * 10_000, failure);
            (signal.value, signal.age_ms, signal.quality())
        };
        (0..6).map(reading).collect()
    }

    /// What one seed gives, it gives for ever: scenarios and their results are kept under version control.
    #[test]
    fn the_noise_of_a_seed_never_changes() {
        let values = |stream, seed| {
            let mut instrument = instrument(stream, seed, 2000, 0);
            (0..6).map(|scan| instrument.read(1_000_000, scan, None).value).collect::<Vec<u64>>()
        };
        assert_eq!(values(STREAM_OF_SUPPLY, 1), KNOWN[0]);
        assert_eq!(values(stream_of_demand(0), 1), KNOWN[1]);
        assert_eq!(values(stream_of_flow(0), 1), KNOWN[2]);
        assert_eq!(values(STREAM_OF_SUPPLY, 2), KNOWN[3]);
        let (low, high) = KNOWN.iter().flatten().fold((u64::MAX, 0), |(l, h), v| (l.min(*v), h.max(*v)));
        assert!((980_000..=1_020_000).contains(&low) && (980_000..=1_020_000).contains(&high));
    }

    /// Computed from the description of the algorithm alone, in another language.
    const KNOWN: [[u64; 6]; 4] = [
        [1_010_041, 1_018_835, 988_264, 983_987, 983_568, 990_315],
        [1_011_033, 1_009_243, 980_333, 1_004_153, 991_458, 981_786],
        [983_747, 1_001_898, 998_808, 998_391, 1_011_292, 1_003_599],
        [1_006_135, 1_018_471, 1_018_914, 981_518, 999_410, 989_028],
    ];

    #[test]
    fn what_is_measured_arrives_late_and_says_so() {
        let late = read(&mut instrument(STREAM_OF_SUPPLY, 1, 0, 25_000), None);
        let expected =
            [(1000, 0), (1000, 10_000), (1000, 20_000), (1000, 30_000), (1001, 30_000), (1002, 30_000)];
        assert_eq!(late, expected.map(|(value, age)| (value, age, Quality::Good)));
    }

    #[test]
    fn failures_are_what_they_are_called() {
        let read = |failure| read(&mut instrument(stream_of_flow(3), 1, 0, 0), Some(failure));
        assert!(read(FailureKind::Dead).iter().all(|(_, _, quality)| *quality == Quality::Bad));
        assert!(read(FailureKind::Stuck).iter().all(|reading| *reading == (1000, 0, Quality::Good)));
        let stale = read(FailureKind::Stale);
        assert_eq!((stale[0], stale[5]), ((1000, 0, Quality::Good), (1000, 50_000, Quality::Good)));
        let uncertain = read(FailureKind::Uncertain);
        assert_eq!(uncertain[5], (1005, 0, Quality::Uncertain));
        let spiking = read(FailureKind::Spiking { by: Quantity::from_thousandths(50_000), every: 2 });
        let values: Vec<u64> = spiking.iter().map(|(value, ..)| *value).collect();
        assert_eq!(values, [1000, 1501, 1002, 502, 1004, 1507]);
    }

    #[test]
    fn a_failure_that_is_over_leaves_no_trace() {
        let mut one = instrument(STREAM_OF_SUPPLY, 7, 1000, 0);
        let mut other = instrument(STREAM_OF_SUPPLY, 7, 1000, 0);
        for scan in 0..40 {
            let failure = (10..20).contains(&scan).then_some(FailureKind::Stuck);
            let (failed, sound) = (one.read(5000, scan, failure), other.read(5000, scan, None));
            assert!(failure.is_some() || failed == sound);
        }
    }
}
