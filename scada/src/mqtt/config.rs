//! What is configured of the MQTT publisher.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rumqttc::{LastWill, MqttOptions, QoS};
use serde::Deserialize;

use crate::file::password;
use crate::rtu::config::ConfigError;

/// The broker is asked so often whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(5);

/// `[mqtt]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MqttConfig {
    /// Host and port. Nothing is encrypted.
    pub broker: String,
    /// What the broker knows the RTU by, two of which cannot have the same; `citygate-7` for station 7 if nothing is said.
    pub client_id: Option<String>,
    pub user: Option<String>,
    /// A file with the password on its first line; relative to the configuration file.
    pub password_file: Option<PathBuf>,
}

impl MqttConfig {
    /// How to connect.
    ///
    /// # Errors
    ///
    /// What is wrong, and what would be right.
    pub fn options(&self, directory: &Path, station: u32) -> Result<MqttOptions, ConfigError> {
        let wrong = |text: String| ConfigError::Wrong(text);
        let address = || {
            let (host, port) = self.broker.rsplit_once(':')?;
            let host = host.trim_start_matches('[').trim_end_matches(']');
            Some((host, port.parse::<u16>().ok()?)).filter(|(host, port)| !host.is_empty() && *port != 0)
        };
        let (host, port) = address().ok_or_else(|| {
            wrong(format!("broker {:?}: write a host and a port, as in \"127.0.0.1:1883\"", self.broker))
        })?;
        let id = self.client_id.clone().unwrap_or_else(|| format!("citygate-{station}"));
        if id.is_empty() || id.starts_with(' ') {
            return Err(wrong("client_id: write a name".to_owned()));
        }
        let mut options = MqttOptions::new(id, host, port);
        options.set_keep_alive(KEEP_ALIVE).set_clean_session(true).set_last_will(LastWill::new(
            status_topic(station),
            OFFLINE,
            QoS::AtLeastOnce,
            true,
        ));
        match (&self.user, &self.password_file) {
            (Some(user), Some(file)) => {
                options.set_credentials(user.clone(), password(&directory.join(file))?);
            }
            (None, None) => {}
            _ => return Err(wrong("user and password_file: write both, or neither".to_owned())),
        }
        Ok(options)
    }
}

pub const ONLINE: &str = "online";
pub const OFFLINE: &str = "offline";

/// Where it says whether the RTU is there.
pub fn status_topic(station: u32) -> String {
    format!("citygate/{station}/status")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::layout::Layout;
    use crate::points::list::PointList;
    use crate::points::names::mqtt_topic;

    #[test]
    fn no_point_is_called_as_the_status_is() {
        let layout = Layout::new(PointList::load().expect("the list is sound"), 2).expect("there is room");
        assert!(layout.slots.iter().all(|slot| mqtt_topic(7, slot) != status_topic(7)));
        assert!(layout.slots.iter().all(|slot| !slot.name.contains(['/', '+', '#'])));
    }

    fn options(text: &str, directory: &Path) -> Result<MqttOptions, String> {
        let config: MqttConfig = toml::from_str(text).map_err(|error| error.to_string())?;
        config.options(directory, 7).map_err(|error| error.to_string())
    }

    #[test]
    fn a_broker_is_a_host_and_a_port() {
        let here = Path::new(".");
        for (broker, host, port) in [
            ("127.0.0.1:1883", "127.0.0.1", 1883),
            ("[::1]:1", "::1", 1),
            ("broker.example:65535", "broker.example", 65535),
        ] {
            let options = options(&format!("broker = \"{broker}\""), here).expect(broker);
            assert_eq!(options.broker_address(), (host.to_owned(), port));
            assert_eq!(options.client_id(), "citygate-7");
        }
        for broker in ["", "127.0.0.1", ":1883", "host:", "host:0", "host:65536", "host:x"] {
            let error = options(&format!("broker = \"{broker}\""), here).expect_err(broker);
            assert!(error.contains("write a host and a port"), "{error}");
        }
    }

    #[test]
    fn a_user_has_a_password() {
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::write(directory.path().join("secret"), "s3\n").expect("it is written");
        let with = |rest: &str| options(&format!("broker = \"h:1\"\n{rest}"), directory.path());
        let both = with("user = \"rtu\"\npassword_file = \"secret\"").expect("it is right");
        let login = both.credentials().expect("there are some");
        assert_eq!((login.username.as_str(), login.password.as_str()), ("rtu", "s3"));
        for rest in ["user = \"rtu\"", "password_file = \"secret\""] {
            assert!(with(rest).expect_err(rest).contains("both"), "{rest}");
        }
        assert!(with("client_id = \"\"").expect_err("no name").contains("write a name"));
    }
}
