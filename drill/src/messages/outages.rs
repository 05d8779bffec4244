//! The words of outages (N-1): what is served while one element is out.

use crate::scenario::pipe_network::ElementKind;

pub struct OutageMessages {
    pub report: &'static str,
    pub heading: &'static str,
    /// What the figures of the classes are.
    pub lacking: &'static str,
    pub out: &'static str,
    pub kind_of_element: &'static str,
    pub kind: fn(ElementKind) -> &'static str,
    /// The first row: nothing is out.
    pub nothing: &'static str,
    pub cut_off: &'static str,
    pub worst_period: &'static str,
    pub hour: fn(hours: &str) -> String,
    /// Elements during whose outages those get less whom the first step serves.
    pub touch_first: fn(count: usize, all: usize, whom: &str, elements: &str) -> String,
    pub touch_nobody_first: fn(all: usize, whom: &str) -> String,
    pub gravest: fn(element: &str, lacking: &str, cut_off: usize) -> String,
    pub change_nothing: fn(count: usize, elements: &str) -> String,
    pub no_element: &'static str,
    pub time_line: &'static str,
    pub charted: fn(shown: usize, all: usize) -> String,
    /// Marks an outage during which those get less whom the first step serves.
    pub mark: &'static str,
    pub mark_means: fn(whom: &str) -> String,
    /// Over the network with nothing out.
    pub network: &'static str,
    pub marked_in_network: fn(whom: &str) -> String,
}

pub(super) static ENGLISH: OutageMessages = OutageMessages {
    report: "Outages, one element at a time (N-1)",
    heading: "What is lacking while one element is out",
    lacking: "Lacking",
    out: "Out",
    kind_of_element: "Kind",
    kind: |kind| match kind {
        ElementKind::Pipe => "pipe",
        ElementKind::Source => "source",
        ElementKind::Storage => "storage",
    },
    nothing: "nothing",
    cut_off: "Cut off",
    worst_period: "Worst period",
    hour: |hours| format!("from hour {hours}"),
    touch_first: |count, all, whom, elements| {
        format!("Those served first ({whom}) get less during {count} of {all} outages: {elements}.")
    },
    touch_nobody_first: |all, whom| match all {
        1 => format!("Those served first ({whom}) get no less during the one outage that there can be."),
        _ => format!("Those served first ({whom}) get no less during any of {all} outages."),
    },
    gravest: |element, lacking, cut_off| {
        let users = match cut_off {
            0 => "nobody is left without any gas that has some now".to_owned(),
            1 => "1 user is left without any gas that has some now".to_owned(),
            _ => format!("{cut_off} users are left without any gas that have some now"),
        };
        format!("Gravest is the outage of {element}: {lacking} is lacking, {users}.")
    },
    change_nothing: |count, elements| match count {
        1 => format!("1 outage changes nothing for anybody: {elements}."),
        _ => format!("{count} outages change nothing for anybody: {elements}."),
    },
    no_element: "There is no pipe, source or storage that could be out.",
    time_line: "The time line is not played: this is the beginning.",
    charted: |shown, all| format!("The {shown} gravest of {all}; the table has all."),
    mark: "!",
    mark_means: |whom| format!("! those served first ({whom}) get less"),
    network: "The network with nothing out",
    marked_in_network: |whom| {
        format!("At ⚠ stands how much less those served first ({whom}) get while that is out.")
    },
};

pub(super) static CHINESE: OutageMessages = OutageMessages {
    report: "逐一停用分析（N-1）",
    heading: "任一设施停用时的缺口",
    lacking: "缺口",
    out: "停用设施",
    kind_of_element: "类别",
    kind: |kind| match kind {
        ElementKind::Pipe => "管道",
        ElementKind::Source => "气源",
        ElementKind::Storage => "储气设施",
    },
    nothing: "无",
    cut_off: "全断用户数",
    worst_period: "最重时段",
    hour: |hours| format!("第{hours}小时起"),
    touch_first: |count, all, whom, elements| {
        format!("{all}项停用中有{count}项使最先保供者（{whom}）供气减少：{elements}。")
    },
    touch_nobody_first: |all, whom| format!("{all}项停用均不使最先保供者（{whom}）供气减少。"),
    gravest: |element, lacking, cut_off| {
        let users = match cut_off {
            0 => "无用户由有气变为全断".to_owned(),
            _ => format!("{cut_off}户由有气变为全断"),
        };
        format!("最重者为{element}停用：缺{lacking}，{users}。")
    },
    change_nothing: |count, elements| format!("{count}项停用对任何用户均无影响：{elements}。"),
    no_element: "没有可停用的管道、气源或储气设施。",
    time_line: "不演练时间线，此为初始状态。",
    charted: |shown, all| format!("{all}项中最重的{shown}项；全部见下表。"),
    mark: "!",
    mark_means: |whom| format!("! 最先保供者（{whom}）供气减少"),
    network: "无停用时的管网",
    marked_in_network: |whom| format!("⚠处为该设施停用时最先保供者（{whom}）少得的气量。"),
};
