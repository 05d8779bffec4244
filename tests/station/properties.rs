//! The principles as properties over random runs of 500 scans.

use std::collections::HashMap;

use citygate::station::{
    AlarmKind, AlarmState, Command, Mode, Order, OrderCause, OrderState, Standing, StationEvent,
    StationSettings, UserPoint,
};

use crate::random::{Seen, run, runs};

const SCANS: u32 = 500;

/// Tries a property in every scan of every run, and says in how many.
fn in_every_scan(name: &str, mut property: impl FnMut(u64, &Seen)) {
    for seed in 0..runs() {
        run(seed, SCANS, &mut |seen| property(seed, seen));
    }
    println!("{name}: {} runs, {} scans", runs(), runs() * SCANS as u64);
}

/// Principle 3, and that modes in which nothing is shared out keep what they have.
#[test]
fn what_is_counted_and_shared_is_within_the_supply_in_every_scan() {
    in_every_scan("within the supply", |seed, seen| {
        if !is_automatic(seen) {
            assert_eq!(seen.before, seen.station.set_points(), "seed {seed}");
            return;
        }
        let available = seen.result.supply.value.min(seen.result.capacity.value);
        assert_eq!(seen.result.available, available, "seed {seed}");
        let room = available.saturating_sub(seen.result.counted);
        assert!(seen.result.shared <= room, "seed {seed}: {:?}", seen.result);
    });
}

fn is_automatic(seen: &Seen) -> bool {
    seen.station.state.mode() == Mode::Automatic
}

/// Principle 2: a protected user is reduced no further than a person confirmed, and a proposal is told before.
#[test]
fn no_protected_user_is_reduced_on_values_that_are_not_measured() {
    let (mut proposals, mut kept, mut confirmed) = (0, 0, 0);
    in_every_scan("protected", |seed, seen| {
        proposals += seen.events.iter().filter(|event| matches!(event, StationEvent::Proposed(_))).count();
        if !seen.result.is_unsure {
            assert!(seen.station.points.iter().all(|point| point.confirmed().is_none()), "seed {seed}");
            return;
        }
        for (index, (point, user)) in seen.station.points.iter().zip(&seen.station.users).enumerate() {
            if !StationSettings::PROTECTED.contains(user.user.class().unwrap()) {
                continue;
            }
            let mut least = (seen.before[index] as u64).min(point.demand().value);
            if let Some(grant) = seen.confirmed[index] {
                confirmed += (point.set_point() as u64 == grant.granted() as u64 && least != 0) as u32;
                least = least.min(grant.granted() as u64);
            }
            assert!(point.set_point() as u64 >= least, "seed {seed}, user {index}: {point:?}");
            kept += (point.standing() == Standing::Kept) as u32;
        }
    });
    println!("{proposals} proposals, {kept} kept, {confirmed} where a person confirmed");
    assert!(proposals > 100 && kept > 100 && confirmed > 100, "{proposals} {kept} {confirmed}");
}

/// Principle 4.
#[test]
fn a_user_is_changed_no_more_often_than_stated() {
    let (mut most, mut beyond) = (0, 0);
    for seed in 0..runs() {
        let mut changes: Vec<Vec<u64>> = vec![Vec::new(); 8];
        let mut now = 0;
        run(seed, SCANS, &mut |seen| {
            for event in seen.events {
                if let StationEvent::Ordered(order) = event {
                    now = order.issued_ms;
                    if order.cause() != OrderCause::Override {
                        changes[order.user as usize].push(order.issued_ms);
                    }
                }
            }
            for (user, changes) in seen.station.users.iter().zip(&changes) {
                let follow = &user.follow;
                if follow.window_ms == 0 {
                    continue;
                }
                let in_window = changes.iter().filter(|at| now - **at < follow.window_ms as u64).count();
                most = most.max(in_window);
                beyond = beyond.max(in_window.saturating_sub(follow.most_changes as usize));
                let more = if follow.notice_ms == 0 { 3 } else { 4 };
                let bound = follow.most_changes as usize + more;
                assert!(in_window <= bound, "seed {seed}: {in_window} {follow:?}");
            }
        });
    }
    println!("at most {most} changes in a window, {beyond} more than stated");
}

/// Principle 4: who was stopped stays stopped for its minimum off time, unless a person says otherwise.
#[test]
fn who_was_stopped_stays_stopped() {
    let mut waits = 0;
    for seed in 0..runs() {
        let mut stopped: HashMap<usize, u64> = HashMap::new();
        run(seed, SCANS, &mut |seen| {
            let now = seen.station.state.now_ms();
            for event in seen.events {
                match event {
                    StationEvent::Commanded { command: Command::Override { user, .. }, .. } => {
                        stopped.remove(user);
                    }
                    StationEvent::Ordered(order) | StationEvent::TookEffect(order)
                        if order.state() == OrderState::InForce
                            && order.to == 0
                            && order.cause() == OrderCause::Allocation =>
                    {
                        stopped.insert(order.user as usize, now);
                    }
                    _ => {}
                }
            }
            for (index, point) in seen.station.points.iter().enumerate() {
                let Some(since) = stopped.get(&index) else { continue };
                let is_locked = now - since < seen.station.users[index].follow.minimum_off_ms as u64;
                waits += (is_locked && point.demand().value != 0) as u32;
                assert!(!is_locked || point.set_point() == 0, "seed {seed}, user {index}");
                if !is_locked {
                    stopped.remove(&index);
                }
            }
        });
    }
    println!("{waits} scans of a user that has to wait");
    assert!(waits > 1000, "{waits}");
}

