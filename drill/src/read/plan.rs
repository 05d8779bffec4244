//! Reads the plan by which an event is graded.

use std::ops::Range;
use std::path::Path;

use citygate::event::{
    Authority, EmergencyPlan, Government, Grade, GradeRule, ImbalanceBound, LevelRule, NetworkCondition,
    PlanError, PlanRules, ResponseLevel,
};
use toml::Spanned;

use super::checker::Checker;
use super::document::{self, Document};
use super::names::named;
use super::raw::plan::{RawGrade, RawLevel, RawPlan, RawPlanFile};
use super::raw::scenario::RawScenario;
use super::situation;
use super::structure;
use super::suggest::closest;
use crate::scenario::input::NamedDigest;
use crate::scenario::order::SupplyOrder;
use crate::scenario::plan::Plan;

/// The plan that a scenario names. Without one Jilin's under an order of Jilin's, and none under any other: no grade of
/// one plan under another's order, unless somebody asks for it.
pub fn check(
    raw: &RawScenario,
    order: Option<&SupplyOrder>,
    directory: &Path,
    checker: &mut Checker,
) -> Option<Option<Plan>> {
    let jilin = EmergencyPlan::JILIN_2024.name;
    let Some(value) = &raw.plan else {
        let regime = order.and_then(|order| order.regime).map(|regime| regime.name());
        let is_jilin = regime.is_some_and(|name| name.starts_with(jilin));
        return Some(if is_jilin { Plan::built_in(jilin) } else { None });
    };
    let name = value.get_ref();
    if name.ends_with(".toml") {
        let path = directory.join(name);
        let shown = path.to_string_lossy();
        return match document::text_of(&path, &shown, checker.document.words()) {
            Ok(text) => {
                checker.inputs.push(NamedDigest::of(name, text.as_bytes()));
                of_file(&shown, &text, checker).map(Some)
            }
            Err(diagnostic) => {
                checker.note(&value.span(), format!("{shown}: {}", diagnostic.message));
                None
            }
        };
    }
    let plan = Plan::built_in(name);
    if plan.is_none() {
        let known = EmergencyPlan::ALL.map(|plan| plan.name);
        let message = (checker.words().plan_unknown)(name, closest(name, known), &known);
        checker.note(&value.span(), message);
    }
    plan.map(Some)
}

/// A plan file holds a `[plan]` table, or the keys of one.
fn of_file(name: &str, text: &str, checker: &mut Checker) -> Option<Plan> {
    let document = match Document::parse(name, text, checker.document.words()) {
        Ok(document) => document,
        Err(diagnostics) => {
            diagnostics.into_iter().for_each(|diagnostic| checker.add(|| diagnostic));
            return None;
        }
    };
    let mut inner = Checker::new(&document);
    let has_table = document.table().iter().any(|(key, _)| key.get_ref() == "plan");
    let raw = match has_table {
        true => structure::of::<RawPlanFile>(&mut inner).map(|file| file.plan),
        false => structure::of::<RawPlan>(&mut inner).map(|plan| Spanned::new(document.span(), plan)),
    };
    let plan = raw.and_then(|raw| plan(name, raw.get_ref(), &raw.span(), &mut inner));
    for diagnostic in inner.into_diagnostics() {
        checker.add(|| diagnostic);
    }
    plan
}

