use citygate::event::{JournalFaultKind, RECORD_LEN};

use super::{AuditMessages, HelpMessages, ToolMessages, usage};
use crate::journal::{Flaw, HeadError, KeyError};

pub static TOOL: ToolMessages = ToolMessages {
    remark: "提示：",
    standard_output: "标准输出",
    run_beside_command: "情景文件及推演的选项不能与子命令同用",
    usage_error: Some(usage::chinese),
    command_help,
    argument_help,
    help: HelpMessages {
        template: "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        commands: "子命令",
        usage_command: "<子命令>",
        usage_options: "[选项]",
        arguments: "参数",
        options: "选项",
        help: "显示本说明",
        version: "显示版本",
    },
    standard_input_twice: "标准输入只能读一次；只对一个文件写 -",
    is_there_already: "文件已存在，未写出任何内容；请改名或换一个目录",
    right: "未发现错误",
    made_at: "生成时间",
    written: "已写出",
    replaced: "已替换",
    unchanged: "已存在，内容未变",
    no_directory: "这不是目录，无法在其中写报告",
    not_ours: "文件不是本工具写出的，或此后被人改动，故未动；请移走，或用--force替换",
    same_report: |report, first| format!("报告将与{first}的同名（{report}）；请改名，或写到另一目录"),
    unreadable: |error| format!("文件无法读取：{error}"),
    no_journal: "这不是日志文件：其中没有任何日志记录",
    not_sound: "日志有问题，或缺少密钥；用citygate verify查看详情",
    key_error: |error| match error {
        KeyError::Unreadable(error) => format!("密钥无法读取：{error}"),
        KeyError::NoKey => "这不是密钥；请写64位十六进制数字，此外不写任何内容".to_owned(),
    },
    head_error: |HeadError(text)| format!("“{text}”不是日志末端值；请按打印的样子写，如64:3c42…8a92"),
    finding: |finding| match finding.record {
        Some(record) => {
            format!("第{record}条记录（第{}字节起）：{}", record * RECORD_LEN, flaw(&finding.flaw))
        }
        None => flaw(&finding.flaw),
    },
    more_findings: |count| format!("另有{count}处问题"),
    sound: |records, period| match period {
        Some((first, last)) => format!("完好：{records}条记录，自{first}至{last}"),
        None => format!("完好：{records}条记录"),
    },
    lost: |entries| format!("有{entries}条未能记下，日志已注明"),
    head: "日志末端值",
    head_compared: "已与所给末端值核对",
    no_head: "未给末端值：末尾被截去的记录无法发现",
    neither_key_nor_head: "未给密钥和末端值：这样的记录链谁都能重算；请用--head与另行保存的末端值核对",
    audit: AuditMessages {
        tells_of_journal: "所述即此日志；其余内容请用--scenario核对",
        made_of_scenario: "与此情景的结果一致，所述即此日志",
        no_report: "这不是注明了出处的报告或JSON结果",
        no_head: "其中没有日志",
        other_head: |report, journal| format!("所述日志的末端值为{report}，与此日志（{journal}）不同"),
        other_scenario: |scenario| format!("不是由{scenario}（或其引用的文件）生成的"),
        other_version: |report, tool| format!("由{report}生成，而本程序为{tool}：请用生成它的版本核对"),
        differs: |line, report, again| format!("第{line}行与情景的结果不符：其中为“{report}”，应为“{again}”"),
    },
    no_result: |error| format!("这不是--json输出的结果：{error}"),
    several_results: |count| format!("文件中有{count}个结果；请一对一比较"),
    other_unit: |first, second| format!("两个结果的单位不同（{first}、{second}），无法比较"),
    station_clock: |ms| format!("站钟{ms}毫秒"),
    station_ms: "站钟（毫秒）",
    tag: "标签",
    change: "增减",
    absent: "–",
    same_in_both: |users| format!("{users}个用户在两个结果中需求和供气量相同。"),
    unknown_policy: |name, known| format!("没有名为“{name}”的内置供气次序；现有：{known}"),
};

