use super::{HelpMessages, ToolMessages};

/// Help in English stands with the arguments themselves.
pub static TOOL: ToolMessages = ToolMessages {
    remark: "remark:",
    standard_output: "standard output",
    run_beside_command: "options of a run, and scenarios, do not go with a command",
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
    unknown_policy: |name, known| format!("no built-in supply order is called {name:?}; there are {known}"),
};
