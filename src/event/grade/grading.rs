//! From what is known to a grade, and why it is not a worse one.

use super::terms::{Criterion, Grade, NetworkCondition, Trend, Unmet, UnmetSet};
use crate::event::plan::{GradeRule, PlanRules};

/// The largest imbalance that is told, in millionths of the normal supply: ten times the normal supply. More is told as
/// this.
pub const MOST_IMBALANCE_PPM: u32 = 10_000_000;

/// What a grade is judged by: of the whole network that the plan is for ([`PlanRules::scope`]), not of one station.
///
/// What is not known does not count as good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Situation {
    /// Normal supply (正常供应量), in whole units (dm³/h by intention). Zero means that it is missing: the imbalance cannot
    /// be judged then, the interruption still is.
    pub normal_supply: u64,
    /// What users want undisturbed by any curtailment, in the same unit. `None`: not known; the normal supply is taken
    /// for it (Interpretation).
    pub demand: Option<u64>,
    /// Available supply, in the same unit. More than the demand is a surplus: no imbalance.
    pub available_supply: u64,
    /// How long the main downstream users (下游主要用户) of a trunk or branch line are, or may be, without gas in an
    /// unplanned outage (非计划停输), in whole minutes, rounded down; 0 when there is no such outage. `None`: not stated;
    /// no grade follows from it.
    pub interruption_min: Option<u32>,
    /// Where the imbalance is going. `None`: neither stated nor measured; it counts as widening (Interpretation).
    pub trend: Option<Trend>,
    /// The state of the network. `None`: not stated; it meets no more than a grade asks of any network.
    pub network: Option<NetworkCondition>,
    /// The outage was planned: no event that the plan grades, which is for failures, disasters and the like.
    pub planned: bool,
}

impl Situation {
    /// The imbalance of supply and demand (供需失衡总量): what is wanted undisturbed and not available. Not what is missing
    /// of the normal supply: a cold wave causes it with all supply there, and a surplus is none.
    pub const fn imbalance(&self) -> u64 {
        let demand = match self.demand {
            Some(demand) => demand,
            None => self.normal_supply,
        };
        demand.saturating_sub(self.available_supply)
    }

    /// How much of the normal supply is missing; told beside the imbalance, and no criterion.
    pub const fn missing_supply(&self) -> u64 {
        self.normal_supply.saturating_sub(self.available_supply)
    }
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
    /// The imbalance in thousandths of the normal supply, **rounded down** (110 000 of 620 000 is 177), at most 10 000.
    /// For reports; no decision uses it. 0 when the normal supply is zero.
    pub imbalance_permille: u16,
    /// What is missing of the normal supply, in thousandths of it, rounded down; beside the imbalance, and no criterion.
    pub missing_permille: u16,
    /// The next more serious grade that the plan can give; `None` at the most serious one, and for a planned outage.
    pub next: Option<Grade>,
    /// What keeps it from that grade: the unmet conditions of its imbalance criterion and of its interruption
    /// criterion. Meeting all of either would raise the grade.
    pub unmet: UnmetSet,
}

/// Grades an event by a plan. Source: the plan, §1.5.1, with the interpretation [above](mod@crate::event::grade).
///
/// Monotone: a larger imbalance, a worse trend, a worse network or a longer interruption never lowers the grade.
///
/// Constant time; reentrant. Defined for every input: see [`Situation`] for what is not known and for a surplus. A plan
/// that [`PlanRules::check`] refuses gives some grade of its table, or none.
///
/// ```
/// use citygate::event::{
///     Criterion, EmergencyPlan, Grade, NetworkCondition, Situation, Trend, Unmet, UnmetSet, grade,
/// };
///
/// // Tengzhou, December 2017: 110 000 of 620 000 m³/d are missing.
/// let situation = Situation {
///     normal_supply: 620_000,
///     demand: Some(620_000),
///     available_supply: 510_000,
///     interruption_min: Some(0),
///     trend: Some(Trend::Widening),
///     network: Some(NetworkCondition::AtRisk),
///     planned: false,
/// };
/// let grading = grade(&EmergencyPlan::JILIN_2024.rules, &situation);
/// assert_eq!(grading.grade, Some(Grade::II));
/// assert_eq!(grading.criterion, Some(Criterion::Imbalance));
/// assert_eq!(grading.imbalance_permille, 177);
/// // Not grade I: less than 20 %, and no interruption of 72 h.
/// assert_eq!(grading.unmet, UnmetSet::of(&[Unmet::ImbalanceTooSmall, Unmet::InterruptionTooShort]));
/// ```
pub fn grade(plan: &PlanRules, situation: &Situation) -> Grading {
    let imbalance_unmet = |rule: &GradeRule| imbalance_unmet(plan, rule, situation);
    let interruption_unmet = |rule: &GradeRule| interruption_unmet(rule, situation);
    let most_serious = |met: &dyn Fn(&GradeRule) -> bool| {
        plan.grades.iter().find(|rule| !situation.planned && met(rule)).map(|rule| rule.grade)
    };

    let by_imbalance = most_serious(&|rule| rule.imbalance.is_some() && imbalance_unmet(rule).is_empty());
    let by_interruption =
        most_serious(&|rule| rule.interruption_min.is_some() && interruption_unmet(rule).is_empty());
    let (grade, criterion) = worse(by_imbalance, by_interruption);
    // The least serious of those that are more serious and can be given.
    let next = plan.grades.iter().rev().find(|rule| {
        let can_be_given = rule.imbalance.is_some() || rule.interruption_min.is_some();
        !situation.planned && can_be_given && is_worse(Some(rule.grade), grade)
    });
    let unmet = match next {
        Some(rule) => imbalance_unmet(rule).union(interruption_unmet(rule)),
        None if situation.planned => UnmetSet::of(&[Unmet::Planned]),
        None => UnmetSet::NONE,
    };
    Grading {
        grade,
        criterion,
        by_imbalance,
        by_interruption,
        imbalance_permille: imbalance_permille(situation.imbalance(), situation.normal_supply),
        missing_permille: imbalance_permille(situation.missing_supply(), situation.normal_supply),
        next: next.map(|rule| rule.grade),
        unmet,
    }
}

