//! Little-endian bytes of fixed fields, in order.

// Each access to a field is a few instructions, called from many places: not inlined, for flash.

/// Writes fields one after the other. What does not fit is left out: every user writes a fixed layout into an
/// array of the length that the layout has, and a test says that it is filled.
pub(crate) struct Writer<'a> {
    rest: &'a mut [u8],
}

impl<'a> Writer<'a> {
    pub(crate) fn new(bytes: &'a mut [u8]) -> Writer<'a> {
        Writer { rest: bytes }
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        let rest = core::mem::take(&mut self.rest);
        if let Some((head, tail)) = rest.split_at_mut_checked(bytes.len()) {
            for (place, byte) in head.iter_mut().zip(bytes) {
                *place = *byte;
            }
            self.rest = tail;
        }
    }

    #[inline(never)]
    pub(crate) fn u8(&mut self, value: u8) {
        self.bytes(&[value]);
    }

    #[inline(never)]
    pub(crate) fn u32(&mut self, value: u32) {
        self.bytes(&value.to_le_bytes());
    }

    #[inline(never)]
    pub(crate) fn u64(&mut self, value: u64) {
        self.bytes(&value.to_le_bytes());
    }

    #[cfg(all(test, feature = "event"))]
    pub(crate) fn is_full(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Reads fields one after the other. Beyond the end is nothing but zeros: as with [`Writer`], every user reads a fixed
/// layout out of an array of the length that the layout has.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    #[inline(never)]
    fn fill(&mut self, bytes: &mut [u8]) {
        if let Some((head, tail)) = self.rest.split_at_checked(bytes.len()) {
            for (place, byte) in bytes.iter_mut().zip(head) {
                *place = *byte;
            }
            self.rest = tail;
        }
    }

    #[inline(never)]
    pub(crate) fn u8(&mut self) -> u8 {
        u8::from_le_bytes(self.array())
    }

    #[inline(never)]
    pub(crate) fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    #[inline(never)]
    pub(crate) fn u64(&mut self) -> u64 {
        u64::from_le_bytes(self.array())
    }
}
