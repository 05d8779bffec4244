//! Codes that stand for no value of an enumeration, and codes of actions. A number, once given a meaning, keeps it:
//! it goes into records.

use crate::event::{Action, Response, WALL_UNKNOWN};

/// "None" where a code begins with 1: no grade, criterion, level or justification.
pub const CITYGATE_NONE: u8 = 0u8;
/// "None" where a code begins with 0: no response, trend, government or evaluator.
pub const CITYGATE_ABSENT: u8 = 255u8;
/// "Not known" for an imbalance in permille.
pub const CITYGATE_PERMILLE_UNKNOWN: u16 = 65535u16;
/// "Not stated" for the minutes of an interruption.
pub const CITYGATE_MINUTES_NOT_STATED: u32 = 0xffff_ffffu32;
/// "No wall clock" where a wall clock time in ms is given.
pub const CITYGATE_WALL_UNKNOWN: u64 = 0u64;
/// "Never" where milliseconds until something are given.
pub const CITYGATE_NEVER_MS: u64 = 0xffff_ffff_ffff_ffffu64;

/// Action: propose to start a response, or to change to it. Add a CITYGATE_RESPONSE_....
pub const CITYGATE_ACTION_PROPOSE: u8 = 0u8;
/// Action: confirm the proposal of a response. Add the CITYGATE_RESPONSE_... proposed.
pub const CITYGATE_ACTION_CONFIRM: u8 = 7u8;
/// Action: propose to end the response.
pub const CITYGATE_ACTION_PROPOSE_TERMINATION: u8 = 14u8;
/// Action: declare the end; the transition begins.
pub const CITYGATE_ACTION_DECLARE_TERMINATION: u8 = 15u8;
/// Action: turn the pending proposal down, or withdraw it.
pub const CITYGATE_ACTION_REJECT: u8 = 16u8;
/// Action: declare normal use restored; the transition is over.
pub const CITYGATE_ACTION_CLOSE_TRANSITION: u8 = 17u8;
/// Action: ask the State Council for support.
pub const CITYGATE_ACTION_REQUEST_SUPPORT: u8 = 18u8;

const _: () = {
    assert!(CITYGATE_ACTION_PROPOSE == Action::Propose(Response::Level1).code());
    assert!(CITYGATE_ACTION_CONFIRM == Action::Confirm(Response::Level1).code());
    assert!(CITYGATE_ACTION_PROPOSE_TERMINATION == Action::ProposeTermination.code());
    assert!(CITYGATE_ACTION_DECLARE_TERMINATION == Action::DeclareTermination.code());
    assert!(CITYGATE_ACTION_REJECT == Action::Reject.code());
    assert!(CITYGATE_ACTION_CLOSE_TRANSITION == Action::CloseTransition.code());
    assert!(CITYGATE_ACTION_REQUEST_SUPPORT == Action::RequestSupport.code());
    assert!(CITYGATE_WALL_UNKNOWN == WALL_UNKNOWN);
};
