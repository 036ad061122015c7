//! `docwright diff`: what it takes, what it prints, how it ends.

use super::{PAGE, assert_code, docs, docwright, git, put, run, stderr, stdout};
use crate::support::{Scratch, files};

/// The docs folder with one property less than it had when it was committed, and the model from before.
fn changed(name: &str) -> Scratch {
    let scratch = docs(name);
    assert_code(&run("generate", &scratch, &[]), 0);
    let folder = scratch.path().join("docs");
    let api = docwright(&[
        "export",
        "--docs",
        folder.to_str().unwrap(),
        "--format",
        "json",
    ]);
    put(scratch.path(), &[("out/api.json", &api.stdout)]);
    git(scratch.path(), &["init", "--quiet"]);
    git(scratch.path(), &["add", "."]);
    git(
        scratch.path(),
        &["commit", "--quiet", "--message", "before"],
    );
    let page = PAGE.replace("| age | Int32 | In years. |\n", "");
    put(
        scratch.path(),
        &[("docs/resources/user.md", page.as_bytes())],
    );
    scratch
}

fn place(scratch: &Scratch, path: &str) -> String {
    scratch.path().join(path).to_str().unwrap().to_owned()
}

/// The exit code and everything that was said.
fn diff(scratch: &Scratch, args: &[&str]) -> (Option<i32>, String) {
    let repository = scratch.path().to_str().unwrap();
    let args = [&["diff", "--repo", repository], args].concat();
    let output = docwright(&args);
    (output.status.code(), stdout(&output) + &stderr(&output))
}

#[test]
fn folders_models_and_revisions() {
    let scratch = changed("diff-sides");
    let (docs, api) = (place(&scratch, "docs"), place(&scratch, "out/api.json"));
    let work = || {
        (
            files(&scratch.path().join("docs")),
            files(&scratch.path().join("out")),
        )
    };
    let before = work();
    for old in ["HEAD:docs", "HEAD:docs/", "HEAD:out/api.json", &api] {
        let (code, text) = diff(&scratch, &[old, &docs]);
        assert_eq!(code, Some(0), "{text}");
        for part in [
            "property removed: sample.user.age",
            "Rust: `models::User.age` was removed",
            "1 property removed: breaking",
            "major, 0.1.0 -> 0.2.0",
        ] {
            assert!(text.contains(part), "{old}: {text}");
        }
        // Only pages have lines.
        assert_eq!(
            text.contains("user.md:12:3"),
            old.contains("docs"),
            "{old}: {text}"
        );
    }
    let (_, text) = diff(&scratch, &["HEAD:docs", "HEAD:out/api.json"]);
    assert!(text.contains("no change"), "{text}");
    assert!(
        work() == before,
        "reading a revision leaves everything as it is"
    );
}

#[test]
fn exit_codes() {
    let scratch = changed("diff-codes");
    let docs = place(&scratch, "docs");
    let cases: [(&[&str], i32); 9] = [
        (&["HEAD:docs", &docs], 0),
        (&["HEAD:docs", &docs, "--fail-on", "breaking"], 1),
        (&["HEAD:docs", &docs, "--fail-on", "minor"], 1),
        (&["HEAD:docs", &docs, "--fail-on", "service"], 1),
        (&[&docs, "HEAD:docs", "--fail-on", "breaking"], 0),
        (&[&docs, "HEAD:docs", "--fail-on", "minor"], 1),
        (&[&docs, &docs, "--fail-on", "minor"], 0),
        (&["HEAD:nowhere", &docs], 2),
        (&["nowhere", &docs], 2),
    ];
    for (args, expected) in cases {
        let (code, text) = diff(&scratch, args);
        assert_eq!(code, Some(expected), "{args:?}: {text}");
    }
    let (code, _) = diff(&scratch, &["--output=x:y", &docs]);
    assert_eq!(code, Some(2));
    let (code, text) = diff(
        &scratch,
        &[&place(&scratch, "docs/resources/user.md"), &docs],
    );
    assert_eq!(code, Some(2));
    assert!(text.contains("is not an api.json of docwright"), "{text}");
}

#[test]
fn a_lock_shows_names_that_docwright_has_changed() {
    let scratch = changed("diff-lock");
    let lock = place(&scratch, "out/names.lock");
    let names = std::fs::read_to_string(&lock).unwrap();
    let names = names.replace("sample.user.id = id", "sample.user.id = key");
    std::fs::write(lock, names).unwrap();
    let (_, text) = diff(&scratch, &[&place(&scratch, "out/api.json"), "HEAD:docs"]);
    assert!(
        text.contains("Rust name changed: sample.user.id: key -> id"),
        "{text}"
    );
    assert!(text.contains("1 Rust name changed: breaking"), "{text}");
}

#[test]
fn rules_are_listed_and_explained() {
    let list = stdout(&docwright(&["diff", "--list"]));
    assert!(list.lines().count() > 60, "{list}");
    let text = stdout(&docwright(&["diff", "--explain", "member-added"]));
    assert!(
        text.starts_with("member-added") && text.contains("#[non_exhaustive]"),
        "{text}"
    );
    let unknown = docwright(&["diff", "--explain", "member-lost"]);
    assert_code(&unknown, 2);
    assert!(stderr(&unknown).contains("docwright diff --list"));
}

#[test]
fn every_form_is_written() {
    let scratch = changed("diff-forms");
    let docs = place(&scratch, "docs");
    let run = |format: &str| diff(&scratch, &["HEAD:docs", &docs, "--format", format]).1;
    let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(json["format"], 1);
    assert_eq!(json["verdict"]["release"], "major");
    assert_eq!(json["changes"][0]["code"], "property-removed");
    assert_eq!(json["changes"][0]["old"]["line"], 12);
    assert!(run("markdown").starts_with("## Changes of the API\n"));
    assert!(run("github").starts_with("::error file="));
}
