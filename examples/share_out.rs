//! Shares out what a city gate station gets on a cold day, and says why each user gets what it gets: the same
//! day, and the same table, as `examples/c/share_out.c`.

use std::error::Error;
use std::fmt::Write;

use citygate::gate::Gate;
use citygate::policy::regimes::JILIN_2024;
use citygate::units::flow_from_m3_per_h;
use citygate::user::{SupplyClass, User};

/// Names, classes, demands and technical minimums in m³/h.
const USERS: [(&str, SupplyClass, f64, f64); 8] = [
    ("homes", SupplyClass::Residential, 8650.5, 0.0),
    ("city hospital", SupplyClass::Residential, 310.25, 120.0),
    ("heating plant", SupplyClass::Heating, 6800.0, 2300.0),
    ("university", SupplyClass::PublicService, 1020.0, 0.0),
    ("bus filling", SupplyClass::Vehicles, 720.0, 0.0),
    ("glass works", SupplyClass::IndustrialFuel, 2300.0, 950.0),
    ("steel works", SupplyClass::IndustrialFuel, 4000.0, 300.0),
    ("ammonia plant", SupplyClass::Chemical, 1800.0, 700.0),
];

/// Whole dm³/h, written as m³/h.
fn text(dm3_per_h: u64) -> String {
    format!("{:9}.{:03}", dm3_per_h / 1000, dm3_per_h % 1000)
}

/// The table of who gets what and why.
pub fn table() -> Result<String, Box<dyn Error>> {
    let mut gate: Gate<8> = Gate::new(JILIN_2024);
    for (name, class, demand, minimum) in USERS {
        let user = User::new(class, flow_from_m3_per_h(demand)?).with_minimum(flow_from_m3_per_h(minimum)?);
        gate.add(user.with_on_off(name == "bus filling"))?;
    }
    let summary = gate.allocate(flow_from_m3_per_h(21_250.0)?.into())?;

    let mut table = format!("{:14}{:18}{:>13}{:>13}  why\n", "user", "class", "demand m3/h", "granted m3/h");
    for ((name, class, _, _), (user, grant)) in USERS.iter().zip(gate.users().iter().zip(gate.grants())) {
        let (demand, granted) = (text(user.demand.into()), text(grant.granted().into()));
        let why = grant.reason().name().replace('_', " ");
        // The library counts from 0; people, and the drill's reports, from 1.
        let step = grant.step().map_or(String::new(), |step| format!(" {}", step + 1));
        writeln!(table, "{name:14}{:18}{demand}{granted}  {why}{step}", class.name().replace('_', " "))?;
    }
    for (name, total) in [
        ("demand", summary.demand),
        ("supply", summary.supply),
        ("curtailed", summary.curtailed),
        ("unused", summary.unused),
    ] {
        writeln!(table, "{name:32}{}", text(total))?;
    }
    Ok(table)
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", table()?);
    Ok(())
}
