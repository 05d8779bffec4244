//! What happened in an exercise, in order.

use citygate::event::{
    Action, ActionKind, Criterion, Duty, EventError, Grade, RecipientSet, Response, WarningLevel,
};
use citygate::user::SupplyClass;
use serde::{Serialize, Serializer};

use super::moment::Moment;
use crate::local_text::{self, LocalText};
use crate::quantity::Quantity;
use crate::scenario::timeline::Signer;
use crate::text::as_text;

#[derive(Clone, Debug, Serialize)]
pub struct LogEntry {
    #[serde(rename = "at_h")]
    pub at: Moment,
    #[serde(flatten)]
    pub event: LogEvent,
    #[serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")]
    pub refused: Option<EventError>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LogEvent {
    Note {
        #[serde(flatten, serialize_with = "local_text::as_text")]
        text: LocalText,
    },
    /// The supply or the demand of some classes is another.
    Changed {
        #[serde(skip_serializing_if = "Option::is_none")]
        supply: Option<Quantity>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        demand: Vec<DemandFactor>,
        #[serde(skip_serializing_if = "Option::is_none")]
        withdrawal: Option<Quantity>,
    },
    /// So much gas arrived in the storage.
    Delivery {
        volume: Quantity,
    },
    /// Only the reserve is left in the storage.
    StorageAtReserve,
    /// It is time for the next turn.
    Turn,
    #[serde(rename = "word")]
    Notified {
        #[serde(flatten, serialize_with = "local_text::as_text")]
        text: LocalText,
        by: Signer,
        #[serde(skip)]
        age_min: u16,
    },
    Warning {
        /// `None` lifts it.
        #[serde(serialize_with = "level_or_none")]
        warning: Option<WarningLevel>,
        /// What the signs still called for when it was lifted.
        #[serde(skip_serializing_if = "Option::is_none")]
        called_for: Option<WarningLevel>,
        by: Signer,
    },
    /// Somebody who sees signs proposes a warning.
    WarningProposed {
        warning: WarningLevel,
        by: Signer,
    },
    /// A proposal is taken back, or turned down.
    WarningWithdrawn {
        by: Signer,
    },
    #[serde(rename = "act")]
    Response {
        act: ActionKind,
        #[serde(skip_serializing_if = "Option::is_none")]
        response: Option<Response>,
        #[serde(rename = "ground", skip_serializing_if = "Option::is_none")]
        justification: Option<citygate::event::Justification>,
        by: Signer,
    },
    Report {
        /// `None` when it was not sent.
        #[serde(rename = "report", skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        recipients: Option<RecipientSet>,
        by: Signer,
        #[serde(skip)]
        late: RecipientSet,
    },
    Close {
        by: Signer,
    },
    /// An authority states the grade.
    GradeStated {
        /// `None`: there is none.
        #[serde(rename = "grade", serialize_with = "grade_or_none")]
        stated: Option<Grade>,
        by: Signer,
    },
    /// A duty was ticked off.
    Duty {
        duty: Duty,
        by: Signer,
    },
    /// The event was graded anew.
    Graded {
        #[serde(skip_serializing_if = "Option::is_none")]
        grade: Option<Grade>,
        /// The grade whose conditions the figures meet.
        #[serde(skip)]
        met: Option<Grade>,
        #[serde(skip)]
        criterion: Option<Criterion>,
        #[serde(skip_serializing_if = "Option::is_none")]
        response: Option<Response>,
    },
    /// More people are to be reported to.
    ReportTo {
        recipients: RecipientSet,
    },
    Overdue {
        recipients: RecipientSet,
    },
}

/// The demand of a class is so many times what is stated.
#[derive(Clone, Debug, Serialize)]
pub struct DemandFactor {
    pub class: SupplyClass,
    pub factor: Quantity,
}

/// The response that an action names.
pub fn named_response(action: Action) -> Option<Response> {
    match action {
        Action::Propose(response) | Action::Confirm(response) => Some(response),
        _ => None,
    }
}

fn level_or_none<S: Serializer>(level: &Option<WarningLevel>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.map_or("none", WarningLevel::name))
}

fn grade_or_none<S: Serializer>(grade: &Option<Grade>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(grade.map_or("none", Grade::name))
}
