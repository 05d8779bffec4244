//! The machine: who may do what, and what becomes of it.

use core::fmt;

use super::action::Action;
use super::state::{Government, Justification, Proposal, Response, ResponseState, ResponseStatus};
use super::table::{Bar, Cell, Guard, Who, cell};
use crate::event::authority::{Authority, AuthoritySet, Signatory};

/// What somebody asks the machine to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ActionRequest {
    /// The action.
    pub action: Action,
    /// Who does it. The authority decides; division and person are for the record.
    pub by: Signatory,
    /// What justifies it (启动依据); needed where the office of the headquarters starts level 3 or 4
    /// ([`needs_justification`]), elsewhere a remark for the record.
    pub justification: Option<Justification>,
    /// For declaring the end: the event is dealt with (事件处置完毕).
    pub dealt_with: bool,
    /// For declaring the end: supply to the affected area is restored (恢复供气).
    pub supply_restored: bool,
}

impl ActionRequest {
    /// An action, without a justification or a statement about the end.
    pub fn new(action: Action, by: impl Into<Signatory>) -> ActionRequest {
        ActionRequest {
            action,
            by: by.into(),
            justification: None,
            dealt_with: false,
            supply_restored: false,
        }
    }

    /// The same request with a justification.
    #[must_use]
    pub const fn justified_by(self, justification: Justification) -> ActionRequest {
        ActionRequest { justification: Some(justification), ..self }
    }

    /// The same request, stating whether the event is dealt with and whether supply is restored.
    #[must_use]
    pub const fn stating(self, dealt_with: bool, supply_restored: bool) -> ActionRequest {
        ActionRequest { dealt_with, supply_restored, ..self }
    }
}

/// Why an action was refused. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Refusal {
    /// Nothing is proposed that could be confirmed or rejected.
    NothingProposed,
    /// The confirmation names another response than the one proposed.
    OtherProposed {
        /// The response proposed.
        proposed: Response,
    },
    /// What is proposed is in force already, or proposed already.
    AlreadyProposed,
    /// A proposal at least as serious is pending; it has to be confirmed or rejected first.
    MoreSeriousProposed {
        /// The response proposed.
        proposed: Response,
    },
    /// The end is proposed and has to be decided first; only a more serious response can replace that proposal.
    TerminationPending,
    /// A change or a new start is proposed and has to be decided first.
    ChangePending,
    /// No response is in force.
    NotStarted,
    /// The end has not been proposed.
    TerminationNotProposed,
    /// There is no transition to close: the response is in force, or there is none.
    NoTransition,
    /// The authority may not do this.
    NotAuthorized {
        /// Who may.
        may: AuthoritySet,
    },
    /// The office of the headquarters starts level 3 or 4 with a justification only; none is given.
    JustificationMissing,
    /// The end can be declared only when the event is dealt with and supply is restored.
    EndConditionsUnmet {
        /// Whether the event is dealt with.
        dealt_with: bool,
        /// Whether supply is restored.
        supply_restored: bool,
    },
    /// The State Council is asked for support only in a response that the province leads.
    NotLedByProvince,
}

impl Refusal {
    /// The permanent code, in records and across the C ABI: 1 … 13.
    pub const fn code(self) -> u8 {
        match self {
            Refusal::NothingProposed => 1,
            Refusal::OtherProposed { .. } => 2,
            Refusal::AlreadyProposed => 3,
            Refusal::MoreSeriousProposed { .. } => 4,
            Refusal::TerminationPending => 5,
            Refusal::ChangePending => 6,
            Refusal::NotStarted => 7,
            Refusal::TerminationNotProposed => 8,
            Refusal::NoTransition => 9,
            Refusal::NotAuthorized { .. } => 10,
            Refusal::JustificationMissing => 11,
            Refusal::EndConditionsUnmet { .. } => 12,
            Refusal::NotLedByProvince => 13,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text_en())?;
        match self {
            Refusal::OtherProposed { proposed } | Refusal::MoreSeriousProposed { proposed } => {
                write!(f, " (proposed: {})", proposed.text_en())
            }
            Refusal::NotAuthorized { may } => {
                f.write_str("; allowed:")?;
                may.iter().try_for_each(|authority| write!(f, " [{}]", authority.text_en()))
            }
            Refusal::EndConditionsUnmet { dealt_with, supply_restored } => {
                write!(f, " (dealt with: {dealt_with}, supply restored: {supply_restored})")
            }
            _ => Ok(()),
        }
    }
}

