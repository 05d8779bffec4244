//! Who takes gas: the supply classes of the plan, users, and facts about users that a policy may ask for.

#![forbid(unsafe_code)]

use core::fmt;

use crate::coded::{coded, coded_set};
use crate::units::{Flow, Volume};

/// How many supply classes there are.
pub const CLASS_COUNT: usize = 6;

/// A supply class (用户类别), most protected first, as the plan lists them.
///
/// Source: Jilin Province natural-gas supply interruption emergency plan (吉林省天然气供应中断事件应急预案,
/// 吉政办函〔2024〕30号), §1.7. The numbers never change. Other regimes serve the same classes in another order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum SupplyClass {
    /// Residential (居民生活用气), with hospitals, schools and their like (医院、学校等).
    /// Interpretation: welfare and care institutions rank here too.
    Residential = 0,
    /// Central heating of the city (城市供暖).
    Heating = 1,
    /// Public service users (公共服务用户).
    PublicService = 2,
    /// Vehicles: CNG and LNG filling (汽车用户).
    Vehicles = 3,
    /// Industrial users that burn gas as fuel (工业燃料用户).
    IndustrialFuel = 4,
    /// Chemical users that take gas as feedstock (天然气化工用户).
    Chemical = 5,
}

coded!(SupplyClass {
    Residential => "residential",
    Heating => "heating",
    PublicService => "public_service",
    Vehicles => "vehicles",
    IndustrialFuel => "industrial_fuel",
    Chemical => "chemical",
});

const _: () = assert!(SupplyClass::ALL.len() == CLASS_COUNT);

/// The code of a class as C gives it: any byte.
pub(crate) type SupplyClassCode = u8;

impl SupplyClass {
    /// The plan's Chinese term.
    pub const fn name_zh(self) -> &'static str {
        match self {
            SupplyClass::Residential => "居民生活用气",
            SupplyClass::Heating => "城市供暖",
            SupplyClass::PublicService => "公共服务用户",
            SupplyClass::Vehicles => "汽车用户",
            SupplyClass::IndustrialFuel => "工业燃料用户",
            SupplyClass::Chemical => "天然气化工用户",
        }
    }
}

/// A set of supply classes, one bit each: bit 0 residential … bit 5 chemical.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(transparent)]
pub struct ClassSet(u8);

coded_set!(ClassSet(u8) of SupplyClass);

/// The bits of a set of classes as C gives them.
pub(crate) type ClassSetBits = u8;

/// A fact about a user that a policy may select on. It is a fact; whether it matters is the policy's business.
///
/// These are the facts that the built-in policies ask for. Bits 13 to 15 of a set are free for a policy of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Attribute {
    /// The supply contract allows interruption (可中断用户).
    Interruptible = 0,
    /// Another fuel can practicably replace the gas (有替代燃料).
    AlternativeFuel = 1,
    /// Essential agricultural use (重要农业用气).
    Agricultural = 2,
    /// Gas needed in an industrial process or as feedstock (工艺或原料用气).
    ProcessOrFeedstock = 3,
    /// Gas that protects plant from damage (装置保护用气).
    PlantProtection = 4,
    /// Needed for life, health or the safety of property: schools, hospitals and the like (生命健康安全用气).
    HighPriority = 5,
    /// Commercial user (商业用户).
    Commercial = 6,
    /// Below the size limit of the regime in force (小型用户).
    Small = 7,
    /// Electricity generation (燃气发电).
    Generation = 8,
    /// The plant is running now (在运).
    Running = 9,
    /// Listed as a priority site (重点保障场所).
    PrioritySite = 10,
    /// The contract guarantees a floor of its stated base (合同保底).
    ProtectedContract = 11,
    /// Public transport: buses and taxis, above all those that run on gas alone (公共交通).
    PublicTransport = 12,
}

coded!(Attribute {
    Interruptible => "interruptible",
    AlternativeFuel => "alternative_fuel",
    Agricultural => "agricultural",
    ProcessOrFeedstock => "process_or_feedstock",
    PlantProtection => "plant_protection",
    HighPriority => "high_priority",
    Commercial => "commercial",
    Small => "small",
    Generation => "generation",
    Running => "running",
    PrioritySite => "priority_site",
    ProtectedContract => "protected_contract",
    PublicTransport => "public_transport",
});

