//! Contexts: state of the library in memory of the caller.
//!
//! A context is bytes of a fixed layout: a mark that says what it is and whether a call is at work on it, a checksum,
//! its own address and the address of the ring, then the state, every code of which is checked when it is read. What
//! the checksum does not find out is at worst another valid state, never a crash.

use core::sync::atomic::{Ordering, compiler_fence};

use crc::{CRC_32_ISCSI, Crc, NoTable};

use super::super::memory::{Extent, array, check_apart, output, output_array, value};
use super::super::status::Fault;
use super::desk_types::CitygateEvent;
use super::record_types::CitygateRecord;
use super::status::{
    CITYGATE_ERROR_EVENT_BUSY, CITYGATE_ERROR_EVENT_CONTEXT, CITYGATE_ERROR_EVENT_MOVED,
    CITYGATE_ERROR_EVENT_TOO_SMALL, at,
};
use super::types::CitygateTrend;
use crate::event::{Event, EventImage, RecordBytes, TREND_IMAGE_LEN, TrendWindow};

/// Without its table of 1 KiB, which is dear in flash: the bits of half a kilobyte are soon gone through.
static CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISCSI);

/// A context. Valid for any bytes; no padding.
#[repr(C)]
struct Context<const STATE: usize> {
    mark: u32,
    checksum: u32,
    address: u64,
    ring: u64,
    state: [u8; STATE],
}

type EventContext = Context<552>;
type TrendContext = Context<232>;

const _: () = {
    assert!(size_of::<EventContext>() == size_of::<CitygateEvent>());
    assert!(align_of::<EventContext>() == align_of::<CitygateEvent>());
    assert!(size_of::<TrendContext>() == size_of::<CitygateTrend>());
    assert!(align_of::<TrendContext>() == align_of::<CitygateTrend>());
};

/// The marks: "cgev", "cgtr", and the same while a call is at work.
const EVENT: u32 = u32::from_le_bytes(*b"cgev");
const TREND: u32 = u32::from_le_bytes(*b"cgtr");
const BUSY: u32 = 0x8080_8080;

impl<const STATE: usize> Context<STATE> {
    fn checksum_of(&self, mark: u32) -> u32 {
        let mut digest = CRC.digest();
        digest.update(&mark.to_le_bytes());
        digest.update(&self.address.to_le_bytes());
        digest.update(&self.ring.to_le_bytes());
        digest.update(&self.state);
        digest.finalize()
    }

    /// Whether the context is one of this kind, whole, in its place and free.
    fn check(&self, mark: u32) -> Result<(), i32> {
        if self.mark == mark | BUSY && self.address == self.own_address() {
            Err(CITYGATE_ERROR_EVENT_BUSY)
        } else if self.mark != mark || self.checksum != self.checksum_of(mark) {
            Err(CITYGATE_ERROR_EVENT_CONTEXT)
        } else if self.address != self.own_address() {
            Err(CITYGATE_ERROR_EVENT_MOVED)
        } else {
            Ok(())
        }
    }

    /// Says to whoever comes meanwhile that a call is at work. The fences, here and in `leave`, keep everything that the
    /// call writes between the two marks, as an interrupt on the same processor sees it.
    fn enter(&mut self, mark: u32) {
        // SAFETY: a reference is valid. Volatile, since nothing in this call reads the mark again.
        unsafe { core::ptr::write_volatile(&raw mut self.mark, mark | BUSY) };
        compiler_fence(Ordering::SeqCst);
    }

    /// Writes the state, and with it that the context is free again.
    fn leave(&mut self, mark: u32, ring: u64, state: &[u8]) {
        self.address = self.own_address();
        self.ring = ring;
        self.state = [0; STATE];
        for (place, byte) in self.state.iter_mut().zip(state) {
            *place = *byte;
        }
        self.checksum = self.checksum_of(mark);
        compiler_fence(Ordering::SeqCst);
        // SAFETY: as in `enter`.
        unsafe { core::ptr::write_volatile(&raw mut self.mark, mark) };
    }

    fn own_address(&self) -> u64 {
        core::ptr::from_ref(self).addr() as u64
    }
}

/// Refuses storage that is smaller than a context.
pub(super) fn check_size<T>(size: u32) -> Result<(), Fault> {
    let needed = size_of::<T>() as u64;
    if u64::from(size) < needed { Err(at(CITYGATE_ERROR_EVENT_TOO_SMALL, needed)) } else { Ok(()) }
}

/// The other memory that a call is given, to be compared with the context and its ring.
pub(super) struct Others<'a> {
    pub(super) inputs: &'a [Extent],
    pub(super) outputs: &'a [Extent],
}

