//! What can be done about a response.

use super::state::{RESPONSES, Response};
use crate::coded::coded;

/// What an action does, without the response that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ActionKind {
    /// Propose to start a response, or to change to it.
    Propose = 0,
    /// Confirm that proposal: the response is started or changed.
    Confirm = 1,
    /// Propose to end the response.
    ProposeTermination = 2,
    /// Declare the end: the transition begins.
    DeclareTermination = 3,
    /// Turn the pending proposal down, or withdraw it.
    Reject = 4,
    /// Declare normal use restored: the transition is over.
    CloseTransition = 5,
    /// Ask the State Council for support.
    RequestSupport = 6,
}

coded!(ActionKind {
    Propose => "propose",
    Confirm => "confirm",
    ProposeTermination => "propose_termination",
    DeclareTermination => "declare_termination",
    Reject => "reject",
    CloseTransition => "close_transition",
    RequestSupport => "request_support",
});

/// An action: the event that the state machine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Action {
    /// Propose to start this response, or to change to it.
    Propose(Response),
    /// Confirm the proposal of this response: it is started or changed to.
    Confirm(Response),
    /// Propose to end the response.
    ProposeTermination,
    /// Declare the end: the transition begins.
    DeclareTermination,
    /// Turn the pending proposal down, or withdraw it.
    Reject,
    /// Declare normal use restored: the transition is over.
    CloseTransition,
    /// Ask the State Council for support.
    RequestSupport,
}

impl Action {
    /// How many actions there are.
    pub const COUNT: usize = 19;

    /// Every action, in the order of the codes.
    pub const ALL: [Action; Action::COUNT] = {
        let mut all = [Action::RequestSupport; Action::COUNT];
        let mut rest: &mut [Action] = &mut all;
        let mut code = 0;
        while let (Some(action), [first, tail @ ..]) = (Action::from_code(code), rest) {
            *first = action;
            rest = tail;
            code += 1;
        }
        all
    };

    /// The action with this code, or `None`: 0 … 6 propose, 7 … 13 confirm (responses in the order of their codes),
    /// 14 propose the end, 15 declare it, 16 reject, 17 close the transition, 18 request support.
    pub const fn from_code(code: u8) -> Option<Action> {
        if let Some(response) = Response::from_code(code) {
            return Some(Action::Propose(response));
        }
        if let Some(response) = Response::from_code(code.wrapping_sub(RESPONSES)) {
            return Some(Action::Confirm(response));
        }
        Some(match code.wrapping_sub(2 * RESPONSES) {
            0 => Action::ProposeTermination,
            1 => Action::DeclareTermination,
            2 => Action::Reject,
            3 => Action::CloseTransition,
            4 => Action::RequestSupport,
            _ => return None,
        })
    }

    /// The permanent code. See [`Action::from_code`].
    pub const fn code(self) -> u8 {
        match self {
            Action::Propose(response) => response.code(),
            Action::Confirm(response) => RESPONSES + response.code(),
            Action::ProposeTermination => 2 * RESPONSES,
            Action::DeclareTermination => 2 * RESPONSES + 1,
            Action::Reject => 2 * RESPONSES + 2,
            Action::CloseTransition => 2 * RESPONSES + 3,
            Action::RequestSupport => 2 * RESPONSES + 4,
        }
    }

    /// What the action does, without the response that it names.
    pub const fn kind(self) -> ActionKind {
        match self {
            Action::Propose(_) => ActionKind::Propose,
            Action::Confirm(_) => ActionKind::Confirm,
            Action::ProposeTermination => ActionKind::ProposeTermination,
            Action::DeclareTermination => ActionKind::DeclareTermination,
            Action::Reject => ActionKind::Reject,
            Action::CloseTransition => ActionKind::CloseTransition,
            Action::RequestSupport => ActionKind::RequestSupport,
        }
    }
}
