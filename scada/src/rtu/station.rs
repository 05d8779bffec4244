//! The station that an RTU runs: scan after scan and command after command, with everything that has to be stored before
//! anybody acts upon it.

use citygate::event::{EventError, content_digest};
use citygate::station::{
    AlarmKind, AlarmPoint, AlarmState, ScanInput, ScanResult, Signal, StationEvent, UserSignals,
};
use citygate_drill::scenario::Scenario;
use citygate_drill::scenario::station::StationPlan;
use citygate_drill::solve::controller::adapter::Controller;
use citygate_drill::solve::controller::plant::Plant;
use citygate_drill::solve::error::SolveError;

use super::config::{RtuConfig, SignalSource};
use super::event::{EventAct, EventFeed};
use super::happened::Log;
pub use super::happened::{Happened, What};
use super::image::{Image, ShownAlarm};
use super::memory::{Again, Memory};
use super::note::{CommandNote, RtuNote, station_note};
pub use super::open::OpenError;
use super::request::{CommandRequest, CommandResult, PointWrite, Refusal, Request};
use super::show::Shown;
use super::signals::{MasterField, UserField, Written, as_written, signal_as_written};
use super::store::Store;
use crate::access::{Role, Who};
use crate::points::layout::Layout;

/// Refused writes are put on record no more often than this, in the station's time; what comes between is counted.
const REFUSED_EVERY_MS: u64 = 1000;

/// A station, its signals and its state.
pub struct Rtu {
    pub(super) config: RtuConfig,
    pub(super) scenario: Scenario,
    pub(super) plan: StationPlan,
    pub(super) layout: Layout,
    pub(super) controller: Controller,
    pub(super) plant: Option<Plant>,
    pub(super) fields: Vec<UserField>,
    pub(super) supply: Option<Written>,
    pub(super) storage: Option<Written>,
    pub(super) master: MasterField,
    pub(super) event: EventFeed,
    pub(super) store: Store,
    pub(super) scan_count: u64,
    pub(super) result: Option<ScanResult>,
    pub(super) memory: Memory,
    pub(super) refused: u64,
    pub(super) refused_noted_ms: Option<u64>,
    pub(super) happened: Log,
    pub(super) image: Image,
}

impl Rtu {
    /// One scan. `counter_ms` as for [`Rtu::open`]; `elapsed_ms` is since the scan before.
    ///
    /// # Errors
    ///
    /// The state could not be stored: the image stays as it was, and nobody acts upon the scan; the next one stores both.
    pub fn scan(&mut self, elapsed_ms: u32, counter_ms: u32, unix_ms: u64) -> Result<(), Refusal> {
        self.event.tick(counter_ms, unix_ms).map_err(not_recorded)?;
        let now_ms = self.controller.state().now_ms() + u64::from(elapsed_ms);
        let (supply, signals) = self.signals(now_ms);
        let mut input = ScanInput::new(elapsed_ms, supply, &signals);
        if self.config.allotment.is_some() {
            input.capacity = self.master.allotment(now_ms);
        }
        let mut seen = Vec::new();
        let result = self.controller.scan(&input, &mut |event| seen.push(event)).map_err(refusal)?;
        self.event.assess(&result).map_err(not_recorded)?;
        self.result = Some(result);
        self.scan_count += 1;
        self.take(&seen, unix_ms)?;
        self.note_refused(now_ms)?;
        self.publish(unix_ms)
    }

    /// Does what somebody asks for, if he may.
    ///
    /// # Errors
    ///
    /// [`Refusal`]; nothing is changed then, and it is on record that it was asked.
    pub fn request(&mut self, who: &Who, request: &Request, unix_ms: u64) -> Result<(), Refusal> {
        match request {
            Request::Write(writes) => {
                for write in writes {
                    if let Err(refusal) = self.check(who, write) {
                        self.refuse(who, Some(write.slot), refusal.to_string(), unix_ms);
                        return Err(refusal);
                    }
                }
                for write in writes {
                    self.write(write);
                }
                self.show(unix_ms);
                Ok(())
            }
            Request::Command { command, number } => self.command(who, command, *number, unix_ms),
        }
    }