/// What a file does not say of deadlines and of who leads is Jilin's.
fn plan(file: &str, raw: &RawPlan, table: &Range<usize>, checker: &mut Checker) -> Option<Plan> {
    let title = checker.required(&raw.title, table, "title", "\"a city's emergency plan\"");
    let title = title.and_then(|value| checker.text(value));
    let leaves_out = checker.optional_text(&raw.leaves_out);
    let scopes = Government::ALL.map(|government| (government.name(), government));
    let scope = checker.required(&raw.scope, table, "scope", "\"province\"");
    let scope = scope.and_then(|value| checker.one_of(value, "scope", &scopes));
    let widening = checker.required(&raw.needs_widening, table, "needs_widening", "true");
    let mut rules = PlanRules { number: 0, ..PlanRules::JILIN_2024 };
    let mut whole = |value: &Option<Spanned<_>>, usual: u16, bounds| {
        value.as_ref().map_or(Some(usual), |value| checker.whole(value, bounds))
    };
    let number = whole(&raw.number, 0, 2..=u16::MAX);
    let first = whole(&raw.first_report_min, rules.first_report_min, 1..=1440);
    let prompt = whole(&raw.prompt_min, rules.prompt_min, 0..=1440);
    for rule in &mut rules.grades {
        (rule.imbalance, rule.network, rule.interruption_min) = (None, NetworkCondition::Normal, None);
    }
    let mut right = true;
    for raw in &raw.grade {
        match grade(raw, checker) {
            Some(rule) => {
                rules.grades.iter_mut().filter(|row| row.grade == rule.grade).for_each(|row| *row = rule);
            }
            None => right = false,
        }
    }
    for raw in &raw.level {
        match level(raw, &rules, checker) {
            Some(rule) => {
                rules.levels.iter_mut().filter(|row| row.level == rule.level).for_each(|row| *row = rule);
            }
            None => right = false,
        }
    }
    rules.scope = scope?;
    rules.needs_widening = *widening?.get_ref();
    (rules.number, rules.first_report_min, rules.prompt_min) = (number?.into(), first?, prompt?);
    if let (true, Err(error)) = (right, rules.check()) {
        let key = if matches!(error, PlanError::Lead { .. }) { "level" } else { "grade" };
        checker.note_missing(table, key, (checker.words().plan_is_none)(error));
        return None;
    }
    let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    right.then_some(Plan { name, title: title?, leaves_out: leaves_out?, rules })
}

/// What a row does not say of its level is as it was.
fn level(raw: &Spanned<RawLevel>, rules: &PlanRules, checker: &mut Checker) -> Option<LevelRule> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let level = checker.required(&raw.level, &table, "level", "3");
    let level = level.and_then(|value| checker.whole(value, 1..=4));
    let leads = named(&raw.leads, "government", &Government::ALL.map(|it| (it.name(), it)), checker);
    let authorities = Authority::ALL.map(|authority| (authority.name(), authority));
    let anyone = [("anyone", None)];
    let proposers: Vec<(&str, Option<Authority>)> =
        authorities.iter().map(|(name, authority)| (*name, Some(*authority))).chain(anyone).collect();
    let proposer = named(&raw.proposer, "authority", &proposers, checker);
    let starter = named(&raw.starter, "authority", &authorities, checker);
    let level = level.and_then(|level| ResponseLevel::from_code(u8::try_from(level).ok()?))?;
    let usual = rules.level(level);
    Some(LevelRule {
        level,
        leads: leads?.unwrap_or(usual.leads),
        proposer: proposer?.unwrap_or(usual.proposer),
        starter: starter?.unwrap_or(usual.starter),
        when_exceeded: raw.when_exceeded.as_ref().map_or(usual.when_exceeded, |value| *value.get_ref()),
    })
}

fn grade(raw: &Spanned<RawGrade>, checker: &mut Checker) -> Option<GradeRule> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let grades = Grade::ALL.map(|grade| (grade.name(), grade));
    let grade = checker.required(&raw.grade, &table, "grade", "\"II\"");
    let grade = grade.and_then(|value| checker.one_of(value, "grade", &grades));
    let imbalance = match (&raw.imbalance_permille, &raw.imbalance_above_permille) {
        (Some(value), None) => {
            checker.whole(value, 1..=1000).map(|bound| Some(ImbalanceBound::AtLeast(bound)))
        }
        (None, Some(value)) => checker.whole(value, 1..=1000).map(|bound| Some(ImbalanceBound::Above(bound))),
        (None, None) => Some(None),
        (Some(value), Some(_)) => {
            checker.note(&value.span(), checker.words().one_imbalance);
            None
        }
    };
    let conditions = NetworkCondition::ALL.map(|state| (state.name(), state));
    let network = named(&raw.network, "state of the network", &conditions, checker);
    let hours = situation::interruption(&raw.interruption_h, checker);
    let interruption_min = hours?.map(|hours| hours.thousandths() * 60 / 1000);
    Some(GradeRule {
        grade: grade?,
        imbalance: imbalance?,
        network: network?.unwrap_or(NetworkCondition::Normal),
        interruption_min: interruption_min.and_then(|minutes| u32::try_from(minutes).ok()),
    })
}
