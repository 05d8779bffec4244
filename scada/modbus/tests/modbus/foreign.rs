//! A client of another make asks, and understands what it is told.

use citygate_modbus::{rtu, tcp};
use rmodbus::client::ModbusRequest;
use rmodbus::{ErrorKind, ModbusProto};

use crate::model::Memory;

const UNIT: u8 = 17;

/// Sends a request, and returns the response.
fn asked(protocol: ModbusProto, request: &[u8], memory: &mut Memory) -> Vec<u8> {
    if protocol == ModbusProto::Rtu {
        let mut reply = [0; rtu::LONGEST_FRAME];
        let count = rtu::answer(request, UNIT, memory, &mut reply).expect("undamaged");
        return reply[..count].to_vec();
    }
    let mut reply = [0; tcp::LONGEST_FRAME];
    let count = tcp::answer(request, UNIT, memory, &mut reply).expect("in step");
    reply[..count].to_vec()
}

#[test]
fn what_a_client_of_another_make_writes_it_reads() {
    for protocol in [ModbusProto::Rtu, ModbusProto::TcpUdp] {
        let (mut client, mut memory) = (ModbusRequest::new(UNIT, protocol), Memory::new());
        for count in [1_u16, 2, 7, 8, 9, 100, 122] {
            let registers: Vec<u16> = (0..count).map(|index| index.wrapping_mul(40_503)).collect();
            let coils: Vec<bool> = registers.iter().map(|register| register % 3 == 0).collect();
            let mut request = vec![];
            client.generate_set_holdings_bulk(600, &registers, &mut request).expect("a request");
            client.parse_ok(&asked(protocol, &request, &mut memory)).expect("written");
            client.generate_get_holdings(600, count, &mut request).expect("a request");
            let mut read = vec![];
            client.parse_u16(&asked(protocol, &request, &mut memory), &mut read).expect("read");
            assert_eq!(read, registers);

            client.generate_set_coils_bulk(600, &coils, &mut request).expect("a request");
            client.parse_ok(&asked(protocol, &request, &mut memory)).expect("written");
            client.generate_get_coils(600, count, &mut request).expect("a request");
            let mut read = vec![];
            client.parse_bool(&asked(protocol, &request, &mut memory), &mut read).expect("read");
            assert_eq!(read, coils);
        }
    }
}

#[test]
fn a_client_of_another_make_reads_inputs_writes_one_and_is_refused() {
    for protocol in [ModbusProto::Rtu, ModbusProto::TcpUdp] {
        let (mut client, mut memory) = (ModbusRequest::new(UNIT, protocol), Memory::new());
        let (mut request, mut inputs, mut discrete) = (vec![], vec![], vec![]);
        client.generate_get_inputs(7, 9, &mut request).expect("a request");
        client.parse_u16(&asked(protocol, &request, &mut memory), &mut inputs).expect("read");
        assert_eq!(inputs, memory.input_registers[7..16]);
        client.generate_get_discretes(7, 9, &mut request).expect("a request");
        client.parse_bool(&asked(protocol, &request, &mut memory), &mut discrete).expect("read");
        assert_eq!(discrete, memory.discrete_inputs[7..16]);

        client.generate_set_holding(9, 0x1234, &mut request).expect("a request");
        client.parse_ok(&asked(protocol, &request, &mut memory)).expect("written");
        assert_eq!(memory.holding_registers[9], 0x1234);
        for value in [true, false] {
            client.generate_set_coil(9, value, &mut request).expect("a request");
            client.parse_ok(&asked(protocol, &request, &mut memory)).expect("written");
            assert_eq!(memory.coils[9], value);
        }
        for (address, error) in [
            (300, ErrorKind::IllegalDataAddress),
            (400, ErrorKind::SlaveDeviceBusy),
            (500, ErrorKind::SlaveDeviceFailure),
        ] {
            client.generate_set_holding(address, 1, &mut request).expect("a request");
            let said = client.parse_ok(&asked(protocol, &request, &mut memory));
            assert_eq!(said.map_err(|said| said.to_string()), Err(error.to_string()));
        }
    }
}
