//! Structures of the station controller as C sees them.

use zerocopy::FromBytes;

use super::super::memory::AnyBytes;
use crate::allocate::{Grant, RotationTally};
use crate::station::{Order, Signal, UserSignals};
use crate::units::{Flow, Total};

type AlarmKindCode = u8;
type AlarmPriorityCode = u8;
type AlarmStateCode = u8;
type InstrumentStatusCode = u8;
type ModeCode = u8;
type RungCode = u8;
type StandingCode = u8;
type StationCommandKindCode = u8;
type StationEventKindCode = u8;
type ValveCode = u8;

/// Where a station is kept: memory of the caller, which must stay where it is for as long as the station is used.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateStation {
    /// word_count words of 64 bits.
    pub words: *mut u64,
    /// CITYGATE_STATION_WORDS(user_count), or more.
    pub word_count: usize,
}

/// Where a rehearsal is kept: as a station, in memory of its own. No set-points come out of it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateRehearsal {
    /// word_count words of 64 bits.
    pub words: *mut u64,
    /// CITYGATE_STATION_WORDS(user_count), or more.
    pub word_count: usize,
}

/// What a scan is given.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateScanInput {
    /// The supply.
    pub supply: *const Signal,
    /// What the station can pass: what inlet pressure, regulators and heaters allow. NULL: all of the supply.
    pub capacity: *const Signal,
    /// The signals of every user, in the order in which the users were given.
    pub users: *const UserSignals,
    /// As when the station was opened.
    pub user_count: u32,
    /// How long it is since the scan before, in ms.
    pub elapsed_ms: u32,
}

/// What a person tells a station: kind says what, and which of the other fields are looked at. Times are the
/// station's, in ms.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateStationCommand {
    /// The number of the order or of the proposal.
    pub sequence: u64,
    /// Until when.
    pub until_ms: u64,
    /// The user, counted from 0; CITYGATE_NO_USER for an alarm of the station itself.
    pub user: u32,
    /// What the user gets, at most its contracted maximum.
    pub set_point: Flow,
    /// One of CITYGATE_STATION_COMMAND_KIND_....
    pub kind: StationCommandKindCode,
    /// One of CITYGATE_ALARM_KIND_....
    pub alarm: AlarmKindCode,
    /// One of CITYGATE_STATION_MODE_....
    pub mode: ModeCode,
    /// 0.
    pub reserved: [u8; 5],
}

/// One thing that happened: kind says what, and which of the other fields say something; those that do not are 0,
/// users CITYGATE_NO_USER.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateStationEvent {
    /// The order, or the proposal.
    pub order: Order,
    /// The command.
    pub command: CitygateStationCommand,
    /// The user, counted from 0; CITYGATE_NO_USER: it is the station's.
    pub user: u32,
    /// Who gave the command.
    pub by: u32,
    /// How many alarms came in a flood.
    pub alarms: u32,
    /// One of CITYGATE_STATION_EVENT_KIND_....
    pub kind: StationEventKindCode,
    /// One of CITYGATE_ALARM_KIND_....
    pub alarm: AlarmKindCode,
    /// 0.
    pub reserved: [u8; 2],
}

/// One thing that would have happened: to be shown, and never to be acted upon.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateRehearsedEvent {
    /// What it would have been.
    pub shown: CitygateStationEvent,
}

/// A set-point for a valve. Only a station gives them, and no rehearsal.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateSetPoint {
    /// What the user may take.
    pub flow: Flow,
}

/// What a scan comes to.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateScanResult {
    /// The supply.
    pub supply: Total,
    /// What the station can pass.
    pub capacity: Total,
    /// What was shared out: the supply, as far as the station can pass it.
    pub available: Total,
    /// What all users want, undisturbed by any curtailment.
    pub wanted: Total,
    /// What was counted before the rest was shared out.
    pub counted: Total,
    /// The set-points of all that take part in the sharing, together.
    pub shared: Total,
    /// For how long one of the main users has wanted gas and had none: the longest that it is, in ms, at most
    /// UINT32_MAX - 1; UINT32_MAX if no user is a main one.
    pub interruption_ms: u32,
    /// Where the supply comes from, one of CITYGATE_RUNG_....
    pub supply_rung: RungCode,
    /// What is the matter with its instrument, one of CITYGATE_INSTRUMENT_STATUS_....
    pub supply_status: InstrumentStatusCode,
    /// Where the capacity comes from, one of CITYGATE_RUNG_....
    pub capacity_rung: RungCode,
    /// What is the matter with its instrument, one of CITYGATE_INSTRUMENT_STATUS_....
    pub capacity_status: InstrumentStatusCode,
    /// 1 if any value that counted was not measured, otherwise 0.
    pub is_unsure: u8,
    /// 1 if what is not to be reduced now takes more than there is, otherwise 0: users that cannot be controlled or do not
    /// follow, set by hand or under notice, and protected ones that are kept.
    pub cannot_be_met: u8,
    /// 0.
    pub reserved: [u8; 6],
}

