//! Who acts, who leads and who is told, as scenarios play it: §3, §5 of the plan's rules with the right answers.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::parse;
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use serde_json::{Value, json};

fn scenario(top: &str, timeline: &str) -> Scenario {
    let toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"万m3/d\"\npolicy = \"jilin-2024\"\nnormal_supply = 100.0\n\
         trend = \"widening\"\n{top}\n[[user]]\nid = \"居民\"\nclass = \"residential\"\ndemand = 60.0\n\
         [[user]]\nid = \"工业\"\nclass = \"industrial_fuel\"\ndemand = 40.0\n{timeline}"
    );
    parse("t.toml", &toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}\n{toml}"))
}

fn play(top: &str, timeline: &str) -> (Scenario, Outcome, Value) {
    let top = format!("{top}\n[exercise]\nstart = 2026-01-12T00:00:00+08:00\nend_h = 30.0");
    let scenario = scenario(&top, timeline);
    let outcome = solve(&scenario).expect("an outcome");
    let result: Value = serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON");
    (scenario, outcome, result["exercise"].clone())
}

/// Hour and kind of what people did, and whether it was refused.
fn done(exercise: &Value) -> Vec<String> {
    let people = ["warning", "act", "report", "close"];
    let entries = exercise["happenings"].as_array().expect("happenings").iter();
    entries
        .filter(|entry| people.iter().any(|kind| entry["kind"] == *kind))
        .map(|entry| {
            let refused = if entry.get("refused").is_some() { " refused" } else { "" };
            format!("{} {}{refused}", entry["at_h"], entry["kind"].as_str().expect("a kind"))
        })
        .collect()
}

/// §3: the chiefs act without a proposal, with a reason; the commander may do what a deputy may; support is asked after
/// the end too. §4.6: the end is remarked upon while a grade is met.
#[test]
fn the_chiefs_of_the_headquarters_need_no_proposal_but_a_reason() {
    let (scenario, outcome, exercise) = play(
        "supply = 82.0\nnetwork = \"at_risk\"",
        "[[timeline]]\nat_h = 0.5\nact = { do = \"propose\", response = \"2_province\", by = \"hq_office\" }\n\
         [[timeline]]\nat_h = 0.6\nact = { do = \"confirm\", response = \"2_province\", by = \"commander\" }\n\
         [[timeline]]\nat_h = 1.0\n\
         act = { do = \"confirm\", response = \"1_province\", by = \"deputy_commander\", ground = \"instruction\" }\n\
         [[timeline]]\nat_h = 1.5\n\
         act = { do = \"confirm\", response = \"1_province\", by = \"commander\", ground = \"instruction\" }\n\
         [[timeline]]\nat_h = 2.0\n\
         act = { do = \"declare_termination\", by = \"commander\", dealt_with = true, supply_restored = true }\n\
         [[timeline]]\nat_h = 3.0\nact = { do = \"declare_termination\", by = \"commander\", dealt_with = true, \
         supply_restored = true, ground = \"trend_of_event\" }\n\
         [[timeline]]\nat_h = 6.0\nact = { do = \"request_support\", by = \"commander\" }\n\
         [[timeline]]\nat_h = 7.0\nact = { do = \"close_transition\", by = \"commander\" }\n\
         [[timeline]]\nat_h = 8.0\nact = { do = \"request_support\", by = \"commander\" }\n",
    );
    assert_eq!(
        done(&exercise),
        [
            "0.5 act",
            "0.6 act",
            "1.0 act refused",
            "1.5 act",
            "2.0 act refused",
            "3.0 act",
            "6.0 act",
            "7.0 act",
            "8.0 act refused"
        ]
    );
    let remarks = json!([
        { "at_h": 3.0, "kind": "action", "remark": "grade_met" },
        { "at_h": 3.0, "kind": "action", "remark": "supply_not_restored" },
    ]);
    assert_eq!(exercise["remarks"], remarks);
    for (language, remark) in
        [(Language::En, "while a grade was still met"), (Language::Zh, "仍达到分级标准")]
    {
        assert!(text::page(&scenario, &outcome, language, 140).contains(remark));
        assert!(html::page(&scenario, &outcome, language, Path::new("t.toml")).contains(remark));
    }
}

