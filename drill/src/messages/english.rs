//! What people read, in English.

mod ahead;

use citygate::event::{
    ActionKind, ActionRemark, AffectedArea, Authority, Criterion, Duty, DutyHolder, Evaluator, EventError,
    Government, Grade, JournalEntry, Justification, Measure, NetworkCondition, Phase, Recipient, Refusal,
    ReportItem, Response, Sensitivity, Trend, TrendSource, Unmet, WarningLevel,
};
use citygate::policy::{RotateBy, Rotation, Share, Target};
use citygate::user::SupplyClass;

use super::catalogue::{
    Basis, EventLabels, EventMessages, ExerciseLabels, ExerciseMessages, Labels, Messages, NoteMessages,
    Summary,
};
use super::percent::percent;
use super::{notice, outages, reading, station};
use crate::local_text::LocalText;

pub(super) static MESSAGES: Messages = Messages {
    tag: "en",
    local: LocalText::en,
    class: |class| match class {
        SupplyClass::Residential => "residential",
        SupplyClass::Heating => "heating",
        SupplyClass::PublicService => "public service",
        SupplyClass::Vehicles => "vehicles",
        SupplyClass::IndustrialFuel => "industrial fuel",
        SupplyClass::Chemical => "chemical",
    },
    share: |share| match share {
        Share::ProRata => "pro rata",
        Share::Equal => "equal shares",
        Share::Ranked => "by rank",
        Share::AllOrNothing => "all or nothing",
        Share::Rotating => "in rotation",
    },
    rotation: |share, Rotation { by, longest_outage, minimum_turn }| {
        let by = match by {
            RotateBy::Gas => "gas withheld",
            RotateBy::Turns => "turns",
            RotateBy::Hours => "hours",
        };
        let mut text = format!("{share} by {by}");
        if longest_outage != 0 {
            text.push_str(&format!(", off for at most {longest_outage} periods in a row"));
        }
        if minimum_turn != 0 {
            text.push_str(&format!(", turns of at least {minimum_turn}"));
        }
        text
    },
    target: |target| match target {
        Target::Minimum => "technical minimum".to_owned(),
        Target::Demand => "whole demand".to_owned(),
        Target::PermilleOfDemand(permille) => format!("{} of the demand", percent(permille)),
        Target::PermilleOfBase(permille) => format!("{} of the stated base", percent(permille)),
    },
    every_class: "all classes",
    list: |items| match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    },
    notes: |notes| NoteMessages {
        title: notes.title,
        source: notes.source,
        leaves_out: notes.leaves_out,
        steps: notes.steps,
    },
    trend: Trend::text_en,
    network_condition: NetworkCondition::text_en,
    attribute: |name, _| name,
    unit: |unit| unit.replace("1e4 m3", "10⁴ m³").replace('万', "10⁴ ").replace("m3", "m³"),
    amount: |figure, unit| format!("{figure} {unit}"),
    colon: ": ",
    aside: |name, aside| format!("{name} ({aside})"),
    granted_of: |granted, demand, share| format!("{granted} of {demand} ({share})"),
    with: |attributes| format!(" with {attributes}"),
    without: |attributes| format!(" without {attributes}"),
    step: |whom, target, share| format!("{whom}: {target}, {share}"),
    place: |place| format!("place {place}"),
    furnace_minimum: "furnace minimum",
    minimum_of_users: "technical minimum",
    of_so_much: |what, amount| format!("{what} of {amount}"),
    minimum_unmet: |minimum| format!("{minimum} not met"),
    alarm: |minimum, users| format!("Alarm: {minimum} not met: {users}."),

    wants_nothing: "asks for nothing",
    satisfied: "in full",
    step_is_short: |step| format!("short in {step}"),
    step_gets_nothing: |step| format!("nothing left for {step}"),
    does_not_fit_whole: |step| format!("does not fit as a whole into what is left for {step}"),
    node_is_full: |node, step| format!("{node} is full and holds it back in {step}"),
    node_brings_too_little: |node, step| format!("{node} cannot bring all of what it needs whole in {step}"),
    minimums_do_not_fit: |step| {
        format!("the technical minimum of each does not fit into what is left for {step}")
    },
    minimum_does_not_fit: |minimum, step| format!("its {minimum} does not fit into what is left for {step}"),
    stopped: "stopped by order",
    by_order: |amount| format!("{amount} by order"),
    of_it_by_order: |amount| format!(" Of what is curtailed, {amount} is withheld by order."),
    not_eligible: "keeps all that the supply order allows it; no step asks for the rest",

    all_served: |demand, supply| {
        format!("The supply of {supply} covers the whole demand of {demand}: nobody is curtailed.")
    },
    decision: |demand, served, share, classes| {
        format!("Of a demand of {demand}, {served} ({share}) is served: {classes}.")
    },
    in_full: |classes| format!("{classes} in full"),
    in_part: |class, share| format!("{class} in part ({share})"),
    cut_off: |classes| format!("nothing for {classes}"),
    semicolon: "; ",
    comma: ", ",
    and_more: |names, more| format!("{} and {more} more", names.join(", ")),
    full_stop: ".",
    left_over: |unused| format!(" {unused} is left over: nobody who may have it can use it."),

    event: EVENT,
    exercise: EXERCISE,

    label: Labels {
        report: "Gas shortage exercise: who keeps how much, and why",
        source: "Source of the figures",
        policy: "Supply order",
        policy_source: "Source of the order",
        policy_leaves_out: "Limits of the order",
        policy_stated: "stated for this scenario",
        unit: "Unit",
        figures: "Figures",
        rounding: "rounded down for reading: whole from 1,000 on, two decimals from 10 on, three below; parts may add up \
                   to a little less than their total; exact in JSON, CSV and XLSX",
        file: "Scenario file",
        tool: "Tool",
        decision: "Proposal",
        totals: "Totals",
        supply: "Supply",
        normal_supply: "Normal supply",
        demand: "Demand",
        served: "Served",
        curtailed: "Curtailed",
        by_order: "Of it by order",
        unused: "Unused",
        by_class: "By class",
        by_user: "By user",
        user: "User",
        class: "Class",
        granted: "Granted",
        share: "Share",
        why: "Why",
        who_keeps_what: "Who keeps what, and why",
        steps: "Steps of the supply order",
        step: "Place",
        serves: "Serves",
        citation: "Source",
        short_steps: "Places that are short",
        asked: "Asked",
        input: "Input",
        trend: "Imbalance",
        network: "Network",
        interruption: "Interruption of main users",
        hours: |hours| format!("{hours} h"),
        regions: "Regions affected",
        minimum: "Technical minimum",
        base: "Stated base",
        weight: "Weight",
        rank: "Rank",
        on_off: "On/off",
        yes: "yes",
        cumulative_curtailment: "Curtailed so far",
        attributes: "Attributes",
        total: "Total",
        others: |count| format!("{count} others"),
        most_curtailed: |shown, all| {
            format!("The {shown} most curtailed of {all} users one by one, then the others in groups.")
        },
        charted: |shown, all, others_curtailed| {
            format!(
                "The {shown} most curtailed of {all} users. From the other {} together, {others_curtailed} is \
                 curtailed.",
                all - shown
            )
        },
        rounded: |count| {
            format!("{count} figures of the scenario were rounded to the nearest that can be held")
        },
        resolution: |resolution| {
            format!("Shares are exact to {resolution}: the quantities are too large for thousandths.")
        },
        proposal: "A computed proposal. A response is started, changed and ended by the competent authority alone.",
        signatures: ["Prepared by", "Checked by", "Approved by", "Date"],
    },
    network: &ahead::NETWORK,
    reading: &reading::english::MESSAGES,
    horizon: &ahead::HORIZON,
    linepack: &ahead::LINEPACK,
    notice: &notice::ENGLISH,
    outages: &outages::ENGLISH,
    station: &station::ENGLISH,
    tool: &super::tool::english::TOOL,
};

