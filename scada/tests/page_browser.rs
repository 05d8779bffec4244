//! The operator page in a browser, as persons use it: page_browser.py.

mod page_server;
mod tools;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use page_server::Server;

/// Nobody allots, so that what is cut of the protected waits for a person from the beginning.
const ALLOTMENT: &str = "
[rtu.allotment]
lowest_m3_per_h = 12000
time_to_live_s = 30
last_good_s = 300
change_m3_per_h_per_s = 50
";

#[test]
fn persons_see_and_do_what_they_may() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (Some(modules), Some(_)) =
        (tools::python_modules("playwright"), tools::program("chromium", "chromium"))
    else {
        return;
    };
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    fs::create_dir_all(&pictures).expect("a directory");
    let server = Server::start(120, ALLOTMENT);
    let mut browser = Command::new("python3");
    browser.env("PYTHONPATH", modules).arg(here.join("tests/page_browser.py"));
    browser.arg(&server.address).arg(&pictures).stdout(Stdio::piped());
    let mut browser = browser.spawn().expect("it starts");
    let lines = BufReader::new(browser.stdout.take().expect("piped")).lines();
    let is_seen = lines.map_while(Result::ok).any(|line| line == "stop");
    drop(server);
    assert!(browser.wait().expect("it ends").success() && is_seen, "see above");
    for name in ["zh-1280.png", "zh-1920.png", "en-1280.png", "en-1920.png", "zh.pdf", "en.pdf"] {
        let size = fs::metadata(pictures.join(name)).expect("it is there").len();
        assert!(size > 10_000, "{name} has {size} bytes");
    }
}
