//! What is wrong with the station controller of an exercise, in English and in Chinese.

pub struct StationReadingMessages {
    pub without_timeline: &'static str,
    pub beside_network: &'static str,
    pub beside_storage: &'static str,
    pub supply_never_stuck: &'static str,
    pub supply_of_nobody: &'static str,
    pub valve_not_dead: &'static str,
    pub no_multiple: fn(number: &str, step: &str) -> String,
    pub no_whole: fn(number: &str, least: u64, most: u64) -> String,
    pub lowest_above_highest: fn(lowest: &str, highest: &str) -> String,
    pub too_many_scans: fn(scans: u64, most: u64) -> String,
    pub contracted_too_large: fn(user: &str, most: &str) -> String,
    pub no_such_user: fn(id: &str, close: Option<&str>) -> String,
    pub failures_overlap: &'static str,
    pub ends_before_it_begins: &'static str,
    pub after_the_end: fn(end: &str) -> String,
    pub key_of_another: fn(key: &str, kinds: &str) -> String,
}

pub(super) static ENGLISH: StationReadingMessages = StationReadingMessages {
    without_timeline: "the station controller takes part in an exercise, and there is none; add [[timeline]] entries, or \
                       leave [station] out",
    beside_network: "the station controller shares out gas at one place; leave out nodes, pipes, sources and storages, or \
                     [station]",
    beside_storage: "the station controller knows of no storage; leave out storage and linepack of the exercise, or \
                     [station]",
    supply_never_stuck: "the supply has no partner signal by whose movement it would be found stuck; leave the key out",
    supply_of_nobody: "the supply is no user's signal; leave the key out, or write signal = \"demand\" or \"flow\"",
    valve_not_dead: "a valve is at the station's command or not; write how = \"dead\"",
    no_multiple: |number, step| {
        format!("{number} is no multiple of {step}, the step of all flows; write one")
    },
    no_whole: |number, least, most| {
        format!("{number} is out of bounds; write a whole number from {least} to {most}")
    },
    lowest_above_highest: |lowest, highest| {
        format!(
            "the lowest supply, {lowest}, is above the highest, {highest}; write a lower one, or a higher highest_supply"
        )
    },
    too_many_scans: |scans, most| {
        format!(
            "that makes {scans} scans, and at most {most} are played; write a longer scan_s, or an earlier end_h"
        )
    },
    contracted_too_large: |user, most| {
        format!(
            "the contracted maximum of user {user:?} would be above {most}; write a smaller contracted_percent for it"
        )
    },
    no_such_user: |id, close| match close {
        Some(close) => format!("there is no user {id:?}; did you mean {close:?}?"),
        None => format!("there is no user {id:?}; write the id of a [[user]]"),
    },
    failures_overlap: "another failure of the same signal lasts at this time; write hours that do not overlap",
    ends_before_it_begins: "it would end before it begins; write an hour later than from_h",
    after_the_end: |end| format!("the exercise ends at hour {end}; write an hour up to that"),
    key_of_another: |key, kinds| format!("{key} is stated with {kinds} only; leave the key out"),
};

pub(super) static CHINESE: StationReadingMessages = StationReadingMessages {
    without_timeline: "门站控制器须参与演练，而此处没有演练；请加[[timeline]]条目，或删去[station]",
    beside_network: "门站控制器只在一处分配；请删去节点、管道、气源和储气设施，或删去[station]",
    beside_storage: "门站控制器不考虑储气设施；请删去演练中的储气设施和管存，或删去[station]",
    supply_never_stuck: "供气量没有可据以判断其停滞的关联信号；请删去此键",
    supply_of_nobody: "供气量不是用户的信号；请删去此键，或写signal = \"demand\"或\"flow\"",
    valve_not_dead: "阀门只有可控与不可控之分；请写how = \"dead\"",
    no_multiple: |number, step| format!("{number}不是流量步长{step}的整数倍；请照此填写"),
    no_whole: |number, least, most| format!("{number}超出范围；请写{least}至{most}的整数"),
    lowest_above_highest: |lowest, highest| {
        format!("最低供气量{lowest}高于最高供气量{highest}；请写较低的值，或提高highest_supply")
    },
    too_many_scans: |scans, most| format!("共需{scans}次扫描，最多可演练{most}次；请加长scan_s，或提前end_h"),
    contracted_too_large: |user, most| {
        format!("用户{user:?}的合同最大用气量将超过{most}；请为其写较小的contracted_percent")
    },
    no_such_user: |id, close| match close {
        Some(close) => format!("没有用户{id:?}；是否指{close:?}？"),
        None => format!("没有用户{id:?}；请写[[user]]的id"),
    },
    failures_overlap: "此时同一信号已有另一故障；请写不重叠的时间",
    ends_before_it_begins: "结束早于开始；请写晚于from_h的小时",
    after_the_end: |end| format!("演练在第{end}小时结束；请写不晚于此的小时"),
    key_of_another: |key, kinds| format!("只有{kinds}可写{key}；请删去此键"),
};
