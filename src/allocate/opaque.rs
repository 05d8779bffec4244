//! Numbers that the compiler does not know.

/// A number that a 32-bit compiler does not know, to fill a table with. With one that it knows it calls `memset`,
/// which on a microcontroller takes more flash than all the loops here.
#[inline(always)]
pub(crate) fn unknown<T>(number: T) -> T {
    if cfg!(target_pointer_width = "64") { number } else { core::hint::black_box(number) }
}
