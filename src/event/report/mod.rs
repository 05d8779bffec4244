//! Reports: to whom, by when, with what in them.
//!
//! Source: the plan, §4.2. [`Reporting`] keeps the deadlines, [`Report`] the content.

mod content;
mod duty;
mod render;

pub use content::{ITEM_COUNT, Report, ReportItem, ReportItemSet};
pub use duty::{
    FIRST_REPORT_MS, ObligationStatus, ReportReceipt, Reporting, ReportingError, ReportingObligation,
    ReportingSettings,
};
pub use render::{BufferTooSmall, ReportFormat, render_report};

use super::coded::{coded, coded_set};
use super::grade::Grade;

coded! {
    /// Who is reported to. Source: the plan, §4.2.
    pub enum Recipient {
        /// The local government (属地人民政府).
        LocalGovernment = 0 => "local_government",
        /// The local energy authority (属地能源主管部门).
        EnergyAuthority = 1 => "energy_authority",
        /// The provincial energy authority (省级能源主管部门).
        ProvincialEnergyAuthority = 2 => "provincial_energy_authority",
        /// The provincial leadership (省委、省政府).
        ProvincialLeadership = 3 => "provincial_leadership",
        /// The State Council (国务院), through the provincial leadership.
        StateCouncil = 4 => "state_council",
    }
}

coded_set! {
    /// A set of recipients.
    pub struct RecipientSet(u8) of Recipient;
}

coded! {
    /// Why an event is sensitive: reported like grades I and II, whatever its grade. Source: the plan, §4.2.
    pub enum Sensitivity {
        /// In itself (事件本身敏感).
        InItself = 0 => "in_itself",
        /// By its place (敏感地区).
        ByPlace = 1 => "by_place",
        /// By its time (敏感时间).
        ByTime = 2 => "by_time",
        /// It is likely to become grade I (可能演化为特别重大).
        LikelyGradeI = 3 => "likely_grade_i",
    }
}

coded_set! {
    /// The reasons why an event is sensitive; empty when it is not.
    pub struct SensitivitySet(u8) of Sensitivity;
}

/// Who has to be reported to. Source: the plan, §4.2.
///
/// Every event: the local government, the energy authority and the provincial energy authority. Grades I and II
/// also the provincial leadership and on to the State Council. **Interpretation:** a sensitive event, which the
/// plan has reported whatever its grade, goes where grades I and II go.
///
/// Constant time; reentrant.
///
/// ```
/// use citygate::event::{Grade, Recipient, Sensitivity, SensitivitySet, recipients};
/// let by_place = SensitivitySet::of(&[Sensitivity::ByPlace]);
/// assert!(recipients(Some(Grade::IV), by_place).contains(Recipient::StateCouncil));
/// assert!(!recipients(Some(Grade::IV), SensitivitySet::NONE).contains(Recipient::StateCouncil));
/// ```
pub const fn recipients(grade: Option<Grade>, sensitivity: SensitivitySet) -> RecipientSet {
    let upwards = matches!(grade, Some(Grade::I | Grade::II));
    if upwards || !sensitivity.is_empty() {
        RecipientSet::ALL
    } else {
        RecipientSet::of(&[
            Recipient::LocalGovernment,
            Recipient::EnergyAuthority,
            Recipient::ProvincialEnergyAuthority,
        ])
    }
}