    /// Does what the gas company does about an event, with the text that it received or sent, which is kept beside the
    /// journal under its digest.
    ///
    /// # Errors
    ///
    /// [`Refusal`]; nothing is changed then, but a text that came with what the library refuses stays kept.
    pub fn act(&mut self, who: &Who, act: EventAct, text: &str, unix_ms: u64) -> Result<(), Refusal> {
        const TAKES: [Role; 2] = [Role::Operate, Role::Engineer];
        if !TAKES.contains(&who.role) {
            let refusal = Refusal::NotAllowed { role: who.role, takes: TAKES.to_vec() };
            self.refuse(who, None, refusal.to_string(), unix_ms);
            return Err(refusal);
        }
        let digest = content_digest(text.as_bytes());
        let not_saved = |error: std::io::Error| Refusal::NotSaved(error.to_string());
        self.store.keep_text(&digest, text).map_err(not_saved)?;
        if let Err(error) = self.event.act(act, who.person, digest) {
            self.refuse(who, None, error.to_string(), unix_ms);
            return Err(Refusal::Event(error));
        }
        self.happen(What::Act { who: who.clone(), act, text: text.to_owned() }, unix_ms);
        self.publish(unix_ms)
    }

    /// So many were refused of whom nothing else is known.
    pub fn refused_unheard(&mut self, times: u64) {
        self.refused += times;
    }

    /// Puts on record what waits for it, before the program ends.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotSaved`].
    pub fn end(&mut self, unix_ms: u64) -> Result<(), Refusal> {
        if self.refused == 0 {
            return Ok(());
        }
        self.refused_noted_ms = None;
        self.note_refused(self.controller.state().now_ms())?;
        self.publish(unix_ms)
    }

    /// Somebody asked for what does not even make a request.
    pub fn refuse(&mut self, who: &Who, slot: Option<usize>, why: String, unix_ms: u64) {
        self.refused += 1;
        self.happen(What::Refused { who: who.clone(), slot, why }, unix_ms);
    }

    /// Whether somebody may write this to a point.
    fn check(&self, who: &Who, write: &PointWrite) -> Result<(), Refusal> {
        let slot = self.layout.slots.get(write.slot).ok_or(Refusal::Range("there is no such point"))?;
        if !slot.point.write.contains(&who.role) {
            return Err(Refusal::NotAllowed { role: who.role, takes: slot.point.write.clone() });
        }
        if write.number > slot.point.form.largest() {
            return Err(Refusal::Range("the number is too large for the point"));
        }
        if let Some(table) = self.layout.list.table(&slot.point)
            && table.code(write.number).is_none()
        {
            return Err(Refusal::Range("the code stands for nothing"));
        }
        if slot.name == "stated_allotment" && write.number > self.controller.settings().supply.highest {
            return Err(Refusal::Range("the allotment is above the highest supply that the station knows"));
        }
        Ok(())
    }

    /// Writes what was checked. A test writes every point that the list says can be written.
    fn write(&mut self, write: &PointWrite) {
        let Some(slot) = self.layout.slots.get(write.slot) else { return };
        let now_ms = self.controller.state().now_ms();
        let written = Some(Written { number: write.number, quality: write.quality, at_ms: now_ms });
        let field = slot.user.and_then(|user| self.fields.get_mut(user));
        match (slot.name.as_str(), field) {
            ("measured_supply", _) => self.supply = written,
            ("measured_storage", _) => self.storage = written,
            ("stated_allotment", _) => self.master.allotment = written,
            ("master_heartbeat", _) => self.master.beat(write.number, now_ms),
            ("measured_demand", Some(field)) => field.demand = written,
            ("measured_flow", Some(field)) => field.flow = written,
            ("measured_valve", Some(field)) => field.valve = written,
            _ => {}
        }
    }

    fn command(
        &mut self,
        who: &Who,
        request: &CommandRequest,
        number: u16,
        unix_ms: u64,
    ) -> Result<(), Refusal> {
        let may = request.roles().contains(&who.role);
        let note = CommandNote::new(request, who, number);
        match self.memory.again(&note).filter(|_| may) {
            Some(Again::Same(done)) => return done,
            Some(Again::Another) => {
                let why = "the number is that of the last command, which was another; take a new one";
                self.refuse(who, None, why.to_owned(), unix_ms);
                return Err(Refusal::Range(why));
            }
            None => {}
        }
        let mut seen = Vec::new();
        let done = self.carry_out(who, request, &mut seen);
        let result = done.as_ref().map_or_else(Refusal::result, |()| CommandResult::Done);
        self.happen(What::Command { who: who.clone(), command: *request, result }, unix_ms);
        let stored = self.put_on_record(CommandNote { result, ..note }, &seen, unix_ms);
        let done = stored.and(done);
        // Who may not give commands does not take the place of the last one.
        if may {
            self.memory.remember(note, done.clone());
            self.show(unix_ms);
        }
        done
    }

