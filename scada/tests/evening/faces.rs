//! The faces of a station, each read by a client that is not ours.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use citygate_scada::points::layout::{Slot, from_registers};
use citygate_scada::points::names::{mqtt_topic, opc_ua_id};
use serde_json::{Value as Json, json};

use super::process::wait_for;
use super::rtu::RealRtu;
use super::tools;

/// mbpoll reads so many registers at once.
const AT_ONCE: u16 = 125;

const QUALITIES: [&str; 3] = ["good", "uncertain", "bad"];

pub fn opc_ua(address: IpAddr) -> SocketAddr {
    SocketAddr::new(address, 4840)
}

pub fn mqtt(address: IpAddr) -> SocketAddr {
    SocketAddr::new(address, 1883)
}

/// mosquitto, which ends with the test.
pub struct Broker(Child);

impl Broker {
    pub fn begin(rtu: &RealRtu) -> Broker {
        let (address, file) = (mqtt(rtu.view.ip()), rtu.directory.path().join("broker.conf"));
        let text = format!(
            "listener {} {}\nallow_anonymous true\npersistence false\n",
            address.port(),
            address.ip()
        );
        fs::write(&file, text).expect("it is written");
        let program = tools::program("mosquitto", "mosquitto").expect("it was there");
        let mut command = Command::new(program);
        command.arg("-c").arg(file).stdout(Stdio::null()).stderr(Stdio::null());
        let broker = Broker(command.spawn().expect("it runs"));
        wait_for("the broker listens", || TcpStream::connect(address).ok());
        broker
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a client says, which must succeed.
fn said(command: &mut Command) -> String {
    let output = command.output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn mbpoll(at: SocketAddr, arguments: &[String], words: &[u16]) -> String {
    let mut command = Command::new(tools::program("mbpoll", "mbpoll").expect("it was there"));
    command.args(["-1", "-q", "-0", "-o", "5", "-m", "tcp", "-p", &at.port().to_string()]);
    command.args(arguments).arg(at.ip().to_string()).args(words.iter().map(u16::to_string));
    said(&mut command)
}

/// mbpoll writes a measured value to a listener for instruments.
pub fn write(rtu: &RealRtu, port: u16, name: &str, number: u64, quality: u16) {
    let slot = &rtu.layout.slots[rtu.layout.find(name, None).expect("a point")];
    let arguments = ["-t", "4", "-r", &slot.register.to_string()].map(str::to_owned);
    let words = [(number >> 16) as u16, number as u16, quality];
    mbpoll(SocketAddr::new(rtu.view.ip(), port), &arguments, &words);
}

/// A value as a face shows it: the number, if there is one, and the quality, if the face has one for the point.
type Shown = (Option<u64>, Option<String>);

/// By the names of the points in OPC UA.
type All = BTreeMap<String, Shown>;

fn name(slot: &Slot) -> String {
    opc_ua_id(slot).strip_prefix("ns=2;s=").expect("it is in our namespace").to_owned()
}

/// All registers, input or holding.
fn registers(rtu: &RealRtu, is_written: bool) -> Vec<u16> {
    let count = u16::try_from(rtu.layout.register_count(is_written)).expect("there are 65,536");
    let mut words = Vec::new();
    for first in (0..count).step_by(AT_ONCE.into()) {
        let (table, count) = (if is_written { "4:hex" } else { "3:hex" }, (count - first).min(AT_ONCE));
        let arguments = ["-t", table, "-r", &first.to_string(), "-c", &count.to_string()].map(str::to_owned);
        let said = mbpoll(rtu.view, &arguments, &[]);
        let numbers = said.lines().filter_map(|line| line.split_once("0x")).map(|(_, digits)| digits.trim());
        words.extend(numbers.map(|digits| u16::from_str_radix(digits, 16).expect("a number")));
    }
    assert_eq!(words.len(), usize::from(count));
    words
}

fn by_mbpoll(rtu: &RealRtu) -> All {
    let tables = [false, true].map(|is_written| registers(rtu, is_written));
    let shown = |slot: &Slot| {
        let (form, begin) = (slot.point.form, usize::from(slot.register));
        let words = &tables[usize::from(slot.point.is_written())][begin..];
        let (number, quality) = from_registers(form, &words[..form.registers().into()]).expect("so many");
        let number = Some(number).filter(|number| *number != form.largest());
        (name(slot), (number, quality.map(|code| QUALITIES[usize::from(code)].to_owned())))
    };
    rtu.layout.slots.iter().map(shown).collect()
}

fn by_asyncua(rtu: &RealRtu) -> All {
    let modules = tools::python_modules("asyncua").expect("it was there");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opc_ua_client.py");
    let names: Vec<String> = rtu.layout.slots.iter().map(name).collect();
    let mut command = Command::new("python3");
    command.env("PYTHONPATH", modules).arg(script).arg(format!("opc.tcp://{}/", opc_ua(rtu.view.ip())));
    let mut python = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python runs");
    let mut asked = python.stdin.take().expect("it is a pipe");
    asked.write_all(json!([{"do": [["read", names]]}]).to_string().as_bytes()).expect("it listens");
    drop(asked);
    let done = python.wait_with_output().expect("it ends");
    assert!(done.status.success());
    let told: Json = serde_json::from_slice(&done.stdout).expect("JSON");
    let values = told[0][0].as_array().unwrap_or_else(|| panic!("{told}"));
    assert_eq!(values.len(), names.len());
    let shown = |(name, value): (String, &Json)| {
        let status = value["status"].as_str().expect("a status");
        // That there is no value is a status of its own, which tells nothing of the quality.
        let quality = QUALITIES.into_iter().find(|quality| status.to_lowercase().starts_with(quality));
        let quality = quality.filter(|_| status != "BadNoData");
        (name, (value["value"].as_u64(), quality.map(str::to_owned)))
    };
    names.into_iter().zip(values).map(shown).collect()
}

fn by_mosquitto_sub(rtu: &RealRtu) -> All {
    let (broker, station) = (mqtt(rtu.view.ip()), rtu.number("station_number", None).expect("it answers"));
    let program = tools::program("mosquitto_sub", "mosquitto-clients").expect("it was there");
    let mut command = Command::new(program);
    command.args(["-h", &broker.ip().to_string(), "-p", &broker.port().to_string()]);
    command.args(["--retained-only", "-F", "%t %p", "-W", "20"]);
    command.args(["-t", "citygate/#", "-T", &format!("citygate/{station}/status")]);
    command.args(["-C", &rtu.layout.slots.len().to_string()]);
    let said = said(&mut command);
    let by_topic: BTreeMap<&str, &str> = said.lines().filter_map(|line| line.split_once(' ')).collect();
    let shown = |slot: &Slot| {
        let topic = mqtt_topic(station.try_into().expect("32 bits"), slot);
        let payload = by_topic.get(topic.as_str()).unwrap_or_else(|| panic!("nothing of {topic}"));
        let message: Json = serde_json::from_str(payload).expect("JSON");
        (name(slot), (message["value"].as_u64(), message["quality"].as_str().map(str::to_owned)))
    };
    rtu.layout.slots.iter().map(shown).collect()
}

/// All points of a station at one scan, read by three clients over three faces: numbers are the same on all, qualities on
/// those that have one.
pub fn the_faces_agree(rtu: &RealRtu) {
    let [registers, nodes, topics] = wait_for("all are read between two scans", || {
        let all = [by_asyncua(rtu), by_mosquitto_sub(rtu), by_mbpoll(rtu)];
        let [nodes, topics, registers] = all;
        let clock = |all: &All| all["station.wall_clock"].0;
        (clock(&nodes) == clock(&topics) && clock(&topics) == clock(&registers))
            .then_some([registers, nodes, topics])
    });
    let (mut qualities, mut compared) = ([0; 3], 0);
    for (name, (number, quality)) in &topics {
        let quality = quality.as_deref().expect("MQTT has one for all points");
        qualities[QUALITIES.iter().position(|own| *own == quality).expect("a quality")] += 1;
        for (other, other_quality) in [&registers[name], &nodes[name]] {
            assert_eq!(other, number, "{name}");
            if let Some(other_quality) = other_quality {
                assert_eq!(other_quality, quality, "{name}");
                compared += 1;
            }
        }
        assert_eq!(nodes[name].1.is_some(), number.is_some(), "{name}: OPC UA has a quality for every value");
    }
    assert!(qualities.iter().all(|count| *count > 0), "good, uncertain and bad: {qualities:?}");
    println!("{} points are the same, {compared} qualities; {qualities:?}", topics.len());
}
