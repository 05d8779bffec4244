//! What every status says, in English and Chinese.

use core::ffi::CStr;

#[cfg(feature = "event")]
use super::event::refusals;
use super::status::{ErrorStatus, StatusCode, either};

/// Gives every error its texts. The refusals of the event rules have theirs in the core.
macro_rules! errors {
    ($($error:ident => $($text:ident)? $($en:literal, $zh:literal)?,)+) => {
        impl ErrorStatus {
            /// The error with this number.
            pub(super) fn from_code(code: StatusCode) -> Option<ErrorStatus> {
                match code {
                    $( code if code == ErrorStatus::$error as StatusCode => Some(ErrorStatus::$error), )+
                    _ => None,
                }
            }

            /// What it means, in a language.
            pub(super) fn text<const CHINESE: bool>(self) -> &'static CStr {
                match self {
                    $( ErrorStatus::$error => errors!(self, CHINESE, $($text)? $($en, $zh)?), )+
                }
            }
        }
    };
    ($error:expr, $chinese:ident, refused) => { refusal_text::<$chinese>($error) };
    ($error:expr, $chinese:ident, $en:literal, $zh:literal) => { either::<$chinese>(text!($en), text!($zh)) };
}

errors! {
    Null => "a pointer is NULL", "指针为空",
    Misaligned => "a pointer is misaligned", "指针未对齐",
    Overlap => "an output overlaps an input or another output", "输出与输入或另一输出重叠",
    Empty => "a count is zero", "数量为零",
    TooMany => "a count is too large", "数量过大",
    Unknown => "there is no item of this name or number", "没有此名称或编号的项目",
    PolicyNoSteps => "the policy has no steps", "供气次序没有步骤",
    PolicyTooManySteps => "the policy has too many steps", "供气次序的步骤过多",
    PolicyNoClass => "a step of the policy names no class", "供气次序的某一步未指明用户类别",
    PolicyUnknownClass => "the policy has an unknown class bit", "供气次序含有未知的类别位",
    PolicyUnknownTarget => "a step of the policy has an unknown target or permille", "供气次序某一步的目标或千分数未知",
    PolicyUnknownShare => "a step of the policy has an unknown sharing rule", "供气次序某一步的分配规则未知",
    PolicyUnknownRotation => "the rotation of a step is unknown, or its rule does not rotate", "某一步的轮换方式未知，或其分配方式并非轮换",
    PolicyUnknownAttribute => "a step selects on an attribute that the policy does not have", "某一步选择了供气次序中没有的属性",
    PolicyContradictory => "a step asks users to have and not to have an attribute", "某一步要求用户同时具有和不具有同一属性",
    PolicyNeverAsks => "a step of the policy can never ask for anything", "某一步永远不会请求供气",
    PolicyServesNothing => "the policy answers for no class", "供气次序不负责任何类别",
    PolicyClassNeverServed => "the policy answers for a class that no step serves", "供气次序负责的某一类别没有任何步骤供气",
    UserUnknownClass => "a user has an unknown class", "用户类别未知",
    UserUnknownOnOff => "a user has an on/off mark that is neither 0 nor 1", "用户的开关型标志既非 0 也非 1",
    UserClassNotServed => "the policy does not answer for a user's class", "供气次序不负责该用户的类别",
    UserCurtailmentOverflow => "a user's cumulative curtailment would overflow", "用户的累计压减量将溢出",
    UserUnknownNode => "a user is at a node that does not exist", "用户所在的节点不存在",
    NotFinite => "a value is not a finite number", "数值不是有限数",
    Negative => "a value is negative", "数值为负",
    TooLarge => "a value is too large", "数值过大",
    EventContext => "a context was never opened or is damaged", "上下文从未打开或已损坏",
    EventMoved => "a context is not where it was opened", "上下文不在打开时的位置",
    EventBusy => "a context is in use by another call", "上下文正被另一次调用使用",
    EventTooSmall => "a context, ring or buffer is too small", "上下文、环形缓冲区或缓冲区过小",
    EventCode => "a code, a set of bits or a reserved field is not valid", "代码、位集合或保留字段无效",
    EventSettings => "a setting is out of range", "设置超出范围",
    EventNotNotified => "no event was notified", "尚未接报",
    EventAlreadyNotified => "the event was notified already", "已经接报",
    EventResponseNotNormal => "the response is not back to normal", "响应尚未恢复正常",
    EventReportsOwed => "first reports are owed", "尚有首报未报送",
    EventSaved => "the saved event is damaged, of another version or key", "保存的事件已损坏，或版本、密钥不同",
    EventNotUtf8 => "a text is not UTF-8", "文本不是 UTF-8",
    JournalFull => "the journal is full; store and release records", "日志已满；请先存储并释放记录",
    JournalVersion => "not a record of version 1, or of no known kind", "不是第 1 版记录，或种类未知",
    JournalSequence => "records were removed, repeated or moved", "记录被删除、重复或移动",
    JournalKeyNeeded => "the journal was kept with a key; give the key", "日志带有密钥；请提供密钥",
    JournalNotKeyed => "a record was written without a key, though one is given", "提供了密钥，但有记录未使用密钥",
    JournalTag => "a record was altered, or the key is another", "记录被改动，或密钥不同",
    JournalIncomplete => "the records end within a record", "末尾的记录不完整",
    JournalTruncated => "records are missing at the end", "末尾缺少记录",
    JournalOtherHead => "the records are not those of the head expected", "记录与预期的链头不符",
    ResponseNothingProposed => refused,
    ResponseOtherProposed => refused,
    ResponseAlreadyProposed => refused,
    ResponseMoreSeriousProposed => refused,
    ResponseTerminationPending => refused,
    ResponseChangePending => refused,
    ResponseNotStarted => refused,
    ResponseTerminationNotProposed => refused,
    ResponseNoTransition => refused,
    ResponseNotAuthorized => refused,
    ResponseJustificationMissing => refused,
    ResponseEndConditionsUnmet => refused,
    ResponseNotLedByProvince => refused,
    WarningNotIssued => refused,
    WarningSameLevel => refused,
    WarningNoAuthority => refused,
    WarningNotTheIssuer => refused,
    NMinus1NoDemand => "the peak demand is zero", "高峰需求为零",
    NMinus1Largest => "the largest infrastructure is missing or too large", "最大基础设施缺失或过大",
    ScratchTooSmall => "the scratch is too small", "工作内存过小",
    NodeFirstIsNotRoot => "node 0 has a parent; it must be the root", "0 号节点有上级；它必须是根",
    NodeSecondRoot => "a node other than node 0 has no parent", "0 号以外的节点没有上级",
    NodeUnknownParent => "the parent of a node does not exist", "节点的上级不存在",
    NodeCycle => "a node is its own ancestor", "节点是自己的上级",
    NodeReserved => "a node's reserved field is not zero", "节点的保留字段不为零",
    NodeSupplyTooLarge => "supply and sources exceed 2^63 - 1 together", "供气量与气源之和超过 2^63 - 1",
    DutyNotDue => "nothing has brought the duty, or it is done already", "该职责未产生或已完成",
    DutyDoneByReport => "the duty is done by sending the report", "该职责以报送信息为完成",
    WarningNotProposed => "no warning is proposed", "当前没有预警信息发布建议",
    StorageReserved => "the storage's reserved field is not zero", "储气设施的保留字段不为零",
    StorageStockTooLarge => "the stock of the storage exceeds 2^63 - 1", "储气量超过 2^63 - 1",
    PeriodReserved => "a period's reserved field is not zero", "时段的保留字段不为零",
    PeriodSupplyTooLarge => "the gas of all periods exceeds 2^63 - 1 together", "各时段的气量之和超过 2^63 - 1",
    PeriodDemandTooLarge => "what a user wants in a period exceeds 2^32 - 1", "用户在某一时段的需求超过 2^32 - 1",
    UnknownSpread => "the spread over time is unknown", "时段分摊方式未知",
    GasTooLow => "a quantity of the gas or the pipe is too low", "气体或管道的某一量过低",
    GasTooHigh => "a quantity of the gas or the pipe is too high", "气体或管道的某一量过高",
    GasInconsistent => "the figures of the gas contradict each other", "气体的各项数据互相矛盾",
    GasInverted => "the second pressure is above the first", "第二个压力高于第一个压力",
    PipeUnknownNode => "a pipe begins or ends at a node that does not exist", "管道起点或终点的节点不存在",
    PipeToItself => "a pipe ends at the node where it begins", "管道的起点与终点是同一节点",
    SourceUnknownNode => "a source is at a node that does not exist", "气源点所在的节点不存在",
    StorageUnknownNode => "a storage is at a node that does not exist", "储气设施所在的节点不存在",
    StorageStockAboveCapacity => "a storage holds more than its capacity", "储气设施的储气量超过其容量",
    StorageReserveAboveCapacity => "the reserve of a storage is more than its capacity", "储气设施的预留量超过其容量",
    PipeNetworkReserved => "a reserved field of the pipe network is not zero", "管道网络的保留字段不为零",
    PipeNetworkTooLarge => "gas, pipes and demands are too large together", "气量、管道与需求合计过大",
    PipeNetworkNotAResult => "what is told is not a result of this pipe network", "所给数据不是该管道网络的计算结果",
    StationSettings => "settings of the station are wrong", "门站设置有误",
    StationUserSettings => "the settings of a user contradict each other", "用户设置互相矛盾",
    StationUserCode => "a code, mark or reserved field of a user is not valid", "用户的代码、标志或保留字段无效",
    StationSignal => "a mark or reserved field of a signal is not valid", "信号的标志或保留字段无效",
    StationUnknownUser => "there is no such user", "没有此用户",
    StationUnknownOrder => "the order is not the user's last one", "该指令不是用户的最近指令",
    StationOverride => "the override ends before it begins, or is too high", "人工设定的时间已过或数值过高",
    StationNothingToDo => "there is nothing to acknowledge, confirm or release", "没有可确认、回执或解除的内容",
    StationOff => "the station is off", "门站控制已停用",
    StationNoPerson => "nobody gave the command", "命令未注明操作人",
    StationShelving => "the shelving ends before it begins", "报警搁置时间已过",
    StationRoundOpen => "a round is open; advance it to its end", "本轮扫描未完成",
    StationNoRound => "no round is open; begin one", "尚未开始扫描",
    SnapshotNone => "the bytes are no snapshot", "数据不是快照",
    SnapshotIncomplete => "not all of the snapshot is there", "快照不完整",
    SnapshotDamaged => "the snapshot is damaged", "快照已损坏",
    SnapshotOtherVersion => "the snapshot is of another version", "快照版本不同",
    SnapshotOtherUserCount => "the snapshot is of another number of users", "快照的用户数不同",
    SnapshotOtherPolicy => "the snapshot is of another supply order", "快照的供气次序不同",
    SnapshotOtherUser => "the snapshot is of another user", "快照的用户不同",
    SnapshotImpossible => "the snapshot says what cannot be", "快照内容不可能成立",
}

#[cfg(feature = "event")]
fn refusal_text<const CHINESE: bool>(status: ErrorStatus) -> &'static CStr {
    let before = ErrorStatus::ResponseNothingProposed as StatusCode - status as StatusCode;
    usize::try_from(before).map_or(c"", refusals::text::<CHINESE>)
}

#[cfg(not(feature = "event"))]
fn refusal_text<const CHINESE: bool>(_: ErrorStatus) -> &'static CStr {
    either::<CHINESE>(text!("refused by the event rules"), text!("事件规则不允许"))
}
