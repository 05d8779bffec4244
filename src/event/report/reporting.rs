//! By when a report is due to whom.

use core::fmt;

use super::recipient::{Recipient, RecipientSet, SensitivitySet, recipients};
use crate::event::clock::{Deadline, Instant, Remaining};
use crate::event::grade::Grade;

const MS_PER_MIN: u64 = 60_000;
const MAX_MIN: u16 = 1440;

/// By when reports are due: what a plan says ([`crate::event::PlanRules`]) and what it leaves to the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct ReportingSettings {
    /// By when the first report is due after the notification was received, in minutes, 1 … 1440.
    pub first_report_min: u16,
    /// Time between a report and the next one to the same recipient, in minutes, 1 … 1440. The plan asks for
    /// continued reports as the event develops and names no interval.
    pub follow_up_min: u16,
    /// By when grades I and II and sensitive events are reported upwards, counted from when they are found to
    /// be such, in minutes, 0 … 1440. The plan says promptly (及时) and names no number.
    pub prompt_min: u16,
}

impl ReportingSettings {
    /// As Jilin's plan says (§4.2). **Interpretation:** *promptly* is at the latest an hour, the only number that the plan
    /// gives for a report; follow-ups every two hours.
    pub const DEFAULT: ReportingSettings =
        ReportingSettings { first_report_min: 60, follow_up_min: 120, prompt_min: 60 };

    pub(in crate::event) const fn check(self) -> Result<(), ReportingError> {
        if self.first_report_min == 0 || self.first_report_min > MAX_MIN {
            Err(ReportingError::FirstReportOutOfRange)
        } else if self.follow_up_min == 0 || self.follow_up_min > MAX_MIN {
            Err(ReportingError::FollowUpOutOfRange)
        } else if self.prompt_min > MAX_MIN {
            Err(ReportingError::PromptOutOfRange)
        } else {
            Ok(())
        }
    }
}

impl Default for ReportingSettings {
    fn default() -> Self {
        ReportingSettings::DEFAULT
    }
}

/// Why a call was refused. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ReportingError {
    /// The time for the first report is not 1 … 1440 minutes.
    FirstReportOutOfRange,
    /// The interval of follow-ups is not 1 … 1440 minutes.
    FollowUpOutOfRange,
    /// The time for reports upwards is not 0 … 1440 minutes.
    PromptOutOfRange,
    /// A report to nobody.
    NoRecipient,
}

impl fmt::Display for ReportingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ReportingError::FirstReportOutOfRange => {
                "the time for the first report has to be 1 to 1440 minutes"
            }
            ReportingError::FollowUpOutOfRange => "the interval of follow-ups has to be 1 to 1440 minutes",
            ReportingError::PromptOutOfRange => "the time for reports upwards has to be 0 to 1440 minutes",
            ReportingError::NoRecipient => "the report names no recipient; name at least one",
        })
    }
}

impl core::error::Error for ReportingError {}

/// What is owed to one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(in crate::event) struct Obligation {
    /// When it is due: an [`Instant`], zeros where nothing is.
    pub(in crate::event) ms: u64,
    pub(in crate::event) gaps: u32,
    pub(in crate::event) kind: u8,
    reserved: [u8; 3],
}

impl Obligation {
    /// Nothing, so far.
    pub(in crate::event) const NOTHING: u8 = 0;
    /// The first report.
    pub(in crate::event) const FIRST: u8 = 1;
    /// A follow-up; the first report has been sent.
    pub(in crate::event) const FOLLOW_UP: u8 = 2;
    /// Nothing any more; the event is closed.
    pub(in crate::event) const DONE: u8 = 3;

    const NONE: Obligation = Obligation { ms: 0, gaps: 0, kind: Obligation::NOTHING, reserved: [0; 3] };
    const ENDED: Obligation = Obligation { kind: Obligation::DONE, ..Obligation::NONE };

    /// The moment says when it is due, if anything is.
    pub(in crate::event) const fn new(kind: u8, due: Instant) -> Obligation {
        match kind {
            Obligation::FIRST | Obligation::FOLLOW_UP => {
                Obligation { ms: due.ms, gaps: due.gaps, kind, reserved: [0; 3] }
            }
            _ => Obligation { ms: 0, gaps: 0, kind, reserved: [0; 3] },
        }
    }

    /// A kind that stands for nothing, as damaged memory may hold, is nothing owed: see [`Reporting::is_sound`].
    const fn deadline(&self) -> Option<Deadline> {
        match self.kind {
            Obligation::FIRST | Obligation::FOLLOW_UP => {
                Some(Deadline { at: Instant { ms: self.ms, gaps: self.gaps } })
            }
            _ => None,
        }
    }

