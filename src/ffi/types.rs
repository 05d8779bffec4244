//! Mirrors: the library's types as C sees them. Fixed widths, no enumerations, no padding.

use super::POINTER;
use crate::allocate::{Grant, Reason, Summary};
use crate::policy::{MAX_STEPS, Share, Step};
use crate::user::{Attributes, CLASS_COUNT, SupplyClass, User};

/// How many supply classes there are.
pub const CITYGATE_CLASS_COUNT: u32 = 6u32;
/// The most steps that a policy may have.
pub const CITYGATE_MAX_STEPS: u32 = 32u32;
/// The most users that one call may share gas among.
pub const CITYGATE_MAX_USERS: u32 = 0x7fff_ffffu32;

/// Residential (居民生活用气), with hospitals, schools and their like. Plan §1.7, order 1.
pub const CITYGATE_CLASS_RESIDENTIAL: u8 = 0u8;
/// Central heating of the city (城市供暖). Plan §1.7, order 2.
pub const CITYGATE_CLASS_HEATING: u8 = 1u8;
/// Public service users (公共服务用户). Plan §1.7, order 3.
pub const CITYGATE_CLASS_PUBLIC_SERVICE: u8 = 2u8;
/// Vehicles: CNG and LNG filling (汽车用户). Plan §1.7, order 4.
pub const CITYGATE_CLASS_VEHICLES: u8 = 3u8;
/// Industrial users that burn gas as fuel (工业燃料用户). Plan §1.7, order 5.
pub const CITYGATE_CLASS_INDUSTRIAL_FUEL: u8 = 4u8;
/// Chemical users that take gas as feedstock (天然气化工用户). Plan §1.7, order 6.
pub const CITYGATE_CLASS_CHEMICAL: u8 = 5u8;
/// All classes, as bits: bit n stands for class n.
pub const CITYGATE_CLASSES_ALL: u8 = 0x3fu8;

/// A step serves up to the technical minimum (保炉用气). Permille: 0.
pub const CITYGATE_TARGET_MINIMUM: u8 = 0u8;
/// A step serves up to the whole demand. Permille: 0.
pub const CITYGATE_TARGET_DEMAND: u8 = 1u8;
/// A step serves up to so many thousandths of the demand. Permille: 1 to 1000.
pub const CITYGATE_TARGET_PERMILLE_OF_DEMAND: u8 = 2u8;
/// A step serves up to so many thousandths of the stated base. Permille: 1 to 65535.
pub const CITYGATE_TARGET_PERMILLE_OF_BASE: u8 = 3u8;

/// The same share of what the step asks; where a base is stated, of that base.
pub const CITYGATE_SHARE_PRO_RATA: u8 = 0u8;
/// Weighted max-min: nobody gets more until everyone unsatisfied has reached the same level per weight.
pub const CITYGATE_SHARE_EQUAL: u8 = 1u8;
/// Strictly by rank; equal ranks share pro rata.
pub const CITYGATE_SHARE_RANKED: u8 = 2u8;
/// All or nothing per user, by rank, first fit.
pub const CITYGATE_SHARE_ALL_OR_NOTHING: u8 = 3u8;
/// All or nothing per user; the one from whom most was withheld so far is served first.
pub const CITYGATE_SHARE_ROTATING: u8 = 4u8;

/// The user got its whole demand.
pub const CITYGATE_REASON_SATISFIED: u8 = 0u8;
/// The step given is the first that gave the user less than it asked for.
pub const CITYGATE_REASON_SHORT_IN_STEP: u8 = 1u8;
/// The node given of the network is full and holds the user back.
pub const CITYGATE_REASON_HELD_BY_NODE: u8 = 2u8;
/// Gas was left in the step given, but less than the user's technical minimum.
pub const CITYGATE_REASON_MINIMUM_DID_NOT_FIT: u8 = 3u8;
/// No step asks for the rest of the user's demand.
pub const CITYGATE_REASON_NOT_ELIGIBLE: u8 = 4u8;

/// "No step" in citygate_grant_t.
pub const CITYGATE_NO_STEP: u8 = 0xffu8;
/// "No node" in citygate_grant_t.
pub const CITYGATE_NO_NODE: u32 = 0xffff_ffffu32;

