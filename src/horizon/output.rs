//! Where the answer goes.

use core::fmt;

use super::period::{Outlook, PeriodTotal};
use crate::allocate::{Grant, Summary};
use crate::network::NodeLoad;
use crate::user::CLASS_COUNT;

/// Where an allocation over a horizon is written.
#[derive(Debug)]
pub struct HorizonOutput<'a> {
    /// What every user gets in every period: the users of period 0, then those of period 1, and so on.
    /// [`Grant::node`] is a node of the network as it was given.
    pub grants: &'a mut [Grant],
    /// One for each period.
    pub periods: &'a mut [PeriodTotal],
    /// What every node carries in every period: the nodes in period 0, then in period 1, and so on. None for a station.
    pub loads: &'a mut [NodeLoad],
    /// By class, in the order of [`SupplyClass::ALL`](crate::user::SupplyClass::ALL).
    pub outlook: &'a mut [Outlook; CLASS_COUNT],
    /// Totals over the whole horizon. The supply is that of all periods and what the storage holds above its
    /// reserve, deliveries included.
    pub summary: &'a mut Summary,
}

/// When the class is first touched and when it is cut off. Periods are counted from 0.
///
/// ```
/// use citygate::horizon::Outlook;
/// assert_eq!(Outlook::UNTOUCHED.to_string(), "untouched");
/// let outlook = Outlook { first_touched_period: 3, cut_off_period: Outlook::NEVER };
/// assert_eq!(outlook.to_string(), "touched from period 3, not cut off");
/// ```
impl fmt::Display for Outlook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first_touched_period, self.cut_off_period) {
            (Outlook::NEVER, _) => f.write_str("untouched"),
            (touched, Outlook::NEVER) => write!(f, "touched from period {touched}, not cut off"),
            (touched, cut_off) => write!(f, "touched from period {touched}, cut off from period {cut_off}"),
        }
    }
}
