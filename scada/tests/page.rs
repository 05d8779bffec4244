//! The operator page: what it answers to whom.

mod page_server;
mod tools;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use citygate_scada::access::Role;
use citygate_scada::points::layout::Layout;
use citygate_scada::points::list::PointList;
use citygate_scada::rtu::note::RtuNote;
use citygate_scada::rtu::request::{CommandKind, CommandResult};
use page_server::{PASSWORD, PERSONS, Server, place, write_users};
use serde_json::{Value, json};

fn command(kind: CommandKind) -> Value {
    let mut body = json!({ "kind": kind.name(), "user": 5, "duration_s": 600 });
    let (key, value) = match kind {
        CommandKind::Override => ("set_point_dm3_per_h", json!(1000)),
        CommandKind::Confirm | CommandKind::AcknowledgeOrder => ("order", json!(12345)),
        CommandKind::SetMode => ("mode", json!("automatic")),
        CommandKind::Hold | CommandKind::Release => return body,
        _ => ("alarm", json!("not_following")),
    };
    body[key] = value;
    body
}

/// The commands on record: kind, person and result.
fn on_record(server: &Server) -> Vec<(CommandKind, u32, Role, CommandResult)> {
    let command = |note| match note {
        RtuNote::Command(own) => Some((own.kind, own.person, own.role, own.result)),
        _ => None,
    };
    tools::notes(&server.state()).into_iter().filter_map(command).collect()
}

#[test]
fn every_answer_carries_the_headers() {
    let server = Server::start(60, "");
    let origin = server.origin();
    let answers = [
        (200, server.get("/", &[])),
        (200, server.get("/main.js", &[])),
        (200, server.get("/api/points", &[])),
        (200, server.get("/api/live", &[])),
        (404, server.get("/nothing.js", &[])),
        (404, server.get("/api/nothing", &[])),
        (404, server.get("/api/history?user=7", &[])),
        (400, server.get("/api/history?user=-1", &[])),
        (405, server.get("/api/command", &[])),
        (421, server.get("/", &[("host", "elsewhere.example")])),
        (403, server.post("/api/command", &[], &json!({}))),
        (401, server.post("/api/command", &[("origin", &origin)], &command(CommandKind::Hold))),
        (422, server.post("/api/command", &[("origin", &origin)], &json!({ "kind": 5 }))),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status(), status);
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().expect("text"));
        let policy = header("content-security-policy").expect("a policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src data:",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.split("; ").any(|own| own == part), "{part}");
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(header("x-content-type-options"), Some("nosniff"));
        assert_eq!(header("referrer-policy"), Some("no-referrer"));
        assert_eq!(header("cache-control"), Some("no-store"));
        assert_eq!(header("access-control-allow-origin"), None);
    }
}

#[test]
fn only_its_own_names_and_its_own_page_are_answered() {
    let server = Server::start(60, "hosts = [\"rtu-1.example\"]");
    let port = server.address.rsplit_once(':').expect("a port").1;
    let localhost = format!("localhost:{port}");
    for host in ["rtu-1.example", "RTU-1.example", &localhost, &server.address] {
        assert_eq!(server.get("/", &[("host", host)]).status(), 200, "{host}");
    }
    for host in ["evil.example", "localhost", "localhost:1", "127.0.0.1", "rtu-1.example:8443", "[::2]:80"] {
        assert_eq!(server.get("/", &[("host", host)]).status(), 421, "{host}");
    }
    let cookie = server.log_in("7", PASSWORD).expect("it is right");
    let hold = command(CommandKind::Hold);
    let other_port = "http://127.0.0.1:1".to_owned();
    let more = format!("{}.evil.example", server.origin());
    let own = server.origin();
    for origin in ["null", "", "http://evil.example", "https://rtu-1.example", "file://", &other_port, &more]
    {
        let answer = server.post("/api/command", &[("origin", origin), ("cookie", &cookie)], &hold);
        assert_eq!(answer.status(), 403, "{origin}");
    }
    let twice = [("origin", own.as_str()), ("origin", "http://evil.example"), ("cookie", &cookie)];
    assert_eq!(server.post("/api/command", &twice, &hold).status(), 403);
    assert_eq!(server.post("/api/command", &[("cookie", &cookie)], &hold).status(), 403);
    for path in ["/api/login", "/api/logout", "/api/event"] {
        assert_eq!(server.post(path, &[("cookie", &cookie)], &json!({})).status(), 403, "{path}");
    }
    let proxied =
        [("host", "rtu-1.example"), ("origin", "https://rtu-1.example"), ("cookie", cookie.as_str())];
    assert!(on_record(&server).is_empty(), "nothing of that was a command");
    assert_eq!(server.post("/api/command", &proxied, &hold).status(), 200);
    assert_eq!(on_record(&server), [(CommandKind::Hold, 7, Role::Operate, CommandResult::Done)]);
}

