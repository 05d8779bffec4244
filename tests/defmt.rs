//! What goes into a log: names, errors, and no byte of a journal's key.
//!
//! The frames are compared as bytes: they hold what was logged, and in place of texts their numbers in the image.
#![cfg(feature = "defmt")]

use std::cell::RefCell;

use citygate::allocate::{AllocateError, Grant, Reason, Summary, allocate};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{Attributes, SupplyClass, User};

thread_local! {
    static LOGGED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

#[defmt::global_logger]
struct Logger;

// SAFETY: each thread writes to memory of its own, so that nothing has to be locked.
unsafe impl defmt::Logger for Logger {
    fn acquire() {}

    unsafe fn flush() {}

    unsafe fn release() {}

    unsafe fn write(bytes: &[u8]) {
        LOGGED.with_borrow_mut(|logged| logged.extend_from_slice(bytes));
    }
}

defmt::timestamp!("");

/// What is logged for a value, without what comes before it.
fn logged(value: &impl defmt::Format) -> Vec<u8> {
    LOGGED.take();
    defmt::println!("{}", value);
    LOGGED.take()
}

fn holds(frame: &[u8], part: &[u8]) -> bool {
    frame.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_grant_and_an_error_carry_their_numbers() {
    let users = [User::new(SupplyClass::IndustrialFuel, 0x1234_5678)];
    let (mut grants, mut summary) = ([Grant::EMPTY], Summary::default());
    allocate(&JILIN_2024, &users, 0x0123_4567, &mut grants, &mut summary).unwrap();
    assert_eq!(grants[0].reason(), Reason::ShortInStep);
    assert!(holds(&logged(&grants[0]), &0x0123_4567u32.to_le_bytes()));
    assert!(holds(&logged(&summary), &0x0123_4567u64.to_le_bytes()));
    assert!(holds(&logged(&users[0]), &0x1234_5678u32.to_le_bytes()));
    let error = AllocateError::UnknownClass { user: 0x0bad_cafe };
    assert!(holds(&logged(&error), &0x0bad_cafeu32.to_le_bytes()));
}

#[test]
fn attributes_and_steps_go_by_name() {
    assert!(holds(&logged(&Attributes::from_bits(0x8001)), b"interruptible"));
    assert!(holds(&logged(&Attributes::from_bits(0x8001)), b"bit_15"));
    // Texts of the library are numbers in the frame: different classes are different frames.
    assert_ne!(logged(&SupplyClass::Heating), logged(&SupplyClass::Vehicles));
    assert!(!logged(&JILIN_2024).is_empty());
}

#[cfg(feature = "event")]
#[test]
fn no_byte_of_a_key_is_logged() {
    use citygate::event::{EventSettings, JournalKey, TrendSettings};

    // The frame of a key is the same whatever the key is, and so is that of everything that holds one.
    let frames = |byte: u8| {
        let key = JournalKey([byte; 32]);
        let settings = EventSettings {
            plan: EventSettings::DEFAULT.plan,
            station: 1,
            key: Some(key),
            trend: TrendSettings::default(),
            follow_up_min: 120,
        };
        assert!(holds(&logged(&key.0), &[byte; 32]), "bytes that are logged are found");
        (logged(&key), logged(&settings))
    };
    for byte in 1..=u8::MAX {
        assert_eq!(frames(byte), frames(0));
    }
    assert_eq!(format!("{:?}", JournalKey([7; 32])), "JournalKey(..)");
}

#[cfg(feature = "station")]
#[test]
fn what_happens_at_a_station_carries_its_numbers() {
    use citygate::station::{AlarmKind, Order, Signal, StationError, StationEvent};

    let mut order = Order::NONE;
    (order.sequence, order.to, order.user) = (0x0123_4567_89ab, 0x1234_5678, 0x7a7b);
    let frame = logged(&StationEvent::Ordered(order));
    for part in
        [&0x0123_4567_89abu64.to_le_bytes()[..], &0x1234_5678u32.to_le_bytes(), &0x7a7bu16.to_le_bytes()]
    {
        assert!(holds(&frame, part));
    }
    let came = |kind, user| logged(&StationEvent::AlarmCame { kind, user });
    assert!(holds(&came(AlarmKind::NotFollowing, Some(0x0bad_cafe)), &0x0bad_cafeusize.to_le_bytes()[..4]));
    // Every alarm by a name of its own, and who has it or nobody.
    let mut frames: Vec<_> = AlarmKind::ALL.iter().map(|kind| came(*kind, None)).collect();
    frames.push(came(AlarmKind::NotFollowing, Some(0)));
    frames.push(logged(&StationEvent::AlarmWent { kind: AlarmKind::NotFollowing, user: None }));
    let count = frames.len();
    frames.sort();
    frames.dedup();
    assert_eq!(frames.len(), count);
    let error = StationError::UnknownOrder { sequence: 0x0123_4567_89ab };
    assert!(holds(&logged(&error), &0x0123_4567_89abu64.to_le_bytes()));
    assert!(holds(&logged(&Signal::good(0x0123_4567_89ab)), &0x0123_4567_89abu64.to_le_bytes()));
}
