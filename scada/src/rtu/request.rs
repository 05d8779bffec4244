//! What the outside asks of an RTU, and what is refused.

use citygate::event::EventError;
use citygate::station::{AlarmKind, Command, Mode, Quality, StationError};
use thiserror::Error;

use crate::access::Role;

macro_rules! coded {
    ($(#[$of:meta])* $kind:ident { $($variant:ident = $code:literal, $name:literal;)+ }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind { $($variant = $code,)+ }

        impl $kind {
            pub const ALL: [$kind; [$($code),+].len()] = [$($kind::$variant),+];

            pub const fn code(self) -> u8 {
                self as u8
            }

            pub fn from_code(code: u64) -> Option<$kind> {
                $kind::ALL.into_iter().find(|value| u64::from(value.code()) == code)
            }

            pub const fn name(self) -> &'static str {
                match self { $($kind::$variant => $name,)+ }
            }
        }
    };
}

coded! {
    /// What is to be done; the numbers of `CITYGATE_STATION_COMMAND_KIND_...`.
    CommandKind {
        Override = 1, "override";
        Hold = 2, "hold";
        Release = 3, "release";
        AcknowledgeOrder = 4, "acknowledge_order";
        AcknowledgeAlarm = 5, "acknowledge_alarm";
        Shelve = 6, "shelve";
        Unshelve = 7, "unshelve";
        Confirm = 8, "confirm";
        SetMode = 9, "set_mode";
    }
}

coded! {
    /// What became of a command.
    CommandResult {
        None = 0, "none";
        Done = 1, "done";
        WrongField = 2, "wrong_field";
        NotAllowed = 3, "not_allowed";
        UnknownUser = 4, "unknown_user";
        UnknownOrder = 5, "unknown_order";
        WrongOverride = 6, "wrong_override";
        NothingToDo = 7, "nothing_to_do";
        IsOff = 8, "is_off";
        WrongShelving = 9, "wrong_shelving";
        NotSaved = 10, "not_saved";
    }
}

impl CommandKind {
    /// Who may give it: the mode is the engineer's.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            CommandKind::SetMode => &[Role::Engineer],
            _ => &[Role::Operate, Role::Engineer],
        }
    }
}

/// What a person tells the station, with all that any command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandRequest {
    pub kind: CommandKind,
    /// The user, counted from 0; none for the station itself.
    pub user: Option<usize>,
    pub alarm: AlarmKind,
    pub mode: Mode,
    pub set_point_dm3_per_h: u32,
    /// The number of the order or proposal.
    pub order: u64,
    /// For how long from now on.
    pub duration_s: u32,
}

impl CommandRequest {
    /// A command that needs nothing beside its kind.
    pub const fn new(kind: CommandKind) -> CommandRequest {
        CommandRequest {
            kind,
            user: None,
            alarm: AlarmKind::SupplySubstituted,
            mode: Mode::Automatic,
            set_point_dm3_per_h: 0,
            order: 0,
            duration_s: 0,
        }
    }

    /// Who may give it.
    pub fn roles(&self) -> &'static [Role] {
        self.kind.roles()
    }

    /// As the controller takes it, at its time.
    pub fn command(&self, now_ms: u64) -> Result<Command, Refusal> {
        let user = || self.user.ok_or(Refusal::Range("this command is for a user; state which"));
        let (kind, place, sequence) = (self.alarm, self.user, self.order);
        let until_ms = now_ms.saturating_add(u64::from(self.duration_s) * 1000);
        Ok(match self.kind {
            CommandKind::Override => {
                Command::Override { user: user()?, set_point: self.set_point_dm3_per_h, until_ms }
            }
            CommandKind::Hold => Command::Hold { user: user()?, until_ms },
            CommandKind::Release => Command::Release { user: user()? },
            CommandKind::AcknowledgeOrder => Command::AcknowledgeOrder { user: user()?, sequence },
            CommandKind::AcknowledgeAlarm => Command::AcknowledgeAlarm { kind, user: place },
            CommandKind::Shelve => Command::Shelve { kind, user: place, until_ms },
            CommandKind::Unshelve => Command::Unshelve { kind, user: place },
            CommandKind::Confirm => Command::Confirm { user: user()?, sequence },
            CommandKind::SetMode => Command::SetMode(self.mode),
        })
    }
}

/// A point that is written: its place in the layout, and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointWrite {
    pub slot: usize,
    pub number: u64,
    pub quality: Quality,
}

/// What the outside asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Points are written: all of them, or none.
    Write(Vec<PointWrite>),
    /// Somebody tells the station something. `number` tells a command from the one that the same person gave before in the same
    /// role; 0 where the asker has none. The last one with its number once more is answered as it was, and not done again.
    Command { command: CommandRequest, number: u16 },
}

impl Request {
    /// One point is written.
    pub fn write(slot: usize, number: u64, quality: Quality) -> Request {
        Request::Write(vec![PointWrite { slot, number, quality }])
    }
}

/// Why something was not done. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("nobody with the role {} may do that; it takes {}", .role.name(), names(.takes))]
    NotAllowed { role: Role, takes: Vec<Role> },
    #[error("{0}")]
    Range(&'static str),
    #[error(transparent)]
    Station(StationError),
    #[error(transparent)]
    Event(EventError),
    /// The state could not be stored; the station works on, and acts on nothing that is not stored.
    #[error("the state could not be stored: {0}")]
    NotSaved(String),
    #[error("the station is busy; ask again")]
    Busy,
    #[error("the station has stopped")]
    Gone,
}

fn names(roles: &[Role]) -> String {
    roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(" or ")
}

impl Refusal {
    /// As the point `last_command_result` tells it.
    pub fn result(&self) -> CommandResult {
        match self {
            Refusal::NotAllowed { .. } => CommandResult::NotAllowed,
            Refusal::Range(_) | Refusal::Event(_) => CommandResult::WrongField,
            Refusal::NotSaved(_) | Refusal::Busy | Refusal::Gone => CommandResult::NotSaved,
            Refusal::Station(error) => match error {
                StationError::UnknownUser { .. } => CommandResult::UnknownUser,
                StationError::UnknownOrder { .. } => CommandResult::UnknownOrder,
                StationError::WrongOverride { .. } => CommandResult::WrongOverride,
                StationError::NothingToDo => CommandResult::NothingToDo,
                StationError::IsOff => CommandResult::IsOff,
                StationError::WrongShelving => CommandResult::WrongShelving,
                _ => CommandResult::WrongField,
            },
        }
    }
}