impl core::error::Error for Refusal {}

/// Whoever may propose this response. Source: the plan, §1.5.2, for levels 1 and 2.
const fn proposers(response: Response) -> AuthoritySet {
    match response {
        Response::Level1 | Response::Level2 => AuthoritySet::of(&[Authority::HqOffice]),
        _ => AuthoritySet::of(&[Authority::Engine, Authority::County, Authority::City, Authority::HqOffice]),
    }
}

const END_PROPOSERS: AuthoritySet = AuthoritySet::ALL.without(AuthoritySet::of(&[Authority::Enterprise]));

/// Who starts this response, leads it and ends it. Source: the plan, §1.5.2, §4.1 and §4.6.
pub(super) const fn starter(response: Response) -> Authority {
    match (response, response.government()) {
        (Response::Level1, _) => Authority::Commander,
        (Response::Level2, _) => Authority::DeputyCommander,
        (_, Government::Province) => Authority::HqOffice,
        (_, Government::City) => Authority::City,
        (_, Government::County) => Authority::County,
    }
}

/// Who may take an action in a state.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// The reason why nobody may; never [`Refusal::NotAuthorized`], [`Refusal::JustificationMissing`] or
/// [`Refusal::EndConditionsUnmet`].
pub fn who_may(state: ResponseState, action: Action) -> Result<AuthoritySet, Refusal> {
    match cell(state.phase(), action.kind()) {
        Cell::Not(bar) => Err(refusal_of(bar)),
        Cell::May(who, guard) => {
            check_guard(state, action, guard)?;
            Ok(authorities(state, action, who))
        }
    }
}

/// Whether the action needs a justification: the office of the headquarters starts a response of level 3 or 4, takes
/// its lead from a city or county, or raises one from level 4 to level 3. Source: the plan, §4.1. Coming down from a
/// more serious response of the province needs none.
///
/// Constant time; reentrant.
pub const fn needs_justification(state: ResponseState, action: Action) -> bool {
    matches!(action, Action::Confirm(Response::Level3Province | Response::Level4Province))
        && !matches!(state.in_force(), Some(Response::Level1 | Response::Level2 | Response::Level3Province))
}

/// The state after a request.
///
/// Pure: nothing is kept, so a caller records what it did ([`crate::event::EventSession`] does both at once). Constant
/// time; reentrant.
///
/// # Errors
///
/// [`Refusal`], in this order: the action is not possible in the state; the authority may not take it; a
/// justification is missing; the conditions of the end are not met.
///
/// ```
/// use citygate::event::{Action, Authority, Refusal, ActionRequest, Response, ResponseState, transition};
///
/// let propose = ActionRequest::new(Action::Propose(Response::Level2), Authority::HqOffice);
/// let proposed = transition(ResponseState::NORMAL, &propose)?;
/// let start = Action::Confirm(Response::Level2);
/// assert!(matches!(
///     transition(proposed, &ActionRequest::new(start, Authority::Engine)),
///     Err(Refusal::NotAuthorized { may }) if may.contains(Authority::DeputyCommander)
/// ));
/// let started = transition(proposed, &ActionRequest::new(start, Authority::DeputyCommander))?;
/// assert_eq!(started.in_force(), Some(Response::Level2));
/// # Ok::<(), Refusal>(())
/// ```
pub fn transition(state: ResponseState, request: &ActionRequest) -> Result<ResponseState, Refusal> {
    let may = who_may(state, request.action)?;
    if !may.contains(request.by.authority) {
        return Err(Refusal::NotAuthorized { may });
    }
    if needs_justification(state, request.action) && request.justification.is_none() {
        return Err(Refusal::JustificationMissing);
    }
    let ActionRequest { dealt_with, supply_restored, .. } = *request;
    if request.action == Action::DeclareTermination && !(dealt_with && supply_restored) {
        return Err(Refusal::EndConditionsUnmet { dealt_with, supply_restored });
    }
    Ok(after(state, request.action))
}