    const fn status(&self, now: Instant) -> ObligationStatus {
        match self.deadline() {
            None => ObligationStatus::NothingDue,
            Some(deadline) => match deadline.remaining(now) {
                Remaining::Pending { ms } => ObligationStatus::Pending { ms },
                Remaining::Overdue { ms } => ObligationStatus::Overdue { ms },
                Remaining::TimeLost => ObligationStatus::TimeLost,
            },
        }
    }

    fn is_sound(&self) -> bool {
        let is_known = self.kind <= Obligation::DONE && self.reserved == [0; 3];
        is_known && (self.deadline().is_some() || (self.ms, self.gaps) == (0, 0))
    }
}

/// How the report to one recipient stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum ObligationStatus {
    /// Nothing is owed.
    NothingDue,
    /// A report is due.
    Pending {
        /// In so many milliseconds; 0 is the last moment in time.
        ms: u64,
    },
    /// A report is late.
    Overdue {
        /// By so many milliseconds.
        ms: u64,
    },
    /// An unknown while was lost since the deadline was set: report at once.
    TimeLost,
}

impl ObligationStatus {
    /// Whether the report has to go out now: it is late, or may be.
    pub const fn is_alarm(self) -> bool {
        matches!(self, ObligationStatus::Overdue { .. } | ObligationStatus::TimeLost)
    }

    /// In how many milliseconds the report is due; 0 when it is due now or late. `None` when none is owed.
    pub const fn due_in_ms(self) -> Option<u64> {
        match self {
            ObligationStatus::NothingDue => None,
            ObligationStatus::Pending { ms } => Some(ms),
            ObligationStatus::Overdue { .. } | ObligationStatus::TimeLost => Some(0),
        }
    }
}

/// What the record says of a report that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ReportReceipt {
    /// The report's number in the event, from 1.
    pub number: u32,
    /// To whom it went.
    pub to: RecipientSet,
    /// To whom of them it was late.
    pub late: RecipientSet,
    /// To whom of them it may have been late: an unknown while was lost.
    pub time_lost: RecipientSet,
    /// By how many milliseconds the latest of them was late.
    pub late_by_ms: u64,
}

/// The deadlines of one event's reports, one for each recipient.
///
/// Begins when a notification is received; each report sent moves the deadline of its recipients on; what falls late is
/// told once ([`Reporting::new_alarms`]) and remains visible ([`Reporting::alarms`]) until it is sent.
///
/// * **Interpretation:** governments report upward, and inform those that may be affected, *at once* and *promptly*: in
///   the time that is set for what is prompt, from the notification on. Those that may be affected are informed once;
///   follow-ups go to the others.
/// * **Interpretation:** a follow-up counts from the report before it, as sent.
/// * **Interpretation:** who was once to be reported to remains so until the event is closed, even if the grade
///   falls: whoever was told of an event is told how it ends.
/// * Closing an event ends follow-ups that are not due yet; a first report that was not sent remains due. What was
///   missed stays missed ([`Reporting::missed`]): neither closing nor a late report changes the past.
///
/// Fixed size; constant time; not reentrant for one event. See [`crate::event::clock`] for what time means here.
///
/// ```
/// use citygate::event::{
///     Clock, ObligationStatus, Recipient, RecipientSet, Reporting, ReportingError, ReportingSettings,
/// };
///
/// let mut clock = Clock::start(0, 0);
/// let mut reporting = Reporting::begin(clock.now().instant, ReportingSettings::DEFAULT)?;
/// clock.tick(50 * 60_000, 0);
/// let now = clock.now().instant;
/// assert_eq!(reporting.status(Recipient::LocalGovernment, now), ObligationStatus::Pending { ms: 600_000 });
/// let receipt = reporting.sent(RecipientSet::of(&[Recipient::LocalGovernment]), now)?;
/// assert!(receipt.late.is_empty());
/// clock.tick(61 * 60_000, 0);
/// // The others have not been told in time.
/// assert_eq!(
///     reporting.alarms(clock.now().instant),
///     RecipientSet::of(&[
///         Recipient::EnergyAuthority,
///         Recipient::ProvincialEnergyAuthority,
///         Recipient::HigherGovernment,
///         Recipient::AffectedParties,
///     ]),
/// );
/// # Ok::<(), ReportingError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Reporting {
    pub(in crate::event) received_ms: u64,
    pub(in crate::event) received_gaps: u32,
    pub(in crate::event) sent: u32,
    /// In the order of [`Recipient::ALL`].
    pub(in crate::event) obligations: [Obligation; Recipient::ALL.len()],
    settings: ReportingSettings,
    pub(in crate::event) alarmed: RecipientSet,
    pub(in crate::event) state: u8,
    /// To whom a deadline was missed, ever.
    pub(in crate::event) missed: RecipientSet,
    reserved: [u8; 7],
}

