//! Long runs of random requests against the model, and of random bytes against everything.

use citygate_modbus::rtu::{self, FrameError};
use citygate_modbus::tcp;
use proptest::prelude::*;

use crate::draw::{Draw, problems};
use crate::model::{Memory, Pair, long, short};

const UNIT: u8 = 17;

/// A request, as often as not a good one; where it is wrong, it is nearly right.
fn request() -> impl Strategy<Value = Vec<u8>> {
    let address = prop_oneof![0..700_u16, 65_400..=65_535_u16, any::<u16>()];
    let quantity = prop_oneof![1..=16_u16, 0..=2100_u16, any::<u16>()];
    let function = prop_oneof![8 => prop::sample::select(vec![1, 2, 3, 4, 5, 6, 15, 16]), 1 => any::<u8>()];
    let value = prop_oneof![Just(0_u16), Just(0xff00), any::<u16>()];
    let change = prop_oneof![
        3 => Just(None),
        1 => (any::<prop::sample::Index>(), any::<u8>(), -2..=2_i32).prop_map(Some)
    ];
    (function, address, quantity, value, prop::collection::vec(any::<u8>(), 300), change).prop_map(
        |(function, address, quantity, value, data, change)| {
            let mut pdu = match function {
                15 => long(15, address, quantity, &data[..data.len().min(quantity.div_ceil(8).into())]),
                16 => long(16, address, quantity, &data[..data.len().min(2 * usize::from(quantity))]),
                5 | 6 => short(function, address, value),
                _ => short(function, address, quantity),
            };
            if let Some((place, byte, longer)) = change {
                let place = place.index(pdu.len());
                pdu[place] = byte;
                pdu.resize((pdu.len() as i32 + longer).max(0) as usize, byte);
            }
            pdu
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(problems(300)))]

    #[test]
    fn requests_one_after_the_other(requests in prop::collection::vec(request(), 1..60)) {
        let mut pair = Pair::new();
        for pdu in requests {
            pair.answer(&pdu);
        }
        pair.must_agree();
    }
}

/// A request that is often good, then damaged more or less.
fn drawn(draw: &mut Draw) -> Vec<u8> {
    let function = [1, 2, 3, 4, 5, 6, 15, 16, draw.below(256) as u8][draw.below(9) as usize];
    let address = (draw.below(700) + if draw.chance(20) { 64_900 } else { 0 }) as u16;
    let below = [9, 126, 2001, 65_536][draw.below(4) as usize];
    let quantity = draw.below(below) as u16;
    let value = [0, 0xff00, quantity][draw.below(3) as usize];
    let mut data = |count: u16| -> Vec<u8> { (0..count.min(300)).map(|_| draw.next() as u8).collect() };
    let mut pdu = match function {
        15 => long(15, address, quantity, &data(quantity.div_ceil(8))),
        16 => long(16, address, quantity, &data(quantity.saturating_mul(2))),
        5 | 6 => short(function, address, value),
        _ => short(function, address, quantity),
    };
    for _ in 0..if draw.chance(30) { draw.below(4) } else { 0 } {
        let place = draw.below(pdu.len() as u64) as usize;
        match draw.below(4) {
            0 => pdu.truncate(place),
            1 => pdu.push(draw.next() as u8),
            2 => pdu[place] ^= 1 << draw.below(8),
            _ => pdu[place] = [0, 1, 127, 128, 245, 246, 247, 249, 255][draw.below(9) as usize],
        }
        if pdu.is_empty() {
            break;
        }
    }
    pdu
}

/// What a unit has to send when this was on the line between two silences.
fn expected_on_the_line(bytes: &[u8], model: &mut Memory) -> Option<Result<Vec<u8>, FrameError>> {
    if !(4..=256).contains(&bytes.len()) {
        return None;
    }
    let (summed, sum) = bytes.split_at(bytes.len() - 2);
    if crate::rtu::checksum(summed) != u16::from_le_bytes([sum[0], sum[1]]) {
        return Some(Err(FrameError::Checksum));
    }
    Some(Ok(match (summed[0], &summed[1..]) {
        (0, pdu @ [5 | 6 | 15 | 16, ..]) => {
            model.expected(pdu);
            vec![]
        }
        (UNIT, pdu) => match model.expected(pdu) {
            response if response.is_empty() => vec![],
            response => crate::rtu::frame(UNIT, &response),
        },
        _ => vec![],
    }))
}

