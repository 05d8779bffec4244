//! The JSON result: its form, and that nothing is lost or invented.

use std::path::Path;

use citygate::policy::regimes;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::json;
use citygate_drill::solve::solve;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A result as another program reads it, with its numbers as they are written.
#[derive(Deserialize)]
struct Read {
    demand: Box<RawValue>,
    supply: Box<RawValue>,
    served: Box<RawValue>,
    curtailed: Box<RawValue>,
    unused: Box<RawValue>,
    users: Vec<ReadUser>,
    classes: Vec<ReadTotal>,
    steps: Vec<ReadStep>,
}

#[derive(Deserialize)]
struct ReadUser {
    class: String,
    demand: Box<RawValue>,
    granted: Box<RawValue>,
    reason: String,
    step: Option<usize>,
}

#[derive(Deserialize)]
struct ReadTotal {
    class: String,
    demand: Box<RawValue>,
    granted: Box<RawValue>,
}

#[derive(Deserialize)]
struct ReadStep {
    step: usize,
    asked: Box<RawValue>,
    granted: Box<RawValue>,
}

/// A number in thousandths. It has one to three decimals and no exponent.
fn thousandths(number: &RawValue) -> u128 {
    let (whole, decimals) = number.get().split_once('.').expect("a decimal point");
    assert!((1..=3).contains(&decimals.len()), "{number}");
    assert!(whole == "0" || !whole.starts_with('0'), "{number}");
    format!("{whole}{decimals:0<3}").parse().expect("digits")
}

fn run(toml: &str) -> String {
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    json::line(&solve(&scenario).expect("an outcome")).expect("a result")
}

#[derive(Clone, Debug)]
struct AnyUser {
    class: usize,
    demand: u32,
    minimum_permille: u32,
    base: u32,
    weight: u16,
    rank: u16,
    on_off: bool,
    withheld: u32,
    attributes: u16,
}

fn any_user() -> impl Strategy<Value = AnyUser> {
    let demand = prop_oneof![Just(0), 1..=10_u32, 1..=2_000_000_u32, 1..=u32::MAX];
    let minimum_permille = prop_oneof![Just(0), Just(1000), 0..=1000_u32];
    let base = prop_oneof![Just(0), 1..=2_000_000_u32, 1..=u32::MAX];
    (0..6_usize, demand, minimum_permille, base, 1..=u16::MAX, 0..3_u16, any::<bool>(), 0..5_u32, 0..4096_u16)
        .prop_map(|(class, demand, minimum_permille, base, weight, rank, on_off, withheld, attributes)| {
            AnyUser { class, demand, minimum_permille, base, weight, rank, on_off, withheld, attributes }
        })
}

const CLASSES: [&str; 6] =
    ["residential", "heating", "public_service", "vehicles", "industrial_fuel", "chemical"];

/// So many steps of so many thousandths each, as a number.
fn number(steps: u64, step: u64) -> String {
    let thousandths = steps * step;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

fn scenario(users: &[AnyUser], policy: &str, supply_permille: u64, step: u64) -> String {
    let demand: u64 = users.iter().map(|user| u64::from(user.demand)).sum();
    let mut toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"{policy}\"\nsupply = {}\n",
        number(demand * supply_permille / 1000, step)
    );
    for (index, user) in users.iter().enumerate() {
        let minimum = u64::from(user.demand) * u64::from(user.minimum_permille) / 1000;
        toml += &format!(
            "[[user]]\nid = \"u{index}\"\nclass = \"{}\"\ndemand = {}\nminimum = {}\nweight = {}\nrank = {}\non_off = {}\n\
             withheld = {}\n",
            CLASSES[user.class],
            number(user.demand.into(), step),
            number(minimum, step),
            user.weight,
            user.rank,
            user.on_off,
            number(user.withheld.into(), 1),
        );
        if user.base != 0 {
            toml += &format!("base = {}\n", number(user.base.into(), step));
        }
        let attributes = citygate::user::Attribute::ALL.into_iter();
        let has = |attribute: &citygate::user::Attribute| user.attributes & 1 << attribute.code() != 0;
        let names: Vec<&str> = attributes.filter(has).map(|attribute| attribute.name()).collect();
        toml += &format!("attributes = {names:?}\n");
    }
    toml
}

