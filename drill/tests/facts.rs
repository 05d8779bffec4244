//! What summary, tables, JSON result and journal of an exercise say of one thing agree, and what is refused leaves no trace.

use std::collections::BTreeSet;
use std::path::Path;

use citygate::event::{JournalEntry, Record};
use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::parse;
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;
use serde_json::{Value, json};

fn scenario(top: &str, timeline: &str) -> Scenario {
    let toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n\
         normal_supply = 100.0\ntrend = \"steady\"\n{top}\n\
         [exercise]\nstart = 2026-01-12T14:00:00+08:00\nend_h = 12.0\n\
         [[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 70.0\n\
         [[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 30.0\n{timeline}"
    );
    parse("t.toml", &toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}\n{toml}"))
}

fn play(scenario: &Scenario) -> Outcome {
    solve(scenario).expect("an outcome")
}

fn exercise(outcome: &Outcome) -> Value {
    let result: Value = serde_json::from_str(&json::line(outcome).expect("a result")).expect("JSON");
    result["exercise"].clone()
}

fn records(outcome: &Outcome) -> Vec<Record> {
    let journal = &outcome.exercise.as_ref().expect("an exercise").journal;
    journal.bytes.as_chunks().0.iter().map(|bytes| Record::read(bytes).expect("a record")).collect()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn due(exercise: &Value) -> Vec<String> {
    let show =
        |due: &Value| format!("{} {} {} {}", due["recipient"], due["due_h"], due["sent_h"], due["state"]);
    list(exercise, "reports_due").iter().map(show).collect()
}

/// §4.2: an omitted report (漏报) stays on record.
#[test]
fn closing_an_event_hides_no_overdue_report() {
    let scenario = scenario(
        "",
        "[[timeline]]\nat_h = 0.5\nword = { by = \"enterprise\", text = \"pressure falls\" }\n\
         report = { by = \"enterprise\" }\n[[timeline]]\nat_h = 5.5\nclose = { by = \"enterprise\" }\n",
    );
    let outcome = play(&scenario);
    let due = due(&exercise(&outcome));
    let overdue: Vec<&String> = due.iter().filter(|due| due.ends_with(" 2.5 null \"overdue\"")).collect();
    assert!(overdue.len() >= 3 && !due.iter().any(|due| due.contains("ended")), "{due:#?}");
    for (language, missed, ended) in [
        (Language::En, "deadlines missed: 1 late or missing", "event closed before"),
        (Language::Zh, "逾期或未报1项", "事件已结束"),
    ] {
        let text = text::page(&scenario, &outcome, language, 100).replace('\n', " ");
        assert!(text.contains(missed) && !text.contains(ended), "{text}");
    }
}

/// §4.2: within an hour of receiving word, whenever the exercise begins.
#[test]
fn a_report_due_before_the_beginning_is_late() {
    let scenario = scenario(
        "",
        "[[timeline]]\nat_h = 0.0\nword = { by = \"enterprise\", text = \"x\", age_min = 120 }\n\
         report = { by = \"enterprise\", items = { time = \"14:30\" } }\n",
    );
    let outcome = play(&scenario);
    let exercise = exercise(&outcome);
    let due = due(&exercise);
    assert!(due.contains(&"\"local_government\" -1.0 0.0 \"late\"".to_owned()), "{due:#?}");
    assert_eq!(list(&exercise, "reports_due")[0]["since_h"], json!(-2.0));
    assert!(list(&list(&exercise, "reports_sent")[0], "late").contains(&json!("local_government")));
    let page = html::page(&scenario, &outcome, Language::En, Path::new("t.toml"));
    assert!(page.contains("01-12 13:00") && page.contains("sent late"), "the deadline on the clock");
}

#[test]
fn a_grade_and_a_response_of_one_moment_are_in_the_summary() {
    let scenario = scenario(
        "",
        "[[timeline]]\nat_h = 1.0\nsupply = 70.0\ntrend = \"widening\"\nnetwork = \"at_risk\"\n\
         act = { do = \"propose\", response = \"1_province\", by = \"hq_office\" }\n\
         [[timeline]]\nat_h = 1.0\nact = { do = \"confirm\", response = \"1_province\", by = \"commander\" }\n\
         [[timeline]]\nat_h = 1.0\nsupply = 100.0\ntrend = \"steady\"\n\
         act = { do = \"propose_termination\", by = \"hq_office\" }\n\
         [[timeline]]\nat_h = 1.0\n\
         act = { do = \"declare_termination\", by = \"commander\", dealt_with = true, supply_restored = true }\n",
    );
    let outcome = play(&scenario);
    let text = text::page(&scenario, &outcome, Language::En, 100).replace('\n', " ");
    assert!(text.contains("Most serious grade: I, particularly serious"), "{text}");
    assert!(text.contains("Highest response: level 1, led by the province"), "{text}");
    assert_agreement(&scenario, &outcome);
}

/// §4.2: concealed and false reports are forbidden, so nobody's words get into another's report.
#[test]
fn the_words_of_a_refused_report_go_nowhere() {
    let scenario = scenario(
        "",
        "[[timeline]]\nat_h = 0.5\n\
         report = { by = \"enterprise\", items = { place = \"WRONG PLACE\", casualties = \"12 dead\" } }\n\
         [[timeline]]\nat_h = 1.0\nword = { by = \"enterprise\", text = \"pressure falls\" }\n\
         [[timeline]]\nat_h = 1.25\nreport = { by = \"enterprise\", items = { time = \"14:30\" } }\n",
    );
    let outcome = play(&scenario);
    let exercise = exercise(&outcome);
    let sent = &list(&exercise, "reports_sent")[0];
    let content: Value = serde_json::from_str(sent["content"].as_str().expect("content")).expect("JSON");
    assert_eq!(content["items"]["time"], "14:30");
    for item in ["place", "casualties"] {
        assert!(content["items"][item].is_null(), "{content}");
        assert!(list(sent, "missing").contains(&json!(item)));
    }
}

#[test]
fn everybody_is_called_by_the_name_stated_for_the_act() {
    let scenario = scenario(
        "",
        "[[timeline]]\nat_h = 0.5\nword = { by = { authority = \"county\", name = \"Zhang San\" }, text = \"x\" }\n\
         [[timeline]]\nat_h = 0.6\n\
         act = { do = \"propose\", response = \"4_county\", by = { authority = \"county\", name = \"Zhang San\" } }\n\
         [[timeline]]\nat_h = 0.7\n\
         act = { do = \"confirm\", response = \"4_county\", by = { authority = \"county\", name = \"Li Si\" } }\n\
         report = { by = { authority = \"county\", name = \"Wang Wu\" } }\n\
         [[timeline]]\nat_h = 0.8\nwarning = { level = \"blue\", by = \"county\" }\n",
    );
    let outcome = play(&scenario);
    let text = text::page(&scenario, &outcome, Language::En, 140);
    let page = html::page(&scenario, &outcome, Language::En, Path::new("t.toml"));
    for (name, in_text) in [("Zhang San", 2), ("Li Si", 1), ("Wang Wu", 1)] {
        assert_eq!(text.matches(name).count(), in_text, "{name}\n{text}");
        assert!(page.contains(name), "{name}");
    }
    let warning = text.lines().find(|line| line.contains("warning: level 4")).expect("the warning");
    assert!(warning.trim_end().ends_with("county"), "nobody is named: {warning}");
}

/// §4.2: sensitive events are reported whatever their grade, none included.
#[test]
fn a_sensitive_event_without_a_grade_is_reported_to_all() {
    let all = |report_to: &Value| {
        let names: Vec<&str> =
            report_to.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert!(names.contains(&"state_council") && names.contains(&"local_government"), "{names:?}");
    };
    for sensitivity in ["\"by_time\"", "\"likely_grade_i\", \"by_place\"", "\"in_itself\""] {
        let top = format!("sensitivity = [{sensitivity}]");
        let timeline = "[[timeline]]\nat_h = 0.0\nword = { by = \"enterprise\", text = \"x\" }\n\
                        [[timeline]]\nat_h = 1.0\nnote = \"n\"\n";
        let outcome = play(&scenario(&top, timeline));
        let result: Value = serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON");
        assert!(result["event"]["grade"].is_null());
        all(&result["event"]["report_to"]);
        assert_eq!(result["event"]["report_due_min"], 60);
        let due: BTreeSet<&str> = list(&result["exercise"], "reports_due")
            .iter()
            .filter_map(|due| due["recipient"].as_str())
            .collect();
        assert!(due.contains("state_council"), "{due:?}");
    }
}

/// Recipient, first, due, sent, state.
type Due = (String, bool, i64, Option<i64>, &'static str);

/// What is owed to whom by when, and what became of it, found from the journal alone.
fn due_by_the_journal(records: &[Record], end_ms: u64) -> Vec<Due> {
    const MIN: i64 = 60_000;
    let origin = records[0].stamp.instant.ms as i64;
    let mut open: Vec<(String, bool, i64)> = Vec::new();
    let (mut all, mut is_open) = (Vec::new(), false);
    for record in records {
        let now = record.stamp.instant.ms as i64 - origin;
        let settle = |owed: &(String, bool, i64), sent: bool| {
            let state = match (sent, owed.2 < now) {
                (true, false) => "in_time",
                (true, true) => "late",
                (false, true) => "overdue",
                (false, false) => "ended",
            };
            (owed.0.clone(), owed.1, owed.2, sent.then_some(now), state)
        };
        match record.entry {
            JournalEntry::Notified { age_ms, .. } => {
                is_open = true;
                for recipient in [
                    "local_government",
                    "energy_authority",
                    "provincial_energy_authority",
                    "higher_government",
                    "affected_parties",
                ] {
                    open.push((recipient.to_owned(), true, now - age_ms as i64 + 60 * MIN));
                }
            }
            JournalEntry::ReportTo { added, .. } => {
                open.extend(added.iter().map(|added| (added.name().to_owned(), true, now + 60 * MIN)));
            }
            JournalEntry::Reported { receipt, .. } => {
                for recipient in receipt.to.iter().map(|to| to.name()) {
                    let owed = open.iter().position(|owed| owed.0 == recipient).map(|owed| open.remove(owed));
                    let is_late = owed.as_ref().is_some_and(|owed| owed.2 < now);
                    let late: Vec<&str> = receipt.late.iter().map(|late| late.name()).collect();
                    assert_eq!(late.contains(&recipient), is_late, "{recipient}: the receipt in the journal");
                    all.extend(owed.map(|owed| settle(&owed, true)));
                    // They are informed once.
                    if is_open && recipient != "affected_parties" {
                        open.push((recipient.to_owned(), false, now + 120 * MIN));
                    }
                }
            }
            JournalEntry::Closed { .. } => {
                is_open = false;
                all.extend(open.drain(..).map(|owed| settle(&owed, false)));
            }
            _ => {}
        }
    }
    let end = end_ms as i64;
    all.extend(open.into_iter().map(|owed| {
        let state = if owed.2 < end { "overdue" } else { "pending" };
        (owed.0, owed.1, owed.2, None, state)
    }));
    all
}

/// For each fact the four outputs agree.
fn assert_agreement(scenario: &Scenario, outcome: &Outcome) {
    let (result, records) = (exercise(outcome), records(outcome));
    let text = text::page(scenario, outcome, Language::En, 140).replace('\n', " ");
    let summary = text.split("Grade, warning and response over time").next().expect("a summary");

    let grades = records.iter().filter_map(|record| match record.entry {
        JournalEntry::Graded(graded) => graded.grade,
        _ => None,
    });
    let worst = grades.min_by_key(|grade| grade.code());
    let names = ["I", "II", "III", "IV"];
    let of = |key: &str, entries: &str| {
        let found = list(&result, entries).iter().filter_map(|entry| entry[key].as_str());
        names.into_iter().find(|name| found.clone().any(|found| found == *name))
    };
    assert_eq!(of("grade", "moments"), worst.map(|grade| grade.name()), "the moments");
    assert_eq!(of("grade", "happenings"), worst.map(|grade| grade.name()), "the course");
    match worst {
        Some(grade) => {
            assert!(summary.contains(&format!("Most serious grade: {}", grade.text_en())), "{summary}")
        }
        None => assert!(summary.contains("No grade was reached"), "{summary}"),
    }

    let responses = records.iter().filter_map(|record| match record.entry {
        JournalEntry::Action { after, .. } => after.in_force(),
        _ => None,
    });
    let highest = responses.min_by_key(|response| response.code());
    let in_moments: BTreeSet<&str> =
        list(&result, "moments").iter().filter_map(|moment| moment["response"].as_str()).collect();
    assert_eq!(in_moments.first().copied(), highest.map(|response| response.name()));
    assert_eq!(summary.contains("Highest response: "), highest.is_some());
    if let Some(response) = highest {
        assert!(summary.contains(&format!("Highest response: {}", response.text_en())), "{summary}");
    }

    let end_ms = 12 * 3_600_000;
    let hours = |ms: i64| ms.div_euclid(3600) as f64 / 1000.0;
    let expected: Vec<Value> = due_by_the_journal(&records, end_ms)
        .into_iter()
        .map(|(recipient, first, due, sent, state)| {
            json!([recipient, first, hours(due), sent.map(hours), state])
        })
        .collect();
    let mut told: Vec<Value> = list(&result, "reports_due")
        .iter()
        .map(|due| json!([due["recipient"], due["first"], due["due_h"], due["sent_h"], due["state"]]))
        .collect();
    let sorted = |values: &mut Vec<Value>| values.sort_by_key(ToString::to_string);
    let mut expected = expected;
    sorted(&mut expected);
    sorted(&mut told);
    assert_eq!(told, expected, "reports due by the journal");
    let is_missed = |due: &&Value| due[4] == "late" || due[4] == "overdue";
    let missed: BTreeSet<String> = told
        .iter()
        .filter(is_missed)
        .map(|due| json!([due[1], due[2], due[3], due[4]]).to_string())
        .collect();
    let missed_text = match missed.len() {
        0 => "deadlines missed: none late or missing".to_owned(),
        missed => format!("deadlines missed: {missed} late or missing"),
    };
    assert!(summary.contains(&missed_text), "{missed_text}: {summary}");
    let on_record: BTreeSet<&str> = records
        .iter()
        .flat_map(|record| match record.entry {
            JournalEntry::Overdue { recipients } => recipients.iter().collect::<Vec<_>>(),
            JournalEntry::Reported { receipt, .. } => receipt.late.iter().collect(),
            _ => Vec::new(),
        })
        .map(|recipient| recipient.name())
        .collect();
    let in_result: BTreeSet<&str> = told.iter().filter(is_missed).filter_map(|due| due[0].as_str()).collect();
    assert_eq!(in_result, on_record, "who was told late, on record");

    let ticked =
        records.iter().filter(|record| matches!(record.entry, JournalEntry::DutyDone { .. })).count();
    let told = list(&result, "happenings").iter();
    assert_eq!(
        told.filter(|entry| entry["kind"] == "duty" && entry.get("refused").is_none()).count(),
        ticked
    );
    for duty in list(&result, "duties") {
        let done = duty["done_h"].as_f64();
        let late = done.zip(duty["due_h"].as_f64()).is_some_and(|(done, due)| due < done);
        let state = duty["state"].as_str().expect("a state");
        assert_eq!(done.is_some(), state == "done" || state == "late", "{duty}");
        assert!(late == (state == "late") && text.contains("Duties"), "{duty}");
    }

    let sent = records.iter().filter(|record| matches!(record.entry, JournalEntry::Reported { .. })).count();
    assert_eq!(list(&result, "reports_sent").len(), sent);
    assert!(summary.contains(&format!("Reports sent: {sent};")), "{summary}");
    let refused = list(&result, "happenings").iter().filter(|entry| entry.get("refused").is_some()).count();
    assert!(summary.contains(&format!("Actions refused: {refused}.")), "{summary}");
}

/// The same exercise without what was refused: everything else is the same.
fn assert_refused_is_absent(scenario: &Scenario, outcome: &Outcome) {
    let result = exercise(outcome);
    let people = ["word", "warning", "warning_proposed", "act", "report", "close", "duty"];
    let is_done = |entry: &&Value| people.iter().any(|kind| entry["kind"] == *kind);
    let mut refused =
        list(&result, "happenings").iter().filter(is_done).map(|entry| entry.get("refused").is_some());
    let mut without = scenario.clone();
    for entry in without.timeline.iter_mut().flat_map(|timeline| &mut timeline.entries) {
        if entry.notification.is_some() && refused.next() == Some(true) {
            entry.notification = None;
        }
        entry.actions.retain(|_| refused.next() == Some(false));
    }
    let mut kept = result.clone();
    let mut again = exercise(&play(&without));
    for exercise in [&mut kept, &mut again] {
        let entries = exercise["happenings"].as_array_mut().expect("happenings");
        entries.retain(|entry| entry.get("refused").is_none());
        exercise["journal"] = Value::Null;
    }
    assert_eq!(kept, again);
}

fn by() -> impl Strategy<Value = String> {
    let authorities =
        ["county", "city", "hq_office", "deputy_commander", "commander", "enterprise", "engine"];
    (
        prop::sample::select(authorities.to_vec()),
        prop::option::of(prop::sample::select(&["Li Si", "Wang Wu"][..])),
    )
        .prop_map(|(authority, name)| match name {
            Some(name) => format!("{{ authority = \"{authority}\", name = \"{name}\" }}"),
            None => format!("\"{authority}\""),
        })
}

fn act() -> impl Strategy<Value = String> {
    let kinds =
        ["propose", "propose", "confirm", "confirm", "propose_termination", "declare_termination", "reject"];
    let responses = ["1_province", "2_province", "3_city", "4_county"];
    let (kinds, responses) = (prop::sample::select(kinds.to_vec()), prop::sample::select(responses.to_vec()));
    (kinds, responses, by()).prop_map(|(kind, response, by)| match kind {
        "propose" | "confirm" => format!("act = {{ do = \"{kind}\", response = \"{response}\", by = {by} }}"),
        "declare_termination" => {
            format!("act = {{ do = \"{kind}\", by = {by}, dealt_with = true, supply_restored = true }}")
        }
        _ => format!("act = {{ do = \"{kind}\", by = {by} }}"),
    })
}

fn doing() -> impl Strategy<Value = String> {
    let to = ["local_government", "energy_authority", "provincial_energy_authority", "provincial_leadership"];
    let to = prop::option::of(prop::sample::subsequence(to.to_vec(), 1..=4));
    let item = prop::sample::select(&["time", "place", "measures"][..]);
    prop_oneof![
        3 => act(),
        2 => (by(), 0..200u32).prop_map(|(by, age)| format!("word = {{ by = {by}, text = \"x\", age_min = {age} }}")),
        4 => (by(), to, item, 0..99u32).prop_map(|(by, to, item, text)| {
            let to = to.map(|to| format!("to = {to:?}, ")).unwrap_or_default();
            format!("report = {{ {to}by = {by}, items = {{ {item} = \"{text}\" }} }}")
        }),
        1 => by().prop_map(|by| format!("close = {{ by = {by} }}")),
        2 => (by(), prop::sample::select(vec!["enterprise-first", "hq-meeting", "end-notice", "relief", "upward"]))
            .prop_map(|(by, duty)| format!("done = {{ duty = {duty:?}, by = {by} }}")),
        1 => by().prop_map(|by| format!("warning = {{ level = \"yellow\", by = {by} }}")),
    ]
}

fn entry() -> impl Strategy<Value = (u32, String)> {
    let change = prop_oneof![
        Just(String::new()),
        (0..=10u32).prop_map(|missing| format!("supply = {}.0\n", 100 - 3 * missing)),
        prop::sample::select(&["steady", "widening", "measured"][..])
            .prop_map(|trend| format!("trend = {trend:?}\n")),
        prop::sample::select(&["normal", "affected", "at_risk"][..])
            .prop_map(|network| format!("network = {network:?}\n")),
        prop::sample::select(&["", "\"by_time\"", "\"in_itself\""][..])
            .prop_map(|sensitivity| format!("sensitivity = [{sensitivity}]\n")),
    ];
    (prop_oneof![Just(0), 1..1200u32], change, doing())
        .prop_map(|(step, change, doing)| (step, change + &doing))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn four_outputs_agree_and_what_is_refused_is_absent(
        entries in prop::collection::vec(entry(), 4..20),
        word_first in any::<bool>(),
    ) {
        let mut at = 0;
        let mut timeline = String::new();
        if word_first {
            timeline += "[[timeline]]\nat_h = 0.0\nword = { by = \"enterprise\", text = \"x\" }\n";
        }
        for (step, entry) in entries {
            at = (at + step).min(12_000);
            timeline += &format!("[[timeline]]\nat_h = {}.{:03}\n{entry}\n", at / 1000, at % 1000);
        }
        let scenario = scenario("", &timeline);
        let outcome = play(&scenario);
        assert_agreement(&scenario, &outcome);
        assert_refused_is_absent(&scenario, &outcome);
    }
}
