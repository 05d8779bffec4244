//! The C ABI: checks of everything that C can get wrong, nothing else.
//!
//! This is the only unsafe code. The C headers in `include/citygate` are generated from this module, and from the
//! enumerations and plain structures of the core, which C sees themselves. Their text is the manual for C programmers,
//! so the documentation here speaks C: a paragraph `name: …` is about a parameter, and says "receives" if it is an
//! output; `Returns …` is about the result.
//!
//! A function takes at most seven arguments: what belongs together is a structure (`citygate_network_t`,
//! `citygate_scratch_t`). No enumeration of Rust crosses: a type that comes from C is a whole number until it is
//! checked, whose alias (`ReasonCode`) says what it stands for and gives the field its type in C.
//!
//! Conventions, the same for every function:
//!
//! * memory belongs to the caller; nothing is kept after a call returns, except in contexts (`event/context.rs`), which
//!   are memory of the caller too;
//! * a status is an `int32_t`: 0 is success, errors are negative and their numbers never change meaning;
//! * outputs are written on success only; `error_index`, if given, is written on failure only;
//! * NULL, zero counts, counts beyond the limit, misaligned and overlapping buffers and unknown codes are
//!   errors, never crashes. A pointer to memory that is not the caller's cannot be recognized.
#![allow(unsafe_code)]
// Every exported function states in its "Pointers" paragraph what its callers must hold.
#![allow(clippy::missing_safety_doc)]
// C names: functions, types and constants all carry the prefix.
#![allow(non_camel_case_types)]

/// A constant text for C. It ends in two NULs: a constant that is just one C string is put together with all others by
/// the compiler, and a firmware that links one text would carry them all.
macro_rules! text {
    ($text:expr) => {
        const {
            match core::ffi::CStr::from_bytes_until_nul(concat!($text, "\0\0").as_bytes()) {
                Ok(text) => text,
                Err(_) => c"",
            }
        }
    };
}

mod allocate;
mod call;
#[cfg(feature = "event")]
mod event;
#[cfg(feature = "gas")]
mod gas;
#[cfg(feature = "horizon")]
mod horizon;
mod layout;
mod memory;
#[cfg(feature = "network")]
mod network;
#[cfg(feature = "horizon")]
mod pipe_network;
#[cfg(feature = "horizon")]
mod pipe_network_types;
mod policy;
mod prepared;
mod rotation;
mod seal;
#[cfg(feature = "station")]
mod station;
mod status;
mod status_text;
mod text;
mod units;

pub use allocate::*;
#[cfg(feature = "event")]
pub use event::*;
#[cfg(feature = "gas")]
pub use gas::*;
#[cfg(feature = "horizon")]
pub use horizon::*;
#[cfg(feature = "network")]
pub use network::*;
#[cfg(feature = "horizon")]
pub use pipe_network::*;
#[cfg(feature = "horizon")]
pub use pipe_network_types::*;
pub use policy::*;
pub use prepared::*;
pub use rotation::*;
#[cfg(feature = "station")]
pub use station::*;
pub use status::*;
pub use text::*;
pub use units::*;

// With unwinding the standard library is there and brings a handler of its own: in tests, with all features.
#[cfg(all(feature = "panic-handler", panic = "abort"))]
mod panic_handler;

#[cfg(all(feature = "panic-handler", panic = "abort", target_arch = "arm", target_os = "none"))]
mod clear;
