//! The context of a station: a head behind a seal, what the station keeps, and what it works in, one after the other
//! in the caller's words.
//!
//! What a station keeps has sums of its own, which every call checks and every call that changes something makes
//! anew. While a round is open, the sum over the users is left out, so that a slice costs what its work costs: it is
//! checked when the round begins and made when it is complete.

use zerocopy::{FromBytes, Immutable, IntoBytes, transmute_ref};

use super::super::memory::{MemoryRange, Pieces, array, check_apart, output_slice, value};
use super::super::policy::{CitygatePolicy, borrow, is_default, step_count};
use super::super::seal::{Seal, Sealed, sum};
use super::super::status::{ErrorStatus, Failure};
use super::types::CitygateStation;
use crate::allocate::Grant;
use crate::policy::regimes::JILIN_2024;
use crate::policy::{Policy, Step};
use crate::station::{Station, StationMemory, StationSettings, StationState, StationUser, UserPoint};
use crate::user::{Attributes, User};

/// Whether what is kept is a station or a rehearsal. Not zero, as words that nobody wrote are.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    Station = 1,
    Rehearsal = 2,
}

/// What the words begin with.
#[derive(FromBytes, IntoBytes, Immutable)]
#[repr(C)]
struct Head {
    /// The other memory is the users.
    seal: Seal,
    /// The address of the settings.
    settings: u64,
    /// The address of the steps of the policy.
    steps: u64,
    step_count: u32,
    attributes: u16,
    classes: u16,
    user_count: u32,
    /// A [`Kind`].
    kind: u32,
    /// Of the station's state, and of what is kept of the users.
    sums: [u32; 2],
    /// 1 while a round is open, and the second sum says nothing.
    is_round_open: u32,
    reserved: u32,
}

impl Sealed for Head {
    const MARK: u32 = u32::from_le_bytes(*b"cgst");

    fn seal(&self) -> &Seal {
        &self.seal
    }

    fn seal_mut(&mut self) -> &mut Seal {
        &mut self.seal
    }

    fn words(&self) -> &[u32] {
        let words: &[u32; size_of::<Head>() / 4] = transmute_ref!(self);
        words
    }
}

const fn words_of<T>(count: usize) -> usize {
    size_of::<T>().saturating_mul(count).div_ceil(size_of::<u64>())
}

const _: () = {
    // CITYGATE_STATION_WORDS in the header: 128 words, and 82 for each user, of which the last may be half empty.
    assert!(words_of::<Head>(1) + words_of::<StationState>(1) <= 127);
    assert!(size_of::<UserPoint>() + size_of::<Grant>() + size_of::<User>() <= 82 * size_of::<u64>());
};

pub(super) fn words_for(user_count: u32) -> u64 {
    128 + 82 * u64::from(user_count)
}

/// What a station is made of.
pub(super) struct Held<'a> {
    pub(super) policy: Policy<'a>,
    pub(super) settings: &'a StationSettings,
    pub(super) users: &'a [StationUser],
    pub(super) memory: StationMemory<'a>,
}

/// What a context belongs to, as the caller gives it.
pub(super) struct Belonging {
    pub(super) policy: CitygatePolicy,
    pub(super) settings: *const StationSettings,
    pub(super) users: *const StationUser,
    pub(super) user_count: u32,
}

impl Belonging {
    fn of(head: &Head) -> Belonging {
        Belonging {
            policy: CitygatePolicy {
                steps: core::ptr::with_exposed_provenance::<Step>(head.steps as usize),
                step_count: head.step_count,
                attributes: Attributes::from_bits(head.attributes),
                classes: head.classes,
            },
            settings: core::ptr::with_exposed_provenance(head.settings as usize),
            users: core::ptr::with_exposed_provenance(head.seal.other as usize),
            user_count: head.user_count,
        }
    }

    /// Where all of it is.
    pub(super) fn ranges(&self) -> Result<[MemoryRange; 3], ErrorStatus> {
        Ok([
            MemoryRange::of_array(self.policy.steps, step_count(&self.policy))?,
            MemoryRange::of(self.settings),
            MemoryRange::of_array(self.users, self.user_count)?,
        ])
    }

