//! Clears memory on ARM.
//!
//! The core library that rustup brings clears a few bytes at an odd address by words, which is a fault where a firmware has
//! unaligned accesses trapped. It sets bytes to a value without them, so clearing is setting to 0 here.

unsafe extern "C" {
    fn __aeabi_memset(to: *mut u8, length: usize, value: i32);
}

/// Clears `length` bytes. Run-time ABI for the Arm Architecture (ARM IHI 0043), 4.3.4. It stays inside the archive.
#[unsafe(export_name = "__aeabi_memclr")]
unsafe extern "C" fn clear(to: *mut u8, length: usize) {
    // SAFETY: whoever clears owns what is cleared, as whoever sets it to 0.
    unsafe { __aeabi_memset(to, length, 0) }
}
