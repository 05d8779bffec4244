#![no_std]
#![no_main]
//! Allocates what Tengzhou had in December 2017 and logs who keeps how much, then what is wrong with faulty input, then
//! what happens at a station whose meter fails. The station is in static storage, as in a firmware; the log goes out by
//! semihosting and is decoded on the host.

use citygate::allocate::Grant;
use citygate::event::JournalKey;
use citygate::gate::Gate;
use citygate::policy::regimes::JILIN_2024;
use citygate::policy::{Policy, Share, Step, Target};
use citygate::station::{
    ScanInput, Signal, Station, StationEvent, StationMemory, StationSettings, StationState, StationUser,
    UserPoint, UserSignals,
};
use citygate::units::flow_from_m3_per_h;
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
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

fn allocate(gate: &mut Gate<16>) -> Option<()> {
    for (class, demand) in USERS {
        let user = User::new(class, flow_from_m3_per_h(demand).ok()?);
        let index = gate.add(user).ok()?;
        defmt::debug!("{=usize}: {}", index, user);
    }
    let supply = flow_from_m3_per_h(21_250.0).ok()?;
    let summary = gate.allocate(supply.into()).ok()?;
    for grant in gate.grants() {
        defmt::info!("{}", grant);
    }
    defmt::info!("curtailed {=u64} dm3/h", summary.curtailed);
    Some(())
}

/// Logs the errors; nothing if there are none.
fn refuse() -> Option<()> {
    defmt::error!("{}", flow_from_m3_per_h(-1.0).err()?);
    let steps = [Step::new(ClassSet::of(&[SupplyClass::Residential]), Target::Demand, Share::ProRata)];
    let homes_only = Policy::new(&steps, ClassSet::of(&[SupplyClass::Residential]), Attributes::NONE).ok()?;
    let mut gate: Gate<1> = Gate::new(homes_only);
    gate.add(User::new(SupplyClass::Chemical, 5)).ok()?;
    defmt::error!("{}", gate.allocate(5).err()?);
    // A key in a log would be a key lost.
    defmt::debug!("{}", JournalKey([0xab; 32]));
    Some(())
}

/// Scans every second; after the first scan the meter of the supply is lost. Alarms are logged as warnings.
fn scan() -> Option<()> {
    let users = [StationUser::new(User::new(SupplyClass::IndustrialFuel, flow_from_m3_per_h(900.0).ok()?))];
    let supply = flow_from_m3_per_h(1000.0).ok()?.into();
    let settings = StationSettings::new(0, supply);
    let (mut state, mut points) = (StationState::default(), [UserPoint::default()]);
    let (mut work, mut grants) = ([User::default()], [Grant::EMPTY]);
    let memory =
        StationMemory { state: &mut state, points: &mut points, users: &mut work, grants: &mut grants };
    let mut station = Station::new(&JILIN_2024, &settings, &users, memory).ok()?;
    station.start();
    let draws = Signal::good(users[0].user.demand.into());
    let signals = [UserSignals::new(draws, draws)];
    for supply in [Signal::good(supply), Signal::bad(), Signal::bad(), Signal::bad()] {
        let log = &mut |event| match event {
            StationEvent::AlarmCame { .. } | StationEvent::AlarmWent { .. } => defmt::warn!("{}", event),
            _ => defmt::info!("{}", event),
        };
        defmt::debug!("{}", station.scan(&ScanInput::new(1000, supply, &signals), log).ok()?.supply);
    }
    defmt::error!("{}", station.scan(&ScanInput::new(1000, Signal::bad(), &[]), &mut |_| ()).err()?);
    Some(())
}

#[entry]
fn main() -> ! {
    let gate = singleton!(: Gate<16> = Gate::new(JILIN_2024));
    let done = gate.and_then(|gate| allocate(gate)).and_then(|()| refuse()).and_then(|()| scan());
    end(if done.is_some() { debug::EXIT_SUCCESS } else { debug::EXIT_FAILURE })
}