    /// # Safety
    ///
    /// As [`array`], for all of it and the words.
    unsafe fn held<'a>(&self, words: &'a mut [u64]) -> Result<Held<'a>, Failure> {
        // SAFETY: as promised.
        unsafe {
            let policy = if is_default(&self.policy) { JILIN_2024 } else { borrow(&self.policy)? };
            let (settings, users) = (value(self.settings)?, array(self.users, self.user_count)?);
            Ok(Held { policy, settings, users, memory: memory_of(words, self.user_count as usize)? })
        }
    }
}

fn memory_of(words: &mut [u64], users: usize) -> Result<StationMemory<'_>, Failure> {
    let mut pieces = Pieces(words);
    pieces.next::<Head>(1)?;
    let [state] = pieces.next::<StationState>(1)? else { return Err(ErrorStatus::EventTooSmall.into()) };
    Ok(StationMemory {
        state,
        points: pieces.next::<UserPoint>(users)?,
        grants: pieces.next::<Grant>(users)?,
        users: pieces.next::<User>(users)?,
    })
}

fn head_of(words: &mut [u64]) -> Result<&mut Head, Failure> {
    match Pieces(words).next::<Head>(1)? {
        [head] => Ok(head),
        _ => Err(ErrorStatus::EventTooSmall.into()),
    }
}

/// The sums over what is kept; the second is 0 while a round is open.
fn sums_of(words: &[u64], users: usize, is_round_open: bool) -> [u32; 2] {
    let kept = words.get(words_of::<Head>(1)..).unwrap_or(&[]);
    let (state, of_users) = kept.split_at_checked(words_of::<StationState>(1)).unwrap_or((&[], &[]));
    let users = match is_round_open {
        true => 0,
        false => words_of::<UserPoint>(users) + words_of::<Grant>(users),
    };
    [state, of_users.get(..users).unwrap_or(&[])].map(|kept| {
        let halves = <[u32]>::ref_from_bytes(kept.as_bytes());
        // Aligned, and an even number of them.
        halves.map_or(0, |halves| sum(halves, Head::MARK))
    })
}

fn check_size(own: &CitygateStation, user_count: u32) -> Result<(), Failure> {
    let needed = words_for(user_count);
    if (own.word_count as u64) < needed {
        return Err(Failure::at(ErrorStatus::EventTooSmall, u32::try_from(needed).unwrap_or(u32::MAX)));
    }
    Ok(())
}

/// The other memory that a call is given.
#[derive(Clone, Copy)]
pub(super) struct Others<'a> {
    pub(super) inputs: &'a [MemoryRange],
    pub(super) outputs: &'a [MemoryRange],
}

/// The words, after refusing memory that overlaps what must be apart from it.
///
/// # Safety
///
/// As [`output_slice`], for the words.
unsafe fn words_apart<'a>(
    own: *const CitygateStation,
    user_count: u32,
    others: Others<'_>,
) -> Result<&'a mut [u64], Failure> {
    // SAFETY: as promised.
    unsafe {
        let at = [MemoryRange::of(own)];
        let own = value(own)?;
        let words = [MemoryRange::of_slice(own.words, own.word_count)?];
        check_apart(others.inputs, others.outputs)?;
        check_apart(&words, others.outputs)?;
        check_apart(&at, others.outputs)?;
        check_apart(others.inputs, &words)?;
        check_apart(&at, &words)?;
        check_size(own, user_count)?;
        Ok(output_slice(own.words, own.word_count)?)
    }
}

/// Opens a context: what belongs to it is noted, and the station starts. On an error the words are as they were.
///
/// # Safety
///
/// As [`array`], for all that belongs to it, and [`output_slice`], for the words.
#[inline(never)]
pub(super) unsafe fn open(
    kind: Kind,
    own: *const CitygateStation,
    belonging: &Belonging,
    others: Others<'_>,
) -> Result<(), Failure> {
    // SAFETY: as promised.
    unsafe {
        let words = words_apart(own, belonging.user_count, others)?;
        let Held { policy, settings, users, memory } = belonging.held(words)?;
        check_codes(settings, users)?;
        Station::new(&policy, settings, users, memory)?.start();
        let word_count = value(own)?.word_count;
        let words = output_slice(value(own)?.words, word_count)?;
        let sums = sums_of(words, belonging.user_count as usize, false);
        let head = head_of(words)?;
        let CitygatePolicy { steps, step_count, attributes, classes } = belonging.policy;
        *head = Head {
            seal: Seal::OPEN,
            settings: belonging.settings.expose_provenance() as u64,
            steps: steps.expose_provenance() as u64,
            step_count,
            attributes: attributes.bits(),
            classes,
            user_count: belonging.user_count,
            kind: kind as u32,
            sums,
            is_round_open: 0,
            reserved: 0,
        };
        head.seal.other = belonging.users.expose_provenance() as u64;
        head.seal.settle();
        head.leave();
        Ok(())
    }
}

