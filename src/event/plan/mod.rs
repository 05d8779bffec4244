//! Emergency plans as data: by which table an event is graded, who answers it, and by when it is reported.
//!
//! A *plan* says how serious an event is, and is not the supply order, which says who keeps gas: neither implies the
//! other. Jilin Province's is built in ([`EmergencyPlan::JILIN_2024`]); another is another value. Its percentages are of
//! the whole network that it is for ([`PlanRules::scope`]), not of one station.
//!
//! What a plan does not say, or what is not known of it, is `None` here and is never met.

mod table;

use core::fmt;

use super::authority::{Authority, AuthoritySet};
use super::grade::{Grade, NetworkCondition};
use super::response::state::{Government, Response, ResponseLevel};

pub use table::{GradeRow, LevelRow, PlanTable};

/// A plan with its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmergencyPlan {
    /// What files call it.
    pub name: &'static str,
    /// Its title in English.
    pub title: &'static str,
    /// Its title in Chinese.
    pub title_zh: &'static str,
    /// What it leaves out of the plan that it is called after, or takes from another; `None`: nothing.
    pub leaves_out: Option<&'static str>,
    /// The same in Chinese.
    pub leaves_out_zh: Option<&'static str>,
    /// What it says.
    pub rules: PlanRules,
}

/// What a plan says, in numbers and codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct PlanRules {
    /// The number by which records tell plans apart: 1 is Jilin's of 2024, 0 one that nobody numbered; others are the
    /// caller's.
    pub number: u32,
    /// The government whose whole network the percentages are of (全省管网 of a province).
    pub scope: Government,
    /// The rows of the table, the most serious first.
    pub grades: [GradeRule; 4],
    /// Whether an imbalance counts only while it is still widening (仍在扩大).
    pub needs_widening: bool,
    /// Minutes from word of an event to the first report, 1 to 1440. Deadlines of reports and duties go by it.
    pub first_report_min: u16,
    /// Minutes within which what is reported *promptly* (及时) is reported, and what is a duty *at once* (立即) is done, 0
    /// to 1440.
    pub prompt_min: u16,
    /// Who answers, by the level of the response, the most serious first.
    pub levels: [LevelRule; 4],
}

/// One row of a plan's table of grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GradeRule {
    /// The grade.
    pub grade: Grade,
    /// The imbalance that it takes; `None`: the plan gives this grade for no imbalance.
    pub imbalance: Option<ImbalanceBound>,
    /// Least state of the network that goes with the imbalance; [`NetworkCondition::Normal`]: any.
    pub network: NetworkCondition,
    /// Shortest interruption in minutes, inclusive, 1 or more; `None`: the plan gives this grade for none.
    pub interruption_min: Option<u32>,
}

/// The least imbalance of a grade, in thousandths of the normal supply, 1 to 1000. A larger one than the normal supply
/// itself is possible, but no plan asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum ImbalanceBound {
    /// This much or more (≥, 以上).
    AtLeast(u16),
    /// More than this (>).
    Above(u16),
}

impl ImbalanceBound {
    /// The number of the bound.
    pub const fn permille(self) -> u16 {
        match self {
            ImbalanceBound::AtLeast(permille) | ImbalanceBound::Above(permille) => permille,
        }
    }

    /// Whether so much out of a normal supply reaches the bound. Exact.
    pub const fn is_met(self, imbalance: u64, normal_supply: u64) -> bool {
        let share = imbalance as u128 * 1000;
        let bound = normal_supply as u128 * self.permille() as u128;
        match self {
            ImbalanceBound::AtLeast(_) => share >= bound,
            ImbalanceBound::Above(_) => share > bound,
        }
    }
}

/// Who answers an event by a response of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct LevelRule {
    /// The level.
    pub level: ResponseLevel,
    /// The government that answers first: the province for levels 1 and 2, at least a city for level 3.
    pub leads: Government,
    /// Who alone proposes that the headquarters starts it; `None`: the engine, county, city and the headquarters' office
    /// may. Never the enterprise.
    pub proposer: Option<Authority>,
    /// Who of the headquarters starts it: its office, a deputy commander or the commander.
    pub starter: Authority,
    /// Whether the headquarters starts it only when the means of those who answer first are exceeded.
    pub when_exceeded: bool,
}