pub(super) fn after(state: ResponseState, action: Action) -> ResponseState {
    let of = |status| ResponseState { status, proposal: Proposal::None };
    match (action, state.status) {
        (Action::Propose(response), _) => state.with_proposal(Proposal::Response(response)),
        (Action::Confirm(response), _) => of(ResponseStatus::Started(response)),
        (Action::ProposeTermination, _) => state.with_proposal(Proposal::Termination),
        (Action::DeclareTermination, ResponseStatus::Started(response)) => {
            of(ResponseStatus::Transition(response))
        }
        (Action::Reject, _) => state.with_proposal(Proposal::None),
        (Action::CloseTransition, _) => ResponseState::NORMAL,
        (Action::RequestSupport | Action::DeclareTermination, _) => state,
    }
}

fn check_guard(state: ResponseState, action: Action, guard: Guard) -> Result<(), Refusal> {
    let named = match action {
        Action::Propose(response) | Action::Confirm(response) => Some(response),
        _ => None,
    };
    let proposed = match state.proposal {
        Proposal::Response(response) => Some(response),
        Proposal::None | Proposal::Termination => None,
    };
    let in_force = state.in_force();
    match (guard, named, proposed) {
        (Guard::NotInForce, ..) if named == in_force => Err(Refusal::AlreadyProposed),
        (Guard::MoreSeriousThanProposed, Some(named), Some(proposed)) => {
            if named == proposed || Some(named) == in_force {
                Err(Refusal::AlreadyProposed)
            } else if named.is_more_serious_than(proposed) {
                Ok(())
            } else {
                Err(Refusal::MoreSeriousProposed { proposed })
            }
        }
        (Guard::MoreSeriousThanInForce, Some(named), _) => match in_force {
            Some(in_force) if !named.is_more_serious_than(in_force) => Err(Refusal::TerminationPending),
            _ => Ok(()),
        },
        (Guard::NamesProposed, Some(named), Some(proposed)) if named != proposed => {
            Err(Refusal::OtherProposed { proposed })
        }
        (Guard::LedByProvince, ..) => match in_force {
            Some(response) if response.government() == Government::Province => Ok(()),
            _ => Err(Refusal::NotLedByProvince),
        },
        _ => Ok(()),
    }
}

fn authorities(state: ResponseState, action: Action, who: Who) -> AuthoritySet {
    let answered = match state.status {
        ResponseStatus::Started(response) | ResponseStatus::Transition(response) => Some(response),
        ResponseStatus::Normal => None,
    };
    let proposed = match state.proposal {
        Proposal::Response(response) => Some(response),
        Proposal::None | Proposal::Termination => None,
    };
    let starters = answered.into_iter().chain(proposed).map(starter);
    let one = |authority| AuthoritySet::of(&[authority]);
    match (who, action) {
        (Who::ProposerOfNamed, Action::Propose(response)) => proposers(response),
        (Who::ProposerOfNamed, _) => AuthoritySet::NONE,
        (Who::ProposerOfEnd, _) => END_PROPOSERS,
        (Who::StarterOfProposed, _) => proposed.map(starter).map_or(AuthoritySet::NONE, one),
        // From the county to the commander the codes rise with the rank.
        (Who::HigherOfBoth, _) => starters.max_by_key(|a| a.code()).map_or(AuthoritySet::NONE, one),
        (Who::Leader, _) => answered.map(starter).map_or(AuthoritySet::NONE, one),
        (Who::Commander, _) => one(Authority::Commander),
    }
}

const fn refusal_of(bar: Bar) -> Refusal {
    match bar {
        Bar::NothingProposed => Refusal::NothingProposed,
        Bar::NotStarted => Refusal::NotStarted,
        Bar::InForce | Bar::NoTransition => Refusal::NoTransition,
        Bar::ChangePending | Bar::RestartPending => Refusal::ChangePending,
        Bar::TerminationPending => Refusal::TerminationPending,
        Bar::AlreadyProposed => Refusal::AlreadyProposed,
        Bar::TerminationNotProposed => Refusal::TerminationNotProposed,
    }
}
