//! A journal file for whoever audits it: every record that can be read, as a table or as CSV.

use citygate::event::{Record, RecordBytes};
use jiff::tz::TimeZone;

use super::clock::{local_time, rfc_3339};
use super::teller::Teller;
use super::text::table::{Columns, table};
use crate::messages::catalogue::Messages;
use crate::text::hex;

/// A journal, and how it is told.
pub struct Records<'a> {
    pub records: &'a [RecordBytes],
    pub zone: &'a TimeZone,
    pub messages: &'static Messages,
}

impl Records<'_> {
    /// A table: number, local time, kind of record, what it says.
    pub fn text(&self, width: u16) -> String {
        let label = &self.messages.exercise.label;
        let rows = self.told(|record, _, kind, what| {
            vec![record.sequence.to_string(), local_time(record.stamp, self.zone, self.messages), kind, what]
        });
        let header = vec![label.number, label.time, label.record, label.what];
        let columns = Columns { figures: &|column| column == 0, whole: &|column| column != 3 };
        format!("{}\n", table(width, header, rows, columns))
    }

    /// The same with the station's own clock and the tag of each record. The mark at the beginning tells spreadsheets
    /// that the text is UTF-8.
    pub fn csv(&self) -> csv::Result<String> {
        let (label, tool) = (&self.messages.exercise.label, self.messages.tool);
        let rows = self.told(|record, bytes, kind, what| {
            let (time, clock) = (rfc_3339(record.stamp, self.zone), record.stamp.instant.ms.to_string());
            let tag = bytes.last_chunk::<32>().map(|tag| hex(tag)).unwrap_or_default();
            vec![record.sequence.to_string(), time, clock, kind, what, tag]
        });
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        let header = [label.number, label.time, tool.station_ms, label.record, label.what, tool.tag];
        writer.write_record(header)?;
        for row in rows {
            writer.write_record(row)?;
        }
        let bytes = writer.into_inner().map_err(|error| error.into_error())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn told(&self, row: impl Fn(&Record, &RecordBytes, String, String) -> Vec<String>) -> Vec<Vec<String>> {
        let teller = Teller { messages: self.messages };
        let told = |bytes: &RecordBytes| {
            let record = Record::read(bytes).ok()?;
            let kind = (self.messages.exercise.record)(&record.entry).to_owned();
            Some(row(&record, bytes, kind, teller.entry(&record.entry)))
        };
        self.records.iter().filter_map(told).collect()
    }
}
