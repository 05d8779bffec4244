//! Curtailment notices (压减通知单) and tables for spreadsheets say what the result says.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::quantity::Quantity;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::papers;
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;

fn shipped(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios").join(name);
    open(&path).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn solved(toml: &str) -> (Scenario, Outcome) {
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"));
    let outcome = solve(&scenario).expect("an outcome");
    (scenario, outcome)
}

fn paper(scenario: &Scenario, outcome: &Outcome, language: Language, name: &str) -> Vec<u8> {
    let files = papers::files(scenario, outcome, language, Path::new("t.toml")).expect("files");
    let found = files.into_iter().find(|(file, _)| file == name);
    found.unwrap_or_else(|| panic!("{name}")).1
}

fn html(scenario: &Scenario, outcome: &Outcome, language: Language) -> String {
    let name = match language {
        Language::En => "t.notices.html",
        Language::Zh => "t.notices.zh-CN.html",
    };
    String::from_utf8(paper(scenario, outcome, language, name)).expect("text")
}

/// The rows of a table in English, without its headings.
fn rows(scenario: &Scenario, outcome: &Outcome, name: &str) -> Vec<csv::StringRecord> {
    let bytes = paper(scenario, outcome, Language::En, name);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("the mark by which Excel knows UTF-8");
    csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.expect("a row")).collect()
}

fn thousandths(number: &str) -> u64 {
    let (whole, decimals) = number.split_once('.').expect("a decimal point");
    format!("{whole}{decimals:0<3}").parse().expect("digits")
}

fn sum<'r>(rows: impl Iterator<Item = &'r csv::StringRecord>, column: usize) -> Quantity {
    Quantity::from_thousandths(rows.map(|row| thousandths(&row[column])).sum())
}

const DEMAND: usize = 7;
const PERMITTED: usize = 8;
const CUT: usize = 9;
const CUT_VOLUME: usize = 11;

#[test]
fn at_one_moment_the_cuts_are_what_is_curtailed() {
    for name in ["tengzhou-2017.toml", "winter-day.toml", "three-districts.toml", "inline-policy.toml"] {
        let scenario = shipped(name);
        let outcome = solve(&scenario).expect("an outcome");
        let rows = rows(&scenario, &outcome, "t.notices.csv");
        assert_eq!(sum(rows.iter(), CUT), outcome.allocation.curtailed, "{name}");
        let cut = outcome.allocation.users.iter().filter(|user| user.curtailed() != Quantity::ZERO);
        for (row, user) in rows.iter().zip(cut.clone()) {
            assert_eq!(&row[1], user.id.as_str(), "{name}");
            assert_eq!(thousandths(&row[PERMITTED]), user.granted.thousandths(), "{name}");
        }
        assert_eq!(rows.len(), cut.clone().count(), "{name}");
        for language in [Language::En, Language::Zh] {
            let page = html(&scenario, &outcome, language);
            assert_eq!(
                page.matches("<article class=\"notice\">").count(),
                rows.len(),
                "{name}: one page each"
            );
        }
        let users = self::rows(&scenario, &outcome, "t.users.csv");
        assert_eq!(users.len(), outcome.allocation.users.len(), "{name}");
        assert_eq!(sum(users.iter(), 8), outcome.allocation.curtailed, "{name}");
    }
}

#[test]
fn ahead_the_volumes_are_what_is_curtailed() {
    let scenario = shipped("cold-wave.toml");
    let outcome = solve(&scenario).expect("an outcome");
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    assert_eq!(sum(rows.iter(), CUT_VOLUME), outcome.allocation.curtailed);
    for user in &outcome.allocation.users {
        let own = rows.iter().filter(|row| row[1] == user.id);
        assert_eq!(sum(own, CUT_VOLUME), user.curtailed(), "{}", user.id);
    }
}

/// A city of 30 users from a spreadsheet: to notices and report in two commands, one for each language.
#[test]
fn a_city_from_a_spreadsheet_to_notices_and_report() {
    let scenario = shipped("city-of-30/winter.toml");
    let outcome = solve(&scenario).expect("an outcome");
    assert_eq!(outcome.allocation.users.len(), 30);
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    assert_eq!(sum(rows.iter(), CUT), outcome.allocation.curtailed);
    // A day at a flow by the day: volumes are the flows.
    assert_eq!(sum(rows.iter(), CUT_VOLUME), outcome.allocation.curtailed);
    for row in &rows {
        assert!(!row[3].is_empty() && !row[15].is_empty(), "contact and notice time: {row:?}");
    }
    let page = html(&scenario, &outcome, Language::Zh);
    for part in ["玻璃厂", "市天然气调度中心", "万m³/d", "2026-01-12 20:00", "2026-01-13 20:00"]
    {
        assert!(page.contains(part), "{part}");
    }
}

const AHEAD: &str = r#"
format = 1
title = "t"
source = "s"
unit = "m3/h"
policy = "jilin-2024"

[notice]
issued_by = { en = "Dispatch", zh = "调度中心" }
contact = "0431-0000"
number = "YJ-"
from = 2026-01-12T22:00:00+08:00

