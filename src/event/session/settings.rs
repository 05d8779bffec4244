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
    /// Minutes from a report to the next one to the same recipient, 1 … 1440. The plan asks for continued reports as the
    /// event develops and names no interval.
    pub follow_up_min: u16,
    /// The plan that the event is graded by, and who answers it by when.
    pub plan: PlanRules,
}

impl EventSettings {
    /// Station 0, no key, follow-ups every two hours, Jilin's plan.
    pub const DEFAULT: EventSettings = EventSettings {
        station: 0,
        key: None,
        trend: TrendSettings::DEFAULT,
        follow_up_min: ReportingSettings::DEFAULT.follow_up_min,
        plan: PlanRules::JILIN_2024,
    };

    /// The intervals of reports: the plan's, and the station's own for follow-ups.
    pub const fn reporting(&self) -> ReportingSettings {
        let PlanRules { first_report_min, prompt_min, .. } = self.plan;
        ReportingSettings { first_report_min, follow_up_min: self.follow_up_min, prompt_min }
    }
}

impl Default for EventSettings {
    fn default() -> Self {
        EventSettings::DEFAULT
    }
}
