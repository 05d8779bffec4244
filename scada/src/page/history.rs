//! The last hours, for the trends: samples of a bounded number, kept in memory.

use std::collections::VecDeque;
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
use crate::points::layout::Layout;
use crate::rtu::image::Image;

/// From one sample to the next, in the station's time: a day has 2,880 of them.
const EVERY_MS: u64 = 30_000;
const MOST_SAMPLES: usize = 2880;
/// And so many numbers in all: with many users the hours become fewer, and the memory stays the same.
const MOST_NUMBERS: usize = 1_000_000;

const OF_STATION: [&str; 5] = ["supply", "demand", "permitted", "curtailed", "available"];
const OF_USER: [&str; 3] = ["wants", "set_point", "draws"];

struct Sample {
    now_ms: u64,
    unix_ms: u64,
    is_measured: bool,
    /// Those of the station, then those of each user; the largest number for none.
    numbers: Vec<u32>,
}

pub struct History {
    slots: Vec<usize>,
    supply: Option<usize>,
    samples: VecDeque<Sample>,
    most: usize,
}

impl History {
    pub fn new(layout: &Layout) -> History {
        let station = OF_STATION.iter().map(|name| (*name, None));
        let users =
            (0..layout.user_count).flat_map(|user| OF_USER.iter().map(move |name| (*name, Some(user))));
        let slots: Vec<usize> =
            station.chain(users).map(|(name, user)| layout.find(name, user).unwrap_or(usize::MAX)).collect();
        let most = (MOST_NUMBERS / slots.len().max(1)).clamp(1, MOST_SAMPLES);
        History { slots, supply: layout.find("supply", None), samples: VecDeque::new(), most }
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
        self.samples.push_back(Sample {
            now_ms: image.now_ms,
            unix_ms: image.unix_ms,
            is_measured: supply.is_some_and(|supply| supply.quality == Quality::Good),
            numbers: self.slots.iter().map(number).collect(),
        });
    }

    /// Columns: the times, and each point's numbers.
    fn json(&self, user: Option<usize>) -> Value {
        let (names, begin): (&[&str], usize) = match user {
            None => (&OF_STATION, 0),
            Some(user) => (&OF_USER, OF_STATION.len() + user * OF_USER.len()),
        };
        let column = |place: usize| -> Vec<Option<u32>> {
            let number = |sample: &Sample| {
                sample.numbers.get(begin + place).copied().filter(|number| *number != u32::MAX)
            };
            self.samples.iter().map(number).collect()
        };
        let columns: Map<String, Value> = names
            .iter()
            .enumerate()
            .map(|(place, name)| ((*name).to_owned(), column(place).into()))
            .collect();
        json!({
            "unix_ms": self.samples.iter().map(|sample| sample.unix_ms).collect::<Vec<_>>(),
            "is_measured": self.samples.iter().map(|sample| sample.is_measured).collect::<Vec<_>>(),
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
    use super::*;
    use crate::points::list::PointList;
    use crate::rtu::image::Value as Shown;

    #[test]
    fn it_keeps_a_bounded_number_and_drops_the_oldest() {
        for users in [0, 7, 200] {
            let layout = Layout::new(PointList::load().expect("sound"), users).expect("they fit");
            let mut history = History::new(&layout);
            let most = history.most as u64;
            assert!(history.most * history.slots.len() <= MOST_NUMBERS);
            for sample in 0..most + 50 {
                let now_ms = sample * EVERY_MS;
                let values = vec![Shown::good(sample); layout.slots.len()];
                for late in [0, EVERY_MS - 1] {
                    let (now_ms, values) = (now_ms + late, values.clone());
                    history.take(&Image { now_ms, unix_ms: now_ms, values, alarms: Vec::new() });
                }
            }
            assert_eq!(history.samples.len() as u64, most);
            let json = history.json(None);
            assert_eq!(json["unix_ms"][0], 50 * EVERY_MS);
            assert_eq!(json["series"]["supply"][0], 50);
            if users > 0 {
                assert_eq!(history.json(Some(users - 1))["series"]["draws"][1], 51);
            }
        }
    }

    #[test]
    fn its_points_exist() {
        let layout = Layout::new(PointList::load().expect("sound"), 1).expect("it fits");
        let history = History::new(&layout);
        assert!(history.supply.is_some() && history.slots.iter().all(|slot| *slot < layout.slots.len()));
    }
}
