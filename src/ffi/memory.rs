//! Pointers from C, made into references once and only after checking.

use zerocopy::{FromBytes, IntoBytes};

use super::status::ErrorStatus;

/// A type of which any bytes are a value: C may leave anything in it. zerocopy proves it where the fields are numbers;
/// it leaves out pointers.
///
/// # Safety
///
/// Any bytes are a value of the type.
pub(super) unsafe trait AnyBytes {}

// SAFETY: as zerocopy proves.
unsafe impl<T: FromBytes> AnyBytes for T {}

/// Whether the pointer can be followed at all.
fn check<T>(pointer: *const T) -> Result<(), ErrorStatus> {
    check_address(pointer as usize, align_of::<T>())
}

/// The same for any type; a function of its own, since it is asked so often.
#[inline(never)]
fn check_address(address: usize, alignment: usize) -> Result<(), ErrorStatus> {
    if address == 0 {
        Err(ErrorStatus::Null)
    } else if address & (alignment - 1) != 0 {
        Err(ErrorStatus::Misaligned)
    } else {
        Ok(())
    }
}

/// Whether a pointer that may be NULL can be followed if it is not.
pub(super) fn check_optional<T>(pointer: *const T) -> Result<(), ErrorStatus> {
    if pointer.is_null() { Ok(()) } else { check(pointer) }
}

/// A piece of memory, to be compared with others.
#[derive(Clone, Copy)]
pub(super) struct MemoryRange {
    start: usize,
    size: usize,
}

impl MemoryRange {
    /// The range of one value. What is not there (NULL) overlaps nothing.
    pub(super) fn of<T>(pointer: *const T) -> MemoryRange {
        MemoryRange { start: pointer as usize, size: if pointer.is_null() { 0 } else { size_of::<T>() } }
    }

    /// The range of `count` values, which must be one that memory can hold.
    pub(super) fn of_array<T>(pointer: *const T, count: u32) -> Result<MemoryRange, ErrorStatus> {
        MemoryRange::of_slice(pointer, count as usize)
    }

    /// The same for a count that may be as large as memory.
    pub(super) fn of_slice<T>(pointer: *const T, count: usize) -> Result<MemoryRange, ErrorStatus> {
        let size = bytes::<T>(count)?;
        Ok(MemoryRange { start: pointer as usize, size: if pointer.is_null() { 0 } else { size } })
    }

    fn overlaps(self, other: MemoryRange) -> bool {
        self.size != 0
            && other.size != 0
            && self.start < other.start.saturating_add(other.size)
            && other.start < self.start.saturating_add(self.size)
    }
}

/// Refuses outputs that overlap each other or an input. To be asked before any of them becomes a reference.
pub(super) fn check_apart(inputs: &[MemoryRange], outputs: &[MemoryRange]) -> Result<(), ErrorStatus> {
    let mut rest = outputs;
    while let [output, others @ ..] = rest {
        if inputs.iter().chain(others).any(|range| output.overlaps(*range)) {
            return Err(ErrorStatus::Overlap);
        }
        rest = others;
    }
    Ok(())
}

/// The value behind a pointer.
///
/// # Safety
///
/// A pointer that is neither NULL nor misaligned points to a value of type `T` that nobody
/// writes for as long as `'a`.
pub(super) unsafe fn value<'a, T: AnyBytes>(pointer: *const T) -> Result<&'a T, ErrorStatus> {
    check(pointer)?;
    // SAFETY: not NULL, aligned; the rest is the caller's promise.
    Ok(unsafe { &*pointer })
}

/// The value behind a pointer, to write to.
///
/// # Safety
///
/// A pointer that is neither NULL nor misaligned points to memory for a value of type `T` that
/// nobody else uses for as long as `'a`.
pub(super) unsafe fn output<'a, T: AnyBytes>(pointer: *mut T) -> Result<&'a mut T, ErrorStatus> {
    check(pointer)?;
    // SAFETY: not NULL, aligned; the rest is the caller's promise.
    Ok(unsafe { &mut *pointer })
}

