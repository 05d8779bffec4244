//! Linepack (管存): what the pipes of a scenario can give until they are at their minimum pressures.

use serde::Serialize;

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
}
