//! Why an event session refused a call.

use core::fmt;

use crate::event::authority::AuthoritySet;
use crate::event::journal::ring::JournalError;
use crate::event::journal::verify::JournalFault;
use crate::event::report::recipient::RecipientSet;
use crate::event::report::reporting::ReportingError;
use crate::event::response::transition::Refusal;
use crate::event::warning::WarningRefusal;

/// Why a call was refused. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EventError {
    /// The journal has no room for the record, and nothing is decided without one: store and release records.
    JournalFull,
    /// The ring is not the journal's, or cannot be one.
    Journal(JournalError),
    /// The action of the response is refused; the refusal is on record.
    Refused(Refusal),
    /// The warning is refused.
    Warning(WarningRefusal),
    /// The report, or the intervals of reports, are refused.
    Reporting(ReportingError),
    /// The settings of the trend are out of range.
    TrendSettings,
    /// The plan is none: see [`crate::event::PlanRules::check`].
    Plan,
    /// The engine and the enterprise state no grade; an authority does.
    GradeNotAuthorized {
        /// Who may.
        may: AuthoritySet,
    },
    /// A notification has been received already; close it first if this is another event.
    AlreadyNotified,
    /// No notification of an event has been received.
    NoEvent,
    /// The notification is said to be older than the station's time line (35 years).
    NotificationTooOld,
    /// An event is closed when the response is back to normal, with nothing proposed.
    ResponseNotNormal,
    /// An event is closed when everybody who is owed a first report has had one.
    ReportsOwed {
        /// Who has not.
        to: RecipientSet,
    },
    /// To the State Council reports the province, not an enterprise, a county or a city.
    NotReportedBy {
        /// Who reports to it.
        may: AuthoritySet,
    },
    /// The duty is another's to do.
    NotTheHolder {
        /// Who ticks it off.
        may: AuthoritySet,
    },
    /// The duty is done by sending the report, and is not ticked off.
    DoneByReporting,
    /// Nothing has brought the duty, or it is done already.
    DutyNotDue,
    /// The engine does not close an event; an authority or the enterprise does.
    EngineMayNotClose,
    /// The entry is one that the event makes itself.
    OwnEntry,
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EventError::JournalFull => f.write_str("the journal is full; store and release records first"),
            EventError::Journal(error) => error.fmt(f),
            EventError::Refused(refusal) => refusal.fmt(f),
            EventError::Warning(refusal) => refusal.fmt(f),
            EventError::Reporting(error) => error.fmt(f),
            EventError::TrendSettings => f.write_str(
                "the trend needs a spacing of at least 1 ms, a longest gap not below it, and a dead band of at \
                 most 1000000 ppm per hour",
            ),
            EventError::Plan => f.write_str("the plan is none; check its bounds and deadlines"),
            EventError::GradeNotAuthorized { may } => {
                f.write_str("only an authority states a grade; allowed:")?;
                may.iter().try_for_each(|authority| write!(f, " [{}]", authority.text_en()))
            }
            EventError::AlreadyNotified => {
                f.write_str("a notification was received already; close the event before the next one")
            }
            EventError::NoEvent => f.write_str("no notification of an event was received"),
            EventError::NotificationTooOld => f.write_str("the notification is older than 35 years"),
            EventError::ResponseNotNormal => {
                f.write_str("the event is closed when the response is back to normal with nothing proposed")
            }
            EventError::ReportsOwed { to } => {
                f.write_str("first reports are owed and have to be sent before the event is closed:")?;
                to.iter().try_for_each(|recipient| write!(f, " [{}]", recipient.text_en()))
            }
            EventError::NotReportedBy { may } => {
                f.write_str("to the State Council reports the province:")?;
                may.iter().try_for_each(|authority| write!(f, " [{}]", authority.text_en()))
            }
            EventError::NotTheHolder { may } => {
                f.write_str("this duty is another's; whose it is:")?;
                may.iter().try_for_each(|authority| write!(f, " [{}]", authority.text_en()))
            }
            EventError::DoneByReporting => f.write_str("this duty is done by sending the report"),
            EventError::DutyNotDue => f.write_str("nothing has brought this duty, or it is done already"),
            EventError::EngineMayNotClose => f.write_str("the engine does not close an event"),
            EventError::OwnEntry => f.write_str("only allocations, changes of policy and notes are recorded here"),
        }
    }
}

impl core::error::Error for EventError {}

/// Why an event cannot go on after a restart. Apart from [`EventError`], so that the errors of every day stay small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum RestoreError {
    /// The saved state is of another version, is damaged, or was sealed with another key.
    SavedState,
    /// The stored records do not lead from the saved state to the end of what is stored.
    Stored(JournalFault),
    /// The event cannot be opened: see [`EventSession::open`](super::EventSession::open).
    Event(EventError),
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RestoreError::SavedState => {
                f.write_str("the saved state is damaged, of another version, or sealed with another key")
            }
            RestoreError::Stored(fault) => {
                write!(f, "the stored records do not follow on the saved state: {fault}")
            }
            RestoreError::Event(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for RestoreError {}

impl From<EventError> for RestoreError {
    fn from(error: EventError) -> RestoreError {
        RestoreError::Event(error)
    }
}
