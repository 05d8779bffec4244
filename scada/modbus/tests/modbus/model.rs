//! What has to be answered, said once more and plainly: whole numbers, vectors, one request at a time. And the memory behind
//! it, which refuses some writes as a firmware would.

use citygate_modbus::{BitTable, Bits, BitsMut, Exception, LONGEST_PDU, Map, RegisterTable};

/// Holding registers from here on hold values of 32 bits: only whole ones are written.
pub const PAIRS: std::ops::Range<i64> = 100..200;
/// Nothing is here.
pub const MISSING: std::ops::Range<i64> = 300..310;
/// What is here is busy, and what is here has failed.
pub const BUSY: std::ops::Range<i64> = 400..410;
pub const FAILED: std::ops::Range<i64> = 500..510;

/// 65,536 of everything.
#[derive(Clone, PartialEq)]
pub struct Memory {
    pub coils: Vec<bool>,
    pub discrete_inputs: Vec<bool>,
    pub holding_registers: Vec<u16>,
    pub input_registers: Vec<u16>,
    /// How often the map was called.
    pub calls: u64,
}

impl Memory {
    pub fn new() -> Self {
        let mixed = |index: u32, by: u32| index.wrapping_mul(by) >> 7;
        Self {
            coils: (0..65_536).map(|index| mixed(index, 2_654_435_761) % 3 == 0).collect(),
            discrete_inputs: (0..65_536).map(|index| mixed(index, 40_503_197) % 2 == 0).collect(),
            holding_registers: (0..65_536).map(|index| mixed(index, 2_246_822_519) as u16).collect(),
            input_registers: (0..65_536).map(|index| mixed(index, 3_266_489_917) as u16).collect(),
            calls: 0,
        }
    }

    /// The exception for what begins here, if it is refused.
    fn refusal(&self, address: i64, quantity: i64, writes_registers: bool) -> Option<u8> {
        let touches = |range: &std::ops::Range<i64>| address < range.end && address + quantity > range.start;
        if touches(&MISSING) {
            return Some(2);
        }
        if touches(&FAILED) {
            return Some(4);
        }
        if touches(&BUSY) {
            return Some(6);
        }
        let halves = |end: i64| PAIRS.contains(&end) && end % 2 != 0;
        (writes_registers && (halves(address) || halves(address + quantity))).then_some(2)
    }

    /// The response to a protocol data unit, as it is said in the specification; what is written is written here.
    pub fn expected(&mut self, pdu: &[u8]) -> Vec<u8> {
        match pdu.first() {
            None | Some(128..) => Vec::new(),
            Some(&function) => match self.carried_out(function, &pdu[1..]) {
                Ok(rest) => [&[function][..], &rest].concat(),
                Err(code) => vec![function + 128, code],
            },
        }
    }

    fn carried_out(&mut self, function: u8, rest: &[u8]) -> Result<Vec<u8>, u8> {
        let number = |at: usize| i64::from(rest[at]) * 256 + i64::from(rest[at + 1]);
        if ![1, 2, 3, 4, 5, 6, 15, 16].contains(&function) {
            return Err(1);
        }
        if rest.len() < 4 {
            return Err(3);
        }
        let (address, second) = (number(0), number(2));
        let most =
            [0, 2000, 2000, 125, 125, 65_535, 65_535, 0, 0, 0, 0, 0, 0, 0, 0, 1968, 123][function as usize];
        let quantity = if function == 5 || function == 6 { 1 } else { second };
        let bytes = match function {
            15 => 5 + (quantity + 7) / 8,
            16 => 5 + quantity * 2,
            _ => 4,
        };
        if quantity < 1 || quantity > most || rest.len() as i64 != bytes {
            return Err(3);
        }
        if function >= 15 && i64::from(rest[4]) != bytes - 5 {
            return Err(3);
        }
        if function == 5 && second != 0 && second != 0xff00 {
            return Err(3);
        }
        if address + quantity > 65_536 {
            return Err(2);
        }
        if let Some(code) = self.refusal(address, quantity, function == 6 || function == 16) {
            return Err(code);
        }
        let (from, to) = (address as usize, (address + quantity) as usize);
        match function {
            1 => return Ok(packed(&self.coils[from..to])),
            2 => return Ok(packed(&self.discrete_inputs[from..to])),
            3 => return Ok(big_endian(&self.holding_registers[from..to])),
            4 => return Ok(big_endian(&self.input_registers[from..to])),
            5 => self.coils[from] = second != 0,
            6 => self.holding_registers[from] = second as u16,
            15 => {
                for index in 0..quantity as usize {
                    self.coils[from + index] =
                        rest[5 + index / 8] & [1, 2, 4, 8, 16, 32, 64, 128][index % 8] != 0;
                }
            }
            _ => {
                for index in 0..quantity as usize {
                    self.holding_registers[from + index] = number(5 + 2 * index) as u16;
                }
            }
        }
        Ok(rest[..4].to_vec())
    }
}

fn packed(bits: &[bool]) -> Vec<u8> {
    let byte = |bits: &[bool]| bits.iter().rev().fold(0, |byte, bit| byte * 2 + u8::from(*bit));
    let bytes: Vec<u8> = bits.chunks(8).map(byte).collect();
    [&[bytes.len() as u8][..], &bytes].concat()
}

