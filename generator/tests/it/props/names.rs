//! The namer: whatever the names are, each gets an identifier that is legal and nobody else's.

use std::collections::BTreeSet;

use docwright::plan::{Case, RustIdent, Scope};
use proptest::prelude::*;

use super::{config, name};

fn idents(names: &[String], case: Case) -> Vec<RustIdent> {
    let mut scope = Scope::reserving(&["new", "additional"]);
    names.iter().map(|name| scope.name(name, case)).collect()
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn each_is_legal_and_its_own(
        names in prop::collection::vec(name(), 0..24),
        case in prop::sample::select(vec![Case::Pascal, Case::Snake]),
    ) {
        let idents = idents(&names, case);
        let mut seen = BTreeSet::from(["new".to_owned(), "additional".to_owned()]);
        let mut constants = BTreeSet::new();
        for ident in &idents {
            let constant = ident.constant();
            for written in [ident.written(), constant.written()] {
                prop_assert!(syn::parse_str::<syn::Ident>(&written).is_ok(), "{written}");
            }
            prop_assert!(ident.text().is_ascii());
            // Names that differ in case only would be two files that some systems take for one.
            prop_assert!(seen.insert(ident.text().to_ascii_lowercase()), "{ident:?}");
            prop_assert!(constants.insert(constant.text().to_owned()), "{constant:?}");
        }
        prop_assert_eq!(super::names::idents(&names, case), idents);
    }

    #[test]
    fn a_name_that_comes_later_changes_none_before_it(
        names in prop::collection::vec(name(), 1..24),
        case in prop::sample::select(vec![Case::Pascal, Case::Snake]),
    ) {
        let all = idents(&names, case);
        let fewer = idents(&names[..names.len() - 1], case);
        prop_assert_eq!(&all[..fewer.len()], fewer.as_slice());
    }
}
