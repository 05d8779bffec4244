//! Warnings: which level, what it brings, and who may adjust and lift it.
//!
//! Source: the plan, §3.3. A warning comes before an event or beside it; it starts no response.

use core::fmt;

use super::authority::{Authority, Signatory};
use crate::coded::{coded, coded_set};

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

/// Holds the one warning in force for this station's area, if there is one, and the one that is proposed and waits to be
/// decided.
///
/// An enterprise that sees signs proposes a warning, the local government issues it and informs those who may be
/// affected, and who issued it lifts it (谁发布、谁解除; the plan, §3.3). A higher authority's warning replaces a lower
/// one's: there is no gap between them. **Interpretation:** the issuer is the authority (kind and administrative
/// division), not the person on duty; adjusting follows the same rule; higher is the city than the county, and the
/// headquarters than both. A proposal waits until a warning of any level is issued, adjusted or replaced, another proposal
/// takes its place, who made it takes it back, or an authority turns it down. Where several authorities of one rank warn at the same time, hold one state for each.
///
/// Fixed size; every call takes constant time; not reentrant for one state.
///
/// ```
/// use citygate::event::{Authority, Signatory, WarningState, WarningLevel, WarningRefusal};
///
/// let city = Signatory { authority: Authority::City, division: 220_100, person: 7 };
/// let county = Signatory { authority: Authority::County, division: 220_122, person: 3 };
/// let mut warnings = WarningState::default();
/// warnings.issue(WarningLevel::Yellow, city)?;
/// assert_eq!(warnings.lift(county, None), Err(WarningRefusal::NotTheIssuer { issuer: city }));
/// let notice = warnings.lift(Signatory { person: 8, ..city }, None)?; // the next shift
/// assert_eq!((notice.from, notice.to), (Some(WarningLevel::Yellow), None));
/// # Ok::<(), WarningRefusal>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct WarningState {
    division: u32,
    person: u32,
    /// [`Authority::code`] of the issuer.
    authority: u8,
    /// [`WarningLevel::code`], [`NO_WARNING`] without a warning; division, person and authority are 0 then.
    level: u8,
    /// [`WarningLevel::code`] of what is proposed, [`NO_WARNING`] if nothing is.
    proposed: u8,
    /// [`Authority::code`] of who proposes it; 0 if nobody does.
    proposed_by: u8,
}

const NO_WARNING: u8 = 0;

impl WarningState {
    /// With this warning in force and nothing proposed.
    pub const fn with(warning: Option<Warning>) -> WarningState {
        let Some(Warning { level, issuer }) = warning else {
            return WarningState {
                division: 0,
                person: 0,
                authority: 0,
                level: NO_WARNING,
                proposed: NO_WARNING,
                proposed_by: 0,
            };
        };
        WarningState {
            division: issuer.division,
            person: issuer.person,
            authority: issuer.authority.code(),
            level: level.code(),
            proposed: NO_WARNING,
            proposed_by: 0,
        }
    }

    /// The warning in force.
    pub const fn warning(&self) -> Option<Warning> {
        // Codes that stand for nothing are found in damaged memory only: see `is_sound`.
        match (WarningLevel::from_code(self.level), Authority::from_code(self.authority)) {
            (Some(level), Some(authority)) => {
                let issuer = Signatory { authority, division: self.division, person: self.person };
                Some(Warning { level, issuer })
            }
            _ => None,
        }
    }

    /// The level that is proposed and not decided, and who proposes it.
    pub const fn proposed(&self) -> Option<(WarningLevel, Authority)> {
        match (WarningLevel::from_code(self.proposed), Authority::from_code(self.proposed_by)) {
            (Some(level), Some(by)) => Some((level, by)),
            _ => None,
        }
    }

    /// The same with this proposal, as saved before.
    pub(in crate::event) const fn with_proposed(
        self,
        proposed: Option<(WarningLevel, Authority)>,
    ) -> WarningState {
        match proposed {
            Some((level, by)) => WarningState { proposed: level.code(), proposed_by: by.code(), ..self },
            None => WarningState { proposed: NO_WARNING, proposed_by: 0, ..self },
        }
    }

    /// Whether the fields are what one of the functions here leaves.
    pub(crate) fn is_sound(&self) -> bool {
        *self == WarningState::with(self.warning()).with_proposed(self.proposed())
    }

    /// Issues a warning.
    ///
    /// # Errors
    ///
    /// [`WarningRefusal::NoAuthority`], [`WarningRefusal::AlreadyIssued`].
    pub fn issue(&mut self, level: WarningLevel, by: Signatory) -> Result<WarningNotice, WarningRefusal> {
        if matches!(by.authority, Authority::Engine | Authority::Enterprise) {
            return Err(WarningRefusal::NoAuthority);
        }
        if self.warning().is_some() {
            return Err(WarningRefusal::AlreadyIssued);
        }
        *self = WarningState::with(Some(Warning { level, issuer: by }));
        Ok(WarningNotice { action: WarningAction::Issue, from: None, to: Some(level), by, called_for: None })
    }