proptest! {
    #[test]
    fn nothing_is_lost_or_invented(
        users in prop::collection::vec(any_user(), 1..25),
        policy in prop::sample::select(regimes::all().map(regimes::Regime::name).collect::<Vec<_>>()),
        supply_permille in 0..1300_u64,
        step in prop::sample::select(vec![1, 10, 100, 1000]),
    ) {
        let result: Read = serde_json::from_str(&run(&scenario(&users, policy, supply_permille, step))).expect("JSON");
        let [demand, supply, served, curtailed, unused] =
            [&result.demand, &result.supply, &result.served, &result.curtailed, &result.unused].map(|n| thousandths(n));
        prop_assert_eq!(served + unused, supply);
        prop_assert_eq!(served + curtailed, demand);
        prop_assert_eq!(result.users.len(), users.len());
        let mut granted_in_all = 0;
        for (stated, user) in users.iter().zip(&result.users) {
            let (demand, granted) = (thousandths(&user.demand), thousandths(&user.granted));
            let step = u128::from(step);
            prop_assert_eq!(demand, u128::from(stated.demand) * step);
            prop_assert_eq!(&user.class, CLASSES[stated.class]);
            prop_assert!(granted <= demand);
            let minimum = u128::from(stated.demand) * u128::from(stated.minimum_permille) / 1000 * step;
            prop_assert!(granted == 0 || granted >= minimum, "{granted} is less than {minimum}");
            prop_assert_eq!(user.reason == "satisfied", granted == demand);
            let speaks_of_a_step = ["short_in_step", "minimum_did_not_fit"].contains(&user.reason.as_str());
            prop_assert_eq!(user.step.is_some(), speaks_of_a_step);
            granted_in_all += granted;
        }
        prop_assert_eq!(granted_in_all, served);
        for class in &result.classes {
            let of_class = || result.users.iter().filter(|user| user.class == class.class);
            prop_assert!(of_class().next().is_some());
            prop_assert_eq!(of_class().map(|u| thousandths(&u.demand)).sum::<u128>(), thousandths(&class.demand));
            prop_assert_eq!(of_class().map(|u| thousandths(&u.granted)).sum::<u128>(), thousandths(&class.granted));
        }
        prop_assert_eq!(result.classes.iter().map(|class| thousandths(&class.demand)).sum::<u128>(), demand);
        prop_assert_eq!(result.steps.iter().map(|step| thousandths(&step.granted)).sum::<u128>(), served);
        for (index, step) in result.steps.iter().enumerate() {
            prop_assert_eq!(step.step, index);
            prop_assert!(thousandths(&step.granted) <= thousandths(&step.asked));
        }
    }
}

#[test]
fn quantities_beyond_floating_point_are_exact() {
    let result = run("format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3\"\npolicy = \"jilin-2024\"\n\
                      supply = 18_014_398_509_481_985.003\n\
                      [[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 0.1\n\
                      [[user]]\nid = \"b\"\nclass = \"chemical\"\ndemand = 2e-1\n\
                      [[user]]\nid = \"c\"\nclass = \"chemical\"\ndemand = 0x10\n");
    assert!(result.contains("\"demand\":16.3,\"supply\":18014398509481985.003,\"served\":16.3,"), "{result}");
    assert!(result.contains("\"unused\":18014398509481968.703,"), "{result}");
}

#[test]
fn the_scale_is_the_finest_in_which_every_user_fits() {
    let granted = |demand: &str, supply: &str| {
        let result: Value = serde_json::from_str(&run(&format!(
            "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3\"\npolicy = \"jilin-2024\"\nsupply = {supply}\n\
             [[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = {demand}\n\
             [[user]]\nid = \"b\"\nclass = \"chemical\"\ndemand = {demand}\n\
             [[user]]\nid = \"c\"\nclass = \"chemical\"\ndemand = {demand}\n"
        )))
        .expect("JSON");
        let users = result["users"].as_array().expect("users");
        let mut granted: Vec<String> = users.iter().map(|user| user["granted"].to_string()).collect();
        granted.sort();
        granted.join(" ")
    };
    assert_eq!(granted("4294967.295", "1.0"), "0.333 0.333 0.334");
    assert_eq!(granted("4294967.3", "1.0"), "0.33 0.33 0.34");
    assert_eq!(granted("42949672.95", "1.0"), "0.33 0.33 0.34");
    assert_eq!(granted("42949673.0", "1.0"), "0.3 0.3 0.4");
    assert_eq!(granted("429496729.5", "1.0"), "0.3 0.3 0.4");
    assert_eq!(granted("4294967295.0", "2.0"), "0.0 1.0 1.0");
}

#[test]
fn the_result_has_the_form_that_its_schema_states() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let schema = std::fs::read_to_string(root.join("docs/result.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for entry in std::fs::read_dir(root.join("scenarios")).expect("examples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let outcome = solve(&open(&path).expect("a scenario")).expect("an outcome");
            let result: Value = serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON");
            let faults: Vec<String> = validator.iter_errors(&result).map(|error| error.to_string()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", path.display());
        }
    }
}

#[test]
fn the_keys_stand_in_the_order_of_the_format() {
    let text = include_str!("../../scenarios/tengzhou-2017.toml");
    let result = run(text);
    let keys = [
        "{\"format\":1,",
        "\"title\":",
        "\"policy\":\"jilin-2024\",",
        "\"unit\":\"m3/d\",",
        "\"demand\":540000.0,",
        "\"supply\":510000.0,",
        "\"served\":510000.0,",
        "\"curtailed\":30000.0,",
        "\"unused\":0.0,",
        "\"users\":[{\"id\":",
        "\"class\":",
        "\"demand\":",
        "\"granted\":",
        "\"reason\":",
        "\"step\":",
        "\"classes\":[",
        "\"steps\":[",
    ];
    let mut from = 0;
    for key in keys {
        let at = result[from..].find(key).unwrap_or_else(|| panic!("{key} after {}", &result[..from]));
        from += at + key.len();
    }
}

