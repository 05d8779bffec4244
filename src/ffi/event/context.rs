//! Contexts: state of the library in memory of the caller.
//!
//! A context is the state itself, made of plain integers that are valid for any bytes, behind a seal: a mark that says
//! what it is and whether a call is at work on it, a checksum, its own address and the address of the ring. Every call
//! checks the seal; nothing is decoded or copied. Codes are checked where they are used, so what the checksum does not
//! find out is at worst another valid state, never a crash; citygate_event_check finds it.
//!
//! The checksum is compared by each call, although mark and address would do for programs without faults: a flipped
//! bit in the address of the ring would be followed, and one elsewhere would be sealed by the next call that writes.

use core::sync::atomic::{Ordering, compiler_fence};

use zerocopy::{FromBytes, Immutable, IntoBytes, transmute_ref};

use super::super::memory::{MemoryRange, array, check_apart, output, value};
use super::super::status::{ErrorStatus, Failure};
use super::duty_types::CitygateDuties;
use super::record_types::CitygateRecord;
use super::session_types::CitygateEvent;
use super::status::at;
use super::types::CitygateTrend;
use crate::event::{Duties, EventSession, RecordBytes, TrendWindow};

/// What every context begins with.
#[derive(FromBytes, IntoBytes, Immutable)]
#[repr(C)]
pub(super) struct Seal {
    mark: u32,
    checksum: u32,
    address: u64,
    /// The address of the ring, 0 without one.
    ring: u64,
}

/// The context of an event.
#[derive(FromBytes, IntoBytes, Immutable)]
#[repr(C)]
pub(super) struct EventContext {
    seal: Seal,
    session: EventSession,
}

/// The context of a trend window by itself.
#[derive(FromBytes, IntoBytes, Immutable)]
#[repr(C)]
pub(super) struct TrendContext {
    seal: Seal,
    window: TrendWindow,
    /// Room to grow without another size of citygate_trend_t.
    reserved: [u32; 5],
}

/// The context of the duties of an event.
#[derive(FromBytes, IntoBytes, Immutable)]
#[repr(C)]
pub(super) struct DutiesContext {
    seal: Seal,
    duties: Duties,
    /// Room to grow without another size of citygate_duties_t.
    reserved: u64,
}

const _: () = {
    assert!(size_of::<DutiesContext>() == size_of::<CitygateDuties>());
    assert!(align_of::<DutiesContext>() == align_of::<CitygateDuties>());
    assert!(size_of::<EventContext>() == size_of::<CitygateEvent>());
    assert!(align_of::<EventContext>() == align_of::<CitygateEvent>());
    assert!(size_of::<TrendContext>() == size_of::<CitygateTrend>());
    assert!(align_of::<TrendContext>() == align_of::<CitygateTrend>());
};

/// In a mark: a call is at work.
const BUSY: u32 = 0x8080_8080;

pub(super) trait Context: FromBytes {
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

impl Context for EventContext {
    const MARK: u32 = u32::from_le_bytes(*b"cgev");

    fn seal(&self) -> &Seal {
        &self.seal
    }

    fn seal_mut(&mut self) -> &mut Seal {
        &mut self.seal
    }

    fn words(&self) -> &[u32] {
        let words: &[u32; size_of::<EventContext>() / 4] = transmute_ref!(self);
        words
    }
}

impl Context for DutiesContext {
    const MARK: u32 = u32::from_le_bytes(*b"cgdu");

    fn seal(&self) -> &Seal {
        &self.seal
    }

    fn seal_mut(&mut self) -> &mut Seal {
        &mut self.seal
    }

    fn words(&self) -> &[u32] {
        let words: &[u32; size_of::<DutiesContext>() / 4] = transmute_ref!(self);
        words
    }
}

impl Context for TrendContext {
    const MARK: u32 = u32::from_le_bytes(*b"cgtr");

    fn seal(&self) -> &Seal {
        &self.seal
    }

    fn seal_mut(&mut self) -> &mut Seal {
        &mut self.seal
    }

