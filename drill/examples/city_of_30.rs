//! Writes the table of users of `scenarios/city-of-30`: `cargo run -p citygate-drill --example city_of_30`.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

const HEADINGS: [&str; 9] = [
    "用户编号",
    "中文名称",
    "英文名称",
    "类别",
    "需求（万m³/d）",
    "最低用气量（万m³/d）",
    "属性",
    "联系电话",
    "提前通知小时",
];

/// Key, names, class, demand, minimum (0: none), attributes, hours of notice (0: none). Illustrative.
type User = (&'static str, &'static str, &'static str, &'static str, f64, f64, &'static str, f64);

const USERS: [User; 30] = [
    ("homes-north", "城北居民", "homes, north", "居民生活用气", 9.2, 0.0, "", 0.0),
    ("homes-south", "城南居民", "homes, south", "居民生活用气", 7.6, 0.0, "", 0.0),
    ("homes-new-town", "新城居民", "homes, new town", "居民生活用气", 5.4, 0.0, "", 0.0),
    ("hospital-1", "市第一医院", "hospital no. 1", "居民生活用气", 0.62, 0.2, "high_priority", 0.0),
    (
        "hospital-2",
        "中医院",
        "hospital of Chinese medicine",
        "居民生活用气",
        0.38,
        0.12,
        "high_priority",
        0.0,
    ),
    ("schools", "中小学校", "schools", "居民生活用气", 0.85, 0.0, "", 0.0),
    ("care-homes", "养老院", "care homes", "居民生活用气", 0.31, 0.0, "", 0.0),
    ("heating-1", "第一热源厂", "heating plant no. 1", "城市供暖", 12.5, 4.0, "", 2.0),
    ("heating-2", "第二热源厂", "heating plant no. 2", "城市供暖", 8.4, 2.8, "", 2.0),
    ("heating-3", "开发区热源厂", "heating plant, development zone", "城市供暖", 4.6, 1.5, "", 2.0),
    ("university", "师范学院", "teachers' college", "公共服务用户", 1.1, 0.0, "", 4.0),
    ("station", "火车站", "railway station", "公共服务用户", 0.42, 0.0, "", 4.0),
    ("market", "综合市场", "market halls", "公共服务用户", 0.55, 0.0, "commercial", 4.0),
    ("hotels", "宾馆饭店", "hotels and restaurants", "公共服务用户", 1.3, 0.0, "commercial", 4.0),
    ("baths", "洗浴中心", "public baths", "公共服务用户", 0.48, 0.0, "commercial", 4.0),
    ("buses", "公交加气站", "bus filling station", "汽车用户", 1.2, 0.0, "", 4.0),
    ("taxis", "出租车加气站", "taxi filling station", "汽车用户", 1.6, 0.0, "", 4.0),
    ("lorries", "LNG加注站", "LNG filling station", "汽车用户", 0.9, 0.0, "", 4.0),
    ("glass", "玻璃厂", "glass works", "工业燃料用户", 6.8, 2.6, "", 8.0),
    ("ceramics", "陶瓷厂", "ceramics works", "工业燃料用户", 4.2, 1.4, "", 8.0),
    ("steel-rolling", "轧钢厂", "rolling mill", "工业燃料用户", 5.5, 0.9, "", 8.0),
    ("aluminium", "铝材厂", "aluminium works", "工业燃料用户", 3.1, 1.2, "", 8.0),
    ("brewery", "啤酒厂", "brewery", "工业燃料用户", 1.4, 0.0, "interruptible", 8.0),
    ("food", "食品厂", "food works", "工业燃料用户", 1.15, 0.0, "interruptible、alternative_fuel", 8.0),
    ("pharma", "制药厂", "pharmaceutical works", "工业燃料用户", 1.8, 0.7, "", 8.0),
    ("foundry", "铸造厂", "foundry", "工业燃料用户", 1.05, 0.35, "", 8.0),
    ("paper", "造纸厂", "paper mill", "工业燃料用户", 2.2, 0.0, "", 8.0),
    ("bricks", "砖瓦厂", "brick kilns", "工业燃料用户", 0.9, 0.3, "interruptible", 8.0),
    ("ammonia", "合成氨厂", "ammonia works", "天然气化工用户", 9.0, 3.6, "process_or_feedstock", 24.0),
    ("methanol", "甲醇厂", "methanol works", "天然气化工用户", 5.5, 0.0, "process_or_feedstock", 24.0),
];

fn main() -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 12)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let (bold, title) = (Format::new().set_bold(), Format::new().set_bold().set_font_size(14));
    let sheet = workbook.add_worksheet();
    sheet.set_name("用户")?.write_string_with_format(0, 0, "冬季保供用户表（示意数据）", &title)?;
    sheet.set_column_width(1, 18)?.set_column_width(2, 30)?.set_column_width(6, 32)?;
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string_with_format(1, column, heading, &bold)?;
    }
    for (row, (id, zh, en, class, demand, minimum, attributes, notice)) in (2..).zip(USERS) {
        for (column, text) in [(0, id), (1, zh), (2, en), (3, class), (6, attributes)] {
            sheet.write_string(row, column, text)?;
        }
        sheet.write_number(row, 4, demand)?;
        if minimum > 0.0 {
            sheet.write_number(row, 5, minimum)?;
        }
        sheet.write_string(row, 7, format!("0432-6000{:03}", row - 1))?;
        if notice > 0.0 {
            sheet.write_number(row, 8, notice)?;
        }
    }
    workbook.save(concat!(env!("CARGO_MANIFEST_DIR"), "/../scenarios/city-of-30/users.xlsx"))
}
