//! What is remarked upon in an action that is allowed all the same.

use crate::coded::{coded, coded_set};

/// What the record says beside an action that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ActionRemark {
    /// The end was declared while a grade was still met. Source: the plan, §4.6.
    GradeMet = 0,
    /// The end was declared while supply was not restored by the figures (未恢复供气). Source: the plan, §4.6.
    SupplyNotRestored = 1,
    /// The office of the headquarters started level 3 or 4 without saying that the headquarters approved it
    /// (未载明经省指挥部批准). Source: the plan, §2.1.3.
    ApprovalNotStated = 2,
}

coded!(ActionRemark {
    GradeMet => "grade_met",
    SupplyNotRestored => "supply_not_restored",
    ApprovalNotStated => "approval_not_stated",
});

/// A set of remarks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct ActionRemarkSet(u8);

coded_set!(ActionRemarkSet(u8) of ActionRemark);