fn big_endian(registers: &[u16]) -> Vec<u8> {
    let bytes: Vec<u8> =
        registers.iter().flat_map(|value| [(value / 256) as u8, (value % 256) as u8]).collect();
    [&[bytes.len() as u8][..], &bytes].concat()
}

fn exception(code: u8) -> Exception {
    let all = [
        Exception::IllegalFunction,
        Exception::IllegalDataAddress,
        Exception::IllegalDataValue,
        Exception::ServerDeviceFailure,
        Exception::ServerDeviceBusy,
    ];
    all.into_iter().find(|exception| exception.code() == code).expect("a code")
}

impl Memory {
    fn called(&mut self, address: u16, quantity: usize, writes_registers: bool) -> Result<usize, Exception> {
        self.calls += 1;
        assert!(quantity > 0 && usize::from(address) + quantity <= 65_536, "{address} and {quantity}");
        match self.refusal(address.into(), quantity as i64, writes_registers) {
            Some(code) => Err(exception(code)),
            None => Ok(address.into()),
        }
    }
}

impl Map for Memory {
    fn read_bits(
        &mut self,
        table: BitTable,
        address: u16,
        values: &mut BitsMut<'_>,
    ) -> Result<(), Exception> {
        let from = self.called(address, values.len(), false)?;
        let bits = match table {
            BitTable::Coils => &self.coils,
            BitTable::DiscreteInputs => &self.discrete_inputs,
        };
        (0..values.len()).try_for_each(|index| values.set(index, bits[from + index]))
    }

    fn read_registers(
        &mut self,
        table: RegisterTable,
        address: u16,
        values: &mut [u16],
    ) -> Result<(), Exception> {
        let from = self.called(address, values.len(), false)?;
        let registers = match table {
            RegisterTable::HoldingRegisters => &self.holding_registers,
            RegisterTable::InputRegisters => &self.input_registers,
        };
        values.copy_from_slice(&registers[from..from + values.len()]);
        Ok(())
    }

    fn write_coils(&mut self, address: u16, values: Bits<'_>) -> Result<(), Exception> {
        let from = self.called(address, values.len(), false)?;
        for (coil, value) in self.coils[from..].iter_mut().zip(values.iter()) {
            *coil = value;
        }
        Ok(())
    }

    fn write_registers(&mut self, address: u16, values: &[u16]) -> Result<(), Exception> {
        let from = self.called(address, values.len(), true)?;
        self.holding_registers[from..from + values.len()].copy_from_slice(values);
        Ok(())
    }
}

/// Two memories that have to stay the same: one that the crate answers with, and the model's.
pub struct Pair {
    pub memory: Memory,
    pub model: Memory,
}

impl Pair {
    pub fn new() -> Self {
        Self { memory: Memory::new(), model: Memory::new() }
    }

    /// Answers a protocol data unit, and compares with the model; the response. Memories are compared by
    /// [`Pair::must_agree`], since they are large.
    pub fn answer(&mut self, pdu: &[u8]) -> Vec<u8> {
        let mut reply = [0xa5; LONGEST_PDU];
        let calls = self.memory.calls;
        let count = citygate_modbus::answer(pdu, &mut self.memory, &mut reply);
        let response = reply[..count].to_vec();
        assert_eq!(response, self.model.expected(pdu), "to {pdu:02x?}");
        let calls = self.memory.calls - calls;
        match response[..] {
            [] | [128..=255, 1 | 3] => assert_eq!(calls, 0, "{pdu:02x?} is not for the map"),
            [128..=255, 2] => assert!(calls <= 1),
            _ => assert_eq!(calls, 1, "{pdu:02x?} is one call"),
        }
        response
    }

    pub fn must_agree(&mut self) {
        self.model.calls = self.memory.calls;
        assert!(self.memory == self.model, "memories differ");
    }
}

/// A request to read, or to write one.
pub fn short(function: u8, address: u16, second: u16) -> Vec<u8> {
    [&[function][..], &address.to_be_bytes(), &second.to_be_bytes()].concat()
}

/// A request to write several.
pub fn long(function: u8, address: u16, quantity: u16, data: &[u8]) -> Vec<u8> {
    [&short(function, address, quantity)[..], &[data.len() as u8], data].concat()
}

/// Requests that are carried out, the longest and the shortest among them.
pub fn good() -> Vec<Vec<u8>> {
    vec![
        short(1, 0, 1),
        short(1, 600, 2000),
        short(2, 65_535, 1),
        short(2, 601, 1999),
        short(3, 0, 1),
        short(3, 600, 125),
        short(4, 65_411, 125),
        short(4, 600, 3),
        short(5, 700, 0xff00),
        short(5, 65_535, 0x0000),
        short(6, 0, 0xffff),
        short(6, 65_535, 1),
        long(15, 0, 1, &[0x01]),
        long(15, 601, 9, &[0x55, 0x01]),
        long(15, 63_568, 1968, &[0xa7; 246]),
        long(16, 0, 1, &[0x12, 0x34]),
        long(16, 100, 2, &[0x01, 0x44, 0x3f, 0xd0]),
        long(16, 65_413, 123, &[0x5a; 246]),
    ]
}
