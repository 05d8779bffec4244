//! From C's numbers to the station's values and back. What is no value is an error that says where.

use core::mem::offset_of;

use super::super::memory::{array, value};
use super::super::status::{ErrorStatus, Failure};
use super::codes::{CITYGATE_NO_USER, StationCommandKind};
use super::types::{CitygateScanInput, CitygateScanResult, CitygateStationCommand, CitygateUserStatus};
use crate::allocate::Grant;
use crate::station::{
    AlarmKind, AlarmPriority, Command, Control, Mode, Order, ScanInput, ScanResult, Signal, SnapshotError,
    StationError, StationSettings, StationUser, UserPoint, UserSignals,
};
use crate::user::ClassSet;

/// Whether all codes, marks and reserved fields are among those listed.
pub(super) fn is_coded(settings: &StationSettings) -> bool {
    let is_alarm_coded = |alarm: &crate::station::AlarmSettings| {
        AlarmPriority::from_code(alarm.priority).is_some() && alarm.is_latched <= 1 && alarm.reserved == 0
    };
    settings.alarms.iter().all(is_alarm_coded)
        && ClassSet::from_bits(settings.protected_classes.bits()).is_some()
        && settings.reserved == [0; 7]
}

/// The same of a user.
pub(super) fn is_coded_user(user: &StationUser) -> bool {
    Control::from_code(user.control).is_some() && user.is_main <= 1 && user.reserved == [0; 6]
}

fn is_coded_signal(signal: &Signal) -> bool {
    signal.is_substituted <= 1 && signal.reserved == 0
}

/// What a scan is given. An unknown quality counts as bad and an unknown valve as not available, so that nothing from
/// the field stops a scan; what only a program can get wrong is refused.
///
/// # Safety
///
/// As [`value`] and [`array`], for all that it points to.
pub(super) unsafe fn input_of<'a>(input: &CitygateScanInput) -> Result<ScanInput<'a>, Failure> {
    // SAFETY: as promised.
    let (supply, users) =
        unsafe { (value(input.supply)?, array::<UserSignals>(input.users, input.user_count)?) };
    let capacity = match input.capacity.is_null() {
        true => Signal::good(u64::MAX),
        // SAFETY: as promised.
        false => *unsafe { value(input.capacity) }?,
    };
    if !is_coded_signal(supply) || !is_coded_signal(&capacity) {
        return Err(ErrorStatus::StationSignal.into());
    }
    let is_coded = |user: &UserSignals| {
        is_coded_signal(&user.demand) && is_coded_signal(&user.flow) && user.reserved == [0; 7]
    };
    match users.iter().position(|user| !is_coded(user)) {
        Some(user) => Err(Failure::at(ErrorStatus::StationSignal, user as u32)),
        None => Ok(ScanInput { elapsed_ms: input.elapsed_ms, supply: *supply, capacity, users }),
    }
}

pub(super) fn result_of(result: &ScanResult) -> CitygateScanResult {
    CitygateScanResult {
        supply: result.supply.value,
        capacity: result.capacity.value,
        available: result.available,
        wanted: result.wanted,
        counted: result.counted,
        shared: result.shared,
        interruption_ms: result.interruption_ms.map_or(u32::MAX, |ms| ms.min(u32::MAX - 1)),
        supply_rung: result.supply.rung.code(),
        supply_status: result.supply.status.code(),
        capacity_rung: result.capacity.rung.code(),
        capacity_status: result.capacity.status.code(),
        is_unsure: u8::from(result.is_unsure),
        cannot_be_met: u8::from(result.cannot_be_met),
        reserved: [0; 6],
    }
}

fn field<T>(value: Option<T>, offset: usize) -> Result<T, Failure> {
    value.ok_or(Failure::at(ErrorStatus::EventCode, offset as u32))
}

