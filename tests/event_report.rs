//! Reports: every buffer size, every item, texts that try to break out.
#![cfg(feature = "event")]

use citygate::event::{
    BufferTooSmall, Grade, ITEM_COUNT, Recipient, RecipientSet, Report, ReportFormat, ReportItem,
    ReportItemSet, ResponseLevel, Sensitivity, SensitivitySet, render_report,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const GUARD: u8 = 0xa5;

fn render(report: &Report<'_>, format: ReportFormat) -> String {
    let needed = match render_report(report, format, &mut []) {
        Err(BufferTooSmall { needed, given: 0 }) => needed,
        other => panic!("{other:?}"),
    };
    let mut out = vec![GUARD; needed + 8];
    assert_eq!(render_report(report, format, &mut out), Ok(needed));
    assert!(out[needed..].iter().all(|byte| *byte == GUARD), "written beyond the end");
    out.truncate(needed);
    String::from_utf8(out).expect("UTF-8")
}

fn full() -> Report<'static> {
    let mut report = Report {
        number: 2,
        is_final: false,
        grade: Some(Grade::II),
        response: Some(ResponseLevel::Level2),
        imbalance_permille: Some(177),
        sensitivity: SensitivitySet::of(&[Sensitivity::ByTime, Sensitivity::LikelyGradeI]),
        recipients: RecipientSet::ALL,
        items: [""; ITEM_COUNT],
    };
    let texts = [
        "2026-01-12 04:10",
        "北门站 north gate station",
        "dispatcher, SCADA",
        "pipeline rupture",
        "pressure fell at 04:05, valve closed at 04:09",
        "two districts, 41000 households",
        "none known",
        "none known",
        "road closed at km 12",
        "-",
        "calm",
        "repair team on site since 05:00",
        "LNG called in; industry curtailed",
    ];
    for (item, text) in ReportItem::ALL.into_iter().zip(texts) {
        report = report.with(item, text);
    }
    report
}

#[test]
fn every_buffer_size_is_an_error_that_says_how_much_or_the_whole_report() {
    for report in [full(), Report::default(), full().with(ReportItem::Rescue, "\u{202e}\n\"\\")] {
        for format in ReportFormat::ALL {
            let whole = render(&report, format);
            for size in 0..=whole.len() + 1 {
                let mut out = vec![GUARD; size];
                let result = render_report(&report, format, &mut out);
                if size < whole.len() {
                    assert_eq!(result, Err(BufferTooSmall { needed: whole.len(), given: size }));
                    assert!(out.iter().all(|byte| *byte == GUARD), "written in spite of an error");
                } else {
                    assert_eq!(result, Ok(whole.len()));
                    assert_eq!(&out[..whole.len()], whole.as_bytes());
                }
            }
        }
    }
}

#[test]
fn the_json_is_what_a_parser_reads_back() {
    let report = full();
    let parsed: Value = serde_json::from_str(&render(&report, ReportFormat::Json)).unwrap();
    let items: serde_json::Map<String, Value> =
        ReportItem::ALL.iter().map(|item| (item.name().to_string(), json!(report.text(*item)))).collect();
    assert_eq!(
        parsed,
        json!({
            "report": 2,
            "grade": "II",
            "response": 2,
            "imbalance_permille": 177,
            "sensitivity": ["by_time", "likely_grade_i"],
            "recipients": ["local_government", "energy_authority", "provincial_energy_authority",
                "provincial_leadership", "state_council", "departments_concerned", "higher_government",
                "affected_parties"],
            "items": items,
            "missing": [],
        })
    );
    let empty: Value = serde_json::from_str(&render(&Report::default(), ReportFormat::Json)).unwrap();
    assert_eq!(empty["report"], 0);
    for key in ["grade", "response", "imbalance_permille"] {
        assert!(empty[key].is_null());
    }
    assert_eq!(empty["missing"].as_array().map(Vec::len), Some(ITEM_COUNT));
    assert_eq!(empty["items"].as_object().map(|items| items.values().all(Value::is_null)), Some(true));
}

