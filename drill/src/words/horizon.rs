//! The words about the hours ahead.

use citygate::horizon::Spread;

/// The words about the hours ahead in one language.
pub struct HorizonWords {
    /// The hours ahead, as a heading.
    pub heading: &'static str,
    /// What the horizon is, as a name for [`periods`](Self::periods).
    pub horizon: &'static str,
    /// How many periods of how many hours, and how many hours together.
    pub periods: fn(count: usize, hours: &str, together: &str) -> String,
    /// How a shortage is spread over the periods, as a name for [`spread`](Self::spread).
    pub shortage: &'static str,
    /// How the shortage of a step is spread over the periods.
    pub spread: fn(Spread) -> &'static str,
    /// Quantities of the scenario, per hour or the like; those of the result are volumes.
    pub flows: fn(unit: &str) -> String,
    /// What is in the storage at the beginning.
    pub stock_at_first: &'static str,
    /// Below it the stock never falls.
    pub reserve: &'static str,
    /// The most that leaves the storage in a period.
    pub withdrawal: &'static str,
    /// All deliveries together.
    pub deliveries: &'static str,
    /// The chart of what each class gets.
    pub by_class: &'static str,
    /// Demand that is not served.
    pub unmet: &'static str,
    /// What there is without the storage.
    pub without_storage: &'static str,
    /// The chart of the stock.
    pub stock: &'static str,
    /// The axis of time.
    pub hours: &'static str,
    /// When a shortage reaches a class.
    pub outlook: &'static str,
    /// When a user of the class first gets less than it wants.
    pub first_touched: &'static str,
    /// When the class first wants gas and gets none.
    pub cut_off: &'static str,
    /// After so many hours.
    pub after: fn(hours: &str) -> String,
    /// From the beginning on.
    pub at_once: &'static str,
    /// Not within the horizon.
    pub never: &'static str,
    /// The periods, one by one.
    pub period_by_period: &'static str,
    /// From an hour to an hour.
    pub from_to: fn(from: &str, to: &str) -> String,
    /// The supply without the storage.
    pub supply: &'static str,
    /// What is withdrawn from the storage.
    pub withdrawn: &'static str,
    /// The stock when the period ends.
    pub stock_at_last: &'static str,
    /// Rows add up several periods.
    pub added_up: fn(periods: usize) -> String,
    /// Gas is left although someone is curtailed.
    pub left_over: fn(unused: &str) -> String,
    /// For how many hours a user falls short, and why.
    pub short_for: fn(hours: &str, why: &str) -> String,
    /// For how many hours a node holds users back.
    pub binding_for: &'static str,
}

pub(super) static ENGLISH: HorizonWords = HorizonWords {
    heading: "Hours ahead",
    horizon: "Horizon",
    periods: |count, hours, together| match count {
        1 => format!("one period of {hours} h; quantities are volumes"),
        _ => format!(
            "{count} periods of {hours} h, {together} h together; quantities are volumes over all of them"
        ),
    },
    shortage: "Shortage of a step",
    spread: |spread| match spread {
        Spread::Even => "spread over the periods",
        Spread::Earliest => "nearest period first",
    },
    flows: |unit| format!("Flows are in {unit}."),
    stock_at_first: "Stock at the beginning",
    reserve: "Reserve",
    withdrawal: "Largest withdrawal in a period",
    deliveries: "Deliveries together",
    by_class: "Served by class",
    unmet: "unmet demand",
    without_storage: "supply without the storage",
    stock: "Stock",
    hours: "hours",
    outlook: "When a shortage reaches a class",
    first_touched: "First curtailed",
    cut_off: "First without any gas",
    after: |hours| format!("after {hours} h"),
    at_once: "at once",
    never: "never within the horizon",
    period_by_period: "Period by period",
    from_to: |from, to| format!("{from}–{to} h"),
    supply: "Supply",
    withdrawn: "Withdrawn",
    stock_at_last: "Stock at end",
    added_up: |periods| format!("Each row adds up {periods} periods."),
    left_over: |unused| {
        format!(
            " {unused} is left over when nobody who may have it can use it, or stays in the storage above its reserve."
        )
    },
    short_for: |hours, why| format!("for {hours} h, at worst: {why}"),
    binding_for: "Hours held",
};

pub(super) static CHINESE: HorizonWords = HorizonWords {
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
    reserve: "储备下限",
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
    from_to: |from, to| format!("{from}–{to}小时"),
    supply: "可供气量",
    withdrawn: "储气外输",
    stock_at_last: "期末存量",
    added_up: |periods| format!("每行为{periods}个时段合计。"),
    left_over: |unused| format!("余{unused}：当时有资格使用的用户均无法使用，或留存于储备下限之上。"),
    short_for: |hours, why| format!("共{hours}小时不足，最严重时：{why}"),
    binding_for: "受限时长",
};
