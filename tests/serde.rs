//! Users, policies, networks and results to JSON and back: by name, and nothing that the library would refuse.
#![cfg(feature = "serde")]

use std::fmt::Debug;

use citygate::allocate::{AllocateError, Grant, Reason, Summary, allocate};
use citygate::policy::regimes::{self, JILIN_2024};
use citygate::policy::{Policy, PolicyError, Share, Step, Target};
use citygate::user::{Attribute, Attributes, ClassSet, SupplyClass, User};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};

/// Writes and reads again: as a value, and as text.
fn check_round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, expected: Value) {
    assert_eq!(to_value(value).unwrap(), expected);
    assert_eq!(&from_value::<T>(expected).unwrap(), value);
    assert_eq!(&serde_json::from_str::<T>(&serde_json::to_string(value).unwrap()).unwrap(), value);
}

/// That the value is refused, and that the message names what is wrong.
fn check_refused<T: DeserializeOwned + Debug>(value: Value, names: &str) {
    let error = from_value::<T>(value.clone()).expect_err(&value.to_string()).to_string();
    assert!(error.contains(names), "{value}: {error}");
}

fn check_names<T: Serialize + DeserializeOwned + PartialEq + Debug>(values: &[T], name: impl Fn(&T) -> &str) {
    for value in values {
        check_round_trip(value, json!(name(value)));
    }
    for unknown in
        [json!("nobody"), json!(""), json!("Residential"), json!(0), json!(null), json!([]), json!({})]
    {
        assert!(from_value::<T>(unknown.clone()).is_err(), "{unknown}");
    }
}

#[test]
fn enumerations_go_by_name() {
    check_names(&SupplyClass::ALL, |class| class.name());
    check_names(&Attribute::ALL, |attribute| attribute.name());
    check_names(&Share::ALL, |share| share.name());
    check_names(&Reason::ALL, |reason| reason.name());
    check_refused::<SupplyClass>(json!("industry"), "industrial_fuel");
}

#[test]
fn sets_are_lists_of_names() {
    for bits in 0..=ClassSet::ALL.bits() {
        let set = ClassSet::from_bits(bits).unwrap();
        let names: Vec<&str> = set.iter().map(SupplyClass::name).collect();
        check_round_trip(&set, json!(names));
    }
    for bits in 0..=u16::MAX {
        let set = Attributes::from_bits(bits);
        assert_eq!(from_value::<Attributes>(to_value(set).unwrap()).unwrap(), set);
    }
    check_round_trip(&Attributes::from_bits(0x8081), json!(["interruptible", "small", "bit_15"]));
    check_refused::<Attributes>(json!(["bit_16"]), "bit_16");
    check_refused::<Attributes>(json!(["bit_11"]), "bit_11");
    check_refused::<Attributes>(json!(3), "list");
    check_refused::<ClassSet>(json!(["residential", "homes"]), "homes");
    check_refused::<ClassSet>(json!(63), "list");
}

#[test]
fn a_user_goes_by_names() {
    let user = User::new(SupplyClass::IndustrialFuel, 345_000)
        .with_minimum(20_000)
        .with_base(300_000)
        .with_weight(7)
        .with_rank(2)
        .with_cumulative_curtailment(u64::MAX)
        .with_attributes(Attributes::of(&[Attribute::Interruptible, Attribute::Running]))
        .with_on_off(true)
        .at_node(3);
    check_round_trip(
        &user,
        json!({
            "class": "industrial_fuel",
            "demand": 345_000,
            "minimum": 20_000,
            "base": 300_000,
            "node": 3,
            "on_off": true,
            "attributes": ["interruptible", "running"],
            "weight": 7,
            "rank": 2,
            "cumulative_curtailment": u64::MAX,
        }),
    );
    let short = from_value::<User>(json!({ "class": "vehicles", "demand": 5 })).unwrap();
    assert_eq!(short, User::new(SupplyClass::Vehicles, 5));
}

