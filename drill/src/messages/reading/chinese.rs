//! Messages about files, in Chinese.

use citygate::event::PlanError;

use super::catalogue::{ReadingMessages, SyntaxHint, alternatives};
use super::station;

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
    thing: |thing| match thing {
        "action" => "行动",
        "attribute" => "属性",
        "authority" => "机关",
        "class" => "类别",
        "extent" => "范围",
        "government" => "政府层级",
        "grade" => "等级",
        "scope" => "适用范围",
        "item of a report" => "报告内容",
        "justification" => "启动依据",
        "kind of pressure" => "压力类别",
        "possibility" => "可能性",
        "reach" => "影响范围",
        "recipient" => "接收单位",
        "response" => "响应",
        "sensitivity" => "敏感性",
        "sharing rule" => "分配规则",
        "measure of a rotation" => "轮换依据",
        "state of the network" => "管网状态",
        "target" => "目标",
        "alarm" => "报警",
        "command" => "操作",
        "failure" => "故障",
        "mode" => "模式",
        "signal" => "信号",
        "trend" => "趋势",
        "warning level" => "预警级别",
        "way of rounding" => "取整方式",
        "way of spreading a shortage" => "缺口分摊方式",
        other => other,
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
    rotation_bounds: |least, most| format!("轮换时长超出范围；请写{least}至{most}.0小时"),
    turns_without_length: "用户仅在情况变化时才轮换；请在[exercise]中写rotation_h，最长停供与最短轮次亦以此计",
    withdrawal_bounds: |step, most| format!("外输流量须为{step}的整数倍且不超过{most}；请照此填写"),
    no_storage: "没有储气设施；请在[exercise]中说明，如storage = { stock = 8000.0, withdrawal = 2000.0 }",
    stock_implausible: |hours, unit| {
        format!("最低存量以上的存量只相当于全部用户{hours}小时的需求；体积单位为{unit}，请核对是否如此")
    },
    storage_beside_linepack: "此处[linepack]（管存）即为储气设施，只能有一个：请删去此项或管存",
    linepack_without_pipe: "没有管道；请加[[linepack.pipe]]",
    linepack_in_other_unit: |unit| {
        format!("管存以立方米计算，而此处体积单位为{unit:?}；请写如\"m3/h\"的单位")
    },
    linepack_below_minimum: "管道已低于此压力，无气可用；请写更低的压力，或删去此管道",
    linepack_above_maximum: "管道已高于此压力；请写更高的压力，或管道不再充气时删去此项",
    no_such_gas: "没有同时符合这些数值的天然气；请核对发热量、相对密度和二氧化碳含量",
    no_reference_temperature: |number, known| format!("{number} °C不是参比温度；可写{}", known.join("、")),
    volume_beside_length: "已写volume_m3；请删去它，或删去length_km和internal_diameter_mm",
    pipe_without_volume: "缺少此键；请写如 volume_m3 = 2513.0，或写length_km和internal_diameter_mm",
    one_or_two_pressures: |count| format!("此处写了{count}个压力；请写平均压力，或[4.0, 3.4]（起点、终点）"),
    downstream_above_upstream: "终点压力高于起点压力；请写[起点, 终点]",
    beyond_bounds: |number, least, most| format!("{number}超出范围；请写{least}至{most}"),

    no_toml: |column, error, hint| {
        let column = column.map(|column| format!("第{column}列：")).unwrap_or_default();
        let hint = hint.map(|hint| format!("；{}", syntax_hint(hint))).unwrap_or_default();
        format!("{column}不符合TOML语法（{error}）{hint}")
    },
    unknown_key: |written, close, known| {
        let close = close.map(|close| format!("，是否应为{close:?}？")).unwrap_or_default();
        format!("键{written:?}无法识别{close}；此处可写{}", alternatives(known, "、", "、"))
    },
    wrong_type: |found, expected| format!("此处写的是{}；应写{}", kind(found), expectation(expected)),
    unreadable_value: |error| format!("无法读取此值：{error}"),
    key_missing: |key, example| format!("缺少此键；请写如 {key} = {example}"),
    more_problems: |count| format!("另有{count}个问题；请先改正以上各项"),
    no_utf8: "文本编码不是UTF-8；请以该编码保存文件",
    format_missing: |format| format!("缺少此键；请在开头写 format = {format}"),
    other_format: |format, found| format!("本工具读取格式{format}，而非{found}；请写 format = {format}"),
    text_empty: "文字为空；请至少写一个字",
    control_character: |character| {
        format!("文字中有控制字符U+{:04X}；请写在一行内，不用此类字符", u32::from(character))
    },
    id_used: |id, place| format!("键{id:?}已用于{place}；不得重复"),
    negative: |number| format!("{number}为负数；请写0.0或更大的数"),
    too_many_decimals: |number, rounded| {
        format!("{number}超过三位小数；请取整，如{rounded}，或写 round = \"nearest\"")
    },
    too_many_digits: |number| format!("{number}位数过多；请取三位小数"),
    too_large: |number, most| format!("{number}过大；最大为{most}，或改用更大的单位"),
    zero: "数值为零；请写大于0.0的数，或删去此键",
    no_whole: |number, least, most| format!("{number}不是{least}至{most}的整数；请改正"),
    not_finite: |number| format!("{number}不是有限的数；请写如4000.0的数"),
    node_unknown: |id, close| {
        let close = close.map(|close| format!("，是否应为{close:?}？")).unwrap_or_default();
        format!("没有节点{id:?}{close}；请写某个[[node]]的id")
    },
    no_nodes: "情景没有节点；请删去此键，或增加[[node]]",
    node_cycle: |node, root| format!("节点{node:?}是自身的上级；每个节点须经各级上级通到根节点{root:?}"),
    root_has_parent: "第一个节点是根节点，没有上级；请删去此键，或把根节点放在最前",
    second_root: |node, root| format!("节点{node:?}会成为第二个根节点；根节点是{root:?}，请写明其上级"),
    list_without_horizon: "列表为每时段一个值，而情景没有[horizon]；请只写一个数，或增加[horizon]",
    factor_without_horizon: "系数用于[horizon]的各时段，而情景没有[horizon]；请直接写需求，或增加[horizon]",
    periods_missing: "无从得知时段数；请写如 periods = 24，或写每时段一个值的列表",
    node_ring: |node| format!("节点{node:?}是自身的上级；成环的节点请以[[pipe]]相连"),
    storage_without_horizon: "[[storage]]随时间存取，而情景没有[horizon]；请增加[horizon]，或把当前可供的气写作[[source]]",
    withdrawal_of_linepack_in_network: "有节点的管存，每条管道各为一个储气设施；请删去此项，并写明其气流经的[[pipe]]的能力",
    exercise_storage_beside_pipes: "演练的储气设施在门站或树的根节点处；请把其可供的气写作[[source]]",
    no_supply_to_change: "情景开头没有可变的supply；请把会变的供气写作开头的 supply = …，即第一个节点处的气源",
    capacity_without_parent: "此节点没有上级，无气自上级流入，此能力不起作用；请写通到此处的[[pipe]]的能力，或写明上级",
    both_ways_twice: "both_ways与capacity_back都说明反向能力；请删去其一",
    pipe_to_itself: |node| format!("管道的起点和终点都是节点{node:?}；请写另一节点"),
    stock_above_capacity: |stock, capacity| format!("存量{stock}大于容量{capacity}；请写不大于容量的数"),
    reserve_above_capacity: |reserve, capacity| {
        format!("最低存量{reserve}大于容量{capacity}；请写不大于容量的数")
    },
    too_many_pipes: |periods, elements, most| {
        format!("{periods}个时段、每时段{elements}条管道、气源和储气限值，多于{most}；请改用更长或更少的时段")
    },
    gas_too_much_in_network: |most| format!("全部供气、存量和到货合计多于{most}；请改用更大的单位"),
    network_too_large: "气量、管道和需求合计过大，无法精确分配；请改用更大的单位，或更少的时段",
    pipe_too_large: |pipe| {
        format!("管道{pipe:?}在全部时段的输气能力合计过大；请删去此能力，或改用更大的单位")
    },
    figures_from_twice: "source已说明数据来源；请删去其一",
    no_period: "没有时段；请至少写一个值",
    period_too_long: |period, most| format!("时段{period}小时过长；最长{most}小时"),
    factor_too_large: |factor, most| format!("系数{factor}过大；最大{most}，或直接提高需求"),
    other_count: |periods, count| format!("共有{periods}个时段，此处列了{count}个值；请每时段写一个值"),
    supply_beside_horizon: "分配的是各时段的供应量；此处的供应量未使用",
    factor_zero: |what| format!("系数0即按指令停供{what:?}：其需求计为按指令压减，不计为已满足"),
    extent_against_regions: |extent, regions| format!("{extent:?}与 regions = {regions} 矛盾；请删去其一"),
    too_many_hours: |most| format!("小时数过多；最多{most}.0"),
    policy_unknown: |name, close, known| {
        let close = close.map(|close| format!("，是否应为{close:?}？")).unwrap_or_default();
        format!(
            "没有供气次序{name:?}{close}；可写{}、以.toml结尾的文件名，或[policy]表",
            alternatives(known, "、", "、")
        )
    },
    plan_unknown: |name, close, known| {
        let close = close.map(|close| format!("，是否应为{close:?}？")).unwrap_or_default();
        format!("没有预案{name:?}{close}；可写{}，或以.toml结尾的文件名", alternatives(known, "、", "、"))
    },
    plan_missing: |known| format!("未写明预案，此供气次序也不隐含预案：事件不予分级；请写如plan = {known:?}"),
    plan_is_none: |error| match error {
        PlanError::NoCriterion => "预案未给出任何等级的标准；请写明失衡或中断标准".to_owned(),
        PlanError::OutOfRange { grade } => {
            format!("{}级：失衡为1至1000千分，中断至少1分钟", grade.name())
        }
        PlanError::Lead { level } => format!(
            "{}级响应：一、二级由省牵头，三级至少由市牵头；由指挥长、副指挥长或省指挥部办公室启动，企业不得建议启动",
            level.name()
        ),
        PlanError::Order => "预案须有四个等级和四级响应，从最严重的开始".to_owned(),
        PlanError::Deadline => "首报时限为1至1440分钟，及时报告时限为0至1440分钟".to_owned(),
        PlanError::NotBelow { grade } => format!("{}级的标准须低于更高等级", grade.name()),
        other => other.to_string(),
    },
    one_imbalance: "imbalance_permille与imbalance_above_permille只写其一",
    no_plan_network: "情景未给定预案所适用管网的总量，无从变更；请增加[plan_network]",
    policy_without_steps: "供气次序没有步骤；请至少写一个[[policy.step]]",
    step_without_class: "步骤没有类别；请至少写一个",
    too_many_attributes: |most, own| {
        format!("供气次序最多可另行命名{most}个属性，已有{}", alternatives(own, "、", "、"))
    },
    attribute_unasked: |names| format!("此供气次序不区分属性{}，不影响分配", alternatives(names, "、", "、")),
    attribute_unheard_of: |name| format!("没有用户具备属性{name:?}，它也不是标准属性"),
    target_below_minimum: |user, others| {
        let others = if others == 0 { String::new() } else { format!("等{}户", others + 1) };
        format!(
            "对用户{user:?}{others}，此步目标低于其最低用气量，因此不供；请在其前增加 target = \"minimum\" 的步骤，或提高目标"
        )
    },
    either_permille: "permille_of_base与permille_of_demand只能写其一",
    too_many_steps: |most| format!("步骤过多；供气次序最多{most}步"),
    step_contradicts: |attributes| {
        format!("步骤既要求又排除{}，因此不供任何用户；请只写一处", alternatives(attributes, "、", "、"))
    },
    only_rotating_takes_turns: "只有 share = \"rotating\" 的步骤才轮换；请删去此键",
    turn_beyond_outage: |turn, outage| {
        format!("每轮至少{turn}个时段，长于最长停供的{outage}个时段；请写不超过后者的数")
    },
    step_never_asks: "此步永远不会有需求，因为前面的步骤已为其全部用户要求同样多的气量；请删去，或移到前面",
    class_never_served: |class, user| {
        format!("没有步骤供应{class:?}类，而用户{user:?}属于该类；请为其增加步骤")
    },
    supply_too_large_on_tree: |supply, most| format!("{supply}过大；有节点时最大为{most}，或改用更大的单位"),
    sources_too_large: |node, most| {
        format!("供应量与至节点{node:?}为止的气源合计超过{most}；请改用更大的单位")
    },
    later_supply_too_large: |supply, most| {
        format!("{supply}与各节点气源合计超过{most}；请减小，或改用更大的单位")
    },
    too_many_users: |periods, users, most| {
        format!("{periods}个时段、每时段{users}个用户，超过{most}；请加长时段或减少时段")
    },
    too_many_nodes: |periods, nodes, most| {
        format!("{periods}个时段、每时段{nodes}个节点，超过{most}；请加长时段或减少时段")
    },
    gas_too_much: |most| format!("至本时段为止的存量、供应量、到货量和气源合计超过{most}；请改用更大的单位"),
    demands_over_time_too_large: "各时段需求与迄今累计压减合计过大；请改用更大的单位",
    demands_too_large: "需求合计过大；请改用更大的单位",
    capacity_too_large: |node| format!("节点{node:?}各时段的能力合计过大；请删去capacity，或改用更大的单位"),
    no_users: "没有用户；请至少写一个[[user]]（id、class、demand），或写 users = \"users.csv\"",
    minimum_above_demand: |minimum, demand| format!("最低用气量{minimum}大于需求{demand}；不得超过需求"),
    user_too_large: |largest, most| format!("{largest}对一个用户过大；最大为{most}：请改用更大的单位"),
    user_too_large_over_time: |largest, most, period| {
        format!(
            "{largest}对一个用户过大：计入系数后，{period}小时的时段内超过{most}；请改用更大的单位或更短的时段"
        )
    },
    in_a_period: |number, volume| format!("{number}在一个时段内合{volume}，"),
    no_multiple: |number, step, largest, place| {
        format!(
            "{number}不是{step}的整数倍；用户最大的数（{place}的{largest}）最细只能以此为一级：请取整，或改用更大的单位"
        )
    },
    exercise_alone: "有推演设置而没有时间线；请增加[[timeline]]",
    timeline_and_horizon: "时间线与[horizon]都说明此后的情况；请删去其一",
    plan_network_alone: "情景未写明预案所辖管网的总量，无从变化；请增加[plan_network]",
    timeline_ungraded: "缺少此键；时间线据此评定等级：请写如 normal_supply = 25833.333",
    timeline_too_short: "时间线的起止相同；请增加其后的记录，或在[exercise]中写end_h",
    out_of_order: |after, before| format!("{after}小时排在{before}小时之后；请按时间先后排列"),
    ends_too_early: |last| format!("最后一条记录在{last}小时；不得早于此"),
    no_start: |text, latest| {
        format!("{text}不是1970年以后、不晚于{latest}并带时刻和时区的日期；请写如2026-01-12T04:00:00+08:00")
    },
    ends_too_late: |latest| format!("将在{latest}（可表示的最晚时刻）之后结束；请提前开始"),
    later_than_a_year: |most| format!("晚于一年；最大{most}.0"),
    nothing_happens: "此记录没有内容；请写明变化、行动或说明",
    supply_no_multiple: |supply, step| format!("{supply}不是本情景刻度{step}的整数倍；请取整"),
    demand_too_large_then: |user, demand| {
        format!("按此系数，用户{user:?}的需求{demand}过大；请改用更大的单位")
    },
    only_at_the_end: |key| format!("只有declare_termination写{key}；请删去此键"),
    response_missing: |action| format!("缺少此键；{action}须写明响应，如\"2_province\""),
    response_too_many: |action| format!("{action}不写响应；请删去此键"),
    report_to_nobody: "报告没有接收单位；请写明，或删去此键以报送全部应报单位",
    notice_ends_early: "通知单的截止时间不晚于起始时间；请写晚于from的时间",
    no_register_number: |most| format!("登记号为整数；请写0至{most}"),
    station: &station::CHINESE,

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
    other_unit: |key, heading, unit| {
        format!("{key:?}的表头写{heading}，而情景的单位为{unit}：数值按{unit}读取")
    },
    heading_not_there: |heading| format!("表中没有表头{heading:?}；请按表中原样书写"),
    table_without_users: "表头以下没有用户；请每个用户写一行",
    users_inline: "已有用户表时，其他用户须写成[[user]]；请勿写user = […]",
    cell_holds_error: |error| format!("单元格的值为错误{error}；请修正公式或直接填写数值"),
    cell_holds_date: "单元格的值为日期或时间；请改为数值或文本格式",
    no_number: |text| format!("{text:?}不是数字；请只写数字和小数点，如4000.5，不加千分位、单位"),
    no_yes_no: |text| format!("{text:?}既不是“是”也不是“否”；请写“是”或“否”"),
};

