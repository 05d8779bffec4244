//! The table of duties.

use crate::coded::{coded, coded_set};
use crate::event::authority::{Authority, AuthoritySet};

/// A duty that an event or its response brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Duty {
    /// The enterprise deals with the event first (先期处置).
    EnterpriseFirst = 0,
    /// The enterprise makes the first report (首报; of Jilin's plan within an hour). Done when the report is sent.
    ReportOneHour = 1,
    /// Governments and their energy authorities report upward (逐级上报). Done when the report is sent.
    Upward = 2,
    /// The enterprise proposes a warning (提出预警信息发布建议).
    WarnProposal = 3,
    /// Departments and neighbours that may be affected are informed of the warning (通报).
    WarnNeighbours = 4,
    /// The headquarters meets (召开会商会议).
    HqMeeting = 5,
    /// The headquarters is on duty around the clock (值班).
    HqRoster = 6,
    /// The headquarters guides on the spot (现场指导).
    HqOnSite = 7,
    /// A field headquarters is set up, or not (现场指挥部).
    FieldHq = 8,
    /// The office of the headquarters reports to the provincial government (向省政府报告).
    OfficeReport = 9,
    /// The office of the headquarters sends a working group to the spot (派出工作组); at level 4 it may.
    OfficeTeam = 10,
    /// A plan of how supply is restored (供应恢复方案).
    SupplyPlan = 11,
    /// Production is raised (放量开采).
    SupplyBoost = 12,
    /// Emergency sources are brought in (应急补充气源).
    SupplyExtra = 13,
    /// Key users are kept supplied (重点用户保供).
    SupplyKeyUsers = 14,
    /// News is published and opinion answered (新闻发布和舆论引导).
    Press = 15,
    /// Transport is secured (交通运输保障).
    Transport = 16,
    /// A plan of rescue and repair (抢险救援方案).
    RescuePlan = 17,
    /// Those concerned are told that emergency measures are lifted (通知解除应急措施).
    EndNotice = 18,
    /// Relief of those affected (善后处置).
    Relief = 19,
    /// Restoration and rebuilding (恢复重建).
    Rebuild = 20,
    /// Investigation and evaluation (调查评估).
    Evaluate = 21,
    /// A drill (应急演练).
    Drill = 22,
}

coded!(Duty {
    EnterpriseFirst => "enterprise-first",
    ReportOneHour => "report-1h",
    Upward => "upward",
    WarnProposal => "warn-proposal",
    WarnNeighbours => "warn-neighbours",
    HqMeeting => "hq-meeting",
    HqRoster => "hq-roster",
    HqOnSite => "hq-on-site",
    FieldHq => "field-hq",
    OfficeReport => "office-report",
    OfficeTeam => "office-team",
    SupplyPlan => "supply-plan",
    SupplyBoost => "supply-boost",
    SupplyExtra => "supply-extra",
    SupplyKeyUsers => "supply-key-users",
    Press => "press",
    Transport => "transport",
    RescuePlan => "rescue-plan",
    EndNotice => "end-notice",
    Relief => "relief",
    Rebuild => "rebuild",
    Evaluate => "evaluate",
    Drill => "drill",
});

/// A set of duties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(transparent)]
pub struct DutySet(u32);

coded_set!(DutySet(u32) of Duty);

/// What brings a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum DutyTrigger {
    /// Word of the event is received (接报).
    WordReceived = 0,
    /// Signs of an event are seen (发现征兆).
    SignsSeen = 1,
    /// A warning is issued.
    WarningIssued = 2,
    /// A response that the province leads is started.
    ProvincialResponse = 3,
    /// The event reaches grade I or II.
    SeriousGrade = 4,
    /// Level 3 or 4 of the province is started.
    OfficeResponse = 5,
    /// The end is declared.
    EndDeclared = 6,
    /// The calendar; also a major revision of the plan.
    Calendar = 7,
}

