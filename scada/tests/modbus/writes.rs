//! What is written to points: by whom, how much at once, and what is no value.

use citygate::station::Quality;
use citygate_scada::access::Role;
use citygate_scada::points::layout::Slot;
use citygate_scada::points::list::Form;
use tokio_modbus::ExceptionCode;

use crate::served::{Answer, Client, Served, served};

const ADDRESS: Answer<()> = Err(ExceptionCode::IllegalDataAddress);
const VALUE: Answer<()> = Err(ExceptionCode::IllegalDataValue);

fn written(served: &Served) -> Vec<Slot> {
    served.layout.slots.iter().filter(|slot| slot.point.is_written()).cloned().collect()
}

fn words(slot: &Slot, number: u32, quality: u16) -> Vec<u16> {
    match slot.point.form {
        Form::U16 => vec![number as u16],
        Form::U32 => vec![(number >> 16) as u16, number as u16],
        Form::Measured => vec![(number >> 16) as u16, number as u16, quality],
        Form::U64 => vec![0, 0, (number >> 16) as u16, number as u16],
    }
}

fn values(served: &Served) -> Vec<(Option<u64>, Quality)> {
    let image = served.rtu.image();
    let of = |(slot, value): (&Slot, &citygate_scada::rtu::image::Value)| {
        slot.point.is_written().then_some((value.number, value.quality))
    };
    served.layout.slots.iter().zip(&image.values).filter_map(of).collect()
}

/// Refused: with this answer, on record, and nothing is changed.
async fn refused(served: &Served, client: &mut Client, address: u16, words: &[u16], answer: Answer<()>) {
    let (before, on_record) = (values(served), served.refused().await);
    assert_eq!(client.write(address, words).await, answer, "{words:?} at {address}");
    assert_eq!(values(served), before, "{words:?} at {address}");
    assert_eq!(served.refused().await, on_record + 1, "{words:?} at {address}");
}

