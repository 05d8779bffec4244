//! Frames on a serial line.

use citygate_modbus::Map;
use citygate_modbus::rtu::{FrameError, LONGEST_FRAME, Receiver, answer, open, request_length};

use crate::model::{Memory, good, long, short};

const UNIT: u8 = 17;

/// The checksum, bit by bit.
pub fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |sum, byte| {
        (0..8).fold(sum ^ u16::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xa001 } else { sum >> 1 })
    })
}

pub fn frame(unit: u8, pdu: &[u8]) -> Vec<u8> {
    let summed = [&[unit], pdu].concat();
    [&summed[..], &checksum(&summed).to_le_bytes()].concat()
}

fn answered(frame: &[u8], memory: &mut (impl Map + ?Sized)) -> Result<Vec<u8>, FrameError> {
    let mut reply = [0xa5; LONGEST_FRAME];
    answer(frame, UNIT, memory, &mut reply).map(|count| reply[..count].to_vec())
}

fn received(receiver: &mut Receiver, bytes: &[u8]) -> Option<Vec<u8>> {
    bytes.iter().for_each(|byte| receiver.push(*byte));
    receiver.silence().map(<[u8]>::to_vec)
}

#[test]
fn frames_that_are_known() {
    for bytes in [
        &[0x11, 0x03, 0x00, 0x6b, 0x00, 0x03, 0x76, 0x87][..],
        &[0x01, 0x03, 0x00, 0x00, 0x00, 0x0a, 0xc5, 0xcd],
        &[0x11, 0x06, 0x00, 0x01, 0x00, 0x03, 0x9a, 0x9b],
    ] {
        assert_eq!(open(bytes), Ok((bytes[0], &bytes[1..6])));
        assert_eq!(frame(bytes[0], &bytes[1..6]), bytes);
    }
}

#[test]
fn good_requests_are_answered_as_without_a_frame() {
    let (mut memory, mut model) = (Memory::new(), Memory::new());
    for pdu in good() {
        let expected = frame(UNIT, &model.expected(&pdu));
        assert_eq!(answered(&frame(UNIT, &pdu), &mut memory), Ok(expected));
    }
    assert!(memory.coils == model.coils && memory.holding_registers == model.holding_registers);
}

#[test]
fn every_bit_that_is_flipped_is_found_out() {
    let mut memory = Memory::new();
    for pdu in good() {
        let bytes = frame(UNIT, &pdu);
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(answered(&damaged, &mut memory), Err(FrameError::Checksum));
        }
    }
    assert!(memory == Memory::new());
}

#[test]
fn cut_and_prolonged_frames_are_found_out() {
    let mut memory = Memory::new();
    for pdu in good() {
        let bytes = frame(UNIT, &pdu);
        for cut in 0..bytes.len() {
            let expected = if cut < 4 { FrameError::Length } else { FrameError::Checksum };
            assert_eq!(answered(&bytes[..cut], &mut memory), Err(expected));
        }
        for more in 1..=300 {
            let longer = [&bytes[..], &vec![0x5a; more]].concat();
            let expected = if longer.len() > 256 { FrameError::Length } else { FrameError::Checksum };
            assert_eq!(answered(&longer, &mut memory), Err(expected));
        }
        // Two frames without a silence between them.
        assert!(answered(&[&bytes[..], &bytes].concat(), &mut memory).is_err());
    }
    assert!(memory == Memory::new());
}

#[test]
fn a_wrong_length_with_the_right_checksum_is_told() {
    let mut memory = Memory::new();
    for pdu in good() {
        for cut in 1..pdu.len() {
            let told = frame(UNIT, &[pdu[0] + 128, 3]);
            assert_eq!(answered(&frame(UNIT, &pdu[..cut]), &mut memory), Ok(told));
        }
        if pdu.len() < 253 {
            let told = frame(UNIT, &[pdu[0] + 128, 3]);
            assert_eq!(answered(&frame(UNIT, &[&pdu[..], &[0]].concat()), &mut memory), Ok(told));
        }
    }
    assert_eq!(answered(&frame(UNIT, &[0x41]), &mut memory), Ok(frame(UNIT, &[0xc1, 1])));
    assert_eq!(answered(&frame(UNIT, &[0x83, 2]), &mut memory), Ok(vec![]));
    assert_eq!(memory.calls, 0);
}

#[test]
fn what_is_for_another_unit_is_left_alone() {
    let mut memory = Memory::new();
    for unit in (1..=255).filter(|unit| *unit != UNIT) {
        for pdu in good() {
            assert_eq!(answered(&frame(unit, &pdu), &mut memory), Ok(vec![]));
        }
    }
    assert_eq!(memory.calls, 0);
}

