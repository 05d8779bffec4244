//! Users that share a step in proportion to their bases, side by side in grants that nothing is written to yet: a search then
//! goes over memory from one end to the other.

use super::level::{Drawn, Level, Search, Vessel};
use super::result::{Grant, Why};
use super::station_supply::{Division, PLAIN};
use crate::units::Total;

/// Vessels without a floor.
pub(super) struct Packed<'g> {
    grants: &'g mut [Grant],
    count: usize,
}

impl<'g> Packed<'g> {
    /// Nobody yet, and room for as many as there are grants.
    pub(super) fn new(grants: &'g mut [Grant]) -> Packed<'g> {
        Packed { grants, count: 0 }
    }

    pub(super) fn push(&mut self, vessel: &Vessel) {
        if let Some(slot) = self.grants.get_mut(self.count) {
            *slot = Grant { node: vessel.ceiling, ..Grant::new(vessel.weight, Why::SATISFIED) };
            self.count += 1;
        }
    }

    /// How a supply is divided among them and so much of plain users beside them, who want more than that together.
    pub(super) fn divide(&mut self, supply: Total, plain: Total) -> Division {
        let level = self.search(supply, plain);
        let mut drawn = Drawn::default();
        drawn.add_plain(plain, PLAIN.state(level));
        for grant in self.grants.iter().take(self.count) {
            let vessel = vessel(grant);
            drawn.add(&vessel, vessel.state(level));
        }
        Division::new(level, &drawn, supply)
    }

    /// The level at which all take just what there is.
    fn search(&mut self, supply: Total, plain: Total) -> Level {
        let mut search = Search::start();
        let (mut open, mut open_plain) = (self.count, plain);
        loop {
            if open_plain != 0
                && let Some(state) = search.look_at(&PLAIN)
            {
                search.drawn.add_plain(open_plain, state);
                if !search.is_trial {
                    open_plain = 0;
                }
            }
            open = self.show(open, &mut search);
            if search.is_trial {
                search.answer(supply);
            } else if !search.try_next() {
                break;
            }
        }
        let Drawn { fixed, weight } = search.settled;
        Level { units: supply.saturating_sub(fixed), weight }
    }

    /// Shows the first so many to a search. Those that it settles change places with others behind; returns how many are not
    /// settled.
    fn show(&mut self, mut open: usize, search: &mut Search) -> usize {
        let mut index = 0;
        while let Some(grant) = self.grants.get(..open).and_then(|open| open.get(index)) {
            let vessel = vessel(grant);
            let state = search.look_at(&vessel);
            if let Some(state) = state {
                search.drawn.add(&vessel, state);
            }
            if state.is_some() && !search.is_trial {
                open -= 1;
                if let Some(open) = self.grants.get_mut(index..=open)
                    && let [first, .., last] = open
                {
                    core::mem::swap(first, last);
                }
            } else {
                index += 1;
            }
        }
        open
    }
}

fn vessel(grant: &Grant) -> Vessel {
    Vessel { weight: grant.granted, floor: 0, ceiling: grant.node }
}