const EVENT: EventMessages = EventMessages {
    grade: Grade::text_en,
    criterion: Criterion::text_en,
    unmet: Unmet::text_en,
    trend_source: TrendSource::text_en,
    response: Response::text_en,
    government: Government::text_en,
    affected_area: AffectedArea::text_en,
    sensitivity: Sensitivity::text_en,
    recipient: Recipient::text_en,
    evaluator: Evaluator::text_en,
    authority: Authority::text_en,
    phase: Phase::text_en,
    action: ActionKind::text_en,
    justification: Justification::text_en,
    warning: WarningLevel::text_en,
    graded: |grade, criterion| format!("{grade}, {criterion}"),
    not_graded: "No grade: the conditions of none are met",
    citation: " (plan §1.5.1)",
    judged_by: |Basis { imbalance, missing, trend, network, interruption }| {
        format!(
            "Imbalance of supply and demand {} ({} of the normal supply), {trend}; missing of the normal supply {} ({}); \
             network: {network}; main users without gas: {interruption}.",
            imbalance.0, imbalance.1, missing.0, missing.1
        )
    },
    not_stated: "not stated",
    computed: "computed from the outage of main users",
    plan: |title, scope, figures_are_stated| match figures_are_stated {
        true => format!("{title}. The totals of the network that it is for ({scope}) are stated."),
        false => format!(
            "{title}. Its percentages are of the whole network that it is for ({scope}): this scenario's figures are \
             taken for it."
        ),
    },
    if_at_risk: |grade| {
        format!(
            "If the network may become unable to run normally, the same figures are grade {grade}: state its condition."
        )
    },
    interruption_contradicts: |stated, computed| {
        format!(
            "It is stated that main users are without gas for {stated}; by what is granted it is {computed}."
        )
    },
    why_not: |next, reasons| format!("Not grade {next}: {reasons}."),
    most_serious: "There is no more serious grade.",
    calls_for: |response, proposers, starter| {
        format!(
            "The plan calls for {response} (§1.5.2, §4.1). It may be proposed by: {proposers}; it is started by: \
             {starter}."
        )
    },
    jointly: |governments| match governments {
        "province" => " The provinces concerned may also answer jointly.".to_owned(),
        _ => " The cities above the regions concerned may also answer jointly.".to_owned(),
    },
    supports_instead: |government| format!(" Or it supports the {government}, which goes on leading."),
    ask_state_council: " The State Council is asked for support.",
    first_report: |minutes, recipients| {
        format!("First report within {minutes} minutes of the first notification, to: {recipients} (§4.2).")
    },
    label: EventLabels {
        event: "Event grade and its basis",
        grade: "Grade",
        plan: "Plan",
        doubt: "Remark",
        planned: "Planned outage",
        basis: "Basis",
        why_not: "Why no worse",
        response: "Response",
        reports: "Reports",
        imbalance: "Imbalance",
        affected_area: "Affected area",
        exceeded: "Means exceeded of",
        sensitivity: "Sensitive",
    },
};

