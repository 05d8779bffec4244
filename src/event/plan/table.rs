//! A plan as codes and numbers: in the memory of an event session, and for C.

use super::{GradeRule, ImbalanceBound, LevelRule, PlanRules};
use crate::event::authority::Authority;
use crate::event::grade::{Grade, NetworkCondition};
use crate::event::response::state::{Government, ResponseLevel};

/// What an event takes to be of one grade: the imbalance, with the state of the network, or the interruption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct GradeRow {
    /// Shortest interruption of main users, 1 or more; 0: the plan gives the grade for none.
    pub interruption_min: u32,
    /// Least imbalance in thousandths of the normal supply, 1 to 1000; 0: the plan gives the grade for none.
    pub imbalance_permille: u16,
    /// 1: it has to be more than that; 0: that much is enough.
    pub imbalance_above: u8,
    /// Least state of the network that goes with the imbalance, [`NetworkCondition`].
    pub network: u8,
}

/// Who answers an event by a response of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct LevelRow {
    /// The government that answers first, [`Government`]: the province for levels 1 and 2, at least a city for level 3.
    pub leads: u8,
    /// Who alone proposes that the headquarters starts it, [`Authority`]; 255: the engine, county, city and the
    /// headquarters' office may.
    pub proposer: u8,
    /// Who of the headquarters starts it, [`Authority`]: its office, a deputy commander or the commander.
    pub starter: u8,
    /// 1: the headquarters starts it only when the means of those who answer first are exceeded.
    pub when_exceeded: u8,
}

/// An emergency plan as a table: by what an event is graded, who answers it, by when it is reported. It is not the
/// supply order. Percentages are of the whole network of the government that it is a plan of, not of one station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct PlanTable {
    /// The number by which records tell plans apart: 1 is Jilin's of 2024, 0 one that nobody numbered; others are the
    /// caller's.
    pub number: u32,
    /// Minutes from word of an event to the first report, 1 to 1440.
    pub first_report_min: u16,
    /// Minutes within which what is reported promptly is reported, and duties at once are done, 0 to 1440.
    pub prompt_min: u16,
    /// Whose whole network the percentages are of, [`Government`].
    pub scope: u8,
    /// 1: an imbalance counts only while it is still widening; 0: always.
    pub needs_widening: u8,
    /// 0.
    pub reserved: [u8; 2],
    /// Grades I to IV.
    pub grades: [GradeRow; 4],
    /// Response levels 1 to 4.
    pub levels: [LevelRow; 4],
}

const NOBODY: u8 = u8::MAX;

impl PlanTable {
    /// The codes of a plan.
    pub const fn of(rules: &PlanRules) -> PlanTable {
        let [g1, g2, g3, g4] = &rules.grades;
        let [l1, l2, l3, l4] = &rules.levels;
        PlanTable {
            number: rules.number,
            first_report_min: rules.first_report_min,
            prompt_min: rules.prompt_min,
            scope: rules.scope.code(),
            needs_widening: rules.needs_widening as u8,
            reserved: [0; 2],
            grades: [GradeRow::of(g1), GradeRow::of(g2), GradeRow::of(g3), GradeRow::of(g4)],
            levels: [LevelRow::of(l1), LevelRow::of(l2), LevelRow::of(l3), LevelRow::of(l4)],
        }
    }

    /// The plan, or `None` when a code stands for nothing or [`PlanRules::check`] refuses it.
    pub fn rules(&self) -> Option<PlanRules> {
        let [g1, g2, g3, g4] = &self.grades;
        let [l1, l2, l3, l4] = &self.levels;
        let rules = PlanRules {
            number: self.number,
            scope: Government::from_code(self.scope)?,
            grades: [g1.rule(Grade::I)?, g2.rule(Grade::II)?, g3.rule(Grade::III)?, g4.rule(Grade::IV)?],
            needs_widening: flag(self.needs_widening)?,
            first_report_min: self.first_report_min,
            prompt_min: self.prompt_min,
            levels: [
                l1.rule(ResponseLevel::Level1)?,
                l2.rule(ResponseLevel::Level2)?,
                l3.rule(ResponseLevel::Level3)?,
                l4.rule(ResponseLevel::Level4)?,
            ],
        };
        (self.reserved == [0; 2] && rules.check().is_ok()).then_some(rules)
    }
}

impl GradeRow {
    const fn of(rule: &GradeRule) -> GradeRow {
        let (imbalance_permille, imbalance_above) = match rule.imbalance {
            Some(ImbalanceBound::AtLeast(permille)) => (permille, 0),
            Some(ImbalanceBound::Above(permille)) => (permille, 1),
            None => (0, 0),
        };
        let interruption_min = match rule.interruption_min {
            Some(minutes) => minutes,
            None => 0,
        };
        GradeRow { interruption_min, imbalance_permille, imbalance_above, network: rule.network.code() }
    }

    fn rule(&self, grade: Grade) -> Option<GradeRule> {
        let imbalance = match (self.imbalance_permille, flag(self.imbalance_above)?) {
            (0, false) => None,
            (permille, false) => Some(ImbalanceBound::AtLeast(permille)),
            (permille, true) => Some(ImbalanceBound::Above(permille)),
        };
        Some(GradeRule {
            grade,
            imbalance,
            network: NetworkCondition::from_code(self.network)?,
            interruption_min: (self.interruption_min > 0).then_some(self.interruption_min),
        })
    }
}

impl LevelRow {
    const fn of(rule: &LevelRule) -> LevelRow {
        let proposer = match rule.proposer {
            Some(authority) => authority.code(),
            None => NOBODY,
        };
        LevelRow {
            leads: rule.leads.code(),
            proposer,
            starter: rule.starter.code(),
            when_exceeded: rule.when_exceeded as u8,
        }
    }

    fn rule(&self, level: ResponseLevel) -> Option<LevelRule> {
        let proposer = match self.proposer {
            NOBODY => None,
            code => Some(Authority::from_code(code)?),
        };
        Some(LevelRule {
            level,
            leads: Government::from_code(self.leads)?,
            proposer,
            starter: Authority::from_code(self.starter)?,
            when_exceeded: flag(self.when_exceeded)?,
        })
    }
}

const fn flag(code: u8) -> Option<bool> {
    match code {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}
