//! What the built-in orders say, by what they grant.

use citygate::allocate::{Grant, Reason, Summary, allocate};
use citygate::policy::regimes;
use citygate::user::{Attribute, Attributes, SupplyClass, User};

fn granted(order: &str, users: &[User], supply: u64) -> Vec<u32> {
    let policy = regimes::find(order).expect("a built-in order").policy();
    let mut grants = vec![Grant::EMPTY; users.len()];
    allocate(&policy, users, supply, &mut grants, &mut Summary::default()).unwrap();
    grants.iter().map(Grant::granted).collect()
}

/// §1.7: homes and heating in full before any other minimum; then all minimums, then the classes in turn.
#[test]
fn minimums_come_right_after_heating() {
    let users: Vec<User> =
        SupplyClass::ALL.iter().map(|class| User::new(*class, 100).with_minimum(30)).collect();
    let order = "jilin-2024-minimums-after-heating";
    assert_eq!(granted(order, &users, 200), [100, 100, 0, 0, 0, 0]);
    assert_eq!(granted(order, &users, 320), [100, 100, 30, 30, 30, 30]);
    assert_eq!(granted(order, &users, 400), [100, 100, 100, 40, 30, 30]);
    // All minimums first leaves homes and heating short where this order does not.
    assert_eq!(granted("jilin-2024-minimums-first", &users, 200)[..2], [50, 30]);
}

/// Guangyuan, 2014: buses that run on gas alone stay on, other vehicles do not.
#[test]
fn public_transport_comes_before_other_vehicles() {
    let cars = User::new(SupplyClass::Vehicles, 100);
    let buses = cars.with_attributes(Attributes::of(&[Attribute::PublicTransport]));
    assert_eq!(granted("jilin-2024-minimums-after-heating", &[cars, buses], 120), [20, 100]);
    // The plan itself does not tell them apart.
    assert_eq!(granted("jilin-2024", &[cars, buses], 120), [60, 60]);
}

/// A user that cannot be cut (不可中断用户) states its demand as its minimum: it gets all or nothing, before anyone's
/// remainder beyond heating.
#[test]
fn a_user_that_cannot_be_cut_is_served_whole_before_remainders() {
    let kiln = User::new(SupplyClass::IndustrialFuel, 60).with_minimum(60);
    let users = [User::new(SupplyClass::PublicService, 100), kiln, User::new(SupplyClass::Heating, 50)];
    let order = "jilin-2024-minimums-after-heating";
    assert_eq!(granted(order, &users, 130), [20, 60, 50]);
    assert_eq!(granted(order, &users, 100), [50, 0, 50]);
    let policy = regimes::find(order).unwrap().policy();
    let mut grants = [Grant::EMPTY; 3];
    allocate(&policy, &users, 100, &mut grants, &mut Summary::default()).unwrap();
    assert_eq!(grants[1].reason(), Reason::MinimumDidNotFit);
}
