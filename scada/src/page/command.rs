//! Commands of persons to the station, and what they do about an event.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use citygate::event::WarningLevel;
use citygate::station::{AlarmKind, Mode};
use serde::Deserialize;
use serde_json::json;
use tower_sessions::Session;

use super::Page;
use super::login::{logged_in, not_logged_in};
use crate::access::{Role, Who};
use crate::points::list::PointList;
use crate::rtu::event::EventAct;
use crate::rtu::request::{CommandKind, CommandRequest, Refusal, Request};

/// A command as the page sends it: codes by their names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    kind: String,
    user: Option<usize>,
    alarm: Option<String>,
    mode: Option<String>,
    set_point_dm3_per_h: Option<u32>,
    order: Option<u64>,
    duration_s: Option<u32>,
}

impl Asked {
    fn request(&self, list: &PointList) -> Result<CommandRequest, &'static str> {
        let code = |table: &str, name: &Option<String>| {
            let name = name.as_deref()?;
            let table = list.tables.iter().find(|own| own.name == table)?;
            table.by_name(name).map(|code| u64::from(code.number))
        };
        let kind = code("command", &Some(self.kind.clone())).and_then(CommandKind::from_code);
        let kind = kind.ok_or("kind: there is no such command")?;
        let mut request = CommandRequest::new(kind);
        match kind {
            CommandKind::AcknowledgeAlarm | CommandKind::Shelve | CommandKind::Unshelve => {
                let stated = code("alarm_kind", &self.alarm);
                let alarm = AlarmKind::ALL.into_iter().find(|own| stated == Some(u64::from(own.code())));
                request.alarm = alarm.ok_or("alarm: state the kind of alarm by its name")?;
            }
            CommandKind::SetMode => {
                let stated = code("mode", &self.mode);
                let mode = Mode::ALL.into_iter().find(|own| stated == Some(u64::from(own.code())));
                request.mode = mode.ok_or("mode: state the mode by its name")?;
            }
            CommandKind::Override => {
                let set_point = self.set_point_dm3_per_h;
                request.set_point_dm3_per_h = set_point.ok_or("set_point_dm3_per_h: state the set-point")?;
            }
            CommandKind::Confirm | CommandKind::AcknowledgeOrder => {
                request.order = self.order.ok_or("order: state the number that was read")?;
            }
            CommandKind::Hold | CommandKind::Release => {}
        }
        let lasts = matches!(kind, CommandKind::Override | CommandKind::Hold | CommandKind::Shelve);
        if lasts && self.duration_s.unwrap_or_default() == 0 {
            return Err("duration_s: state for how long");
        }
        Ok(CommandRequest { user: self.user, duration_s: self.duration_s.unwrap_or_default(), ..request })
    }
}

/// Answers when it is done and stored, or what speaks against it.
pub async fn post(State(page): State<Arc<Page>>, session: Session, Json(asked): Json<Asked>) -> Response {
    let Some(person) = logged_in(&page, &session).await else { return nobody(&page) };
    let who = Who { role: person.role, person: person.number, name: person.name };
    let command = match asked.request(&page.rtu.layout().list) {
        Ok(command) => command,
        Err(why) => {
            page.rtu.refuse(who, None, why.to_owned());
            return answer(StatusCode::UNPROCESSABLE_ENTITY, "wrong_field", why);
        }
    };
    done(page.rtu.request(who, Request::Command { command, number: 0 }).await)
}

/// Who is not logged in does nothing here; that he tried is on record.
fn nobody(page: &Page) -> Response {
    let who = Who { role: Role::View, person: 0, name: "nobody who is logged in".to_owned() };
    page.rtu.refuse(who, None, "log in first".to_owned());
    not_logged_in()
}

/// What is done about an event, and the text that was received or sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    act: String,
    level: Option<String>,
    text: String,
}

/// Its name on the page.
pub const fn name(act: EventAct) -> &'static str {
    match act {
        EventAct::Notify => "notify",
        EventAct::ProposeWarning(_) => "propose_warning",
        EventAct::WithdrawWarning => "withdraw_warning",
        EventAct::Report => "report",
        EventAct::Close => "close",
    }
}

impl Act {
    fn act(&self) -> Result<EventAct, &'static str> {
        let level = self.level.as_deref();
        let level = WarningLevel::ALL.into_iter().find(|own| level == Some(own.name()));
        let others = [EventAct::Notify, EventAct::WithdrawWarning, EventAct::Report, EventAct::Close];
        let proposed = level.map(EventAct::ProposeWarning);
        match others.into_iter().chain(proposed).find(|act| name(*act) == self.act) {
            Some(act) => Ok(act),
            None if self.act == "propose_warning" => Err("level: state the level of the warning by its name"),
            None => Err("act: there is no such act"),
        }
    }
}

pub async fn act(State(page): State<Arc<Page>>, session: Session, Json(asked): Json<Act>) -> Response {
    let Some(person) = logged_in(&page, &session).await else { return nobody(&page) };
    let who = Who { role: person.role, person: person.number, name: person.name };
    let act = match asked.act() {
        Ok(act) => act,
        Err(why) => {
            page.rtu.refuse(who, None, why.to_owned());
            return answer(StatusCode::UNPROCESSABLE_ENTITY, "wrong_field", why);
        }
    };
    done(page.rtu.act(who, act, asked.text).await)
}

fn done(done: Result<(), Refusal>) -> Response {
    match done {
        Ok(()) => answer(StatusCode::OK, "done", ""),
        Err(refusal) => answer(status(&refusal), refusal.result().name(), &refusal.to_string()),
    }
}

fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotAllowed { .. } => StatusCode::FORBIDDEN,
        Refusal::Range(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Station(_) | Refusal::Event(_) => StatusCode::CONFLICT,
        Refusal::NotSaved(_) | Refusal::Busy | Refusal::Gone => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// `result` is a name of the table `command_result`.
fn answer(status: StatusCode, result: &str, said: &str) -> Response {
    (status, Json(json!({ "result": result, "said": said }))).into_response()
}
