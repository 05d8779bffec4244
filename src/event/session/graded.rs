//! The last grade of an event, in place: what it was graded by, and the grade that stands.

use crate::event::grade::{Grade, is_worse};
use crate::event::journal::fields::{Codes, Numbers};
use crate::event::journal::graded::GradedEntry;

/// A [`GradedEntry`], or none, in the numbers and codes that records hold of it.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(super) struct LastGraded {
    numbers: Numbers,
    codes: Codes,
    is_graded: u8,
    reserved: [u8; 3],
    pub(super) standing: Standing,
}

impl LastGraded {
    pub(super) const NONE: LastGraded = LastGraded {
        numbers: [0; 6],
        codes: [0; 8],
        is_graded: 0,
        reserved: [0; 3],
        standing: Standing::NONE,
    };

    /// Takes a new one, and says whether anything in it is to go on record: the grade that stands, the one met, its
    /// criterion, or the response recommended.
    pub(super) fn take(&mut self, graded: &GradedEntry) -> bool {
        let essence = |codes: &Codes| {
            let [grade, criterion, _, _, _, recommended, met, _] = *codes;
            [grade, criterion, recommended, met]
        };
        let (codes, numbers) = graded.write();
        let is_new = self.is_graded == 0 || essence(&codes) != essence(&self.codes);
        (self.codes, self.numbers, self.is_graded) = (codes, numbers, 1);
        is_new
    }

    /// Another event is not graded yet; what stands is not taken away.
    pub(super) fn forget(&mut self) {
        *self = LastGraded { standing: self.standing, ..LastGraded::NONE };
    }

    pub(super) fn entry(&self) -> Option<GradedEntry> {
        if self.is_graded == 0 { None } else { GradedEntry::read(self.codes, self.numbers) }
    }

    pub(super) fn is_sound(&self) -> bool {
        let is_entry = self.is_graded == 1 && self.entry().is_some();
        let is_none = self.is_graded == 0 && self.numbers == [0; 6] && self.codes == [0; 8];
        (is_entry || is_none) && self.reserved == [0; 3] && self.standing.is_sound()
    }
}

/// The grade that stands.
///
/// A grade once met stands. It gives way to a more serious one, to what an authority states, and to the end of the
/// response. What was stated stands in turn until the figures meet a more serious grade than when it was stated.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(super) struct Standing {
    /// Its code; 0: none.
    grade: u8,
    /// The code of the grade that the figures met when this one was stated; [`Standing::NOT_STATED`]: it was met.
    stated_over: u8,
    reserved: [u8; 2],
}

impl Standing {
    const NOT_STATED: u8 = u8::MAX;

    pub(super) const NONE: Standing =
        Standing { grade: 0, stated_over: Standing::NOT_STATED, reserved: [0; 2] };

    pub(super) const fn grade(&self) -> Option<Grade> {
        Grade::from_code(self.grade)
    }

    /// Follows the grade that the figures meet. `released`: the trend is stated not to be widening, or the outage to be
    /// planned, so that only what is met now stands.
    pub(super) fn follow(&mut self, met: Option<Grade>, released: bool) {
        let is_stated = self.stated_over != Standing::NOT_STATED;
        let is_more_serious = is_worse(met, self.grade());
        let gives_way = match is_stated {
            true => is_more_serious && is_worse(met, Grade::from_code(self.stated_over)),
            false => is_more_serious || released,
        };
        if gives_way {
            self.meet(met);
        }
    }

    /// An authority states it.
    pub(super) fn state(&mut self, grade: Option<Grade>, met: Option<Grade>) {
        let code = |grade: Option<Grade>| grade.map_or(0, Grade::code);
        (self.grade, self.stated_over) = (code(grade), code(met));
    }

    /// A record says that it stands: another one than before was met.
    pub(super) fn recorded(&mut self, grade: Option<Grade>) {
        if grade != self.grade() {
            self.meet(grade);
        }
    }

    /// As saved before; `None` when the codes stand for nothing.
    pub(super) fn from_codes(grade: u8, stated_over: u8) -> Option<Standing> {
        let standing = Standing { grade, stated_over, reserved: [0; 2] };
        standing.is_sound().then_some(standing)
    }

    pub(super) const fn codes(&self) -> [u8; 2] {
        [self.grade, self.stated_over]
    }

    pub(super) fn is_sound(&self) -> bool {
        let is_grade = |code: u8| code == 0 || Grade::from_code(code).is_some();
        is_grade(self.grade)
            && (is_grade(self.stated_over) || self.stated_over == Standing::NOT_STATED)
            && self.reserved == [0; 2]
    }

    fn meet(&mut self, met: Option<Grade>) {
        *self = Standing { grade: met.map_or(0, Grade::code), ..Standing::NONE };
    }
}