    fn words(&self) -> &[u32] {
        let words: &[u32; size_of::<TrendContext>() / 4] = transmute_ref!(self);
        words
    }
}

impl Seal {
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

/// Of all words after the checksum itself. One rotation and one multiplication for each, so that it costs a call some
/// hundreds of instructions. Each step is one to one in the sum and in the word: whatever is changed within one word is
/// found out with certainty, anything else as by any sum of 32 bits.
#[inline(never)]
fn checksum(words: &[u32], mark: u32) -> u32 {
    /// 2^32 divided by the golden ratio, an odd number, as FxHash takes it.
    const FACTOR: u32 = 0x9e37_79b9;
    let [_, _, words @ ..] = words else { return 0 };
    let add = |sum: u32, word: &u32| (sum.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    // By fours, since the small build unrolls no loop.
    let (fours, rest) = words.as_chunks::<4>();
    let sum = fours.iter().fold(mark, |sum, [a, b, c, d]| add(add(add(add(sum, a), b), c), d));
    rest.iter().fold(sum, add)
}

/// Refuses storage that is smaller than a context.
pub(super) fn check_size<T>(size: u32) -> Result<(), Failure> {
    let needed = size_of::<T>() as u64;
    if u64::from(size) < needed { Err(at(ErrorStatus::EventTooSmall, needed)) } else { Ok(()) }
}

/// The other memory that a call is given, to be compared with the context and its ring.
pub(super) struct Others<'a> {
    pub(super) inputs: &'a [MemoryRange],
    pub(super) outputs: &'a [MemoryRange],
}

impl Others<'_> {
    fn apart_from(&self, own: MemoryRange, written: bool) -> Result<(), Failure> {
        check_apart(&[own], self.outputs)?;
        if written {
            check_apart(self.inputs, &[own])?;
        }
        Ok(())
    }

