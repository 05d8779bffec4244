//! The MQTT publisher: the program, mosquitto as broker, and mosquitto_sub as subscriber.

mod tools;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use citygate_scada::points::layout::Layout;
use citygate_scada::points::list::PointList;
use citygate_scada::points::names::mqtt_topic;
use serde_json::Value as Json;
use tempfile::TempDir;

/// Where the broker listens, at an address of its own.
const PORT: u16 = 1883;

const STATUS: &str = "citygate/7/status";

/// A program that ends with the test.
struct Running(Child);

impl Running {
    fn begin(command: &mut Command) -> Running {
        Running(command.spawn().expect("it runs"))
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.0.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A place with a broker's and an RTU's configuration.
struct Place {
    directory: TempDir,
    address: Ipv4Addr,
}

impl Place {
    /// `None` where mosquitto is missing.
    fn new(speed: u32, rest_of_broker: &str, rest_of_rtu: &str) -> Option<Place> {
        tools::program("mosquitto", "mosquitto")?;
        tools::program("mosquitto_sub", "mosquitto-clients")?;
        let (directory, address) = (tempfile::tempdir().expect("a directory"), tools::own_address());
        let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/station-evening.toml");
        let broker = format!("listener {PORT} {address}\npersistence false\n{rest_of_broker}");
        let rtu = format!(
            "[rtu]\nscenario = {scenario:?}\nstation_number = 7\nstate = \"state\"\nspeed = {speed}\n\
             [mqtt]\nbroker = \"{address}:{PORT}\"\n{rest_of_rtu}"
        );
        fs::write(directory.path().join("broker.conf"), broker).expect("it is written");
        fs::write(directory.path().join("rtu.toml"), rtu).expect("it is written");
        fs::write(directory.path().join("secret"), "s3cret\n").expect("it is written");
        Some(Place { directory, address })
    }

    fn broker(&self) -> Running {
        let program = tools::program("mosquitto", "mosquitto").expect("it was there");
        let log = File::create(self.directory.path().join("broker.log")).expect("it is ours");
        let broker = Running::begin(
            Command::new(program)
                .arg("-c")
                .arg(self.directory.path().join("broker.conf"))
                .current_dir(self.directory.path())
                .stdout(Stdio::null())
                .stderr(log),
        );
        tools::until("the broker listens", || TcpStream::connect((self.address, PORT)).ok());
        broker
    }

    fn rtu(&self) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_citygate-rtu"));
        Running::begin(command.arg(self.directory.path().join("rtu.toml")).stdout(Stdio::piped()))
    }

    fn subscriber(&self, arguments: &[&str]) -> Subscriber {
        let mut command = Command::new("mosquitto_sub");
        command.args([
            "-h",
            &self.address.to_string(),
            "-p",
            &PORT.to_string(),
            "-t",
            "citygate/#",
            "-F",
            "%r %t %p",
        ]);
        let mut running = Running::begin(command.args(arguments).stdout(Stdio::piped()));
        let lines = BufReader::new(running.0.stdout.take().expect("it is a pipe")).lines();
        let heard: Heard = Arc::default();
        let own = heard.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut parts = line.splitn(3, ' ').map(str::to_owned);
                if let (Some(retained), Some(topic), Some(payload)) =
                    (parts.next(), parts.next(), parts.next())
                {
                    let mut all = own.lock().expect("nobody panicked");
                    all.entry(topic).or_default().push((retained == "1", payload));
                }
            }
        });
        Subscriber { _running: running, heard }
    }
}

/// What was said by topic, and whether the broker had kept it.
type Heard = Arc<Mutex<BTreeMap<String, Vec<(bool, String)>>>>;

struct Subscriber {
    _running: Running,
    heard: Heard,
}

impl Subscriber {
    #[track_caller]
    fn until_last(&self, topic: &str, payload: &str) {
        tools::until(&format!("{topic} says {payload}"), || {
            let all = self.heard.lock().expect("nobody panicked");
            (all.get(topic)?.last()?.1 == payload).then_some(())
        });
    }

    /// All topics, as soon as there are so many.
    #[track_caller]
    fn until_all(&self, count: usize) -> BTreeMap<String, Vec<(bool, String)>> {
        tools::until(&format!("{count} topics"), || {
            let all = self.heard.lock().expect("nobody panicked");
            (all.len() >= count).then(|| all.clone())
        })
    }
}

fn topics() -> Vec<String> {
    let layout = Layout::new(PointList::load().expect("the list is sound"), 7).expect("there is room");
    layout.slots.iter().map(|slot| mqtt_topic(7, slot)).collect()
}

fn scan_count(all: &BTreeMap<String, Vec<(bool, String)>>) -> u64 {
    let (_, payload) = &all["citygate/7/scan_count"][0];
    let message: Json = serde_json::from_str(payload).expect("it is JSON");
    message["value"].as_u64().expect("a number")
}

