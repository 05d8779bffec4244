//! Which wires run against the layers: as few of those that carry gas as a walk along them finds.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::geometry::Wire;

/// For each wire whether it is turned around, so that no circle is left. Where what flows makes no circle, nothing that
/// flows is turned.
pub fn forward(boxes: usize, wires: &[Wire]) -> Vec<bool> {
    let places = places(boxes, wires);
    wires.iter().map(|wire| places[wire.from] > places[wire.to]).collect()
}

/// The boxes in an order along what flows: always the next that all that flows to it was placed before; in a circle the
/// one that waits for fewest.
fn places(boxes: usize, wires: &[Wire]) -> Vec<usize> {
    let mut waits = vec![0_usize; boxes];
    let mut after = vec![Vec::new(); boxes];
    for wire in wires.iter().filter(|wire| wire.is_ahead && wire.from != wire.to) {
        waits[wire.to] += 1;
        after[wire.from].push(wire.to);
    }
    // What flows to it and is not placed, and whether it brings gas on: those come before what only stands by.
    let rank = |waits: &[usize], index: usize| (waits[index], Reverse(!after[index].is_empty()), index);
    let mut open: BTreeSet<_> = (0..boxes).map(|index| rank(&waits, index)).collect();
    let mut places = vec![0; boxes];
    let mut place = 0;
    while let Some((_, _, index)) = open.pop_first() {
        places[index] = place;
        place += 1;
        for next in &after[index] {
            // One that is placed already waits for nothing any more.
            if open.remove(&rank(&waits, *next)) {
                waits[*next] -= 1;
                open.insert(rank(&waits, *next));
            }
        }
    }
    places
}
