//! Exercises: what the event session and the allocation make of a time line, against figures worked out here by other means.

use std::path::Path;
use std::time::{Duration, Instant};

use citygate::event::{JournalEntry, JournalHead, JournalKey, Record, content_digest, verify};
use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::result::exercise::Exercise;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::{solve, solve_with_key};
use citygate_drill::text::hex;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

fn three_days() -> (Scenario, Outcome) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/three-day-shortage.toml");
    let scenario = open(&path).expect("a scenario");
    let outcome = solve(&scenario).expect("an outcome");
    (scenario, outcome)
}

fn scenario(toml: &str) -> Scenario {
    parse("t.toml", toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}\n{toml}"))
}

/// One user of each of two classes, normal supply 100, and this after it.
fn small(top: &str, timeline: &str) -> Outcome {
    let toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n\
         normal_supply = 100.0\n{top}\n\
         [[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 60.0\n\
         [[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 40.0\n{timeline}"
    );
    solve(&scenario(&toml)).expect("an outcome")
}

fn value(outcome: &Outcome) -> Value {
    serde_json::from_str(&json::line(outcome).expect("a result")).expect("JSON")
}

fn exercise(outcome: &Outcome) -> &Exercise {
    outcome.exercise.as_ref().expect("an exercise")
}

/// The moments as short texts: hour, and these keys.
fn course(outcome: &Outcome, keys: &[&str]) -> Vec<String> {
    let result = value(outcome);
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let show = |moment: &Value| {
        let values: Vec<String> = keys.iter().map(|key| moment[key].to_string().replace('"', "")).collect();
        format!("{} {}", moment["at_h"], values.join(" "))
    };
    moments.iter().map(show).collect()
}

/// What happened, as short texts: hour, kind, what was refused.
fn happened(outcome: &Outcome) -> Vec<String> {
    let result = value(outcome);
    let entries = result["exercise"]["happenings"].as_array().expect("happenings");
    let show = |entry: &Value| {
        let refused = entry["refused"].as_str().map(|reason| format!(": {reason}")).unwrap_or_default();
        format!("{} {}{refused}", entry["at_h"], entry["kind"].as_str().expect("a kind"))
    };
    entries.iter().map(show).collect()
}

#[test]
fn three_days_are_graded_as_the_plan_says() {
    let (_, outcome) = three_days();
    let mut course = course(&outcome, &["imbalance_permille", "grade", "criterion", "recommended"]);
    course.dedup_by(|later, earlier| {
        later.split_once(' ').map(|l| l.1) == earlier.split_once(' ').map(|e| e.1)
    });
    // By hand from §1.5.1: (undisturbed demand − supply) ÷ 28 300, where demand is not less than 28 300 while users fall
    // short; trend, network and hours as the scenario states them.
    let expected = [
        "0.0 0 null null null",
        "0.5 45 null null null",
        "2.0 63 IV imbalance 4_city",
        "4.0 138 III imbalance 3_city",
        "10.0 191 II imbalance 2_province",
        "16.0 256 I imbalance 1_province",
        // Not widening any more: 50 hours of interruption stand alone.
        "24.0 224 II interruption 2_province",
        "44.0 112 III interruption 3_city",
        "52.0 41 IV interruption 4_city",
        "60.0 0 null null null",
    ];
    assert_eq!(course, expected);
}

#[test]
fn only_who_may_confirms_and_what_is_refused_changes_nothing() {
    let (_, outcome) = three_days();
    let refused: Vec<String> = happened(&outcome).into_iter().filter(|entry| entry.contains(": ")).collect();
    assert_eq!(
        refused,
        [
            "4.25 act: this authority may not do this; allowed: [city]",
            "10.5 act: this authority may not do this; allowed: [deputy commander] [commander]",
            "57.0 act: the event has to be dealt with and supply restored before the end is declared (dealt with: \
             true, supply restored: false)",
        ]
    );
    let mut course = course(&outcome, &["phase", "response", "proposed"]);
    course.dedup_by(|later, earlier| {
        later.split_once(' ').map(|l| l.1) == earlier.split_once(' ').map(|e| e.1)
    });
    let expected = [
        "0.0 normal null null",
        "2.5 proposed null 4_city",
        "3.0 started 4_city null",
        "4.0 change_proposed 4_city 3_city",
        "4.5 started 3_city null",
        "10.25 change_proposed 3_city 2_province",
        "10.75 started 2_province null",
        "16.0 change_proposed 2_province 1_province",
        "16.5 started 1_province null",
        "27.0 change_proposed 1_province 2_province",
        "28.0 started 2_province null",
        "56.0 termination 2_province termination",
        "61.0 transition null null",
        "70.0 normal null null",
    ];
    assert_eq!(course, expected);
}

#[test]
fn late_reports_are_told_and_all_others_are_in_time() {
    let (_, outcome) = three_days();
    let result = value(&outcome);
    let due = result["exercise"]["reports_due"].as_array().expect("reports");
    let late: Vec<String> = due
        .iter()
        .filter(|due| due["state"] != "in_time" && due["state"] != "ended")
        .map(|due| format!("{} {} {} {}", due["recipient"], due["due_h"], due["sent_h"], due["state"]))
        .collect();
    let expected = [
        // Grade II since 10.0: promptly, at the latest an hour later.
        r#""state_council" 11.0 11.5 "late""#,
        // Six hours after 27.0.
        r#""local_government" 33.0 33.5 "late""#,
        r#""energy_authority" 33.0 33.5 "late""#,
        r#""provincial_energy_authority" 33.0 33.5 "late""#,
        r#""provincial_leadership" 33.0 33.5 "late""#,
        r#""state_council" 33.0 33.5 "late""#,
        r#""departments_concerned" 33.0 33.5 "late""#,
        r#""higher_government" 33.0 33.5 "late""#,
    ];
    assert_eq!(late, expected);
    let firsts: Vec<String> = due
        .iter()
        .filter(|due| due["first"] == true)
        .map(|due| format!("{} {} {}", due["recipient"], due["since_h"], due["due_h"]))
        .collect();
    assert_eq!(
        firsts,
        [
            // The notification was received at 0.5.
            r#""local_government" 0.5 1.5"#,
            r#""energy_authority" 0.5 1.5"#,
            r#""provincial_energy_authority" 0.5 1.5"#,
            r#""higher_government" 0.5 1.5"#,
            r#""affected_parties" 0.5 1.5"#,
            r#""provincial_leadership" 10.0 11.0"#,
            r#""state_council" 10.0 11.0"#,
            r#""departments_concerned" 10.0 11.0"#,
        ]
    );
    assert_eq!(
        happened(&outcome).iter().filter(|entry| entry.ends_with("overdue")).collect::<Vec<_>>(),
        ["11.016 overdue", "33.016 overdue"],
        "found in the first whole minute after the deadline"
    );
    let course = course(&outcome, &["overdue"]);
    let overdue: Vec<&String> = course.iter().filter(|moment| !moment.ends_with("[]")).collect();
    assert_eq!(overdue.len(), 2, "{course:#?}");
    assert_eq!(overdue[0], "11.016 [state_council]");
    assert!(overdue[1].starts_with("33.016 [local_government,"), "{}", overdue[1]);
}

/// Thousandths of a number with at most three decimals.
fn thousandths(value: &Value) -> u128 {
    let text = value.to_string();
    let (whole, decimals) = text.split_once('.').expect("a decimal point");
    format!("{whole}{decimals:0<3}").parse().expect("digits")
}

#[test]
fn what_was_kept_is_the_sum_over_time() {
    let (_, outcome) = three_days();
    let exercise = &value(&outcome)["exercise"];
    let moments = exercise["moments"].as_array().expect("moments");
    for (index, class) in exercise["classes"].as_array().expect("classes").iter().enumerate() {
        let mut volume = [0, 0];
        for (now, next) in moments.iter().zip(moments.iter().skip(1)) {
            let length = thousandths(&next["at_h"]) - thousandths(&now["at_h"]);
            let of_class = &now["classes"][index];
            assert_eq!(of_class["class"], class["class"]);
            for (sum, key) in volume.iter_mut().zip(["demand", "granted"]) {
                *sum += thousandths(&of_class[key]) * length;
            }
        }
        for (sum, key) in volume.into_iter().zip(["demand", "granted"]) {
            assert_eq!(thousandths(&class[key]), sum / 1000, "{} {key}", class["class"]);
        }
        let users = exercise["users"].as_array().expect("users");
        let of_class = || users.iter().filter(|user| user["class"] == class["class"]);
        let all: u128 = of_class().map(|user| thousandths(&user["demand"])).sum();
        let difference = all.abs_diff(thousandths(&class["demand"]));
        assert!(difference <= of_class().count() as u128, "volumes are rounded down, once for each");
    }
}

#[test]
fn each_moment_is_shared_out_as_a_scenario_of_its_own_would_be() {
    let (scenario, outcome) = three_days();
    let exercise = exercise(&outcome);
    let mut compared = 0;
    for (moment, snapshot) in exercise.snapshots.iter().enumerate() {
        let hours = snapshot.at.hours().thousandths();
        let heating = match hours {
            ..4_000 | 60_000.. => 1000,
            4_000..16_000 => 1100,
            16_000..44_000 => 1150,
            _ => 1050,
        };
        let mut alone = scenario.clone();
        alone.timeline = None;
        alone.supply = Some(snapshot.supply);
        for user in alone.users.iter_mut().filter(|user| user.class.name() == "heating") {
            let demand = user.demand.thousandths() * heating / 1000;
            user.demand = citygate_drill::quantity::Quantity::from_thousandths(demand);
        }
        let alone = solve(&alone).expect("an outcome");
        let granted: Vec<_> = alone.allocation.users.iter().map(|user| user.granted).collect();
        let expected: Vec<_> = snapshot.users.iter().map(|user| user.granted).collect();
        assert_eq!(granted, expected, "moment {moment}");
        compared += 1;
    }
    assert!(compared > 30);
}

#[test]
fn the_journal_holds_every_decision_and_verifies() {
    let (scenario, outcome) = three_days();
    let journal = &exercise(&outcome).journal;
    let verified =
        verify(&journal.bytes, None, JournalHead::START, Some(journal.head)).expect("a sound journal");
    assert_eq!((verified.records, verified.lost), (journal.head.next, 0));
    let records: Vec<Record> =
        journal.bytes.as_chunks().0.iter().map(|bytes| Record::read(bytes).expect("a record")).collect();
    let count = |kind: &str| records.iter().filter(|record| record.entry.name() == kind).count();
    let entries = happened(&outcome);
    let happened = |kind: &str, refused: bool| {
        entries.iter().filter(|h| h.contains(&format!(" {kind}")) && h.contains(": ") == refused).count()
    };
    assert_eq!(count("acted"), happened("act", false));
    assert_eq!(count("refused"), happened("act", true));
    assert_eq!(count("warned"), happened("warning", false));
    assert_eq!(count("reported"), 15);
    assert_eq!((count("opened"), count("word"), count("closed"), count("overdue")), (1, 1, 1, 2));
    // At the beginning and at every change of supply or demand.
    assert_eq!(count("allocated"), 1 + happened("changed", false));
    let digests: Vec<[u8; 32]> = records
        .iter()
        .filter_map(|record| match record.entry {
            JournalEntry::Reported { digest, .. } => Some(digest),
            _ => None,
        })
        .collect();
    let sent = exercise(&outcome).reports.iter().map(|report| content_digest(report.content.as_bytes()));
    assert_eq!(digests, sent.collect::<Vec<_>>(), "the digest is over the content in the result");
    assert_eq!(records[0].stamp.wall_ms, 1_768_161_600_000, "2026-01-12T04:00:00+08:00");

    let key = JournalKey([7; 32]);
    let keyed = solve_with_key(&scenario, Some(key)).expect("an outcome");
    let journal = &exercise(&keyed).journal;
    assert!(verify(&journal.bytes, None, JournalHead::START, None).is_err());
    assert!(verify(&journal.bytes, Some(key), JournalHead::START, Some(journal.head)).is_ok());
}

#[test]
fn three_days_are_played_in_under_a_second() {
    let started = Instant::now();
    let (scenario, outcome) = three_days();
    let page = html::page(&scenario, &outcome, Language::Zh, Path::new("three-day-shortage.toml"));
    assert!(!page.is_empty() && started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}

const BY: &str = "by = \"enterprise\"";

#[test]
fn what_people_may_not_do_is_refused_with_the_reason_and_goes_on() {
    let outcome = small(
        "",
        "[[timeline]]\nat_h = 1.0\nreport = { by = \"city\" }\n\
         [[timeline]]\nat_h = 2.0\nword = { by = \"enterprise\", text = \"a\" }\n\
         [[timeline]]\nat_h = 3.0\nword = { by = \"enterprise\", text = \"b\" }\nclose = { by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 4.0\nwarning = { level = \"blue\", by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 5.0\nwarning = { level = \"blue\", by = \"county\" }\n\
         [[timeline]]\nat_h = 6.0\nwarning = { level = \"none\", by = \"city\" }\n\
         [[timeline]]\nat_h = 7.0\nwarning = { level = \"blue\", by = \"county\" }\n\
         act = { do = \"request_support\", by = \"commander\" }\n",
    );
    let entries = happened(&outcome);
    for expected in [
        "1.0 report: no notification of an event was received",
        "3.0 word: a notification was received already; close the event before the next one",
        "3.0 close: first reports are owed and have to be sent before the event is closed: [local government] \
         [local energy authority] [provincial energy authority] [the government above and its energy authority] [those \
         that may be affected]",
        "4.0 warning_proposed",
        "5.0 warning",
        "6.0 warning: only who issued the warning may adjust or lift it (issued by: county, division 0)",
        "7.0 warning: the warning has this level already",
        "7.0 act: no response is in force",
    ] {
        assert!(entries.iter().any(|entry| entry == expected), "{expected}\n{entries:#?}");
    }
    for language in [Language::En, Language::Zh] {
        let refused = exercise(&outcome).log.iter().filter_map(|entry| entry.refused.as_ref());
        for error in refused {
            assert!(!(language.messages().exercise.refusal)(error).is_empty());
        }
    }
}

#[test]
fn a_report_owed_when_the_exercise_ends_is_overdue_or_pending() {
    let outcome = small(
        "",
        &format!(
            "[exercise]\nend_h = 3.0\n[[timeline]]\nat_h = 1.0\nword = {{ {BY}, text = \"a\", age_min = 30 }}\n\
             report = {{ to = [\"local_government\"], {BY} }}\n"
        ),
    );
    let result = value(&outcome);
    let due: Vec<String> = result["exercise"]["reports_due"]
        .as_array()
        .expect("reports")
        .iter()
        .map(|due| format!("{} {} {}", due["recipient"], due["due_h"], due["state"]))
        .collect();
    assert_eq!(
        due,
        [
            // The notification was received half an hour before it was entered.
            r#""local_government" 1.5 "in_time""#,
            r#""energy_authority" 1.5 "overdue""#,
            r#""provincial_energy_authority" 1.5 "overdue""#,
            // Governments report on, and inform, within the same hour.
            r#""higher_government" 1.5 "overdue""#,
            r#""affected_parties" 1.5 "overdue""#,
            // Two hours after the report, at the very end.
            r#""local_government" 3.0 "pending""#,
        ]
    );
}

#[test]
fn a_trend_that_nobody_states_is_measured() {
    let mut timeline = String::new();
    // One per cent less every five minutes, then no change.
    for step in 1..=20_u32 {
        let (hundredths, supply) = (step * 5 * 1000 / 60, 100 - step);
        timeline += &format!(
            "[[timeline]]\nat_h = {}.{:03}\nsupply = {supply}.0\n",
            hundredths / 1000,
            hundredths % 1000
        );
    }
    let outcome = small("network = \"at_risk\"", &format!("[exercise]\nend_h = 5.0\n{timeline}"));
    let course = course(&outcome, &["grade", "trend", "trend_source"]);
    assert!(course[0].ends_with("null widening assumed"), "{course:#?}");
    assert!(course.iter().any(|moment| moment.ends_with("II widening measured")), "{course:#?}");
    // §1.5.1: a trend that is measured to be steady takes no grade away; it is shown with it.
    assert!(course.last().is_some_and(|last| last.ends_with("I steady measured")), "{course:#?}");
    // The trend turned by itself: the event session found it, nobody entered it.
    let hours: Vec<f64> = course.iter().filter_map(|moment| moment.split(' ').next()?.parse().ok()).collect();
    assert!(hours.iter().any(|hour| (1.7..5.0).contains(hour)), "{hours:?}");
}

#[test]
fn who_was_curtailed_most_comes_first_when_gas_is_shared_anew() {
    let toml = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\nsupply = 10.0\nnormal_supply = 20.0\n\
                trend = \"steady\"\n[policy]\nname = \"turns\"\n[[policy.step]]\nclasses = [\"chemical\"]\ntarget = \"demand\"\nshare = \"rotating\"\n\
                [[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 10.0\n\
                [[user]]\nid = \"b\"\nclass = \"chemical\"\ndemand = 10.0\n\
                [[timeline]]\nat_h = 1.0\nsupply = 10.0\n[[timeline]]\nat_h = 2.0\nsupply = 10.0\n\
                [[timeline]]\nat_h = 4.0\nsupply = 10.0\n";
    let outcome = solve(&scenario(toml)).expect("an outcome");
    let granted: Vec<Vec<u64>> = exercise(&outcome)
        .snapshots
        .iter()
        .map(|moment| moment.users.iter().map(|user| user.granted.thousandths() / 1000).collect())
        .collect();
    // a is served; b waited an hour and comes next; then both waited an hour, and a stands first; b waited more.
    assert_eq!(granted, [[10, 0], [0, 10], [10, 0], [0, 10]]);
}

#[test]
fn text_of_three_days_in_english() {
    let (scenario, outcome) = three_days();
    insta::assert_snapshot!(text::page(&scenario, &outcome, Language::En, 100));
}

#[test]
fn text_of_three_days_in_chinese() {
    let (scenario, outcome) = three_days();
    insta::assert_snapshot!(text::page(&scenario, &outcome, Language::Zh, 100));
}

#[test]
fn tables_keep_to_the_width() {
    let (scenario, outcome) = three_days();
    for language in [Language::En, Language::Zh] {
        for width in [80, 100, 140] {
            let page = text::page(&scenario, &outcome, language, width);
            let mut in_table = false;
            for line in page.lines() {
                in_table = line.starts_with('─') || (in_table && !line.is_empty());
                assert!(!in_table || line.width() <= width.into(), "{width} columns: {line:?}");
            }
        }
    }
}

#[test]
fn the_report_tells_everything_and_fetches_nothing() {
    let (scenario, outcome) = three_days();
    for language in [Language::En, Language::Zh] {
        let page = html::page(&scenario, &outcome, language, Path::new("three-day-shortage.toml"));
        let journal = &exercise(&outcome).journal;
        assert!(page.contains(&format!("{}:{}", journal.head.next, hex(&journal.head.tag))), "the head");
        for section in ["1.5.1", "3.3", "4.1", "4.2", "4.6", "5.3", "1.7"] {
            assert!(page.contains(section), "section {section} of the plan");
        }
        assert_eq!(page.matches("<svg").count(), 6);
        assert!(!page.contains("NaN") && !page.contains("inf\"") && !page.contains("url("));
        let without_names = page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        for forbidden in ["http", "//", "<script", "<link", "<img", "<iframe", "@import", "javascript:"] {
            assert!(!without_names.contains(forbidden), "{forbidden}");
        }
        for user in &scenario.users {
            let name = user.name.as_ref().map(language.messages().local).expect("a name");
            assert!(page.contains(name), "{name}");
        }
    }
}

#[test]
fn an_exercise_without_a_date_tells_hours() {
    let outcome = small(
        "",
        "[[timeline]]\nat_h = 1.251\nsupply = 90.0\nnote = \"less\"\n[[timeline]]\nat_h = 2.0\nnote = \"end\"\n",
    );
    let toml = scenario(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"kWh/d\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n\
         normal_supply = 100.0\n[[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 0.0\n\
         [[timeline]]\nat_h = 1.251\nsupply = 0.0\n",
    );
    assert!(value(&outcome)["exercise"].get("start").is_none());
    let idle = solve(&toml).expect("an outcome");
    for language in [Language::En, Language::Zh] {
        let text = text::page(&toml, &idle, language, 100);
        assert!(text.contains("1:15:03") && text.contains("kWh/d·h"), "{text}");
        let page = html::page(&toml, &idle, language, Path::new("t.toml"));
        assert!(!page.contains("NaN"));
    }
}

#[test]
fn what_a_time_line_says_cannot_become_part_of_the_page() {
    let hostile = "<script>alert(1)</script>&'><svg onload=x>";
    let toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n\
         normal_supply = 100.0\n[[user]]\nid = {hostile:?}\nclass = \"chemical\"\ndemand = 100.0\n\
         [[timeline]]\nat_h = 1.0\nsupply = 90.0\nnote = {hostile:?}\n\
         word = {{ text = {hostile:?}, by = {{ authority = \"enterprise\", name = {hostile:?} }} }}\n\
         report = {{ {BY}, items = {{ place = {hostile:?} }} }}\n"
    );
    let scenario = scenario(&toml);
    let outcome = solve(&scenario).expect("an outcome");
    for language in [Language::En, Language::Zh] {
        let page = html::page(&scenario, &outcome, language, Path::new("t.toml"));
        assert!(!page.contains("<script") && !page.contains("<svg onload"));
        assert!(page.matches("&lt;script&gt;").count() >= 6, "the texts are there");
    }
}