/// What keeps an imbalance from a grade; nothing where the plan gives the grade for no imbalance.
fn imbalance_unmet(plan: &PlanRules, rule: &GradeRule, situation: &Situation) -> UnmetSet {
    let Some(bound) = rule.imbalance else { return UnmetSet::NONE };
    let normal = situation.normal_supply;
    let mut unmet = UnmetSet::NONE;
    if normal == 0 {
        unmet = unmet.union(UnmetSet::of(&[Unmet::NormalSupplyMissing]));
    } else if !bound.is_met(situation.imbalance(), normal) {
        unmet = unmet.union(UnmetSet::of(&[Unmet::ImbalanceTooSmall]));
    }
    if plan.needs_widening && !matches!(situation.trend, None | Some(Trend::Widening)) {
        unmet = unmet.union(UnmetSet::of(&[Unmet::NotWidening]));
    }
    if situation.network.unwrap_or(NetworkCondition::Normal) < rule.network {
        unmet = unmet.union(UnmetSet::of(&[Unmet::NetworkNotBadEnough]));
    }
    unmet
}

/// The same of an interruption.
fn interruption_unmet(rule: &GradeRule, situation: &Situation) -> UnmetSet {
    match rule.interruption_min {
        Some(least) if situation.interruption_min.unwrap_or(0) < least => {
            UnmetSet::of(&[Unmet::InterruptionTooShort])
        }
        _ => UnmetSet::NONE,
    }
}

fn worse(by_imbalance: Option<Grade>, by_interruption: Option<Grade>) -> (Option<Grade>, Option<Criterion>) {
    match (by_imbalance, by_interruption) {
        (None, None) => (None, None),
        (a, b) if a == b => (a, Some(Criterion::Both)),
        (a, b) if is_worse(a, b) => (a, Some(Criterion::Imbalance)),
        (_, b) => (b, Some(Criterion::Interruption)),
    }
}

/// Whether one grade is more serious than the other; none is the least serious.
pub(in crate::event) const fn is_worse(grade: Option<Grade>, than: Option<Grade>) -> bool {
    match (grade, than) {
        (None, _) => false,
        (Some(_), None) => true,
        // A smaller number is a more serious grade.
        (Some(grade), Some(than)) => grade.code() < than.code(),
    }
}

/// An imbalance in thousandths of the normal supply, rounded down: 0 … 10 000, which stands for more as well. For
/// reports.
///
/// 0 when the normal supply is zero. Constant time; reentrant.
pub fn imbalance_permille(imbalance: u64, normal_supply: u64) -> u16 {
    (imbalance_share(imbalance, normal_supply, 1000)) as u16
}

/// An imbalance in millionths of the normal supply, rounded down: 0 … [`MOST_IMBALANCE_PPM`], which stands for more as
/// well. What [`crate::event::TrendWindow`] takes.
///
/// 0 when the normal supply is zero. Constant time; reentrant.
pub fn imbalance_ppm(imbalance: u64, normal_supply: u64) -> u32 {
    imbalance_share(imbalance, normal_supply, 1_000_000)
}

/// The largest `share` with share ÷ scale ≤ imbalance, up to ten, found bit by bit: a division of 128 bits costs a small
/// controller thousands of cycles and kilobytes. `scale` is at most a million.
#[inline(never)]
fn imbalance_share(imbalance: u64, normal: u64, scale: u32) -> u32 {
    if imbalance == 0 || normal == 0 {
        return 0;
    }
    let most = MOST_IMBALANCE_PPM / 1_000_000 * scale;
    let bound = u128::from(imbalance) * u128::from(scale);
    (0..24).rev().fold(0, |share, bit| {
        let candidate = share | 1 << bit;
        if candidate <= most && u128::from(candidate) * u128::from(normal) <= bound {
            candidate
        } else {
            share
        }
    })
}
