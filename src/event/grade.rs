//! How serious is it: the four grades of the plan, by imbalance or by interruption, whichever is worse.
//!
//! Source: the plan, §1.5.1. Every comparison is exact: shares are compared by cross-multiplication in 128 bits,
//! interruption in whole minutes.
//!
//! **Interpretation.** The upper bounds in the plan's table only separate the grades; grading is monotone. An
//! imbalance of 22 % that is widening but does not threaten running is not ungraded: it meets what grade IV
//! asks, and grade III's conditions too if normal running is expected to be affected. An imbalance that is not
//! widening meets no imbalance criterion; the interruption criterion stands by itself. A network that may
//! become unable to run is also one whose normal running is expected to be affected.

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

    /// Who evaluates the event afterwards. Source: the plan, §5.3. The province may take up an important event
    /// that would be the city's to evaluate.
    pub const fn evaluator(self) -> Evaluator {
        match self {
            Grade::I => Evaluator::NationalRules,
            Grade::II => Evaluator::Province,
            Grade::III | Grade::IV => Evaluator::City,
        }
    }
}

/// Who evaluates an event afterwards. Source: the plan, §5.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Evaluator {
    /// The city (市、州).
    City = 0,
    /// The province (省).
    Province = 1,
    /// Whoever national rules name (按国家有关规定).
    NationalRules = 2,
}

coded!(Evaluator {
    City => "city",
    Province => "province",
    NationalRules => "national_rules",
});

/// Where the imbalance is going. [`super::TrendWindow`] finds it from measurements.
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
}

coded!(Unmet {
    NormalSupplyMissing => "normal_supply_missing",
    ImbalanceTooSmall => "imbalance_too_small",
    NotWidening => "not_widening",
    NetworkNotBadEnough => "network_not_bad_enough",
    InterruptionTooShort => "interruption_too_short",
});

/// The conditions of a grade that are not met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct UnmetSet(u8);

coded_set!(UnmetSet(u8) of Unmet);

/// One row of the plan's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GradeRule {
    /// The grade.
    pub grade: Grade,
    /// Smallest imbalance, in hundredths of the normal supply, inclusive.
    pub imbalance_percent: u8,
    /// Least state of the network that goes with it.
    pub network: NetworkCondition,
    /// Shortest interruption in minutes, inclusive.
    pub interruption_min: u32,
}

/// The plan's table, the most serious grade first. Source: the plan, §1.5.1.
pub const GRADE_RULES: [GradeRule; 4] = [
    GradeRule {
        grade: Grade::I,
        imbalance_percent: 20,
        network: NetworkCondition::AtRisk,
        interruption_min: 72 * 60,
    },
    GradeRule {
        grade: Grade::II,
        imbalance_percent: 15,
        network: NetworkCondition::AtRisk,
        interruption_min: 48 * 60,
    },
    GradeRule {
        grade: Grade::III,
        imbalance_percent: 10,
        network: NetworkCondition::Affected,
        interruption_min: 36 * 60,
    },
    GradeRule {
        grade: Grade::IV,
        imbalance_percent: 5,
        network: NetworkCondition::Normal,
        interruption_min: 24 * 60,
    },
];

/// What a grade is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Situation {
    /// Normal supply of the network, in whole units (dm³/h by intention). Zero means that it is missing: the
    /// imbalance cannot be judged then, the interruption still is.
    pub normal_supply: u64,
    /// Available supply, in the same unit. More than the normal supply is a surplus: no imbalance.
    pub available_supply: u64,
    /// How long the main downstream users of a trunk or branch line are, or may be, without gas in an
    /// unplanned outage, in whole minutes, rounded down. 0 when there is no such outage.
    pub interruption_min: u32,
    /// Where the imbalance is going.
    pub trend: Trend,
    /// The state of the network.
    pub network: NetworkCondition,
}

/// A grade with its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Grading {
    /// The grade, or `None` when no criterion of any grade is met.
    pub grade: Option<Grade>,
    /// Which criterion gave it; `None` without a grade.
    pub criterion: Option<Criterion>,
    /// The grade by imbalance alone.
    pub by_imbalance: Option<Grade>,
    /// The grade by interruption alone.
    pub by_interruption: Option<Grade>,
    /// The imbalance in thousandths of the normal supply, **rounded down** (110 000 of 620 000 is 177). For
    /// reports; no decision uses it. 0 when the normal supply is zero.
    pub imbalance_permille: u16,
    /// The next more serious grade; `None` at grade I.
    pub next: Option<Grade>,
    /// What keeps it from that grade: the unmet conditions of its imbalance criterion and of its interruption
    /// criterion. Meeting all of either would raise the grade.
    pub unmet: UnmetSet,
}

