//! The supply order as data: a policy is a table of steps in the order of service, most protected first.
//!
//! A [`Step`] says *which users* (classes and attributes), *which part of their demand* ([`Target`]) and *how
//! a shortage is shared* among them ([`Share`]). Serving walks the steps; curtailing is the same walk read
//! backwards; restoring supply is the same walk with more gas. Another province or country is another table,
//! not another branch in the code: see [`regimes`] for those that come with the library.
//!
//! ```
//! use citygate::policy::{Policy, PolicyError, Share, Step, Target};
//! use citygate::user::{Attributes, ClassSet, SupplyClass};
//!
//! // Homes first, then 40 % of industry's stated base, then whatever industry still wants.
//! let industry = ClassSet::of(&[SupplyClass::IndustrialFuel]);
//! let steps = [
//!     Step::new(ClassSet::of(&[SupplyClass::Residential]), Target::Demand, Share::ProRata),
//!     Step::new(industry, Target::PermilleOfBase(400), Share::ProRata),
//!     Step::new(industry, Target::Demand, Share::ProRata),
//! ];
//! let served = ClassSet::of(&[SupplyClass::Residential, SupplyClass::IndustrialFuel]);
//! let policy = Policy::new(&steps, served, Attributes::STANDARD)?;
//! assert_eq!(policy.steps().len(), 3);
//! # Ok::<(), PolicyError>(())
//! ```

#![forbid(unsafe_code)]

mod check;
mod display;
mod index;
pub mod regimes;
mod step;
mod supply_order;

pub use check::PolicyError;
pub(crate) use index::{Entry, NO_STEP};
pub use step::{MAX_STEPS, RotateBy, Rotation, Share, Step, Target};
pub use supply_order::Policy;
