//! The drill tool's inside: reads a scenario, shares out the gas, explains, plots, reports.
//!
//! The tool runs a gas shortage as a desk-top exercise (桌面推演). Data flows one way: a file becomes a
//! checked [`scenario::Scenario`], [`solve::solve`] makes an [`outcome::Outcome`] of it, and [`render`] writes
//! that as text, as JSON or as an HTML report. What decides is the `citygate` library alone.
//!
//! | module | what it holds |
//! |---|---|
//! | [`quantity`] | exact quantities, in thousandths |
//! | [`scenario`] | the file format, checked |
//! | [`solve`] | from a scenario to its outcome |
//! | [`event`] | how the plan grades a scenario |
//! | [`exercise`] | a time line played as a desk-top exercise |
//! | [`outcome`] | the result format |
//! | [`words`] | every word for people, in English and Chinese |
//! | [`render`] | text, JSON, HTML |
//! | [`journal`] | journal files, and what is wrong with one |
//! | [`cli`], [`verify`] | the command line |

pub mod cli;
pub mod event;
pub mod exercise;
pub mod journal;
pub mod outcome;
pub mod quantity;
pub mod render;
pub mod scenario;
pub mod solve;
pub mod verify;
pub mod words;