/// The command that C states.
pub(super) fn command_of(given: &CitygateStationCommand) -> Result<Command, Failure> {
    let CitygateStationCommand { sequence, until_ms, set_point, .. } = *given;
    let user = given.user as usize;
    let is_reserved = (given.reserved == [0; 5]).then_some(());
    field(is_reserved, offset_of!(CitygateStationCommand, reserved))?;
    let alarm = || field(AlarmKind::from_code(given.alarm), offset_of!(CitygateStationCommand, alarm));
    let of_user = (given.user != CITYGATE_NO_USER).then_some(user);
    Ok(match field(kind_of(given.kind), offset_of!(CitygateStationCommand, kind))? {
        StationCommandKind::Override => Command::Override { user, set_point, until_ms },
        StationCommandKind::Hold => Command::Hold { user, until_ms },
        StationCommandKind::Release => Command::Release { user },
        StationCommandKind::AcknowledgeOrder => Command::AcknowledgeOrder { user, sequence },
        StationCommandKind::AcknowledgeAlarm => Command::AcknowledgeAlarm { kind: alarm()?, user: of_user },
        StationCommandKind::Shelve => Command::Shelve { kind: alarm()?, user: of_user, until_ms },
        StationCommandKind::Unshelve => Command::Unshelve { kind: alarm()?, user: of_user },
        StationCommandKind::Confirm => Command::Confirm { user, sequence },
        StationCommandKind::SetMode => {
            Command::SetMode(field(Mode::from_code(given.mode), offset_of!(CitygateStationCommand, mode))?)
        }
    })
}

fn kind_of(code: u8) -> Option<StationCommandKind> {
    let kinds = [
        StationCommandKind::Override,
        StationCommandKind::Hold,
        StationCommandKind::Release,
        StationCommandKind::AcknowledgeOrder,
        StationCommandKind::AcknowledgeAlarm,
        StationCommandKind::Shelve,
        StationCommandKind::Unshelve,
        StationCommandKind::Confirm,
        StationCommandKind::SetMode,
    ];
    kinds.into_iter().find(|kind| *kind as u8 == code)
}

/// No command.
pub(super) const NO_COMMAND: CitygateStationCommand = CitygateStationCommand {
    sequence: 0,
    until_ms: 0,
    user: CITYGATE_NO_USER,
    set_point: 0,
    kind: 0,
    alarm: 0,
    mode: 0,
    reserved: [0; 5],
};

/// A command as C reads it.
pub(super) fn told(command: &Command) -> CitygateStationCommand {
    let of = |kind: StationCommandKind| CitygateStationCommand { kind: kind as u8, ..NO_COMMAND };
    match *command {
        Command::Override { user, set_point, until_ms } => CitygateStationCommand {
            user: user as u32,
            set_point,
            until_ms,
            ..of(StationCommandKind::Override)
        },
        Command::Hold { user, until_ms } => {
            CitygateStationCommand { user: user as u32, until_ms, ..of(StationCommandKind::Hold) }
        }
        Command::Release { user } => {
            CitygateStationCommand { user: user as u32, ..of(StationCommandKind::Release) }
        }
        Command::AcknowledgeOrder { user, sequence } => {
            CitygateStationCommand { user: user as u32, sequence, ..of(StationCommandKind::AcknowledgeOrder) }
        }
        Command::AcknowledgeAlarm { kind, user } => CitygateStationCommand {
            alarm: kind.code(),
            user: user_code(user),
            ..of(StationCommandKind::AcknowledgeAlarm)
        },
        Command::Shelve { kind, user, until_ms } => CitygateStationCommand {
            alarm: kind.code(),
            user: user_code(user),
            until_ms,
            ..of(StationCommandKind::Shelve)
        },
        Command::Unshelve { kind, user } => CitygateStationCommand {
            alarm: kind.code(),
            user: user_code(user),
            ..of(StationCommandKind::Unshelve)
        },
        Command::Confirm { user, sequence } => {
            CitygateStationCommand { user: user as u32, sequence, ..of(StationCommandKind::Confirm) }
        }
        Command::SetMode(mode) => {
            CitygateStationCommand { mode: mode.code(), ..of(StationCommandKind::SetMode) }
        }
    }
}

/// A user, or that it is the station's.
pub(super) fn user_code(user: Option<usize>) -> u32 {
    user.map_or(CITYGATE_NO_USER, |user| user as u32)
}

