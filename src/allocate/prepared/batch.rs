//! Many cases of one station in one call.

use core::fmt;

use super::direct::write;
use super::engine::verdicts;
use super::slots::Slots;
use super::{PreparedState, PreparedStation};
use crate::allocate::result::{ClassTotal, Grant};
use crate::allocate::verdict::Verdict;
use crate::units::{Flow, Total};
use crate::user::CLASS_COUNT;

/// Cases of one station (工况), as a study or an operator training program has them by the thousand: what its users want in each,
/// and what there is.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'s> {
    /// One row for each case, one demand in it for each user: a matrix, row by row. In the caller's order of the
    /// users, or in the station's: see [`Batch::is_in_station_order`].
    pub demands: &'s [Flow],
    /// The supply of each case.
    pub supplies: &'s [Total],
    /// Whether the rows, and those of the results, are in the order of the station
    /// ([`PreparedStation::order`]); then nothing has to be put in order. It makes no difference where the caller's users
    /// are grouped by class themselves.
    pub is_in_station_order: bool,
}

/// Where the results of a batch are written.
#[derive(Debug)]
pub struct BatchOutput<'r> {
    /// For each case, what each class wants and gets: the index is the code of the class.
    pub classes: &'r mut [[ClassTotal; CLASS_COUNT]],
    /// If it is wanted: a matrix like that of the demands, with what each user is granted.
    pub granted: Option<&'r mut [Flow]>,
    /// If they are wanted: a row for each case, with what each user gets and why. In the caller's order of the users,
    /// whatever the order of the other rows.
    pub grants: Option<&'r mut [Grant]>,
}

/// Why a batch was refused. Nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BatchError {
    /// There is not exactly one demand for each user in each case.
    DemandCount {
        /// How many there have to be.
        expected: usize,
        /// How many there are.
        given: usize,
    },
    /// There is not exactly one set of class totals for each case.
    ClassTotalCount {
        /// How many there have to be.
        expected: usize,
        /// How many there are.
        given: usize,
    },
    /// There is not exactly one place for a grant for each demand.
    GrantCount {
        /// How many there have to be.
        expected: usize,
        /// How many there are.
        given: usize,
    },
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, expected, given) = match self {
            BatchError::DemandCount { expected, given } => ("demands", expected, given),
            BatchError::ClassTotalCount { expected, given } => ("sets of class totals", expected, given),
            BatchError::GrantCount { expected, given } => ("places for grants", expected, given),
        };
        write!(f, "{given} {what} are given; this batch needs {expected}")
    }
}

impl core::error::Error for BatchError {}