impl Others<'_> {
    fn apart_from(&self, own: Extent, written: bool) -> Result<(), Fault> {
        check_apart(&[own], self.outputs)?;
        if written {
            check_apart(self.inputs, &[own])?;
        }
        Ok(())
    }

    fn apart(&self) -> Result<(), Fault> {
        Ok(check_apart(self.inputs, self.outputs)?)
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
    event: &Event,
) -> Result<(), Fault> {
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { output(context.cast::<EventContext>()) }?;
    context.leave(EVENT, ring.expose_provenance() as u64, &event.image());
    Ok(())
}

/// Reads the event of a context into `event`, and returns its ring: `None` is never left there on success. Written
/// through a reference, since an event is large and each return by value would be another one on the stack.
///
/// # Safety
///
/// As [`value`]. The ring of a context that is whole is where it was when the context was opened.
#[inline(never)]
unsafe fn take_event(
    context: *const CitygateEvent,
    others: &Others<'_>,
    written: bool,
    event: &mut Option<Event>,
) -> Result<(*mut RecordBytes, u32), Fault> {
    others.apart()?;
    others.apart_from(Extent::of(context), written)?;
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { value(context.cast::<EventContext>()) }?;
    context.check(EVENT)?;
    let image: Option<&EventImage> = context.state.first_chunk();
    *event = image.and_then(Event::from_image);
    let records = event.as_ref().map_or(0, |event| event.journal().capacity() as u32);
    // The cast gives back what was a pointer on this machine.
    let ring = core::ptr::with_exposed_provenance_mut::<RecordBytes>(context.ring as usize);
    others.apart_from(Extent::of_array(ring, records)?, written)?;
    Ok((ring, records))
}

/// What a call does to an event and its ring.
pub(super) type Change<'w> = dyn FnMut(&mut Event, &mut [RecordBytes]) -> Result<(), Fault> + 'w;

/// What a call does with an event and its ring that it only looks at.
pub(super) type Look<'w> = dyn FnMut(&Event, &[RecordBytes]) -> Result<(), Fault> + 'w;

/// Works on an event. Whether the work succeeds or not, what it leaves is the event: the library's own calls change
/// nothing that they do not also record. `work` is called at most once.
///
/// # Safety
///
/// As [`output`], for the context and, if it is whole, for its ring; `others` are all other memory that `work` uses.
#[inline(never)]
pub(super) unsafe fn change_event(
    context: *mut CitygateEvent,
    others: &Others<'_>,
    work: &mut Change<'_>,
) -> Result<(), Fault> {
    let mut event = None;
    // SAFETY: as promised.
    let (ring, records) = unsafe { take_event(context, others, true, &mut event) }?;
    let event = event.as_mut().ok_or(CITYGATE_ERROR_EVENT_CONTEXT)?;
    // SAFETY: as promised.
    unsafe { output(context.cast::<EventContext>()) }?.enter(EVENT);
    // SAFETY: as promised; the ring overlaps nothing that the call was given.
    let done = unsafe { output_array(ring, records) }.map_err(Fault::from).and_then(|ring| work(event, ring));
    // SAFETY: as promised.
    unsafe { put_event(context, ring.cast(), event) }?;
    done
}

/// Looks at an event and its ring. `work` is called at most once.
///
/// # Safety
///
/// As [`change_event`].
#[inline(never)]
pub(super) unsafe fn look_at_event(
    context: *const CitygateEvent,
    others: &Others<'_>,
    work: &mut Look<'_>,
) -> Result<(), Fault> {
    let mut event = None;
    // SAFETY: as promised.
    let (ring, records) = unsafe { take_event(context, others, false, &mut event) }?;
    let event = event.as_ref().ok_or(CITYGATE_ERROR_EVENT_CONTEXT)?;
    // SAFETY: as promised.
    work(event, unsafe { array(ring, records) }?)
}

/// Writes a trend window into its context.
///
/// # Safety
///
/// As [`output`].
pub(super) unsafe fn put_trend(context: *mut CitygateTrend, window: &TrendWindow) -> Result<(), Fault> {
    // SAFETY: as promised; the layouts are the same.
    unsafe { output(context.cast::<TrendContext>()) }?.leave(TREND, 0, &window.image());
    Ok(())
}

/// The trend window of a context. `written` says whether the call writes the context.
///
/// # Safety
///
/// As [`value`].
pub(super) unsafe fn take_trend(
    context: *const CitygateTrend,
    others: &Others<'_>,
    written: bool,
) -> Result<TrendWindow, Fault> {
    others.apart()?;
    others.apart_from(Extent::of(context), written)?;
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { value(context.cast::<TrendContext>()) }?;
    context.check(TREND)?;
    let image: Option<&[u8; TREND_IMAGE_LEN]> = context.state.first_chunk();
    Ok(image.and_then(TrendWindow::from_image).ok_or(CITYGATE_ERROR_EVENT_CONTEXT)?)
}
