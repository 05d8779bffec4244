//! Messages about files, in English.

use super::catalogue::{ReadingMessages, SyntaxHint, alternatives};
use super::station;

pub static MESSAGES: ReadingMessages = ReadingMessages {
    unreadable: |error| format!("the file cannot be read: {error}"),
    line: |line| format!("line {line}"),
    cell: |sheet, row, column| {
        let sheet = sheet.map(|sheet| format!("sheet {sheet:?}, ")).unwrap_or_default();
        let column = column.map(|column| format!(", column {column}")).unwrap_or_default();
        format!("{sheet}row {row}{column}")
    },
    unknown_name: |what, written, close, known| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        format!("unknown {what} {written:?}{close}; write {}", alternatives(known, ", ", " or "))
    },
    thing: |thing| thing,
    key_of_user: "key of a user",

    volume_unit_missing: |unit, example| {
        format!(
            "the key is missing; what {unit:?} comes to in time is not known: write for example volume_unit = \
             {example:?}, or volume_unit = \"{unit}·h\" for unit × hours"
        )
    },
    volume_unit_unknown: |written, unit, known| {
        format!(
            "how much {written:?} {unit:?} comes to in time is not known; write {}",
            alternatives(known, ", ", " or ")
        )
    },
    rotation_bounds: |least, most| format!("turns cannot be so long; write from {least} to {most}.0 hours"),
    turns_without_length: "users take turns only when something changes; state rotation_h in [exercise], by which the longest outage and the minimum turn are counted too",
    withdrawal_bounds: |step, most| {
        format!("the withdrawal has to be a multiple of {step} and at most {most}; write such a flow")
    },
    no_storage: "there is no storage; state it in [exercise], such as storage = { stock = 8000.0, withdrawal = 2000.0 }",
    stock_implausible: |hours, unit| {
        format!(
            "above the reserve it is what all users want in {hours} h; volumes are in {unit}: is it meant so?"
        )
    },
    storage_beside_linepack: "the [linepack] is the storage here, and there can be only one: leave this one or the linepack out",
    linepack_without_pipe: "there is no pipe; add a [[linepack.pipe]]",
    linepack_in_other_unit: |unit| {
        format!(
            "linepack is computed in cubic metres, and volumes are in {unit:?} here; write a unit such as \"m3/h\""
        )
    },
    linepack_below_minimum: "the pipe is below this pressure already and can give nothing; write a lower one, or leave the pipe out",
    linepack_above_maximum: "the pipe is above this pressure already; write a higher one, or leave it out if the pipe is not filled again",
    no_such_gas: "no natural gas has these figures together; check calorific value, relative density and carbon dioxide",
    no_reference_temperature: |number, known| {
        format!("{number} °C is no reference temperature; write {}", known.join(", "))
    },
    volume_beside_length: "volume_m3 is stated as well; leave it out, or length_km and internal_diameter_mm",
    pipe_without_volume: "the key is missing; write volume_m3 = 2513.0, or length_km and internal_diameter_mm",
    one_or_two_pressures: |count| {
        format!("{count} pressures are written here; write the mean, or [4.0, 3.4] upstream and downstream")
    },
    downstream_above_upstream: "the pressure downstream is above that upstream; write [upstream, downstream]",
    beyond_bounds: |number, least, most| format!("{number} is out of range; write {least} to {most}"),

    no_toml: |column, error, hint| {
        let column = column.map(|column| format!("column {column}: ")).unwrap_or_default();
        let hint = hint.map(|hint| format!("; {}", syntax_hint(hint))).unwrap_or_default();
        format!("{column}this is not TOML: {error}{hint}")
    },
    unknown_key: |written, close, known| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        format!("unknown key {written:?}{close}; known here: {}", alternatives(known, ", ", ", "))
    },
    wrong_type: |found, expected| format!("{} is written here; write {}", kind(found), expectation(expected)),
    unreadable_value: |error| format!("the value cannot be read: {error}"),
    key_missing: |key, example| format!("the key is missing; write for example {key} = {example}"),
    more_problems: |count| format!("there are {count} more problems; mend these first"),
    no_utf8: "the text is not UTF-8; save the file in that encoding",
    format_missing: |format| format!("the key is missing; write format = {format} at the top"),
    other_format: |format, found| {
        format!("this tool reads format {format}, not {found}; write format = {format}")
    },
    text_empty: "the text is empty; write at least one character",
    control_character: |character| {
        format!(
            "the text holds the control character U+{:04X}; write it on one line, without such characters",
            u32::from(character)
        )
    },
    id_used: |id, place| format!("the id {id:?} is already used in {place}; every id must be its own"),
    negative: |number| format!("{number} is negative; write 0.0 or more"),
    too_many_decimals: |number, rounded| {
        format!("{number} has more than three decimals; round it, for example to {rounded}")
    },
    too_many_digits: |number| {
        format!("{number} has more digits than can be held; round it to three decimals")
    },
    too_large: |number, most| format!("{number} is too large; write at most {most}, or choose a larger unit"),
    zero: "the number is zero; write more than 0.0, or leave the key out",
    no_whole: |number, least, most| {
        format!("{number} is not a whole number from {least} to {most}; write one")
    },
    not_finite: |number| format!("{number} is not a finite number; write a number such as 4000.0"),
    node_unknown: |id, close| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        format!("there is no node {id:?}{close}; write the id of a [[node]]")
    },
    no_nodes: "the scenario has no nodes; leave the key out, or add a [[node]]",
    node_cycle: |node, root| {
        format!("node {node:?} is its own ancestor; every node must lead to the root {root:?} by its parents")
    },
    root_has_parent: "the first node is the root and has no parent; leave the key out, or put the root first",
    second_root: |node, root| {
        format!("node {node:?} would be a second root; the root is {root:?}, so name this node's parent")
    },
    list_without_horizon: "a list has one value for each period, and there is no [horizon]; write one number, or add a [horizon]",
    factor_without_horizon: "factors are for the periods of a [horizon], and there is none; state the demand itself, or add a [horizon]",
    periods_missing: "nothing says how many periods there are; write for example periods = 24, or a list with one value for each period",
    node_ring: |node| {
        format!("node {node:?} is its own ancestor by its parents; join nodes in a ring by [[pipe]]s")
    },
    storage_without_horizon: "a [[storage]] gives and takes over time, and there is no [horizon]; add one, or write what it can give now as a [[source]]",
    withdrawal_of_linepack_in_network: "every pipe of a linepack with nodes is a storage by itself; leave this out, and state the capacity of the [[pipe]] through which its gas goes",
    exercise_storage_beside_pipes: "the storage of an exercise is at a station or at the root of a tree; write what it can give as a [[source]]",
    no_supply_to_change: "there is no supply at the top that could change; write the gas that changes as supply = … at the top, which is a source at the first node",
    capacity_without_parent: "the node has no parent from which gas could flow in, so this limits nothing; state the capacity of the [[pipe]] that leads here, or name the parent",
    both_ways_twice: "both_ways and capacity_back both say what can flow back; leave one of the two out",
    pipe_to_itself: |node| format!("the pipe begins and ends at node {node:?}; write another node"),
    stock_above_capacity: |stock, capacity| {
        format!("the stock of {stock} is above the capacity of {capacity}; write at most the capacity")
    },
    reserve_above_capacity: |reserve, capacity| {
        format!("the reserve of {reserve} is above the capacity of {capacity}; write at most the capacity")
    },
    too_many_pipes: |periods, elements, most| {
        format!(
            "{periods} periods with {elements} pipes, sources and limits of storages in each are more than {most}; choose \
             longer or fewer periods"
        )
    },
    gas_too_much_in_network: |most| {
        format!("all supplies, stocks and deliveries together come to more than {most}; choose a larger unit")
    },
    network_too_large: "gas, pipes and demands are more together than can be shared out exactly; choose a larger unit, or fewer periods",
    pipe_too_large: |pipe| {
        format!(
            "what pipe {pipe:?} can carry over all periods is more than can be held; leave the capacity out, or choose \
             a larger unit"
        )
    },
    figures_from_twice: "source says where the figures come from already; leave one of the two out",
    no_period: "there is no period; write at least one value",
    period_too_long: |period, most| format!("a period of {period} h is too long; write at most {most}"),
    factor_too_large: |factor, most| {
        format!("a factor of {factor} is too large; write at most {most}, or raise the demands themselves")
    },
    other_count: |periods, count| {
        format!("there are {periods} periods, but here is a list of {count}; write one value for each period")
    },
    supply_beside_horizon: "the supply of the horizon's periods is shared out; this one is not used",
    factor_zero: |what| {
        format!(
            "a factor of 0 stops {what:?} by order: its demand counts as curtailed by order, not as satisfied"
        )
    },
    extent_against_regions: |extent, regions| {
        format!("{extent:?} contradicts regions = {regions}; leave one of the two out")
    },
    too_many_hours: |most| format!("more hours than can be counted; write at most {most}.0"),
    policy_unknown: |name, close, known| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        format!(
            "unknown policy {name:?}{close}; write {}, the name of a file that ends in .toml, or a [policy] table",
            alternatives(known, ", ", " or ")
        )
    },
    plan_unknown: |name, close, known| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        let known = alternatives(known, ", ", ", ");
        format!("unknown plan {name:?}{close}; write {known}, or the name of a file that ends in .toml")
    },
    plan_missing: |known| {
        format!(
            "no plan is stated, and this supply order implies none: the event is not graded; write for example plan = \
             {known:?}"
        )
    },
    plan_is_none: |error| error.to_string(),
    one_imbalance: "write imbalance_permille or imbalance_above_permille, and one only",
    no_plan_network: "the scenario states no totals of the plan's network that could change; add [plan_network]",
    policy_without_steps: "the policy has no steps; add at least one [[policy.step]]",
    step_without_class: "the step names no class; name at least one",
    too_many_attributes: |most, own| {
        format!(
            "a policy may name {most} attributes beyond the standard ones, and {} are named already",
            alternatives(own, ", ", " or ")
        )
    },
    attribute_unasked: |names| {
        format!(
            "this order does not ask for {}: it makes no difference here",
            alternatives(names, ", ", " or ")
        )
    },
    attribute_unheard_of: |name| format!("no user has the attribute {name:?}, which is not a standard one"),
    target_below_minimum: |user, others| {
        let others = if others == 0 { String::new() } else { format!(" and for {others} others") };
        format!(
            "for user {user:?}{others} the step asks for less than the technical minimum, and so for nothing; put a step \
             with target = \"minimum\" before it, or raise the target"
        )
    },
    either_permille: "write either permille_of_base or permille_of_demand, and one only",
    too_many_steps: |most| format!("the step is one too many; a policy has at most {most} steps"),
    step_contradicts: |attributes| {
        format!(
            "the step wants users to have and not to have {}, so it serves nobody; name it once",
            alternatives(attributes, ", ", " or ")
        )
    },
    only_rotating_takes_turns: "only a step with share = \"rotating\" takes turns; leave the key out",
    turn_beyond_outage: |turn, outage| {
        format!(
            "a turn of at least {turn} periods is longer than the longest outage of {outage}; write at most that"
        )
    },
    step_never_asks: "the step can never ask for anything, because earlier steps already ask as much of all its users; take it out, \
                      or put it before them",
    class_never_served: |class, user| {
        format!("no step serves class {class:?}, of which user {user:?} is; add a step for it")
    },
    supply_too_large_on_tree: |supply, most| {
        format!("{supply} is too large; write at most {most} with a tree of nodes, or choose a larger unit")
    },
    sources_too_large: |node, most| {
        format!(
            "the supply and the sources up to node {node:?} come to more than {most}; choose a larger unit"
        )
    },
    later_supply_too_large: |supply, most| {
        format!(
            "{supply} and the sources of the nodes come to more than {most}; write less, or choose a larger unit"
        )
    },
    too_many_users: |periods, users, most| {
        format!(
            "{periods} periods with {users} users in each are more than {most}; choose longer or fewer periods"
        )
    },
    too_many_nodes: |periods, nodes, most| {
        format!(
            "{periods} periods with {nodes} nodes in each are more than {most}; choose longer or fewer periods"
        )
    },
    gas_too_much: |most| {
        format!(
            "the stock and all supplies, deliveries and sources up to this period come to more than {most}; choose a \
             larger unit"
        )
    },
    demands_over_time_too_large: "the demands over all periods, and what was curtailed so far, come to more than can be held; \
                                  choose a larger unit",
    demands_too_large: "the demands add up to more than can be held; choose a larger unit",
    capacity_too_large: |node| {
        format!(
            "what node {node:?} can carry over all periods is more than can be held; leave the capacity out, or choose \
             a larger unit"
        )
    },
    no_users: "there are no users; add at least one [[user]] with id, class and demand, or users = \"users.csv\"",
    minimum_above_demand: |minimum, demand| {
        format!(
            "the technical minimum of {minimum} is above the demand of {demand}; write at most the demand"
        )
    },
    user_too_large: |largest, most| {
        format!("{largest} is too large for one user; the most is {most}: choose a larger unit")
    },
    user_too_large_over_time: |largest, most, period| {
        format!(
            "{largest} is too large for one user: with the factors on it, it comes to more than {most} in a period of \
             {period} h; choose a larger unit or shorter periods"
        )
    },
    in_a_period: |number, volume| format!("what {number} comes to in a period, {volume},"),
    no_multiple: |number, step, largest, place| {
        format!(
            "{number} is not a multiple of {step}, the finest step in which the largest quantity of a user, {largest} \
             in {place}, can be held; round it, or choose a larger unit"
        )
    },
    exercise_alone: "an exercise without a time line; add a [[timeline]] entry",
    timeline_and_horizon: "a time line and a [horizon] both say what comes later; leave one of them out",
    plan_network_alone: "the scenario states no totals of the plan's network that could change; add [plan_network]",
    timeline_ungraded: "the key is missing; a time line is graded against it: write for example normal_supply = 25833.333",
    timeline_too_short: "the time line ends where it begins; add a later entry, or end_h to [exercise]",
    out_of_order: |after, before| {
        format!("{after} h comes after {before} h; put the entries in order of time")
    },
    ends_too_early: |last| format!("the last entry is at {last} h; write no earlier hour"),
    no_start: |text, latest| {
        format!(
            "{text} is no date with a time and a time zone after 1970 and no later than {latest}; write for example \
             2026-01-12T04:00:00+08:00"
        )
    },
    ends_too_late: |latest| format!("it would end after {latest}, the latest moment there is; begin earlier"),
    later_than_a_year: |most| format!("later than a year; write at most {most}.0"),
    nothing_happens: "nothing happens in this entry; add what changes, who acts, or a note",
    supply_no_multiple: |supply, step| {
        format!(
            "{supply} is not a multiple of {step}, the step in which this scenario's quantities are held; round it"
        )
    },
    demand_too_large_then: |user, demand| {
        format!(
            "with this factor the demand of user {user:?}, {demand}, gets too large for one user; choose a larger unit"
        )
    },
    only_at_the_end: |key| format!("only declare_termination states {key}; leave the key out"),
    response_missing: |action| {
        format!("the key is missing; {action} names a response, such as \"2_province\"")
    },
    response_too_many: |action| format!("{action} names no response; leave the key out"),
    report_to_nobody: "the report goes to nobody; name recipients, or leave the key out for all who are due one",
    notice_ends_early: "the notices end before they begin; write a later time than from",
    no_register_number: |most| format!("a number in a register is whole; write one from 0 to {most}"),
    station: &station::ENGLISH,

    no_table_format: |file| {
        format!("{file:?} is no table; write the name of a file that ends in .csv or .xlsx")
    },
    sheet_of_csv: "a CSV file has no sheets; leave the key out",
    too_many_bytes: |most| format!("the file is larger than {most} bytes; save the table of users alone"),
    too_many_cells: |most| format!("the sheet has more than {most} cells; save the table of users alone"),
    unknown_encoding: "the text is neither UTF-8, UTF-16 nor GB18030 (GBK); save the file as \"CSV UTF-8\"",
    taken_for_gb18030: "the text is not UTF-8; it was taken for GB18030 (GBK)",
    no_csv: |error| format!("this is not CSV: {error}"),
    no_workbook: |error| format!("this is no XLSX workbook ({error}); save the table as .xlsx or .csv"),
    no_such_sheet: |written, names, close| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        format!(
            "there is no sheet {written:?}{close}; the workbook has {}",
            alternatives(names, ", ", " and ")
        )
    },
    no_headings: |found| {
        let found: Vec<&str> = found.iter().map(String::as_str).take(12).collect();
        format!(
            "no heading says what a column holds; name the columns id, class, demand or 用户, 类别, 需求 (found: {})",
            alternatives(&found, ", ", ", ")
        )
    },
    column_twice: |key, first| format!("column {first} holds {key:?} already; leave one of them out"),
    heading_like: |heading, close| format!("unknown heading {heading:?}, did you mean {close:?}?"),
    column_missing: |key, usual| {
        format!("no column holds {key:?}; add one with the heading {key:?} or {usual:?}")
    },
    column_unread: |heading| format!("the column {heading:?} says nothing about a user; it is not read"),
    other_unit: |key, heading, unit| {
        format!(
            "the heading of {key:?} says {heading}, but the scenario's unit is {unit}: its figures are read in {unit}"
        )
    },
    heading_not_there: |heading| {
        format!("the table has no heading {heading:?}; write a heading as it stands there")
    },
    table_without_users: "there are no users below the headings; add a row for each",
    users_inline: "with a table of users, further users are [[user]] tables; do not write user = […]",
    cell_holds_error: |error| {
        format!("the cell holds the error {error}; mend its formula, or write the value")
    },
    cell_holds_date: "the cell holds a date or time; format it as a number or text",
    no_number: |text| {
        format!(
            "{text:?} is no number; write digits and a decimal point alone, such as 4000.5, no separators, no unit"
        )
    },
    no_yes_no: |text| format!("{text:?} is neither yes nor no; write 是 or 否, yes or no"),
};

