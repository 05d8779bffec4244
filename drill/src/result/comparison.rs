//! Two results beside each other: who gets more, who gets less.

use std::collections::HashMap;

use citygate::user::SupplyClass;
use serde::Deserialize;
use thiserror::Error;

use crate::quantity::Quantity;

/// What a comparison needs of a result, of this version of the tool or another.
#[derive(Clone, Debug, Deserialize)]
pub struct Brief {
    pub title: String,
    pub title_zh: Option<String>,
    pub unit: String,
    pub demand: Quantity,
    #[serde(rename = "served")]
    pub granted: Quantity,
    pub users: Vec<Share>,
    exercise: Option<BriefExercise>,
}

#[derive(Clone, Debug, Deserialize)]
struct BriefExercise {
    users: Vec<Share>,
}

/// What a user wants and gets.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Share {
    pub id: String,
    pub class: SupplyClass,
    pub demand: Quantity,
    pub granted: Quantity,
}

/// A user whose share is another, or who is in one of the results only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    pub first: Option<&'a Share>,
    pub second: Option<&'a Share>,
}

pub struct Comparison<'a> {
    /// Those who lose most stand first, those who gain most last.
    pub differences: Vec<Difference<'a>>,
    /// How many users want and get the same in both.
    pub same: usize,
}

#[derive(Debug, Error)]
pub enum BriefError {
    #[error("{0}")]
    NoResult(serde_json::Error),
    #[error("{0}")]
    SeveralResults(usize),
}

impl Brief {
    /// Reads a result as `--json` prints it. Of an exercise counts what everyone kept over the whole of it.
    pub fn read(text: &str) -> Result<Brief, BriefError> {
        let mut results: Vec<Brief> = Vec::new();
        for result in serde_json::Deserializer::from_str(text).into_iter() {
            results.push(result.map_err(BriefError::NoResult)?);
        }
        let count = results.len();
        let Some(mut brief) = results.pop().filter(|_| count == 1) else {
            return Err(BriefError::SeveralResults(count));
        };
        if let Some(exercise) = brief.exercise.take() {
            let sum = |of: fn(&Share) -> Quantity| {
                let quantities = exercise.users.iter().map(of);
                quantities.fold(Quantity::ZERO, |a, b| a.checked_add(b).unwrap_or(Quantity::MAX))
            };
            (brief.demand, brief.granted) = (sum(|user| user.demand), sum(|user| user.granted));
            let volume = brief.unit.strip_suffix("/h").or(brief.unit.strip_suffix("/d"));
            brief.unit = volume.map_or(format!("{}·h", brief.unit), str::to_owned);
            brief.users = exercise.users;
        }
        Ok(brief)
    }
}

impl<'a> Comparison<'a> {
    pub fn of(first: &'a Brief, second: &'a Brief) -> Comparison<'a> {
        let mut others: HashMap<&str, &Share> =
            second.users.iter().map(|user| (user.id.as_str(), user)).collect();
        let mut differences: Vec<Difference> = first
            .users
            .iter()
            .map(|user| Difference { first: Some(user), second: others.remove(user.id.as_str()) })
            .collect();
        let new = second.users.iter().filter(|user| others.contains_key(user.id.as_str()));
        differences.extend(new.map(|user| Difference { first: None, second: Some(user) }));
        let all = differences.len();
        differences.retain(|difference| difference.first != difference.second);
        differences.sort_by_key(Difference::change);
        let same = all - differences.len();
        Comparison { differences, same }
    }
}

impl Difference<'_> {
    /// By how many thousandths of the unit the second grants more.
    pub fn change(&self) -> i128 {
        let granted =
            |share: Option<&Share>| share.map_or(0, |share| i128::from(share.granted.thousandths()));
        granted(self.second) - granted(self.first)
    }
}
