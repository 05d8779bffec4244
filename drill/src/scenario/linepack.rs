//! Linepack (管存): what the pipes of a scenario can give until they are at their minimum pressures.

use serde::Serialize;

use super::per_period::PerPeriod;
use super::pipe_network::{Storage, UseOrder};
use super::scale::Scale;
use crate::local_text::LocalText;
use crate::quantity::Quantity;

/// How pressures are stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PressureKind {
    /// As a gauge shows them (表压).
    Gauge,
    /// 绝对压力.
    Absolute,
}

/// The linepack of a scenario. It is its storage: at the root, without a reserve.
#[derive(Clone, Debug)]
pub struct Linepack {
    pub pressures: PressureKind,
    /// At least one.
    pub pipes: Vec<LinepackPipe>,
    /// The volume that all pipes can give together until each is at its minimum pressure, rounded down.
    pub usable: Quantity,
    /// The flow that can be taken out at most; `None` where no limit is stated.
    pub withdrawal: Option<Quantity>,
}

#[derive(Clone, Debug)]
pub struct LinepackPipe {
    pub name: Option<LocalText>,
    /// In MPa, as stated: the mean, or upstream and downstream.
    pub pressure_mpa: Vec<f64>,
    /// The same at which nothing more may be taken out.
    pub minimum_pressure_mpa: Vec<f64>,
    /// The volume that it can give, rounded down.
    pub usable: Quantity,
    /// In a network of any shape, where every pipe is a storage by itself.
    pub place: Option<LinepackPlace>,
}

/// Where the linepack of a pipe is in a network of any shape.
#[derive(Clone, Debug)]
pub struct LinepackPlace {
    /// What the storage is called.
    pub id: String,
    /// The position of its node.
    pub node: usize,
    /// What it could give from its maximum pressure on, rounded down; `None` if it is not filled again.
    pub most: Option<Quantity>,
}

impl Linepack {
    /// Whether its pipes are storages of a network of any shape: then each is one, and this is none.
    pub fn is_in_network(&self) -> bool {
        self.pipes.iter().any(|pipe| pipe.place.is_some())
    }

    /// Its pipes as storages, in figures that a scale can hold, rounded down.
    pub fn storages(&self, scale: Scale) -> impl Iterator<Item = Storage> {
        self.pipes.iter().filter_map(move |pipe| {
            let LinepackPlace { id, node, most } = pipe.place.clone()?;
            let (stock, most) = (scale.below(pipe.usable), most.map(|most| scale.below(most)));
            Some(Storage {
                id,
                name: pipe.name.clone(),
                node,
                capacity: Some(most.unwrap_or(stock)),
                stock,
                reserve: Quantity::ZERO,
                withdrawal: None,
                fill: PerPeriod::always(most.unwrap_or_default()),
                deliveries: Vec::new(),
                order: UseOrder::AfterAll,
            })
        })
    }
}
