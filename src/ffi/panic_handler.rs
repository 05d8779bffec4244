//! What happens on a panic: nothing that this library does can cause one, and the link proves it.
//!
//! The handler only calls [`citygate_panic`], which nobody defines. A firmware that links without defining it
//! thereby shows that no path to a panic is left in what it uses. See `include/citygate_platform.h`.

unsafe extern "C" {
    fn citygate_panic() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: the platform header says what a firmware that defines this function must do: never return.
    unsafe { citygate_panic() }
}