/// Principle 4: who was started runs for its minimum on time, unless the supply demands otherwise, which is told.
#[test]
fn who_was_started_runs_on() {
    let (mut running, mut broken) = (0, 0);
    for seed in 0..runs() {
        let mut started: HashMap<usize, u64> = HashMap::new();
        run(seed, SCANS, &mut |seen| {
            let now = seen.station.state.now_ms();
            for (index, point) in seen.station.points.iter().enumerate() {
                let minimum_on_ms = seen.station.users[index].follow.minimum_on_ms as u64;
                let is_told = |event: &StationEvent| match event {
                    StationEvent::LockBroken { user } => *user == index,
                    StationEvent::Commanded { command, .. } => {
                        matches!(command, Command::Override { user, .. } if *user == index)
                    }
                    _ => false,
                };
                let is_restored = |event: &StationEvent| {
                    let StationEvent::Ordered(order) = event else { return false };
                    order.user as usize == index && order.cause() == OrderCause::Restoration
                };
                match (seen.before[index], point.set_point()) {
                    (0, 1..) if seen.events.iter().any(is_restored) => drop(started.insert(index, now)),
                    (1.., 0) => {
                        let since = started.remove(&index).map(|since| now - since);
                        let is_early = since.is_some_and(|since| since < minimum_on_ms);
                        let is_explained = point.demand().value == 0 || seen.events.iter().any(is_told);
                        assert!(!is_early || is_explained, "seed {seed}, user {index}: {point:?}");
                        broken += (is_early && point.demand().value != 0) as u32;
                    }
                    (_, set_point) => running += (set_point != 0 && started.contains_key(&index)) as u32,
                }
            }
        });
    }
    println!("{running} scans of users that were started, {broken} that could not go on");
    assert!(running > 1000 && broken > 10, "{running} {broken}");
}

/// Principle 5: what the meters of users show that cannot be controlled leaves that much less to share out.
#[test]
fn what_cannot_be_controlled_is_counted_first() {
    let (mut uncontrolled, mut straying) = (0, 0);
    in_every_scan("counted first", |seed, seen| {
        let mut drawn = 0;
        for (point, signals) in seen.station.points.iter().zip(seen.signals) {
            let counts = match point.standing() {
                Standing::Uncontrolled => &mut uncontrolled,
                Standing::NotFollowing => &mut straying,
                Standing::Manual | Standing::Noticed | Standing::Shared | Standing::Kept => continue,
            };
            *counts += 1;
            let draws = if point.flow().is_measured() { signals.flow.value } else { point.flow().value };
            drawn += draws;
        }
        assert!(seen.result.counted >= drawn, "seed {seed}: {:?}", seen.result);
        if is_automatic(seen) {
            assert!(seen.result.shared <= seen.result.available.saturating_sub(drawn), "seed {seed}");
        }
        let is_beyond = drawn > seen.result.available;
        assert!(!is_beyond || seen.result.cannot_be_met, "seed {seed}: it is told");
    });
    println!("{uncontrolled} uncontrolled, {straying} straying");
    assert!(uncontrolled > 1000 && straying > 1000);
}

/// What is known of a station to somebody who has nothing but what happened.
#[derive(Default)]
struct Told {
    orders: HashMap<usize, Order>,
    proposals: HashMap<usize, u64>,
    alarms: HashMap<(AlarmKind, Option<usize>), bool>,
    straying: HashMap<usize, bool>,
    by_hand: HashMap<usize, bool>,
    shelved: HashMap<(AlarmKind, Option<usize>), bool>,
    mode: Option<Mode>,
    is_flooded: bool,
}

