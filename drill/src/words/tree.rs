//! The words about a tree of nodes.

/// The words about a tree of nodes in one language.
pub struct TreeWords {
    /// The tree, as a heading.
    pub heading: &'static str,
    /// A node.
    pub node: &'static str,
    /// What can flow into a node.
    pub capacity: &'static str,
    /// Nothing limits what flows into a node.
    pub no_limit: &'static str,
    /// What flows into a node from above.
    pub load: &'static str,
    /// The share of the capacity that is used.
    pub used: &'static str,
    /// A source of the node's own.
    pub source: &'static str,
    /// Gas used of a node's own source, as part of what it passes on.
    pub from_source: &'static str,
    /// So much of so much.
    pub of: fn(part: &str, whole: &str) -> String,
    /// The users that a node holds back.
    pub holds_back: &'static str,
    /// A node that holds somebody back.
    pub binding: &'static str,
    /// A node is full and users below it fall short, each for another reason.
    pub full: &'static str,
    /// The technical minimum of a user does not fit into what can still be brought to it.
    pub minimum_does_not_fit: fn(minimum: &str, step: &str) -> String,
    /// The technical minimum of these users, one by one, does not fit into what can still be brought to them.
    pub minimums_do_not_fit: fn(step: &str) -> String,
    /// Some users by name, and how many more there are.
    pub and_more: fn(names: &str, more: usize) -> String,
    /// Which nodes the diagram shows.
    pub drawn: fn(shown: usize, all: usize) -> String,
}

pub(super) static ENGLISH: TreeWords = TreeWords {
    heading: "Network",
    node: "Node",
    capacity: "Capacity",
    no_limit: "no limit",
    load: "Flow from above",
    used: "Used",
    source: "Own source, used",
    from_source: "From its own source",
    of: |part, whole| format!("{part} of {whole}"),
    holds_back: "Holds back",
    binding: "Holds users back",
    full: "full while users below it fall short",
    minimum_does_not_fit: |minimum, step| {
        format!("its technical minimum of {minimum} does not fit into what can still reach it in {step}")
    },
    minimums_do_not_fit: |step| {
        format!("the technical minimum of each does not fit into what can still reach it in {step}")
    },
    and_more: |names, more| format!("{names} and {more} more"),
    drawn: |shown, all| {
        format!(
            "{shown} of {all} nodes: those that hold users back and carry most, and the nodes above them."
        )
    },
};

pub(super) static CHINESE: TreeWords = TreeWords {
    heading: "管网",
    node: "节点",
    capacity: "输气能力",
    no_limit: "不限",
    load: "上游来气",
    used: "利用率",
    source: "自有气源用量",
    from_source: "自有气源",
    of: |part, whole| format!("{part}／{whole}"),
    holds_back: "受限用户",
    binding: "有用户受限的节点",
    full: "已满，下游有用户不足",
    minimum_does_not_fit: |minimum, step| format!("{step}所能送达的气量不足其保炉用气{minimum}，故不供气"),
    minimums_do_not_fit: |step| format!("{step}所能送达的气量不足各户保炉用气，故不供气"),
    and_more: |names, more| format!("{names}等，另有{more}户"),
    drawn: |shown, all| format!("{all}个节点中的{shown}个：有用户受限的、流量最大的，及其上游节点。"),
};
