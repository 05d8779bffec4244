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
        let steps = regime.policy().steps();
        for (index, (step, citation)) in steps.iter().zip(notes.steps).enumerate() {
            let place = order::place(steps, index, messages);
            let _ = writeln!(text, "  {place} {}", order::step(step, &[], messages));
            let _ = writeln!(text, "    {}{colon}{citation}", label.citation);
        }
        text
    };
    orders.iter().map(one).collect::<Vec<String>>().join("\n")
}
