//! The content of a report.

use super::super::call::run;
use super::super::status::{ErrorStatus, Failure, StatusCode};
use core::ffi::c_char;
use core::mem::offset_of;

use super::super::memory::{MemoryRange, array, check_apart, check_optional, output, output_array, value};
use super::codes::{CITYGATE_NONE, CITYGATE_PERMILLE_UNKNOWN};
use super::convert::{argument, field, flag, optional};
use super::record_codes::CITYGATE_REPORT_ITEM_COUNT;
use super::record_types::CitygateReport;
use super::status::at;
use crate::event::{
    Grade, RecipientSet, Report, ReportFormat, ReportItem, ResponseLevel, SensitivitySet, render_report,
};

const ITEMS: usize = CITYGATE_REPORT_ITEM_COUNT as usize;

/// Which items of a report are still missing: empty, or white space only. A report with missing items is sent all
/// the same, says so, and is followed up. Plan 4.2.
///
/// report: the report.
/// missing: receives a bit for each missing item: bit n stands for item n.
/// error_index: on CITYGATE_ERROR_EVENT_NOT_UTF8 receives the item, on _EVENT_CODE the offset of the field; may be
/// NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_NOT_UTF8; missing is as it
/// was then. Time grows with the length of the texts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_report_missing_items(
    report: *const CitygateReport,
    missing: *mut u16,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let outputs = [MemoryRange::of(missing), MemoryRange::of(error_index)];
            check_apart(&[MemoryRange::of(report)], &outputs)?;
            let report = read(value(report)?, &outputs)?;
            *output(missing)? = report.missing().bits();
            Ok(())
        })
    }
}

/// Renders a report as text for people or as JSON for programs, in UTF-8. A report that does not fit is an error:
/// nothing is cut off.
///
/// The texts cannot forge other parts of the report: line breaks inside an item are indented, control and direction
/// characters are written out, JSON is escaped.
///
/// report: the report.
/// format: CITYGATE_REPORT_....
/// text: receives the report, without a terminating NUL. May be NULL if text_size is 0.
/// text_size: the bytes of text.
/// length: receives how many bytes were written.
/// error_index: on CITYGATE_ERROR_EVENT_TOO_SMALL receives how many bytes are needed, on _EVENT_NOT_UTF8 the item, on
/// _EVENT_CODE the offset of the field; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (text_size exceeds the address
/// space), _EVENT_CODE, _EVENT_NOT_UTF8, _EVENT_TOO_SMALL; text and length are as they were then. Time grows with the
/// length of the texts, which are passed over twice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_report_render(
    report: *const CitygateReport,
    format: u8,
    text: *mut c_char,
    text_size: u32,
    length: *mut u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let outputs = [
                MemoryRange::of_array(text, text_size)?,
                MemoryRange::of(length),
                MemoryRange::of(error_index),
            ];
            check_apart(&[MemoryRange::of(report)], &outputs)?;
            let report = read(value(report)?, &outputs)?;
            let length = output(length)?;
            let format = argument(ReportFormat::from_code(format))?;
            let out = if text_size == 0 { &mut [] } else { output_array(text.cast::<u8>(), text_size)? };
            let written = render_report(&report, format, out)
                .map_err(|error| at(ErrorStatus::EventTooSmall, error.needed as u64))?;
            // No more than text_size.
            *length = written as u32;
            Ok(())
        })
    }
}

/// The library's report behind a mirror.
///
/// # Safety
///
/// Texts that are neither NULL nor of length 0 are what the mirror says, and nobody writes them for as long as `'a`.
unsafe fn read<'a>(mirror: &CitygateReport, outputs: &[MemoryRange]) -> Result<Report<'a>, Failure> {
    let mut items = [""; ITEMS];
    for (item, ((slot, text), length)) in
        items.iter_mut().zip(mirror.texts).zip(mirror.text_lengths).enumerate()
    {
        if length > 0 {
            check_apart(&[MemoryRange::of_array(text, length)?], outputs)?;
            // SAFETY: as promised.
            let bytes = unsafe { array(text.cast::<u8>(), length) }?;
            *slot = core::str::from_utf8(bytes).ok().ok_or(at(ErrorStatus::EventNotUtf8, item as u64))?;
        }
    }
    field((mirror.reserved == 0).then_some(()), offset_of!(CitygateReport, reserved))?;
    let is_final = flag(mirror.is_final, offset_of!(CitygateReport, is_final))?;
    let imbalance = mirror.imbalance_permille;
    Ok(Report {
        number: mirror.number,
        is_final,
        grade: optional(mirror.grade, CITYGATE_NONE, Grade::from_code, offset_of!(CitygateReport, grade))?,
        response: optional(
            mirror.level,
            CITYGATE_NONE,
            ResponseLevel::from_code,
            offset_of!(CitygateReport, level),
        )?,
        imbalance_permille: (imbalance != CITYGATE_PERMILLE_UNKNOWN).then_some(imbalance),
        sensitivity: field(
            SensitivitySet::from_bits(mirror.sensitivity),
            offset_of!(CitygateReport, sensitivity),
        )?,
        recipients: field(
            RecipientSet::from_bits(mirror.recipients),
            offset_of!(CitygateReport, recipients),
        )?,
        items,
    })
}

const _: () = assert!(ITEMS == ReportItem::ALL.len());