#[test]
fn a_user_that_cannot_be_is_refused() {
    let with = |key: &str, value: Value| {
        let mut user = to_value(User::new(SupplyClass::Chemical, 5)).unwrap();
        user[key] = value;
        user
    };
    check_refused::<User>(with("class", json!("farm")), "farm");
    check_refused::<User>(with("class", json!(4)), "4");
    check_refused::<User>(with("on_off", json!(2)), "2");
    check_refused::<User>(with("demand", json!(-1)), "-1");
    check_refused::<User>(with("demand", json!(1u64 << 32)), "4294967296");
    check_refused::<User>(with("demand", json!(1.5)), "1.5");
    check_refused::<User>(with("weight", json!(65_536)), "65536");
    check_refused::<User>(with("attributes", json!(["rich"])), "rich");
    check_refused::<User>(with("minumum", json!(5)), "minumum");
    check_refused::<User>(json!({ "demand": 5 }), "class");
    check_refused::<User>(json!({ "class": "chemical" }), "demand");
}

#[test]
fn every_built_in_policy_can_be_written_and_read_again() {
    for regime in regimes::all() {
        let policy = regime.policy();
        let mut written = to_value(policy).unwrap();
        let steps: Vec<Step> = from_value(written["steps"].take()).unwrap();
        let serves = from_value(written["serves"].take()).unwrap();
        let attributes = from_value(written["attributes"].take()).unwrap();
        assert_eq!(Policy::new(&steps, serves, attributes).unwrap(), policy, "{}", regime.name());
    }
}

#[test]
fn a_step_goes_by_names() {
    let industry = ClassSet::of(&[SupplyClass::IndustrialFuel]);
    let step = Step::new(industry, Target::PermilleOfBase(400), Share::AllOrNothing)
        .with_none(Attributes::of(&[Attribute::Interruptible]));
    let json = json!({
        "classes": ["industrial_fuel"],
        "target": { "permille_of_base": 400 },
        "share": "whole",
        "attributes_all": [],
        "attributes_none": ["interruptible"],
    });
    check_round_trip(&step, json.clone());
    for (target, name) in [(Target::Minimum, "minimum"), (Target::Demand, "demand")] {
        check_round_trip(&target, json!(name));
    }

    let with = |key: &str, value: Value| {
        let mut step = json.clone();
        step[key] = value;
        step
    };
    check_refused::<Step>(with("target", json!({ "permille_of_base": 0 })), "permille");
    check_refused::<Step>(with("target", json!({ "permille_of_demand": 1001 })), "permille");
    check_refused::<Step>(with("target", json!({ "permille_of_demand": 65_536 })), "65536");
    check_refused::<Step>(with("target", json!("all")), "all");
    check_refused::<Step>(with("share", json!("fair")), "fair");
    check_refused::<Step>(with("classes", json!(["everyone"])), "everyone");
    check_refused::<Step>(with("reserved", json!(0)), "reserved");
}

/// What a step alone cannot know is found when a policy is made of them.
#[test]
fn steps_beyond_the_limit_make_no_policy() {
    let step = json!({ "classes": ["heating"], "target": "demand", "share": "equal" });
    let steps: Vec<Step> = from_value(json!(vec![step; 33])).unwrap();
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL);
    assert_eq!(policy, Err(PolicyError::TooManySteps { step: 32 }));
}

#[test]
fn a_result_can_be_written_and_read_again() {
    let users = [
        User::new(SupplyClass::Residential, 30),
        User::new(SupplyClass::IndustrialFuel, 40),
        User::new(SupplyClass::Chemical, 40).with_minimum(25),
    ];
    let (mut grants, mut summary) = ([Grant::EMPTY; 3], Summary::default());
    allocate(&JILIN_2024, &users, 50, &mut grants, &mut summary).unwrap();
    check_round_trip(
        &grants[1],
        json!({ "granted": 20, "reason": "short_in_step", "step": 9, "node": null }),
    );
    let written = serde_json::to_string(&(grants, summary)).unwrap();
    assert_eq!(serde_json::from_str::<([Grant; 3], Summary)>(&written).unwrap(), (grants, summary));
}

