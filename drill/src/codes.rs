//! How values of the library are written in results: by their names, and bytes as hexadecimal digits.

use std::fmt::Display;

use citygate::allocate::Reason;
use citygate::event::{
    ActionKind, Authority, Criterion, Government, Grade, Justification, NetworkCondition, Phase, Recipient,
    RecipientSet, ReportItem, Response, Trend, TrendSource, Unmet, UnmetSet, WarningLevel,
};
use citygate::user::SupplyClass;
use serde::{Serialize, Serializer};

/// What has a name in files, or is absent.
pub trait Named {
    fn name_in_files(&self) -> Option<&'static str>;
}

/// Several things that have names in files, or are absent.
pub trait NamedSet {
    fn names_in_files(&self) -> Option<Vec<&'static str>>;
}

macro_rules! named {
    ($($type:ty),+) => {$(
        impl Named for $type {
            fn name_in_files(&self) -> Option<&'static str> {
                Some(self.name())
            }
        }
    )+};
}

named!(ActionKind, Authority, Criterion, Government, Grade, Justification, NetworkCondition, Phase, Reason);
named!(Recipient, Response, SupplyClass, Trend, TrendSource, WarningLevel);

impl<T: Named> Named for Option<T> {
    fn name_in_files(&self) -> Option<&'static str> {
        self.as_ref().and_then(Named::name_in_files)
    }
}

impl NamedSet for UnmetSet {
    fn names_in_files(&self) -> Option<Vec<&'static str>> {
        Some(self.iter().map(Unmet::name).collect())
    }
}

impl NamedSet for RecipientSet {
    fn names_in_files(&self) -> Option<Vec<&'static str>> {
        Some(self.iter().map(Recipient::name).collect())
    }
}

impl NamedSet for Vec<ReportItem> {
    fn names_in_files(&self) -> Option<Vec<&'static str>> {
        Some(self.iter().map(|item| item.name()).collect())
    }
}

impl<T: NamedSet> NamedSet for Option<T> {
    fn names_in_files(&self) -> Option<Vec<&'static str>> {
        self.as_ref().and_then(NamedSet::names_in_files)
    }
}

pub fn by_name<S: Serializer>(value: &impl Named, serializer: S) -> Result<S::Ok, S::Error> {
    value.name_in_files().serialize(serializer)
}

pub fn by_names<S: Serializer>(set: &impl NamedSet, serializer: S) -> Result<S::Ok, S::Error> {
    set.names_in_files().serialize(serializer)
}

pub fn as_text<S: Serializer>(value: &Option<impl Display>, serializer: S) -> Result<S::Ok, S::Error> {
    value.as_ref().map(ToString::to_string).serialize(serializer)
}

pub fn as_hex<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex(bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
