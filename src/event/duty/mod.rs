//! The duties that an event and its response bring, as data: what falls due, by which trigger, whose it is, by when.
//!
//! Source: the plan, §2, §3.3, §4.1 to §4.6, §5, §6.2, §7.2. The table is [`DUTY_RULES`]; [`Duties`] follows the journal of
//! an event and says what is due now. Nobody but people does a duty: they tick it off
//! ([`crate::event::EventSession::record_duty`]), and that is on record.
//!
//! **Interpretation.** What the plan wants at once (立即) is due within the time that is set for what is prompt. What it
//! leaves to a decision, and what comes afterwards, has no deadline. A trigger counts when it comes first.

pub(super) mod rule;
mod saved;
pub(super) mod tracker;

pub use rule::{DUTY_RULES, Duty, DutyDeadline, DutyHolder, DutyRule, DutySet, DutyTrigger};
pub use saved::DUTIES_SAVED_LEN;
pub use tracker::{Duties, DutyStatus};