    /// Checks this memory and the context itself.
    ///
    /// # Safety
    ///
    /// As [`value`].
    unsafe fn check<C: Context>(&self, context: *const C, written: bool) -> Result<&C, Failure> {
        check_apart(self.inputs, self.outputs)?;
        self.apart_from(MemoryRange::of(context), written)?;
        // SAFETY: as promised.
        let context = unsafe { value(context) }?;
        context.check()?;
        Ok(context)
    }
}

/// Opens a context: writes an event and the address of its ring into it.
///
/// # Safety
///
/// As [`output`].
#[inline(never)]
pub(super) unsafe fn put_event(
    context: *mut CitygateEvent,
    ring: *mut CitygateRecord,
    event: &EventSession,
) -> Result<(), Failure> {
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { output(context.cast::<EventContext>()) }?;
    context.session = event.clone();
    context.seal.address = context.seal.own_address();
    context.seal.ring = ring.expose_provenance() as u64;
    context.leave();
    Ok(())
}

/// Checks a context, its ring and what else the call was given. On success the ring is an array of so many records
/// that overlaps nothing of it.
///
/// # Safety
///
/// As [`value`]. The ring of a context that is whole is where it was when the context was opened.
#[inline(never)]
unsafe fn check_event(
    context: *const EventContext,
    others: &Others<'_>,
    written: bool,
) -> Result<(*mut RecordBytes, usize), Failure> {
    // SAFETY: as promised.
    let context = unsafe { others.check(context, written) }?;
    // The cast gives back what was a pointer on this machine.
    let ring = core::ptr::with_exposed_provenance_mut::<RecordBytes>(context.seal.ring as usize);
    // A ring holds no more than 2^31 records.
    let records = context.session.journal().capacity() as u32;
    others.apart_from(MemoryRange::of_array(ring, records)?, written)?;
    // SAFETY: as promised. Asked for its checks only.
    unsafe { array(ring, records) }?;
    Ok((ring, records as usize))
}

/// Works on an event. Whether the work succeeds or not, what it leaves is the event: the library's own calls change
/// nothing that they do not also record. Inlined: its pieces are there once, and no call goes through a pointer.
///
/// # Safety
///
/// As [`output`], for the context and, if it is whole, for its ring; `others` are all other memory that `work` uses.
#[inline(always)]
pub(super) unsafe fn change_event(
    context: *mut CitygateEvent,
    others: &Others<'_>,
    work: impl FnOnce(&mut EventSession, &mut [RecordBytes]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let context = context.cast::<EventContext>();
    // SAFETY: as promised; the layouts are the same, and `check_event` has checked context and ring.
    unsafe {
        let (ring, records) = check_event(context, others, true)?;
        let context = output(context)?;
        context.enter();
        let done = work(&mut context.session, core::slice::from_raw_parts_mut(ring, records));
        context.leave();
        done
    }
}

/// Looks at an event and its ring.
///
/// # Safety
///
/// As [`change_event`].
#[inline(always)]
pub(super) unsafe fn look_at_event(
    context: *const CitygateEvent,
    others: &Others<'_>,
    work: impl FnOnce(&EventSession, &[RecordBytes]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let context = context.cast::<EventContext>();
    // SAFETY: as promised; the layouts are the same, and `check_event` has checked context and ring.
    unsafe {
        let (ring, records) = check_event(context, others, false)?;
        work(&value(context)?.session, core::slice::from_raw_parts(ring, records))
    }
}

/// A context that holds a value and nothing beside it.
pub(super) trait ValueContext: Context {
    /// What C sees of it.
    type Shown;
    /// What it holds.
    type Value: Copy;

    fn new(seal: Seal, value: Self::Value) -> Self;

    fn value(&self) -> &Self::Value;

    fn value_mut(&mut self) -> &mut Self::Value;
}

impl ValueContext for TrendContext {
    type Shown = CitygateTrend;
    type Value = TrendWindow;

    fn new(seal: Seal, window: TrendWindow) -> TrendContext {
        TrendContext { seal, window, reserved: [0; 5] }
    }

    fn value(&self) -> &TrendWindow {
        &self.window
    }

    fn value_mut(&mut self) -> &mut TrendWindow {
        &mut self.window
    }
}

impl ValueContext for DutiesContext {
    type Shown = CitygateDuties;
    type Value = Duties;

    fn new(seal: Seal, duties: Duties) -> DutiesContext {
        DutiesContext { seal, duties, reserved: 0 }
    }

    fn value(&self) -> &Duties {
        &self.duties
    }

    fn value_mut(&mut self) -> &mut Duties {
        &mut self.duties
    }
}

/// Opens a context: writes a value into it.
///
/// # Safety
///
/// As [`output`].
pub(super) unsafe fn put<C: ValueContext>(context: *mut C::Shown, held: C::Value) -> Result<(), Failure> {
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { output(context.cast::<C>()) }?;
    let seal = Seal { mark: 0, checksum: 0, address: context.seal().own_address(), ring: 0 };
    *context = C::new(seal, held);
    context.leave();
    Ok(())
}

/// Works on the value of a context.
///
/// # Safety
///
/// As [`output`]; `others` are all other memory that `work` uses.
#[inline(always)]
pub(super) unsafe fn change<C: ValueContext>(
    context: *mut C::Shown,
    others: &Others<'_>,
    work: impl FnOnce(&mut C::Value) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let context = context.cast::<C>();
    // SAFETY: as promised; the layouts are the same.
    unsafe {
        others.check(context, true)?;
        let context = output(context)?;
        context.enter();
        let done = work(context.value_mut());
        context.leave();
        done
    }
}

/// The value of a context.
///
/// # Safety
///
/// As [`value`].
pub(super) unsafe fn look_at<'a, C: ValueContext + 'a>(
    context: *const C::Shown,
    others: &Others<'_>,
) -> Result<&'a C::Value, Failure> {
    let context = context.cast::<C>();
    // SAFETY: as promised; the layouts are the same.
    unsafe {
        others.check(context, false)?;
        Ok(value(context)?.value())
    }
}
