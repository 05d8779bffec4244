//! Who acts: the authorities of the plan, and the signature that a record carries.

use crate::coded::{coded, coded_set};

/// Whoever may propose, confirm, issue or report. Source: the plan, §1.5.2 and §4.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Authority {
    /// This library and what runs around it. It may propose and record; it never confirms.
    Engine = 0,
    /// The government of the county (县、市、区).
    County = 1,
    /// The government of the city or prefecture (市、州).
    City = 2,
    /// The office of the provincial headquarters (省指挥部办公室).
    HqOffice = 3,
    /// A deputy commander of the provincial headquarters (副指挥长).
    DeputyCommander = 4,
    /// The commander of the provincial headquarters (指挥长).
    Commander = 5,
    /// The gas supply enterprise (天然气供应保障企业). It reports; it decides on no warning and no response.
    Enterprise = 6,
}

coded!(Authority {
    Engine => "engine",
    County => "county",
    City => "city",
    HqOffice => "hq_office",
    DeputyCommander => "deputy_commander",
    Commander => "commander",
    Enterprise => "enterprise",
});

/// A set of authorities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct AuthoritySet(u8);

coded_set!(AuthoritySet(u8) of Authority);

/// Who signed: the authority, which one of its kind, and the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Signatory {
    /// The authority.
    pub authority: Authority,
    /// Which one of its kind: its administrative division code (行政区划代码, GB/T 2260, for example 220100), or
    /// any number that the caller keeps a register of. 0 when there is only one.
    pub division: u32,
    /// The person, by number in a register that the caller keeps; 0 when it is not a person.
    pub person: u32,
}

impl From<Authority> for Signatory {
    /// The only one of its kind, person not named.
    fn from(authority: Authority) -> Signatory {
        Signatory { authority, division: 0, person: 0 }
    }
}
