//! A station prepared once, and shared out again and again.

use zerocopy::{FromBytes, Immutable, IntoBytes, transmute_ref};

use super::allocate::check_count;
use super::call::run;
use super::memory::{
    AnyBytes, MemoryRange, Pieces, array, check_apart, check_optional, output, output_array, output_slice,
    value,
};
use super::policy::{CitygatePolicy, borrow, is_default, step_count};
use super::seal::{Seal, Sealed};
use super::status::{ErrorStatus, Failure, StatusCode};
use crate::allocate::{
    Batch, BatchOutput, ClassTotal, Grant, PreparedMemory, PreparedState, PreparedStation, Summary,
};
use crate::policy::regimes::JILIN_2024;
use crate::policy::{Policy, Step};
use crate::user::{Attributes, CLASS_COUNT, User};

/// Where a prepared station is kept: memory of the caller, which must stay where it is for as long as the station is used.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygatePrepared {
    /// word_count words of 64 bits.
    pub words: *mut u64,
    /// CITYGATE_PREPARED_WORDS(user_count), or more.
    pub word_count: usize,
}

/// Cases of a prepared station: what its users want in each, and what there is.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateBatch {
    /// For each case a row with one demand for each user, row by row.
    pub demands_dm3_per_h: *const u32,
    /// The supply of each case.
    pub supplies_dm3_per_h: *const u64,
    /// At least 1.
    pub case_count: u32,
    /// 0: rows are in the order in which the users were given. 1: in that of citygate_prepared_get_order, which is quicker.
    pub is_in_station_order: u8,
    /// 0.
    pub reserved: [u8; 3],
}

/// Where the results of a batch are written.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateBatchOutput {
    /// Receives CITYGATE_CLASS_COUNT totals for each case: the index is the code of the class.
    pub classes: *mut ClassTotal,
    /// Receives what each user is granted, in rows as those of the demands; NULL if it is not wanted, which is quicker.
    pub granted_dm3_per_h: *mut u32,
    /// Receives what each user is granted and why, a row for each case, always in the order in which the users were
    /// given; NULL if it is not wanted, which is quicker.
    pub grants: *mut Grant,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygatePrepared {}
// SAFETY: as above.
unsafe impl AnyBytes for CitygateBatch {}
// SAFETY: as above.
unsafe impl AnyBytes for CitygateBatchOutput {}

/// What the words begin with.
#[derive(FromBytes, IntoBytes, Immutable)]
#[repr(C)]
struct Head {
    /// The other memory is the users.
    seal: Seal,
    /// The address of the steps of the policy.
    steps: u64,
    step_count: u32,
    attributes: u16,
    classes: u16,
    user_count: u32,
    reserved: u32,
    state: PreparedState,
}

