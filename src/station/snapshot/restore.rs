//! Going on from a snapshot.

use super::content::{Content, first_of_any_version};
use super::error::SnapshotError;
use super::frame::Frame;
use crate::station::controller::{Station, StationState};
use crate::station::point::UserPoint;

/// Order numbers are skipped up to the next multiple of this.
const NUMBERS_SKIPPED: u64 = 1_000_000;

impl Station<'_> {
    /// Goes on from a snapshot, after an outage of so many ms; none if nobody knows how long it was.
    ///
    /// Set-points and all else that the station shows are those of the snapshot until a scan says otherwise. Of what takes
    /// time:
    ///
    /// | | outage known | not known |
    /// |---|---|---|
    /// | the station's time, and with it the ends of overrides and shelving, the times by which orders are to be acknowledged, windows of changes | goes on by the outage: what ended meanwhile has ended when the next scan comes | stands still: ends come later by the outage |
    /// | ages of last good values | older by the outage | as old as can be: they count no more, unless they always count |
    /// | notices, minimum off and on times | the outage counts | it does not: they last longer by it |
    /// | how long a user has been without gas that it wants | the outage counts, if it was without when it began | it does not |
    /// | the turn of rotating steps | the outage counts; a turn that ended meanwhile is counted once, however long it was | it does not count |
    /// | what has to last before the station's eyes: delays of alarms, restore holds, grace, jumps, standing still | goes on from where it was | the same |
    /// | what was drawn beyond set-points | was not measured, and is not counted | the same |
    ///
    /// So an unknown outage never lets a value count that may be too old, and never shortens what a user was promised. Who
    /// knows at most how long it was (a watchdog, a brown-out) states that.
    ///
    /// The scan that comes next counts its elapsed time from here on.
    ///
    /// Settings may be others than those under which it was saved, but not the supply order, nor who the users are: see
    /// the module on [snapshots](crate::station#snapshots). Complexity: two passes over the users; reentrant.
    ///
    /// # Errors
    ///
    /// [`SnapshotError`]; nothing is changed then.
    pub fn restore(&mut self, bytes: &[u8], outage_ms: Option<u64>) -> Result<(), SnapshotError> {
        let mut content = Content::none();
        content.read(&Frame::open(bytes)?)?;
        let (saved, users) = (content.users, self.users.len());
        if saved as usize != users {
            return Err(SnapshotError::OtherUserCount { saved, users });
        }
        if !content.is_under(self.policy) {
            return Err(SnapshotError::OtherPolicy);
        }
        for (user, own) in self.users.iter().enumerate() {
            content.check_user(self.policy, user, own)?;
        }
        *self.memory.state = content.state;
        self.take_users(&content);
        self.pass_outage(outage_ms);
        Ok(())
    }

    /// Goes on from a snapshot as far as it fits, after an engineer has changed users or the supply order, or has put in
    /// another version of the library. Returns how many users go on; the others start anew, as by [`Station::start`].
    ///
    /// Whatever the snapshot is of, the station's time and the numbers of orders go on, so that no number is given twice,
    /// and the mode is that in which it was left (off, if this library has no such mode). Under the same supply order the
    /// station's own state goes on too, and every user in whose place the same user is found. The outage as in
    /// [`Station::restore`].
    ///
    /// # Errors
    ///
    /// [`SnapshotError::NoSnapshot`], [`SnapshotError::Incomplete`], [`SnapshotError::Damaged`], or
    /// [`SnapshotError::Impossible`] if there are no numbers of orders left; nothing is changed then.
    pub fn adopt(&mut self, bytes: &[u8], outage_ms: Option<u64>) -> Result<usize, SnapshotError> {
        let frame = Frame::open(bytes)?;
        let first = first_of_any_version(&frame).ok_or(SnapshotError::Impossible { user: None })?;
        self.start();
        *self.memory.state = first;
        let mut content = Content::none();
        let mut kept = 0;
        if content.read(&frame).is_ok() && content.is_under(self.policy) {
            *self.memory.state = content.state;
            kept = self.take_users(&content);
        }
        self.pass_outage(outage_ms);
        Ok(kept)
    }

    /// Skips numbers of orders, for callers that act upon orders before the snapshot with them is written: call it after
    /// [`Station::restore`] or [`Station::adopt`], and save before any order is acted upon. As long as there are fewer
    /// than a million orders between two snapshots, no number is given twice.
    ///
    /// The next order's number is one more than the next multiple of a million.
    pub fn skip_order_numbers(&mut self) {
        let state = &mut *self.memory.state;
        state.sequence = state.sequence.saturating_add(NUMBERS_SKIPPED - state.sequence % NUMBERS_SKIPPED);
    }

    /// Takes what is saved of every user that is the same. Returns of how many.
    fn take_users(&mut self, content: &Content<'_>) -> usize {
        let mut taken = 0;
        for (user, (own, point)) in self.users.iter().zip(self.memory.points.iter_mut()).enumerate() {
            if content.check_user(self.policy, user, own).is_ok() {
                taken += content.put_user(user, point).map_or(0, |()| 1);
            }
        }
        taken
    }

    /// Lets the outage pass. Of every field it is said here whether it counts for it.
    fn pass_outage(&mut self, outage_ms: Option<u64>) {
        let age_ms = outage_ms.map_or(u32::MAX, |ms| ms.min(u32::MAX as u64) as u32);
        let passed_ms = outage_ms.map_or(0, |_| age_ms);
        let StationState {
            now_ms,
            turn_ms,
            supply,
            capacity,
            sequence: _,
            alarms: _,
            flood: _,
            round: _,
            mode: _,
            reserved: _,
        } = &mut *self.memory.state;
        *now_ms = now_ms.saturating_add(outage_ms.unwrap_or(0));
        *turn_ms = turn_ms.saturating_add(passed_ms);
        supply.grow_older(age_ms);
        capacity.grow_older(age_ms);
        for point in &mut *self.memory.points {
            pass_outage_of(point, age_ms, passed_ms);
        }
    }
}

/// The same for a user: last good values become so old, and so much time passes.
fn pass_outage_of(point: &mut UserPoint, age_ms: u32, passed_ms: u32) {
    let UserPoint {
        demand,
        flow,
        follow,
        out,
        wanted,
        without_ms,
        order: _,
        proposal: _,
        manual: _,
        tally: _,
        alarms: _,
        excess: _,
        over_ms: _,
        under_ms: _,
        broken_locks: _,
        grant: _,
        confirmed: _,
        drawn: _,
        counted: _,
        standing: _,
        strays: _,
        is_sure: _,
        is_proposed: _,
        demand_rung: _,
        demand_status: _,
        flow_rung: _,
        flow_status: _,
        is_confirmed: _,
        valve: _,
        reserved: _,
    } = point;
    demand.grow_older(age_ms);
    flow.grow_older(age_ms);
    follow.pass(passed_ms);
    if *out == 0 && *wanted != 0 {
        *without_ms = without_ms.saturating_add(passed_ms);
    }
}
