//! Values, qualities and refusals in the words of OPC UA, and back.

use citygate::station::{Quality, Rung};
use opcua::server::node_manager::ParsedWriteValue;
use opcua::types::{AttributeId, DataTypeId, DataValue, DateTime, StatusCode, Variant};

use crate::points::list::{Form, Point};
use crate::rtu::image::Value;
use crate::rtu::request::{CommandResult, Refusal};

/// Ticks of OPC UA, 100 ns, from 1601 to 1970.
const TICKS_TO_1970: u64 = 116_444_736_000_000_000;

pub fn data_type(form: Form) -> DataTypeId {
    match form {
        Form::U16 => DataTypeId::UInt16,
        Form::U32 | Form::Measured => DataTypeId::UInt32,
        Form::U64 => DataTypeId::UInt64,
    }
}

/// `None` for a number that the form does not hold.
pub fn to_variant(form: Form, number: u64) -> Option<Variant> {
    match form {
        Form::U16 => u16::try_from(number).ok().map(Variant::UInt16),
        Form::U32 | Form::Measured => u32::try_from(number).ok().map(Variant::UInt32),
        Form::U64 => Some(Variant::UInt64(number)),
    }
}

/// `None` for another type than the form's: numbers are not converted, so that none changes on the way.
pub fn from_variant(form: Form, value: &Variant) -> Option<u64> {
    match (form, value) {
        (Form::U16, Variant::UInt16(number)) => Some((*number).into()),
        (Form::U32 | Form::Measured, Variant::UInt32(number)) => Some((*number).into()),
        (Form::U64, Variant::UInt64(number)) => Some(*number),
        _ => None,
    }
}

/// The status of a value; `rung` says where it comes from, if that is known.
pub fn status(value: Value, rung: Option<u64>) -> StatusCode {
    let last_good = u64::from(Rung::LastGood.code());
    match (value.number, value.quality) {
        // A client that leaves an empty value alone would go on showing the one before.
        (None, _) => StatusCode::BadNoData,
        (Some(_), Quality::Good) => StatusCode::Good,
        (Some(_), Quality::Bad) => StatusCode::Bad,
        (Some(_), Quality::Uncertain) => match rung {
            None => StatusCode::Uncertain,
            Some(rung) if rung == last_good => StatusCode::UncertainLastUsableValue,
            Some(_) => StatusCode::UncertainSubstituteValue,
        },
    }
}

/// A value as it is read, since when the station's clock was so much.
pub fn shown(form: Form, value: Value, status: StatusCode, unix_ms: u64) -> DataValue {
    let ticks = unix_ms.saturating_mul(10_000).saturating_add(TICKS_TO_1970);
    // Without picoseconds: some clients misread the time stamps that stand behind them.
    DataValue {
        value: Some(value.number.and_then(|number| to_variant(form, number)).unwrap_or(Variant::Empty)),
        status: Some(status),
        source_timestamp: Some(DateTime::from(i64::try_from(ticks).unwrap_or(i64::MAX))),
        server_timestamp: Some(DateTime::now()),
        ..DataValue::null()
    }
}

/// What somebody writes, if it makes a value for the point.
///
/// # Errors
///
/// The status with which it is refused.
pub fn taken(point: &Point, write: &ParsedWriteValue) -> Result<(u64, Quality), StatusCode> {
    if write.attribute_id != AttributeId::Value || !point.is_written() {
        return Err(StatusCode::BadNotWritable);
    }
    if write.index_range.has_range() {
        return Err(StatusCode::BadWriteNotSupported);
    }
    let quality = match write.value.status() {
        status if status.is_good() => Quality::Good,
        status if status.is_uncertain() => Quality::Uncertain,
        _ => Quality::Bad,
    };
    if quality != Quality::Good && point.form != Form::Measured {
        return Err(StatusCode::BadWriteNotSupported);
    }
    let number = write.value.value.as_ref().and_then(|value| from_variant(point.form, value));
    number.map(|number| (number, quality)).ok_or(StatusCode::BadTypeMismatch)
}

/// A refusal of the RTU.
pub fn refused(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Busy => StatusCode::BadTooManyOperations,
        Refusal::Gone => StatusCode::BadShutdown,
        _ => match refusal.result() {
            CommandResult::NotAllowed => StatusCode::BadUserAccessDenied,
            CommandResult::UnknownUser | CommandResult::UnknownOrder => StatusCode::BadNotFound,
            CommandResult::NothingToDo => StatusCode::BadNothingToDo,
            CommandResult::IsOff => StatusCode::BadInvalidState,
            CommandResult::NotSaved => StatusCode::BadResourceUnavailable,
            _ => StatusCode::BadOutOfRange,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_went_and_in_no_other_type() {
        let forms = [Form::U16, Form::U32, Form::U64, Form::Measured];
        for form in forms {
            for number in [0, 1, form.largest() - 1, form.largest()] {
                let variant = to_variant(form, number).expect("the form holds it");
                for other in forms {
                    let is_same = data_type(other) == data_type(form);
                    assert_eq!(
                        from_variant(other, &variant),
                        is_same.then_some(number),
                        "{form:?} {other:?}"
                    );
                }
            }
            assert_eq!(to_variant(form, form.largest().wrapping_add(1)).is_some(), form == Form::U64);
            for wrong in [Variant::Empty, Variant::Int32(1), Variant::Double(1.0), Variant::from(vec![1u32])]
            {
                assert_eq!(from_variant(form, &wrong), None, "{form:?} {wrong:?}");
            }
        }
    }

    #[test]
    fn every_quality_has_its_status() {
        let of = |number, quality, rung: Option<Rung>| {
            status(Value { number, quality }, rung.map(|rung| rung.code().into()))
        };
        assert_eq!(of(Some(1), Quality::Good, Some(Rung::Measured)), StatusCode::Good);
        assert_eq!(of(Some(1), Quality::Uncertain, None), StatusCode::Uncertain);
        assert_eq!(of(Some(1), Quality::Bad, None), StatusCode::Bad);
        for rung in [Rung::Guarded, Rung::Scheduled, Rung::Conservative] {
            let substituted = of(Some(1), Quality::Uncertain, Some(rung));
            assert_eq!(substituted, StatusCode::UncertainSubstituteValue, "{rung:?}");
        }
        let last = of(Some(1), Quality::Uncertain, Some(Rung::LastGood));
        assert_eq!(last, StatusCode::UncertainLastUsableValue);
        for quality in [Quality::Good, Quality::Uncertain, Quality::Bad] {
            assert_eq!(of(None, quality, None), StatusCode::BadNoData);
        }
    }

    #[test]
    fn a_time_stamp_is_the_stations() {
        let value = shown(Form::U16, Value::good(1), StatusCode::Good, 1_700_000_000_123);
        let stamp = value.source_timestamp.expect("there is one").as_chrono();
        assert_eq!(stamp.timestamp_millis(), 1_700_000_000_123);
    }
}
