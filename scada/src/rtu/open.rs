//! Opens an RTU, and goes on from its state.

use std::path::{Path, PathBuf};

use citygate::event::JournalKey;
use citygate::station::{Quality, SignalSettings};
use citygate_drill::solve::controller::adapter::{Controller, Hysteresis};
use citygate_drill::solve::controller::plant::Plant;
use citygate_drill::solve::error::SolveError;
use thiserror::Error;

use super::config::{ConfigError, RtuConfig, SignalSource};
use super::event::EventFeed;
use super::happened::Log;
use super::image::Image;
use super::memory::Memory;
use super::note::RtuNote;
use super::signals::{MasterField, UserField, Written};
use super::station::Rtu;
use super::store::{Found, Store};
use crate::points::layout::Layout;
use crate::points::list::PointList;

/// Why an RTU could not be started.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("{0}")]
    Solve(#[from] SolveError),
    #[error("the state in {0}: {1}")]
    Store(PathBuf, std::io::Error),
    #[error("the state in {0}: {1}")]
    State(PathBuf, String),
}

impl Rtu {
    /// Opens a station, and goes on from its state if there is one. `counter_ms` counts milliseconds of the station's time
    /// and may wrap; paths are relative to `directory`.
    ///
    /// # Errors
    ///
    /// What is wrong with the configuration, the scenario or the state; nothing is changed then.
    pub fn open(
        config: RtuConfig,
        directory: &Path,
        key: Option<JournalKey>,
        counter_ms: u32,
        unix_ms: u64,
    ) -> Result<Rtu, OpenError> {
        config.check()?;
        let scenario = config.scenario(directory)?;
        let wrong = |text: &str| OpenError::Config(ConfigError::Wrong(text.to_owned()));
        let plan = scenario.station.clone().ok_or_else(|| wrong("the scenario has no [station]"))?;
        let list = PointList::load().map_err(|error| wrong(&error.to_string()))?;
        let layout = Layout::new(list, scenario.users.len())
            .ok_or_else(|| wrong("too many users for the registers"))?;
        let mut controller = Controller::open(&scenario, &plan, Hysteresis::AsSet)?;
        let highest = controller.settings().supply.highest;
        if highest >= u64::from(u32::MAX) {
            return Err(wrong("the supply does not fit in two registers; it is at most 4,294,967 m3/h"));
        }
        if let Some(capacity) = capacity(&config, highest)? {
            controller.limit(capacity)?;
        }
        let state = directory.join(&config.state);
        let of_store = |error| OpenError::Store(state.clone(), error);
        let (mut store, found) = Store::open(&state).map_err(of_store)?;
        let station = u64::from(config.station_number);
        let event = EventFeed::open(&scenario, station, key, &found, counter_ms, unix_ms)
            .map_err(|error| OpenError::State(state.clone(), error))?;
        // Before there is a journal, which cannot go on without it.
        if found.event.is_none() {
            store.save_event(&event.session().save()).map_err(of_store)?;
        }
        let plant = match (config.signals, &scenario.timeline) {
            (SignalSource::Field, _) => None,
            (_, Some(timeline)) => Some(Plant::new(&scenario, &plan, timeline, controller.set_points())),
            (_, None) => {
                return Err(wrong("simulated signals come from a time line; add [exercise] to the scenario"));
            }
        };
        let storage = config.storage.map(|storage| Written {
            number: storage.content_m3.into(),
            quality: Quality::Good,
            at_ms: 0,
        });
        let users = scenario.users.len();
        let mut rtu = Rtu {
            layout,
            controller,
            plant,
            fields: vec![UserField::default(); users],
            supply: None,
            storage,
            master: MasterField::default(),
            event,
            store,
            scan_count: 0,
            result: None,
            memory: Memory::of(&found.records),
            refused: 0,
            refused_noted_ms: None,
            happened: Log::default(),
            image: Image { now_ms: 0, unix_ms, values: Vec::new(), alarms: Vec::new() },
            config,
            plan,
            scenario,
        };
        rtu.go_on(&found).map_err(|error| OpenError::State(state, error))?;
        rtu.show(unix_ms);
        Ok(rtu)
    }

    /// Goes on from the newest snapshot, and puts on record that it does.
    fn go_on(&mut self, found: &Found) -> Result<(), String> {
        let Some(snapshot) = &found.snapshot else {
            // A snapshot is stored before the first record is.
            return match found.records.is_empty() {
                true => Ok(()),
                false => Err("there is a journal, but no snapshot that can be read; put snapshot-0 or snapshot-1 back, or begin \
                              anew in an empty directory"
                    .to_owned()),
            };
        };
        let restored = self.controller.restore(snapshot, None);
        if restored.is_err() {
            self.controller.adopt(snapshot, None).map_err(|error| error.to_string())?;
        }
        let note = RtuNote::WentOn { records_made_good: found.made_good as u64 };
        self.event.note(&note.entry()).map_err(|error| error.to_string())
    }
}

/// The capacity's settings where dispatch allots.
fn capacity(config: &RtuConfig, highest: u64) -> Result<Option<SignalSettings>, OpenError> {
    let Some(stated) = config.allotment else { return Ok(None) };
    let lowest = u64::from(stated.lowest_m3_per_h) * 1000;
    if lowest > highest {
        let text =
            "allotment.lowest_m3_per_h: it is above the highest supply; state what dispatch guarantees";
        return Err(OpenError::Config(ConfigError::Wrong(text.to_owned())));
    }
    let ms = |seconds: u32| seconds.saturating_mul(1000);
    Ok(Some(SignalSettings {
        time_to_live_ms: ms(stated.time_to_live_s),
        last_good_ms: ms(stated.last_good_s),
        change_per_s: u64::from(stated.change_m3_per_h_per_s) * 1000,
        ..SignalSettings::between(lowest, highest)
    }))
}
