#![no_std]
#![no_main]
//! Shares out what Tengzhou had in December 2017 and logs who keeps how much. The station is in static storage, as
//! in a firmware; the log goes out by semihosting and is decoded on the host.

use citygate::gate::Gate;
use citygate::policy::regimes::JILIN_2024;
use citygate::units::flow_from_m3_per_h;
use citygate::user::{SupplyClass, User};
use cortex_m::singleton;
use cortex_m_rt::entry;
use cortex_m_semihosting::debug;
use defmt_semihosting as _;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    defmt::error!("panicked");
    end(debug::EXIT_FAILURE)
}

fn end(status: debug::ExitStatus) -> ! {
    loop {
        debug::exit(status);
    }
}

const USERS: [(SupplyClass, f64); 3] = [
    (SupplyClass::Residential, 6875.0),
    (SupplyClass::Vehicles, 1250.0),
    (SupplyClass::IndustrialFuel, 14_375.0),
];

fn share_out(gate: &mut Gate<16>) -> Option<()> {
    for (class, demand) in USERS {
        let user = User::new(class, flow_from_m3_per_h(demand).ok()?);
        let index = gate.add(user).ok()?;
        defmt::debug!("user {=usize}: {=str}", index, class.name());
    }
    let supply = flow_from_m3_per_h(21_250.0).ok()?;
    let curtailed = gate.allocate(supply.into()).ok()?.curtailed;
    for (user, grant) in gate.users().iter().zip(gate.grants()) {
        defmt::info!("{=u32} of {=u32} dm3/h", grant.granted(), user.demand);
    }
    defmt::info!("curtailed {=u64} dm3/h", curtailed);
    Some(())
}

#[entry]
fn main() -> ! {
    let gate = singleton!(: Gate<16> = Gate::new(JILIN_2024));
    let done = gate.and_then(|gate| share_out(gate));
    end(if done.is_some() { debug::EXIT_SUCCESS } else { debug::EXIT_FAILURE })
}
