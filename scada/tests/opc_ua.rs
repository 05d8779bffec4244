//! The OPC UA server, as a client that is not ours sees it: asyncua, by opc_ua_client.py.

#![cfg(feature = "opc-ua")]

mod tools;

use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use citygate::station::Quality;
use citygate_scada::access::Role;
use citygate_scada::opc_ua::certificates;
use citygate_scada::opc_ua::config::{Account, Accounts, Security};
use citygate_scada::opc_ua::serve_on;
use citygate_scada::points::layout::{Layout, Slot};
use citygate_scada::points::list::Form;
use citygate_scada::points::names::opc_ua_id;
use citygate_scada::rtu::config::{RtuConfig, SignalSource};
use citygate_scada::rtu::image::Image;
use citygate_scada::rtu::service::{Clocks, Service, start};
use citygate_scada::rtu::station::Rtu;
use citygate_scada::serve::{ServeError, Stop};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

const SCAN_MS: u32 = 10_000;

/// A station that is served, after so many scans. The next scans are 10 s apart.
struct Served {
    address: SocketAddr,
    service: Option<Service>,
    running: Option<watch::Sender<()>>,
    face: JoinHandle<Result<(), ServeError>>,
    runtime: Runtime,
    state: TempDir,
}

impl Served {
    fn begin(signals: SignalSource, scans: u32) -> Served {
        Served::secured(signals, scans, |_| Security {
            certificates: None,
            are_names_taken_unencrypted: true,
        })
    }

    /// The same with what is secured as this says, which is told the state's directory.
    fn secured(signals: SignalSource, scans: u32, security: impl Fn(&Path) -> Security) -> Served {
        let state = tempfile::tempdir().expect("a directory");
        let config = RtuConfig { signals, speed: 1, ..tools::evening(state.path()) };
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut rtu = Rtu::open(config, here, None, 0, 1_700_000_000_000).expect("the station opens");
        for scan in 0..scans {
            rtu.scan(SCAN_MS, scan * SCAN_MS, 1_700_000_000_000).expect("it scans");
        }
        let service = start(rtu, Clocks::begin(1, None)).expect("there is a thread");
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("it starts");
        let listener =
            runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let account = |role: Role| (role.name().to_owned(), Account { role, password: password(role) });
        let accounts: Accounts = Role::ALL.into_iter().map(account).collect();
        let (running, stop) = Stop::new();
        let face =
            runtime.spawn(serve_on(listener, accounts, security(state.path()), service.handle.clone(), stop));
        Served { address, service: Some(service), running: Some(running), face, runtime, state }
    }

    fn layout(&self) -> &Layout {
        self.service.as_ref().expect("it runs").handle.layout()
    }

    fn image(&self) -> Arc<Image> {
        self.service.as_ref().expect("it runs").handle.image()
    }