/// The array behind a pointer.
///
/// # Safety
///
/// As [`value`], for `count` values.
pub(super) unsafe fn array<'a, T: AnyBytes>(pointer: *const T, count: u32) -> Result<&'a [T], ErrorStatus> {
    check(pointer)?;
    bytes::<T>(count as usize)?;
    // SAFETY: not NULL, aligned, no larger than an object can be; the rest is the caller's promise.
    Ok(unsafe { core::slice::from_raw_parts(pointer, count as usize) })
}

/// The array behind a pointer, to write to.
///
/// # Safety
///
/// As [`output`], for `count` values.
pub(super) unsafe fn output_array<'a, T: AnyBytes>(
    pointer: *mut T,
    count: u32,
) -> Result<&'a mut [T], ErrorStatus> {
    // SAFETY: as promised.
    unsafe { output_slice(pointer, count as usize) }
}

/// The same for a count that may be as large as memory.
///
/// # Safety
///
/// As [`output`], for `count` values.
pub(super) unsafe fn output_slice<'a, T: AnyBytes>(
    pointer: *mut T,
    count: usize,
) -> Result<&'a mut [T], ErrorStatus> {
    check(pointer)?;
    bytes::<T>(count)?;
    // SAFETY: not NULL, aligned, no larger than an object can be; the rest is the caller's promise.
    Ok(unsafe { core::slice::from_raw_parts_mut(pointer, count) })
}

/// The array behind a pointer that is not looked at when there are none.
///
/// # Safety
///
/// As [`array`].
#[cfg(any(feature = "event", feature = "horizon"))]
pub(super) unsafe fn array_or_none<'a, T: AnyBytes>(
    pointer: *const T,
    count: u32,
) -> Result<&'a [T], ErrorStatus> {
    // SAFETY: as promised.
    if count == 0 { Ok(&[]) } else { unsafe { array(pointer, count) } }
}

/// The same for an array to write to.
///
/// # Safety
///
/// As [`output_array`].
#[cfg(feature = "horizon")]
pub(super) unsafe fn output_array_or_none<'a, T: AnyBytes>(
    pointer: *mut T,
    count: u32,
) -> Result<&'a mut [T], ErrorStatus> {
    // SAFETY: as promised.
    if count == 0 { Ok(&mut []) } else { unsafe { output_array(pointer, count) } }
}

/// A caller's working memory, given out piece by piece.
pub(super) struct Pieces<'a>(pub(super) &'a mut [u64]);

impl<'a> Pieces<'a> {
    /// The next piece, for so many values.
    pub(super) fn next<T: FromBytes + IntoBytes>(
        &mut self,
        count: usize,
    ) -> Result<&'a mut [T], ErrorStatus> {
        if align_of::<T>() > align_of::<u64>() {
            // A number of 128 bits is aligned to 16 bytes on some targets.
            let skipped = self.0.as_ptr().cast::<u8>().align_offset(align_of::<T>()) / size_of::<u64>();
            self.0.split_off_mut(..skipped).ok_or(ErrorStatus::ScratchTooSmall)?;
        }
        let words = size_of::<T>().saturating_mul(count).div_ceil(size_of::<u64>());
        let piece = self.0.split_off_mut(..words).ok_or(ErrorStatus::ScratchTooSmall)?;
        let values = <[T]>::mut_from_prefix_with_elems(piece.as_mut_bytes(), count);
        // Aligned: a word is, for everything else.
        values.map(|(values, _)| values).map_err(|_| ErrorStatus::ScratchTooSmall)
    }
}

/// The size of an array. No object is larger than half the address space; a count that says so is wrong.
fn bytes<T>(count: usize) -> Result<usize, ErrorStatus> {
    match size_of::<T>().checked_mul(count) {
        Some(size) if size <= isize::MAX as usize => Ok(size),
        _ => Err(ErrorStatus::TooMany),
    }
}
