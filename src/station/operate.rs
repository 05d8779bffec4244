//! Doing what persons say.

use super::alarm::{AlarmKind, AlarmPoint};
use super::command::Command;
use super::controller::{Mode, STATION_ALARMS, Station};
use super::error::StationError;
use super::event::StationEvent;
use super::order::{Order, OrderState};
use super::point::{Override, USER_ALARMS, UserPoint};

impl Station<'_> {
    /// Does what a person says. Persons are numbered by the caller, who also decides what each may.
    ///
    /// # Errors
    ///
    /// [`StationError`] if it cannot be done, also while a round is open; nothing is changed then, and nothing told.
    pub fn command(
        &mut self,
        by: u32,
        command: Command,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<(), StationError> {
        if by == 0 {
            return Err(StationError::NoPerson);
        }
        if self.memory.state.round.is_open() {
            return Err(StationError::RoundOpen);
        }
        let now_ms = self.now_ms();
        match command {
            Command::Override { user, set_point, until_ms } => {
                let manual = self.checked_override(user, Override { until_ms, set_point, owner: by })?;
                self.set_by_hand(user, manual, see);
            }
            Command::Hold { user, until_ms } => {
                let set_point = self.point(user)?.follow.set_point;
                let manual = self.checked_override(user, Override { until_ms, set_point, owner: by })?;
                self.set_by_hand(user, manual, see);
            }
            Command::Release { user } => {
                let point = self.point(user)?;
                if point.manual.until_ms == 0 {
                    return Err(StationError::NothingToDo);
                }
                point.manual = Override::default();
            }
            Command::AcknowledgeOrder { user, sequence } => self.acknowledge_order(user, sequence)?,
            Command::AcknowledgeAlarm { kind, user } => {
                let is_done = self.alarm_mut(kind, user)?.acknowledge();
                is_done.then_some(()).ok_or(StationError::NothingToDo)?;
            }
            Command::Shelve { until_ms, .. } if until_ms <= now_ms => {
                return Err(StationError::WrongShelving);
            }
            Command::Shelve { kind, user, until_ms } => {
                self.alarm_mut(kind, user)?.shelved_until_ms = until_ms;
            }
            Command::Unshelve { kind, user } => {
                let alarm = self.alarm_mut(kind, user)?;
                if alarm.shelved_until_ms == 0 {
                    return Err(StationError::NothingToDo);
                }
                alarm.shelved_until_ms = 0;
            }
            Command::Confirm { user, sequence } => {
                let confirmed = self.confirm(user, sequence)?;
                see(StationEvent::Confirmed(confirmed));
            }
            Command::SetMode(mode) => self.memory.state.mode = mode.code(),
        }
        see(StationEvent::Commanded { by, command });
        Ok(())
    }

    fn point(&mut self, user: usize) -> Result<&mut UserPoint, StationError> {
        self.memory.points.get_mut(user).ok_or(StationError::UnknownUser { user })
    }

    fn checked_override(&self, user: usize, manual: Override) -> Result<Override, StationError> {
        let settings = self.users.get(user).ok_or(StationError::UnknownUser { user })?;
        if self.mode() == Mode::Off {
            return Err(StationError::IsOff);
        }
        if manual.until_ms <= self.now_ms() || manual.set_point > settings.user.demand {
            return Err(StationError::WrongOverride { user });
        }
        Ok(manual)
    }

    fn acknowledge_order(&mut self, user: usize, sequence: u64) -> Result<(), StationError> {
        let point = self.point(user)?;
        if sequence == 0 || point.order.sequence != sequence {
            return Err(StationError::UnknownOrder { sequence });
        }
        point.order.acknowledge_by_ms = 0;
        if point.order.state() == OrderState::Issued {
            point.order.state = OrderState::Acknowledged.code();
        }
        Ok(())
    }

    /// Lets a proposal be carried out from the next round on.
    fn confirm(&mut self, user: usize, sequence: u64) -> Result<Order, StationError> {
        let point = self.point(user)?;
        if sequence == 0 || point.proposal.sequence != sequence {
            return Err(StationError::UnknownOrder { sequence });
        }
        let confirmed = Order { state: OrderState::Confirmed.code(), ..point.proposal };
        (point.confirmed, point.is_confirmed) = (confirmed.grant, 1);
        point.proposal = Order::NONE;
        Ok(confirmed)
    }

    fn alarm_mut(&mut self, kind: AlarmKind, user: Option<usize>) -> Result<&mut AlarmPoint, StationError> {
        let place =
            |kinds: &[AlarmKind]| kinds.iter().position(|own| *own == kind).ok_or(StationError::NothingToDo);
        let alarm = match user {
            None => self.memory.state.alarms.get_mut(place(&STATION_ALARMS)?),
            Some(user) => {
                let place = place(&USER_ALARMS)?;
                self.point(user)?.alarms.get_mut(place)
            }
        };
        alarm.ok_or(StationError::NothingToDo)
    }
}