impl Sealed for Head {
    const MARK: u32 = u32::from_le_bytes(*b"cgpr");

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

const HEAD_WORDS: usize = size_of::<Head>() / size_of::<u64>();

const _: () = {
    // CITYGATE_PREPARED_WORDS in the header: 64 words, and 10 for each user, of which the last may be half empty.
    assert!(HEAD_WORDS <= 62);
    let user = size_of::<User>() + size_of::<Grant>() + PreparedMemory::WORDS_PER_USER * size_of::<u32>();
    assert!(user <= 10 * size_of::<u64>());
};

fn words_for(user_count: u32) -> u64 {
    64 + 10 * u64::from(user_count)
}

/// How many words of 64 bits a prepared station takes: as CITYGATE_PREPARED_WORDS, for counts that are known at run time.
///
/// user_count: how many users.
///
/// Returns the number of words.
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_prepared_words(user_count: u32) -> u64 {
    words_for(user_count)
}

/// Prepares a station: groups its users by class, so that supply and demands can change at little cost.
///
/// Policy steps and users must stay where they are, and the users as they are, for as long as the station is used. What
/// they want changes with citygate_prepared_set_demand.
///
/// prepared: where the station is kept.
/// policy: the supply order, for example from citygate_policy_get_default. It is checked on every call.
/// users: user_count users, with the demands at first.
/// user_count: 1 to CITYGATE_MAX_USERS.
/// error_index: on an error that has one, receives the index of the user, step or class, or the words needed; may be
/// NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_TOO_SMALL (too
/// few words), any CITYGATE_ERROR_POLICY_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF,
/// _USER_CLASS_NOT_SERVED. On an error the words are as they were.
///
/// Complexity: four passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_prepared_open(
    prepared: *const CitygatePrepared,
    policy: *const CitygatePolicy,
    users: *const User,
    user_count: u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_count(user_count)?;
            check_optional(error_index)?;
            let (own, mirror) = (value(prepared)?, value(policy)?);
            let inputs = [
                MemoryRange::of(prepared),
                MemoryRange::of(policy),
                MemoryRange::of_array(mirror.steps, step_count(mirror))?,
                MemoryRange::of_array(users, user_count)?,
            ];
            let words_range = MemoryRange::of_slice(own.words, own.word_count)?;
            check_apart(&inputs, &[words_range, MemoryRange::of(error_index)])?;
            let address = users.expose_provenance() as u64;
            let users = array(users, user_count)?;
            check_size(own, user_count)?;
            let mirror = *mirror;
            let (head, memory) = parts(output_slice(own.words, own.word_count)?, user_count)?;
            let own_policy = policy_of(&mirror)?;
            let station = PreparedStation::new(&own_policy, users, memory)?;
            head.state = station.state();
            head.seal.other = address;
            head.steps = mirror.steps.expose_provenance() as u64;
            (head.step_count, head.classes) = (mirror.step_count, mirror.classes);
            (head.attributes, head.user_count, head.reserved) = (mirror.attributes.bits(), user_count, 0);
            head.seal.settle();
            head.leave();
            Ok(())
        })
    }
}

/// Changes what a user wants. Grants and reasons are those of the last allocation until the next.
///
/// prepared: the station.
/// user: which user, counted from 0 as they were given.
/// demand_dm3_per_h: what it wants from now on.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (no such user), _EVENT_CONTEXT,
/// _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; nothing is changed then.
///
/// Constant time; but the first change after an allocation copies the demands of all users, by which that one is explained.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_prepared_set_demand(
    prepared: *const CitygatePrepared,
    user: u32,
    demand_dm3_per_h: u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change(prepared, &[], &[], |station| {
                let before = station.set_demand(user as usize, demand_dm3_per_h);
                before.map(|_| ()).ok_or(Failure::from(ErrorStatus::Unknown))
            })
        })
    }
}

/// Shares out a supply among the users of a prepared station, as citygate_allocate does.
///
/// prepared: the station.
/// supply_dm3_per_h: what there is to share; any value.
/// summary: receives the totals, those by class among them.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _EVENT_TOO_SMALL; nothing is changed then.
///
/// Complexity: one pass over the users; in addition the general walk among those of the step that is short who state a
/// base or are on/off, or all its users where it has minimums due or is not pro rata.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_prepared_allocate(
    prepared: *const CitygatePrepared,
    supply_dm3_per_h: u64,
    summary: *mut Summary,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change(prepared, &[], &[MemoryRange::of(summary)], |station| {
                *output(summary)? = *station.allocate(supply_dm3_per_h);
                Ok(())
            })
        })
    }
}

/// What every user was granted in the last allocation of a prepared station, and why.
///
/// prepared: the station.
/// grants: receives one grant for each user, in the order in which the users were given.
/// user_count: as when the station was opened.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
/// station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; grants are as they were then.
///
/// Complexity: one pass over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_prepared_get_grants(
    prepared: *const CitygatePrepared,
    grants: *mut Grant,
    user_count: u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_count(user_count)?;
            let outputs = [MemoryRange::of_array(grants, user_count)?];
            change(prepared, &[], &outputs, |station| {
                check_users(station, user_count)?;
                station.write_grants(output_array(grants, user_count)?);
                Ok(())
            })
        })
    }
}