[horizon]
period_h = 2.0
supply = [80.0, 80.0, 100.0, 70.0]

[[user]]
id = "works"
class = "industrial_fuel"
demand = 100.0
minimum = 75.0
contact = "Mr Li, 139"
notice_h = 3.0
"#;

#[test]
fn alike_periods_are_one_row_with_clock_times() {
    let (scenario, outcome) = solved(AHEAD);
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    let told: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().collect()).collect();
    assert_eq!(told.len(), 2);
    assert_eq!(
        told[0][..7],
        ["YJ-001", "works", "works", "Mr Li, 139", "industrial fuel", "2026-01-12 22:00", "2026-01-13 02:00"]
    );
    assert_eq!(told[0][7..12], ["100.0", "80.0", "20.0", "320.0", "80.0"]);
    assert_eq!(told[0][15], "3 h ahead: to be served by 2026-01-12 19:00");
    assert_eq!(told[0][16], "Dispatch");
    // 70 do not fit a minimum of 75: the furnace goes out.
    assert_eq!(told[1][5..7], ["2026-01-13 04:00", "2026-01-13 06:00"]);
    assert_eq!(told[1][7..13], ["100.0", "0.0", "100.0", "0.0", "200.0", "no"]);
    assert!(told[0][14].starts_with("§1.7 order 5"), "{}", told[0][14]);
    let page = html(&scenario, &outcome, Language::Zh);
    for part in [
        "压减通知单",
        "YJ-001",
        "调度中心",
        "Mr Li, 139",
        "签收人",
        "签收时间",
        "提前3小时",
        "1.7节第5位",
        "2026-01-13 02:00",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

/// Four periods of m³/d: volumes are in m³, a flow over a quarter of a day a quarter of it.
#[test]
fn flows_by_the_day_give_volumes() {
    let toml = AHEAD.replace("m3/h", "m3/d").replace("period_h = 2.0", "period_h = 6.0");
    let (scenario, outcome) = solved(&toml);
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    let told: Vec<&str> = rows[0].iter().collect();
    assert_eq!(told[7..12], ["100.0", "80.0", "20.0", "40.0", "10.0"]);
}

/// 40 m³/d of 100 for an hour are 1.667 m³, rounded: the flow is the one that was granted, not what that comes to.
#[test]
fn a_permitted_flow_is_the_one_that_was_granted() {
    let toml = AHEAD
        .replace("m3/h", "m3/d")
        .replace("period_h = 2.0", "period_h = 1.0")
        .replace("[80.0, 80.0, 100.0, 70.0]", "[40.0, 40.0, 100.0, 33.3]")
        .replace("minimum = 75.0", "minimum = 5.0");
    let (scenario, outcome) = solved(&toml);
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    let told: Vec<&str> = rows.iter().map(|row| &row[PERMITTED]).collect();
    assert_eq!(told, ["40.0", "33.3"]);
    let flows: Vec<[&str; 3]> = rows.iter().map(|row| [&row[DEMAND], &row[PERMITTED], &row[CUT]]).collect();
    assert_eq!(flows[0], ["100.0", "40.0", "60.0"]);
    for language in [Language::En, Language::Zh] {
        assert!(!html(&scenario, &outcome, language).contains("40.0"), "40, and not 40.008");
    }
}

#[test]
fn clock_times_are_those_of_the_horizon_unless_the_notices_have_others() {
    let start = "start = 2026-02-01T06:00:00+08:00";
    let without = AHEAD.replace("from = 2026-01-12T22:00:00+08:00\n", "");
    let first = |toml: &str| {
        let (scenario, outcome) = solved(toml);
        rows(&scenario, &outcome, "t.notices.csv")[0][5].to_owned()
    };
    let with_start = |toml: &str| toml.replace("[horizon]", &format!("[horizon]\n{start}"));
    assert_eq!(first(&without), "hour 0");
    assert_eq!(first(&with_start(&without)), "2026-02-01 06:00");
    assert_eq!(first(&with_start(AHEAD)), "2026-01-12 22:00");
}

/// One page for each user; an issue for each flow that it may take, a row for each period.
#[test]
fn an_exercise_has_one_page_for_each_user_and_an_issue_for_each_permitted_flow() {
    let toml = r#"
format = 1
title = "t"
source = "s"
unit = "m3/h"
policy = "jilin-2024"
supply = 100.0
normal_supply = 100.0
trend = "steady"
[exercise]
start = 2026-01-12T14:00:00+08:00
end_h = 12.0
[[user]]
id = "homes"
class = "residential"
demand = 60.0
[[user]]
id = "works"
class = "chemical"
demand = 40.0
notice_h = 1.0
[[timeline]]
at_h = 2.0
supply = 80.0
[[timeline]]
at_h = 4.0
demand = { chemical = 1.5 }
[[timeline]]
at_h = 6.0
supply = 70.0
[[timeline]]
at_h = 8.0
supply = 120.0
[[timeline]]
at_h = 10.0
supply = 70.0
"#;
    let (scenario, outcome) = solved(toml);
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    let told: Vec<[&str; 6]> =
        rows.iter().map(|row| [&row[0], &row[5], &row[6], &row[DEMAND], &row[PERMITTED], &row[15]]).collect();
    let by = |time: &'static str| format!("1 h ahead: to be served by 2026-01-12 {time}");
    let (at_15, at_19, at_23) = (by("15:00"), by("19:00"), by("23:00"));
    let day = |time: &'static str| format!("2026-01-12 {time}");
    let times = ["16:00", "18:00", "20:00", "22:00"].map(day);
    assert_eq!(
        told,
        [
            ["001", &times[0], &times[1], "40.0", "20.0", &at_15],
            ["001", &times[1], &times[2], "60.0", "20.0", &at_15],
            ["001/2", &times[2], &times[3], "60.0", "10.0", &at_19],
            ["001/3", "2026-01-13 00:00", "2026-01-13 02:00", "60.0", "10.0", &at_23],
        ]
    );
    for language in [Language::En, Language::Zh] {
        let page = html(&scenario, &outcome, language);
        assert_eq!(page.matches("<article class=\"notice\">").count(), 1, "{page}");
        for part in ["001/2", "001/3", "2026-01-13 00:00"] {
            assert!(page.contains(part), "{part}");
        }
    }
}

#[test]
fn an_exercise_tells_every_new_share_once() {
    let scenario = shipped("three-day-shortage.toml");
    let outcome = solve(&scenario).expect("an outcome");
    let exercise = outcome.exercise.as_ref().expect("an exercise");
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    // What is cut at peak curtailment is told by the notices that hold then.
    let start = "2026-01-12 20:00";
    let holds = rows.iter().filter(|row| &row[5] <= start && &row[6] > start);
    assert_eq!(sum(holds, CUT), exercise.peak_curtailment.allocation.curtailed);
    // Together they are what each user was curtailed.
    for user in &exercise.users {
        let own: Vec<_> = rows.iter().filter(|row| Some(&row[1]) == user.id.as_deref()).collect();
        let curtailed = user.demand.less(user.granted).thousandths();
        let told = sum(own.iter().copied(), CUT_VOLUME).thousandths();
        assert!(told.abs_diff(curtailed) <= own.len() as u64, "{:?}: {told}, {curtailed}", user.id);
        let sums = own
            .iter()
            .all(|row| thousandths(&row[PERMITTED]) + thousandths(&row[CUT]) == thousandths(&row[DEMAND]));
        assert!(sums, "{:?}", user.id);
    }
}

#[test]
fn nobody_cut_is_told_as_such() {
    let toml = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 10.0\n\
                [[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 5.0\n";
    let (scenario, outcome) = solved(toml);
    assert!(rows(&scenario, &outcome, "t.notices.csv").is_empty());
    assert!(html(&scenario, &outcome, Language::Zh).contains("无用户压减"));
}

#[test]
fn what_a_scenario_says_becomes_neither_formula_nor_markup() {
    let toml = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 1.0\n\
                [[user]]\nid = \"=cmd()\"\nname = \"<b>x\"\ncontact = \"@SUM(A1)\"\nclass = \"chemical\"\ndemand = 5.0\n";
    let (scenario, outcome) = solved(toml);
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    assert_eq!((&rows[0][1], &rows[0][3]), ("'=cmd()", "'@SUM(A1)"));
    assert!(html(&scenario, &outcome, Language::En).contains("&lt;b&gt;x"));
}

#[test]
fn the_workbook_holds_what_the_table_holds() {
    use calamine::{Data, Reader, Xlsx};
    let scenario = shipped("winter-day.toml");
    let outcome = solve(&scenario).expect("an outcome");
    let rows = rows(&scenario, &outcome, "t.notices.csv");
    let bytes = paper(&scenario, &outcome, Language::En, "t.notices.xlsx");
    let again = paper(&scenario, &outcome, Language::En, "t.notices.xlsx");
    assert!(bytes == again, "the same result makes the same file");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("notices").expect("the sheet");
    assert_eq!(sheet.height(), rows.len() + 1);
    for (cells, row) in sheet.rows().skip(1).zip(&rows) {
        assert_eq!(cells[1], Data::String(row[1].to_owned()));
        assert_eq!(
            cells[CUT].to_string().parse::<f64>().expect("a number"),
            row[CUT].parse::<f64>().expect("a number")
        );
    }
}

#[test]
fn settings_that_cannot_be_are_told() {
    for (stated, says) in [
        ("from = 2026-01-12", "notice.from: 2026-01-12 is no date with a time and a time zone after 1970"),
        ("until = 2026-01-12T21:00:00+08:00", "notice.until: the notices end before they begin"),
        ("office = 1", "notice.office: unknown key \"office\""),
        ("issued_by = { en = \"a\" }", "notice.issued_by.zh: the key is missing"),
    ] {
        let key = stated.split(' ').next().expect("a key");
        let kept: Vec<&str> = AHEAD.lines().filter(|line| !line.starts_with(key)).collect();
        let toml = kept.join("\n").replace("[notice]", &format!("[notice]\n{stated}"));
        let problems = parse("t.toml", &toml, Path::new("")).expect_err("a problem");
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|problem| problem.contains(says)), "{stated}: {told:?}");
    }
}
