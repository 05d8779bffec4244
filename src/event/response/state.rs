//! The levels of a response, and the states that it can be in.

use crate::coded::coded;
use crate::event::grade::Grade;

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

/// A government that can lead a response, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Government {
    /// County (县、市、区).
    County = 0,
    /// City or prefecture (市、州).
    City = 1,
    /// Province (省).
    Province = 2,
}

coded!(Government {
    County => "county",
    City => "city",
    Province => "province",
});

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

    /// The response of this level that this government leads. Levels 1 and 2 are the province's; level 3 is at least a
    /// city's.
    pub const fn led_by(level: ResponseLevel, government: Government) -> Response {
        match (level, government) {
            (ResponseLevel::Level1, _) => Response::Level1,
            (ResponseLevel::Level2, _) => Response::Level2,
            (ResponseLevel::Level3, Government::Province) => Response::Level3Province,
            (ResponseLevel::Level3, _) => Response::Level3City,
            (ResponseLevel::Level4, Government::Province) => Response::Level4Province,
            (ResponseLevel::Level4, Government::City) => Response::Level4City,
            (ResponseLevel::Level4, Government::County) => Response::Level4County,
        }
    }

    /// Whether this response is more serious: of a more serious level, or of the same level led higher up.
    pub const fn is_more_serious_than(self, other: Response) -> bool {
        self.code() < other.code()
    }
}

/// What justifies an action (启动依据). Source: the plan, §4.1, for the first four: where the means of the governments
/// below are exceeded, the headquarters starts a response of level 3 or 4 on one of three grounds, by the trend and the
/// effects of the event, an instruction, or the application of the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Justification {
    /// The means of the city (level 3), of the county and the city (level 4), are exceeded: the condition, and no ground
    /// by itself. Records of before may hold it alone.
    MeansExceeded = 1,
    /// The trend and the effects of the event (事态发展趋势和影响).
    TrendOfEvent = 2,
    /// Instruction of provincial leaders (批示).
    Instruction = 3,
    /// The city's application (申请).
    Application = 4,
    /// Interpretation: the event reaches several cities, and the province is the lowest government above
    /// them; it answers whether means are exceeded or not.
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ResponseState {
    pub(super) status: ResponseStatus,
    pub(super) proposal: Proposal,
}

pub(super) const RESPONSES: u8 = Response::ALL.len() as u8;
/// Nothing, each response, the end.
const PROPOSALS: u8 = RESPONSES + 2;
/// Normal, each response started, each in transition.
const STATUSES: u8 = 2 * RESPONSES + 1;

impl ResponseState {
    /// No response, nothing proposed.
    pub const NORMAL: ResponseState =
        ResponseState { status: ResponseStatus::Normal, proposal: Proposal::None };

    /// How many states there are.
    pub const COUNT: usize = 120;

    /// Every state, in the order of the codes.
    pub const ALL: [ResponseState; ResponseState::COUNT] = ResponseState::all();

    /// The state with this code, or `None`.
    ///
    /// The code is 9 × what is in force (0 normal, 1 … 7 response started, 8 … 14 in transition) + what is
    /// proposed (0 nothing, 1 … 7 response, 8 the end), responses in the order of their codes.
    pub const fn from_code(code: u8) -> Option<ResponseState> {
        let status = match code / PROPOSALS {
            0 => ResponseStatus::Normal,
            n if n <= RESPONSES => match Response::from_code(n - 1) {
                Some(response) => ResponseStatus::Started(response),
                None => return None,
            },
            n if n < STATUSES => match Response::from_code(n - 1 - RESPONSES) {
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
        let state = ResponseState { status, proposal };
        if state.is_valid() { Some(state) } else { None }
    }

    /// The permanent code. See [`ResponseState::from_code`].
    pub const fn code(self) -> u8 {
        let status = match self.status {
            ResponseStatus::Normal => 0,
            ResponseStatus::Started(response) => 1 + response.code(),
            ResponseStatus::Transition(response) => 1 + RESPONSES + response.code(),
        };
        let proposal = match self.proposal {
            Proposal::None => 0,
            Proposal::Response(response) => 1 + response.code(),
            Proposal::Termination => PROPOSALS - 1,
        };
        status * PROPOSALS + proposal
    }

    /// What is in force.
    pub const fn status(self) -> ResponseStatus {
        self.status
    }

    /// What is proposed.
    pub const fn proposal(self) -> Proposal {
        self.proposal
    }

    /// The response in force; `None` unless one has been started and not ended.
    pub const fn in_force(self) -> Option<Response> {
        match self.status {
            ResponseStatus::Started(response) => Some(response),
            ResponseStatus::Normal | ResponseStatus::Transition(_) => None,
        }
    }

    /// Where the response is on its way.
    pub const fn phase(self) -> Phase {
        match (self.status, self.proposal) {
            (ResponseStatus::Normal, Proposal::None | Proposal::Termination) => Phase::Normal,
            (ResponseStatus::Normal, Proposal::Response(_)) => Phase::Proposed,
            (ResponseStatus::Started(_), Proposal::None) => Phase::Started,
            (ResponseStatus::Started(_), Proposal::Response(_)) => Phase::ChangeProposed,
            (ResponseStatus::Started(_), Proposal::Termination) => Phase::Termination,
            (ResponseStatus::Transition(_), Proposal::None | Proposal::Termination) => Phase::Transition,
            (ResponseStatus::Transition(_), Proposal::Response(_)) => Phase::RestartProposed,
        }
    }

    pub(super) const fn with_proposal(self, proposal: Proposal) -> ResponseState {
        ResponseState { status: self.status, proposal }
    }

    /// Only a started response can be proposed to end, and none is proposed to change to itself.
    const fn is_valid(self) -> bool {
        match (self.status, self.proposal) {
            (ResponseStatus::Started(a), Proposal::Response(b)) => a.code() != b.code(),
            (ResponseStatus::Normal | ResponseStatus::Transition(_), Proposal::Termination) => false,
            _ => true,
        }
    }

    const fn all() -> [ResponseState; ResponseState::COUNT] {
        let mut all = [ResponseState::NORMAL; ResponseState::COUNT];
        let mut rest: &mut [ResponseState] = &mut all;
        let mut code = 0;
        while code < STATUSES * PROPOSALS {
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