    fn put_on_record(
        &mut self,
        note: CommandNote,
        seen: &[StationEvent],
        unix_ms: u64,
    ) -> Result<(), Refusal> {
        self.event.note(&RtuNote::Command(note).entry()).map_err(not_recorded)?;
        self.take(seen, unix_ms)?;
        self.publish(unix_ms)
    }

    fn carry_out(
        &mut self,
        who: &Who,
        request: &CommandRequest,
        seen: &mut Vec<StationEvent>,
    ) -> Result<(), Refusal> {
        let takes = request.roles();
        if !takes.contains(&who.role) {
            return Err(Refusal::NotAllowed { role: who.role, takes: takes.to_vec() });
        }
        let command = request.command(self.controller.state().now_ms())?;
        self.controller.command(who.person, command, &mut |event| seen.push(event)).map_err(Refusal::Station)
    }

    /// The signals of a scan.
    fn signals(&mut self, now_ms: u64) -> (Signal, Vec<UserSignals>) {
        let field = |written| Written::signal(written, now_ms);
        match &mut self.plant {
            None => {
                let users = self.fields.iter().map(|user| user.signals(now_ms)).collect();
                (field(self.supply), users)
            }
            Some(plant) => {
                plant.draw(now_ms, self.controller.set_points());
                let (supply, users) = plant.read(now_ms);
                for (own, signals) in self.fields.iter_mut().zip(&users) {
                    *own = as_written(signals, now_ms);
                }
                match self.config.signals {
                    SignalSource::SupplyFromField => (field(self.supply), users),
                    _ => {
                        self.supply = Some(signal_as_written(&supply, now_ms));
                        (supply, users)
                    }
                }
            }
        }
    }

    /// Puts what happened on record.
    fn take(&mut self, seen: &[StationEvent], unix_ms: u64) -> Result<(), Refusal> {
        for event in seen {
            if let Some(note) = station_note(event) {
                self.event.note(&note.entry()).map_err(not_recorded)?;
            }
            if let StationEvent::AlarmCame { kind, user } = *event {
                self.memory.alarm_came(kind, user, unix_ms);
            }
            // A command is told with who gave it.
            if !matches!(event, StationEvent::Commanded { .. }) {
                self.happen(What::Station(*event), unix_ms);
            }
        }
        Ok(())
    }

    fn note_refused(&mut self, now_ms: u64) -> Result<(), Refusal> {
        let is_time = self.refused_noted_ms.is_none_or(|noted| now_ms >= noted + REFUSED_EVERY_MS);
        if self.refused == 0 || !is_time {
            return Ok(());
        }
        let last = self.happened.last_refused();
        let (role, slot) = last.unwrap_or((Role::View, None));
        let slot = slot.map_or(u64::MAX, |slot| slot as u64);
        let note = RtuNote::Refused { slot, role, times: self.refused };
        self.event.note(&note.entry()).map_err(not_recorded)?;
        (self.refused, self.refused_noted_ms) = (0, Some(now_ms));
        Ok(())
    }

    fn happen(&mut self, what: What, unix_ms: u64) {
        let now_ms = self.controller.state().now_ms();
        self.happened.push(what, now_ms, unix_ms);
    }

    /// Stores the snapshot with what goes on record, then the journal, and only then shows.
    fn publish(&mut self, unix_ms: u64) -> Result<(), Refusal> {
        let snapshot = self.controller.save(self.store.snapshot_number()).map_err(refusal)?;
        let not_saved = |error: std::io::Error| Refusal::NotSaved(error.to_string());
        let pending = self.event.pending().map_err(not_saved)?;
        self.store.save_snapshot(&snapshot, &pending).map_err(not_saved)?;
        self.event.store(&mut self.store, &pending).map_err(not_saved)?;
        self.show(unix_ms);
        Ok(())
    }

