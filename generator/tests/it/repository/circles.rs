//! Modules of one folder do not import each other in circles.

use std::path::Path;

use crate::support::modules::{assert_circles, circles};
use crate::support::{Scratch, put};

#[test]
fn runtime() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
    let one_idea: &[&str] = &["additional", "original", "record", "wire"];
    assert_circles(&circles(&source), &[("core", one_idea)]);
}

#[test]
fn merging_and_what_stands_on_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms = ["model", "merge", "check", "explain", "builder"];
    let found = circles(&source)
        .into_iter()
        .filter(|circle| rooms.contains(&circle.folder.split('/').next().unwrap_or_default()));
    assert_circles(&found.collect::<Vec<_>>(), &[]);
}

#[test]
fn circles_are_found_through_folders_reexports_and_macros() {
    let scratch = Scratch::new("circles");
    let folder = scratch.path();
    put(
        folder,
        &[
            (
                "lib.rs",
                b"mod a;
mod b;
mod c;
mod d;
pub use b::B;",
            ),
            (
                "a.rs",
                b"mod x;
mod y;
pub struct A;",
            ),
            (
                "a/x.rs",
                b"use super::A;
use crate::B;
pub struct X(A, B);",
            ),
            ("a/y.rs", b"pub fn y() -> Option<super::x::X> { None }"),
            (
                "b.rs",
                b"pub struct B;
fn b() { assert!(crate::c::c()); }",
            ),
            ("c.rs", b"pub fn c() -> bool { crate::a::A; true }"),
            (
                "d.rs",
                b"use crate::{a::A, c};
#[cfg(test)]
mod tests { use crate::d; }",
            ),
        ],
    );
    let found = circles(folder);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&*found[0].folder, &*found[0].modules.join(" ")),
        ("", "a b c")
    );
    let ties = found[0].to_string();
    assert_eq!(
        ties,
        "in \"\": a, b, c\n  a::x uses B of b\n  b uses c of c\n  c uses A of a\n"
    );
}
#[test]
fn library() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    assert_circles(
        &circles(&source),
        &[("syntax/json", &["ends", "read", "strings"])],
    );
}
