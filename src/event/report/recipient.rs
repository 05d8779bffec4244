//! Who has to be reported to, and why.

use crate::coded::{coded, coded_set};
use crate::event::grade::Grade;

/// Who is reported to. Source: the plan, §4.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Recipient {
    /// The local government (属地人民政府).
    LocalGovernment = 0,
    /// The local energy authority (属地能源主管部门).
    EnergyAuthority = 1,
    /// The provincial energy authority (省级能源主管部门).
    ProvincialEnergyAuthority = 2,
    /// The provincial leadership (省委、省政府).
    ProvincialLeadership = 3,
    /// The State Council (国务院), through the provincial leadership.
    StateCouncil = 4,
}

coded!(Recipient {
    LocalGovernment => "local_government",
    EnergyAuthority => "energy_authority",
    ProvincialEnergyAuthority => "provincial_energy_authority",
    ProvincialLeadership => "provincial_leadership",
    StateCouncil => "state_council",
});

/// A set of recipients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(transparent)]
pub struct RecipientSet(u8);

coded_set!(RecipientSet(u8) of Recipient);

/// Why an event is sensitive: reported like grades I and II, whatever its grade. Source: the plan, §4.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Sensitivity {
    /// In itself (事件本身敏感).
    InItself = 0,
    /// By its place (重点地区).
    ByPlace = 1,
    /// By its time (重要时期).
    ByTime = 2,
    /// It is likely to become grade I (可能演化为特别重大).
    LikelyGradeI = 3,
}

coded!(Sensitivity {
    InItself => "in_itself",
    ByPlace => "by_place",
    ByTime => "by_time",
    LikelyGradeI => "likely_grade_i",
});

/// The reasons why an event is sensitive; empty when it is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct SensitivitySet(u8);

coded_set!(SensitivitySet(u8) of Sensitivity);

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
