use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on the terminal that shows only when there is something to wait for: also in the middle of one long file.
pub struct Progress {
    bar: ProgressBar,
    /// Shows the bar in time; ends when the other end of its channel is dropped.
    patience: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    const PATIENCE: Duration = Duration::from_secs(1);
    const TICK: Duration = Duration::from_millis(100);

    pub fn start(files: usize, quiet: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {wide_bar} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        let patience = (!quiet).then(|| {
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
    pub fn at(&self, file: &Path) {
        self.bar.set_message(file.display().to_string());
    }

    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Does something that may write to the same terminal, with the bar out of the way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
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
