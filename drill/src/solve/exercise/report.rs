//! Reports as they are sent.

use citygate::event::{
    EventSession, RecipientSet, Report, ReportFormat, ReportItem, Reporting, content_digest, render_report,
    reporters,
};

use crate::local_text::LocalText;
use crate::result::exercise::SentReport;
use crate::result::moment::Moment;
use crate::result::remark::{Remark, RemarkKind};
use crate::scenario::situation::Situation;
use crate::scenario::timeline::Signer;

/// The next report of the event: what people wrote into its items, and what the session knows.
pub fn next(
    session: &EventSession,
    situation: &Situation,
    at: Moment,
    to: Option<RecipientSet>,
    by: &Signer,
    is_final: bool,
    items: &[Option<LocalText>],
) -> SentReport {
    let reporting = session.reporting();
    let graded = session.graded();
    let blank = Report {
        is_final,
        number: reporting.map_or(1, |reporting| reporting.reports_sent().saturating_add(1)),
        grade: graded.and_then(|graded| graded.grade),
        response: session.response().in_force().map(|response| response.level()),
        imbalance_permille: graded.map(|graded| graded.imbalance_permille),
        sensitivity: situation.sensitivity,
        recipients: to.or(reporting.map(|reporting| all_for(by, reporting))).unwrap_or(RecipientSet::NONE),
        ..Report::default()
    };
    let texts = ReportItem::ALL.into_iter().zip(items);
    let report = texts.fold(blank, |report, (item, text)| {
        report.with(item, text.as_ref().map_or("", LocalText::for_record))
    });
    let content = rendered(&report);
    SentReport {
        number: report.number,
        at,
        to: report.recipients,
        late: RecipientSet::NONE,
        by: by.clone(),
        missing: report.missing().iter().collect(),
        digest: content_digest(content.as_bytes()),
        content,
        is_final,
        grade: report.grade,
        items: items.to_vec(),
    }
}

/// Everybody who is due a report and to whom this authority reports.
fn all_for(by: &Signer, reporting: &Reporting) -> RecipientSet {
    let due = reporting.recipients().iter();
    due.filter(|recipient| reporters(*recipient).contains(by.authority))
        .fold(RecipientSet::NONE, |set, recipient| set.union(RecipientSet::of(&[recipient])))
}

/// What is remarked upon at the end: nothing follows the last report of a closed event, so nothing may be missing in it.
pub fn finish(reports: &[SentReport], is_closed: bool) -> Option<Remark> {
    let last = reports.last().filter(|_| is_closed)?;
    let what = RemarkKind::FinalReportIncomplete { report: last.number, missing: last.missing.clone() };
    (!last.missing.is_empty()).then_some(Remark { at: last.at, what })
}

/// As JSON: what the digest in the journal is over.
fn rendered(report: &Report) -> String {
    let needed = render_report(report, ReportFormat::Json, &mut []).unwrap_or_else(|error| error.needed);
    let mut bytes = vec![0; needed];
    let written = render_report(report, ReportFormat::Json, &mut bytes).unwrap_or_default();
    bytes.truncate(written);
    String::from_utf8(bytes).unwrap_or_default()
}
