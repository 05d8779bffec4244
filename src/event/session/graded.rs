//! The last grade of an event, in place.

use crate::event::journal::entry::GradedEntry;

/// A [`GradedEntry`], or none, in the numbers and codes that records hold of it.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(super) struct LastGraded {
    numbers: [u64; 4],
    codes: [u8; 6],
    is_graded: u8,
    reserved: u8,
}

impl LastGraded {
    pub(super) const NONE: LastGraded =
        LastGraded { numbers: [0; 4], codes: [0; 6], is_graded: 0, reserved: 0 };

    pub(super) fn new(graded: &GradedEntry) -> LastGraded {
        let ([c0, c1, c2, c3, c4, c5, ..], [n0, n1, n2, n3, ..]) = graded.write();
        LastGraded { numbers: [n0, n1, n2, n3], codes: [c0, c1, c2, c3, c4, c5], is_graded: 1, reserved: 0 }
    }

    pub(super) fn entry(&self) -> Option<GradedEntry> {
        let ([c0, c1, c2, c3, c4, c5], [n0, n1, n2, n3]) = (self.codes, self.numbers);
        if self.is_graded == 0 {
            return None;
        }
        GradedEntry::read([c0, c1, c2, c3, c4, c5, 0, 0], [n0, n1, n2, n3, 0, 0])
    }

    /// Whether grade, criterion and recommendation are the same: then nothing new goes on record.
    pub(super) const fn says_the_same(&self, other: &LastGraded) -> bool {
        let ([grade, criterion, .., recommended], [other_grade, other_criterion, .., other_recommended]) =
            (self.codes, other.codes);
        self.is_graded == other.is_graded
            && grade == other_grade
            && criterion == other_criterion
            && recommended == other_recommended
    }

    pub(super) fn is_sound(&self) -> bool {
        let is_entry = self.is_graded == 1 && self.entry().is_some();
        let is_none = self.is_graded == 0 && self.numbers == [0; 4] && self.codes == [0; 6];
        (is_entry || is_none) && self.reserved == 0
    }
}
