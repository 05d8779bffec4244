//! Texts in two languages: each reader sees his own, and programs both.

use std::fs;
use std::path::{Path, PathBuf};

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{html, json, text};
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;

/// A scenario with a tree and a time line, every text of which is stated in both languages.
const BOTH: &str = r#"
format = 1
title = { en = "TITLE-EN", zh = "标题" }
source = { en = "SOURCE-EN", zh = "来源" }
unit = "m3/h"
supply = 100.0
normal_supply = 100.0
trend = "steady"

[policy]
name = { en = "ORDER-EN", zh = "次序" }
[[policy.step]]
classes = ["chemical"]
target = "demand"
share = "pro_rata"

[[node]]
id = "gate"
name = { en = "GATE-EN", zh = "门站甲" }
capacity = 90.0

[[user]]
id = "works"
name = { en = "WORKS-EN", zh = "化工厂甲" }
class = "chemical"
demand = 100.0

[[timeline]]
at_h = 0.5
note = { en = "NOTE-EN", zh = "备注" }
supply = 80.0
word = { by = { authority = "enterprise", name = { en = "SIGNER-EN", zh = "调度甲" } }, text = { en = "WORD-EN", zh = "接报内容" } }

[[timeline]]
at_h = 1.0
report = { by = "enterprise", items = { place = { en = "PLACE-EN", zh = "地点甲" } } }
"#;
const ENGLISH: [&str; 9] = [
    "TITLE-EN",
    "SOURCE-EN",
    "ORDER-EN",
    "GATE-EN",
    "WORKS-EN",
    "NOTE-EN",
    "SIGNER-EN",
    "WORD-EN",
    "PLACE-EN",
];
const CHINESE: [&str; 9] =
    ["标题", "来源", "次序", "门站甲", "化工厂甲", "备注", "调度甲", "接报内容", "地点甲"];

fn read(toml: &str) -> Scenario {
    parse("t.toml", toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn each_language_shows_its_own_texts_and_no_other() {
    let scenario = read(BOTH);
    let outcome = solve(&scenario).expect("an outcome");
    for (language, own, other) in [(Language::En, ENGLISH, CHINESE), (Language::Zh, CHINESE, ENGLISH)] {
        let report = html::page(&scenario, &outcome, language, Path::new("t.toml"));
        let page = text::page(&scenario, &outcome, language, 200);
        for (index, (own, other)) in own.into_iter().zip(other).enumerate() {
            assert!(report.contains(own), "{own}");
            assert!(!report.contains(other), "{other}");
            // The text tells no item of a report.
            assert!(page.contains(own) || index == 8, "{own}");
            assert!(!page.contains(other), "{other}");
        }
    }
}

#[test]
fn results_have_both_languages_and_keep_to_ids() {
    let result = json::line(&solve(&read(BOTH)).expect("an outcome")).expect("JSON");
    for part in [
        r#""title":"TITLE-EN","title_zh":"标题","policy":"ORDER-EN","policy_zh":"次序""#,
        r#""text":"NOTE-EN","text_zh":"备注""#,
        r#""text":"WORD-EN","text_zh":"接报内容""#,
        r#""name":"SIGNER-EN","name_zh":"调度甲""#,
        r#""id":"works""#,
        r#""id":"gate""#,
    ] {
        assert!(result.contains(part), "{part} is not in {result}");
    }
    // The plan's language is that of the record.
    assert!(result.contains("地点甲") && !result.contains("PLACE-EN"));
}

#[test]
fn one_text_serves_both_languages() {
    let toml = BOTH.replace(r#"{ en = "TITLE-EN", zh = "标题" }"#, r#""Tengzhou 滕州""#);
    let scenario = read(&toml);
    let outcome = solve(&scenario).expect("an outcome");
    for language in [Language::En, Language::Zh] {
        assert!(html::page(&scenario, &outcome, language, Path::new("t.toml")).contains("Tengzhou 滕州"));
    }
    let result = json::line(&outcome).expect("JSON");
    assert!(result.contains(r#""title":"Tengzhou 滕州","policy""#), "{result}");
}

#[test]
fn a_text_in_two_languages_has_both() {
    for (stated, says) in [
        (r#"{ en = "only" }"#, "title.zh: the key is missing"),
        (r#"{ zh = "中文" }"#, "title.en: the key is missing"),
        (r#"{ en = "", zh = "中文" }"#, "title.en: the text is empty"),
        (r#"{ en = "a", zh = "b", de = "c" }"#, "title.de: unknown key \"de\""),
        ("7", r#"a text, or { en = "in English", zh = "中文" }"#),
    ] {
        let toml = BOTH.replace(r#"{ en = "TITLE-EN", zh = "标题" }"#, stated);
        let problems = parse("t.toml", &toml, Path::new("")).expect_err("a problem");
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|problem| problem.contains(says)), "{stated}: {told:?}");
    }
}

fn shipped() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let all = [directory.clone(), directory.join("city-of-30")].into_iter().flat_map(|directory| {
        fs::read_dir(directory).expect("scenarios").map(|entry| entry.expect("an entry").path())
    });
    all.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

/// Titles, sources, names and notes of shipped scenarios exist in both languages.
#[test]
fn shipped_scenarios_are_in_both_languages() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(shipped().len() >= 8);
    for file in shipped() {
        let scenario = open(&file).unwrap_or_else(|problems| panic!("{problems:?}"));
        let mut texts = vec![&scenario.title, &scenario.source];
        texts.extend(scenario.users.iter().map(|user| user.name.as_ref().expect("a user has a name")));
        let nodes = scenario.network.iter().flat_map(|network| &network.nodes);
        texts.extend(nodes.map(|node| node.name.as_ref().expect("a node has a name")));
        let entries = scenario.timeline.iter().flat_map(|timeline| &timeline.entries);
        for entry in entries {
            texts.extend(&entry.note);
            texts.extend(
                entry.notification.iter().flat_map(|word| [&word.text].into_iter().chain(&word.by.name)),
            );
        }
        if scenario.order.regime.is_none() {
            texts.push(&scenario.order.name);
        }
        for text in texts {
            assert!(!chinese(text.en()), "{}: {:?}", file.display(), text.en());
            assert!(chinese(text.zh()), "{}: {:?}", file.display(), text.zh());
        }
    }
}
