//! Contexts: state of the library in memory of the caller.
//!
//! A context is the state itself, made of plain integers that are valid for any bytes, behind a [`Seal`]. Nothing is decoded
//! or copied. Codes are checked where they are used, so what the checksum does not find out is at worst another valid
//! state, never a crash; citygate_event_check finds it.

use zerocopy::{FromBytes, Immutable, IntoBytes, transmute_ref};

use super::super::memory::{MemoryRange, array, check_apart, output, value};
use super::super::seal::{Seal, Sealed};
use super::super::status::{ErrorStatus, Failure};
use super::duty_types::CitygateDuties;
use super::record_types::CitygateRecord;
use super::session_types::CitygateEvent;
use super::status::at;
use super::types::CitygateTrend;
use crate::event::{Duties, EventSession, RecordBytes, TrendWindow};

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

impl Sealed for EventContext {
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

impl Sealed for DutiesContext {
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

impl Sealed for TrendContext {
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
    unsafe fn check<C: Sealed>(&self, context: *const C, written: bool) -> Result<&C, Failure> {
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
    context.seal.settle();
    context.seal.other = ring.expose_provenance() as u64;
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
    let ring = core::ptr::with_exposed_provenance_mut::<RecordBytes>(context.seal.other as usize);
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
pub(super) trait ValueContext: Sealed {
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
    *context = C::new(Seal::OPEN, held);
    context.seal_mut().settle();
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
