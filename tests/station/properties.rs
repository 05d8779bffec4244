//! The principles as properties over random runs of 500 scans.

use std::collections::HashMap;

use citygate::station::{
    AlarmKind, AlarmState, Mode, Order, OrderCause, OrderState, Standing, StationEvent, StationSettings,
    UserPoint,
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
        let room = seen.result.supply.value.saturating_sub(seen.result.counted);
        assert!(seen.result.shared <= room, "seed {seed}: {:?}", seen.result);
    });
}

fn is_automatic(seen: &Seen) -> bool {
    seen.station.state.mode() == Mode::Automatic
}

/// Principle 2.
#[test]
fn no_protected_user_is_reduced_on_values_that_are_not_measured() {
    let (mut proposals, mut kept) = (0, 0);
    in_every_scan("protected", |seed, seen| {
        proposals += seen.events.iter().filter(|event| matches!(event, StationEvent::Proposed(_))).count();
        if !seen.result.is_unsure || seen.result.is_confirmed {
            return;
        }
        for ((point, user), before) in seen.station.points.iter().zip(&seen.station.users).zip(seen.before) {
            if StationSettings::PROTECTED.contains(user.user.class().unwrap()) {
                let least = (*before as u64).min(point.demand().value);
                assert!(point.set_point() as u64 >= least, "seed {seed}: {point:?}");
                kept += (point.standing() == Standing::Kept) as u32;
            }
        }
    });
    println!("{proposals} proposals, {kept} kept");
    assert!(proposals > 100 && kept > 100, "{proposals} {kept}");
}

/// Principle 4.
#[test]
fn a_user_is_changed_no_more_often_than_stated() {
    let mut most = 0;
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
                if follow.window_ms == 0 || follow.notice_ms != 0 || follow.ramp_per_s != 0 {
                    continue;
                }
                let in_window = changes.iter().filter(|at| now - **at < follow.window_ms as u64).count();
                most = most.max(in_window);
                assert!(in_window <= follow.most_changes as usize + 2, "seed {seed}: {in_window} {follow:?}");
            }
        });
    }
    println!("at most {most} changes in a window");
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
                    StationEvent::OverrideSet { user, .. } => drop(stopped.remove(user)),
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
            assert!(seen.result.shared <= seen.result.supply.value.saturating_sub(drawn), "seed {seed}");
        }
        let is_beyond = drawn > seen.result.supply.value;
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
            StationEvent::OverrideSet { user, .. } => drop(self.by_hand.insert(user, true)),
            StationEvent::OverrideReleased { user } | StationEvent::OverrideExpired { user } => {
                self.by_hand.insert(user, false);
            }
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
        }
    }

    /// Whether somebody who has nothing but what happened can say why a set-point is another than before.
    fn explains(&self, seen: &Seen, index: usize) -> bool {
        let (point, user) = (&seen.station.points[index], &seen.station.users[index]);
        let set_point = point.set_point();
        match self.orders.get(&index) {
            // It has all that it wants, and no order.
            None => set_point as u64 == point.demand().value,
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
    let mut explained = 0;
    for seed in 0..runs() {
        let mut told = Told::default();
        run(seed, SCANS, &mut |seen| {
            seen.events.iter().for_each(|event| told.take(event));
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
    println!("{explained} changes explained");
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
