//! Statuses: one table of what can go wrong, with the numbers, what they mean, and texts in English and Chinese.

use core::ffi::CStr;

#[cfg(feature = "event")]
use super::event::refusals;
use crate::allocate::{AllocateError, PrepareError};
#[cfg(feature = "network")]
use crate::network::NetworkError;
use crate::policy::PolicyError;
use crate::units::UnitError;

/// Success.
pub const CITYGATE_OK: StatusCode = 0;

/// A text in one of the two languages. Which one is known when the library is built: a firmware links those it calls.
pub(super) const fn either<const CHINESE: bool>(en: &'static CStr, zh: &'static CStr) -> &'static CStr {
    if CHINESE { zh } else { en }
}

/// What a function returns: CITYGATE_OK, or an error.
pub type StatusCode = i32;

/// What a function returns: CITYGATE_OK, or what went wrong. The numbers never change meaning; retired ones stay reserved.
/// An error index, where a function gives one, is that of what "Where" says.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum ErrorStatus {
    /// A pointer that must not be NULL is NULL.
    Null = -1,
    /// A pointer is not aligned as its type requires.
    Misaligned = -2,
    /// An output overlaps an input or another output.
    Overlap = -3,
    /// A count is zero.
    Empty = -4,
    /// A count exceeds the limit of the function, or of the address space.
    TooMany = -5,
    /// There is no item of this name or number.
    Unknown = -6,
    /// The policy has no steps.
    PolicyNoSteps = -20,
    /// The policy has more than CITYGATE_MAX_STEPS steps. Where: the first step too many.
    PolicyTooManySteps = -21,
    /// A step names no class. Where: the step.
    PolicyNoClass = -22,
    /// A step, or the policy, has a class bit above bit 5. Where: the step; the number of steps if it is the policy.
    PolicyUnknownClass = -23,
    /// A step's target is unknown or its permille out of range. Where: the step.
    PolicyUnknownTarget = -24,
    /// A step's sharing rule is unknown. Where: the step.
    PolicyUnknownShare = -25,
    /// A step's reserved byte is not zero. Where: the step.
    PolicyUnknownRotation = -26,
    /// A step selects on an attribute that the policy does not have. Where: the step.
    PolicyUnknownAttribute = -27,
    /// A step asks users to have and not to have an attribute. Where: the step.
    PolicyContradictory = -28,
    /// A step can never ask for anything: earlier steps ask as much of all its users. Where: the step.
    PolicyNeverAsks = -29,
    /// The policy answers for no class.
    PolicyServesNothing = -30,
    /// The policy answers for a class that no step serves. Where: the class.
    PolicyClassNeverServed = -31,
    /// A user's class is none of the six. Where: the user.
    UserUnknownClass = -40,
    /// A user's on/off mark is neither 0 nor 1. Where: the user.
    UserUnknownOnOff = -41,
    /// The policy does not answer for a user's class. Where: the user.
    UserClassNotServed = -42,
    /// A user's cumulative curtailment would exceed 2^64 - 1. Where: the user.
    UserCurtailmentOverflow = -43,
    /// A user is at a node that does not exist. Where: the user.
    UserUnknownNode = -44,
    /// A value is not a finite number.
    NotFinite = -60,
    /// A value is negative.
    Negative = -61,
    /// A value is larger than the result can hold.
    TooLarge = -62,
    /// A context was never opened, is zeroed, or damaged.
    EventContext = -80,
    /// A context is not where it was opened: it was copied or moved.
    EventMoved = -81,
    /// A context is in use by another call, for example by the one that an interrupt came in.
    EventBusy = -82,
    /// A context, a ring or a buffer is too small. Where: the size or count needed.
    EventTooSmall = -83,
    /// A code, a set of bits or a reserved field is none of those listed. Where: offset of the field in its structure.
    EventCode = -84,
    /// A setting is out of range. Where: offset of the field in its structure.
    EventSettings = -85,
    /// No event was notified.
    EventNotNotified = -86,
    /// The event was notified already; close it before the next one.
    EventAlreadyNotified = -87,
    /// An event is closed when the response is back to normal, with nothing proposed.
    EventResponseNotNormal = -88,
    /// An event is closed when everybody who is owed a first report has had one. Where: who has not, as bits.
    EventReportsOwed = -89,
    /// A saved event is damaged, of another version, or sealed with another key.
    EventSaved = -90,
    /// A text is not UTF-8. Where: the item.
    EventNotUtf8 = -91,
    /// The journal is full, and nothing is decided without a record: store and release records.
    JournalFull = -92,
    /// A record is not one of version 1, or of no known kind. Where: the record.
    JournalVersion = -93,
    /// A record has another sequence number than it has to have: removed, repeated or moved. Where: the record.
    JournalSequence = -94,
    /// The journal was kept with a key, and none is given. Where: the record.
    JournalKeyNeeded = -95,
    /// A key is given, and a record was written without one. Where: the record.
    JournalNotKeyed = -96,
    /// A record's tag is wrong: it, or one before it, was altered, or the key is another. Where: the record.
    JournalTag = -97,
    /// The records end within a record. Where: the record.
    JournalIncomplete = -98,
    /// Records are missing at the end: the head expected counts more. Where: the first record missing.
    JournalTruncated = -99,
    /// The chain is sound, but not the one that the head expected was made of. Where: the record.
    JournalOtherHead = -100,
    /// Nothing is proposed that could be confirmed or rejected.
    ResponseNothingProposed = -101,
    /// The confirmation names another response than the one proposed. Where: the response proposed.
    ResponseOtherProposed = -102,
    /// What is proposed is in force already, or proposed already.
    ResponseAlreadyProposed = -103,
    /// A proposal at least as serious is pending; confirm or reject it first. Where: the response proposed.
    ResponseMoreSeriousProposed = -104,
    /// The end is proposed; declare or reject it first.
    ResponseTerminationPending = -105,
    /// A change or a new start is proposed; confirm or reject it first.
    ResponseChangePending = -106,
    /// No response is in force.
    ResponseNotStarted = -107,
    /// The end has not been proposed; propose it first.
    ResponseTerminationNotProposed = -108,
    /// There is no transition to close.
    ResponseNoTransition = -109,
    /// The authority may not do this. Where: who may; bit n stands for authority n.
    ResponseNotAuthorized = -110,
    /// The office of the headquarters starts level 3 or 4 with a justification only.
    ResponseJustificationMissing = -111,
    /// The end is declared when the event is dealt with and supply is restored. Where: bit 0 dealt with, bit 1 restored.
    ResponseEndConditionsUnmet = -112,
    /// The State Council is asked for support only in a response that the province leads.
    ResponseNotLedByProvince = -113,
    /// No warning is in force.
    WarningNotIssued = -114,
    /// The warning has this level already.
    WarningSameLevel = -115,
    /// The engine and the enterprise issue no warnings; an authority does.
    WarningNoAuthority = -116,
    /// Only who issued the warning adjusts and lifts it (谁发布、谁解除).
    WarningNotTheIssuer = -117,
    /// The peak demand is zero, so the fraction has no value.
    NMinus1NoDemand = -118,
    /// The largest infrastructure is zero though there is capacity, or exceeds every group of capacities.
    NMinus1Largest = -119,
    /// The scratch is too small: each function that needs one has a macro for its size.
    ScratchTooSmall = -120,
    /// Node 0 has a parent; it must be the root.
    NodeFirstIsNotRoot = -121,
    /// A node other than node 0 has no parent. Where: the node.
    NodeSecondRoot = -122,
    /// The parent of a node does not exist. Where: the node.
    NodeUnknownParent = -123,
    /// A node is its own ancestor. Where: the node.
    NodeCycle = -124,
    /// A node's reserved field is not zero. Where: the node.
    NodeReserved = -125,
    /// The supply and the sources up to a node exceed 2^63 - 1 together. Where: the node.
    NodeSupplyTooLarge = -126,
    /// Nothing has brought the duty, or it is done already.
    DutyNotDue = -127,
    /// The duty is done by sending the report, and is not ticked off.
    DutyDoneByReport = -128,
    /// No warning is proposed.
    WarningNotProposed = -129,
    /// The storage's reserved field is not zero.
    StorageReserved = -131,
    /// The stock of the storage exceeds 2^63 - 1.
    StorageStockTooLarge = -132,
    /// A period's reserved field is not zero. Where: the period.
    PeriodReserved = -133,
    /// Stock, supplies, deliveries and sources up to a period exceed 2^63 - 1 together. Where: the period.
    PeriodSupplyTooLarge = -134,
    /// What a user wants in a period exceeds 2^32 - 1. Where: its position among the grants.
    PeriodDemandTooLarge = -135,
    /// The spread over time is unknown.
    UnknownSpread = -136,
    /// A quantity of the gas or the pipe is below its range. Where: the quantity, see citygate_gas_quantity_text.
    GasTooLow = -140,
    /// A quantity of the gas or the pipe is above its range. Where: the quantity, see citygate_gas_quantity_text.
    GasTooHigh = -141,
    /// The figures of the gas contradict each other: no gas with this carbon dioxide, hydrogen and calorific value is so
    /// light, or no state fits them.
    GasInconsistent = -142,
    /// The second pressure is above the first.
    GasInverted = -143,
    /// A pipe begins or ends at a node that does not exist. Where: the pipe.
    PipeUnknownNode = -160,
    /// A pipe ends where it begins. Where: the pipe.
    PipeToItself = -161,
    /// A source is at a node that does not exist. Where: the source.
    SourceUnknownNode = -162,
    /// A storage is at a node that does not exist. Where: the storage.
    StorageUnknownNode = -163,
    /// A storage holds more than its capacity. Where: the storage.
    StorageStockAboveCapacity = -164,
    /// The reserve of a storage is more than its capacity. Where: the storage.
    StorageReserveAboveCapacity = -165,
    /// A reserved field of a network of pipes, or of the question what holds a user back, is not zero.
    PipeNetworkReserved = -166,
    /// With G of gas, L links in time, D of demand and W of demand or weights in time (the greater for each user), ((G +
    /// 1) x (L + 1) + D) x (W + 1) is not below 2^127: use a coarser unit, or fewer periods.
    PipeNetworkTooLarge = -167,
    /// What grants, pipes, sources and storages say is not a result of this network.
    PipeNetworkNotAResult = -168,
}

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

