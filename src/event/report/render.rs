//! A report as text for people and as JSON for programs, into a caller's buffer.

use core::fmt;

use super::content::{Report, ReportItem};
use crate::coded::coded;
use crate::event::text::table::ReportLabels;
use crate::event::text::{en, zh};

/// How a report is rendered, in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ReportFormat {
    /// Chinese text.
    Chinese = 0,
    /// English text.
    English = 1,
    /// One JSON object (RFC 8259).
    Json = 2,
}

coded!(ReportFormat {
    Chinese => "zh",
    English => "en",
    Json => "json",
});

/// The buffer is too small. Nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BufferTooSmall {
    /// How many bytes are needed.
    pub needed: usize,
    /// How many bytes there are.
    pub given: usize,
}

impl fmt::Display for BufferTooSmall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the buffer of {} bytes is too small; {} are needed", self.given, self.needed)
    }
}

impl core::error::Error for BufferTooSmall {}

/// Renders a report and returns how many bytes it takes. There is no terminating zero.
///
/// The caller's texts cannot forge other parts of the report: in the texts for people, line breaks inside an item
/// are indented and control and direction characters are written out as `\u{…}`; in JSON everything is escaped
/// as the format asks.
///
/// The JSON object has the keys `report`, `final` (only in the final report), `grade`, `response`, `imbalance_permille`, `sensitivity`,
/// `recipients`, `items` and `missing`; what is not known is `null`, and of the items those that are missing.
///
/// Two passes over the texts, the first to measure; reentrant.
///
/// # Errors
///
/// [`BufferTooSmall`] says how many bytes are needed; nothing is written then.
///
/// ```
/// use citygate::event::{BufferTooSmall, ReportItem, Report, ReportFormat, render_report};
/// let report = Report { number: 1, ..Report::default() }.with(ReportItem::Place, "north \"A\" station");
/// let needed = render_report(&report, ReportFormat::Json, &mut []).unwrap_err().needed;
/// let mut out = [0; 512];
/// let written = render_report(&report, ReportFormat::Json, &mut out)?;
/// assert_eq!(written, needed);
/// assert!(core::str::from_utf8(&out[..written]).unwrap().contains(r#""place":"north \"A\" station""#));
/// # Ok::<(), BufferTooSmall>(())
/// ```
pub fn render_report(
    report: &Report<'_>,
    format: ReportFormat,
    out: &mut [u8],
) -> Result<usize, BufferTooSmall> {
    let mut measure = Sink { out: &mut [], length: 0 };
    render(report, format, &mut measure);
    let needed = measure.length;
    if needed > out.len() {
        return Err(BufferTooSmall { needed, given: out.len() });
    }
    render(report, format, &mut Sink { out, length: 0 });
    Ok(needed)
}

fn render(report: &Report<'_>, format: ReportFormat, sink: &mut Sink<'_>) {
    match format {
        ReportFormat::Chinese => text(report, &zh::REPORT_LABELS, sink),
        ReportFormat::English => text(report, &en::REPORT_LABELS, sink),
        ReportFormat::Json => json(report, sink),
    }
}

/// Takes what fits and counts everything. `core::fmt` is not used: it brings kilobytes and panics along.
struct Sink<'a> {
    out: &'a mut [u8],
    length: usize,
}

impl Sink<'_> {
    /// Not inlined, for flash: it is called from every line below.
    #[inline(never)]
    fn push(&mut self, text: &str) {
        let places = self.out.iter_mut().skip(self.length);
        for (place, byte) in places.zip(text.bytes()) {
            *place = byte;
        }
        self.length = self.length.saturating_add(text.len());
    }

    fn push_char(&mut self, character: char) {
        self.push(character.encode_utf8(&mut [0; 4]));
    }

    fn push_number(&mut self, number: u32) {
        let mut divisor = 1_000_000_000;
        let mut started = false;
        while divisor > 0 {
            let digit = number / divisor % 10;
            started |= digit > 0 || divisor == 1;
            if started {
                self.push_digit(digit);
            }
            divisor /= 10;
        }
    }

    /// The character's number with at least four hexadecimal digits.
    fn push_hex(&mut self, character: char) {
        let number = u32::from(character);
        for shift in [20, 16, 12, 8, 4, 0] {
            if shift < 16 || number >> shift > 0 {
                self.push_digit(number >> shift & 0xf);
            }
        }
    }

    fn push_digit(&mut self, digit: u32) {
        self.push_char(char::from_digit(digit, 16).unwrap_or('?'));
    }

    fn push_list<'t>(&mut self, parts: impl Iterator<Item = &'t str>, separator: &str) {
        let mut first = true;
        for part in parts {
            if !first {
                self.push(separator);
            }
            self.push(part);
            first = false;
        }
    }
}