/// Every command × every role, on record with the person.
#[test]
fn who_may_not_is_refused_and_all_of_it_is_on_record() {
    let server = Server::start(60, "");
    let mut expected = 0;
    for kind in CommandKind::ALL {
        assert_eq!(server.post_own("/api/command", "", &command(kind)).0, 401, "{kind:?}");
    }
    for (number, _, role) in PERSONS {
        let cookie = server.log_in(&number.to_string(), PASSWORD).expect("it is right");
        for kind in CommandKind::ALL {
            let (status, said) = server.post_own("/api/command", &cookie, &command(kind));
            let may = role == "engineer" || (role == "operate" && kind != CommandKind::SetMode);
            assert_eq!(status != 403, may, "{kind:?} by {role}: {status} {said}");
            assert_eq!(said["result"] == "not_allowed", !may, "{kind:?} by {role}: {said}");
            expected += 1;
            let record = on_record(&server);
            assert_eq!(record.len(), expected);
            let (of, person, by, result) = record[expected - 1];
            assert_eq!((of, person, by.name()), (kind, number, role));
            assert_eq!(said["result"], result.name());
        }
    }
    let server = &server;
    let acts: Vec<Value> = ["notify", "withdraw_warning", "report", "close"]
        .map(|act| json!({ "act": act, "level": null, "text": "一台压缩机跳停" }))
        .into_iter()
        .chain([json!({ "act": "propose_warning", "level": "yellow", "text": "" })])
        .collect();
    for act in &acts {
        assert_eq!(server.post_own("/api/event", "", act).0, 401, "{act}");
    }
    let mut refused = CommandKind::ALL.len() + acts.len();
    for (number, _, role) in PERSONS {
        let cookie = server.log_in(&number.to_string(), PASSWORD).expect("it is right");
        for act in &acts {
            let (status, said) = server.post_own("/api/event", &cookie, act);
            assert_eq!(status != 403, role != "view", "{act} by {role}: {status} {said}");
            refused += usize::from(status != 200);
        }
    }
    tools::until("every refusal is on record", || {
        let on_record = tools::refused_on_record(&server.state());
        assert!(on_record <= refused as u64, "{on_record} of {refused}");
        (on_record == refused as u64).then_some(())
    });
    server.wait_live(|name, data| {
        let by =
            |one: &Value| one["what"] == "command" && one["by"] == "当班调度员" && one["result"] == "done";
        name == "happened" && data.as_array().expect("a list").iter().any(by)
    });
}