impl Attribute {
    /// The Chinese name.
    pub const fn name_zh(self) -> &'static str {
        match self {
            Attribute::Interruptible => "可中断用户",
            Attribute::AlternativeFuel => "有替代燃料",
            Attribute::Agricultural => "重要农业用气",
            Attribute::ProcessOrFeedstock => "工艺或原料用气",
            Attribute::PlantProtection => "装置保护用气",
            Attribute::HighPriority => "生命健康安全用气",
            Attribute::Commercial => "商业用户",
            Attribute::Small => "小型用户",
            Attribute::Generation => "燃气发电",
            Attribute::Running => "在运",
            Attribute::PrioritySite => "重点保障场所",
            Attribute::ProtectedContract => "合同保底",
            Attribute::PublicTransport => "公共交通",
        }
    }
}

/// Facts about a user, one bit each: bit n stands for the [`Attribute`] with code n. Every bit pattern is a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(transparent)]
pub struct Attributes(u16);

impl Attributes {
    /// No attribute.
    pub const NONE: Attributes = Attributes(0);
    /// All attributes with a standard name.
    pub const STANDARD: Attributes = Attributes::of(&Attribute::ALL);
    /// All bits, the three free ones included.
    pub const ALL: Attributes = Attributes(0xffff);

    /// These attributes.
    pub const fn of(attributes: &[Attribute]) -> Attributes {
        let mut bits = 0;
        let mut rest = attributes;
        while let [attribute, tail @ ..] = rest {
            bits |= 1 << *attribute as u8;
            rest = tail;
        }
        Attributes(bits)
    }

    /// The names of these attributes, in the order of their bits; those of the free bits are `bit_13` to `bit_15`.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        (0..u16::BITS as u8).filter(move |bit| self.0 >> bit & 1 != 0).filter_map(Attributes::name_of_bit)
    }

    /// The attribute of this name, as in [`Attributes::names`].
    pub fn named(name: &str) -> Option<Attributes> {
        let bit = (0..u16::BITS as u8).find(|bit| Attributes::name_of_bit(*bit) == Some(name))?;
        Some(Attributes(1 << bit))
    }

    fn name_of_bit(bit: u8) -> Option<&'static str> {
        const FREE: [&str; 3] = ["bit_13", "bit_14", "bit_15"];
        match Attribute::from_code(bit) {
            Some(attribute) => Some(attribute.name()),
            None => FREE.get((bit as usize).checked_sub(Attribute::ALL.len())?).copied(),
        }
    }

    /// The attributes with these bits. Every bit pattern is a set of attributes.
    pub const fn from_bits(bits: u16) -> Attributes {
        Attributes(bits)
    }

    /// The bits of the set.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// These attributes and those.
    #[must_use]
    pub const fn union(self, other: Attributes) -> Attributes {
        Attributes(self.0 | other.0)
    }

    /// Whether all of `other` are here.
    pub const fn contains(self, other: Attributes) -> bool {
        other.0 & !self.0 == 0
    }

    /// Whether any of `other` is here.
    pub const fn intersects(self, other: Attributes) -> bool {
        self.0 & other.0 != 0
    }
}

/// One user of gas: what it asks for, and what the sharing rules need to know about it.
///
/// All quantities of one problem are in one unit: dm³/h by intention. A user whose bytes are all zero is valid: a
/// residential user that asks for nothing.
// C sees this very type, so an array of users is shared between C and Rust without copying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct User {
    /// What the user wants now.
    pub demand: Flow,
    /// Technical minimum (最低用气量; of a furnace 保炉用气: flame keeping, safe shut-down): the user takes at least this much or nothing.
    /// Where it exceeds the demand, the user takes its whole demand or nothing: so a user that cannot be cut (不可中断用户)
    /// states its demand as its minimum.
    pub minimum: Flow,
    /// Stated base for pro rata shares and partial targets: entitlement, contract quantity, past use. 0: none is
    /// stated; pro rata then refers to what the step asks, partial targets to the demand.
    pub base: Flow,
    /// Index of the node of a network where the user is connected; not read for a single station.
    pub node: u32,
    /// The class.
    pub(crate) supply_class: SupplyClassCode,
    /// 1: the user takes its whole demand, or its minimum if it has one, or nothing. 0: any part of it.
    pub(crate) on_off: u8,
    /// Facts that the policy may select on; those that it does not ask for do not matter.
    pub attributes: Attributes,
    /// Weight for equal shares, 1 to 65535; 0 stands for 1.
    pub weight: u16,
    /// Order within a step that goes by rank: 0 is served first.
    pub rank: u16,
    /// What has been curtailed from this user so far in the event, for the rotating rule: who has gone short longest
    /// is served first. See [`crate::allocate::add_curtailment`].
    pub cumulative_curtailment: Volume,
}

