use super::{HelpMessages, ToolMessages};

pub static TOOL: ToolMessages = ToolMessages {
    remark: "提示：",
    standard_output: "标准输出",
    run_beside_command: "情景文件及推演的选项不能与子命令同用",
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
        "policies" => "列出内置供气次序：各步、出处、未包含的内容",
        "completions" => "输出命令行补全脚本",
        "man" => "输出手册页（roff）：citygate man | man -l -",
        _ => "",
    }
}

fn argument_help(command: &str, argument: &str) -> &'static str {
    match (command, argument) {
        ("citygate" | "check", "files") => "情景文件（TOML）；- 表示读标准输入",
        (_, "json") => "以JSON输出结果，每个文件一行",
        (_, "out") => "为每个文件在此目录写出带图表的HTML报告，以及推演的日志",
        (_, "lang") => "输出所用语言：zh 中文，en 英文",
        (_, "key_file") => "存放日志密钥的文件：64位十六进制数字",
        (_, "quiet") => "不显示进度和提示，只显示错误",
        (_, "directory") => "写入的目录；不存在则创建",
        (_, "table") => "用户表的格式：xlsx 或 csv",
        ("verify", "file") => "日志文件，如推演用 --out 写出的；- 表示读标准输入",
        (_, "head") => "打印或另行保存的日志首部：条数:标签",
        (_, "after") => "日志分存多个文件时，前一文件的首部",
        (_, "names") => "只列这些；未写则全部列出",
        (_, "shell") => "所用的命令行解释器",
        _ => "",
    }
}
