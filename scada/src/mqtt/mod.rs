//! The MQTT publisher: every point as a retained message. It takes no commands.
//!
//! Nothing waits in a queue while the broker is away: old values would come out late, as if they were new. What is published is
//! the difference between what the broker has and what the RTU shows, so that what does not fit in the queue follows later.

pub mod config;

use std::path::Path;
use std::time::Duration;

use citygate::station::Quality;
use rumqttc::{AsyncClient, ConnectionError, Event, EventLoop, MqttOptions, Outgoing, Packet, QoS};
use serde::Serialize;
use tokio::sync::{Notify, watch};
use tokio::time::sleep;

use self::config::{MqttConfig, OFFLINE, ONLINE, status_topic};
use crate::points::names::mqtt_topic;
use crate::rtu::image::{Image, Value};
use crate::rtu::service::RtuHandle;
use crate::serve::{ServeError, Stop};

/// So many messages can wait to be sent.
const QUEUE: usize = 256;
/// After a failure it is tried again so much later.
const AGAIN: Duration = Duration::from_secs(1);

fn failed(why: impl ToString) -> ServeError {
    ServeError::new("mqtt", why)
}

/// How to connect, as it is configured.
///
/// # Errors
///
/// What is wrong with the configuration.
pub fn options(config: &MqttConfig, directory: &Path, station: u32) -> Result<MqttOptions, ServeError> {
    config.options(directory, station).map_err(failed)
}

/// Publishes until the program stops.
///
/// # Errors
///
/// The station has stopped. A broker that is not there is no error; it is tried again and again.
pub async fn publish(
    options: MqttOptions,
    station: u32,
    rtu: RtuHandle,
    stop: Stop,
) -> Result<(), ServeError> {
    let (client, events) = AsyncClient::new(options, QUEUE);
    // The number of the connection, 0 while there is none.
    let (connection, connected) = watch::channel(0u64);
    let room = Notify::new();
    let line = Line { client: client.clone(), station, room: &room, connection };
    let mut publisher = Publisher::new(client, station, &rtu);
    tokio::select! {
        () = line.hold(events, stop) => Ok(()),
        () = publisher.follow(&rtu, connected, &room) => Err(failed("the station has stopped")),
    }
}

/// A message.
#[derive(Serialize)]
struct Message {
    /// Nothing where there is nothing to tell.
    value: Option<u64>,
    quality: &'static str,
    /// Since when, by the station's clock.
    unix_ms: u64,
}

fn message(value: Value, unix_ms: u64) -> String {
    let quality: Quality = value.quality;
    let message = Message { value: value.number, quality: quality.name(), unix_ms };
    // Numbers and names are always written.
    serde_json::to_string(&message).unwrap_or_default()
}

/// Holds the connection.
struct Line<'a> {
    client: AsyncClient,
    station: u32,
    /// There is room in the queue again.
    room: &'a Notify,
    connection: watch::Sender<u64>,
}

impl Line<'_> {
    /// Connects, again and again, until the program stops.
    async fn hold(self, mut events: EventLoop, mut stop: Stop) {
        let mut connections = 0;
        let mut is_told = false;
        loop {
            let event = tokio::select! {
                event = events.poll() => event,
                () = stop.told() => return self.leave(events).await,
            };
            match event {
                Ok(Event::Incoming(Packet::ConnAck(_))) => {
                    (connections, is_told) = (connections + 1, false);
                    self.connection.send_replace(connections);
                }
                Ok(_) => self.room.notify_one(),
                Err(error) => {
                    self.connection.send_replace(0);
                    events.clean();
                    events.pending.clear();
                    if !is_told {
                        tell(&error);
                        is_told = true;
                    }
                    tokio::select! {
                        () = sleep(AGAIN) => {}
                        () = stop.told() => return,
                    }
                }
            }
        }
    }

    /// Who takes his leave has no last will.
    async fn leave(self, mut events: EventLoop) {
        if *self.connection.borrow() == 0 {
            return;
        }
        let topic = status_topic(self.station);
        let say = || self.client.try_publish(&topic, QoS::AtLeastOnce, true, OFFLINE);
        let mut is_said = false;
        loop {
            if !is_said {
                is_said = say().is_ok() && self.client.try_disconnect().is_ok();
            }
            match events.poll().await {
                Ok(Event::Outgoing(Outgoing::Disconnect)) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}

fn tell(error: &ConnectionError) {
    eprintln!("citygate-rtu: mqtt: {error}; it is tried again");
}

/// What the broker has of this connection.
struct Publisher {
    client: AsyncClient,
    status: String,
    topics: Vec<String>,
    published: Vec<Option<Value>>,
    /// Where to begin.
    next: usize,
    is_said: bool,
}

impl Publisher {
    fn new(client: AsyncClient, station: u32, rtu: &RtuHandle) -> Publisher {
        let topics: Vec<String> = rtu.layout().slots.iter().map(|slot| mqtt_topic(station, slot)).collect();
        let published = vec![None; topics.len()];
        Publisher { client, status: status_topic(station), topics, published, next: 0, is_said: false }
    }

    /// Publishes what changes, and all after a new connection; ends with the station.
    async fn follow(&mut self, rtu: &RtuHandle, mut connected: watch::Receiver<u64>, room: &Notify) {
        let mut images = rtu.images();
        let mut connection = 0;
        loop {
            let now = *connected.borrow_and_update();
            if now != connection {
                connection = now;
                self.is_said = false;
                self.published.fill(None);
            }
            let image = images.borrow_and_update().clone();
            let is_all = connection == 0 || self.publish(&image);
            tokio::select! {
                changed = images.changed() => if changed.is_err() { return },
                // The other end is held for as long as this one.
                _ = connected.changed() => {}
                () = room.notified(), if !is_all => {}
            }
        }
    }

    /// Whether all has gone into the queue.
    fn publish(&mut self, image: &Image) -> bool {
        if !self.is_said {
            self.is_said = self.client.try_publish(&self.status, QoS::AtLeastOnce, true, ONLINE).is_ok();
        }
        if !self.is_said {
            return false;
        }
        // From where the queue was full last time, so that every point has its turn.
        let places = (self.next..self.topics.len()).chain(0..self.next);
        for place in places {
            let (Some(topic), Some(published), Some(value)) =
                (self.topics.get(place), self.published.get_mut(place), image.values.get(place))
            else {
                continue;
            };
            if *published == Some(*value) {
                continue;
            }
            let payload = message(*value, image.unix_ms);
            if self.client.try_publish(topic, QoS::AtMostOnce, true, payload).is_err() {
                self.next = place;
                return false;
            }
            *published = Some(*value);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_json() {
        let value = Value { number: Some(5), quality: Quality::Uncertain };
        assert_eq!(message(value, 17), r#"{"value":5,"quality":"uncertain","unix_ms":17}"#);
        assert_eq!(message(Value::NONE, 17), r#"{"value":null,"quality":"good","unix_ms":17}"#);
    }
}
