//! What is configured of the OPC UA server.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use opcua::server::ANONYMOUS_USER_TOKEN_ID;
use serde::Deserialize;

use crate::access::Role;
use crate::file::password;
use crate::rtu::config::ConfigError;

/// `[opc_ua]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpcUaConfig {
    #[serde(default = "loopback")]
    pub listen: SocketAddr,
    /// A directory of certificates; with it there is an encrypted endpoint.
    pub certificates: Option<PathBuf>,
    /// Takes names and passwords without encryption although it can be reached from elsewhere: for a network that is protected
    /// otherwise.
    #[serde(default)]
    pub unencrypted_passwords: bool,
    /// Who may do more than read.
    #[serde(default, rename = "user")]
    pub users: Vec<OpcUaUserConfig>,
}

/// `[[opc_ua.user]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpcUaUserConfig {
    pub name: String,
    pub role: Role,
    /// A file with the password on its first line; relative to the configuration file.
    pub password_file: PathBuf,
}

/// Somebody who is known.
#[derive(Clone)]
pub struct Account {
    pub role: Role,
    pub password: String,
}

/// All who are known, by their names.
pub type Accounts = BTreeMap<String, Account>;

/// How a client may come in.
#[derive(Clone, Debug)]
pub struct Security {
    /// A directory of certificates; without it nothing is encrypted.
    pub certificates: Option<PathBuf>,
    /// Whether a name and a password are taken where everybody on the way can read them.
    pub are_names_taken_unencrypted: bool,
}

fn loopback() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 4840).into()
}

impl OpcUaConfig {
    /// How clients may come in.
    ///
    /// # Errors
    ///
    /// Nobody who is known could.
    pub fn security(&self, directory: &Path) -> Result<Security, ConfigError> {
        let security = Security {
            certificates: self.certificates.as_ref().map(|own| directory.join(own)),
            are_names_taken_unencrypted: self.listen.ip().is_loopback() || self.unencrypted_passwords,
        };
        if !self.users.is_empty() && security.certificates.is_none() && !security.are_names_taken_unencrypted
        {
            return Err(ConfigError::Wrong(format!(
                "passwords could be overheard on the way to {}: write certificates = \"<directory>\", or, where the network \
                 is protected otherwise, unencrypted_passwords = true",
                self.listen
            )));
        }
        Ok(security)
    }

    /// Reads the passwords.
    ///
    /// # Errors
    ///
    /// What is wrong with a user, and what would be right.
    pub fn accounts(&self, directory: &Path) -> Result<Accounts, ConfigError> {
        let mut accounts = Accounts::new();
        for OpcUaUserConfig { name, role, password_file } in &self.users {
            if name.is_empty() || name == ANONYMOUS_USER_TOKEN_ID {
                let text = format!("the user {name:?} cannot have this name; write another");
                return Err(ConfigError::Wrong(text));
            }
            let account = Account { role: *role, password: password(&directory.join(password_file))? };
            if accounts.insert(name.clone(), account).is_some() {
                return Err(ConfigError::Wrong(format!("there are two users {name:?}; leave one out")));
            }
        }
        Ok(accounts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts(text: &str, directory: &Path) -> Result<Accounts, String> {
        let config: OpcUaConfig = toml::from_str(text).map_err(|error| error.to_string())?;
        config.accounts(directory).map_err(|error| error.to_string())
    }

    #[test]
    fn users_are_checked() {
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::write(directory.path().join("good"), "secret\n").expect("it is written");
        std::fs::write(directory.path().join("empty"), "\n").expect("it is written");
        let user = |name: &str, role: &str, file: &str| {
            format!("[[user]]\nname = \"{name}\"\nrole = \"{role}\"\npassword_file = \"{file}\"\n")
        };
        let read = accounts(&user("meter", "field", "good"), directory.path()).expect("it is right");
        assert_eq!((read["meter"].role, read["meter"].password.as_str()), (Role::Field, "secret"));
        let twice = user("meter", "field", "good").repeat(2);
        for (wrong, says) in [
            (twice.as_str(), "two users"),
            (&user("ANONYMOUS", "engineer", "good"), "write another"),
            (&user("", "engineer", "good"), "write another"),
            (&user("meter", "field", "empty"), "write a password"),
            (&user("meter", "field", "missing"), "missing"),
            (&user("meter", "god", "good"), "unknown variant"),
            ("listen = \"here\"", "socket address"),
            ("port = 4840", "unknown field"),
        ] {
            let error = accounts(wrong, directory.path()).err().expect(wrong);
            assert!(error.contains(says), "{wrong}: {error}");
        }
    }

    #[test]
    fn passwords_are_not_taken_where_others_can_listen() {
        let user = "[[user]]\nname = 'a'\nrole = 'field'\npassword_file = 'a'\n";
        for (text, unencrypted) in [
            ("", Some(true)),
            (user, Some(true)),
            ("listen = '[::1]:4840'\n", Some(true)),
            ("listen = '0.0.0.0:4840'\n", Some(false)),
            ("listen = '10.0.0.1:4840'\ncertificates = 'pki'\n", Some(false)),
            (&format!("listen = '10.0.0.1:4840'\n{user}"), None),
            (&format!("listen = '[::]:4840'\n{user}"), None),
            (&format!("listen = '10.0.0.1:4840'\ncertificates = 'pki'\n{user}"), Some(false)),
            (&format!("listen = '10.0.0.1:4840'\nunencrypted_passwords = true\n{user}"), Some(true)),
        ] {
            let config: OpcUaConfig = toml::from_str(text).expect(text);
            let security = config.security(Path::new("/etc/citygate"));
            let taken = security.as_ref().ok().map(|security| security.are_names_taken_unencrypted);
            assert_eq!(taken, unencrypted, "{text}");
            if let Err(error) = security {
                assert!(error.to_string().contains("certificates ="), "{error}");
            }
        }
    }

    #[test]
    fn it_listens_on_loopback_unless_told_otherwise() {
        let config: OpcUaConfig = toml::from_str("").expect("nothing has to be said");
        assert!(config.listen.ip().is_loopback() && config.users.is_empty());
    }
}
