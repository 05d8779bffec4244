//! Drill mode (演练方式): a station that computes everything and moves nothing.

use super::command::Command;
use super::controller::{ScanInput, ScanResult, Station, StationMemory};
use super::error::StationError;
use super::event::StationEvent;
use super::point::UserPoint;
use super::settings::{StationSettings, StationUser};
use crate::policy::Policy;

/// Something that is only rehearsed: to be shown, and marked as such, never to be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rehearsed<T>(T);

impl<T> Rehearsed<T> {
    /// What it would be, to be shown.
    pub fn shown(&self) -> &T {
        &self.0
    }
}

/// A station in drill mode: it goes on from where a station is, takes the same signals or made-up ones, takes commands, and
/// shows what would happen. It has memory of its own, and no [`SetPoint`](super::SetPoint) comes out of it, so that what
/// it computes can never reach a valve. What compiles for a station,
///
/// ```
/// use citygate::station::{SetPoint, Station};
///
/// fn drive(_set_points: impl Iterator<Item = SetPoint>) {}
///
/// fn work(station: &Station) {
///     drive(station.set_points());
/// }
/// ```
///
/// does not for a rehearsal:
///
/// ```compile_fail
/// use citygate::station::{Rehearsal, SetPoint};
///
/// fn drive(_set_points: impl Iterator<Item = SetPoint>) {}
///
/// fn drill(rehearsal: &Rehearsal) {
///     drive(rehearsal.set_points()); // there is no such function
/// }
/// ```
#[derive(Debug)]
pub struct Rehearsal<'a>(Station<'a>);

impl<'a> Rehearsal<'a> {
    /// Puts a rehearsal together; what its memory keeps stays as it is.
    ///
    /// # Errors
    ///
    /// Those of [`Station::new`].
    pub fn new(
        policy: &'a Policy<'a>,
        settings: &'a StationSettings,
        users: &'a [StationUser],
        memory: StationMemory<'a>,
    ) -> Result<Rehearsal<'a>, StationError> {
        Station::new(policy, settings, users, memory).map(Rehearsal)
    }

    /// Goes on from where a station is.
    ///
    /// # Errors
    ///
    /// [`StationError::MemoryCount`] if the station has another number of users, [`StationError::RoundOpen`] if it is in
    /// a round; nothing is changed then.
    pub fn go_on_from(&mut self, station: &Station) -> Result<(), StationError> {
        if station.points().len() != self.0.points().len() {
            return Err(StationError::MemoryCount { users: self.0.points().len() });
        }
        if station.is_round_open() {
            return Err(StationError::RoundOpen);
        }
        *self.0.memory.state = *station.memory.state;
        for (own, other) in self.0.memory.points.iter_mut().zip(station.points()) {
            *own = *other;
        }
        Ok(())
    }

    /// Starts anew. See [`Station::start`].
    pub fn start(&mut self) {
        self.0.start();
    }

    /// One scan. See [`Station::scan`].
    ///
    /// # Errors
    ///
    /// Those of [`Station::scan`].
    pub fn scan(
        &mut self,
        input: &ScanInput,
        see: &mut impl FnMut(Rehearsed<StationEvent>),
    ) -> Result<Rehearsed<ScanResult>, StationError> {
        self.0.scan(input, &mut |event| see(Rehearsed(event))).map(Rehearsed)
    }

    /// Does what a person says. See [`Station::command`].
    ///
    /// # Errors
    ///
    /// Those of [`Station::command`].
    pub fn command(
        &mut self,
        by: u32,
        command: Command,
        see: &mut impl FnMut(Rehearsed<StationEvent>),
    ) -> Result<(), StationError> {
        self.0.command(by, command, &mut |event| see(Rehearsed(event)))
    }

    /// What would be known of the users.
    pub fn points(&self) -> Rehearsed<&[UserPoint]> {
        Rehearsed(self.0.points())
    }
}
