//! Texts of the station's codes, in English and Chinese.

use core::ffi::{CStr, c_char};

use super::super::status::either;
use super::codes::*;

/// The texts of one table in one language, in the order of the codes.
macro_rules! texts {
    ($($en:literal $zh:literal)+) => {
        const { &[$(either::<CHINESE>(text!($en), text!($zh))),+] }
    };
}

/// The texts of a table; those of commands and events, whose codes begin with 1, have a first one that is left out.
fn table_of<const CHINESE: bool>(table: u8) -> &'static [&'static CStr] {
    match table {
        CITYGATE_STATION_TEXT_MODE => texts!("off" "停用" "manual" "手动" "automatic" "自动"),
        CITYGATE_STATION_TEXT_QUALITY => texts!("good" "有效" "uncertain" "可疑" "bad" "无效"),
        CITYGATE_STATION_TEXT_VALVE => texts!("available" "可用" "not available" "不可用"),
        CITYGATE_STATION_TEXT_CONTROL => texts!("controlled" "可控" "uncontrolled" "不可控"),
        CITYGATE_STATION_TEXT_RUNG => texts!(
            "measured" "实测值" "guarded" "保守修正值" "last good" "末次有效值" "scheduled" "计划值"
            "conservative" "保守值"
        ),
        CITYGATE_STATION_TEXT_INSTRUMENT_STATUS => texts!(
            "good" "正常" "failure" "故障" "function check" "功能检查" "out of specification" "超出规格"
            "maintenance required" "需要维护"
        ),
        CITYGATE_STATION_TEXT_STANDING => texts!(
            "shared" "参与分配" "uncontrolled" "不受控" "manual" "手动设定" "not following" "未执行指令"
            "noticed" "已通知" "kept" "维持供气"
        ),
        CITYGATE_STATION_TEXT_ORDER_STATE => texts!(
            "none" "无" "proposed" "待确认" "issued" "已下达" "acknowledged" "已回执" "in force" "生效"
            "superseded" "已被取代" "not followed" "未执行" "confirmed" "已确认"
        ),
        CITYGATE_STATION_TEXT_ORDER_CAUSE => texts!(
            "allocation" "供气分配" "restoration" "恢复供气" "override" "人工设定" "confirmation" "人工确认"
        ),
        CITYGATE_STATION_TEXT_ALARM_KIND => texts!(
            "supply substituted" "供气量非实测" "user substituted" "用户数据非实测" "proposal waits" "压减建议待确认"
            "not following" "用户未执行指令" "not acknowledged" "指令未回执" "override expires" "人工设定即将到期"
            "cannot be met" "不可控用气超过可供气量" "not automatic" "非自动方式" "changes used up" "调整次数用尽"
            "valve not available" "阀门不可用"
        ),
        CITYGATE_STATION_TEXT_ALARM_PRIORITY => texts!("low" "低" "medium" "中" "high" "高"),
        CITYGATE_STATION_TEXT_ALARM_STATE => texts!(
            "normal" "正常" "unacknowledged" "未确认" "acknowledged" "已确认"
            "returned unacknowledged" "已恢复未确认"
        ),
        _ => &[],
    }
}

/// The same of commands and events, whose codes begin with 1.
fn table_from_1<const CHINESE: bool>(table: u8) -> &'static [&'static CStr] {
    match table {
        CITYGATE_STATION_TEXT_COMMAND_KIND => texts!(
            "override" "人工设定" "hold" "保持" "release" "解除人工设定" "acknowledge order" "指令回执"
            "acknowledge alarm" "确认报警" "shelve" "搁置报警" "unshelve" "取消搁置" "confirm" "确认压减建议"
            "set mode" "设定运行方式"
        ),
        CITYGATE_STATION_TEXT_EVENT_KIND => texts!(
            "ordered" "指令下达" "took effect" "指令生效" "superseded" "指令被取代" "proposed" "提出压减建议"
            "withdrawn" "撤回压减建议" "confirmed" "压减建议已确认" "strayed" "用户超量用气"
            "follows again" "用户恢复执行" "commanded" "人工命令" "override expired" "人工设定到期"
            "lock broken" "最短运行时间未满足" "alarm came" "报警发生" "alarm went" "报警恢复"
            "alarm unshelved" "报警搁置到期" "flood began" "报警泛滥开始" "flood ended" "报警泛滥结束"
        ),
        _ => &[],
    }
}

fn text_in<const CHINESE: bool>(table: u8, code: u8) -> &'static CStr {
    let from_0 = table_of::<CHINESE>(table).get(usize::from(code));
    let from_1 = usize::from(code).checked_sub(1).and_then(|code| table_from_1::<CHINESE>(table).get(code));
    from_0.or(from_1).copied().unwrap_or(either::<CHINESE>(text!("unknown code"), text!("未知代码")))
}

/// What a code of the station controller says, in English.
///
/// table: CITYGATE_STATION_TEXT_....
/// code: a code of that table.
///
/// Returns a constant NUL-terminated text, never NULL: a code or a table that does not exist gives "unknown code".
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_station_text(table: u8, code: u8) -> *const c_char {
    text_in::<false>(table, code).as_ptr()
}

/// What a code of the station controller says, in Chinese.
///
/// table: CITYGATE_STATION_TEXT_....
/// code: a code of that table.
///
/// Returns a constant NUL-terminated UTF-8 text, never NULL: a code or a table that does not exist gives "未知代码".
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_station_text_zh(table: u8, code: u8) -> *const c_char {
    text_in::<true>(table, code).as_ptr()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::station::*;

    /// The names are those of the core, for people; there are as many as codes, in both languages.
    #[test]
    fn names_are_those_of_the_core() {
        macro_rules! check {
            ($($table:ident $of:ident)+) => {$(
                assert_eq!(table_of::<false>($table).len(), $of::ALL.len());
                assert_eq!(table_of::<true>($table).len(), $of::ALL.len());
                for one in $of::ALL {
                    let text = text_in::<false>($table, one.code()).to_str().unwrap();
                    assert_eq!(text.replace(' ', "_"), one.name());
                }
            )+};
        }
        check!(
            CITYGATE_STATION_TEXT_MODE Mode
            CITYGATE_STATION_TEXT_QUALITY Quality
            CITYGATE_STATION_TEXT_VALVE Valve
            CITYGATE_STATION_TEXT_CONTROL Control
            CITYGATE_STATION_TEXT_RUNG Rung
            CITYGATE_STATION_TEXT_INSTRUMENT_STATUS InstrumentStatus
            CITYGATE_STATION_TEXT_STANDING Standing
            CITYGATE_STATION_TEXT_ORDER_STATE OrderState
            CITYGATE_STATION_TEXT_ORDER_CAUSE OrderCause
            CITYGATE_STATION_TEXT_ALARM_KIND AlarmKind
            CITYGATE_STATION_TEXT_ALARM_PRIORITY AlarmPriority
            CITYGATE_STATION_TEXT_ALARM_STATE AlarmState
        );
        let last = [
            (CITYGATE_STATION_TEXT_COMMAND_KIND, StationCommandKind::SetMode as usize),
            (CITYGATE_STATION_TEXT_EVENT_KIND, StationEventKind::FloodEnded as usize),
        ];
        for (table, codes) in last {
            assert_eq!(
                (table_from_1::<false>(table).len(), table_from_1::<true>(table).len()),
                (codes, codes)
            );
            assert_eq!(text_in::<false>(table, 0).to_str(), Ok("unknown code"));
        }
    }
}
