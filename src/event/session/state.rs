//! The event session: clock, trend, response, warning, reports and journal held together.

use super::error::EventError;
use super::graded::{LastGraded, Standing};
use super::settings::EventSettings;
use crate::event::authority::Signatory;
use crate::event::clock::{Clock, ClockReading, Tick};
use crate::event::grade::Grade;
use crate::event::journal::entry::{ClockEntry, JournalEntry};
use crate::event::journal::graded::GradedEntry;
use crate::event::journal::record::{JournalHead, RecordBytes};
use crate::event::journal::ring::{Journal, JournalError};
use crate::event::plan::{PlanRules, PlanTable};
use crate::event::report::recipient::RecipientSet;
use crate::event::report::reporting::Reporting;
use crate::event::response::action::Action;
use crate::event::response::state::ResponseState;
use crate::event::response::transition::{ActionRequest, transition};
use crate::event::trend::TrendWindow;
use crate::event::warning::{WarningLevel, WarningNotice, WarningRefusal, WarningState};

/// A step of the wall clock of at least this many milliseconds goes on record.
pub const WALL_STEP_NOTICE_MS: u64 = 2000;

/// One event at one station: clock, trend, response, warning, reports and journal held together, so that nothing
/// is decided without being recorded.
///
/// A plain value of fixed size; the journal's ring is the caller's memory and goes with every call that writes. What
/// people decide (actions, warnings, reports, notifications, closing) is refused while the journal has no room; what
/// the engine finds (clock, grades, refusals) leaves the last quarter of the ring to people and is otherwise counted
/// as lost. Not reentrant for one event.
///
/// ```
/// use citygate::event::{
///     Action, ActionRequest, AffectedArea, Authority, EventError, EventSession, EventSettings, Grade,
///     NetworkCondition, Observation, RECORD_LEN, Refusal, Response, SensitivitySet, Signatory, Trend,
/// };
///
/// let mut ring = [[0; RECORD_LEN]; 32];
/// let mut event = EventSession::open(&mut ring, EventSettings::DEFAULT, 0, 1_768_190_400_000)?;
/// let enterprise = Signatory { authority: Authority::Enterprise, division: 0, person: 11 };
/// event.notify(&mut ring, 0, enterprise, [0; 32])?;
/// let assessment = event.assess(&mut ring, &Observation {
///     normal_supply: 620_000,
///     demand: Some(620_000),
///     available_supply: 510_000,
///     interruption_min: Some(0),
///     trend: Some(Trend::Widening),
///     network: Some(NetworkCondition::AtRisk),
///     planned: false,
///     affected_area: AffectedArea::OneCounty,
///     exceeded: None,
///     sensitivity: SensitivitySet::NONE,
/// })?;
/// assert_eq!(assessment.grade, Some(Grade::II));
/// let response = assessment.recommendation.unwrap().response;
/// assert_eq!(response, Response::Level2);
///
/// event.act(&mut ring, &ActionRequest::new(Action::Propose(response), Authority::HqOffice))?;
/// let started_by_software = event.act(&mut ring, &ActionRequest::new(Action::Confirm(response), Authority::Engine));
/// assert!(matches!(started_by_software, Err(EventError::Refused(Refusal::NotAuthorized { .. }))));
/// let state = event.act(&mut ring, &ActionRequest::new(Action::Confirm(response), Authority::DeputyCommander))?;
/// assert_eq!(state.in_force(), Some(Response::Level2));
/// # Ok::<(), EventError>(())
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct EventSession {
    station: u64,
    /// What the record that opened the journal counts as undelivered, for as long as it waits in the ring itself.
    pub(super) carried: u64,
    pub(super) clock: Clock,
    pub(super) journal: Journal,
    pub(super) reporting: Reporting,
    pub(super) graded: LastGraded,
    pub(super) trend: TrendWindow,
    pub(super) plan: PlanTable,
    pub(super) warnings: WarningState,
    /// [`ResponseState::code`].
    pub(super) response: u8,
    reserved: [u8; 7],
    /// How many restarts there were.
    pub(super) restarts: u32,
}

