//! What is known of an event, and what follows from it.

use super::assessment::{Assessment, Observation};
use super::error::EventError;
use super::state::EventSession;
use crate::event::authority::{Authority, AuthoritySet, Signatory};
use crate::event::grade::{Grade, Trend, grade, imbalance_ppm};
use crate::event::journal::entry::JournalEntry;
use crate::event::journal::graded::GradedEntry;
use crate::event::journal::record::RecordBytes;
use crate::event::report::recipient::RecipientSet;
use crate::event::response::lead::recommend;

/// Who states a grade: an authority.
const STATES_GRADES: AuthoritySet =
    AuthoritySet::ALL.without(AuthoritySet::of(&[Authority::Engine, Authority::Enterprise]));

impl EventSession {
    /// Takes a measurement: follows the trend, grades, and says what the plan calls for. Goes on record when the grade
    /// that stands, the one met, its criterion or the recommendation have changed. Also possible without an event, as a
    /// forecast; nobody is to be reported to then.
    ///
    /// A grade once met stands, and is told with the trend, until an authority states otherwise or the response ends: a
    /// trend that is *measured* to be steady or narrowing never takes it away. One *stated* not to be widening does, as
    /// far as the figures meet no criterion without it (the plan, §1.5.1, with our reading).
    ///
    /// # Errors
    ///
    /// [`EventError::Journal`].
    pub fn assess(
        &mut self,
        ring: &mut [RecordBytes],
        observation: &Observation,
    ) -> Result<Assessment, EventError> {
        self.check_ring(ring)?;
        let now = self.now().instant;
        let plan = self.plan();
        let Observation {
            normal_supply, demand, available_supply, interruption_min, network, planned, ..
        } = *observation;
        let imbalance = imbalance_ppm(observation.imbalance(), normal_supply);
        let is_sudden = self.trend.is_sudden(now, imbalance);
        if normal_supply > 0 {
            self.trend.push(now, imbalance);
        }
        let mut estimate = self.trend.estimate(now);
        estimate.sudden_loss |= is_sudden;
        let (trend, trend_source) = estimate.or_stated(observation.trend);
        let grading = grade(&plan, &observation.situation(Some(trend)));
        let released = planned || matches!(observation.trend, Some(Trend::Narrowing | Trend::Steady));
        self.graded.standing.follow(grading.grade, released);
        let stands = self.grade();
        let recommendation =
            stands.map(|grade| recommend(&plan, grade, observation.affected_area, observation.exceeded));
        let graded = GradedEntry {
            grade: stands,
            met: grading.grade,
            criterion: grading.criterion,
            trend,
            trend_source,
            network,
            recommended: recommendation.map(|recommendation| recommendation.response),
            planned,
            normal_supply,
            demand,
            available_supply,
            interruption_min,
            imbalance_permille: grading.imbalance_permille,
            plan: plan.number,
        };
        if self.graded.take(&graded) {
            self.note(ring, &JournalEntry::Graded(graded))?;
        }
        let sensitivity = observation.sensitivity;
        let report_to =
            if self.is_open() { self.reporting.update(stands, sensitivity, now) } else { RecipientSet::NONE };
        if !report_to.is_empty() {
            self.note_leaving(ring, &JournalEntry::ReportTo { added: report_to, sensitivity }, 0)?;
        }
        Ok(Assessment { grading, grade: stands, trend, trend_source, estimate, recommendation, report_to })
    }

    /// An authority states the grade: it stands from now on, until the figures meet a more serious one than they do now,
    /// or the response ends. `None` states that there is no grade. Recorded with the grade that the figures meet.
    ///
    /// **Interpretation:** the plan names no form for it; any government or member of the headquarters may.
    ///
    /// # Errors
    ///
    /// [`EventError::GradeNotAuthorized`], [`EventError::JournalFull`], [`EventError::Journal`].
    pub fn state_grade(
        &mut self,
        ring: &mut [RecordBytes],
        grade: Option<Grade>,
        by: Signatory,
    ) -> Result<(), EventError> {
        if !STATES_GRADES.contains(by.authority) {
            return Err(EventError::GradeNotAuthorized { may: STATES_GRADES });
        }
        let met = self.graded.entry().and_then(|graded| graded.met);
        self.record_decision(ring, &JournalEntry::GradeStated { grade, before: self.grade(), met, by })?;
        self.graded.standing.state(grade, met);
        Ok(())
    }
}
