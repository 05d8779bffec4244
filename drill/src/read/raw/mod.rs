//! The format as it is written: every key, each with its place in the file, nothing checked but the types.
//!
//! Keys that must be there are optional here as well, so that their absence is reported with the others.

pub mod linepack;
pub mod pipe_network;
pub mod plan;
pub mod policy;
pub mod scenario;
pub mod station;
pub mod timeline;
pub mod value;
