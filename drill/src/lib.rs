//! The drill tool's inside: reads a scenario, shares out the gas, explains, plots, reports.
//!
//! The tool runs a gas shortage as a desk-top exercise (桌面推演). Data flows one way, and so do dependencies: a file is
//! `read` into a checked `scenario`, `solve` makes a `result` of it, and `render` writes that, in the words of
//! `messages`, as text, as JSON or as an HTML report; `cli` calls them. What decides is the `citygate` library alone.

#![allow(missing_docs, reason = "an application: nobody else calls it, comments say why")]

pub mod cli;
pub mod journal;
pub mod local_text;
pub mod messages;
pub mod quantity;
pub mod read;
pub mod render;
pub mod result;
pub mod scenario;
pub mod solve;
pub mod source;
pub mod starter;
pub mod text;