/// What each user is granted, in the order of the users, under a policy of one's own.
fn grants(supply: &str, steps: &[&str], users: &[&str]) -> Vec<String> {
    let mut toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3\"\nsupply = {supply}\n[policy]\nname = \"own\"\n"
    );
    for step in steps {
        toml += &format!("[[policy.step]]\nclasses = [\"chemical\"]\n{step}\n");
    }
    for (index, user) in users.iter().enumerate() {
        toml += &format!("[[user]]\nid = \"u{index}\"\nclass = \"chemical\"\n{user}\n");
    }
    let result: Read = serde_json::from_str(&run(&toml)).expect("JSON");
    result.users.iter().map(|user| user.granted.get().to_owned()).collect()
}

const PRO_RATA: &str = "target = \"demand\"\nshare = \"pro_rata\"";

#[test]
fn what_a_user_states_reaches_the_allocation() {
    let base = ["demand = 300.0\nbase = 100.0", "demand = 300.0\nbase = 300.0"];
    assert_eq!(grants("200.0", &[PRO_RATA], &base), ["50.0", "150.0"]);
    let weight = ["demand = 9.0\nweight = 1", "demand = 9.0\nweight = 2"];
    assert_eq!(grants("9.0", &["target = \"demand\"\nshare = \"equal\""], &weight), ["3.0", "6.0"]);
    let rank = ["demand = 9.0\nrank = 7", "demand = 9.0"];
    assert_eq!(grants("10.0", &["target = \"demand\"\nshare = \"ranked\""], &rank), ["1.0", "9.0"]);
    let on_off = ["demand = 9.0\non_off = true", "demand = 9.0\non_off = false"];
    assert_eq!(grants("8.0", &[PRO_RATA], &on_off), ["0.0", "8.0"]);
    let minimum = ["demand = 9.0\nminimum = 6.0", "demand = 9.0"];
    assert_eq!(grants("5.0", &[PRO_RATA], &minimum), ["0.0", "5.0"]);
    // Tallies differ by a thousandth where demands are too large for thousandths.
    let withheld = ["demand = 5000000.0\nwithheld = 1.000", "demand = 5000000.0\nwithheld = 1.001"];
    let rotating = "target = \"demand\"\nshare = \"rotating\"";
    assert_eq!(grants("5000000.0", &[rotating], &withheld), ["0.0", "5000000.0"]);
}

#[test]
fn what_a_step_states_reaches_the_allocation() {
    let users =
        ["demand = 10.0\nbase = 4.0\nattributes = [\"ours\"]", "demand = 10.0\nattributes = [\"small\"]"];
    let all = "attributes_all = [\"ours\"]\ntarget = \"demand\"\nshare = \"pro_rata\"";
    assert_eq!(grants("12.0", &[all, PRO_RATA], &users), ["10.0", "2.0"]);
    let none = "attributes_none = [\"ours\"]\ntarget = \"demand\"\nshare = \"pro_rata\"";
    assert_eq!(grants("12.0", &[none, PRO_RATA], &users), ["2.0", "10.0"]);
    let of_base = "attributes_all = [\"ours\"]\ntarget = { permille_of_base = 500 }\nshare = \"pro_rata\"";
    let small = "attributes_all = [\"small\"]\ntarget = \"demand\"\nshare = \"pro_rata\"";
    assert_eq!(grants("12.0", &[of_base, small], &users), ["2.0", "10.0"]);
    let of_demand =
        "attributes_all = [\"ours\"]\ntarget = { permille_of_demand = 250 }\nshare = \"pro_rata\"";
    assert_eq!(grants("5.0", &[of_demand, small], &users), ["2.5", "2.5"]);
    let whole = "target = \"demand\"\nshare = \"whole\"";
    assert_eq!(grants("19.0", &[whole], &["demand = 10.0"; 2]), ["10.0", "0.0"]);
}

/// The keys of an event stand in the order of the first version of the format; later ones follow.
#[test]
fn the_keys_of_an_event_keep_their_order() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/winter-day.toml");
    let outcome = solve(&open(&path).expect("a scenario")).expect("an outcome");
    let line = json::line(&outcome).expect("a result");
    let (_, event) = line.split_once("\"event\":").expect("an event");
    let keys = [
        "imbalance_permille",
        "grade",
        "response",
        "lead",
        "report_due_min",
        "criterion",
        "next",
        "unmet",
        "trend",
        "trend_source",
        "network",
        "report_to",
        "plan",
    ];
    let places = keys.map(|key| event.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key}")));
    assert!(places.is_sorted() && places[0] == 1, "{event}");
}
