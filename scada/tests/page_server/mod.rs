//! An RTU with a page of its own, and a small client.

#![allow(dead_code, reason = "each test uses some of it")]

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use argon2::password_hash::{PasswordHasher, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::http::Response;
use ureq::{Agent, Body};

pub const PASSWORD: &str = "correct horse";

/// Number, name and role of those who may log in.
pub const PERSONS: [(u32, &str, &str); 3] =
    [(7, "当班调度员", "operate"), (8, "a visitor", "view"), (9, "an engineer", "engineer")];

/// A running `citygate-rtu`; it ends with this.
pub struct Server {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
    pub directory: TempDir,
    pub address: String,
    agent: Agent,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A hash that is as good as any and cheap to compare with.
fn hash(password: &str) -> String {
    let params = Params::new(8, 1, 1, None).expect("they are allowed");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash = argon2.hash_password(password.as_bytes()).expect("a hash");
    hash.to_string()
}

pub fn write_users(directory: &Path, persons: &[(u32, &str, &str)]) {
    let person = |(number, name, role): &(u32, &str, &str)| {
        format!(
            "[[person]]\nnumber = {number}\nname = \"{name}\"\nrole = \"{role}\"\nhash = \"{}\"\n",
            hash(PASSWORD)
        )
    };
    let text: String = persons.iter().map(person).collect();
    fs::write(directory.join("users.toml"), text).expect("written");
}

pub fn scenario() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/station-evening.toml")
}

impl Server {
    /// `more` goes into `[page]`.
    pub fn start(speed: u32, more: &str) -> Server {
        let directory = tempfile::tempdir().expect("a directory");
        write_users(directory.path(), &PERSONS);
        let config = format!(
            "[rtu]\nscenario = {:?}\nstation_number = 1\nstate = \"state\"\nspeed = {speed}\n\n\
             [page]\nlisten = \"127.0.0.1:0\"\nusers = \"users.toml\"\n{more}",
            scenario()
        );
        let file = directory.path().join("rtu.toml");
        fs::write(&file, config).expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_citygate-rtu"));
        let mut child = command.arg(&file).stdout(Stdio::piped()).spawn().expect("it starts");
        let mut said = BufReader::new(child.stdout.take().expect("piped")).lines();
        let address = said.find_map(|line| {
            let line = line.expect("a line");
            line.strip_prefix("page: http://").map(|rest| rest.trim_end_matches('/').to_owned())
        });
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Server { child, said, directory, address: address.expect("it says where"), agent: config.into() }
    }

    /// Has it stop; the last that it says.
    pub fn stop(&mut self) -> String {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(told.success());
        self.said.by_ref().map_while(Result::ok).last().expect("it says something")
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn state(&self) -> PathBuf {
        self.directory.path().join("state")
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = self.agent.get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.call().expect("an answer")
    }

    /// As the page sends it, unless the headers say otherwise.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Response<Body> {
        let mut request = self.agent.post(self.url(path)).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send(body.to_string()).expect("an answer")
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn post_own(&self, path: &str, cookie: &str, body: &Value) -> (u16, Value) {
        let origin = self.origin();
        let mut answer = self.post(path, &[("origin", &origin), ("cookie", cookie)], body);
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// Logs in, and returns the cookie.
    pub fn log_in(&self, person: &str, password: &str) -> Result<String, u16> {
        let body = json!({ "person": person, "password": password });
        let answer = self.post("/api/login", &[("origin", &self.origin())], &body);
        match answer.status().as_u16() {
            200 => {
                let cookie = answer.headers().get("set-cookie").expect("a cookie");
                let cookie = cookie.to_str().expect("text");
                Ok(cookie.split(';').next().expect("a value").to_owned())
            }
            status => Err(status),
        }
    }

    /// Follows what is live until the condition holds for an event's name and data, for a minute at most.
    pub fn wait_live(&self, until: impl FnMut(&str, &Value) -> bool) {
        self.follow_live(Duration::from_secs(60), until);
    }

    /// The same with another patience.
    pub fn follow_live(&self, patience: Duration, mut until: impl FnMut(&str, &Value) -> bool) {
        let asked = self.agent.get(self.url("/api/live")).config().timeout_global(Some(patience)).build();
        let mut answer = asked.call().expect("an answer");
        assert_eq!(answer.status(), 200);
        let mut lines = BufReader::new(answer.body_mut().as_reader().take(1 << 26)).lines();
        let mut name = String::new();
        loop {
            let line = lines.next().expect("it goes on").expect("a line");
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ")
                && until(&name, &serde_json::from_str(data).expect("JSON"))
            {
                return;
            }
        }
    }

    pub fn points(&self) -> Value {
        let mut answer = self.get("/api/points", &[]);
        serde_json::from_str(&answer.body_mut().read_to_string().expect("text")).expect("JSON")
    }
}

/// Where a value is in what is live.
pub fn place(points: &Value, name: &str, user: Option<usize>) -> usize {
    let list = |key: &str| points[key].as_array().expect("a list").clone();
    let find = |list: &[Value]| list.iter().position(|point| point["name"] == name).expect("a point");
    let (station, own) = (list("points"), list("user_points"));
    match user {
        None => find(&station),
        Some(user) => station.len() + user * own.len() + find(&own),
    }
}