impl Told {
    fn take(&mut self, event: &StationEvent) {
        match *event {
            StationEvent::Ordered(order) | StationEvent::TookEffect(order) => {
                self.orders.insert(order.user as usize, order);
            }
            StationEvent::Superseded(order) => drop(self.orders.remove(&(order.user as usize))),
            StationEvent::Proposed(order) => drop(self.proposals.insert(order.user as usize, order.sequence)),
            StationEvent::Withdrawn(order) => drop(self.proposals.remove(&(order.user as usize))),
            StationEvent::Strayed { user } => drop(self.straying.insert(user, true)),
            StationEvent::FollowsAgain { user } => drop(self.straying.insert(user, false)),
            StationEvent::Commanded { command, .. } => match command {
                Command::Override { user, .. } | Command::Hold { user, .. } => {
                    self.by_hand.insert(user, true);
                }
                Command::Release { user } => drop(self.by_hand.insert(user, false)),
                Command::SetMode(mode) => self.mode = Some(mode),
                Command::Shelve { kind, user, .. } => drop(self.shelved.insert((kind, user), true)),
                Command::Unshelve { kind, user } => drop(self.shelved.insert((kind, user), false)),
                _ => {}
            },
            StationEvent::Confirmed(order) => {
                assert_eq!(self.proposals.remove(&(order.user as usize)), Some(order.sequence));
            }
            StationEvent::OverrideExpired { user } => drop(self.by_hand.insert(user, false)),
            StationEvent::AlarmUnshelved { kind, user } => drop(self.shelved.insert((kind, user), false)),
            StationEvent::FloodBegan => self.is_flooded = true,
            StationEvent::FloodEnded { .. } => self.is_flooded = false,
            StationEvent::AlarmCame { kind, user } => drop(self.alarms.insert((kind, user), true)),
            StationEvent::AlarmWent { kind, user } => drop(self.alarms.insert((kind, user), false)),
            StationEvent::LockBroken { .. } => {}
        }
    }

    fn agrees(&self, seed: u64, index: usize, point: &UserPoint) {
        let live = point.order().filter(|order| order.is_live());
        assert_eq!(
            self.orders.get(&index).map(|order| order.sequence),
            live.map(|order| order.sequence),
            "seed {seed}"
        );
        assert_eq!(
            self.proposals.get(&index).copied(),
            point.proposal().map(|order| order.sequence),
            "seed {seed}"
        );
        let is_by_hand = self.by_hand.get(&index).copied().unwrap_or(false);
        assert_eq!(is_by_hand, point.manual().is_some(), "seed {seed}");
        if point.standing() == Standing::NotFollowing {
            assert_eq!(self.straying.get(&index), Some(&true), "seed {seed}");
        }
        for kind in AlarmKind::ALL {
            let Some(alarm) = point.alarm(kind) else { continue };
            let is_on = matches!(alarm.state(), AlarmState::Unacknowledged | AlarmState::Acknowledged);
            assert_eq!(
                self.alarms.get(&(kind, Some(index))).copied().unwrap_or(false),
                is_on,
                "seed {seed} {kind:?}"
            );
            let is_shelved = self.shelved.get(&(kind, Some(index))).copied().unwrap_or(false);
            assert_eq!(is_shelved, alarm.shelved_until_ms != 0, "seed {seed} {kind:?}");
        }
    }

    /// Whether somebody who has nothing but what happened can say why a set-point is another than before.
    fn explains(&self, seen: &Seen, index: usize) -> bool {
        let (point, user) = (&seen.station.points[index], &seen.station.users[index]);
        let set_point = point.set_point();
        match self.orders.get(&index) {
            // It has all that it wants, and no order.
            None => set_point as u64 == point.demand().value,
            // It has all that it wants, and an order that is to take effect later stands.
            Some(order)
                if order.state() == OrderState::Issued && set_point as u64 == point.demand().value =>
            {
                true
            }
            Some(order) if order.cause() == OrderCause::Restoration && set_point > seen.before[index] => {
                set_point <= order.to.saturating_add(user.follow.dead_band)
            }
            Some(order) => order.to == set_point,
        }
    }
}

/// Principle 6.
#[test]
fn who_sees_what_happens_knows_how_things_stand() {
    let (mut explained, mut floods) = (0, 0);
    for seed in 0..runs() {
        let mut told = Told::default();
        run(seed, SCANS, &mut |seen| {
            seen.events.iter().for_each(|event| told.take(event));
            assert_eq!(told.mode.unwrap_or(Mode::Automatic), seen.station.state.mode(), "seed {seed}");
            assert_eq!(told.is_flooded, seen.is_flooded, "seed {seed}");
            floods += told.is_flooded as u32;
            for (index, point) in seen.station.points.iter().enumerate() {
                told.agrees(seed, index, point);
                if point.set_point() != seen.before[index] {
                    explained += 1;
                    assert!(
                        told.explains(seen, index),
                        "seed {seed}, user {index}: {:?} {point:?}",
                        seen.before
                    );
                }
            }
        });
    }
    println!("{explained} changes explained, {floods} scans in a flood of alarms");
    assert!(floods > 100, "{floods}");
}

/// Principle 6: an order is never given again with another content.
#[test]
fn no_order_is_given_twice_with_another_content() {
    for seed in 0..runs() {
        let mut last = 0;
        run(seed, SCANS, &mut |seen| {
            for event in seen.events {
                if let StationEvent::Ordered(order) | StationEvent::Proposed(order) = event {
                    assert_eq!(order.sequence, last + 1, "seed {seed}: none is left out");
                    last = order.sequence;
                    assert_ne!(order.state(), OrderState::None);
                }
            }
        });
    }
}
