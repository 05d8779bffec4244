//! The peers in Python: one process beside this one, which is told what to solve and says how long it took.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;

use serde_json::{Value, json};

use crate::contest::{Answer, Work};

/// A problem on its way to Python: columns, in files.
pub struct Exchange {
    description: Value,
    columns: Vec<(&'static str, Vec<u8>)>,
}

impl Exchange {
    /// A job for so many users, in so many sets of them.
    pub fn new(job: &str, users: usize, sets: usize) -> Exchange {
        Exchange { description: json!({ "job": job, "users": users, "sets": sets }), columns: Vec::new() }
    }

    /// Adds a number to the description.
    pub fn say(&mut self, key: &str, number: u64) {
        self.description[key] = number.into();
    }

    /// Adds a column of numbers, as bytes with the lowest first.
    pub fn put<const N: usize>(&mut self, name: &'static str, numbers: impl Iterator<Item = [u8; N]>) {
        self.columns.push((name, numbers.flatten().collect()));
    }

    fn write(&self, folder: &Path) -> std::io::Result<()> {
        for (name, bytes) in &self.columns {
            std::fs::write(folder.join(name), bytes)?;
        }
        std::fs::write(folder.join("problem.json"), self.description.to_string())
    }
}

struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    /// Sends a line and returns the answer.
    fn ask(&mut self, question: &Value) -> Value {
        writeln!(self.input, "{question}").expect("Python listens");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("Python answers");
        let answer: Value = serde_json::from_str(&line).unwrap_or(Value::Null);
        assert!(answer.get("error").is_none() && !answer.is_null(), "{question} failed: {answer:#}");
        answer
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It ends by itself when nobody speaks to it any more.
        let _ = writeln!(self.input, "{}", json!({ "do": "end" }));
        let _ = self.child.wait();
    }
}

/// The Python process.
pub struct Python {
    process: Rc<RefCell<Process>>,
    folder: PathBuf,
}

impl Python {
    /// Starts this interpreter; problems and answers go through the folder.
    pub fn start(interpreter: &Path, folder: PathBuf) -> std::io::Result<Python> {
        std::fs::create_dir_all(&folder)?;
        let worker = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/worker.py");
        // One thread each: times are of one core.
        let mut child = Command::new(interpreter)
            .arg(worker)
            .arg(&folder)
            .envs(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|name| (name, "1")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("the interpreter has no streams"));
        };
        let process = Process { child, input, output: BufReader::new(output) };
        Ok(Python { process: Rc::new(RefCell::new(process)), folder })
    }

    /// Versions of its packages.
    pub fn versions(&self) -> Vec<String> {
        let answer = self.process.borrow_mut().ask(&json!({ "do": "versions" }));
        answer["versions"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|text| Some(text.as_str()?.into()))
            .collect()
    }

    /// Hands over a problem; the one before is closed.
    pub fn open(&self, exchange: &Exchange) {
        exchange.write(&self.folder).expect("the folder can be written");
        self.process.borrow_mut().ask(&json!({ "do": "open" }));
    }

    /// A contestant on the problem that is open.
    pub fn contestant(&self, name: &str, instances: usize) -> impl Work + use<> {
        Remote { process: self.process.clone(), folder: self.folder.clone(), name: name.into(), instances }
    }
}

struct Remote {
    process: Rc<RefCell<Process>>,
    folder: PathBuf,
    name: String,
    instances: usize,
}

impl Work for Remote {
    fn answer(&mut self, instance: usize) -> Answer {
        let instance = instance % self.instances;
        let question = json!({ "do": "answer", "name": self.name, "instance": instance });
        let answer = self.process.borrow_mut().ask(&question);
        let bytes = std::fs::read(self.folder.join("answer")).expect("Python wrote its answer");
        let numbers = bytes.as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
        if answer["of"] == "classes" { Answer::Totals(numbers) } else { Answer::Grants(numbers) }
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn seconds(&mut self, count: usize, is_warm: bool) -> f64 {
        let instances: Vec<usize> = (0..count).map(|instance| instance % self.instances).collect();
        let question = json!({ "do": "time", "name": self.name, "instances": instances, "is_warm": is_warm });
        self.process.borrow_mut().ask(&question)["seconds"].as_f64().expect("Python says how long it took")
    }
}