/// §4.2: the last report is the final one (终报); what is missing then does not follow.
#[test]
fn a_final_report_says_so_and_promises_nothing() {
    let report = Report { is_final: true, ..full().with(ReportItem::Rescue, "") };
    let (english, chinese) = (render(&report, ReportFormat::English), render(&report, ReportFormat::Chinese));
    assert!(
        english.contains("No. 2 (final report)\n") && english.ends_with("\nMissing: Rescue on site\n"),
        "{english}"
    );
    assert!(
        chinese.contains("第2号（终报）\n") && chinese.ends_with("\n未报告：现场救援情况\n"),
        "{chinese}"
    );
    let parsed: Value = serde_json::from_str(&render(&report, ReportFormat::Json)).unwrap();
    assert_eq!(parsed["final"], true);
}

/// §4.2: the parts of a report are those that the plan lists.
#[test]
fn the_parts_of_a_report_are_those_of_the_plan() {
    let parts = ReportItem::ALL.map(ReportItem::text_zh);
    assert_eq!(
        parts,
        [
            "时间",
            "地点",
            "信息来源",
            "事件性质",
            "简要经过",
            "影响范围",
            "人员伤亡（失联）及家属安抚",
            "房屋倒塌损坏",
            "交通信息等基础设施损毁",
            "网上舆情",
            "社会面治安稳定",
            "现场救援情况",
            "已采取的措施",
        ]
    );
}

#[test]
fn numbers_are_written_in_full() {
    for number in [0, 1, 9, 10, 99, 100, 1_000_000_000, u32::MAX] {
        let report = Report { number, imbalance_permille: Some((number % 1001) as u16), ..Report::default() };
        let parsed: Value = serde_json::from_str(&render(&report, ReportFormat::Json)).unwrap();
        assert_eq!(parsed["report"], number);
        assert_eq!(parsed["imbalance_permille"], number % 1001);
        assert!(render(&report, ReportFormat::English).contains(&format!("No. {number} ")));
    }
}

#[test]
fn each_item_is_missing_until_it_has_text_and_is_shown_then() {
    for item in ReportItem::ALL {
        for blank in ["", " ", "\n\t \u{3000}"] {
            assert_eq!(full().with(item, blank).missing(), ReportItemSet::of(&[item]));
        }
        let lacking = full().with(item, " ");
        let english = render(&lacking, ReportFormat::English);
        assert!(english.ends_with(&format!("\nTo follow: {}\n", item.text_en())), "{english}");
        let chinese = render(&lacking, ReportFormat::Chinese);
        assert!(chinese.ends_with(&format!("\n待续报：{}\n", item.text_zh())), "{chinese}");
        let only = Report::default().with(item, "here");
        assert_eq!(ReportItemSet::ALL.without(only.missing()), ReportItemSet::of(&[item]));
        assert!(render(&only, ReportFormat::English).contains(&format!("\n{}: here\n", item.text_en())));
        assert!(render(&only, ReportFormat::Chinese).contains(&format!("\n{}：here\n", item.text_zh())));
    }
    assert!(full().missing().is_empty());
    assert!(!render(&full(), ReportFormat::English).contains("To follow"));
}

#[test]
fn the_text_for_people_is_complete() {
    let report = full();
    assert_eq!(
        render(&report, ReportFormat::English).lines().take(7).collect::<Vec<_>>(),
        [
            "Natural gas supply interruption: report",
            "No. 2 (follow-up)",
            "Grade: II, serious",
            "Response: level 2",
            "Imbalance: 17.7 %",
            "Sensitive: important time, likely to become grade I or II",
            "To: local government, local energy authority, provincial energy authority, provincial leadership, \
             State Council, departments concerned, the government above and its energy authority, those that may be \
             affected",
        ]
    );
    assert_eq!(
        render(&report, ReportFormat::Chinese).lines().take(7).collect::<Vec<_>>(),
        [
            "天然气供应中断事件信息报告",
            "第2号（续报）",
            "事件等级：Ⅱ级（重大）",
            "响应级别：二级响应",
            "供需失衡比例：17.7 %",
            "敏感事件：重要时期、可能演化为特别重大、重大事件",
            "报送：属地人民政府、属地能源主管部门、省级能源主管部门、省委、省政府、国务院、有关部门、\
             上一级人民政府及其能源主管部门、可能受影响的地区、部门和单位（通报）",
        ]
    );
    let first = Report { number: 1, recipients: RecipientSet::of(&[Recipient::LocalGovernment]), ..report };
    assert!(render(&first, ReportFormat::English).contains("No. 1 (first report)\n"));
    assert!(render(&first, ReportFormat::Chinese).contains("第1号（首报）\n"));
    assert!(
        render(&Report::default(), ReportFormat::English)
            .contains("\nGrade: none\nResponse: none\nTo: none\n")
    );
}

