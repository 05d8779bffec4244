//! Texts of the codes, in English and in the plan's Chinese terms.

use core::ffi::{CStr, c_char};

use super::record_codes::*;
use super::refusals::{REFUSALS, WARNING_REFUSALS};
use crate::event::{
    Action, ActionKind, ActionRemark, AffectedArea, Authority, Criterion, Duty, DutyDeadline, DutyHolder,
    DutyTrigger, Evaluator, Government, Grade, JournalEntryKind, Justification, Measure, NetworkCondition,
    Phase, Possibility, Recipient, Refusal, ReportItem, Response, ResponseLevel, SampleOutcome, Sensitivity,
    Trend, TrendSource, Unmet, WarningAction, WarningLevel, WarningReach, WarningRefusal,
};

/// Looks a text up in one language; of one language the other links nothing.
macro_rules! look_up {
    ($method:ident, [$due:expr, $downtime:expr, $duty:expr], $table:expr, $code:expr) => {
        match $table {
            CITYGATE_TEXT_GRADE => Grade::from_code($code).map(Grade::$method),
            CITYGATE_TEXT_CRITERION => Criterion::from_code($code).map(Criterion::$method),
            CITYGATE_TEXT_EVALUATOR => Evaluator::from_code($code).map(Evaluator::$method),
            CITYGATE_TEXT_TREND => Trend::from_code($code).map(Trend::$method),
            CITYGATE_TEXT_TREND_SOURCE => TrendSource::from_code($code).map(TrendSource::$method),
            CITYGATE_TEXT_NETWORK_CONDITION => {
                NetworkCondition::from_code($code).map(NetworkCondition::$method)
            }
            CITYGATE_TEXT_UNMET => Unmet::from_code($code).map(Unmet::$method),
            CITYGATE_TEXT_SAMPLE => SampleOutcome::from_code($code)
                // It is a status in C.
                .filter(|pushed| *pushed != SampleOutcome::OutOfRange)
                .map(SampleOutcome::$method),
            CITYGATE_TEXT_AUTHORITY => Authority::from_code($code).map(Authority::$method),
            CITYGATE_TEXT_WARNING => WarningLevel::from_code($code).map(WarningLevel::$method),
            CITYGATE_TEXT_WARNING_ACTION => WarningAction::from_code($code).map(WarningAction::$method),
            CITYGATE_TEXT_POSSIBILITY => Possibility::from_code($code).map(Possibility::$method),
            CITYGATE_TEXT_WARNING_REACH => WarningReach::from_code($code).map(WarningReach::$method),
            CITYGATE_TEXT_MEASURE => Measure::from_code($code).map(Measure::$method),
            CITYGATE_TEXT_RESPONSE_LEVEL => ResponseLevel::from_code($code).map(ResponseLevel::$method),
            CITYGATE_TEXT_RESPONSE => Response::from_code($code).map(Response::$method),
            CITYGATE_TEXT_GOVERNMENT => Government::from_code($code).map(Government::$method),
            CITYGATE_TEXT_AFFECTED_AREA => AffectedArea::from_code($code).map(AffectedArea::$method),
            CITYGATE_TEXT_JUSTIFICATION => Justification::from_code($code).map(Justification::$method),
            CITYGATE_TEXT_PHASE => Phase::from_code($code).map(Phase::$method),
            CITYGATE_TEXT_ACTION => Action::from_code($code).map(Action::kind).map(ActionKind::$method),
            CITYGATE_TEXT_REFUSAL => refusal($code).map(Refusal::$method),
            CITYGATE_TEXT_WARNING_REFUSAL => {
                WARNING_REFUSALS.get(usize::from($code)).copied().map(WarningRefusal::$method)
            }
            CITYGATE_TEXT_ACTION_REMARK => ActionRemark::from_code($code).map(ActionRemark::$method),
            CITYGATE_TEXT_DUTY => Duty::from_code($code).map(Duty::$method),
            CITYGATE_TEXT_DUTY_TRIGGER => DutyTrigger::from_code($code).map(DutyTrigger::$method),
            CITYGATE_TEXT_DUTY_HOLDER => DutyHolder::from_code($code).map(DutyHolder::$method),
            CITYGATE_TEXT_DUTY_DEADLINE => DutyDeadline::from_code($code).map(DutyDeadline::$method),
            CITYGATE_TEXT_RECIPIENT => Recipient::from_code($code).map(Recipient::$method),
            CITYGATE_TEXT_SENSITIVITY => Sensitivity::from_code($code).map(Sensitivity::$method),
            CITYGATE_TEXT_REPORT_ITEM => ReportItem::from_code($code).map(ReportItem::$method),
            CITYGATE_TEXT_OBLIGATION => $due.get(usize::from($code)).copied(),
            CITYGATE_TEXT_DOWNTIME => $downtime.get(usize::from($code)).copied(),
            CITYGATE_TEXT_DUTY_STATUS => $duty.get(usize::from($code)).copied(),
            CITYGATE_TEXT_JOURNAL_ENTRY => JournalEntryKind::from_code($code).map(JournalEntryKind::$method),
            _ => None,
        }
    };
}

/// What a code of the event rules says, in English.
///
/// table: CITYGATE_TEXT_....
/// code: a code of that table; of sets, the number of a bit.
///
/// Returns a constant NUL-terminated text, never NULL: a code or a table that does not exist gives "unknown code".
#[unsafe(no_mangle)]
pub extern "C" fn citygate_event_text(table: u8, code: u8) -> *const c_char {
    const DUE: [&CStr; 4] =
        [text!("nothing due"), text!("due"), text!("overdue"), text!("due at once: time was lost")];
    const DOWNTIME: [&CStr; 3] =
        [text!("ran on"), text!("stopped for a known time"), text!("stopped for an unknown time")];
    const DUTY: [&CStr; 7] = [
        text!("not brought"),
        text!("open"),
        text!("due"),
        text!("overdue"),
        text!("due at once: time was lost"),
        text!("done"),
        text!("done late"),
    ];
    text(look_up!(c_text_en, [DUE, DOWNTIME, DUTY], table, code), text!("unknown code"))
}

/// What a code of the event rules says, in the plan's Chinese terms.
///
/// table: CITYGATE_TEXT_....
/// code: a code of that table; of sets, the number of a bit.
///
/// Returns a constant NUL-terminated UTF-8 text, never NULL: a code or a table that does not exist gives "未知代码".
#[unsafe(no_mangle)]
pub extern "C" fn citygate_event_text_zh(table: u8, code: u8) -> *const c_char {
    const DUE: [&CStr; 4] = [text!("无须报告"), text!("待报"), text!("逾期"), text!("计时中断，须立即报告")];
    const DOWNTIME: [&CStr; 3] =
        [text!("时钟连续"), text!("时钟中断，时长已知"), text!("时钟中断，时长未知")];
    const DUTY: [&CStr; 7] = [
        text!("未产生"),
        text!("待定"),
        text!("待办"),
        text!("逾期"),
        text!("计时中断，须立即办理"),
        text!("完成"),
        text!("逾期完成"),
    ];
    text(look_up!(c_text_zh, [DUE, DOWNTIME, DUTY], table, code), text!("未知代码"))
}

/// The refusal with this code, for its text.
fn refusal(code: u8) -> Option<Refusal> {
    REFUSALS.get(usize::from(code.wrapping_sub(1))).copied()
}

fn text(known: Option<&'static CStr>, unknown: &'static CStr) -> *const c_char {
    known.unwrap_or(unknown).as_ptr()
}
