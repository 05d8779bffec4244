//! The command line.

pub mod arguments;
mod check;
mod compare;
mod console;
pub mod dispatch;
mod init;
mod manual;
pub mod parse;
mod policies;
mod progress;
mod read;
mod records;
mod run;
mod verify;
