//! Users from CSV and XLSX: the same as from TOML, and what is wrong is told with its row and column.

use std::fs;
use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, open_in, parse};
use citygate_drill::scenario::Scenario;
use citygate_drill::scenario::diagnostic::Diagnostic;
use encoding_rs::GB18030;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;

const TOP: &str =
    "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 5000.0\n";

/// A directory with a scenario that names a table, and the table.
fn directory(users: &str, rest: &str, table: &str, bytes: &[u8]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("s.toml"), format!("{TOP}users = {users}\n{rest}")).expect("a file");
    fs::write(directory.path().join(table), bytes).expect("a file");
    directory
}

fn read(users: &str, rest: &str, table: &str, bytes: &[u8]) -> Result<Scenario, Vec<Diagnostic>> {
    open(&directory(users, rest, table, bytes).path().join("s.toml"))
}

fn csv(bytes: impl AsRef<[u8]>) -> Result<Scenario, Vec<Diagnostic>> {
    read("\"users.csv\"", "", "users.csv", bytes.as_ref())
}

/// The messages without the directory.
fn told(result: Result<Scenario, Vec<Diagnostic>>) -> Vec<String> {
    let messages = result.expect_err("a fault").into_iter().map(|diagnostic| diagnostic.to_string());
    messages
        .map(|message| message.split_once("/users.").map_or(message.clone(), |m| format!("users.{}", m.1)))
        .collect()
}

const CHINESE: &str = "\
用气情况表,,,,,,,,,,,
,,,,,,,,,,,
序号,用户,类别,需求（m3/h）,最低用气量,基准值,权重,位次,整户,累计压减,属性,联系人,联系电话
1,北区居民,居民生活用气,2600,,,,,,,,王芳,0432-1234
2,医院,居民生活用气,310.25,120,400,2,1,否,7.5,生命健康安全用气、interruptible,,
,,,,,,,,,,,
3,钢厂,工业燃料用户,０4000.500,900,,,,是,,,,
";

const SAME: &str = r#"
[[user]]
id = "北区居民"
class = "residential"
demand = 2600
contact = "王芳 0432-1234"
[[user]]
id = "医院"
class = "residential"
demand = 310.25
minimum = 120
base = 400
weight = 2
rank = 1
on_off = false
withheld = 7.5
attributes = ["high_priority", "interruptible"]
[[user]]
id = "钢厂"
class = "工业燃料用户"
demand = 4000.5
minimum = 900
on_off = true
"#;

#[test]
fn a_table_with_chinese_headings_says_the_same_as_toml() {
    let same = parse("s.toml", &format!("{TOP}{SAME}"), Path::new("")).expect("a scenario");
    let marked = format!("\u{feff}{CHINESE}");
    let gbk = GB18030.encode(CHINESE).0;
    for bytes in [CHINESE.as_bytes(), marked.as_bytes(), &gbk, CHINESE.replace(',', ";").as_bytes()] {
        let scenario = csv(bytes).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(scenario.users, same.users);
        let remarks: Vec<&str> = scenario.remarks.iter().map(|remark| remark.message.as_str()).collect();
        assert!(remarks.iter().any(|remark| remark.contains("\"序号\"")), "{remarks:?}");
        assert_eq!(remarks.iter().any(|remark| remark.contains("GB18030")), bytes == &gbk[..], "{remarks:?}");
    }
}

/// A workbook with a title over merged cells, and rows of texts and numbers.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("说明").expect("a name").write(0, 0, "见下页").expect("a cell");
    let sheet = workbook.add_worksheet().set_name("用户").expect("a name");
    sheet.merge_range(0, 0, 0, 3, "冬季用气", &Format::new()).expect("merged cells");
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).expect("a cell"),
                Err(_) => sheet.write(row, column, *text).expect("a cell"),
            };
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

const OF_XLSX: &str =
    "{ file = \"users.xlsx\", sheet = \"用户\", columns = { \"用气单位\" = \"id\", \"合同\" = \"base\" } }";

#[test]
fn a_workbook_with_headings_of_ones_own_beside_users_in_the_scenario() {
    let bytes = workbook(&[
        &["用气单位", "类别", "需求", "合同"],
        &["钢厂", "工业燃料用户", "2500.1", "3000"],
        &["", "", "", ""],
        &["化肥厂", "chemical", "0.3", ""],
    ]);
    let own = "[[user]]\nid = \"居民\"\nclass = \"居民生活用气\"\ndemand = 100.0\n";
    let scenario = read(OF_XLSX, own, "users.xlsx", &bytes).unwrap_or_else(|problems| panic!("{problems:?}"));
    let users: Vec<(&str, u64, Option<u64>)> = scenario
        .users
        .iter()
        .map(|user| (user.id.as_str(), user.demand.thousandths(), user.base.map(|base| base.thousandths())))
        .collect();
    assert_eq!(users, [("居民", 100_000, None), ("钢厂", 2_500_100, Some(3_000_000)), ("化肥厂", 300, None)]);
}