/// Attribute bit: the supply contract allows interruption.
pub const CITYGATE_ATTRIBUTE_INTERRUPTIBLE: u16 = 0x0001u16;
/// Attribute bit: another fuel can practicably replace the gas.
pub const CITYGATE_ATTRIBUTE_ALTERNATIVE_FUEL: u16 = 0x0002u16;
/// Attribute bit: essential agricultural use.
pub const CITYGATE_ATTRIBUTE_AGRICULTURAL: u16 = 0x0004u16;
/// Attribute bit: gas needed in an industrial process or as feedstock.
pub const CITYGATE_ATTRIBUTE_PROCESS_OR_FEEDSTOCK: u16 = 0x0008u16;
/// Attribute bit: gas that protects plant from damage.
pub const CITYGATE_ATTRIBUTE_PLANT_PROTECTION: u16 = 0x0010u16;
/// Attribute bit: needed for life, health or the safety of property.
pub const CITYGATE_ATTRIBUTE_HIGH_PRIORITY: u16 = 0x0020u16;
/// Attribute bit: commercial user.
pub const CITYGATE_ATTRIBUTE_COMMERCIAL: u16 = 0x0040u16;
/// Attribute bit: below the size limit of the regime in force.
pub const CITYGATE_ATTRIBUTE_SMALL: u16 = 0x0080u16;
/// Attribute bit: electricity generation.
pub const CITYGATE_ATTRIBUTE_GENERATION: u16 = 0x0100u16;
/// Attribute bit: the plant is running now.
pub const CITYGATE_ATTRIBUTE_RUNNING: u16 = 0x0200u16;
/// Attribute bit: listed as a priority site.
pub const CITYGATE_ATTRIBUTE_PRIORITY_SITE: u16 = 0x0400u16;
/// Attribute bit: the contract guarantees a floor of its stated base.
pub const CITYGATE_ATTRIBUTE_PROTECTED_CONTRACT: u16 = 0x0800u16;
/// All attribute bits that have a meaning of their own; bits 12 to 15 are free for a policy of one's own.
pub const CITYGATE_ATTRIBUTES_STANDARD: u16 = 0x0fffu16;

/// One user of gas. All quantities are in one unit throughout a call: dm3/h by intention (0.001 m3/h at 20 degC
/// and 101.325 kPa). Memory set to zero is a valid user: residential, asking for nothing.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateUser {
    /// Gas withheld from the user so far in the event (unit x periods), for CITYGATE_SHARE_ROTATING.
    pub cumulative_curtailment_unit_periods: u64,
    /// What the user wants now. 0 to 4294967295 dm3/h.
    pub demand_dm3_per_h: u32,
    /// Technical minimum: the user takes at least this much or nothing. Where it exceeds the demand, the user
    /// takes its whole demand or nothing.
    pub minimum_dm3_per_h: u32,
    /// Stated base for pro rata shares and partial targets (entitlement, contract, past use); 0: none stated.
    pub base_dm3_per_h: u32,
    /// Index of the node of a network where the user is connected; not read for a single station.
    pub node: u32,
    /// Weight for CITYGATE_SHARE_EQUAL, 1 to 65535; 0 stands for 1.
    pub weight: u16,
    /// Order within a step that goes by rank; 0 is served first.
    pub rank: u16,
    /// Bits CITYGATE_ATTRIBUTE_...; those that the policy does not ask for do not matter.
    pub attributes: u16,
    /// One of CITYGATE_CLASS_....
    pub supply_class: u8,
    /// 1: the user takes its whole demand, or its minimum if it has one, or nothing. 0: any part of it.
    pub on_off: u8,
}

/// What one user gets, and why.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateGrant {
    /// What the user gets, 0 to its demand.
    pub granted_dm3_per_h: u32,
    /// The node that the reason speaks of, or CITYGATE_NO_NODE.
    pub node: u32,
    /// The step of the policy that the reason speaks of, counted from 0, or CITYGATE_NO_STEP.
    pub step: u8,
    /// One of CITYGATE_REASON_....
    pub reason: u8,
    /// 0.
    pub reserved: u16,
}

/// One step of a policy: which users, which part of their demand, and how a shortage is shared among them.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateStep {
    /// The classes served, as bits: bit n stands for class n.
    pub classes: u8,
    /// One of CITYGATE_TARGET_....
    pub target: u8,
    /// One of CITYGATE_SHARE_....
    pub share: u8,
    /// 0.
    pub reserved: u8,
    /// Thousandths, for the targets that are partial; otherwise 0.
    pub permille: u16,
    /// Only users that have all of these attributes.
    pub attributes_all: u16,
    /// Only users that have none of these attributes.
    pub attributes_none: u16,
}

