//! Turns what the RTU shows into JSON, once for all pages.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use citygate::station::{AlarmKind, Order, Quality, StationEvent};
use serde_json::{Value as Json, json};
use tokio::sync::watch;

use super::Page;
use super::command::name;
use super::history::History;
use crate::points::layout::Layout;
use crate::points::list::Form;
use crate::rtu::event::EventAct;
use crate::rtu::happened::Latest;
use crate::rtu::image::{Image, ShownAlarm};
use crate::rtu::station::{Happened, What};

/// Pages get no more than four images in a second.
const BETWEEN: Duration = Duration::from_millis(250);

/// So much of what happened is shown to a page that is opened, and of it so many refused writes.
const KEPT: usize = 300;
const REFUSED: usize = 20;

pub struct Feed {
    images: watch::Sender<Arc<str>>,
    kept: Mutex<Kept>,
}

struct Kept {
    history: History,
    /// Each with its number, as JSON.
    happened: Latest<(u64, String)>,
}

impl Feed {
    pub fn new(history: History) -> Feed {
        let kept = Kept { history, happened: Latest::new(KEPT, REFUSED) };
        Feed { images: watch::Sender::new("".into()), kept: Mutex::new(kept) }
    }

    pub fn images(&self) -> watch::Receiver<Arc<str>> {
        self.images.subscribe()
    }

    pub fn history<T>(&self, of: impl FnOnce(&History) -> T) -> T {
        of(&self.kept.lock().unwrap_or_else(PoisonError::into_inner).history)
    }

    /// What happened after the one with this number, as a list in JSON, and the number of the last; none if nothing did.
    pub fn happened_after(&self, number: u64) -> Option<(String, u64)> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let last = kept.happened.iter().next_back()?.0;
        if last <= number {
            return None;
        }
        let new = kept.happened.iter().filter(|(own, _)| *own > number);
        let new: Vec<&str> = new.map(|(_, json)| json.as_str()).collect();
        Some((format!("[{}]", new.join(",")), last))
    }

    fn take(&self, layout: &Layout, image: &Image, happened: Vec<Happened>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.history.take(image);
        for happened in happened {
            let json = as_json(&happened).to_string();
            kept.happened.push((happened.number, json), happened.what.is_refused());
        }
        drop(kept);
        self.images.send_replace(image_json(layout, image).into());
    }
}

/// Follows the RTU until it stops.
pub async fn follow(page: &Page) {
    let mut images = page.rtu.images();
    let mut next = 1;
    loop {
        let image = images.borrow_and_update().clone();
        let happened = page.rtu.happened_since(next).await;
        next = happened.last().map_or(next, |last| last.number + 1);
        page.feed.take(page.rtu.layout(), &image, happened);
        tokio::time::sleep(BETWEEN).await;
        if images.changed().await.is_err() {
            return;
        }
    }
}

/// Numbers in the order of the layout; those of 64 bits as text, since scripts count exactly to 53 only. Qualities that are
/// not good by their place. Of alarms, since when they are there and until when they are shelved.
fn image_json(layout: &Layout, image: &Image) -> String {
    let number = |(place, slot): (usize, &crate::points::layout::Slot)| {
        let number = image.values.get(place).and_then(|value| value.number);
        match (number, slot.point.form) {
            (None, _) => Json::Null,
            (Some(number), Form::U64) => number.to_string().into(),
            (Some(number), _) => number.into(),
        }
    };
    let numbers: Vec<Json> = layout.slots.iter().enumerate().map(number).collect();
    let qualities: serde_json::Map<String, Json> = image
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.quality != Quality::Good)
        .map(|(place, value)| (place.to_string(), value.quality.code().into()))
        .collect();
    let alarm = |own: &ShownAlarm| json!({ "alarm": own.kind.name(), "user": own.user, "since": own.came_unix_ms, "until": own.shelved_until_unix_ms });
    let alarms: Vec<Json> = image.alarms.iter().map(alarm).collect();
    json!({
        "now_ms": image.now_ms, "unix_ms": image.unix_ms, "numbers": numbers, "qualities": qualities, "alarms": alarms,
    })
    .to_string()
}

fn as_json(happened: &Happened) -> Json {
    let mut json = match &happened.what {
        What::Station(event) => station(event),
        What::Command { who, command, result } => json!({
            "what": "command", "by": who.name, "person": who.person, "role": who.role.name(),
            "command": command.kind.name(), "user": command.user, "alarm": command.alarm.name(),
            "mode": command.mode.name(), "set_point": command.set_point_dm3_per_h,
            "order": command.order, "duration_s": command.duration_s, "result": result.name(),
        }),
        What::Act { who, act, text } => json!({
            "what": "act", "by": who.name, "person": who.person, "act": name(*act),
            "level": match act { EventAct::ProposeWarning(level) => Some(level.name()), _ => None },
            "text": text,
        }),
        What::Refused { who, slot, why } => json!({
            "what": "refused", "by": who.name, "role": who.role.name(), "slot": slot, "why": why,
        }),
    };
    json["number"] = happened.number.into();
    json["unix_ms"] = happened.unix_ms.into();
    json["now_ms"] = happened.now_ms.into();
    json
}

fn station(event: &StationEvent) -> Json {
    let order = |what: &str, order: &Order| {
        json!({
            "what": what, "user": order.user, "order": order.sequence, "from": order.from, "to": order.to,
            "cause": order.cause().name(), "reason": order.grant.reason().name(), "step": order.grant.step(),
        })
    };
    let user = |what: &str, user: usize| json!({ "what": what, "user": user });
    let alarm = |what: &str, kind: AlarmKind, user: Option<usize>| json!({ "what": what, "alarm": kind.name(), "user": user });
    match event {
        StationEvent::Ordered(own) => order("ordered", own),
        StationEvent::TookEffect(own) => order("took_effect", own),
        StationEvent::Superseded(own) => order("superseded", own),
        StationEvent::Proposed(own) => order("proposed", own),
        StationEvent::Withdrawn(own) => order("withdrawn", own),
        StationEvent::Confirmed(own) => order("confirmed", own),
        StationEvent::Strayed { user: own } => user("strayed", *own),
        StationEvent::FollowsAgain { user: own } => user("follows_again", *own),
        StationEvent::OverrideExpired { user: own } => user("override_expired", *own),
        StationEvent::LockBroken { user: own } => user("lock_broken", *own),
        StationEvent::AlarmCame { kind, user } => alarm("alarm_came", *kind, *user),
        StationEvent::AlarmWent { kind, user } => alarm("alarm_went", *kind, *user),
        StationEvent::AlarmUnshelved { kind, user } => alarm("alarm_unshelved", *kind, *user),
        StationEvent::FloodBegan => json!({ "what": "flood_began" }),
        StationEvent::FloodEnded { alarms } => json!({ "what": "flood_ended", "alarms": alarms }),
        StationEvent::Commanded { .. } => json!({ "what": "commanded" }),
    }
}
