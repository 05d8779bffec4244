//! What happens, as it happens: server-sent events.
//!
//! `image` is all values; `happened` is a list; `tick` comes every two seconds, so that a page can tell a connection that is
//! gone from a station that has stopped.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_stream::wrappers::ReceiverStream;
use tower_sessions::Session;

use super::Page;
use super::login::{may_read, not_logged_in};

const TICK: Duration = Duration::from_secs(2);
/// Whoever takes nothing for so long is let go.
const STALLED: Duration = Duration::from_secs(30);
/// After so long the page asks again by itself, and has to be allowed to again.
const LONGEST: Duration = Duration::from_secs(3600);

type Events = mpsc::Sender<Result<Event, Infallible>>;

pub async fn get(State(page): State<Arc<Page>>, session: Session) -> Response {
    if !may_read(&page, &session).await {
        return not_logged_in();
    }
    let Ok(permit) = page.live_pages.clone().try_acquire_owned() else {
        let said = "too many pages are open; close one, or raise live_pages";
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")], said).into_response();
    };
    let (events, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        let _ = timeout(LONGEST, follow(&page, events, permit)).await;
    });
    Sse::new(ReceiverStream::new(receiver)).into_response()
}

/// Returns when the page has gone, or takes nothing any more.
async fn follow(page: &Page, events: Events, _permit: OwnedSemaphorePermit) -> Option<()> {
    let mut images = page.feed.images();
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    images.mark_changed();
    let mut last = 0;
    loop {
        tokio::select! {
            () = events.closed() => return None,
            _ = ticks.tick() => send(&events, "tick", page.rtu.image().unix_ms.to_string()).await?,
            changed = images.changed() => {
                changed.ok()?;
                let image = images.borrow_and_update().clone();
                if !image.is_empty() {
                    send(&events, "image", image.as_ref()).await?;
                }
                if let Some((happened, number)) = page.feed.happened_after(last) {
                    last = number;
                    send(&events, "happened", happened).await?;
                }
            }
        }
    }
}

async fn send(events: &Events, name: &str, data: impl AsRef<str>) -> Option<()> {
    let event = Event::default().event(name).data(data);
    timeout(STALLED, events.send(Ok(event))).await.ok()?.ok()
}