#[test]
fn a_grant_that_contradicts_itself_is_refused() {
    let grant = |reason: &str, step: Value, node: Value| json!({ "granted": 1, "reason": reason, "step": step, "node": node });
    let none = || json!(null);
    let held = grant("held_by_node", json!(31), json!(7));
    let read = from_value::<Grant>(held.clone()).unwrap();
    assert_eq!((read.reason(), read.step(), read.node()), (Reason::HeldByNode, Some(31), Some(7)));
    check_round_trip(&read, held);

    check_refused::<Grant>(grant("short_in_step", json!(32), none()), "step");
    check_refused::<Grant>(grant("short_in_step", json!(255), none()), "step");
    check_refused::<Grant>(grant("short_in_step", json!(256), none()), "256");
    check_refused::<Grant>(grant("short_in_step", none(), none()), "step");
    check_refused::<Grant>(grant("satisfied", json!(3), none()), "step");
    check_refused::<Grant>(grant("satisfied", none(), json!(3)), "node");
    check_refused::<Grant>(grant("held_by_node", json!(3), none()), "node");
    check_refused::<Grant>(grant("held_by_node", json!(3), json!(u32::MAX)), "node");
    check_refused::<Grant>(grant("tired", none(), none()), "tired");
}

#[test]
fn errors_go_by_name() {
    check_round_trip(
        &AllocateError::ClassNotServed { user: 3, class: SupplyClass::Heating },
        json!({ "class_not_served": { "user": 3, "class": "heating" } }),
    );
    check_round_trip(&PolicyError::NoSteps, json!("no_steps"));
}

#[cfg(feature = "horizon")]
mod on_networks {
    use citygate::horizon::{HorizonError, Outlook, Period, PeriodTotal, Spread, Storage};
    use citygate::network::{NetworkError, Node, NodeLoad};

    use super::*;

    #[test]
    fn nodes_say_what_they_do_not_have() {
        check_round_trip(&Node::below(Node::ROOT), json!({ "capacity": null, "source": 0, "parent": null }));
        let node = Node::below(3).with_capacity(0).with_source(u64::MAX);
        check_round_trip(&node, json!({ "capacity": 0, "source": u64::MAX, "parent": 3 }));
        assert_eq!(from_value::<Node>(json!({})).unwrap(), Node::below(Node::ROOT));
        check_refused::<Node>(json!({ "parent": -1 }), "-1");
        check_refused::<Node>(json!({ "reserved": 1 }), "reserved");
        let load = NodeLoad { load: 5, source_used: 2, binding: 1, reserved: 0 };
        check_round_trip(&load, json!({ "load": 5, "source_used": 2, "binding": 1 }));
    }

    #[test]
    fn hours_ahead_can_be_written_and_read_again() {
        for spread in Spread::ALL {
            check_round_trip(&spread, json!(spread.name()));
        }
        check_round_trip(
            &Period::new(7).with_delivery(3),
            json!({ "supply": 7, "delivery": 3, "demand_permille": [1000, 1000, 1000, 1000, 1000, 1000] }),
        );
        check_round_trip(
            &Storage { stock: 90, reserve: 10, withdrawal: 40, ..Storage::default() },
            json!({ "stock": 90, "reserve": 10, "withdrawal": 40 }),
        );
        check_round_trip(
            &Outlook::UNTOUCHED,
            json!({ "first_touched_period": null, "cut_off_period": null }),
        );
        let total = PeriodTotal { stock: 4, ..PeriodTotal::default() };
        assert_eq!(from_value::<PeriodTotal>(to_value(total).unwrap()).unwrap(), total);
        check_refused::<Period>(json!({ "supply": 1, "delivery": 0, "demand_permille": [1000] }), "length");
        check_refused::<Storage>(
            json!({ "stock": 1, "reserve": 0, "withdrawal": 0, "reserved": [0, 0] }),
            "reserved",
        );
        check_refused::<Storage>(json!({ "stock": 1, "reserve": 0, "withdrawal": 0, "node": 0 }), "node");
        let error = HorizonError::Network(NetworkError::Cycle { node: 4 });
        check_round_trip(&error, json!({ "network": { "cycle": { "node": 4 } } }));
    }
}

#[cfg(feature = "gas")]
mod gases {
    use citygate::gas::{
        BaseConditions, CombustionTemperature, GasError, GasFault, GasQuality, GasQuantity, GasState,
        MeanPressure, Pipe,
    };

    use super::*;

