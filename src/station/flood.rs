//! When too many alarms come for a person to take in, and which came first.

use super::alarm::AlarmKind;
use super::snapshot::form::{Below, Flag, Zero, saved};

/// So many alarms in [`FLOOD_WINDOW_MS`] are a flood. Source: ISA-18.2, which takes ten in ten minutes.
pub const FLOOD_ALARMS: usize = 10;

/// The window in which alarms are counted, in ms.
pub const FLOOD_WINDOW_MS: u64 = 600_000;

/// A flood is over when fewer than so many came in the window.
const FLOOD_ENDS_BELOW: usize = 5;

/// Which alarm came when all was normal before: where to look first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstOut {
    /// What it tells of.
    pub kind: AlarmKind,
    /// The user, or none if it is the station's.
    pub user: Option<usize>,
    /// When it came, in ms of the station's time.
    pub came_ms: u64,
}

/// How alarms come. All zero is that none came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct AlarmFlood {
    /// When the last alarms came, the last first, in ms of the station's time; 0 if there were fewer.
    pub(super) came_ms: [u64; FLOOD_ALARMS],
    pub(super) first_ms: u64,
    /// How many floods there were.
    pub floods: u32,
    /// How many alarms came in the present or last flood.
    pub alarms: u32,
    /// How many alarms came at all.
    pub total: u32,
    /// The user of the first, counted from 1; 0 if it was the station's.
    pub(super) first_user: u32,
    /// The code of the first one's kind, counted from 1; 0 if all is normal.
    pub(super) first_kind: u32,
    /// 1 during a flood, otherwise 0.
    pub is_flooded: u8,
    pub(super) reserved: [u8; 3],
}

saved!(AlarmFlood {
    came_ms: [u64; FLOOD_ALARMS],
    first_ms: u64,
    floods: u32,
    alarms: u32,
    total: u32,
    first_user: u32,
    first_kind: Below<{ AlarmKind::ALL.len() as u32 + 1 }>,
    is_flooded: Flag<u8>,
    reserved: Zero<[u8; 3]>,
});

impl AlarmFlood {
    /// Which alarm came when all was normal before, if not all is normal now.
    pub fn first_out(&self) -> Option<FirstOut> {
        let kind = AlarmKind::from_code(self.first_kind.checked_sub(1)? as u8)?;
        let user = (self.first_user as usize).checked_sub(1);
        Some(FirstOut { kind, user, came_ms: self.first_ms })
    }

    /// Whether nothing in it lies ahead, or is of a user that there is not.
    pub(super) fn is_sound(&self, users: u32, now_ms: u64) -> bool {
        let latest = self.came_ms.iter().max().copied().unwrap_or(0);
        latest <= now_ms.max(1) && self.first_ms <= now_ms && self.first_user <= users
    }

    /// Notes that an alarm came.
    pub(super) fn note(&mut self, kind: AlarmKind, user: Option<usize>, now_ms: u64) {
        self.came_ms.rotate_right(1);
        if let Some(latest) = self.came_ms.first_mut() {
            *latest = now_ms.max(1);
        }
        self.total = self.total.saturating_add(1);
        if self.is_flooded != 0 {
            self.alarms = self.alarms.saturating_add(1);
        }
        if self.first_kind == 0 {
            self.first_kind = kind.code() as u32 + 1;
            self.first_user = user.map_or(0, |user| user as u32 + 1);
            self.first_ms = now_ms;
        }
    }

    /// Finds whether there is a flood. Returns whether that is new.
    pub(super) fn find(&mut self, now_ms: u64, is_quiet: bool) -> bool {
        if is_quiet {
            self.first_kind = 0;
        }
        let is_recent = |came: &&u64| **came != 0 && now_ms.saturating_sub(**came) < FLOOD_WINDOW_MS;
        let recent = self.came_ms.iter().filter(is_recent).count();
        let is_flooded = match self.is_flooded {
            0 => recent >= FLOOD_ALARMS,
            _ => recent >= FLOOD_ENDS_BELOW,
        };
        let is_new = is_flooded != (self.is_flooded != 0);
        if is_new && is_flooded {
            (self.floods, self.alarms) = (self.floods.saturating_add(1), recent as u32);
        }
        self.is_flooded = is_flooded as u8;
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_in_ten_minutes_are_a_flood_until_fewer_than_five_are() {
        let mut flood = AlarmFlood::default();
        for alarm in 0..9 {
            flood.note(AlarmKind::UserSubstituted, Some(alarm), 1000 * alarm as u64);
            assert!(!flood.find(9000, false));
        }
        flood.note(AlarmKind::SupplySubstituted, None, 9000);
        assert!(flood.find(9000, false) && !flood.find(9000, false));
        flood.note(AlarmKind::SupplySubstituted, None, 10_000);
        assert_eq!((flood.is_flooded, flood.floods, flood.alarms, flood.total), (1, 1, 11, 11));
        assert!(!flood.find(605_999, false), "five are in the window");
        assert!(flood.find(606_000, false));
        assert_eq!(flood.is_flooded, 0);
    }

    #[test]
    fn the_first_is_kept_until_all_is_normal() {
        let mut flood = AlarmFlood::default();
        assert_eq!(flood.first_out(), None);
        flood.note(AlarmKind::NotFollowing, Some(0), 5);
        flood.note(AlarmKind::SupplySubstituted, None, 6);
        let first = FirstOut { kind: AlarmKind::NotFollowing, user: Some(0), came_ms: 5 };
        flood.find(7, false);
        assert_eq!(flood.first_out(), Some(first));
        flood.find(8, true);
        assert_eq!(flood.first_out(), None);
        flood.note(AlarmKind::SupplySubstituted, None, 9);
        assert_eq!(flood.first_out().map(|first| first.user), Some(None));
    }
}
