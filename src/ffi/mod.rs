//! The C ABI: mirrors of the library's types, checks of everything that C can get wrong, nothing else.
//!
//! This is the only unsafe code. The C header `include/citygate.h` is generated from this module; its text is
//! the manual for C programmers, so the documentation here speaks C.
//!
//! Conventions, the same for every function:
//!
//! * memory belongs to the caller; nothing is kept after a call returns, except in contexts (`event/context.rs`), which
//!   are memory of the caller too;
//! * a status is an `int32_t`: 0 is success, errors are negative and their numbers never change meaning;
//! * outputs are written on success only; `where`, if given, is written on failure only;
//! * NULL, zero counts, counts beyond the limit, misaligned and overlapping buffers and unknown codes are
//!   errors, never crashes. A pointer to memory that is not the caller's cannot be recognized.
#![allow(unsafe_code)]
// Every exported function states in its "Pointers" paragraph what its callers must hold.
#![allow(clippy::missing_safety_doc)]
// C names: functions, types and constants all carry the prefix.
#![allow(non_camel_case_types)]

/// States the layout of a structure: its size and the offset of every field, as numbers and POINTER, the size of a
/// pointer. The header asserts the same numbers for C: build.rs reads them here. A structure without its layout
/// has no header, a layout that misses a field does not compile.
macro_rules! layout {
    ($mirror:ident, size $size:expr, $($field:ident at $offset:expr),+) => {
        const _: () = {
            assert!(size_of::<$mirror>() == $size);
            $(assert!(core::mem::offset_of!($mirror, $field) == $offset);)+
            let _every_field = |$mirror { $($field: _),+ }: $mirror| ();
        };
    };
}

const POINTER: usize = size_of::<*const u8>();

mod allocate;
#[cfg(feature = "event")]
mod event;
#[cfg(feature = "gas")]
mod gas;
#[cfg(feature = "horizon")]
mod horizon;
mod memory;
#[cfg(feature = "network")]
mod network;
mod policy;
mod status;
mod text;
mod types;
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
pub use policy::*;
pub use status::*;
pub use text::*;
pub use types::*;
pub use units::*;

// With unwinding the standard library is there and brings a handler of its own: in tests, with all features.
#[cfg(all(feature = "panic-handler", panic = "abort"))]
mod panic_handler;
