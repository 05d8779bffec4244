//! The response: who leads, who starts, and the state machine in which nothing happens without a confirmation.
//!
//! Source: the plan, §1.5.2, §4.1 and §4.6. The way is *normal → proposed → started → (changed) → termination →
//! transition → normal*. A proposal changes nothing by itself; only an authority's act does: it confirms a start
//! or a change, declares the end, or closes the transition. [`transition`] is a pure function of the state and the
//! request, driven by one small table; [`write_transitions`] prints that table.
//!
//! Interpretations, all of them where the plan is silent:
//!
//! * **Proposals.** Levels 1 and 2 are proposed by the office of the headquarters, as the plan says. Levels 3 and
//!   4 may be proposed by the engine, county, city or that office. An end may be proposed by any of these and by
//!   the commander and deputies. The engine only *recommends* levels 1 and 2 ([`recommend`]).
//! * **A proposal that is pending gives way** only to one for a more serious response; otherwise it is rejected
//!   first, by whoever could confirm it. So nobody below can push a proposal for level 1 aside.
//! * **A confirmation names what it confirms**, so that a proposal that was replaced a second ago is not
//!   confirmed by mistake.
//! * **A change**, upwards or downwards, is decided by the higher of two authorities: the one that leads now and
//!   the one that would lead then. So a lead is not taken from above, and not left without the one above.
//! * **The leading authority** that declares the end and closes the transition is the one that may start the
//!   response: commander, deputy commander, office of the headquarters (what it started), city, county.
//! * **During the transition** a response can be proposed and started again; the transition does not have to be
//!   closed first.
//! * **Several regions of more than one city** make the province the lowest government above them; its organ is
//!   the office of the headquarters, so this is a ground for it beside the four that the plan lists for means
//!   exceeded ([`Justification::SeveralRegions`]).
//! * **The State Council** is asked for support by the commander, in a response that the province leads: an event
//!   beyond the means of a city or county is first raised.

mod lead;
mod markdown;
mod table;
mod transition;

pub use lead::{AffectedArea, Government, Lead, Recommendation, lead, recommend};
pub use markdown::write_transitions;
pub use transition::{ActionRequest, Refusal, needs_justification, transition, who_may};

use super::grade::Grade;
use crate::coded::coded;

/// The level of a response (响应级别), the most serious first. Source: the plan, §1.5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ResponseLevel {
    /// Level 1 (一级响应), for grade I.
    Level1 = 1,
    /// Level 2 (二级响应), for grade II.
    Level2 = 2,
    /// Level 3 (三级响应), for grade III.
    Level3 = 3,
    /// Level 4 (四级响应), for grade IV.
    Level4 = 4,
}

coded!(ResponseLevel {
    Level1 => "1",
    Level2 => "2",
    Level3 => "3",
    Level4 => "4",
});

impl ResponseLevel {
    /// The level that answers a grade. Source: the plan, §1.5.2.
    pub const fn for_grade(grade: Grade) -> ResponseLevel {
        match grade {
            Grade::I => ResponseLevel::Level1,
            Grade::II => ResponseLevel::Level2,
            Grade::III => ResponseLevel::Level3,
            Grade::IV => ResponseLevel::Level4,
        }
    }
}

/// A response: its level and the government that leads it, the most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Response {
    /// Level 1, led by the province.
    Level1 = 0,
    /// Level 2, led by the province.
    Level2 = 1,
    /// Level 3, led by the province through the office of its headquarters.
    Level3Province = 2,
    /// Level 3, led by the city.
    Level3City = 3,
    /// Level 4, led by the province through the office of its headquarters.
    Level4Province = 4,
    /// Level 4, led by the city.
    Level4City = 5,
    /// Level 4, led by the county.
    Level4County = 6,
}

coded!(Response {
    Level1 => "1_province",
    Level2 => "2_province",
    Level3Province => "3_province",
    Level3City => "3_city",
    Level4Province => "4_province",
    Level4City => "4_city",
    Level4County => "4_county",
});

