//! Networks and hours ahead, in English.

use citygate::horizon::Spread;

use crate::messages::catalogue::{
    HorizonMessages, LinepackMessages, NetworkMessages, PictureMessages, PipeMessages, figures,
};
use crate::scenario::linepack::PressureKind;

pub static NETWORK: NetworkMessages = NetworkMessages {
    heading: "Network",
    node: "Node",
    capacity: "Capacity",
    no_limit: "no limit",
    load: "Flow from above",
    used: "Used",
    source: "Own source, used",
    of: |part, whole| format!("{part} of {whole}"),
    holds_back: "Holds back",
    capacity_is_cause: |nodes| format!(" Capacity is the cause at {nodes}."),
    left_over: |unused| {
        format!(" {unused} is left over: nobody whom it can reach, and who may have it, can use it.")
    },
    full: "full while users below it fall short",
    minimum_does_not_fit: |minimum, step| {
        format!("its {minimum} does not fit into what can still reach it in {step}")
    },
    minimum_held_by_node: |minimum, node, step| format!("{node} cannot bring its {minimum} in {step}"),
    minimums_do_not_fit: |step| {
        format!("the technical minimum of each does not fit into what can still reach it in {step}")
    },
    drawn: |shown, all| {
        format!(
            "{shown} of {all} nodes: those that hold users back and carry most, and the nodes above them."
        )
    },
    pipes: &PIPES,
    picture: &PICTURE,
};

static PICTURE: PictureMessages = PictureMessages {
    stocks: |shown, all| format!("{shown} of {all} storages: those whose stock changes most."),
    served: |count| format!("served: {count}"),
    own_source: "own source",
    period: |period| format!("Drawn: {period}, the period in which most is short."),
    worst: |period| format!("Worst: {period}"),
    content: |nodes, links| {
        format!("{nodes} nodes and {links} pipes, from the sources on the left to the right.")
    },
    lacking: |users| format!("Short: {users}."),
    full: "full",
    width: |flow| format!("this wide: {flow}"),
    is_full: "full: holds users back",
    no_flow: "nothing flows",
    two_way: "both ways; black: as it flows",
    lack: "lacks so much",
};

static PIPES: PipeMessages = PipeMessages {
    pipe: "Pipe",
    way: "From – to",
    from_to: |from, to| format!("{from} → {to}"),
    flow: "Flow",
    source: "Source",
    taken: "Taken",
    storage: "Storage",
    holds: "Holds at most",
    filled: "Filled",
    against: "A flow below zero goes from the end of the pipe to its beginning.",
    balance: "Flows are balances over all periods, and capacities are added up.",
    held: |elements, step| format!("held back in {step}: {elements} can bring no more"),
    held_whole: |elements, step| format!("{elements} cannot bring all of what it needs whole in {step}"),
    used_up: |reason, elements| format!("{reason}; used up: {elements}"),
    limited: |reason, elements| format!("{reason}; limited by {elements}"),
    are_cause: |elements| format!(" Users are held back by {elements}."),
    demand_factor: "Own factor on demand",
};

pub static HORIZON: HorizonMessages = HorizonMessages {
    off_too_long: |reason| {
        format!("{reason}; off for longer than the order allows, since gas did not suffice")
    },
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
    begins: "Begins",
    from_to: |from, to| format!("{from}–{to} h"),
    supply: "Supply",
    withdrawn: "Withdrawn",
    stock_at_last: "Stock at end",
    added_up: |periods| format!("Each row adds up {periods} periods."),
    left_over: |unused, is_short_elsewhere| match is_short_elsewhere {
        true => format!(
            " {unused} is left over in periods in which nobody whom it can reach can use it; it cannot be used in \
             those in which users fall short."
        ),
        false => {
            format!(" {unused} is left over: nobody whom it can reach, and who may have it, can use it.")
        }
    },
    left_in_storage: |unused| format!(" {unused} stays in the storage above its reserve."),
    short_for: |hours, why| format!("for {hours} h, at worst: {why}"),
    binding_for: "Hours held",
};

pub static LINEPACK: LinepackMessages = LinepackMessages {
    heading: "Linepack",
    usable: "Can be taken out",
    pipe: |number| format!("Pipe {number}"),
    in_full: "Demand met in full",
    as_granted: "At the granted shares",
    at_most_withdrawn: "At the largest withdrawal",
    pressure: |mpa, kind| {
        let kind = match kind {
            PressureKind::Gauge => "gauge",
            PressureKind::Absolute => "absolute",
        };
        format!("{} MPa ({kind})", figures(mpa, " / "))
    },
    minimum_pressures: "the minimum pressure of every pipe",
    gives: |volume, until| format!("{volume}, until {until}"),
    lasts: |needed, hours, minutes, until| {
        format!("takes {needed} out of it; lasts {hours} h {minutes} min until {until}")
    },
    lasts_through: |needed| format!("takes {needed} out of it; lasts through the horizon"),
    not_drawn: "nothing is taken out of it",
    at_most: |lasts, most| {
        format!("{lasts}; at most {most} can be taken out at once, so it does not suffice")
    },
};
