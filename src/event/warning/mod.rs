//! Warnings: which level, what it brings, and who may adjust and lift it.
//!
//! Source: the plan, §3.3. A warning comes before an event or beside it; it starts no response.

mod state;

use core::fmt;

use super::authority::Signatory;
use crate::coded::{coded, coded_set};

pub use state::WarningState;

/// A warning level (预警级别), the most serious first. Source: the plan, §3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WarningLevel {
    /// Level 1, red (红色预警).
    Red = 1,
    /// Level 2, orange (橙色预警).
    Orange = 2,
    /// Level 3, yellow (黄色预警).
    Yellow = 3,
    /// Level 4, blue (蓝色预警).
    Blue = 4,
}

coded!(WarningLevel {
    Red => "red",
    Orange => "orange",
    Yellow => "yellow",
    Blue => "blue",
});

/// What may happen to a network: the possibility that a level is judged by. Source: the plan, §3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Possibility {
    /// No network is threatened.
    None = 0,
    /// A regional network is possibly affected.
    RegionalAffected = 1,
    /// The province's trunk network is quite possibly affected.
    TrunkAffected = 2,
    /// The province's trunk network may become unable to run.
    TrunkUnable = 3,
}

coded!(Possibility {
    None => "none",
    RegionalAffected => "regional_affected",
    TrunkAffected => "trunk_affected",
    TrunkUnable => "trunk_unable",
});

/// Whose supply an outage interrupts or may interrupt: the reach that a level is judged by. Source: the
/// plan, §3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WarningReach {
    /// Nobody's.
    None = 0,
    /// Downstream users of a county; also when they are seriously affected without being interrupted.
    County = 1,
    /// Downstream users of cities that are not key cities.
    OtherCity = 2,
    /// Main downstream users of key cities or of supply nodes.
    KeyCityOrNode = 3,
    /// The whole province.
    Province = 4,
}

coded!(WarningReach {
    None => "none",
    County => "county",
    OtherCity => "other_city",
    KeyCityOrNode => "key_city_or_node",
    Province => "province",
});

/// The level that possibility and reach call for, by the worse of the two; `None` when neither calls for one.
///
/// Source: the plan, §3.3. Constant time; reentrant.
///
/// ```
/// use citygate::event::{Possibility, WarningReach, WarningLevel, warning_level};
/// assert_eq!(warning_level(Possibility::RegionalAffected, WarningReach::KeyCityOrNode), Some(WarningLevel::Orange));
/// assert_eq!(warning_level(Possibility::None, WarningReach::None), None);
/// ```
pub const fn warning_level(possibility: Possibility, reach: WarningReach) -> Option<WarningLevel> {
    match (possibility, reach) {
        (Possibility::TrunkUnable, _) | (_, WarningReach::Province) => Some(WarningLevel::Red),
        (Possibility::TrunkAffected, _) | (_, WarningReach::KeyCityOrNode) => Some(WarningLevel::Orange),
        (Possibility::RegionalAffected, _) | (_, WarningReach::OtherCity) => Some(WarningLevel::Yellow),
        (Possibility::None, WarningReach::County) => Some(WarningLevel::Blue),
        (Possibility::None, WarningReach::None) => None,
    }
}

/// What a warning sets in motion. Source: the plan, §3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Measure {
    /// Monitor more often.
    Monitor = 0,
    /// Patrol, watch and repair.
    Patrol = 1,
    /// Analyse possibility, reach and grade.
    Analyse = 2,
    /// Watch and answer public opinion.
    PublicOpinion = 3,
    /// Other necessary measures of a blue or yellow warning.
    OtherBasic = 4,
    /// Teams and persons in charge on standby.
    TeamsOnStandby = 5,
    /// Reserves alerted.
    ReservesAlerted = 6,
    /// Material and equipment placed ahead.
    MaterialPlacedAhead = 7,
    /// Linkage of the governments affected: public order, water, gas, heat, communication, fuel, goods,
    /// traffic, rescue.
    GovernmentLinkage = 8,
    /// Other necessary measures of an orange or red warning.
    OtherAdvanced = 9,
}

