//! An exercise in words: what text and report share.

use citygate::event::{
    Action, Grade, JournalEntry, ORIGIN_MS, Phase, Proposal, RecipientSet, Record, ResponseState,
    ResponseStatus as InForce, Signatory, WarningLevel,
};
use jiff::Timestamp;

use super::explain::{Explainer, percentage};
use crate::exercise::{Exercise, Fate, Happening, Kept, Moment, Standing, What};
use crate::quantity::Quantity;
use crate::scenario::timeline::{Deed, Signer};
use crate::words::{Summary, percent};

/// An exercise and the words for it.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The scenario, its outcome, the language.
    pub explainer: Explainer<'a>,
    /// The exercise.
    pub exercise: &'a Exercise,
}

/// Something that happened, as a row: what, by whom, what came of it.
pub struct Row {
    /// When.
    pub at: Moment,
    /// Whether the engine found it or people did it.
    pub kind: RowKind,
    /// What.
    pub what: String,
    /// By whom.
    pub who: String,
    /// Why it was refused.
    pub refused: Option<String>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// What the scenario says.
    Given,
    /// What the desk found.
    Found,
    /// Something is late.
    Late,
    /// What people did.
    Done,
}

/// Reports to several recipients with one deadline and one fate.
pub struct DueGroup {
    /// To whom.
    pub recipients: RecipientSet,
    /// Whether it is the first one to them.
    pub first: bool,
    /// By when.
    pub due: Moment,
    /// What became of it.
    pub fate: Fate,
}

impl<'a> Teller<'a> {
    /// The exercise of an outcome, if there is one.
    pub fn of(explainer: Explainer<'a>) -> Option<Teller<'a>> {
        let exercise = explainer.outcome.exercise.as_ref()?;
        Some(Teller { explainer, exercise })
    }

    /// A moment as hours and minutes since the beginning; seconds only where they are not zero.
    pub fn elapsed(&self, at: Moment) -> String {
        let seconds = at.0 / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match seconds {
            0 => format!("{hours}:{minutes:02}"),
            _ => format!("{hours}:{minutes:02}:{seconds:02}"),
        }
    }

    /// A moment on the wall clock, to the minute.
    pub fn clock(&self, at: Moment) -> Option<String> {
        self.wall(at, "%Y-%m-%d %H:%M")
    }

    /// The same, without the year.
    pub fn short_clock(&self, at: Moment) -> Option<String> {
        self.wall(at, "%m-%d %H:%M")
    }

    fn wall(&self, at: Moment, format: &str) -> Option<String> {
        let start = self.exercise.start?;
        let ms = start.timestamp.as_millisecond().checked_add(i64::try_from(at.0).ok()?)?;
        let timestamp = Timestamp::from_millisecond(ms).ok()?;
        Some(start.offset.to_datetime(timestamp).strftime(format).to_string())
    }

    /// A moment as people write it: the wall clock where it is known.
    pub fn moment(&self, at: Moment) -> String {
        self.short_clock(at).unwrap_or_else(|| self.elapsed(at))
    }

    /// Who signs: authority, division, person, and name.
    pub fn signatory(&self, by: Signatory) -> String {
        let words = self.explainer.words;
        let text = (words.exercise.signer)((words.event.authority)(by.authority), by.division, by.person);
        match self.exercise.names.get(&by) {
            Some(name) => (words.aside)(&text, name),
            None => text,
        }
    }

    /// The names of recipients.
    pub fn recipients(&self, set: RecipientSet) -> String {
        let words = self.explainer.words;
        (words.list)(&set.iter().map(words.event.recipient).collect::<Vec<&str>>())
    }

    /// Everything that happened.
    pub fn rows(&self) -> Vec<Row> {
        self.exercise.happenings.iter().map(|happening| self.row(happening)).collect()
    }

    fn row(&self, happening: &Happening) -> Row {
        let words = &self.explainer.words.exercise;
        let (kind, what, by) = match &happening.what {
            What::Note(note) => (RowKind::Given, note.clone(), None),
            What::Changed { supply, demand } => {
                let mut changes: Vec<String> =
                    supply.iter().map(|supply| (words.supply)(&self.explainer.amount(*supply))).collect();
                changes.extend(demand.iter().map(|(class, factor)| {
                    let share = percentage(*factor, Quantity::from_thousandths(1000));
                    (words.demand)((self.explainer.words.class)(*class), &share)
                }));
                (RowKind::Given, changes.join(self.explainer.words.semicolon), None)
            }
            What::Word(word) => {
                let mut text = (words.word)(&word.text);
                if word.age_min != 0 {
                    text.push_str(&(words.word_came_before)(word.age_min));
                }
                (RowKind::Done, text, Some(&word.by))
            }
            What::Deed(deed) => {
                let (text, by) = self.deed(deed);
                (RowKind::Done, text, Some(by))
            }
            What::Reported { receipt, by } => {
                let late = (!receipt.late.is_empty()).then(|| self.recipients(receipt.late));
                let text = (words.reports)(receipt.number, &self.recipients(receipt.to), late.as_deref());
                (RowKind::Done, text, Some(by))
            }
            What::Graded(assessment) => {
                let grading = assessment.grading;
                let response = assessment.recommendation.map(|recommended| recommended.response);
                let text = match (grading.grade, grading.criterion, response) {
                    (Some(grade), Some(criterion), Some(response)) => {
                        let event = &self.explainer.words.event;
                        let criterion = (event.criterion)(criterion);
                        (words.graded)((event.grade)(grade), criterion, (event.response)(response))
                    }
                    _ => words.not_graded.to_owned(),
                };
                (RowKind::Found, text, None)
            }
            What::ReportTo(added) => (RowKind::Found, (words.report_to)(&self.recipients(*added)), None),
            What::Overdue(late) => (RowKind::Late, (words.overdue)(&self.recipients(*late)), None),
        };
        Row {
            at: happening.at,
            kind,
            what,
            who: by.map(|by: &Signer| self.signatory(by.signatory)).unwrap_or_default(),
            refused: happening.refused.as_ref().map(words.refusal),
        }
    }

    fn deed<'d>(&self, deed: &'d Deed) -> (String, &'d Signer) {
        let words = self.explainer.words;
        match deed {
            Deed::Warn { level: Some(level), by } => {
                ((words.exercise.warns)((words.event.warning)(*level)), by)
            }
            Deed::Warn { level: None, by } => (words.exercise.lifts.to_owned(), by),
            Deed::Action { request, by } => {
                let mut text = self.act(request.action);
                if let Some(ground) = request.justification {
                    text.push_str(&(words.exercise.on_ground)((words.event.ground)(ground)));
                }
                (text, by)
            }
            Deed::Report { by, .. } => (words.exercise.reports_nothing.to_owned(), by),
            Deed::Close { by } => (words.exercise.closes.to_owned(), by),
        }
    }

