//! Figures for people: rounded down by one rule wherever they stand, and never so that they tell something else.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::quantity::Quantity;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{html, json, papers, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;

const SHIPPED: [&str; 12] = [
    "city-of-30/winter.toml",
    "cold-wave.toml",
    "inline-policy.toml",
    "linepack-morning.toml",
    "rotating-blocks.toml",
    "station-evening.toml",
    "station-turns.toml",
    "tengzhou-2017.toml",
    "three-day-shortage.toml",
    "three-districts.toml",
    "turns-and-tank.toml",
    "winter-day.toml",
];

fn shipped(name: &str) -> (Scenario, Outcome) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios").join(name);
    let scenario = open(&path).unwrap_or_else(|problems| panic!("{problems:?}"));
    let outcome = solve(&scenario).expect("an outcome");
    (scenario, outcome)
}

/// Everything that people read of an outcome: text, report, notices.
fn pages(scenario: &Scenario, outcome: &Outcome, language: Language) -> [String; 3] {
    let files = papers::files(scenario, outcome, language, Path::new("t.toml")).expect("files");
    let notices = files.into_iter().find(|(name, _)| name.contains("notices") && name.ends_with("html"));
    let notices = String::from_utf8(notices.expect("notices").1).expect("text");
    [
        text::page(scenario, outcome, language, 140),
        read_by_people(&html::page(scenario, outcome, language, Path::new("t.toml"))),
        read_by_people(&notices),
    ]
}

/// What stands between the tags of a page, without its style.
fn read_by_people(page: &str) -> String {
    let (_, body) = page.split_once("</head>").expect("a head");
    let texts = body.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text));
    texts.collect::<Vec<_>>().join("\n")
}

/// All decimal numbers of a text, with what stands before and behind them.
fn decimals(text: &str) -> Vec<(String, usize)> {
    let mut numbers = Vec::new();
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| at + from) {
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |at| at + start);
        numbers.push((text[start..end].trim_end_matches(['.', ',']).to_owned(), start));
        from = end;
    }
    numbers
}

/// Whether the rule of rounding is kept by what is a quantity for sure: one number with one point, and not a share.
fn is_within_the_rule(number: &str) -> bool {
    let Some((whole, fraction)) = number.split_once('.') else { return true };
    let whole: u64 = whole.replace(',', "").parse().expect("digits");
    match whole {
        0..10 => fraction.len() <= 3,
        10..1000 => fraction.len() <= 2,
        _ => false,
    }
}

#[test]
fn no_figure_on_any_page_has_more_digits_than_the_rule_allows() {
    let mut seen = 0;
    for name in SHIPPED {
        let (scenario, outcome) = shipped(name);
        for language in [Language::En, Language::Zh] {
            let messages = language.messages();
            let rule: String = messages.label.rounding.chars().take(12).collect();
            for (page, rule) in
                pages(&scenario, &outcome, language).iter().zip([&rule, &rule, messages.notice.rounding])
            {
                let nobody_is_cut = page.contains(messages.notice.nobody);
                assert!(page.contains(rule) || nobody_is_cut, "{name}: the rule is told");
                for (number, at) in decimals(page) {
                    // Places in the plan, versions and the like have several points.
                    if number.matches('.').count() != 1 {
                        continue;
                    }
                    seen += 1;
                    let around =
                        page.get(at.saturating_sub(30)..(at + 30).min(page.len())).unwrap_or_default();
                    assert!(is_within_the_rule(&number), "{name}: {number} in {around:?}");
                }
            }
        }
    }
    assert!(seen > 500, "{seen} decimals were looked at");
}

/// The same figure is the same everywhere: what a result grants stands as one text on every page, and exactly in JSON.
#[test]
fn a_grant_has_one_rounding_and_json_has_none() {
    for name in ["three-day-shortage.toml", "city-of-30/winter.toml", "three-districts.toml"] {
        let (scenario, outcome) = shipped(name);
        let allocation = match &outcome.exercise {
            Some(exercise) => &exercise.peak_curtailment.allocation,
            None => &outcome.allocation,
        };
        let exact = json::line(&outcome).expect("JSON");
        let [text, report, notices] = pages(&scenario, &outcome, Language::En);
        for user in allocation.users.iter().filter(|user| user.granted != user.demand) {
            let shown = user.granted.to_string();
            for page in [&text, &report, &notices] {
                assert!(page.contains(&shown), "{name}: {} is granted {shown}", user.id);
            }
            assert!(exact.contains(&user.granted.to_number()), "{name}: {}", user.id);
        }
    }
}

#[test]
fn an_imbalance_that_is_there_is_not_told_as_none() {
    let toml = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\n\
                supply = 29999.999\nnormal_supply = 30000.0\n\
                [[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 30000.0\n";
    let scenario = parse("t.toml", toml, Path::new("")).expect("a scenario");
    let outcome = solve(&scenario).expect("an outcome");
    for language in [Language::En, Language::Zh] {
        for page in pages(&scenario, &outcome, language) {
            assert!(!page.contains("(0%") && !page.contains("（0%") && !page.contains("的0%"), "{page}");
            assert!(!page.contains("100.0%"), "{page}");
        }
        let [text, ..] = pages(&scenario, &outcome, language);
        assert!(text.contains("0.001 m³/h") && text.contains("<0.1%") && text.contains(">99.9%"), "{text}");
    }
}

fn thousandths(shown: &str) -> u64 {
    let plain = shown.replace(',', "");
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    format!("{whole}{decimals:0<3}").parse().expect("digits")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn what_is_shown_is_never_more_and_never_nothing(
        exact in prop_oneof![0..20_000u64, 0..2_000_000u64, any::<u64>()],
    ) {
        let shown = Quantity::from_thousandths(exact).to_string();
        let read = thousandths(&shown);
        prop_assert!(read <= exact, "{shown} of {exact}");
        prop_assert_eq!(read == 0, exact == 0);
        // Within a thousandth of the quantity.
        prop_assert!(u128::from(exact - read) * 1000 <= u128::from(exact), "{} of {}", shown, exact);
        prop_assert_eq!(Quantity::from_thousandths(read).to_string(), shown, "rounding twice is rounding once");
    }

    /// What is shown of a larger quantity is not less.
    #[test]
    fn order_is_kept(a in any::<u32>(), more in 0..100_000u32) {
        let shown = |exact: u64| thousandths(&Quantity::from_thousandths(exact).to_string());
        prop_assert!(shown(a.into()) <= shown(u64::from(a) + u64::from(more)));
    }
}

/// 199.99 of 1000 are missing: below the bound of 20%, and no page may say that it is reached.
#[test]
fn an_imbalance_below_a_bound_is_not_shown_at_it() {
    let toml = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 800.01\n\
         normal_supply = 1000.0\ntrend = \"widening\"\nnetwork = \"at_risk\"\n\
         [[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 1000.0\n";
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"));
    let outcome = solve(&scenario).expect("an outcome");
    for language in [Language::En, Language::Zh] {
        let pages = pages(&scenario, &outcome, language);
        for page in &pages[..2] {
            assert!(page.contains("19.9%") && !page.contains("(20%") && !page.contains("的20%"), "{page}");
        }
    }
}
