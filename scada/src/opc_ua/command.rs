//! Commands, as arguments of a method.

use citygate::station::{AlarmKind, Mode};
use opcua::types::{StatusCode, Variant};

use super::value::from_variant;
use crate::points::list::{Point, PointList};
use crate::rtu::request::{CommandKind, CommandRequest};

/// The fields of a command that a method needs: a call is carried out by itself, and answered.
pub fn fields(list: &PointList) -> impl Iterator<Item = &Point> {
    list.command.fields.iter().filter(|field| !["number", "commit"].contains(&field.name.as_str()))
}

/// Why a call is not a command.
#[derive(Debug, PartialEq)]
pub enum NoCommand {
    Missing,
    /// What is wrong with each argument.
    Arguments(Vec<StatusCode>),
}

/// The command, and the person who gives it.
///
/// # Errors
///
/// [`NoCommand`].
pub fn read(list: &PointList, arguments: &[Variant]) -> Result<(CommandRequest, u32), NoCommand> {
    if arguments.len() < fields(list).count() {
        return Err(NoCommand::Missing);
    }
    let each: Vec<Result<u64, StatusCode>> =
        fields(list).zip(arguments).map(|(field, argument)| read_field(list, field, argument)).collect();
    let wrong =
        || NoCommand::Arguments(each.iter().map(|own| own.err().unwrap_or(StatusCode::Good)).collect());
    let number = |name: &str| {
        let place = fields(list).position(|field| field.name == name)?;
        each.get(place).copied()?.ok()
    };
    let request = || {
        let user = number("user")?;
        let command = CommandRequest {
            kind: CommandKind::from_code(number("kind")?)?,
            user: usize::try_from(user).ok().filter(|_| user != u64::from(u16::MAX)),
            alarm: AlarmKind::ALL.into_iter().find(|kind| number("alarm") == Some(kind.code().into()))?,
            mode: Mode::ALL.into_iter().find(|mode| number("mode") == Some(mode.code().into()))?,
            set_point_dm3_per_h: u32::try_from(number("set_point")?).ok()?,
            order: number("order")?,
            duration_s: u32::try_from(number("duration")?).ok()?,
        };
        Some((command, u32::try_from(number("person")?).ok()?))
    };
    request().ok_or_else(wrong)
}

fn read_field(list: &PointList, field: &Point, argument: &Variant) -> Result<u64, StatusCode> {
    let number = from_variant(field.form, argument).ok_or(StatusCode::BadTypeMismatch)?;
    let is_code = list.table(field).is_none_or(|table| table.code(number).is_some());
    // Who gives a command is on record.
    let is_somebody = field.name != "person" || number != 0;
    if is_code && is_somebody { Ok(number) } else { Err(StatusCode::BadOutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments() -> Vec<Variant> {
        vec![
            Variant::UInt16(1),
            Variant::UInt16(3),
            Variant::UInt16(2),
            Variant::UInt16(0),
            Variant::UInt32(4_000_000),
            Variant::UInt64(9),
            Variant::UInt32(600),
            Variant::UInt32(7),
        ]
    }

    #[test]
    fn a_command_is_read_field_by_field() {
        let list = PointList::load().expect("the list is sound");
        let (command, person) = read(&list, &arguments()).expect("it is one");
        let expected = CommandRequest {
            kind: CommandKind::Override,
            user: Some(3),
            alarm: AlarmKind::ProposalWaits,
            mode: Mode::Off,
            set_point_dm3_per_h: 4_000_000,
            order: 9,
            duration_s: 600,
        };
        assert_eq!((command, person), (expected, 7));
        let mut of_station = arguments();
        of_station[1] = Variant::UInt16(u16::MAX);
        assert_eq!(read(&list, &of_station).map(|(command, _)| command.user), Ok(None));
    }

    #[test]
    fn what_is_wrong_is_said_of_the_argument() {
        let list = PointList::load().expect("the list is sound");
        let count = arguments().len();
        for missing in 0..count {
            assert_eq!(read(&list, &arguments()[..missing]), Err(NoCommand::Missing));
        }
        let out_of_range = [(0, Variant::UInt16(0)), (2, Variant::UInt16(99)), (3, Variant::UInt16(3))];
        let nobody = [(count - 1, Variant::UInt32(0))];
        for (place, argument) in out_of_range.into_iter().chain(nobody) {
            let mut wrong = arguments();
            wrong[place] = argument;
            let mut expected = vec![StatusCode::Good; count];
            expected[place] = StatusCode::BadOutOfRange;
            assert_eq!(read(&list, &wrong), Err(NoCommand::Arguments(expected)));
        }
        for place in 0..count {
            let mut wrong = arguments();
            wrong[place] = Variant::Int64(1);
            let mut expected = vec![StatusCode::Good; count];
            expected[place] = StatusCode::BadTypeMismatch;
            assert_eq!(read(&list, &wrong), Err(NoCommand::Arguments(expected)));
        }
    }
}