    /// An act with the response that it names.
    pub fn act(&self, act: Action) -> String {
        let words = self.explainer.words;
        let name = (words.event.act)(act.kind());
        match act {
            Action::Propose(response) | Action::Confirm(response) => {
                format!("{name}{}{}", words.colon, (words.event.response)(response))
            }
            _ => name.to_owned(),
        }
    }

    /// How the response stands: the phase, what is in force, what is proposed.
    pub fn state(&self, state: ResponseState) -> String {
        let words = self.explainer.words;
        let phase = (words.event.phase)(state.phase());
        let in_force = match state.status() {
            InForce::Started(response) | InForce::Transition(response) => Some(response),
            InForce::Normal => None,
        };
        let mut parts: Vec<String> =
            in_force.into_iter().map(|response| (words.event.response)(response).to_owned()).collect();
        if let Proposal::Response(response) = state.proposal() {
            let proposed = words.exercise.label.proposed;
            parts.push(format!("{proposed}{}{}", words.colon, (words.event.response)(response)));
        }
        match parts.is_empty() {
            true => phase.to_owned(),
            false => (words.aside)(phase, &parts.join(words.semicolon)),
        }
    }

    /// The same in few words, for a table at a terminal.
    pub fn state_in_brief(&self, state: ResponseState) -> String {
        let words = self.explainer.words;
        let brief = words.exercise.response_in_brief;
        let in_force = match state.status() {
            InForce::Started(response) => brief(response),
            InForce::Transition(_) => (words.event.phase)(Phase::Transition).to_owned(),
            InForce::Normal => (words.event.phase)(Phase::Normal).to_owned(),
        };
        match state.proposal() {
            Proposal::None => in_force,
            Proposal::Response(response) => (words.exercise.pending)(&in_force, &brief(response)),
            Proposal::Termination => {
                (words.exercise.pending)(&in_force, (words.event.phase)(Phase::Transition))
            }
        }
    }

