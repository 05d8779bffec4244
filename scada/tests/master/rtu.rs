//! A gate's RTU as a process, with a station whose signals are exact, and a Modbus client of its own to look at it.

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use citygate::network::{Network, NetworkScratchBuf, Node};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{SupplyClass, User};
use citygate_scada::points::layout::{Layout, from_registers};
use citygate_scada::points::list::PointList;
use tokio::runtime::Runtime;
use tokio_modbus::prelude::{Reader, SlaveContext, tcp};
use tokio_modbus::slave::Slave;

use super::tools;

/// What homes, heating, works and a chemical plant want, in m³/h.
pub type Demands = [u32; 4];

/// The same, in the order in which they are cut last to first.
const CLASSES_OF_LIBRARY: [SupplyClass; 4] =
    [SupplyClass::Residential, SupplyClass::Heating, SupplyClass::IndustrialFuel, SupplyClass::Chemical];

/// What the library grants the users of each gate of what transmission brings, where no more than the limit can come in at
/// a gate. All in dm³/h.
pub fn grants(demands: &[Demands], limits: &[u64], supply: u64) -> Vec<Vec<u64>> {
    let mut nodes = vec![Node::below(Node::ROOT)];
    let mut users = Vec::new();
    for (own, limit) in demands.iter().zip(limits) {
        nodes.push(Node::below(0).with_capacity(*limit));
        let node = nodes.len() as u32 - 1;
        let wanted = CLASSES_OF_LIBRARY.iter().zip(own);
        users.extend(wanted.map(|(class, demand)| User::new(*class, demand * 1000).at_node(node)));
    }
    let network = Network { policy: &JILIN_2024, nodes: &nodes, users: &users };
    let answer = network.allocate_owned(supply, &mut NetworkScratchBuf::new()).expect("it is shared out");
    let granted: Vec<u64> = answer.grants.iter().map(|grant| grant.granted().into()).collect();
    granted.chunks(CLASSES.len()).map(<[u64]>::to_vec).collect()
}

const CLASSES: [&str; 4] = ["residential", "heating", "industrial_fuel", "chemical"];

/// A second of the test is ten of the station, so that it scans once a second.
const RTU: &str = r#"
[rtu]
scenario = "station.toml"
state = "state"
speed = 10

[rtu.allotment]
lowest_m3_per_h = 0
time_to_live_s = 80
last_good_s = 100
change_m3_per_h_per_s = 20
"#;

const SCENARIO: &str = r#"
format = 1
title = "a gate"
source = "made up for a test"
unit = "m3/h"
policy = "jilin-2024"
supply = 40000.0
normal_supply = 40000.0

[exercise]
end_h = 48.0

[station]
seed = 1
scan_s = 10

# Set-points follow at once, so that they are the grants.
[station.all]
dead_band_percent = 0
ramp_percent_per_min = 0
restore_hold_min = 0
window_h = 0

[[timeline]]
at_h = 0.0
supply = 40000.0
"#;

pub struct RealRtu {
    pub directory: tempfile::TempDir,
    /// Where the master reaches it.
    pub for_master: SocketAddr,
    pub view: SocketAddr,
    pub layout: Layout,
    runtime: Runtime,
    child: Option<Child>,
}

fn scenario(demands: &Demands) -> String {
    let mut text = SCENARIO.to_owned();
    for (class, demand) in CLASSES.iter().zip(demands) {
        text += &format!("\n[[user]]\nid = \"{}\"\nname = \"{class}\"\n", class.replace('_', "-"));
        text += &format!("class = \"{class}\"\ndemand = {demand}\n");
    }
    text
}

impl RealRtu {
    pub fn new(number: usize, demands: &Demands) -> RealRtu {
        RealRtu::edited(number, demands, |_, configuration| configuration)
    }

    /// With another configuration, made of the usual one and the address at which it listens.
    pub fn edited(number: usize, demands: &Demands, edit: impl FnOnce(IpAddr, String) -> String) -> RealRtu {
        let directory = tempfile::tempdir().expect("a directory");
        let address = IpAddr::from(tools::own_address());
        let (for_master, view) = (SocketAddr::new(address, 1502), SocketAddr::new(address, 1503));
        let station = RTU.replace("speed", &format!("station_number = {}\nspeed", number + 1));
        let faces = format!(
            "\n[[modbus]]\ntcp = \"{for_master}\"\nrole = \"master\"\n\
             \n[[modbus]]\ntcp = \"{view}\"\nrole = \"view\"\n"
        );
        let configuration = edit(address, station + &faces);
        fs::write(directory.path().join("rtu.toml"), configuration).expect("the configuration is written");
        fs::write(directory.path().join("station.toml"), scenario(demands)).expect("the scenario is written");
        let layout = Layout::new(PointList::load().expect("the list is sound"), demands.len());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        RealRtu {
            directory,
            for_master,
            view,
            layout: layout.expect("users fit"),
            runtime: runtime.expect("a runtime"),
            child: None,
        }
    }

    pub fn start(&mut self) {
        assert!(self.child.is_none());
        let log = fs::File::create(self.directory.path().join("log")).expect("a file");
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_citygate-rtu")));
        command.arg(self.directory.path().join("rtu.toml")).stdin(Stdio::null());
        command.stdout(log.try_clone().expect("the same file")).stderr(log);
        self.child = Some(command.spawn().expect("it starts"));
    }

    pub fn kill(&mut self) {
        let mut child = self.child.take().expect("it runs");
        child.kill().expect("it can be killed");
        child.wait().expect("it has ended");
    }

    /// The number of a point; nothing while the RTU does not answer, or has none.
    pub fn number(&self, name: &str, user: Option<usize>) -> Option<u64> {
        let place = self.layout.find(name, user).unwrap_or_else(|| panic!("no point {name}"));
        let slot = &self.layout.slots[place];
        let (form, count) = (slot.point.form, slot.point.form.registers());
        let words = self.runtime.block_on(async {
            let mut client = tcp::connect_slave(self.view, Slave(1)).await.ok()?;
            client.set_slave(Slave(1));
            let words = if slot.point.is_written() {
                client.read_holding_registers(slot.register, count).await
            } else {
                client.read_input_registers(slot.register, count).await
            };
            words.ok()?.ok()
        })?;
        from_registers(form, &words).map(|(number, _)| number).filter(|number| *number < form.largest())
    }

    /// The set-points of all users, in dm³/h.
    pub fn set_points(&self) -> Option<Vec<u64>> {
        (0..CLASSES.len()).map(|user| self.number("set_point", Some(user))).collect()
    }
}

impl Drop for RealRtu {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        if std::thread::panicking() {
            let log = fs::read_to_string(self.directory.path().join("log"));
            println!("the RTU said:\n{}", log.unwrap_or_default());
        }
    }
}
