//! The grades, and what they are judged by.

use crate::coded::{coded, coded_set};

/// The grade of an event (事件分级), the most serious first. Source: the plan, §1.5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Grade {
    /// I, particularly serious (特别重大).
    I = 1,
    /// II, serious (重大).
    II = 2,
    /// III, fairly serious (较大).
    III = 3,
    /// IV, general (一般).
    IV = 4,
}

coded!(Grade {
    I => "I",
    II => "II",
    III => "III",
    IV => "IV",
});

impl Grade {
    /// The next more serious grade; `None` above I.
    pub const fn next_higher(self) -> Option<Grade> {
        Grade::from_code(self.code() - 1)
    }

    /// Who evaluates the event afterwards. Source: the plan, §5.3. The province may take up an important event that
    /// would be the city's or the county's to evaluate.
    pub const fn evaluator(self) -> Evaluator {
        match self {
            Grade::I => Evaluator::NationalRules,
            Grade::II => Evaluator::Province,
            Grade::III => Evaluator::City,
            Grade::IV => Evaluator::County,
        }
    }
}

/// Who evaluates an event afterwards. Source: the plan, §5.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Evaluator {
    /// The city (市、州).
    City = 0,
    /// The province, or whom it authorizes (省或其授权的单位).
    Province = 1,
    /// Whoever national rules name (按国家有关规定).
    NationalRules = 2,
    /// The county (县、市).
    County = 3,
}

coded!(Evaluator {
    City => "city",
    Province => "province",
    NationalRules => "national_rules",
    County => "county",
});

/// Where the imbalance is going. [`crate::event::TrendWindow`] finds it from measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Trend {
    /// The imbalance gets smaller (缩小).
    Narrowing = 0,
    /// The imbalance stays as it is (持平).
    Steady = 1,
    /// The imbalance is still widening (仍在扩大).
    Widening = 2,
}

coded!(Trend {
    Narrowing => "narrowing",
    Steady => "steady",
    Widening => "widening",
});

/// The state of the pipeline network (管网运行状态). Source: the plan, §1.5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NetworkCondition {
    /// Runs normally (正常运行).
    Normal = 0,
    /// Normal running is expected to be affected (预计影响正常运行).
    Affected = 1,
    /// May become unable to run normally (可能无法正常运行).
    AtRisk = 2,
}

coded!(NetworkCondition {
    Normal => "normal",
    Affected => "affected",
    AtRisk => "at_risk",
});

/// Which criterion gave the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Criterion {
    /// The imbalance, with its trend and the state of the network.
    Imbalance = 1,
    /// The interruption of main users.
    Interruption = 2,
    /// Both give the same grade.
    Both = 3,
}

coded!(Criterion {
    Imbalance => "imbalance",
    Interruption => "interruption",
    Both => "both",
});

/// A condition of a grade that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Unmet {
    /// The normal supply is zero, so the imbalance cannot be judged.
    NormalSupplyMissing = 0,
    /// The imbalance is below the grade's bound.
    ImbalanceTooSmall = 1,
    /// The imbalance is not widening.
    NotWidening = 2,
    /// The state of the network is better than the grade asks.
    NetworkNotBadEnough = 3,
    /// The interruption is shorter than the grade's bound.
    InterruptionTooShort = 4,
    /// The outage was planned: it is no event that the plan grades.
    Planned = 5,
}

coded!(Unmet {
    NormalSupplyMissing => "normal_supply_missing",
    ImbalanceTooSmall => "imbalance_too_small",
    NotWidening => "not_widening",
    NetworkNotBadEnough => "network_not_bad_enough",
    InterruptionTooShort => "interruption_too_short",
    Planned => "planned",
});

/// The conditions of a grade that are not met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct UnmetSet(u8);

coded_set!(UnmetSet(u8) of Unmet);
