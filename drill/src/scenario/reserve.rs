//! The storage of an exercise: an LNG tank, or the linepack, at the root.

use crate::quantity::Quantity;

/// What is stated of it. Gas is taken out of it as far as the supply falls short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExerciseStorage {
    /// The volume at the beginning.
    pub stock: Quantity,
    /// The volume below which the stock never falls.
    pub reserve: Quantity,
    /// The flow that can be taken out at most.
    pub withdrawal: Quantity,
}
