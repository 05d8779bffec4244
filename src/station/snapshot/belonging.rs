//! What a snapshot belongs to, as fingerprints: a supply order, and each user in its place.
//!
//! In them is what says who a user is: its contract. Not in them is what may be changed between two runs without the
//! state being another's: facts that change in operation, how signals are looked at, how set-points move, and times.

use super::checksum::{begin, checksum};
use crate::codec::Writer;
use crate::policy::{Policy, Step};
use crate::station::settings::StationUser;
use crate::user::User;

/// The fingerprint of a supply order: all that it says.
pub(super) fn of_policy(policy: &Policy) -> u32 {
    const STEP_BYTES: usize = 14;
    let mut digest = begin();
    for step in policy.steps() {
        let Step {
            classes,
            target,
            share,
            rotate_by,
            permille,
            attributes_all,
            attributes_none,
            longest_outage,
            minimum_turn,
        } = *step;
        let mut bytes = [0; STEP_BYTES];
        let mut writer = Writer::new(&mut bytes);
        writer.bytes(&[classes, target, share, rotate_by]);
        for word in [permille, attributes_all.bits(), attributes_none.bits(), longest_outage, minimum_turn] {
            writer.bytes(&word.to_le_bytes());
        }
        digest.update(&bytes);
    }
    digest.update(&[policy.serves().bits()]);
    digest.update(&policy.attributes().bits().to_le_bytes());
    digest.finalize()
}

/// The fingerprint of a user: what its contract says.
pub(super) fn of_user(user: &StationUser) -> u32 {
    const USER_BYTES: usize = 19;
    let StationUser {
        user,
        control,
        demand: _,
        flow: _,
        follow: _,
        tolerance: _,
        grace_ms: _,
        follow_again_ms: _,
        acknowledge_ms: _,
        is_main: _,
        reserved: _,
    } = user;
    let User {
        demand,
        minimum,
        base,
        supply_class,
        on_off,
        weight,
        rank,
        node: _,
        attributes: _,
        cumulative_curtailment: _,
    } = user;
    let mut bytes = [0; USER_BYTES];
    let mut writer = Writer::new(&mut bytes);
    for flow in [demand, minimum, base] {
        writer.u32(*flow);
    }
    writer.bytes(&weight.to_le_bytes());
    writer.bytes(&rank.to_le_bytes());
    writer.bytes(&[*supply_class, *on_off, *control]);
    checksum(&bytes)
}
