//! The address space, made from the layout.

use opcua::server::address_space::{
    AccessLevel, AddressSpace, MethodBuilder, ObjectBuilder, VariableBuilder,
};
use opcua::types::{
    Argument, DataTypeId, EUInformation, EnumValueType, ExtensionObject, LocalizedText, NodeId, ObjectId,
    ObjectTypeId, QualifiedName, VariableTypeId, Variant, VariantScalarTypeId,
};

use super::command::fields;
use super::value::data_type;
use crate::points::codes::CodeTable;
use crate::points::layout::{Layout, Slot};
use crate::points::list::{Form, Point};
use crate::points::names::opc_ua_id;

/// Whose names the nodes have.
pub const NAMESPACE: &str = "urn:citygate";
/// The place of that among all namespaces, as the names of points have it: behind OPC UA's own and the server's.
pub const NAMESPACE_INDEX: u16 = 2;
/// The station's own object.
pub const STATION: &str = "station";
/// The method that gives a command, on the station's object.
pub const COMMAND: &str = "station.command";
const USERS: &str = "users";

/// The name of a slot's node in our namespace.
pub fn identifier(slot: &Slot) -> String {
    let id = opc_ua_id(slot);
    id.split_once(";s=").map_or(id.as_str(), |(_, name)| name).to_owned()
}

/// Units by the codes of UNECE's Recommendation 20, as OPC UA refers to them.
const UNITS: [(&str, &str, &str, &str); 6] = [
    ("dm3/h", "E92", "dm³/h", "cubic decimetre per hour"),
    ("m3", "MTQ", "m³", "cubic metre"),
    ("ms", "C26", "ms", "millisecond"),
    ("s", "SEC", "s", "second"),
    ("min", "MIN", "min", "minute"),
    ("permille", "NX", "‰", "part per thousand"),
];

/// Puts nodes in place.
pub struct Planting<'a> {
    pub space: &'a mut AddressSpace,
    pub layout: &'a Layout,
}

impl Planting<'_> {
    /// All objects, variables and the method; gives the variables in the order of the slots.
    pub fn plant(mut self) -> Vec<NodeId> {
        let objects = NodeId::from(ObjectId::ObjectsFolder);
        let station = self.object(STATION, "station", "门站", &objects);
        let users = self.object(USERS, "users", "用户", &objects);
        let users: Vec<NodeId> = (0..self.layout.user_count)
            .map(|user| {
                self.object(
                    &format!("{USERS}.{user}"),
                    &format!("user {user}"),
                    &format!("用户{user}"),
                    &users,
                )
            })
            .collect();
        let layout = self.layout;
        let parent = |slot: &Slot| slot.user.and_then(|user| users.get(user)).unwrap_or(&station);
        let ids = layout.slots.iter().map(|slot| self.variable(slot, parent(slot))).collect();
        self.command(&station);
        ids
    }

    fn id(&self, name: &str) -> NodeId {
        NodeId::new(NAMESPACE_INDEX, name.to_owned())
    }

    fn called(&self, name: &str) -> QualifiedName {
        QualifiedName::new(NAMESPACE_INDEX, name)
    }

    fn object(&mut self, name: &str, english: &str, chinese: &str, parent: &NodeId) -> NodeId {
        let id = self.id(name);
        let own_name = name.rsplit('.').next().unwrap_or(name);
        ObjectBuilder::new(&id, self.called(own_name), LocalizedText::new("en", english))
            .description(LocalizedText::new("zh", chinese))
            .has_type_definition(ObjectTypeId::BaseObjectType)
            .organized_by(parent.clone())
            .insert(self.space);
        id
    }

    fn variable(&mut self, slot: &Slot, parent: &NodeId) -> NodeId {
        let Slot { name, point, .. } = slot;
        let id = self.id(&identifier(slot));
        let unit = point.unit.as_deref().and_then(unit);
        let kind = match unit {
            Some(_) => VariableTypeId::AnalogUnitType,
            None => VariableTypeId::BaseDataVariableType,
        };
        let access = access(point);
        VariableBuilder::new(&id, self.called(name), LocalizedText::new("en", &point.english))
            .description(LocalizedText::new("zh", &point.chinese))
            .data_type(data_type(point.form))
            .access_level(access)
            .user_access_level(access)
            .has_type_definition(kind)
            .component_of(parent.clone())
            .insert(self.space);
        if let Some(unit) = unit {
            let value = Variant::from(ExtensionObject::from_message(unit));
            self.property(&id, slot, "EngineeringUnits", DataTypeId::EUInformation, value, -1);
        }
        if let Some(table) = self.layout.list.table(point) {
            self.property(&id, slot, "EnumValues", DataTypeId::EnumValueType, meanings(table), 1);
        }
        id
    }

    fn property(
        &mut self,
        of: &NodeId,
        slot: &Slot,
        name: &str,
        data_type: DataTypeId,
        value: Variant,
        rank: i32,
    ) {
        let id = self.id(&format!("{}.{name}", identifier(slot)));
        VariableBuilder::new(&id, QualifiedName::new(0, name), name)
            .data_type(data_type)
            .value_rank(rank)
            .value(value)
            .has_type_definition(VariableTypeId::PropertyType)
            .property_of(of.clone())
            .insert(self.space);
    }

    fn command(&mut self, station: &NodeId) {
        let (id, arguments) = (self.id(COMMAND), self.id(&format!("{COMMAND}.arguments")));
        let inputs: Vec<Argument> = fields(&self.layout.list).map(argument).collect();
        MethodBuilder::new(&id, self.called("command"), LocalizedText::new("en", "give a command"))
            .description(LocalizedText::new("zh", "下达命令"))
            .component_of(station.clone())
            .input_args(self.space, &arguments, &inputs)
            .insert(self.space);
    }
}

