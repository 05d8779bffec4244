//! What a station sets once.

use crate::event::journal::record::JournalKey;
use crate::event::plan::PlanRules;
use crate::event::report::reporting::ReportingSettings;
use crate::event::trend::TrendSettings;

/// What a station sets once.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct EventSettings {
    /// The caller's number for the station, for the journal.
    pub station: u64,
    /// The journal's key, if it is kept with one.
    pub key: Option<JournalKey>,
    /// How the trend is measured.
    pub trend: TrendSettings,
    /// The intervals of reports.
    pub reporting: ReportingSettings,
    /// The plan that the event is graded by.
    pub plan: PlanRules,
}

impl EventSettings {
    /// Station 0, no key, the default intervals, Jilin's plan.
    pub const DEFAULT: EventSettings = EventSettings {
        station: 0,
        key: None,
        trend: TrendSettings::DEFAULT,
        reporting: ReportingSettings::DEFAULT,
        plan: PlanRules::JILIN_2024,
    };
}

impl Default for EventSettings {
    fn default() -> Self {
        EventSettings::DEFAULT
    }
}