impl PreparedStation<'_> {
    /// Shares out every case of a batch, each by itself, and writes what the classes get and, if it is wanted, every user. The
    /// answers are those of [`allocate`](crate::allocate::allocate) to the unit. The demands of the station stay; its
    /// grants and totals are afterwards those of its demands and the supply of its last allocation.
    ///
    /// One pass over each row, and another for grants and for reasons each where they are wanted; in addition, for
    /// classes of the short step that need it, the general walk.
    ///
    /// # Errors
    ///
    /// [`BatchError`] when the counts do not fit.
    pub fn allocate_batch(&mut self, batch: Batch<'_>, results: BatchOutput<'_>) -> Result<(), BatchError> {
        let BatchOutput { classes, mut granted, mut grants } = results;
        check(self.user_count(), &batch, classes, granted.as_deref(), grants.as_deref())?;
        let users = self.user_count();
        let wants_grants = granted.is_some() || grants.is_some();
        let is_in_order = batch.is_in_station_order || self.state.layout.is_grouped();
        let mut leaves_station = true;
        for (case, (supply, classes)) in batch.supplies.iter().zip(classes).enumerate() {
            let range = case * users..(case + 1) * users;
            let row = batch.demands.get(range.clone()).unwrap_or_default();
            let own = Own {
                wants_grants,
                granted: granted.as_deref_mut().and_then(|granted| granted.get_mut(range.clone())),
                grants: grants.as_deref_mut().and_then(|grants| grants.get_mut(range)),
            };
            leaves_station &= if is_in_order {
                self.share_row(row, *supply, classes, own)
            } else {
                self.share_row_in_callers_order(row, *supply, classes, own)
            };
        }
        if !leaves_station || self.state.outcome.is_outdated != 0 {
            self.allocate(self.state.supply);
        }
        Ok(())
    }

    /// Shares out one row that is in the order of the station. Tells whether that leaves alone what the last allocation of the
    /// station wrote.
    fn share_row(
        &mut self,
        row: &[Flow],
        supply: Total,
        classes: &mut [ClassTotal; CLASS_COUNT],
        own: Own<'_>,
    ) -> bool {
        if self.state.direct.is_possible() {
            let granted = own.granted.map(Slots::InOrder);
            self.share_directly(row, supply, classes, granted, own.grants);
            return true;
        }
        let is_elsewhere = own.granted.is_some();
        let (mut engine, _, _) = self.engine();
        engine.demand = row;
        if let Some(granted) = own.granted {
            engine.granted = granted;
        }
        let sums = engine.layout.sums(row, engine.minimum);
        let outcome = engine.share(&sums, supply, own.wants_grants, None);
        if let Some(grants) = own.grants {
            engine.explanation(&outcome).write(grants);
        }
        *classes = outcome.classes;
        is_elsewhere && outcome.walked | outcome.split == 0
    }

    /// The same where the class totals tell everything.
    fn share_directly(
        &self,
        row: &[Flow],
        supply: Total,
        classes: &mut [ClassTotal; CLASS_COUNT],
        granted: Option<Slots<'_, Flow>>,
        grants: Option<&mut [Grant]>,
    ) {
        let PreparedState { layout, direct, .. } = &self.state;
        *classes = layout.demands(row).map(|demand| ClassTotal { demand, granted: 0 });
        direct.share(classes, supply);
        if let Some(granted) = granted {
            write(layout, row, classes, &[Verdict::default(); CLASS_COUNT], granted);
        }
        if let Some(grants) = grants {
            let short = direct.steps(self.policy, classes, None);
            let slots = Slots::of_caller(grants, self.columns.order, layout.is_grouped());
            write(layout, row, classes, &verdicts(self.policy, short), slots);
        }
    }

    /// Shares out one row that is in the caller's order, by way of the station's.
    fn share_row_in_callers_order(
        &mut self,
        row: &[Flow],
        supply: Total,
        classes: &mut [ClassTotal; CLASS_COUNT],
        own: Own<'_>,
    ) -> bool {
        let ordered = core::mem::take(&mut self.columns.row);
        for (cell, index) in ordered.iter_mut().zip(self.columns.order.iter()) {
            *cell = row.get(*index as usize).copied().unwrap_or_default();
        }
        let Own { wants_grants, granted, grants } = own;
        let leaves_station = self.state.direct.is_possible();
        if leaves_station {
            let granted = granted.map(|granted| Slots::ByIndex(granted, self.columns.order));
            self.share_directly(ordered, supply, classes, granted, grants);
        } else {
            self.share_row(ordered, supply, classes, Own { wants_grants, granted: None, grants });
            for (cell, position) in granted.unwrap_or_default().iter_mut().zip(self.columns.position.iter()) {
                *cell = self.columns.granted.get(*position as usize).copied().unwrap_or_default();
            }
        }
        self.columns.row = ordered;
        leaves_station
    }
}

/// Where the results of one case are written, if they are wanted.
struct Own<'r> {
    /// Whether what users get is wanted, in either form.
    wants_grants: bool,
    /// Without it the column of the station receives it.
    granted: Option<&'r mut [Flow]>,
    grants: Option<&'r mut [Grant]>,
}

pub(super) fn check(
    users: usize,
    batch: &Batch<'_>,
    classes: &[[ClassTotal; CLASS_COUNT]],
    granted: Option<&[Flow]>,
    grants: Option<&[Grant]>,
) -> Result<(), BatchError> {
    let count = batch.supplies.len();
    // More than memory can hold is no count that can be given.
    let expected = users.saturating_mul(count);
    let given = batch.demands.len();
    if given != expected {
        return Err(BatchError::DemandCount { expected, given });
    }
    if classes.len() != count {
        return Err(BatchError::ClassTotalCount { expected: count, given: classes.len() });
    }
    for given in [granted.map(<[Flow]>::len), grants.map(<[Grant]>::len)].into_iter().flatten() {
        if given != expected {
            return Err(BatchError::GrantCount { expected, given });
        }
    }
    Ok(())
}