fn syntax_hint(hint: SyntaxHint) -> &'static str {
    match hint {
        SyntaxHint::LineEnds => "行尾请用LF或CR LF",
        SyntaxHint::StraightQuotes => "请用半角直引号\"…\"",
        SyntaxHint::HalfWidth => "数字、小数点、逗号和等号请用半角，如900.5",
        SyntaxHint::NoSeparator => "数字不加千分位，小数点用“.”，如90000.5",
        SyntaxHint::NoUnit => "请只写数字；单位统一由unit说明",
        SyntaxHint::Quotes => "文字请加引号\"…\"",
    }
}

/// What stands in the file, as the TOML reader calls it.
fn kind(found: &str) -> String {
    match found {
        "map" => "表".to_owned(),
        "sequence" => "列表".to_owned(),
        _ => {
            let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
            let value = value.trim_start_matches("point ").trim_matches('`');
            let kind = match kind {
                "integer" | "floating" => "数",
                "string" => "文字",
                "boolean" => "真假值",
                other => other,
            };
            format!("{kind}{value}")
        }
    }
}

/// What should stand there.
fn expectation(expected: &str) -> &str {
    match expected {
        "a number, such as 4000.0" => "数，如4000.0",
        "a mean pressure such as 3.7, or [4.0, 3.4] upstream and downstream" => {
            "平均压力如3.7，或[4.0, 3.4]（起点、终点）"
        }
        "a number for all periods, such as 4000.0, or a list with one for each" => {
            "各时段通用的数如4000.0，或每时段一个值的列表"
        }
        "a string" => "带引号的文字",
        "a sequence" => "列表[ … ]，或[[ … ]]之下的表",
        "a map" => "表{ … }",
        "a boolean" => "true或false",
        "a TOML datetime" => "不带引号、带时刻和时区的日期，如2026-01-12T04:00:00+08:00",
        table if table.starts_with("struct ") => "表{ … }",
        other => other,
    }
}