impl EmergencyPlan {
    /// Jilin Province's natural-gas supply interruption emergency plan (吉林省天然气供应中断事件应急预案, 吉政办函〔2024〕30号).
    /// Grades and bounds: §1.5.1. Who leads and starts: §1.5.2, §2.1.3, §4.1. Deadlines: §4.2.
    ///
    /// **Interpretation:** *promptly* (及时) is within an hour; the plan gives no figure.
    pub const JILIN_2024: EmergencyPlan = EmergencyPlan {
        name: "jilin-2024",
        title: "Jilin Province's natural-gas supply interruption emergency plan, 2024",
        title_zh: "吉林省天然气供应中断事件应急预案（吉政办函〔2024〕30号）",
        leaves_out: None,
        leaves_out_zh: None,
        rules: PlanRules::JILIN_2024,
    };

    /// Every plan that is built in.
    pub const ALL: [EmergencyPlan; 1] = [EmergencyPlan::JILIN_2024];
}

impl PlanRules {
    /// See [`EmergencyPlan::JILIN_2024`].
    pub const JILIN_2024: PlanRules = PlanRules {
        number: 1,
        scope: Government::Province,
        grades: [
            GradeRule {
                grade: Grade::I,
                imbalance: Some(ImbalanceBound::AtLeast(200)),
                network: NetworkCondition::AtRisk,
                interruption_min: Some(72 * 60),
            },
            GradeRule {
                grade: Grade::II,
                imbalance: Some(ImbalanceBound::AtLeast(150)),
                network: NetworkCondition::AtRisk,
                interruption_min: Some(48 * 60),
            },
            GradeRule {
                grade: Grade::III,
                imbalance: Some(ImbalanceBound::AtLeast(100)),
                network: NetworkCondition::Affected,
                interruption_min: Some(36 * 60),
            },
            GradeRule {
                grade: Grade::IV,
                imbalance: Some(ImbalanceBound::AtLeast(50)),
                network: NetworkCondition::Normal,
                interruption_min: Some(24 * 60),
            },
        ],
        needs_widening: true,
        first_report_min: 60,
        prompt_min: 60,
        levels: [
            LevelRule {
                level: ResponseLevel::Level1,
                leads: Government::Province,
                proposer: Some(Authority::HqOffice),
                starter: Authority::Commander,
                when_exceeded: false,
            },
            LevelRule {
                level: ResponseLevel::Level2,
                leads: Government::Province,
                proposer: Some(Authority::HqOffice),
                starter: Authority::DeputyCommander,
                when_exceeded: false,
            },
            LevelRule {
                level: ResponseLevel::Level3,
                leads: Government::City,
                proposer: None,
                starter: Authority::HqOffice,
                when_exceeded: true,
            },
            LevelRule {
                level: ResponseLevel::Level4,
                leads: Government::County,
                proposer: None,
                starter: Authority::HqOffice,
                when_exceeded: true,
            },
        ],
    };

    /// The row of a level, by its place: [`PlanRules::check`] refuses rows in another order.
    pub const fn level(&self, level: ResponseLevel) -> &LevelRule {
        let [first, second, third, fourth] = &self.levels;
        match level {
            ResponseLevel::Level1 => first,
            ResponseLevel::Level2 => second,
            ResponseLevel::Level3 => third,
            ResponseLevel::Level4 => fourth,
        }
    }

