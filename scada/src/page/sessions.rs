//! Who is logged in: kept in memory, a bounded number, and gone with the program.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::Result;
use tower_sessions::{SessionManagerLayer, SessionStore};

/// So many sessions are kept. With one more, the one that would end first ends: whoever logs in has shown a password.
const MOST: usize = 256;

#[derive(Clone, Debug, Default)]
pub struct Sessions(Arc<Mutex<HashMap<Id, Record>>>);

impl Sessions {
    fn lock(&self) -> MutexGuard<'_, HashMap<Id, Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room(sessions: &mut HashMap<Id, Record>, now: OffsetDateTime) {
    sessions.retain(|_, record| record.expiry_date > now);
    while sessions.len() >= MOST {
        let first = sessions.values().min_by_key(|record| record.expiry_date).map(|record| record.id);
        let Some(first) = first else { return };
        sessions.remove(&first);
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let mut sessions = self.lock();
        make_room(&mut sessions, OffsetDateTime::now_utc());
        while sessions.contains_key(&record.id) {
            record.id = Id::default();
        }
        sessions.insert(record.id, record.clone());
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // One that has been ended meanwhile is not brought back.
        if let Some(own) = self.lock().get_mut(&record.id) {
            own.clone_from(record);
        }
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = OffsetDateTime::now_utc();
        Ok(self.lock().get(id).filter(|record| record.expiry_date > now).cloned())
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.lock().remove(id);
        Ok(())
    }
}

/// Cookies that scripts do not see and that other sites cannot send.
pub fn layer(is_secure: bool) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions::default())
        .with_name(if is_secure { "__Host-citygate" } else { "citygate" })
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_secure(is_secure)
        .with_path("/")
}
