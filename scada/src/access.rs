//! Who may do what.

use serde::{Deserialize, Serialize};

/// What somebody is there for. Persons are at least one of the first three; instruments and masters are no persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads.
    View,
    /// Acknowledges, confirms, overrides, shelves (调度员).
    Operate,
    /// The same, and sets the mode (工程师).
    Engineer,
    /// An instrument, or the gateway that carries its values (现场仪表).
    Field,
    /// The dispatch centre's program (主站).
    Master,
}

impl Role {
    pub const ALL: [Role; 5] = [Role::View, Role::Operate, Role::Engineer, Role::Field, Role::Master];

    pub const fn name(self) -> &'static str {
        match self {
            Role::View => "view",
            Role::Operate => "operate",
            Role::Engineer => "engineer",
            Role::Field => "field",
            Role::Master => "master",
        }
    }
}

/// Who asks, as the journal and the log have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub role: Role,
    /// The person's number; 0 for a program.
    pub person: u32,
    /// The name of the person, or where the program asks from.
    pub name: String,
}
