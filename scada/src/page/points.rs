//! What of an RTU does not change while it runs: its points, its users, and the words for codes.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use citygate::station::{AlarmKind, AlarmSettings};
use citygate_drill::local_text::LocalText;
use citygate_drill::scenario::Scenario;
use serde_json::{Value, json};
use tower_sessions::Session;

use super::Page;
use super::login::{may_read, not_logged_in};
use crate::points::codes::CodeTable;
use crate::points::layout::Layout;
use crate::points::list::{Form, Point};
use crate::rtu::config::{RtuConfig, SignalSource};

pub async fn get(State(page): State<Arc<Page>>, session: Session) -> Response {
    if !may_read(&page, &session).await {
        return not_logged_in();
    }
    ([(header::CONTENT_TYPE, "application/json")], page.points.clone()).into_response()
}

/// The points of the station come first in what is live, then those of each user.
pub fn json(layout: &Layout, scenario: &Scenario, config: &RtuConfig) -> Value {
    let list = &layout.list;
    let codes: serde_json::Map<String, Value> =
        list.tables.iter().map(|table| (table.name.to_owned(), codes(table))).collect();
    let priorities: serde_json::Map<String, Value> = AlarmKind::ALL
        .into_iter()
        .zip(AlarmSettings::OF_EACH_KIND)
        .map(|(kind, settings)| (kind.name().to_owned(), settings.priority().name().into()))
        .collect();
    let users: Vec<Value> = scenario.users.iter().map(user).collect();
    json!({
        "station": {
            "number": config.station_number,
            "title": local(&scenario.title),
            "scan_ms": scenario.station.as_ref().map_or(1, |station| station.scan_ms.max(1)),
            "speed": config.speed,
            "is_simulated": config.signals != SignalSource::Field,
            "has_allotment": config.allotment.is_some(),
            "has_storage": config.storage.is_some(),
        },
        "users": users,
        "points": list.points.iter().map(point).collect::<Vec<_>>(),
        "user_points": list.user_points.iter().map(point).collect::<Vec<_>>(),
        "codes": codes,
        "alarm_priorities": priorities,
    })
}

fn local(text: &LocalText) -> Value {
    json!({ "en": text.en(), "zh": text.zh() })
}

fn user(user: &citygate_drill::scenario::user::Consumer) -> Value {
    let id = || LocalText::one(user.id.clone());
    json!({
        "name": local(&user.name.clone().unwrap_or_else(id)),
        "minimum": user.minimum.thousandths(),
        "on_off": user.on_off,
        "contact": user.contact,
    })
}

fn codes(table: &CodeTable) -> Value {
    let codes = table.codes.iter().map(
        |code| json!({ "number": code.number, "name": code.name, "en": code.english, "zh": code.chinese }),
    );
    codes.collect()
}

fn point(point: &Point) -> Value {
    let form = match point.form {
        Form::U16 => "u16",
        Form::U32 => "u32",
        Form::U64 => "u64",
        Form::Measured => "measured",
    };
    json!({
        "name": point.name, "form": form, "unit": point.unit, "codes": point.codes, "none": point.none,
        "alarm": point.alarm, "en": point.english, "zh": point.chinese,
    })
}
