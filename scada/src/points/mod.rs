//! The list of points, which is data: `points.toml`. Every face of the RTU is made from it.

pub mod codes;
pub mod document;
pub mod header;
pub mod layout;
pub mod list;
pub mod names;
