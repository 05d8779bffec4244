//! English.

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
    title: "Natural gas supply interruption: report",
    number: ["No. ", ""],
    first: " (first report)",
    follow_up: " (follow-up)",
    last: " (final report)",
    grade: "Grade",
    response: "Response",
    imbalance: "Imbalance",
    sensitive: "Sensitive",
    recipients: "To",
    to_follow: "To follow",
    missing: "Missing",
    none: "none",
    colon: ": ",
    comma: ", ",
    of_grade: Grade::text_en,
    of_response: ResponseLevel::text_en,
    of_sensitivity: Sensitivity::text_en,
    of_recipient: Recipient::text_en,
    of_item: ReportItem::text_en,
};

texts! {
    text_en, c_text_en, "The English text.",
    Grade {
        I => "I, particularly serious",
        II => "II, serious",
        III => "III, fairly serious",
        IV => "IV, general",
    }
    Evaluator {
        City => "the city; the province may take an important event up",
        Province => "the province or whom it authorizes",
        NationalRules => "as national rules provide",
        County => "the county; the province may take an important event up",
    }
    Trend {
        Narrowing => "narrowing",
        Steady => "steady",
        Widening => "still widening",
    }
    NetworkCondition {
        Normal => "runs normally",
        Affected => "normal running is expected to be affected",
        AtRisk => "may become unable to run normally",
    }
    Criterion {
        Imbalance => "by imbalance",
        Interruption => "by interruption of main users",
        Both => "by imbalance and by interruption of main users",
    }
    Unmet {
        NormalSupplyMissing => "the normal supply is zero, so the imbalance cannot be judged",
        ImbalanceTooSmall => "the imbalance is below the grade's bound",
        NotWidening => "the imbalance is not widening",
        NetworkNotBadEnough => "the state of the network is better than the grade asks",
        InterruptionTooShort => "the interruption is shorter than the grade's bound",
        Planned => "the outage was planned: it is no event that the plan grades",
    }
    SampleOutcome {
        Added => "sample taken",
        AddedLate => "older sample put in its place",
        AfterGap => "window started anew after a gap",
        TooClose => "sample passed over: too close to another",
        Repeated => "sample passed over: the time stamp is there already",
        TooOld => "sample passed over: older than the window reaches",
        OutOfRange => "sample refused: more than 10000000 ppm",
    }
    TrendSource {
        Stated => "stated by the operator",
        Measured => "measured",
        Assumed => "not stated; counts as widening",
    }
    Authority {
        Engine => "this system",
        County => "county",
        City => "city",
        HqOffice => "office of the headquarters",
        DeputyCommander => "deputy commander",
        Commander => "commander",
        Enterprise => "gas supply enterprise",
    }
    WarningLevel {
        Red => "level 1, red",
        Orange => "level 2, orange",
        Yellow => "level 3, yellow",
        Blue => "level 4, blue",
    }
    Possibility {
        None => "no network is threatened",
        RegionalAffected => "a regional network is possibly affected",
        TrunkAffected => "the province's trunk network is quite possibly affected",
        TrunkUnable => "the province's trunk network may become unable to run",
    }
    WarningReach {
        None => "no users",
        County => "downstream users of a county",
        OtherCity => "downstream users of other cities",
        KeyCityOrNode => "main downstream users of key cities or supply nodes",
        Province => "supply across the province",
    }
    Measure {
        Monitor => "monitor more often",
        Patrol => "patrol, watch and repair",
        Analyse => "analyse possibility, reach and grade",
        PublicOpinion => "watch and answer public opinion",
        OtherBasic => "other necessary measures",
        TeamsOnStandby => "teams and persons in charge on standby",
        ReservesAlerted => "reserves alerted",
        MaterialPlacedAhead => "material and equipment placed ahead",
        GovernmentLinkage => "linkage of the governments affected: public order, water, gas, heat, \
            communication, fuel, goods, traffic, rescue",
        OtherAdvanced => "other necessary measures of an orange or red warning",
    }
    WarningAction {
        Issue => "issued",
        Adjust => "adjusted",
        Lift => "lifted",
        Propose => "proposed",
        Replace => "replaced a lower authority's",
        Withdraw => "proposal withdrawn",
    }
    WarningRefusal {
        AlreadyIssued => "a warning is in force already; its issuer can adjust it",
        NotIssued => "no warning is in force",
        SameLevel => "the warning has this level already",
        NotProposed => "no warning is proposed",
        NoAuthority => "an authority issues warnings; an enterprise may propose one",
        NotTheIssuer { .. } => "only who issued the warning may adjust or lift it",
    }
    ResponseLevel {
        Level1 => "level 1",
        Level2 => "level 2",
        Level3 => "level 3",
        Level4 => "level 4",
    }
    Government {
        County => "county",
        City => "city",
        Province => "province",
    }
    AffectedArea {
        OneCounty => "one county",
        SeveralCounties => "several counties of one city",
        SeveralCities => "several cities",
        SeveralProvinces => "more than one province",
    }
    Response {
        Level1 => "level 1, led by the province",
        Level2 => "level 2, led by the province",
        Level3Province => "level 3, led by the province",
        Level3City => "level 3, led by the city",
        Level4Province => "level 4, led by the province",
        Level4City => "level 4, led by the city",
        Level4County => "level 4, led by the county",
    }
    Justification {
        MeansExceeded => "the means of the government below are exceeded",
        TrendOfEvent => "the trend and the effects of the event",
        Instruction => "instruction of provincial leaders",
        Application => "the city's application",
        SeveralRegions => "the event reaches several cities",
    }
    Phase {
        Normal => "normal",
        Proposed => "start proposed",
        Started => "started",
        ChangeProposed => "change proposed",
        Termination => "end proposed",
        Transition => "transition",
        RestartProposed => "new start proposed",
    }
    ActionKind {
        Propose => "propose a response",
        Confirm => "confirm the proposal",
        ProposeTermination => "propose the end",
        DeclareTermination => "declare the end",
        Reject => "reject the proposal",
        CloseTransition => "close the transition",
        RequestSupport => "ask the State Council for support",
    }
    Refusal {
        NothingProposed => "nothing is proposed; propose first",
        OtherProposed { .. } => "another response is proposed than the one confirmed; confirm the one proposed",
        AlreadyProposed => "it is proposed or in force already",
        MoreSeriousProposed { .. } => "a proposal at least as serious is pending; confirm or reject it first",
        TerminationPending => "the end is proposed; declare or reject it first",
        ChangePending => "a change or a new start is proposed; confirm or reject it first",
        NotStarted => "no response is in force",
        TerminationNotProposed => "the end has not been proposed; propose it first",
        NoTransition => "there is no transition to close",
        NotAuthorized { .. } => "this authority may not do this",
        JustificationMissing { .. } => "a justification is missing: means exceeded with a ground, or a reason",
        EndConditionsUnmet { .. } => "the event has to be dealt with and supply restored before the end is declared",
        NotLedByProvince => "the State Council is asked for support in a response led by the province",
    }
    ActionRemark {
        GradeMet => "the end was declared while a grade was still met",
        SupplyNotRestored => "the end was declared while supply was not restored by the figures",
        ApprovalNotStated => "started without stating the approval of the headquarters",
    }
    Duty {
        EnterpriseFirst => "deal with the event first",
        ReportOneHour => "first report",
        Upward => "report upward",
        WarnProposal => "propose a warning",
        WarnNeighbours => "inform those that may be affected of the warning",
        HqMeeting => "meeting of the headquarters",
        HqRoster => "duty roster of the headquarters",
        HqOnSite => "guide on the spot",
        FieldHq => "field headquarters",
        OfficeReport => "report to the provincial government",
        OfficeTeam => "working group to the spot",
        SupplyPlan => "plan of how supply is restored",
        SupplyBoost => "raise production",
        SupplyExtra => "emergency sources",
        SupplyKeyUsers => "keep key users supplied",
        Press => "publish news and answer opinion",
        Transport => "secure transport",
        RescuePlan => "plan of rescue and repair",
        EndNotice => "tell those concerned that measures are lifted",
        Relief => "relief of those affected",
        Rebuild => "restoration and rebuilding",
        Evaluate => "investigation and evaluation",
        Drill => "drill",
    }
    DutyTrigger {
        WordReceived => "word received",
        SignsSeen => "signs seen",
        WarningIssued => "warning issued",
        ProvincialResponse => "response of the province started",
        SeriousGrade => "grade I or II",
        OfficeResponse => "level 3 or 4 of the province started",
        EndDeclared => "end declared",
        Calendar => "calendar",
    }
    DutyHolder {
        Enterprise => "supply enterprise",
        LocalGovernments => "county and city",
        WarningIssuer => "issuer of the warning",
        Headquarters => "headquarters",
        HqOffice => "office of the headquarters",
        CoordinationGroup => "coordination group",
        SupplyGroup => "supply restoration group",
        PressGroup => "press group",
        SupportGroup => "support group",
        RescueGroup => "rescue group",
        ExpertGroup => "group of experts",
        Leader => "who leads",
        AreaGovernments => "governments of the area",
        CityAndCounty => "city and county, guided by the office of the headquarters",
        Evaluator => "who evaluates by grade",
    }
    DutyDeadline {
        AtOnce => "at once",
        FirstReport => "within the time for the first report",
        ToBeDecided => "to be decided",
        Afterwards => "afterwards",
        EveryThreeYears => "at least every three years",
    }
    Recipient {
        LocalGovernment => "local government",
        EnergyAuthority => "local energy authority",
        ProvincialEnergyAuthority => "provincial energy authority",
        ProvincialLeadership => "provincial leadership",
        StateCouncil => "State Council",
        DepartmentsConcerned => "departments concerned",
        HigherGovernment => "the government above and its energy authority",
        AffectedParties => "those that may be affected",
    }
    Sensitivity {
        InItself => "sensitive in itself",
        ByPlace => "key area",
        ByTime => "important time",
        LikelyGradeI => "likely to become grade I or II",
    }
    ReportItem {
        Time => "Time",
        Place => "Place",
        Source => "Source of the information",
        Nature => "Nature",
        Course => "Short course",
        Reach => "Reach of the effect",
        Casualties => "Casualties and missing, care of families",
        Damage => "Houses collapsed or damaged",
        Infrastructure => "Damage to infrastructure such as traffic and communication",
        PublicOpinion => "Public opinion online",
        PublicOrder => "Public order",
        Rescue => "Rescue on site",
        Measures => "Measures taken",
    }
    JournalEntryKind {
        Opened => "journal opened",
        Lost => "entries lost",
        Clock => "clock",
        Notified => "notification received",
        Graded => "graded",
        Action => "action of the response",
        Refused => "action refused",
        Warned => "warning",
        Reported => "report sent",
        Overdue => "report overdue",
        ReportTo => "to be reported to",
        Allocated => "supply shared out",
        PolicyChanged => "policy changed",
        Closed => "event closed",
        Note => "note",
        GradeStated => "grade stated",
        DutyDone => "duty done",
    }
}
