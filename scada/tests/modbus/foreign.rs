//! mbpoll, a client that people use (Debian), over TCP and over a line made of two pseudo-terminals of socat, with the commands of
//! docs/scada.md.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use citygate_scada::access::Role;
use citygate_scada::modbus::config::Parity;
use citygate_scada::modbus::serial::Line;
use tokio_serial::SerialPortBuilderExt;

use crate::served::{Served, served};
use crate::tools;

/// What it says, and whether it succeeded.
async fn mbpoll(arguments: &[&str]) -> Option<(bool, String)> {
    let program = tools::program("mbpoll", "mbpoll")?;
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    let done = tokio::task::spawn_blocking(move || Command::new(program).args(arguments).output());
    let done = done.await.expect("it runs").expect("it starts");
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    Some((done.status.success(), said))
}

/// Reads, writes a whole point, and is refused half a point, what is only read, and what is beyond the map.
async fn all_of(served: &Served, way: &[&str], place: &str) {
    let ask = async |kind: &[&str], words: &[&str]| {
        let arguments = [&["-1", "-q", "-0", "-o", "5"], way, kind, &[place], words].concat();
        mbpoll(&arguments).await.expect("it was there")
    };
    let (done, said) = ask(&["-t", "3", "-r", "0", "-c", "2"], &[]).await;
    assert!(done && said.contains("[0]: \t1") && said.contains("[1]: \t7"), "{said}");
    let (done, said) = ask(&["-t", "4", "-r", "3"], &["1", "2", "0"]).await;
    assert!(done, "{said}");
    assert_eq!(served.number("measured_storage", None), Some(65_538));
    let (done, said) = ask(&["-t", "4:int", "-B", "-r", "3", "-c", "1"], &[]).await;
    assert!(done && said.contains("65538"), "{said}");
    for (register, words) in
        [("3", &["9"][..]), ("4", &["9", "0"]), ("10", &["0", "1", "0"]), ("4000", &["1"])]
    {
        let (done, said) = ask(&["-t", "4", "-r", register], words).await;
        assert!(!done && said.contains("Illegal data address"), "{register}: {said}");
    }
    let (done, said) = ask(&["-t", "0", "-r", "0", "-c", "1"], &[]).await;
    assert!(!done && said.contains("Illegal function"), "{said}");
    assert_eq!(served.number("measured_storage", None), Some(65_538), "what was refused has changed nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn mbpoll_over_tcp() {
    if tools::program("mbpoll", "mbpoll").is_none() {
        return;
    }
    let served = served();
    let port = served.listen(Role::Field).await.port().to_string();
    all_of(&served, &["-m", "tcp", "-p", &port], "127.0.0.1").await;
}

/// A line of two ends, which is there until it is dropped.
struct Wire(Child);

impl Drop for Wire {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn wire(ends: [&Path; 2]) -> Option<Wire> {
    let program = tools::program("socat", "socat")?;
    let end = |path: &Path| format!("pty,raw,echo=0,link={}", path.display());
    let child = Command::new(program).args(ends.map(end)).stdin(Stdio::null()).spawn().expect("it starts");
    tools::until("both ends are there", || ends.iter().all(|path| path.exists()).then_some(()));
    Some(Wire(child))
}

#[tokio::test(flavor = "multi_thread")]
async fn mbpoll_over_a_serial_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let [ours, theirs] = ["rtu", "client"].map(|name| directory.path().join(name));
    if tools::program("mbpoll", "mbpoll").is_none() {
        return;
    }
    let Some(_wire) = wire([&ours, &theirs]) else { return };
    let served = served();
    let ours = ours.to_string_lossy().into_owned();
    let port = tokio_serial::new(ours, 19_200).open_native_async().expect("the end opens");
    let line = Line { port: "rtu".into(), baud: 19_200, parity: Parity::Even, stop_bits: 1 };
    let face = served.face(Role::Field);
    tokio::spawn(async move { line.serve(port, face).await });
    let place = theirs.to_string_lossy().into_owned();
    all_of(&served, &["-m", "rtu", "-b", "19200", "-P", "even", "-a", "1"], &place).await;
}
