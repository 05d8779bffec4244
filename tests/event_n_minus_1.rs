//! The N-1 criterion against the formula in wide numbers.
#![cfg(feature = "event")]

use citygate::event::{Infrastructure, NMinus1Error, n_minus_1};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn n_minus_1_is_exact(groups: [u32; 4], which in 0usize..4, part in 1u64..=100, demand in 1u64..) {
        let groups = groups.map(|group| u64::from(group) * 1_000_000);
        let largest = groups[which] * part / 100;
        let figures = Infrastructure {
            entry_points: groups[0],
            production: groups[1],
            storage: groups[2],
            lng: groups[3],
            largest,
            peak_demand: demand,
        };
        let total: u128 = groups.iter().map(|group| u128::from(*group)).sum();
        match n_minus_1(&figures) {
            Ok(result) => {
                let remaining = total - u128::from(largest);
                prop_assert_eq!(u128::from(result.remaining), remaining);
                prop_assert_eq!(u128::from(result.permille), remaining * 1000 / u128::from(demand));
                prop_assert_eq!(result.is_met(), remaining >= u128::from(demand));
                prop_assert_eq!(result.is_met(), result.permille >= 1000);
            }
            Err(error) => {
                let too_large = total > u128::from(u64::MAX / 1000);
                let missing = largest == 0 && total > 0;
                prop_assert!(too_large || missing, "{}", error);
            }
        }
    }
}

#[test]
fn impossible_figures_are_refused() {
    let good =
        Infrastructure { entry_points: 60, storage: 30, largest: 60, peak_demand: 30, ..Default::default() };
    let met = n_minus_1(&good).unwrap();
    assert!(met.is_met() && met.permille == 1000);
    assert!(!n_minus_1(&Infrastructure { peak_demand: 31, ..good }).unwrap().is_met());
    assert_eq!(n_minus_1(&Infrastructure { peak_demand: 0, ..good }), Err(NMinus1Error::NoDemand));
    assert_eq!(n_minus_1(&Infrastructure { largest: 0, ..good }), Err(NMinus1Error::LargestMissing));
    assert_eq!(
        n_minus_1(&Infrastructure { largest: 61, ..good }),
        Err(NMinus1Error::LargestTooLarge { largest_group: 60 })
    );
    let most = u64::MAX / 1000;
    assert_eq!(n_minus_1(&Infrastructure { production: u64::MAX, ..good }), Err(NMinus1Error::TooLarge));
    assert_eq!(n_minus_1(&Infrastructure { production: most - 89, ..good }), Err(NMinus1Error::TooLarge));
    assert_eq!(
        n_minus_1(&Infrastructure { production: most - 90, ..good }).map(|r| r.remaining),
        Ok(most - 60)
    );
    let none = n_minus_1(&Infrastructure { peak_demand: 1, ..Default::default() }).unwrap();
    assert!(!none.is_met() && none.permille == 0);
}
