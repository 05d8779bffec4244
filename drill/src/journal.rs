//! Journal files, and the key they are kept with.

use std::fs;
use std::path::Path;

use citygate::event::JournalKey;

/// The key in a file: 64 hexadecimal digits; white space around them does not count.
///
/// # Errors
///
/// What is wrong with the file.
pub fn read_key(path: &Path) -> Result<JournalKey, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("the key cannot be read: {error}"))?;
    let key = parse_hex(text.trim()).map(JournalKey);
    key.ok_or_else(|| "this is no key; write 64 hexadecimal digits, and nothing else".to_owned())
}

fn parse_hex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The name of the journal of a scenario file: `three-day-shortage.journal`.
pub fn file_name(scenario: &Path) -> String {
    format!("{}.journal", scenario.file_stem().unwrap_or_default().to_string_lossy())
}
