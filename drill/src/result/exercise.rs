//! What an exercise results in.

use citygate::event::{
    Government, Grade, JournalHead, Proposal, Recipient, RecipientSet, Recommendation, ReportItem,
    ResponseState, WarningLevel,
};
use citygate::user::SupplyClass;
use serde::{Serialize, Serializer};

use super::allocation::Allocation;
use super::duty::DutyOutcome;
use super::event::{GradeBasis, InterruptionSource};
use super::lasting::Lasting;
use super::log::LogEntry;
use super::moment::Moment;
use super::remark::Remark;
use super::shares::{ClassOutcome, UserOutcome};
use super::station::StationOutcome;
use crate::local_text::LocalText;
use crate::quantity::Quantity;
use crate::scenario::Scenario;
use crate::scenario::timeline::{Signer, Start};
use crate::text::{as_hex, as_text};

#[derive(Clone, Debug, Serialize)]
pub struct Exercise {
    #[serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
    #[serde(rename = "end_h")]
    pub end: Moment,
    #[serde(rename = "hardest_h")]
    pub peak_curtailment: PeakCurtailment,
    /// At the beginning, after every entry, and whenever the event session found something new; of several at one moment
    /// those that are not alike.
    #[serde(rename = "moments")]
    pub snapshots: Vec<Snapshot>,
    #[serde(rename = "happenings")]
    pub log: Vec<LogEntry>,
    #[serde(rename = "reports_due")]
    pub obligations: Vec<Obligation>,
    #[serde(rename = "reports_sent")]
    pub reports: Vec<SentReport>,
    /// What was allowed and is remarked upon, in the order of time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The duties that the event brought, in the order of the table.
    pub duties: Vec<DutyOutcome>,
    /// The classes that have users, in the plan's order.
    pub classes: Vec<Kept>,
    /// In the order of the scenario.
    pub users: Vec<Kept>,
    /// Whenever gas was shared out.
    #[serde(skip)]
    pub sharings: Vec<Sharing>,
    /// Where a station controller takes part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station: Option<StationOutcome>,
    pub journal: JournalCopy,
}

#[derive(Clone, Debug, Serialize)]
pub struct Snapshot {
    #[serde(rename = "at_h")]
    pub at: Moment,
    pub supply: Quantity,
    /// The grade that stands.
    pub grade: Option<Grade>,
    /// The grade whose conditions the figures meet.
    pub met: Option<Grade>,
    #[serde(flatten)]
    pub basis: GradeBasis,
    /// `null` where nothing is known of an interruption.
    pub interruption_source: Option<InterruptionSource>,
    #[serde(flatten, serialize_with = "recommended")]
    pub recommendation: Option<Recommendation>,
    #[serde(flatten, serialize_with = "response")]
    pub response: ResponseState,
    pub warning: Option<WarningLevel>,
    /// The warning that is proposed and not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning_proposed: Option<WarningLevel>,
    /// The warning that possibility and reach call for, where they are stated.
    pub warning_called_for: Option<WarningLevel>,
    /// Whose reports are late.
    pub overdue: RecipientSet,
    /// Only with a storage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage: Option<StorageState>,
    pub demand: Quantity,
    pub served: Quantity,
    pub curtailed: Quantity,
    pub unused: Quantity,
    pub classes: Vec<ClassOutcome>,
    pub users: Vec<UserGrant>,
    /// What of what is curtailed is withheld by order.
    #[serde(skip_serializing_if = "Quantity::is_zero")]
    pub by_order: Quantity,
}

impl Snapshot {
    /// Whether grade, warning, response and late reports stand as they do in the other.
    pub fn stands_like(&self, other: &Snapshot) -> bool {
        let of = |snapshot: &Snapshot| {
            let Snapshot { grade, recommendation, response, warning, warning_proposed, overdue, .. } =
                *snapshot;
            let criterion = snapshot.basis.criterion;
            (grade, criterion, recommendation, response, warning, warning_proposed, overdue)
        };
        of(self) == of(other)
    }
}

/// How a storage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StorageState {
    /// The volume in it, rounded down.
    pub stock: Quantity,
    /// The flow that is taken out.
    pub withdrawn: Quantity,
    /// In how many hours only the reserve is left if all stays as it is; `null` while nothing is taken out.
    #[serde(rename = "survival_h")]
    pub lasts: Option<Lasting>,
}

/// Gas was shared out anew.
#[derive(Clone, Debug)]
pub struct Sharing {
    pub at: Moment,
    pub allocation: Allocation,
}

#[derive(Clone, Debug, Serialize)]
pub struct UserGrant {
    pub id: String,
    pub granted: Quantity,
}

/// A report that was owed to one recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obligation {
    pub recipient: Recipient,
    pub first: bool,
    #[serde(rename = "since_h")]
    pub since: Moment,
    #[serde(rename = "due_h")]
    pub due: Moment,
    #[serde(rename = "sent_h")]
    pub sent: Option<Moment>,
    pub state: ObligationState,
    /// When it was sent, or nobody owed it any more: at the latest when the exercise ended.
    #[serde(skip)]
    pub until: Moment,
    /// It is owed still when the exercise ends.
    #[serde(skip)]
    pub is_open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationState {
    InTime,
    Late,
    /// Late, and not sent.
    Overdue,
    /// Not sent; there is time left.
    Pending,
    /// The event was closed before it fell due.
    Ended,
}

