//! The table that drives the machine: one cell for every phase and kind of action.

use super::action::ActionKind;
use super::state::Phase;

/// Who may take an action.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Whoever may propose the response named.
    ProposerOfNamed,
    /// Whoever may propose an end.
    ProposerOfEnd,
    /// Whoever may start the response proposed.
    StarterOfProposed,
    /// The chiefs of the headquarters who may start the response named, or change to it, of their own motion.
    ChiefOfNamed,
    /// The higher of the authority that leads the response in force and the one that may start the one proposed.
    HigherOfBoth,
    /// Whoever leads the response in force, or in transition.
    Leader,
    /// The chiefs of the headquarters who lead the response in force, of their own motion.
    LeadingChief,
    /// The commander.
    Commander,
}

/// What else has to hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Nothing.
    Nothing,
    /// The response named is not the one in force.
    NotInForce,
    /// The response named is more serious than the one proposed, and is not the one in force.
    MoreSeriousThanProposed,
    /// The response named is more serious than the one in force.
    MoreSeriousThanInForce,
    /// The response named is the one proposed. Where the headquarters starts level 3 or 4, means are exceeded and a ground
    /// is given.
    NamesProposed,
    /// The event is dealt with, and supply to the affected area is restored.
    EndConditions,
    /// The response in force, or in transition, is led by the province.
    LedByProvince,
}

/// Why nobody may take an action in a phase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    /// Nothing is proposed.
    NothingProposed,
    /// No response is in force.
    NotStarted,
    /// A response is in force; it has to be ended first.
    InForce,
    /// A change is proposed; it has to be decided first.
    ChangePending,
    /// The end is proposed; it has to be decided first.
    TerminationPending,
    /// The end is proposed already.
    AlreadyProposed,
    /// A new start is proposed; it has to be decided first.
    RestartPending,
    /// There is no transition to close.
    NoTransition,
}

/// One cell of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    May(Who, Guard),
    Not(Bar),
}

/// The cell for an action in a phase.
pub(super) fn cell(phase: Phase, action: ActionKind) -> Cell {
    let row = match phase {
        Phase::Normal => &NORMAL,
        Phase::Proposed => &PROPOSED,
        Phase::Started => &STARTED,
        Phase::ChangeProposed => &CHANGE_PROPOSED,
        Phase::Termination => &TERMINATION,
        Phase::Transition => &TRANSITION,
        Phase::RestartProposed => &RESTART_PROPOSED,
    };
    match action {
        ActionKind::Propose => row.propose,
        ActionKind::Confirm => row.confirm,
        ActionKind::ProposeTermination => row.propose_termination,
        ActionKind::DeclareTermination => row.declare_termination,
        ActionKind::Reject => row.reject,
        ActionKind::CloseTransition => row.close_transition,
        ActionKind::RequestSupport => row.request_support,
    }
}

struct Row {
    propose: Cell,
    confirm: Cell,
    propose_termination: Cell,
    declare_termination: Cell,
    reject: Cell,
    close_transition: Cell,
    request_support: Cell,
}

use Cell::{May, Not};

static NORMAL: Row = Row {
    propose: May(Who::ProposerOfNamed, Guard::Nothing),
    confirm: May(Who::ChiefOfNamed, Guard::Nothing),
    propose_termination: Not(Bar::NotStarted),
    declare_termination: Not(Bar::NotStarted),
    reject: Not(Bar::NothingProposed),
    close_transition: Not(Bar::NoTransition),
    request_support: Not(Bar::NotStarted),
};

static PROPOSED: Row = Row {
    propose: May(Who::ProposerOfNamed, Guard::MoreSeriousThanProposed),
    confirm: May(Who::StarterOfProposed, Guard::NamesProposed),
    propose_termination: Not(Bar::NotStarted),
    declare_termination: Not(Bar::NotStarted),
    reject: May(Who::StarterOfProposed, Guard::Nothing),
    close_transition: Not(Bar::NoTransition),
    request_support: Not(Bar::NotStarted),
};

static STARTED: Row = Row {
    propose: May(Who::ProposerOfNamed, Guard::NotInForce),
    confirm: May(Who::ChiefOfNamed, Guard::NotInForce),
    propose_termination: May(Who::ProposerOfEnd, Guard::Nothing),
    declare_termination: May(Who::LeadingChief, Guard::EndConditions),
    reject: Not(Bar::NothingProposed),
    close_transition: Not(Bar::InForce),
    request_support: May(Who::Commander, Guard::LedByProvince),
};

static CHANGE_PROPOSED: Row = Row {
    propose: May(Who::ProposerOfNamed, Guard::MoreSeriousThanProposed),
    confirm: May(Who::HigherOfBoth, Guard::NamesProposed),
    propose_termination: Not(Bar::ChangePending),
    declare_termination: Not(Bar::ChangePending),
    reject: May(Who::HigherOfBoth, Guard::Nothing),
    close_transition: Not(Bar::InForce),
    request_support: May(Who::Commander, Guard::LedByProvince),
};

static TERMINATION: Row = Row {
    propose: May(Who::ProposerOfNamed, Guard::MoreSeriousThanInForce),
    confirm: Not(Bar::TerminationPending),
    propose_termination: Not(Bar::AlreadyProposed),
    declare_termination: May(Who::Leader, Guard::EndConditions),
    reject: May(Who::Leader, Guard::Nothing),
    close_transition: Not(Bar::InForce),
    request_support: May(Who::Commander, Guard::LedByProvince),
};

static TRANSITION: Row = Row {
    propose: May(Who::ProposerOfNamed, Guard::Nothing),
    confirm: May(Who::ChiefOfNamed, Guard::Nothing),
    propose_termination: Not(Bar::NotStarted),
    declare_termination: Not(Bar::NotStarted),
    reject: Not(Bar::NothingProposed),
    close_transition: May(Who::Leader, Guard::Nothing),
    request_support: May(Who::Commander, Guard::LedByProvince),
};

static RESTART_PROPOSED: Row = Row {
    propose: May(Who::ProposerOfNamed, Guard::MoreSeriousThanProposed),
    confirm: May(Who::StarterOfProposed, Guard::NamesProposed),
    propose_termination: Not(Bar::NotStarted),
    declare_termination: Not(Bar::NotStarted),
    reject: May(Who::StarterOfProposed, Guard::Nothing),
    close_transition: Not(Bar::RestartPending),
    request_support: May(Who::Commander, Guard::LedByProvince),
};