impl Response {
    /// The level.
    pub const fn level(self) -> ResponseLevel {
        match self {
            Response::Level1 => ResponseLevel::Level1,
            Response::Level2 => ResponseLevel::Level2,
            Response::Level3Province | Response::Level3City => ResponseLevel::Level3,
            Response::Level4Province | Response::Level4City | Response::Level4County => ResponseLevel::Level4,
        }
    }

    /// The government that leads.
    pub const fn government(self) -> Government {
        match self {
            Response::Level1 | Response::Level2 | Response::Level3Province | Response::Level4Province => {
                Government::Province
            }
            Response::Level3City | Response::Level4City => Government::City,
            Response::Level4County => Government::County,
        }
    }

    /// Whether this response is more serious: of a more serious level, or of the same level led higher up.
    pub const fn is_more_serious_than(self, other: Response) -> bool {
        self.code() < other.code()
    }
}

/// On which ground the office of the headquarters starts a response of level 3 or 4. Source: the plan, §4.1,
/// for the first four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Justification {
    /// The means of the city (level 3), of the county and the city (level 4), are exceeded.
    MeansExceeded = 1,
    /// The trend of the event.
    TrendOfEvent = 2,
    /// Instruction of provincial leaders.
    Instruction = 3,
    /// The city's application.
    Application = 4,
    /// Interpretation: the event reaches several cities, and the province is the lowest government above
    /// them.
    SeveralRegions = 5,
}

coded!(Justification {
    MeansExceeded => "means_exceeded",
    TrendOfEvent => "trend_of_event",
    Instruction => "instruction",
    Application => "application",
    SeveralRegions => "several_regions",
});

/// What is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseStatus {
    /// No response (正常).
    Normal,
    /// The response has been started (已启动).
    Started(Response),
    /// The end of the response has been declared; normal use is being restored step by step (过渡期).
    Transition(Response),
}

/// What is proposed and waits for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proposal {
    /// Nothing.
    None,
    /// To start this response, or to change to it.
    Response(Response),
    /// To end the response.
    Termination,
}

/// Where the response is on its way: what is in force and what is proposed, without the levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Phase {
    /// No response, nothing proposed (正常).
    Normal = 0,
    /// A start is proposed (建议启动).
    Proposed = 1,
    /// Started (已启动).
    Started = 2,
    /// Started; a change of level or lead is proposed (建议调整).
    ChangeProposed = 3,
    /// Started; the end is proposed (建议终止).
    Termination = 4,
    /// The end is declared; normal use is being restored (过渡期).
    Transition = 5,
    /// In the transition; a new start is proposed (过渡期内建议再启动).
    RestartProposed = 6,
}

coded!(Phase {
    Normal => "normal",
    Proposed => "proposed",
    Started => "started",
    ChangeProposed => "change_proposed",
    Termination => "termination",
    Transition => "transition",
    RestartProposed => "restart_proposed",
});

/// A state of the machine: what is in force, and what is proposed.
///
/// There are [`ResponseState::COUNT`] of them, each with a permanent code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResponseState {
    standing: ResponseStatus,
    proposal: Proposal,
}

const RESPONSES: u8 = Response::ALL.len() as u8;
/// Nothing, each response, the end.
const PROPOSALS: u8 = RESPONSES + 2;
/// Normal, each response started, each in transition.
const STANDINGS: u8 = 2 * RESPONSES + 1;

impl ResponseState {
    /// No response, nothing proposed.
    pub const NORMAL: ResponseState =
        ResponseState { standing: ResponseStatus::Normal, proposal: Proposal::None };

    /// How many states there are.
    pub const COUNT: usize = 120;

    /// Every state, in the order of the codes.
    pub const ALL: [ResponseState; ResponseState::COUNT] = ResponseState::all();

