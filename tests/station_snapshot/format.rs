//! docs/snapshot-format.md describes snapshots as they are: its tables are what decodes them here.

use std::collections::{BTreeMap, HashMap};

use citygate::allocate::Grant;
use citygate::policy::regimes::JILIN_2024;
use citygate::station::{AlarmKind, AlarmPoint, Order, SnapshotError};

use crate::damage::{checksum, seal, some_station};
use crate::random::runs;
use crate::saved;
use crate::support::Owned;

/// Fields in a row: how many of what, and the name.
type Table = Vec<(String, String, String)>;

/// The tables of the document by their headings.
fn tables() -> HashMap<String, Table> {
    let text = include_str!("../../docs/snapshot-format.md");
    let mut tables: HashMap<String, Table> = HashMap::new();
    let mut heading = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_lowercase();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, bytes, field, _, _] = cells[..] else { continue };
        if bytes == "bytes" || bytes.starts_with("--") {
            continue;
        }
        let (count, of) = bytes.split_once(" × ").unwrap_or(("1", bytes));
        tables.entry(heading.clone()).or_default().push((count.into(), of.into(), field.into()));
    }
    tables
}

/// A field: where it is, and what it holds, if it is a number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Field {
    place: usize,
    length: usize,
    value: u64,
}

/// A snapshot, decoded by the tables.
struct Decoded<'b> {
    tables: HashMap<String, Table>,
    bytes: &'b [u8],
    place: usize,
    fields: BTreeMap<String, Field>,
}

impl Decoded<'_> {
    fn of(bytes: &[u8]) -> BTreeMap<String, Field> {
        let mut decoded = Decoded { tables: tables(), bytes, place: 0, fields: BTreeMap::new() };
        decoded.read("the frame", "");
        assert_eq!(decoded.place, bytes.len(), "the tables add up to the snapshot");
        decoded.fields
    }

    fn read(&mut self, table: &str, path: &str) {
        for (count, of, field) in self.tables[table].clone() {
            let name = if path.is_empty() { field } else { format!("{path}.{field}") };
            match &count[..] {
                "1" => self.read_one(&of, &name),
                "users" => {
                    for user in 0..self.fields["station.users"].value {
                        self.read_one(&of, &format!("{name}.{user}"));
                    }
                }
                count => {
                    for index in 0..count.parse().unwrap() {
                        self.read_one(&of, &format!("{name}.{index}"));
                    }
                }
            }
        }
    }

    fn read_one(&mut self, of: &str, name: &str) {
        let Ok(length) = of.parse::<usize>() else { return self.read(of, name) };
        let mut number = [0; 8];
        number[..length].copy_from_slice(&self.bytes[self.place..self.place + length]);
        let field = Field { place: self.place, length, value: u64::from_le_bytes(number) };
        assert_eq!(self.fields.insert(name.to_owned(), field), None, "{name}");
        self.place += length;
    }
}

fn agree(fields: &BTreeMap<String, Field>, path: &str, shown: &[(&str, u64)]) {
    for (name, value) in shown {
        let name = format!("{path}.{name}");
        assert_eq!(fields.get(&name).map(|field| field.value), Some(*value), "{name}");
    }
}

fn agrees_on_grant(fields: &BTreeMap<String, Field>, path: &str, grant: &Grant) {
    let (node, step) = (grant.node().unwrap_or(u32::MAX), grant.step().unwrap_or(u8::MAX));
    let shown = [
        ("granted", grant.granted() as u64),
        ("node", node.into()),
        ("step", step.into()),
        ("reason", grant.reason().code().into()),
    ];
    agree(fields, path, &shown);
}

fn agrees_on_order(fields: &BTreeMap<String, Field>, path: &str, order: Option<&Order>) {
    let order = order.copied().unwrap_or(Order::NONE);
    let shown = [
        ("sequence", order.sequence),
        ("issued", order.issued_ms),
        ("effective", order.effective_ms),
        ("acknowledge_by", order.acknowledge_by_ms),
        ("from", order.from.into()),
        ("to", order.to.into()),
        ("state", order.state().code().into()),
        ("cause", order.cause().code().into()),
        ("user", order.user.into()),
    ];
    agree(fields, path, &shown);
    agrees_on_grant(fields, &format!("{path}.grant"), &order.grant);
}

fn agrees_on_alarms<'a>(
    fields: &BTreeMap<String, Field>,
    path: &str,
    alarm: impl Fn(AlarmKind) -> Option<&'a AlarmPoint>,
) {
    for (place, alarm) in AlarmKind::ALL.into_iter().filter_map(alarm).enumerate() {
        let shown = [
            ("came", alarm.came_ms),
            ("shelved_until", alarm.shelved_until_ms),
            ("count", alarm.count.into()),
            ("state", alarm.state().code().into()),
        ];
        agree(fields, &format!("{path}.alarms.{place}"), &shown);
    }
}

