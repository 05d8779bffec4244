//! Logged forms (feature `defmt`) of what holds codes: people's names in their place.

use defmt::{Format, Formatter, write};

use crate::allocate::Grant;
use crate::policy::{Policy, Step};
#[cfg(feature = "station")]
use crate::station::{Order, Signal, UserSignals};
use crate::user::{Attributes, User};

impl Format for User {
    fn format(&self, f: Formatter<'_>) {
        write!(
            f,
            "User {{ class: {}, demand: {}, minimum: {}, base: {}, node: {}, on_off: {}, attributes: {}, weight: {}, \
             rank: {}, cumulative_curtailment: {} }}",
            self.class(),
            self.demand,
            self.minimum,
            self.base,
            self.node,
            self.is_on_off(),
            self.attributes,
            self.weight,
            self.rank,
            self.cumulative_curtailment
        );
    }
}

impl Format for Attributes {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "{{");
        for name in self.names() {
            write!(f, " {=str}", name);
        }
        write!(f, " }}");
    }
}

impl Format for Grant {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "Grant {{ granted: {}, reason: {}", self.granted(), self.reason());
        if let Some(step) = self.step() {
            write!(f, ", step: {}", step);
        }
        if let Some(node) = self.node() {
            write!(f, ", node: {}", node);
        }
        write!(f, " }}");
    }
}

impl Format for Step {
    fn format(&self, f: Formatter<'_>) {
        write!(
            f,
            "Step {{ classes: {}, target: {}, share: {}, attributes_all: {}, attributes_none: {} }}",
            self.classes(),
            self.target(),
            self.share(),
            self.attributes_all(),
            self.attributes_none()
        );
    }
}

impl Format for Policy<'_> {
    fn format(&self, f: Formatter<'_>) {
        write!(
            f,
            "Policy {{ steps: {}, serves: {}, attributes: {} }}",
            self.steps(),
            self.serves(),
            self.attributes()
        );
    }
}

#[cfg(feature = "station")]
impl Format for Order {
    fn format(&self, f: Formatter<'_>) {
        write!(
            f,
            "Order {{ sequence: {}, user: {}, from: {}, to: {}, issued_ms: {}, effective_ms: {}, acknowledge_by_ms: {}, \
             cause: {}, state: {}, grant: {} }}",
            self.sequence,
            self.user,
            self.from,
            self.to,
            self.issued_ms,
            self.effective_ms,
            self.acknowledge_by_ms,
            self.cause(),
            self.state(),
            self.grant
        );
    }
}

#[cfg(feature = "station")]
impl Format for Signal {
    fn format(&self, f: Formatter<'_>) {
        write!(
            f,
            "Signal {{ value: {}, age_ms: {}, quality: {}, is_substituted: {} }}",
            self.value,
            self.age_ms,
            self.quality(),
            self.is_substituted
        );
    }
}

#[cfg(feature = "station")]
impl Format for UserSignals {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "UserSignals {{ demand: {}, flow: {}, valve: {} }}", self.demand, self.flow, self.valve());
    }
}
