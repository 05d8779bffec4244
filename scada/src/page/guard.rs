//! What every request has to pass, and what every answer carries.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Page;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The names under which the page may be asked for.
pub struct Hosts(HashSet<String>);

impl Hosts {
    pub fn new(listen: SocketAddr, stated: &[String]) -> Hosts {
        let port = listen.port();
        let own = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}"));
        let all = own.into_iter().chain([listen.to_string()]);
        Hosts(all.chain(stated.iter().map(|name| name.to_ascii_lowercase())).collect())
    }

    /// The `Host` of a request, if it is one of these: a page elsewhere whose name was made to point here has another.
    fn host(&self, headers: &HeaderMap) -> Option<String> {
        let host = one(headers, header::HOST)?.to_ascii_lowercase();
        self.0.contains(&host).then_some(host)
    }
}

/// A header that is there once.
fn one(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// Whether the request comes from the page itself.
fn is_own(headers: &HeaderMap, host: &str) -> bool {
    let origin = one(headers, header::ORIGIN).and_then(|origin| origin.split_once("://"));
    origin.is_some_and(|(scheme, name)| matches!(scheme, "http" | "https") && name.eq_ignore_ascii_case(host))
}

/// Refuses what was not asked for by this page under one of its names, and adds the headers.
pub async fn guard(State(page): State<Arc<Page>>, request: Request, next: Next) -> Response {
    let method = request.method();
    let reads = method == Method::GET || method == Method::HEAD;
    let mut response = match page.hosts.host(request.headers()) {
        None => (StatusCode::MISDIRECTED_REQUEST, "nothing is served under this name; add it to hosts")
            .into_response(),
        Some(host) if !reads && !is_own(request.headers(), &host) => {
            (StatusCode::FORBIDDEN, "commands are taken from the page itself only").into_response()
        }
        Some(_) => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
