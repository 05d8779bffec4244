//! Volumes beside flows: what a flow comes to in time.

/// The unit of volumes that goes with the unit of flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolumeUnit {
    /// What people call it.
    pub label: String,
    /// In so many hours one unit of flow comes to one unit of volume: 24 where flows are stated by the day.
    pub hours: u64,
}
