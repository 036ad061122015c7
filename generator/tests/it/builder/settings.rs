//! What keys of `docwright.toml` do: `tests/data/config/<case>.toml` on the pages beside it. Of each case the names of all that is
//! made are held (`<case>.lock`), of some the whole module, which this test also compiles.

use std::collections::BTreeSet;
use std::path::PathBuf;

use docwright::Builder;
use docwright::builder::Generated;
use docwright::diag::render;
use docwright::files::{self, FileSet, RelPath};
use expect_test::{expect, expect_file};

use crate::support::{Scratch, data, files};

/// The goldens, compiled as a build script's output would be.
#[allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    reason = "what is public in a crate is not so in a test, and generated crates are not held to pedantry"
)]
mod goldens {
    pub mod names {
        include!("../../data/config/names/src/lib.rs");
    }
    pub mod keep {
        include!("../../data/config/keep/src/lib.rs");
    }
    pub mod opaque {
        include!("../../data/config/opaque/src/lib.rs");
    }
}

fn folder() -> PathBuf {
    data().join("config")
}

fn builder(case: &str) -> Builder {
    Builder::new()
        .docs(folder().join("pages"))
        .config(folder().join(format!("{case}.toml")))
}

/// Holds the names, and what the pages and settings are reproached with: nothing.
#[track_caller]
fn check(case: &str) -> Generated {
    let generated = builder(case).generate().unwrap();
    let errors: Vec<String> = render::lines(&generated.diagnostics, &generated.input.docs.sources)
        .filter(|line| line.contains(": error["))
        .collect();
    assert_eq!(errors, [""; 0]);
    let lock = text(&generated, "names.lock");
    expect_file![folder().join(format!("{case}.lock"))].assert_eq(lock);
    generated
}

fn text<'g>(generated: &'g Generated, path: &str) -> &'g str {
    &generated.files.0[&RelPath::new(path).unwrap()]
}

/// Holds the module that a build script would make.
#[track_caller]
fn check_module(case: &str) {
    check(case);
    let scratch = Scratch::new(&format!("settings-{case}"));
    builder(case).write_module(scratch.path()).unwrap();
    let made = files(&scratch.path().join("src"))
        .into_iter()
        .map(|(path, text)| (RelPath::new(format!("src/{path}")).unwrap(), text));
    let made = FileSet(made.collect());
    let golden = folder().join(case);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        files::sync(&made, &golden).unwrap();
    }
    let changes = files::compare(&made, &golden).unwrap();
    assert!(changes.is_empty(), "{changes:?}");
}

#[test]
fn names_and_attributes() {
    check_module("names");
}

#[test]
fn types_that_others_refer_to_stay() {
    check_module("keep");
}

#[test]
fn types_that_others_refer_to_become_any_json() {
    check_module("opaque");
}

#[test]
fn derive_macros() {
    let generated = check("derives");
    let person = text(&generated, "src/areas/people/person.rs");
    assert!(
        person.contains("#[derive(other::Macro, one::More, Last)]\npub struct Person {"),
        "{person}"
    );
    let address = text(&generated, "src/areas/people/address.rs");
    assert!(
        address.contains("#[derive(other::Macro)]\npub struct Address {"),
        "{address}"
    );
}

#[test]
fn without_docs_only_methods_of_every_crate_are_described() {
    let generated = check("docs-none");
    let lines: BTreeSet<&str> = generated
        .files
        .0
        .values()
        .flat_map(|text| text.lines())
        .map(str::trim_start)
        .filter(|line| line.starts_with("///") || line.starts_with("//!"))
        .collect();
    let lines: Vec<&str> = lines.into_iter().collect();
    expect![[r#"
        //!
        //! Builds every operation with each of its URLs, and prints each request as a line of JSON.
        //! Looks up types by their names in the API, for JSON that names its type: change notifications, search hits.
        //! Reads JSON lines `{"type": …, "is_collection": …, "json": …}` and reports for each whether it was read and written without loss.
        //! The operations of the API. Each is a value: create it at the end of a path of calls, set its options, and await it.
        //! The request builders, named and nested as the URLs of the API are. Places with the same operations, and the same places below, share a type.
        //! `cargo run --all-features --example every_operation`; with `--send` it calls the test server that `GRAPH_BASE_URL` names.
        /// A member that the documentation does not list.
        /// All calls.
        /// Configures a client of the service at this URL: scheme, host, and the path that all its URLs start with.
        /// Every object type by its qualified name in the API.
        /// Properties that the documentation does not list.
        /// The items that most programs use."#]].assert_eq(&lines.join("\n"));
}

#[test]
fn operations_by_url_and_the_types_that_they_need() {
    check("urls");
}

#[test]
fn areas() {
    check("areas");
}

#[test]
fn the_package() {
    let generated = check("package");
    expect_file![folder().join("package.Cargo.toml")].assert_eq(text(&generated, "Cargo.toml"));
}

#[test]
fn settings_that_mean_nothing_are_errors() {
    let generated = builder("unused").generate().unwrap();
    let lines: Vec<String> = render::lines(&generated.diagnostics, &generated.input.docs.sources)
        .filter(|line| line.contains("[unused-setting]"))
        .collect();
    expect![[r"
        ../unused.toml:2:43: error[unused-setting]: there is no area that `nowhere` fits
        ../unused.toml:5:12: error[unused-setting]: there is no type that `persn` fits
        ../unused.toml:8:12: error[unused-setting]: there is no URL that `/persons/**` fits
        ../unused.toml:11:1: error[unused-setting]: there is no type `persn`
        ../unused.toml:15:1: error[unused-setting]: `person` is not `TYPE.NAME`
        ../unused.toml:16:1: error[unused-setting]: `sample.person` has no `knid`
        ../unused.toml:20:1: error[unused-setting]: there is no operation `person-lists`
        ../unused.toml:22:1: error[unused-setting]: `Twice` is taken, so the name is `PersonList`
        ../unused.toml:25:1: error[unused-setting]: there is no type that `p?rsn` fits
        ../unused.toml:28:1: error[unused-setting]: there is no property or member that `person.kin` fits
        ../unused.toml:31:1: error[unused-setting]: there is no type that `other.*` fits
        ../unused.toml:34:1: error[unused-setting]: there is no area `somewhere`
        ../unused.toml:37:12: error[unused-setting]: there is no feature `nowhere`"]].assert_eq(&lines.join("\n"));
}
