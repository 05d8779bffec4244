//! The list as it is written.

use serde::Deserialize;

use super::codes::{CodeTable, tables};
use crate::access::Role;

/// How a value is held: in how many registers, most significant first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    U16,
    U32,
    U64,
    /// A value of 32 bits, and the code of its quality.
    Measured,
}

impl Form {
    /// How many registers of 16 bits.
    pub const fn registers(self) -> u16 {
        match self {
            Form::U16 => 1,
            Form::U32 => 2,
            Form::U64 => 4,
            Form::Measured => 3,
        }
    }

    /// The largest number; where there may be no value, it stands for that.
    pub const fn largest(self) -> u64 {
        match self {
            Form::U16 => u16::MAX as u64,
            Form::U32 | Form::Measured => u32::MAX as u64,
            Form::U64 => u64::MAX,
        }
    }
}

/// A point of the station, or one that every user has.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub name: String,
    pub register: u16,
    pub form: Form,
    /// `dm3/h`, `m3`, `ms`, `s`, `min` or `permille`; nothing for a number or a code.
    pub unit: Option<String>,
    /// The name of a table of codes.
    pub codes: Option<String>,
    /// What it means that there is no value.
    pub none: Option<String>,
    /// Who may write it; nobody if it is only read.
    #[serde(default)]
    pub write: Vec<Role>,
    /// The kind of alarm whose state it is, by its name.
    pub alarm: Option<String>,
    pub english: String,
    pub chinese: String,
}

impl Point {
    /// Whether it is a holding register, not an input register.
    pub fn is_written(&self) -> bool {
        !self.write.is_empty()
    }
}

/// Where the parts of the users begin.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserParts {
    pub input_registers: u16,
    pub input_registers_each: u16,
    pub holding_registers: u16,
    pub holding_registers_each: u16,
    /// The station's information objects, the users', and how many there are for each.
    pub object_addresses: [u32; 3],
}

/// A command: registers that are written together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandPart {
    pub register: u16,
    pub write: Vec<Role>,
    #[serde(rename = "field")]
    pub fields: Vec<Point>,
}

impl CommandPart {
    pub fn registers(&self) -> u16 {
        self.fields.iter().map(|field| field.register + field.form.registers()).max().unwrap_or_default()
    }
}

/// All points.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointList {
    pub map_version: u16,
    pub users: UserParts,
    #[serde(rename = "point")]
    pub points: Vec<Point>,
    #[serde(rename = "user_point")]
    pub user_points: Vec<Point>,
    pub command: CommandPart,
    #[serde(skip)]
    pub tables: Vec<CodeTable>,
}

/// The list that this program is built with.
pub const SOURCE: &str = include_str!("../../points.toml");

impl PointList {
    /// The list that this program is built with.
    ///
    /// # Errors
    ///
    /// What is wrong with it; a test sees to it that nothing is.
    pub fn load() -> Result<PointList, toml::de::Error> {
        let mut list: PointList = toml::from_str(SOURCE)?;
        list.tables = tables();
        Ok(list)
    }

    /// The table of codes of a point.
    pub fn table(&self, point: &Point) -> Option<&CodeTable> {
        let name = point.codes.as_deref()?;
        self.tables.iter().find(|table| table.name == name)
    }

    /// The most users for whom there are registers: registers are counted in 16 bits.
    pub fn most_users(&self) -> usize {
        let most = |begin: u16, each: u16| usize::from((u16::MAX - begin) / each);
        let UserParts { input_registers, input_registers_each, .. } = self.users;
        let UserParts { holding_registers, holding_registers_each, .. } = self.users;
        most(input_registers, input_registers_each).min(most(holding_registers, holding_registers_each))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no_two_overlap(points: &[&Point], most: u16) {
        let mut taken: Vec<(u16, u16, &str)> = points
            .iter()
            .map(|point| (point.register, point.register + point.form.registers(), point.name.as_str()))
            .collect();
        taken.sort_unstable();
        for pair in taken.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "{} and {} share a register", pair[0].2, pair[1].2);
        }
        let (_, end, name) = taken.last().copied().unwrap_or_default();
        assert!(end <= most, "{name} ends at {end}, beyond {most}");
    }

    #[test]
    fn no_two_points_share_a_register_or_a_name() {
        let list = PointList::load().expect("the list is sound");
        for is_written in [false, true] {
            let of = |points: &'_ [Point]| -> Vec<Point> {
                points.iter().filter(|point| point.is_written() == is_written).cloned().collect()
            };
            let (station, user) = (of(&list.points), of(&list.user_points));
            let (begin, each) = if is_written {
                (list.users.holding_registers, list.users.holding_registers_each)
            } else {
                (list.users.input_registers, list.users.input_registers_each)
            };
            let mut station: Vec<&Point> = station.iter().collect();
            let command = Point { name: "command".to_owned(), ..list.points[0].clone() };
            let fields: Vec<Point> = list
                .command
                .fields
                .iter()
                .map(|field| Point { register: field.register + list.command.register, ..field.clone() })
                .collect();
            assert!(!command.is_written());
            if is_written {
                station.extend(&fields);
            }
            no_two_overlap(&station, begin);
            no_two_overlap(&user.iter().collect::<Vec<_>>(), each);
        }
        for points in [&list.points, &list.user_points] {
            let mut names: Vec<&str> = points.iter().map(|point| point.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), points.len());
        }
    }

    #[test]
    fn every_name_in_it_means_something() {
        let list = PointList::load().expect("the list is sound");
        let all = list.points.iter().chain(&list.user_points).chain(&list.command.fields);
        for point in all {
            assert_eq!(point.codes.is_some(), list.table(point).is_some(), "{}", point.name);
            if let Some(alarm) = &point.alarm {
                assert!(list.tables.iter().any(|t| t.name == "alarm_kind" && t.by_name(alarm).is_some()));
                assert_eq!(point.codes.as_deref(), Some("alarm_state"), "{}", point.name);
            }
            assert!(!point.english.is_empty() && !point.chinese.is_empty(), "{}", point.name);
            if point.codes.is_some() {
                assert_eq!(point.form, Form::U16, "{}", point.name);
            }
        }
        assert!(list.most_users() >= 1000);
    }

    #[test]
    fn codes_are_told_apart() {
        for table in tables() {
            let mut numbers: Vec<u16> = table.codes.iter().map(|code| code.number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), table.codes.len(), "{}", table.name);
        }
    }
}