impl User {
    /// A user of this class and demand, without a technical minimum, of rank 0 and weight 1.
    pub const fn new(class: SupplyClass, demand: Flow) -> User {
        User {
            demand,
            minimum: 0,
            base: 0,
            node: 0,
            supply_class: class as u8,
            on_off: 0,
            attributes: Attributes::NONE,
            weight: 1,
            rank: 0,
            cumulative_curtailment: 0,
        }
    }

    /// The same user with a technical minimum.
    #[must_use]
    pub const fn with_minimum(self, minimum: Flow) -> User {
        User { minimum, ..self }
    }

    /// The same user with a stated base.
    #[must_use]
    pub const fn with_base(self, base: Flow) -> User {
        User { base, ..self }
    }

    /// The same user with a weight for equal shares.
    #[must_use]
    pub const fn with_weight(self, weight: u16) -> User {
        User { weight, ..self }
    }

    /// The same user with a rank.
    #[must_use]
    pub const fn with_rank(self, rank: u16) -> User {
        User { rank, ..self }
    }

    /// The same user with what has been curtailed from it so far.
    #[must_use]
    pub const fn with_cumulative_curtailment(self, cumulative_curtailment: Volume) -> User {
        User { cumulative_curtailment, ..self }
    }

    /// The same user with attributes.
    #[must_use]
    pub const fn with_attributes(self, attributes: Attributes) -> User {
        User { attributes, ..self }
    }

    /// The same user at a node of a network.
    #[must_use]
    pub const fn at_node(self, node: u32) -> User {
        User { node, ..self }
    }

    /// The same user, on/off or not: an on/off user takes its whole demand, or its technical minimum if it
    /// has one, or nothing.
    #[must_use]
    pub const fn with_on_off(self, on_off: bool) -> User {
        User { on_off: on_off as u8, ..self }
    }

    /// The class, or `None` when the bytes came from C and hold no class.
    pub const fn class(&self) -> Option<SupplyClass> {
        SupplyClass::from_code(self.supply_class)
    }

    /// Whether the user is on/off.
    pub const fn is_on_off(&self) -> bool {
        self.on_off != 0
    }

    /// The indivisible part of the demand: the technical minimum, at most the demand.
    pub const fn effective_minimum(&self) -> Flow {
        if self.minimum < self.demand { self.minimum } else { self.demand }
    }

    /// The weight for equal shares, at least 1.
    pub const fn effective_weight(&self) -> u16 {
        if self.weight == 0 { 1 } else { self.weight }
    }

    /// Whether class and on/off mark are among those that there are.
    #[cfg(feature = "network")]
    pub(crate) const fn is_valid(&self) -> bool {
        self.class().is_some() && self.on_off <= 1
    }

    pub(crate) const fn class_code(&self) -> SupplyClassCode {
        self.supply_class
    }

    pub(crate) const fn on_off_code(&self) -> u8 {
        self.on_off
    }
}

impl fmt::Display for SupplyClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            SupplyClass::Residential => "residential",
            SupplyClass::Heating => "heating",
            SupplyClass::PublicService => "public service",
            SupplyClass::Vehicles => "vehicles",
            SupplyClass::IndustrialFuel => "industrial fuel",
            SupplyClass::Chemical => "chemical",
        })
    }
}

/// The classes in a row.
impl fmt::Display for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no class");
        }
        for (position, class) in self.iter().enumerate() {
            write!(f, "{}{class}", if position == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// The [names](Attributes::names) of the attributes in a row.
///
/// ```
/// use citygate::user::Attributes;
/// assert_eq!(Attributes::from_bits(0x2081).to_string(), "interruptible, small, bit_13");
/// assert_eq!(Attributes::NONE.to_string(), "no attribute");
/// ```
impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Attributes::NONE {
            return f.write_str("no attribute");
        }
        for (position, name) in self.names().enumerate() {
            write!(f, "{}{name}", if position == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
