//! Which permissions are told: the pages in `tests/data/permissions/docs`, and Rust source in `sources/*.txt`, which is not
//! compiled, with what is told of it in `*.expected`.

use std::collections::BTreeSet;
use std::fmt::Write;

use docwright::Builder;
use docwright::model::Model;
use docwright::permissions::source::scan;
use docwright::permissions::{Calls, PermissionReport, report, select};
use docwright::plan::{self, Plan};
use expect_test::{expect, expect_file};

use crate::support::{data, files};

fn plan() -> (Model, Plan) {
    let folder = data().join("permissions/docs");
    let input = Builder::new().docs(folder).read().unwrap();
    let (model, _) = input.model();
    let plan = plan::lower(&model, &input.plan_config());
    (model, plan)
}

#[test]
fn sources_are_followed() {
    let (model, plan) = plan();
    let folder = data().join("permissions/sources");
    let mut cases = 0;
    for (name, text) in files(&folder) {
        let Some(stem) = name.strip_suffix(".txt") else {
            continue;
        };
        cases += 1;
        let source = [(format!("{stem}.rs"), text)];
        let found = scan(plan.stubs.as_ref().unwrap(), &source);
        let mut told = String::new();
        for (id, places) in &found.calls {
            let places: Vec<String> = places.iter().map(ToString::to_string).collect();
            writeln!(told, "{}: {}", id.0, places.join(", ")).unwrap();
        }
        for it in &found.unresolved {
            writeln!(told, "? {}: {}: {}", it.place, it.text, it.reason).unwrap();
        }
        expect_file![folder.join(format!("{stem}.expected"))].assert_eq(&told);
        assert_eq!(
            found
                .calls
                .keys()
                .filter(|id| !model.operations.contains_key(*id))
                .count(),
            0
        );
    }
    assert_eq!(cases, 7);
}

fn told(names: &[&str]) -> PermissionReport {
    let (model, plan) = plan();
    let mut calls = Calls::new();
    for name in names {
        let ids = select::operations(
            &model,
            plan.stubs.as_ref(),
            Some("https://api.example/v1"),
            name,
        );
        calls.extend(ids.into_iter().map(|id| (id, BTreeSet::new())));
    }
    report(&model, calls, BTreeSet::new())
}

#[test]
fn operations_have_many_names() {
    for (name, ids) in [
        ("letter-list", &["letter-list"][..]),
        ("LetterList", &["letter-list"]),
        ("api::operations::LetterList", &["letter-list"]),
        ("GET /me/letters", &["letter-list"]),
        (
            "get https://api.example/v1/people/a@b.example/letters?$top=1",
            &["letter-list"],
        ),
        (
            "GET https://other.example/v1.0/me/letters/5",
            &["letter-get"],
        ),
        ("GET /people/{id}", &["person-get"]),
        ("GET /people(mail='a@b.example')", &["person-get"]),
        ("GET /people/$count", &["person-count"]),
        ("PUT /me/letters", &[]),
        ("GET /", &[]),
        ("letter", &[]),
        ("", &[]),
    ] {
        let found: Vec<String> = told(&[name])
            .operations
            .into_iter()
            .map(|it| it.id.0)
            .collect();
        assert_eq!(found, ids, "{name}");
    }
}

#[test]
fn each_caller_has_its_own_set() {
    let told = told(&["letter-list", "letter-get", "person-get", "person-count"]);
    expect![[r"
        4 operations

        delegated, work or school account: Letter.Read, Person.Read
          Letter.Read
            GET /me/letters/{id} (letter-get)
            GET /me/letters (letter-list); Letter.ReadBasic would suffice
          Person.Read
            GET /me (person-get)
          not documented
            GET /people/$count (person-count)

        delegated, personal account: Letter.Read, Person.Read
          Letter.Read
            GET /me/letters/{id} (letter-get)
            GET /me/letters (letter-list)
          Person.Read
            GET /me (person-get)
          not documented
            GET /people/$count (person-count)

        application: Letter.Read.All, Person.Read.All
          Letter.Read.All
            GET /me/letters (letter-list)
          Person.Read.All
            GET /me (person-get)
          cannot call
            GET /me/letters/{id} (letter-get)
          not documented
            GET /people/$count (person-count)
    "]]
    .assert_eq(&told.to_string());
}

#[test]
fn as_json() {
    let told = told(&["letter-list", "letter-get"]);
    let json = serde_json::to_string_pretty(&told.callers[0]).unwrap();
    expect![[r#"
        {
          "caller": "delegatedWork",
          "permissions": [
            {
              "name": "Letter.Read",
              "operations": [
                {
                  "id": "letter-get"
                },
                {
                  "id": "letter-list",
                  "wouldDo": [
                    "Letter.ReadBasic"
                  ]
                }
              ]
            }
          ]
        }"#]]
    .assert_eq(&json);
}

#[test]
fn names_that_are_nearly_right() {
    let (model, _) = plan();
    let near = |name| {
        select::similar(&model, name)
            .into_iter()
            .map(|id| id.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(near("leter-get")[0], "letter-get");
    assert_eq!(near("something else entirely"), [""; 0]);
}
