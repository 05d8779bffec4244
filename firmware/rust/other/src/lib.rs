#![no_std]
//! A Rust library of somebody else, with everything that could clash: a panic handler of its own, checks that can
//! fail, formatting, sorting, 64-bit division and floating point.

use core::fmt::Write;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}

struct Sum(u64);

impl Write for Sum {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.0 = text.bytes().fold(self.0, |sum, byte| sum * 31 % 1_000_000_007 + byte as u64);
        Ok(())
    }
}

/// Sorts eight numbers and sums up what they look like in print.
///
/// # Safety
///
/// `numbers` points to eight numbers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn other_sum(numbers: *mut u32, divisor: u32) -> u32 {
    // SAFETY: the caller's promise.
    let numbers = unsafe { core::slice::from_raw_parts_mut(numbers, 8) };
    numbers.sort_unstable();
    let mut sum = Sum(numbers[divisor as usize % 9 % 8] as u64);
    let _ = write!(sum, "{numbers:?} {}", numbers[0] as f64 / divisor as f64);
    sum.0 as u32
}
