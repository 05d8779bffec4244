//! Who leads: by grade, by how many regions the event reaches, and by whether a government's means suffice.
//!
//! Source: the plan, §1.5.2 and §4.1.

use super::state::{Government, Response, ResponseLevel};
use crate::coded::coded;
use crate::event::grade::Grade;

/// Which regions the event reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum AffectedArea {
    /// One county.
    OneCounty = 0,
    /// Several counties of one city.
    SeveralCounties = 1,
    /// Several cities of the province.
    SeveralCities = 2,
    /// More than one province.
    SeveralProvinces = 3,
}

coded!(AffectedArea {
    OneCounty => "one_county",
    SeveralCounties => "several_counties",
    SeveralCities => "several_cities",
    SeveralProvinces => "several_provinces",
});

/// Who leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Lead {
    /// The government that leads.
    pub government: Government,
    /// The regions reach beyond what the level alone would call for: instead of the government above them, the
    /// governments concerned may answer jointly.
    pub jointly_possible: bool,
    /// The event is beyond the province: the State Council is asked for support.
    pub ask_state_council: bool,
}

/// Who leads a response of this level. Source: the plan, §1.5.2 and §4.1.
///
/// `exceeded` is the highest government whose means are exceeded, if any. The lead goes to the highest of: the
/// government of the level (1 and 2 province, 3 city, 4 county); the lowest government above all regions that
/// the event reaches; one level above the government whose means are exceeded. Beyond the province, the province
/// leads and the State Council is asked for support. **Interpretation:** the same holds for an event that reaches
/// more than one province.
///
/// Constant time; reentrant.
///
/// ```
/// use citygate::event::{AffectedArea, Government, ResponseLevel, lead};
/// let lead = lead(ResponseLevel::Level4, AffectedArea::SeveralCounties, Some(Government::City));
/// assert_eq!(lead.government, Government::Province);
/// assert!(lead.jointly_possible && !lead.ask_state_council);
/// ```
pub fn lead(level: ResponseLevel, affected_area: AffectedArea, exceeded: Option<Government>) -> Lead {
    let by_level = match level {
        ResponseLevel::Level1 | ResponseLevel::Level2 => Government::Province,
        ResponseLevel::Level3 => Government::City,
        ResponseLevel::Level4 => Government::County,
    };
    let by_extent = match affected_area {
        AffectedArea::OneCounty => Government::County,
        AffectedArea::SeveralCounties => Government::City,
        AffectedArea::SeveralCities | AffectedArea::SeveralProvinces => Government::Province,
    };
    let by_means = match exceeded {
        None => Government::County,
        Some(Government::County) => Government::City,
        Some(Government::City | Government::Province) => Government::Province,
    };
    Lead {
        government: by_level.max(by_extent).max(by_means),
        jointly_possible: by_extent > by_level,
        ask_state_council: affected_area == AffectedArea::SeveralProvinces
            || exceeded == Some(Government::Province),
    }
}

/// What the engine recommends. It starts nothing: an authority proposes and confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Recommendation {
    /// The response.
    pub response: Response,
    /// Who leads, and what goes with it.
    pub lead: Lead,
}

/// The response that the plan calls for. `exceeded` as for [`lead`].
///
/// Source: the plan, §1.5.2 and §4.1. The grade fixes the level; regions and means only move the lead.
///
/// Constant time; reentrant.
///
/// ```
/// use citygate::event::{AffectedArea, Grade, Response, recommend};
/// let recommendation = recommend(Grade::II, AffectedArea::OneCounty, None);
/// assert_eq!(recommendation.response, Response::Level2);
/// ```
pub fn recommend(grade: Grade, affected_area: AffectedArea, exceeded: Option<Government>) -> Recommendation {
    let level = ResponseLevel::for_grade(grade);
    let lead = lead(level, affected_area, exceeded);
    let response = match (level, lead.government) {
        (ResponseLevel::Level1, _) => Response::Level1,
        (ResponseLevel::Level2, _) => Response::Level2,
        (ResponseLevel::Level3, Government::Province) => Response::Level3Province,
        (ResponseLevel::Level3, _) => Response::Level3City,
        (ResponseLevel::Level4, Government::Province) => Response::Level4Province,
        (ResponseLevel::Level4, Government::City) => Response::Level4City,
        (ResponseLevel::Level4, Government::County) => Response::Level4County,
    };
    Recommendation { response, lead }
}
