//! Chinese.

use citygate::event::{
    Criterion, EventError, Government, JournalEntry, Measure, Refusal, ReportItem, ReportingError,
    ResponseLevel, WarningLevel, WarningRefusal,
};

use super::{ExerciseLabels, ExerciseWords, Summary};

pub(crate) const WORDS: ExerciseWords = ExerciseWords {
    word: |text| format!("接到信息：{text}"),
    word_came_before: |minutes| format!("（{minutes}分钟前接到）"),
    supply: |amount| format!("可供气量{amount}"),
    demand: |class, percent| format!("{class}需求为核定的{percent}"),
    warns: |level| format!("预警：{level}"),
    lifts: "解除预警",
    on_ground: |ground| format!("；理由：{ground}"),
    reports: |number, to, late| match late {
        Some(late) => format!("第{number}号报告，报送{to}；逾期：{late}"),
        None => format!("第{number}号报告，报送{to}"),
    },
    reports_nothing: "报送信息",
    closes: "事件结束归档",
    graded: |grade, criterion, response| format!("{grade}，{criterion}判定；按预案应为{response}"),
    not_graded: "未达到任何等级的标准",
    report_to: |recipients| format!("增加报送对象：{recipients}"),
    overdue: |recipients| format!("报告逾期：{recipients}"),
    refused: |reason| format!("不予受理：{reason}"),
    refusal,
    signer: |authority, division, person| {
        let division = if division == 0 { String::new() } else { format!("{division}") };
        let person = if person == 0 { String::new() } else { format!("，{person}号") };
        format!("{authority}{division}{person}")
    },
    record: |entry| match entry {
        JournalEntry::Opened { .. } => "日志启用",
        JournalEntry::Lost { .. } => "记录丢失",
        JournalEntry::Clock(_) => "时钟",
        JournalEntry::Notified { .. } => "接到信息",
        JournalEntry::Graded(_) => "判定等级",
        JournalEntry::Action { .. } => "响应操作",
        JournalEntry::Refused { .. } => "操作不予受理",
        JournalEntry::Warned(_) => "预警",
        JournalEntry::Reported { .. } => "报送信息",
        JournalEntry::Overdue { .. } => "报告逾期",
        JournalEntry::ReportTo { .. } => "增加报送",
        JournalEntry::Allocated { .. } => "气量分配",
        JournalEntry::PolicyChanged { .. } => "次序变更",
        JournalEntry::Closed { .. } => "事件结束",
        JournalEntry::Note { .. } => "备注",
    },
    item: ReportItem::text_zh,
    pending: |in_force, proposed| format!("{in_force}（建议：{proposed}）"),
    criterion_in_brief: |criterion| match criterion {
        Criterion::Imbalance => "失衡比例",
        Criterion::Interruption => "中断时间",
        Criterion::Both => "两项标准",
    },
    most_withheld: |shown, all| format!("{all}户中压减最多的{shown}户。"),
    warning_in_brief: |level| match level {
        WarningLevel::Red => "红色",
        WarningLevel::Orange => "橙色",
        WarningLevel::Yellow => "黄色",
        WarningLevel::Blue => "蓝色",
    },
    response_in_brief: |response| {
        let level = match response.level() {
            ResponseLevel::Level1 => "一级",
            ResponseLevel::Level2 => "二级",
            ResponseLevel::Level3 => "三级",
            ResponseLevel::Level4 => "四级",
        };
        let government = match response.government() {
            Government::Province => "省",
            Government::City => "市",
            Government::County => "县",
        };
        format!("{level}·{government}")
    },
    measure: Measure::text_zh,
    summary: |summary| {
        let Summary { from, to, worst, response, evaluator, curtailed, kept, reports, refused } = summary;
        let mut text = format!("{from}至{to}。");
        match worst {
            Some((grade, since)) => text.push_str(&format!("最高等级：{grade}，自{since}起。")),
            None => text.push_str("未达到任何等级。"),
        }
        if let Some((response, since)) = response {
            text.push_str(&format!("最高响应：{response}，{since}启动。"));
        }
        text.push_str(&format!(
            "需求{}，保供{}（{}）；最大压减{}，发生于{}。",
            kept.0, kept.1, kept.2, curtailed.0, curtailed.1
        ));
        text.push_str(&format!(
            "报送信息{}次，逾期或未报{}项；不予受理的操作{refused}项。",
            reports.0, reports.1
        ));
        if let Some(evaluator) = evaluator {
            text.push_str(&format!("事后评估（5.3）：{evaluator}。"));
        }
        text
    },
    hardest: |time| format!("缺口最大时刻：{time}"),
    journal: |keyed| match keyed {
        true => {
            "各条记录以HMAC-SHA-256与前一条相连。凭密钥用drill verify可查出被改动、删除、重复或移位的记录；末尾被截去的\
             记录须凭另存的日志末端值查出。"
        }
        false => {
            "各条记录以SHA-256与前一条相连。drill verify可查出被改动、删除、重复或移位的记录；因无密钥时任何人都能重算，\
             请与此处所印的日志末端值核对（--head）。"
        }
    },
    items_as_of: |number| format!("报告内容（截至第{number}号报告）"),
    label: ExerciseLabels {
        report: "天然气供应中断事件桌面推演报告",
        summary: "综述",
        grades: "事件等级及依据（预案1.5.1）",
        supply_chart: "可供气量与正常供气量",
        supply: "可供气量",
        demand: "需求",
        normal: "正常供气量",
        bounds: "Ⅳ至Ⅰ级界限：缺口5%、10%、15%、20%",
        strip_chart: "等级、预警与响应的变化",
        proposed: "建议",
        class_chart: "各类用户保障率的变化",
        report_chart: "信息报告的期限与报送",
        deadline_mark: "横线自应报之时起，竖线为期限，圆点为报送。",
        in_time: "按时报送",
        late: "逾期报送",
        not_sent: "逾期未报",
        pending: "未到期",
        ended: "事件已结束",
        hours: "小时",
        course: "事件经过",
        time: "时间",
        what: "事项",
        who: "主体",
        result: "结果",
        done: "完成",
        responses: "应急响应：建议、确认、终止（预案4.1、4.6）",
        act: "操作",
        warnings: "预警（预案3.3）",
        warning: "预警",
        none: "无",
        measures: "措施",
        reports_due: "信息报告的期限与报送（预案4.2）",
        recipients: "报送对象",
        kind: "类别",
        first: "首报",
        follow_up: "续报",
        due: "期限",
        sent: "报送时间",
        reports_sent: "已报送的报告",
        number: "编号",
        missing: "待续报",
        digest: "SHA-256",
        kept_by_class: "各类用户保供情况（预案1.7）",
        kept_by_user: "各用户保供情况",
        wanted: "需求量",
        kept: "保供量",
        lowest: "最低保障率",
        journal: "日志",
        head: "日志末端值",
        record: "记录",
        beginning: "推演开始时的输入数据",
    },
};

