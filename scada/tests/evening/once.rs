//! Commands over Modbus while the RTU is killed: whoever got no answer asks again, and nothing is done twice.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::time::Duration;

use citygate::event::{JournalEntry, JournalHead, Record, verify};
use citygate_scada::rtu::note::RtuNote;
use citygate_scada::rtu::request::{CommandKind, CommandResult};
use tokio::runtime::Runtime;
use tokio_modbus::client::{Writer, tcp};
use tokio_modbus::slave::Slave;

use super::process::wait_for;
use super::rtu::RealRtu;

const OPERATOR_PORT: u16 = 1505;

/// To hold the first user for so long, as the command of person 42 with this number.
async fn give(at: SocketAddr, number: u16) -> bool {
    let command = &mut [0; 16];
    (command[0], command[1], command[11]) = (2, 0, duration_s(number));
    (command[13], command[14], command[15]) = (42, number, 1);
    let Ok(mut client) = tcp::connect_slave(at, Slave(1)).await else { return false };
    matches!(client.write_multiple_registers(20, command).await, Ok(Ok(())))
}

/// Other than that of all other commands.
fn duration_s(number: u16) -> u16 {
    600 + number
}

#[test]
fn a_command_that_is_repeated_after_a_power_failure_is_carried_out_once() {
    let times: u16 = std::env::var("CITYGATE_TEST_TIMES").map_or(1, |t| t.parse().expect("a number"));
    let mut rtu = RealRtu::edited(0, &[5000, 2000, 3001, 999], |address, configuration| {
        configuration + &format!("\n[[modbus]]\ntcp = \"{address}:{OPERATOR_PORT}\"\nrole = \"operate\"\n")
    });
    let at = SocketAddr::new(rtu.view.ip(), OPERATOR_PORT);
    let runtime = Runtime::new().expect("it starts");
    rtu.start();
    let mut answered = 0;
    for number in 1..=20 * times {
        wait_for("it answers", || rtu.number("scan_count", None));
        let first = runtime.spawn(give(at, number));
        // From before it has arrived to after it was answered.
        std::thread::sleep(Duration::from_micros(u64::from(number % 20) * 1000));
        rtu.kill();
        answered += u16::from(runtime.block_on(first).unwrap_or(false));
        rtu.start();
        for _ in 0..2 {
            wait_for("it is answered", || runtime.block_on(give(at, number)).then_some(()));
        }
        assert_eq!(rtu.number("last_command", None), Some(number.into()));
        assert!(rtu.number("manual_until", Some(0)).is_some());
    }
    rtu.kill();
    println!("{answered} of {} were answered before", 20 * times);
    let bytes = fs::read(rtu.directory.path().join("state/station.journal")).expect("a journal");
    verify(&bytes, None, JournalHead::START, None).expect("the journal verifies");
    let mut done = BTreeMap::new();
    for bytes in bytes.as_chunks().0 {
        let JournalEntry::Note { code, numbers } = Record::read(bytes).expect("a record").entry else {
            continue;
        };
        let Some(RtuNote::Command(note)) = RtuNote::read(code, numbers) else { continue };
        assert_eq!((note.kind, note.result), (CommandKind::Hold, CommandResult::Done));
        assert_eq!(note.duration_s, u32::from(duration_s(note.number)));
        *done.entry(note.number).or_insert(0) += 1;
    }
    assert!(done.values().all(|times| *times == 1) && done.len() == 20 * usize::from(times), "{done:?}");
}
