//! How long users are without gas: longest outages and minimum turns in exercises, and the interruption of main users.

mod answers;

use std::path::Path;

use answers::{result, solved, told};
use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::parse;
use proptest::prelude::*;
use serde_json::json;

#[derive(Clone, Debug)]
struct Blocks {
    rotation: String,
    demands: Vec<u32>,
    so_far: Vec<u8>,
    supply: Vec<u32>,
}

impl Blocks {
    fn top(&self) -> String {
        let mut toml = format!(
            "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\nsupply = {}.0\nnormal_supply = 1000.0\n\
             [policy]\nname = \"turns\"\n[[policy.step]]\nclasses = [\"chemical\"]\ntarget = \"demand\"\n\
             share = \"rotating\"\n{}",
            self.supply[0], self.rotation
        );
        for (index, (demand, so_far)) in self.demands.iter().zip(&self.so_far).enumerate() {
            let so_far = if self.rotation.contains("gas") { "withheld" } else { "turns_so_far" }.to_owned()
                + &format!(" = {so_far}");
            toml += &format!(
                "[[user]]\nid = \"u{index}\"\nclass = \"chemical\"\ndemand = {demand}.0\n{so_far}\n"
            );
        }
        toml
    }

    fn horizon(&self) -> String {
        self.top() + &format!("[horizon]\nperiod_h = 1.0\nsupply = {:?}\n", self.supply)
    }

    fn exercise(&self) -> String {
        let mut toml =
            self.top() + &format!("[exercise]\nrotation_h = 1.0\nend_h = {}.0\n", self.supply.len());
        for (t, supply) in self.supply.iter().enumerate() {
            toml += &format!("[[timeline]]\nat_h = {t}.0\nsupply = {supply}.0\n");
        }
        toml
    }
}

fn any_blocks() -> impl Strategy<Value = Blocks> {
    let by = prop::sample::select(vec!["gas", "turns", "hours"]);
    let limits = (by, 0_u8..4, 1_u8..4).prop_map(|(by, longest, turn)| {
        let longest =
            if longest == 0 { String::new() } else { format!("longest_outage = {}\n", longest.max(turn)) };
        format!("rotate_by = \"{by}\"\n{longest}minimum_turn = {turn}\n")
    });
    (limits, prop::collection::vec((1_u32..30, 0_u8..5), 2..6), prop::collection::vec(0_u32..80, 1..16))
        .prop_map(|(rotation, users, supply)| {
            let (demands, so_far) = users.into_iter().unzip();
            Blocks { rotation, demands, so_far, supply }
        })
}

proptest! {
    /// Turn by turn an exercise gives what a horizon with periods of that length gives, and says of the same users that they
    /// were off for too long.
    #[test]
    fn turns_of_an_exercise_are_periods_of_a_horizon(blocks in any_blocks()) {
        let ahead = result(&blocks.horizon());
        let (_, outcome) = solved(&blocks.exercise());
        let exercise = outcome.exercise.expect("an exercise");
        let periods = ahead["periods"].as_array().expect("periods");
        prop_assert_eq!(exercise.sharings.len(), periods.len());
        for (sharing, period) in exercise.sharings.iter().zip(periods) {
            for (user, planned) in sharing.allocation.users.iter().zip(period["users"].as_array().expect("users")) {
                let planned = planned["granted"].as_f64().expect("a figure");
                prop_assert_eq!(user.granted.for_drawing(), planned, "{} at {:?}", user.id, sharing.at);
            }
        }
        for (kept, user) in exercise.users.iter().zip(ahead["users"].as_array().expect("users")) {
            prop_assert_eq!(kept.off_too_long, user.get("off_too_long").is_some(), "{:?}", kept.id);
        }
    }
}

/// A furnace of which one of two runs: each stays on and off for three hours at least.
#[test]
fn minimum_turns_are_kept_whatever_changes_between_turns() {
    let blocks = Blocks {
        rotation: "rotate_by = \"turns\"\nminimum_turn = 3\n".to_owned(),
        demands: vec![40, 40],
        so_far: vec![0, 0],
        supply: vec![40; 12],
    };
    // Every half hour something is said that changes nothing.
    let mut toml = blocks.top() + "[exercise]\nrotation_h = 1.0\nend_h = 12.0\n";
    for half in 0..24 {
        toml += &format!("[[timeline]]\nat_h = {:.1}\nsupply = {}.0\n", f64::from(half) / 2.0, 40 + half % 2);
    }
    let (_, outcome) = solved(&toml);
    let exercise = outcome.exercise.expect("an exercise");
    let of_first =
        exercise.sharings.iter().map(|sharing| sharing.allocation.users[0].granted.thousandths() != 0);
    let of_first: Vec<bool> = of_first.collect();
    let expected: Vec<bool> = (0..24).map(|half| half / 6 % 2 == 0).collect();
    assert_eq!(of_first, expected);
}

#[test]
fn an_outage_that_is_too_long_is_told_when_it_begins_to_be() {
    let blocks = Blocks {
        rotation: "rotate_by = \"turns\"\nlongest_outage = 2\n".to_owned(),
        demands: vec![40, 30],
        so_far: vec![0, 0],
        supply: vec![40, 0, 0, 0, 80, 80],
    };
    let toml = blocks.exercise();
    let remarks = &result(&toml)["exercise"]["remarks"];
    // The second block is off from the beginning, the first from hour 1 on.
    let expected = json!([
        { "at_h": 2.0, "kind": "off_too_long", "users": ["u1"] },
        { "at_h": 3.0, "kind": "off_too_long", "users": ["u0"] },
    ]);
    assert_eq!(*remarks, expected);
    for (language, said) in
        [(Language::En, "off for longer than the order allows"), (Language::Zh, "连续停供超过次序规定的时长")]
    {
        for page in told(&toml, language) {
            assert!(
                page.contains(&format!(
                    "{said}{}u1",
                    if language == Language::En { ", since gas did not suffice: " } else { "：" }
                )),
                "{page}"
            );
        }
    }
}

