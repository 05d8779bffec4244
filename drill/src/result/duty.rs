//! The duties that an exercise brought, and what became of them.

use citygate::event::{Duty, DutyHolder, DutyTrigger};
use serde::Serialize;

use super::moment::Moment;
use crate::scenario::timeline::Signer;

#[derive(Clone, Debug, Serialize)]
pub struct DutyOutcome {
    pub duty: Duty,
    /// The section of the plan.
    pub section: &'static str,
    pub trigger: DutyTrigger,
    pub holder: DutyHolder,
    #[serde(rename = "since_h")]
    pub since: Moment,
    /// `None` where it is to be decided, or comes afterwards.
    #[serde(rename = "due_h")]
    pub due: Option<Moment>,
    #[serde(rename = "done_h")]
    pub done: Option<Moment>,
    /// Who ticked it off; nobody where the report that was sent did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Signer>,
    pub state: DutyState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    Done,
    Late,
    /// Late, and not done.
    Overdue,
    /// Not done; there is time left.
    Pending,
    /// Not done; it has no deadline.
    Open,
}

impl DutyState {
    /// How a duty stands at a moment.
    pub fn of(due: Option<Moment>, done: Option<Moment>, now: Moment) -> DutyState {
        match (due, done) {
            (Some(due), Some(done)) if due < done => DutyState::Late,
            (_, Some(_)) => DutyState::Done,
            (None, None) => DutyState::Open,
            (Some(due), None) if due < now => DutyState::Overdue,
            (Some(_), None) => DutyState::Pending,
        }
    }
}
