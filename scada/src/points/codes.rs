//! What the codes of a point stand for, in English and Chinese. Words that the exercise has too are the exercise's.

use citygate::allocate::Reason;
use citygate::event::{Grade, WarningLevel};
use citygate::station::{
    AlarmKind, AlarmPriority, AlarmState, Control, InstrumentStatus, Mode, OrderCause, OrderState, Quality,
    Rung, Standing, Valve,
};
use citygate::user::SupplyClass;
use citygate_drill::messages::catalogue::Messages;
use citygate_drill::messages::language::Language;

use crate::rtu::request::{CommandKind, CommandResult};

/// A code, its name in files, and what people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    pub number: u16,
    pub name: &'static str,
    pub english: &'static str,
    pub chinese: &'static str,
}

/// An enumeration that points refer to by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeTable {
    pub name: &'static str,
    pub codes: Vec<Code>,
}

impl CodeTable {
    pub fn code(&self, number: u64) -> Option<&Code> {
        self.codes.iter().find(|code| u64::from(code.number) == number)
    }

    pub fn by_name(&self, name: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.name == name)
    }
}

/// In the words of the exercise.
macro_rules! told {
    ($name:literal, $kind:ty, $words:expr) => {{
        let words: fn(&'static Messages, $kind) -> &'static str = $words;
        let code = |value: $kind| Code {
            number: value.code().into(),
            name: value.name(),
            english: words(Language::En.messages(), value),
            chinese: words(Language::Zh.messages(), value),
        };
        CodeTable { name: $name, codes: <$kind>::ALL.into_iter().map(code).collect() }
    }};
}

/// In words of its own. What is added to the enumeration does not compile here until it has them.
macro_rules! named {
    ($name:literal, $kind:ident { $($variant:ident: $english:literal, $chinese:literal;)+ }) => {{
        let code = |value: $kind| {
            let (english, chinese) = match value { $($kind::$variant => ($english, $chinese),)+ };
            Code { number: value.code().into(), name: value.name(), english, chinese }
        };
        CodeTable { name: $name, codes: $kind::ALL.into_iter().map(code).collect() }
    }};
}

/// Every enumeration.
pub fn tables() -> Vec<CodeTable> {
    let mut all = vec![
        told!("class", SupplyClass, |messages, class| (messages.class)(class)),
        told!("grade", Grade, |messages, grade| (messages.event.grade)(grade)),
        told!("warning", WarningLevel, |messages, level| (messages.event.warning)(level)),
        told!("mode", Mode, |messages, mode| (messages.station.mode)(mode)),
        told!("order_state", OrderState, |messages, state| (messages.station.order_state)(state)),
        told!("order_cause", OrderCause, |messages, cause| (messages.station.order_cause)(cause)),
        told!("alarm_kind", AlarmKind, |messages, kind| (messages.station.alarm_kind)(kind)),
        alarm_states(),
    ];
    all.extend(of_signals());
    all.extend(of_users());
    all.extend(of_commands());
    all
}

fn of_signals() -> [CodeTable; 4] {
    [
        named!("quality", Quality {
            Good: "good", "好";
            Uncertain: "uncertain", "可疑";
            Bad: "bad", "坏";
        }),
        named!("rung", Rung {
            Measured: "measured", "实测";
            Guarded: "guarded", "受限";
            LastGood: "last good", "最近有效";
            Scheduled: "scheduled", "计划";
            Conservative: "conservative", "保守";
        }),
        named!("instrument_status", InstrumentStatus {
            Good: "in order", "正常";
            Failure: "failure", "故障";
            FunctionCheck: "function check", "功能检查";
            OutOfSpecification: "out of specification", "超出规范";
            MaintenanceRequired: "maintenance required", "需要维护";
        }),
        named!("valve", Valve {
            Available: "available", "可遥控";
            NotAvailable: "not available", "不可遥控";
        }),
    ]
}

fn of_users() -> [CodeTable; 4] {
    [
        named!("control", Control {
            Controlled: "controlled", "可控";
            Uncontrolled: "not controlled", "不可控";
        }),
        named!("standing", Standing {
            Shared: "shares", "参与分配";
            Uncontrolled: "not controlled", "不可控";
            Manual: "by hand", "人工强制";
            NotFollowing: "does not follow", "未执行";
            Noticed: "under notice", "通知期内";
            Kept: "kept", "保持";
        }),
        named!("reason", Reason {
            Satisfied: "served in full", "全额供应";
            ShortInStep: "short in its step", "本级供气不足";
            HeldByNode: "its node is full", "节点能力不足";
            MinimumDidNotFit: "its technical minimum does not fit", "不足技术最低量";
            NotEligible: "not eligible", "不在供应之列";
            HeldByNetwork: "the network holds it", "管网能力不足";
        }),
        named!("alarm_priority", AlarmPriority {
            Low: "low", "低";
            Medium: "medium", "中";
            High: "high", "高";
        }),
    ]
}

fn of_commands() -> [CodeTable; 3] {
    [
        named!("command", CommandKind {
            Override: "override", "人工强制";
            Hold: "hold", "保持";
            Release: "release", "解除强制";
            AcknowledgeOrder: "order acknowledged", "指令已复诵";
            AcknowledgeAlarm: "acknowledge alarm", "确认报警";
            Shelve: "shelve alarm", "搁置报警";
            Unshelve: "show alarm again", "取消搁置";
            Confirm: "confirm proposal", "确认执行";
            SetMode: "set mode", "切换方式";
        }),
        named!("command_result", CommandResult {
            None: "no command yet", "无";
            Done: "done", "已执行";
            WrongField: "a field is wrong", "字段有误";
            NotAllowed: "not allowed", "无权限";
            UnknownUser: "no such user", "无此用户";
            UnknownOrder: "not the user's last order", "非最近指令";
            WrongOverride: "above the contracted maximum, or ends before it begins", "强制值或时限有误";
            NothingToDo: "nothing to do", "无可执行";
            IsOff: "the station is off", "门站停用";
            WrongShelving: "ends before it begins", "搁置时限有误";
            NotSaved: "could not be stored", "未能保存";
        }),
        CodeTable {
            name: "yes_no",
            codes: vec![
                Code { number: 0, name: "no", english: "no", chinese: "否" },
                Code { number: 1, name: "yes", english: "yes", chinese: "是" },
            ],
        },
    ]
}

/// The state of an alarm that is shelved is so much more.
pub const SHELVED: u16 = 8;

/// The states of ISA-18.2, and each of them shelved.
fn alarm_states() -> CodeTable {
    let mut table = named!("alarm_state", AlarmState {
        Normal: "normal", "正常";
        Unacknowledged: "unacknowledged", "未确认";
        Acknowledged: "acknowledged", "已确认";
        ReturnedUnacknowledged: "returned, unacknowledged", "已恢复未确认";
    });
    let shelved = AlarmState::ALL.map(|state| {
        let (name, english, chinese) = match state {
            AlarmState::Normal => ("normal_shelved", "normal, shelved", "正常（搁置）"),
            AlarmState::Unacknowledged => {
                ("unacknowledged_shelved", "unacknowledged, shelved", "未确认（搁置）")
            }
            AlarmState::Acknowledged => ("acknowledged_shelved", "acknowledged, shelved", "已确认（搁置）"),
            AlarmState::ReturnedUnacknowledged => (
                "returned_unacknowledged_shelved",
                "returned, unacknowledged, shelved",
                "已恢复未确认（搁置）",
            ),
        };
        Code { number: u16::from(state.code()) + SHELVED, name, english, chinese }
    });
    table.codes.extend(shelved);
    table
}
