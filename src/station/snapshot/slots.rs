//! Two slots: the newest snapshot in one, and the next one goes into the other.

/// Which of two slots holds the newest snapshot, and where the next one goes, with which number.
///
/// ```
/// use citygate::station::SnapshotSlots;
///
/// // After a restart: the first slot holds snapshot 7, and power failed while 8 was written into the second.
/// let mut slots = SnapshotSlots::of([Some(7), None]);
/// assert_eq!((slots.newest(), slots.next(), slots.number()), (Some(0), 1, 8));
/// // Snapshot 8 is taken, the second slot erased and written.
/// slots.written();
/// assert_eq!((slots.newest(), slots.next(), slots.number()), (Some(1), 0, 9));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotSlots {
    newest: Option<usize>,
    next: usize,
    number: u64,
}

impl SnapshotSlots {
    /// Finds them by the numbers of the snapshots in the two slots, as [`super::snapshot_number`] tells them; none of a
    /// slot that holds none that is whole.
    ///
    /// A slot that could not be *read* is not one that holds none: read again, and do not go on without, for an older
    /// snapshot knows less.
    ///
    /// * Both hold one: the newest has the higher number. Numbers go round after 2⁶⁴ − 1: of two the higher is the one
    ///   that is ahead by less than 2⁶³.
    /// * They have equal numbers, or are 2⁶³ apart, which this library never makes of two slots: the first.
    /// * Neither holds one, as when the station is new: the next one goes into the first, with number 1.
    ///
    /// The version does not matter: a snapshot of a later library is not passed over in favour of an older one.
    pub fn of(numbers: [Option<u64>; 2]) -> SnapshotSlots {
        let newest = match numbers {
            [None, None] => return SnapshotSlots { newest: None, next: 0, number: 1 },
            [Some(first), None] => (0, first),
            [None, Some(second)] => (1, second),
            [Some(first), Some(second)] if second.wrapping_sub(first) as i64 > 0 => (1, second),
            [Some(first), Some(_)] => (0, first),
        };
        SnapshotSlots { newest: Some(newest.0), next: 1 - newest.0, number: newest.1.wrapping_add(1) }
    }

    /// The slot with the newest snapshot: 0 or 1; none if neither holds one.
    pub fn newest(&self) -> Option<usize> {
        self.newest
    }

    /// The slot that is to be erased and written next: 0 or 1.
    pub fn next(&self) -> usize {
        self.next
    }

    /// The number of the next snapshot.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next snapshot has been written, all of it. When it could not be, do not call this: the same slot is then erased
    /// and written again.
    pub fn written(&mut self) {
        *self = SnapshotSlots {
            newest: Some(self.next),
            next: 1 - self.next,
            number: self.number.wrapping_add(1),
        };
    }
}
