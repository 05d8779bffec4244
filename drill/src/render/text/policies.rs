//! The built-in supply orders at a terminal.

use std::fmt::Write;

use citygate::policy::regimes::Regime;

use crate::messages::catalogue::Messages;
use crate::render::order;

/// Each order: its name and title, its source, what it leaves out, its steps with the place that each follows.
pub fn listed(orders: &[Regime], messages: &Messages) -> String {
    let one = |regime: &Regime| {
        let (notes, label, colon) = ((messages.notes)(regime.notes()), &messages.label, messages.colon);
        let mut text = format!("{}\n", (messages.aside)(regime.name(), notes.title));
        let _ = writeln!(text, "  {}{colon}{}", label.source, notes.source);
        if let Some(limits) = notes.leaves_out {
            let _ = writeln!(text, "  {}{colon}{limits}", label.policy_leaves_out);
        }
        for (index, (step, place)) in regime.policy().steps().iter().zip(notes.steps).enumerate() {
            let number = (messages.number)(index + 1);
            let _ = writeln!(text, "  {number}{colon}{}", order::step(step, &[], messages));
            let _ = writeln!(text, "    {}{colon}{place}", label.citation);
        }
        text
    };
    orders.iter().map(one).collect::<Vec<String>>().join("\n")
}
