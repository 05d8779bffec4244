//! Who takes gas: the supply classes of the plan, users, and facts about users that a policy may ask for.

#![forbid(unsafe_code)]

use core::mem::offset_of;

use crate::units::{Flow, Total};

/// How many supply classes there are.
pub const CLASS_COUNT: usize = 6;

/// A supply class (用户类别), most protected first, as the plan lists them.
///
/// Source: Jilin Province natural-gas supply interruption emergency plan (吉林省天然气供应中断事件应急预案,
/// 吉政办函〔2024〕30号), §1.7. The numbers are part of the C ABI and never change. Other regimes use the same
/// classes in another order, see [`crate::policy`].
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

impl SupplyClass {
    /// All classes, in the plan's order of service.
    pub const ALL: [SupplyClass; CLASS_COUNT] = [
        SupplyClass::Residential,
        SupplyClass::Heating,
        SupplyClass::PublicService,
        SupplyClass::Vehicles,
        SupplyClass::IndustrialFuel,
        SupplyClass::Chemical,
    ];

    /// The class with this number (0 … 5), or `None`.
    pub const fn from_code(code: u8) -> Option<SupplyClass> {
        Some(match code {
            0 => SupplyClass::Residential,
            1 => SupplyClass::Heating,
            2 => SupplyClass::PublicService,
            3 => SupplyClass::Vehicles,
            4 => SupplyClass::IndustrialFuel,
            5 => SupplyClass::Chemical,
            _ => return None,
        })
    }

    /// The name used in scenario files and results, for example `industrial_fuel`.
    pub const fn name(self) -> &'static str {
        match self {
            SupplyClass::Residential => "residential",
            SupplyClass::Heating => "heating",
            SupplyClass::PublicService => "public_service",
            SupplyClass::Vehicles => "vehicles",
            SupplyClass::IndustrialFuel => "industrial_fuel",
            SupplyClass::Chemical => "chemical",
        }
    }

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct ClassSet(u8);

impl ClassSet {
    /// No class.
    pub const NONE: ClassSet = ClassSet(0);
    /// Every class.
    pub const ALL: ClassSet = ClassSet(0x3f);

    /// The set that holds exactly these classes.
    pub const fn of(classes: &[SupplyClass]) -> ClassSet {
        let mut bits = 0;
        let mut rest = classes;
        while let [class, tail @ ..] = rest {
            bits |= 1 << *class as u8;
            rest = tail;
        }
        ClassSet(bits)
    }

    /// The set with these bits, or `None` when a bit stands for no class.
    pub const fn from_bits(bits: u8) -> Option<ClassSet> {
        if bits & !Self::ALL.0 == 0 { Some(ClassSet(bits)) } else { None }
    }

