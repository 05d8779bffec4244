//! Persons who may log in: a file in TOML with a number, a name, a role and the hash of a password for each.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::access::Role;

/// The fewest characters of a password.
pub const SHORTEST: usize = 10;
/// The most: longer ones only cost time.
const LONGEST: usize = 200;

/// The roles of persons.
pub const ROLES: [Role; 3] = [Role::View, Role::Operate, Role::Engineer];

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// As the journal has it; not 0.
    pub number: u32,
    pub name: String,
    pub role: Role,
    /// Of the password, with argon2id.
    pub hash: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Persons {
    #[serde(rename = "person", default)]
    persons: Vec<Person>,
}

/// What is wrong with the file, or with what is to be added to it.
#[derive(Debug, Error)]
pub enum UsersError {
    #[error("{0}: {1}; citygate-rtu FILE --add-person makes it")]
    File(PathBuf, io::Error),
    #[error("{0}: {1}")]
    Syntax(PathBuf, Box<toml::de::Error>),
    #[error("{0}: person {1}: {2}")]
    Person(PathBuf, u32, &'static str),
    #[error("{0}")]
    Password(&'static str),
    #[error("the password could not be hashed: {0}")]
    Hash(String),
}

/// The file. It is read again at each login and each command, so that who is taken out of it is out at once.
pub struct Users {
    path: Option<PathBuf>,
    /// Of a password that nobody has: to compare with it takes as long as with a person's.
    nobody: String,
}

impl Users {
    /// # Errors
    ///
    /// What is wrong with the file.
    pub fn open(path: Option<PathBuf>) -> Result<Users, UsersError> {
        let users = Users { path, nobody: hash("nobody has this password")? };
        users.read()?;
        Ok(users)
    }

    /// # Errors
    ///
    /// What is wrong with the file.
    pub fn read(&self) -> Result<Vec<Person>, UsersError> {
        self.path.as_deref().map_or(Ok(Vec::new()), read)
    }

    /// Whether it is the person's password; nobody's is never right, and takes as long.
    pub fn is_right(&self, person: Option<&Person>, password: &str) -> bool {
        let stated = person.map_or(self.nobody.as_str(), |person| person.hash.as_str());
        let Ok(stated) = PasswordHash::new(stated) else { return false };
        let is_right = Argon2::default().verify_password(password.as_bytes(), &stated).is_ok();
        is_right && person.is_some()
    }
}

fn hash(password: &str) -> Result<String, UsersError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| UsersError::Hash(error.to_string()))
}

fn read(path: &Path) -> Result<Vec<Person>, UsersError> {
    let text = fs::read_to_string(path).map_err(|error| UsersError::File(path.to_owned(), error))?;
    let read: Result<Persons, _> = toml::from_str(&text);
    let Persons { persons } = read.map_err(|error| UsersError::Syntax(path.to_owned(), Box::new(error)))?;
    for (place, person) in persons.iter().enumerate() {
        let wrong = |why| Err(UsersError::Person(path.to_owned(), person.number, why));
        let before = persons.get(..place).unwrap_or_default();
        if person.number == 0 {
            return wrong("0 is no person; write 1 or more");
        }
        if before.iter().any(|other| other.number == person.number || other.name == person.name) {
            return wrong("the number or the name is there twice; write another");
        }
        if !ROLES.contains(&person.role) {
            return wrong("instruments and masters do not log in; write view, operate or engineer");
        }
        if PasswordHash::new(&person.hash).is_err() {
            return wrong("the hash is none; have citygate-rtu --add-person write it");
        }
    }
    Ok(persons)
}

/// Adds a person to a file, which is made if there is none. Who has the number already is replaced; returns whether.
///
/// # Errors
///
/// What is wrong with the file, the person or the password; the file is as it was then.
pub fn add(path: &Path, number: u32, name: &str, role: Role, password: &str) -> Result<bool, UsersError> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(UsersError::Password("the password is too short; take at least 10 characters"));
    }
    if length > LONGEST {
        return Err(UsersError::Password("the password is too long; take at most 200 characters"));
    }
    let wrong = |why| Err(UsersError::Person(path.to_owned(), number, why));
    let mut persons = if path.exists() { read(path)? } else { Vec::new() };
    let before = persons.len();
    persons.retain(|person| person.number != number);
    let is_replaced = persons.len() < before;
    if number == 0 {
        return wrong("0 is no person; take 1 or more");
    }
    if name.trim().is_empty() || name.chars().count() > 64 || name.chars().any(char::is_control) {
        return wrong("state a name of 1 to 64 characters");
    }
    if persons.iter().any(|person| person.name == name) {
        return wrong("another person has the name; take another");
    }
    if !ROLES.contains(&role) {
        return wrong("a person has the role view, operate or engineer");
    }
    persons.push(Person { number, name: name.to_owned(), role, hash: hash(password)? });
    persons.sort_by_key(|person| person.number);
    write(path, &Persons { persons }).map_err(|error| UsersError::File(path.to_owned(), error))?;
    Ok(is_replaced)
}

/// In the place of the one before, whole or not at all; only its owner reads it.
fn write(path: &Path, persons: &Persons) -> io::Result<()> {
    let text = toml::to_string(persons).map_err(io::Error::other)?;
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty());
    File::open(directory.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn who_is_added_can_log_in_and_nobody_else() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("users.toml");
        assert!(!add(&path, 7, "当班调度员", Role::Operate, "correct horse").expect("added"));
        assert!(!add(&path, 3, "shift leader", Role::Engineer, "battery staple").expect("added"));
        assert!(add(&path, 7, "当班调度员", Role::View, "another one").expect("replaced"));
        let users = Users::open(Some(path.clone())).expect("it is sound");
        let persons = users.read().expect("it is sound");
        assert_eq!(persons.iter().map(|person| person.number).collect::<Vec<_>>(), [3, 7]);
        assert_eq!(persons[1].role, Role::View);
        assert!(users.is_right(Some(&persons[1]), "another one"));
        assert!(!users.is_right(Some(&persons[1]), "correct horse"));
        assert!(!users.is_right(None, "nobody has this password"));
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let text = fs::read_to_string(&path).expect("a text");
        assert!(!text.contains("another one") && text.contains("$argon2id$"));
    }

    #[test]
    fn what_is_wrong_is_not_added() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("users.toml");
        add(&path, 1, "a", Role::Operate, "long enough").expect("added");
        let before = fs::read(&path).expect("a file");
        for (number, name, role, password) in [
            (0, "b", Role::Operate, "long enough"),
            (2, "a", Role::Operate, "long enough"),
            (2, " ", Role::Operate, "long enough"),
            (2, "b\n", Role::Operate, "long enough"),
            (2, "b", Role::Field, "long enough"),
            (2, "b", Role::Master, "long enough"),
            (2, "b", Role::Operate, "too short"),
        ] {
            assert!(add(&path, number, name, role, password).is_err(), "{number} {name} {role:?}");
            assert_eq!(fs::read(&path).expect("a file"), before);
        }
        for text in [
            "[[person]]\nnumber = 1\nname = \"a\"\nrole = \"master\"\nhash = \"$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA\"",
            "[[person]]\nnumber = 1\nname = \"a\"\nrole = \"view\"\nhash = \"secret\"",
            "[[person]]\nnumber = 1\nname = \"a\"\nrole = \"view\"\npassword = \"secret\"",
        ] {
            fs::write(&path, text).expect("written");
            assert!(Users::open(Some(path.clone())).is_err(), "{text}");
        }
    }
}
