//! Frames on a connection.

use citygate_modbus::tcp::{LONGEST_FRAME, OutOfStep, Receiver, answer, frame_length};

use crate::model::{Memory, good, short};

const UNIT: u8 = 17;

pub fn frame(transaction: u16, unit: u8, pdu: &[u8]) -> Vec<u8> {
    let length = (1 + pdu.len()) as u16;
    [&transaction.to_be_bytes()[..], &[0, 0], &length.to_be_bytes(), &[unit], pdu].concat()
}

fn answered(frame: &[u8], memory: &mut Memory) -> Result<Vec<u8>, OutOfStep> {
    let mut reply = [0xa5; LONGEST_FRAME];
    answer(frame, UNIT, memory, &mut reply).map(|count| reply[..count].to_vec())
}

/// All frames that come of these pieces.
pub fn received(pieces: &[&[u8]]) -> Result<Vec<Vec<u8>>, OutOfStep> {
    let (mut receiver, mut frames) = (Receiver::new(), vec![]);
    for piece in pieces {
        let mut rest = *piece;
        while let Some(frame) = receiver.receive(&mut rest)? {
            frames.push(frame.to_vec());
        }
        assert!(rest.is_empty());
    }
    Ok(frames)
}

#[test]
fn good_requests_are_answered_as_without_a_frame() {
    let (mut memory, mut model) = (Memory::new(), Memory::new());
    for (index, pdu) in good().into_iter().enumerate() {
        let transaction = 0xff00 + index as u16;
        let expected = frame(transaction, UNIT, &model.expected(&pdu));
        assert_eq!(answered(&frame(transaction, UNIT, &pdu), &mut memory), Ok(expected));
    }
    assert!(memory.coils == model.coils && memory.holding_registers == model.holding_registers);
}

#[test]
fn units_0_and_255_are_whoever_is_there_and_others_are_left_alone() {
    let mut memory = Memory::new();
    for unit in 0..=255 {
        let response = answered(&frame(1, unit, &short(3, 0, 1)), &mut memory).expect("in step");
        if [0, UNIT, 255].contains(&unit) {
            assert_eq!(response[6..9], [unit, 3, 2]);
        } else {
            assert_eq!(response, []);
        }
    }
    assert_eq!(memory.calls, 3);
    assert_eq!(answered(&frame(1, UNIT, &[0x83, 2]), &mut memory), Ok(vec![]));
}

#[test]
fn every_protocol_and_every_length() {
    for number in 0..=65_535_u16 {
        let [high, low] = number.to_be_bytes();
        let other = if number == 0 { Ok(Some(12)) } else { Err(OutOfStep::Protocol(number)) };
        assert_eq!(frame_length(&[1, 2, high, low, 0, 6]), other);
        let length = usize::from(number);
        let expected =
            if (2..=254).contains(&length) { Ok(Some(6 + length)) } else { Err(OutOfStep::Length(number)) };
        assert_eq!(frame_length(&[1, 2, 0, 0, high, low]), expected);
        assert_eq!(frame_length(&[1, 2, 0, 0, high, low, 17, 3]), expected);
        assert_eq!(received(&[&[1, 2, 0, 0, high, low]]), expected.map(|_| vec![]));
    }
    assert_eq!(frame_length(&[1, 2, 9, 9, 9]), Ok(None));
}

#[test]
fn a_frame_is_as_long_as_it_says() {
    let mut memory = Memory::new();
    for pdu in good() {
        let bytes = frame(1, UNIT, &pdu);
        let said = 1 + pdu.len() as u16;
        for cut in 0..bytes.len() {
            let expected = OutOfStep::Length(if cut < 6 { 0 } else { said });
            assert_eq!(answered(&bytes[..cut], &mut memory), Err(expected));
        }
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(answered(&longer, &mut memory), Err(OutOfStep::Length(said)));
    }
    assert_eq!(memory.calls, 0);
}

#[test]
fn however_frames_are_cut_into_pieces_they_are_found() {
    let frames: Vec<Vec<u8>> =
        good().iter().enumerate().map(|(index, pdu)| frame(index as u16, UNIT, pdu)).collect();
    let stream = frames.concat();
    for first in 0..=stream.len() {
        let (head, tail) = stream.split_at(first);
        assert_eq!(received(&[head, &[], tail]), Ok(frames.clone()));
    }
    for size in 1..=stream.len() {
        assert_eq!(received(&stream.chunks(size).collect::<Vec<_>>()), Ok(frames.clone()));
    }
}

#[test]
fn a_stream_that_is_out_of_step_stays_so() {
    let good = frame(1, UNIT, &short(3, 0, 1));
    for (bad, error) in [
        ([0, 1, 0, 1, 0, 6], OutOfStep::Protocol(1)),
        ([0, 1, 0, 0, 0, 1], OutOfStep::Length(1)),
        ([0, 1, 0, 0, 0, 255], OutOfStep::Length(255)),
    ] {
        let mut receiver = Receiver::default();
        let mut bytes = &[&good[..], &bad, &good].concat()[..];
        assert_eq!(receiver.receive(&mut bytes), Ok(Some(&good[..])));
        for _ in 0..300 {
            assert_eq!(receiver.receive(&mut bytes), Err(error));
            assert_eq!(receiver.receive(&mut &good[..]), Err(error));
            assert_eq!(receiver.receive(&mut &[][..]), Err(error));
        }
    }
}

#[test]
fn errors_say_what_is_right() {
    assert_eq!(OutOfStep::Protocol(7).to_string(), "protocol 7; Modbus is 0");
    let length = OutOfStep::Length(255).to_string();
    assert_eq!(length, "length 255; it is 2 to 254, and that of what follows");
}
