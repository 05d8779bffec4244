//! The machine: who may do what, and what becomes of it.

use core::fmt;

use super::action::Action;
use super::state::{Government, Justification, Proposal, Response, ResponseState, ResponseStatus};
use super::table::{Bar, Cell, Guard, Who, cell};
use crate::event::authority::{Authority, AuthoritySet, Signatory};
use crate::event::plan::PlanRules;

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
    /// What justifies it (启动依据); needed where the headquarters starts level 3 or 4 and where its chiefs act of their
    /// own motion ([`needs_justification`]), elsewhere a remark for the record.
    pub justification: Option<Justification>,
    /// For declaring the end: the event is dealt with (事件处置完毕).
    pub dealt_with: bool,
    /// For declaring the end: supply to the affected area is restored (恢复供气).
    pub supply_restored: bool,
    /// For starting level 3 or 4 of the province: the means of the city (level 4: of county and city) are exceeded.
    pub means_exceeded: bool,
    /// For starting level 3 or 4 of the province: the headquarters approved it (经省指挥部批准). For the record; where the
    /// office does not state it, that is remarked upon.
    pub approved: bool,
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
            means_exceeded: false,
            approved: false,
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

    /// The same request, stating that the means of the governments below are exceeded.
    #[must_use]
    pub const fn with_means_exceeded(self) -> ActionRequest {
        ActionRequest { means_exceeded: true, ..self }
    }

    /// The same request, stating that the headquarters approved it.
    #[must_use]
    pub const fn with_approval(self) -> ActionRequest {
        ActionRequest { approved: true, ..self }
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
    /// What justifies it is missing: where the headquarters starts level 3 or 4, that the means below are exceeded, and
    /// one of the grounds; where its chiefs act of their own motion, a reason.
    JustificationMissing {
        /// Whether the means below are stated to be exceeded.
        means_exceeded: bool,
        /// Whether a ground or reason is stated.
        justified: bool,
    },
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
            Refusal::JustificationMissing { .. } => 11,
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
            Refusal::JustificationMissing { means_exceeded, justified } => {
                write!(f, " (means exceeded: {means_exceeded}, ground or reason: {justified})")
            }
            _ => Ok(()),
        }
    }
}

impl core::error::Error for Refusal {}

/// Whoever may propose this response. Source: the plan, §1.5.2, for levels 1 and 2.
const fn proposers(plan: &PlanRules, response: Response) -> AuthoritySet {
    match (response.government(), plan.level(response.level()).proposer) {
        (Government::Province, Some(proposer)) => AuthoritySet::of(&[proposer]),
        _ => AuthoritySet::of(&[Authority::Engine, Authority::County, Authority::City, Authority::HqOffice]),
    }
}

const END_PROPOSERS: AuthoritySet = AuthoritySet::ALL.without(AuthoritySet::of(&[Authority::Enterprise]));

/// The authority and, in the headquarters, those above it.
pub(super) const fn with_superiors(authority: Authority) -> AuthoritySet {
    match authority {
        Authority::HqOffice => {
            AuthoritySet::of(&[Authority::HqOffice, Authority::DeputyCommander, Authority::Commander])
        }
        Authority::DeputyCommander => CHIEFS,
        _ => AuthoritySet::of(&[authority]),
    }
}

/// The headquarters' own chiefs, who need no proposal.
const CHIEFS: AuthoritySet = AuthoritySet::of(&[Authority::DeputyCommander, Authority::Commander]);

/// Who starts this response, leads it and ends it. Source: the plan, §1.5.2, §4.1 and §4.6.
pub(super) const fn starter(plan: &PlanRules, response: Response) -> Authority {
    match response.government() {
        Government::Province => plan.level(response.level()).starter,
        Government::City => Authority::City,
        Government::County => Authority::County,
    }
}

/// Who may take an action in a state, by the plan's table of levels.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// The reason why nobody may; never [`Refusal::NotAuthorized`], [`Refusal::JustificationMissing`] or
/// [`Refusal::EndConditionsUnmet`].
pub fn who_may(plan: &PlanRules, state: ResponseState, action: Action) -> Result<AuthoritySet, Refusal> {
    match cell(state.phase(), action.kind()) {
        Cell::Not(bar) => Err(refusal_of(bar)),
        Cell::May(who, guard) => {
            check_guard(state, action, guard)?;
            let may = authorities(plan, state, action, who);
            match who {
                // What the headquarters does not lead is proposed first.
                Who::ChiefOfNamed if may.is_empty() => Err(Refusal::NothingProposed),
                Who::LeadingChief if may.is_empty() => Err(Refusal::TerminationNotProposed),
                _ => Ok(may),
            }
        }
    }
}

/// Whether the action needs a justification: the headquarters takes a response over that it starts where means are exceeded (the condition that
/// means are exceeded comes in addition then), or one of its chiefs acts of their own motion. Source: the plan, §4.1.
///
/// Constant time; reentrant.
pub fn needs_justification(plan: &PlanRules, state: ResponseState, action: Action) -> bool {
    is_taken_over(plan, state, action) || is_own_motion(state, action)
}

