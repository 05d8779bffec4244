//! How what is kept becomes bytes and back: each field by its form, one after the other, little-endian.
//!
//! A structure's form names all of its fields ([`saved`]): one that is added and not named does not compile. What is
//! read is checked field by field; of bytes that say what cannot be, nothing is read.

use crate::codec::{Reader, Writer};

/// The form in which a value is saved.
pub(in crate::station) trait Form {
    /// What is saved.
    type Value;
    /// How many bytes it takes, always.
    const BYTES: usize;

    fn write(value: &Self::Value, to: &mut Writer<'_>);

    /// Reads a value in its place, for the stack's sake; none if the bytes are not of this form: it is of no use then.
    fn read(value: &mut Self::Value, from: &mut Reader<'_>) -> Option<()>;
}

/// A mark: 0 or 1, kept in a number of any width.
pub(in crate::station) struct Flag<T>(core::marker::PhantomData<T>);

/// A number below a limit.
pub(in crate::station) struct Below<const LIMIT: u32>;

/// What is always zero, and not saved.
pub(in crate::station) struct Zero<T>(core::marker::PhantomData<T>);

/// What every number is saved as.
macro_rules! numbers {
    ($($number:ident)+) => {
        $(impl Form for $number {
            type Value = $number;
            const BYTES: usize = size_of::<$number>();

            fn write(value: &$number, to: &mut Writer<'_>) {
                to.bytes(&value.to_le_bytes());
            }

            fn read(value: &mut $number, from: &mut Reader<'_>) -> Option<()> {
                *value = $number::from_le_bytes(from.array());
                Some(())
            }
        }

        impl Form for Flag<$number> {
            type Value = $number;
            const BYTES: usize = 1;

            fn write(value: &$number, to: &mut Writer<'_>) {
                to.u8((*value != 0) as u8);
            }

            fn read(value: &mut $number, from: &mut Reader<'_>) -> Option<()> {
                let mark = from.u8();
                *value = mark as $number;
                (mark <= 1).then_some(())
            }
        })+
    };
}

numbers!(u8 u16 u32 u64);

impl<const LIMIT: u32> Form for Below<LIMIT> {
    type Value = u32;
    const BYTES: usize = u32::BYTES;

    fn write(value: &u32, to: &mut Writer<'_>) {
        u32::write(value, to);
    }

    fn read(value: &mut u32, from: &mut Reader<'_>) -> Option<()> {
        u32::read(value, from)?;
        (*value < LIMIT).then_some(())
    }
}

impl<T: Default> Form for Zero<T> {
    type Value = T;
    const BYTES: usize = 0;

    fn write(_: &T, _: &mut Writer<'_>) {}

    fn read(value: &mut T, _: &mut Reader<'_>) -> Option<()> {
        *value = T::default();
        Some(())
    }
}

impl<F: Form, const N: usize> Form for [F; N] {
    type Value = [F::Value; N];
    const BYTES: usize = F::BYTES * N;

    fn write(values: &[F::Value; N], to: &mut Writer<'_>) {
        for value in values {
            F::write(value, to);
        }
    }

    fn read(values: &mut [F::Value; N], from: &mut Reader<'_>) -> Option<()> {
        values.iter_mut().try_for_each(|value| F::read(value, from))
    }
}

/// Gives a structure its form: its fields in the order in which they are saved, each with its own form. Every field is
/// named, or it does not compile. `codes of` gives it to the codes of enumerations, where a structure keeps these.
macro_rules! saved {
    (codes of $($name:ident)+) => {
        $(impl $crate::station::snapshot::form::Form for $name {
            type Value = u8;
            const BYTES: usize = 1;

            fn write(code: &u8, to: &mut $crate::codec::Writer<'_>) {
                to.u8(*code);
            }

            fn read(code: &mut u8, from: &mut $crate::codec::Reader<'_>) -> Option<()> {
                *code = from.u8();
                $name::from_code(*code).map(drop)
            }
        })+
    };
    ($name:ident { $($field:ident: $form:ty),+ $(,)? }) => {
        impl $crate::station::snapshot::form::Form for $name {
            type Value = $name;
            const BYTES: usize = 0 $(+ <$form as $crate::station::snapshot::form::Form>::BYTES)+;

            fn write(value: &$name, to: &mut $crate::codec::Writer<'_>) {
                let $name { $($field,)+ } = value;
                $(<$form as $crate::station::snapshot::form::Form>::write($field, to);)+
            }

            fn read(value: &mut $name, from: &mut $crate::codec::Reader<'_>) -> Option<()> {
                let $name { $($field,)+ } = value;
                $(<$form as $crate::station::snapshot::form::Form>::read($field, from)?;)+
                Some(())
            }
        }
    };
}

pub(in crate::station) use saved;
