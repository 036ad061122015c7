//! The constants for properties: `tests/data/constants` → their part of the crate, all files in one text.

use std::fmt::Write;

use docwright::Builder;
use expect_test::expect_file;

use crate::support::data;

#[test]
fn every_property_has_a_constant() {
    let folder = data().join("constants");
    let generated = Builder::new().docs(&folder).generate().unwrap();
    let mut text = String::new();
    for (path, file) in &generated.files.0 {
        let path = path.as_str();
        if path.starts_with("src/constants") || path.starts_with("src/properties") {
            writeln!(text, "=== {path}\n{file}").unwrap();
        }
    }
    expect_file![folder.join("expected.txt")].assert_eq(&text);
}
