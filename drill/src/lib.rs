//! The drill tool's inside: reads a scenario, shares out the gas, explains, plots, reports.
//!
//! The tool runs a gas shortage as a desk-top exercise (桌面推演).
//!
//! | module | what it holds |
//! |---|---|
//! | [`quantity`] | exact quantities, in thousandths |
//! | [`scenario`] | the file format, checked |

pub mod quantity;
pub mod scenario;
