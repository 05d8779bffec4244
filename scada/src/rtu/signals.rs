//! The signals of a scan: from the field as they were written, and how old they are by now.

use citygate::station::{Quality, Signal, UserSignals, Valve};

/// A value that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub number: u64,
    pub quality: Quality,
    /// When, in the station's time.
    pub at_ms: u64,
}

impl Written {
    /// As a signal at a moment; bad if it was never written.
    pub fn signal(written: Option<Written>, now_ms: u64) -> Signal {
        let Some(Written { number, quality, at_ms }) = written else { return Signal::bad() };
        let age_ms = u32::try_from(now_ms.saturating_sub(at_ms)).unwrap_or(u32::MAX);
        Signal::good(number).with_quality(quality).aged(age_ms)
    }
}

/// What the field wrote of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserField {
    pub demand: Option<Written>,
    pub flow: Option<Written>,
    pub valve: Option<Written>,
}

impl UserField {
    /// A valve of which nothing was heard is not available.
    pub fn signals(&self, now_ms: u64) -> UserSignals {
        let is_available = self.valve.is_some_and(|valve| valve.number == u64::from(Valve::Available.code()));
        let valve = if is_available { Valve::Available } else { Valve::NotAvailable };
        let signal = |written| Written::signal(written, now_ms);
        UserSignals::new(signal(self.demand), signal(self.flow)).with_valve(valve)
    }
}

/// The master: what it allots, and when it was last heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MasterField {
    pub allotment: Option<Written>,
    pub heartbeat: Option<u64>,
    /// When its heartbeat last changed, in the station's time.
    pub heard_ms: Option<u64>,
}

impl MasterField {
    /// Takes a heartbeat: only one that changes is one.
    pub fn beat(&mut self, number: u64, now_ms: u64) {
        if self.heartbeat != Some(number) {
            (self.heartbeat, self.heard_ms) = (Some(number), Some(now_ms));
        }
    }

    /// What it allots is as old as its last heartbeat: it stands for as long as the master is there.
    pub fn allotment(&self, now_ms: u64) -> Signal {
        let heard = self.allotment.zip(self.heard_ms);
        Written::signal(heard.map(|(written, heard_ms)| Written { at_ms: heard_ms, ..written }), now_ms)
    }

    pub fn silence_ms(&self, now_ms: u64) -> Option<u64> {
        self.heard_ms.map(|heard| now_ms.saturating_sub(heard))
    }
}

/// A signal as somebody would have written it.
pub fn signal_as_written(signal: &Signal, now_ms: u64) -> Written {
    let at_ms = now_ms.saturating_sub(signal.age_ms.into());
    Written { number: signal.value.min(u32::MAX.into()), quality: signal.quality(), at_ms }
}

/// The same of a user.
pub fn as_written(signals: &UserSignals, now_ms: u64) -> UserField {
    let valve: Valve = signals.valve();
    UserField {
        demand: Some(signal_as_written(&signals.demand, now_ms)),
        flow: Some(signal_as_written(&signals.flow, now_ms)),
        valve: Some(Written { number: valve.code().into(), quality: Quality::Good, at_ms: now_ms }),
    }
}