/// A supply order: a table of steps in the order of service, most protected first.
#[derive(Clone, Copy, PartialEq)]
#[repr(C)]
pub struct CitygatePolicy {
    /// The steps; they must stay where they are for as long as the policy is used.
    pub steps: *const CitygateStep,
    /// How many steps, 1 to CITYGATE_MAX_STEPS.
    pub step_count: u32,
    /// The attributes that exist; a step that selects on another is an error.
    pub attributes: u16,
    /// The classes that the policy answers for, as bits; each must be served by a step.
    pub classes: u16,
}

/// What the users of one class want and get, together.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateClassTotal {
    /// Sum of the demands.
    pub demand_dm3_per_h: u64,
    /// Sum of what is granted.
    pub granted_dm3_per_h: u64,
}

/// What one step asks for and gets.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateStepTotal {
    /// Sum of what the step asks for all its users.
    pub asked_dm3_per_h: u64,
    /// Sum of what the step grants.
    pub granted_dm3_per_h: u64,
}

/// The totals of an allocation.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateSummary {
    /// Sum of all demands.
    pub demand_dm3_per_h: u64,
    /// What there was to share.
    pub supply_dm3_per_h: u64,
    /// Sum of all grants. Served and unused together are the supply; served and curtailed the demand.
    pub served_dm3_per_h: u64,
    /// Demand that is not served.
    pub curtailed_dm3_per_h: u64,
    /// Supply that nobody can use.
    pub unused_dm3_per_h: u64,
    /// By class: index CITYGATE_CLASS_....
    pub classes: [CitygateClassTotal; 6],
    /// By step of the policy; steps that the policy does not have are zero.
    pub steps: [CitygateStepTotal; 32],
}

layout!(CitygateUser, size 32, cumulative_curtailment_unit_periods at 0, demand_dm3_per_h at 8, minimum_dm3_per_h at 12,
    base_dm3_per_h at 16, node at 20, weight at 24, rank at 26, attributes at 28, supply_class at 30,
    on_off at 31);
layout!(CitygateGrant, size 12, granted_dm3_per_h at 0, node at 4, step at 8, reason at 9, reserved at 10);
layout!(CitygateStep, size 10, classes at 0, target at 1, share at 2, reserved at 3, permille at 4,
    attributes_all at 6, attributes_none at 8);
layout!(CitygatePolicy, size POINTER + 8, steps at 0, step_count at POINTER, attributes at POINTER + 4,
    classes at POINTER + 6);
layout!(CitygateClassTotal, size 16, demand_dm3_per_h at 0, granted_dm3_per_h at 8);
layout!(CitygateStepTotal, size 16, asked_dm3_per_h at 0, granted_dm3_per_h at 8);
layout!(CitygateSummary, size 648, demand_dm3_per_h at 0, supply_dm3_per_h at 8, served_dm3_per_h at 16,
    curtailed_dm3_per_h at 24, unused_dm3_per_h at 32, classes at 40, steps at 136);

/// A mirror and what it mirrors have one layout. The inner types state the offsets beside their definitions.
macro_rules! mirrors {
    ($mirror:ty, $inner:ty) => {
        const _: () = assert!(
            size_of::<$mirror>() == size_of::<$inner>() && align_of::<$mirror>() == align_of::<$inner>()
        );
    };
}

#[cfg(feature = "network")]
pub(super) use mirrors;

mirrors!(CitygateUser, User);
mirrors!(CitygateGrant, Grant);
mirrors!(CitygateStep, Step);
mirrors!(CitygateSummary, Summary);

const _: () = {
    assert!(CITYGATE_CLASS_COUNT as usize == CLASS_COUNT);
    assert!(CITYGATE_MAX_STEPS as usize == MAX_STEPS);
    assert!(CITYGATE_MAX_USERS as usize == crate::units::MAX_USERS);
    assert!(CITYGATE_CLASS_CHEMICAL == SupplyClass::Chemical as u8);
    assert!(CITYGATE_SHARE_ROTATING == Share::Rotating as u8);
    assert!(CITYGATE_REASON_NOT_ELIGIBLE == Reason::NotEligible as u8);
    assert!(CITYGATE_ATTRIBUTE_PROTECTED_CONTRACT == Attributes::PROTECTED_CONTRACT.bits());
    assert!(CITYGATE_ATTRIBUTES_STANDARD == Attributes::STANDARD.bits());
};
