//! Tables of requests that are wrong in one way each.

use citygate_modbus::{Bits, BitsMut, Exception, LONGEST_PDU, Map, answer};

use crate::model::{Pair, good, long, short};

const FUNCTIONS: [u8; 8] = [1, 2, 3, 4, 5, 6, 15, 16];

#[test]
fn good_requests_are_carried_out() {
    let mut pair = Pair::new();
    for pdu in good() {
        assert_eq!(pair.answer(&pdu)[0], pdu[0]);
    }
    pair.must_agree();
    assert!(pair.memory != Pair::new().memory);
}

#[test]
fn responses_are_those_of_the_specification() {
    // §6.1, §6.3, §6.5, §6.6, §6.11, §6.12: what examples there read and write, with the addresses that they name.
    let mut pair = Pair::new();
    for (index, coil) in [0xcd, 0x6b, 0x05].into_iter().enumerate() {
        pair.answer(&long(15, 19 + 8 * index as u16, if index == 2 { 3 } else { 8 }, &[coil]));
    }
    assert_eq!(pair.answer(&short(1, 19, 19)), [1, 3, 0xcd, 0x6b, 0x05]);
    pair.answer(&long(16, 108, 2, &[0x02, 0x2b, 0x00, 0x64]));
    assert_eq!(pair.answer(&short(3, 108, 2)), [3, 4, 0x02, 0x2b, 0x00, 0x64]);
    assert_eq!(pair.answer(&short(5, 172, 0xff00)), [5, 0, 172, 0xff, 0]);
    assert_eq!(pair.answer(&short(6, 1, 3)), [6, 0, 1, 0, 3]);
    assert_eq!(pair.answer(&long(15, 19, 10, &[0xcd, 0x01])), [15, 0, 19, 0, 10]);
    assert_eq!(pair.answer(&long(16, 1, 2, &[0, 10, 1, 2])), [16, 0, 1, 0, 2]);
}

#[test]
fn every_pdu_of_up_to_two_bytes() {
    let mut pair = Pair::new();
    assert_eq!(pair.answer(&[]), []);
    for first in 0..=255 {
        let expected = if first > 127 {
            vec![]
        } else {
            vec![first + 128, if FUNCTIONS.contains(&first) { 3 } else { 1 }]
        };
        assert_eq!(pair.answer(&[first]), expected);
        for second in 0..=255 {
            assert_eq!(pair.answer(&[first, second]), expected);
        }
    }
    pair.must_agree();
}

#[test]
fn every_function_code_with_every_good_body() {
    let mut pair = Pair::new();
    for pdu in good() {
        for function in 0..=255 {
            pair.answer(&[&[function], &pdu[1..]].concat());
        }
    }
    pair.must_agree();
}

#[test]
fn every_wrong_length_is_a_wrong_value() {
    let mut pair = Pair::new();
    for pdu in good() {
        for cut in 1..pdu.len() {
            assert_eq!(pair.answer(&pdu[..cut]), [pdu[0] + 128, 3]);
        }
        for more in 1..=300 {
            for with in [0x00, 0xff] {
                assert_eq!(pair.answer(&[&pdu[..], &vec![with; more]].concat()), [pdu[0] + 128, 3]);
            }
        }
    }
    pair.must_agree();
    assert!(pair.memory == Pair::new().memory);
}

#[test]
fn every_quantity() {
    let mut pair = Pair::new();
    for quantity in 0..=65_535_u16 {
        for function in FUNCTIONS {
            let bytes = if function == 15 { quantity.div_ceil(8) } else { quantity.wrapping_mul(2) };
            let pdu = if function < 15 {
                short(function, 600, quantity)
            } else {
                // As much data as the quantity needs, and the byte count of what it would be in a byte.
                long(function, 600, quantity, &vec![0x3c; bytes.min(600).into()])
            };
            let most = [2000, 2000, 125, 125, 0, 65_535, 1968, 123]
                [FUNCTIONS.iter().position(|known| *known == function).expect("known")];
            let is_carried_out = match function {
                5 => [0, 0xff00].contains(&quantity),
                6 => true,
                _ => (1..=most).contains(&quantity),
            };
            let first = if is_carried_out { function } else { function + 128 };
            assert_eq!(pair.answer(&pdu)[0], first, "{function}, {quantity}");
        }
    }
    pair.must_agree();
}

