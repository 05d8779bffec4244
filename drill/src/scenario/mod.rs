//! A scenario as the rest of the tool works with it: checked, so that it cannot hold nonsense.

pub mod diagnostic;
pub mod horizon;
pub mod input;
pub mod joined;
pub mod linepack;
pub mod network;
pub mod notice;
pub mod order;
pub mod per_period;
pub mod pipe_network;
pub mod plan;
pub mod reserve;
pub mod scale;
pub mod situation;
pub mod start;
pub mod station;
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
use pipe_network::PipeNetwork;
use plan::Plan;
use scale::Scale;
use situation::Situation;
use station::StationPlan;
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
    /// What is available at the root. With a horizon or with sources it may be left out.
    pub supply: Option<Quantity>,
    pub situation: Situation,
    /// The users, in the order of the file.
    pub users: Vec<Consumer>,
    /// The nodes; a tree, unless there is a network of any shape.
    pub network: Option<Network>,
    /// What joins the nodes, where they are no tree, or where storages or sources stand that a tree does not have.
    pub pipe_network: Option<PipeNetwork>,
    /// With linepack, that is its storage.
    pub horizon: Option<Horizon>,
    pub linepack: Option<Linepack>,
    pub timeline: Option<Timeline>,
    /// The station controller that takes part in the exercise.
    pub station: Option<StationPlan>,
    pub notice: NoticeSettings,
    /// How quantities are told to the allocation.
    pub scale: Scale,
    /// What is odd about the scenario without being wrong.
    pub remarks: Vec<Diagnostic>,
    /// The files that it was read from: its own first, then those that it names.
    pub inputs: Vec<NamedDigest>,
}

impl Scenario {
    /// Another supply at the root from now on.
    pub fn set_supply(&mut self, supply: Option<Quantity>) {
        self.supply = supply;
        if let (Some(pipe_network), Some(supply)) = (&mut self.pipe_network, supply) {
            pipe_network.set_supply(supply);
        }
    }

    /// The same with its pipes, sources and storages as a network of any shape, whatever forms it states them in.
    pub fn on_pipes(&self) -> Scenario {
        let mut scenario = self.clone();
        if scenario.pipe_network.is_none() {
            let mut network = self.network.clone().unwrap_or_else(|| Network::new(Vec::new()));
            let stated = PipeNetwork::default();
            let joined = joined::join(stated, &mut network, self.supply, self.horizon.as_ref());
            scenario.pipe_network = Some(joined);
            scenario.network = self.network.as_ref().map(|_| network);
        }
        scenario
    }

    /// Whether gas is stored over the periods of its horizon.
    pub fn has_storage(&self) -> bool {
        match (&self.pipe_network, &self.horizon) {
            (Some(pipe_network), _) => !pipe_network.storages.is_empty(),
            (None, horizon) => horizon.as_ref().is_some_and(|horizon| horizon.storage.is_some()),
        }
    }

    /// The unit of the quantities in a result: with a horizon they are volumes.
    pub fn result_unit(&self) -> String {
        if self.horizon.is_some() { self.volume_unit.label.clone() } else { self.unit.clone() }
    }
}
