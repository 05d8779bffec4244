//! What the configuration says of the page.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;

/// `[page]`. Paths are relative to the configuration file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageConfig {
    /// Where it is served. Beyond the loopback address, put a proxy with TLS in front instead.
    #[serde(default = "loopback")]
    pub listen: SocketAddr,
    /// Names that browsers use for it, as in the address line: `rtu-1.example` or `rtu-1.example:8443`. The address of
    /// `listen` and `localhost` are always among them; anything else is refused.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// The file with the persons who may log in; without it nobody can give commands.
    pub users: Option<PathBuf>,
    /// A proxy with TLS stands in front: cookies travel over TLS only.
    #[serde(default)]
    pub behind_tls: bool,
    /// Whoever reaches the page may read. Otherwise reading takes a login, too.
    #[serde(default = "yes")]
    pub open_to_read: bool,
    /// So many hours after the login a person has to log in again.
    #[serde(default = "a_shift")]
    pub session_h: u32,
    /// So many pages can be open at a time.
    #[serde(default = "pages")]
    pub live_pages: usize,
}

fn loopback() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))
}

fn yes() -> bool {
    true
}

fn a_shift() -> u32 {
    12
}

fn pages() -> usize {
    64
}
