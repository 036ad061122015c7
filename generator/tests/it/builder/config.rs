//! What explains `docwright.toml`, made from the table of keys: the page and the JSON Schema are up to date, and the schema
//! says what the program does.

use docwright::Builder;
use docwright::config::{Config, page, schema, template};
use expect_test::expect_file;
use serde_json::Value;

use crate::support::{data, docs_input};

#[test]
fn page_and_schema_are_up_to_date() {
    expect_file![data().join("../../CONFIG.md")].assert_eq(&page());
    expect_file![data().join("../../docwright.schema.json")].assert_eq(&schema());
}

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    jsonschema::draft7::meta::validate(&schema).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

/// What the schema says about a file, as JSON has it.
fn problems(text: &str) -> Vec<String> {
    let value: Value = toml::from_str(text).unwrap();
    validator()
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect()
}

#[test]
fn the_schema_accepts_the_files_of_this_repository() {
    let ours = std::fs::read_to_string(docs_input().join("docwright.toml")).unwrap();
    for text in [&ours, "", &template(&[])] {
        assert_eq!(problems(text), [""; 0]);
        assert!(Config::parse(text).is_ok());
    }
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let wrong = [
        "docs = \"long\"",
        "client = \"yes\"",
        "unknown = 1",
        "[scope]\ninclude = \"resources\"",
        "[package]\nname = \"a b\"",
        "[package]\nversion = \"1\"",
        "[api]\nserver = \"/v1.0\"",
        "[lint.rules]\nno-such-rule = \"off\"",
        "[lint.rules]\nall = \"loud\"",
        "[[lint.paths]]\npaths = [\"a\"]",
        "[[fixup]]\npage = \"a\"",
        "manifest = 1",
    ];
    for text in wrong {
        assert_ne!(problems(text), [""; 0], "{text}");
        assert!(Config::parse(text).is_err(), "{text}");
    }
}

#[test]
fn errors_of_a_file_are_told_with_its_path() {
    let scratch = crate::support::Scratch::new("config-errors");
    let page = "# a resource type\n";
    let toml = "docs = \"ful\"\n[packages]\n";
    crate::support::put(
        scratch.path(),
        &[
            ("a.md", page.as_bytes()),
            ("docwright.toml", toml.as_bytes()),
        ],
    );
    let error = Builder::new().docs(scratch.path()).read().unwrap_err();
    let file = scratch.path().join("docwright.toml");
    let file = file.display();
    assert_eq!(
        error.to_string(),
        format!(
            "{file}:1:8: `ful` is none of `full`, `summary`, `none`; did you mean `full`?\n\
             {file}:2:2: unknown key `packages`; did you mean `package`?"
        )
    );
}
