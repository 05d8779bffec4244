//! English.

use super::super::grade::{Criterion, Evaluator, Grade, Network, Trend, Unmet};
use super::super::trend::{Pushed, TrendSource};
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
}
