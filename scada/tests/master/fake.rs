//! A gate's RTU with registers of the test's choice, which can also do what no RTU should.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use citygate::station::{Mode, Quality, Standing};
use citygate::user::SupplyClass;
use citygate_scada::points::layout::{Layout, to_registers};
use citygate_scada::points::list::PointList;

/// What it does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Answers,
    /// Takes it, and never answers.
    Silent,
    /// Takes it, and ends the connection.
    HangsUp,
    /// Answers with this exception.
    Exception(u8),
    /// Answers writes with this exception.
    RefusesWrites(u8),
    /// Carries a write out, but does not answer it.
    ForgetsToAnswerWrites,
    /// Answers byte by byte.
    Trickles,
    /// Answers with bytes that are no answer.
    Babbles,
}

/// A user, in dm³/h.
#[derive(Clone, Copy)]
pub struct FakeUser {
    pub class: SupplyClass,
    pub contracted: u32,
    pub wants: u32,
    pub quality: Quality,
    pub minimum: u32,
    pub on_off: bool,
    pub standing: Standing,
    pub set_point: u32,
    pub draws: u32,
}

impl FakeUser {
    pub fn new(class: SupplyClass, wants: u32) -> FakeUser {
        FakeUser {
            class,
            contracted: wants * 2,
            wants,
            quality: Quality::Good,
            minimum: 0,
            on_off: false,
            standing: Standing::Shared,
            set_point: wants,
            draws: wants,
        }
    }
}

pub struct State {
    pub layout: Layout,
    pub inputs: Vec<u16>,
    pub holdings: Vec<u16>,
    pub manner: Manner,
    /// Whether its scans go on.
    pub scans: bool,
    pub writes: u64,
    scan_count: u64,
}

/// Called with the allotments before and after a write.
pub type OnWrite = Arc<dyn Fn(usize, Option<u32>, Option<u32>) + Send + Sync>;

pub struct Fake {
    pub port: u16,
    state: Arc<Mutex<State>>,
    is_ended: Arc<AtomicBool>,
}

impl Fake {
    pub fn new(users: &[FakeUser]) -> Fake {
        Fake::watched(users, 0, Arc::new(|_, _, _| ()))
    }

