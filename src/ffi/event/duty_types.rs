//! Structures of duties as C sees them, and their codes. A number, once given a meaning, keeps it.

use core::ffi::c_char;

use super::types::CitygateInstant;
use crate::event::{DUTIES_SAVED_LEN, DUTY_RULES, Duty};
use zerocopy::FromBytes;

/// How many duties there are: their codes are 0 to one less.
pub const CITYGATE_DUTY_COUNT: u32 = 23u32;

/// Nothing has brought the duty.
pub const CITYGATE_DUTY_STATUS_NOT_BROUGHT: u8 = 0u8;
/// It was brought and has no deadline: to be decided, or afterwards.
pub const CITYGATE_DUTY_STATUS_OPEN: u8 = 1u8;
/// It is due in so many milliseconds; 0 is the last moment in time.
pub const CITYGATE_DUTY_STATUS_PENDING: u8 = 2u8;
/// It is late by so many milliseconds.
pub const CITYGATE_DUTY_STATUS_OVERDUE: u8 = 3u8;
/// An unknown while was lost since it was brought: see to it at once.
pub const CITYGATE_DUTY_STATUS_TIME_LOST: u8 = 4u8;
/// It was done.
pub const CITYGATE_DUTY_STATUS_DONE: u8 = 5u8;
/// It was done late.
pub const CITYGATE_DUTY_STATUS_DONE_LATE: u8 = 6u8;

/// Bytes of the storage of the duties of an event: sizeof(citygate_duties_t).
pub const CITYGATE_DUTIES_SIZE: u32 = 160u32;

/// A row of the plan's table of duties.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateDutyRule {
    /// What files call it, for example enterprise-first; ends in NUL.
    pub id: [c_char; 20],
    /// The section of the plan, for example 4.5.2; ends in NUL.
    pub section: [c_char; 8],
    /// What brings it, CITYGATE_DUTY_TRIGGER_....
    pub trigger: u8,
    /// Whose it is, CITYGATE_DUTY_HOLDER_....
    pub holder: u8,
    /// By when it is done, CITYGATE_DUTY_DEADLINE_....
    pub deadline: u8,
    /// Who ticks it off; bit n stands for authority n.
    pub authorities: u8,
}

/// Storage for the duties of an event; its content is the library's. Declare it static, open it with
/// citygate_duties_open or citygate_duties_restore and leave it where it is.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateDuties {
    /// The library's.
    pub words: [u64; 20],
}

/// Saved duties, to be stored where they survive a restart.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateDutiesSaved {
    /// The saved duties; they are sealed, so torn or altered ones are found out.
    pub bytes: [u8; 152],
}

/// How the duties of an event stand, as sets: bit n stands for the duty with code n.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateDutySets {
    /// Brought, and not done.
    pub due: u32,
    /// Those of them that are late, or may be since time was lost.
    pub overdue: u32,
    /// Done, in time or late.
    pub done: u32,
    /// Those of them that were done late.
    pub done_late: u32,
}

/// How one duty stands.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateDutyStatus {
    /// Milliseconds left (CITYGATE_DUTY_STATUS_PENDING) or late (_OVERDUE); otherwise 0.
    pub ms: u64,
    /// When it was brought; 0 if nothing has.
    pub brought: CitygateInstant,
    /// By when it is to be done; 0 if has_deadline is 0.
    pub deadline: CitygateInstant,
    /// One of CITYGATE_DUTY_STATUS_....
    pub status: u8,
    /// 1: it was brought and has a deadline; otherwise 0.
    pub has_deadline: u8,
    /// 0.
    pub reserved: [u8; 6],
}

const _: () = {
    assert!(CITYGATE_DUTY_COUNT as usize == Duty::ALL.len());
    assert!(CITYGATE_DUTIES_SIZE as usize == size_of::<CitygateDuties>());
    assert!(size_of::<CitygateDutiesSaved>() == DUTIES_SAVED_LEN);
    // Every name and section fits, with a NUL.
    let mut rest: &[crate::event::DutyRule] = &DUTY_RULES;
    while let [rule, tail @ ..] = rest {
        assert!(rule.duty.name().len() < 20 && rule.section.len() < 8);
        rest = tail;
    }
};