    /// The state with this code, or `None`.
    ///
    /// The code is 9 × what is in force (0 normal, 1 … 7 response started, 8 … 14 in transition) + what is
    /// proposed (0 nothing, 1 … 7 response, 8 the end), responses in the order of their codes.
    pub const fn from_code(code: u8) -> Option<ResponseState> {
        let standing = match code / PROPOSALS {
            0 => ResponseStatus::Normal,
            n if n <= RESPONSES => match Response::from_code(n - 1) {
                Some(response) => ResponseStatus::Started(response),
                None => return None,
            },
            n if n < STANDINGS => match Response::from_code(n - 1 - RESPONSES) {
                Some(response) => ResponseStatus::Transition(response),
                None => return None,
            },
            _ => return None,
        };
        let proposal = match code % PROPOSALS {
            0 => Proposal::None,
            n => match Response::from_code(n - 1) {
                Some(response) => Proposal::Response(response),
                None => Proposal::Termination,
            },
        };
        let state = ResponseState { standing, proposal };
        if state.is_valid() { Some(state) } else { None }
    }

    /// The permanent code. See [`ResponseState::from_code`].
    pub const fn code(self) -> u8 {
        let standing = match self.standing {
            ResponseStatus::Normal => 0,
            ResponseStatus::Started(response) => 1 + response.code(),
            ResponseStatus::Transition(response) => 1 + RESPONSES + response.code(),
        };
        let proposal = match self.proposal {
            Proposal::None => 0,
            Proposal::Response(response) => 1 + response.code(),
            Proposal::Termination => PROPOSALS - 1,
        };
        standing * PROPOSALS + proposal
    }

    /// What is in force.
    pub const fn status(self) -> ResponseStatus {
        self.standing
    }

    /// What is proposed.
    pub const fn proposal(self) -> Proposal {
        self.proposal
    }

    /// The response in force; `None` unless one has been started and not ended.
    pub const fn in_force(self) -> Option<Response> {
        match self.standing {
            ResponseStatus::Started(response) => Some(response),
            ResponseStatus::Normal | ResponseStatus::Transition(_) => None,
        }
    }

    /// Where the response is on its way.
    pub const fn phase(self) -> Phase {
        match (self.standing, self.proposal) {
            (ResponseStatus::Normal, Proposal::None | Proposal::Termination) => Phase::Normal,
            (ResponseStatus::Normal, Proposal::Response(_)) => Phase::Proposed,
            (ResponseStatus::Started(_), Proposal::None) => Phase::Started,
            (ResponseStatus::Started(_), Proposal::Response(_)) => Phase::ChangeProposed,
            (ResponseStatus::Started(_), Proposal::Termination) => Phase::Termination,
            (ResponseStatus::Transition(_), Proposal::None | Proposal::Termination) => Phase::Transition,
            (ResponseStatus::Transition(_), Proposal::Response(_)) => Phase::RestartProposed,
        }
    }

    const fn with_proposal(self, proposal: Proposal) -> ResponseState {
        ResponseState { standing: self.standing, proposal }
    }

    /// Only a started response can be proposed to end, and none is proposed to change to itself.
    const fn is_valid(self) -> bool {
        match (self.standing, self.proposal) {
            (ResponseStatus::Started(a), Proposal::Response(b)) => a.code() != b.code(),
            (ResponseStatus::Normal | ResponseStatus::Transition(_), Proposal::Termination) => false,
            _ => true,
        }
    }

    const fn all() -> [ResponseState; ResponseState::COUNT] {
        let mut all = [ResponseState::NORMAL; ResponseState::COUNT];
        let mut rest: &mut [ResponseState] = &mut all;
        let mut code = 0;
        while code < STANDINGS * PROPOSALS {
            if let Some(state) = ResponseState::from_code(code) {
                rest = match rest {
                    [first, tail @ ..] => {
                        *first = state;
                        tail
                    }
                    [] => &mut [],
                };
            }
            code += 1;
        }
        all
    }
}

/// What an act does, without the response that it names.
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

/// An act: the event that the state machine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// How many acts there are.
    pub const COUNT: usize = 19;

    /// Every act, in the order of the codes.
    pub const ALL: [Action; Action::COUNT] = {
        let mut all = [Action::RequestSupport; Action::COUNT];
        let mut rest: &mut [Action] = &mut all;
        let mut code = 0;
        while let (Some(act), [first, tail @ ..]) = (Action::from_code(code), rest) {
            *first = act;
            rest = tail;
            code += 1;
        }
        all
    };

    /// The act with this code, or `None`: 0 … 6 propose, 7 … 13 confirm (responses in the order of their codes),
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

    /// What the act does, without the response that it names.
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
