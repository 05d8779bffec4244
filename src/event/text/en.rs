//! English.

use super::super::authority::Authority;
use super::super::grade::{Criterion, Evaluator, Grade, Network, Trend, Unmet};
use super::super::trend::{Pushed, TrendSource};
use super::super::warning::{Measure, Possibility, Reach, WarningAct, WarningLevel, WarningRefusal};
use super::texts;

texts! {
    text_en, "The English text.",
    Grade {
        ParticularlySerious => "I, particularly serious",
        Serious => "II, serious",
        FairlySerious => "III, fairly serious",
        General => "IV, general",
    }
    Evaluator {
        City => "the city; the province may take an important event up",
        Province => "the province",
        NationalRules => "as national rules provide",
    }
    Trend {
        Narrowing => "narrowing",
        Steady => "steady",
        Widening => "still widening",
    }
    Network {
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
        ImbalanceTooSmall => "the imbalance is below the bound of the next higher grade",
        NotWidening => "the imbalance is not widening",
        NetworkNotBadEnough => "the state of the network is better than the next higher grade asks",
        InterruptionTooShort => "the interruption is shorter than the bound of the next higher grade",
    }
    Pushed {
        Added => "sample taken",
        AddedLate => "older sample put in its place",
        AfterGap => "window started anew after a gap",
        TooClose => "sample passed over: too close to another",
        Repeated => "sample passed over: the time stamp is there already",
        TooOld => "sample passed over: older than the window reaches",
        OutOfRange => "sample refused: more than 1000000 ppm",
    }
    TrendSource {
        Stated => "stated by the operator",
        Measured => "measured",
        Assumed => "not known; widening is assumed",
    }
    Authority {
        Engine => "engine",
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
    Reach {
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
    WarningAct {
        Issue => "issued",
        Adjust => "adjusted",
        Lift => "lifted",
    }
    WarningRefusal {
        AlreadyIssued => "a warning is in force already; its issuer can adjust it",
        NotIssued => "no warning is in force",
        SameLevel => "the warning has this level already",
        NoAuthority => "only an authority issues warnings",
        NotTheIssuer { .. } => "only who issued the warning may adjust or lift it",
    }
}
