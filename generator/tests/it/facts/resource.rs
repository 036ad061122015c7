//! One small page for each rule on resource and enum pages, with the claims read from it beside it.

use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::{facts, syntax};

use crate::support::{claims, data, pages};

#[test]
fn pages_have_their_claims() {
    let cases = pages(&data().join("facts/resource"));
    assert!(cases.len() > 40, "the cases are gone");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("test data can be read");
        let name = path
            .file_name()
            .expect("a page has a name")
            .to_string_lossy();
        let mut diagnostics = Diagnostics::default();
        let page = syntax::parse(PageId(0), &text, &mut diagnostics);
        let facts = facts::extract(&page, &format!("resources/{name}"), &mut diagnostics);
        expect_test::expect_file![path.with_extension("facts")].assert_eq(&claims::page(
            &facts,
            &text,
            &diagnostics,
        ));
    }
}