/// Checks a context and takes it: it is in use until [`release`].
///
/// # Safety
///
/// As [`output_slice`], for the words; `others` are all other memory that the call uses. What belongs to a context
/// whose head is whole is where it was when it was opened.
#[inline(never)]
pub(super) unsafe fn hold<'a>(
    kind: Kind,
    own: *const CitygateStation,
    others: Others<'_>,
) -> Result<Held<'a>, Failure> {
    // SAFETY: as promised.
    unsafe {
        let words = words_apart(own, 0, others)?;
        let head = head_of(words)?;
        head.check()?;
        if head.kind != kind as u32 {
            return Err(ErrorStatus::EventContext.into());
        }
        let (sums, is_round_open) = (head.sums, head.is_round_open != 0);
        let belonging = Belonging::of(head);
        check_size(value(own)?, belonging.user_count)?;
        check_apart(&belonging.ranges()?, others.outputs)?;
        if sums_of(words, belonging.user_count as usize, is_round_open) != sums {
            return Err(ErrorStatus::EventContext.into());
        }
        head_of(words)?.enter();
        let held = belonging.held(words);
        if held.is_err() {
            release(own, None);
        }
        held
    }
}

/// Gives a context back. If something was changed, says whether a round is open now.
///
/// # Safety
///
/// As [`hold`], which has succeeded; nothing of what it gave is used any more.
#[inline(never)]
pub(super) unsafe fn release(own: *const CitygateStation, changed: Option<bool>) {
    // SAFETY: as promised; `hold` has checked all of it.
    let words = unsafe { value(own).and_then(|own| output_slice(own.words, own.word_count)) };
    let Ok(words) = words else { return };
    let users = head_of(words).map_or(0, |head| head.user_count as usize);
    let sums = changed.map(|is_round_open| (sums_of(words, users, is_round_open), is_round_open));
    if let Ok(head) = head_of(words) {
        if let Some((sums, is_round_open)) = sums {
            (head.sums, head.is_round_open) = (sums, u32::from(is_round_open));
        }
        head.leave();
    }
}

/// Works on a station.
///
/// # Safety
///
/// As [`hold`].
#[inline(always)]
pub(super) unsafe fn change(
    own: *const CitygateStation,
    others: Others<'_>,
    work: impl FnOnce(&mut Station<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    // SAFETY: as promised.
    unsafe {
        let Held { policy, settings, users, memory } = hold(Kind::Station, own, others)?;
        let mut is_round_open = None;
        let done = match Station::new(&policy, settings, users, memory) {
            Ok(mut station) => {
                let done = work(&mut station);
                is_round_open = Some(station.is_round_open());
                done
            }
            Err(error) => Err(error.into()),
        };
        release(own, is_round_open);
        done
    }
}

/// Looks at a station, its users and its settings.
///
/// # Safety
///
/// As [`hold`].
#[inline(always)]
pub(super) unsafe fn look_at(
    own: *const CitygateStation,
    others: Others<'_>,
    work: impl FnOnce(&Station<'_>, &[StationUser], &StationSettings) -> Result<(), Failure>,
) -> Result<(), Failure> {
    // SAFETY: as promised.
    unsafe {
        let Held { policy, settings, users, memory } = hold(Kind::Station, own, others)?;
        let done = match Station::new(&policy, settings, users, memory) {
            Ok(station) => work(&station, users, settings),
            Err(error) => Err(error.into()),
        };
        release(own, None);
        done
    }
}

/// Refuses codes, marks and reserved fields that are none of those listed.
fn check_codes(settings: &StationSettings, users: &[StationUser]) -> Result<(), Failure> {
    if !super::convert::is_coded(settings) {
        return Err(ErrorStatus::StationSettings.into());
    }
    match users.iter().position(|user| !super::convert::is_coded_user(user)) {
        Some(user) => Err(Failure::at(ErrorStatus::StationUserCode, user as u32)),
        None => Ok(()),
    }
}
