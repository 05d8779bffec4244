//! The point list as a document for people.

use std::fmt::Write;

use citygate::station::{AlarmKind, StationSettings};

use super::codes::CodeTable;
use super::layout::{Layout, Slot};
use super::list::{Form, Point, PointList};
use super::names::{mqtt_topic, opc_ua_id};

/// People count registers from these on: input registers, and holding registers.
const INPUT_REFERENCE: u32 = 30_001;
const HOLDING_REFERENCE: u32 = 40_001;

/// `docs/point-list.md`. Nothing if the list does not make a layout, which a test rules out.
pub fn document(list: &PointList) -> Option<String> {
    let layout = Layout::new(list.clone(), 2)?;
    let mut text = String::from(INTRODUCTION);
    for (title, is_user, is_written) in [
        ("The station, to be read", false, false),
        ("A user, to be read", true, false),
        ("The station, to be written", false, true),
        ("A user, to be written", true, true),
    ] {
        let is_meant =
            |slot: &&Slot| slot.user == is_user.then_some(0) && slot.point.is_written() == is_written;
        let slots: Vec<&Slot> = layout.slots.iter().filter(is_meant).collect();
        let _ = write!(text, "\n## {title}\n\n");
        if is_user {
            text.push_str(&of_users(list, is_written));
        }
        text.push_str(&table(&slots, is_written));
    }
    text.push_str(&command(list));
    text.push_str("\n## Codes\n");
    list.tables.iter().for_each(|codes| text.push_str(&of_codes(codes)));
    Some(text)
}

const INTRODUCTION: &str = "\
# The point list

Generated from [scada/points.toml](../scada/points.toml) by the test `the_point_list_is_that_of_the_points`; do not edit it. What has been
given out is never given to something else.

* **Registers** (寄存器) are counted from 0, as a request has them; in brackets as people count them, 3xxxx and 4xxxx. Numbers are
  unsigned, most significant register first: `u16`, `u32`, `u64` take 1, 2, 4 registers; `measured` is a `u32` and the code of its quality, 3
  registers. Where there is no value, all bits are 1. A point is written whole, in one write, with its quality; several points
  may be in one write, and are taken all or none.
* **Discrete inputs** (离散输入): every alarm has one, with the number of its input register: 1 while it is shown and not normal.
* **OPC UA**: the node of the namespace `urn:citygate`. **MQTT**: the topic of the station with number 1.
* **IEC 60870-5-104**: an address map for gateways; nothing here speaks it. The object address (信息体地址) and the type identification: 30
  single point, 35 scaled value, 36 short floating point, in m\u{b3}/h where the unit is dm\u{b3}/h; 62 and 63 set-points, scaled and floating. Numbers
  of 64 bits have no type there. Quality descriptor: good 0; uncertain SB (substituted); bad, or without a value, IV (invalid).
* Users (用户) are counted from 0; what is shown here is the first.
";

fn of_users(list: &PointList, is_written: bool) -> String {
    let parts = list.users;
    let (begin, each, kind) = if is_written {
        (parts.holding_registers, parts.holding_registers_each, "holding")
    } else {
        (parts.input_registers, parts.input_registers_each, "input")
    };
    let [_, objects, objects_each] = parts.object_addresses;
    format!(
        "User *n* begins at {kind} register {begin} + {each} \u{b7} *n*, and at object {objects} + {objects_each} \u{b7} *n*.\n\n"
    )
}

fn table(slots: &[&Slot], is_written: bool) -> String {
    let mut text = String::from(
        "| point | 名称 | unit | form | register | who may write | alarm | OPC UA | MQTT | 104: object, type |\n\
         |---|---|---|---|---:|---|---|---|---|---|\n",
    );
    for slot in slots {
        let point = &slot.point;
        let reference = if is_written { HOLDING_REFERENCE } else { INPUT_REFERENCE };
        let roles: Vec<&str> = point.write.iter().map(|role| role.name()).collect();
        let kind = type_identification(point)
            .map_or("\u{2013}".to_owned(), |kind| format!("{}, {kind}", slot.object_address));
        let _ = writeln!(
            text,
            "| `{}`: {} | {} | {} | {} | {} ({}) | {} | {} | `{}` | `{}` | {kind} |",
            slot.name,
            meaning(point),
            point.chinese,
            unit(point),
            form(point.form),
            slot.register,
            reference + u32::from(slot.register),
            if roles.is_empty() { "\u{2013}".to_owned() } else { roles.join(", ") },
            alarm(point),
            opc_ua_id(slot),
            mqtt_topic(1, slot),
        );
    }
    text
}

fn meaning(point: &Point) -> String {
    match &point.none {
        Some(none) => format!("{}; none: {none}", point.english),
        None => point.english.clone(),
    }
}

fn unit(point: &Point) -> String {
    match (&point.unit, &point.codes) {
        (Some(unit), _) => unit.replace("m3", "m\u{b3}"),
        (None, Some(codes)) => format!("[code](#{codes})"),
        (None, None) => "1".to_owned(),
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::U16 => "u16",
        Form::U32 => "u32",
        Form::U64 => "u64",
        Form::Measured => "measured",
    }
}

/// The kind of alarm, and the priority that it has unless a station is told otherwise.
fn alarm(point: &Point) -> String {
    let kind = AlarmKind::ALL.into_iter().find(|kind| Some(kind.name()) == point.alarm.as_deref());
    let settings = StationSettings::new(0, 0).alarms;
    let Some(kind) = kind else { return "\u{2013}".to_owned() };
    let priority = settings.get(usize::from(kind.code())).map_or("", |own| own.priority().name());
    priority.to_owned()
}

/// How IEC 60870-5-104 would carry it.
fn type_identification(point: &Point) -> Option<u8> {
    Some(match (point.is_written(), point.form, point.alarm.is_some()) {
        (_, Form::U64, _) => return None,
        (false, _, true) => 30,
        (false, Form::U16, false) => 35,
        (false, _, false) => 36,
        (true, Form::U16, _) => 62,
        (true, _, _) => 63,
    })
}

fn command(list: &PointList) -> String {
    let roles: Vec<&str> = list.command.write.iter().map(|role| role.name()).collect();
    let begin = u32::from(list.command.register);
    let mut text = format!(
        "\n## A command\n\nHolding registers {begin} to {}, written in one write by {}; the write is answered when the command is done and \
         stored. A field that a command does not need is 0, a user that it does not need 65535. `number` is another than that of the command \
         that the same person gave before in the same role: a repeated one is answered as it was, and not done again, also after a \
         restart of the station.\n\n\
         | field | 名称 | unit | form | register |\n|---|---|---|---|---:|\n",
        begin + u32::from(list.command.registers()) - 1,
        roles.join(" or "),
    );
    for field in &list.command.fields {
        let register = begin + u32::from(field.register);
        let _ = writeln!(
            text,
            "| `{}`: {} | {} | {} | {} | {register} ({}) |",
            field.name,
            meaning(field),
            field.chinese,
            unit(field),
            form(field.form),
            HOLDING_REFERENCE + register,
        );
    }
    text
}

fn of_codes(table: &CodeTable) -> String {
    let mut text = format!("\n### {}\n\n| code | name | English | 中文 |\n|---:|---|---|---|\n", table.name);
    for code in &table.codes {
        let _ = writeln!(text, "| {} | `{}` | {} | {} |", code.number, code.name, code.english, code.chinese);
    }
    text
}
