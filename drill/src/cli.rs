//! The command line: which files, which output, which exit code.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use citygate::event::JournalKey;
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::render::{html, json, text};
use crate::scenario::{Problem, Scenario};
use crate::solve::solve_with_key;
use crate::words::Language;
use crate::{journal, verify};

/// Runs a gas shortage as a desk-top exercise (桌面推演): reads scenarios, shares out the gas by the supply order
/// they name, and says who keeps how much and why.
///
/// The result goes to standard output, everything else to standard error. Exit code 0: solved, also when users
/// are curtailed; 2: bad input (nothing is written then, not even for the files that are right); 1: anything else.
#[derive(Debug, Parser)]
#[command(name = "drill", version, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    /// What to do instead of running scenarios
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Scenario files (TOML)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print the result as JSON, one object a line for each file
    #[arg(long)]
    pub json: bool,
    /// Write an HTML report with charts for each file into this directory, and the journal of an exercise
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The language of the text and the report
    #[arg(long, value_enum, default_value_t)]
    pub lang: Language,
    /// Keep the journals of exercises with the key in this file: 64 hexadecimal digits
    #[arg(long, value_name = "FILE", env = "CITYGATE_JOURNAL_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Print no progress and no remarks, only errors
    #[arg(long)]
    pub quiet: bool,
}

/// What the tool does beside running scenarios.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Verify that nobody changed a journal: exit code 0 sound, 2 altered, 1 it could not be checked
    Verify(verify::Arguments),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everything is solved and written.
    Solved,
    /// Something failed that is not in the input.
    Failed,
    /// The input is wrong; nothing was written.
    BadInput,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Solved => ExitCode::SUCCESS,
            Ending::Failed => ExitCode::from(1),
            Ending::BadInput => ExitCode::from(2),
        }
    }
}

/// Runs the tool. Results go to `out`, messages to `messages`; progress shows on the terminal, if there is one.
pub fn run(arguments: &Arguments, out: &mut dyn Write, messages: &mut dyn Write) -> Ending {
    if let Some(Command::Verify(arguments)) = &arguments.command {
        return verify::run(arguments, out, messages);
    }
    let (scenarios, key) = match read(arguments) {
        Ok(read) => read,
        Err(problems) => {
            for problem in problems {
                // Where even messages cannot be written, the exit code alone must do.
                let _ = writeln!(messages, "{problem}");
            }
            return Ending::BadInput;
        }
    };
    if !arguments.quiet {
        for remark in scenarios.iter().flat_map(|scenario| &scenario.remarks) {
            let _ = writeln!(messages, "remark: {remark}");
        }
    }
    match solve_all(arguments, &scenarios, key, out) {
        Ok(()) => Ending::Solved,
        // Whoever read the output has seen enough of it.
        Err(Failure { error, .. }) if is_broken_pipe(&*error) => Ending::Solved,
        Err(Failure { at, error }) => {
            let _ = writeln!(messages, "{}: {error}", at.display());
            Ending::Failed
        }
    }
}

/// Reads all files before anything is written, so that bad input leaves no half of a result behind.
fn read(arguments: &Arguments) -> Result<(Vec<Scenario>, Option<JournalKey>), Vec<Problem>> {
    let mut scenarios = Vec::with_capacity(arguments.files.len());
    let mut problems = Vec::new();
    let progress = Progress::start(arguments);
    for file in &arguments.files {
        progress.at(file);
        match Scenario::open(file) {
            Ok(scenario) => scenarios.push(scenario),
            Err(found) => problems.extend(found),
        }
        progress.step();
    }
    if arguments.out.is_some() {
        problems.extend(shared_reports(arguments));
    }
    let mut key = None;
    if let Some(path) = &arguments.key_file {
        match journal::read_key(path) {
            Ok(read) => key = Some(read),
            Err(message) => problems.push(Problem::of_file(&path.display().to_string(), message)),
        }
    }
    if problems.is_empty() { Ok((scenarios, key)) } else { Err(problems) }
}

/// Files whose reports would overwrite each other.
fn shared_reports(arguments: &Arguments) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut taken: HashMap<String, &Path> = HashMap::new();
    for file in &arguments.files {
        let name = html::file_name(file, arguments.lang);
        if let Some(first) = taken.insert(name.clone(), file) {
            let message = format!(
                "the report would be {name:?}, as that of {}; rename one of the files, or write to another \
                 directory",
                first.display()
            );
            problems.push(Problem { file: file.display().to_string(), line: None, key: None, message });
        }
    }
    problems
}

/// What failed, and at which file.
struct Failure {
    at: PathBuf,
    error: Box<dyn std::error::Error>,
}

fn solve_all(
    arguments: &Arguments,
    scenarios: &[Scenario],
    key: Option<JournalKey>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let progress = Progress::start(arguments);
    for (file, scenario) in arguments.files.iter().zip(scenarios) {
        progress.at(file);
        let fail = |at: &Path, error| Failure { at: at.to_owned(), error };
        let outcome = solve_with_key(scenario, key).map_err(|error| fail(file, error.into()))?;
        if let Some(directory) = &arguments.out {
            let report = directory.join(html::file_name(file, arguments.lang));
            let page = html::page(scenario, &outcome, arguments.lang, file);
            write_whole(&report, page.as_bytes()).map_err(|error| fail(&report, error.into()))?;
            if let Some(exercise) = &outcome.exercise {
                let journal = directory.join(journal::file_name(file));
                let bytes = &exercise.journal.bytes;
                write_whole(&journal, bytes).map_err(|error| fail(&journal, error.into()))?;
            }
        }
        let result = match arguments.json {
            true => json::line(&outcome).map_err(|error| fail(file, error.into()))?,
            false => text::page(scenario, &outcome, arguments.lang, width()),
        };
        progress
            .aside(|| out.write_all(result.as_bytes()).and_then(|()| out.flush()))
            .map_err(|error| fail(file, error.into()))?;
        progress.step();
    }
    Ok(())
}

/// Writes a file so that it is there as a whole or not at all.
fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".part");
    fs::write(&unfinished, content)?;
    fs::rename(&unfinished, path)
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// How wide text may be: as the terminal, or 100 columns in a file.
fn width() -> u16 {
    terminal_size::terminal_size().map_or(100, |(terminal_size::Width(width), _)| width)
}

/// A bar on the terminal that shows only when there is something to wait for: also in the middle of one long file.
struct Progress {
    bar: ProgressBar,
    /// Shows the bar in time; ends when the other end of its channel is dropped.
    patience: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    const PATIENCE: Duration = Duration::from_secs(1);
    const TICK: Duration = Duration::from_millis(100);

    fn start(arguments: &Arguments) -> Progress {
        let bar =
            ProgressBar::with_draw_target(Some(arguments.files.len() as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {wide_bar} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        let patience = (!arguments.quiet).then(|| {
            let (done, wait) = mpsc::channel();
            let shown = bar.clone();
            let show = move || {
                if wait.recv_timeout(Progress::PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    // Draws nothing where standard error is not a terminal.
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                    shown.enable_steady_tick(Progress::TICK);
                }
            };
            (done, thread::spawn(show))
        });
        Progress { bar, patience }
    }

    /// Says which file is worked on.
    fn at(&self, file: &Path) {
        self.bar.set_message(file.display().to_string());
    }

    fn step(&self) {
        self.bar.inc(1);
    }

    /// Does something that may write to the same terminal, with the bar out of the way.
    fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, show)) = self.patience.take() {
            drop(done);
            // A thread that shows nothing does no harm to the results.
            let _ = show.join();
        }
        self.bar.finish_and_clear();
    }
}