coded!(DutyTrigger {
    WordReceived => "word_received",
    SignsSeen => "signs_seen",
    WarningIssued => "warning_issued",
    ProvincialResponse => "provincial_response",
    SeriousGrade => "serious_grade",
    OfficeResponse => "office_response",
    EndDeclared => "end_declared",
    Calendar => "calendar",
});

/// Whose a duty is. The headquarters has six groups (工作组). Source: the plan, §2 and annex 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum DutyHolder {
    /// The supply enterprise (天然气供应保障企业).
    Enterprise = 0,
    /// The governments of county and city (县、市政府).
    LocalGovernments = 1,
    /// Who issued the warning (发布者).
    WarningIssuer = 2,
    /// The headquarters (省指挥部).
    Headquarters = 3,
    /// Its office (省指挥部办公室).
    HqOffice = 4,
    /// The coordination group (综合协调组).
    CoordinationGroup = 5,
    /// The supply restoration group (供应恢复组).
    SupplyGroup = 6,
    /// The press group (新闻宣传组).
    PressGroup = 7,
    /// The support group (综合保障组).
    SupportGroup = 8,
    /// The rescue group (抢险救援组).
    RescueGroup = 9,
    /// The group of experts (应急专家组).
    ExpertGroup = 10,
    /// Who leads the response (负责应对的政府或指挥机构).
    Leader = 11,
    /// The governments of the area (事发地政府).
    AreaGovernments = 12,
    /// City and county; the office of the headquarters guides (市、县政府，省指挥部办公室指导).
    CityAndCounty = 13,
    /// Who evaluates by grade: [`crate::event::Grade::evaluator`] (按等级确定的评估主体).
    Evaluator = 14,
}

coded!(DutyHolder {
    Enterprise => "enterprise",
    LocalGovernments => "local_governments",
    WarningIssuer => "warning_issuer",
    Headquarters => "headquarters",
    HqOffice => "hq_office",
    CoordinationGroup => "coordination_group",
    SupplyGroup => "supply_group",
    PressGroup => "press_group",
    SupportGroup => "support_group",
    RescueGroup => "rescue_group",
    ExpertGroup => "expert_group",
    Leader => "leader",
    AreaGovernments => "area_governments",
    CityAndCounty => "city_and_county",
    Evaluator => "evaluator",
});

impl DutyTrigger {
    /// Whether the journal tells of it: signs and the calendar it does not, so they are stated ([`super::Duties::raise`]).
    pub const fn is_recorded(self) -> bool {
        !matches!(self, DutyTrigger::SignsSeen | DutyTrigger::Calendar)
    }
}

impl DutyHolder {
    /// Who ticks a duty of it off. **Interpretation:** a group of the headquarters signs as the headquarters.
    pub const fn authorities(self) -> AuthoritySet {
        const GOVERNMENTS: AuthoritySet = AuthoritySet::of(&[Authority::County, Authority::City]);
        const HEADQUARTERS: AuthoritySet =
            AuthoritySet::of(&[Authority::HqOffice, Authority::DeputyCommander, Authority::Commander]);
        match self {
            DutyHolder::Enterprise => AuthoritySet::of(&[Authority::Enterprise]),
            DutyHolder::LocalGovernments | DutyHolder::AreaGovernments => GOVERNMENTS,
            DutyHolder::WarningIssuer
            | DutyHolder::Leader
            | DutyHolder::CityAndCounty
            | DutyHolder::Evaluator => GOVERNMENTS.union(HEADQUARTERS),
            _ => HEADQUARTERS,
        }
    }
}

/// By when a duty is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum DutyDeadline {
    /// At once (立即): within the plan's time for what is prompt.
    AtOnce = 0,
    /// Within the plan's time for the first report.
    FirstReport = 1,
    /// It is to be decided whether it is done; it is never late.
    ToBeDecided = 2,
    /// Afterwards; it is never late.
    Afterwards = 3,
    /// At least every three years (至少每三年).
    EveryThreeYears = 4,
}

