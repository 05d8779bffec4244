//! Who has to be reported to, and why.

use crate::coded::{coded, coded_set};
use crate::event::authority::{Authority, AuthoritySet};
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
    /// The State Council (国务院): the province reports to it, neither an enterprise nor a city or county.
    StateCouncil = 4,
    /// The departments concerned (有关部门).
    DepartmentsConcerned = 5,
    /// The government above and its energy authority (上一级人民政府及其能源主管部门), step by step (逐级).
    HigherGovernment = 6,
    /// The regions, departments and units that may be affected (可能受影响的地区、部门和单位). They are informed (通报).
    AffectedParties = 7,
}

coded!(Recipient {
    LocalGovernment => "local_government",
    EnergyAuthority => "energy_authority",
    ProvincialEnergyAuthority => "provincial_energy_authority",
    ProvincialLeadership => "provincial_leadership",
    StateCouncil => "state_council",
    DepartmentsConcerned => "departments_concerned",
    HigherGovernment => "higher_government",
    AffectedParties => "affected_parties",
});

/// A set of recipients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(transparent)]
pub struct RecipientSet(u8);

coded_set!(RecipientSet(u8) of Recipient);

/// Why an event is sensitive: reported like grades I and II, whatever its grade, also without one. Source: the plan, §4.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Sensitivity {
    /// In itself (事件本身敏感).
    InItself = 0,
    /// By its place: a key area (重点地区).
    ByPlace = 1,
    /// By its time: an important one (重要时期).
    ByTime = 2,
    /// It is likely to become grade I or II (可能演化为特别重大、重大事件).
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
/// Every event: the local government, the energy authority and the provincial energy authority; from there upward to the
/// government above and its energy authority, and beside it to those that may be affected. Grades I and II also the
/// provincial leadership, the State Council and the departments concerned. **Interpretation:** a sensitive event, which
/// the plan has reported whatever its grade, none included, goes where grades I and II go.
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
            Recipient::HigherGovernment,
            Recipient::AffectedParties,
        ])
    }
}

/// Who reports to a recipient. Source: the plan, §4.2: to the State Council reports the province, that is its
/// headquarters. **Interpretation:** to all others anybody may, since what an enterprise reports goes up step by step.
///
/// Constant time; reentrant.
pub const fn reporters(recipient: Recipient) -> AuthoritySet {
    match recipient {
        Recipient::StateCouncil => {
            AuthoritySet::of(&[Authority::HqOffice, Authority::DeputyCommander, Authority::Commander])
        }
        _ => AuthoritySet::ALL,
    }
}
