//! Networks and hours ahead, in Chinese.

use citygate::horizon::Spread;

use crate::messages::catalogue::{
    HorizonMessages, LinepackMessages, NetworkMessages, PictureMessages, PipeMessages, figures,
};
use crate::scenario::linepack::PressureKind;

pub static NETWORK: NetworkMessages = NetworkMessages {
    heading: "管网",
    node: "节点",
    capacity: "输气能力",
    no_limit: "不限",
    load: "上游来气",
    used: "利用率",
    source: "自有气源用量",
    of: |part, whole| format!("{part}／{whole}"),
    holds_back: "受限用户",
    capacity_is_cause: |nodes| format!("因输气能力受限的节点：{nodes}。"),
    left_over: |unused| format!("余{unused}未分配：所能送达且有资格使用的用户均无法使用。"),
    full: "已满，下游有用户不足",
    minimum_does_not_fit: |minimum, step| format!("{step}所能送达的气量不足其{minimum}，故停供"),
    minimum_held_by_node: |minimum, node, step| format!("{step}节点“{node}”所余能力不足其{minimum}，故停供"),
    minimums_do_not_fit: |step| format!("{step}所能送达的气量不足各户最低用气量，故停供"),
    drawn: |shown, all| format!("{all}个节点中的{shown}个：有用户受限的、流量最大的，及其上游节点。"),
    pipes: &PIPES,
    picture: &PICTURE,
};

static PICTURE: PictureMessages = PictureMessages {
    stocks: |shown, all| format!("{all}个储气设施中的{shown}个：存量变化最大的。"),
    served: |count| format!("满足：{count}户"),
    own_source: "自有气源",
    period: |period| format!("图示时段：{period}，为缺口最大的时段。"),
    worst: |period| format!("最缺：{period}"),
    content: |nodes, links| format!("{nodes}个节点、{links}条管道，自左侧气源向右。"),
    lacking: |users| format!("不足：{users}。"),
    full: "满",
    width: |flow| format!("线宽：{flow}"),
    is_full: "满：有用户受限",
    no_flow: "无流量",
    two_way: "双向；实心箭头为流向",
    lack: "所缺气量",
};

static PIPES: PipeMessages = PipeMessages {
    pipe: "管道",
    way: "起点—终点",
    from_to: |from, to| format!("{from} → {to}"),
    flow: "流量",
    source: "气源",
    taken: "用量",
    storage: "储气设施",
    holds: "容量",
    filled: "注气",
    against: "流量为负，即由管道终点流向起点。",
    balance: "流量为全部时段的净值，能力为合计。",
    held: |elements, step| format!("在{step}受限：{elements}不能再供"),
    held_whole: |elements, step| format!("{elements}所余能力不足以整户供气，在{step}受限"),
    used_up: |reason, elements| format!("{reason}；已用尽：{elements}"),
    limited: |reason, elements| format!("{reason}；受限于{elements}"),
    are_cause: |elements| format!("有用户受限于：{elements}。"),
    demand_factor: "自身需求系数",
};

pub static HORIZON: HorizonMessages = HorizonMessages {
    off_too_long: |reason| format!("{reason}；因气量不足，连续停供超过次序规定的时长"),
    heading: "未来各时段",
    horizon: "时段",
    periods: |count, hours, together| {
        format!("{count}个时段，每时段{hours}小时，共{together}小时；气量为各时段合计")
    },
    shortage: "缺口分摊",
    spread: |spread| match spread {
        Spread::Even => "均摊到各时段",
        Spread::Earliest => "先保最近时段",
    },
    flows: |unit| format!("流量单位为{unit}。"),
    stock_at_first: "期初存量",
    reserve: "最低存量",
    withdrawal: "每时段最大外输量",
    deliveries: "补充量合计",
    by_class: "各类别供应",
    unmet: "未满足需求",
    without_storage: "不含储气的可供气量",
    stock: "储气存量",
    hours: "小时",
    outlook: "各类别何时受影响",
    first_touched: "首次压减",
    cut_off: "首次停供",
    after: |hours| format!("{hours}小时后"),
    at_once: "立即",
    never: "期内不发生",
    period_by_period: "逐时段",
    begins: "起始时间",
    from_to: |from, to| format!("{from}–{to}小时"),
    supply: "可供气量",
    withdrawn: "储气外输",
    stock_at_last: "期末存量",
    added_up: |periods| format!("每行为{periods}个时段合计。"),
    left_over: |unused, is_short_elsewhere| match is_short_elsewhere {
        true => format!("部分时段余{unused}：所能送达的用户当时均无法使用，又不能移用于气量不足的其他时段。"),
        false => format!("余{unused}未分配：所能送达且有资格使用的用户均无法使用。"),
    },
    left_in_storage: |unused| format!("储气设施中有{unused}留存于最低存量之上。"),
    short_for: |hours, why| format!("共{hours}小时不足，最严重时：{why}"),
    binding_for: "受限时长",
};

pub static LINEPACK: LinepackMessages = LinepackMessages {
    heading: "管存",
    usable: "可用管存",
    pipe: |number| format!("管道{number}"),
    in_full: "需求全部满足时",
    as_granted: "按分配气量",
    at_most_withdrawn: "外输量最大时",
    pressure: |mpa, kind| {
        let kind = match kind {
            PressureKind::Gauge => "表压",
            PressureKind::Absolute => "绝对压力",
        };
        format!("{} MPa（{kind}）", figures(mpa, "／"))
    },
    minimum_pressures: "各管道最低压力",
    gives: |volume, until| format!("{volume}，至{until}"),
    lasts: |needed, hours, minutes, until| {
        format!("动用管存{needed}，可维持{hours}小时{minutes}分钟，至{until}")
    },
    lasts_through: |needed| format!("动用管存{needed}，期内可维持"),
    not_drawn: "不动用管存",
    at_most: |lasts, most| format!("{lasts}；但外输能力仅{most}，不能全部满足"),
};
