//! A station that owns its memory, and numbers that are the same on every run.

use citygate::allocate::Grant;
use citygate::policy::Policy;
use citygate::station::{
    ScanInput, ScanResult, Signal, Station, StationEvent, StationMemory, StationSettings, StationState,
    StationUser, UserPoint, UserSignals,
};
use citygate::user::User;

#[path = "../oracle/draw.rs"]
mod draw;

pub use draw::{Draw, problems};

/// A station that owns its memory.
#[derive(Clone)]
pub struct Owned {
    pub settings: StationSettings,
    pub users: Vec<StationUser>,
    pub state: StationState,
    pub points: Vec<UserPoint>,
    pub work: Vec<User>,
    pub grants: Vec<Grant>,
}

impl Owned {
    pub fn new(policy: &Policy, settings: StationSettings, users: Vec<StationUser>) -> Owned {
        let count = users.len();
        let mut owned = Owned {
            settings,
            users,
            state: StationState::default(),
            points: vec![UserPoint::default(); count],
            work: vec![User::default(); count],
            grants: vec![Grant::EMPTY; count],
        };
        owned.station(policy).start();
        owned
    }

    pub fn station<'a>(&'a mut self, policy: &'a Policy<'a>) -> Station<'a> {
        let Owned { settings, users, state, points, work, grants } = self;
        let memory = StationMemory { state, points, users: work, grants };
        Station::new(policy, settings, users, memory).unwrap()
    }

    pub fn scan(
        &mut self,
        policy: &Policy,
        elapsed_ms: u32,
        supply: Signal,
        users: &[UserSignals],
    ) -> (ScanResult, Vec<StationEvent>) {
        self.scan_input(policy, &ScanInput::new(elapsed_ms, supply, users))
    }

    pub fn scan_input(&mut self, policy: &Policy, input: &ScanInput) -> (ScanResult, Vec<StationEvent>) {
        let mut events = Vec::new();
        let result = self.station(policy).scan(input, &mut |event| events.push(event)).unwrap();
        (result, events)
    }

    pub fn set_points(&self) -> Vec<u32> {
        self.points.iter().map(UserPoint::set_point).collect()
    }
}

/// What every user wants, drawn as the set-points allow.
pub fn signals(points: &[UserPoint], wanted: &[u32]) -> Vec<UserSignals> {
    let draws = points.iter().zip(wanted).map(|(point, wanted)| (*wanted).min(point.set_point()));
    wanted
        .iter()
        .zip(draws)
        .map(|(wanted, draws)| UserSignals::new(Signal::good(*wanted as u64), Signal::good(draws as u64)))
        .collect()
}