#[test]
fn every_point_is_kept_by_the_broker_and_news_follow() {
    let Some(place) = Place::new(60, "allow_anonymous true\n", "") else { return };
    let _broker = place.broker();
    let _rtu = place.rtu();
    let first = place.subscriber(&[]);
    let topics = topics();
    first.until_all(topics.len() + 1);
    first.until_last(STATUS, "online");
    // Who comes later gets everything at once.
    let later = place.subscriber(&["--retained-only"]).until_all(topics.len() + 1);
    let expected: Vec<&String> = topics.iter().collect();
    let heard: Vec<&String> = later.keys().filter(|topic| *topic != STATUS).collect();
    assert_eq!(heard.len(), expected.len());
    for topic in expected {
        let (is_retained, payload) = &later[topic][0];
        let message: Json =
            serde_json::from_str(payload).unwrap_or_else(|error| panic!("{payload}: {error}"));
        assert!(is_retained, "{topic}");
        let number = &message["value"];
        assert!(number.is_u64() || number.is_null(), "{topic}: {payload}");
        let quality = message["quality"].as_str().expect("a name");
        assert!(["good", "uncertain", "bad"].contains(&quality), "{topic}: {payload}");
        // It is the evening of the scenario.
        assert!(message["unix_ms"].as_u64().is_some_and(|ms| ms > 1_500_000_000_000), "{topic}: {payload}");
    }
    // A heartbeat is told every time, what stays is told once.
    tools::until("heartbeats follow", || {
        let all = first.heard.lock().expect("nobody panicked");
        (all["citygate/7/heartbeat"].len() > 5).then_some(())
    });
    let all = first.heard.lock().expect("nobody panicked");
    assert_eq!(all["citygate/7/user_count"].len(), 1);
}

#[test]
fn a_program_that_is_killed_has_a_last_will_and_one_that_is_stopped_takes_its_leave() {
    let Some(place) = Place::new(60, "allow_anonymous true\n", "") else { return };
    let _broker = place.broker();
    let subscriber = place.subscriber(&[]);
    for (signal, says) in [("-KILL", ""), ("-TERM", " scans;")] {
        let mut rtu = place.rtu();
        subscriber.until_last(STATUS, "online");
        rtu.signal(signal);
        subscriber.until_last(STATUS, "offline");
        // Kept, for those who come later.
        let later = place.subscriber(&["--retained-only", "-t", STATUS]);
        later.until_last(STATUS, "offline");
        let mut said = String::new();
        rtu.0.stdout.take().expect("it is a pipe").read_to_string(&mut said).expect("it ends");
        assert!(said.contains(says), "{said}");
        // Of the first the broker finds out by itself that it is gone.
        let log = fs::read_to_string(place.directory.path().join("broker.log")).expect("there is one");
        let has_left = log.lines().any(|line| line.contains("citygate-7") && line.contains(" disconnected"));
        assert_eq!(has_left, signal == "-TERM", "{log}");
    }
}

#[test]
fn a_broker_that_comes_back_gets_everything_as_it_is_now() {
    let Some(place) = Place::new(60, "allow_anonymous true\n", "") else { return };
    // The RTU does not wait for a broker.
    let mut rtu = place.rtu();
    let count = topics().len() + 1;
    let mut before = 0;
    for _ in 0..3 {
        let broker = place.broker();
        let all = place.subscriber(&[]);
        let scans = tools::until("everything is there, and newer", || {
            let all = all.heard.lock().expect("nobody panicked");
            (all.len() == count).then(|| scan_count(&all))
        });
        assert!(scans >= before, "{scans} after {before}: an old value");
        before = scans + 5;
        drop(broker);
        // While there is no broker the station goes on: scans are 167 ms apart.
        std::thread::sleep(std::time::Duration::from_millis(1500));
    }
    rtu.signal("-TERM");
    assert!(rtu.0.wait().expect("it ends").success());
    let mut said = String::new();
    rtu.0.stdout.take().expect("it is a pipe").read_to_string(&mut said).expect("it ends");
    let scans: u64 =
        said.split(' ').next().and_then(|word| word.parse().ok()).expect("it says how many scans");
    assert!(scans >= before, "{said}");
}

#[test]
fn a_broker_that_asks_for_a_password_gets_it_and_all_points_at_once() {
    let broker = "allow_anonymous false\npassword_file passwords\n";
    let user = "user = \"rtu\"\npassword_file = \"secret\"\nclient_id = \"gate\"\n";
    let Some(place) = Place::new(1, broker, user) else { return };
    let passwords = place.directory.path().join("passwords");
    let made =
        Command::new("mosquitto_passwd").args(["-b", "-c"]).arg(&passwords).args(["rtu", "s3cret"]).status();
    assert!(made.expect("it is there with mosquitto").success());
    // The broker may run as somebody else.
    fs::set_permissions(&passwords, std::os::unix::fs::PermissionsExt::from_mode(0o644)).expect("it is ours");
    fs::set_permissions(place.directory.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .expect("it is ours");
    let _broker = place.broker();
    let _rtu = place.rtu();
    let subscriber = place.subscriber(&["-u", "rtu", "-P", "s3cret"]);
    let all = subscriber.until_all(topics().len() + 1);
    // There are more points than fit in the queue. They do not wait for the next scan, 10 s later.
    let told_ms = all.iter().filter(|(topic, _)| *topic != STATUS).map(|(_, heard)| {
        let message: Json = serde_json::from_str(&heard[0].1).expect("it is JSON");
        message["unix_ms"].as_u64().expect("a number")
    });
    let (first_ms, last_ms) = told_ms.fold((u64::MAX, 0), |(low, high), ms| (low.min(ms), high.max(ms)));
    assert!(last_ms - first_ms < 5000, "{first_ms} to {last_ms}");
}
