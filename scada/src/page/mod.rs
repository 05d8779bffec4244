//! The operator page (操作员页面): what the RTU shows, for people, and the commands that people give.
//!
//! A task of its own turns each image into JSON once, and all open pages get those bytes. Commands go through
//! [`RtuHandle::request`] with the person's number and name, so that the journal has them.

pub mod add;
mod command;
pub mod config;
mod feed;
mod files;
mod guard;
mod history;
mod http;
mod live;
mod login;
mod points;
mod ring;
mod sessions;
mod throttle;
pub mod users;

use std::path::Path;
use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use self::config::PageConfig;
use self::feed::Feed;
use self::guard::Hosts;
use self::history::History;
use self::throttle::Throttle;
use self::users::Users;
use crate::rtu::config::RtuConfig;
use crate::rtu::service::RtuHandle;
use crate::serve::ServeError;

/// The largest body of a request, in bytes.
const LARGEST_BODY: usize = 32 * 1024;

/// What all requests share.
struct Page {
    rtu: RtuHandle,
    users: Users,
    is_open_to_read: bool,
    session_h: u32,
    hosts: Hosts,
    /// What `/api/points` answers; it does not change while the program runs.
    points: String,
    feed: Feed,
    live_pages: Arc<Semaphore>,
    throttle: Throttle,
}

/// Serves the page until the RTU stops.
///
/// # Errors
///
/// It cannot be served at the stated address, or the configuration is wrong.
pub async fn serve(
    config: &PageConfig,
    rtu_config: &RtuConfig,
    directory: &Path,
    rtu: RtuHandle,
) -> Result<(), ServeError> {
    let failed = |error: String| ServeError::new("the page", error);
    let scenario = rtu_config.scenario(directory).map_err(|error| failed(error.to_string()))?;
    let users = Users::open(config.users.as_ref().map(|path| directory.join(path)))
        .map_err(|error| failed(error.to_string()))?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| failed(format!("listen = \"{}\": {error}", config.listen)))?;
    let trend = directory.join(&rtu_config.state).join("trend");
    let history = History::open(rtu.layout(), &trend, rtu.image().now_ms)
        .map_err(|error| failed(format!("{}: {error}", trend.display())))?;
    let address = listener.local_addr().map_err(|error| failed(error.to_string()))?;
    let page = Arc::new(Page {
        users,
        is_open_to_read: config.open_to_read,
        session_h: config.session_h,
        hosts: Hosts::new(address, &config.hosts),
        points: points::json(rtu.layout(), &scenario, rtu_config).to_string(),
        feed: Feed::new(history),
        live_pages: Arc::new(Semaphore::new(config.live_pages)),
        throttle: Throttle::default(),
        rtu,
    });
    println!("page: http://{address}/");
    let router = router(&page, config);
    tokio::select! {
        () = feed::follow(&page) => Ok(()),
        error = http::serve(listener, router) => Err(failed(error.to_string())),
    }
}

fn router(page: &Arc<Page>, config: &PageConfig) -> Router {
    Router::new()
        .route("/", get(files::page))
        .route("/{name}", get(files::file))
        .route("/api/points", get(points::get))
        .route("/api/live", get(live::get))
        .route("/api/history", get(history::get))
        .route("/api/person", get(login::person))
        .route("/api/login", post(login::login))
        .route("/api/logout", post(login::logout))
        .route("/api/command", post(command::post))
        .route("/api/event", post(command::act))
        .layer(sessions::layer(config.behind_tls))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(page.clone(), guard::guard))
        .with_state(page.clone())
}