#[test]
fn turns_without_a_length_are_remarked_upon() {
    let blocks = Blocks {
        rotation: "rotate_by = \"turns\"\nlongest_outage = 2\n".to_owned(),
        demands: vec![40, 30],
        so_far: vec![0, 0],
        supply: vec![40, 40],
    };
    let remarks = |toml: &str| -> Vec<String> {
        let scenario = parse("t.toml", toml, Path::new("")).expect("a scenario");
        scenario.remarks.iter().map(ToString::to_string).collect()
    };
    let stated = blocks.exercise();
    assert!(remarks(&stated).iter().all(|remark| !remark.contains("rotation_h")), "{:?}", remarks(&stated));
    let frozen = stated.replace("rotation_h = 1.0\n", "");
    let found = remarks(&frozen);
    assert!(
        found.iter().any(|remark| remark.contains("users take turns only when something changes")),
        "{found:?}"
    );
    // An order by which nobody takes turns has no turns.
    let pro_rata = frozen.replace("rotating", "pro_rata").replace(&blocks.rotation, "");
    assert!(
        remarks(&pro_rata.replace("turns_so_far = 0\n", "")).iter().all(|remark| !remark.contains("turns"))
    );
}

/// Homes that are always served, and works, the main user, that are off whenever the supply is 60.
fn works(stated: &str, supply: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nnormal_supply = 100.0\n\
         {stated}[[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 60.0\n\
         [[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 40.0\nmain = true\n\
         [horizon]\nperiod_h = 12.0\nsupply = {supply}\n"
    )
}

#[test]
fn a_horizon_computes_how_long_main_users_are_without_gas() {
    for (supply, hours, grade) in [
        ("[100.0, 100.0]", 0.0, json!(null)),
        // Less than they want is not nothing.
        ("[61.0, 61.0, 61.0, 61.0]", 0.0, json!("IV")),
        ("[60.0, 60.0, 100.0, 60.0]", 24.0, json!("IV")),
        ("[60.0, 60.0, 60.0, 60.0, 100.0]", 48.0, json!("II")),
        ("[60.0, 60.0, 60.0, 60.0, 60.0, 60.0]", 72.0, json!("I")),
    ] {
        let event = &result(&works("", supply))["event"];
        assert_eq!(
            (&event["interruption_h"], &event["interruption_source"]),
            (&json!(hours), &json!("computed")),
            "{supply}"
        );
        assert_eq!(event["grade"], grade, "{supply}");
        for page in told(&works("", supply), Language::En) {
            assert!(page.contains("(computed from the"), "{page}");
        }
    }
    // Without main users nothing is known.
    let event = &result(&works("", "[60.0]").replace("main = true\n", ""))["event"];
    assert!(event["interruption_h"].is_null() && event.get("interruption_source").is_none());
}

#[test]
fn stated_hours_that_contradict_are_remarked_upon() {
    let fewer = "interruption_h = 10.0\n";
    let more = "interruption_h = 30.0\n";
    for (stated, supply, computed) in [
        (fewer, "[60.0, 60.0, 100.0]", json!(24.0)),
        (more, "[60.0, 60.0, 100.0]", json!(24.0)),
        (more, "[100.0]", json!(0.0)),
        // It may go on behind the horizon.
        (more, "[100.0, 60.0, 60.0]", json!(null)),
        ("interruption_h = 24.0\n", "[60.0, 60.0, 100.0]", json!(null)),
    ] {
        let toml = works(stated, supply);
        let event = &result(&toml)["event"];
        assert_eq!(event["interruption_source"], "stated");
        assert_eq!(
            event.get("interruption_computed_h").cloned().unwrap_or_default(),
            computed,
            "{stated}{supply}"
        );
        let is_told = |language, said: &str| told(&toml, language).iter().all(|page| page.contains(said));
        assert_eq!(
            is_told(Language::En, "It is stated that main users are without gas for"),
            !computed.is_null()
        );
        assert_eq!(is_told(Language::Zh, "所述下游主要用户中断供气"), !computed.is_null());
    }
}

#[test]
fn an_exercise_remarks_upon_stated_hours_too() {
    let exercise = |stated: &str, back: &str| {
        let toml = works(stated, "[1.0]").replace("[horizon]\nperiod_h = 12.0\nsupply = [1.0]\n", "");
        toml.replace("normal_supply", "supply = 100.0\nnormal_supply")
            + &format!("[exercise]\nend_h = 40.0\n[[timeline]]\nat_h = 2.0\nsupply = 60.0\n{back}")
    };
    let back = "[[timeline]]\nat_h = 14.0\nsupply = 100.0\n";
    for (stated, back, computed) in [
        ("interruption_h = 10.0\n", back, Some(12.0)),
        ("interruption_h = 30.0\n", back, Some(12.0)),
        ("interruption_h = 10.0\n", "", Some(38.0)),
        ("interruption_h = 50.0\n", "", None),
        ("interruption_h = 12.0\n", back, None),
        ("", back, None),
    ] {
        let toml = exercise(stated, back);
        let remarks = result(&toml)["exercise"]["remarks"].clone();
        let found = remarks.as_array().and_then(|remarks| remarks.first().cloned());
        assert_eq!(found.map(|remark| remark["computed_h"].as_f64()), computed.map(Some), "{stated}{back}");
        let is_told = told(&toml, Language::En).iter().all(|page| page.contains("by what is granted it is"));
        assert_eq!(is_told, computed.is_some());
    }
}
