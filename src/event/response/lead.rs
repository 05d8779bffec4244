//! Who leads: by grade, by how many regions the event reaches, and by whether a government's means suffice.
//!
//! Source: the plan, §1.5.2 and §4.1.

use super::state::{Government, Response, ResponseLevel};
use crate::coded::coded;
use crate::event::grade::Grade;
use crate::event::plan::PlanRules;

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
    /// Instead of the government above all regions, the superior governments of each region concerned may answer jointly
    /// (由各有关行政区域的上一级人民政府共同负责): these.
    pub jointly: Option<Government>,
    /// Instead of taking the event over, the government that leads may support this one, whose means are exceeded
    /// (提供支援或者负责应对).
    pub supports_instead: Option<Government>,
    /// The event is beyond the means of the province: the State Council is asked for support.
    pub ask_state_council: bool,
}

/// Who leads a response of this level. Source: the plan, §1.5.2 and §4.1.
///
/// `exceeded` is the highest government whose means are exceeded, if any. The lead goes to the highest of: the
/// government that the plan names for the level (of Jilin: 1 and 2 province, 3 city, 4 county); the lowest government above all regions that
/// the event reaches; one level above the government whose means are exceeded, which may also support instead of
/// leading. Beyond the means of the province, the province leads and the State Council is asked for support.
///
/// Several counties of several cities may be answered by these cities together, unless their means are exceeded; several
/// counties of one city have one superior, so nothing is joint. **Interpretation:** of an event that reaches more than one
/// province, each province leads its part, or the provinces answer jointly; that it reaches a neighbour is by itself
/// no reason to ask the State Council for support.
///
/// Constant time; reentrant.
///
/// ```
/// use citygate::event::{AffectedArea, Government, PlanRules, ResponseLevel, lead};
/// let plan = PlanRules::JILIN_2024;
/// let lead = lead(&plan, ResponseLevel::Level4, AffectedArea::SeveralCounties, Some(Government::City));
/// assert_eq!(lead.government, Government::Province);
/// assert_eq!(lead.jointly, None);
/// assert_eq!(lead.supports_instead, Some(Government::City));
/// ```
pub fn lead(
    plan: &PlanRules,
    level: ResponseLevel,
    affected_area: AffectedArea,
    exceeded: Option<Government>,
) -> Lead {
    let by_level = plan.level(level).leads;
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
    let without_means = by_level.max(by_extent);
    let superiors = match affected_area {
        AffectedArea::OneCounty | AffectedArea::SeveralCounties => None,
        AffectedArea::SeveralCities => Some(Government::City),
        AffectedArea::SeveralProvinces => Some(Government::Province),
    };
    Lead {
        government: without_means.max(by_means),
        jointly: superiors
            .filter(|superior| *superior >= by_level && exceeded.is_none_or(|it| it < *superior)),
        supports_instead: (by_means > without_means).then_some(without_means),
        ask_state_council: exceeded == Some(Government::Province),
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
/// Source: the plan, §1.5.2 and §4.1. The grade fixes the level; the plan's table, regions and means the lead.
///
/// Constant time; reentrant.
///
/// ```
/// use citygate::event::{AffectedArea, Grade, PlanRules, Response, recommend};
/// let recommendation = recommend(&PlanRules::JILIN_2024, Grade::II, AffectedArea::OneCounty, None);
/// assert_eq!(recommendation.response, Response::Level2);
/// ```
pub fn recommend(
    plan: &PlanRules,
    grade: Grade,
    affected_area: AffectedArea,
    exceeded: Option<Government>,
) -> Recommendation {
    let level = ResponseLevel::for_grade(grade);
    let lead = lead(plan, level, affected_area, exceeded);
    Recommendation { response: Response::led_by(level, lead.government), lead }
}
