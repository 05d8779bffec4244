//! The words of the station controller: orders, alarms, proposals, what operators do.

use citygate::station::{AlarmKind, Mode, OrderCause, OrderState};

use crate::scenario::station::CommandName;

/// The figures of the summary, in words.
pub struct StationSummary<'a> {
    pub scans: u64,
    /// How long from one scan to the next.
    pub every: &'a str,
    pub orders: u64,
    /// Users who got any.
    pub users: usize,
    pub allocation: u64,
    pub restoration: u64,
    pub by_hand: u64,
    /// Reductions that a person confirmed.
    pub confirmation: u64,
    pub without_hysteresis: u64,
    pub alarms: u64,
    /// Alarms that nobody acknowledged.
    pub unacknowledged: usize,
    /// How often more alarms came than a person can take in.
    pub floods: u64,
    pub proposals: usize,
    pub confirmed: usize,
    /// How long the supply was not measured.
    pub supply_substituted: &'a str,
    /// Users with substituted values, each with how long.
    pub users_substituted: &'a str,
    pub held_back: &'a str,
    pub excess: &'a str,
    /// How long what has to be counted first was more than the supply; `None` if it never was.
    pub cannot_be_met: Option<&'a str>,
}

pub struct StationMessages {
    pub heading: &'static str,
    /// What the controller is to the rest of the exercise.
    pub note: &'static str,
    /// Sentences.
    pub summary: fn(&StationSummary) -> Vec<String>,
    pub nobody: &'static str,
    pub chart: &'static str,
    pub chart_without: &'static str,
    pub flow: &'static str,
    pub supply: &'static str,
    /// What the marks of a chart are.
    pub marks: &'static str,
    pub by_user: &'static str,
    pub orders: &'static str,
    pub without_hysteresis: &'static str,
    pub lowest_set_point: &'static str,
    pub last_set_point: &'static str,
    pub substituted: &'static str,
    pub held_back: &'static str,
    pub excess: &'static str,
    pub number: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub state: &'static str,
    pub effective: &'static str,
    pub acknowledged: &'static str,
    pub proposals: &'static str,
    pub outcome: &'static str,
    pub alarms: &'static str,
    pub came: &'static str,
    pub alarm: &'static str,
    pub whose: &'static str,
    pub station: &'static str,
    pub went: &'static str,
    pub commands: &'static str,
    pub at_once: &'static str,
    pub not_yet: &'static str,
    pub not_needed: &'static str,
    pub not_followed_at_times: &'static str,
    pub first_rows: fn(shown: usize, all: usize) -> String,
    pub more_again: &'static str,
    pub by_hand: &'static str,
    pub alarm_kind: fn(AlarmKind) -> &'static str,
    pub order_state: fn(OrderState) -> &'static str,
    pub order_cause: fn(OrderCause) -> &'static str,
    pub waits: &'static str,
    pub confirmed: &'static str,
    pub withdrawn: &'static str,
    pub mode: fn(Mode) -> &'static str,
    pub command: fn(CommandName) -> &'static str,
    pub seconds: fn(&str) -> String,
    pub until: fn(&str) -> String,
    pub refused: &'static str,
    /// A note in the journal: number, place of the user in the scenario, flows.
    pub noted_order: fn(number: u64, user: usize, from: &str, to: &str) -> String,
    pub noted_proposal: fn(number: u64, user: usize, from: &str, to: &str) -> String,
    pub noted_user: fn(user: usize) -> String,
    pub noted_alarm_went: fn(alarm: &str) -> String,
}

