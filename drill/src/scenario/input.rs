//! Which files a scenario was read from.

use citygate::event::content_digest;
use serde::Serialize;

use crate::text::as_hex;

/// A file by its name and by what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedDigest {
    /// Without its directory.
    pub name: String,
    #[serde(serialize_with = "as_hex")]
    pub sha256: [u8; 32],
}

impl NamedDigest {
    pub fn of(name: &str, content: &[u8]) -> NamedDigest {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        NamedDigest { name: name.to_owned(), sha256: content_digest(content) }
    }
}
