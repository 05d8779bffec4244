//! The command line.

pub mod arguments;
mod audit;
mod check;
mod compare;
mod console;
pub mod dispatch;
mod each;
mod files;
mod init;
mod manual;
mod outages;
pub mod parse;
mod policies;
mod progress;
mod provenance;
mod read;
mod records;
mod run;
mod verify;