pub(super) static ENGLISH: StationMessages = StationMessages {
    heading: "Station controller",
    note: "The controller works on what instruments say, with noise, delays and failures. All else in this exercise, the \
           grade and who keeps what included, goes by the true figures.",
    summary: |summary| {
        let StationSummary { scans, every, orders, users, allocation, restoration, .. } = *summary;
        let StationSummary { by_hand, confirmation, .. } = *summary;
        let mut sentences = vec![
            format!("{scans} scans, one every {every}."),
            format!(
                "Orders: {orders} to {users} users ({allocation} reductions, {restoration} restorations, {by_hand} by \
                 hand, {confirmation} as confirmed); without dead band, restore hold, ramp and bound on changes: {} \
                 instead of {orders}.",
                summary.without_hysteresis
            ),
            format!(
                "Alarms: {}, of which {} unacknowledged; floods of alarms: {}.",
                summary.alarms, summary.unacknowledged, summary.floods
            ),
            format!(
                "Proposals that waited for a person: {}, of which {} confirmed.",
                summary.proposals, summary.confirmed
            ),
            format!(
                "On substituted values (h:min): supply {}; {}.",
                summary.supply_substituted, summary.users_substituted
            ),
            format!(
                "Not given because of dead band, hold, ramp and bound: {}. Taken beyond set-points by users who did not \
                 follow: {}.",
                summary.held_back, summary.excess
            ),
        ];
        sentences.extend(summary.cannot_be_met.map(|time| {
            format!("For {time} what has to be counted first, protected users kept until a person confirms included, \
                 was more than the supply.")
        }));
        sentences
    },
    nobody: "no user",
    chart: "Set-points by class, supply and flow",
    chart_without: "The same without dead band, restore hold, ramp and bound on changes",
    flow: "flow of all users",
    supply: "supply",
    marks: "Each mark on top is an order.",
    by_user: "Users under the controller",
    orders: "Orders",
    without_hysteresis: "Orders without hysteresis",
    lowest_set_point: "Lowest set-point",
    last_set_point: "Set-point at the end",
    substituted: "Substituted (h:min)",
    held_back: "Held back",
    excess: "Beyond set-point",
    number: "No.",
    from: "From",
    to: "To",
    state: "State",
    effective: "Effective",
    acknowledged: "Acknowledged",
    proposals: "Proposals",
    outcome: "Outcome",
    alarms: "Alarms",
    came: "Came",
    alarm: "Alarm",
    whose: "Whose",
    station: "station",
    went: "Went",
    commands: "What operators did",
    at_once: "at once",
    not_yet: "no",
    not_needed: "–",
    not_followed_at_times: "not followed at times",
    first_rows: |shown, all| format!("The first {shown} of {all}; the JSON result has all."),
    more_again: "more gas again",
    by_hand: "set by hand",
    alarm_kind: |kind| match kind {
        AlarmKind::SupplySubstituted => "supply not measured",
        AlarmKind::UserSubstituted => "user not measured",
        AlarmKind::ProposalWaits => "a proposal waits for confirmation",
        AlarmKind::NotFollowing => "draws more than its set-point",
        AlarmKind::NotAcknowledged => "order not acknowledged in time",
        AlarmKind::OverrideExpires => "override expires",
        AlarmKind::CannotBeMet => "what is not to be reduced takes more than there is",
        AlarmKind::NotAutomatic => "not in automatic mode",
        AlarmKind::ChangesUsedUp => "changes used up",
        AlarmKind::ValveNotAvailable => "valve not at the station's command",
    },
    order_state: |state| match state {
        OrderState::None => "none",
        OrderState::Proposed => "proposed",
        OrderState::Issued => "issued",
        OrderState::Acknowledged => "acknowledged",
        OrderState::InForce => "in force",
        OrderState::Superseded => "superseded",
        OrderState::NotFollowed => "not followed",
        OrderState::Confirmed => "confirmed",
    },
    order_cause: |cause| match cause {
        OrderCause::Allocation => "reduction",
        OrderCause::Restoration => "restoration",
        OrderCause::Override => "override",
        OrderCause::Confirmation => "confirmed proposal",
    },
    waits: "waits",
    confirmed: "confirmed",
    withdrawn: "withdrawn",
    mode: |mode| match mode {
        Mode::Off => "off",
        Mode::Manual => "manual",
        Mode::Automatic => "automatic",
    },
    command: |command| match command {
        CommandName::Override => "override",
        CommandName::Hold => "hold",
        CommandName::Release => "release",
        CommandName::Confirm => "confirm what is proposed",
        CommandName::Acknowledge => "acknowledge",
        CommandName::Shelve => "shelve",
        CommandName::Mode => "mode",
        CommandName::OverrideExpired => "override has run out",
    },
    seconds: |seconds| format!("{seconds} s"),
    until: |time| format!("until {time}"),
    refused: "refused",
    noted_order: |number, user, from, to| format!("order {number} to user {user}: {from} → {to}"),
    noted_proposal: |number, user, from, to| format!("proposal {number} for user {user}: {from} → {to}"),
    noted_user: |user| format!("user {user}"),
    noted_alarm_went: |alarm| format!("over: {alarm}"),
};