#[test]
fn what_is_wrong_in_a_command_is_said_and_changes_nothing() {
    let server = Server::start(60, "");
    let cookie = server.log_in("an engineer", PASSWORD).expect("by name, too");
    for (status, body) in [
        (422, json!({ "kind": "open_the_valve" })),
        (422, json!({ "kind": "shelve", "user": 5, "duration_s": 60 })),
        (422, json!({ "kind": "shelve", "alarm": "no_such", "duration_s": 60 })),
        (422, json!({ "kind": "shelve", "alarm": "not_following", "user": 5, "duration_s": 0 })),
        (422, json!({ "kind": "set_mode" })),
        (422, json!({ "kind": "set_mode", "mode": "faster" })),
        (422, json!({ "kind": "override", "user": 5, "duration_s": 60 })),
        (422, json!({ "kind": "override", "user": 5, "set_point_dm3_per_h": 1 })),
        (422, json!({ "kind": "override", "user": 5, "set_point_dm3_per_h": -1, "duration_s": 60 })),
        (
            422,
            json!({ "kind": "override", "user": 5, "set_point_dm3_per_h": 4_294_967_296_u64, "duration_s": 60 }),
        ),
        (422, json!({ "kind": "hold", "user": 1.5, "duration_s": 60 })),
        (422, json!({ "kind": "hold", "user": 5, "duration_s": 60, "force": true })),
        (422, json!({ "kind": "confirm", "user": 5 })),
        (422, json!({ "kind": "hold", "duration_s": 60 })),
        (409, json!({ "kind": "hold", "user": 7, "duration_s": 60 })),
        (
            409,
            json!({ "kind": "override", "user": 5, "set_point_dm3_per_h": 4_000_000_000_u32, "duration_s": 60 }),
        ),
        (409, json!({ "kind": "confirm", "user": 5, "order": 1 })),
    ] {
        let (own, said) = server.post_own("/api/command", &cookie, &body);
        assert_eq!(own, status, "{body}: {said}");
    }
    for (status, body) in [
        (422, json!({ "act": "propose_warning", "level": "purple", "text": "" })),
        (422, json!({ "act": "celebrate", "text": "" })),
        (409, json!({ "act": "close", "text": "" })),
    ] {
        assert_eq!(server.post_own("/api/event", &cookie, &body).0, status, "{body}");
    }
    let origin = server.origin();
    let headers = [("origin", origin.as_str()), ("cookie", &cookie), ("content-type", "text/plain")];
    let sent = ureq::post(server.url("/api/command")).config().http_status_as_error(false).build();
    let sent = headers.iter().fold(sent, |sent, (name, value)| sent.header(*name, *value));
    assert_eq!(
        sent.send("{\"kind\":\"hold\",\"user\":5,\"duration_s\":60}").expect("an answer").status(),
        415
    );
    let huge = json!({ "act": "notify", "text": "x".repeat(64 * 1024) });
    assert_eq!(server.post("/api/event", &[("origin", &origin), ("cookie", &cookie)], &huge).status(), 413);
    let points = server.points();
    server.wait_live(|name, data| {
        let overridden = |user| !data["numbers"][place(&points, "manual_until", Some(user))].is_null();
        name == "image" && {
            assert!(!(0..7).any(overridden));
            true
        }
    });
}

#[test]
fn sessions_begin_with_a_password_and_end() {
    let server = Server::start(60, "");
    let origin = server.origin();
    let body = json!({ "person": "7", "password": PASSWORD });
    // A session that somebody else has made up is not taken over.
    let planted = "citygate=AAAAAAAAAAAAAAAAAAAAAA";
    let answer = server.post("/api/login", &[("origin", &origin), ("cookie", planted)], &body);
    let cookie = answer.headers()["set-cookie"].to_str().expect("text").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains(planted) && !cookie.contains("Domain"));
    let first = cookie.split(';').next().expect("a value").to_owned();
    assert_eq!(server.post_own("/api/command", planted, &command(CommandKind::Hold)).0, 401);
    assert_eq!(server.post_own("/api/command", &first, &command(CommandKind::Hold)).0, 200);
    let second = server.log_in("7", PASSWORD).expect("it is right");
    assert_ne!(first, second);
    assert_eq!(server.post_own("/api/logout", &first, &json!({})).0, 200);
    assert_eq!(server.post_own("/api/command", &first, &command(CommandKind::Hold)).0, 401);
    assert_eq!(server.post_own("/api/command", &second, &command(CommandKind::Hold)).0, 200);
    // Who is taken out of the file is out; who gets another role has it.
    write_users(server.directory.path(), &[(7, "当班调度员", "view"), (9, "an engineer", "engineer")]);
    assert_eq!(server.post_own("/api/command", &second, &command(CommandKind::Hold)).0, 403);
    write_users(server.directory.path(), &[(9, "an engineer", "engineer")]);
    assert_eq!(server.post_own("/api/command", &second, &command(CommandKind::Hold)).0, 401);
    fs::write(server.directory.path().join("users.toml"), "[[person]]\n").expect("written");
    assert_eq!(server.log_in("9", PASSWORD), Err(503));
}

