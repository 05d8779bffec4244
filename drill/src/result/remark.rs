//! What is remarked upon in an exercise: allowed, and yet to be looked at.

use citygate::event::{ActionRemark, ReportItem};
use serde::Serialize;

use super::moment::Moment;

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
}

impl Remark {
    pub fn of_action(at: Moment, remark: ActionRemark) -> Remark {
        Remark { at, what: RemarkKind::Action { remark } }
    }
}