#[test]
fn every_byte_count_with_every_amount_of_data() {
    let mut pair = Pair::new();
    for (function, quantities) in [(15, [1_u16, 8, 9, 2000, 1968]), (16, [1, 2, 61, 123, 128])] {
        for quantity in quantities {
            let needed = if function == 15 { quantity.div_ceil(8) } else { 2 * quantity };
            for bytes in 0..=257 {
                let mut pdu = long(function, 600, quantity, &vec![0x81; bytes]);
                for byte_count in 0..=255 {
                    pdu[5] = byte_count;
                    let is_right = needed <= 246 && bytes == needed.into() && u16::from(byte_count) == needed;
                    let first = if is_right { function } else { function + 128 };
                    assert_eq!(pair.answer(&pdu)[0], first, "{function}, {quantity}, {bytes}, {byte_count}");
                }
            }
        }
    }
    pair.must_agree();
}

#[test]
fn nothing_goes_beyond_the_last_address() {
    let mut pair = Pair::new();
    for address in 63_500..=65_535_u16 {
        let room = 65_536 - u32::from(address);
        for quantity in [1, 2, 123, 125, 1968, 2000] {
            for function in [1, 2, 3, 4, 15, 16] {
                let pdu = match function {
                    15 if quantity <= 1968 => {
                        long(15, address, quantity, &vec![1; quantity.div_ceil(8).into()])
                    }
                    16 if quantity <= 123 => long(16, address, quantity, &vec![1; (2 * quantity).into()]),
                    1 | 2 => short(function, address, quantity),
                    3 | 4 if quantity <= 125 => short(function, address, quantity),
                    _ => continue,
                };
                let response = pair.answer(&pdu);
                if u32::from(quantity) <= room {
                    assert_eq!(response[0], function);
                } else {
                    assert_eq!(response, [function + 128, 2]);
                }
            }
        }
    }
    pair.must_agree();
}

#[test]
fn the_map_refuses_halves_and_says_why() {
    let mut pair = Pair::new();
    for (pdu, expected) in [
        (short(6, 100, 1), &[0x86, 2][..]),
        (short(6, 101, 1), &[0x86, 2]),
        (long(16, 100, 1, &[1; 2]), &[0x90, 2]),
        (long(16, 101, 2, &[1; 4]), &[0x90, 2]),
        (long(16, 99, 3, &[1; 6]), &[16, 0, 99, 0, 3]),
        (long(16, 100, 4, &[1; 8]), &[16, 0, 100, 0, 4]),
        (short(3, 101, 1), &[3, 2, 1, 1]),
        (short(4, 305, 1), &[0x84, 2]),
        (short(2, 400, 10), &[0x82, 6]),
        (long(15, 499, 9, &[0xff, 1]), &[0x8f, 4]),
    ] {
        assert_eq!(pair.answer(&pdu), expected);
    }
    pair.must_agree();
}

/// Nothing is defined.
struct Nothing;

impl Map for Nothing {}

#[test]
fn what_a_map_does_not_define_is_an_illegal_function() {
    for pdu in good() {
        let mut reply = [0; LONGEST_PDU];
        assert_eq!(answer(&pdu, &mut Nothing, &mut reply), 2);
        assert_eq!(reply[..2], [pdu[0] + 128, 1]);
        let map: &mut dyn Map = &mut Nothing;
        assert_eq!(answer(&pdu, map, &mut reply), 2);
    }
}

/// Keeps what was refused before it was asked for anything, and answers another exception than it is told.
#[derive(Default)]
struct Recorder(Vec<(u8, Exception)>);

impl Map for Recorder {
    fn refused(&mut self, pdu: &[u8], exception: Exception) -> Exception {
        self.0.push((pdu[0], exception));
        Exception::ServerDeviceBusy
    }
}

