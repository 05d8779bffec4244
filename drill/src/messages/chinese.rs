//! What people read, in Chinese, in the terms of the plan (吉林省天然气供应中断事件应急预案).

mod ahead;
mod refusal;

use citygate::event::{
    ActionKind, ActionRemark, AffectedArea, Authority, Criterion, Duty, DutyHolder, Evaluator, Government,
    Grade, JournalEntry, Justification, Measure, NetworkCondition, Phase, Recipient, ReportItem, Response,
    ResponseLevel, Sensitivity, Trend, TrendSource, Unmet, WarningLevel,
};
use citygate::policy::{RotateBy, Rotation, Share, Target};
use citygate::user::SupplyClass;

use super::catalogue::{
    Basis, EventLabels, EventMessages, ExerciseLabels, ExerciseMessages, Labels, Messages, NoteMessages,
    Summary,
};
use super::{notice, outages, percent::percent, reading, station};
use crate::local_text::LocalText;
use refusal::refusal;

pub(super) static MESSAGES: Messages = Messages {
    tag: "zh-CN",
    local: LocalText::zh,
    class: SupplyClass::name_zh,
    share: |share| match share {
        Share::ProRata => "按比例分配",
        Share::Equal => "均等分配",
        Share::Ranked => "按位次分配",
        Share::AllOrNothing => "整户供气或停供",
        Share::Rotating => "轮换供气",
    },
    rotation: |share, Rotation { by, longest_outage, minimum_turn }| {
        let by = match by {
            RotateBy::Gas => "累计压减气量",
            RotateBy::Turns => "轮停次数",
            RotateBy::Hours => "停供时长",
        };
        let mut text = format!("按{by}{share}");
        if longest_outage != 0 {
            text.push_str(&format!("，连续停供至多{longest_outage}个时段"));
        }
        if minimum_turn != 0 {
            text.push_str(&format!("，每轮至少{minimum_turn}个时段"));
        }
        text
    },
    target: |target| match target {
        Target::Minimum => "最低用气量".to_owned(),
        Target::Demand => "全部需求".to_owned(),
        Target::PermilleOfDemand(permille) => format!("需求的{}", percent(permille)),
        Target::PermilleOfBase(permille) => format!("基准值的{}", percent(permille)),
    },
    every_class: "各类用户",
    list: |items| items.join("、"),
    notes: |notes| NoteMessages {
        title: notes.title_zh,
        source: notes.source_zh,
        leaves_out: notes.leaves_out_zh,
        steps: notes.steps_zh,
    },
    trend: Trend::text_zh,
    network_condition: NetworkCondition::text_zh,
    attribute: |name, chinese| chinese.unwrap_or(name),
    unit: |unit| unit.replace("1e4 m3", "万m³").replace("m3", "m³"),
    amount: |figure, unit| match unit.strip_prefix("万") {
        Some(unit) => format!("{figure}万 {unit}"),
        None => format!("{figure} {unit}"),
    },
    colon: "：",
    aside: |name, aside| format!("{name}（{aside}）"),
    granted_of: |granted, demand, share| format!("{granted}／{demand}（{share}）"),
    with: |attributes| format!("（限{attributes}）"),
    without: |attributes| format!("（不含{attributes}）"),
    step: |whom, target, share| format!("{whom}：{target}，{share}"),
    place: |place| format!("第{place}位"),
    furnace_minimum: "保炉用气",
    minimum_of_users: "最低用气量",
    of_so_much: |what, amount| format!("{what}{amount}"),
    minimum_unmet: |minimum| format!("{minimum}未保"),
    alarm: |minimum, users| format!("警报：{minimum}未保：{users}。"),

    wants_nothing: "无用气需求",
    satisfied: "需求全额保障",
    step_is_short: |step| format!("{step}气量不足"),
    step_gets_nothing: |step| format!("轮到{step}已无气可供"),
    does_not_fit_whole: |step| format!("{step}所余气量不足以整户供气"),
    node_is_full: |node, step| format!("节点“{node}”已达能力上限，在{step}受限"),
    node_brings_too_little: |node, step| format!("节点“{node}”所余能力不足以整户供气，在{step}受限"),
    minimums_do_not_fit: |step| format!("{step}所余气量不足各户最低用气量，故停供"),
    minimum_does_not_fit: |minimum, step| format!("{step}所余气量不足其{minimum}，故停供"),
    stopped: "按指令停供",
    by_order: |amount| format!("其中按指令停供{amount}"),
    of_it_by_order: |amount| format!("压减量中按指令停供{amount}。"),
    not_eligible: "已按供气次序给足，其余需求不在保障范围",

    all_served: |demand, supply| format!("可供气量{supply}满足全部需求{demand}，不压减任何用户。"),
    decision: |demand, served, share, classes| format!("需求{demand}，供应{served}（{share}）：{classes}。"),
    in_full: |classes| format!("{classes}全额保障"),
    in_part: |class, share| format!("{class}限供（{share}）"),
    cut_off: |classes| format!("{classes}停供"),
    semicolon: "；",
    comma: "，",
    and_more: |names, more| format!("{}等，另有{more}户", names.join("、")),
    full_stop: "。",
    left_over: |unused| format!("余{unused}未分配：有资格使用的用户均无法使用。"),

    event: EVENT,
    exercise: EXERCISE,

    label: Labels {
        report: "天然气供应短缺桌面推演：供气分配及理由",
        source: "数据来源",
        policy: "供气次序",
        policy_source: "次序依据",
        policy_leaves_out: "次序说明",
        policy_stated: "由本情景给定",
        unit: "单位",
        figures: "数值",
        rounding: "舍去尾数：1,000及以上取整，10及以上两位小数，其余三位；各项之和可能略小于合计；精确值见JSON、CSV、XLSX",
        file: "情景文件",
        tool: "计算工具",
        decision: "分配建议",
        totals: "总量",
        supply: "可供气量",
        normal_supply: "正常供应量",
        demand: "需求",
        served: "供应",
        curtailed: "压减",
        by_order: "其中按指令停供",
        unused: "未分配",
        by_class: "按用户类别",
        by_user: "按用户",
        user: "用户",
        class: "类别",
        granted: "保供气量",
        share: "保障率",
        why: "理由",
        who_keeps_what: "各用户保供气量及理由",
        steps: "供气次序",
        step: "位次",
        serves: "保障对象",
        citation: "依据",
        short_steps: "气量不足的位次",
        asked: "应供",
        input: "输入数据",
        trend: "供需失衡走势",
        network: "管网",
        interruption: "下游主要用户中断供气时间",
        hours: |hours| format!("{hours}小时"),
        regions: "涉及地区数",
        minimum: "最低用气量",
        base: "基准值",
        weight: "权重",
        rank: "同步内位次",
        on_off: "开关型",
        yes: "是",
        cumulative_curtailment: "累计压减",
        attributes: "属性",
        total: "合计",
        others: |count| format!("其余{count}户"),
        most_curtailed: |shown, all| format!("{all}户中压减最多的{shown}户逐户列出，其余分组列出。"),
        charted: |shown, all, others_curtailed| {
            format!("{all}户中压减最多的{shown}户；其余{}户共压减{others_curtailed}。", all - shown)
        },
        rounded: |count| format!("情景中有{count}个数按最接近的可取值取整"),
        resolution: |resolution| format!("气量数值较大，分配结果精确到{resolution}。"),
        proposal: "本表为计算建议。应急响应的启动、调整和终止由有关机关决定。",
        signatures: ["编制", "审核", "批准", "日期"],
    },
    network: &ahead::NETWORK,
    reading: &reading::chinese::MESSAGES,
    horizon: &ahead::HORIZON,
    linepack: &ahead::LINEPACK,
    notice: &notice::CHINESE,
    outages: &outages::CHINESE,
    station: &station::CHINESE,
    tool: &super::tool::chinese::TOOL,
};

