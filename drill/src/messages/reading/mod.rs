//! What is said about files that are read: what is wrong, where, and what would be right.

pub mod catalogue;
pub(super) mod chinese;
pub(super) mod english;
pub mod station;
