//! An exercise in the JSON result. The fields stand in the order of the format.

use citygate::event::{Proposal, Recipient, RecipientSet, ReportFormat, ReportItem, UnmetSet};
use serde::{Serialize, Serializer};

use super::outcome::{Due, Exercise, Fate, Happening, Kept, SentReport, Standing, What};
use crate::event::{recipient_names, unmet_names};
use crate::outcome::ClassOutcome;
use crate::quantity::Quantity;
use crate::scenario::timeline::{Deed, Signer};

impl Serialize for Exercise {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ids: Vec<&str> = self.users.iter().filter_map(|user| user.id.as_deref()).collect();
        Written {
            start: self.start.map(|start| start.to_string()),
            end_h: self.end.hours(),
            hardest_h: self.hardest.at.hours(),
            moments: self.moments.iter().map(|standing| moment(standing, &ids)).collect(),
            happenings: self.happenings.iter().map(happening).collect(),
            reports_due: self.duties.iter().map(due).collect(),
            reports_sent: self.reports.iter().map(sent).collect(),
            classes: self.classes.iter().map(kept).collect(),
            users: self.users.iter().map(kept).collect(),
            journal: WrittenJournal {
                records: self.journal.head.next,
                last_tag: hex(&self.journal.head.tag),
                keyed: self.journal.keyed,
            },
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct Written<'e> {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    end_h: Quantity,
    hardest_h: Quantity,
    moments: Vec<WrittenMoment<'e>>,
    happenings: Vec<WrittenHappening<'e>>,
    reports_due: Vec<WrittenDue>,
    reports_sent: Vec<WrittenReport<'e>>,
    classes: Vec<WrittenKept<'e>>,
    users: Vec<WrittenKept<'e>>,
    journal: WrittenJournal,
}

#[derive(Serialize)]
struct WrittenMoment<'e> {
    at_h: Quantity,
    supply: Quantity,
    imbalance_permille: u16,
    grade: Option<&'static str>,
    criterion: Option<&'static str>,
    next: Option<&'static str>,
    #[serde(serialize_with = "unmet_names")]
    unmet: UnmetSet,
    trend: &'static str,
    trend_source: &'static str,
    network: &'static str,
    interruption_h: Quantity,
    recommended: Option<&'static str>,
    lead: Option<&'static str>,
    phase: &'static str,
    response: Option<&'static str>,
    proposed: Option<&'static str>,
    warning: Option<&'static str>,
    warning_called_for: Option<&'static str>,
    #[serde(serialize_with = "recipient_names")]
    overdue: RecipientSet,
    demand: Quantity,
    served: Quantity,
    curtailed: Quantity,
    unused: Quantity,
    classes: &'e [ClassOutcome],
    users: Vec<WrittenGrant<'e>>,
}

#[derive(Serialize)]
struct WrittenGrant<'e> {
    id: &'e str,
    granted: Quantity,
}

fn moment<'e>(standing: &'e Standing, ids: &[&'e str]) -> WrittenMoment<'e> {
    let grading = standing.assessment.grading;
    let recommended = standing.assessment.recommendation;
    let proposed = match standing.response.proposal() {
        Proposal::None => None,
        Proposal::Response(response) => Some(response.name()),
        Proposal::Termination => Some("termination"),
    };
    WrittenMoment {
        at_h: standing.at.hours(),
        supply: standing.supply,
        imbalance_permille: grading.imbalance_permille,
        grade: grading.grade.map(|grade| grade.name()),
        criterion: grading.criterion.map(|criterion| criterion.name()),
        next: grading.next.map(|grade| grade.name()),
        unmet: grading.unmet,
        trend: standing.assessment.trend.name(),
        trend_source: standing.assessment.trend_source.name(),
        network: standing.network.name(),
        interruption_h: standing.interruption_h,
        recommended: recommended.map(|recommended| recommended.response.name()),
        lead: recommended.map(|recommended| recommended.lead.government.name()),
        phase: standing.phase().name(),
        response: standing.in_force().map(|response| response.name()),
        proposed,
        warning: standing.warning.map(|level| level.name()),
        warning_called_for: standing.warning_called_for.map(|level| level.name()),
        overdue: standing.overdue,
        demand: standing.demand,
        served: standing.served,
        curtailed: standing.curtailed,
        unused: standing.unused,
        classes: &standing.classes,
        users: ids
            .iter()
            .zip(&standing.granted)
            .map(|(id, granted)| WrittenGrant { id, granted: *granted })
            .collect(),
    }
}

/// Keys that do not apply to a kind are left out.
#[derive(Default, Serialize)]
struct WrittenHappening<'e> {
    at_h: Quantity,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supply: Option<Quantity>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    demand: Vec<WrittenFactor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipients: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<WrittenSigner<'e>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

#[derive(Serialize)]
struct WrittenFactor {
    class: &'static str,
    factor: Quantity,
}

#[derive(Serialize)]
struct WrittenSigner<'e> {
    authority: &'static str,
    division: u32,
    person: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'e str>,
}

fn signer(signer: &Signer) -> Option<WrittenSigner<'_>> {
    let by = signer.signatory;
    let name = signer.name.as_deref();
    Some(WrittenSigner { authority: by.authority.name(), division: by.division, person: by.person, name })
}

