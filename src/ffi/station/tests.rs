//! The C interface next to the station itself: the same scans and commands, the same set-points, orders and refusals.

extern crate std;

use std::vec;
use std::vec::Vec;

use super::super::policy::CitygatePolicy;
use super::super::status::Failure;
use super::convert::{NO_COMMAND, result_of, told};
use super::events::event_of;
use super::*;
use crate::allocate::Grant;
use crate::policy::regimes::JILIN_2024;
use crate::station::{
    Command, Control, FollowSettings, Quality, ScanInput, Signal, Station, StationMemory, StationSettings,
    StationState, StationUser, UserPoint, UserSignals, Valve,
};
use crate::user::{SupplyClass, User};

const ROUNDS: usize = 200;
const SCANS: usize = 60;

/// Numbers that are the same on every run (xorshift).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % u64::from(limit)) as u32
    }

    fn some(&mut self, limit: u32) -> u32 {
        if self.below(2) == 0 { 0 } else { self.below(limit) }
    }

    fn user(&mut self) -> StationUser {
        let class = SupplyClass::ALL[self.below(6) as usize];
        let user = User::new(class, self.below(300)).with_on_off(self.below(5) == 0);
        let control = if self.below(6) == 0 { Control::Uncontrolled } else { Control::Controlled };
        StationUser::new(user).with_control(control).with_follow(FollowSettings {
            dead_band: self.some(20),
            ramp_per_s: self.some(30),
            restore_hold_ms: self.some(5000),
            minimum_off_ms: self.some(9000),
            minimum_on_ms: self.some(9000),
            notice_ms: self.some(5000),
            window_ms: self.some(90_000),
            most_changes: 1 + self.below(8),
        })
    }

    fn signal(&mut self, usual: u32) -> Signal {
        let value = if self.below(9) == 0 { self.below(1000) } else { usual };
        let quality = if self.below(9) == 0 { Quality::ALL[self.below(3) as usize] } else { Quality::Good };
        Signal::good(value.into()).with_quality(quality)
    }

    fn command(&mut self, users: usize, proposed: u64) -> Command {
        let user = self.below(users as u32) as usize;
        match self.below(4) {
            0 => Command::Override { user, set_point: self.below(300), until_ms: self.below(90_000).into() },
            1 => Command::Confirm { user, sequence: proposed },
            2 => Command::Release { user },
            _ => Command::Hold { user, until_ms: self.below(90_000).into() },
        }
    }
}

/// What a call wrote to its list.
fn listed(call: impl FnOnce(&CitygateStationEvents) -> i32) -> (i32, Vec<CitygateStationEvent>) {
    const MOST: usize = 200;
    let empty = CitygateStationEvent {
        order: crate::station::Order::NONE,
        command: NO_COMMAND,
        user: 0,
        by: 0,
        alarms: 0,
        kind: 0,
        alarm: 0,
        reserved: [0; 2],
    };
    let mut elements = vec![empty; MOST];
    let (mut count, mut missed) = (0, 0);
    let status = call(&CitygateStationEvents {
        elements: elements.as_mut_ptr(),
        count: &mut count,
        missed: &mut missed,
        capacity: MOST as u32,
        reserved: 0,
    });
    assert_eq!(missed, 0);
    elements.truncate(if status == 0 { count as usize } else { 0 });
    (status, elements)
}

/// What there is to compare of an event.
fn facts(event: &CitygateStationEvent) -> impl PartialEq + core::fmt::Debug {
    let CitygateStationCommand { sequence, until_ms, user, set_point, kind, .. } = event.command;
    (
        (event.order, event.kind, event.alarm, event.user, event.by, event.alarms),
        (sequence, until_ms, user, set_point, kind),
    )
}

