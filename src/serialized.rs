//! Serialized forms (feature `serde`): people's names in place of codes, and nothing that the library would refuse.

use core::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::allocate::result::{NO_NODE, Why};
use crate::allocate::{Grant, Reason};
use crate::coded::names;
use crate::policy::{MAX_STEPS, NO_STEP, Policy, Rotation, Share, Step, Target};
use crate::units::{Flow, Volume};
use crate::user::{Attributes, ClassSet, SupplyClass, User};

/// A user by name: what a scenario file says of it.
#[derive(Serialize, Deserialize)]
#[serde(rename = "User", deny_unknown_fields)]
struct UserForm {
    class: SupplyClass,
    demand: Flow,
    #[serde(default)]
    minimum: Flow,
    #[serde(default)]
    base: Flow,
    #[serde(default)]
    node: u32,
    #[serde(default)]
    on_off: bool,
    #[serde(default)]
    attributes: Attributes,
    #[serde(default = "UserForm::usual_weight")]
    weight: u16,
    #[serde(default)]
    rank: u16,
    #[serde(default)]
    cumulative_curtailment: Volume,
}

impl UserForm {
    fn usual_weight() -> u16 {
        1
    }
}

impl Serialize for User {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let class = self.class().ok_or_else(|| S::Error::custom("the user's class is none of the six"))?;
        if self.on_off_code() > 1 {
            return Err(S::Error::custom("the user's on/off mark is neither 0 nor 1"));
        }
        let form = UserForm {
            class,
            demand: self.demand,
            minimum: self.minimum,
            base: self.base,
            node: self.node,
            on_off: self.is_on_off(),
            attributes: self.attributes,
            weight: self.weight,
            rank: self.rank,
            cumulative_curtailment: self.cumulative_curtailment,
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for User {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<User, D::Error> {
        let form = UserForm::deserialize(deserializer)?;
        Ok(User {
            minimum: form.minimum,
            base: form.base,
            node: form.node,
            attributes: form.attributes,
            weight: form.weight,
            rank: form.rank,
            cumulative_curtailment: form.cumulative_curtailment,
            ..User::new(form.class, form.demand).with_on_off(form.on_off)
        })
    }
}

/// A list of names. The three free attributes are `bit_13` to `bit_15`.
impl Serialize for Attributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Attributes, D::Error> {
        let add = |attributes: Attributes, NamedAttribute(attribute)| attributes.union(attribute);
        names::deserialize_set(deserializer, Attributes::NONE, add)
    }
}

/// One attribute of a list.
struct NamedAttribute(Attributes);

impl<'de> Deserialize<'de> for NamedAttribute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NamedAttribute, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = NamedAttribute;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of an attribute")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<NamedAttribute, E> {
                let unknown = || E::invalid_value(Unexpected::Str(name), &self);
                Attributes::named(name).map(NamedAttribute).ok_or_else(unknown)
            }
        }

        deserializer.deserialize_str(Name)
    }
}

/// A step by name.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Step", deny_unknown_fields)]
struct StepForm {
    classes: ClassSet,
    target: Target,
    share: Share,
    #[serde(default)]
    attributes_all: Attributes,
    #[serde(default)]
    attributes_none: Attributes,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rotation: Option<Rotation>,
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let invalid = || S::Error::custom("the step's target or sharing rule is unknown");
        let form = StepForm {
            classes: self.classes(),
            target: self.target().ok_or_else(invalid)?,
            share: self.share().ok_or_else(invalid)?,
            attributes_all: self.attributes_all(),
            attributes_none: self.attributes_none(),
            rotation: self.rotation().filter(|rotation| *rotation != Rotation::default()),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Step, D::Error> {
        let form = StepForm::deserialize(deserializer)?;
        let step = Step::new(form.classes, form.target, form.share)
            .with_all(form.attributes_all)
            .with_none(form.attributes_none)
            .with_rotation(form.rotation.unwrap_or_default());
        // Policy::new checks the rest, for all steps together.
        match step.target() {
            Some(_) => Ok(step),
            None => {
                Err(D::Error::custom("the permille is out of range: 1 to 1000 of demand, 1 to 65535 of base"))
            }
        }
    }
}

/// Written only: a policy borrows its steps. To read one, read its steps and make a policy of them.
impl Serialize for Policy<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct PolicyForm<'a> {
            steps: &'a [Step],
            serves: ClassSet,
            attributes: Attributes,
        }

        let form = PolicyForm { steps: self.steps(), serves: self.serves(), attributes: self.attributes() };
        form.serialize(serializer)
    }
}

/// A grant by name.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Grant", deny_unknown_fields)]
struct GrantForm {
    granted: Flow,
    reason: Reason,
    step: Option<u8>,
    node: Option<u32>,
}

impl Serialize for Grant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = GrantForm {
            granted: self.granted(),
            reason: self.reason(),
            step: self.step(),
            node: self.node(),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Grant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Grant, D::Error> {
        let GrantForm { granted, reason, step, node } = GrantForm::deserialize(deserializer)?;
        let needs_step = !matches!(reason, Reason::Satisfied | Reason::NotEligible);
        let contradicts_node = match reason {
            Reason::HeldByNode => node.is_none(),
            Reason::MinimumDidNotFit => false,
            _ => node.is_some(),
        };
        if step.is_some() != needs_step || step.is_some_and(|step| step as usize >= MAX_STEPS) {
            return Err(D::Error::custom(
                "the reason and the step contradict each other, or there is no such step",
            ));
        }
        if contradicts_node || node == Some(NO_NODE) {
            return Err(D::Error::custom(
                "the reason and the node contradict each other, or there is no such node",
            ));
        }
        let mut grant = Grant::new(granted, Why::new(reason, step.unwrap_or(NO_STEP)));
        grant.node = node.unwrap_or(NO_NODE);
        Ok(grant)
    }
}
