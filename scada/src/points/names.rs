//! What points are called on faces that have names and not numbers. Users are counted from 0.

use super::layout::Slot;

/// The node of OPC UA: `ns=2;s=station.supply`, `ns=2;s=users.3.set_point`.
pub fn opc_ua_id(slot: &Slot) -> String {
    match slot.user {
        None => format!("ns=2;s=station.{}", slot.name),
        Some(user) => format!("ns=2;s=users.{user}.{}", slot.name),
    }
}

/// The topic of MQTT at the station with this number: `citygate/7/supply`, `citygate/7/users/3/set_point`.
pub fn mqtt_topic(station: u32, slot: &Slot) -> String {
    match slot.user {
        None => format!("citygate/{station}/{}", slot.name),
        Some(user) => format!("citygate/{station}/users/{user}/{}", slot.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::layout::Layout;
    use crate::points::list::PointList;

    #[test]
    fn names_are_the_documented_ones_and_no_two_are_the_same() {
        let layout = Layout::new(PointList::load().expect("a sound list"), 12).expect("a layout");
        let slot = |name, user| &layout.slots[layout.find(name, user).expect("a point")];
        assert_eq!(opc_ua_id(slot("supply", None)), "ns=2;s=station.supply");
        assert_eq!(opc_ua_id(slot("set_point", Some(3))), "ns=2;s=users.3.set_point");
        assert_eq!(mqtt_topic(7, slot("supply", None)), "citygate/7/supply");
        assert_eq!(mqtt_topic(7, slot("set_point", Some(11))), "citygate/7/users/11/set_point");
        for names in [
            layout.slots.iter().map(opc_ua_id).collect::<std::collections::BTreeSet<_>>(),
            layout.slots.iter().map(|slot| mqtt_topic(7, slot)).collect(),
        ] {
            assert_eq!(names.len(), layout.slots.len());
        }
    }
}
