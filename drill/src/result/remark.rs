//! What is remarked upon in an exercise: allowed, and yet to be looked at.

use citygate::event::{ActionRemark, ReportItem};
use serde::Serialize;

use super::moment::Moment;
use crate::quantity::Quantity;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    #[serde(rename = "at_h")]
    pub at: Moment,
    #[serde(flatten)]
    pub what: RemarkKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RemarkKind {
    /// An action that the record remarks upon.
    Action { remark: ActionRemark },
    /// The final report of the event lacks items; nothing follows any more.
    FinalReportIncomplete { report: u32, missing: Vec<ReportItem> },
    /// The stated hours for which main users are without gas, and what their outage comes to.
    InterruptionContradicts { stated_h: Quantity, computed_h: Quantity },
    /// Users who from now on are without gas for more turns in a row than their rotating step allows.
    OffTooLong { users: Vec<String> },
}

impl Remark {
    pub fn of_action(at: Moment, remark: ActionRemark) -> Remark {
        Remark { at, what: RemarkKind::Action { remark } }
    }
}
