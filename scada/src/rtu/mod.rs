//! The RTU: a station controller between instruments and the control room.

pub mod config;
pub mod event;
pub mod happened;
pub mod image;
mod memory;
pub mod note;
mod open;
pub mod request;
pub mod service;
pub mod show;
pub mod signals;
pub mod station;
pub mod store;