#[test]
fn behind_tls_the_cookie_travels_over_tls_only() {
    let server = Server::start(60, "behind_tls = true\nhosts = [\"rtu-1.example\"]");
    let headers = [("host", "rtu-1.example"), ("origin", "https://rtu-1.example")];
    let answer = server.post("/api/login", &headers, &json!({ "person": "7", "password": PASSWORD }));
    let cookie = answer.headers()["set-cookie"].to_str().expect("text");
    assert!(cookie.contains("Secure") && cookie.starts_with("__Host-"), "{cookie}");
}

#[test]
fn guessing_is_slowed_down_and_does_not_keep_others_out() {
    let server = Server::start(60, "");
    for guess in 0..5 {
        assert_eq!(server.log_in("7", &format!("guess {guess}")), Err(401));
    }
    assert_eq!(server.log_in("7", PASSWORD), Err(429), "the right one waits, too");
    let answer = server.post(
        "/api/login",
        &[("origin", &server.origin())],
        &json!({ "person": "当班调度员", "password": "by name it is the same person" }),
    );
    assert_eq!(answer.status(), 429);
    assert!(answer.headers()["retry-after"].to_str().expect("text").parse::<u32>().expect("a number") <= 2);
    assert!(server.log_in("9", PASSWORD).is_ok(), "another person does not wait");
    for name in ["nobody", "0", "", "' OR 1=1", "当班"] {
        assert!(matches!(server.log_in(name, PASSWORD), Err(401 | 429)), "{name}");
    }
    let begun = Instant::now();
    while server.log_in("7", PASSWORD) == Err(429) {
        assert!(begun.elapsed() < Duration::from_secs(20), "it has not to wait for long");
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(server.log_in("7", PASSWORD).is_ok());
    server.wait_live(|name, data| {
        let told = |one: &Value| one["what"] == "refused" && one["why"] == "a wrong password";
        name == "happened" && data.as_array().expect("a list").iter().filter(|one| told(one)).count() >= 6
    });
}

#[test]
fn reading_can_take_a_login() {
    let server = Server::start(60, "open_to_read = false");
    for path in ["/api/points", "/api/live", "/api/history"] {
        assert_eq!(server.get(path, &[]).status(), 401, "{path}");
    }
    let cookie = server.log_in("8", PASSWORD).expect("it is right");
    for path in ["/api/points", "/api/live", "/api/history"] {
        assert_eq!(server.get(path, &[("cookie", &cookie)]).status(), 200, "{path}");
    }
}

#[test]
fn so_many_pages_can_be_open() {
    let server = Server::start(60, "live_pages = 3");
    let open: Vec<_> = (0..3).map(|_| server.get("/api/live", &[])).collect();
    assert!(open.iter().all(|answer| answer.status() == 200));
    assert_eq!(server.get("/api/live", &[]).status(), 503);
    assert_eq!(server.get("/api/points", &[]).status(), 200, "the rest is served");
    drop(open);
    let begun = Instant::now();
    while server.get("/api/live", &[]).status() == 503 {
        assert!(begun.elapsed() < Duration::from_secs(20), "a page that is closed leaves room");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_live_is_in_the_order_of_the_layout() {
    let server = Server::start(600, "");
    let points = server.points();
    let layout = Layout::new(PointList::load().expect("sound"), 7).expect("they fit");
    for (own, slot) in layout.slots.iter().enumerate() {
        assert_eq!(place(&points, &slot.name, slot.user), own, "{} {:?}", slot.name, slot.user);
    }
    let supply = place(&points, "supply", None);
    let mut lowest = u64::MAX;
    // The compressor trips, and what users may take falls with the supply.
    server.wait_live(|name, data| {
        if name != "image" {
            return false;
        }
        assert_eq!(data["numbers"].as_array().expect("a list").len(), layout.slots.len());
        lowest = lowest.min(data["numbers"][supply].as_u64().unwrap_or(u64::MAX));
        let curtailed = data["numbers"][place(&points, "curtailed", None)].as_u64().unwrap_or_default();
        lowest < 23_000_000 && curtailed > 1_000_000
    });
    let mut history = server.get("/api/history", &[]);
    let history: Value =
        serde_json::from_str(&history.body_mut().read_to_string().expect("text")).expect("JSON");
    let times = history["unix_ms"].as_array().expect("times");
    assert!(times.len() > 10 && times.windows(2).all(|pair| pair[0].as_u64() < pair[1].as_u64()));
    for column in history["series"].as_object().expect("columns").values() {
        assert_eq!(column.as_array().expect("a column").len(), times.len());
    }
}

fn page_files() -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("page");
    let files = fs::read_dir(directory).expect("files").map(|entry| entry.expect("a file").path());
    let text = |path: &Path| fs::read_to_string(path).expect("text");
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    files.filter(|path| path.is_file()).map(|path| (name(&path), text(&path))).collect()
}

#[test]
fn the_page_loads_nothing_from_elsewhere() {
    let server = Server::start(60, "");
    let files = page_files();
    for (name, text) in &files {
        for sign in
            ["http:", "https:", "\"//", "'//", "url(", "@import", "ws://", "wss:", "eval(", "innerHTML"]
        {
            assert!(!text.contains(sign), "{name} has {sign}");
        }
        let path = if name == "index.html" { "/".to_owned() } else { format!("/{name}") };
        let mut answer = server.get(&path, &[]);
        assert_eq!(answer.status(), 200, "{name}");
        assert_eq!(&answer.body_mut().read_to_string().expect("text"), text, "{name}");
    }
    let (_, page) = files.iter().find(|(name, _)| name == "index.html").expect("a page");
    let named = page.split(['"', ' ']).filter(|word| word.ends_with(".js") || word.ends_with(".css"));
    for name in named {
        assert_eq!(server.get(&format!("/{name}"), &[]).status(), 200, "{name}");
    }
    assert!(!page.contains(" style=") && !page.contains(" onclick="), "the policy does not let them");
}

/// What the page says is there in both languages, and nothing is there that it does not say.
#[test]
fn every_word_is_there_in_both_languages() {
    let files = page_files();
    let (_, words) = files.iter().find(|(name, _)| name == "words.js").expect("words");
    let mut known = BTreeSet::new();
    for line in words.lines().filter(|line| line.starts_with("  ") && line.contains(": [\"")) {
        let (key, rest) = line.trim().split_once(": [\"").expect("a key");
        let (english, chinese) = rest.split_once("\", \"").unwrap_or_else(|| panic!("{key}: two texts"));
        let chinese = chinese.trim_end_matches("\"],");
        assert!(!english.is_empty() && !chinese.is_empty(), "{key}");
        let places = |text: &str| -> BTreeSet<String> {
            text.match_indices('{').map(|(at, _)| text[at..at + 3].to_owned()).collect()
        };
        assert_eq!(places(english), places(chinese), "{key}");
        assert!(known.insert(key.to_owned()), "{key} is there twice");
    }
    let mut said = BTreeSet::new();
    for (name, text) in files.iter().filter(|(name, _)| name != "words.js") {
        for begin in ["say(\"", "data-word=\""] {
            for (at, _) in text.match_indices(begin) {
                let key = text[at + begin.len()..].split('"').next().expect("a key").to_owned();
                assert!(known.contains(&key), "{name} says {key}");
                said.insert(key);
            }
        }
        // Keys that are put together, or named in a list, stand somewhere as they are, or begin with what is before them.
        for key in &known {
            let is_named = text.contains(&format!("\"{key}\"")) || text.contains(&format!("  {key}:"));
            let is_made = ["h_", "role_", "act_"].iter().any(|begin| key.starts_with(begin));
            if is_named || is_made {
                said.insert(key.clone());
            }
        }
    }
    let answered = ["unreachable", "not_logged_in", "wrong_password", "wait", "users_file"];
    let spoken = ["kept", "uncontrolled", "full", "stopped", "lost"];
    let never: Vec<_> = known
        .difference(&said)
        .filter(|key| !answered.contains(&key.as_str()) && !spoken.contains(&key.as_str()))
        .collect();
    assert!(never.is_empty(), "{never:?} is never said");
}

#[test]
fn a_person_is_added_with_a_password_from_the_standard_input() {
    let server = Server::start(60, "");
    let config = server.directory.path().join("rtu.toml");
    let add = |number: &str, role: &str, password: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_citygate-rtu"));
        command.arg(&config).args(["--add-person", number, "--name", "夜班", "--role", role]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        // It may have ended without reading.
        let _ = child.stdin.take().expect("piped").write_all(password.as_bytes());
        child.wait_with_output().expect("it ends")
    };
    for (number, role, password) in
        [("11", "operate", "short\n"), ("0", "operate", "long enough\n"), ("11", "field", "long enough\n")]
    {
        assert!(!add(number, role, password).status.success(), "{number} {role}");
    }
    assert_eq!(server.log_in("11", "long enough"), Err(401));
    let output = add("11", "operate", "long enough\n");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("long enough"));
    assert!(server.log_in("夜班", "long enough").is_ok(), "without a restart");
}

/// In kB, as the system has it.
fn resident_kb(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("a size");
    line.split_whitespace().nth(1).expect("a number").parse().expect("a number")
}

/// A minute, or as many as `CITYGATE_TEST_MINUTES` says: twenty pages are open, and others are loaded a thousand times. How late the
/// scans were is printed.
#[test]
#[ignore = "takes minutes"]
fn the_memory_stays_flat() {
    let minutes: u64 =
        std::env::var("CITYGATE_TEST_MINUTES").map_or(1, |text| text.parse().expect("a number"));
    let mut server = Server::start(60, "");
    let files: Vec<String> = page_files().into_iter().map(|(name, _)| format!("/{name}")).collect();
    let load = |server: &Server| {
        assert_eq!(server.get("/", &[]).status(), 200);
        let files = files.iter().map(String::as_str).filter(|name| *name != "/index.html");
        for path in files.chain(["/api/points", "/api/history", "/api/history?user=3", "/api/person"]) {
            let mut answer = server.get(path, &[]);
            assert_eq!(answer.status(), 200, "{path}");
            answer.body_mut().read_to_vec().expect("all of it");
        }
        server.wait_live(|name, _| name == "image");
    };
    let begun = Instant::now();
    let end = begun + Duration::from_secs(60 * minutes);
    let patience = Duration::from_secs(60 * minutes + 600);
    let mut loads = 0;
    let mut sizes = Vec::new();
    std::thread::scope(|scope| {
        let server = &server;
        for _ in 0..20 {
            scope.spawn(move || {
                server.follow_live(patience, |name, _| name == "image" && Instant::now() > end);
            });
        }
        while loads < 1000 || Instant::now() < end {
            load(server);
            loads += 1;
            if loads % 100 == 0 {
                sizes.push(resident_kb(server.id()));
                let size = sizes.last().expect("one");
                println!("{:>5} s: {loads} loads, {size} kB", begun.elapsed().as_secs());
            }
        }
    });
    let (first, middle, last) = (sizes[1], sizes[sizes.len() / 2], *sizes.last().expect("some"));
    println!("after 200 loads {first} kB, in the middle {middle} kB, at the end {last} kB");
    let said = server.stop();
    println!("{said}");
    assert!(said.ends_with(" 0 not stored"), "{said}");
    assert!(last < first + 8 * 1024, "from {first} kB to {last} kB");
}
