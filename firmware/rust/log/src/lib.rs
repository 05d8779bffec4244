#![no_std]
//! The C library, and beside it functions that log by defmt what a firmware in C holds in its hands: `citygate_log.h`
//! says what for. The texts stay in the ELF file on the host; over the wire go numbers.

use core::cell::UnsafeCell;

use citygate::allocate::Grant;
use citygate::ffi::citygate_status_text;
use citygate::station::AlarmKind;
use citygate::user::User;
use core::ffi::CStr;

unsafe extern "C" {
    /// The firmware's: sends bytes of the log.
    fn citygate_log_write(bytes: *const u8, count: u32);
    /// The firmware's: the time, in ms.
    fn citygate_log_time_ms() -> u64;
}

/// In place of a user: the alarm is the station's.
const STATION: u32 = u32::MAX;

fn send(bytes: &[u8]) {
    // SAFETY: the header says that the firmware reads so many bytes and no more.
    unsafe { citygate_log_write(bytes.as_ptr(), bytes.len() as u32) }
}

struct Frames(UnsafeCell<defmt::Encoder>);

// SAFETY: the header says that one function that logs is called at a time.
unsafe impl Sync for Frames {}

static FRAMES: Frames = Frames(UnsafeCell::new(defmt::Encoder::new()));

impl Frames {
    fn with(&self, work: impl FnOnce(&mut defmt::Encoder)) {
        // SAFETY: as above; `work` does not come back here.
        work(unsafe { &mut *self.0.get() });
    }
}

#[defmt::global_logger]
struct Logger;

// SAFETY: one frame at a time, as above.
unsafe impl defmt::Logger for Logger {
    fn acquire() {
        FRAMES.with(|frames| frames.start_frame(send));
    }

    unsafe fn flush() {}

    unsafe fn release() {
        FRAMES.with(|frames| frames.end_frame(send));
    }

    unsafe fn write(bytes: &[u8]) {
        FRAMES.with(|frames| frames.write(bytes, send));
    }
}

// SAFETY: the firmware's function takes nothing and returns a number.
defmt::timestamp!("{=u64:ms}", unsafe { citygate_log_time_ms() });

/// Logs what one user gets, and why; nothing for a null pointer.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_log_grant(user: u32, grant: Option<&Grant>) {
    if let Some(grant) = grant {
        defmt::info!("user {=u32}: {}", user, grant);
    }
}

/// Logs what a user wants; nothing for a null pointer.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_log_user(user: u32, wants: Option<&User>) {
    if let Some(wants) = wants {
        defmt::debug!("user {=u32}: {}", user, wants);
    }
}

/// Logs an alarm that came, or that is over.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_log_alarm(kind: u8, user: u32, is_over: u8) {
    match (AlarmKind::from_code(kind), user, is_over) {
        (Some(kind), STATION, 0) => defmt::warn!("alarm {}", kind),
        (Some(kind), STATION, _) => defmt::warn!("alarm {} is over", kind),
        (Some(kind), user, 0) => defmt::warn!("alarm {}, user {=u32}", kind, user),
        (Some(kind), user, _) => defmt::warn!("alarm {}, user {=u32}, is over", kind, user),
        (None, ..) => defmt::error!("alarm {=u8}, which is none", kind),
    }
}

/// Logs an error, and at which user; nothing for success.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_log_status(status: i32, error_index: u32) {
    if status != 0 {
        // SAFETY: a text of the library, which ends with a zero.
        let text = unsafe { CStr::from_ptr(citygate_status_text(status)) };
        defmt::error!("{=i32}, {=str}, at {=u32}", status, text.to_str().unwrap_or(""), error_index);
    }
}