fn text(report: &Report<'_>, labels: &ReportLabels, sink: &mut Sink<'_>) {
    let [before, after] = labels.number;
    sink.push(labels.title);
    sink.push("\n");
    sink.push(before);
    sink.push_number(report.number);
    sink.push(after);
    sink.push(match report.number {
        _ if report.is_final => labels.last,
        0 | 1 => labels.first,
        _ => labels.follow_up,
    });
    sink.push("\n");

    push_label(labels.grade, labels, sink);
    sink.push(report.grade.map_or(labels.none, labels.of_grade));
    sink.push("\n");
    push_label(labels.response, labels, sink);
    sink.push(report.response.map_or(labels.none, labels.of_response));
    sink.push("\n");
    if let Some(permille) = report.imbalance_permille {
        push_label(labels.imbalance, labels, sink);
        sink.push_number(u32::from(permille / 10));
        sink.push(".");
        sink.push_number(u32::from(permille % 10));
        sink.push(" %\n");
    }
    if !report.sensitivity.is_empty() {
        push_label(labels.sensitive, labels, sink);
        sink.push_list(report.sensitivity.iter().map(labels.of_sensitivity), labels.comma);
        sink.push("\n");
    }
    push_label(labels.recipients, labels, sink);
    if report.recipients.is_empty() {
        sink.push(labels.none);
    }
    sink.push_list(report.recipients.iter().map(labels.of_recipient), labels.comma);
    sink.push("\n");

    let missing = report.missing();
    for item in ReportItem::ALL.iter().copied().filter(|item| !missing.contains(*item)) {
        push_label((labels.of_item)(item), labels, sink);
        push_plain(report.text(item).trim(), sink);
        sink.push("\n");
    }
    if !missing.is_empty() {
        push_label(if report.is_final { labels.missing } else { labels.to_follow }, labels, sink);
        sink.push_list(missing.iter().map(labels.of_item), labels.comma);
        sink.push("\n");
    }
}

fn push_label(text: &str, labels: &ReportLabels, sink: &mut Sink<'_>) {
    sink.push(text);
    sink.push(labels.colon);
}

/// The caller's text, so that it can neither look like a line of ours nor reorder what stands beside it.
fn push_plain(text: &str, sink: &mut Sink<'_>) {
    let mut after_return = false;
    for character in text.chars() {
        match character {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => sink.push("\n    "),
            '\t' => sink.push(" "),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                push_escaped(character, sink);
            }
            _ if character.is_control() => push_escaped(character, sink),
            _ => sink.push_char(character),
        }
        after_return = character == '\r';
    }
}

fn push_escaped(character: char, sink: &mut Sink<'_>) {
    sink.push("\\u{");
    sink.push_hex(character);
    sink.push("}");
}

fn json(report: &Report<'_>, sink: &mut Sink<'_>) {
    sink.push("{\"report\":");
    sink.push_number(report.number);
    if report.is_final {
        sink.push(",\"final\":true");
    }
    sink.push(",\"grade\":");
    json_string_or_null(report.grade.map(|grade| grade.name()), sink);
    sink.push(",\"response\":");
    match report.response {
        Some(level) => sink.push_number(u32::from(level.code())),
        None => sink.push("null"),
    }
    sink.push(",\"imbalance_permille\":");
    match report.imbalance_permille {
        Some(permille) => sink.push_number(u32::from(permille)),
        None => sink.push("null"),
    }
    sink.push(",\"sensitivity\":");
    json_names(report.sensitivity.iter().map(|sensitivity| sensitivity.name()), sink);
    sink.push(",\"recipients\":");
    json_names(report.recipients.iter().map(|recipient| recipient.name()), sink);
    sink.push(",\"items\":{");
    let missing = report.missing();
    for &item in &ReportItem::ALL {
        if item != ReportItem::Time {
            sink.push(",");
        }
        json_string(item.name(), sink);
        sink.push(":");
        json_string_or_null(Some(report.text(item)).filter(|_| !missing.contains(item)), sink);
    }
    sink.push("},\"missing\":");
    json_names(missing.iter().map(|item| item.name()), sink);
    sink.push("}");
}

fn json_names<'t>(names: impl Iterator<Item = &'t str>, sink: &mut Sink<'_>) {
    let mut first = true;
    sink.push("[");
    for name in names {
        if !first {
            sink.push(",");
        }
        json_string(name, sink);
        first = false;
    }
    sink.push("]");
}

fn json_string_or_null(text: Option<&str>, sink: &mut Sink<'_>) {
    match text {
        Some(text) => json_string(text, sink),
        None => sink.push("null"),
    }
}

/// A JSON string (RFC 8259, section 7). The two line separators and DEL are escaped too: legal in JSON, they
/// break scripts and terminals.
fn json_string(text: &str, sink: &mut Sink<'_>) {
    sink.push("\"");
    for character in text.chars() {
        match character {
            '"' => sink.push("\\\""),
            '\\' => sink.push("\\\\"),
            '\n' => sink.push("\\n"),
            '\r' => sink.push("\\r"),
            '\t' => sink.push("\\t"),
            '\0'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                sink.push("\\u");
                sink.push_hex(character);
            }
            _ => sink.push_char(character),
        }
    }
    sink.push("\"");
}
