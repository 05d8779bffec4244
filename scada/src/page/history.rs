//! The last hours, for the trends: samples of a bounded number, in memory and in a file beside the journal.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use citygate::station::Quality;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tower_sessions::Session;

use super::Page;
use super::login::{may_read, not_logged_in};
use super::ring::Ring;
use crate::points::layout::Layout;
use crate::rtu::image::Image;

/// From one sample to the next, in the station's time: a day has 2,880 of them.
const EVERY_MS: u64 = 30_000;
const MOST_SAMPLES: usize = 2880;
/// And so many numbers in all: with many users the hours become fewer, and the memory stays the same.
const MOST_NUMBERS: usize = 1_000_000;

const OF_STATION: [&str; 5] = ["supply", "demand", "permitted", "curtailed", "available"];
const OF_USER: [&str; 3] = ["wants", "set_point", "draws"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    pub now_ms: u64,
    pub unix_ms: u64,
    pub is_measured: bool,
    /// Those of the station, then those of each user; the largest number for none.
    pub numbers: Vec<u32>,
}

impl Sample {
    /// Whether the station stood still between the one before and this: clocks went on by more than the station's time.
    fn is_after_gap(&self, before: &Sample) -> bool {
        let [clock_ms, station_ms] = [(self.unix_ms, before.unix_ms), (self.now_ms, before.now_ms)]
            .map(|(now, then)| now.saturating_sub(then));
        clock_ms > station_ms + EVERY_MS
    }
}

pub struct History {
    slots: Vec<usize>,
    supply: Option<usize>,
    samples: VecDeque<Sample>,
    most: usize,
    ring: Ring,
    is_failure_said: bool,
}

impl History {
    /// Goes on with what is in a file, up to the station's time.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or read.
    pub fn open(layout: &Layout, path: &Path, now_ms: u64) -> io::Result<History> {
        let station = OF_STATION.iter().map(|name| (*name, None));
        let users =
            (0..layout.user_count).flat_map(|user| OF_USER.iter().map(move |name| (*name, Some(user))));
        let slots: Vec<usize> =
            station.chain(users).map(|(name, user)| layout.find(name, user).unwrap_or(usize::MAX)).collect();
        let most = (MOST_NUMBERS / slots.len().max(1)).clamp(1, MOST_SAMPLES);
        let names = format!("{OF_STATION:?}{OF_USER:?}{}", layout.user_count);
        let (ring, samples) = Ring::open(path, names, slots.len(), most, now_ms)?;
        let supply = layout.find("supply", None);
        Ok(History { slots, supply, samples: samples.into(), most, ring, is_failure_said: false })
    }

    /// Takes a sample when it is time for one.
    pub fn take(&mut self, image: &Image) {
        let next_ms = self.samples.back().map_or(0, |last| last.now_ms + EVERY_MS);
        if image.now_ms < next_ms {
            return;
        }
        if self.samples.len() >= self.most {
            self.samples.pop_front();
        }
        let number = |slot: &usize| {
            let number = image.values.get(*slot).and_then(|value| value.number);
            number.and_then(|number| u32::try_from(number).ok()).unwrap_or(u32::MAX)
        };
        let supply = self.supply.and_then(|slot| image.values.get(slot));
        let sample = Sample {
            now_ms: image.now_ms,
            unix_ms: image.unix_ms,
            is_measured: supply.is_some_and(|supply| supply.quality == Quality::Good),
            numbers: self.slots.iter().map(number).collect(),
        };
        if let Err(error) = self.ring.push(&sample)
            && !std::mem::replace(&mut self.is_failure_said, true)
        {
            eprintln!("citygate-rtu: trends are not kept over a restart: {error}");
        }
        self.samples.push_back(sample);
    }

    /// All samples, and where the station stood still between two, one without numbers.
    fn with_gaps(&self) -> Vec<Sample> {
        let mut all: Vec<Sample> = Vec::with_capacity(self.samples.len());
        for sample in &self.samples {
            if let Some(before) = all.last().filter(|before| sample.is_after_gap(before)) {
                let (now_ms, unix_ms) = (before.now_ms, before.unix_ms + 1);
                all.push(Sample { now_ms, unix_ms, is_measured: false, numbers: Vec::new() });
            }
            all.push(sample.clone());
        }
        all
    }

    /// Columns: the times, and each point's numbers.
    fn json(&self, user: Option<usize>) -> Value {
        let samples = self.with_gaps();
        let (names, begin): (&[&str], usize) = match user {
            None => (&OF_STATION, 0),
            Some(user) => (&OF_USER, OF_STATION.len() + user * OF_USER.len()),
        };
        let column = |place: usize| -> Vec<Option<u32>> {
            let number = |sample: &Sample| {
                sample.numbers.get(begin + place).copied().filter(|number| *number != u32::MAX)
            };
            samples.iter().map(number).collect()
        };
        let columns: Map<String, Value> = names
            .iter()
            .enumerate()
            .map(|(place, name)| ((*name).to_owned(), column(place).into()))
            .collect();
        json!({
            "unix_ms": samples.iter().map(|sample| sample.unix_ms).collect::<Vec<_>>(),
            "is_measured": samples.iter().map(|sample| sample.is_measured).collect::<Vec<_>>(),
            "series": columns,
        })
    }
}