impl EventSession {
    /// A station without an event, with a new journal. Counter and wall clock as for [`Clock::start`].
    ///
    /// # Errors
    ///
    /// [`EventError::Journal`], [`EventError::TrendSettings`], [`EventError::Reporting`], [`EventError::Plan`].
    pub fn open(
        ring: &mut [RecordBytes],
        settings: EventSettings,
        counter_ms: u32,
        wall_ms: u64,
    ) -> Result<EventSession, EventError> {
        let mut event = EventSession::blank(settings);
        event.start(ring, counter_ms, wall_ms)?;
        Ok(event)
    }

    /// With these settings, but with neither a time nor a journal yet.
    #[inline(never)]
    pub(crate) fn blank(settings: EventSettings) -> EventSession {
        EventSession {
            station: settings.station,
            carried: 0,
            clock: Clock::at(ClockReading::default(), 0),
            journal: Journal::without_ring(JournalHead::START, settings.key, 0),
            reporting: Reporting::none(settings.reporting()),
            graded: LastGraded::NONE,
            trend: TrendWindow::empty(settings.trend),
            plan: PlanTable::of(&settings.plan),
            warnings: WarningState::default(),
            response: ResponseState::NORMAL.code(),
            reserved: [0; 7],
            restarts: 0,
        }
    }

    /// [`EventSession::open`] in place: an event is large, and each return by value is another one on the stack.
    pub(crate) fn start(
        &mut self,
        ring: &mut [RecordBytes],
        counter_ms: u32,
        wall_ms: u64,
    ) -> Result<(), EventError> {
        self.begin(ring, Clock::start(counter_ms, wall_ms), JournalHead::START, 0)
    }

    /// Begins at a time, with a new ring.
    #[inline(never)]
    pub(super) fn begin(
        &mut self,
        ring: &mut [RecordBytes],
        clock: Clock,
        head: JournalHead,
        undelivered: u64,
    ) -> Result<(), EventError> {
        TrendWindow::new(self.trend.settings()).ok_or(EventError::TrendSettings)?;
        self.reporting.settings().check().map_err(EventError::Reporting)?;
        self.plan.rules().ok_or(EventError::Plan)?;
        self.clock = clock;
        self.carried = undelivered;
        let key = self.journal.key().copied();
        self.journal = Journal::open(ring, head, key, clock.now(), self.station, undelivered, self.restarts)
            .map_err(EventError::Journal)?;
        Ok(())
    }

    /// Moves time on; call it at every scan. Returns what the clock found and whose reports became overdue.
    /// Readings as for [`Clock::tick`].
    ///
    /// # Errors
    ///
    /// [`EventError::Journal`].
    pub fn tick(
        &mut self,
        ring: &mut [RecordBytes],
        counter_ms: u32,
        wall_ms: u64,
    ) -> Result<(Tick, RecipientSet), EventError> {
        self.check_ring(ring)?;
        let tick = self.clock.tick(counter_ms, wall_ms);
        if let Some(downtime) = tick.downtime {
            self.note(ring, &JournalEntry::Clock(ClockEntry::Downtime(downtime)))?;
        }
        if tick.wall_step_ms.unsigned_abs() >= WALL_STEP_NOTICE_MS {
            self.note(ring, &JournalEntry::Clock(ClockEntry::WallStep(tick.wall_step_ms)))?;
        }
        let now = self.now().instant;
        let overdue = self.reporting.new_alarms(now);
        if !overdue.is_empty() {
            self.note(ring, &JournalEntry::Overdue { recipients: overdue })?;
        }
        Ok((tick, overdue))
    }

    /// Takes a notification of an event (接报), received `age_ms` milliseconds ago: the first report is due so long
    /// after that moment as the plan says (§4.2; of Jilin's, an hour). `digest` is [`crate::event::content_digest`] of its text.
    ///
    /// # Errors
    ///
    /// [`EventError::AlreadyNotified`], [`EventError::NotificationTooOld`], [`EventError::JournalFull`],
    /// [`EventError::Journal`].
    pub fn notify(
        &mut self,
        ring: &mut [RecordBytes],
        age_ms: u64,
        by: Signatory,
        digest: [u8; 32],
    ) -> Result<(), EventError> {
        if self.is_open() {
            return Err(EventError::AlreadyNotified);
        }
        let received = self.now().instant.earlier(age_ms).ok_or(EventError::NotificationTooOld)?;
        self.record_decision(ring, &JournalEntry::Notified { age_ms, by, digest })?;
        self.reporting.start(received);
        self.graded.forget();
        Ok(())
    }

