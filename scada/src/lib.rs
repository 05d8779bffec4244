//! A city gate station in the control room: an RTU that runs the station controller and is read and told over Modbus, OPC UA,
//! MQTT and a page for operators.
//!
//! `points` is the list of all that can be read and written, as data; `access` says who may do what; `rtu` runs the station
//! and keeps its journal and snapshots. Whatever faces the outside reads the RTU's [`rtu::image::Image`] and hands it
//! [`rtu::request::Request`]s. What decides is the `citygate` library alone.

#![allow(missing_docs, reason = "an application: nobody else calls it, comments say why")]

pub mod access;
pub mod file;
pub mod modbus;
pub mod mqtt;
#[cfg(feature = "opc-ua")]
pub mod opc_ua;
pub mod page;
pub mod points;
pub mod rtu;
pub mod serve;
