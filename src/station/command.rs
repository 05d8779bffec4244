//! What persons tell a station.

use super::alarm::AlarmKind;
use super::controller::{Mode, STATION_ALARMS, Station};
use super::error::StationError;
use super::event::StationEvent;
use super::order::OrderState;
use super::point::{Override, USER_ALARMS};
use crate::units::Flow;

/// What a person tells a station. Users are counted from 0; times are the station's, in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Sets what a user gets, until a time.
    Override {
        /// The user.
        user: usize,
        /// What it gets, at most its contracted maximum.
        set_point: Flow,
        /// Who says so; not 0.
        owner: u32,
        /// Until when.
        until_ms: u64,
    },
    /// Keeps a user where it is, until a time.
    Hold {
        /// The user.
        user: usize,
        /// Who says so; not 0.
        owner: u32,
        /// Until when.
        until_ms: u64,
    },
    /// Gives a user back to the station.
    Release {
        /// The user.
        user: usize,
    },
    /// A user has acknowledged its order.
    AcknowledgeOrder {
        /// The user.
        user: usize,
        /// The number of the order.
        sequence: u64,
    },
    /// Somebody knows of an alarm.
    AcknowledgeAlarm {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
    },
    /// Does not show an alarm until a time.
    Shelve {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
        /// Until when.
        until_ms: u64,
    },
    /// What is proposed is to be done, as long as values are not measured.
    Confirm,
    /// How the station works from now on.
    SetMode(Mode),
}

impl Station<'_> {
    /// Does what a person says.
    ///
    /// # Errors
    ///
    /// [`StationError`] if it cannot be done; nothing is changed then.
    pub fn command(
        &mut self,
        command: Command,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<(), StationError> {
        match command {
            Command::Override { user, set_point, owner, until_ms } => {
                self.set_override(user, Some(set_point), owner, until_ms, see)
            }
            Command::Hold { user, owner, until_ms } => self.set_override(user, None, owner, until_ms, see),
            Command::Release { user } => {
                let point = self.memory.points.get_mut(user).ok_or(StationError::UnknownUser { user })?;
                if point.manual.until_ms == 0 {
                    return Err(StationError::NothingToDo);
                }
                point.manual = Override::default();
                see(StationEvent::OverrideReleased { user });
                Ok(())
            }
            Command::AcknowledgeOrder { user, sequence } => self.acknowledge_order(user, sequence),
            Command::AcknowledgeAlarm { kind, user } => {
                let alarm = self.alarm_mut(kind, user)?;
                alarm.acknowledge().then_some(()).ok_or(StationError::NothingToDo)
            }
            Command::Shelve { kind, user, until_ms } => {
                self.alarm_mut(kind, user)?.shelved_until_ms = until_ms;
                Ok(())
            }
            Command::Confirm => {
                if self.memory.points.iter().all(|point| point.proposal.sequence == 0) {
                    return Err(StationError::NothingToDo);
                }
                self.memory.state.is_confirmed = 1;
                Ok(())
            }
            Command::SetMode(mode) => {
                self.memory.state.mode = mode.code();
                Ok(())
            }
        }
    }

    fn set_override(
        &mut self,
        user: usize,
        set_point: Option<Flow>,
        owner: u32,
        until_ms: u64,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<(), StationError> {
        if self.mode() == Mode::Off {
            return Err(StationError::IsOff);
        }
        let now_ms = self.memory.state.now_ms;
        let settings = self.users.get(user).ok_or(StationError::UnknownUser { user })?;
        let point = self.memory.points.get(user).ok_or(StationError::UnknownUser { user })?;
        let set_point = set_point.unwrap_or(point.follow.set_point);
        if owner == 0 || until_ms <= now_ms || set_point > settings.user.demand {
            return Err(StationError::WrongOverride { user });
        }
        see(StationEvent::OverrideSet { user, owner });
        self.set_by_hand(user, Override { until_ms, set_point, owner }, see);
        Ok(())
    }

    fn acknowledge_order(&mut self, user: usize, sequence: u64) -> Result<(), StationError> {
        let point = self.memory.points.get_mut(user).ok_or(StationError::UnknownUser { user })?;
        if sequence == 0 || point.order.sequence != sequence {
            return Err(StationError::UnknownOrder { sequence });
        }
        point.order.acknowledge_by_ms = 0;
        if point.order.state() == OrderState::Issued {
            point.order.state = OrderState::Acknowledged.code();
        }
        Ok(())
    }

    fn alarm_mut(
        &mut self,
        kind: AlarmKind,
        user: Option<usize>,
    ) -> Result<&mut super::alarm::AlarmPoint, StationError> {
        let place =
            |kinds: &[AlarmKind]| kinds.iter().position(|own| *own == kind).ok_or(StationError::NothingToDo);
        let alarm = match user {
            None => self.memory.state.alarms.get_mut(place(&STATION_ALARMS)?),
            Some(user) => {
                let point = self.memory.points.get_mut(user).ok_or(StationError::UnknownUser { user })?;
                point.alarms.get_mut(place(&USER_ALARMS)?)
            }
        };
        alarm.ok_or(StationError::NothingToDo)
    }
}