fn names(set: RecipientSet) -> Option<Vec<&'static str>> {
    Some(set.iter().map(Recipient::name).collect())
}

fn happening(happening: &Happening) -> WrittenHappening<'_> {
    let blank = WrittenHappening {
        at_h: happening.at.hours(),
        refused: happening.refused.map(|error| error.to_string()),
        ..WrittenHappening::default()
    };
    match &happening.what {
        What::Note(text) => WrittenHappening { kind: "note", text: Some(text), ..blank },
        What::Changed { supply, demand } => {
            let factor = |(class, factor): &(citygate::user::SupplyClass, Quantity)| WrittenFactor {
                class: class.name(),
                factor: *factor,
            };
            let demand = demand.iter().map(factor).collect();
            WrittenHappening { kind: "changed", supply: *supply, demand, ..blank }
        }
        What::Word(word) => {
            WrittenHappening { kind: "word", text: Some(&word.text), by: signer(&word.by), ..blank }
        }
        What::Deed(deed) => written_deed(deed, blank),
        What::Reported { receipt, by } => WrittenHappening {
            kind: "report",
            report: Some(receipt.number),
            recipients: names(receipt.to),
            by: signer(by),
            ..blank
        },
        What::Graded(assessment) => WrittenHappening {
            kind: "graded",
            grade: assessment.grading.grade.map(|grade| grade.name()),
            response: assessment.recommendation.map(|recommended| recommended.response.name()),
            ..blank
        },
        What::ReportTo(added) => WrittenHappening { kind: "report_to", recipients: names(*added), ..blank },
        What::Overdue(late) => WrittenHappening { kind: "overdue", recipients: names(*late), ..blank },
    }
}

fn written_deed<'e>(deed: &'e Deed, blank: WrittenHappening<'e>) -> WrittenHappening<'e> {
    match deed {
        Deed::Warn { level, by } => WrittenHappening {
            kind: "warning",
            warning: Some(level.map_or("none", |level| level.name())),
            by: signer(by),
            ..blank
        },
        Deed::Action { request, by } => WrittenHappening {
            kind: "act",
            act: Some(request.action.kind().name()),
            response: named_response(request.action).map(|response| response.name()),
            ground: request.justification.map(|ground| ground.name()),
            by: signer(by),
            ..blank
        },
        Deed::Report { to, by, .. } => {
            WrittenHappening { kind: "report", recipients: to.and_then(names), by: signer(by), ..blank }
        }
        Deed::Close { by } => WrittenHappening { kind: "close", by: signer(by), ..blank },
    }
}

/// The response that an act names.
pub(crate) fn named_response(act: citygate::event::Action) -> Option<citygate::event::Response> {
    match act {
        citygate::event::Action::Propose(response) | citygate::event::Action::Confirm(response) => {
            Some(response)
        }
        _ => None,
    }
}

#[derive(Serialize)]
struct WrittenDue {
    recipient: &'static str,
    first: bool,
    since_h: Quantity,
    due_h: Quantity,
    sent_h: Option<Quantity>,
    state: &'static str,
}

fn due(due: &Due) -> WrittenDue {
    let (sent, state) = match due.fate {
        Fate::InTime(at) => (Some(at), "in_time"),
        Fate::Late(at) => (Some(at), "late"),
        Fate::Overdue => (None, "overdue"),
        Fate::Pending => (None, "pending"),
        Fate::Ended(_) => (None, "ended"),
    };
    WrittenDue {
        recipient: due.recipient.name(),
        first: due.first,
        since_h: due.since.hours(),
        due_h: due.due.hours(),
        sent_h: sent.map(|at| at.hours()),
        state,
    }
}

#[derive(Serialize)]
struct WrittenReport<'e> {
    report: u32,
    at_h: Quantity,
    #[serde(serialize_with = "recipient_names")]
    to: RecipientSet,
    #[serde(serialize_with = "recipient_names")]
    late: RecipientSet,
    by: Option<WrittenSigner<'e>>,
    missing: Vec<&'static str>,
    content: &'e str,
    sha256: String,
}

fn sent(report: &SentReport) -> WrittenReport<'_> {
    WrittenReport {
        report: report.receipt.number,
        at_h: report.at.hours(),
        to: report.receipt.to,
        late: report.receipt.late,
        by: signer(&report.by),
        missing: report.report().missing().iter().map(ReportItem::name).collect(),
        content: &report.content,
        sha256: hex(&report.digest),
    }
}

#[derive(Serialize)]
struct WrittenKept<'e> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'e str>,
    class: &'static str,
    demand: Quantity,
    granted: Quantity,
    lowest_h: Quantity,
    lowest_demand: Quantity,
    lowest_granted: Quantity,
}

fn kept(kept: &Kept) -> WrittenKept<'_> {
    WrittenKept {
        id: kept.id.as_deref(),
        class: kept.class.name(),
        demand: kept.demand,
        granted: kept.granted,
        lowest_h: kept.lowest_at.hours(),
        lowest_demand: kept.lowest_demand,
        lowest_granted: kept.lowest_granted,
    }
}

#[derive(Serialize)]
struct WrittenJournal {
    records: u64,
    last_tag: String,
    keyed: bool,
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a report's digest in the journal is over.
pub(super) const DIGESTED: ReportFormat = ReportFormat::Json;
