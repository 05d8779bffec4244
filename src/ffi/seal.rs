//! The seal of a context: a mark that says what it is and whether a call is at work on it, a checksum, its own address and
//! the address of other memory that belongs to it. Every call checks it.
//!
//! The checksum is compared by each call, although mark and address would do for programs without faults: a flipped
//! bit in the other address would be followed, and one elsewhere would be sealed by the next call that writes.

use core::sync::atomic::{Ordering, compiler_fence};

use zerocopy::{FromBytes, Immutable, IntoBytes};

use super::status::{ErrorStatus, Failure};

/// What every context begins with.
#[derive(FromBytes, IntoBytes, Immutable)]
#[repr(C)]
pub(super) struct Seal {
    mark: u32,
    checksum: u32,
    address: u64,
    /// The address of the memory that belongs to it: the ring of an event, the users of a station. 0 without any.
    pub(super) other: u64,
}

/// In a mark: a call is at work.
const BUSY: u32 = 0x8080_8080;

/// A context, that begins with its seal.
pub(super) trait Sealed: FromBytes {
    /// What this kind of context is marked with.
    const MARK: u32;

    fn seal(&self) -> &Seal;

    fn seal_mut(&mut self) -> &mut Seal;

    /// Everything, as words.
    fn words(&self) -> &[u32];

    /// Whether the context is one of this kind, whole, in its place and free.
    fn check(&self) -> Result<(), Failure> {
        check(self.seal(), self.words(), Self::MARK)
    }

    /// Says to whoever comes meanwhile that a call is at work. The fences, here and in `leave`, keep everything that
    /// the call writes between the two marks, as an interrupt on the same processor sees it.
    fn enter(&mut self) {
        self.seal_mut().set_mark(Self::MARK | BUSY);
        compiler_fence(Ordering::SeqCst);
    }

    /// Seals the state, and with it writes that the context is free again.
    fn leave(&mut self) {
        self.seal_mut().checksum = checksum(self.words(), Self::MARK);
        compiler_fence(Ordering::SeqCst);
        self.seal_mut().set_mark(Self::MARK);
    }
}

impl Seal {
    /// Of a context that is being opened.
    #[cfg(any(feature = "event", feature = "station"))]
    pub(super) const OPEN: Seal = Seal { mark: 0, checksum: 0, address: 0, other: 0 };

    /// Notes where the context is.
    pub(super) fn settle(&mut self) {
        self.address = self.own_address();
    }

    /// A context begins with its seal.
    fn own_address(&self) -> u64 {
        core::ptr::from_ref(self).addr() as u64
    }

    fn set_mark(&mut self, mark: u32) {
        // SAFETY: a reference is valid. Volatile, since nothing in this call reads the mark again.
        unsafe { core::ptr::write_volatile(&raw mut self.mark, mark) };
    }
}

/// Not inlined, here and below, for flash: once for all contexts and calls.
#[inline(never)]
fn check(seal: &Seal, words: &[u32], mark: u32) -> Result<(), Failure> {
    let is_here = seal.address == seal.own_address();
    Err(Failure::from(if seal.mark == mark | BUSY && is_here {
        ErrorStatus::EventBusy
    } else if seal.mark != mark || seal.checksum != checksum(words, mark) {
        ErrorStatus::EventContext
    } else if !is_here {
        ErrorStatus::EventMoved
    } else {
        return Ok(());
    }))
}

/// Of all words after the checksum itself.
fn checksum(words: &[u32], mark: u32) -> u32 {
    match words {
        [_, _, words @ ..] => sum(words, mark),
        _ => 0,
    }
}

/// A sum over words that begins with a value. One rotation and one multiplication for each word, so that it costs a call
/// some hundreds of instructions. Each step is one to one in the sum and in the word: whatever is changed within one word
/// is found out with certainty, anything else as by any sum of 32 bits.
#[inline(never)]
pub(super) fn sum(words: &[u32], start: u32) -> u32 {
    /// 2^32 divided by the golden ratio, an odd number, as FxHash takes it.
    const FACTOR: u32 = 0x9e37_79b9;
    let add = |sum: u32, word: &u32| (sum.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    // By fours, since the small build unrolls no loop.
    let (fours, rest) = words.as_chunks::<4>();
    let sum = fours.iter().fold(start, |sum, [a, b, c, d]| add(add(add(add(sum, a), b), c), d));
    rest.iter().fold(sum, add)
}
