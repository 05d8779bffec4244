//! The RTU's own thread, and how the rest of the program talks to it.
//!
//! Scans run on a thread of their own, so that nothing that faces the outside holds them up. Requests wait in a queue of a fixed
//! length and are done between two scans; when it is full, the RTU is busy, and says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::{oneshot, watch};

use super::event::EventAct;
use super::image::Image;
use super::request::{Refusal, Request};
use super::station::{Happened, Rtu};
use crate::access::Who;
use crate::points::layout::Layout;

/// So many requests can wait.
const QUEUE: usize = 256;

enum Asked {
    Request { who: Who, request: Request, reply: oneshot::Sender<Result<(), Refusal>> },
    Act { who: Who, act: EventAct, text: String, reply: oneshot::Sender<Result<(), Refusal>> },
    Refuse { who: Who, slot: Option<usize>, why: String },
    Happened { since: u64, reply: oneshot::Sender<Vec<Happened>> },
    Stop,
}

/// A way to the RTU; as many as are needed.
#[derive(Clone)]
pub struct RtuHandle {
    asked: SyncSender<Asked>,
    images: watch::Receiver<Arc<Image>>,
    layout: Arc<Layout>,
    /// How many refusals found no place in the queue.
    unheard: Arc<AtomicU64>,
}

impl RtuHandle {
    /// Has the RTU do something, and waits until it is done and stored.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    pub async fn request(&self, who: Who, request: Request) -> Result<(), Refusal> {
        let (reply, done) = oneshot::channel();
        self.ask(Asked::Request { who, request, reply })?;
        done.await.unwrap_or(Err(Refusal::Gone))
    }

    /// Does what the gas company does about an event, with the text that it received or sent.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    pub async fn act(&self, who: Who, act: EventAct, text: String) -> Result<(), Refusal> {
        let (reply, done) = oneshot::channel();
        self.ask(Asked::Act { who, act, text, reply })?;
        done.await.unwrap_or(Err(Refusal::Gone))
    }

    /// Has it on record that somebody asked for what does not even make a request. When the RTU is busy, that it
    /// happened is counted, and the rest is lost.
    pub fn refuse(&self, who: Who, slot: Option<usize>, why: String) {
        if self.ask(Asked::Refuse { who, slot, why }).is_err() {
            self.unheard.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// What happened from the one with this number on, the oldest first.
    pub async fn happened_since(&self, since: u64) -> Vec<Happened> {
        let (reply, told) = oneshot::channel();
        match self.ask(Asked::Happened { since, reply }) {
            Ok(()) => told.await.unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }

    /// What the RTU shows now.
    pub fn image(&self) -> Arc<Image> {
        self.images.borrow().clone()
    }

    /// To wait for what it shows next.
    pub fn images(&self) -> watch::Receiver<Arc<Image>> {
        self.images.clone()
    }

    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    fn ask(&self, asked: Asked) -> Result<(), Refusal> {
        self.asked.try_send(asked).map_err(|error| match error {
            TrySendError::Full(_) => Refusal::Busy,
            TrySendError::Disconnected(_) => Refusal::Gone,
        })
    }
}

/// How late scans were: of all, the latest, and how many were later than a tenth of the time between two.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lateness {
    pub scans: u64,
    pub latest_us: u64,
    pub sum_us: u64,
    pub late: u64,
    /// Scans that could not be stored.
    pub not_saved: u64,
    /// How many were late by less than 2⁰, 2¹, 2² µs and so on, and no less than the one before.
    by_power: [u64; 32],
}

impl Lateness {
    fn count(&mut self, late: Duration, between: Duration) {
        let late_us = u64::try_from(late.as_micros()).unwrap_or(u64::MAX);
        self.scans += 1;
        self.sum_us = self.sum_us.saturating_add(late_us);
        self.latest_us = self.latest_us.max(late_us);
        self.late += u64::from(late > between / 10);
        // The last counts what is later, too: half an hour.
        let power = (u64::BITS - late_us.leading_zeros()).min(31) as usize;
        if let Some(count) = self.by_power.get_mut(power) {
            *count += 1;
        }
    }

    /// At least so many of a hundred scans were late by less than this power of two, in µs; 0 without scans.
    pub fn bound_us(&self, percent: u64) -> u64 {
        let mut counted = 0;
        let reaches = |count: &u64| {
            counted += count;
            counted * 100 >= self.scans * percent
        };
        let power = self.by_power.iter().position(reaches).unwrap_or(31);
        if self.scans == 0 { 0 } else { 1 << power }
    }
}

/// A running RTU.
pub struct Service {
    pub handle: RtuHandle,
    thread: JoinHandle<Lateness>,
}

impl Service {
    /// Stops after the scan that is running.
    pub fn stop(self) -> Lateness {
        // The queue may be full: the thread takes something out of it with every scan.
        let _ = self.handle.asked.send(Asked::Stop);
        self.thread.join().unwrap_or_default()
    }
}

/// The station's clocks: its counter, and Unix time. Where seconds of the station are shorter than real ones both are the
/// simulation's.
#[derive(Clone, Copy)]
pub struct Clocks {
    begun: Instant,
    speed: u32,
    /// Unix time at the beginning, and whether it goes on at the station's pace.
    simulated_from_ms: Option<u64>,
}

impl Clocks {
    pub fn begin(speed: u32, simulated_from_ms: Option<u64>) -> Clocks {
        Clocks { begun: Instant::now(), speed, simulated_from_ms }
    }

    /// The same, where the station's time was so much already at the beginning.
    pub fn from(self, station_ms: u64) -> Clocks {
        Clocks { simulated_from_ms: self.simulated_from_ms.map(|from| from + station_ms), ..self }
    }

    /// Milliseconds of the station since the beginning.
    pub fn station_ms(&self) -> u64 {
        let us = self.begun.elapsed().as_micros() * u128::from(self.speed) / 1000;
        u64::try_from(us).unwrap_or(u64::MAX)
    }

    /// The counter, which wraps.
    pub fn counter_ms(&self) -> u32 {
        self.station_ms() as u32
    }

    pub fn unix_ms(&self) -> u64 {
        match self.simulated_from_ms {
            Some(from) => from + self.station_ms(),
            None => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
            }
        }
    }
}