pub(super) fn user_status_of(point: &UserPoint, own: &StationUser) -> CitygateUserStatus {
    let (follow, settings) = (point.follow(), &own.follow);
    let (demand, flow) = (point.demand(), point.flow());
    let (notice_left_ms, noticed) = follow.notice().unwrap_or((0, 0));
    let manual = point.manual().copied().unwrap_or_default();
    CitygateUserStatus {
        order: point.order().copied().unwrap_or(Order::NONE),
        proposal: point.proposal().copied().unwrap_or(Order::NONE),
        tally: *point.tally(),
        drawn: flow.value,
        excess_dm3_per_h_ms: point.excess(),
        manual_until_ms: manual.until_ms,
        confirmed: point.confirmed().copied().unwrap_or(Grant::EMPTY),
        grant: *point.grant(),
        set_point: point.set_point(),
        wanted: demand.value as u32,
        manual_set_point: manual.set_point,
        manual_owner: manual.owner,
        rising_to: follow.rising_to().unwrap_or(point.set_point()),
        noticed,
        notice_left_ms,
        margin_ms: follow.margin_ms(),
        in_state_ms: follow.in_state_ms(),
        off_left_ms: follow.off_left_ms(settings),
        on_left_ms: follow.on_left_ms(settings),
        without_ms: point.without_ms(),
        broken_locks: point.broken_locks(),
        standing: point.standing().code(),
        valve: point.valve().code(),
        demand_rung: demand.rung.code(),
        demand_status: demand.status.code(),
        flow_rung: flow.rung.code(),
        flow_status: flow.status.code(),
        is_confirmed: u8::from(point.confirmed().is_some()),
        is_rising: u8::from(follow.rising_to().is_some()),
        has_notice: u8::from(follow.notice().is_some()),
        reserved: [0; 3],
    }
}

impl From<StationError> for Failure {
    fn from(error: StationError) -> Failure {
        let (status, user) = match error {
            StationError::Allocate(error) => return error.into(),
            StationError::MemoryCount { .. } | StationError::SignalCount { .. } => {
                return ErrorStatus::TooMany.into();
            }
            StationError::UserSettings { user } => (ErrorStatus::StationUserSettings, user),
            StationError::SupplySettings => return ErrorStatus::StationSettings.into(),
            StationError::UnknownUser { user } => (ErrorStatus::StationUnknownUser, user),
            StationError::UnknownOrder { .. } => return ErrorStatus::StationUnknownOrder.into(),
            StationError::WrongOverride { user } => (ErrorStatus::StationOverride, user),
            StationError::NothingToDo => return ErrorStatus::StationNothingToDo.into(),
            StationError::IsOff => return ErrorStatus::StationOff.into(),
            StationError::NoPerson => return ErrorStatus::StationNoPerson.into(),
            StationError::WrongShelving => return ErrorStatus::StationShelving.into(),
            StationError::RoundOpen => return ErrorStatus::StationRoundOpen.into(),
            StationError::NoRound => return ErrorStatus::StationNoRound.into(),
        };
        Failure::at(status, user as u32)
    }
}

impl From<SnapshotError> for Failure {
    fn from(error: SnapshotError) -> Failure {
        let (status, index) = match error {
            SnapshotError::BufferTooSmall { needed } => (ErrorStatus::EventTooSmall, needed as u32),
            SnapshotError::RoundOpen => return ErrorStatus::StationRoundOpen.into(),
            SnapshotError::NoSnapshot => return ErrorStatus::SnapshotNone.into(),
            SnapshotError::Incomplete { length, .. } => (ErrorStatus::SnapshotIncomplete, length),
            SnapshotError::Damaged => return ErrorStatus::SnapshotDamaged.into(),
            SnapshotError::OtherVersion { version } => (ErrorStatus::SnapshotOtherVersion, version),
            SnapshotError::OtherUserCount { saved, .. } => (ErrorStatus::SnapshotOtherUserCount, saved),
            SnapshotError::OtherPolicy => return ErrorStatus::SnapshotOtherPolicy.into(),
            SnapshotError::OtherUser { user } => (ErrorStatus::SnapshotOtherUser, user as u32),
            SnapshotError::Impossible { user: Some(user) } => (ErrorStatus::SnapshotImpossible, user as u32),
            SnapshotError::Impossible { user: None } => return ErrorStatus::SnapshotImpossible.into(),
        };
        Failure::at(status, index)
    }
}
