//! Reports: to whom, by when, with what in them.
//!
//! Source: the plan, §4.2. [`Reporting`] keeps the deadlines, [`Report`] the content.

pub(super) mod content;
pub(super) mod recipient;
pub(super) mod render;
pub(super) mod reporting;

pub use content::{ITEM_COUNT, Report, ReportItem, ReportItemSet};
pub use recipient::{Recipient, RecipientSet, Sensitivity, SensitivitySet, recipients, reporters};
pub use render::{BufferTooSmall, ReportFormat, render_report};
pub use reporting::{ObligationStatus, ReportReceipt, Reporting, ReportingError, ReportingSettings};
