//! Codes of commands and events, codes that stand for nothing, and which texts there are. A number, once given a
//! meaning, keeps it.

/// "No user" where a user is counted from 0: what is said is of the station itself.
pub const CITYGATE_NO_USER: u32 = 0xffff_ffffu32;

/// "No slot" where a slot is 0 or 1: neither holds a snapshot.
pub const CITYGATE_NO_SLOT: u32 = 0xffff_ffffu32;

/// "Not known" where the length of an outage in ms is given.
pub const CITYGATE_OUTAGE_UNKNOWN: u64 = 0xffff_ffff_ffff_ffffu64;

/// What a person tells a station. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum StationCommandKind {
    /// Sets what a user gets, until a time: user, set_point_dm3_per_h, until_ms.
    Override = 1,
    /// Keeps a user where it is, until a time: user, until_ms.
    Hold = 2,
    /// Gives a user back to the station: user.
    Release = 3,
    /// A user has acknowledged its order: user, sequence.
    AcknowledgeOrder = 4,
    /// Somebody knows of an alarm, or that what it tells of is over: alarm, user or CITYGATE_NO_USER.
    AcknowledgeAlarm = 5,
    /// Does not show an alarm until a time: alarm, user or CITYGATE_NO_USER, until_ms.
    Shelve = 6,
    /// Shows an alarm again before its shelving is over: alarm, user or CITYGATE_NO_USER.
    Unshelve = 7,
    /// What is proposed to a user is to be done: user, sequence.
    Confirm = 8,
    /// How the station works from now on: mode.
    SetMode = 9,
}

/// What happened. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum StationEventKind {
    /// An order was given: order.
    Ordered = 1,
    /// An order took effect: order.
    TookEffect = 2,
    /// An order is no longer to be followed: order.
    Superseded = 3,
    /// An order is proposed, and waits for a person to confirm it: order.
    Proposed = 4,
    /// A proposal is withdrawn: order.
    Withdrawn = 5,
    /// A person has confirmed a proposal: order.
    Confirmed = 6,
    /// A user draws more than it may: user.
    Strayed = 7,
    /// A user follows again: user.
    FollowsAgain = 8,
    /// A person has told the station something, and it was done: command, by.
    Commanded = 9,
    /// An override has run out: user.
    OverrideExpired = 10,
    /// A minimum on time could not be kept: user.
    LockBroken = 11,
    /// An alarm came: alarm, user or CITYGATE_NO_USER.
    AlarmCame = 12,
    /// What an alarm tells of is over: alarm, user or CITYGATE_NO_USER.
    AlarmWent = 13,
    /// An alarm is shown again, its shelving is over: alarm, user or CITYGATE_NO_USER.
    AlarmUnshelved = 14,
    /// More alarms come than a person can take in.
    FloodBegan = 15,
    /// That is over: alarms.
    FloodEnded = 16,
}

/// Texts of CITYGATE_STATION_MODE_....
pub const CITYGATE_STATION_TEXT_MODE: u8 = 0u8;
/// Texts of CITYGATE_QUALITY_....
pub const CITYGATE_STATION_TEXT_QUALITY: u8 = 1u8;
/// Texts of CITYGATE_VALVE_....
pub const CITYGATE_STATION_TEXT_VALVE: u8 = 2u8;
/// Texts of CITYGATE_CONTROL_....
pub const CITYGATE_STATION_TEXT_CONTROL: u8 = 3u8;
/// Texts of CITYGATE_RUNG_....
pub const CITYGATE_STATION_TEXT_RUNG: u8 = 4u8;
/// Texts of CITYGATE_INSTRUMENT_STATUS_....
pub const CITYGATE_STATION_TEXT_INSTRUMENT_STATUS: u8 = 5u8;
/// Texts of CITYGATE_STANDING_....
pub const CITYGATE_STATION_TEXT_STANDING: u8 = 6u8;
/// Texts of CITYGATE_ORDER_STATE_....
pub const CITYGATE_STATION_TEXT_ORDER_STATE: u8 = 7u8;
/// Texts of CITYGATE_ORDER_CAUSE_....
pub const CITYGATE_STATION_TEXT_ORDER_CAUSE: u8 = 8u8;
/// Texts of CITYGATE_ALARM_KIND_....
pub const CITYGATE_STATION_TEXT_ALARM_KIND: u8 = 9u8;
/// Texts of CITYGATE_ALARM_PRIORITY_....
pub const CITYGATE_STATION_TEXT_ALARM_PRIORITY: u8 = 10u8;
/// Texts of CITYGATE_ALARM_STATE_....
pub const CITYGATE_STATION_TEXT_ALARM_STATE: u8 = 11u8;
/// Texts of CITYGATE_STATION_COMMAND_KIND_....
pub const CITYGATE_STATION_TEXT_COMMAND_KIND: u8 = 12u8;
/// Texts of CITYGATE_STATION_EVENT_KIND_....
pub const CITYGATE_STATION_TEXT_EVENT_KIND: u8 = 13u8;
