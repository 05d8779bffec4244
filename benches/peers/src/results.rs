//! What is written: the data of a run.

use std::path::Path;

use serde::Serialize;

/// The middle of some figures, and where half of them lie.
#[derive(Serialize, Clone, Copy, Debug)]
pub struct Spread {
    /// A quarter is below.
    pub lower_quartile: f64,
    /// Half is below.
    pub median: f64,
    /// Three quarters are below.
    pub upper_quartile: f64,
}

impl Spread {
    /// Of at least one figure.
    pub fn of(figures: &[f64]) -> Spread {
        let mut sorted = figures.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |quarters: usize| rounded(sorted[(sorted.len() - 1) * quarters / 4]);
        Spread { lower_quartile: at(1), median: at(2), upper_quartile: at(3) }
    }
}

/// Four digits say all that a measurement says.
fn rounded(figure: f64) -> f64 {
    format!("{figure:.3e}").parse().unwrap_or(figure)
}

/// One contestant in one contest.
#[derive(Serialize, Debug)]
pub struct Row {
    /// The job.
    pub job: String,
    /// How many users there are.
    pub users: usize,
    /// The contestant.
    pub name: String,
    /// What it writes for each user.
    pub writes: String,
    /// How near its answer comes.
    pub answer: String,
    /// How far its furthest figure is from the right one.
    pub furthest_apart_units: f64,
    /// In how many rounds it was timed.
    pub rounds: usize,
    /// Microseconds for one case.
    pub microseconds: Spread,
    /// Its time by that of the first contestant of the contest, round by round.
    pub ratio: Spread,
}

/// A run.
#[derive(Serialize)]
pub struct Results {
    /// `full`, `quick` or `smoke`.
    pub effort: String,
    /// The day, UTC.
    pub date: String,
    /// What kind of machine it was.
    pub machine: Machine,
    /// Processes that wanted a processor when the run began, and when it ended.
    pub load: [f64; 2],
    /// Versions of the compilers and packages.
    pub versions: Vec<String>,
    /// The figures.
    pub rows: Vec<Row>,
}

impl Results {
    /// Writes them as JSON.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        std::fs::write(path, serde_json::to_string_pretty(self)? + "\n")
    }
}

/// The kind of a machine: nothing by which to tell one from another of the kind.
#[derive(Serialize)]
pub struct Machine {
    /// As the processor calls itself.
    pub processor: String,
    /// How many cores the system has.
    pub cores: usize,
    /// The architecture and the operating system.
    pub system: String,
}

impl Machine {
    /// This one's.
    pub fn here() -> Machine {
        let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model =
            text.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(':'));
        Machine {
            processor: model.map_or("unknown", |(_, name)| name.trim()).into(),
            cores: std::thread::available_parallelism().map_or(1, |cores| cores.get()),
            system: format!("{} {}", std::env::consts::ARCH, std::env::consts::OS),
        }
    }
}

/// How many processes want a processor, over the last minute.
pub fn load() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|load| load.parse().ok()).unwrap_or(0.0)
}
