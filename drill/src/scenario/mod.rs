//! A scenario as the rest of the tool works with it: checked, so that it cannot hold nonsense.

pub mod diagnostic;
pub mod horizon;
pub mod input;
pub mod linepack;
pub mod network;
pub mod notice;
pub mod order;
pub mod plan;
pub mod reserve;
pub mod scale;
pub mod situation;
pub mod start;
pub mod timeline;
pub mod unit;
pub mod user;

use diagnostic::Diagnostic;
use horizon::Horizon;
use input::NamedDigest;
use linepack::Linepack;
use network::Network;
use notice::NoticeSettings;
use order::SupplyOrder;
use plan::Plan;
use scale::Scale;
use situation::Situation;
use timeline::Timeline;
use unit::VolumeUnit;
use user::Consumer;

use crate::local_text::LocalText;
use crate::quantity::Quantity;

/// The version of the format that this tool reads and writes.
pub const FORMAT: u16 = 1;

/// A scenario: who wants how much gas, how much there is, and by which order it is shared out.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub title: LocalText,
    /// Where its figures come from.
    pub source: LocalText,
    /// The unit of every quantity: a label for people.
    pub unit: String,
    /// The unit of every volume.
    pub volume_unit: VolumeUnit,
    /// How many of its figures were rounded to be held, as it asks for.
    pub rounded: usize,
    pub order: SupplyOrder,
    /// By which the event is graded, if it is.
    pub plan: Option<Plan>,
    /// What is available at the root. With a horizon it may be left out.
    pub supply: Option<Quantity>,
    pub situation: Situation,
    /// The users, in the order of the file.
    pub users: Vec<Consumer>,
    pub network: Option<Network>,
    /// With linepack, that is its storage.
    pub horizon: Option<Horizon>,
    pub linepack: Option<Linepack>,
    pub timeline: Option<Timeline>,
    pub notice: NoticeSettings,
    /// How quantities are told to the allocation.
    pub scale: Scale,
    /// What is odd about the scenario without being wrong.
    pub remarks: Vec<Diagnostic>,
    /// The files that it was read from: its own first, then those that it names.
    pub inputs: Vec<NamedDigest>,
}

impl Scenario {
    /// The unit of the quantities in a result: with a horizon they are volumes.
    pub fn result_unit(&self) -> String {
        if self.horizon.is_some() { self.volume_unit.label.clone() } else { self.unit.clone() }
    }
}