#[derive(Deserialize)]
pub struct Whose {
    /// A user, counted from 0; without one it is the station.
    user: Option<usize>,
}

pub async fn get(State(page): State<Arc<Page>>, session: Session, Query(whose): Query<Whose>) -> Response {
    if !may_read(&page, &session).await {
        return not_logged_in();
    }
    if whose.user.is_some_and(|user| user >= page.rtu.layout().user_count) {
        return (StatusCode::NOT_FOUND, "there is no such user").into_response();
    }
    Json(page.feed.history(|history| history.json(whose.user))).into_response()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::points::list::PointList;
    use crate::rtu::image::Value as Shown;

    fn layout(users: usize) -> Layout {
        Layout::new(PointList::load().expect("sound"), users).expect("they fit")
    }

    fn open(directory: &TempDir, users: usize, now_ms: u64) -> History {
        History::open(&layout(users), &directory.path().join("trend"), now_ms).expect("it opens")
    }

    /// The station's time, Unix time, and a number that all points show.
    fn take(history: &mut History, layout: &Layout, now_ms: u64, unix_ms: u64, number: u64) {
        let values = vec![Shown::good(number); layout.slots.len()];
        history.take(&Image { now_ms, unix_ms, values, alarms: Vec::new() });
    }

    #[test]
    fn it_keeps_a_bounded_number_and_drops_the_oldest_also_over_a_restart() {
        for users in [0, 7, 200] {
            let (directory, layout) = (tempfile::tempdir().expect("a directory"), layout(users));
            let mut history = open(&directory, users, 0);
            let most = history.most as u64;
            assert!(history.most * history.slots.len() <= MOST_NUMBERS);
            for sample in 0..most + 50 {
                let now_ms = sample * EVERY_MS;
                for late in [0, EVERY_MS - 1] {
                    take(&mut history, &layout, now_ms + late, now_ms, sample);
                }
            }
            assert_eq!(history.samples.len() as u64, most);
            let json = history.json(None);
            assert_eq!(json["unix_ms"][0], 50 * EVERY_MS);
            assert_eq!(json["series"]["supply"][0], 50);
            if users > 0 {
                assert_eq!(history.json(Some(users - 1))["series"]["draws"][1], 51);
            }
            let mut again = open(&directory, users, u64::MAX);
            assert_eq!(again.samples, history.samples);
            take(&mut again, &layout, (most + 50) * EVERY_MS, (most + 50) * EVERY_MS, 1);
            assert_eq!(open(&directory, users, u64::MAX).json(None)["unix_ms"][0], 51 * EVERY_MS);
        }
    }

    #[test]
    fn a_while_without_the_station_is_a_gap() {
        let (directory, layout) = (tempfile::tempdir().expect("a directory"), layout(2));
        let mut history = open(&directory, 2, 0);
        take(&mut history, &layout, 0, 1_000_000, 5);
        take(&mut history, &layout, EVERY_MS, 1_030_000, 6);
        let mut history = open(&directory, 2, EVERY_MS + 10_000);
        take(&mut history, &layout, 2 * EVERY_MS, 9_000_000, 7);
        for history in [history, open(&directory, 2, 2 * EVERY_MS)] {
            let json = history.json(Some(1));
            assert_eq!(json["unix_ms"], json!([1_000_000, 1_030_000, 1_030_001, 9_000_000]));
            assert_eq!(json["series"]["wants"], json!([5, 6, null, 7]));
            assert_eq!(json["is_measured"], json!([true, true, false, true]));
        }
    }

    #[test]
    fn power_may_fail_while_a_sample_is_written() {
        let (directory, layout) = (tempfile::tempdir().expect("a directory"), layout(2));
        let file = directory.path().join("trend");
        let mut history = open(&directory, 2, 0);
        for sample in 0..3 {
            take(&mut history, &layout, sample * EVERY_MS, sample * EVERY_MS, sample);
        }
        let bytes = std::fs::read(&file).expect("a file");
        let kept = |bytes: &[u8], users, now_ms| {
            std::fs::write(&file, bytes).expect("it is written");
            open(&directory, users, now_ms).samples.iter().map(|sample| sample.now_ms).collect::<Vec<_>>()
        };
        let two = vec![0, EVERY_MS];
        for length in bytes.len() * 2 / 3..bytes.len() {
            assert_eq!(kept(&bytes[..length], 2, u64::MAX), two);
        }
        for place in bytes.len() * 2 / 3..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert_eq!(kept(&changed, 2, u64::MAX), two);
        }
        assert_eq!(kept(&bytes, 2, 2 * EVERY_MS - 1), two, "what is of a later time is of another state");
        assert_eq!(kept(&bytes, 3, u64::MAX), [0; 0], "another station's");
        assert_eq!(kept(&bytes, 2, u64::MAX).len(), 3);
    }

    #[test]
    fn its_points_exist() {
        let layout = layout(1);
        let history = open(&tempfile::tempdir().expect("a directory"), 1, 0);
        assert!(history.supply.is_some() && history.slots.iter().all(|slot| *slot < layout.slots.len()));
    }
}
