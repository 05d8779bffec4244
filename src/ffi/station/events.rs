//! What happens, written into a list of the caller's with room for so many.

use super::super::memory::{MemoryRange, output, output_slice, value};
use super::super::status::{ErrorStatus, Failure};
use super::codes::{CITYGATE_NO_USER, StationEventKind};
use super::convert::{NO_COMMAND, told, user_code};
use super::types::{CitygateRehearsedEvents, CitygateStationEvent, CitygateStationEvents};
use crate::station::{AlarmKind, Order, StationEvent};

/// A list of the caller's, and how many are in it.
pub(super) struct List<'a, T> {
    elements: &'a mut [T],
    count: &'a mut u32,
    missed: &'a mut u32,
    written: u32,
    lost: u32,
}

/// Where a list of the caller's is.
#[derive(Clone, Copy)]
pub(super) struct Place<T> {
    pub(super) elements: *mut T,
    pub(super) count: *mut u32,
    pub(super) missed: *mut u32,
    pub(super) capacity: u32,
    pub(super) reserved: u32,
}

impl<T: zerocopy::FromBytes> Place<T> {
    /// What may be written.
    pub(super) fn ranges(&self) -> Result<[MemoryRange; 3], ErrorStatus> {
        Ok([
            MemoryRange::of_array(self.elements, self.capacity)?,
            MemoryRange::of(self.count),
            MemoryRange::of(self.missed),
        ])
    }

    /// The list, empty.
    ///
    /// # Safety
    ///
    /// As [`output`], for all of it, which is apart from everything else.
    pub(super) unsafe fn list<'a>(&self) -> Result<List<'a, T>, Failure> {
        if self.reserved != 0 {
            return Err(ErrorStatus::EventCode.into());
        }
        // SAFETY: as promised.
        unsafe {
            let elements: &mut [T] = match self.capacity {
                0 => &mut [],
                capacity => output_slice(self.elements, capacity as usize)?,
            };
            Ok(List {
                elements,
                count: output(self.count)?,
                missed: output(self.missed)?,
                written: 0,
                lost: 0,
            })
        }
    }
}

impl<T> List<'_, T> {
    pub(super) fn add(&mut self, element: T) {
        match self.elements.get_mut(self.written as usize) {
            Some(place) => {
                *place = element;
                self.written += 1;
            }
            None => self.lost = self.lost.saturating_add(1),
        }
    }

    /// Says how many there are.
    pub(super) fn close(self) {
        (*self.count, *self.missed) = (self.written, self.lost);
    }
}

/// What writes to a list what happens. All calls share the code that a station has for this one type.
pub(super) fn written_to<'a, 'b>(
    list: &'a mut List<'b, CitygateStationEvent>,
) -> impl FnMut(StationEvent) + use<'a, 'b> {
    move |event| list.add(event_of(&event))
}

/// Where a list of events is.
///
/// # Safety
///
/// As [`value`].
pub(super) unsafe fn place_of(
    events: *const CitygateStationEvents,
) -> Result<Place<CitygateStationEvent>, ErrorStatus> {
    // SAFETY: as promised.
    let CitygateStationEvents { elements, count, missed, capacity, reserved } = *unsafe { value(events) }?;
    Ok(Place { elements, count, missed, capacity, reserved })
}

/// The same of a rehearsal; what it is shown in has the same layout.
///
/// # Safety
///
/// As [`value`].
pub(super) unsafe fn place_of_rehearsed(
    events: *const CitygateRehearsedEvents,
) -> Result<Place<CitygateStationEvent>, ErrorStatus> {
    // SAFETY: as promised.
    let CitygateRehearsedEvents { elements, count, missed, capacity, reserved } = *unsafe { value(events) }?;
    Ok(Place { elements: elements.cast(), count, missed, capacity, reserved })
}

/// What happened, as C reads it.
pub(super) fn event_of(event: &StationEvent) -> CitygateStationEvent {
    match *event {
        StationEvent::Ordered(order) => of_order(StationEventKind::Ordered, order),
        StationEvent::TookEffect(order) => of_order(StationEventKind::TookEffect, order),
        StationEvent::Superseded(order) => of_order(StationEventKind::Superseded, order),
        StationEvent::Proposed(order) => of_order(StationEventKind::Proposed, order),
        StationEvent::Withdrawn(order) => of_order(StationEventKind::Withdrawn, order),
        StationEvent::Confirmed(order) => of_order(StationEventKind::Confirmed, order),
        StationEvent::Strayed { user } => of_user(StationEventKind::Strayed, user),
        StationEvent::FollowsAgain { user } => of_user(StationEventKind::FollowsAgain, user),
        StationEvent::Commanded { by, command } => {
            CitygateStationEvent { by, command: told(&command), ..of(StationEventKind::Commanded) }
        }
        StationEvent::OverrideExpired { user } => of_user(StationEventKind::OverrideExpired, user),
        StationEvent::LockBroken { user } => of_user(StationEventKind::LockBroken, user),
        StationEvent::AlarmCame { kind, user } => of_alarm(StationEventKind::AlarmCame, kind, user),
        StationEvent::AlarmWent { kind, user } => of_alarm(StationEventKind::AlarmWent, kind, user),
        StationEvent::AlarmUnshelved { kind, user } => of_alarm(StationEventKind::AlarmUnshelved, kind, user),
        StationEvent::FloodBegan => of(StationEventKind::FloodBegan),
        StationEvent::FloodEnded { alarms } => {
            CitygateStationEvent { alarms, ..of(StationEventKind::FloodEnded) }
        }
    }
}

fn of(kind: StationEventKind) -> CitygateStationEvent {
    CitygateStationEvent {
        order: Order::NONE,
        command: NO_COMMAND,
        user: CITYGATE_NO_USER,
        by: 0,
        alarms: 0,
        kind: kind as u8,
        alarm: 0,
        reserved: [0; 2],
    }
}

fn of_user(kind: StationEventKind, user: usize) -> CitygateStationEvent {
    CitygateStationEvent { user: user as u32, ..of(kind) }
}

fn of_order(kind: StationEventKind, order: Order) -> CitygateStationEvent {
    CitygateStationEvent { user: u32::from(order.user), order, ..of(kind) }
}

fn of_alarm(kind: StationEventKind, alarm: AlarmKind, user: Option<usize>) -> CitygateStationEvent {
    CitygateStationEvent { alarm: alarm.code(), user: user_code(user), ..of(kind) }
}
