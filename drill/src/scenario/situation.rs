//! What grading the event needs to know, beside the supply.

use citygate::event::{AffectedArea, Government, NetworkCondition, Sensitivity, SensitivitySet, Trend};
use toml::Spanned;

use super::check::Checker;
use super::raw::{Key, Number, RawScenario};
use crate::quantity::Quantity;

/// The state of the event, as far as the scenario tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// The supply in normal operation; more than nothing.
    pub normal_supply: Option<Quantity>,
    /// Where the imbalance is going.
    pub trend: Option<Trend>,
    /// The state of the network.
    pub network: Option<NetworkCondition>,
    /// For how long main users are or may be without gas, in thousandths of an hour; at most [`MOST_HOURS`].
    pub interruption_h: Option<Quantity>,
    /// How many counties the event reaches.
    pub regions: Option<u16>,
    /// Which regions the event reaches.
    pub extent: Option<AffectedArea>,
    /// The highest government whose means are exceeded.
    pub exceeded: Option<Government>,
    /// What makes the event sensitive.
    pub sensitivity: SensitivitySet,
}

/// The longest interruption that can be stated: what the library can count in minutes.
pub const MOST_HOURS: u64 = u32::MAX as u64 / 60;

impl Situation {
    /// Which regions the event reaches. **Interpretation:** regions that are only counted are counties of one
    /// city; nothing stated is one county.
    pub fn reach(&self) -> AffectedArea {
        match (self.extent, self.regions) {
            (Some(extent), _) => extent,
            (None, Some(2..)) => AffectedArea::SeveralCounties,
            (None, _) => AffectedArea::OneCounty,
        }
    }

    /// The interruption of main users in whole minutes, rounded down.
    pub fn interruption_min(&self) -> u32 {
        let minutes = u128::from(self.interruption_h.unwrap_or_default().thousandths()) * 60 / 1000;
        u32::try_from(minutes).unwrap_or(u32::MAX)
    }
}

/// Checks what the top of a scenario says about the event.
pub(super) fn check(raw: &RawScenario, checker: &mut Checker) -> Option<Situation> {
    let normal_supply = match &raw.normal_supply {
        Some(value) => checker.positive_quantity(value).map(Some),
        None => Some(None),
    };
    let trend = named(&raw.trend, "trend", &Trend::ALL.map(|trend| (trend.name(), trend)), checker);
    let network = network(&raw.network, checker);
    let interruption_h = interruption(&raw.interruption_h, checker);
    let regions = match &raw.regions {
        Some(value) => checker.whole(value, 1..=u16::MAX).map(Some),
        None => Some(None),
    };
    let extent = extent(&raw.extent, checker);
    if let (Some(value), Some(Some(extent)), Some(Some(regions))) = (&raw.extent, extent, regions)
        && (extent == AffectedArea::OneCounty) != (regions == 1)
    {
        let message =
            format!("{:?} contradicts regions = {regions}; leave one of the two out", extent.name());
        checker.note(&value.span(), message);
    }
    let governments = Government::ALL.map(|government| (government.name(), government));
    let exceeded = named(&raw.exceeded, "government", &governments, checker);
    let sensitivity = match &raw.sensitivity {
        Some(value) => sensitivity(value, checker),
        None => Some(SensitivitySet::NONE),
    };
    Some(Situation {
        normal_supply: normal_supply?,
        trend: trend?,
        network: network?,
        interruption_h: interruption_h?,
        regions: regions?,
        extent: extent?,
        exceeded: exceeded?,
        sensitivity: sensitivity?,
    })
}

/// The state of the network, if it is stated.
pub(super) fn network(value: &Key<String>, checker: &mut Checker) -> Option<Option<NetworkCondition>> {
    named(value, "state of the network", &NetworkCondition::ALL.map(|state| (state.name(), state)), checker)
}

/// Which regions the event reaches, if that is stated.
pub(super) fn extent(value: &Key<String>, checker: &mut Checker) -> Option<Option<AffectedArea>> {
    named(value, "extent", &AffectedArea::ALL.map(|extent| (extent.name(), extent)), checker)
}

/// What makes the event sensitive.
pub(super) fn sensitivity(
    values: &Spanned<Vec<Spanned<String>>>,
    checker: &mut Checker,
) -> Option<SensitivitySet> {
    let names = Sensitivity::ALL.map(|sensitivity| (sensitivity.name(), sensitivity));
    let mut set = Some(SensitivitySet::NONE);
    for value in values.get_ref() {
        let found = checker.one_of(value, "sensitivity", &names);
        set = set.zip(found).map(|(set, found)| set.union(SensitivitySet::of(&[found])));
    }
    set
}

/// The interruption of main users, if it is stated.
pub(super) fn interruption(value: &Key<Number>, checker: &mut Checker) -> Option<Option<Quantity>> {
    let hours = checker.optional_quantity(value)?;
    if let (Some(value), Some(hours)) = (value, hours)
        && hours > Quantity::from_thousandths(MOST_HOURS * 1000)
    {
        checker.note(&value.span(), format!("more hours than can be counted; write at most {MOST_HOURS}.0"));
        return None;
    }
    Some(hours)
}

/// One of these names, if there is a value: `Some(None)` without one.
pub(super) fn named<T: Copy>(
    value: &Key<String>,
    what: &str,
    names: &[(&str, T)],
    checker: &mut Checker,
) -> Option<Option<T>> {
    match value {
        Some(value) => checker.one_of(value, what, names).map(Some),
        None => Some(None),
    }
}