coded!(DutyDeadline {
    AtOnce => "at_once",
    FirstReport => "first_report",
    ToBeDecided => "to_be_decided",
    Afterwards => "afterwards",
    EveryThreeYears => "every_three_years",
});

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DutyRule {
    /// The duty.
    pub duty: Duty,
    /// The section of the plan, for example `4.5.2`.
    pub section: &'static str,
    /// What brings it.
    pub trigger: DutyTrigger,
    /// Whose it is.
    pub holder: DutyHolder,
    /// By when it is done.
    pub deadline: DutyDeadline,
}

impl Duty {
    /// Its row in the table.
    pub fn rule(self) -> &'static DutyRule {
        // A rule for each duty, in the order of the codes: a test says so.
        DUTY_RULES.get(usize::from(self.code())).unwrap_or(&DUTY_RULES[0])
    }
}

const fn rule(
    duty: Duty,
    section: &'static str,
    trigger: DutyTrigger,
    holder: DutyHolder,
    deadline: DutyDeadline,
) -> DutyRule {
    DutyRule { duty, section, trigger, holder, deadline }
}

/// Every duty, in the order of the codes. Source: the sections named.
pub static DUTY_RULES: [DutyRule; Duty::ALL.len()] = {
    use DutyDeadline::{Afterwards, AtOnce, EveryThreeYears, FirstReport, ToBeDecided};
    use DutyHolder as By;
    use DutyTrigger as On;
    [
        rule(Duty::EnterpriseFirst, "4.3", On::WordReceived, By::Enterprise, AtOnce),
        rule(Duty::ReportOneHour, "4.2", On::WordReceived, By::Enterprise, FirstReport),
        rule(Duty::Upward, "4.2", On::WordReceived, By::LocalGovernments, AtOnce),
        rule(Duty::WarnProposal, "3.3.2", On::SignsSeen, By::Enterprise, AtOnce),
        rule(Duty::WarnNeighbours, "3.3.2", On::WarningIssued, By::WarningIssuer, AtOnce),
        rule(Duty::HqMeeting, "4.5", On::ProvincialResponse, By::Headquarters, AtOnce),
        rule(Duty::HqRoster, "4.5", On::ProvincialResponse, By::Headquarters, AtOnce),
        rule(Duty::HqOnSite, "4.5", On::ProvincialResponse, By::Headquarters, AtOnce),
        rule(Duty::FieldHq, "2.2", On::SeriousGrade, By::Headquarters, ToBeDecided),
        rule(Duty::OfficeReport, "4.1", On::OfficeResponse, By::HqOffice, AtOnce),
        rule(Duty::OfficeTeam, "4.1", On::OfficeResponse, By::HqOffice, AtOnce),
        rule(Duty::SupplyPlan, "4.5.2", On::ProvincialResponse, By::SupplyGroup, AtOnce),
        rule(Duty::SupplyBoost, "4.5.2", On::ProvincialResponse, By::SupplyGroup, AtOnce),
        rule(Duty::SupplyExtra, "4.5.2", On::ProvincialResponse, By::SupplyGroup, AtOnce),
        rule(Duty::SupplyKeyUsers, "4.5.2", On::ProvincialResponse, By::SupplyGroup, AtOnce),
        rule(Duty::Press, "4.5.3", On::ProvincialResponse, By::PressGroup, AtOnce),
        rule(Duty::Transport, "4.5.4", On::ProvincialResponse, By::SupportGroup, AtOnce),
        rule(Duty::RescuePlan, "4.5.5", On::ProvincialResponse, By::RescueGroup, AtOnce),
        rule(Duty::EndNotice, "4.6", On::EndDeclared, By::Leader, AtOnce),
        rule(Duty::Relief, "5.1", On::EndDeclared, By::AreaGovernments, Afterwards),
        rule(Duty::Rebuild, "5.2", On::EndDeclared, By::CityAndCounty, Afterwards),
        rule(Duty::Evaluate, "5.3", On::EndDeclared, By::Evaluator, Afterwards),
        rule(Duty::Drill, "7.2", On::Calendar, By::Headquarters, EveryThreeYears),
    ]
};