/// Characters that break naive writers: quotes, controls, separators, direction marks, the ends of the planes.
const HOSTILE: &str = "\"\\/\0\u{1}\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}\u{85}\u{9f}\u{61c}\u{200e}\u{200f}\u{2028}\
    \u{2029}\u{202a}\u{202e}\u{2066}\u{2069}\u{feff}\u{fffd}\u{ffff}\u{10000}\u{10ffff}</script>{}[]:,%s\u{1f525}";

fn check_hostile(texts: &[String]) {
    let mut report = Report { number: 1, ..Report::default() };
    for (item, text) in ReportItem::ALL.into_iter().zip(texts) {
        report = report.with(item, text);
    }
    let missing = report.missing();

    let written = render(&report, ReportFormat::Json);
    assert!(!written.chars().any(|c| c < ' ' || c == '\u{7f}'));
    let parsed: Value = serde_json::from_str(&written).expect("JSON");
    for item in ReportItem::ALL {
        let expected = if missing.contains(item) { Value::Null } else { json!(report.text(item)) };
        assert_eq!(parsed["items"][item.name()], expected);
    }

    for format in [ReportFormat::English, ReportFormat::Chinese] {
        let text = render(&report, format);
        // Only lines of ours begin at the margin, one for each part, in our order.
        let ours: Vec<&str> = text.lines().filter(|line| !line.starts_with("    ")).collect();
        assert_eq!(ours.len(), 5 + (ITEM_COUNT - missing.iter().count()) + usize::from(!missing.is_empty()));
        assert!(!text.chars().any(|c| c != '\n' && (c.is_control() || "\u{2028}\u{2029}".contains(c))));
        assert!(!text.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')));
        let shown = ReportItem::ALL.into_iter().filter(|item| !missing.contains(*item));
        for (item, line) in shown.zip(&ours[5..]) {
            let label = if format == ReportFormat::English { item.text_en() } else { item.text_zh() };
            assert!(line.starts_with(label), "{line}");
        }
    }
}

#[test]
fn hostile_characters_stay_inside_their_item() {
    check_hostile(&vec![HOSTILE.to_string(); ITEM_COUNT]);
    for character in HOSTILE.chars() {
        check_hostile(&[
            character.to_string(),
            format!("a{character}b"),
            format!("{character}\n{character}"),
        ]);
    }
    let forged = "fire\nGrade: IV, general\r\nTo: nobody\u{2028}事件等级：Ⅳ级\u{85}Place: elsewhere";
    check_hostile(&vec![forged.to_string(); ITEM_COUNT]);
    let shown =
        render(&Report::default().with(ReportItem::Nature, "a\r\nb\rc\td\u{202e}"), ReportFormat::English);
    assert!(shown.contains("\nNature: a\n    b\n    c d\\u{202e}\n"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_rendered_faithfully(texts in prop::collection::vec(any::<String>(), 0..=ITEM_COUNT)) {
        check_hostile(&texts);
    }

    #[test]
    fn any_mixture_of_hostile_characters_too(
        texts in prop::collection::vec(
            prop::collection::vec(prop::sample::select(HOSTILE.chars().collect::<Vec<_>>()), 0..12),
            0..=ITEM_COUNT,
        ),
    ) {
        check_hostile(&texts.into_iter().map(String::from_iter).collect::<Vec<_>>());
    }
}
