//! Measured values as they arrive: value, age, and quality, whatever the protocol.
//!
//! # What the protocols say
//!
//! | here | OPC UA status | IEC 60870-5-101/104 quality | Modbus |
//! |---|---|---|---|
//! | good | severity 00 | no bit, or only SB | answered |
//! | uncertain | severity 01 | OV (bit 0), BL (bit 4), NT (bit 6) | |
//! | bad | severity 10, 11 | IV (bit 7) | exception, no answer |
//! | substituted by the source | UncertainSubstituteValue | SB (bit 5) | |
//!
//! Sources: OPC UA Part 8 (data access) and Part 4 (status codes); IEC 60870-5-101, 7.2.6.3 (quality descriptor).

use super::snapshot::form::saved;
use crate::coded::coded;
use crate::units::Total;

/// How far a value can be relied upon. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Quality {
    /// As measured.
    Good = 0,
    /// It may be wrong: used with care, and nothing that protects is taken away because of it.
    Uncertain = 1,
    /// Not to be used.
    Bad = 2,
}

coded!(Quality {
    Good => "good",
    Uncertain => "uncertain",
    Bad => "bad",
});

/// The code of a quality as C gives it: any byte.
pub(crate) type QualityCode = u8;

/// One value from the field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Signal {
    /// The value, in the unit of the problem: dm³/h of a flow by intention.
    pub value: Total,
    /// How long ago it was measured, in ms.
    pub age_ms: u32,
    /// A code of [`Quality`]; one that stands for no quality is taken as bad.
    pub quality: QualityCode,
    /// 1 if whoever sent it put it in the place of a measurement; otherwise 0.
    pub is_substituted: u8,
    /// 0.
    pub reserved: u16,
}

impl Signal {
    /// A good value measured just now.
    pub const fn good(value: u64) -> Signal {
        Signal { value, age_ms: 0, quality: Quality::Good as u8, is_substituted: 0, reserved: 0 }
    }

    /// No value.
    pub const fn bad() -> Signal {
        Signal::good(0).with_quality(Quality::Bad)
    }

    /// The same value with another quality.
    #[must_use]
    pub const fn with_quality(self, quality: Quality) -> Signal {
        Signal { quality: quality as u8, ..self }
    }

    /// The same value, so old.
    #[must_use]
    pub const fn aged(self, age_ms: u32) -> Signal {
        Signal { age_ms, ..self }
    }

    /// The quality.
    pub const fn quality(&self) -> Quality {
        match Quality::from_code(self.quality) {
            Some(quality) => quality,
            None => Quality::Bad,
        }
    }

    /// A value with an OPC UA status code: its two highest bits are the severity.
    pub const fn from_opc_ua(value: u64, status: u32, age_ms: u32) -> Signal {
        const SUBSTITUTE: u32 = 0x4091_0000;
        let quality = match status >> 30 {
            0 => Quality::Good,
            1 => Quality::Uncertain,
            _ => Quality::Bad,
        };
        let is_substituted = (status & 0xffff_0000 == SUBSTITUTE) as u8;
        Signal { is_substituted, ..Signal::good(value).with_quality(quality).aged(age_ms) }
    }

    /// A value with a quality descriptor of IEC 60870-5-101 or -104.
    pub const fn from_iec_60870(value: u64, descriptor: u8, age_ms: u32) -> Signal {
        const OVERFLOW: u8 = 0x01;
        const BLOCKED: u8 = 0x10;
        const SUBSTITUTED: u8 = 0x20;
        const NOT_TOPICAL: u8 = 0x40;
        const INVALID: u8 = 0x80;
        let quality = match descriptor {
            bits if bits & INVALID != 0 => Quality::Bad,
            bits if bits & (OVERFLOW | BLOCKED | NOT_TOPICAL) != 0 => Quality::Uncertain,
            _ => Quality::Good,
        };
        let is_substituted = (descriptor & SUBSTITUTED != 0) as u8;
        Signal { is_substituted, ..Signal::good(value).with_quality(quality).aged(age_ms) }
    }

    /// A value read over Modbus; none if there was no answer, or an exception.
    pub const fn from_modbus(value: Option<u64>, age_ms: u32) -> Signal {
        match value {
            Some(value) => Signal::good(value).aged(age_ms),
            None => Signal::bad().aged(age_ms),
        }
    }
}

/// Whether a valve does what the station says. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Valve {
    /// It does.
    Available = 0,
    /// It does not: it is set to local, has failed, or does not answer.
    NotAvailable = 1,
}

coded!(Valve {
    Available => "available",
    NotAvailable => "not_available",
});

saved!(codes of Valve);

/// The code of a valve as C gives it: any byte.
pub(crate) type ValveCode = u8;

/// The signals of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct UserSignals {
    /// What it wants.
    pub demand: Signal,
    /// What it draws.
    pub flow: Signal,
    /// A code of [`Valve`]; any other number is taken as not available.
    pub valve: ValveCode,
    /// 0.
    pub reserved: [u8; 7],
}

impl UserSignals {
    /// What a user wants and draws, with a valve that is available.
    pub const fn new(demand: Signal, flow: Signal) -> UserSignals {
        UserSignals { demand, flow, valve: Valve::Available as u8, reserved: [0; 7] }
    }

    /// The same, with this valve.
    #[must_use]
    pub const fn with_valve(self, valve: Valve) -> UserSignals {
        UserSignals { valve: valve as u8, ..self }
    }

    /// The valve.
    pub const fn valve(&self) -> Valve {
        match Valve::from_code(self.valve) {
            Some(valve) => valve,
            None => Valve::NotAvailable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_protocols_are_understood() {
        let opc_ua = |status| Signal::from_opc_ua(7, status, 3);
        for (status, quality, is_substituted) in [
            (0, Quality::Good, 0),
            (0x4000_0000, Quality::Uncertain, 0),
            (0x4090_0000, Quality::Uncertain, 0),
            (0x4091_0000, Quality::Uncertain, 1),
            (0x8000_0000, Quality::Bad, 0),
            (0x8031_0000, Quality::Bad, 0),
            (0x808c_0000, Quality::Bad, 0),
            (0x808d_0000, Quality::Bad, 0),
            (0xc000_0000, Quality::Bad, 0),
        ] {
            assert_eq!((opc_ua(status).quality(), opc_ua(status).is_substituted), (quality, is_substituted));
        }
        for descriptor in 0..=255u8 {
            let signal = Signal::from_iec_60870(7, descriptor, 3);
            let quality = match descriptor {
                0x80.. => Quality::Bad,
                bits if bits & 0x51 != 0 => Quality::Uncertain,
                _ => Quality::Good,
            };
            assert_eq!((signal.quality(), signal.is_substituted), (quality, descriptor >> 5 & 1));
        }
        assert_eq!(Signal::from_modbus(Some(7), 3), Signal::good(7).aged(3));
        assert_eq!(Signal::from_modbus(None, 3).quality(), Quality::Bad);
        assert_eq!(Signal { quality: 9, ..Signal::good(1) }.quality(), Quality::Bad);
    }
}
