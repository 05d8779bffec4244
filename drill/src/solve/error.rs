use citygate::allocate::AllocateError;
use citygate::event::EventError;
use citygate::horizon::HorizonError;
use citygate::network::NetworkError;
use citygate::pipe_network::PipeNetworkError;
use citygate::station::{SnapshotError, StationError};
use thiserror::Error;

/// Why a scenario could not be solved. Scenarios that were read from a file give no cause for any of these.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SolveError {
    #[error("the scenario states no supply")]
    NoSupply,
    #[error("a quantity of user {id:?} is too large for the scale")]
    TooLarge { id: String },
    #[error(transparent)]
    Station(AllocateError),
    #[error(transparent)]
    Network(NetworkError),
    #[error(transparent)]
    PipeNetwork(PipeNetworkError),
    #[error(transparent)]
    Horizon(HorizonError),
    #[error(transparent)]
    Event(EventError),
    #[error(transparent)]
    Controller(StationError),
    #[error(transparent)]
    Snapshot(SnapshotError),
}
