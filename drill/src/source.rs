//! Where input comes from: files, and `-` for standard input.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

const STANDARD_INPUT: &str = "-";

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// All that a file holds, or all of standard input.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !is_standard_input(path) {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a source is called in messages.
pub fn name(path: &Path) -> Cow<'_, str> {
    if is_standard_input(path) { "<stdin>".into() } else { path.to_string_lossy() }
}

/// What files that are made of a source begin with.
pub fn stem(path: &Path) -> Cow<'_, str> {
    if is_standard_input(path) {
        "stdin".into()
    } else {
        path.file_stem().unwrap_or_default().to_string_lossy()
    }
}
