//! Commands, which are written whole.

use citygate_scada::access::Role;
use citygate_scada::rtu::request::{CommandKind, CommandResult};
use citygate_scada::rtu::station::What;
use tokio_modbus::ExceptionCode;

use crate::served::{Answer, Served, served};

const ADDRESS: Answer<()> = Err(ExceptionCode::IllegalDataAddress);
const VALUE: Answer<()> = Err(ExceptionCode::IllegalDataValue);

/// Where it is written, as points.toml has it.
const AT: u16 = 20;

// Places in it.
const KIND: usize = 0;
const USER: usize = 1;
const ALARM: usize = 2;
const MODE: usize = 3;
const DURATION: usize = 11;
const PERSON: usize = 13;
const NUMBER: usize = 14;
const COMMIT: usize = 15;

/// To hold user 5 for ten minutes, by person 42.
fn hold(number: u16) -> [u16; 16] {
    let mut words = [0; 16];
    (words[KIND], words[USER], words[DURATION]) = (2, 5, 600);
    (words[PERSON], words[NUMBER], words[COMMIT]) = (42, number, 1);
    words
}

async fn given(served: &Served) -> usize {
    let happened = served.happened().await;
    happened.iter().filter(|happened| matches!(happened.what, What::Command { .. })).count()
}

fn last(served: &Served) -> (Option<u64>, Option<u64>) {
    (served.number("last_command", None), served.number("last_command_result", None))
}

const fn shown(number: u64, result: CommandResult) -> (Option<u64>, Option<u64>) {
    (Some(number), Some(result.code() as u64))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_carried_out_once() {
    let served = served();
    served.after_a_scan().await;
    let mut client = served.client(Role::Operate).await;
    for _ in 0..3 {
        assert_eq!(client.write(AT, &hold(9)).await, Ok(()));
        assert_eq!((given(&served).await, last(&served)), (1, shown(9, CommandResult::Done)));
        assert!(served.number("manual_until", Some(5)).is_some());
    }
    let happened = served.happened().await;
    let who = happened.iter().find_map(|happened| match &happened.what {
        What::Command { who, .. } => Some(who.clone()),
        _ => None,
    });
    let who = who.expect("a command");
    assert_eq!((who.person, who.role), (42, Role::Operate));
    assert!(who.name.starts_with("Modbus 127.0.0.1:"), "{}", who.name);
    // Another with its number is none; nothing is read back.
    let mut other = hold(9);
    other[DURATION] = 601;
    assert_eq!(client.write(AT, &other).await, VALUE);
    assert_eq!((given(&served).await, last(&served)), (1, shown(9, CommandResult::Done)));
    assert_eq!(client.holding(AT, 16).await, Ok(vec![0; 16]));
    other[NUMBER] = 10;
    assert_eq!(client.write(AT, &other).await, Ok(()));
    assert_eq!((given(&served).await, last(&served)), (2, shown(10, CommandResult::Done)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_field_is_refused_and_nothing_is_done() {
    let served = served();
    served.after_a_scan().await;
    let mut client = served.client(Role::Engineer).await;
    let wrong = [
        (KIND, 0),
        (KIND, 10),
        (KIND, 65_535),
        (ALARM, 10),
        (ALARM, 256),
        (ALARM, 65_535),
        (MODE, 3),
        (MODE, 258),
        (PERSON, 0),
        (NUMBER, 0),
        (COMMIT, 0),
        (COMMIT, 2),
        (COMMIT, 257),
    ];
    for (place, word) in wrong {
        let before = served.refused().await;
        let mut words = hold(7);
        words[place] = word;
        assert_eq!(client.write(AT, &words).await, VALUE, "{word} at {place}");
        assert_eq!(served.refused().await, before + 1, "{word} at {place}");
    }
    assert_eq!((given(&served).await, last(&served)), (0, shown(0, CommandResult::None)));
    // What the station refuses: why is told.
    for (number, (place, word), result) in [
        (1, (USER, 7), CommandResult::UnknownUser),
        (2, (USER, 65_535), CommandResult::WrongField),
        (3, (DURATION, 0), CommandResult::WrongOverride),
        (4, (KIND, 4), CommandResult::UnknownOrder),
        (5, (KIND, 5), CommandResult::NothingToDo),
    ] {
        let mut words = hold(number);
        words[place] = word;
        for _ in 0..2 {
            assert_eq!(client.write(AT, &words).await, VALUE, "{result:?}");
            assert_eq!(last(&served), shown(number.into(), result));
            assert_eq!(given(&served).await, usize::from(number));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_written_whole() {
    let served = served();
    served.after_a_scan().await;
    let mut client = served.client(Role::Operate).await;
    let mut wide = [0; 48];
    wide[16..32].copy_from_slice(&hold(9));
    let mut tried = 0;
    for begin in 0..32 {
        for end in begin + 1..=48 {
            let touches = begin < 32 && end > 16;
            if touches && (begin, end) != (16, 32) {
                let before = served.refused().await;
                let at = AT - 16 + begin as u16;
                assert_eq!(client.write(at, &wide[begin..end]).await, ADDRESS, "{begin}..{end}");
                assert_eq!(served.refused().await, before + 1);
                tried += 1;
            }
        }
    }
    assert!(tried > 800);
    assert_eq!(client.write_one(AT + 15, 1).await, ADDRESS);
    assert_eq!((given(&served).await, last(&served)), (0, shown(0, CommandResult::None)));
}

/// Every command × every role.
#[tokio::test(flavor = "multi_thread")]
async fn who_may_give_commands() {
    let served = served();
    served.after_a_scan().await;
    let mut number = 0;
    for role in Role::ALL {
        let mut client = served.client(role).await;
        for kind in CommandKind::ALL {
            number += 1;
            let before = last(&served);
            let mut words = hold(number);
            (words[KIND], words[MODE]) = (kind.code().into(), 2);
            let answer = client.write(AT, &words).await;
            let may = match role {
                Role::Engineer => true,
                Role::Operate => kind != CommandKind::SetMode,
                Role::View | Role::Field | Role::Master => false,
            };
            let result = if may { last(&served).1 } else { None };
            match may {
                true => assert_eq!(answer.is_ok(), result == Some(1), "{kind:?} by {role:?}: {answer:?}"),
                false => assert_eq!((answer, last(&served)), (ADDRESS, before), "{kind:?} by {role:?}"),
            }
            assert_eq!(given(&served).await, usize::from(number), "it is on record");
        }
    }
}