#[test]
fn a_cell_is_named_by_sheet_row_and_column_in_both_languages() {
    let bytes = workbook(&[
        &["用气单位", "类别", "需求", "合同"],
        &["钢厂", "工业燃料用户", "0.30000000000000004", "1"],
    ]);
    let directory = directory(OF_XLSX, "", "users.xlsx", &bytes);
    let path = directory.path().join("s.toml");
    assert_eq!(
        told(open(&path)),
        [
            "users.xlsx:sheet \"用户\", row 3, column C: user.demand: 0.30000000000000004 has more than three decimals; \
          round it, for example to 0.3"
        ]
    );
    let chinese = told(open_in(&path, Language::Zh));
    assert!(chinese[0].starts_with("users.xlsx:工作表“用户”, 行 3, 列 C: user.demand: "), "{chinese:?}");
}

#[test]
fn everything_wrong_with_a_table_is_told_at_once() {
    let text = "id,class,demand,minimum\na,residential,1000,2000\na,homes,\"4,000\",1\nb,,90000 m3/h,\nc,chemical,-1,\n,chemical,1,\n";
    assert_eq!(
        told(csv(text)),
        [
            "users.csv:row 3, column C: demand: \"4,000\" is no number; write digits and a decimal point alone, such as \
             4000.5, no separators, no unit",
            "users.csv:row 4, column C: demand: \"90000 m3/h\" is no number; write digits and a decimal point alone, \
             such as 4000.5, no separators, no unit",
            "users.csv:row 2, column D: user.minimum: the technical minimum of 2000.0 is above the demand of 1000.0; \
             write at most the demand",
            "users.csv:row 5, column C: user.demand: -1.0 is negative; write 0.0 or more",
            "users.csv:row 6: user.id: the key is missing; write for example id = \"steel-works\"",
        ]
    );
    let twice = "id,class,demand\na,chemical,1\na,chemical,1\n";
    let messages = told(csv(twice));
    assert!(
        messages[0].starts_with("users.csv:row 3, column A: user.id: the id \"a\" is already used in "),
        "{messages:?}"
    );
    assert!(messages[0].contains("/users.csv: row 2, column A"), "{messages:?}");
}

#[test]
fn headings_that_are_missing_twice_there_or_misspelt_are_told() {
    for (text, expected) in [
        (
            "id,class,demnad\na,chemical,1\n",
            &[
                "row 1, column C: unknown heading \"demnad\", did you mean \"demand\"?",
                "row 1: no column holds \"demand\"",
            ][..],
        ),
        (
            "用户,类别,需求里\na,chemical,1\n",
            &[
                "did you mean \"需求量\"?",
                "no column holds \"demand\"; add one with the heading \"demand\" or \"需求\"",
            ],
        ),
        ("id,class,demand,需求\na,chemical,1,2\n", &["row 1, column D: column C holds \"demand\" already"]),
        ("甲,乙\na,1\n", &["row 1: no heading says what a column holds"]),
        ("用户，类别，需求\na，chemical，1\n", &["row 1: no heading says what a column holds"]),
        ("id,class,demand\n", &["there are no users below the headings"]),
        ("", &["row 1: no heading says what a column holds"]),
    ] {
        let messages = told(csv(text));
        assert_eq!(messages.len(), expected.len(), "{messages:?}");
        for (message, expected) in messages.iter().zip(expected) {
            assert!(message.contains(expected), "{message}: {expected}");
        }
    }
}

