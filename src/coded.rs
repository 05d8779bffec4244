//! Enumerations and sets whose numbers are permanent, because they go into records and across the C ABI.
//!
//! The enumerations themselves stay plain Rust, so that the generator of the C header can read them.

/// Gives an enumeration with a permanent one-byte code for each value what goes with it. A value left out does not
/// compile: the match in `name` would miss it.
macro_rules! coded {
    ($name:ident { $($variant:ident => $text:literal,)+ }) => {
        impl $name {
            /// Every value, in the order of the codes.
            pub const ALL: [$name; [$($text),+].len()] = [$($name::$variant),+];

            /// The value with this code, or `None` when the code stands for no value.
            pub const fn from_code(code: u8) -> Option<$name> {
                match code {
                    $( code if code == $name::$variant as u8 => Some($name::$variant), )+
                    _ => None,
                }
            }

            /// The permanent code, in records and across the C ABI.
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The name in files and JSON.
            pub const fn name(self) -> &'static str {
                match self {
                    $( $name::$variant => $text, )+
                }
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                $crate::coded::names::deserialize(deserializer, &[$(($text, $name::$variant)),+], &[$($text),+])
            }
        }

        #[cfg(feature = "defmt")]
        impl defmt::Format for $name {
            fn format(&self, f: defmt::Formatter<'_>) {
                match self {
                    $( $name::$variant => defmt::write!(f, $text), )+
                }
            }
        }
    };
}

/// Gives a set over such an enumeration what goes with it: the value with code `n` is bit `n`.
macro_rules! coded_set {
    ($set:ident($bits:ty) of $element:ident) => {
        impl $set {
            /// The empty set.
            pub const NONE: $set = $set(0);
            /// The set of all values.
            pub const ALL: $set = $set::of(&$element::ALL);

            /// The set of these values.
            pub const fn of(elements: &[$element]) -> $set {
                let mut bits = 0;
                let mut rest = elements;
                while let [element, tail @ ..] = rest {
                    bits |= 1 << *element as u8;
                    rest = tail;
                }
                $set(bits)
            }

            /// The set with these bits, or `None` when a bit stands for no value.
            pub const fn from_bits(bits: $bits) -> Option<$set> {
                // Of a set that takes all bits there are none.
                let unknown = !$set::ALL.0;
                if bits & unknown == 0 { Some($set(bits)) } else { None }
            }

            /// The bits: the value with code `n` is bit `n`.
            pub const fn bits(self) -> $bits {
                self.0
            }

            /// Whether the set holds the value.
            pub const fn contains(self, element: $element) -> bool {
                self.0 & (1 << element as u8) != 0
            }

            /// What is in this set, in the other, or in both.
            #[must_use]
            pub const fn union(self, other: $set) -> $set {
                $set(self.0 | other.0)
            }

            /// What is in this set and not in the other.
            #[must_use]
            pub const fn without(self, other: $set) -> $set {
                $set(self.0 & !other.0)
            }

            /// Whether the set is empty.
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The values in the set, in the order of their codes.
            pub fn iter(self) -> impl Iterator<Item = $element> {
                let mut bits = self.0;
                // By bits, not by asking for every value: the scan of a controller goes through sets.
                core::iter::from_fn(move || {
                    let element = $element::from_code(bits.trailing_zeros() as u8)?;
                    bits &= bits - 1;
                    Some(element)
                })
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $set {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $set {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$set, D::Error> {
                let add = |set: $set, element: $element| set.union($set::of(&[element]));
                $crate::coded::names::deserialize_set(deserializer, $set::NONE, add)
            }
        }

        #[cfg(feature = "defmt")]
        impl defmt::Format for $set {
            fn format(&self, f: defmt::Formatter<'_>) {
                defmt::write!(f, "{{");
                for element in self.iter() {
                    defmt::write!(f, " {}", element);
                }
                defmt::write!(f, " }}");
            }
        }
    };
}

pub(crate) use {coded, coded_set};

/// Values read by their names.
#[cfg(feature = "serde")]
pub(crate) mod names {
    use core::fmt;
    use core::marker::PhantomData;

    use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

    /// Reads one of these values by its name.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Copy + 'static>(
        deserializer: D,
        values: &'static [(&'static str, T)],
        names: &'static [&'static str],
    ) -> Result<T, D::Error> {
        struct Named<T: 'static> {
            values: &'static [(&'static str, T)],
            names: &'static [&'static str],
        }

        impl<T: Copy> Visitor<'_> for Named<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one of the names")?;
                self.names.iter().try_for_each(|name| write!(f, " {name}"))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
                let known = self.values.iter().find(|(known, _)| *known == name);
                known.map(|(_, value)| *value).ok_or_else(|| E::unknown_variant(name, self.names))
            }
        }

        deserializer.deserialize_str(Named { values, names })
    }

    /// Reads a set as a list of its elements.
    pub(crate) fn deserialize_set<'de, D: Deserializer<'de>, E: Deserialize<'de>, S>(
        deserializer: D,
        empty: S,
        add: impl Fn(S, E) -> S,
    ) -> Result<S, D::Error> {
        struct Elements<E, S, F> {
            empty: S,
            add: F,
            element: PhantomData<E>,
        }

        impl<'de, E: Deserialize<'de>, S, F: Fn(S, E) -> S> Visitor<'de> for Elements<E, S, F> {
            type Value = S;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of names")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<S, A::Error> {
                let mut set = self.empty;
                while let Some(element) = elements.next_element()? {
                    set = (self.add)(set, element);
                }
                Ok(set)
            }
        }

        deserializer.deserialize_seq(Elements { empty, add, element: PhantomData })
    }
}