/// An error status and, where it has one, the index that goes with it. Two words of which the first has values that it never takes, so that
/// a result without a value is returned in two registers: every function here returns one.
#[derive(Clone, Copy)]
pub(super) struct Failure {
    status: ErrorStatus,
    error_index: u32,
}

impl Failure {
    /// No index: beyond every index, offset and size.
    const NOWHERE: u32 = u32::MAX;

    /// An error with the index that says where.
    pub(super) fn at(status: ErrorStatus, error_index: u32) -> Failure {
        Failure { status, error_index }
    }

    pub(super) fn status(self) -> StatusCode {
        self.status as StatusCode
    }

    pub(super) fn error_index(self) -> Option<u32> {
        (self.error_index != Failure::NOWHERE).then_some(self.error_index)
    }
}

impl From<ErrorStatus> for Failure {
    fn from(status: ErrorStatus) -> Failure {
        Failure::at(status, Failure::NOWHERE)
    }
}

impl From<PolicyError> for Failure {
    fn from(error: PolicyError) -> Failure {
        let status = match error {
            PolicyError::NoSteps => ErrorStatus::PolicyNoSteps,
            PolicyError::TooManySteps { .. } => ErrorStatus::PolicyTooManySteps,
            PolicyError::NoClass { .. } => ErrorStatus::PolicyNoClass,
            PolicyError::UnknownClass { .. } => ErrorStatus::PolicyUnknownClass,
            PolicyError::UnknownTarget { .. } => ErrorStatus::PolicyUnknownTarget,
            PolicyError::UnknownShare { .. } => ErrorStatus::PolicyUnknownShare,
            PolicyError::UnknownRotation { .. } => ErrorStatus::PolicyUnknownRotation,
            PolicyError::UnknownAttribute { .. } => ErrorStatus::PolicyUnknownAttribute,
            PolicyError::ContradictoryAttributes { .. } => ErrorStatus::PolicyContradictory,
            PolicyError::NeverAsks { .. } => ErrorStatus::PolicyNeverAsks,
            PolicyError::ServesNothing => ErrorStatus::PolicyServesNothing,
            PolicyError::ClassNeverServed { class } => {
                return Failure::at(ErrorStatus::PolicyClassNeverServed, class as u32);
            }
        };
        error.step().map_or(Failure::from(status), |step| Failure::at(status, u32::from(step)))
    }
}