    /// Takes an action of the response and records it; a refused one is recorded as refused.
    ///
    /// # Errors
    ///
    /// [`EventError::Refused`], [`EventError::JournalFull`], [`EventError::Journal`]; the response is unchanged.
    pub fn act(
        &mut self,
        ring: &mut [RecordBytes],
        request: &ActionRequest,
    ) -> Result<ResponseState, EventError> {
        self.check_ring(ring)?;
        let before = self.response();
        match transition(&self.plan(), before, request) {
            Ok(after) => {
                let remarks = self.remarks_on(request);
                self.record_decision(
                    ring,
                    &JournalEntry::Action { request: *request, before, after, remarks },
                )?;
                self.response = after.code();
                if request.action == Action::DeclareTermination {
                    self.graded.standing = Standing::NONE;
                }
                Ok(after)
            }
            Err(refusal) => {
                let entry =
                    JournalEntry::Refused { request: *request, state: before, refusal: refusal.code() };
                self.note(ring, &entry)?;
                Err(EventError::Refused(refusal))
            }
        }
    }

    /// Issues a warning, adjusts the level of the one in force, or replaces a lower authority's, and records it.
    ///
    /// # Errors
    ///
    /// [`EventError::Warning`], [`EventError::JournalFull`], [`EventError::Journal`].
    pub fn issue_warning(
        &mut self,
        ring: &mut [RecordBytes],
        level: WarningLevel,
        by: Signatory,
    ) -> Result<WarningNotice, EventError> {
        let mut warnings = self.warnings;
        let notice = warnings.warn(level, by);
        self.record_warning(ring, warnings, notice)
    }

    /// Lifts the warning and records it, with the level that the signs still call for, if they do.
    ///
    /// # Errors
    ///
    /// As [`EventSession::issue_warning`].
    pub fn lift_warning(
        &mut self,
        ring: &mut [RecordBytes],
        by: Signatory,
        called_for: Option<WarningLevel>,
    ) -> Result<WarningNotice, EventError> {
        let mut warnings = self.warnings;
        let notice = warnings.lift(by, called_for);
        self.record_warning(ring, warnings, notice)
    }

    /// Takes the proposal of a warning by an enterprise that sees signs, and records it. Nothing is issued by it; it waits in
    /// [`EventSession::warnings`] until it is decided.
    ///
    /// # Errors
    ///
    /// As [`EventSession::issue_warning`].
    pub fn propose_warning(
        &mut self,
        ring: &mut [RecordBytes],
        level: WarningLevel,
        by: Signatory,
    ) -> Result<WarningNotice, EventError> {
        let mut warnings = self.warnings;
        let notice = warnings.propose(level, by);
        self.record_warning(ring, warnings, notice)
    }

    /// Takes a proposal of a warning back, or turns it down, and records it.
    ///
    /// # Errors
    ///
    /// As [`EventSession::issue_warning`].
    pub fn withdraw_warning(
        &mut self,
        ring: &mut [RecordBytes],
        by: Signatory,
    ) -> Result<WarningNotice, EventError> {
        let mut warnings = self.warnings;
        let notice = warnings.withdraw(by);
        self.record_warning(ring, warnings, notice)
    }

    /// Records an allocation, a change of policy, or a note.
    ///
    /// # Errors
    ///
    /// [`EventError::OwnEntry`] for any other entry, [`EventError::JournalFull`], [`EventError::Journal`].
    pub fn record(&mut self, ring: &mut [RecordBytes], entry: &JournalEntry) -> Result<(), EventError> {
        match entry {
            JournalEntry::Allocated { .. }
            | JournalEntry::PolicyChanged { .. }
            | JournalEntry::Note { .. } => self.record_decision(ring, entry),
            _ => Err(EventError::OwnEntry),
        }
    }

    /// Gives up the oldest records, which the caller has stored. See [`Journal::release`].
    ///
    /// # Errors
    ///
    /// [`EventError::Journal`].
    pub fn release(&mut self, ring: &mut [RecordBytes], records: usize) -> Result<(), EventError> {
        self.journal.release(ring, self.clock.now(), records).map_err(EventError::Journal)?;
        if records > 0 {
            self.carried = 0;
        }
        Ok(())
    }