/// The reason of a refusal in Chinese.
fn refusal(error: &EventError) -> String {
    match error {
        EventError::Refused(refusal) => {
            let text = refusal.text_zh();
            match refusal {
                Refusal::NotAuthorized { may } => {
                    let may: Vec<&str> = may.iter().map(|authority| authority.text_zh()).collect();
                    format!("{text}；有权主体：{}", may.join("、"))
                }
                Refusal::OtherProposed { proposed } | Refusal::MoreSeriousProposed { proposed } => {
                    format!("{text}（所提建议：{}）", proposed.text_zh())
                }
                _ => text.to_owned(),
            }
        }
        EventError::Warning(refusal @ WarningRefusal::NotTheIssuer { issuer }) => {
            format!("{}（发布者：{}）", refusal.text_zh(), issuer.authority.text_zh())
        }
        EventError::Warning(refusal) => refusal.text_zh().to_owned(),
        EventError::Reporting(ReportingError::NoRecipient) => "没有报送对象".to_owned(),
        EventError::AlreadyNotified => "已接到该事件的信息，须先结束该事件".to_owned(),
        EventError::NotificationTooOld => "信息早于时间线".to_owned(),
        EventError::NoEvent => "尚未接到事件信息".to_owned(),
        EventError::ResponseNotNormal => "响应恢复正常且无待定建议后方可结束事件".to_owned(),
        EventError::ReportsOwed { to } => {
            let to: Vec<&str> = to.iter().map(|recipient| recipient.text_zh()).collect();
            format!("首报尚未报送：{}", to.join("、"))
        }
        EventError::EngineMayNotClose => "本系统不得结束事件".to_owned(),
        // What is left cannot come of what people do in an exercise.
        other => other.to_string(),
    }
}
