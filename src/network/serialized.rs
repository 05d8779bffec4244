//! The serialized form of a node: what is not there is left out, not a number that stands for it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::node::Node;
use crate::units::Total;

#[derive(Serialize, Deserialize)]
#[serde(rename = "Node", deny_unknown_fields)]
struct NodeForm {
    /// None: unlimited.
    #[serde(default)]
    capacity: Option<Total>,
    #[serde(default)]
    source: Total,
    /// None: the root.
    #[serde(default)]
    parent: Option<u32>,
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = NodeForm {
            capacity: Some(self.capacity).filter(|capacity| *capacity != Node::UNLIMITED),
            source: self.source,
            parent: Some(self.parent).filter(|parent| *parent != Node::ROOT),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        let NodeForm { capacity, source, parent } = NodeForm::deserialize(deserializer)?;
        Ok(Node::below(parent.unwrap_or(Node::ROOT))
            .with_capacity(capacity.unwrap_or(Node::UNLIMITED))
            .with_source(source))
    }
}