coded!(Measure {
    Monitor => "monitor",
    Patrol => "patrol",
    Analyse => "analyse",
    PublicOpinion => "public_opinion",
    OtherBasic => "other_basic",
    TeamsOnStandby => "teams_on_standby",
    ReservesAlerted => "reserves_alerted",
    MaterialPlacedAhead => "material_placed_ahead",
    GovernmentLinkage => "government_linkage",
    OtherAdvanced => "other_advanced",
});

/// A set of measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct MeasureSet(u16);

coded_set!(MeasureSet(u16) of Measure);

impl WarningLevel {
    /// The measures of the level, those of the lower levels included: one or several of them are taken
    /// (采取下列一项或多项措施). Source: the plan, §3.3.
    pub const fn measures(self) -> MeasureSet {
        match self {
            WarningLevel::Blue | WarningLevel::Yellow => MeasureSet::of(&[
                Measure::Monitor,
                Measure::Patrol,
                Measure::Analyse,
                Measure::PublicOpinion,
                Measure::OtherBasic,
            ]),
            WarningLevel::Orange | WarningLevel::Red => MeasureSet::ALL,
        }
    }
}

/// A warning in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Warning {
    /// Its level.
    pub level: WarningLevel,
    /// Who issued it, and alone may adjust and lift it.
    pub issuer: Signatory,
}

/// What is done to a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WarningAction {
    /// A warning is issued (发布).
    Issue = 0,
    /// Its level is adjusted (调整).
    Adjust = 1,
    /// It is lifted (解除).
    Lift = 2,
    /// An enterprise that sees signs proposes one (提出预警信息发布建议). What is in force stays as it is.
    Propose = 3,
    /// A higher authority's warning takes the place of a lower one's, without a gap.
    Replace = 4,
    /// A proposal is taken back by who made it, or turned down by an authority.
    Withdraw = 5,
}

coded!(WarningAction {
    Issue => "issue",
    Adjust => "adjust",
    Lift => "lift",
    Propose => "propose",
    Replace => "replace",
    Withdraw => "withdraw",
});

/// What was done to a warning, for the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct WarningNotice {
    /// What was done.
    pub action: WarningAction,
    /// The level before; `None` when there was no warning. Of a proposal that is withdrawn, the level proposed.
    pub from: Option<WarningLevel>,
    /// The level now; `None` when the warning was lifted, or a proposal withdrawn. Of a proposal, the level proposed.
    pub to: Option<WarningLevel>,
    /// Who did it.
    pub by: Signatory,
    /// The level that the signs called for then, where that was told: a warning that was lifted although there is one
    /// is remarked upon.
    pub called_for: Option<WarningLevel>,
}

impl WarningNotice {
    /// Whether a warning was lifted although the signs still call for one. It is allowed, and on record.
    pub const fn is_contradicted(&self) -> bool {
        matches!(self.action, WarningAction::Lift) && self.called_for.is_some()
    }
}

/// Why a warning was not issued, adjusted or lifted. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum WarningRefusal {
    /// A warning is in force already; its issuer can adjust it, and a higher authority's replaces it.
    AlreadyIssued,
    /// No warning is in force.
    NotIssued,
    /// The warning has this level already.
    SameLevel,
    /// The engine and the enterprise issue no warnings; an authority does. An enterprise proposes one.
    NoAuthority,
    /// No warning is proposed.
    NotProposed,
    /// Only who issued the warning adjusts and lifts it (谁发布、谁解除).
    NotTheIssuer {
        /// Who issued it.
        issuer: Signatory,
    },
}

impl fmt::Display for WarningRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text_en())?;
        match self {
            WarningRefusal::NotTheIssuer { issuer } => {
                write!(f, " (issued by: {}, division {})", issuer.authority.text_en(), issuer.division)
            }
            _ => Ok(()),
        }
    }
}

impl core::error::Error for WarningRefusal {}
