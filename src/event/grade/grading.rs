//! From what is known to a grade, and why it is not a worse one.

use super::terms::{Criterion, Grade, NetworkCondition, Trend, Unmet, UnmetSet};
use crate::event::plan::{GradeRule, PlanRules};

const RULES: PlanRules = PlanRules::JILIN_2024;

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
        |met: &dyn Fn(&GradeRule) -> bool| RULES.grades.iter().find(|rule| met(rule)).map(|rule| rule.grade);

    let by_imbalance = most_serious(&|rule| imbalance_unmet(rule).is_empty());
    let by_interruption = most_serious(&|rule| interruption_unmet(rule).is_empty());
    let (grade, criterion) = worse(by_imbalance, by_interruption);
    let next = match grade {
        Some(grade) => grade.next_higher(),
        None => Some(Grade::IV),
    };
    let unmet = RULES
        .grades
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
    } else if rule.imbalance.is_none_or(|bound| !bound.is_met(missing, normal)) {
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
    if rule.interruption_min.is_none_or(|least| situation.interruption_min < least) {
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
