//! A batch over the threads of a host.

use super::PreparedStation;
use super::batch::{Batch, BatchError, BatchOutput, check};

/// Cases of a batch that nobody has yet.
struct Rest<'b> {
    users: usize,
    batch: Batch<'b>,
    results: BatchOutput<'b>,
}

impl<'b> Rest<'b> {
    /// Takes the next cases, so many or all there are.
    fn take(&mut self, cases: usize) -> (Batch<'b>, BatchOutput<'b>) {
        let Rest { users, batch, results } = self;
        let cases = cases.min(batch.supplies.len());
        let rows = cases * *users;
        let granted = results.granted.as_mut().and_then(|granted| granted.split_off_mut(..rows));
        let grants = results.grants.as_mut().and_then(|grants| grants.split_off_mut(..rows));
        let classes = results.classes.split_off_mut(..cases).unwrap_or_default();
        let demands = batch.demands.split_off(..rows).unwrap_or_default();
        let supplies = batch.supplies.split_off(..cases).unwrap_or_default();
        (Batch { demands, supplies, ..*batch }, BatchOutput { classes, granted, grants })
    }
}

impl PreparedStation<'_> {
    /// Shares out every case of a batch as [`PreparedStation::allocate_batch`] does, with the same answers to the unit, on
    /// as many threads of [`rayon`](https://docs.rs/rayon) as there are stations: this one and others that were prepared
    /// alike, of which each takes a part of the cases. They all need memory of their own; which of them has which cases
    /// makes no difference.
    ///
    /// For hosts: feature `rayon`, which needs the standard library.
    ///
    /// # Errors
    ///
    /// [`BatchError`] when the counts do not fit, for this station or for one of the others. Nothing was written.
    ///
    /// ```
    /// use citygate::allocate::{Batch, BatchOutput, Grant, PrepareError, PreparedMemory, PreparedStation};
    /// use citygate::policy::regimes::JILIN_2024;
    /// use citygate::user::{SupplyClass, User};
    ///
    /// let users = [User::new(SupplyClass::Residential, 0), User::new(SupplyClass::IndustrialFuel, 0)];
    /// let (mut users_a, mut users_b) = ([User::default(); 2], [User::default(); 2]);
    /// let (mut grants_a, mut grants_b) = ([Grant::EMPTY; 2], [Grant::EMPTY; 2]);
    /// const WORDS: usize = 2 * PreparedMemory::WORDS_PER_USER;
    /// let (mut words_a, mut words_b) = ([0; WORDS], [0; WORDS]);
    /// let memory_a = PreparedMemory { users: &mut users_a, grants: &mut grants_a, words: &mut words_a };
    /// let memory_b = PreparedMemory { users: &mut users_b, grants: &mut grants_b, words: &mut words_b };
    /// let mut station = PreparedStation::new(&JILIN_2024, &users, memory_a)?;
    /// let mut others = [PreparedStation::new(&JILIN_2024, &users, memory_b)?];
    ///
    /// let batch = Batch { demands: &[60, 50, 70, 50], supplies: &[100, 100], is_in_station_order: false };
    /// let (mut classes, mut granted) = ([Default::default(); 2], [0; 4]);
    /// let results = BatchOutput { classes: &mut classes, granted: Some(&mut granted), grants: None };
    /// station.allocate_batch_with(&mut others, batch, results)?;
    /// assert_eq!(granted, [60, 40, 70, 30]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allocate_batch_with(
        &mut self,
        others: &mut [PreparedStation<'_>],
        batch: Batch<'_>,
        results: BatchOutput<'_>,
    ) -> Result<(), BatchError> {
        let users = self.user_count();
        for count in others.iter().map(|other| other.user_count()).chain([users]) {
            check(count, &batch, results.classes, results.granted.as_deref(), results.grants.as_deref())?;
        }
        let share = batch.supplies.len().div_ceil(others.len() + 1);
        let mut rest = Rest { users, batch, results };
        rayon::scope(|scope| {
            for other in others {
                let (batch, results) = rest.take(share);
                scope.spawn(move |_| {
                    let done = other.allocate_batch(batch, results);
                    debug_assert!(done.is_ok());
                });
            }
            self.allocate_batch(rest.batch, rest.results)
        })
    }
}
