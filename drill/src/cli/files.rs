//! Files that a run writes.
//!
//! Those of one scenario belong together: all are made under passing names first, where a full disk or a missing right
//! shows, and then given their own, one after the other while no other run can. A link is never followed. A file that
//! this tool wrote, and that nobody changed since, is replaced; any other stays unless the user insists.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use citygate::event::content_digest;
use tempfile::{Builder, NamedTempFile};

use crate::text::hex;

/// What every report of this tool says of itself.
const GENERATOR: &str = "name=\"generator\" content=\"citygate";

/// A file to be written: its name and what it holds.
pub struct Draft {
    pub name: String,
    pub content: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    New,
    Replaced,
    /// It was there already, byte by byte.
    Unchanged,
}

/// A directory to write into.
pub struct Folder {
    path: PathBuf,
    /// Whether files that are not ours are replaced as well.
    force: bool,
}

/// Why files were not written.
#[derive(Debug)]
pub enum FilesError {
    /// This is something else than a directory.
    NoDirectory(PathBuf),
    /// This was not written by the tool, or somebody changed it.
    NotOurs(PathBuf),
    Io {
        path: PathBuf,
        error: io::Error,
    },
}

impl Folder {
    /// Opens a directory, or makes it.
    pub fn open(path: &Path, force: bool) -> Result<Folder, FilesError> {
        if path.exists() && !path.is_dir() {
            return Err(FilesError::NoDirectory(path.to_owned()));
        }
        fs::create_dir_all(path).map_err(|error| FilesError::Io { path: path.to_owned(), error })?;
        Ok(Folder { path: path.to_owned(), force })
    }

    /// Writes files that belong together. `reports` are the names of those that tell which others are ours.
    pub fn write(&self, drafts: &[Draft], reports: &[String]) -> Result<Vec<(PathBuf, Written)>, FilesError> {
        // Released when it is dropped. Where directories cannot be locked, each file is whole all the same.
        let lock = File::open(&self.path).and_then(|folder| folder.lock().map(|()| folder));
        let mut unfinished = Vec::with_capacity(drafts.len());
        let known = self.known(reports);
        for draft in drafts {
            let path = self.path.join(&draft.name);
            let state = self.state(&path, draft, &known)?;
            let file = match state {
                Written::Unchanged => None,
                _ => Some(
                    self.unfinished(draft).map_err(|error| FilesError::Io { path: path.clone(), error })?,
                ),
            };
            unfinished.push((path, state, file));
        }
        let mut written = Vec::with_capacity(drafts.len());
        for (path, state, file) in unfinished {
            let persist = |file: NamedTempFile| match state {
                Written::New if !self.force => file.persist_noclobber(&path),
                _ => file.persist(&path),
            };
            if let Some(Err(error)) = file.map(persist) {
                return Err(FilesError::Io { path, error: error.error });
            }
            written.push((path, state));
        }
        drop(lock);
        Ok(written)
    }

    /// The file under a passing name, which goes away with it.
    fn unfinished(&self, draft: &Draft) -> io::Result<NamedTempFile> {
        let mut builder = Builder::new();
        builder.prefix(".citygate-").suffix(".part");
        #[cfg(unix)]
        {
            // As any new file: what the user's mask leaves of it.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(&self.path)?;
        file.write_all(&draft.content)?;
        file.as_file().sync_all()?;
        Ok(file)
    }

    /// What writing a file comes to; refused where it would replace one that is not ours.
    fn state(&self, path: &Path, draft: &Draft, known: &Known) -> Result<Written, FilesError> {
        let Ok(there) = path.symlink_metadata() else { return Ok(Written::New) };
        let content = if there.is_file() { fs::read(path).ok() } else { None };
        match content {
            Some(content) if content == draft.content => Ok(Written::Unchanged),
            Some(content) if known.has(&content) => Ok(Written::Replaced),
            _ if self.force => Ok(Written::Replaced),
            _ => Err(FilesError::NotOurs(path.to_owned())),
        }
    }

    fn known(&self, reports: &[String]) -> Known {
        let texts = reports.iter().filter_map(|name| fs::read_to_string(self.path.join(name)).ok());
        let ours = texts.filter(|text| text.contains(GENERATOR));
        let names = |text: String| {
            let words = text.split(|c: char| !c.is_ascii_hexdigit());
            words.filter(|word| word.len() == 64).map(str::to_owned).collect::<Vec<String>>()
        };
        Known { digests: ours.flat_map(names).collect() }
    }
}

/// The digests of files that stand in reports.
struct Known {
    digests: HashSet<String>,
}

impl Known {
    /// Whether this is a report, or a file as it was written beside one.
    fn has(&self, content: &[u8]) -> bool {
        let start = content.get(..4096).unwrap_or(content);
        let is_report = String::from_utf8_lossy(start).contains(GENERATOR);
        is_report || self.digests.contains(&hex(&content_digest(content)))
    }
}