#[test]
fn what_names_a_table_is_checked_where_it_stands() {
    let good = "id,class,demand\na,chemical,1\n";
    for (users, expected) in [
        ("\"none.csv\"", "s.toml:7: users: "),
        (
            "\"users.xls\"",
            "s.toml:7: users: \"users.xls\" is no table; write the name of a file that ends in .csv or .xlsx",
        ),
        ("3", "s.toml:7: users: "),
        ("{ sheet = \"x\" }", "s.toml:7: users.file: the key is missing"),
        ("{ file = \"users.csv\", sheet = \"x\" }", "s.toml:7: users.sheet: a CSV file has no sheets"),
        (
            "{ file = \"users.csv\", columns = { class = \"clas\" } }",
            "s.toml:7: users.columns.class: unknown key of a user \"clas\", did you mean \"class\"?",
        ),
        (
            "{ file = \"users.csv\", columns = { kind = \"class\" } }",
            "s.toml:7: users.columns.kind: the table has no heading \"kind\"",
        ),
        (
            "\"users.csv\"\nuser = [{ id = \"b\", class = \"chemical\", demand = 1 }]",
            "s.toml:7: users: with a table of users, further users are [[user]] tables",
        ),
    ] {
        let directory = directory(users, "", "users.csv", good.as_bytes());
        let problems = open(&directory.path().join("s.toml")).expect_err("a fault");
        let message = problems[0].to_string();
        assert!(message.contains(expected), "{message}: {expected}");
    }
    let other = read("{ file = \"users.xlsx\", sheet = \"用戶\" }", "", "users.xlsx", &workbook(&[]));
    assert!(other.expect_err("a fault")[0].message.contains("\"说明\" and \"用户\""));
    let none = read("\"users.xlsx\"", "", "users.xlsx", b"PK no workbook");
    assert!(none.expect_err("a fault")[0].message.starts_with("this is no XLSX workbook"));
}

#[test]
fn errors_and_dates_in_cells_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["id", "class", "demand", "on_off"]) {
        sheet.write(0, column, heading).expect("a cell");
    }
    sheet.write(1, 0, "a").expect("a cell").write(1, 1, "chemical").expect("a cell");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_with_format(1, 2, 46000.0, &date).expect("a cell").write(1, 3, "maybe").expect("a cell");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let messages = told(read("\"users.xlsx\"", "", "users.xlsx", &bytes));
    assert_eq!(
        messages,
        [
            "users.xlsx:row 2, column C: demand: the cell holds a date or time; format it as a number or text",
            "users.xlsx:row 2, column D: on_off: \"maybe\" is neither yes nor no; write 是 or 否, yes or no",
        ]
    );
}

/// A cell at the far end of a sheet must not take the room of all cells before it.
#[test]
fn a_cell_far_out_takes_no_room() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["id", "class", "demand"]) {
        sheet.write(0, column, heading).expect("a cell");
    }
    sheet.write(1_048_575, 0, "a").expect("a cell").write(1_048_575, 1, "chemical").expect("a cell");
    sheet.write(1_048_575, 2, 1.5).expect("a cell").write(1_048_575, 16_383, "x").expect("a cell");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let scenario = read("\"users.xlsx\"", "", "users.xlsx", &bytes).expect("a scenario");
    assert_eq!(scenario.users.len(), 1);
}

#[test]
fn a_heading_that_says_another_unit_is_remarked_upon() {
    for (heading, remarked) in [
        ("需求（m³/h）", false),
        ("需求", false),
        ("需求(立方米/小时)", false),
        ("需求（万m3/d）", true),
        ("需求（必填）", false),
    ] {
        let scenario = csv(format!("用户,类别,{heading}\na,chemical,1\n"))
            .unwrap_or_else(|problems| panic!("{problems:?}"));
        let remarks: Vec<String> = scenario.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(remarks.len(), usize::from(remarked), "{heading}: {remarks:?}");
        assert!(
            remarks.iter().all(|remark| remark.contains("row 1, column C: the heading of \"demand\" says")),
            "{remarks:?}"
        );
    }
}

/// A small file that says it holds a thousand times as much.
#[test]
fn a_workbook_that_would_fill_the_memory_is_refused() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("xl/sharedStrings.xml", options).expect("an entry");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..513 {
        std::io::Write::write_all(&mut writer, &zeros).expect("an entry");
    }
    let bytes = writer.finish().expect("an archive").into_inner();
    assert!(bytes.len() < 4 << 20, "{}", bytes.len());
    let messages = told(read("\"users.xlsx\"", "", "users.xlsx", &bytes));
    assert!(messages[0].contains("larger than 536870912 bytes"), "{messages:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn bytes_of_any_kind_never_end_the_program(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = csv(&bytes);
        let _ = read("\"users.xlsx\"", "", "users.xlsx", &bytes);
    }

    #[test]
    fn texts_of_any_kind_never_end_the_program(cells in prop::collection::vec("[\\PC\",\n]{0,12}", 3..30)) {
        let mut text = "id,class,demand\n".to_owned();
        for row in cells.chunks(3) {
            text += &row.join(",");
            text.push('\n');
        }
        let _ = csv(&text);
    }

    #[test]
    fn a_damaged_workbook_never_ends_the_program(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = workbook(&[&["用户", "类别", "需求"], &["钢厂", "chemical", "1.5"]]);
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = read("{ file = \"users.xlsx\", sheet = \"用户\" }", "", "users.xlsx", &bytes);
    }
}
