//! Shows images in the address space, and hands writes and calls to the RTU.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use opcua::server::SubscriptionCache;
use opcua::server::address_space::{AddressSpace, NodeType};
use opcua::server::diagnostics::NamespaceMetadata;
use opcua::server::node_manager::memory::InMemoryNodeManagerImpl;
use opcua::server::node_manager::{MethodCall, ParsedWriteValue, RequestContext, ServerContext, WriteNode};
use opcua::sync::RwLock;
use opcua::types::{AttributeId, DataValue, Identifier, NodeId, StatusCode};

use super::access::Access;
use super::command::{NoCommand, read};
use super::nodes::{COMMAND, NAMESPACE, Planting};
use super::value::{refused, shown, status, taken};
use crate::points::layout::{Layout, Slot};
use crate::rtu::image::{Image, Value};
use crate::rtu::request::Request;
use crate::rtu::service::RtuHandle;

/// The nodes of a station.
pub struct Station {
    access: Arc<Access>,
    rtu: RtuHandle,
    namespace: NamespaceMetadata,
    /// In the order of the slots, as what follows.
    ids: Vec<NodeId>,
    /// Where the slot is that says where the value of this one comes from.
    rungs: Vec<Option<usize>>,
    seen: Mutex<Vec<Option<(Value, StatusCode)>>>,
}

impl Station {
    pub fn new(
        access: Arc<Access>,
        rtu: RtuHandle,
        context: &ServerContext,
        space: &mut AddressSpace,
    ) -> Station {
        let index = context.type_tree.write().namespaces_mut().add_namespace(NAMESPACE);
        space.add_namespace(NAMESPACE, index);
        let layout = rtu.layout();
        let ids = Planting { space, layout }.plant();
        let rungs = layout.slots.iter().map(|slot| rung_of(layout, slot)).collect();
        let seen = Mutex::new(vec![None; ids.len()]);
        let namespace = NamespaceMetadata {
            namespace_uri: NAMESPACE.to_owned(),
            namespace_index: index,
            ..Default::default()
        };
        Station { access, rtu, namespace, ids, rungs, seen }
    }

    /// Shows what has changed since the image before. A time stamp says since when a value is what it is.
    pub fn show(&self, image: &Image, space: &RwLock<AddressSpace>, subscriptions: &SubscriptionCache) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed: Vec<(DataValue, &NodeId, AttributeId)> = Vec::new();
        let slots = &self.rtu.layout().slots;
        for (((slot, value), seen), (id, rung)) in
            slots.iter().zip(&image.values).zip(seen.iter_mut()).zip(self.ids.iter().zip(&self.rungs))
        {
            let rung = rung.and_then(|place| image.values.get(place)).and_then(|rung| rung.number);
            let now = (*value, status(*value, rung));
            if *seen != Some(now) {
                *seen = Some(now);
                changed.push((shown(slot.point.form, *value, now.1, image.unix_ms), id, AttributeId::Value));
            }
        }
        let mut space = space.write();
        for (value, id, _) in &changed {
            if let Some(NodeType::Variable(variable)) = space.find_mut(*id) {
                variable.set_data_value(value.clone());
            }
        }
        // Under the lock still: what two callers show is told in the order in which it was shown.
        subscriptions.notify_data_change(changed.into_iter());
    }

    /// Whoever writes reads what he wrote as soon as he is answered.
    fn show_now(&self, context: &RequestContext, space: &RwLock<AddressSpace>) {
        self.show(&self.rtu.image(), space, &context.subscriptions);
    }

    async fn write_one(&self, context: &RequestContext, write: &ParsedWriteValue) -> StatusCode {
        let who = self.access.who(&context.token, 0);
        let Some((place, slot)) = self.access.slot(&write.node_id) else {
            self.rtu.refuse(who, None, format!("OPC UA: {} is not written", write.node_id));
            return StatusCode::BadNotWritable;
        };
        let is_his = !slot.point.is_written() || slot.point.write.contains(&who.role);
        let taken = if is_his { taken(&slot.point, write) } else { Err(StatusCode::BadUserAccessDenied) };
        match taken {
            Ok((number, quality)) => {
                let request = Request::write(place, number, quality);
                self.rtu.request(who, request).await.map_or_else(|why| refused(&why), |()| StatusCode::Good)
            }
            Err(status) => {
                self.rtu.refuse(who, Some(place), format!("OPC UA: {status}"));
                status
            }
        }
    }

    async fn call_one(&self, context: &RequestContext, call: &mut MethodCall) {
        if !is_called(call.method_id(), COMMAND) {
            return;
        }
        let list = &self.rtu.layout().list;
        let role = self.access.role(&context.token);
        let refuse = |why: &str| {
            self.rtu.refuse(self.access.who(&context.token, 0), None, format!("OPC UA: a command, {why}"));
        };
        if !list.command.write.contains(&role) {
            refuse("by somebody who may give none");
            return call.set_status(StatusCode::BadUserAccessDenied);
        }
        match read(list, call.arguments()) {
            Ok((command, person)) => {
                let who = self.access.who(&context.token, person);
                let done = self.rtu.request(who, Request::Command { command, number: 0 }).await;
                call.set_status(done.map_or_else(|why| refused(&why), |()| StatusCode::Good));
            }
            Err(NoCommand::Missing) => {
                refuse("with too few arguments");
                call.set_status(StatusCode::BadArgumentsMissing);
            }
            Err(NoCommand::Arguments(each)) => {
                refuse("with an argument that is wrong");
                call.set_argument_error(each);
            }
        }
    }
}

#[async_trait]
impl InMemoryNodeManagerImpl for Station {
    async fn init(&self, _space: &mut AddressSpace, _context: ServerContext) {}

    fn name(&self) -> &str {
        "station"
    }

    fn namespaces(&self) -> Vec<NamespaceMetadata> {
        vec![self.namespace.clone()]
    }

    async fn write(
        &self,
        context: &RequestContext,
        space: &RwLock<AddressSpace>,
        writes: &mut [&mut WriteNode],
    ) -> Result<(), StatusCode> {
        for write in writes {
            let status = self.write_one(context, write.value()).await;
            write.set_status(status);
        }
        self.show_now(context, space);
        Ok(())
    }

    async fn call(
        &self,
        context: &RequestContext,
        space: &RwLock<AddressSpace>,
        calls: &mut [&mut &mut MethodCall],
    ) -> Result<(), StatusCode> {
        for call in calls {
            self.call_one(context, call).await;
        }
        self.show_now(context, space);
        Ok(())
    }
}

fn is_called(node: &NodeId, name: &str) -> bool {
    matches!(&node.identifier, Identifier::String(own) if own.as_ref() == name)
}

/// The slot `supply_rung` says of `supply` where it comes from.
fn rung_of(layout: &Layout, slot: &Slot) -> Option<usize> {
    layout.find(&format!("{}_rung", slot.name), slot.user)
}
