//! What of a request is looked at before it is decoded.
//!
//! The decoder of tokio-modbus 0.17 reads coils beyond their end where the quantity does not go with the byte count, and
//! multiplies a quantity until it overflows: both are panics. It takes any length, too. So it is only given what has passed
//! here.

/// The longest protocol data unit (Modbus Application Protocol V1.1b3 §4.1).
pub const LONGEST_PDU: usize = 253;

/// Before the protocol data unit on a connection: transaction, protocol and length of two bytes each, and the unit.
pub const HEADER: usize = 7;

/// The longest frame on a connection.
pub const LONGEST_TCP: usize = HEADER + LONGEST_PDU;

/// How long the frame is that begins like this, as soon as that can be said.
///
/// # Errors
///
/// It is none of Modbus.
pub fn tcp_length(frame: &[u8]) -> Result<Option<usize>, &'static str> {
    let &[_, _, protocol_high, protocol_low, high, low, ..] = frame else { return Ok(None) };
    if [protocol_high, protocol_low] != [0, 0] {
        return Err("the protocol is not Modbus");
    }
    // Unit and function at least.
    let length = usize::from(u16::from_be_bytes([high, low]));
    if !(2..=1 + LONGEST_PDU).contains(&length) {
        return Err("the length is not 2 to 254");
    }
    Ok(Some(HEADER - 1 + length))
}

/// Whether the quantities and the byte count of a request to write several go together and with its length. What else can be
/// wrong with a request the decoder finds itself.
pub fn is_sound(pdu: &[u8]) -> bool {
    let (quantity, bytes_each_16, byte_count, data) = match *pdu {
        [15, _, _, high, low, byte_count, ref data @ ..] => ([high, low], 2, byte_count, data),
        [16, _, _, high, low, byte_count, ref data @ ..] => ([high, low], 32, byte_count, data),
        [23, _, _, _, _, _, _, high, low, byte_count, ref data @ ..] => ([high, low], 32, byte_count, data),
        [15 | 16 | 23, ..] => return false,
        _ => return !pdu.is_empty(),
    };
    let bytes = (usize::from(u16::from_be_bytes(quantity)) * bytes_each_16).div_ceil(16);
    bytes != 0 && bytes == usize::from(byte_count) && data.len() == bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio_modbus::{Request, bytes::Bytes};

    /// Whatever passes is decoded without a panic; that is all that this test sees.
    fn decode(pdu: &[u8]) {
        if is_sound(pdu) {
            let _ = Request::try_from(Bytes::copy_from_slice(pdu));
        }
    }

    #[test]
    fn nothing_that_passes_is_the_decoders_end() {
        for function in 0..=255 {
            for (high, low) in
                [(0, 0), (0, 1), (0, 123), (0, 124), (7, 208), (0x7f, 0xff), (0x80, 0), (0xff, 0xff)]
            {
                for byte_count in [0, 1, 2, 246, 247, 248, 255] {
                    for length in (0..14).chain(240..=LONGEST_PDU) {
                        let mut pdu = vec![0; length];
                        let begin = [function, 0, 0, high, low, byte_count, 0, high, low, byte_count];
                        for (to, from) in pdu.iter_mut().zip(begin) {
                            *to = from;
                        }
                        decode(&pdu);
                    }
                }
            }
        }
    }

    #[test]
    fn byte_counts_that_do_not_go_with_quantities_do_not_pass() {
        assert!(is_sound(&[16, 0, 0, 0, 1, 2, 0, 0]));
        assert!(is_sound(&[15, 0, 0, 0, 9, 2, 0, 0]));
        assert!(!is_sound(&[15, 0, 0, 0, 17, 2, 0, 0]));
        assert!(!is_sound(&[15, 0, 0, 0, 8, 2, 0, 0]));
        assert!(!is_sound(&[16, 0, 0, 0, 1, 2, 0, 0, 0]));
        assert!(!is_sound(&[16, 0, 0, 0, 1, 2, 0]));
        assert!(!is_sound(&[16, 0, 0, 0x80, 0, 0]));
        assert!(!is_sound(&[23, 0, 0, 0, 1, 0, 0, 0x80, 0, 0]));
        assert!(!is_sound(&[]));
        assert!(is_sound(&[3]), "the decoder says what is wrong with it");
    }

    #[test]
    fn headers() {
        assert_eq!(tcp_length(&[0, 1, 0, 0, 0]), Ok(None));
        assert_eq!(tcp_length(&[0, 1, 0, 0, 0, 6]), Ok(Some(12)));
        assert_eq!(tcp_length(&[0, 1, 0, 0, 0, 254]), Ok(Some(LONGEST_TCP)));
        for wrong in [[0, 0, 0, 1], [0, 0, 0, 255], [0, 1, 0, 6], [1, 0, 0, 6], [0, 0, 1, 0]] {
            let [a, b, c, d] = wrong;
            assert!(tcp_length(&[0, 1, a, b, c, d]).is_err(), "{wrong:?}");
        }
    }
}