/// Starts an RTU on a thread of its own.
///
/// # Errors
///
/// The system has no thread left.
pub fn start(rtu: Rtu, clocks: Clocks) -> std::io::Result<Service> {
    let (asked, queue) = sync_channel(QUEUE);
    let layout = Arc::new(rtu.layout().clone());
    let (shown, images) = watch::channel(Arc::new(rtu.image().clone()));
    let unheard = Arc::new(AtomicU64::new(0));
    let lateness = Lateness::default();
    let running = Running { rtu, clocks, queue, shown, unheard: unheard.clone(), lateness };
    let thread = thread::Builder::new().name("scan".to_owned()).spawn(move || running.run())?;
    Ok(Service { handle: RtuHandle { asked, images, layout, unheard }, thread })
}

struct Running {
    rtu: Rtu,
    clocks: Clocks,
    queue: Receiver<Asked>,
    shown: watch::Sender<Arc<Image>>,
    unheard: Arc<AtomicU64>,
    lateness: Lateness,
}

impl Running {
    fn run(mut self) -> Lateness {
        let scan_ms = u64::from(self.rtu.scan_ms());
        let between = Duration::from_millis(scan_ms) / self.rtu.speed().max(1);
        let mut next = Instant::now();
        let mut scanned_ms = None;
        loop {
            match self.queue.recv_timeout(next.saturating_duration_since(Instant::now())) {
                Ok(Asked::Stop) | Err(RecvTimeoutError::Disconnected) => return self.end(),
                Ok(asked) => self.answer(asked),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if Instant::now() < next {
                continue;
            }
            self.lateness.count(next.elapsed(), between);
            let now_ms = self.clocks.station_ms();
            let elapsed_ms = scanned_ms.map_or(0, |before: u64| now_ms.saturating_sub(before));
            scanned_ms = Some(now_ms);
            let elapsed_ms = u32::try_from(elapsed_ms).unwrap_or(u32::MAX);
            self.rtu.refused_unheard(self.unheard.swap(0, Ordering::Relaxed));
            // A scan that could not be stored is made good by the next; that it happened is counted.
            if self.rtu.scan(elapsed_ms, self.clocks.counter_ms(), self.clocks.unix_ms()).is_err() {
                self.lateness.not_saved += 1;
            }
            self.show();
            // Scans that were missed are not made up for: each counts the time that has really passed.
            next = (next + between).max(Instant::now());
        }
    }

    fn end(mut self) -> Lateness {
        self.rtu.refused_unheard(self.unheard.swap(0, Ordering::Relaxed));
        if self.rtu.end(self.clocks.unix_ms()).is_err() {
            self.lateness.not_saved += 1;
        }
        self.lateness
    }

    fn answer(&mut self, asked: Asked) {
        let unix_ms = self.clocks.unix_ms();
        match asked {
            Asked::Request { who, request, reply } => {
                let done = self.rtu.request(&who, &request, unix_ms);
                self.show();
                // Whoever asked may have gone.
                let _ = reply.send(done);
            }
            Asked::Act { who, act, text, reply } => {
                let done = self.rtu.act(&who, act, &text, unix_ms);
                self.show();
                let _ = reply.send(done);
            }
            Asked::Refuse { who, slot, why } => self.rtu.refuse(&who, slot, why, unix_ms),
            Asked::Happened { since, reply } => {
                let _ = reply.send(self.rtu.happened_since(since).cloned().collect());
            }
            Asked::Stop => {}
        }
    }

    fn show(&self) {
        self.shown.send_replace(Arc::new(self.rtu.image().clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lateness_is_counted_in_powers_of_two() {
        let mut lateness = Lateness::default();
        assert_eq!((lateness.bound_us(99), lateness.bound_us(0)), (0, 0));
        for late_us in (0..98).chain([4095, 5_000_000]) {
            lateness.count(Duration::from_micros(late_us), Duration::from_secs(10));
        }
        assert_eq!(lateness.bound_us(1), 1, "one was not late at all");
        assert_eq!([50, 98, 99, 100].map(|percent| lateness.bound_us(percent)), [64, 128, 4096, 8_388_608]);
        assert_eq!((lateness.scans, lateness.late, lateness.latest_us), (100, 1, 5_000_000));
        lateness.count(Duration::MAX, Duration::from_secs(10));
        assert_eq!((lateness.bound_us(100), lateness.latest_us), (1 << 31, u64::MAX));
    }
}