#[test]
fn a_long_time_on_the_line() {
    let (mut draw, mut receiver) = (Draw(20_171_217), rtu::Receiver::new());
    let (mut memory, mut model) = (Memory::new(), Memory::new());
    let (mut answered, mut damaged, mut dropped) = (0, 0, 0);
    for _ in 0..problems(200_000) {
        let pdu = drawn(&mut draw);
        let mut bytes = crate::rtu::frame([UNIT, UNIT, UNIT, 0, 18][draw.below(5) as usize], &pdu);
        if draw.chance(10) {
            let place = draw.below(bytes.len() as u64) as usize;
            bytes[place] = draw.next() as u8;
        }
        if draw.chance(2) {
            bytes.extend((0..draw.below(300)).map(|index| index as u8));
        }
        bytes.iter().for_each(|byte| receiver.push(*byte));
        let mut reply = [0xa5; rtu::LONGEST_FRAME];
        let said = receiver.silence().map(|frame| {
            rtu::answer(frame, UNIT, &mut memory, &mut reply).map(|count| reply[..count].to_vec())
        });
        assert_eq!(said, expected_on_the_line(&bytes, &mut model), "{bytes:02x?}");
        match said {
            Some(Ok(response)) => answered += u32::from(!response.is_empty()),
            Some(Err(_)) => damaged += 1,
            None => dropped += 1,
        }
    }
    assert!(answered > 50_000 && damaged > 5000 && dropped > 500, "{answered}, {damaged}, {dropped}");
    assert!(memory.coils == model.coils && memory.holding_registers == model.holding_registers);
}

#[test]
fn a_long_time_on_a_connection() {
    let mut draw = Draw(20_241_104);
    let (mut memory, mut model) = (Memory::new(), Memory::new());
    let (mut answered, mut closed) = (0, 0);
    for connection in 0..problems(3000_u32) {
        let (mut stream, mut expected) = (vec![], vec![]);
        let mut error = None;
        for transaction in 0..draw.below(60) as u16 {
            let mut pdu = drawn(&mut draw);
            pdu.truncate(253);
            let unit = [UNIT, 0, 255, 18][draw.below(4) as usize];
            let mut bytes = crate::tcp::frame(transaction, unit, &pdu);
            let wrong = if draw.chance(2) { draw.below(65_536) as u16 } else { 0 };
            bytes[2..4].copy_from_slice(&wrong.to_be_bytes());
            stream.extend_from_slice(&bytes);
            if wrong != 0 {
                error = Some(tcp::OutOfStep::Protocol(wrong));
            } else if pdu.is_empty() {
                error = Some(tcp::OutOfStep::Length(1));
            }
            if error.is_some() {
                break;
            }
            let response = if unit == 18 { vec![] } else { model.expected(&pdu) };
            if !response.is_empty() {
                expected.extend(crate::tcp::frame(transaction, unit, &response));
            }
        }
        let (said, found) = talk(&stream, &mut draw, &mut memory);
        assert_eq!((said, found), (expected.clone(), error), "connection {connection}");
        answered += expected.len();
        closed += u32::from(error.is_some());
    }
    assert!(answered > 300_000 && closed > 500, "{answered}, {closed}");
    assert!(memory.coils == model.coils && memory.holding_registers == model.holding_registers);
}

/// A connection that brings this in random pieces: what is sent, and why it is closed.
fn talk(stream: &[u8], draw: &mut Draw, memory: &mut Memory) -> (Vec<u8>, Option<tcp::OutOfStep>) {
    let (mut receiver, mut sent, mut rest) = (tcp::Receiver::new(), vec![], stream);
    while !rest.is_empty() {
        let (mut piece, after) = rest.split_at((1 + draw.below(500) as usize).min(rest.len()));
        rest = after;
        loop {
            match receiver.receive(&mut piece) {
                Ok(Some(frame)) => {
                    let mut reply = [0xa5; tcp::LONGEST_FRAME];
                    let count = tcp::answer(frame, UNIT, memory, &mut reply).expect("a whole frame");
                    sent.extend_from_slice(&reply[..count]);
                }
                Ok(None) => break,
                Err(error) => return (sent, Some(error)),
            }
        }
    }
    (sent, None)
}

#[test]
fn noise_is_never_a_panic() {
    let mut draw = Draw(4);
    let mut memory = Memory::new();
    for _ in 0..problems(200_000) {
        let noise: Vec<u8> = (0..draw.below(300)).map(|_| draw.next() as u8 & 0x1f).collect();
        let mut reply = [0; rtu::LONGEST_FRAME];
        let _ = rtu::request_length(&noise);
        let _ = rtu::answer(&noise, 0, &mut memory, &mut reply);
        let mut reply = [0; tcp::LONGEST_FRAME];
        let _ = tcp::answer(&noise, 0, &mut memory, &mut reply);
        let _ = tcp::Receiver::new().receive(&mut &noise[..]);
    }
}