    /// Replaces a lower authority's warning, whatever its level; from then on it is the higher one's.
    ///
    /// # Errors
    ///
    /// [`WarningRefusal::NoAuthority`], [`WarningRefusal::NotIssued`], [`WarningRefusal::NotTheIssuer`] when the authority
    /// is no higher one.
    pub fn replace(&mut self, level: WarningLevel, by: Signatory) -> Result<WarningNotice, WarningRefusal> {
        if matches!(by.authority, Authority::Engine | Authority::Enterprise) {
            return Err(WarningRefusal::NoAuthority);
        }
        let warning = self.warning().ok_or(WarningRefusal::NotIssued)?;
        // From the county to the commander the codes rise with the rank.
        if by.authority.code() <= warning.issuer.authority.code() {
            return Err(WarningRefusal::NotTheIssuer { issuer: warning.issuer });
        }
        *self = WarningState::with(Some(Warning { level, issuer: by }));
        let (from, to) = (Some(warning.level), Some(level));
        Ok(WarningNotice { action: WarningAction::Replace, from, to, by, called_for: None })
    }

    /// What an enterprise, or whoever sees signs, proposes, in place of what was proposed before. What is in force stays as
    /// it is.
    ///
    /// # Errors
    ///
    /// [`WarningRefusal::SameLevel`] when such a warning is in force.
    pub fn propose(&mut self, level: WarningLevel, by: Signatory) -> Result<WarningNotice, WarningRefusal> {
        let from = self.warning().map(|warning| warning.level);
        if from == Some(level) {
            return Err(WarningRefusal::SameLevel);
        }
        *self = self.with_proposed(Some((level, by.authority)));
        Ok(WarningNotice { action: WarningAction::Propose, from, to: Some(level), by, called_for: None })
    }

    /// Takes a proposal back, or turns it down.
    ///
    /// # Errors
    ///
    /// [`WarningRefusal::NotProposed`]; [`WarningRefusal::NoAuthority`]: the engine and the enterprise take back only what they
    /// proposed themselves.
    pub fn withdraw(&mut self, by: Signatory) -> Result<WarningNotice, WarningRefusal> {
        let (level, proposer) = self.proposed().ok_or(WarningRefusal::NotProposed)?;
        let decides = !matches!(by.authority, Authority::Engine | Authority::Enterprise);
        if by.authority != proposer && !decides {
            return Err(WarningRefusal::NoAuthority);
        }
        *self = self.with_proposed(None);
        let (action, from) = (WarningAction::Withdraw, Some(level));
        Ok(WarningNotice { action, from, to: None, by, called_for: None })
    }

    /// Adjusts the level of the warning.
    ///
    /// # Errors
    ///
    /// [`WarningRefusal::NotIssued`], [`WarningRefusal::NotTheIssuer`], [`WarningRefusal::SameLevel`].
    pub fn adjust(&mut self, level: WarningLevel, by: Signatory) -> Result<WarningNotice, WarningRefusal> {
        let warning = self.issued_by(by)?;
        if warning.level == level {
            return Err(WarningRefusal::SameLevel);
        }
        *self = WarningState::with(Some(Warning { level, ..warning }));
        let (from, to) = (Some(warning.level), Some(level));
        Ok(WarningNotice { action: WarningAction::Adjust, from, to, by, called_for: None })
    }

    /// Lifts the warning. `called_for` is the level that the signs still call for, if they do: lifting it then is
    /// allowed and remarked upon ([`WarningNotice::is_contradicted`]).
    ///
    /// # Errors
    ///
    /// [`WarningRefusal::NotIssued`], [`WarningRefusal::NotTheIssuer`].
    pub fn lift(
        &mut self,
        by: Signatory,
        called_for: Option<WarningLevel>,
    ) -> Result<WarningNotice, WarningRefusal> {
        let warning = self.issued_by(by)?;
        *self = WarningState::default().with_proposed(self.proposed());
        Ok(WarningNotice { action: WarningAction::Lift, from: Some(warning.level), to: None, by, called_for })
    }

    /// Puts a level into force: issues a warning, adjusts that of the same authority, or replaces a lower one's.
    pub(in crate::event) fn warn(
        &mut self,
        level: WarningLevel,
        by: Signatory,
    ) -> Result<WarningNotice, WarningRefusal> {
        match self.warning() {
            None => self.issue(level, by),
            Some(Warning { issuer, .. }) if by.authority.code() > issuer.authority.code() => {
                self.replace(level, by)
            }
            Some(_) => self.adjust(level, by),
        }
    }

    /// Does again what a record says was done.
    pub(in crate::event) fn redo(&mut self, notice: &WarningNotice) {
        let proposed = match notice.action {
            WarningAction::Propose => notice.to.map(|level| (level, notice.by.authority)),
            WarningAction::Lift => self.proposed(),
            _ => None,
        };
        let in_force = match (notice.action, self.warning()) {
            (WarningAction::Propose | WarningAction::Withdraw, in_force) => in_force,
            (WarningAction::Adjust, Some(warning)) => {
                notice.to.map(|level| Warning { level, issuer: warning.issuer })
            }
            _ => notice.to.map(|level| Warning { level, issuer: notice.by }),
        };
        *self = WarningState::with(in_force).with_proposed(proposed);
    }

    fn issued_by(&self, by: Signatory) -> Result<Warning, WarningRefusal> {
        let warning = self.warning().ok_or(WarningRefusal::NotIssued)?;
        let issuer = warning.issuer;
        if by.authority == issuer.authority && by.division == issuer.division {
            Ok(warning)
        } else {
            Err(WarningRefusal::NotTheIssuer { issuer })
        }
    }
}
