//! `citygate init`: a scenario to start from.

use super::arguments::{Ending, InitArguments};
use super::console::{Console, OutputError};
use crate::starter::write::{StarterError, write};

/// Writes a scenario and a table of its users, and says which files they are.
pub fn run(arguments: &InitArguments, console: &mut Console) -> Result<Ending, OutputError> {
    match write(&arguments.directory, arguments.table, console.language) {
        Ok(files) => {
            for file in files {
                console.print(&format!("{}\n", file.display()))?;
            }
            Ok(Ending::Done)
        }
        Err(StarterError::IsThere(file)) => {
            let message = console.texts().tool.is_there_already;
            console.fail(format_args!("{}: {message}", file.display()));
            Ok(Ending::BadInput)
        }
        Err(error) => {
            console.fail(error);
            Ok(Ending::Failed)
        }
    }
}
