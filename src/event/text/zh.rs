//! Chinese.

#[cfg(feature = "ffi")]
use core::ffi::CStr;

#[cfg(feature = "ffi")]
use super::table::until_nul;
use super::table::{ReportLabels, texts, without_nul};
use crate::event::authority::Authority;
use crate::event::duty::rule::{Duty, DutyDeadline, DutyHolder, DutyTrigger};
use crate::event::grade::{Criterion, Evaluator, Grade, NetworkCondition, Trend, Unmet};
use crate::event::journal::kind::JournalEntryKind;
use crate::event::report::content::ReportItem;
use crate::event::report::recipient::{Recipient, Sensitivity};
use crate::event::response::action::ActionKind;
use crate::event::response::lead::AffectedArea;
use crate::event::response::remark::ActionRemark;
use crate::event::response::state::{Government, Justification, Phase, Response, ResponseLevel};
use crate::event::response::transition::Refusal;
use crate::event::trend::{SampleOutcome, TrendSource};
use crate::event::warning::{
    Measure, Possibility, WarningAction, WarningLevel, WarningReach, WarningRefusal,
};

pub(in crate::event) static REPORT_LABELS: ReportLabels = ReportLabels {
    title: "天然气供应中断事件信息报告",
    number: ["第", "号"],
    first: "（首报）",
    follow_up: "（续报）",
    last: "（终报）",
    grade: "事件等级",
    response: "响应级别",
    imbalance: "供需失衡比例",
    sensitive: "敏感事件",
    recipients: "报送",
    to_follow: "待续报",
    missing: "未报告",
    none: "无",
    colon: "：",
    comma: "、",
    of_grade: Grade::text_zh,
    of_response: ResponseLevel::text_zh,
    of_sensitivity: Sensitivity::text_zh,
    of_recipient: Recipient::text_zh,
    of_item: ReportItem::text_zh,
};