const EVENT: EventMessages = EventMessages {
    grade: Grade::text_zh,
    criterion: Criterion::text_zh,
    unmet: Unmet::text_zh,
    trend_source: TrendSource::text_zh,
    response: Response::text_zh,
    government: Government::text_zh,
    affected_area: AffectedArea::text_zh,
    sensitivity: Sensitivity::text_zh,
    recipient: Recipient::text_zh,
    evaluator: Evaluator::text_zh,
    authority: Authority::text_zh,
    phase: Phase::text_zh,
    action: ActionKind::text_zh,
    justification: Justification::text_zh,
    warning: WarningLevel::text_zh,
    graded: |grade, criterion| format!("{grade}：{criterion}判定"),
    not_graded: "未达到任何等级的标准",
    citation: "（预案1.5.1）",
    judged_by: |Basis { imbalance, missing, trend, network, interruption }| {
        format!(
            "供需失衡总量{}（正常供应量的{}），{trend}；正常供应量缺{}（{}）；管网：{network}；\
             下游主要用户中断供气：{interruption}。",
            imbalance.0, imbalance.1, missing.0, missing.1
        )
    },
    not_stated: "未说明",
    computed: "由主要用户停气时间得出",
    plan: |title, scope, figures_are_stated| match figures_are_stated {
        true => format!("{title}。已给出预案所适用的{scope}管网总量。"),
        false => format!("{title}。比例以预案所适用的{scope}全部管网计：本例数据视为该管网总量。"),
    },
    if_at_risk: |grade| format!("若管网可能无法正常运行，同样数据为{grade}：请说明管网状态。"),
    interruption_contradicts: |stated, computed| {
        format!("所述下游主要用户中断供气{stated}，而按分配结果为{computed}。")
    },
    why_not: |next, reasons| format!("未达{next}：{reasons}。"),
    most_serious: "已是最高等级。",
    calls_for: |response, proposers, starter| {
        format!("按预案应为{response}（1.5.2、4.1）。可由{proposers}提出建议；由{starter}启动。")
    },
    jointly: |governments| match governments {
        "省" => "也可由有关省级人民政府共同负责应对。".to_owned(),
        _ => "也可由各有关行政区域的上一级人民政府（市、州）共同负责应对。".to_owned(),
    },
    supports_instead: |government| format!("或由其提供支援，{government}继续负责应对。"),
    ask_state_council: "请求国务院支持。",
    first_report: |minutes, recipients| format!("接到信息后{minutes}分钟内首报：{recipients}（4.2）。"),
    label: EventLabels {
        event: "事件等级及依据",
        grade: "事件等级",
        plan: "预案",
        doubt: "提示",
        planned: "计划停输",
        basis: "判定依据",
        why_not: "未达更高等级的原因",
        response: "应急响应",
        reports: "信息报告",
        imbalance: "供需失衡比例",
        affected_area: "影响范围",
        exceeded: "处置能力已超出",
        sensitivity: "敏感事件",
    },
};