/// Grades an event. Source: the plan, §1.5.1, with the [interpretation](self) above.
///
/// Monotone: a larger imbalance, a worse trend, a worse network or a longer interruption never lowers the grade.
///
/// Constant time; reentrant. Defined for every input: see [`Situation`] for a normal supply of zero and for a
/// surplus.
///
/// ```
/// use citygate::event::{Criterion, Grade, NetworkCondition, Situation, Trend, Unmet, UnmetSet, grade};
///
/// // Tengzhou, December 2017: 110 000 of 620 000 m³/d are missing.
/// let grading = grade(&Situation {
///     normal_supply: 620_000,
///     available_supply: 510_000,
///     interruption_min: 0,
///     trend: Trend::Widening,
///     network: NetworkCondition::AtRisk,
/// });
/// assert_eq!(grading.grade, Some(Grade::II));
/// assert_eq!(grading.criterion, Some(Criterion::Imbalance));
/// assert_eq!(grading.imbalance_permille, 177);
/// // Not grade I: less than 20 %, and no interruption of 72 h.
/// assert_eq!(grading.unmet, UnmetSet::of(&[Unmet::ImbalanceTooSmall, Unmet::InterruptionTooShort]));
/// ```
pub fn grade(situation: &Situation) -> Grading {
    let imbalance_unmet = |rule: &GradeRule| imbalance_unmet(rule, situation);
    let interruption_unmet = |rule: &GradeRule| interruption_unmet(rule, situation);
    let most_serious =
        |met: &dyn Fn(&GradeRule) -> bool| GRADE_RULES.iter().find(|rule| met(rule)).map(|rule| rule.grade);

    let by_imbalance = most_serious(&|rule| imbalance_unmet(rule).is_empty());
    let by_interruption = most_serious(&|rule| interruption_unmet(rule).is_empty());
    let (grade, criterion) = worse(by_imbalance, by_interruption);
    let next = match grade {
        Some(grade) => grade.next_higher(),
        None => Some(Grade::IV),
    };
    let unmet = GRADE_RULES
        .iter()
        .find(|rule| Some(rule.grade) == next)
        .map_or(UnmetSet::NONE, |rule| imbalance_unmet(rule).union(interruption_unmet(rule)));
    Grading {
        grade,
        criterion,
        by_imbalance,
        by_interruption,
        imbalance_permille: imbalance_permille(situation.normal_supply, situation.available_supply),
        next,
        unmet,
    }
}

fn imbalance_unmet(rule: &GradeRule, situation: &Situation) -> UnmetSet {
    let normal = situation.normal_supply;
    let missing = normal.saturating_sub(situation.available_supply);
    let mut unmet = UnmetSet::NONE;
    if normal == 0 {
        unmet = unmet.union(UnmetSet::of(&[Unmet::NormalSupplyMissing]));
    } else if u128::from(missing) * 100 < u128::from(normal) * u128::from(rule.imbalance_percent) {
        unmet = unmet.union(UnmetSet::of(&[Unmet::ImbalanceTooSmall]));
    }
    if situation.trend != Trend::Widening {
        unmet = unmet.union(UnmetSet::of(&[Unmet::NotWidening]));
    }
    if situation.network < rule.network {
        unmet = unmet.union(UnmetSet::of(&[Unmet::NetworkNotBadEnough]));
    }
    unmet
}

fn interruption_unmet(rule: &GradeRule, situation: &Situation) -> UnmetSet {
    if situation.interruption_min < rule.interruption_min {
        UnmetSet::of(&[Unmet::InterruptionTooShort])
    } else {
        UnmetSet::NONE
    }
}

fn worse(by_imbalance: Option<Grade>, by_interruption: Option<Grade>) -> (Option<Grade>, Option<Criterion>) {
    match (by_imbalance, by_interruption) {
        (None, None) => (None, None),
        (Some(grade), None) => (Some(grade), Some(Criterion::Imbalance)),
        (None, Some(grade)) => (Some(grade), Some(Criterion::Interruption)),
        (Some(a), Some(b)) if a == b => (Some(a), Some(Criterion::Both)),
        // A smaller number is a more serious grade.
        (Some(a), Some(b)) if a.code() < b.code() => (Some(a), Some(Criterion::Imbalance)),
        (Some(_), Some(b)) => (Some(b), Some(Criterion::Interruption)),
    }
}

/// The imbalance in thousandths of the normal supply, rounded down: 0 … 1000. For reports.
///
/// 0 when the normal supply is zero or there is a surplus. Constant time; reentrant.
pub fn imbalance_permille(normal_supply: u64, available_supply: u64) -> u16 {
    imbalance_share(normal_supply, available_supply, 1000) as u16
}

/// The imbalance in millionths of the normal supply, rounded down: 0 … 1 000 000. What
/// [`super::TrendWindow`] takes.
///
/// 0 when the normal supply is zero or there is a surplus. Constant time; reentrant.
pub fn imbalance_ppm(normal_supply: u64, available_supply: u64) -> u32 {
    imbalance_share(normal_supply, available_supply, 1_000_000)
}

/// The largest `share` with share ÷ scale ≤ imbalance, found bit by bit: a division of 128 bits costs a small
/// controller thousands of cycles and kilobytes. `scale` is below 2²⁰.
#[inline(never)]
fn imbalance_share(normal: u64, available: u64, scale: u32) -> u32 {
    let missing = normal.saturating_sub(available);
    if missing == 0 {
        return 0;
    }
    let bound = u128::from(missing) * u128::from(scale);
    (0..20).rev().fold(0, |share, bit| {
        let candidate = share | 1 << bit;
        if u128::from(candidate) * u128::from(normal) <= bound { candidate } else { share }
    })
}
