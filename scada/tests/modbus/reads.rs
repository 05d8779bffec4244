//! What is read.

use std::sync::Arc;
use std::time::Duration;

use citygate_scada::access::Role;
use citygate_scada::points::layout::Slot;
use citygate_scada::points::list::Form;
use citygate_scada::rtu::config::SignalSource;
use citygate_scada::rtu::image::Image;
use tokio_modbus::client::Client as _;
use tokio_modbus::{ExceptionCode, Request};

use crate::served::{Client, Served, from, served};

const FUNCTION: Result<(), ExceptionCode> = Err(ExceptionCode::IllegalFunction);
const ADDRESS: ExceptionCode = ExceptionCode::IllegalDataAddress;
const VALUE: ExceptionCode = ExceptionCode::IllegalDataValue;

/// The number and the quality in registers, as the documentation says and not as the code does.
fn number(form: Form, words: &[u16]) -> (u64, u16) {
    let word = |place: usize| u64::from(words[place]);
    match form {
        Form::U16 => (word(0), 0),
        Form::U32 => (word(0) * 65_536 + word(1), 0),
        Form::U64 => (((word(0) * 65_536 + word(1)) * 65_536 + word(2)) * 65_536 + word(3), 0),
        Form::Measured => (word(0) * 65_536 + word(1), words[2]),
    }
}

/// All registers of a table, in pieces of this length, and the image that they were read from: it did not move meanwhile.
async fn all(served: &Served, client: &mut Client, is_written: bool, piece: u16) -> (Vec<u16>, Image) {
    let end = citygate_scada::modbus::map::end(&served.layout, is_written) as u16;
    loop {
        let before = served.rtu.image();
        let mut words = Vec::new();
        while words.len() < usize::from(end) {
            let (address, count) = (words.len() as u16, piece.min(end - words.len() as u16));
            let read = match is_written {
                true => client.holding(address, count).await,
                false => client.input(address, count).await,
            };
            words.extend(read.expect("registers"));
        }
        if *before == *served.rtu.image() {
            return (words, (*before).clone());
        }
    }
}

fn words_of<'a>(slot: &Slot, words: &'a [u16]) -> &'a [u16] {
    let begin = usize::from(slot.register);
    &words[begin..begin + usize::from(slot.point.form.registers())]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_point_reads_as_the_image_has_it() {
    let served = from(SignalSource::Simulated, 20);
    served.after_a_scan().await;
    let mut client = served.client(Role::View).await;
    for piece in [125, 7] {
        for is_written in [false, true] {
            let (words, image) = all(&served, &mut client, is_written, piece).await;
            let mut own = vec![false; words.len()];
            for (slot, value) in served.layout.slots.iter().zip(&image.values) {
                if slot.point.is_written() != is_written {
                    continue;
                }
                let largest = slot.point.form.largest();
                let quality = if slot.point.form == Form::Measured { value.quality.code() } else { 0 };
                let read = number(slot.point.form, words_of(slot, &words));
                let shown = (value.number.unwrap_or(largest), u16::from(quality));
                assert_eq!(read, shown, "{} of {:?}", slot.name, slot.user);
                own[usize::from(slot.register)..][..usize::from(slot.point.form.registers())].fill(true);
            }
            let nobodys = words.iter().zip(own).filter(|(_, own)| !own);
            assert!(nobodys.map(|(word, _)| *word).all(|word| word == 0), "what is nobody's reads as 0");
        }
    }
}

/// All discrete inputs, each compared with its point; how many are 1.
async fn shown(served: &Served, client: &mut Client) -> u64 {
    let end = served.layout.register_count(false) as u16;
    let (bits, image) = loop {
        let before = served.rtu.image();
        let bits = client.bits(0, end).await.expect("bits");
        if *before == *served.rtu.image() {
            break (bits, before);
        }
    };
    for (slot, value) in served.layout.slots.iter().zip(&image.values) {
        if !slot.point.is_written() {
            // 1 to 3: unacknowledged, acknowledged, returned; from 8 on shelved.
            let is_alarm = slot.point.alarm.is_some();
            let is_shown = is_alarm && value.number.is_some_and(|state| (1..8).contains(&state));
            assert_eq!(bits[usize::from(slot.register)], is_shown, "{} of {:?}", slot.name, slot.user);
        }
    }
    let shown = bits.iter().filter(|bit| **bit).count() as u64;
    assert_eq!(image.value(&served.layout, "alarms_shown", None).and_then(|value| value.number), Some(shown));
    shown
}