impl Reporting {
    /// No notification has come yet.
    pub(in crate::event) const NO_EVENT: u8 = 0;
    /// An event is reported on.
    pub(in crate::event) const OPEN: u8 = 1;
    /// The event is closed.
    pub(in crate::event) const CLOSED: u8 = 2;

    /// Begins the reports of an event of which the notification was received at that moment.
    ///
    /// # Errors
    ///
    /// [`ReportingError::FirstReportOutOfRange`], [`ReportingError::FollowUpOutOfRange`],
    /// [`ReportingError::PromptOutOfRange`].
    pub fn begin(received: Instant, settings: ReportingSettings) -> Result<Reporting, ReportingError> {
        settings.check()?;
        let mut reporting = Reporting::none(settings);
        reporting.start(received);
        Ok(reporting)
    }

    /// Nothing to report yet.
    #[inline(never)]
    pub(in crate::event) const fn none(settings: ReportingSettings) -> Reporting {
        Reporting {
            received_ms: 0,
            received_gaps: 0,
            sent: 0,
            obligations: [Obligation::NONE; Recipient::ALL.len()],
            settings,
            alarmed: RecipientSet::NONE,
            state: Reporting::NO_EVENT,
            missed: RecipientSet::NONE,
            reserved: [0; 7],
        }
    }

    /// [`Reporting::begin`] in place, with settings that are checked.
    pub(in crate::event) fn start(&mut self, received: Instant) {
        *self = Reporting {
            received_ms: received.ms,
            received_gaps: received.gaps,
            state: Reporting::OPEN,
            ..Reporting::none(self.settings)
        };
        let first = Deadline::after(received, u64::from(self.settings.first_report_min) * MS_PER_MIN);
        let all = recipients(None, SensitivitySet::NONE);
        let onward = RecipientSet::of(&[Recipient::HigherGovernment, Recipient::AffectedParties]);
        self.require(all.without(onward), first);
        self.require_promptly(onward, received);
    }

    /// Whether a notification has come.
    pub(in crate::event) const fn has_event(&self) -> bool {
        self.state != Reporting::NO_EVENT
    }

    /// The intervals.
    pub(in crate::event) const fn settings(&self) -> ReportingSettings {
        self.settings
    }

    /// Whether the fields are what one of the functions here leaves.
    pub(in crate::event) fn is_sound(&self) -> bool {
        self.settings.check().is_ok()
            && self.obligations.iter().all(Obligation::is_sound)
            && RecipientSet::from_bits(self.alarmed.bits()).is_some()
            && RecipientSet::from_bits(self.missed.bits()).is_some()
            && self.state <= Reporting::CLOSED
            && self.reserved == [0; 7]
    }

    /// When the notification was received.
    pub const fn received(&self) -> Instant {
        Instant { ms: self.received_ms, gaps: self.received_gaps }
    }

    /// Whether the event is closed.
    pub const fn is_closed(&self) -> bool {
        self.state == Reporting::CLOSED
    }

    /// How many reports were sent.
    pub const fn reports_sent(&self) -> u32 {
        self.sent
    }

    /// Who is to be reported to.
    pub fn recipients(&self) -> RecipientSet {
        self.select(|obligation| obligation.deadline().is_some())
    }

    /// Who has not had a first report that is owed.
    pub fn first_reports_owed(&self) -> RecipientSet {
        self.select(|obligation| obligation.kind == Obligation::FIRST)
    }

    /// Takes note of the grade and of what makes the event sensitive, and says who is to be reported to in
    /// addition.
    pub fn update(
        &mut self,
        grade: Option<Grade>,
        sensitivity: SensitivitySet,
        now: Instant,
    ) -> RecipientSet {
        let known = self.select(|obligation| obligation.kind != Obligation::NOTHING);
        let added = recipients(grade, sensitivity).without(known);
        self.require_promptly(added, now);
        added
    }

    pub(in crate::event) fn require_promptly(&mut self, added: RecipientSet, now: Instant) {
        let prompt = u64::from(self.settings.prompt_min) * MS_PER_MIN;
        self.require(added, Deadline::after(now, prompt));
    }