texts! {
    text_zh, c_text_zh, "The Chinese text.",
    Grade {
        I => "Ⅰ级（特别重大）",
        II => "Ⅱ级（重大）",
        III => "Ⅲ级（较大）",
        IV => "Ⅳ级（一般）",
    }
    Evaluator {
        City => "市（州）；重要事件可由省级提级评估",
        Province => "省或其授权的单位",
        NationalRules => "按国家有关规定",
        County => "县（市）；重要事件可由省级提级评估",
    }
    Trend {
        Narrowing => "缩小",
        Steady => "持平",
        Widening => "仍在扩大",
    }
    NetworkCondition {
        Normal => "管网正常运行",
        Affected => "预计影响管网正常运行",
        AtRisk => "管网可能无法正常运行",
    }
    Criterion {
        Imbalance => "按供需失衡比例",
        Interruption => "按下游主要用户中断供气时间",
        Both => "按供需失衡比例和下游主要用户中断供气时间",
    }
    Unmet {
        NormalSupplyMissing => "正常供应量为零，无法判断供需失衡比例",
        ImbalanceTooSmall => "供需失衡比例未达到该级标准",
        NotWidening => "供需失衡未继续扩大",
        NetworkNotBadEnough => "管网运行状态未达到该级标准",
        InterruptionTooShort => "中断供气时间未达到该级标准",
        Planned => "计划停输，不属于预案所称事件",
    }
    SampleOutcome {
        Added => "样本已采用",
        AddedLate => "迟到样本已按时间插入",
        AfterGap => "数据中断后重新开始",
        TooClose => "未采用：与其他样本间隔过短",
        Repeated => "未采用：时间戳重复",
        TooOld => "未采用：早于时间窗",
        OutOfRange => "拒绝：超过10000000 ppm",
    }
    TrendSource {
        Stated => "由值班人员认定",
        Measured => "由测量得出",
        Assumed => "未说明，按扩大处理",
    }
    Authority {
        Engine => "本系统",
        County => "县（市、区）政府",
        City => "市（州）政府",
        HqOffice => "省指挥部办公室",
        DeputyCommander => "副指挥长",
        Commander => "指挥长",
        Enterprise => "天然气供应保障企业",
    }
    WarningLevel {
        Red => "一级（红色）预警",
        Orange => "二级（橙色）预警",
        Yellow => "三级（黄色）预警",
        Blue => "四级（蓝色）预警",
    }
    Possibility {
        None => "管网未受威胁",
        RegionalAffected => "全省天然气区域管网存在一定可能影响正常运行",
        TrunkAffected => "全省天然气长输管网存在较大可能影响正常运行",
        TrunkUnable => "全省天然气长输管网存在无法正常运行的可能",
    }
    WarningReach {
        None => "未涉及用户",
        County => "县域下游用户",
        OtherCity => "其他城市下游用户",
        KeyCityOrNode => "重点城市或供气节点的下游主要用户",
        Province => "全省供应",
    }
    Measure {
        Monitor => "增加监测频次",
        Patrol => "设备巡查维护、运行监测和故障抢修",
        Analyse => "分析研判可能性、影响范围和等级",
        PublicOpinion => "监测并回应舆情",
        OtherBasic => "其他必要措施",
        TeamsOnStandby => "应急队伍和负有特定职责的人员进入待命状态",
        ReservesAlerted => "后备力量做好准备",
        MaterialPlacedAhead => "视情预置队伍、装备、物资",
        GovernmentLinkage => "相关政府联动：公共秩序、供水供气供热、通信、加油（气）、商品供应、交通物流、抢险救援",
        OtherAdvanced => "红色、橙色预警的其他必要措施",
    }
    WarningAction {
        Issue => "发布",
        Adjust => "调整",
        Lift => "解除",
        Propose => "提出发布建议",
        Replace => "取代下级预警",
        Withdraw => "撤回发布建议",
    }
    WarningRefusal {
        AlreadyIssued => "已有预警生效，可由发布者调整",
        NotIssued => "当前没有预警",
        SameLevel => "预警已是该级别",
        NotProposed => "当前没有预警信息发布建议",
        NoAuthority => "预警由当地政府发布；企业可提出发布建议",
        NotTheIssuer { .. } => "谁发布、谁解除：只有发布者可以调整或解除预警",
    }
    ResponseLevel {
        Level1 => "一级响应",
        Level2 => "二级响应",
        Level3 => "三级响应",
        Level4 => "四级响应",
    }
    Government {
        County => "县（市、区）",
        City => "市（州）",
        Province => "省",
    }
    AffectedArea {
        OneCounty => "一个县（市、区）",
        SeveralCounties => "同一市（州）的多个县（市、区）",
        SeveralCities => "多个市（州）",
        SeveralProvinces => "跨省",
    }
    Response {
        Level1 => "一级响应（省级负责）",
        Level2 => "二级响应（省级负责）",
        Level3Province => "三级响应（省级负责）",
        Level3City => "三级响应（市、州负责）",
        Level4Province => "四级响应（省级负责）",
        Level4City => "四级响应（市、州负责）",
        Level4County => "四级响应（县、市、区负责）",
    }
    Justification {
        MeansExceeded => "超出下级政府处置能力",
        TrendOfEvent => "事态发展趋势和影响",
        Instruction => "省领导批示",
        Application => "市（州）申请",
        SeveralRegions => "涉及多个市（州）",
    }
    Phase {
        Normal => "正常",
        Proposed => "建议启动",
        Started => "已启动",
        ChangeProposed => "建议调整",
        Termination => "建议终止",
        Transition => "过渡期",
        RestartProposed => "建议再次启动",
    }
    ActionKind {
        Propose => "提出响应建议",
        Confirm => "确认建议",
        ProposeTermination => "提出终止建议",
        DeclareTermination => "宣布响应终止",
        Reject => "否决建议",
        CloseTransition => "结束过渡期",
        RequestSupport => "请求国务院支持",
    }
    Refusal {
        NothingProposed => "没有待确认的建议，请先提出建议",
        OtherProposed { .. } => "确认的响应与所提建议不符，请确认所提建议",
        AlreadyProposed => "已经提出或已经生效",
        MoreSeriousProposed { .. } => "已有同等或更高级别的建议，请先确认或否决",
        TerminationPending => "已提出终止建议，请先宣布终止或否决",
        ChangePending => "已提出调整或再次启动建议，请先确认或否决",
        NotStarted => "当前没有已启动的响应",
        TerminationNotProposed => "尚未提出终止建议，请先提出",
        NoTransition => "当前不在过渡期",
        NotAuthorized { .. } => "无此权限",
        JustificationMissing { .. } => "须说明启动依据（超出处置能力及依据之一），或理由",
        EndConditionsUnmet { .. } => "事件处置完毕且恢复供气后方可宣布终止",
        NotLedByProvince => "仅在省级负责的响应中请求国务院支持",
    }
    ActionRemark {
        GradeMet => "宣布终止时事件仍达到分级标准",
        SupplyNotRestored => "宣布终止时数据显示供气尚未恢复",
        ApprovalNotStated => "启动时未载明经省指挥部批准",
    }
    Duty {
        EnterpriseFirst => "先期处置",
        ReportOneHour => "首报",
        Upward => "逐级上报",
        WarnProposal => "提出预警信息发布建议",
        WarnNeighbours => "预警通报",
        HqMeeting => "召开会商会议",
        HqRoster => "落实值班值守",
        HqOnSite => "赴现场指导",
        FieldHq => "设立现场指挥部",
        OfficeReport => "向省政府报告",
        OfficeTeam => "派出工作组",
        SupplyPlan => "制定供应恢复方案",
        SupplyBoost => "放量开采",
        SupplyExtra => "应急补充气源",
        SupplyKeyUsers => "保障重点用户",
        Press => "新闻发布和舆论引导",
        Transport => "交通运输保障",
        RescuePlan => "制定抢险救援方案",
        EndNotice => "通知解除应急措施",
        Relief => "善后处置",
        Rebuild => "恢复重建",
        Evaluate => "调查评估",
        Drill => "应急演练",
    }
    DutyTrigger {
        WordReceived => "接报",
        SignsSeen => "发现征兆",
        WarningIssued => "发布预警",
        ProvincialResponse => "启动省级响应",
        SeriousGrade => "达到Ⅰ级或Ⅱ级",
        OfficeResponse => "省级启动三级或四级响应",
        EndDeclared => "宣布终止",
        Calendar => "定期",
    }
    DutyHolder {
        Enterprise => "天然气供应保障企业",
        LocalGovernments => "县、市政府",
        WarningIssuer => "预警发布者",
        Headquarters => "省指挥部",
        HqOffice => "省指挥部办公室",
        CoordinationGroup => "综合协调组",
        SupplyGroup => "供应恢复组",
        PressGroup => "新闻宣传组",
        SupportGroup => "综合保障组",
        RescueGroup => "抢险救援组",
        ExpertGroup => "应急专家组",
        Leader => "负责应对的政府或指挥机构",
        AreaGovernments => "事发地政府",
        CityAndCounty => "市、县政府（省指挥部办公室指导）",
        Evaluator => "按等级确定的评估主体",
    }
    DutyDeadline {
        AtOnce => "立即",
        FirstReport => "首报时限内",
        ToBeDecided => "视情决定",
        Afterwards => "事后",
        EveryThreeYears => "至少每三年",
    }
    Recipient {
        LocalGovernment => "属地人民政府",
        EnergyAuthority => "属地能源主管部门",
        ProvincialEnergyAuthority => "省级能源主管部门",
        ProvincialLeadership => "省委、省政府",
        StateCouncil => "国务院",
        DepartmentsConcerned => "有关部门",
        HigherGovernment => "上一级人民政府及其能源主管部门",
        AffectedParties => "可能受影响的地区、部门和单位（通报）",
    }
    Sensitivity {
        InItself => "事件本身敏感",
        ByPlace => "重点地区",
        ByTime => "重要时期",
        LikelyGradeI => "可能演化为特别重大、重大事件",
    }
    ReportItem {
        Time => "时间",
        Place => "地点",
        Source => "信息来源",
        Nature => "事件性质",
        Course => "简要经过",
        Reach => "影响范围",
        Casualties => "人员伤亡（失联）及家属安抚",
        Damage => "房屋倒塌损坏",
        Infrastructure => "交通信息等基础设施损毁",
        PublicOpinion => "网上舆情",
        PublicOrder => "社会面治安稳定",
        Rescue => "现场救援情况",
        Measures => "已采取的措施",
    }
    JournalEntryKind {
        Opened => "日志开启",
        Lost => "记录丢失",
        Clock => "时钟",
        Notified => "接到事件信息",
        Graded => "事件分级",
        Action => "响应操作",
        Refused => "操作被拒绝",
        Warned => "预警",
        Reported => "报告已报送",
        Overdue => "报告逾期",
        ReportTo => "新增报送对象",
        Allocated => "供气分配",
        PolicyChanged => "分配方案变更",
        Closed => "事件结束",
        Note => "备注",
        GradeStated => "认定事件级别",
        DutyDone => "职责完成",
    }
}