#[test]
fn a_map_is_told_what_is_refused_before_it_is_asked() {
    let mut map = Recorder::default();
    let mut reply = [0; LONGEST_PDU];
    let mut said = |pdu: &[u8]| {
        let count = answer(pdu, &mut map, &mut reply);
        reply[..count].to_vec()
    };
    // The map itself refuses these, and need not be told.
    for pdu in good() {
        assert_eq!(said(&pdu), [pdu[0] + 128, 1]);
    }
    let cut = good().into_iter().map(|pdu| (pdu[..pdu.len() - 1].to_vec(), Exception::IllegalDataValue));
    let beyond = [1, 2, 3, 4].map(|function| (short(function, 65_535, 2), Exception::IllegalDataAddress));
    let written = [
        (long(15, 65_535, 2, &[3]), Exception::IllegalDataAddress),
        (long(16, 65_535, 2, &[0; 4]), Exception::IllegalDataAddress),
        (short(5, 0, 1), Exception::IllegalDataValue),
        (vec![22, 0, 0, 0, 1, 0, 1], Exception::IllegalFunction),
        (vec![7], Exception::IllegalFunction),
    ];
    let mut expected = vec![];
    for (pdu, exception) in cut.chain(beyond).chain(written) {
        assert_eq!(said(&pdu), [pdu[0] + 128, 6], "{pdu:?}");
        expected.push((pdu[0], exception));
    }
    // No requests at all.
    assert_eq!((said(&[]), said(&[0x83, 2])), (vec![], vec![]));
    assert_eq!(map.0, expected);
}

/// Sets what it should not, and leaves unset what it should set.
struct Careless;

impl Map for Careless {
    fn read_bits(
        &mut self,
        _: citygate_modbus::BitTable,
        address: u16,
        values: &mut BitsMut<'_>,
    ) -> Result<(), Exception> {
        if address == 0 { Ok(()) } else { values.set(values.len(), true) }
    }

    fn read_registers(
        &mut self,
        _: citygate_modbus::RegisterTable,
        _: u16,
        _: &mut [u16],
    ) -> Result<(), Exception> {
        Ok(())
    }
}

#[test]
fn a_careless_map_gives_nothing_away() {
    let mut reply = [0xa5; LONGEST_PDU];
    assert_eq!(answer(&short(1, 0, 9), &mut Careless, &mut reply), 4);
    assert_eq!(reply[..4], [1, 2, 0, 0]);
    assert_eq!(answer(&short(1, 1, 9), &mut Careless, &mut reply), 2);
    assert_eq!(reply[..2], [0x81, 4]);
    assert_eq!(answer(&short(3, 0, 2), &mut Careless, &mut reply), 6);
    assert_eq!(reply[..6], [3, 4, 0, 0, 0, 0]);
}

#[test]
fn bits_are_what_they_are_packed_from() {
    assert!(Bits::new(&[0xff], 9).is_none() && Bits::new(&[0xff, 1], 8).is_none());
    assert!(BitsMut::new(&mut [0xff], 9).is_none() && BitsMut::new(&mut [0xff, 1], 8).is_none());
    for count in 0..40 {
        let packed = vec![0xff; usize::div_ceil(count, 8)];
        let bits = Bits::new(&packed, count).expect("as many bytes");
        assert_eq!((bits.len(), bits.is_empty()), (count, count == 0));
        assert_eq!(bits.iter().filter(|bit| *bit).count(), count);
        assert_eq!(bits.get(count), None);
        for index in 0..count {
            let mut packed = packed.clone();
            let mut bits = BitsMut::new(&mut packed, count).expect("as many bytes");
            assert_eq!((bits.len(), bits.is_empty()), (count, false));
            bits.set(index, true).expect("there is one");
            assert_eq!(bits.set(count, true), Err(Exception::ServerDeviceFailure));
            let found = Bits::new(&packed, count).expect("as many bytes");
            assert!((0..count).all(|other| found.get(other) == Some(other == index)));
            let sum: u32 = packed.iter().map(|byte| byte.count_ones()).sum();
            assert_eq!(sum, 1);
            let mut bits = BitsMut::new(&mut packed, count).expect("as many bytes");
            bits.set(index, true).and_then(|()| bits.set(index, false)).expect("there is one");
            assert!(packed.iter().all(|byte| *byte == 0));
        }
    }
}
