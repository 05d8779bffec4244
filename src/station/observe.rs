//! The plan's event, fed from the scan.

use super::controller::ScanResult;
use crate::event::Observation;

/// Milliseconds in a minute.
const MINUTE_MS: u32 = 60_000;

impl ScanResult {
    /// What an event is assessed by: demand, available supply and the interruption of main users from the scan, the rest as
    /// persons state it. Of a station that is the whole network that the plan is for.
    ///
    /// Demand is what users want, undisturbed by any curtailment (the plan, §1.5.1, with our reading). Where a value is not
    /// measured ([`ScanResult::is_unsure`]) its substitute counts, which makes the imbalance larger rather than smaller.
    ///
    /// ```
    /// use citygate::allocate::Grant;
    /// use citygate::event::{AffectedArea, EventSession, Observation, SensitivitySet};
    /// use citygate::policy::regimes::JILIN_2024;
    /// use citygate::station::{
    ///     ScanInput, Signal, Station, StationMemory, StationSettings, StationState, StationUser, UserPoint, UserSignals,
    /// };
    /// use citygate::user::{SupplyClass, User};
    ///
    /// let users = [StationUser::new(User::new(SupplyClass::Residential, 600)).with_main(true)];
    /// let settings = StationSettings::new(0, 1000);
    /// let (mut state, mut points) = (StationState::default(), [UserPoint::default()]);
    /// let (mut work, mut grants) = ([User::default()], [Grant::EMPTY]);
    /// let memory =
    ///     StationMemory { state: &mut state, points: &mut points, users: &mut work, grants: &mut grants };
    /// let mut station = Station::new(&JILIN_2024, &settings, &users, memory)?;
    /// station.start();
    /// let signals = [UserSignals::new(Signal::good(600), Signal::good(600))];
    /// let scanned = station.scan(&ScanInput::new(1000, Signal::good(480), &signals), &mut |_| {})?;
    ///
    /// let stated = Observation {
    ///     normal_supply: 600,
    ///     demand: None,
    ///     available_supply: 0,
    ///     interruption_min: None,
    ///     trend: None,
    ///     network: None,
    ///     planned: false,
    ///     affected_area: AffectedArea::OneCounty,
    ///     exceeded: None,
    ///     sensitivity: SensitivitySet::NONE,
    /// };
    /// let observed = scanned.observe(stated);
    /// assert_eq!((observed.demand, observed.available_supply, observed.interruption_min), (Some(600), 480, Some(0)));
    /// # Ok::<(), citygate::station::StationError>(())
    /// ```
    pub fn observe(&self, stated: Observation) -> Observation {
        Observation {
            demand: Some(self.wanted),
            available_supply: self.available,
            interruption_min: self.interruption_ms.map(|ms| ms / MINUTE_MS),
            ..stated
        }
    }
}