#[test]
fn every_unit_answers_as_itself() {
    for unit in 1..=247 {
        let mut reply = [0; LONGEST_FRAME];
        let request = frame(unit, &short(6, 9, 1));
        let count = answer(&request, unit, &mut Memory::new(), &mut reply).expect("undamaged");
        assert_eq!(reply[..count], request);
    }
}

#[test]
fn a_broadcast_writes_and_is_not_answered() {
    let (mut memory, mut model) = (Memory::new(), Memory::new());
    for pdu in good() {
        let calls = memory.calls;
        assert_eq!(answered(&frame(0, &pdu), &mut memory), Ok(vec![]));
        let writes = matches!(pdu[0], 5 | 6 | 15 | 16);
        assert_eq!(memory.calls - calls, writes.into());
        model.expected(&pdu);
    }
    assert!(memory.coils == model.coils && memory.holding_registers == model.holding_registers);
    assert!(
        memory.coils != Memory::new().coils && memory.holding_registers != Memory::new().holding_registers
    );
    // Nor is one that is refused.
    for pdu in [short(6, 300, 1), short(5, 0, 1), short(7, 0, 0), long(16, 0, 200, &[0; 4]), vec![16]] {
        assert_eq!(answered(&frame(0, &pdu), &mut memory), Ok(vec![]));
    }
    assert!(memory.holding_registers == model.holding_registers);
}

#[test]
fn a_receiver_gives_out_what_it_took_between_two_silences() {
    let mut receiver = Receiver::new();
    assert_eq!(receiver.silence(), None);
    for pdu in good() {
        let bytes = frame(UNIT, &pdu);
        assert_eq!(received(&mut receiver, &bytes), Some(bytes));
        assert_eq!(receiver.silence(), None);
    }
    for count in 0..600 {
        let bytes: Vec<u8> = (0..count).map(|index| index as u8).collect();
        let whole = (4..=256).contains(&count).then(|| bytes.clone());
        assert_eq!(received(&mut receiver, &bytes), whole, "{count}");
    }
}

#[test]
fn a_spoiled_frame_is_dropped_and_the_next_one_is_not() {
    let bytes = frame(UNIT, &short(3, 0, 1));
    for after in 0..=bytes.len() {
        let mut receiver = Receiver::default();
        bytes[..after].iter().for_each(|byte| receiver.push(*byte));
        receiver.spoil();
        bytes[after..].iter().for_each(|byte| receiver.push(*byte));
        assert!(!receiver.is_complete());
        assert_eq!(receiver.silence(), None);
        assert_eq!(received(&mut receiver, &bytes), Some(bytes.clone()));
    }
}

#[test]
fn a_request_is_complete_at_its_last_byte() {
    for pdu in good() {
        let bytes = frame(UNIT, &pdu);
        let mut receiver = Receiver::new();
        for (index, byte) in bytes.iter().enumerate() {
            assert!(!receiver.is_complete(), "{index} of {bytes:02x?}");
            receiver.push(*byte);
        }
        assert!(receiver.is_complete());
        receiver.push(0);
        assert!(!receiver.is_complete());
        let mut damaged = bytes.clone();
        damaged[3] ^= 1;
        receiver.silence();
        damaged.iter().for_each(|byte| receiver.push(*byte));
        assert!(!receiver.is_complete());
    }
}

#[test]
fn lengths_of_requests() {
    assert_eq!(request_length(&[]), None);
    assert_eq!(request_length(&[1]), None);
    for function in 0..=255 {
        for count in 2..10 {
            let begun: Vec<u8> = [&[UNIT, function][..], &vec![246; count - 2]].concat();
            let expected = match function {
                1..=6 => Some(8),
                15 | 16 if count >= 7 => Some(255),
                _ => None,
            };
            assert_eq!(request_length(&begun), expected, "{begun:?}");
        }
    }
    for byte_count in 0..=255 {
        let length = 9 + usize::from(byte_count);
        let begun = [UNIT, 16, 0, 0, 0, 1, byte_count];
        assert_eq!(request_length(&begun), (length <= 256).then_some(length));
    }
}

#[test]
fn errors_say_what_is_right() {
    assert_eq!(FrameError::Length.to_string(), "a frame has 4 to 256 bytes");
    assert_eq!(FrameError::Checksum.to_string(), "the checksum of the frame is wrong");
}
