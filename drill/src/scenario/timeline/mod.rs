//! The time line of an exercise: what happens, what people do, hour by hour.

mod check;
mod deeds;
pub(super) mod raw;

use std::fmt;

use citygate::event::{
    ActionRequest, AffectedArea, Government, NetworkCondition, Possibility, RecipientSet, ReportItem,
    ReportingSettings, SensitivitySet, Signatory, Trend, WarningLevel, WarningReach,
};
use citygate::user::SupplyClass;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::quantity::Quantity;

pub(super) use check::check;

/// The latest hour of a time line: a year.
pub const LATEST_H: u64 = 8760;

/// What happens in an exercise, in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// What the wall clock shows at hour 0, if that is stated.
    pub start: Option<Start>,
    /// When the exercise ends: after the beginning, at or after the last entry.
    pub end: Hour,
    /// The station's number in the journal.
    pub station: u16,
    /// The intervals of reports.
    pub reporting: ReportingSettings,
    /// The entries; none is earlier than the one before it.
    pub entries: Vec<Entry>,
}

/// A moment of the wall clock, and the time zone to show it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The moment; after the beginning of 1970.
    pub timestamp: Timestamp,
    /// The time zone.
    pub offset: Offset,
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp.display_with_offset(self.offset).fmt(f)
    }
}

/// A moment of an exercise: thousandths of an hour since its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hour(Quantity);

impl Hour {
    const MS_PER_THOUSANDTH: u64 = 3600;

    /// The hours, as a number.
    pub const fn hours(self) -> Quantity {
        self.0
    }

    /// The milliseconds since the beginning.
    pub const fn ms(self) -> u64 {
        self.0.thousandths() * Hour::MS_PER_THOUSANDTH
    }
}

/// What happens at one moment: word comes, then the situation changes, then people act, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Hour,
    /// What else there is to say.
    pub note: Option<String>,
    /// Word of the event.
    pub word: Option<Word>,
    /// What is different from now on.
    pub change: Change,
    /// What people do.
    pub deeds: Vec<Deed>,
}

/// What is different from now on; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What is available at the root.
    pub supply: Option<Quantity>,
    /// By class, the factor on the users' stated demand, in thousandths.
    pub demand: [Option<Quantity>; SupplyClass::ALL.len()],
    /// Where the imbalance is going.
    pub trend: Option<TrendBy>,
    /// The state of the network.
    pub network: Option<NetworkCondition>,
    /// The interruption of main users, in hours.
    pub interruption_h: Option<Quantity>,
    /// Which regions the event reaches.
    pub extent: Option<AffectedArea>,
    /// The highest government whose means are exceeded, or nobody's.
    pub exceeded: Option<Option<Government>>,
    /// What makes the event sensitive.
    pub sensitivity: Option<SensitivitySet>,
    /// What may happen to a network.
    pub possibility: Option<Possibility>,
    /// Whose supply is concerned.
    pub reach: Option<WarningReach>,
}

/// How the trend is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrendBy {
    /// Somebody states it.
    Stated(Trend),
    /// It is measured from the supply.
    Measured,
}

/// Word of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Who enters it.
    pub by: Signer,
    /// What it says.
    pub text: String,
    /// How many minutes ago it came.
    pub age_min: u16,
}

/// What people do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Issue or adjust a warning, or lift it (`None`).
    Warn {
        /// The level.
        level: Option<WarningLevel>,
        /// Who.
        by: Signer,
    },
    /// An act of the response.
    Action {
        /// The act and what goes with it.
        request: ActionRequest,
        /// Who.
        by: Signer,
    },
    /// Send a report.
    Report {
        /// To whom; `None` to all who are to be reported to.
        to: Option<RecipientSet>,
        /// Who.
        by: Signer,
        /// What is new in it.
        items: Vec<(ReportItem, String)>,
    },
    /// Close the event.
    Close {
        /// Who.
        by: Signer,
    },
}

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// As the journal has it.
    pub signatory: Signatory,
    /// What the person is called, for people to read.
    pub name: Option<String>,
}
