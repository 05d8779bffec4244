//! The registers and codes as a header, for programs in C.

use std::fmt::Write;

use super::codes::CodeTable;
use super::list::{Form, Point, PointList};

/// `registers.h`, in C.
pub fn header(list: &PointList) -> String {
    let mut text = String::from(
        "/* The register map of an RTU: registers counted from 0, numbers most significant register first.\n *\n \
         * Generated from scada/points.toml by the test `registers_h_is_that_of_the_points`; do not edit it. */\n\n\
         #ifndef CITYGATE_REGISTERS_H\n#define CITYGATE_REGISTERS_H\n\n",
    );
    define(&mut text, "RTU_MAP_VERSION", list.map_version, "The version of this map.");
    for (form, number) in [(Form::U16, "0xffff"), (Form::U32, "0xffffffff")] {
        define(
            &mut text,
            &format!("RTU_NONE_{}", 16 * form.registers()),
            number,
            "There is no value, where a point can have none.",
        );
    }
    parts(&mut text, list);
    points(&mut text, "The station's input registers", "RTU_INPUT", &list.points, false);
    points(&mut text, "The station's holding registers", "RTU_HOLDING", &list.points, true);
    points(
        &mut text,
        "A user's input registers, from where its part begins",
        "RTU_USER_INPUT",
        &list.user_points,
        false,
    );
    let title = "A user's holding registers, from where its part begins";
    points(&mut text, title, "RTU_USER_HOLDING", &list.user_points, true);
    section(&mut text, "A command: holding registers that are written in one write");
    define(&mut text, "RTU_COMMAND", list.command.register, "Where it begins.");
    define(&mut text, "RTU_COMMAND_REGISTERS", list.command.registers(), "How many registers it has.");
    for field in &list.command.fields {
        point(&mut text, "RTU_COMMAND", field);
    }
    list.tables.iter().for_each(|table| codes(&mut text, table));
    text.push_str("\n#endif /* CITYGATE_REGISTERS_H */\n");
    text
}

fn parts(text: &mut String, list: &PointList) {
    let parts = list.users;
    section(text, "Where the parts of the users begin, and how many registers each has");
    for (name, number) in [
        ("RTU_USER_INPUTS", parts.input_registers),
        ("RTU_USER_INPUTS_EACH", parts.input_registers_each),
        ("RTU_USER_HOLDINGS", parts.holding_registers),
        ("RTU_USER_HOLDINGS_EACH", parts.holding_registers_each),
    ] {
        define(text, name, number, "");
    }
}

fn points(text: &mut String, title: &str, prefix: &str, points: &[Point], is_written: bool) {
    section(text, title);
    let own = || points.iter().filter(|own| own.is_written() == is_written);
    own().for_each(|own| point(text, prefix, own));
    let end = own().map(|own| own.register + own.form.registers()).max().unwrap_or_default();
    define(text, &format!("{prefix}_END"), end, "The first register behind them.");
}

fn point(text: &mut String, prefix: &str, point: &Point) {
    let form = match point.form {
        Form::U16 => "16 bits",
        Form::U32 => "32 bits",
        Form::U64 => "64 bits",
        Form::Measured => "32 bits, then the quality",
    };
    let mut about = format!("{form}: {}", point.english);
    if let Some(unit) = &point.unit {
        let _ = write!(about, ", in {unit}");
    }
    if let Some(none) = &point.none {
        let _ = write!(about, "; no value: {none}");
    }
    define(text, &format!("{prefix}_{}", point.name.to_uppercase()), point.register, &about);
}

fn codes(text: &mut String, table: &CodeTable) {
    section(text, &format!("Codes: {}", table.name));
    for code in &table.codes {
        let name = format!("RTU_CODE_{}_{}", table.name.to_uppercase(), code.name.to_uppercase());
        define(text, &name, code.number, code.english);
    }
}

fn section(text: &mut String, title: &str) {
    let _ = write!(text, "\n/* {title}. */\n\n");
}

fn define(text: &mut String, name: &str, number: impl std::fmt::Display, about: &str) {
    let defined = format!("#define {name} {number}u");
    let _ = match about {
        "" => writeln!(text, "{defined}"),
        about => writeln!(text, "{defined:<56} /* {about} */"),
    };
}