fn access(point: &Point) -> AccessLevel {
    match (point.is_written(), point.form) {
        (false, _) => AccessLevel::CURRENT_READ,
        (true, Form::Measured) => {
            AccessLevel::CURRENT_READ | AccessLevel::CURRENT_WRITE | AccessLevel::STATUS_WRITE
        }
        (true, _) => AccessLevel::CURRENT_READ | AccessLevel::CURRENT_WRITE,
    }
}

fn argument(field: &Point) -> Argument {
    let none = field.none.as_ref().map(|none| format!("; {}: {none}", field.form.largest()));
    let unit = field.unit.as_ref().map(|unit| format!(", {unit}"));
    let text = format!("{}{}{}", field.english, unit.unwrap_or_default(), none.unwrap_or_default());
    Argument {
        name: field.name.as_str().into(),
        data_type: data_type(field.form).into(),
        value_rank: -1,
        array_dimensions: None,
        description: LocalizedText::new("en", &text),
    }
}

fn unit(name: &str) -> Option<EUInformation> {
    let (_, code, sign, text) = UNITS.into_iter().find(|(own, ..)| *own == name)?;
    Some(EUInformation {
        namespace_uri: "http://www.opcfoundation.org/UA/units/un/cefact".into(),
        unit_id: code.bytes().fold(0, |id, byte| id << 8 | i32::from(byte)),
        display_name: LocalizedText::new("en", sign),
        description: LocalizedText::new("en", text),
    })
}

fn meanings(table: &CodeTable) -> Variant {
    let meaning = |code: &crate::points::codes::Code| {
        Variant::from(ExtensionObject::from_message(EnumValueType {
            value: code.number.into(),
            display_name: LocalizedText::new("en", code.english),
            description: LocalizedText::new("zh", code.chinese),
        }))
    };
    let all: Vec<Variant> = table.codes.iter().map(meaning).collect();
    Variant::from((VariantScalarTypeId::ExtensionObject, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::list::PointList;

    #[test]
    fn every_unit_of_the_list_has_a_code() {
        let list = PointList::load().expect("the list is sound");
        let all = list.points.iter().chain(&list.user_points).chain(&list.command.fields);
        for name in all.filter_map(|point| point.unit.as_deref()) {
            assert!(unit(name).is_some(), "{name}");
        }
        // As published: M, T, Q are 77, 84 and 81.
        assert_eq!(unit("m3").map(|unit| unit.unit_id), Some(5_067_857));
    }

    #[test]
    fn every_point_has_a_node_of_its_own() {
        let list = PointList::load().expect("the list is sound");
        let layout = Layout::new(list, 3).expect("there is room");
        let mut space = AddressSpace::new();
        space.add_namespace(NAMESPACE, NAMESPACE_INDEX);
        let ids = Planting { space: &mut space, layout: &layout }.plant();
        assert_eq!(ids.len(), layout.slots.len());
        assert!(ids.iter().all(|id| space.node_exists(id)));
        assert!(space.node_exists(&NodeId::new(NAMESPACE_INDEX, COMMAND)));
        for (id, slot) in ids.iter().zip(&layout.slots) {
            assert_eq!(id.to_string(), opc_ua_id(slot));
        }
        let names: std::collections::HashSet<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(names.len(), ids.len());
    }
}
