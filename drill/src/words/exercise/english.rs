//! English.

use citygate::event::{Criterion, EventError, JournalEntry, Measure, Refusal, ReportItem, WarningLevel};

use super::{ExerciseLabels, ExerciseWords, Summary};

pub(crate) const WORDS: ExerciseWords = ExerciseWords {
    word: |text| format!("word is received: {text}"),
    word_came_before: |minutes| format!(" (it came {minutes} minutes before)"),
    supply: |amount| format!("supply {amount}"),
    demand: |class, percent| format!("demand of {class} at {percent}"),
    warns: |level| format!("warning: {level}"),
    lifts: "the warning is lifted",
    on_ground: |ground| format!("; ground: {ground}"),
    reports: |number, to, late| match late {
        Some(late) => format!("report no. {number} to {to}; late to {late}"),
        None => format!("report no. {number} to {to}"),
    },
    reports_nothing: "a report",
    closes: "the event is closed",
    graded: |grade, criterion, response| format!("grade {grade}, {criterion}; the plan calls for {response}"),
    not_graded: "no grade: the conditions of none are met",
    report_to: |recipients| format!("to be reported to as well: {recipients}"),
    overdue: |recipients| format!("reports overdue to: {recipients}"),
    refused: |reason| format!("refused: {reason}"),
    refusal,
    signer: |authority, division, person| {
        let division = if division == 0 { String::new() } else { format!(" {division}") };
        let person = if person == 0 { String::new() } else { format!(", no. {person}") };
        format!("{authority}{division}{person}")
    },
    record: |entry| match entry {
        JournalEntry::Opened { .. } => "opened",
        JournalEntry::Lost { .. } => "entries lost",
        JournalEntry::Clock(_) => "clock",
        JournalEntry::Notified { .. } => "word received",
        JournalEntry::Graded(_) => "graded",
        JournalEntry::Action { .. } => "act",
        JournalEntry::Refused { .. } => "act refused",
        JournalEntry::Warned(_) => "warning",
        JournalEntry::Reported { .. } => "report sent",
        JournalEntry::Overdue { .. } => "overdue",
        JournalEntry::ReportTo { .. } => "to report to",
        JournalEntry::Allocated { .. } => "shared out",
        JournalEntry::PolicyChanged { .. } => "policy changed",
        JournalEntry::Closed { .. } => "closed",
        JournalEntry::Note { .. } => "note",
    },
    item: ReportItem::text_en,
    pending: |in_force, proposed| format!("{in_force} (proposed: {proposed})"),
    criterion_in_brief: |criterion| match criterion {
        Criterion::Imbalance => "imbalance",
        Criterion::Interruption => "interruption",
        Criterion::Both => "both criteria",
    },
    most_withheld: |shown, all| format!("The {shown} of {all} users from whom most was withheld."),
    warning_in_brief: WarningLevel::name,
    response_in_brief: |response| {
        format!("{}, {}", response.level().text_en(), response.government().text_en())
    },
    measure: Measure::text_en,
    summary: |summary| {
        let Summary { from, to, worst, response, evaluator, curtailed, kept, reports, refused } = summary;
        let mut text = format!("From {from} to {to}. ");
        match worst {
            Some((grade, since)) => text.push_str(&format!("Most serious grade: {grade}, from {since} on. ")),
            None => text.push_str("No grade was reached. "),
        }
        if let Some((response, since)) = response {
            text.push_str(&format!("Highest response: {response}, started {since}. "));
        }
        text.push_str(&format!(
            "Of {} wanted, {} ({}) was kept; at most {} was curtailed, at {}. ",
            kept.0, kept.1, kept.2, curtailed.0, curtailed.1
        ));
        let late = match reports.1 {
            0 => "none late or missing".to_owned(),
            late => format!("{late} late or missing"),
        };
        text.push_str(&format!(
            "Reports sent: {}; deadlines missed: {late}. Steps refused: {refused}.",
            reports.0
        ));
        if let Some(evaluator) = evaluator {
            text.push_str(&format!(" Evaluation afterwards (§5.3): {evaluator}."));
        }
        text
    },
    hardest: |time| format!("The hardest hour: {time}"),
    journal: |keyed| match keyed {
        true => {
            "Each record is tied to the one before it by HMAC-SHA-256. With the key, drill verify finds every record \
             that was altered, removed, repeated or moved; keep the head elsewhere to find records cut off the end."
        }
        false => {
            "Each record is tied to the one before it by SHA-256. drill verify finds every record that was altered, \
             removed, repeated or moved; as anybody can compute such a chain, compare it with the head printed here \
             (--head)."
        }
    },
    items_as_of: |number| format!("Content as of report no. {number}"),
    label: ExerciseLabels {
        report: "Gas supply interruption, desk-top exercise: report",
        summary: "Summary",
        grades: "Event grade and its basis (plan §1.5.1)",
        supply_chart: "Supply against normal supply",
        supply: "supply",
        demand: "demand",
        normal: "normal supply",
        bounds: "bounds of grades IV to I: 5, 10, 15, 20% missing",
        strip_chart: "Grade, warning and response over time",
        proposed: "proposed",
        class_chart: "What each class keeps over time",
        report_chart: "Reports due and sent",
        deadline_mark: "Lines run from when a report was owed; upright marks are deadlines, dots are reports sent.",
        in_time: "sent in time",
        late: "sent late",
        not_sent: "overdue, not sent",
        pending: "not due yet",
        ended: "event closed before",
        hours: "hours",
        course: "Course of events",
        time: "Time",
        what: "What",
        who: "Who",
        result: "Result",
        done: "done",
        responses: "Response: proposed, confirmed, ended (plan §4.1, §4.6)",
        act: "Act",
        warnings: "Warnings (plan §3.3)",
        warning: "Warning",
        none: "none",
        measures: "Measures",
        reports_due: "Reports due and sent (plan §4.2)",
        recipients: "To",
        kind: "Kind",
        first: "first",
        follow_up: "follow-up",
        due: "Due",
        sent: "Sent",
        reports_sent: "Reports as sent",
        number: "No.",
        missing: "To follow",
        digest: "SHA-256",
        kept_by_class: "What each class kept (plan §1.7)",
        kept_by_user: "What each user kept",
        wanted: "Wanted",
        kept: "Kept",
        lowest: "Smallest share",
        journal: "Journal",
        head: "Head of the journal",
        record: "Record",
        beginning: "Input at the beginning",
    },
};

/// The reason of a refusal in English.
fn refusal(error: &EventError) -> String {
    match error {
        EventError::Refused(refusal @ Refusal::NotAuthorized { may }) => {
            let may: Vec<&str> = may.iter().map(|authority| authority.text_en()).collect();
            format!("{}; allowed: {}", refusal.text_en(), may.join(", "))
        }
        EventError::Refused(refusal @ Refusal::EndConditionsUnmet { .. }) => refusal.text_en().to_owned(),
        other => other.to_string(),
    }
}
