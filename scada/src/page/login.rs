//! Login and logout, and who somebody is.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::json;
use time::{Duration, OffsetDateTime};
use tower_sessions::{Expiry, Session};

use super::Page;
use super::http::Peer;
use super::users::Person;
use crate::access::{Role, Who};

/// What a session holds: the person's number.
const PERSON: &str = "person";

/// Two passwords are compared at a time: each takes 19 MiB and a good part of a second, on purpose.
static COMPARING: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The person's number or name.
    person: String,
    password: String,
}

/// Who is logged in with this session, as the file has it now.
pub async fn logged_in(page: &Page, session: &Session) -> Option<Person> {
    let number: u32 = session.get(PERSON).await.ok()??;
    page.users.read().ok()?.into_iter().find(|person| person.number == number)
}

/// Whether somebody with this session may read.
pub async fn may_read(page: &Page, session: &Session) -> bool {
    page.is_open_to_read || logged_in(page, session).await.is_some()
}

/// What is answered to whoever is not logged in.
pub fn not_logged_in() -> Response {
    (StatusCode::UNAUTHORIZED, Json(json!({ "result": "not_logged_in" }))).into_response()
}

pub async fn person(State(page): State<Arc<Page>>, session: Session) -> Response {
    let person = logged_in(&page, &session).await;
    Json(json!({ "person": person.as_ref().map(as_json), "may_read": page.is_open_to_read || person.is_some() }))
        .into_response()
}

fn as_json(person: &Person) -> serde_json::Value {
    json!({ "number": person.number, "name": person.name, "role": person.role.name() })
}

pub async fn login(
    State(page): State<Arc<Page>>,
    Extension(Peer(peer)): Extension<Peer>,
    session: Session,
    Json(Credentials { person: stated, password }): Json<Credentials>,
) -> Response {
    let Ok(persons) = page.users.read() else {
        return (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "result": "users_file" }))).into_response();
    };
    let stated = stated.trim();
    let found = persons.into_iter().find(|own| own.name == stated || own.number.to_string() == stated);
    let attempter = (peer.ip(), found.as_ref().map(|person| person.number));
    if let Err(wait) = page.throttle.begin(attempter, Instant::now()) {
        return wait_first(wait.as_secs() + 1);
    }
    let Ok(_permit) = COMPARING.acquire().await else { return wait_first(1) };
    let comparing = page.clone();
    let compared = tokio::task::spawn_blocking(move || {
        comparing.users.is_right(found.as_ref(), &password).then_some(found).flatten()
    });
    let Some(person) = compared.await.ok().flatten() else {
        let name = format!("{} from {}", stated.escape_debug().take(64).collect::<String>(), peer.ip());
        page.rtu.refuse(Who { role: Role::View, person: 0, name }, None, "a wrong password".to_owned());
        return (StatusCode::UNAUTHORIZED, Json(json!({ "result": "wrong_password" }))).into_response();
    };
    page.throttle.succeeded(attempter);
    match begin(&page, &session, &person).await {
        Ok(()) => Json(json!({ "result": "done", "person": as_json(&person) })).into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "result": "not_saved" }))).into_response(),
    }
}

/// Under a new name, so that nobody can have known it before.
async fn begin(
    page: &Page,
    session: &Session,
    person: &Person,
) -> Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    session.set_expiry(Some(Expiry::AtDateTime(
        OffsetDateTime::now_utc() + Duration::hours(page.session_h.into()),
    )));
    session.insert(PERSON, person.number).await
}

fn wait_first(seconds: u64) -> Response {
    let said = Json(json!({ "result": "wait", "wait_s": seconds }));
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], said).into_response()
}

pub async fn logout(session: Session) -> Response {
    match session.flush().await {
        Ok(()) => Json(json!({ "result": "done" })).into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