/// What a scan of a rehearsal would come to: to be shown.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateRehearsedResult {
    /// What it would be.
    pub shown: CitygateScanResult,
}

/// How a user stands. Times in ms.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateUserStatus {
    /// The order to it; its sequence is 0 if there was none.
    pub order: Order,
    /// The order that waits for a person to confirm it; its sequence is 0 if there is none.
    pub proposal: Order,
    /// How it fares in the rotation.
    pub tally: RotationTally,
    /// What it draws, as it was counted in the last scan.
    pub drawn: Total,
    /// What it drew beyond its set-point so far, in dm3/h times ms.
    pub excess_dm3_per_h_ms: u64,
    /// Until when a person has set what it gets; 0 if nobody has.
    pub manual_until_ms: u64,
    /// What a person has confirmed: so far it may be reduced on values that are not measured. See is_confirmed.
    pub confirmed: Grant,
    /// What the last scan granted it, and why; nothing, by no step, if it did not take part in the sharing.
    pub grant: Grant,
    /// The flow that it may take; for valves take citygate_station_get_set_points.
    pub set_point: Flow,
    /// What it wants, as it was counted in the last scan.
    pub wanted: Flow,
    /// What a person has set.
    pub manual_set_point: Flow,
    /// Who has set it, as the caller numbers persons; 0 if nobody has.
    pub manual_owner: u32,
    /// What it is rising to; its set-point if it does not rise.
    pub rising_to: Flow,
    /// What it will be reduced to when the notice has run out. See has_notice.
    pub noticed: Flow,
    /// How long until the notice runs out.
    pub notice_left_ms: u32,
    /// For how long there has been more to give: when it reaches the restore hold, the set-point may rise.
    pub margin_ms: u32,
    /// For how long it has been stopped, or running; 2^32 - 1 is for longer than can be counted.
    pub in_state_ms: u32,
    /// For how long it still has to stay stopped.
    pub off_left_ms: u32,
    /// For how long it still runs, if the supply allows.
    pub on_left_ms: u32,
    /// For how long it has wanted gas and had a set-point of nothing.
    pub without_ms: u32,
    /// How many times a minimum on time could not be kept.
    pub broken_locks: u32,
    /// One of CITYGATE_STANDING_....
    pub standing: StandingCode,
    /// One of CITYGATE_VALVE_....
    pub valve: ValveCode,
    /// Where what it wants comes from, one of CITYGATE_RUNG_....
    pub demand_rung: RungCode,
    /// What is the matter with that instrument, one of CITYGATE_INSTRUMENT_STATUS_....
    pub demand_status: InstrumentStatusCode,
    /// Where what it draws comes from, one of CITYGATE_RUNG_....
    pub flow_rung: RungCode,
    /// What is the matter with that instrument, one of CITYGATE_INSTRUMENT_STATUS_....
    pub flow_status: InstrumentStatusCode,
    /// 1 if a person has confirmed a reduction, and it still holds; otherwise 0.
    pub is_confirmed: u8,
    /// 1 while it rises, otherwise 0.
    pub is_rising: u8,
    /// 1 while a notice runs, otherwise 0.
    pub has_notice: u8,
    /// 0.
    pub reserved: [u8; 3],
}

/// How a user of a rehearsal would stand: to be shown.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateRehearsedUserStatus {
    /// How it would stand.
    pub shown: CitygateUserStatus,
}

