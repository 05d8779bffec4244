//! Moments of a station's clock as people where they read it have them.

use citygate::event::{ClockReading, WALL_UNKNOWN};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::messages::catalogue::Messages;

/// The wall clock in a time zone, to the second, with its offset from UTC; without a wall clock the station's own.
pub fn local_time(reading: ClockReading, zone: &TimeZone, messages: &Messages) -> String {
    match wall(reading) {
        Some(timestamp) => {
            let local = timestamp.to_zoned(zone.clone());
            local.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
        }
        None => (messages.tool.station_clock)(reading.instant.ms),
    }
}

/// The same for programs: RFC 3339 with the milliseconds that there are; empty without a wall clock.
pub fn rfc_3339(reading: ClockReading, zone: &TimeZone) -> String {
    let written = |timestamp: Timestamp| {
        let offset = zone.to_offset(timestamp);
        timestamp.display_with_offset(offset).to_string()
    };
    wall(reading).map(written).unwrap_or_default()
}

fn wall(reading: ClockReading) -> Option<Timestamp> {
    let ms = i64::try_from(reading.wall_ms).ok().filter(|_| reading.wall_ms != WALL_UNKNOWN)?;
    Timestamp::from_millisecond(ms).ok()
}
