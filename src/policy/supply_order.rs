//! A table of steps that has been checked.

use super::check::{PolicyError, check};
use super::index::Index;
use super::step::{Rotation, Share, Step};
use crate::user::{Attributes, ClassSet, User};

/// A validated supply order.
///
/// It borrows its steps, so that a table in flash or in the caller's memory is used where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy<'a> {
    steps: &'a [Step],
    serves: ClassSet,
    attributes: Attributes,
    index: Index,
}

impl<'a> Policy<'a> {
    /// Checks a table of steps and makes a policy of it.
    ///
    /// `serves` names the classes that the policy answers for: each must be served by a step, and allocating
    /// to a user of another class is refused. Use [`ClassSet::ALL`] unless the policy is for a part of the users
    /// only. `attributes` are those that exist; a step that asks for another is refused.
    ///
    /// Evaluated at compile time in a `const`: an invalid built-in policy does not compile.
    /// Time is quadratic in the number of steps (at most 32); reentrant.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] names the step or the class and what is wrong with it.
    pub const fn new(
        steps: &'a [Step],
        serves: ClassSet,
        attributes: Attributes,
    ) -> Result<Policy<'a>, PolicyError> {
        match check(steps, serves, attributes) {
            Ok(()) => Ok(Policy { steps, serves, attributes, index: Index::of(steps) }),
            Err(error) => Err(error),
        }
    }

    /// The steps, in the order of service.
    pub const fn steps(&self) -> &'a [Step] {
        self.steps
    }

    /// The classes that the policy answers for.
    pub const fn serves(&self) -> ClassSet {
        self.serves
    }

    /// The attributes that exist.
    pub const fn attributes(&self) -> Attributes {
        self.attributes
    }

    /// How the first rotating step that serves this user takes turns; `None` if none does.
    ///
    /// Time grows with the number of steps; reentrant.
    pub fn rotation_of(&self, user: &User) -> Option<Rotation> {
        let rotates = |step: &&Step| step.share() == Some(Share::Rotating) && step.selects(user);
        self.steps.iter().find(rotates)?.rotation()
    }

    /// What the policy means for each class.
    pub(crate) const fn index(&self) -> &Index {
        &self.index
    }
}
