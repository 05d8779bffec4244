//! Adds a person to the users file, from the command line. The password is never an argument: those are seen by everybody.

use std::error::Error;
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use super::users::add;
use crate::access::Role;

/// Asks for the password, twice on a terminal, else takes the first line of the standard input.
///
/// # Errors
///
/// What is wrong with the password, the person or the file.
pub fn add_person(path: &Path, number: u32, name: &str, role: Role) -> Result<String, Box<dyn Error>> {
    let password = if io::stdin().is_terminal() {
        let first = rpassword::prompt_password("password: ")?;
        if rpassword::prompt_password("once more: ")? != first {
            return Err("the two are not the same; nothing was changed".into());
        }
        first
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    let is_replaced = add(path, number, name, role, &password)?;
    let done = if is_replaced { "replaced in" } else { "added to" };
    Ok(format!("person {number}, {name}, {}: {done} {}", role.name(), path.display()))
}
