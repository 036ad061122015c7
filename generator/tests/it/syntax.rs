//! One small page for each rule of the dialect, with its outline beside it.

mod json;
mod linear;
mod yardstick;

use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::syntax;

use crate::support::{assert_tiles, data, outline, pages};

#[test]
fn pages_have_their_outlines() {
    let cases = pages(&data().join("syntax"));
    assert!(cases.len() > 50, "the cases are gone");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("test data can be read");
        let mut diagnostics = Diagnostics::default();
        let page = syntax::parse(PageId(0), &text, &mut diagnostics);
        assert_tiles(&page, &path.display().to_string());
        expect_test::expect_file![path.with_extension("outline")]
            .assert_eq(&outline::page(&page, &diagnostics));
    }
}