/// Which of the users stands at each place of a prepared station: by class, and within a class as they were given. A batch
/// whose rows are in this order has nothing to be put in order.
///
/// prepared: the station.
/// order: receives one index for each user.
/// user_count: as when the station was opened.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
/// station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; order is as it was then.
///
/// Complexity: one pass over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_prepared_get_order(
    prepared: *const CitygatePrepared,
    order: *mut u32,
    user_count: u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_count(user_count)?;
            let outputs = [MemoryRange::of_array(order, user_count)?];
            change(prepared, &[], &outputs, |station| {
                check_users(station, user_count)?;
                for (to, from) in output_array(order, user_count)?.iter_mut().zip(station.order()) {
                    *to = *from;
                }
                Ok(())
            })
        })
    }
}

/// Shares out many cases of a prepared station, each by itself. The demands of the station stay as they are; its grants
/// are afterwards those of its demands, changed ones included, and the supply of its last allocation.
///
/// prepared: the station.
/// batch: what the users want in each case, and what there is.
/// result: where the answers are written.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no cases), _TOO_MANY (more demands than
/// memory holds), _EVENT_CODE (is_in_station_order is neither 0 nor 1, or a reserved byte is not 0), _EVENT_CONTEXT,
/// _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; what result points to is as it was then.
///
/// Complexity: one pass over the demands, and another for grants and for reasons each where they are wanted; in addition
/// the general walk as for citygate_prepared_allocate.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_prepared_allocate_batch(
    prepared: *const CitygatePrepared,
    batch: *const CitygateBatch,
    result: *const CitygateBatchOutput,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let (given, to) = (*value(batch)?, *value(result)?);
            let CitygateBatch { case_count, is_in_station_order, reserved, .. } = given;
            if case_count == 0 {
                return Err(ErrorStatus::Empty.into());
            }
            if is_in_station_order > 1 || reserved != [0; 3] {
                return Err(ErrorStatus::EventCode.into());
            }
            let cells = cells(prepared, case_count)?;
            let inputs = [
                MemoryRange::of(batch),
                MemoryRange::of(result),
                MemoryRange::of_slice(given.demands_dm3_per_h, cells as usize)?,
                MemoryRange::of_array(given.supplies_dm3_per_h, case_count)?,
            ];
            let outputs = [
                MemoryRange::of_array(to.classes.cast::<[ClassTotal; CLASS_COUNT]>(), case_count)?,
                MemoryRange::of_slice(to.granted_dm3_per_h, cells as usize)?,
                MemoryRange::of_slice(to.grants, cells as usize)?,
            ];
            change(prepared, &inputs, &outputs, |station| {
                let batch = Batch {
                    demands: array(given.demands_dm3_per_h, cells)?,
                    supplies: array(given.supplies_dm3_per_h, case_count)?,
                    is_in_station_order: is_in_station_order == 1,
                };
                let classes = output_array(to.classes.cast(), case_count)?;
                let granted = match to.granted_dm3_per_h.is_null() {
                    true => None,
                    false => Some(output_array(to.granted_dm3_per_h, cells)?),
                };
                let grants = match to.grants.is_null() {
                    true => None,
                    false => Some(output_array(to.grants, cells)?),
                };
                let counted = station.allocate_batch(batch, BatchOutput { classes, granted, grants });
                counted.map_err(|_| Failure::from(ErrorStatus::TooMany))
            })
        })
    }
}

/// How many demands so many cases have.
///
/// # Safety
///
/// As [`change`].
unsafe fn cells(prepared: *const CitygatePrepared, case_count: u32) -> Result<u32, Failure> {
    let mut users = 0;
    // SAFETY: as promised.
    unsafe {
        change(prepared, &[], &[], |station| {
            users = station.user_count() as u32;
            Ok(())
        })?;
    }
    users.checked_mul(case_count).ok_or(Failure::from(ErrorStatus::TooMany))
}