    /// The results of sessions; `None` where asyncua is missing.
    fn ask(&self, sessions: &Json) -> Option<Vec<Json>> {
        let modules = tools::python_modules("asyncua")?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opc_ua_client.py");
        let mut python = Command::new("python3")
            .env("PYTHONPATH", modules)
            .args([script.as_os_str(), format!("opc.tcp://{}/", self.address).as_ref()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Python runs");
        let mut asked = python.stdin.take().expect("it is a pipe");
        asked.write_all(sessions.to_string().as_bytes()).expect("it listens");
        drop(asked);
        let done = python.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
        Some(serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{error}: {said}")))
    }

    /// The same of one session.
    fn ask_as(&self, role: Option<Role>, todo: Json) -> Option<Json> {
        let (user, password) = role.map(|role| (role.name().to_owned(), password(role))).unzip();
        self.ask(&json!([{"user": user, "password": password, "do": todo}]))?.pop()
    }

    /// How many writes were refused, as the journal has it after the end.
    fn refused_on_record(mut self) -> u64 {
        self.service.take().expect("it runs").stop();
        tools::refused_on_record(self.state.path())
    }

    fn end(mut self) {
        drop(self.running.take());
        let ended = self.runtime.block_on(async { tokio::time::timeout(tools::PATIENCE, self.face).await });
        assert!(matches!(ended, Ok(Ok(Ok(())))), "{ended:?}");
        self.service.take().expect("it ran").stop();
    }
}

fn password(role: Role) -> String {
    format!("secret of {}", role.name())
}

/// Without the namespace, which the client puts before it.
fn name(slot: &Slot) -> String {
    opc_ua_id(slot).strip_prefix("ns=2;s=").expect("it is in our namespace").to_owned()
}

fn names(layout: &Layout) -> Vec<String> {
    layout.slots.iter().map(name).collect()
}

fn type_name(form: Form) -> &'static str {
    match form {
        Form::U16 => "UInt16",
        Form::U32 | Form::Measured => "UInt32",
        Form::U64 => "UInt64",
    }
}

/// Written out here again: what a client gets for a quality.
fn expected_status(layout: &Layout, image: &Image, slot: &Slot, place: usize) -> &'static str {
    let value = image.values[place];
    let rung = image.value(layout, &format!("{}_rung", slot.name), slot.user).and_then(|rung| rung.number);
    match (value.number, value.quality, rung) {
        (None, ..) => "BadNoData",
        (_, Quality::Good, _) => "Good",
        (_, Quality::Bad, _) => "Bad",
        (_, Quality::Uncertain, Some(2)) => "UncertainLastUsableValue",
        (_, Quality::Uncertain, Some(_)) => "UncertainSubstituteValue",
        (_, Quality::Uncertain, None) => "Uncertain",
    }
}

#[test]
fn every_point_is_read_as_the_image_has_it() {
    // Homes' meter is dead: what they want is not measured.
    let served = Served::begin(SignalSource::Simulated, 1000);
    let layout = served.layout();
    let all = names(layout);
    let seen = tools::until("the image stands still for as long as it takes to read it", || {
        let before = served.image();
        let read = served.ask_as(None, json!([["read", all]]));
        Arc::ptr_eq(&before, &served.image()).then_some((before, read))
    });
    let (image, Some(read)) = seen else { return };
    let read = read[0].as_array().expect("values").clone();
    assert_eq!(read.len(), layout.slots.len());
    let mut statuses = std::collections::BTreeSet::new();
    for (place, (slot, read)) in layout.slots.iter().zip(&read).enumerate() {
        let name = name(slot);
        let status = expected_status(layout, &image, slot, place);
        let number = image.values[place].number;
        let kind = if number.is_some() { type_name(slot.point.form) } else { "Null" };
        assert_eq!((&read["value"], &read["status"]), (&json!(number), &json!(status)), "{name}");
        assert_eq!(read["type"], kind, "{name}");
        assert!(read["unix_ms"].as_u64().is_some_and(|ms| ms <= image.unix_ms), "{name}: {read}");
        statuses.insert(status);
    }
    assert!(statuses.contains("Good") && statuses.contains("BadNoData"));
    assert!(statuses.iter().any(|status| status.starts_with("Uncertain")), "{statuses:?}");
    let heartbeat = layout.find("heartbeat", None).expect("it is in the list");
    assert_eq!(read[heartbeat]["unix_ms"], json!(image.unix_ms), "it changes with every scan");
    served.end();
}

#[test]
fn nodes_are_described_by_the_list() {
    let served = Served::begin(SignalSource::Field, 1);
    let layout = served.layout();
    let all = names(layout);
    let todo = json!([
        ["namespace"],
        ["browse"],
        ["texts", all, "DisplayName"],
        ["texts", all, "Description"],
        ["property", "EngineeringUnits", "station.supply"],
        ["property", "EnumValues", "users.6.alarm_not_following"],
        ["property", "EnumValues", "station.supply"],
        ["arguments"],
    ]);
    let Some(told) = served.ask_as(None, todo) else { return };
    assert_eq!(told[0], "urn:citygate");
    let mut sorted = all.clone();
    sorted.sort();
    assert_eq!(told[1], json!(sorted));
    for (place, slot) in layout.slots.iter().enumerate() {
        assert_eq!(told[2][place], json!(["en", slot.point.english]), "{}", all[place]);
        assert_eq!(told[3][place], json!(["zh", slot.point.chinese]), "{}", all[place]);
    }
    assert_eq!(told[4], "dm³/h");
    assert_eq!(told[5].as_array().map(Vec::len), Some(8));
    assert_eq!(told[5][1], json!([1, "unacknowledged", "未确认"]));
    assert_eq!(told[6], "BadNodeIdUnknown");
    let fields = &layout.list.command.fields;
    let expected: Vec<Json> = fields[..fields.len() - 2]
        .iter()
        .map(|field| {
            json!([
                field.name,
                match type_name(field.form) {
                    "UInt16" => 5,
                    "UInt32" => 7,
                    _ => 9,
                }
            ])
        })
        .collect();
    assert_eq!(told[7], json!(expected));
    served.end();
}

/// What is written in a type that is not the point's.
fn wrong_types(form: Form) -> Vec<Json> {
    let all = [
        ("UInt16", json!(1)),
        ("UInt32", json!(1)),
        ("UInt64", json!(1)),
        ("Int16", json!(1)),
        ("Int32", json!(1)),
        ("Int64", json!(1)),
        ("Float", json!(1.0)),
        ("Double", json!(1.0)),
        ("Boolean", json!(true)),
        ("String", json!("1")),
        ("UInt16", json!([1, 2])),
        ("UInt32", json!([1, 2])),
        ("Null", json!(null)),
    ];
    let is_own = |kind: &str, value: &Json| kind == type_name(form) && value.is_number();
    all.into_iter()
        .filter(|(kind, value)| !is_own(kind, value))
        .map(|(kind, value)| json!([kind, value]))
        .collect()
}

/// Every role × every point that is written, and some that are not × every type.
#[test]
fn who_writes_what_in_which_type() {
    let served = Served::begin(SignalSource::Field, 1);
    let layout = served.layout();
    let slots: Vec<&Slot> =
        layout.slots.iter().filter(|slot| slot.point.is_written() || slot.point.register < 2).collect();
    let mut refused = 0;
    for role in [None].into_iter().chain(Role::ALL.map(Some)) {
        let (mut writes, mut expected) = (Vec::new(), Vec::new());
        for slot in &slots {
            let may = slot.point.write.contains(&role.unwrap_or(Role::View));
            let (right, wrong) = match (slot.point.is_written(), may) {
                (false, _) => ("BadNotWritable", "BadNotWritable"),
                (true, false) => ("BadUserAccessDenied", "BadUserAccessDenied"),
                (true, true) => ("Good", "BadTypeMismatch"),
            };
            let name = name(slot);
            for own in wrong_types(slot.point.form) {
                writes.push(json!([name, own[0], own[1]]));
                expected.push(wrong);
            }
            writes.push(json!([name, type_name(slot.point.form), 1]));
            expected.push(right);
        }
        let before = served.image();
        let Some(told) = served.ask_as(role, json!([["write", writes]])) else { return };
        let told = told[0].as_array().expect("statuses").clone();
        assert_eq!(told.len(), expected.len());
        for ((write, told), expected) in writes.iter().zip(&told).zip(&expected) {
            assert_eq!(told, expected, "{write} by {role:?}");
            refused += usize::from(*expected != "Good");
        }
        let after = served.image();
        for (place, slot) in layout.slots.iter().enumerate().filter(|(_, slot)| slot.point.is_written()) {
            let may = slot.point.write.contains(&role.unwrap_or(Role::View));
            let number = after.values[place].number;
            let kept = before.values[place].number;
            assert_eq!(number, if may { Some(1) } else { kept }, "{} by {role:?}", slot.name);
        }
    }
    assert!(refused > 1000, "{refused}");
    assert_eq!(served.refused_on_record(), refused as u64);
}

#[test]
fn what_is_written_is_read_back_with_its_quality_and_within_its_range() {
    let served = Served::begin(SignalSource::Field, 1);
    let highest = u32::MAX;
    let todo = json!([
        [
            "write",
            [
                ["station.measured_supply", "UInt32", 20_000_000],
                ["users.0.measured_demand", "UInt32", 5_000_000, "UncertainSensorNotAccurate"],
                ["users.1.measured_demand", "UInt32", 4_000_000, "BadSensorFailure"],
                ["users.2.measured_valve", "UInt16", 1],
                ["users.2.measured_valve", "UInt16", 2],
                ["users.3.measured_valve", "UInt16", 1, "BadSensorFailure"],
                ["station.measured_storage", "UInt32", highest, "Good"],
                ["station.measured_supply", "UInt32", [1], "Good", "Value", "0"],
                ["station.measured_supply", "String", "x", "Good", "DisplayName"],
            ]
        ],
        ["read", ["station.measured_supply", "users.0.measured_demand", "users.1.measured_demand"]],
        [
            "read",
            ["station.measured_supply", "station.stated_allotment", "station.supply"],
            "UserAccessLevel"
        ],
    ]);
    let Some(told) = served.ask_as(Some(Role::Field), todo) else { return };
    let statuses = [
        "Good",
        "Good",
        "Good",
        "Good",
        "BadOutOfRange",
        "BadWriteNotSupported",
        "Good",
        "BadWriteNotSupported",
        "BadNotWritable",
    ];
    assert_eq!(told[0], json!(statuses));
    for (place, (value, status)) in
        [(20_000_000, "Good"), (5_000_000, "Uncertain"), (4_000_000, "Bad")].into_iter().enumerate()
    {
        assert_eq!((&told[1][place]["value"], &told[1][place]["status"]), (&json!(value), &json!(status)));
    }
    // Read, write, and write the status; the rest only reads.
    let levels: Vec<&Json> = (0..3).map(|place| &told[2][place]["value"]).collect();
    assert_eq!(levels, [&json!(1 | 2 | 32), &json!(1), &json!(1)]);
    // Above the highest supply that the station knows.
    let todo = json!([["write", [["station.stated_allotment", "UInt32", highest]]]]);
    assert_eq!(served.ask_as(Some(Role::Master), todo), Some(json!([["BadOutOfRange"]])));
    served.end();
}

#[test]
fn passwords_are_asked_for_and_refusals_are_on_record() {
    let served = Served::begin(SignalSource::Field, 1);
    let session =
        |user: &str, password: &str| json!({"user": user, "password": password, "do": [["namespace"]]});
    let secret = password(Role::Field);
    let sessions = json!([
        session("field", &secret),
        session("field", "wrong"),
        session("field", ""),
        session("engineer", &secret),
        session("nobody", &secret),
        session("ANONYMOUS", ""),
    ]);
    let Some(told) = served.ask(&sessions) else { return };
    assert_eq!(told[0], json!(["urn:citygate"]));
    for told in &told[1..] {
        assert_eq!(told, "BadIdentityTokenRejected");
    }
    let handle = served.service.as_ref().expect("it runs").handle.clone();
    let refused = served.runtime.block_on(handle.happened_since(0));
    let refused = refused.iter().filter(|happened| format!("{happened:?}").contains("password is wrong"));
    assert_eq!(refused.count(), 5);
    served.end();
}

/// In the only file of a directory, which there may be none of.
fn only_file(directory: &Path) -> Option<PathBuf> {
    let mut files = std::fs::read_dir(directory).ok()?.map(|entry| entry.expect("a file").path());
    let only = files.next();
    assert_eq!(files.next(), None);
    only
}

#[test]
fn names_come_in_encrypted_from_those_whose_certificate_is_trusted() {
    let served = Served::secured(SignalSource::Field, 1, |state| {
        let certificates = state.join("pki");
        // To find a key takes longer than clients wait, where this is not optimized.
        certificates::own(&certificates, "urn:citygate:rtu", "127.0.0.1").expect("it is made");
        Security { certificates: Some(certificates), are_names_taken_unencrypted: false }
    });
    let state = served.state.path();
    let own = state.join("client").to_string_lossy().into_owned();
    let session = |role: Option<Role>, mode: Option<&str>, todo: Json| {
        let (user, password) = role.map(|role| (role.name().to_owned(), password(role))).unzip();
        json!({"user": user, "password": password, "own": own, "mode": mode, "do": todo})
    };
    let ask = |session: Json| served.ask(&json!([session]))?.pop();
    let name = "station.measured_supply";
    let todo = json!([["write", [[name, "UInt32", 20_000_000]]], ["read", [name]]]);
    let encrypted = Some("SignAndEncrypt");
    // Nobody knows the client; a person has it trusted.
    let Some(told) = ask(session(Some(Role::Field), encrypted, todo.clone())) else { return };
    assert_eq!(told, "BadCertificateUntrusted");
    let refused = only_file(&state.join("pki/rejected")).expect("it is kept");
    let trusted = state.join("pki/trusted").join(refused.file_name().expect("a name"));
    assert_eq!(
        ask(session(Some(Role::Field), encrypted, todo.clone())),
        Some(json!("BadSecurityChecksFailed"))
    );
    std::fs::rename(refused, trusted).expect("it is moved");
    let told = ask(session(Some(Role::Field), encrypted, todo.clone())).expect("asyncua is there");
    assert_eq!((&told[0], &told[1][0]["value"]), (&json!(["Good"]), &json!(20_000_000)));
    let told = ask(session(None, encrypted, todo.clone())).expect("asyncua is there");
    assert_eq!((&told[0], &told[1][0]["value"]), (&json!(["BadUserAccessDenied"]), &json!(20_000_000)));
    // Without encryption anybody may look, and nobody is asked for a name.
    let told = ask(session(None, None, todo.clone())).expect("asyncua is there");
    assert_eq!((&told[0], &told[1][0]["value"]), (&json!(["BadUserAccessDenied"]), &json!(20_000_000)));
    for mode in [None, Some("Sign")] {
        let told = ask(session(Some(Role::Field), mode, todo.clone())).expect("asyncua is there");
        assert!(told.is_string(), "{told}");
    }
    served.end();
}

#[test]
fn commands_are_carried_out_for_those_who_may_give_them() {
    let served = Served::begin(SignalSource::Simulated, 1);
    let call = |kind: u16, user: u16, person: u32, duration: u32| {
        json!([
            "call",
            [
                ["UInt16", kind],
                ["UInt16", user],
                ["UInt16", 0],
                ["UInt16", 0],
                ["UInt32", 1_000_000],
                ["UInt64", 0],
                ["UInt32", duration],
                ["UInt32", person]
            ]
        ])
    };
    let too_few = json!(["call", [["UInt16", 1]]]);
    let override_it = call(1, 5, 3, 600);
    let read = json!(["read", ["users.5.manual_until", "users.5.standing", "station.last_command_result"]]);
    let todo =
        json!([override_it, read, call(9, 65_535, 3, 0), call(2, 99, 3, 600), call(1, 5, 0, 600), too_few]);
    let Some(told) = served.ask_as(Some(Role::Operate), todo) else { return };
    assert_eq!(told[0], json!(["Good", []]));
    assert!(told[1][0]["value"].as_u64().is_some_and(|left_s| left_s > 500), "{}", told[1]);
    assert_eq!(told[1][2]["value"], 1, "done");
    assert_eq!(told[2][0], "BadUserAccessDenied", "the mode is the engineer's");
    assert_eq!(told[3][0], "BadNotFound");
    let mut arguments = ["Good"; 8];
    arguments[7] = "BadOutOfRange";
    assert_eq!(told[4], json!(["BadInvalidArgument", arguments]));
    assert_eq!(told[5][0], "BadArgumentsMissing");
    for role in [None, Some(Role::View), Some(Role::Field), Some(Role::Master)] {
        let told = served.ask_as(role, json!([override_it])).expect("asyncua is there");
        assert_eq!(told[0][0], "BadUserAccessDenied", "{role:?}");
    }
    let told =
        served.ask_as(Some(Role::Engineer), json!([call(9, 65_535, 3, 0), ["read", ["station.mode"]]]));
    let told = told.expect("asyncua is there");
    assert_eq!((&told[0][0], &told[1][0]["value"]), (&json!("Good"), &json!(0)), "off");
    served.end();
}

#[test]
fn subscribers_are_told_and_nonsense_does_not_keep_others_out() {
    let served = Served::begin(SignalSource::Field, 1);
    // Connections that say nothing, rubbish, or that they send 4 GB.
    let mut open = Vec::new();
    for place in 0u32..200 {
        let mut stream = TcpStream::connect(served.address).expect("it listens");
        let hello = b"HELF\x38\0\0\0\0\0\0\0\xff\xff\0\0\xff\xff\0\0\0\0\0\0\0\0\0\0\x18\0\0\0opc.tcp://127.0.0.1:4840/";
        let said: Vec<u8> = match place % 4 {
            0 => Vec::new(),
            1 => (0..300).map(|byte: u32| (byte * 7 + place * 13) as u8).collect(),
            2 => [hello.as_slice(), b"MSGF\xff\xff\xff\xff"].concat(),
            _ => [b"OPNF\x08\0\0\0".as_slice(), &hello[..20]].concat(),
        };
        // It may have hung up already.
        let _ = stream.write_all(&said);
        if place % 4 == 0 {
            open.push(stream);
        }
    }
    let beat = |number: u32| json!(["write", [["station.master_heartbeat", "UInt16", number]]]);
    let name = "station.master_heartbeat";
    let todo = json!([["subscribe", [name]], beat(17), ["until", name, 17], beat(18), ["until", name, 18]]);
    let Some(told) = served.ask_as(Some(Role::Master), todo) else { return };
    assert_eq!(told, json!([null, ["Good"], true, ["Good"], true]));
    served.end();
}
