//! The points of one station: those of the station, then those of each user, each with its place.

use super::list::{Form, Point, PointList};

/// A point of this station.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name; unique together with the user.
    pub name: String,
    /// The user whose it is, counted from 0.
    pub user: Option<usize>,
    pub point: Point,
    /// Its first register: an input register, or a holding register if somebody may write it.
    pub register: u16,
    /// Its information object of IEC 60870-5-104.
    pub object_address: u32,
}

/// The points of one station, in order; all that is kept of them is in that order too.
#[derive(Clone, Debug)]
pub struct Layout {
    pub list: PointList,
    pub slots: Vec<Slot>,
    pub user_count: usize,
    /// The place of the slot that each register belongs to.
    input_registers: Vec<Option<u32>>,
    holding_registers: Vec<Option<u32>>,
}

impl Layout {
    /// `None` if there are more users than registers can tell apart ([`PointList::most_users`]).
    pub fn new(list: PointList, user_count: usize) -> Option<Layout> {
        if user_count > list.most_users() {
            return None;
        }
        let mut slots = Vec::new();
        for point in &list.points {
            slots.push(slot(&list, point, None)?);
        }
        for user in 0..user_count {
            for point in &list.user_points {
                slots.push(slot(&list, point, Some(user))?);
            }
        }
        let mut layout =
            Layout { list, slots, user_count, input_registers: Vec::new(), holding_registers: Vec::new() };
        (layout.input_registers, layout.holding_registers) =
            (layout.registers(false), layout.registers(true));
        Some(layout)
    }

    /// Where a point is.
    pub fn find(&self, name: &str, user: Option<usize>) -> Option<usize> {
        self.slots.iter().position(|slot| slot.user == user && slot.name == name)
    }

    /// The slot that a register belongs to, if it belongs to one.
    pub fn at_register(&self, register: u16, is_written: bool) -> Option<(usize, &Slot)> {
        let registers = if is_written { &self.holding_registers } else { &self.input_registers };
        let place = registers.get(usize::from(register)).copied().flatten()? as usize;
        Some((place, self.slots.get(place)?))
    }

    /// How many registers there are, those included that belong to nothing.
    pub fn register_count(&self, is_written: bool) -> usize {
        if is_written { self.holding_registers.len() } else { self.input_registers.len() }
    }

    fn registers(&self, is_written: bool) -> Vec<Option<u32>> {
        let mut registers = Vec::new();
        for (place, slot) in self.slots.iter().enumerate() {
            if slot.point.is_written() != is_written {
                continue;
            }
            let begin = usize::from(slot.register);
            let end = begin + usize::from(slot.point.form.registers());
            if registers.len() < end {
                registers.resize(end, None);
            }
            if let Some(own) = registers.get_mut(begin..end) {
                own.fill(u32::try_from(place).ok());
            }
        }
        registers
    }
}

fn slot(list: &PointList, point: &Point, user: Option<usize>) -> Option<Slot> {
    let parts = list.users;
    let (begin, each) = if point.is_written() {
        (parts.holding_registers, parts.holding_registers_each)
    } else {
        (parts.input_registers, parts.input_registers_each)
    };
    let [station, users, objects_each] = parts.object_addresses;
    // What is written has objects of its own, behind those that are read.
    let object =
        u32::from(point.register) + if point.is_written() { objects_each / 2 + u32::from(each) } else { 0 };
    let (register, object_address) = match user {
        None => {
            (point.register, station + u32::from(point.register) + if point.is_written() { 500 } else { 0 })
        }
        Some(user) => {
            let register =
                u32::from(begin) + u32::try_from(user).ok()? * u32::from(each) + u32::from(point.register);
            (u16::try_from(register).ok()?, users + u32::try_from(user).ok()? * objects_each + object)
        }
    };
    Some(Slot { name: point.name.clone(), user, point: point.clone(), register, object_address })
}

/// A number as registers, most significant first, and the code of its quality behind it where the form has one.
pub fn to_registers(form: Form, number: u64, quality: u8) -> Vec<u16> {
    let word = |shift: u32| (number >> shift) as u16;
    match form {
        Form::U16 => vec![word(0)],
        Form::U32 => vec![word(16), word(0)],
        Form::U64 => vec![word(48), word(32), word(16), word(0)],
        Form::Measured => vec![word(16), word(0), u16::from(quality)],
    }
}

/// The number that registers hold, and what is behind it where the form has a quality. `None` if there are not so many.
pub fn from_registers(form: Form, registers: &[u16]) -> Option<(u64, Option<u16>)> {
    let number = |words: &[u16]| words.iter().fold(0u64, |number, word| number << 16 | u64::from(*word));
    match (form, registers) {
        (Form::Measured, [high, low, quality]) => Some((number(&[*high, *low]), Some(*quality))),
        (Form::Measured, _) => None,
        (_, words) if words.len() == usize::from(form.registers()) => Some((number(words), None)),
        _ => None,
    }
}
