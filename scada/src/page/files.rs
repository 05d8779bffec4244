//! What browsers load. All of it is in the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const PAGE: &str = include_str!("../../page/index.html");

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Its name, its type, and what is in it.
const FILES: &[(&str, &str, &str)] = &[
    ("page.css", STYLE, include_str!("../../page/page.css")),
    ("paper.css", STYLE, include_str!("../../page/paper.css")),
    ("main.js", SCRIPT, include_str!("../../page/main.js")),
    ("words.js", SCRIPT, include_str!("../../page/words.js")),
    ("model.js", SCRIPT, include_str!("../../page/model.js")),
    ("show.js", SCRIPT, include_str!("../../page/show.js")),
    ("overview.js", SCRIPT, include_str!("../../page/overview.js")),
    ("users.js", SCRIPT, include_str!("../../page/users.js")),
    ("alarms.js", SCRIPT, include_str!("../../page/alarms.js")),
    ("log.js", SCRIPT, include_str!("../../page/log.js")),
    ("trend.js", SCRIPT, include_str!("../../page/trend.js")),
    ("commands.js", SCRIPT, include_str!("../../page/commands.js")),
    ("uplot.js", SCRIPT, include_str!("../../page/uplot/uPlot.iife.min.js")),
    ("uplot.css", STYLE, include_str!("../../page/uplot/uPlot.min.css")),
];

pub async fn page() -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], PAGE).into_response()
}

pub async fn file(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(own, ..)| *own == name) {
        Some((_, kind, text)) => ([(header::CONTENT_TYPE, *kind)], *text).into_response(),
        None => (StatusCode::NOT_FOUND, "there is no such file").into_response(),
    }
}
