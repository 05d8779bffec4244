//! Warnings against the plan's table (§3.3).
#![cfg(feature = "event")]

use citygate::event::{
    Authority, Measure, Possibility, Signatory, Warning, WarningAction, WarningLevel, WarningNotice,
    WarningReach, WarningRefusal, WarningState, warning_level,
};

#[test]
fn the_level_is_the_worse_of_possibility_and_reach() {
    // Rows: none, regional, trunk affected, trunk unable. Columns: none, county, other city, key city, province.
    let table = [[0, 4, 3, 2, 1], [3, 3, 3, 2, 1], [2, 2, 2, 2, 1], [1, 1, 1, 1, 1]];
    for (possibility, row) in Possibility::ALL.into_iter().zip(table) {
        for (reach, level) in WarningReach::ALL.into_iter().zip(row) {
            let got = warning_level(possibility, reach).map_or(0, WarningLevel::code);
            assert_eq!(got, level, "{possibility:?} {reach:?}");
        }
    }
}

#[test]
fn a_level_brings_its_own_measures_and_those_below() {
    let blue = WarningLevel::Blue.measures();
    assert_eq!(blue.bits(), 0b1_1111);
    assert_eq!(WarningLevel::Yellow.measures(), blue);
    let orange = WarningLevel::Orange.measures();
    assert_eq!(orange.without(blue).bits(), 0b11_1110_0000);
    assert_eq!(WarningLevel::Red.measures(), orange);
    let own: Vec<Measure> = orange.without(blue).iter().collect();
    assert_eq!(own.first(), Some(&Measure::TeamsOnStandby));
    assert_eq!(own.last(), Some(&Measure::OtherAdvanced));
}

#[test]
fn only_who_issued_a_warning_adjusts_and_lifts_it() {
    for issuer in Authority::ALL {
        let issuer = Signatory { authority: issuer, division: 220_100, person: 1 };
        let mut warnings = WarningState::default();
        assert_eq!(warnings.lift(issuer), Err(WarningRefusal::NotIssued));
        assert_eq!(warnings.adjust(WarningLevel::Red, issuer), Err(WarningRefusal::NotIssued));
        let issued = warnings.issue(WarningLevel::Blue, issuer);
        if matches!(issuer.authority, Authority::Engine | Authority::Enterprise) {
            assert_eq!(issued, Err(WarningRefusal::NoAuthority));
            assert_eq!(warnings.warning(), None);
            continue;
        }
        assert_eq!(
            issued,
            Ok(WarningNotice {
                action: WarningAction::Issue,
                from: None,
                to: Some(WarningLevel::Blue),
                by: issuer
            })
        );
        for other in Authority::ALL {
            for division in [220_100, 220_200] {
                let other = Signatory { authority: other, division, person: 2 };
                let mut copy = warnings;
                assert!(copy.issue(WarningLevel::Red, other).is_err());
                assert_eq!(copy, warnings);
                let may = other.authority == issuer.authority && division == issuer.division;
                let refused = WarningRefusal::NotTheIssuer { issuer };
                assert_eq!(copy.adjust(WarningLevel::Red, other).is_ok(), may);
                assert_eq!(copy.lift(other).is_ok(), may);
                if !may {
                    assert_eq!(copy, warnings);
                    assert_eq!(copy.lift(other), Err(refused));
                }
            }
        }
        assert_eq!(warnings.adjust(WarningLevel::Blue, issuer), Err(WarningRefusal::SameLevel));
        assert_eq!(
            warnings.adjust(WarningLevel::Orange, issuer).map(|n| n.from),
            Ok(Some(WarningLevel::Blue))
        );
        assert_eq!(warnings.warning(), Some(Warning { level: WarningLevel::Orange, issuer }));
        let lifted = warnings.lift(Signatory { person: 9, ..issuer }).unwrap();
        assert_eq!((lifted.action, lifted.to, lifted.by.person), (WarningAction::Lift, None, 9));
        assert_eq!(warnings.warning(), None);
    }
}