fn command_help(command: &str) -> &'static str {
    match command {
        "citygate" => {
            "以桌面推演方式演练天然气供应短缺：读取情景，按其所定的供气次序分配气量，并说明各用户供气多少及理由。\n\n\
             结果写到标准输出，其余写到标准错误。退出码：0 完成（有用户被压减时也是）；2 输入有误（此时什么也不写，\
             无误的文件也不写）；1 其他失败。"
        }
        "check" => "检查情景文件，指出错误；不写任何文件。退出码：0 无误，2 有误",
        "init" => "写出一个可据以开始的情景和用户表；已有的文件不动",
        "verify" => "核对日志是否被人改动。退出码：0 完好，2 被改动，1 无法核对",
        "journal" => "供审计阅读日志：逐条列出序号、当地时间和内容",
        "compare" => "比较两个结果（或两个情景的结果）：谁得气多，谁得气少",
        "outages" => "逐一停用管道、气源和储气设施：此时供气多少，谁断气（N-1）",
        "policies" => "列出内置供气次序：各步、出处、未包含的内容",
        "completions" => "输出命令行补全脚本",
        "man" => "输出手册页（roff）：citygate man | man -l -",
        _ => "",
    }
}

fn argument_help(command: &str, argument: &str) -> &'static str {
    match (command, argument) {
        ("citygate" | "check" | "outages", "files") => "情景文件（TOML）；- 表示读标准输入",
        (_, "json") => "以JSON输出结果，每个文件一行",
        (_, "out") => "为每个文件在此目录写出带图表的HTML报告及相关文件",
        (_, "force") => "与--out同用：不是本工具写出的、或此后被人改动的文件也替换",
        (_, "lang") => "输出所用语言：zh 中文，en 英文",
        (_, "key_file") => "存放日志密钥的文件：64位十六进制数字",
        (_, "quiet") => "不显示进度和提示，只显示错误",
        (_, "directory") => "写入的目录；不存在则创建",
        (_, "table") => "用户表的格式：xlsx 或 csv",
        (_, "report") => "一并核对推演的报告或JSON结果：所述是否此日志",
        (_, "scenario") => "与--report同用：重新推演此情景，看报告是否与结果一致",
        (_, "csv") => "以CSV输出，可用电子表格打开，含各条记录的标签",
        (_, "zone") => "显示时间所用的时区，如Asia/Shanghai或+08:00；未写则用本机时区",
        (_, "first") => "--json输出的结果，或情景文件",
        (_, "second") => "与之比较的另一个",
        ("verify" | "journal", "file") => "日志文件，如推演用 --out 写出的；- 表示读标准输入",
        (_, "head") => "打印或另行保存的日志末端值：条数:标签",
        (_, "after") => "日志分存多个文件时，前一文件的末端值",
        (_, "names") => "只列这些；未写则全部列出",
        (_, "shell") => "所用的命令行解释器",
        _ => "",
    }
}

fn flaw(flaw: &Flaw) -> String {
    match *flaw {
        Flaw::NoRecord => "这不是第1版的记录；开头的字节被改动".to_owned(),
        Flaw::OtherNumber { expected, found } => {
            format!("其序号为{found}，而此处应为{expected}：序号被改动，或被换成了别的记录")
        }
        Flaw::Removed { first, last } if first == last => format!("其前缺第{first}号：有记录被删除"),
        Flaw::Removed { first, last } => format!("其前缺第{first}号至第{last}号：有记录被删除"),
        Flaw::Moved { number, expected } => {
            format!("第{number}号出现在第{expected}号的位置：记录被移位或互换")
        }
        Flaw::Repeated { earlier } => format!("与第{earlier}条相同：记录被重复"),
        Flaw::Second { earlier } => format!("序号与第{earlier}条相同而内容不同：有记录被插入"),
        Flaw::Altered { number } => {
            format!("第{number}号被改动：标签与其内容及前一条不符（或密钥不对）")
        }
        Flaw::AfterAltered { number } => format!("第{number}号与前一条不衔接，前一条已被改动"),
        Flaw::Incomplete { bytes } => format!("文件到其{RECORD_LEN}字节中的第{bytes}字节为止：末尾被截去"),
        Flaw::Empty => "文件为空，而日志总以一条记录开头：记录全部被删除".to_owned(),
        Flaw::Other(fault) => match fault.kind {
            JournalFaultKind::KeyNeeded => "日志是用密钥保存的；请给出密钥".to_owned(),
            JournalFaultKind::NotKeyed => "日志未用密钥保存，却给出了密钥".to_owned(),
            JournalFaultKind::Truncated { missing } => format!("末尾缺{missing}条记录"),
            JournalFaultKind::OtherHead => "记录与所给末端值不是同一条链".to_owned(),
            _ => "记录有误".to_owned(),
        },
    }
}