fn check_users(station: &PreparedStation<'_>, user_count: u32) -> Result<(), Failure> {
    if station.user_count() == user_count as usize { Ok(()) } else { Err(ErrorStatus::TooMany.into()) }
}

fn check_size(own: &CitygatePrepared, user_count: u32) -> Result<(), Failure> {
    let needed = words_for(user_count);
    if (own.word_count as u64) < needed {
        return Err(Failure::at(ErrorStatus::EventTooSmall, u32::try_from(needed).unwrap_or(u32::MAX)));
    }
    Ok(())
}

/// The words as what they hold.
fn parts(words: &mut [u64], user_count: u32) -> Result<(&mut Head, PreparedMemory<'_>), Failure> {
    let users = user_count as usize;
    let mut pieces = Pieces(words);
    let [head] = pieces.next::<Head>(1)? else { return Err(ErrorStatus::EventTooSmall.into()) };
    let memory = PreparedMemory {
        users: pieces.next::<User>(users)?,
        grants: pieces.next::<Grant>(users)?,
        words: pieces.next::<u32>(users * PreparedMemory::WORDS_PER_USER)?,
    };
    Ok((head, memory))
}

/// The policy behind a mirror.
///
/// # Safety
///
/// As [`borrow`].
unsafe fn policy_of<'a>(mirror: &CitygatePolicy) -> Result<Policy<'a>, Failure> {
    if is_default(mirror) {
        return Ok(JILIN_2024);
    }
    // SAFETY: as promised.
    unsafe { borrow(mirror) }
}

/// Works on a prepared station.
///
/// # Safety
///
/// As [`output_slice`], for the words; `inputs` and `outputs` are all other memory that `work` uses. The users and the steps
/// of a station whose head is whole are where they were when it was opened.
#[inline(always)]
unsafe fn change(
    prepared: *const CitygatePrepared,
    inputs: &[MemoryRange],
    outputs: &[MemoryRange],
    work: impl FnOnce(&mut PreparedStation<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    // SAFETY: as promised.
    unsafe {
        let own = value(prepared)?;
        let words_range = MemoryRange::of_slice(own.words, own.word_count)?;
        check_apart(&[MemoryRange::of(prepared)], outputs)?;
        check_apart(inputs, outputs)?;
        check_apart(inputs, &[words_range])?;
        check_apart(&[words_range, MemoryRange::of(prepared)], outputs)?;
        check_apart(&[MemoryRange::of(prepared)], &[words_range])?;
        check_size(own, 0)?;
        let words = output_slice(own.words, own.word_count)?;
        let (head, _) = parts(words, 0)?;
        head.check()?;
        let user_count = head.user_count;
        check_size(own, user_count)?;
        let mirror = CitygatePolicy {
            steps: core::ptr::with_exposed_provenance::<Step>(head.steps as usize),
            step_count: head.step_count,
            attributes: Attributes::from_bits(head.attributes),
            classes: head.classes,
        };
        let users = core::ptr::with_exposed_provenance::<User>(head.seal.other as usize);
        let kept = [
            MemoryRange::of_array(users, user_count)?,
            MemoryRange::of_array(mirror.steps, step_count(&mirror))?,
        ];
        check_apart(&kept, outputs)?;
        let users = array(users, user_count)?;
        let policy = policy_of(&mirror)?;
        let (head, memory) = parts(words, user_count)?;
        head.enter();
        let done = match PreparedStation::resume(&policy, users, memory, head.state) {
            Some(mut station) => {
                let done = work(&mut station);
                head.state = station.state();
                done
            }
            None => Err(ErrorStatus::EventTooSmall.into()),
        };
        head.leave();
        done
    }
}