    /// The bits of the set.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether the set holds the class.
    pub const fn contains(self, class: SupplyClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// The classes in the set, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = SupplyClass> {
        let mut bits = self.0;
        core::iter::from_fn(move || {
            let class = SupplyClass::from_code(bits.trailing_zeros() as u8)?;
            bits &= bits - 1;
            Some(class)
        })
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Facts about a user that a policy may select on, one bit each.
///
/// Twelve have standard names, needed by the built-in policies; the last four bits (12 … 15) are free for a
/// policy of one's own. An attribute is a fact; whether it matters is the policy's business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Attributes(u16);

impl Attributes {
    /// No attribute.
    pub const NONE: Attributes = Attributes(0);
    /// The supply contract allows interruption (可中断用户).
    pub const INTERRUPTIBLE: Attributes = Attributes(1 << 0);
    /// Another fuel can practicably replace the gas (有替代燃料).
    pub const ALTERNATIVE_FUEL: Attributes = Attributes(1 << 1);
    /// Essential agricultural use (重要农业用气).
    pub const AGRICULTURAL: Attributes = Attributes(1 << 2);
    /// Gas needed in an industrial process or as feedstock (工艺或原料用气).
    pub const PROCESS_OR_FEEDSTOCK: Attributes = Attributes(1 << 3);
    /// Gas that protects plant from damage (装置保护用气).
    pub const PLANT_PROTECTION: Attributes = Attributes(1 << 4);
    /// Needed for life, health or the safety of property: schools, hospitals and the like (生命健康安全用气).
    pub const HIGH_PRIORITY: Attributes = Attributes(1 << 5);
    /// Commercial user (商业用户).
    pub const COMMERCIAL: Attributes = Attributes(1 << 6);
    /// Below the size limit of the regime in force (小型用户).
    pub const SMALL: Attributes = Attributes(1 << 7);
    /// Electricity generation (燃气发电).
    pub const GENERATION: Attributes = Attributes(1 << 8);
    /// The plant is running now (在运).
    pub const RUNNING: Attributes = Attributes(1 << 9);
    /// Listed as a priority site (重点保障场所).
    pub const PRIORITY_SITE: Attributes = Attributes(1 << 10);
    /// The contract guarantees a floor of its stated base (合同保底).
    pub const PROTECTED_CONTRACT: Attributes = Attributes(1 << 11);
    /// All attributes with a standard name.
    pub const STANDARD: Attributes = Attributes(0x0fff);
    /// All bits, the four free ones included.
    pub const ALL: Attributes = Attributes(0xffff);

    /// Every standard attribute with its name in scenario files and its Chinese name.
    pub const NAMES: [(Attributes, &'static str, &'static str); 12] = [
        (Attributes::INTERRUPTIBLE, "interruptible", "可中断用户"),
        (Attributes::ALTERNATIVE_FUEL, "alternative_fuel", "有替代燃料"),
        (Attributes::AGRICULTURAL, "agricultural", "重要农业用气"),
        (Attributes::PROCESS_OR_FEEDSTOCK, "process_or_feedstock", "工艺或原料用气"),
        (Attributes::PLANT_PROTECTION, "plant_protection", "装置保护用气"),
        (Attributes::HIGH_PRIORITY, "high_priority", "生命健康安全用气"),
        (Attributes::COMMERCIAL, "commercial", "商业用户"),
        (Attributes::SMALL, "small", "小型用户"),
        (Attributes::GENERATION, "generation", "燃气发电"),
        (Attributes::RUNNING, "running", "在运"),
        (Attributes::PRIORITY_SITE, "priority_site", "重点保障场所"),
        (Attributes::PROTECTED_CONTRACT, "protected_contract", "合同保底"),
    ];

    /// The attributes with these bits. Every bit pattern is a set of attributes.
    pub const fn from_bits(bits: u16) -> Attributes {
        Attributes(bits)
    }

    /// The bits of the set.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// These attributes and those.
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
/// The layout is that of `citygate_user_t` in the C header, so an array of users is shared between C and Rust
/// without copying. All quantities are in the one unit of the problem (dm³/h by intention). A user whose bytes
/// are all zero is valid: a residential user that asks for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct User {
    /// Gas withheld from this user so far in the event (flow × periods), for the rotating rule: who has gone
    /// short longest is served first. See [`crate::allocate::add_curtailment`].
    pub cumulative_curtailment: Total,
    /// What the user wants now.
    pub demand: Flow,
    /// Technical minimum (保炉用气: flame keeping, safe shut-down). The user takes at least this much or
    /// nothing. Where it exceeds the demand, the user takes its whole demand or nothing.
    pub minimum: Flow,
    /// Stated base for pro rata shares and partial targets: entitlement, contract quantity, past use.
    /// 0 means that none is stated: pro rata then refers to what the step asks, partial targets to the demand.
    pub base: Flow,
    /// Index of the node of a network where the user is connected; a single station does not read it.
    pub node: u32,
    /// Weight for equal shares, 1 … 65 535; 0 stands for 1.
    pub weight: u16,
    /// Order within a step that goes by rank: 0 is served first.
    pub rank: u16,
    /// Facts that the policy may select on.
    pub attributes: Attributes,
    class: u8,
    on_off: u8,
}

// What the C header says of citygate_user_t.
const _: () = {
    assert!(offset_of!(User, cumulative_curtailment) == 0 && offset_of!(User, demand) == 8);
    assert!(offset_of!(User, minimum) == 12 && offset_of!(User, base) == 16);
    assert!(offset_of!(User, node) == 20 && offset_of!(User, weight) == 24);
    assert!(offset_of!(User, rank) == 26 && offset_of!(User, attributes) == 28);
    assert!(offset_of!(User, class) == 30 && offset_of!(User, on_off) == 31);
};

impl User {
    /// A user of this class and demand, without a technical minimum, of rank 0 and weight 1.
    pub const fn new(class: SupplyClass, demand: Flow) -> User {
        User {
            cumulative_curtailment: 0,
            demand,
            minimum: 0,
            base: 0,
            node: 0,
            weight: 1,
            rank: 0,
            attributes: Attributes::NONE,
            class: class as u8,
            on_off: 0,
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

    /// The same user with a tally of gas withheld so far.
    #[must_use]
    pub const fn with_cumulative_curtailment(self, cumulative_curtailment: Total) -> User {
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
        SupplyClass::from_code(self.class)
    }

    /// Whether the user is on/off.
    pub const fn is_on_off(&self) -> bool {
        self.on_off != 0
    }

    /// The part of the demand that can only be taken whole: the technical minimum, at most the demand.
    pub const fn effective_minimum(&self) -> Flow {
        if self.minimum < self.demand { self.minimum } else { self.demand }
    }

    /// The weight for equal shares, at least 1.
    pub const fn effective_weight(&self) -> u16 {
        if self.weight == 0 { 1 } else { self.weight }
    }

    pub(crate) const fn class_code(&self) -> u8 {
        self.class
    }

    pub(crate) const fn on_off_code(&self) -> u8 {
        self.on_off
    }
}