const EXERCISE: ExerciseMessages = ExerciseMessages {
    notification: |text| format!("接到信息：{text}"),
    received_before: |minutes| format!("（{minutes}分钟前接到）"),
    supply: |amount| format!("可供气量{amount}"),
    demand: |class, percent| format!("{class}需求调整为基准值的{percent}"),
    stops: |class| format!("{class}按指令停供"),
    delivered: |volume| format!("储气设施到货{volume}"),
    withdrawal: |amount| format!("储气设施最大外输{amount}"),
    storage_at_reserve: "储气设施已降至最低存量，停止外输",
    turn: "轮换：重新分配",
    warns: |level| format!("预警：{level}"),
    lifts: "解除预警",
    lifts_what_is_called_for: |level| format!("解除预警（征兆仍对应{level}）"),
    proposes_warning: |level| format!("提出预警信息发布建议：{level}"),
    withdraws_warning: "撤回预警信息发布建议",
    one_or_several: "采取下列一项或多项措施",
    justified_by: |justification| format!("；启动依据：{justification}"),
    reports: |number, to, late| match late {
        Some(late) => format!("第{number}号报告，报送{to}；逾期：{late}"),
        None => format!("第{number}号报告，报送{to}"),
    },
    reports_again: |number, late| match late {
        Some(late) => format!("第{number}号报告，报送对象同前；逾期：{late}"),
        None => format!("第{number}号报告，报送对象同前"),
    },
    reports_nothing: "报送信息",
    closes: "事件结束归档",
    does: |duty| format!("完成职责：{duty}"),
    duty: Duty::text_zh,
    holder: DutyHolder::text_zh,
    graded: |grade, criterion, response| format!("{grade}，{criterion}判定；按预案应为{response}"),
    stands: |grade, met| match met {
        Some(met) => format!("仍为{grade}；目前数据达到{met}标准。"),
        None => format!("仍为{grade}；目前数据未达到任何等级的标准。"),
    },
    grade_stated: |grade| match grade {
        Some(grade) => format!("认定事件等级：{grade}。"),
        None => "认定不构成分级事件。".to_owned(),
    },
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
        JournalEntry::GradeStated { .. } => "认定等级",
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
        JournalEntry::DutyDone { .. } => "职责完成",
    },
    item: ReportItem::text_zh,
    pending: |in_force, proposed| format!("{in_force}（建议：{proposed}）"),
    grade_in_brief: |grade| match grade {
        Grade::I => "Ⅰ级",
        Grade::II => "Ⅱ级",
        Grade::III => "Ⅲ级",
        Grade::IV => "Ⅳ级",
    },
    closed_with_items_open: "事件已结束归档，终报仍有待续报的内容。",
    criterion_in_brief: |criterion| match criterion {
        Criterion::Imbalance => "失衡比例",
        Criterion::Interruption => "中断时间",
        Criterion::Both => "两项标准",
    },
    most_curtailed: |shown, all| format!("{all}户中压减最多的{shown}户。"),
    proposed_in_brief: |level| format!("建议{level}"),
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
    peak_curtailment: |time| format!("压减最多时刻：{time}"),
    journal: |keyed| match keyed {
        true => {
            "各条记录以HMAC-SHA-256与前一条相连。凭密钥用citygate verify可查出被改动、删除、重复或移位的记录；末尾被截去的\
             记录须凭另存的日志末端值查出。"
        }
        false => {
            "各条记录以SHA-256与前一条相连。citygate verify可查出被改动、删除、重复或移位的记录；因无密钥时任何人都能重算，\
             请与此处所印的日志末端值核对（--head）。"
        }
    },
    items_as_of: |number| format!("报告内容（截至第{number}号报告）"),
    action_remark: ActionRemark::text_zh,
    off_too_long: |users| format!("因气量不足，连续停供超过次序规定的时长：{users}"),
    final_report_incomplete: |number, missing| format!("终报（第{number}号）缺少：{missing}"),
    label: ExerciseLabels {
        report: "天然气供应中断事件桌面推演报告",
        summary: "综述",
        grades: "事件等级及依据（预案1.5.1）",
        supply_chart: "可供气量与正常供应量",
        supply: "可供气量",
        demand: "需求",
        normal: "正常供应量",
        bounds: "Ⅳ至Ⅰ级界限：失衡5%、10%、15%、20%",
        strip_chart: "等级、预警与响应的变化",
        proposed: "建议",
        class_chart: "各类用户保障率的变化",
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
        who: "机关（单位）",
        result: "结果",
        done: "完成",
        responses: "应急响应：建议、确认、终止（预案4.1、4.6）",
        action: "操作",
        warnings: "预警（预案3.3）",
        warning: "预警",
        none: "无",
        measures: "措施",
        measures_as_before: "同前",
        reports_due: "信息报告的期限与报送（预案4.2）",
        recipients: "报送对象",
        kind: "类别",
        first: "首报",
        follow_up: "续报",
        last: "终报",
        remarks: "提示",
        duties: "各方职责落实情况",
        duty: "职责",
        whose: "责任主体",
        section: "条款",
        since: "起始",
        done_late: "逾期完成",
        not_done: "逾期未完成",
        open: "未定期限",
        termination: "终止响应",
        due: "期限",
        sent: "报送时间",
        reports_sent: "已报送的报告",
        number: "编号",
        missing: "待续报",
        same: "同上",
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
        storage: "储气设施",
        survival: "可维持（小时）",
    },
};
