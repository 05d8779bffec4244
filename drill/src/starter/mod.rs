//! Something to start from: a scenario with comments, and a table of its users to fill in.

pub mod table;
pub mod write;
