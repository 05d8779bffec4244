//! What pipes carry, what sources bring, and how storages stand.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::quantity::Quantity;

/// What the elements of a network come to, in the order of the scenario: now, in a period, or over all periods.
#[derive(Clone, Debug, Serialize)]
pub struct PipeNetworkOutcome {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pipes: Vec<PipeOutcome>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceOutcome>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub storages: Vec<StorageOutcome>,
}

/// What a pipe carries. Over all periods flows and capacities are added up, and it binds if it does in any of them.
#[derive(Clone, Debug, Serialize)]
pub struct PipeOutcome {
    pub id: String,
    pub flow: NetFlow,
    /// Absent without limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Quantity>,
    /// What can flow the other way; absent without limit, and where nothing can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity_back: Option<Quantity>,
    /// Whether it holds a user back.
    pub binding: bool,
}

/// What is taken from a source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceOutcome {
    pub id: String,
    pub used: Quantity,
    /// What it can bring.
    pub supply: Quantity,
    pub binding: bool,
}

/// What a storage gives and takes; volumes.
#[derive(Clone, Debug, Serialize)]
pub struct StorageOutcome {
    pub id: String,
    /// At the end of the period, or of the horizon.
    pub stock: Quantity,
    pub withdrawn: Quantity,
    pub filled: Quantity,
    pub binding: bool,
}

/// A flow along a pipe, or against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NetFlow {
    pub quantity: Quantity,
    /// Whether it flows from the pipe's end to its beginning.
    pub is_against: bool,
}

impl NetFlow {
    /// As a number, below zero against the pipe.
    fn number(self) -> String {
        let number = self.quantity.to_number();
        if self.is_against { format!("-{number}") } else { number }
    }

    /// This flow and that one after it.
    #[must_use]
    pub fn plus(self, other: NetFlow) -> NetFlow {
        let (a, b) = (self.quantity, other.quantity);
        if self.is_against == other.is_against {
            return NetFlow { quantity: a.checked_add(b).unwrap_or(Quantity::MAX), ..self };
        }
        if a >= b {
            NetFlow { quantity: a.less(b), ..self }
        } else {
            NetFlow { quantity: b.less(a), ..other }
        }
    }
}

impl Serialize for NetFlow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.number()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl PipeOutcome {
    /// What limits the flow as it goes.
    pub fn limit(&self, is_two_way: bool) -> Option<Quantity> {
        if self.flow.is_against && is_two_way { self.capacity_back } else { self.capacity }
    }
}

impl PipeNetworkOutcome {
    /// What periods come to together.
    pub fn over<'p>(periods: impl Iterator<Item = &'p PipeNetworkOutcome>) -> Option<PipeNetworkOutcome> {
        let add = |a: Quantity, b: Quantity| a.checked_add(b).unwrap_or(Quantity::MAX);
        periods.cloned().reduce(|mut all, period| {
            for (all, pipe) in all.pipes.iter_mut().zip(period.pipes) {
                all.flow = all.flow.plus(pipe.flow);
                all.capacity = all.capacity.zip(pipe.capacity).map(|(a, b)| add(a, b));
                all.capacity_back = all
                    .capacity_back
                    .or(pipe.capacity_back.map(|_| Quantity::ZERO))
                    .map(|back| add(back, pipe.capacity_back.unwrap_or_default()));
                all.binding |= pipe.binding;
            }
            for (all, source) in all.sources.iter_mut().zip(period.sources) {
                (all.used, all.supply) = (add(all.used, source.used), add(all.supply, source.supply));
                all.binding |= source.binding;
            }
            for (all, storage) in all.storages.iter_mut().zip(period.storages) {
                all.stock = storage.stock;
                all.withdrawn = add(all.withdrawn, storage.withdrawn);
                all.filled = add(all.filled, storage.filled);
                all.binding |= storage.binding;
            }
            all
        })
    }
}
