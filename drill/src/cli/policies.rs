//! `citygate policies`: the built-in supply orders.

use citygate::policy::regimes::{self, Regime};

use super::arguments::{Ending, PoliciesArguments};
use super::console::{Console, OutputError};
use crate::render::text::policies::listed;

pub fn run(arguments: &PoliciesArguments, console: &mut Console) -> Result<Ending, OutputError> {
    let messages = console.texts();
    let mut orders: Vec<Regime> = Vec::new();
    let unknown: Vec<&String> = arguments
        .names
        .iter()
        .filter(|name| match regimes::find(name) {
            Some(order) => {
                orders.push(order);
                false
            }
            None => true,
        })
        .collect();
    if !unknown.is_empty() {
        let known: Vec<&str> = regimes::all().map(Regime::name).collect();
        for name in unknown {
            console.fail((messages.tool.unknown_policy)(name, &(messages.list)(&known)));
        }
        return Ok(Ending::BadInput);
    }
    if orders.is_empty() {
        orders = regimes::all().collect();
    }
    console.print(&listed(&orders, messages))?;
    Ok(Ending::Done)
}
