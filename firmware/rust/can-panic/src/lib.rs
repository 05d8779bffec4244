#![no_std]
//! The library's archive with one function more, which panics for an index above 2.

// The library brings the panic handler.
use citygate as _;

/// Panics for an index above 2.
#[unsafe(no_mangle)]
pub extern "C" fn can_panic(index: u32) -> u8 {
    [1, 2, 3][index as usize]
}