    /// The name of a grade, or that there is none.
    pub fn grade(&self, grade: Option<Grade>) -> &'static str {
        let words = self.explainer.words;
        grade.map_or(words.exercise.label.none, words.event.grade)
    }

    /// The name of a warning level, or that there is none.
    pub fn warning(&self, level: Option<WarningLevel>) -> &'static str {
        let words = self.explainer.words;
        level.map_or(words.exercise.label.none, words.event.warning)
    }

    /// What a grade was judged by.
    pub fn basis(&self, standing: &Standing) -> String {
        let words = self.explainer.words;
        let assessment = &standing.assessment;
        let source = (words.event.trend_source)(assessment.trend_source);
        let trend = (words.aside)((words.trend)(assessment.trend), source);
        (words.event.judged_by)(
            &percent(assessment.grading.imbalance_permille),
            &trend,
            (words.network)(standing.network),
            &(words.label.hours)(&standing.interruption_h.to_string()),
        )
    }

    /// Why a grade is not the next more serious one.
    pub fn why_not(&self, standing: &Standing) -> String {
        let words = self.explainer.words;
        let grading = standing.assessment.grading;
        let Some(next) = grading.next else { return words.event.most_serious.to_owned() };
        let reasons: Vec<&str> = grading.unmet.iter().map(words.event.unmet).collect();
        (words.event.why_not)((words.event.grade)(next), &reasons.join(words.semicolon))
    }

    /// The moments at which the grade or its criterion changed.
    pub fn gradings(&self) -> Vec<&'a Standing> {
        let mut gradings: Vec<&Standing> = Vec::new();
        for standing in &self.exercise.moments {
            let essence = |standing: &Standing| {
                let assessment = &standing.assessment;
                (assessment.grading.grade, assessment.grading.criterion, assessment.recommendation)
            };
            if gradings.last().map(|last| essence(last)) != Some(essence(standing)) {
                gradings.push(standing);
            }
        }
        gradings
    }

    /// Reports due, those of one deadline and one fate together.
    pub fn due(&self) -> Vec<DueGroup> {
        let mut groups: Vec<DueGroup> = Vec::new();
        for due in &self.exercise.duties {
            let recipients = RecipientSet::of(&[due.recipient]);
            let like = groups
                .iter_mut()
                .find(|group| (group.first, group.due, group.fate) == (due.first, due.due, due.fate));
            match like {
                Some(group) => group.recipients = group.recipients.union(recipients),
                None => groups.push(DueGroup { recipients, first: due.first, due: due.due, fate: due.fate }),
            }
        }
        groups
    }

    /// What became of a report: when it was sent, and how that stands.
    pub fn fate(&self, fate: Fate) -> (String, &'static str) {
        let label = &self.explainer.words.exercise.label;
        match fate {
            Fate::InTime(at) => (self.moment(at), label.in_time),
            Fate::Late(at) => (self.moment(at), label.late),
            Fate::Overdue => (String::new(), label.not_sent),
            Fate::Pending => (String::new(), label.pending),
            Fate::Ended(_) => (String::new(), label.ended),
        }
    }

    /// The whole exercise in a sentence or two.
    pub fn summary(&self) -> String {
        let (words, exercise) = (self.explainer.words, self.exercise);
        let show = |at| self.clock(at).unwrap_or_else(|| self.elapsed(at));
        // A smaller code is a more serious grade, and the first of several counts.
        let graded = exercise.moments.iter().filter_map(|standing| {
            standing.assessment.grading.grade.map(|grade| (grade.code(), grade, standing.at))
        });
        let worst = graded.min_by_key(|(code, _, at)| (*code, *at));
        // So it is with responses.
        let answered = exercise.moments.iter().filter_map(|standing| {
            standing.in_force().map(|response| (response.code(), response, standing.at))
        });
        let answered = answered.min_by_key(|(code, _, at)| (*code, *at));
        let answered_since = answered.map(|(_, _, at)| self.moment(at)).unwrap_or_default();
        let since = worst.map(|(_, _, at)| self.moment(at)).unwrap_or_default();
        let sum = |of: fn(&Kept) -> Quantity| {
            let add = |a: Quantity, b: Quantity| a.checked_add(b).unwrap_or(Quantity::MAX);
            exercise.classes.iter().map(of).fold(Quantity::ZERO, add)
        };
        let (wanted, kept) = (sum(|class| class.demand), sum(|class| class.granted));
        let missed = |group: &&DueGroup| matches!(group.fate, Fate::Late(_) | Fate::Overdue);
        (words.exercise.summary)(&Summary {
            from: &show(Moment::default()),
            to: &show(exercise.end),
            worst: worst.map(|(_, grade, _)| ((words.event.grade)(grade), since.as_str())),
            response: answered
                .map(|(_, response, _)| ((words.event.response)(response), answered_since.as_str())),
            evaluator: worst.map(|(_, grade, _)| (words.event.evaluator)(grade.evaluator())),
            curtailed: (
                &self.explainer.amount(exercise.hardest.outcome.curtailed),
                &self.moment(exercise.hardest.at),
            ),
            kept: (&self.volume(wanted), &self.volume(kept), &percentage(kept, wanted)),
            reports: (exercise.reports.len(), self.due().iter().filter(missed).count()),
            refused: exercise.happenings.iter().filter(|happening| happening.refused.is_some()).count(),
        })
    }

    /// A volume with its unit.
    pub fn volume(&self, volume: Quantity) -> String {
        format!("{volume} {}", self.volume_unit())
    }

    /// The unit of volumes: the unit of flows times hours.
    pub fn volume_unit(&self) -> String {
        let unit = self.explainer.unit();
        match unit.strip_suffix("/h") {
            Some(volume) => volume.to_owned(),
            None => format!("{unit}·h"),
        }
    }

    /// The head of the journal, as `drill verify --head` takes it.
    pub fn head(&self) -> String {
        let head = self.exercise.journal.head;
        format!("{}:{}", head.next, crate::exercise::hex(&head.tag))
    }

    /// The records of the journal: number, moment, and what each says.
    pub fn records(&self) -> Vec<(u64, Moment, &'static str, String)> {
        let (records, _) = self.exercise.journal.bytes.as_chunks();
        let read = records.iter().filter_map(|bytes| Record::read(bytes).ok());
        let row = |record: Record| {
            let at = Moment(record.stamp.instant.ms.saturating_sub(ORIGIN_MS));
            (
                record.sequence,
                at,
                (self.explainer.words.exercise.record)(&record.entry),
                self.entry(&record.entry),
            )
        };
        read.map(row).collect()
    }

    /// What a record says.
    fn entry(&self, entry: &JournalEntry) -> String {
        let words = self.explainer.words;
        let amount = |thousandths| Quantity::from_thousandths(thousandths).to_string();
        let digest = |digest: &[u8; 32]| {
            format!("SHA-256 {}…", crate::exercise::hex(digest).get(..8).unwrap_or_default())
        };
        let parts: Vec<String> = match entry {
            JournalEntry::Opened { station, .. } => vec![station.to_string()],
            JournalEntry::Notified { by, digest: of, .. } => vec![self.signatory(*by), digest(of)],
            JournalEntry::Graded(graded) => {
                vec![self.grade(graded.grade).to_owned(), percent(graded.imbalance_permille)]
            }
            JournalEntry::Action { request, after, .. } => {
                vec![self.act(request.action), self.signatory(request.by), self.state(*after)]
            }
            JournalEntry::Refused { request, .. } => {
                vec![self.act(request.action), self.signatory(request.by)]
            }
            JournalEntry::Warned(notice) => {
                vec![self.warning(notice.to).to_owned(), self.signatory(notice.by)]
            }
            JournalEntry::Reported { receipt, by, digest: of } => vec![
                (words.exercise.reports)(receipt.number, &self.recipients(receipt.to), None),
                self.signatory(*by),
                digest(of),
            ],
            JournalEntry::Overdue { recipients } | JournalEntry::ReportTo { added: recipients, .. } => {
                vec![self.recipients(*recipients)]
            }
            JournalEntry::Allocated { demand, served, .. } => {
                vec![(words.granted_of)(
                    &amount(*served),
                    &amount(*demand),
                    &percentage(Quantity::from_thousandths(*served), Quantity::from_thousandths(*demand)),
                )]
            }
            JournalEntry::Closed { by } | JournalEntry::PolicyChanged { by, .. } => vec![self.signatory(*by)],
            JournalEntry::Lost { count, .. } => vec![count.to_string()],
            JournalEntry::Clock(_) | JournalEntry::Note { .. } => Vec::new(),
        };
        parts.join(words.semicolon)
    }
}