#[tokio::test(flavor = "multi_thread")]
async fn alarms_are_discrete_inputs() {
    // The supply never comes from the field: there is an alarm.
    let served = from(SignalSource::SupplyFromField, 200);
    let mut images = served.rtu.images();
    let place = served.layout.find("alarm_supply_substituted", None).expect("a point");
    let has_come = |image: &Arc<Image>| image.values[place].number == Some(1);
    let waited = tokio::time::timeout(Duration::from_secs(60), images.wait_for(has_come)).await;
    drop(waited.expect("an alarm in time").expect("it runs"));
    let mut client = served.client(Role::View).await;
    let register = served.layout.slots[place].register;
    assert_eq!(client.bits(register, 1).await, Ok(vec![true]));
    assert!(shown(&served, &mut client).await > 0);
    // Shelved for an hour by person 1.
    let shelve = [6, 65_535, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3600, 0, 1, 1, 1];
    assert_eq!(served.client(Role::Operate).await.write(20, &shelve).await, Ok(()));
    assert_eq!(client.bits(register, 1).await, Ok(vec![false]));
    assert_eq!(client.input(register, 1).await, Ok(vec![9]));
    shown(&served, &mut client).await;
    let end = served.layout.register_count(false) as u16;
    assert_eq!(client.bits(0, 2000).await, Err(ADDRESS));
    assert_eq!(client.bits(0, 2001).await, Err(VALUE));
    assert_eq!(client.bits(0, 0).await, Err(VALUE));
    assert_eq!(client.bits(end - 1, 1).await.map(|bits| bits.len()), Ok(1));
    assert_eq!(client.bits(end, 1).await, Err(ADDRESS));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_or_beyond_the_map_is_refused() {
    let served = served();
    let mut client = served.client(Role::View).await;
    let input = served.layout.register_count(false) as u16;
    let holding = citygate_scada::modbus::map::end(&served.layout, true) as u16;
    assert!(holding > served.layout.list.command.register);
    for count in [0, 126, 127, 32_768, 65_535] {
        assert_eq!(client.input(0, count).await, Err(VALUE), "{count}");
        assert_eq!(client.holding(0, count).await, Err(VALUE), "{count}");
    }
    assert_eq!(client.input(input - 125, 125).await.map(|words| words.len()), Ok(125));
    assert_eq!(client.holding(holding - 125, 125).await.map(|words| words.len()), Ok(125));
    for (address, count) in [(0, 1), (0, 125), (65_535, 1), (65_535, 125)] {
        let beyond = |end: u16| if address == 0 { end + 1 - count } else { address };
        assert_eq!(client.input(beyond(input), count).await, Err(ADDRESS));
        assert_eq!(client.holding(beyond(holding), count).await, Err(ADDRESS));
    }
    assert_eq!(served.refused().await, 0, "who reads does no harm");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_functions_are_not_there() {
    let served = served();
    let mut client = served.client(Role::Engineer).await;
    let requests = [
        Request::ReadCoils(0, 1),
        Request::WriteSingleCoil(0, true),
        Request::WriteMultipleCoils(0, vec![true; 9].into()),
        Request::MaskWriteRegister(0, 1, 1),
        Request::ReadWriteMultipleRegisters(0, 1, 0, vec![1].into()),
        Request::ReportServerId,
        Request::ReadDeviceIdentification(tokio_modbus::prelude::ReadCode::Basic, 0),
        Request::Custom(100, vec![1; 200].into()),
    ];
    for request in requests {
        let answer = client.0.call(request.clone()).await.expect("an answer");
        assert_eq!(answer.map(|_| ()), FUNCTION, "{request:?}");
    }
    assert_eq!(served.refused().await, 4, "writes are on record");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_units_get_no_answer() {
    let served = served();
    let mut client = served.client(Role::Field).await;
    for unit in [0, 2, 247, 255] {
        client.ask_unit(unit);
        let asked = client.0.call(Request::WriteMultipleRegisters(3, vec![0, 77, 0].into()));
        let answer = tokio::time::timeout(Duration::from_millis(100), asked).await;
        assert!(answer.is_err(), "unit {unit} answers: {answer:?}");
        // Its client waits for the answer of the other unit: a connection is not to be used further after that.
        client = served.client(Role::Field).await;
        client.is_well(&served).await;
    }
    assert_eq!(served.number("measured_storage", None), None);
}
