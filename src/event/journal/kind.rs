//! The kinds of entries, and what a record holds of each.

use crate::coded::coded;

/// The kind of a journal's entry. In a record an entry is its kind, eight codes `c0` … `c7` and six numbers `n0` …
/// `n5`; what is not named is zero. Codes are those of the enumerations, and numbers little endian. Optional codes
/// that are absent are 0 when the enumeration begins with 1, else 255. A signatory takes one code, its authority, and
/// one number: division in the upper, person in the lower 32 bits. A digest (SHA-256) takes four numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum JournalEntryKind {
    /// The journal was opened: at the beginning, and after each restart. `n0` station, `n1` records made before a
    /// restart that never reached the store, `n2` how many restarts there were so far, this one included.
    Opened = 1,
    /// Entries were lost because the ring was full. `n0` count; `n1` time in ms and `n2` wall clock of the first one;
    /// `n3` and `n4` of the last one; `n5` the clock's gaps, first in the upper, last in the lower 32 bits.
    Lost = 2,
    /// The clock: a downtime was bridged (`c0` 1, `n0` ms), could not be bridged (`c0` 2), or the wall clock was set
    /// (`c0` 3, `n1` step in ms, two's complement).
    Clock = 3,
    /// A notification of the event was received. `n0` age in ms when it was entered, `n1` signatory (`c0`), `n2` …
    /// `n5` digest of its text.
    Notified = 4,
    /// The event was graded. `c0` grade that stands (0 none), `c1` criterion met (0 none), `c2` trend, `c3` its source,
    /// `c4` network (255 not stated), `c5` response recommended (255 none), `c6` grade that the figures meet (0 none),
    /// `c7` 1 a planned outage; `n0` normal and `n1` available supply, `n2` interruption in minutes (2^32 - 1 not
    /// stated), `n3` imbalance in permille, `n4` demand (2^64 - 1 not known), `n5` number of the plan.
    Graded = 5,
    /// An action of the response was taken. `c0` action, `c1` authority, `c2` justification (0 none), `c3` bit 0 dealt
    /// with, bit 1 supply restored, bit 2 means exceeded, bit 3 approved by the headquarters, `c4` state before, `c5`
    /// state after, `c6` remarks; `n0` signatory.
    Action = 6,
    /// An action of the response was refused. As when it is taken, with `c5` the refusal's code n, of status -100 - n
    /// in C, instead of the state after, and no remarks.
    Refused = 7,
    /// A warning was issued, adjusted, replaced or lifted, or one was proposed. `c0` action, `c1` authority, `c2` level
    /// before, `c3` level after, or proposed, `c4` level that the signs called for when it was lifted (0 none); `n0`
    /// signatory.
    Warned = 8,
    /// A report was sent. `c0` recipients, `c1` of them late, `c2` of them perhaps late (time lost), `c3` authority;
    /// `n0` number of the report, `n1` signatory, `n2` … `n5` digest of the report. By how much it was late follows
    /// from the times of the records.
    Reported = 9,
    /// Reports became overdue, or may have. `c0` recipients.
    Overdue = 10,
    /// Whom the event is to be reported to, because of grade or sensitivity. `c0` recipients added, `c1` sensitivity.
    ReportTo = 11,
    /// Supply was shared out. `n0` demand, `n1` supply, `n2` served, `n3` curtailed, `n4` the caller's number of the
    /// policy.
    Allocated = 12,
    /// Policy or entitlements were changed during the event. `c0` authority, `n0` signatory, `n1` the caller's number
    /// of the policy, `n2` … `n5` digest of it.
    PolicyChanged = 13,
    /// The event was closed. `c0` authority, `n0` signatory.
    Closed = 14,
    /// Whatever the caller wants to have on record. `n0` the caller's code, `n1` … `n5` numbers.
    Note = 15,
    /// An authority stated the grade. `c0` grade from now on, `c2` grade before, `c3` grade that the figures met (0
    /// none); `c1` authority, `n0` signatory.
    GradeStated = 16,
    /// A duty was done. `c0` duty, `c1` authority; `n0` signatory.
    DutyDone = 17,
}

coded!(JournalEntryKind {
    Opened => "opened",
    Lost => "lost",
    Clock => "clock",
    Notified => "word",
    Graded => "graded",
    Action => "acted",
    Refused => "refused",
    Warned => "warned",
    Reported => "reported",
    Overdue => "overdue",
    ReportTo => "report_to",
    Allocated => "allocated",
    PolicyChanged => "policy_changed",
    Closed => "closed",
    Note => "note",
    GradeStated => "grade_stated",
    DutyDone => "duty_done",
});
