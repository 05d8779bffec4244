//! `citygate check`: is a scenario right?

use super::arguments::{CheckArguments, Ending};
use super::console::{Console, OutputError};
use super::read;
use crate::source;

/// Reads scenarios and says what is wrong with them. Which ones are right is told on standard output.
pub fn run(arguments: &CheckArguments, console: &mut Console) -> Result<Ending, OutputError> {
    let scenarios = match read::scenarios(&arguments.files, console) {
        Ok(scenarios) => scenarios,
        Err(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| console.fail(diagnostic));
            return Ok(Ending::BadInput);
        }
    };
    let right = console.texts().tool.right;
    for (file, scenario) in arguments.files.iter().zip(&scenarios) {
        scenario.remarks.iter().for_each(|remark| console.remark(remark));
        console.print(&format!("{}: {right}\n", source::name(file)))?;
    }
    Ok(Ending::Done)
}
