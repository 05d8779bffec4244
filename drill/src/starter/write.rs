//! Writes the files, none of them over another.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::table::{self, TableFormat};
use crate::messages::language::Language;

const SCENARIO: &str = "scenario.toml";

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum StarterError {
    #[error("{}: the file is there already", .0.display())]
    IsThere(PathBuf),
    #[error("{}: {error}", file.display())]
    Unwritable { file: PathBuf, error: io::Error },
    #[error("the table of users: {0}")]
    Table(Box<dyn std::error::Error>),
}

/// Writes a scenario with comments and a table of its users, which run as they are. Returns the files; where one of
/// them is there already, none is written.
pub fn write(
    directory: &Path,
    format: TableFormat,
    language: Language,
) -> Result<[PathBuf; 2], StarterError> {
    let (table_name, table) = match format {
        TableFormat::Xlsx => {
            ("users.xlsx", table::xlsx(language).map_err(|error| StarterError::Table(error.into())))
        }
        TableFormat::Csv => {
            ("users.csv", table::csv(language).map_err(|error| StarterError::Table(error.into())))
        }
    };
    let scenario = match language {
        Language::En => include_str!("scenario.en.toml"),
        Language::Zh => include_str!("scenario.zh.toml"),
    };
    let scenario = scenario.replace("users.xlsx", table_name);
    let files = [directory.join(SCENARIO), directory.join(table_name)];
    if let Some(there) = files.iter().find(|file| file.symlink_metadata().is_ok()) {
        return Err(StarterError::IsThere(there.clone()));
    }
    let unwritable = |file: &Path, error| StarterError::Unwritable { file: file.to_owned(), error };
    fs::create_dir_all(directory).map_err(|error| unwritable(directory, error))?;
    let contents = [scenario.into_bytes(), table?];
    for (position, (file, content)) in files.iter().zip(&contents).enumerate() {
        // A file that came into being just now is not written over either.
        let written = File::create_new(file).and_then(|mut created| created.write_all(content));
        if let Err(error) = written {
            let is_there = error.kind() == io::ErrorKind::AlreadyExists;
            let made = files.iter().take(position + usize::from(!is_there));
            // What cannot be removed is there to be seen.
            made.for_each(|file| drop(fs::remove_file(file)));
            return Err(if is_there { StarterError::IsThere(file.clone()) } else { unwritable(file, error) });
        }
    }
    Ok(files)
}