#[test]
fn the_document_says_what_a_snapshot_holds() {
    let (mut orders, mut alarms, mut overrides) = (0, 0, 0);
    for seed in 0..runs() / 4 {
        let (mut station, bytes) = some_station(seed);
        let fields = Decoded::of(&bytes);
        let sealed = checksum(&bytes[..bytes.len() - 4]);
        let frame = [
            ("magic", u64::from_le_bytes(*b"citygate")),
            ("version", 1),
            ("length", bytes.len() as u64),
            ("number", seed),
            ("checksum", sealed.into()),
        ];
        for (name, value) in frame {
            assert_eq!(fields[name].value, value, "{name}");
        }
        let Owned { state, users, .. } = &station;
        let shown =
            [("now", state.now_ms()), ("mode", state.mode().code().into()), ("users", users.len() as u64)];
        agree(&fields, "station", &shown);
        for (user, point) in station.points.iter().enumerate() {
            let path = format!("users.{user}");
            let manual = point.manual().copied().unwrap_or_default();
            let shown = [
                ("follow.set_point", point.set_point().into()),
                ("follow.margin", point.follow().margin_ms().into()),
                ("follow.in_state", point.follow().in_state_ms().into()),
                ("override.until", manual.until_ms),
                ("override.set_point", manual.set_point.into()),
                ("override.owner", manual.owner.into()),
                ("tally.amount", point.tally().amount),
                ("excess", point.excess()),
                ("broken_locks", point.broken_locks().into()),
                ("out", point.set_point().into()),
                ("wanted", point.demand().value),
                ("drawn", point.flow().value),
                ("standing", point.standing().code().into()),
                ("demand_rung", point.demand().rung.code().into()),
                ("demand_status", point.demand().status.code().into()),
                ("flow_rung", point.flow().rung.code().into()),
                ("flow_status", point.flow().status.code().into()),
                ("valve", point.valve().code().into()),
                ("without", point.without_ms().into()),
            ];
            agree(&fields, &path, &shown);
            agrees_on_order(&fields, &format!("{path}.order"), point.order());
            agrees_on_order(&fields, &format!("{path}.proposal"), point.proposal());
            agrees_on_grant(&fields, &format!("{path}.grant"), point.grant());
            agrees_on_alarms(&fields, &path, |kind| point.alarm(kind));
            orders += point.order().is_some() as u32;
            overrides += point.manual().is_some() as u32;
            alarms += fields[&format!("{path}.alarms.0.count")].value;
        }
        let shown = station.station(&JILIN_2024);
        agrees_on_alarms(&fields, "station", |kind| shown.alarm(kind));
    }
    println!("{orders} orders, {alarms} alarms, {overrides} overrides");
    assert!(orders > 20 && alarms > 20 && overrides > 5);
}

/// Every mark and every code has values that it cannot have, and so have numbers that depend on each other.
#[test]
fn what_cannot_be_is_refused_field_by_field() {
    let (mut station, bytes) = some_station(9);
    let fields = Decoded::of(&bytes);
    let most = station.users[0].user.demand as u64;
    let wrong: &[(&str, u64)] = &[
        ("station.sequence", 1 << 63),
        ("station.mode", 3),
        ("station.alarms.2.came", u64::MAX),
        ("station.alarms.1.state", 4),
        ("station.alarms.1.held", 2),
        ("station.flood.came.3", u64::MAX),
        ("station.flood.first", u64::MAX),
        ("station.flood.first_user", 100),
        ("station.flood.first_kind", 99),
        ("station.flood.is_flooded", 2),
        ("station.users", 2),
        ("users.0.demand.has_good", 2),
        ("users.0.flow.has_value", 9),
        ("users.0.follow.changes.7", u64::MAX),
        ("users.0.follow.set_point", most + 1),
        ("users.0.follow.aim", most + 1),
        ("users.0.follow.noticed", most + 1),
        ("users.0.follow.rest", 1000),
        ("users.0.follow.has_notice", 2),
        ("users.0.follow.is_rising", 255),
        ("users.0.follow.is_restricted", 2),
        ("users.0.order.grant.reason", 6),
        ("users.0.order.cause", 77),
        ("users.0.order.state", 77),
        ("users.0.order.user", 4),
        ("users.0.order.from", most + 1),
        ("users.0.order.sequence", 1 << 40),
        ("users.0.order.issued", 1 << 40),
        ("users.0.order.grant.step", 32),
        ("users.0.proposal.state", 3),
        ("users.0.proposal.to", most + 1),
        ("users.0.override.until", u64::MAX),
        ("users.0.override.set_point", most + 1),
        ("users.0.tally.is_off", 2),
        ("users.0.alarms.0.state", 9),
        ("users.0.alarms.4.came", u64::MAX),
        ("users.0.out", most + 1),
        ("users.0.wanted", most + 1),
        ("users.0.confirmed.granted", most + 1),
        ("users.0.standing", 6),
        ("users.0.strays", 2),
        ("users.0.is_sure", 2),
        ("users.0.is_proposed", 2),
        ("users.0.is_confirmed", 2),
        ("users.0.demand_rung", 5),
        ("users.0.demand_status", 5),
        ("users.0.flow_rung", 5),
        ("users.0.flow_status", 5),
        ("users.0.valve", 2),
        ("users.0.grant.granted", most + 1),
        ("users.0.grant.step", 200),
    ];
    for (name, value) in wrong {
        let Field { place, length, .. } = fields[*name];
        let mut forged = bytes.clone();
        forged[place..place + length].copy_from_slice(&value.to_le_bytes()[..length]);
        seal(&mut forged);
        let user = name.starts_with("users").then_some(0);
        let result = station.station(&JILIN_2024).restore(&forged, Some(0));
        assert_eq!(result, Err(SnapshotError::Impossible { user }), "{name}");
        assert_eq!(saved(&mut station, 9), bytes, "{name}: nothing is changed");
    }
}
