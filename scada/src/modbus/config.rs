//! What a Modbus listener is told.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use crate::access::Role;

/// One listener: a section `[[modbus]]` of the configuration file. Modbus knows no users; whoever reaches a listener has its
/// role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModbusConfig {
    /// Where it listens; or else `serial`.
    pub tcp: Option<SocketAddr>,
    /// How many connections there can be at once: 1 to 1,000.
    pub connections: Option<usize>,
    /// A connection that asks nothing for so long is closed: 1 to 86,400 s.
    pub idle_s: Option<u64>,
    /// The serial port.
    pub serial: Option<PathBuf>,
    pub baud: Option<u32>,
    pub parity: Option<Parity>,
    pub stop_bits: Option<u8>,
    /// The unit that it answers as, 1 to 247; requests for others get no answer.
    #[serde(default = "one")]
    pub unit: u8,
    pub role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parity {
    None,
    Even,
    Odd,
}

/// A listener whose settings are right.
#[derive(Clone, Debug)]
pub enum Listener {
    Tcp { at: SocketAddr, connections: usize, idle: Duration },
    Serial { port: PathBuf, baud: u32, parity: Parity, stop_bits: u8 },
}

fn one() -> u8 {
    1
}

impl ModbusConfig {
    /// # Errors
    ///
    /// What is wrong, and what would be right.
    pub fn listener(&self) -> Result<Listener, &'static str> {
        if !(1..=247).contains(&self.unit) {
            return Err("unit: write 1 to 247");
        }
        match (self.tcp, &self.serial) {
            (Some(at), None) => self.tcp(at),
            (None, Some(port)) => self.serial(port.clone()),
            _ => Err("write one of tcp and serial; each listener has a section of its own"),
        }
    }

    fn tcp(&self, at: SocketAddr) -> Result<Listener, &'static str> {
        if self.baud.is_some() || self.parity.is_some() || self.stop_bits.is_some() {
            return Err("baud, parity and stop_bits belong to serial");
        }
        let (connections, idle_s) = (self.connections.unwrap_or(16), self.idle_s.unwrap_or(60));
        if !(1..=1000).contains(&connections) {
            return Err("connections: write 1 to 1000");
        }
        if !(1..=86_400).contains(&idle_s) {
            return Err("idle_s: write 1 to 86400");
        }
        Ok(Listener::Tcp { at, connections, idle: Duration::from_secs(idle_s) })
    }

    /// What is not stated is as Modbus over Serial Line V1.02 §2.5.1 and §3.3.2 have it: 19,200 bit/s, 11 bits to a character.
    fn serial(&self, port: PathBuf) -> Result<Listener, &'static str> {
        if self.connections.is_some() || self.idle_s.is_some() {
            return Err("connections and idle_s belong to tcp");
        }
        let (baud, parity) = (self.baud.unwrap_or(19_200), self.parity.unwrap_or(Parity::Even));
        let stop_bits = self.stop_bits.unwrap_or(if parity == Parity::None { 2 } else { 1 });
        if !(300..=4_000_000).contains(&baud) {
            return Err("baud: write 300 to 4000000");
        }
        if !(1..=2).contains(&stop_bits) {
            return Err("stop_bits: write 1 or 2");
        }
        Ok(Listener::Serial { port, baud, parity, stop_bits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listener(text: &str) -> Result<Listener, String> {
        let config: ModbusConfig = toml::from_str(text).map_err(|error| error.to_string())?;
        config.listener().map_err(str::to_owned)
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, wrong) in [
            ("role = 'view'", "one of tcp and serial"),
            ("role = 'view'\ntcp = '127.0.0.1:1'\nserial = '/dev/tty'", "one of tcp and serial"),
            ("role = 'view'\ntcp = '127.0.0.1:1'\nunit = 0", "unit"),
            ("role = 'view'\ntcp = '127.0.0.1:1'\nunit = 248", "unit"),
            ("role = 'view'\ntcp = '127.0.0.1:1'\nbaud = 9600", "belong to serial"),
            ("role = 'view'\ntcp = '127.0.0.1:1'\nconnections = 0", "connections"),
            ("role = 'view'\ntcp = '127.0.0.1:1'\nidle_s = 0", "idle_s"),
            ("role = 'view'\nserial = '/dev/tty'\nidle_s = 1", "belong to tcp"),
            ("role = 'view'\nserial = '/dev/tty'\nbaud = 1", "baud"),
            ("role = 'view'\nserial = '/dev/tty'\nstop_bits = 3", "stop_bits"),
            ("role = 'view'\nserial = '/dev/tty'\nparity = 'mark'", "parity"),
            ("role = 'root'\ntcp = '127.0.0.1:1'", "role"),
            ("tcp = '127.0.0.1:1'", "role"),
            ("role = 'view'\ntcp = 'gate:502'", "tcp"),
        ] {
            let said = listener(text).expect_err(text);
            assert!(said.contains(wrong), "{text}: {said}");
        }
    }

    #[test]
    fn what_is_not_stated_is_stated_here() {
        let tcp = listener("role = 'view'\ntcp = '127.0.0.1:1502'").expect("a listener");
        assert!(matches!(tcp, Listener::Tcp { connections: 16, idle, .. } if idle.as_secs() == 60));
        let serial = listener("role = 'view'\nserial = '/dev/ttyUSB0'").expect("a listener");
        assert!(matches!(serial, Listener::Serial { baud: 19_200, parity: Parity::Even, stop_bits: 1, .. }));
        let serial = listener("role = 'view'\nserial = '/dev/ttyUSB0'\nparity = 'none'").expect("a listener");
        assert!(matches!(serial, Listener::Serial { stop_bits: 2, .. }));
    }
}