/// Every point that is written × every role × values inside and outside its range.
#[tokio::test(flavor = "multi_thread")]
async fn every_point_by_every_role() {
    let served = served();
    served.after_a_scan().await;
    let mut stored = 0;
    for role in Role::ALL {
        let mut client = served.client(role).await;
        for slot in written(&served) {
            let may = slot.point.write.contains(&role);
            let codes = served.layout.list.table(&slot.point);
            let number = if codes.is_some() { 1 } else { 7_000_000 + stored };
            for quality in Quality::ALL {
                let inside = words(&slot, number, quality.code().into());
                if !may {
                    refused(&served, &mut client, slot.register, &inside, ADDRESS).await;
                    continue;
                }
                assert_eq!(client.write(slot.register, &inside).await, Ok(()), "{}", slot.name);
                assert_eq!(client.holding(slot.register, inside.len() as u16).await, Ok(inside.clone()));
                let expected = (if slot.point.form == Form::U16 { number & 0xffff } else { number }).into();
                assert_eq!(served.number(&slot.name, slot.user), Some(expected), "{}", slot.name);
                stored += 1;
            }
            if slot.point.form == Form::Measured {
                for quality in [3, 255, 256, 65_535] {
                    refused(&served, &mut client, slot.register, &words(&slot, 1, quality), VALUE).await;
                }
            }
            if codes.is_some() {
                let answer = if may { VALUE } else { ADDRESS };
                refused(&served, &mut client, slot.register, &words(&slot, 2, 0), answer).await;
                refused(&served, &mut client, slot.register, &words(&slot, 65_535, 0), answer).await;
            }
        }
    }
    assert!(stored > 20, "{stored}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_allotment_above_the_highest_supply_is_refused() {
    let served = served();
    let mut client = served.client(Role::Master).await;
    let slot = served.slot("stated_allotment", None).clone();
    refused(&served, &mut client, slot.register, &words(&slot, u32::MAX, 0), VALUE).await;
    refused(&served, &mut client, slot.register, &words(&slot, 4_000_000_000, 0), VALUE).await;
    // With the heartbeat beside it: neither is taken.
    let mut both = words(&slot, 4_000_000_000, 0);
    both.push(9);
    refused(&served, &mut client, slot.register, &both, VALUE).await;
    both[..3].copy_from_slice(&words(&slot, 15_000_000, 0));
    assert_eq!(client.write(slot.register, &both).await, Ok(()));
    assert_eq!(served.number("master_heartbeat", None), Some(9));
    assert_eq!(served.number("stated_allotment", None), Some(15_000_000));
}

/// A value in several registers is never written in parts.
#[tokio::test(flavor = "multi_thread")]
async fn halves_are_refused() {
    let served = served();
    let (mut field, mut master) = (served.client(Role::Field).await, served.client(Role::Master).await);
    for slot in written(&served) {
        let client = if slot.point.write.contains(&Role::Field) { &mut field } else { &mut master };
        let whole = words(&slot, 1, 0);
        let count = whole.len();
        for begin in 0..count {
            for end in begin + 1..=count {
                if (begin, end) != (0, count) {
                    let at = slot.register + begin as u16;
                    refused(&served, client, at, &whole[begin..end], ADDRESS).await;
                }
            }
            if count > 1 {
                let before = served.refused().await;
                assert_eq!(client.write_one(slot.register + begin as u16, 1).await, ADDRESS);
                assert_eq!(served.refused().await, before + 1);
            }
        }
        // What is behind it, in part or not a point at all.
        let mut more = whole.clone();
        more.extend([0, 0]);
        let behind = served.layout.at_register(slot.register + count as u16, true);
        if behind.is_none_or(|(_, next)| next.point.form.registers() > 2) {
            refused(&served, client, slot.register, &more, ADDRESS).await;
            refused(&served, client, slot.register, &more[..count + 1], ADDRESS).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_points_in_one_write_are_taken_together_or_not() {
    let served = served();
    let mut client = served.client(Role::Field).await;
    let first = served.slot("measured_demand", Some(2)).register;
    let mut all = vec![1, 2, 0, 3, 4, 1, 1];
    for wrong in [(2, 9), (5, 3), (6, 2)] {
        let mut words = all.clone();
        words[wrong.0] = wrong.1;
        refused(&served, &mut client, first, &words, VALUE).await;
    }
    assert_eq!(client.write(first, &all).await, Ok(()));
    assert_eq!(client.holding(first, 7).await, Ok(all.clone()));
    assert_eq!(served.number("measured_flow", Some(2)), Some(3 * 65_536 + 4));
    // Another's point among them.
    let supply = served.slot("measured_supply", None).register;
    all = vec![0, 9, 0, 0, 9, 0];
    assert_eq!(client.write(supply, &all).await, Ok(()));
    all.extend([0; 4]);
    refused(&served, &mut client, supply, &all, ADDRESS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_register_is_a_point_of_its_own() {
    let served = served();
    let valve = served.slot("measured_valve", Some(3)).register;
    let mut field = served.client(Role::Field).await;
    assert_eq!(field.write_one(valve, 1).await, Ok(()));
    assert_eq!(served.number("measured_valve", Some(3)), Some(1));
    assert_eq!(field.write_one(valve, 2).await, VALUE);
    let beat = served.slot("master_heartbeat", None).register;
    assert_eq!(field.write_one(beat, 2).await, ADDRESS);
    assert_eq!(served.client(Role::Master).await.write_one(beat, 2).await, Ok(()));
    assert_eq!(served.number("master_heartbeat", None), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_no_point_is_not_written() {
    let served = served();
    let mut client = served.client(Role::Field).await;
    let end = citygate_scada::modbus::map::end(&served.layout, true) as u16;
    let command = &served.layout.list.command;
    let is_command =
        |register| (command.register..command.register + command.registers()).contains(&register);
    for register in (0..end + 20).chain([65_534, 65_535]) {
        if served.layout.at_register(register, true).is_none() && !is_command(register) {
            refused(&served, &mut client, register, &[0], ADDRESS).await;
        }
    }
    refused(&served, &mut client, 0, &[0; 123], ADDRESS).await;
    refused(&served, &mut client, 65_535, &[0; 123], ADDRESS).await;
}

/// Every written point × every role, inside and outside its range.
#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_is_in_the_journal() {
    let served = served();
    let mut refused = 0;
    for role in Role::ALL {
        let mut client = served.client(role).await;
        for slot in written(&served) {
            let inside = client.write(slot.register, &words(&slot, 1, 0)).await;
            assert_eq!(inside.is_ok(), slot.point.write.contains(&role), "{} by {role:?}", slot.name);
            let none = client.write(slot.register, &words(&slot, u32::MAX, 3)).await;
            refused += u64::from(inside.is_err()) + u64::from(none.is_err());
        }
    }
    assert!(refused > 100, "{refused}");
    assert_eq!(served.refused_on_record(), refused);
}