const EXERCISE: ExerciseMessages = ExerciseMessages {
    notification: |text| format!("notification received: {text}"),
    received_before: |minutes| format!(" (received {minutes} minutes before)"),
    supply: |amount| format!("supply {amount}"),
    demand: |class, percent| format!("demand of {class} at {percent}"),
    stops: |class| format!("{class} stopped by order"),
    delivered: |volume| format!("{volume} delivered into the storage"),
    withdrawal: |amount| format!("at most {amount} out of the storage"),
    storage_at_reserve: "the storage is down to its reserve: nothing more is taken out",
    turn: "the next turn: shared out anew",
    warns: |level| format!("warning: {level}"),
    lifts: "the warning is lifted",
    lifts_what_is_called_for: |level| {
        format!("the warning is lifted, although the signs still call for {level}")
    },
    proposes_warning: |level| format!("a warning is proposed: {level}"),
    withdraws_warning: "the proposal of a warning is withdrawn",
    one_or_several: "one or several of the following",
    justified_by: |justification| format!("; justification: {justification}"),
    reports: |number, to, late| match late {
        Some(late) => format!("report no. {number} to {to}; late to {late}"),
        None => format!("report no. {number} to {to}"),
    },
    reports_again: |number, late| match late {
        Some(late) => format!("report no. {number} to the same; late to {late}"),
        None => format!("report no. {number} to the same"),
    },
    reports_nothing: "a report",
    closes: "the event is closed",
    does: |duty| format!("duty done: {duty}"),
    duty: Duty::text_en,
    holder: DutyHolder::text_en,
    graded: |grade, criterion, response| format!("grade {grade}, {criterion}; the plan calls for {response}"),
    stands: |grade, met| match met {
        Some(met) => format!("Grade {grade} stands; the figures meet {met} now."),
        None => format!("Grade {grade} stands; the figures meet no grade now."),
    },
    grade_stated: |grade| match grade {
        Some(grade) => format!("States the grade: {grade}."),
        None => "States that there is no grade.".to_owned(),
    },
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
        JournalEntry::Notified { .. } => "notification received",
        JournalEntry::Graded(_) => "graded",
        JournalEntry::GradeStated { .. } => "grade stated",
        JournalEntry::Action { .. } => "action",
        JournalEntry::Refused { .. } => "action refused",
        JournalEntry::Warned(_) => "warning",
        JournalEntry::Reported { .. } => "report sent",
        JournalEntry::Overdue { .. } => "overdue",
        JournalEntry::ReportTo { .. } => "to report to",
        JournalEntry::Allocated { .. } => "allocated",
        JournalEntry::PolicyChanged { .. } => "policy changed",
        JournalEntry::Closed { .. } => "closed",
        JournalEntry::Note { .. } => "note",
        JournalEntry::DutyDone { .. } => "duty done",
    },
    item: ReportItem::text_en,
    pending: |in_force, proposed| format!("{in_force} (proposed: {proposed})"),
    grade_in_brief: Grade::name,
    closed_with_items_open: "The event is closed, and the last report leaves items to follow.",
    criterion_in_brief: |criterion| match criterion {
        Criterion::Imbalance => "imbalance",
        Criterion::Interruption => "interruption",
        Criterion::Both => "both criteria",
    },
    most_curtailed: |shown, all| format!("The {shown} most curtailed of {all} users."),
    warning_in_brief: WarningLevel::name,
    proposed_in_brief: |level| format!("{level} proposed"),
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
            "Reports sent: {}; deadlines missed: {late}. Actions refused: {refused}.",
            reports.0
        ));
        if let Some(evaluator) = evaluator {
            text.push_str(&format!(" Evaluation afterwards (§5.3): {evaluator}."));
        }
        text
    },
    peak_curtailment: |time| format!("Peak curtailment: {time}"),
    journal: |keyed| match keyed {
        true => {
            "Each record is tied to the one before it by HMAC-SHA-256. With the key, citygate verify finds every \
             record that was altered, removed, repeated or moved; keep the head elsewhere to find records cut off the end."
        }
        false => {
            "Each record is tied to the one before it by SHA-256. citygate verify finds every record that was altered, \
             removed, repeated or moved; as anybody can compute such a chain, compare it with the head printed here \
             (--head)."
        }
    },
    items_as_of: |number| format!("Content as of report no. {number}"),
    action_remark: ActionRemark::text_en,
    off_too_long: |users| format!("off for longer than the order allows, since gas did not suffice: {users}"),
    final_report_incomplete: |number, missing| format!("the final report, no. {number}, lacks: {missing}"),
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
        action: "Action",
        warnings: "Warnings (plan §3.3)",
        warning: "Warning",
        none: "none",
        measures: "Measures",
        measures_as_before: "as before",
        reports_due: "Reports due and sent (plan §4.2)",
        recipients: "To",
        kind: "Kind",
        first: "first",
        follow_up: "follow-up",
        last: "final",
        remarks: "Remarks",
        duties: "Duties",
        duty: "Duty",
        whose: "Whose",
        section: "§",
        since: "Since",
        done_late: "done late",
        not_done: "overdue, not done",
        open: "no deadline",
        termination: "end",
        due: "Due",
        sent: "Sent",
        reports_sent: "Reports as sent",
        number: "No.",
        missing: "To follow",
        same: "as above",
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
        storage: "Storage",
        survival: "Lasts (h)",
    },
};

/// The reason of a refusal in English.
fn refusal(error: &EventError) -> String {
    match error {
        EventError::Refused(refusal @ Refusal::NotAuthorized { may }) => {
            let may: Vec<&str> = may.iter().map(|authority| authority.text_en()).collect();
            format!("{}; allowed: {}", refusal.text_en(), may.join(", "))
        }
        EventError::Refused(
            refusal @ (Refusal::EndConditionsUnmet { .. } | Refusal::JustificationMissing { .. }),
        ) => refusal.text_en().to_owned(),
        other => other.to_string(),
    }
}
