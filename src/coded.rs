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
                if bits & !$set::ALL.0 == 0 { Some($set(bits)) } else { None }
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
                $element::ALL.iter().copied().filter(move |element| self.contains(*element))
            }
        }
    };
}

pub(crate) use {coded, coded_set};
