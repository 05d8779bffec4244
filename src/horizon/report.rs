//! The answer of the time-expanded network, told of the network and the periods as they were given.

use super::error::HorizonError;
use super::output::HorizonOutput;
use super::period::{Outlook, Period, PeriodTotal};
use super::time_expanded::TimeExpanded;
use crate::allocate::AllocateError;
use crate::allocate::result::{NO_NODE, Why};
use crate::allocate::{Grant, Reason};
use crate::network::{NetworkError, Node, NodeLoad};
use crate::units::Total;
use crate::user::{CLASS_COUNT, User};

impl TimeExpanded<'_> {
    /// Checks that the output has just the room that is needed.
    pub(super) fn check_room(&self, output: &HorizonOutput) -> Result<(), HorizonError> {
        // No overflow: checked before.
        let (nodes, periods) = (self.nodes.len() * self.periods.len(), self.periods.len());
        let users = self.users.len() * periods;
        if output.grants.len() != users {
            return Err(AllocateError::GrantCount { users, grants: output.grants.len() }.into());
        }
        if output.loads.len() != nodes {
            return Err(NetworkError::LoadCount { nodes, loads: output.loads.len() }.into());
        }
        if output.periods.len() != periods {
            return Err(HorizonError::TotalCount { periods, totals: output.periods.len() });
        }
        Ok(())
    }

    /// Completes the output. `users` and `loads` are those of the time-expanded network, as are the grants so far.
    pub(super) fn report(&self, users: &[User], loads: &[NodeLoad], output: HorizonOutput) {
        let mut stock = self.storage.stock;
        let sources: Total = self.nodes.iter().map(|node| node.source).sum();
        let mut copies = loads.get(self.periods.len()..).unwrap_or(&[]).chunks(self.copy_len());
        let mut all_grants = output.grants;
        let mut all_loads = output.loads;
        let mut all_users = users;
        *output.outlook = Default::default();
        for (t, (period, total)) in self.periods.iter().zip(output.periods).enumerate() {
            let copy = copies.next().unwrap_or(&[]);
            let (grants, later) = all_grants.split_at_mut(self.users.len().min(all_grants.len()));
            let (loads, later_loads) = all_loads.split_at_mut(self.nodes.len().min(all_loads.len()));
            let (users, later_users) = all_users.split_at(self.users.len().min(all_users.len()));
            (all_grants, all_loads, all_users) = (later, later_loads, later_users);

            for grant in &mut *grants {
                self.name_node(period, grant);
            }
            self.report_loads(period, grants, copy, loads);
            let withdrawn = copy.first().map_or(0, |root| root.load);
            stock = stock + period.delivery - withdrawn;
            *total = PeriodTotal { supply: period.supply + sources, withdrawn, stock, ..Default::default() };
            for (user, grant) in users.iter().zip(&*grants) {
                total.add(user, grant);
            }
            total.note(t as u32, output.outlook);
        }
        // No overflow: checked before.
        let summary = output.summary;
        let entering: Total = self.periods.iter().map(|period| period.supply + sources).sum();
        summary.supply = entering + self.usable();
        summary.unused = summary.supply - summary.served;
    }

    /// Names the node that holds a user back as the caller knows it. What holds at the inlet or at the storage is
    /// the root if its capacity lets in no more, otherwise the supply itself.
    fn name_node(&self, period: &Period, grant: &mut Grant) {
        let Some(node) = grant.node() else { return };
        let original =
            (node as usize).checked_sub(self.periods.len()).map_or(0, |node| node % self.copy_len());
        if original == 0 && !self.is_inlet_full(period) {
            if grant.reason() == Reason::HeldByNode {
                grant.set_why(Why::new(Reason::ShortInStep, grant.step));
            }
            grant.node = NO_NODE;
        } else {
            grant.node = original as u32;
        }
    }

    /// Whether the root's capacity, rather than the pipeline's supply, limits what enters in a period.
    fn is_inlet_full(&self, period: &Period) -> bool {
        self.nodes.first().is_some_and(|root| root.capacity <= period.supply)
    }

    /// What the nodes carry in one period.
    fn report_loads(&self, period: &Period, grants: &[Grant], copy: &[NodeLoad], loads: &mut [NodeLoad]) {
        for ((load, copy), node) in loads.iter_mut().zip(copy).zip(self.nodes) {
            *load = match node.parent {
                Node::ROOT => self.root_load(period, grants, copy, node),
                _ => *copy,
            };
        }
    }

    /// In the copy, the pipeline's gas is part of the root's source, and what enters from above is withdrawn from the
    /// storage.
    fn root_load(&self, period: &Period, grants: &[Grant], copy: &NodeLoad, root: &Node) -> NodeLoad {
        let source_used = copy.source_used.min(root.source);
        let load = copy.source_used - source_used;
        let is_full = self.is_inlet_full(period) && load == root.capacity;
        let holds = |grant: &Grant| grant.node() == Some(0) || is_full && grant.reason() != Reason::Satisfied;
        NodeLoad { load, source_used, binding: grants.iter().any(holds) as u32, reserved: 0 }
    }
}

impl PeriodTotal {
    /// Adds what a user wants and gets in the period.
    pub(crate) fn add(&mut self, user: &User, grant: &Grant) {
        if let Some(class) = self.classes.get_mut(user.class_code() as usize) {
            class.demand += user.demand as Total;
            class.granted += grant.granted() as Total;
        }
    }

    /// Notes which classes are touched in the period.
    pub(crate) fn note(&self, period: u32, outlook: &mut [Outlook; CLASS_COUNT]) {
        for (outlook, class) in outlook.iter_mut().zip(&self.classes) {
            outlook.note(period, class.granted < class.demand, class.granted == 0 && class.demand != 0);
        }
    }
}

impl Outlook {
    fn note(&mut self, period: u32, is_touched: bool, is_cut_off: bool) {
        if is_touched {
            self.first_touched_period = self.first_touched_period.min(period);
        }
        if is_cut_off {
            self.cut_off_period = self.cut_off_period.min(period);
        }
    }
}
