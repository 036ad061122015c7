//! Rules for the repository itself: no name of the API is in the code, each diagnostic has a case, and files are short.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use docwright::Builder;
use docwright::diag::Code;
use docwright::model::TypeKind;

use crate::support::{data, docs_input, files};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Path and code of every source file, without comments and unit tests.
fn code() -> Vec<(String, String)> {
    let code = |text: &str| {
        let body = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let mut out = String::new();
        for line in body.lines() {
            if !line.trim_start().starts_with("//") {
                writeln!(out, "{line}").unwrap();
            }
        }
        out
    };
    files(&source())
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs") && !path.ends_with("/tests.rs"))
        .map(|(path, text)| (path, code(&text)))
        .collect()
}

/// Literals that are names of the API all the same, and why.
const NAMES_IN_CODE: &[(&str, &str)] = &[
    (
        "microsoft.graph",
        "the namespace of pages that name none (model/names.rs)",
    ),
    (
        "microsoft.graph.",
        "how a full name begins, whatever follows",
    ),
    ("microsoft.", "how a full name begins, whatever follows"),
    (
        "microsoft.graph.json",
        "a spelling of any JSON value, as `Json` is one",
    ),
    (
        "resources/person.md\\",
        "an example in the table of keys (config/table/keys.rs)",
    ),
    (
        "page/fixup.md",
        "a part of the page about the keys (config/page.rs)",
    ),
    (
        "see RULES.md",
        "where the rules are described (config/table/keys.rs)",
    ),
    ("additionalProperties", "a word of JSON Schema"),
];

/// The string literals of some code, escapes and all; raw strings and characters do not occur where it matters. What is
/// compiled in as a text names a file of ours, not a page.
fn literals(code: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for line in code.lines().filter(|line| !line.contains("include_str!")) {
        let mut pieces = line.split('"');
        while let (Some(_), Some(literal)) = (pieces.next(), pieces.next()) {
            out.push(literal);
        }
    }
    out
}

#[test]
fn no_name_of_the_api_is_in_the_code() {
    let (model, _) = Builder::new().docs(docs_input()).read().unwrap().model();
    let properties = model.types.values().flat_map(|def| match &def.kind {
        TypeKind::Object(object) => object.properties.as_slice(),
        TypeKind::Enum(_) => &[],
    });
    let mut names: Vec<&str> = properties
        .map(|property| property.name.0.as_str())
        .collect();
    names.extend(
        model
            .types
            .keys()
            .filter_map(|name| name.0.rsplit('.').next()),
    );
    // Single lower-case words are words of the language too.
    let is_name = |literal: &str| {
        literal.contains(char::is_uppercase) && names.contains(&literal)
            || literal.starts_with("microsoft.")
            || literal.ends_with(".md") && literal.len() > 3
    };
    let mut wrong = String::new();
    for (file, code) in code() {
        for literal in literals(&code) {
            let is_known = NAMES_IN_CODE.iter().any(|(name, _)| *name == literal);
            if is_name(literal) && !is_known {
                writeln!(wrong, "{file}: {literal}").unwrap();
            }
        }
    }
    assert_eq!(wrong, "");
}

/// Codes that no page in a repository can raise.
const CODES_WITHOUT_PAGE: &[(Code, &str)] = &[
    (
        Code::UnreadablePage,
        "`it/builder/reading.rs` makes links in a circle as it runs",
    ),
    (
        Code::InvalidUtf8,
        "`it/builder/reading.rs` writes such bytes as it runs",
    ),
    (
        Code::RenamedStub,
        "`it/emit/stubs.rs`: it is found when stubs are named, not when pages are read",
    ),
];

#[test]
fn every_code_has_a_case() {
    let (_, diagnostics) = Builder::new().docs(docs_input()).read().unwrap().model();
    let expected: Vec<(String, String)> = files(&data())
        .into_iter()
        .filter(|(path, _)| !path.ends_with(".md"))
        .collect();
    let has_case = |code: &Code| {
        CODES_WITHOUT_PAGE.iter().any(|(other, _)| other == code)
            || diagnostics.0.iter().any(|found| found.code == *code)
            || expected.iter().any(|(_, text)| text.contains(code.name()))
    };
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !has_case(code))
        .map(|code| code.name())
        .collect();
    assert!(missing.is_empty(), "no case raises {missing:?}");
}

/// What people write is in files that can be read at one go, and each tells first what it is for.
#[test]
fn files_are_short_and_say_what_they_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut seen = 0;
    for folder in [
        "src",
        "tests/it",
        "runtime/src",
        "runtime/tests",
        "../xtask/src",
    ] {
        let sources = files(&root.join(folder)).into_iter();
        for (path, text) in sources.filter(|(path, _)| path.ends_with(".rs")) {
            seen += 1;
            // Unit tests beside their module need no more than its name.
            if !text.starts_with("//!") && !path.ends_with("/tests.rs") {
                wrong.push(format!(
                    "{folder}/{path} does not begin with what it is for"
                ));
            }
            let lines = text.lines().count();
            if lines > 400 {
                wrong.push(format!("{folder}/{path} has {lines} lines"));
            }
        }
    }
    assert!(seen > 300, "only {seen} files were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