impl ObligationState {
    /// How a report stands that was owed until then: everything that tells it tells this. What was missed stays
    /// missed, whatever is done later.
    pub fn of(due: Moment, sent: Option<Moment>, until: Moment, is_open: bool) -> ObligationState {
        match sent {
            Some(sent) if sent <= due => ObligationState::InTime,
            Some(_) => ObligationState::Late,
            None if due < until => ObligationState::Overdue,
            None if is_open => ObligationState::Pending,
            None => ObligationState::Ended,
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct SentReport {
    #[serde(rename = "report")]
    pub number: u32,
    #[serde(rename = "at_h")]
    pub at: Moment,
    pub to: RecipientSet,
    /// To whom of them it was late.
    pub late: RecipientSet,
    pub by: Signer,
    /// The last report of a closed event (终报).
    #[serde(rename = "final", skip_serializing_if = "std::ops::Not::not")]
    pub is_final: bool,
    /// The items to follow; of the final report, those that never came.
    pub missing: Vec<ReportItem>,
    /// As JSON, over which the journal keeps the digest.
    pub content: String,
    #[serde(rename = "sha256", serialize_with = "as_hex")]
    pub digest: [u8; 32],
    #[serde(skip)]
    pub grade: Option<Grade>,
    /// The texts, in the order of [`ReportItem::ALL`].
    #[serde(skip)]
    pub items: Vec<Option<LocalText>>,
}

/// What a class or a user wanted and kept over the whole exercise. Volumes are in the scenario's unit × hours,
/// rounded down.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// `None` for a class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub class: SupplyClass,
    pub demand: Quantity,
    pub granted: Quantity,
    /// When the smallest share of the demand was granted, the first of several times.
    #[serde(rename = "lowest_h")]
    pub lowest_at: Moment,
    /// The flows wanted and granted then.
    pub lowest_demand: Quantity,
    pub lowest_granted: Quantity,
    /// Whether it was without gas for more turns in a row than its rotating step allows; never for a class.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub off_too_long: bool,
    /// What of the demand is withheld by order (停供): it is part of what is curtailed.
    #[serde(skip_serializing_if = "Quantity::is_zero")]
    pub by_order: Quantity,
}

/// The moment at which most was curtailed, the first of several: what was shared out and how.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct PeakCurtailment {
    pub at: Moment,
    /// The scenario as it was then, without its time line.
    #[serde(skip)]
    pub scenario: Box<Scenario>,
    #[serde(skip)]
    pub allocation: Box<Allocation>,
}

#[derive(Clone, Debug, Serialize)]
pub struct JournalCopy {
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The number of records and the tag of the last one.
    #[serde(flatten, serialize_with = "head")]
    pub head: JournalHead,
    /// Whether it is kept with a key.
    pub keyed: bool,
}

impl From<&UserOutcome> for Kept {
    fn from(user: &UserOutcome) -> Kept {
        Kept { id: Some(user.id.clone()), ..Kept::nothing(user.class, user.demand, user.granted) }
    }
}

impl From<&ClassOutcome> for Kept {
    fn from(class: &ClassOutcome) -> Kept {
        Kept::nothing(class.class, class.demand, class.granted)
    }
}

impl Kept {
    /// No volume yet, and these flows at the beginning.
    fn nothing(class: SupplyClass, demand: Quantity, granted: Quantity) -> Kept {
        Kept {
            id: None,
            class,
            demand: Quantity::ZERO,
            by_order: Quantity::ZERO,
            granted: Quantity::ZERO,
            lowest_at: Moment::default(),
            lowest_demand: demand,
            lowest_granted: granted,
            off_too_long: false,
        }
    }
}

fn recommended<S: Serializer>(value: &Option<Recommendation>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Recommended {
        recommended: Option<citygate::event::Response>,
        lead: Option<Government>,
    }
    let recommended = value.map(|recommended| recommended.response);
    let lead = value.map(|recommended| recommended.lead.government);
    Recommended { recommended, lead }.serialize(serializer)
}

fn response<S: Serializer>(state: &ResponseState, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Response {
        phase: &'static str,
        response: Option<&'static str>,
        proposed: Option<&'static str>,
    }
    let proposed = match state.proposal() {
        Proposal::None => None,
        Proposal::Response(response) => Some(response.name()),
        Proposal::Termination => Some("termination"),
    };
    let response = state.in_force().map(|response| response.name());
    Response { phase: state.phase().name(), response, proposed }.serialize(serializer)
}

fn head<S: Serializer>(head: &JournalHead, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Head {
        records: u64,
        #[serde(serialize_with = "as_hex")]
        last_tag: [u8; 32],
    }
    Head { records: head.next, last_tag: head.tag }.serialize(serializer)
}