    /// Takes note that a report was sent. A recipient beyond those required is followed up from then on.
    ///
    /// # Errors
    ///
    /// [`ReportingError::NoRecipient`].
    pub fn sent(&mut self, to: RecipientSet, now: Instant) -> Result<ReportReceipt, ReportingError> {
        if to.is_empty() {
            return Err(ReportingError::NoRecipient);
        }
        self.sent = self.sent.saturating_add(1);
        let mut receipt = ReportReceipt {
            number: self.sent,
            to,
            late: RecipientSet::NONE,
            time_lost: RecipientSet::NONE,
            late_by_ms: 0,
        };
        let follow_up = Deadline::after(now, u64::from(self.settings.follow_up_min) * MS_PER_MIN);
        let is_closed = self.is_closed();
        for (&recipient, obligation) in Recipient::ALL.iter().zip(&mut self.obligations) {
            if !to.contains(recipient) {
                continue;
            }
            match obligation.status(now) {
                ObligationStatus::Overdue { ms } => {
                    receipt.late = receipt.late.union(RecipientSet::of(&[recipient]));
                    receipt.late_by_ms = receipt.late_by_ms.max(ms);
                }
                ObligationStatus::TimeLost => {
                    receipt.time_lost = receipt.time_lost.union(RecipientSet::of(&[recipient]));
                }
                ObligationStatus::NothingDue | ObligationStatus::Pending { .. } => {}
            }
            *obligation = match recipient {
                Recipient::AffectedParties => Obligation::ENDED,
                _ if is_closed => Obligation::ENDED,
                _ => Obligation::new(Obligation::FOLLOW_UP, follow_up.at),
            };
        }
        self.alarmed = self.alarmed.without(to);
        self.missed = self.missed.union(receipt.late);
        Ok(receipt)
    }

    /// Closes the event: no follow-ups any more. First reports that were not sent remain due.
    pub fn close(&mut self) {
        self.state = Reporting::CLOSED;
        for (&recipient, obligation) in Recipient::ALL.iter().zip(&mut self.obligations) {
            if obligation.kind == Obligation::FOLLOW_UP {
                *obligation = Obligation::ENDED;
                self.alarmed = self.alarmed.without(RecipientSet::of(&[recipient]));
            }
        }
    }

    /// To whom a deadline was missed, ever: neither a later report nor closing the event takes anybody away, only a new
    /// event does.
    pub const fn missed(&self) -> RecipientSet {
        self.missed
    }

    /// When the report to a recipient is due; `None` when none is owed.
    pub fn due(&self, recipient: Recipient) -> Option<Deadline> {
        self.obligations.get(usize::from(recipient.code())).and_then(Obligation::deadline)
    }

    /// How the report to a recipient stands.
    pub fn status(&self, recipient: Recipient, now: Instant) -> ObligationStatus {
        let obligation = self.obligations.get(usize::from(recipient.code()));
        obligation.map_or(ObligationStatus::NothingDue, |obligation| obligation.status(now))
    }

    /// To whom a report has to go out now: it is late, or may be.
    pub fn alarms(&self, now: Instant) -> RecipientSet {
        self.select(|obligation| obligation.status(now).is_alarm())
    }

    /// The alarms that were not told before. Each is told once, until the report is sent.
    pub fn new_alarms(&mut self, now: Instant) -> RecipientSet {
        let new = self.alarms(now).without(self.alarmed);
        self.alarm(new);
        new
    }

    /// Takes note that reports to these are late.
    pub(in crate::event) fn alarm(&mut self, late: RecipientSet) {
        self.alarmed = self.alarmed.union(late);
        self.missed = self.missed.union(late);
    }

    /// Milliseconds until the next report is due; 0 when one is due now or late. `None` when none is owed.
    pub fn next_due_ms(&self, now: Instant) -> Option<u64> {
        self.obligations.iter().filter_map(|obligation| obligation.status(now).due_in_ms()).min()
    }

    fn require(&mut self, recipients: RecipientSet, deadline: Deadline) {
        for (&recipient, obligation) in Recipient::ALL.iter().zip(&mut self.obligations) {
            if recipients.contains(recipient) {
                *obligation = Obligation::new(Obligation::FIRST, deadline.at);
            }
        }
    }

    /// The recipients of these obligations: bit n is of the recipient with code n, which stands at place n.
    fn select(&self, wanted: impl Fn(&Obligation) -> bool) -> RecipientSet {
        let bits = self.obligations.iter().rev().fold(0, |bits, of| bits << 1 | u8::from(wanted(of)));
        RecipientSet::from_bits(bits).unwrap_or_default()
    }
}