fn run(draw: &mut Draw, seen: &mut [usize; 2]) {
    let settings = StationSettings { rotation_interval_ms: draw.some(9000), ..StationSettings::new(0, 1000) };
    let users: Vec<StationUser> = (0..1 + draw.below(8)).map(|_| draw.user()).collect();
    let count = users.len();
    let mut state = StationState::default();
    let mut points = vec![UserPoint::default(); count];
    let (mut work, mut grants) = (vec![User::default(); count], vec![Grant::EMPTY; count]);
    let memory =
        StationMemory { state: &mut state, points: &mut points, users: &mut work, grants: &mut grants };
    let mut own = Station::new(&JILIN_2024, &settings, &users, memory).unwrap();
    own.start();
    let mut words = vec![0u64; citygate_station_words(count as u32) as usize];
    let station = CitygateStation { words: words.as_mut_ptr(), word_count: words.len() };
    let mut policy = core::mem::MaybeUninit::<CitygatePolicy>::uninit();
    // SAFETY: all of it is there, and stays where it is.
    unsafe {
        assert_eq!(super::super::policy::citygate_policy_get_default(policy.as_mut_ptr()), 0);
        let error_index = core::ptr::null_mut();
        let (policy, users) = (policy.as_ptr(), users.as_ptr());
        assert_eq!(citygate_station_open(&station, policy, &settings, users, count as u32, error_index), 0);
    }
    for _ in 0..SCANS {
        let allowed: Vec<u32> = own.set_points().map(|set_point| set_point.flow()).collect();
        let signals: Vec<UserSignals> = users
            .iter()
            .zip(&allowed)
            .map(|(user, allowed)| {
                let valve = if draw.below(30) == 0 { Valve::NotAvailable } else { Valve::Available };
                let wanted = user.user.demand;
                UserSignals::new(draw.signal(wanted), draw.signal(wanted.min(*allowed))).with_valve(valve)
            })
            .collect();
        let (supply, most) = (draw.below(1000), draw.below(1000));
        let (supply, capacity) = (draw.signal(supply), draw.signal(most));
        let input = ScanInput { elapsed_ms: 1 + draw.below(3000), supply, capacity, users: &signals };
        let mut events = Vec::new();
        let result = own.scan(&input, &mut |event| events.push(event_of(&event))).unwrap();
        let given = CitygateScanInput {
            supply: &supply,
            capacity: &capacity,
            users: signals.as_ptr(),
            user_count: count as u32,
            elapsed_ms: input.elapsed_ms,
        };
        let mut shown = result_of(&result);
        let wanted = (shown.available, shown.counted, shown.shared, shown.is_unsure, shown.interruption_ms);
        let (status, listed_events) = listed(|events| {
            // SAFETY: all of it is there.
            unsafe { citygate_station_scan(&station, &given, events, &mut shown, core::ptr::null_mut()) }
        });
        assert_eq!(status, 0);
        assert_eq!(
            (shown.available, shown.counted, shown.shared, shown.is_unsure, shown.interruption_ms),
            wanted
        );
        check_same(&events, &listed_events);
        let proposed = own.points().iter().filter_map(|point| point.proposal()).map(|one| one.sequence).max();
        let command = draw.command(count, proposed.unwrap_or(1));
        let mut events = Vec::new();
        let done = own.command(7, command, &mut |event| events.push(event_of(&event)));
        let (status, listed_events) = listed(|events| {
            let command = told(&command);
            // SAFETY: all of it is there.
            unsafe { citygate_station_command(&station, 7, &command, events, core::ptr::null_mut()) }
        });
        assert_eq!(status, done.map_or_else(|error| Failure::from(error).status(), |()| 0));
        check_same(&events, &listed_events);
        seen[0] += events.len() + usize::from(status != 0);
        let mut set_points = vec![CitygateSetPoint { flow: 0 }; count];
        // SAFETY: all of it is there.
        let status =
            unsafe { citygate_station_get_set_points(&station, set_points.as_mut_ptr(), count as u32) };
        assert_eq!(status, 0);
        assert!(own.set_points().map(|one| one.flow()).eq(set_points.iter().map(|one| one.flow)));
        let mut bytes = vec![0u8; citygate_snapshot_bytes(count as u32) as usize];
        let mut saved = vec![0u8; bytes.len()];
        let mut length = 0;
        own.save(3, &mut bytes).unwrap();
        // SAFETY: all of it is there.
        let status = unsafe {
            let size = saved.len() as u32;
            citygate_station_save(&station, 3, saved.as_mut_ptr(), size, &mut length, core::ptr::null_mut())
        };
        assert_eq!((status, &bytes), (0, &saved), "all that is kept is the same");
        seen[1] += 1;
    }
}

fn check_same(own: &[CitygateStationEvent], listed: &[CitygateStationEvent]) {
    assert_eq!(own.len(), listed.len());
    assert!(own.iter().map(facts).eq(listed.iter().map(facts)));
}

#[test]
fn c_and_rust_do_the_same_in_random_runs() {
    let mut draw = Draw(88_172_645_463_325_252);
    let mut seen = [0; 2];
    for _ in 0..ROUNDS {
        run(&mut draw, &mut seen);
    }
    std::println!("{} scans, {} commands done or refused", seen[1], seen[0]);
    assert!(seen[1] == ROUNDS * SCANS && seen[0] > ROUNDS * SCANS / 2);
}
