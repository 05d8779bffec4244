//! Messages about files, in Chinese.

use super::catalogue::{ReadingMessages, alternatives};

pub static MESSAGES: ReadingMessages = ReadingMessages {
    unreadable: |error| format!("无法读取文件：{error}"),
    line: |line| format!("第{line}行"),
    cell: |sheet, row, column| {
        let sheet = sheet.map(|sheet| format!("工作表“{sheet}”, ")).unwrap_or_default();
        let column = column.map(|column| format!(", 列 {column}")).unwrap_or_default();
        format!("{sheet}行 {row}{column}")
    },
    unknown_name: |what, written, close, known| {
        let close = close.map(|close| format!("，是否应为{close:?}？")).unwrap_or_default();
        format!("{what}{written:?}无法识别{close}；可写{}", alternatives(known, "、", "或"))
    },
    key_of_user: "用户的键",

    volume_unit_missing: |unit, example| {
        format!(
            "缺少此键；无法由{unit:?}推知体积单位：请写如 volume_unit = {example:?}，或按单位×小时写 \
             volume_unit = \"{unit}·h\""
        )
    },
    volume_unit_unknown: |written, unit, known| {
        format!("无法由{unit:?}换算到{written:?}；可写{}", alternatives(known, "、", "或"))
    },
    stock_implausible: |hours, unit| {
        format!("最低存量以上的存量只相当于全部用户{hours}小时的需求；体积单位为{unit}，请核对是否如此")
    },

    no_table_format: |file| format!("{file:?}不是表格；请写以.csv或.xlsx结尾的文件名"),
    sheet_of_csv: "CSV文件没有工作表；请删去此键",
    too_many_bytes: |most| format!("文件超过{most}字节；请只保存用户表"),
    too_many_cells: |most| format!("工作表超过{most}个单元格；请只保存用户表"),
    unknown_encoding: "文本编码不是UTF-8、UTF-16或GB18030（GBK）；请另存为“CSV UTF-8”",
    taken_for_gb18030: "文本不是UTF-8，按GB18030（GBK）读取",
    no_csv: |error| format!("不是CSV文件：{error}"),
    no_workbook: |error| format!("不是XLSX工作簿（{error}）；请另存为.xlsx或.csv"),
    no_such_sheet: |written, names, close| {
        let close = close.map(|close| format!("，是否应为{close:?}？")).unwrap_or_default();
        format!("没有工作表{written:?}{close}；工作簿中有{}", alternatives(names, "、", "和"))
    },
    no_headings: |found| {
        let found: Vec<&str> = found.iter().map(String::as_str).take(12).collect();
        format!(
            "没有可识别的表头；请用“用户”“类别”“需求”或id、class、demand命名各列（现有：{}）",
            alternatives(&found, "、", "、")
        )
    },
    column_twice: |key, first| format!("列{first}已是{key:?}；请只保留一列"),
    heading_like: |heading, close| format!("表头{heading:?}无法识别，是否应为{close:?}？"),
    column_missing: |key, usual| format!("缺少{usual:?}列（{key}）；请增加表头为{usual:?}或{key:?}的列"),
    column_unread: |heading| format!("列{heading:?}与用户数据无关，未读取"),
    heading_not_there: |heading| format!("表中没有表头{heading:?}；请按表中原样书写"),
    table_without_users: "表头以下没有用户；请每个用户写一行",
    users_inline: "已有用户表时，其他用户须写成[[user]]；请勿写user = […]",
    cell_holds_error: |error| format!("单元格的值为错误{error}；请修正公式或直接填写数值"),
    cell_holds_date: "单元格的值为日期或时间；请改为数值或文本格式",
    no_number: |text| format!("{text:?}不是数字；请只写数字和小数点，如4000.5，不加千分位、单位"),
    no_yes_no: |text| format!("{text:?}既不是“是”也不是“否”；请写“是”或“否”"),
};