/// An alarm that is not normal, or is shelved.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateAlarm {
    /// When it last came, in ms of the station's time.
    pub came_ms: u64,
    /// Until when it is shelved; 0 if it is not.
    pub shelved_until_ms: u64,
    /// The user, counted from 0; CITYGATE_NO_USER: it is the station's.
    pub user: u32,
    /// How often it came.
    pub count: u32,
    /// What it tells of, one of CITYGATE_ALARM_KIND_....
    pub kind: AlarmKindCode,
    /// Where it is in its life, one of CITYGATE_ALARM_STATE_....
    pub state: AlarmStateCode,
    /// How soon somebody has to do something, one of CITYGATE_ALARM_PRIORITY_....
    pub priority: AlarmPriorityCode,
    /// 1 if it is to be shown: it is not normal, and not shelved; otherwise 0.
    pub is_shown: u8,
    /// 0.
    pub reserved: [u8; 4],
}

/// How a station stands.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateStationStatus {
    /// The station's time, in ms: it goes on from scan to scan, and after a restart from where it was.
    pub now_ms: u64,
    /// When the first alarm came when all was normal before; 0 if all is normal now.
    pub first_out_ms: u64,
    /// The user of that alarm; CITYGATE_NO_USER: it is the station's, or there is none.
    pub first_out_user: u32,
    /// How many users the station has.
    pub user_count: u32,
    /// How many floods of alarms there were.
    pub floods: u32,
    /// How many alarms came in the present or last flood.
    pub flood_alarms: u32,
    /// How many alarms came at all.
    pub total_alarms: u32,
    /// What that alarm tells of, one of CITYGATE_ALARM_KIND_....
    pub first_out_kind: AlarmKindCode,
    /// 1 if there is such an alarm, otherwise 0.
    pub has_first_out: u8,
    /// 1 during a flood of alarms, otherwise 0.
    pub is_flooded: u8,
    /// One of CITYGATE_STATION_MODE_....
    pub mode: ModeCode,
    /// 1 if a round is open, otherwise 0.
    pub is_round_open: u8,
    /// 0.
    pub reserved: [u8; 7],
}

/// What one of two slots holds.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateSnapshotSlot {
    /// The number of the snapshot, as citygate_snapshot_number tells it.
    pub number: u64,
    /// 1 if the slot holds a whole snapshot, otherwise 0.
    pub is_whole: u32,
    /// 0.
    pub reserved: u32,
}

/// Which of two slots holds the newest snapshot, and where the next one goes.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateSnapshotSlots {
    /// The number of the next snapshot.
    pub number: u64,
    /// The slot with the newest snapshot, 0 or 1; CITYGATE_NO_SLOT if neither holds one.
    pub newest: u32,
    /// The slot that is to be erased and written next, 0 or 1.
    pub next: u32,
}

/// Where it is written what happens.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateStationEvents {
    /// Receives what happened, the first first, at most capacity elements; not looked at if capacity is 0.
    pub elements: *mut CitygateStationEvent,
    /// Receives how many are written.
    pub count: *mut u32,
    /// Receives how many happened for which there was no room: never lost without a word.
    pub missed: *mut u32,
    /// How many there is room for.
    pub capacity: u32,
    /// 0.
    pub reserved: u32,
}

/// The same of a rehearsal.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateRehearsedEvents {
    /// Receives what would have happened, the first first, at most capacity elements; not looked at if capacity is 0.
    pub elements: *mut CitygateRehearsedEvent,
    /// Receives how many are written.
    pub count: *mut u32,
    /// Receives for how many there was no room.
    pub missed: *mut u32,
    /// How many there is room for.
    pub capacity: u32,
    /// 0.
    pub reserved: u32,
}

/// Where alarms are written.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateAlarms {
    /// Receives the alarms, those of the station first, at most capacity elements; not looked at if capacity is 0.
    pub elements: *mut CitygateAlarm,
    /// Receives how many are written.
    pub count: *mut u32,
    /// Receives for how many there was no room.
    pub missed: *mut u32,
    /// How many there is room for: CITYGATE_STATION_ALARMS(user_count) is always enough.
    pub capacity: u32,
    /// 0.
    pub reserved: u32,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateStation {}
// SAFETY: as above.
unsafe impl AnyBytes for CitygateRehearsal {}
// SAFETY: as above.
unsafe impl AnyBytes for CitygateScanInput {}
// SAFETY: as above.
unsafe impl AnyBytes for CitygateStationEvents {}
// SAFETY: as above.
unsafe impl AnyBytes for CitygateRehearsedEvents {}
// SAFETY: as above.
unsafe impl AnyBytes for CitygateAlarms {}
