//! Certificates (证书): the server's own, those of clients that are trusted, and those that were refused.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use opcua::crypto::{CertificateStore, X509Data};

/// So many refused certificates are kept, to be trusted by a person: the newest. Anybody can bring some.
pub const REFUSED_KEPT: usize = 16;

/// Who looks for the certificate finds this in it.
const COMMON_NAME: &str = "citygate";

const KEY_BITS: u32 = 2048;

/// Clients hold on to the certificate that they trust: it ends with the computer rather than before it.
const VALID_DAYS: u32 = 20 * 365;

/// Sees to it that there is a certificate of the server's own with its key, and makes them if there are neither.
///
/// # Errors
///
/// What is missing, or cannot be read or written.
pub fn own(directory: &Path, application: &str, host: &str) -> Result<(), String> {
    let store = CertificateStore::new(directory);
    let (certificate, key) = (store.own_certificate_path(), store.own_private_key_path());
    match (certificate.exists(), key.exists()) {
        (true, true) => {
            store.read_own_cert()?;
            store.read_own_pkey()?;
            Ok(())
        }
        (true, false) => Err(format!("{} is missing; give it, or remove the certificate", key.display())),
        (false, true) => Err(format!("{} is missing; give it, or remove the key", certificate.display())),
        (false, false) => {
            // The key is nobody else's business.
            let private = key.parent().unwrap_or(directory);
            let made = DirBuilder::new().recursive(true).mode(0o700).create(private);
            made.map_err(|error| format!("{}: {error}", private.display()))?;
            let described = X509Data {
                key_size: KEY_BITS,
                common_name: COMMON_NAME.to_owned(),
                organization: String::new(),
                organizational_unit: String::new(),
                country: String::new(),
                state: String::new(),
                alt_host_names: X509Data::alt_host_names(
                    application,
                    Some(vec![host.to_owned()]),
                    false,
                    true,
                    false,
                ),
                certificate_duration_days: VALID_DAYS,
            };
            store.create_and_store_application_instance_cert(&described, false).map(|_| ())
        }
    }
}

/// Removes all refused certificates but the newest, so that nobody fills the disk with them.
pub fn drop_old_refused(directory: &Path) {
    let Ok(entries) = fs::read_dir(CertificateStore::new(directory).rejected_certs_dir()) else { return };
    let changed = |path: &Path| fs::metadata(path).and_then(|own| own.modified());
    let mut refused: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .map(|path| (changed(&path).unwrap_or(SystemTime::UNIX_EPOCH), path))
        .collect();
    let Some(too_many) = refused.len().checked_sub(REFUSED_KEPT).filter(|count| *count > 0) else { return };
    refused.sort();
    for (_, path) in refused.into_iter().take(too_many) {
        // What stays now goes the next time.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_certificate_is_made_once_and_half_of_one_is_said() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path();
        own(path, "urn:citygate:rtu", "127.0.0.1").expect("it is made");
        let read =
            || ["own/cert.der", "private/private.pem"].map(|name| fs::read(path.join(name)).expect(name));
        let made = read();
        let private = fs::metadata(path.join("private")).expect("a directory");
        assert_eq!(private.permissions().mode() & 0o777, 0o700);
        own(path, "urn:citygate:rtu", "127.0.0.1").expect("it is there");
        assert_eq!(read(), made);
        fs::write(path.join("own/cert.der"), b"a certificate").expect("it is written");
        assert!(own(path, "urn:citygate:rtu", "127.0.0.1").is_err());
        for missing in ["private/private.pem", "own/cert.der"] {
            fs::write(path.join("own/cert.der"), &made[0]).expect("it is written");
            fs::write(path.join("private/private.pem"), &made[1]).expect("it is written");
            fs::remove_file(path.join(missing)).expect("it was there");
            let error = own(path, "urn:citygate:rtu", "127.0.0.1").expect_err("a half");
            assert!(error.contains(missing) && error.contains("missing"), "{error}");
        }
    }

    #[test]
    fn the_newest_refused_are_kept() {
        let directory = tempfile::tempdir().expect("a directory");
        drop_old_refused(directory.path());
        let refused = directory.path().join("rejected");
        fs::create_dir(&refused).expect("a directory");
        let begun = SystemTime::now();
        for number in 0..REFUSED_KEPT as u64 + 5 {
            let path = refused.join(format!("{}.der", 99 - number));
            let file = fs::File::create(path).expect("a file");
            file.set_modified(begun + std::time::Duration::from_secs(number)).expect("a time");
        }
        drop_old_refused(directory.path());
        assert_eq!(fs::read_dir(&refused).expect("a list").count(), REFUSED_KEPT);
        assert!(!refused.join("99.der").exists() && refused.join("79.der").exists());
    }
}
