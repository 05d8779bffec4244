//! An RTU that is served over Modbus in this process, with a listener for every role.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use citygate_scada::access::Role;
use citygate_scada::modbus::serve_tcp;
use citygate_scada::modbus::service::Face;
use citygate_scada::points::layout::{Layout, Slot};
use citygate_scada::rtu::config::{AllotmentConfig, RtuConfig, SignalSource};
use citygate_scada::rtu::image::Image;
use citygate_scada::rtu::service::{Clocks, RtuHandle, Service, start};
use citygate_scada::rtu::station::{Happened, Rtu, What};
use tokio::net::TcpListener;
use tokio_modbus::client::{Context, Reader, Writer, tcp};
use tokio_modbus::prelude::SlaveContext;
use tokio_modbus::{ExceptionCode, Slave};

use crate::tools::{evening, refused_on_record};

pub const UNIT: u8 = 1;

/// The times that everything random is tried: `CITYGATE_TEST_TIMES`.
pub fn times() -> usize {
    std::env::var("CITYGATE_TEST_TIMES").map_or(1, |times| times.parse().expect("a number of times"))
}

pub struct Served {
    pub rtu: RtuHandle,
    pub layout: Arc<Layout>,
    service: Option<Service>,
    state: tempfile::TempDir,
}

/// An RTU with signals from the field, in real time: its image moves every ten seconds only, and by what is written.
pub fn served() -> Served {
    from(SignalSource::Field, 1)
}

pub fn from(signals: SignalSource, speed: u32) -> Served {
    let state = tempfile::tempdir().expect("a directory");
    let config = RtuConfig {
        signals,
        speed,
        allotment: Some(AllotmentConfig {
            lowest_m3_per_h: 12_000,
            time_to_live_s: 30,
            last_good_s: 300,
            change_m3_per_h_per_s: 50,
        }),
        ..evening(state.path())
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let clocks = Clocks::begin(speed, None);
    let rtu = Rtu::open(config, here, None, clocks.counter_ms(), clocks.unix_ms()).expect("it opens");
    let service = start(rtu, clocks).expect("a thread");
    let rtu = service.handle.clone();
    let layout = Arc::clone(rtu.layout());
    Served { rtu, layout, service: Some(service), state }
}

impl Served {
    pub fn face(&self, role: Role) -> Arc<Face> {
        Arc::new(Face { rtu: self.rtu.clone(), role, unit: UNIT })
    }

    pub async fn listen(&self, role: Role) -> SocketAddr {
        self.listen_with(role, 16, Duration::from_secs(60)).await
    }

    pub async fn listen_with(&self, role: Role, connections: usize, idle: Duration) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("an address");
        tokio::spawn(serve_tcp(listener, connections, idle, self.face(role)));
        at
    }

    pub async fn client(&self, role: Role) -> Client {
        Client::connect(self.listen(role).await).await
    }

    pub fn slot(&self, name: &str, user: Option<usize>) -> &Slot {
        &self.layout.slots[self.layout.find(name, user).unwrap_or_else(|| panic!("no point {name}"))]
    }

    pub fn number(&self, name: &str, user: Option<usize>) -> Option<u64> {
        self.rtu.image().value(&self.layout, name, user).unwrap_or_else(|| panic!("no point {name}")).number
    }

    pub async fn happened(&self) -> Vec<Happened> {
        self.rtu.happened_since(0).await
    }

    /// How many writes have been refused.
    pub async fn refused(&self) -> usize {
        self.happened().await.iter().filter(|happened| matches!(happened.what, What::Refused { .. })).count()
    }

    /// How many writes have been refused, as the journal has it after the end.
    pub fn refused_on_record(mut self) -> u64 {
        self.service.take().expect("it runs").stop();
        refused_on_record(self.state.path())
    }

    /// After the first scan, with everything answered that was asked before.
    pub async fn after_a_scan(&self) {
        let mut images = self.rtu.images();
        let has_scanned = |image: &Arc<Image>| {
            image.value(&self.layout, "scan_count", None).is_some_and(|scans| scans.number != Some(0))
        };
        images.wait_for(has_scanned).await.expect("it scans");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(service) = self.service.take() {
            service.stop();
        }
    }
}

/// A client of another make.
pub struct Client(pub Context);

pub type Answer<T> = Result<T, ExceptionCode>;

impl Client {
    pub async fn connect(at: SocketAddr) -> Client {
        Client(tcp::connect_slave(at, Slave(UNIT)).await.expect("a connection"))
    }

    pub fn ask_unit(&mut self, unit: u8) {
        self.0.set_slave(Slave(unit));
    }

    pub async fn input(&mut self, address: u16, count: u16) -> Answer<Vec<u16>> {
        self.0.read_input_registers(address, count).await.expect("an answer")
    }

    pub async fn holding(&mut self, address: u16, count: u16) -> Answer<Vec<u16>> {
        self.0.read_holding_registers(address, count).await.expect("an answer")
    }

    pub async fn bits(&mut self, address: u16, count: u16) -> Answer<Vec<bool>> {
        self.0.read_discrete_inputs(address, count).await.expect("an answer")
    }

    pub async fn write(&mut self, address: u16, words: &[u16]) -> Answer<()> {
        self.0.write_multiple_registers(address, words).await.expect("an answer")
    }

    pub async fn write_one(&mut self, address: u16, word: u16) -> Answer<()> {
        self.0.write_single_register(address, word).await.expect("an answer")
    }

    /// That it is served as ever.
    pub async fn is_well(&mut self, served: &Served) {
        let version = served.layout.list.map_version;
        let answer = tokio::time::timeout(Duration::from_secs(10), self.input(0, 1)).await;
        assert_eq!(answer.expect("an answer in time"), Ok(vec![version]));
    }
}
