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
        assert_eq!(warnings.lift(issuer, None), Err(WarningRefusal::NotIssued));
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
                by: issuer,
                called_for: None,
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
                assert_eq!(copy.lift(other, None).is_ok(), may);
                if !may {
                    assert_eq!(copy, warnings);
                    assert_eq!(copy.lift(other, None), Err(refused));
                }
            }
        }
        assert_eq!(warnings.adjust(WarningLevel::Blue, issuer), Err(WarningRefusal::SameLevel));
        assert_eq!(
            warnings.adjust(WarningLevel::Orange, issuer).map(|n| n.from),
            Ok(Some(WarningLevel::Blue))
        );
        assert_eq!(warnings.warning(), Some(Warning { level: WarningLevel::Orange, issuer }));
        let lifted = warnings.lift(Signatory { person: 9, ..issuer }, None).unwrap();
        assert_eq!((lifted.action, lifted.to, lifted.by.person), (WarningAction::Lift, None, 9));
        assert_eq!(warnings.warning(), None);
    }
}

/// §3.3: a higher authority's warning replaces a lower one's, without a gap, and whoever issued lifts.
#[test]
fn a_higher_authority_replaces_the_warning_of_a_lower_one() {
    let ranks = [
        Authority::County,
        Authority::City,
        Authority::HqOffice,
        Authority::DeputyCommander,
        Authority::Commander,
    ];
    let of = |authority| Signatory { authority, division: 220_100, person: 1 };
    for (lower, first) in ranks.iter().enumerate() {
        for (higher, second) in ranks.iter().enumerate() {
            for level in WarningLevel::ALL {
                let (first, second) = (of(*first), of(*second));
                let mut warnings =
                    WarningState::with(Some(Warning { level: WarningLevel::Yellow, issuer: first }));
                let before = warnings;
                match warnings.replace(level, second) {
                    Ok(notice) => {
                        assert!(higher > lower);
                        assert_eq!(
                            (notice.action, notice.from),
                            (WarningAction::Replace, Some(WarningLevel::Yellow))
                        );
                        assert_eq!(warnings.warning(), Some(Warning { level, issuer: second }));
                        assert_eq!(
                            warnings.lift(first, None),
                            Err(WarningRefusal::NotTheIssuer { issuer: second })
                        );
                        assert!(warnings.lift(second, None).is_ok());
                    }
                    Err(refusal) => {
                        assert!(higher <= lower);
                        assert_eq!(
                            (refusal, warnings),
                            (WarningRefusal::NotTheIssuer { issuer: first }, before)
                        );
                    }
                }
            }
        }
    }
    let mut none = WarningState::default();
    assert_eq!(none.replace(WarningLevel::Red, of(Authority::City)), Err(WarningRefusal::NotIssued));
    for authority in [Authority::Engine, Authority::Enterprise] {
        let mut warnings =
            WarningState::with(Some(Warning { level: WarningLevel::Blue, issuer: of(Authority::County) }));
        assert_eq!(warnings.replace(WarningLevel::Red, of(authority)), Err(WarningRefusal::NoAuthority));
    }
}

/// §3.3: an enterprise that sees signs proposes a warning; nothing is issued by it.
#[test]
fn an_enterprise_proposes_and_does_not_issue() {
    let enterprise = Signatory { authority: Authority::Enterprise, division: 0, person: 11 };
    let city = Signatory { authority: Authority::City, division: 220_100, person: 1 };
    for warning in [None, Some(Warning { level: WarningLevel::Blue, issuer: city })] {
        let mut warnings = WarningState::with(warning);
        let notice = warnings.propose(WarningLevel::Orange, enterprise).unwrap();
        assert_eq!((notice.action, notice.to), (WarningAction::Propose, Some(WarningLevel::Orange)));
        assert_eq!(notice.from, warning.map(|warning| warning.level));
        assert_eq!(warnings.warning(), warning);
        assert!(!notice.is_contradicted());
    }
    let mut blue = WarningState::with(Some(Warning { level: WarningLevel::Blue, issuer: city }));
    assert_eq!(blue.propose(WarningLevel::Blue, enterprise), Err(WarningRefusal::SameLevel));
}

/// §3.3: lifting a warning that the signs still call for is allowed, and remarked upon.
#[test]
fn lifting_what_is_called_for_is_remarked_upon() {
    let city = Signatory { authority: Authority::City, division: 220_100, person: 1 };
    for called_for in [None, Some(WarningLevel::Red), Some(WarningLevel::Blue)] {
        let mut warnings = WarningState::with(Some(Warning { level: WarningLevel::Yellow, issuer: city }));
        let notice = warnings.lift(city, called_for).unwrap();
        assert_eq!(warnings.warning(), None);
        assert_eq!((notice.called_for, notice.is_contradicted()), (called_for, called_for.is_some()));
    }
}

/// §3.3: a proposal is pending until it is decided: by a warning of any level, by another proposal, by who takes it back or
/// turns it down. Lifting the warning in force does not decide it.
#[test]
fn a_proposal_is_pending_until_it_is_decided() {
    let of = Signatory::from;
    let enterprise = of(Authority::Enterprise);
    let pending = Some((WarningLevel::Orange, Authority::Enterprise));
    let mut proposed = WarningState::default();
    proposed.propose(WarningLevel::Blue, enterprise).unwrap();
    proposed.propose(WarningLevel::Orange, enterprise).unwrap();
    assert_eq!((proposed.proposed(), proposed.warning()), (pending, None));
    for authority in Authority::ALL {
        let mut warnings = proposed;
        let may_issue = !matches!(authority, Authority::Engine | Authority::Enterprise);
        assert_eq!(warnings.issue(WarningLevel::Blue, of(authority)).is_ok(), may_issue);
        assert_eq!(warnings.proposed().is_none(), may_issue);
        let mut warnings = proposed;
        let may_withdraw = may_issue || authority == Authority::Enterprise;
        let notice = warnings.withdraw(of(authority));
        assert_eq!(notice.is_ok(), may_withdraw, "{authority:?}");
        assert_eq!(warnings.proposed(), if may_withdraw { None } else { pending });
        if let Ok(notice) = notice {
            let told = (notice.action, notice.from, notice.to);
            assert_eq!(told, (WarningAction::Withdraw, Some(WarningLevel::Orange), None));
            assert!(!notice.is_contradicted());
            assert_eq!(warnings.withdraw(of(authority)), Err(WarningRefusal::NotProposed));
        } else {
            assert_eq!(notice, Err(WarningRefusal::NoAuthority));
        }
    }
    let county = of(Authority::County);
    let mut warnings = WarningState::default();
    warnings.issue(WarningLevel::Blue, county).unwrap();
    warnings.propose(WarningLevel::Orange, enterprise).unwrap();
    let mut adjusted = warnings;
    adjusted.adjust(WarningLevel::Yellow, county).unwrap();
    assert_eq!(adjusted.proposed(), None);
    let mut replaced = warnings;
    replaced.replace(WarningLevel::Orange, of(Authority::City)).unwrap();
    assert_eq!(replaced.proposed(), None);
    warnings.lift(county, None).unwrap();
    assert_eq!((warnings.proposed(), warnings.warning()), (pending, None));
}
