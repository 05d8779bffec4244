//! Power cuts at every byte of every erase and write.

use citygate::policy::regimes::JILIN_2024;
use citygate::station::{Signal, SnapshotSlots, snapshot_bytes, snapshot_number};

use crate::random::run_with;
use crate::shown;
use crate::support::{Draw, Owned, signals};

const WRITE_SIZES: [usize; 4] = [1, 4, 8, 32];

/// Power failed.
#[derive(Debug)]
struct Cut;

/// Flash with two slots. Erasing makes ones, writing makes zeros of them, and both take time.
#[derive(Clone)]
struct Flash {
    slots: [Vec<u8>; 2],
    write_size: usize,
    /// After how many bytes power fails; none: it does not.
    left: Option<usize>,
    /// What bytes become when power is cut over them: begins a row of random numbers.
    garbage: u64,
}

impl Flash {
    fn new(size: usize, write_size: usize) -> Flash {
        Flash { slots: [(); 2].map(|_| vec![0xff; size]), write_size, left: None, garbage: 1 }
    }

    /// How many bytes an erase and a write of all of a slot take.
    fn work(&self) -> usize {
        2 * self.slots[0].len()
    }

    fn takes_time(&mut self) -> Result<(), Cut> {
        match &mut self.left {
            Some(0) => Err(Cut),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Erases a slot. Where power fails some bits are ones already, of the byte and of those that follow.
    fn erase(&mut self, slot: usize) -> Result<(), Cut> {
        for place in 0..self.slots[slot].len() {
            if let Err(cut) = self.takes_time() {
                let mut garbage = Draw(self.garbage);
                let reach = garbage.below(64) as usize;
                for byte in self.slots[slot].iter_mut().skip(place).take(reach) {
                    *byte |= garbage.next() as u8;
                }
                return Err(cut);
            }
            self.slots[slot][place] = 0xff;
        }
        Ok(())
    }

    /// Writes to an erased slot. Where power fails some bits of the present write are zeros already.
    fn write(&mut self, slot: usize, bytes: &[u8]) -> Result<(), Cut> {
        assert_eq!(bytes.len() % self.write_size, 0, "whole writes");
        for (index, unit) in bytes.chunks(self.write_size).enumerate() {
            let start = index * self.write_size;
            for (offset, byte) in unit.iter().enumerate() {
                let place = start + offset;
                assert_eq!(self.slots[slot][place], 0xff, "only what is erased is written");
                if let Err(cut) = self.takes_time() {
                    let mut garbage = Draw(self.garbage);
                    for (place, byte) in (place..).zip(&unit[offset..]) {
                        self.slots[slot][place] = byte | garbage.next() as u8;
                    }
                    return Err(cut);
                }
                self.slots[slot][place] = *byte;
            }
        }
        Ok(())
    }

    fn slots(&self) -> SnapshotSlots {
        SnapshotSlots::of([0, 1].map(|slot| snapshot_number(&self.slots[slot]).ok()))
    }

    /// The bytes of the newest snapshot.
    fn newest(&self) -> Option<&[u8]> {
        self.slots().newest().map(|slot| &self.slots[slot][..])
    }

    /// Puts a snapshot where the next one goes.
    fn store(&mut self, snapshot: &[u8]) -> Result<(), Cut> {
        let next = self.slots().next();
        self.erase(next)?;
        self.write(next, snapshot)
    }

    /// The same, with power failing after so many bytes.
    fn store_until(&mut self, snapshot: &[u8], left: usize) -> Result<(), Cut> {
        self.left = Some(left);
        let stored = self.store(snapshot);
        self.left = None;
        stored
    }
}

/// A snapshot for a slot.
fn snapshot(station: &mut Owned, number: u64, write_size: usize) -> Vec<u8> {
    let mut bytes = vec![0; snapshot_bytes(station.users.len(), write_size)];
    station.station(&JILIN_2024).save(number, &mut bytes).unwrap();
    bytes
}

/// Stations at three moments of a random run, a scan apart, with up to three users.
fn moments(seed: u64) -> Option<[Owned; 3]> {
    let mut moments = Vec::new();
    let mut keep = |scan, station: &mut Owned| {
        if scan > 96 && station.users.len() <= 3 {
            moments.push(copy(station));
        }
    };
    run_with(seed, 100, &mut keep, &mut |_| {});
    moments.try_into().ok()
}

fn copy(station: &mut Owned) -> Owned {
    let mut copy = Owned::new(&JILIN_2024, station.settings, station.users.clone());
    (copy.state, copy.points, copy.grants) = (station.state, station.points.clone(), station.grants.clone());
    copy
}

/// Cuts power over the writing of a third snapshot, restarts, and cuts it again over the next one.
fn cut_everywhere(moments: &mut [Owned; 3], write_size: usize, draw: &mut Draw) -> u64 {
    let size = snapshot_bytes(moments[0].users.len(), write_size);
    let mut flash = Flash::new(size, write_size);
    let number = draw.next() << 31 | draw.next();
    let [_, before, after] =
        [0, 1, 2].map(|moment| snapshot(&mut moments[moment], number + moment as u64, write_size));
    for (number, moment) in (number..).zip(&mut moments[..2]) {
        flash.store(&snapshot(moment, number, write_size)).unwrap();
    }
    assert_eq!(flash.newest(), Some(&before[..]));
    let states = [1, 2].map(|moment: usize| shown(&moments[moment]));
    let mut station = copy(&mut moments[0]);
    let mut cuts = 0;
    for left in 0..=flash.work() {
        let mut flash = flash.clone();
        flash.garbage = draw.next();
        let is_cut = flash.store_until(&after, left).is_err();
        assert_eq!(is_cut, left < flash.work());
        let newest = flash.newest().expect("one is whole").to_vec();
        // When no more than bits of the last write are missing that happened to be there, it is whole.
        let is_after = newest == after;
        assert!(is_after || is_cut && newest == before, "cut after {left}");
        station.station(&JILIN_2024).restore(&newest, Some(0)).unwrap();
        assert!(shown(&station) == states[is_after as usize]);
        cuts += is_cut as u64 + cut_again(&mut flash, &mut station, &newest, draw);
    }
    cuts
}

/// Goes on after a restart, with power failing again.
fn cut_again(flash: &mut Flash, station: &mut Owned, recovered: &[u8], draw: &mut Draw) -> u64 {
    let wanted: Vec<u32> = station.users.iter().map(|user| user.user.demand).collect();
    let users = signals(&station.points, &wanted);
    station.scan(&JILIN_2024, 1000, Signal::good(draw.below(2000)), &users);
    let next = snapshot(station, flash.slots().number(), flash.write_size);
    let left = draw.below(flash.work() as u64) as usize;
    flash.store_until(&next, left).unwrap_err();
    let newest = flash.newest().expect("one is whole");
    assert!(newest == recovered || newest == next, "cut again after {left}");
    flash.store(&snapshot(station, flash.slots().number(), flash.write_size)).unwrap();
    let stored = flash.newest().expect("one is whole");
    assert_eq!(stored, snapshot(station, flash.slots().number().wrapping_sub(1), flash.write_size));
    1
}

#[test]
fn power_may_fail_at_any_byte() {
    let mut draw = Draw(0x90_3e_12);
    let (mut cuts, mut payloads) = (0, 0);
    for mut moments in (0..).filter_map(moments).take(10) {
        for write_size in WRITE_SIZES {
            cuts += cut_everywhere(&mut moments, write_size, &mut draw);
        }
        payloads += 1;
    }
    println!("{cuts} cuts over {payloads} payloads with writes of {WRITE_SIZES:?} bytes");
    assert!(cuts >= 131_100, "{cuts}");
}

/// The very first snapshot, in flash that holds whatever it holds.
#[test]
fn a_first_snapshot_may_fail_in_dirty_flash() {
    let mut draw = Draw(0xd1_47);
    let (mut cuts, mut none) = (0, 0);
    let mut moments = (0..).find_map(moments).unwrap();
    for write_size in WRITE_SIZES {
        let first = snapshot(&mut moments[0], 1, write_size);
        let other = snapshot(&mut moments[1], 2, write_size);
        for dirt in 0..4 {
            let mut flash = Flash::new(first.len(), write_size);
            for byte in flash.slots.iter_mut().flatten() {
                *byte = [0xff, 0, 0x55, draw.next() as u8][dirt];
            }
            // What begins like a snapshot, and is none.
            let half = first.len() / 2;
            flash.slots[dirt % 2][..half].copy_from_slice(&other[..half]);
            for left in 0..=flash.work() {
                let mut flash = flash.clone();
                assert_eq!(flash.newest(), None);
                let is_cut = flash.store_until(&first, left).is_err();
                cuts += is_cut as u32;
                match flash.newest() {
                    None => none += 1,
                    Some(newest) => assert_eq!(newest, first),
                }
                assert!(is_cut || flash.newest().is_some());
                flash.store(&other).unwrap();
                assert_eq!(flash.newest(), Some(&other[..]));
            }
        }
    }
    println!("{cuts} cuts over a first snapshot, {none} with none after it");
}
