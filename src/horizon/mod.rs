//! Hours ahead: who keeps how much in every period of an event, with a storage to bridge it.
//!
//! A horizon is a number of periods of equal length. In each of them gas enters from the pipeline, users want so much,
//! and a storage at the station (an LNG tank, linepack above its safe minimum) may be drawn upon, within its
//! withdrawal limit and never below its reserve. [`Horizon::allocate`] shares out all periods at once: the steps of the policy are
//! served one after the other, each over the whole horizon, so that no gas is spent today that a more protected step
//! needs tomorrow. Within a step that is short, [`Spread`] says whether all periods bear the shortage alike or the
//! nearest are served first.
//!
//! # How
//!
//! What the first *t* periods draw from the storage together is at most its stock above the reserve and what has been
//! delivered by then. These are nested limits, one node below the other; every period hangs on its node with the
//! pipeline's gas as a source of its own and the withdrawal limit as its capacity. So the horizon is a network, the
//! *time-expanded network*, and the solver of [`crate::network`] solves it exactly: one solver for both.
//!
//! # Which combinations are exact
//!
//! * **One station with a storage**, and **a network with a storage at its root**: every period carries a copy of the
//!   network. All capacities are nested still, and everything said of networks holds to the unit.
//! * **A storage at another node** is not part of a horizon but of a [network of pipes](crate::pipe_network). What that
//!   node's subtree draws *over several periods* is limited by the storage, what the whole network draws *in one period*
//!   by the supply. Neither of these two sets of users and periods lies within the other, so the limits are not nested.
//! * Sources of nodes give the same in every period; what one of them does not use in a period is gone.
//!
//! # Units
//!
//! Everything is a volume per period. With periods of one hour, flows in dm³/h and volumes in dm³ are the same numbers.

#![forbid(unsafe_code)]

mod error;
mod output;
#[cfg(feature = "alloc")]
mod owned;
mod period;
pub(crate) mod periods;
mod report;
mod scratch;
#[cfg(feature = "serde")]
mod serialized;
mod solve;
mod time_expanded;

pub use error::HorizonError;
pub use output::HorizonOutput;
#[cfg(feature = "alloc")]
pub use owned::{HorizonAllocation, HorizonScratchBuf};
pub use period::{Outlook, Period, PeriodTotal, Storage};
#[cfg(feature = "ffi")]
pub(crate) use periods::SpreadCode;
pub use periods::{RotationSlot, Spread};
pub use scratch::HorizonScratch;
pub use solve::Horizon;
