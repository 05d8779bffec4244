//! Contexts: state of the library in memory of the caller.
//!
//! A context is bytes of a fixed layout: a mark that says what it is and whether a call is at work on it, a checksum,
//! its own address and the address of the ring, then the state, every code of which is checked when it is read. What
//! the checksum does not find out is at worst another valid state, never a crash.

use core::sync::atomic::{Ordering, compiler_fence};

use crc::{CRC_32_ISCSI, Crc, NoTable};

use super::super::memory::{MemoryRange, array, check_apart, output, value};
use super::super::status::Failure;
use super::desk_types::CitygateEvent;
use super::record_types::CitygateRecord;
use super::status::{
    CITYGATE_ERROR_EVENT_BUSY, CITYGATE_ERROR_EVENT_CONTEXT, CITYGATE_ERROR_EVENT_MOVED,
    CITYGATE_ERROR_EVENT_TOO_SMALL, at,
};
use super::types::CitygateTrend;
use crate::event::{EventImage, EventSession, EventSettings, RecordBytes, TREND_IMAGE_LEN, TrendWindow};

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

    /// Whether the context is one of this kind, whole, in its error_index and free.
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

    /// The state, to be written anew before `leave`: nothing but zeros.
    fn cleared(&mut self) -> &mut [u8; STATE] {
        self.state = [0; STATE];
        &mut self.state
    }

    /// Seals the state, and with it writes that the context is free again.
    fn leave(&mut self, mark: u32, ring: u64) {
        self.address = self.own_address();
        self.ring = ring;
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
pub(super) fn check_size<T>(size: u32) -> Result<(), Failure> {
    let needed = size_of::<T>() as u64;
    if u64::from(size) < needed { Err(at(CITYGATE_ERROR_EVENT_TOO_SMALL, needed)) } else { Ok(()) }
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

    fn apart(&self) -> Result<(), Failure> {
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
    event: &EventSession,
) -> Result<(), Failure> {
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { output(context.cast::<EventContext>()) }?;
    if let Some(image) = context.cleared().first_chunk_mut() {
        event.write(image);
    }
    context.leave(EVENT, ring.expose_provenance() as u64);
    Ok(())
}

/// The event of a context and its ring, for as long as a call is at work on them. Filled in through a reference, since
/// an event is large and each return by value would be another one on the stack.
struct Held {
    event: EventSession,
    ring: *mut RecordBytes,
    records: u32,
}

impl Held {
    #[inline(never)]
    fn nothing() -> Held {
        Held { event: EventSession::blank(EventSettings::DEFAULT), ring: core::ptr::null_mut(), records: 0 }
    }
}

/// Takes the event out of a context. On success its ring is an array of so many records that overlaps
/// nothing that the call was given. A context that is `written` is busy from then on.
///
/// # Safety
///
/// As [`value`], and as [`output`] if `written`. The ring of a context that is whole is where it was when the context
/// was opened.
#[inline(never)]
unsafe fn take_event(
    context: *mut CitygateEvent,
    others: &Others<'_>,
    written: bool,
    held: &mut Held,
) -> Result<(), Failure> {
    others.apart()?;
    others.apart_from(MemoryRange::of(context), written)?;
    // SAFETY: as promised; the layouts are the same.
    let whole = unsafe { value(context.cast::<EventContext>()) }?;
    whole.check(EVENT)?;
    let image: Option<&EventImage> = whole.state.first_chunk();
    image.and_then(|image| held.event.read(image)).ok_or(CITYGATE_ERROR_EVENT_CONTEXT)?;
    held.records = held.event.journal().capacity() as u32;
    // The cast gives back what was a pointer on this machine.
    held.ring = core::ptr::with_exposed_provenance_mut(whole.ring as usize);
    others.apart_from(MemoryRange::of_array(held.ring, held.records)?, written)?;
    // SAFETY: as promised. Asked for its checks only.
    unsafe { array(held.ring, held.records) }?;
    if written {
        // SAFETY: as promised.
        unsafe { output(context.cast::<EventContext>()) }?.enter(EVENT);
    }
    Ok(())
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
    let mut held = Held::nothing();
    // SAFETY: as promised; `take_event` has checked the ring.
    unsafe {
        take_event(context, others, true, &mut held)?;
        let done = work(&mut held.event, core::slice::from_raw_parts_mut(held.ring, held.records as usize));
        put_event(context, held.ring.cast(), &held.event)?;
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
    let mut held = Held::nothing();
    // SAFETY: as promised; `take_event` has checked the ring, and writes no context that is only looked at.
    unsafe {
        take_event(context.cast_mut(), others, false, &mut held)?;
        work(&held.event, core::slice::from_raw_parts(held.ring, held.records as usize))
    }
}

/// Writes a trend window into its context.
///
/// # Safety
///
/// As [`output`].
pub(super) unsafe fn put_trend(context: *mut CitygateTrend, window: &TrendWindow) -> Result<(), Failure> {
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { output(context.cast::<TrendContext>()) }?;
    if let Some(image) = context.cleared().first_chunk_mut() {
        window.write_image(image);
    }
    context.leave(TREND, 0);
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
) -> Result<TrendWindow, Failure> {
    others.apart()?;
    others.apart_from(MemoryRange::of(context), written)?;
    // SAFETY: as promised; the layouts are the same.
    let context = unsafe { value(context.cast::<TrendContext>()) }?;
    context.check(TREND)?;
    let image: Option<&[u8; TREND_IMAGE_LEN]> = context.state.first_chunk();
    Ok(image.and_then(TrendWindow::from_image).ok_or(CITYGATE_ERROR_EVENT_CONTEXT)?)
}
