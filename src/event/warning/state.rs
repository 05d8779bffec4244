//! The warning in force, the one that is proposed, and who may change either.

use super::{Warning, WarningAction, WarningLevel, WarningNotice, WarningRefusal};
use crate::event::authority::{Authority, Signatory};

/// Holds the one warning in force for this station's area, if there is one, and the one that is proposed and waits to be
/// decided.
///
/// An enterprise that sees signs proposes a warning, the local government issues it and informs those who may be
/// affected, and who issued it lifts it (谁发布、谁解除; the plan, §3.3). A higher authority's warning replaces a lower
/// one's: there is no gap between them. **Interpretation:** the issuer is the authority (kind and administrative
/// division), not the person on duty; adjusting follows the same rule; higher is the city than the county, and the
/// headquarters than both. A proposal waits until a warning of any level is issued, adjusted or replaced, another proposal
/// takes its place, who made it takes it back, or an authority turns it down. Where several authorities of one rank warn
/// at the same time, hold one state for each.
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