fn syntax_hint(hint: SyntaxHint) -> &'static str {
    match hint {
        SyntaxHint::LineEnds => "end lines with LF, or CR LF",
        SyntaxHint::StraightQuotes => "write straight quotes, \"…\"",
        SyntaxHint::HalfWidth => "write digits, points, commas and signs of half width, as in 900.5",
        SyntaxHint::NoSeparator => "write a number without separators and with a point, as in 90000.5",
        SyntaxHint::NoUnit => "write the number alone; the unit of all of them is said by unit",
        SyntaxHint::Quotes => "write text in quotes, \"…\"",
    }
}

/// What stands in the file, as the TOML reader calls it.
fn kind(found: &str) -> String {
    match found {
        "map" => "a table".to_owned(),
        "sequence" => "a list".to_owned(),
        "boolean `true`" => "true".to_owned(),
        "boolean `false`" => "false".to_owned(),
        _ => match found.split_once(" `") {
            Some((_, value)) => format!("the number {}", value.trim_end_matches('`')),
            None => format!("the {}", found.replacen("string", "text", 1)),
        },
    }
}

/// What should stand there.
fn expectation(expected: &str) -> &str {
    match expected {
        "a string" => "a text in quotes",
        "a sequence" => "a list, [ … ], or tables under [[ … ]]",
        "a map" => "a table, { … }",
        "a boolean" => "true or false",
        "a TOML datetime" => {
            "a date with a time and a time zone without quotes, such as 2026-01-12T04:00:00+08:00"
        }
        table if table.starts_with("struct ") => "a table, { … }",
        other => other,
    }
}
