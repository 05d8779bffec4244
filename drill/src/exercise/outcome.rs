//! What an exercise results in.

use std::collections::HashMap;

use citygate::event::{
    Assessment, EventError, JournalHead, Phase, Recipient, RecipientSet, Report, ReportItem, ReportReceipt,
    Response, ResponseState, SensitivitySet, Signatory, WarningLevel,
};
use citygate::user::SupplyClass;

use crate::outcome::{ClassOutcome, Outcome, UserOutcome};
use crate::quantity::Quantity;
use crate::scenario::Scenario;
use crate::scenario::timeline::{Deed, Signer, Start, Word};

/// A moment of the exercise, in milliseconds since its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    /// The hours since the beginning, rounded down to thousandths.
    pub fn hours(self) -> Quantity {
        Quantity::from_thousandths(self.0 / 3600)
    }
}

/// An exercise as it was played.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// What the wall clock showed at the beginning, if that is stated.
    pub start: Option<Start>,
    /// When it ended.
    pub end: Moment,
    /// How things stood: at the beginning, after every entry, and whenever the desk found something new.
    pub moments: Vec<Standing>,
    /// What happened, in order.
    pub happenings: Vec<Happening>,
    /// Every report that was due, and what became of it.
    pub duties: Vec<Due>,
    /// The reports that were sent.
    pub reports: Vec<SentReport>,
    /// What the classes that have users wanted and kept, in the plan's order.
    pub classes: Vec<Kept>,
    /// What the users wanted and kept, in the order of the scenario.
    pub users: Vec<Kept>,
    /// The moment at which most was curtailed, the first of several: what was shared out and how.
    pub hardest: Hardest,
    /// What people are called.
    pub names: HashMap<Signatory, String>,
    /// The journal.
    pub journal: JournalCopy,
}

/// How things stood from a moment on.
#[derive(Clone, Debug)]
pub struct Standing {
    /// When.
    pub at: Moment,
    /// What was available.
    pub supply: Quantity,
    /// The interruption of main users, in hours.
    pub interruption_h: Quantity,
    /// The grade and what follows from it.
    pub assessment: Assessment,
    /// The state of the network.
    pub network: citygate::event::NetworkCondition,
    /// The state of the response.
    pub response: ResponseState,
    /// The warning in force.
    pub warning: Option<WarningLevel>,
    /// The warning that possibility and reach call for, where they are stated.
    pub warning_called_for: Option<WarningLevel>,
    /// Whose reports are late.
    pub overdue: RecipientSet,
    /// What all users want.
    pub demand: Quantity,
    /// What is granted.
    pub served: Quantity,
    /// Demand that is not served.
    pub curtailed: Quantity,
    /// Supply that nobody can use.
    pub unused: Quantity,
    /// The classes that have users, in the plan's order.
    pub classes: Vec<ClassOutcome>,
    /// What each user is granted, in the order of the scenario.
    pub granted: Vec<Quantity>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// What.
    pub what: What,
    /// Why it was refused, if it was.
    pub refused: Option<EventError>,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum What {
    /// A note of the scenario.
    Note(String),
    /// The situation changed.
    Changed {
        /// The supply is another.
        supply: Option<Quantity>,
        /// The demand of these classes is so many thousandths of what is stated.
        demand: Vec<(SupplyClass, Quantity)>,
    },
    /// Word was received.
    Word(Word),
    /// People did something.
    Deed(Deed),
    /// A report was sent and numbered.
    Reported {
        /// What the deadlines say.
        receipt: ReportReceipt,
        /// Who.
        by: Signer,
    },
    /// The event was graded anew.
    Graded(Assessment),
    /// More people are to be reported to.
    ReportTo(RecipientSet),
    /// Reports became overdue.
    Overdue(RecipientSet),
}

/// A report that was due to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// To whom.
    pub recipient: Recipient,
    /// Whether it is the first one to them.
    pub first: bool,
    /// Since when it was owed.
    pub since: Moment,
    /// By when.
    pub due: Moment,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a report that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was sent in time.
    InTime(Moment),
    /// It was sent late.
    Late(Moment),
    /// It was not sent, and it is late.
    Overdue,
    /// It was not sent yet; there is time left.
    Pending,
    /// The event was closed before it fell due.
    Ended(Moment),
}

/// A report as it was sent.
#[derive(Clone, Debug)]
pub struct SentReport {
    /// When.
    pub at: Moment,
    /// What the deadlines say.
    pub receipt: ReportReceipt,
    /// Who sent it.
    pub by: Signer,
    /// Its grade, response, imbalance and sensitivity.
    pub header: ReportHeader,
    /// Its texts, in the order of [`ReportItem::ALL`].
    pub items: Vec<String>,
    /// Its content as JSON, over which the journal keeps the digest.
    pub content: String,
    /// SHA-256 of that.
    pub digest: [u8; 32],
}

/// What the desk fills in of a report.
#[derive(Clone, Copy, Debug)]
pub struct ReportHeader {
    /// The grade.
    pub grade: Option<citygate::event::Grade>,
    /// The level of the response in force.
    pub response: Option<citygate::event::ResponseLevel>,
    /// The imbalance.
    pub imbalance_permille: Option<u16>,
    /// What makes the event sensitive.
    pub sensitivity: SensitivitySet,
}

impl SentReport {
    /// The report as the library renders it.
    pub fn report(&self) -> Report<'_> {
        let ReportHeader { grade, response, imbalance_permille, sensitivity } = self.header;
        let report = Report {
            number: self.receipt.number,
            grade,
            response,
            imbalance_permille,
            sensitivity,
            recipients: self.receipt.to,
            ..Report::default()
        };
        ReportItem::ALL
            .into_iter()
            .zip(&self.items)
            .fold(report, |report, (item, text)| report.with(item, text))
    }
}

/// What somebody wanted and kept over the whole exercise. Volumes are in the scenario's unit × hours.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The class.
    pub class: SupplyClass,
    /// The user; `None` for a class.
    pub id: Option<String>,
    /// The volume wanted, rounded down.
    pub demand: Quantity,
    /// The volume granted, rounded down.
    pub granted: Quantity,
    /// The moment at which the smallest share of the demand was granted, the first of several.
    pub lowest_at: Moment,
    /// The flow wanted then.
    pub lowest_demand: Quantity,
    /// The flow granted then.
    pub lowest_granted: Quantity,
}

/// The hardest moment.
#[derive(Clone, Debug)]
pub struct Hardest {
    /// When.
    pub at: Moment,
    /// The scenario as it was then, without its time line.
    pub scenario: Box<Scenario>,
    /// What was shared out.
    pub outcome: Box<Outcome>,
}

/// The journal as it is stored.
#[derive(Clone, Debug)]
pub struct JournalCopy {
    /// The records.
    pub bytes: Vec<u8>,
    /// The number of records and the tag of the last one.
    pub head: JournalHead,
    /// Whether it is kept with a key.
    pub keyed: bool,
}

impl Standing {
    /// The response in force.
    pub fn in_force(&self) -> Option<Response> {
        self.response.in_force()
    }

    /// Where the response is on its way.
    pub fn phase(&self) -> Phase {
        self.response.phase()
    }
}

impl From<&UserOutcome> for Kept {
    fn from(user: &UserOutcome) -> Kept {
        Kept {
            class: user.class,
            id: Some(user.id.clone()),
            demand: Quantity::ZERO,
            granted: Quantity::ZERO,
            lowest_at: Moment::default(),
            lowest_demand: user.demand,
            lowest_granted: user.granted,
        }
    }
}