pub(super) static CHINESE: StationMessages = StationMessages {
    heading: "门站控制器",
    note: "控制器依据仪表读数运行，读数含噪声、延迟和故障。演练中其余内容（包括事件分级与各户保供量）均按真实数值计算。",
    summary: |summary| {
        let StationSummary { scans, every, orders, users, allocation, restoration, .. } = *summary;
        let StationSummary { by_hand, confirmation, .. } = *summary;
        let mut sentences = vec![
            format!("共扫描{scans}次，每{every}一次。"),
            format!(
                "调度指令：向{users}户下达{orders}条（压减{allocation}条，恢复{restoration}条，人工{by_hand}条，经确认{confirmation}条）；若无死区、\
                 恢复延时、爬坡和变更次数限制，则为{}条，而非{orders}条。",
                summary.without_hysteresis
            ),
            format!(
                "报警：{}次，其中未确认{}次；报警泛滥{}次。",
                summary.alarms, summary.unacknowledged, summary.floods
            ),
            format!("待人工确认的建议：{}项，其中已确认{}项。", summary.proposals, summary.confirmed),
            format!(
                "使用替代值的时间（时:分）：供气量{}；{}。",
                summary.supply_substituted, summary.users_substituted
            ),
            format!(
                "因死区、延时、爬坡和变更次数限制而未供：{}。未跟随的用户超设定值用气：{}。",
                summary.held_back, summary.excess
            ),
        ];
        sentences.extend(
            summary.cannot_be_met.map(|time| {
                format!("有{time}须先计入的用气量（含未经人工确认而保持不减的用户）超过供气量。")
            }),
        );
        sentences
    },
    nobody: "无用户",
    chart: "各类设定值、供气量与实际流量",
    chart_without: "无死区、恢复延时、爬坡和变更次数限制时",
    flow: "全部用户流量",
    supply: "供气量",
    marks: "顶部每一短线为一条调度指令。",
    by_user: "受控用户",
    orders: "调度指令",
    without_hysteresis: "无滞后时指令数",
    lowest_set_point: "最低设定值",
    last_set_point: "结束时设定值",
    substituted: "替代值时间（时:分）",
    held_back: "未供",
    excess: "超设定值",
    number: "编号",
    from: "原值",
    to: "新值",
    state: "状态",
    effective: "生效",
    acknowledged: "确认",
    proposals: "待确认建议",
    outcome: "结果",
    alarms: "报警",
    came: "出现",
    alarm: "报警内容",
    whose: "对象",
    station: "门站",
    went: "消失",
    commands: "人工操作",
    at_once: "立即",
    not_yet: "否",
    not_needed: "–",
    not_followed_at_times: "曾未执行",
    first_rows: |shown, all| format!("共{all}条，此处为前{shown}条；JSON结果中有全部。"),
    more_again: "气量恢复",
    by_hand: "人工设定",
    alarm_kind: |kind| match kind {
        AlarmKind::SupplySubstituted => "供气量无测量值",
        AlarmKind::UserSubstituted => "用户无测量值",
        AlarmKind::ProposalWaits => "有建议待确认",
        AlarmKind::NotFollowing => "用气超过设定值",
        AlarmKind::NotAcknowledged => "指令逾期未确认",
        AlarmKind::OverrideExpires => "人工强制到期",
        AlarmKind::CannotBeMet => "不可压减用气超过供气量",
        AlarmKind::NotAutomatic => "非自动方式",
        AlarmKind::ChangesUsedUp => "变更次数已用尽",
        AlarmKind::ValveNotAvailable => "阀门不可控",
    },
    order_state: |state| match state {
        OrderState::None => "无",
        OrderState::Proposed => "建议",
        OrderState::Issued => "已下达",
        OrderState::Acknowledged => "已确认",
        OrderState::InForce => "执行中",
        OrderState::Superseded => "已被取代",
        OrderState::NotFollowed => "未执行",
        OrderState::Confirmed => "已批准",
    },
    order_cause: |cause| match cause {
        OrderCause::Allocation => "压减",
        OrderCause::Restoration => "恢复",
        OrderCause::Override => "人工强制",
        OrderCause::Confirmation => "经确认的建议",
    },
    waits: "待确认",
    confirmed: "已确认",
    withdrawn: "已撤回",
    mode: |mode| match mode {
        Mode::Off => "停用",
        Mode::Manual => "手动",
        Mode::Automatic => "自动",
    },
    command: |command| match command {
        CommandName::Override => "人工强制",
        CommandName::Hold => "保持",
        CommandName::Release => "交还自动",
        CommandName::Confirm => "确认建议",
        CommandName::Acknowledge => "确认报警或指令",
        CommandName::Shelve => "搁置报警",
        CommandName::Mode => "运行方式",
        CommandName::OverrideExpired => "人工强制已到期",
    },
    seconds: |seconds| format!("{seconds}秒"),
    until: |time| format!("至{time}"),
    refused: "不予受理",
    noted_order: |number, user, from, to| format!("指令{number}，第{user}户：{from} → {to}"),
    noted_proposal: |number, user, from, to| format!("建议{number}，第{user}户：{from} → {to}"),
    noted_user: |user| format!("第{user}户"),
    noted_alarm_went: |alarm| format!("消失：{alarm}"),
};