/// Whether a start, change or end is decided that nobody proposed.
const fn is_own_motion(state: ResponseState, action: Action) -> bool {
    matches!(state.proposal, Proposal::None)
        && matches!(action, Action::Confirm(_) | Action::DeclareTermination)
}

/// Whether the headquarters takes a response over that the plan has it start only where means are exceeded (of Jilin's,
/// level 3 or 4): it starts one, takes the lead from a city or county, or raises a less serious one of its own. Source: the
/// plan, §4.1. Coming down from a more serious response of the province is none of these.
pub(in crate::event) fn is_taken_over(plan: &PlanRules, state: ResponseState, action: Action) -> bool {
    let Action::Confirm(named) = action else { return false };
    let comes_down = state.in_force().is_some_and(|in_force| {
        in_force.government() == Government::Province && !named.is_more_serious_than(in_force)
    });
    named.government() == Government::Province && plan.level(named.level()).when_exceeded && !comes_down
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
/// use citygate::event::{
///     Action, ActionRequest, Authority, PlanRules, Refusal, Response, ResponseState, transition,
/// };
///
/// let plan = PlanRules::JILIN_2024;
/// let propose = ActionRequest::new(Action::Propose(Response::Level2), Authority::HqOffice);
/// let proposed = transition(&plan, ResponseState::NORMAL, &propose)?;
/// let start = Action::Confirm(Response::Level2);
/// assert!(matches!(
///     transition(&plan, proposed, &ActionRequest::new(start, Authority::Engine)),
///     Err(Refusal::NotAuthorized { may }) if may.contains(Authority::DeputyCommander)
/// ));
/// let started = transition(&plan, proposed, &ActionRequest::new(start, Authority::DeputyCommander))?;
/// assert_eq!(started.in_force(), Some(Response::Level2));
/// # Ok::<(), Refusal>(())
/// ```
pub fn transition(
    plan: &PlanRules,
    state: ResponseState,
    request: &ActionRequest,
) -> Result<ResponseState, Refusal> {
    let may = who_may(plan, state, request.action)?;
    if !may.contains(request.by.authority) {
        return Err(Refusal::NotAuthorized { may });
    }
    check_justification(plan, state, request)?;
    let ActionRequest { dealt_with, supply_restored, .. } = *request;
    if request.action == Action::DeclareTermination && !(dealt_with && supply_restored) {
        return Err(Refusal::EndConditionsUnmet { dealt_with, supply_restored });
    }
    Ok(after(state, request.action))
}

fn check_justification(
    plan: &PlanRules,
    state: ResponseState,
    request: &ActionRequest,
) -> Result<(), Refusal> {
    let ActionRequest { justification, means_exceeded, .. } = *request;
    let justified = !matches!(justification, None | Some(Justification::MeansExceeded));
    let is_wider = justification == Some(Justification::SeveralRegions);
    let is_short_of = is_taken_over(plan, state, request.action) && !(means_exceeded || is_wider);
    if needs_justification(plan, state, request.action) && (!justified || is_short_of) {
        return Err(Refusal::JustificationMissing { means_exceeded, justified });
    }
    Ok(())
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
        (Guard::LedByProvince, ..) => match answered(state) {
            Some(response) if response.government() == Government::Province => Ok(()),
            _ => Err(Refusal::NotLedByProvince),
        },
        _ => Ok(()),
    }
}

fn authorities(plan: &PlanRules, state: ResponseState, action: Action, who: Who) -> AuthoritySet {
    let named = match action {
        Action::Propose(response) | Action::Confirm(response) => Some(response),
        _ => None,
    };
    let proposed = match state.proposal {
        Proposal::Response(response) => Some(response),
        Proposal::None | Proposal::Termination => None,
    };
    let who_starts = |response: Option<Response>| {
        response.map_or(AuthoritySet::NONE, |r| with_superiors(starter(plan, r)))
    };
    // From the county to the commander the codes rise with the rank.
    let higher = |then: Option<Response>| {
        let starters = state.in_force().into_iter().chain(then).map(|r| starter(plan, r));
        starters.max_by_key(|a| a.code()).map_or(AuthoritySet::NONE, with_superiors)
    };
    let chiefs = |set: AuthoritySet| set.without(AuthoritySet::ALL.without(CHIEFS));
    match who {
        Who::ProposerOfNamed => named.map_or(AuthoritySet::NONE, |r| proposers(plan, r)),
        Who::ProposerOfEnd => END_PROPOSERS,
        Who::StarterOfProposed => who_starts(proposed),
        Who::ChiefOfNamed => chiefs(higher(named)),
        Who::HigherOfBoth => higher(proposed),
        Who::Leader => who_starts(answered(state)),
        Who::LeadingChief => chiefs(who_starts(answered(state))),
        Who::Commander => AuthoritySet::of(&[Authority::Commander]),
    }
}

/// The response in force, or in transition.
const fn answered(state: ResponseState) -> Option<Response> {
    match state.status {
        ResponseStatus::Started(response) | ResponseStatus::Transition(response) => Some(response),
        ResponseStatus::Normal => None,
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
    }
}
