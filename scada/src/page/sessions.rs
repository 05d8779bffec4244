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

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;

    fn record(minutes: i64) -> Record {
        let expiry_date = OffsetDateTime::now_utc() + Duration::minutes(minutes);
        Record { id: Id::default(), data: HashMap::default(), expiry_date }
    }

    #[tokio::test]
    async fn so_many_are_kept_and_the_one_that_would_end_first_ends() {
        let sessions = Sessions::default();
        let mut all: Vec<Record> = (1..=MOST as i64 + 1).map(record).collect();
        for own in &mut all {
            sessions.create(own).await.expect("it is kept");
        }
        assert_eq!(sessions.lock().len(), MOST);
        assert!(sessions.load(&all[0].id).await.expect("an answer").is_none());
        assert!(sessions.load(&all[1].id).await.expect("an answer").is_some());
        // What has ended is gone, and stays gone.
        sessions.delete(&all[1].id).await.expect("it ends");
        sessions.save(&all[1]).await.expect("an answer");
        assert!(sessions.load(&all[1].id).await.expect("an answer").is_none());
        let mut old = record(-1);
        sessions.create(&mut old).await.expect("it is kept");
        assert!(sessions.load(&old.id).await.expect("an answer").is_none());
    }
}
