//! The time line of an exercise: what happens, what people do, hour by hour.

use citygate::event::{
    ActionRequest, AffectedArea, Authority, Duty, Government, Grade, NetworkCondition, Possibility,
    RecipientSet, ReportItem, SensitivitySet, Signatory, Trend, WarningLevel, WarningReach,
};
use citygate::user::SupplyClass;
use serde::Serialize;

use super::reserve::ExerciseStorage;
pub use super::start::Start;
use crate::local_text::{LocalText, as_name};
use crate::quantity::{MS_PER_THOUSANDTH_H, Quantity};

/// The latest hour of a time line: a year.
pub const LATEST_H: u64 = 8760;

/// What happens in an exercise, in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// What the wall clock shows at hour 0, if that is stated.
    pub start: Option<Start>,
    /// When the exercise ends: after the beginning, at or after the last entry.
    pub end: Hour,
    pub station: u16,
    /// Minutes from a report to the next.
    pub follow_up_min: u16,
    /// What counts as prompt, in minutes, where the plan's figure is not taken.
    pub prompt_min: Option<u16>,
    /// Gas is shared out anew whenever so much time has passed, so that users take turns.
    pub rotation: Option<Hour>,
    pub storage: Option<ExerciseStorage>,
    /// The entries; none is earlier than the one before it.
    pub entries: Vec<TimelineEntry>,
}

/// A moment of an exercise: thousandths of an hour since its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hour(pub Quantity);

impl Hour {
    pub const fn hours(self) -> Quantity {
        self.0
    }

    pub const fn ms(self) -> u64 {
        self.0.thousandths() * MS_PER_THOUSANDTH_H
    }
}

/// What happens at one moment: notification is received, then the situation changes, then people act, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    pub at: Hour,
    pub note: Option<LocalText>,
    /// Notification of the event (接报).
    pub notification: Option<Notification>,
    pub change: Change,
    pub actions: Vec<PlayerAction>,
}

/// What is different from now on; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub supply: Option<Quantity>,
    /// By class, the factor on the users' stated demand, in thousandths.
    pub demand: [Option<Quantity>; SupplyClass::ALL.len()],
    /// The volume that arrives in the storage.
    pub delivery: Option<Quantity>,
    /// The flow that can be taken out of the storage at most.
    pub withdrawal: Option<Quantity>,
    pub trend: Option<TrendBy>,
    pub network: Option<NetworkCondition>,
    pub interruption_h: Option<Quantity>,
    pub affected_area: Option<AffectedArea>,
    pub exceeded: Option<Option<Government>>,
    pub sensitivity: Option<SensitivitySet>,
    pub planned: Option<bool>,
    pub plan_network: Option<PlanNetworkChange>,
    pub possibility: Option<Possibility>,
    pub reach: Option<WarningReach>,
}

impl Change {
    /// Whether gas has to be shared out anew.
    pub fn is_of_gas(&self) -> bool {
        let Change { supply, delivery, withdrawal, .. } = self;
        let flows = [supply, delivery, withdrawal];
        flows.into_iter().chain(&self.demand).any(Option::is_some)
    }
}

/// Other totals of the plan's network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanNetworkChange {
    pub demand: Option<Quantity>,
    pub supply: Option<Quantity>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrendBy {
    Stated(Trend),
    /// It is measured from the supply.
    Measured,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    pub by: Signer,
    pub text: LocalText,
    /// How many minutes before this entry it was received.
    pub age_min: u16,
}

/// What people who take part do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlayerAction {
    /// Issue or adjust a warning, or lift it (`None`).
    Warn {
        level: Option<WarningLevel>,
        by: Signer,
    },
    /// Take a proposal of a warning back, or turn it down.
    WithdrawWarning {
        by: Signer,
    },
    /// Propose a warning, as an enterprise does that sees signs.
    ProposeWarning {
        level: WarningLevel,
        by: Signer,
    },
    /// State the grade; `None`: there is none.
    StateGrade {
        grade: Option<Grade>,
        by: Signer,
    },
    Respond {
        request: ActionRequest,
        by: Signer,
    },
    /// Send a report, with what is new in it; without recipients, to all who are to be reported to.
    Report {
        to: Option<RecipientSet>,
        by: Signer,
        items: Vec<(ReportItem, LocalText)>,
    },
    Close {
        by: Signer,
    },
    /// Tick off a duty.
    Do {
        duty: Duty,
        by: Signer,
    },
}

/// Who signs, as the journal has it, and what the person is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signer {
    pub authority: Authority,
    pub division: u32,
    pub person: u32,
    #[serde(flatten, serialize_with = "as_name")]
    pub name: Option<LocalText>,
}

impl Signer {
    pub fn signatory(&self) -> Signatory {
        Signatory { authority: self.authority, division: self.division, person: self.person }
    }
}