    /// Whether the plan can grade and answer an event: see [`PlanError`] for what cannot be.
    ///
    /// # Errors
    ///
    /// [`PlanError`], the first one from the most serious grade on.
    ///
    /// ```
    /// use citygate::event::{EmergencyPlan, Grade, ImbalanceBound, PlanError};
    ///
    /// let mut rules = EmergencyPlan::JILIN_2024.rules;
    /// assert_eq!(rules.check(), Ok(()));
    /// rules.grades[1].imbalance = Some(ImbalanceBound::AtLeast(200)); // as much as grade I
    /// assert_eq!(rules.check(), Err(PlanError::NotBelow { grade: Grade::II }));
    /// ```
    pub fn check(&self) -> Result<(), PlanError> {
        let mut lowest: (Option<ImbalanceBound>, Option<u32>) = (None, None);
        let mut worst = NetworkCondition::AtRisk;
        for (rule, grade) in self.grades.iter().zip(Grade::ALL) {
            if rule.grade != grade {
                return Err(PlanError::Order);
            }
            let is_in_range = rule.imbalance.is_none_or(|bound| matches!(bound.permille(), 1..=1000));
            if !is_in_range || rule.interruption_min == Some(0) {
                return Err(PlanError::OutOfRange { grade });
            }
            if !is_below(rule.imbalance, lowest.0) || !is_shorter(rule.interruption_min, lowest.1) {
                return Err(PlanError::NotBelow { grade });
            }
            if rule.imbalance.is_some() {
                if rule.network > worst {
                    return Err(PlanError::NotBelow { grade });
                }
                worst = rule.network;
            }
            lowest = (rule.imbalance.or(lowest.0), rule.interruption_min.or(lowest.1));
        }
        if lowest == (None, None) {
            return Err(PlanError::NoCriterion);
        }
        let in_order = self.levels.iter().zip(ResponseLevel::ALL).all(|(rule, level)| rule.level == level);
        if !in_order {
            return Err(PlanError::Order);
        }
        if let Some(rule) = self.levels.iter().find(|rule| !rule.is_sound()) {
            return Err(PlanError::Lead { level: rule.level });
        }
        if !matches!(self.first_report_min, 1..=1440) || self.prompt_min > 1440 {
            return Err(PlanError::Deadline);
        }
        Ok(())
    }
}

impl LevelRule {
    /// Whether there is a response of this level and lead, and the authorities can do their part.
    fn is_sound(&self) -> bool {
        const STARTERS: AuthoritySet =
            AuthoritySet::of(&[Authority::HqOffice, Authority::DeputyCommander, Authority::Commander]);
        Response::led_by(self.level, self.leads).government() == self.leads
            && STARTERS.contains(self.starter)
            && self.proposer != Some(Authority::Enterprise)
    }
}

/// Whether a bound is lower than the one of the next more serious grade.
fn is_below(bound: Option<ImbalanceBound>, above: Option<ImbalanceBound>) -> bool {
    // More than 20 % takes more than 20 % does.
    let ranked = |bound: ImbalanceBound| (bound.permille(), matches!(bound, ImbalanceBound::Above(_)));
    match (bound, above) {
        (Some(bound), Some(above)) => ranked(bound) < ranked(above),
        _ => true,
    }
}

fn is_shorter(minutes: Option<u32>, above: Option<u32>) -> bool {
    match (minutes, above) {
        (Some(minutes), Some(above)) => minutes < above,
        _ => true,
    }
}

/// Why a table is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum PlanError {
    /// Neither an imbalance nor an interruption gives any grade.
    NoCriterion,
    /// Grades or levels are not the four, the most serious first.
    Order,
    /// An imbalance beyond 1 to 1000 permille, or an interruption of no time.
    OutOfRange {
        /// The grade.
        grade: Grade,
    },
    /// A grade takes no less than a more serious one.
    NotBelow {
        /// The less serious grade.
        grade: Grade,
    },
    /// A level that is led by a government that cannot lead it, started by nobody of the headquarters, or proposed by the
    /// enterprise.
    Lead {
        /// The level.
        level: ResponseLevel,
    },
    /// A deadline out of range.
    Deadline,
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanError::NoCriterion => {
                f.write_str("the plan gives no grade for anything; state an imbalance or an interruption")
            }
            PlanError::Order => f.write_str("a plan has four grades and four levels, the most serious first"),
            PlanError::OutOfRange { grade } => write!(
                f,
                "grade {}: an imbalance is 1 to 1000 permille, an interruption at least a minute",
                grade.name()
            ),
            PlanError::NotBelow { grade } => {
                write!(f, "grade {} has to take less than the next more serious grade", grade.name())
            }
            PlanError::Lead { level } => write!(
                f,
                "level {}: the province leads levels 1 and 2, at least a city level 3; commander, deputy commander or \
                 office of the headquarters start it, and the enterprise does not propose it",
                level.name()
            ),
            PlanError::Deadline => {
                f.write_str("the first report is due within 1 to 1440 minutes, prompt ones within 0 to 1440")
            }
        }
    }
}

impl core::error::Error for PlanError {}