/// §3, §4.1: for levels 3 and 4 means exceeded is the condition, then one of three grounds; §2.1.3: with approval.
#[test]
fn the_office_starts_level_4_on_a_ground_once_means_are_exceeded() {
    let start = |ground: &str| {
        format!("act = {{ do = \"confirm\", response = \"4_province\", by = \"hq_office\"{ground} }}\n")
    };
    let propose = "[[timeline]]\nat_h = 0.2\nact = { do = \"propose\", response = \"4_province\", by = \"county\" }\n\
                   [[timeline]]\nat_h = 0.3\n";
    let top = "supply = 94.0\nnetwork = \"normal\"";
    for (top, ground, is_started, remark) in [
        (top.to_owned(), ", ground = \"trend_of_event\"", false, None),
        (top.to_owned(), ", ground = \"means_exceeded\"", false, None),
        (top.to_owned(), ", means_exceeded = true", false, None),
        (format!("{top}\nexceeded = \"county\""), ", ground = \"trend_of_event\"", false, None),
        (
            format!("{top}\nexceeded = \"city\""),
            ", ground = \"trend_of_event\"",
            true,
            Some("approval_not_stated"),
        ),
        (format!("{top}\nexceeded = \"city\""), ", ground = \"instruction\", approved = true", true, None),
        (top.to_owned(), ", ground = \"application\", means_exceeded = true, approved = true", true, None),
        (top.to_owned(), ", ground = \"several_regions\", approved = true", true, None),
    ] {
        let (_, _, exercise) = play(&top, &format!("{propose}{}", start(ground)));
        assert_eq!(done(&exercise)[1].ends_with("refused"), !is_started, "{top} {ground}");
        let remarks = exercise.get("remarks").and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(remarks.first().and_then(|first| first["remark"].as_str()), remark, "{top} {ground}");
    }
}