    #[test]
    fn what_is_checked_when_it_is_made_is_checked_when_it_is_read() {
        check_round_trip(&Pipe::from_volume(2_500.0).unwrap(), json!({ "volume_m3": 2_500.0 }));
        check_refused::<Pipe>(json!({ "volume_m3": -1.0 }), "too low");
        check_refused::<Pipe>(json!({ "volume_m3": null }), "null");
        check_round_trip(&MeanPressure::known(4.5).unwrap(), json!({ "mpa": 4.5 }));
        check_refused::<MeanPressure>(json!({ "mpa": 4_500.0 }), "too high");
        let state = json!({ "pressure_mpa": 4.5, "temperature_celsius": 5.0, "compressibility": 0.9 });
        check_round_trip(&GasState::new(4.5, 5.0, 0.9).unwrap(), state.clone());
        let mut wrong = state;
        wrong["compressibility"] = json!(0.0);
        check_refused::<GasState>(wrong, "too low");
    }

    #[test]
    fn an_analysis_goes_by_names() {
        let quality = GasQuality {
            superior_calorific_value_mj_per_m3: 37.88,
            combustion: CombustionTemperature::Celsius25,
            relative_density: 0.5808,
            metering: BaseConditions::Celsius20,
            carbon_dioxide: 0.006,
            hydrogen: 0.0,
        };
        check_round_trip(
            &quality,
            json!({
                "superior_calorific_value_mj_per_m3": 37.88,
                "combustion": "celsius25",
                "relative_density": 0.5808,
                "metering": "celsius20",
                "carbon_dioxide": 0.006,
                "hydrogen": 0.0,
            }),
        );
        let error = GasError::OutOfRange { quantity: GasQuantity::Pressure, fault: GasFault::TooLow };
        check_round_trip(&error, json!({ "out_of_range": { "quantity": "pressure", "fault": "too_low" } }));
    }

    #[test]
    fn quantities_go_by_name() {
        for quantity in GasQuantity::ALL {
            let written = to_value(quantity).unwrap();
            assert!(written.is_string(), "{written}");
            assert_eq!(from_value::<GasQuantity>(written).unwrap(), quantity);
        }
    }
}

#[cfg(feature = "event")]
mod events {
    use citygate::event::*;

    use super::*;

    const BY: Signatory = Signatory { authority: Authority::HqOffice, division: 220_100, person: 7 };

    #[test]
    fn an_observation_and_what_it_comes_to() {
        let situation = Situation {
            normal_supply: 100,
            demand: Some(110),
            available_supply: 60,
            interruption_min: Some(90),
            trend: Some(Trend::Widening),
            network: None,
            planned: false,
        };
        let json = json!({
            "normal_supply": 100,
            "demand": 110,
            "available_supply": 60,
            "interruption_min": 90,
            "trend": Trend::Widening.name(),
            "network": null,
            "planned": false,
        });
        check_round_trip(&situation, json.clone());
        let mut wrong = json;
        wrong["trend"] = json!("sideways");
        check_refused::<Situation>(wrong, "sideways");
        let plan = EmergencyPlan::JILIN_2024.rules;
        assert_eq!(from_value::<PlanRules>(to_value(plan).unwrap()).unwrap(), plan);
        let grading = grade(&plan, &situation);
        assert_eq!(from_value::<Grading>(to_value(grading).unwrap()).unwrap(), grading);
    }

    #[test]
    fn every_state_of_the_response_and_no_other() {
        for state in ResponseState::ALL {
            assert_eq!(from_value::<ResponseState>(to_value(state).unwrap()).unwrap(), state);
        }
        check_refused::<ResponseState>(
            json!({ "status": "normal", "proposal": "termination" }),
            "contradict",
        );
        check_refused::<ResponseState>(json!({ "status": "finished", "proposal": "none" }), "finished");
    }

    #[test]
    fn a_record_of_the_journal() {
        let entry = JournalEntry::Notified { age_ms: 5, by: BY, digest: [3; 32] };
        let record = Record {
            sequence: 4,
            stamp: ClockReading { instant: Instant { ms: 1, gaps: 2 }, wall_ms: 3 },
            keyed: true,
            entry,
        };
        assert_eq!(from_value::<Record>(to_value(record).unwrap()).unwrap(), record);
        let head = JournalHead { next: 5, tag: [9; 32] };
        assert_eq!(from_value::<JournalHead>(to_value(head).unwrap()).unwrap(), head);
        check_refused::<JournalHead>(json!({ "next": 5, "tag": [9] }), "length");
    }

    #[test]
    fn an_error_says_which() {
        let error = EventError::Warning(WarningRefusal::NotTheIssuer { issuer: BY });
        assert_eq!(from_value::<EventError>(to_value(error).unwrap()).unwrap(), error);
    }
}
