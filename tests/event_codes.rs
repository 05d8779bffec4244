//! Codes, names and texts of every enumeration and set.
#![cfg(feature = "event")]

use citygate::event::*;

/// Codes, names and texts of one enumeration: permanent, distinct, complete.
macro_rules! check_coded {
    ($($name:ident: [$($code:literal),+];)+) => {$(
        assert_eq!($name::ALL.map($name::code), [$($code),+], stringify!($name));
        for code in 0..=u8::MAX {
            assert_eq!($name::from_code(code).map($name::code), [$($code),+].contains(&code).then_some(code));
        }
        let texts = |text: fn($name) -> &'static str| {
            let mut texts = $name::ALL.map(text).to_vec();
            assert!(texts.iter().all(|text| !text.is_empty()));
            texts.sort_unstable();
            texts.dedup();
            assert_eq!(texts.len(), $name::ALL.len(), stringify!($name));
        };
        texts($name::name);
        texts($name::text_en);
        texts($name::text_zh);
        assert!($name::ALL.iter().all(|value| value.text_en().is_ascii()));
        assert!($name::ALL.iter().all(|value| value.text_zh().chars().any(|c| ('一'..='鿿').contains(&c))));
    )+};
}

#[test]
fn codes_are_permanent_and_every_value_has_its_names() {
    check_coded! {
        Grade: [1, 2, 3, 4];
        Evaluator: [0, 1, 2, 3];
        Trend: [0, 1, 2];
        NetworkCondition: [0, 1, 2];
        Criterion: [1, 2, 3];
        Unmet: [0, 1, 2, 3, 4, 5];
        SampleOutcome: [0, 1, 2, 3, 4, 5, 6];
        TrendSource: [0, 1, 2];
        Authority: [0, 1, 2, 3, 4, 5, 6];
        WarningLevel: [1, 2, 3, 4];
        Possibility: [0, 1, 2, 3];
        WarningReach: [0, 1, 2, 3, 4];
        Measure: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        WarningAction: [0, 1, 2, 3, 4, 5];
        ResponseLevel: [1, 2, 3, 4];
        Government: [0, 1, 2];
        AffectedArea: [0, 1, 2, 3];
        ActionRemark: [0, 1, 2];
        Duty: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
        DutyTrigger: [0, 1, 2, 3, 4, 5, 6, 7];
        DutyHolder: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
        DutyDeadline: [0, 1, 2, 3, 4];
        Response: [0, 1, 2, 3, 4, 5, 6];
        Justification: [1, 2, 3, 4, 5];
        Phase: [0, 1, 2, 3, 4, 5, 6];
        ActionKind: [0, 1, 2, 3, 4, 5, 6];
        Recipient: [0, 1, 2, 3, 4, 5, 6, 7];
        Sensitivity: [0, 1, 2, 3];
        ReportItem: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    }
}

#[test]
fn sets_hold_what_they_are_given_and_refuse_unknown_bits() {
    for bits in 0..=u16::MAX {
        let set = ReportItemSet::from_bits(bits);
        assert_eq!(set.is_some(), bits < 1 << 13);
        if let Some(set) = set {
            let items: Vec<ReportItem> = set.iter().collect();
            assert_eq!(ReportItemSet::of(&items), set);
            assert_eq!(set.bits(), bits);
            assert!(ReportItem::ALL.iter().all(|item| set.contains(*item) == items.contains(item)));
        }
    }
    let all: Vec<Recipient> = RecipientSet::ALL.iter().collect();
    assert_eq!(all, Recipient::ALL);
    let upwards = RecipientSet::of(&[Recipient::ProvincialLeadership, Recipient::StateCouncil]);
    let others = RecipientSet::ALL.without(upwards);
    assert_eq!(others.union(upwards), RecipientSet::ALL);
    assert!(others.iter().all(|recipient| !upwards.contains(recipient)));
    assert!(RecipientSet::NONE.is_empty() && !others.is_empty());
}
