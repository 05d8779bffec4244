//! The machine: who may do what, and what becomes of it.

use core::fmt;

use super::super::authority::{Authority, AuthoritySet, Signatory};
use super::table::{Bar, Cell, Guard, Who, cell};
use super::{Act, Government, Ground, Proposal, Response, Standing, State};

/// What somebody asks the machine to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The act.
    pub act: Act,
    /// Who does it. The authority decides; division and person are for the record.
    pub by: Signatory,
    /// On which ground; needed where the office of the headquarters starts level 3 or 4 ([`needs_ground`]),
    /// elsewhere a remark for the record.
    pub ground: Option<Ground>,
    /// For declaring the end: the event is dealt with (事件处置完毕).
    pub dealt_with: bool,
    /// For declaring the end: supply to the affected area is restored (恢复供气).
    pub supply_restored: bool,
}

impl Request {
    /// An act, on no ground, with no statement about the end.
    pub fn new(act: Act, by: impl Into<Signatory>) -> Request {
        Request { act, by: by.into(), ground: None, dealt_with: false, supply_restored: false }
    }

    /// The same request on a ground.
    #[must_use]
    pub const fn on(self, ground: Ground) -> Request {
        Request { ground: Some(ground), ..self }
    }

    /// The same request, stating whether the event is dealt with and whether supply is restored.
    #[must_use]
    pub const fn stating(self, dealt_with: bool, supply_restored: bool) -> Request {
        Request { dealt_with, supply_restored, ..self }
    }
}

/// Why an act was refused. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The office of the headquarters starts level 3 or 4 on a ground only; none is given.
    GroundMissing,
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
            Refusal::GroundMissing => 11,
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

/// Who may do an act in a state.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// The reason why nobody may; never [`Refusal::NotAuthorized`], [`Refusal::GroundMissing`] or
/// [`Refusal::EndConditionsUnmet`].
pub fn who_may(state: State, act: Act) -> Result<AuthoritySet, Refusal> {
    match cell(state.phase(), act.kind()) {
        Cell::Not(bar) => Err(refusal_of(bar)),
        Cell::May(who, guard) => {
            check_guard(state, act, guard)?;
            Ok(authorities(state, act, who))
        }
    }
}

/// Whether the act needs a ground: the office of the headquarters starts a response of level 3 or 4, takes its
/// lead from a city or county, or raises one from level 4 to level 3. Source: the plan, §4.1. Coming down from a
/// more serious response of the province needs none.
///
/// Constant time; reentrant.
pub const fn needs_ground(state: State, act: Act) -> bool {
    matches!(act, Act::Confirm(Response::Level3Province | Response::Level4Province))
        && !matches!(state.in_force(), Some(Response::Level1 | Response::Level2 | Response::Level3Province))
}

/// The state after a request.
///
/// Pure: nothing is kept, so a caller records what it did ([`super::super::Event`] does both at once). Constant
/// time; reentrant.
///
/// # Errors
///
/// [`Refusal`], in this order: the act is not possible in the state; the authority may not do it; a ground is
/// missing; the conditions of the end are not met.
///
/// ```
/// use citygate::event::{Act, Authority, Refusal, Request, Response, State, step};
///
/// let proposed = step(State::NORMAL, &Request::new(Act::Propose(Response::Level2), Authority::HqOffice))?;
/// let start = Act::Confirm(Response::Level2);
/// assert!(matches!(
///     step(proposed, &Request::new(start, Authority::Engine)),
///     Err(Refusal::NotAuthorized { may }) if may.contains(Authority::DeputyCommander)
/// ));
/// let started = step(proposed, &Request::new(start, Authority::DeputyCommander))?;
/// assert_eq!(started.in_force(), Some(Response::Level2));
/// # Ok::<(), Refusal>(())
/// ```
pub fn step(state: State, request: &Request) -> Result<State, Refusal> {
    let may = who_may(state, request.act)?;
    if !may.contains(request.by.authority) {
        return Err(Refusal::NotAuthorized { may });
    }
    if needs_ground(state, request.act) && request.ground.is_none() {
        return Err(Refusal::GroundMissing);
    }
    let Request { dealt_with, supply_restored, .. } = *request;
    if request.act == Act::DeclareTermination && !(dealt_with && supply_restored) {
        return Err(Refusal::EndConditionsUnmet { dealt_with, supply_restored });
    }
    Ok(after(state, request.act))
}

pub(super) fn after(state: State, act: Act) -> State {
    let of = |standing| State { standing, proposal: Proposal::None };
    match (act, state.standing) {
        (Act::Propose(response), _) => state.with_proposal(Proposal::Response(response)),
        (Act::Confirm(response), _) => of(Standing::Started(response)),
        (Act::ProposeTermination, _) => state.with_proposal(Proposal::Termination),
        (Act::DeclareTermination, Standing::Started(response)) => of(Standing::Transition(response)),
        (Act::Reject, _) => state.with_proposal(Proposal::None),
        (Act::CloseTransition, _) => State::NORMAL,
        (Act::RequestSupport | Act::DeclareTermination, _) => state,
    }
}

fn check_guard(state: State, act: Act, guard: Guard) -> Result<(), Refusal> {
    let named = match act {
        Act::Propose(response) | Act::Confirm(response) => Some(response),
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

fn authorities(state: State, act: Act, who: Who) -> AuthoritySet {
    let standing = match state.standing {
        Standing::Started(response) | Standing::Transition(response) => Some(response),
        Standing::Normal => None,
    };
    let proposed = match state.proposal {
        Proposal::Response(response) => Some(response),
        Proposal::None | Proposal::Termination => None,
    };
    let starters = standing.into_iter().chain(proposed).map(starter);
    let one = |authority| AuthoritySet::of(&[authority]);
    match (who, act) {
        (Who::ProposerOfNamed, Act::Propose(response)) => proposers(response),
        (Who::ProposerOfNamed, _) => AuthoritySet::NONE,
        (Who::ProposerOfEnd, _) => END_PROPOSERS,
        (Who::StarterOfProposed, _) => proposed.map(starter).map_or(AuthoritySet::NONE, one),
        // From the county to the commander the codes rise with the rank.
        (Who::HigherOfBoth, _) => starters.max_by_key(|a| a.code()).map_or(AuthoritySet::NONE, one),
        (Who::Leader, _) => standing.map(starter).map_or(AuthoritySet::NONE, one),
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
