//! The memory of a prepared station.

use core::fmt;

use crate::allocate::result::{AllocateError, Grant};
use crate::user::User;

/// The memory that a [`PreparedStation`](super::PreparedStation) works in, lent by the caller for as long as it lives.
/// What it holds does not matter.
///
/// 76 bytes for each user in all: a copy of a user and a grant, for those that need the general walk, and eight columns.
#[derive(Debug)]
pub struct PreparedMemory<'a> {
    /// One for each user, or more.
    pub users: &'a mut [User],
    /// One for each user, or more.
    pub grants: &'a mut [Grant],
    /// [`PreparedMemory::WORDS_PER_USER`] for each user, or more.
    pub words: &'a mut [u32],
}

impl PreparedMemory<'_> {
    /// Words for each user.
    pub const WORDS_PER_USER: usize = 8;
}

/// Why a station cannot be prepared. Nothing is kept then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum PrepareError {
    /// The users are not ones that the policy can share out gas among.
    Users(AllocateError),
    /// The memory has room for fewer users than there are.
    MemoryTooSmall {
        /// For how many users there is room.
        room: usize,
        /// How many users there are.
        users: usize,
    },
}

impl fmt::Display for PrepareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrepareError::Users(error) => error.fmt(f),
            PrepareError::MemoryTooSmall { room, users } => {
                write!(f, "the memory has room for {room} users, and there are {users}")
            }
        }
    }
}

impl core::error::Error for PrepareError {}

impl From<AllocateError> for PrepareError {
    fn from(error: AllocateError) -> PrepareError {
        PrepareError::Users(error)
    }
}

/// The columns, all of one length. But for the first, they are in the order of the station: by class, and within a class
/// in the order of the caller.
pub(super) struct Columns<'a> {
    /// Where each of the caller's users stands in the station.
    pub(super) position: &'a mut [u32],
    /// Which of the caller's users stands here.
    pub(super) order: &'a mut [u32],
    pub(super) demand: &'a mut [u32],
    /// As stated.
    pub(super) minimum: &'a mut [u32],
    pub(super) granted: &'a mut [u32],
    /// Step and reason of users that took the general walk.
    pub(super) why: &'a mut [u32],
    /// The demands of a case of a batch, put in order. Once a demand has changed: those of the last allocation.
    pub(super) row: &'a mut [u32],
    /// Where users stand that state a base or are on/off; see [`Layout::special`](super::layout::Layout::special).
    pub(super) special: &'a mut [u32],
}

impl<'a> Columns<'a> {
    /// Eight columns of this length, or `None` if there are not enough words.
    pub(super) fn new(words: &'a mut [u32], length: usize) -> Option<Columns<'a>> {
        let (position, words) = words.split_at_mut_checked(length)?;
        let (order, words) = words.split_at_mut_checked(length)?;
        let (demand, words) = words.split_at_mut_checked(length)?;
        let (minimum, words) = words.split_at_mut_checked(length)?;
        let (granted, words) = words.split_at_mut_checked(length)?;
        let (why, words) = words.split_at_mut_checked(length)?;
        let (row, words) = words.split_at_mut_checked(length)?;
        let (special, _) = words.split_at_mut_checked(length)?;
        Some(Columns { position, order, demand, minimum, granted, why, row, special })
    }
}