    /// `on_write` is told the number of the gate, too.
    pub fn watched(users: &[FakeUser], gate: usize, on_write: OnWrite) -> Fake {
        let layout =
            Layout::new(PointList::load().expect("the list is sound"), users.len()).expect("users fit");
        let mut state = State {
            inputs: vec![0; layout.register_count(false)],
            holdings: vec![0; layout.register_count(true)],
            layout,
            manner: Manner::Answers,
            scans: true,
            writes: 0,
            scan_count: 0,
        };
        state.set("map_version", None, state.layout.list.map_version.into(), Quality::Good);
        state.set("user_count", None, users.len() as u64, Quality::Good);
        state.set("mode", None, Mode::Automatic.code().into(), Quality::Good);
        state.set("supply", None, 50_000_000, Quality::Good);
        state.set("stated_allotment", None, u32::MAX.into(), Quality::Bad);
        for (user, own) in users.iter().enumerate() {
            state.set_user(user, own);
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (state, is_ended) = (Arc::new(Mutex::new(state)), Arc::new(AtomicBool::new(false)));
        let (served, ended) = (state.clone(), is_ended.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                let (served, ended, on_write) = (served.clone(), ended.clone(), on_write.clone());
                thread::spawn(move || while serve(&stream, &served, &ended, gate, &on_write).is_ok() {});
            }
        });
        Fake { port, state, is_ended }
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panicked")
    }

    /// What was allotted to it, in dm³/h.
    pub fn allotment(&self) -> Option<u32> {
        self.lock().allotment()
    }

    pub fn set_manner(&self, manner: Manner) {
        self.lock().manner = manner;
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.is_ended.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl State {
    pub fn set(&mut self, name: &str, user: Option<usize>, number: u64, quality: Quality) {
        let place = self.layout.find(name, user).unwrap_or_else(|| panic!("no point {name}"));
        let slot = &self.layout.slots[place];
        let words = to_registers(slot.point.form, number, quality.code());
        let registers = if slot.point.is_written() { &mut self.holdings } else { &mut self.inputs };
        registers[usize::from(slot.register)..][..words.len()].copy_from_slice(&words);
    }

    pub fn set_user(&mut self, user: usize, own: &FakeUser) {
        let good = [
            ("class", u64::from(own.class.code())),
            ("contracted", own.contracted.into()),
            ("minimum", own.minimum.into()),
            ("on_off", own.on_off.into()),
            ("standing", own.standing.code().into()),
            ("set_point", own.set_point.into()),
            ("draws", own.draws.into()),
        ];
        for (name, number) in good {
            self.set(name, Some(user), number, Quality::Good);
        }
        self.set("wants", Some(user), own.wants.into(), own.quality);
    }

    pub fn allotment(&self) -> Option<u32> {
        let place = self.layout.find("stated_allotment", None).expect("the point");
        let at = usize::from(self.layout.slots[place].register);
        let number = u32::from(self.holdings[at]) << 16 | u32::from(self.holdings[at + 1]);
        Some(number).filter(|_| self.holdings[at + 2] == 0)
    }

    pub fn heartbeat(&self) -> u16 {
        let place = self.layout.find("master_heartbeat", None).expect("the point");
        self.holdings[usize::from(self.layout.slots[place].register)]
    }

    fn scan(&mut self) {
        if self.scans {
            self.scan_count += 1;
            self.set("scan_count", None, self.scan_count, Quality::Good);
            self.set("heartbeat", None, self.scan_count & 0xffff, Quality::Good);
        }
    }

    /// The answer to a request, without its header.
    fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        let word = |at: usize| usize::from(request[at]) << 8 | usize::from(request[at + 1]);
        let (function, from, count) = (request[0], word(1), word(3));
        let exception = |code: u8| vec![function | 0x80, code];
        match (self.manner, function) {
            (Manner::Exception(code), _) | (Manner::RefusesWrites(code), 16) => return exception(code),
            _ => {}
        }
        let registers = if function == 4 { &self.inputs } else { &self.holdings };
        if registers.len() < from + count {
            return exception(2);
        }
        match function {
            3 | 4 => {
                let words = registers[from..][..count].iter().flat_map(|word| word.to_be_bytes());
                [vec![function, (2 * count) as u8], words.collect()].concat()
            }
            16 => {
                let words = request[6..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                self.holdings[from..][..count].copy_from_slice(&words.collect::<Vec<u16>>());
                self.writes += 1;
                request[..5].to_vec()
            }
            _ => exception(1),
        }
    }
}

/// Serves one request.
fn serve(
    mut stream: &TcpStream,
    state: &Mutex<State>,
    is_ended: &AtomicBool,
    gate: usize,
    on_write: &OnWrite,
) -> io::Result<()> {
    let mut header = [0; 7];
    stream.read_exact(&mut header)?;
    let mut request = vec![0; usize::from(u16::from_be_bytes([header[4], header[5]])) - 1];
    stream.read_exact(&mut request)?;
    if is_ended.load(Ordering::Relaxed) {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let mut state = state.lock().expect("nobody panicked");
    let manner = state.manner;
    match manner {
        Manner::Silent => return Ok(()),
        Manner::HangsUp => return Err(io::ErrorKind::ConnectionAborted.into()),
        _ => {}
    }
    state.scan();
    let before = state.allotment();
    let body = state.answer(&request);
    if request[0] == 16 && body[0] == 16 {
        let after = state.allotment();
        drop(state);
        on_write(gate, before, after);
        if manner == Manner::ForgetsToAnswerWrites {
            return Ok(());
        }
    } else {
        drop(state);
    }
    let length = (body.len() as u16 + 1).to_be_bytes();
    let answer = [&header[..4], &length, &header[6..], &body].concat();
    match manner {
        Manner::Trickles => {
            for byte in answer {
                stream.write_all(&[byte])?;
                thread::sleep(Duration::from_millis(40));
            }
            Ok(())
        }
        Manner::Babbles => stream.write_all(&[0xa5; 260]),
        _ => stream.write_all(&answer),
    }
}
