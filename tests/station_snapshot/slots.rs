//! Which slot is the newest, and which is next.

use citygate::station::{SnapshotSlots, snapshot_bytes};

fn slots(first: impl Into<Option<u64>>, second: impl Into<Option<u64>>) -> (Option<usize>, usize, u64) {
    let slots = SnapshotSlots::of([first.into(), second.into()]);
    (slots.newest(), slots.next(), slots.number())
}

#[test]
fn the_highest_number_is_the_newest_and_the_other_slot_is_next() {
    assert_eq!(slots(None, None), (None, 0, 1));
    assert_eq!(slots(5, None), (Some(0), 1, 6));
    assert_eq!(slots(None, 5), (Some(1), 0, 6));
    assert_eq!(slots(5, 4), (Some(0), 1, 6));
    assert_eq!(slots(4, 5), (Some(1), 0, 6));
    assert_eq!(slots(0, 900), (Some(1), 0, 901));
}

#[test]
fn equal_numbers_are_the_first_slots() {
    assert_eq!(slots(5, 5), (Some(0), 1, 6));
    assert_eq!(slots(0, 0), (Some(0), 1, 1));
}

#[test]
fn numbers_go_round() {
    let (last, half) = (u64::MAX, 1 << 63);
    assert_eq!(slots(last - 1, last), (Some(1), 0, 0));
    assert_eq!(slots(0, last), (Some(0), 1, 1));
    assert_eq!(slots(last, 0), (Some(1), 0, 1));
    assert_eq!(slots(0, half - 1), (Some(1), 0, half));
    assert_eq!(slots(half, 0), (Some(0), 1, half + 1), "as far apart as can be: the first");
    assert_eq!(slots(0, half), (Some(0), 1, 1), "as far apart as can be: the first");
    let mut slots = SnapshotSlots::of([Some(last - 2), None]);
    for number in [last - 1, last, 0, 1] {
        assert_eq!(slots.number(), number);
        let next = slots.next();
        slots.written();
        assert_eq!(slots.newest(), Some(next));
        let numbers =
            if next == 0 { [number, number.wrapping_sub(1)] } else { [number.wrapping_sub(1), number] };
        assert_eq!(SnapshotSlots::of(numbers.map(Some)), slots);
    }
}

#[test]
fn room_is_whole_writes() {
    let exact = snapshot_bytes(3, 1);
    assert_eq!(snapshot_bytes(3, 0), exact);
    let user = snapshot_bytes(4, 1) - exact;
    assert_eq!(snapshot_bytes(64, 1), exact + 61 * user);
    for write_size in 1..70 {
        let room = snapshot_bytes(3, write_size);
        assert!(room.is_multiple_of(write_size) && (exact..exact + write_size).contains(&room));
    }
    assert_eq!(snapshot_bytes(usize::MAX, 8), usize::MAX);
}
