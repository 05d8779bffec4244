//! What packages of the tool want beside it: completions and the manual page.

use std::io;

use clap_complete::Shell;

use super::arguments::Ending;
use super::console::{Console, OutputError};
use super::parse::definition;

pub fn completions(shell: Shell, console: &mut Console) -> Result<Ending, OutputError> {
    let mut definition = definition(console.language);
    let name = definition.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition, name, &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Done)
}

/// One page with all commands.
pub fn page(console: &mut Console) -> Result<Ending, OutputError> {
    let mut page = Vec::new();
    let rendered: io::Result<()> = render(console, &mut page);
    rendered.map_err(|error| console.output_error(error))?;
    console.print(&String::from_utf8_lossy(&page))?;
    Ok(Ending::Done)
}

fn render(console: &Console, page: &mut Vec<u8>) -> io::Result<()> {
    let definition = definition(console.language);
    clap_mangen::Man::new(definition.clone()).render(page)?;
    for command in definition.get_subcommands() {
        clap_mangen::Man::new(command.clone()).render(page)?;
    }
    Ok(())
}
