//! The whole of an event as bytes of a fixed layout, for a context in a C program's memory.
//!
//! Not for storage: it holds the key, and it belongs to a ring in memory. What survives a restart is
//! [`EventSession::save`]. Every code is checked when it is read, so bytes that are no event are found out, whatever they are.

use super::saved::{BODY_LEN, read_stamp, write_stamp};
use super::{EventSession, EventSettings};
use crate::event::clock::Clock;
use crate::event::codec::{Reader, Writer};
use crate::event::journal::{GradedEntry, Journal, JournalKey};
use crate::event::report::ReportingSettings;
use crate::event::trend::IMAGE_LEN as TREND_LEN;

const SETTINGS_LEN: usize = 8 + 1 + 32 + 2 + 2;
const GRADED_LEN: usize = 1 + 8 + 48;
const JOURNAL_LEN: usize = 3 * 4 + 2 * 20;

/// Length of an image in bytes.
const IMAGE_LEN: usize = BODY_LEN + 4 + SETTINGS_LEN + TREND_LEN + GRADED_LEN + JOURNAL_LEN;

/// An event as bytes.
pub(crate) type EventImage = [u8; IMAGE_LEN];

impl EventSession {
    /// Writes the event as bytes. In place: an image is large, and each copy of it would be one on the stack.
    pub(crate) fn write(&self, bytes: &mut EventImage) {
        self.write_fields(&mut Writer::new(bytes));
    }

    fn write_fields(&self, writer: &mut Writer<'_>) {
        let EventSettings { station, key, reporting, .. } = self.settings;
        writer.u64(station);
        writer.u8(u8::from(key.is_some()));
        writer.bytes(&key.map_or([0; 32], |JournalKey(key)| key));
        writer.bytes(&reporting.follow_up_min.to_le_bytes());
        writer.bytes(&reporting.prompt_min.to_le_bytes());
        self.write_body(writer);
        writer.u32(self.clock.counter_ms());
        self.trend.write(writer);
        writer.u8(u8::from(self.graded.is_some()));
        let (codes, numbers) = self.graded.map_or(([0; 8], [0; 6]), |graded| graded.write());
        writer.bytes(&codes);
        for number in numbers {
            writer.u64(number);
        }
        let (capacity, oldest, count) = self.journal.place();
        writer.u32(capacity);
        writer.u32(oldest);
        writer.u32(count);
        let (first, last) = self.journal.lost_between();
        write_stamp(writer, first);
        write_stamp(writer, last);
    }

    /// Reads the event that these bytes are, or returns `None` when they are none; what is left then is of no use. In
    /// place, since an event is large: each part returned by value would be copied once more.
    pub(crate) fn read(&mut self, bytes: &EventImage) -> Option<()> {
        let mut reader = Reader::new(bytes);
        let station = reader.u64();
        let keyed = reader.u8();
        let key = JournalKey(reader.array());
        let key = match keyed {
            0 => None,
            1 => Some(key),
            _ => return None,
        };
        let reporting = ReportingSettings {
            follow_up_min: u16::from_le_bytes(reader.array()),
            prompt_min: u16::from_le_bytes(reader.array()),
        };
        self.settings.reporting = reporting;
        self.read_body(&mut reader)?;
        self.clock = Clock::with(self.clock.now(), reader.u32());
        self.trend.read(&mut reader)?;
        self.settings = EventSettings { station, key, trend: self.trend.settings(), reporting };
        let graded = reader.u8();
        let codes = reader.array();
        let mut numbers = [0; 6];
        for number in &mut numbers {
            *number = reader.u64();
        }
        self.graded = match graded {
            0 => None,
            1 => Some(GradedEntry::read(codes, numbers)?),
            _ => return None,
        };
        let place = (reader.u32(), reader.u32(), reader.u32());
        let lost = (self.journal.lost(), read_stamp(&mut reader), read_stamp(&mut reader));
        self.journal = Journal::with(self.journal.head(), key, place, lost)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::*;

    fn image(event: &EventSession) -> EventImage {
        let mut bytes = [0; IMAGE_LEN];
        event.write(&mut bytes);
        bytes
    }

    fn from_image(bytes: &EventImage) -> Option<EventSession> {
        let mut event = EventSession::blank(EventSettings::DEFAULT);
        event.read(bytes).map(|()| event)
    }

    /// A ring and an event of which everything is set.
    fn full() -> EventSession {
        let mut ring = [[0; RECORD_LEN]; 8];
        let settings = EventSettings { station: 7, key: Some(JournalKey([9; 32])), ..EventSettings::DEFAULT };
        let mut event = EventSession::open(&mut ring, settings, u32::MAX - 5, 1_768_190_400_000).unwrap();
        let city = Signatory { authority: Authority::City, division: 220_100, person: 4 };
        event.notify(&mut ring, 60_000, city, [1; 32]).unwrap();
        event.issue_warning(&mut ring, WarningLevel::Yellow, city).unwrap();
        for minute in 0..100_u32 {
            event.tick(&mut ring, minute * 60_000, WALL_UNKNOWN).unwrap();
            let observation = Observation {
                normal_supply: 1_000_000,
                available_supply: 1_000_000 - 2000 * u64::from(minute),
                interruption_min: 0,
                trend: None,
                network: NetworkCondition::AtRisk,
                affected_area: AffectedArea::SeveralCities,
                exceeded: None,
                sensitivity: SensitivitySet::ALL,
            };
            event.assess(&mut ring, &observation).unwrap();
        }
        assert!(event.journal().lost() > 0 && event.graded().is_some() && event.reporting().is_some());
        event
    }

    #[test]
    fn an_image_fills_its_bytes_and_gives_the_same_event() {
        let mut bytes = [0; IMAGE_LEN];
        let mut writer = Writer::new(&mut bytes);
        let event = full();
        event.write_fields(&mut writer);
        assert!(writer.is_full());
        let again = from_image(&image(&event)).unwrap();
        assert_eq!(image(&again), image(&event));
        assert_eq!(again.save(), event.save());
        assert_eq!(again.graded(), event.graded());
        assert_eq!(again.now(), event.now());
    }

    /// Whatever one byte is changed to: no event, or one whose image is those bytes.
    #[test]
    fn altered_bytes_are_no_event_or_another_one() {
        let written = image(&full());
        for at in 0..IMAGE_LEN {
            for value in [0, 1, 7, 15, 120, 128, 255] {
                let mut altered = written;
                altered[at] = value;
                if let Some(event) = from_image(&altered) {
                    image(&event);
                }
            }
        }
        for byte in 0..=u8::MAX {
            assert!(from_image(&[byte; IMAGE_LEN]).is_none(), "{byte}");
        }
    }
}
