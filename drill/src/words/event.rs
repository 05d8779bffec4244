//! The words about the event: its grade, the response, warnings and reports.
//!
//! Names come from the library's tables, which follow the plan; here are the sentences around them.

use citygate::event::{
    ActionKind, AffectedArea, Authority, Criterion, Evaluator, Government, Grade, Justification, Phase,
    Recipient, Response, Sensitivity, TrendSource, Unmet, WarningLevel,
};

/// The words of one language about an event.
pub struct EventWords {
    /// Name of a grade.
    pub grade: fn(Grade) -> &'static str,
    /// Name of a criterion.
    pub criterion: fn(Criterion) -> &'static str,
    /// What is missing for a grade.
    pub unmet: fn(Unmet) -> &'static str,
    /// Where a trend comes from.
    pub trend_source: fn(TrendSource) -> &'static str,
    /// Name of a response.
    pub response: fn(Response) -> &'static str,
    /// Name of a government.
    pub government: fn(Government) -> &'static str,
    /// Which regions are reached.
    pub extent: fn(AffectedArea) -> &'static str,
    /// Why an event is sensitive.
    pub sensitivity: fn(Sensitivity) -> &'static str,
    /// Who is reported to.
    pub recipient: fn(Recipient) -> &'static str,
    /// Who evaluates the event.
    pub evaluator: fn(Evaluator) -> &'static str,
    /// Name of an authority.
    pub authority: fn(Authority) -> &'static str,
    /// Where a response is on its way.
    pub phase: fn(Phase) -> &'static str,
    /// Name of an act.
    pub act: fn(ActionKind) -> &'static str,
    /// Name of a ground.
    pub ground: fn(Justification) -> &'static str,
    /// Name of a warning level.
    pub warning: fn(WarningLevel) -> &'static str,

    /// The grade and the criterion that decided.
    pub graded: fn(grade: &str, criterion: &str) -> String,
    /// No grade's conditions are met.
    pub not_graded: &'static str,
    /// What the grade was judged by.
    pub judged_by: fn(imbalance: &str, trend: &str, network: &str, interruption: &str) -> String,
    /// Why the grade is not the next more serious one.
    pub why_not: fn(next: &str, reasons: &str) -> String,
    /// There is no more serious grade.
    pub most_serious: &'static str,
    /// The response that the plan calls for, and who proposes and starts it.
    pub calls_for: fn(response: &str, proposers: &str, starter: &str) -> String,
    /// The regions or the means move the lead.
    pub jointly: &'static str,
    /// The event is beyond the province.
    pub ask_state_council: &'static str,
    /// By when the first report is due, and to whom.
    pub first_report: fn(minutes: u64, recipients: &str) -> String,

    /// Headings and labels.
    pub label: EventLabels,
}

/// Headings and labels about an event.
pub struct EventLabels {
    /// The event's grade and what it rests on.
    pub event: &'static str,
    /// The grade.
    pub grade: &'static str,
    /// What it was judged by.
    pub basis: &'static str,
    /// Why it is not more serious.
    pub why_not: &'static str,
    /// The response.
    pub response: &'static str,
    /// Reports.
    pub reports: &'static str,
    /// The imbalance.
    pub imbalance: &'static str,
    /// Which regions are reached.
    pub extent: &'static str,
    /// Whose means are exceeded.
    pub exceeded: &'static str,
    /// Why the event is sensitive.
    pub sensitivity: &'static str,
}

pub(super) const ENGLISH: EventWords = EventWords {
    grade: Grade::text_en,
    criterion: Criterion::text_en,
    unmet: Unmet::text_en,
    trend_source: TrendSource::text_en,
    response: Response::text_en,
    government: Government::text_en,
    extent: AffectedArea::text_en,
    sensitivity: Sensitivity::text_en,
    recipient: Recipient::text_en,
    evaluator: Evaluator::text_en,
    authority: Authority::text_en,
    phase: Phase::text_en,
    act: ActionKind::text_en,
    ground: Justification::text_en,
    warning: WarningLevel::text_en,
    graded: |grade, criterion| format!("{grade}, {criterion} (plan §1.5.1)."),
    not_graded: "No grade: the conditions of none are met (plan §1.5.1).",
    judged_by: |imbalance, trend, network, interruption| {
        format!(
            "{imbalance} of the normal supply is missing, {trend}; network: {network}; main users without gas: \
             {interruption}."
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
    jointly: " The governments concerned may also answer jointly.",
    ask_state_council: " The State Council is asked for support.",
    first_report: |minutes, recipients| {
        format!("First report within {minutes} minutes of the first word, to: {recipients} (§4.2).")
    },
    label: EventLabels {
        event: "Event grade and its basis",
        grade: "Grade",
        basis: "Basis",
        why_not: "Why no worse",
        response: "Response",
        reports: "Reports",
        imbalance: "Imbalance",
        extent: "Reach",
        exceeded: "Means exceeded of",
        sensitivity: "Sensitive",
    },
};

pub(super) const CHINESE: EventWords = EventWords {
    grade: Grade::text_zh,
    criterion: Criterion::text_zh,
    unmet: Unmet::text_zh,
    trend_source: TrendSource::text_zh,
    response: Response::text_zh,
    government: Government::text_zh,
    extent: AffectedArea::text_zh,
    sensitivity: Sensitivity::text_zh,
    recipient: Recipient::text_zh,
    evaluator: Evaluator::text_zh,
    authority: Authority::text_zh,
    phase: Phase::text_zh,
    act: ActionKind::text_zh,
    ground: Justification::text_zh,
    warning: WarningLevel::text_zh,
    graded: |grade, criterion| format!("{grade}：{criterion}判定（预案1.5.1）。"),
    not_graded: "未达到任何等级的标准（预案1.5.1）。",
    judged_by: |imbalance, trend, network, interruption| {
        format!("供需失衡比例{imbalance}，{trend}；{network}；主要用户供应中断{interruption}。")
    },
    why_not: |next, reasons| format!("未达{next}：{reasons}。"),
    most_serious: "已是最高等级。",
    calls_for: |response, proposers, starter| {
        format!("按预案应为{response}（1.5.2、4.1）。可由以下主体提出建议：{proposers}；由{starter}启动。")
    },
    jointly: "也可由有关地方政府共同应对。",
    ask_state_council: "请求国务院支持。",
    first_report: |minutes, recipients| format!("接到信息后{minutes}分钟内首报：{recipients}（4.2）。"),
    label: EventLabels {
        event: "事件等级及依据",
        grade: "事件等级",
        basis: "判定依据",
        why_not: "未达更高等级的原因",
        response: "应急响应",
        reports: "信息报告",
        imbalance: "供需失衡比例",
        extent: "影响范围",
        exceeded: "处置能力已超出",
        sensitivity: "敏感事件",
    },
};
