//! Slows down who guesses passwords.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many attempts are free; after that each takes twice as long to wait for as the one before.
const FREE: u32 = 5;
const LONGEST: Duration = Duration::from_secs(60);
/// After so long without an attempt they are forgotten.
const FORGOTTEN: Duration = Duration::from_secs(900);
/// So many are remembered; beyond that the oldest is forgotten.
const MOST: usize = 1024;

/// Whose attempts are counted together: those at one person from one address. One who guesses elsewhere does not keep a
/// person out.
pub type Attempter = (IpAddr, Option<u32>);

#[derive(Default)]
pub struct Throttle(Mutex<HashMap<Attempter, Attempts>>);

struct Attempts {
    failed: u32,
    last: Instant,
}

impl Throttle {
    /// Counts an attempt as failed until it is known to be right, so that many at once do not go free.
    ///
    /// # Errors
    ///
    /// How long to wait.
    pub fn begin(&self, who: Attempter, now: Instant) -> Result<(), Duration> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, attempts| now.duration_since(attempts.last) < FORGOTTEN);
        if let Some(attempts) = all.get_mut(&who) {
            let until = attempts.last + pause(attempts.failed);
            if now < until {
                return Err(until - now);
            }
            attempts.failed = attempts.failed.saturating_add(1);
            attempts.last = now;
            return Ok(());
        }
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, attempts)| attempts.last).map(|(who, _)| *who);
            oldest.map(|who| all.remove(&who));
        }
        all.insert(who, Attempts { failed: 1, last: now });
        Ok(())
    }

    /// It was the right password.
    pub fn succeeded(&self, who: Attempter) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&who);
    }
}

fn pause(failed: u32) -> Duration {
    match failed.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(beyond) => Duration::from_secs(1 << beyond.min(6)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const WHO: Attempter = (IpAddr::V4(Ipv4Addr::LOCALHOST), Some(7));

    #[test]
    fn guesses_take_longer_and_longer_and_nobody_else_waits() {
        let throttle = Throttle::default();
        let mut now = Instant::now();
        for _ in 0..FREE {
            assert_eq!(throttle.begin(WHO, now), Ok(()));
        }
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(throttle.begin(WHO, now), Err(Duration::from_secs(seconds)));
            assert_eq!(throttle.begin((WHO.0, Some(8)), now), Ok(()), "another person");
            throttle.succeeded((WHO.0, Some(8)));
            now += Duration::from_secs(seconds);
            assert_eq!(throttle.begin(WHO, now), Ok(()), "after {seconds} s");
        }
        assert!(throttle.begin(WHO, now).is_err());
        assert_eq!(throttle.begin(WHO, now + FORGOTTEN), Ok(()));
    }

    #[test]
    fn the_right_password_ends_it() {
        let throttle = Throttle::default();
        let now = Instant::now();
        for _ in 0..20 {
            assert_eq!(throttle.begin(WHO, now), Ok(()));
            throttle.succeeded(WHO);
        }
    }

    #[test]
    fn it_remembers_a_bounded_number() {
        let throttle = Throttle::default();
        let now = Instant::now();
        for address in 0..3 * MOST as u32 {
            let moment = now + Duration::from_millis(address.into());
            assert_eq!(throttle.begin((IpAddr::V4(address.into()), None), moment), Ok(()));
        }
        assert_eq!(throttle.0.lock().expect("nobody panicked").len(), MOST);
    }
}
