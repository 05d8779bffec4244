//! Outcomes for people and programs.

mod event;

pub mod clock;
pub mod comparison;
mod explain;
mod figures;
mod hours;
pub mod html;
pub mod journal;

pub mod json;
mod linepack;
mod log;
mod narrator;
pub mod network_picture;
mod nodes;
mod notices;
mod order;
mod outages;
pub mod papers;
mod pipe_network;
pub mod records;
pub mod sheet;
mod situation;
mod station;
mod stocks;
mod teller;
pub mod text;
mod wrap;
