//! The register map: what a request to read finds in the image, and what a request to write asks of the RTU.

use citygate::station::{AlarmKind, Mode, Quality};
use citygate_modbus::{BitsMut, Exception};

use crate::points::codes::SHELVED;
use crate::points::layout::{Layout, from_registers, to_registers};
use crate::points::list::Point;
use crate::rtu::image::Image;
use crate::rtu::request::{CommandKind, CommandRequest, PointWrite, Request};

/// A write that does not make a request: with which exception it is answered, which point it was about, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub exception: Exception,
    pub slot: Option<usize>,
    pub why: String,
}

/// What a write asks of the RTU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub request: Request,
    /// The number of the person who gives a command; 0 for a write of points.
    pub person: u32,
}

/// Where the registers end: of those that are read, or of those that are written.
pub fn end(layout: &Layout, is_written: bool) -> usize {
    let command = &layout.list.command;
    let points = layout.register_count(is_written);
    let command_end = usize::from(command.register) + usize::from(command.registers());
    if is_written { points.max(command_end) } else { points }
}

fn within(layout: &Layout, is_written: bool, address: u16, quantity: usize) -> Result<(), Exception> {
    if usize::from(address) + quantity > end(layout, is_written) {
        return Err(Exception::IllegalDataAddress);
    }
    Ok(())
}

/// Reads registers. Those that belong to no point, and those of the command, read as 0.
///
/// # Errors
///
/// [`Exception::IllegalDataAddress`] for what lies beyond the map.
pub fn registers(
    layout: &Layout,
    image: &Image,
    is_written: bool,
    address: u16,
    values: &mut [u16],
) -> Result<(), Exception> {
    within(layout, is_written, address, values.len())?;
    for (register, value) in (address..=u16::MAX).zip(values) {
        let Some((place, slot)) = layout.at_register(register, is_written) else {
            *value = 0;
            continue;
        };
        let (number, quality) = image.in_registers(place, slot);
        let words = to_registers(slot.point.form, number, quality);
        *value = words.get(usize::from(register - slot.register)).copied().unwrap_or_default();
    }
    Ok(())
}

/// Reads alarms as discrete inputs: the number of one is the input register of its point, and it is 1 while the alarm is not
/// normal and not shelved.
///
/// # Errors
///
/// As [`registers`].
pub fn alarms(
    layout: &Layout,
    image: &Image,
    address: u16,
    values: &mut BitsMut<'_>,
) -> Result<(), Exception> {
    within(layout, false, address, values.len())?;
    let is_shown = |register| {
        let (place, slot) = layout.at_register(register, false)?;
        slot.point.alarm.as_ref()?;
        let state = image.values.get(place)?.number?;
        Some((1..u64::from(SHELVED)).contains(&state))
    };
    for (index, register) in (0..values.len()).zip(address..=u16::MAX) {
        values.set(index, is_shown(register).unwrap_or(false))?;
    }
    Ok(())
}

/// What a write of holding registers asks for.
///
/// # Errors
///
/// It covers points in part, or registers that belong to none; a quality that is none; or a command with a wrong field.
pub fn written(layout: &Layout, address: u16, words: &[u16]) -> Result<Asked, Wrong> {
    let command = &layout.list.command;
    let begin = usize::from(address);
    let end = begin + words.len();
    let command_begin = usize::from(command.register);
    let command_end = command_begin + usize::from(command.registers());
    if begin == command_begin && end == command_end {
        return told(layout, words);
    }
    if begin < command_end && end > command_begin {
        let why = format!(
            "a command is written whole: registers {command_begin} to {} in one write",
            command_end - 1
        );
        return Err(Wrong { exception: Exception::IllegalDataAddress, slot: None, why });
    }
    points(layout, address, words)
}

fn points(layout: &Layout, address: u16, words: &[u16]) -> Result<Asked, Wrong> {
    let mut writes = Vec::new();
    let (mut register, mut rest) = (address, words);
    while !rest.is_empty() {
        let wrong = |exception, slot, why| Wrong { exception, slot, why };
        let illegal = Exception::IllegalDataAddress;
        let (place, slot) = layout
            .at_register(register, true)
            .ok_or_else(|| wrong(illegal, None, format!("holding register {register} is nobody's")))?;
        let count = slot.point.form.registers();
        let own = (slot.register == register).then(|| rest.split_at_checked(count.into())).flatten();
        let Some((own, behind)) = own else {
            let last = slot.register + count - 1;
            let why =
                format!("{} is written whole: registers {} to {last} in one write", slot.name, slot.register);
            return Err(wrong(illegal, Some(place), why));
        };
        let (number, quality) = from_registers(slot.point.form, own).ok_or_else(|| {
            wrong(Exception::ServerDeviceFailure, Some(place), "the form is not known".to_owned())
        })?;
        let quality = match quality {
            None => Quality::Good,
            Some(code) => u8::try_from(code).ok().and_then(Quality::from_code).ok_or_else(|| {
                let why = format!("{code} is no quality");
                wrong(Exception::IllegalDataValue, Some(place), why)
            })?,
        };
        writes.push(PointWrite { slot: place, number, quality });
        (register, rest) = (register.saturating_add(count), behind);
    }
    Ok(Asked { request: Request::Write(writes), person: 0 })
}

/// A command from all its registers.
fn told(layout: &Layout, words: &[u16]) -> Result<Asked, Wrong> {
    let wrong = |why: String| Wrong { exception: Exception::IllegalDataValue, slot: None, why };
    let field = |name: &str| -> Result<u64, Wrong> {
        let missing = || wrong(format!("command: {name} is not in the list of points"));
        let point: &Point = layout.list.command.fields.iter().find(|f| f.name == name).ok_or_else(missing)?;
        let begin = usize::from(point.register);
        let own = words.get(begin..begin + usize::from(point.form.registers())).ok_or_else(missing)?;
        Ok(from_registers(point.form, own).ok_or_else(missing)?.0)
    };
    let none = |name: &str, number| wrong(format!("command: {name} is {number}, which stands for nothing"));
    let small = |name: &str| -> Result<u32, Wrong> {
        let number = field(name)?;
        u32::try_from(number).map_err(|_| none(name, number))
    };
    let code = |name: &str| -> Result<u8, Wrong> {
        let number = field(name)?;
        u8::try_from(number).map_err(|_| none(name, number))
    };
    if field("commit")? != 1 {
        return Err(wrong("command: commit is not 1".to_owned()));
    }
    let (person, number) = (small("person")?, field("number")?);
    if person == 0 {
        return Err(wrong("command: person is 0; write the number of who gives it".to_owned()));
    }
    let number = u16::try_from(number).ok().filter(|number| *number != 0);
    let number = number.ok_or_else(|| wrong("command: number is 0; write another".to_owned()))?;
    let (kind, alarm, mode, user) = (field("kind")?, code("alarm")?, code("mode")?, field("user")?);
    let user = if user == u64::from(u16::MAX) {
        None
    } else {
        Some(usize::try_from(user).map_err(|_| none("user", user))?)
    };
    let command = CommandRequest {
        kind: CommandKind::from_code(kind).ok_or_else(|| none("kind", kind))?,
        user,
        alarm: AlarmKind::from_code(alarm).ok_or_else(|| none("alarm", alarm.into()))?,
        mode: Mode::from_code(mode).ok_or_else(|| none("mode", mode.into()))?,
        set_point_dm3_per_h: small("set_point")?,
        order: field("order")?,
        duration_s: small("duration")?,
    };
    Ok(Asked { request: Request::Command { command, number }, person })
}
