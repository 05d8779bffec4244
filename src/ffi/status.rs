//! Statuses: one table of what can go wrong, with the numbers and what they mean. Their texts are in `status_text.rs`.

use core::ffi::CStr;

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
    /// The settings of the supply, of the capacity or of an alarm are wrong: a lowest value above the highest, a schedule
    /// outside its range, a stuck time, which they have no partner for, or an unknown code or a reserved field that is not
    /// zero.
    StationSettings = -180,
    /// The settings of a user contradict each other: a lowest value above a highest one, a schedule outside its range, a
    /// demand that may be above the contracted maximum, or changes in a window that are not 1 to 8. Where: the user.
    StationUserSettings = -181,
    /// A user's control is unknown, a mark of it neither 0 nor 1, or a reserved field not zero. Where: the user.
    StationUserCode = -182,
    /// A signal's mark is neither 0 nor 1, or a reserved field not zero. Where: the user; nowhere if it is the station's.
    StationSignal = -183,
    /// There is no such user. Where: the user.
    StationUnknownUser = -184,
    /// There is no such order, or it is not the user's last one.
    StationUnknownOrder = -185,
    /// An override ends before it begins, or is above the user's contracted maximum. Where: the user.
    StationOverride = -186,
    /// There is nothing to acknowledge, confirm or release.
    StationNothingToDo = -187,
    /// The station is off, and takes no override.
    StationOff = -188,
    /// Nobody gave the command: a person's number is not 0.
    StationNoPerson = -189,
    /// A shelving ends before it begins.
    StationShelving = -190,
    /// A round is open: it has to be advanced to its end first.
    StationRoundOpen = -191,
    /// No round is open: it has to be begun first.
    StationNoRound = -192,
    /// The bytes are no snapshot: they are erased, were never written, or are something else.
    SnapshotNone = -200,
    /// Not all of the snapshot is there. Where: how many bytes it takes.
    SnapshotIncomplete = -201,
    /// The snapshot was not written to the end, or has changed since.
    SnapshotDamaged = -202,
    /// The snapshot is of another version of the library. Where: the version of its format.
    SnapshotOtherVersion = -203,
    /// The snapshot is of a station with another number of users. Where: of how many.
    SnapshotOtherUserCount = -204,
    /// The snapshot is of a station with another supply order.
    SnapshotOtherPolicy = -205,
    /// The snapshot is of a station with another user in a place. Where: the first such.
    SnapshotOtherUser = -206,
    /// The snapshot is whole and says what cannot be. Where: the user; nowhere if it is the station.
    SnapshotImpossible = -207,
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
