//! Every request that a client could send, and many that none should.

#[path = "../../../../tests/oracle/draw.rs"]
mod draw;
mod foreign;
mod hostile;
mod model;
mod random;
mod rtu;
mod tcp;
