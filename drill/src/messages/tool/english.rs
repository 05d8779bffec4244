use super::{AuditMessages, HelpMessages, ToolMessages};

/// Help in English stands with the arguments themselves.
pub static TOOL: ToolMessages = ToolMessages {
    remark: "remark: ",
    standard_output: "standard output",
    run_beside_command: "options of a run, and scenarios, do not go with a command",
    usage_error: None,
    command_help: |_| "",
    argument_help: |_, _| "",
    help: HelpMessages {
        template: "",
        commands: "Commands",
        usage_command: "<COMMAND>",
        usage_options: "[OPTIONS]",
        arguments: "Arguments",
        options: "Options",
        help: "Print help",
        version: "Print version",
    },
    standard_input_twice: "standard input can be read only once; write - for one file",
    is_there_already: "the file is there already, nothing was written; rename it, or name another directory",
    right: "nothing wrong",
    made_at: "Made",
    written: "written",
    replaced: "replaced",
    unchanged: "there already, unchanged",
    no_directory: "this is no directory, so no report can be written into it",
    not_ours: "this tool did not write the file, or somebody changed it since; it was left as it is: move it away, or \
               replace it with --force",
    same_report: |report, first| {
        format!(
            "the report would be {report:?}, as that of {first}; rename one of the files, or write to another directory"
        )
    },
    unreadable: |error| format!("the file cannot be read: {error}"),
    no_journal: "this is not a journal: no record of it begins as records do",
    not_sound: "the journal is not sound, or its key is missing; citygate verify says what is wrong",
    key_error: |error| error.to_string(),
    head_error: |error| error.to_string(),
    finding: |finding| finding.to_string(),
    more_findings: |count| format!("and {count} faults more"),
    sound: |records, period| match period {
        Some((first, last)) => format!("sound: {records} records from {first} to {last}"),
        None => format!("sound: {records} records"),
    },
    lost: |entries| format!("{entries} entries were lost, and the journal says so"),
    head: "head",
    head_compared: "the head given was compared",
    no_head: "no head was given: records cut off the end would not be noticed",
    neither_key_nor_head: "neither key nor head was given: anybody can compute such a chain; compare the head with one \
                           kept elsewhere (--head)",
    audit: AuditMessages {
        tells_of_journal: "tells of this journal; give --scenario to check the rest of it",
        made_of_scenario: "is what comes of this scenario, and tells of this journal",
        no_report: "this is no report or JSON result that says of what it was made",
        no_head: "it tells of no journal",
        other_head: |report, journal| {
            format!("it tells of a journal with the head {report}, not of this one, {journal}")
        },
        other_scenario: |scenario| {
            format!("it was made of another scenario than {scenario}, or of other files that this names")
        },
        other_version: |report, tool| {
            format!("it was made by {report}, and this is {tool}: check it with the version that made it")
        },
        differs: |line, report, again| {
            format!(
                "line {line} is not what comes of the scenario: it says {report:?}, and should say {again:?}"
            )
        },
    },
    no_result: |error| format!("this is no result as --json prints it: {error}"),
    several_results: |count| format!("here are {count} results; compare one with one"),
    other_unit: |first, second| {
        format!("one result is in {first}, the other in {second}; compare like with like")
    },
    station_clock: |ms| format!("{ms} ms of the station's clock"),
    station_ms: "Station's clock (ms)",
    tag: "Tag",
    change: "Change",
    absent: "–",
    same_in_both: |users| match users {
        1 => "1 user wants and gets the same in both.".to_owned(),
        _ => format!("{users} users want and get the same in both."),
    },
    unknown_policy: |name, known| format!("no built-in supply order is called {name:?}; there are {known}"),
};