    pub(super) fn show(&mut self, unix_ms: u64) {
        let alarms = self.controller.station_alarms();
        let flood = self.controller.flood();
        let session = self.event.session();
        let head = session.journal().head();
        let [a, b, c, d, e, f, g, h, ..] = head.tag;
        let now_ms = self.controller.state().now_ms();
        let shown = Shown {
            layout: &self.layout,
            station_number: self.config.station_number,
            scan_count: self.scan_count,
            now_ms,
            unix_ms,
            mode: self.controller.state().mode().code(),
            result: self.result.as_ref(),
            users: self.controller.users(),
            points: self.controller.points(),
            alarms: &alarms,
            first_out: flood.first_out().map(|first| (first.kind, first.user)),
            is_flooded: flood.is_flooded != 0,
            highest_priority: self.highest_priority(&alarms),
            grade: session.grade().map(|grade| grade.code()),
            warning: session.warnings().warning().map(|warning| warning.level.code()),
            imbalance_permille: self.event.imbalance_permille(),
            report_due_s: self.event.report_due_s(),
            storage: self.storage,
            supply: self.supply,
            master: self.master,
            fields: &self.fields,
            journal_records: head.next,
            journal_tag: u64::from_be_bytes([a, b, c, d, e, f, g, h]),
            last_command: self.memory.shown(),
        };
        let values = shown.values();
        let alarms = self.shown_alarms(&alarms, now_ms, unix_ms);
        self.image = Image { now_ms, unix_ms, values, alarms };
    }

    /// Those that are not normal, or shelved.
    fn shown_alarms(
        &self,
        of_station: &[(AlarmKind, AlarmPoint)],
        now_ms: u64,
        unix_ms: u64,
    ) -> Vec<ShownAlarm> {
        let of_station = of_station.iter().map(|(kind, alarm)| (*kind, None, *alarm));
        let of_users = self.controller.points().iter().enumerate().flat_map(|(user, point)| {
            let alarm = move |kind| Some((kind, Some(user), *point.alarm(kind)?));
            AlarmKind::ALL.into_iter().filter_map(alarm)
        });
        let all = of_station.chain(of_users);
        let is_meant =
            |alarm: &AlarmPoint| alarm.state() != AlarmState::Normal || alarm.shelved_until_ms != 0;
        all.filter(|(.., alarm)| is_meant(alarm))
            .map(|(kind, user, alarm)| ShownAlarm {
                kind,
                user,
                came_unix_ms: self.memory.came(kind, user),
                shelved_until_unix_ms: Some(alarm.shelved_until_ms)
                    .filter(|until_ms| *until_ms != 0)
                    .map(|until_ms| unix_ms.saturating_add(until_ms.saturating_sub(now_ms))),
            })
            .collect()
    }

    fn highest_priority(&self, alarms: &[(AlarmKind, AlarmPoint)]) -> Option<u8> {
        let settings = &self.controller.settings().alarms;
        let priority =
            |kind: AlarmKind| settings.get(usize::from(kind.code())).map(|own| own.priority().code());
        let of_station = alarms.iter().filter(|(_, alarm)| alarm.is_shown()).map(|(kind, _)| *kind);
        let of_users = self.controller.points().iter().flat_map(|point| {
            AlarmKind::ALL.into_iter().filter(|kind| point.alarm(*kind).is_some_and(|alarm| alarm.is_shown()))
        });
        of_station.chain(of_users).filter_map(priority).max()
    }

    /// What it shows since the last scan or request.
    pub fn image(&self) -> &Image {
        &self.image
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// How long from one scan to the next, in the station's time.
    pub fn scan_ms(&self) -> u32 {
        self.plan.scan_ms.max(1)
    }

    pub fn speed(&self) -> u32 {
        self.config.speed
    }

    pub fn event(&self) -> &EventFeed {
        &self.event
    }

    /// What happened last, the oldest first, from the one with this number on.
    pub fn happened_since(&self, number: u64) -> impl Iterator<Item = &Happened> {
        self.happened.since(number)
    }
}

fn refusal(error: SolveError) -> Refusal {
    match error {
        SolveError::Controller(error) => Refusal::Station(error),
        other => Refusal::NotSaved(other.to_string()),
    }
}

fn not_recorded(error: EventError) -> Refusal {
    Refusal::NotSaved(error.to_string())
}