impl From<AllocateError> for Failure {
    fn from(error: AllocateError) -> Failure {
        let (status, user) = match error {
            AllocateError::TooManyUsers { .. } | AllocateError::GrantCount { .. } => {
                return Failure::from(ErrorStatus::TooMany);
            }
            AllocateError::UnknownClass { user } => (ErrorStatus::UserUnknownClass, user),
            AllocateError::UnknownOnOff { user } => (ErrorStatus::UserUnknownOnOff, user),
            AllocateError::ClassNotServed { user, .. } => (ErrorStatus::UserClassNotServed, user),
            AllocateError::CurtailmentOverflow { user } => (ErrorStatus::UserCurtailmentOverflow, user),
        };
        Failure::at(status, user as u32)
    }
}

impl From<PrepareError> for Failure {
    fn from(error: PrepareError) -> Failure {
        match error {
            PrepareError::Users(error) => error.into(),
            PrepareError::MemoryTooSmall { .. } => ErrorStatus::EventTooSmall.into(),
        }
    }
}

#[cfg(feature = "network")]
impl From<NetworkError> for Failure {
    fn from(error: NetworkError) -> Failure {
        let (status, error_index) = match error {
            NetworkError::Allocate(error) => return error.into(),
            NetworkError::NodeCount { count: 0 } => return ErrorStatus::Empty.into(),
            NetworkError::NodeCount { .. } | NetworkError::LoadCount { .. } => {
                return ErrorStatus::TooMany.into();
            }
            NetworkError::ScratchTooSmall => return ErrorStatus::ScratchTooSmall.into(),
            NetworkError::FirstIsNotRoot => return ErrorStatus::NodeFirstIsNotRoot.into(),
            NetworkError::SecondRoot { node } => (ErrorStatus::NodeSecondRoot, node),
            NetworkError::UnknownParent { node } => (ErrorStatus::NodeUnknownParent, node),
            NetworkError::Cycle { node } => (ErrorStatus::NodeCycle, node),
            NetworkError::ReservedNotZero { node } => (ErrorStatus::NodeReserved, node),
            NetworkError::SupplyTooLarge { node } => (ErrorStatus::NodeSupplyTooLarge, node),
            NetworkError::UnknownNode { user } => (ErrorStatus::UserUnknownNode, user),
        };
        Failure::at(status, error_index as u32)
    }
}

impl From<UnitError> for Failure {
    fn from(error: UnitError) -> Failure {
        Failure::from(match error {
            UnitError::NotFinite => ErrorStatus::NotFinite,
            UnitError::Negative => ErrorStatus::Negative,
            UnitError::TooLarge => ErrorStatus::TooLarge,
        })
    }
}