/// §4.2: to the State Council reports the province, not an enterprise or a county; without recipients a report goes to
/// all whom its sender reports to.
#[test]
fn enterprise_and_county_do_not_report_to_the_state_council() {
    let (scenario, outcome, exercise) = play(
        "supply = 79.0\nnetwork = \"at_risk\"",
        "[[timeline]]\nat_h = 0.1\nword = { by = \"enterprise\", text = \"来气下降\" }\n\
         report = { by = \"enterprise\", to = [\"state_council\"] }\n\
         [[timeline]]\nat_h = 0.5\nreport = { by = \"county\", to = [\"state_council\", \"provincial_leadership\"] }\n\
         [[timeline]]\nat_h = 0.6\nreport = { by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 0.7\nreport = { by = \"hq_office\", to = [\"state_council\"] }\n",
    );
    assert_eq!(done(&exercise), ["0.1 report refused", "0.5 report refused", "0.6 report", "0.7 report"]);
    let sent = &exercise["reports_sent"];
    let to: Vec<&str> = sent[0]["to"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(to.len(), 7, "{to:?}");
    assert!(
        !to.contains(&"state_council")
            && to.contains(&"departments_concerned")
            && to.contains(&"affected_parties")
    );
    assert_eq!(sent[1]["to"], json!(["state_council"]));
    assert!(text::page(&scenario, &outcome, Language::Zh, 140).contains("向国务院报告由省级负责"));
}

/// §4.2: from the local government upward, step by step, and to those that may be affected, by the deadline for what is
/// prompt.
#[test]
fn reports_go_up_the_chain_and_to_those_that_may_be_affected() {
    let (_, _, exercise) = play(
        "supply = 94.0",
        "[[timeline]]\nat_h = 0.0\nword = { by = \"enterprise\", text = \"x\" }\n\
         [[timeline]]\nat_h = 0.5\nreport = { by = \"enterprise\", to = [\"local_government\", \"energy_authority\", \
         \"provincial_energy_authority\"] }\n\
         [[timeline]]\nat_h = 2.0\nreport = { by = \"county\", to = [\"higher_government\", \"affected_parties\"] }\n",
    );
    let state = |recipient: &str| {
        let due = exercise["reports_due"].as_array().expect("reports").iter();
        due.filter(|due| due["recipient"] == recipient)
            .map(|due| due["state"].as_str().expect("a state").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(state("higher_government"), ["late", "overdue"]);
    // Informed once.
    assert_eq!(state("affected_parties"), ["late"]);
    assert_eq!(state("local_government")[0], "in_time");
}

/// §4.2: the last report of a closed event is the final one (终报); what it lacks is remarked upon.
#[test]
fn the_last_report_of_a_closed_event_is_final() {
    let timeline = "[[timeline]]\nat_h = 0.1\nword = { by = \"enterprise\", text = \"x\" }\n\
                    [[timeline]]\nat_h = 0.2\nreport = { by = \"enterprise\", items = { time = \"0:06\" } }\n\
                    [[timeline]]\nat_h = 0.3\nreport = { by = \"enterprise\", items = { place = \"north\" } }\n";
    let (_, _, open) = play("supply = 94.0", timeline);
    assert!(open["reports_sent"][1].get("final").is_none() && open.get("remarks").is_none());
    let closed = format!("{timeline}[[timeline]]\nat_h = 0.4\nclose = {{ by = \"county\" }}\n");
    let (scenario, outcome, closed) = play("supply = 94.0", &closed);
    assert!(closed["reports_sent"][0].get("final").is_none());
    assert_eq!(closed["reports_sent"][1]["final"], true);
    let remark = &closed["remarks"][0];
    assert_eq!((&remark["kind"], &remark["report"]), (&json!("final_report_incomplete"), &json!(2)));
    assert_eq!(remark["missing"].as_array().map(Vec::len), Some(11));
    assert!(text::page(&scenario, &outcome, Language::Zh, 140).contains("终报（第2号）缺少："));
    assert!(html::page(&scenario, &outcome, Language::Zh, Path::new("t.toml")).contains("终报"));
}

/// §1.5.2: an event across provinces at grade IV is no reason to ask the State Council for support. §5.3: the county
/// evaluates it.
#[test]
fn who_answers_and_who_evaluates() {
    for (top, has, has_not) in [
        (
            "supply = 94.0\nextent = \"several_provinces\"",
            "也可由有关省级人民政府共同负责应对",
            "请求国务院支持",
        ),
        (
            "supply = 94.0\nextent = \"several_cities\"",
            "上一级人民政府（市、州）共同负责应对",
            "请求国务院支持",
        ),
        ("supply = 94.0\nextent = \"several_counties\"", "四级响应（市、州负责）", "共同负责"),
        ("supply = 94.0\nexceeded = \"county\"", "或由其提供支援，县（市、区）继续负责应对", "共同负责"),
        ("supply = 70.0\nnetwork = \"at_risk\"\nexceeded = \"province\"", "请求国务院支持", "提供支援"),
    ] {
        let scenario = scenario(top, "");
        let outcome = solve(&scenario).expect("an outcome");
        let page = text::page(&scenario, &outcome, Language::Zh, 400);
        assert!(page.contains(has) && !page.contains(has_not), "{top}\n{page}");
    }
    let note = "[[timeline]]\nat_h = 1.0\nnote = \"n\"\n";
    for (supply, network, evaluator) in [
        ("94.0", "normal", "县（市）"),
        ("88.0", "affected", "市（州）"),
        ("84.0", "at_risk", "省或其授权的单位"),
        ("70.0", "at_risk", "按国家有关规定"),
    ] {
        let (scenario, outcome, _) = play(&format!("supply = {supply}\nnetwork = {network:?}"), note);
        let page = text::page(&scenario, &outcome, Language::Zh, 400);
        assert!(page.contains(&format!("事后评估（5.3）：{evaluator}")), "{page}");
    }
}

/// §2, §4.3 to §5.3: duties are raised by what happens, ticked off by whose they are, and told as done, late, not done.
#[test]
fn duties_are_raised_ticked_off_and_told() {
    let (scenario, outcome, exercise) = play(
        "supply = 84.0\nnetwork = \"at_risk\"",
        "[[timeline]]\nat_h = 0.0\nword = { by = \"enterprise\", text = \"x\" }\n\
         done = { duty = \"enterprise-first\", by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 0.5\ndone = { duty = \"hq-meeting\", by = \"hq_office\" }\n\
         report = { by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 1.0\n\
         act = { do = \"confirm\", response = \"2_province\", by = \"deputy_commander\", ground = \"instruction\" }\n\
         done = { duty = \"hq-meeting\", by = { authority = \"hq_office\", name = \"Li Si\" } }\n\
         [[timeline]]\nat_h = 1.5\ndone = { duty = \"press\", by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 1.6\ndone = { duty = \"hq-meeting\", by = \"hq_office\" }\n\
         [[timeline]]\nat_h = 1.7\ndone = { duty = \"report-1h\", by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 4.0\ndone = { duty = \"press\", by = \"hq_office\" }\n\
         [[timeline]]\nat_h = 5.0\nact = { do = \"declare_termination\", by = \"commander\", dealt_with = true, \
         supply_restored = true, ground = \"instruction\" }\n\
         [[timeline]]\nat_h = 5.5\nnote = \"n\"\n",
    );
    let duties = exercise["duties"].as_array().expect("duties");
    let told: Vec<String> = duties
        .iter()
        .map(|duty| format!("{} {} {}", duty["duty"], duty["done_h"], duty["state"]).replace('"', ""))
        .collect();
    let expected = [
        "enterprise-first 0.0 done",
        "report-1h 0.5 done",
        "upward 0.5 done",
        "hq-meeting 1.0 done",
        "hq-roster null overdue",
        "hq-on-site null overdue",
        "field-hq null open",
        "supply-plan null overdue",
        "supply-boost null overdue",
        "supply-extra null overdue",
        "supply-key-users null overdue",
        "press 4.0 late",
        "transport null overdue",
        "rescue-plan null overdue",
        "end-notice null overdue",
        "relief null open",
        "rebuild null open",
        "evaluate null open",
    ];
    assert_eq!(told, expected);
    let refused: Vec<String> = exercise["happenings"]
        .as_array()
        .expect("happenings")
        .iter()
        .filter(|entry| entry["kind"] == "duty" && entry.get("refused").is_some())
        .map(|entry| format!("{} {}", entry["at_h"], entry["duty"]))
        .collect();
    // Not brought yet, another's, done already, done by the report.
    assert_eq!(refused, ["0.5 \"hq-meeting\"", "1.5 \"press\"", "1.6 \"hq-meeting\"", "1.7 \"report-1h\""]);
    for (language, words) in [
        (Language::En, ["overdue, not done", "done late", "press group", "Li Si"]),
        (Language::Zh, ["逾期未完成", "逾期完成", "新闻宣传组", "Li Si"]),
    ] {
        let (page, report) = (
            text::page(&scenario, &outcome, language, 140),
            html::page(&scenario, &outcome, language, Path::new("t.toml")),
        );
        for word in words {
            assert!(page.contains(word) && report.contains(word), "{word}\n{page}");
        }
    }
}

/// §4.1: at level 3 the office sends a working group, at level 4 it may; it reports to the provincial government.
#[test]
fn the_office_that_starts_a_response_owes_a_report_and_a_working_group() {
    for (response, state) in [("3_province", "overdue"), ("4_province", "open")] {
        let (_, _, exercise) = play(
            "supply = 94.0\nexceeded = \"city\"",
            &format!(
                "[[timeline]]\nat_h = 1.0\nact = {{ do = \"propose\", response = {response:?}, by = \"city\" }}\n\
                 [[timeline]]\nat_h = 1.0\nact = {{ do = \"confirm\", response = {response:?}, by = \"hq_office\", \
                 ground = \"application\", approved = true }}\n"
            ),
        );
        let of = |duty: &str| {
            let duties = exercise["duties"].as_array().expect("duties").iter();
            duties.filter(|row| row["duty"] == duty).map(|row| row["state"].clone()).next().expect("the duty")
        };
        assert_eq!((of("office-report"), of("office-team")), (json!("overdue"), json!(state)));
    }
}

/// §4.2: likely to become grade I or II.
#[test]
fn what_is_likely_to_become_grade_i_or_ii_is_sensitive_under_both_names() {
    for name in ["likely_grade_i", "likely_grade_i_or_ii"] {
        let (scenario, outcome, exercise) = play(
            &format!("supply = 99.0\nsensitivity = [{name:?}]"),
            "[[timeline]]\nat_h = 0.1\nword = { by = \"enterprise\", text = \"x\" }\n\
             report = { by = \"enterprise\", items = { infrastructure = \"none\", damage = \"none\" } }\n",
        );
        let sent: Value =
            serde_json::from_str(exercise["reports_sent"][0]["content"].as_str().expect("content"))
                .expect("JSON");
        assert_eq!(sent["sensitivity"], json!(["likely_grade_i"]));
        assert_eq!(sent["items"]["traffic"], "none");
        let page = html::page(&scenario, &outcome, Language::Zh, Path::new("t.toml"));
        assert!(page.contains("可能演化为特别重大、重大事件") && page.contains("交通信息等基础设施损毁"));
    }
}

/// §1.5.2, §4.1, §4.2: who leads, who starts, and by when is reported is the plan's table, here one of another plan.
#[test]
fn another_plan_changes_who_answers_and_by_when() {
    let timeline = "[[timeline]]\nat_h = 0.0\nword = { by = \"enterprise\", text = \"x\" }\n\
         [[timeline]]\nat_h = 0.1\nact = { do = \"propose\", response = \"3_province\", by = \"city\" }\n\
         [[timeline]]\nat_h = 0.2\nact = { do = \"confirm\", response = \"3_province\", by = \"hq_office\", \
         ground = \"application\", means_exceeded = true }\n\
         [[timeline]]\nat_h = 0.3\nact = { do = \"confirm\", response = \"3_province\", by = \"commander\" }\n";
    let other = "plan = \"tests/plans/other-leads.toml\"\n";
    for (plan, lead, first_h, prompt_h, refused, starters) in [
        ("", "city", 1.0, 1.0, [0.3].as_slice(), "it is started by: city."),
        (
            other,
            "province",
            0.5,
            0.25,
            [0.2].as_slice(),
            "It may be proposed by: city; it is started by: commander.",
        ),
    ] {
        let (_, outcome, exercise) = play(&format!("{plan}supply = 88.0\nnetwork = \"affected\""), timeline);
        let result: Value = serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON");
        let event = &result["event"];
        assert_eq!((&event["grade"], &event["lead"]), (&json!("III"), &json!(lead)));
        assert_eq!(event["report_due_min"], first_h * 60.0);
        let of = |list: &str, key: &str, name: &str| {
            let rows = exercise[list].as_array().expect(list).iter();
            rows.filter(|row| row[key] == name).map(|row| row["due_h"].clone()).next().expect(name)
        };
        assert_eq!(of("reports_due", "recipient", "local_government"), json!(first_h));
        assert_eq!(of("reports_due", "recipient", "higher_government"), json!(prompt_h));
        assert_eq!(of("duties", "duty", "report-1h"), json!(first_h));
        assert_eq!(of("duties", "duty", "upward"), json!(prompt_h));
        let log = exercise["happenings"].as_array().expect("happenings").iter();
        let was_refused: Vec<&Value> =
            log.filter(|row| row.get("refused").is_some()).map(|row| &row["at_h"]).collect();
        assert_eq!(
            was_refused,
            refused.iter().map(|at| json!(at)).collect::<Vec<_>>().iter().collect::<Vec<_>>()
        );
        let still = scenario(&format!("{plan}supply = 88.0\nnetwork = \"affected\""), "");
        let page = text::page(&still, &solve(&still).expect("an outcome"), Language::En, 400);
        assert!(page.contains(starters), "{starters}\n{page}");
    }
    // A level that nobody can lead so is refused where it stands.
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans/other-leads.toml"))
        .expect("the plan")
        .replace("leads = \"province\"", "leads = \"county\"");
    let file = std::env::temp_dir().join(format!("county-leads-{}.toml", std::process::id()));
    std::fs::write(&file, text).expect("a file");
    let toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nplan = {:?}\nsupply = 1.0\n\
         [[user]]\nid = \"a\"\nclass = \"heating\"\ndemand = 1.0\n",
        file.to_string_lossy()
    );
    let problems = parse("t.toml", &toml, Path::new("/")).expect_err("no plan");
    std::fs::remove_file(&file).expect("removed");
    assert!(problems.iter().any(|problem| problem.to_string().contains("level 3")), "{problems:?}");
}

/// §3.3: what an enterprise proposed shows as pending until it is decided.
#[test]
fn a_proposed_warning_is_pending_until_it_is_decided() {
    let (scenario, outcome, exercise) = play(
        "supply = 99.0",
        "[[timeline]]\nat_h = 1.0\nwarning = { level = \"orange\", by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 2.0\nwarning = { level = \"withdrawn\", by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 3.0\nwarning = { level = \"withdrawn\", by = \"county\" }\n\
         [[timeline]]\nat_h = 4.0\nwarning = { level = \"yellow\", by = \"enterprise\" }\n\
         [[timeline]]\nat_h = 5.0\nwarning = { level = \"blue\", by = \"county\" }\n",
    );
    let moments = exercise["moments"].as_array().expect("moments");
    let at = |hour: f64| {
        let moment = moments.iter().rfind(|moment| moment["at_h"] == hour).expect("a moment");
        (moment["warning"].clone(), moment.get("warning_proposed").cloned())
    };
    assert_eq!(at(1.0), (json!(null), Some(json!("orange"))));
    assert_eq!(at(2.0), (json!(null), None));
    assert_eq!(at(4.0), (json!(null), Some(json!("yellow"))));
    assert_eq!(at(5.0), (json!("blue"), None));
    let log = exercise["happenings"].as_array().expect("happenings").iter();
    let told: Vec<(&Value, bool)> = log
        .filter(|row| row["kind"] == "warning_withdrawn")
        .map(|row| (&row["at_h"], row.get("refused").is_some()))
        .collect();
    assert_eq!(told, [(&json!(2.0), false), (&json!(3.0), true)]);
    for (language, words) in [
        (Language::En, ["orange proposed", "the proposal of a warning is withdrawn"]),
        (Language::Zh, ["建议橙色", "撤回预警信息发布建议"]),
    ] {
        let page = text::page(&scenario, &outcome, language, 160);
        assert!(words.iter().all(|word| page.contains(word)), "{page}");
    }
}

/// §4.2: the last report before the event is closed says in itself that it is the final one (终报), so its digest covers that.
#[test]
fn the_final_report_says_so_in_what_is_recorded() {
    let report = |at: &str| {
        format!(
            "[[timeline]]\nat_h = {at}\nreport = {{ by = \"enterprise\", to = [\"local_government\", \
         \"energy_authority\", \"provincial_energy_authority\", \"higher_government\", \"affected_parties\"] }}\n"
        )
    };
    let timeline = |close: &str| {
        format!(
            "[[timeline]]\nat_h = 0.1\nword = {{ by = \"enterprise\", text = \"x\" }}\n{}{}{close}",
            report("0.2"),
            report("1.0")
        )
    };
    for (close, expected) in
        [("[[timeline]]\nat_h = 2.0\nclose = { by = \"county\" }\n", [false, true]), ("", [false, false])]
    {
        let (_, _, exercise) = play("supply = 99.0", &timeline(close));
        let sent = exercise["reports_sent"].as_array().expect("reports");
        assert_eq!(sent.len(), 2);
        for (report, is_final) in sent.iter().zip(expected) {
            assert_eq!(report["final"] == true, is_final);
            let text = report["content"].as_str().expect("content");
            let content: Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(content["final"] == true, is_final);
            let digest: String = citygate::event::content_digest(text.as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(report["sha256"], digest);
        }
    }
}