    /// The present moment, as of the last tick.
    pub const fn now(&self) -> ClockReading {
        self.clock.now()
    }

    /// The state of the response.
    pub const fn response(&self) -> ResponseState {
        // A code that stands for no state is found in damaged memory only: see `is_sound`.
        match ResponseState::from_code(self.response) {
            Some(state) => state,
            None => ResponseState::NORMAL,
        }
    }

    /// The plan that the event is graded by, and who answers it by when.
    pub fn plan(&self) -> PlanRules {
        // A table that is none is found in damaged memory only: see `is_sound`.
        self.plan.rules().unwrap_or(PlanRules::JILIN_2024)
    }

    /// The warning in force, if there is one.
    pub const fn warnings(&self) -> &WarningState {
        &self.warnings
    }

    /// The deadlines of reports; `None` until a notification is received.
    pub const fn reporting(&self) -> Option<&Reporting> {
        if self.reporting.has_event() { Some(&self.reporting) } else { None }
    }

    /// The deadlines of reports, nothing owed without an event.
    #[cfg(feature = "ffi")]
    pub(crate) const fn deadlines(&self) -> &Reporting {
        &self.reporting
    }

    /// What the event was last graded by.
    pub fn graded(&self) -> Option<GradedEntry> {
        self.graded.entry()
    }

    /// The grade that stands. See [`Assessment::grade`](super::Assessment::grade).
    pub const fn grade(&self) -> Option<Grade> {
        self.graded.standing.grade()
    }

    /// The journal, to store its records.
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Whether everything in it is what its functions leave. It always is, unless something else wrote to its memory:
    /// for whoever fears that, and for contexts of the C ABI. A damaged event never makes a function panic, but
    /// what it does then means little.
    pub fn is_sound(&self) -> bool {
        self.journal.is_sound()
            && self.reporting.is_sound()
            && self.graded.is_sound()
            && self.trend.is_sound()
            && self.warnings.is_sound()
            && self.plan.rules().is_some()
            && ResponseState::from_code(self.response).is_some()
            && self.reserved == [0; 7]
    }

    /// Whether there is an event that is not closed.
    pub(super) const fn is_open(&self) -> bool {
        self.reporting.has_event() && !self.reporting.is_closed()
    }

    #[inline(never)]
    fn record_warning(
        &mut self,
        ring: &mut [RecordBytes],
        warnings: WarningState,
        notice: Result<WarningNotice, WarningRefusal>,
    ) -> Result<WarningNotice, EventError> {
        let notice = notice.map_err(EventError::Warning)?;
        self.record_decision(ring, &JournalEntry::Warned(notice))?;
        self.warnings = warnings;
        Ok(notice)
    }

    /// Records what somebody decided; without the record it does not happen.
    pub(super) fn record_decision(
        &mut self,
        ring: &mut [RecordBytes],
        entry: &JournalEntry,
    ) -> Result<(), EventError> {
        self.check_ring(ring)?;
        if self.journal.room() == 0 {
            return Err(EventError::JournalFull);
        }
        self.journal.append(ring, self.clock.now(), entry).map(drop).map_err(EventError::Journal)
    }

    /// Records what the engine found; when the ring is nearly full it is counted as lost.
    pub(super) fn note(&mut self, ring: &mut [RecordBytes], entry: &JournalEntry) -> Result<(), EventError> {
        self.note_leaving(ring, entry, self.journal.capacity() / 4)
    }

    pub(super) fn note_leaving(
        &mut self,
        ring: &mut [RecordBytes],
        entry: &JournalEntry,
        reserve: usize,
    ) -> Result<(), EventError> {
        match self.journal.append_leaving(ring, self.clock.now(), entry, reserve) {
            Ok(_) | Err(JournalError::Full { .. }) => Ok(()),
            Err(error) => Err(EventError::Journal(error)),
        }
    }

    pub(super) fn check_ring(&self, ring: &[RecordBytes]) -> Result<(), EventError> {
        self.journal.check(ring).map_err(EventError::Journal)
    }
}
