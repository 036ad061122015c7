//! The report: what it holds, that nothing of a page becomes part of it, and that its policy fits its script.

use std::process::Command;

use base64::prelude::{BASE64_STANDARD, Engine};
use expect_test::expect_file;
use sha2::{Digest, Sha256};

use crate::support::{Scratch, data, put};

const TYPE: &str = "\
# user resource type

Namespace: sample

A person.

## Properties

| Property | Type | Description |
|:--|:--|:--|
| id | String | The key. |
| manager | [person](person.md) | Who leads. |
| extra | Json | Anything. |
";

const CALL: &str = "\
---
ms.subservice: people
---

# List users

Namespace: sample

## HTTP request

```http
GET /users
GET /groups/{id}/members
```

## Response

If successful, this method returns a `200 OK` response code and a collection of [user](../resources/user.md) objects in the response body.
";

/// Writes the report of some pages, and gives it back.
fn report(name: &str, pages: &[(&str, &str)]) -> String {
    let scratch = Scratch::new(name);
    let files: Vec<(String, &[u8])> = pages
        .iter()
        .map(|(path, text)| (format!("docs/{path}"), text.as_bytes()))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    put(scratch.path(), &files);
    let run = || {
        let output = Command::new(env!("CARGO_BIN_EXE_docwright"))
            .current_dir(scratch.path())
            .args(["report", "--docs", "docs", "--html", "report.html"])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        std::fs::read_to_string(scratch.path().join("report.html")).unwrap()
    };
    let first = run();
    assert_eq!(first, run(), "twice the same");
    first
}

/// The pieces of JSON by the name behind `data-`.
fn piece(html: &str, name: &str) -> serde_json::Value {
    let start = format!("<script type=\"application/json\" id=\"data-{name}\">");
    let (_, rest) = html.split_once(&start).unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

/// The texts between a start tag and its end.
fn between<'h>(html: &'h str, start: &str, end: &str) -> Vec<&'h str> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some((_, from)) = rest.split_once(start) {
        let (text, behind) = from.split_once(end).unwrap();
        out.push(text);
        rest = behind;
    }
    out
}

#[test]
fn it_shows_types_operations_and_findings_with_their_places() {
    let html = report(
        "report-shows",
        &[("resources/user.md", TYPE), ("api/user-list.md", CALL)],
    );
    let common = piece(&html, "common");
    assert_eq!(common["folder"], "docs/");
    assert_eq!(
        common["pages"],
        serde_json::json!([["api/user-list.md", 1], ["resources/user.md", 0]])
    );
    assert_eq!(common["areas"], serde_json::json!(["", "people"]));
    let types = piece(&html, "types");
    let user = &types[0];
    assert_eq!(user["name"], "sample.user");
    assert_eq!(user["at"], serde_json::json!([1, 1]));
    assert_eq!(
        user["parts"][1],
        serde_json::json!(["manager", {"unknown": "person"}, [1, 12], []])
    );
    assert_eq!(user["gaps"], serde_json::json!(["opaque", "unresolved"]));
    let operations = piece(&html, "operations");
    let list = &operations[0];
    assert_eq!(list["at"], serde_json::json!([0, 12]));
    assert_eq!(
        list["urls"],
        serde_json::json!(["/users", "/groups/{id}/members"])
    );
    assert_eq!(list["returns"], serde_json::json!([[200, {"type": [0]}]]));
    let findings = piece(&html, "findings");
    let unknown = findings.as_array().unwrap().iter().find(|finding| {
        let rule = finding["rule"].as_u64().unwrap() as usize;
        common["rules"][rule]["name"] == "unknown-type"
    });
    let unknown = unknown.unwrap();
    assert_eq!(
        (&unknown["page"], &unknown["line"]),
        (&1.into(), &12.into())
    );
    assert_eq!(
        unknown["text"],
        serde_json::json!(["| manager | ", "[person](person.md)", " | Who leads. |"])
    );
    // Three properties, of which one is anything and one is nothing.
    assert!(html.contains("href=\"#view=types&amp;grade=opaque\">1</a>"));
    assert!(html.contains("href=\"#view=types&amp;grade=unresolved\">1</a>"));
}

#[test]
fn nothing_of_a_page_becomes_part_of_it() {
    let title =
        "`</script><script>alert(1)</script>` \"><img src=x onerror=alert(1)> <!-- \u{202e}";
    let hostile = TYPE
        .replace("# user resource type", &format!("# {title}"))
        .replace("| extra |", "| </script><script>alert(2)</script> |")
        .replace("Who leads.", "TODO: <svg onload=alert(3)> `</style>`");
    let call = CALL
        .replace("List users", title)
        .replace("people", "'\"><script>alert(4)</script>");
    let html = report(
        "report-hostile",
        &[
            ("resources/\"><b onclick=alert(5)>.md", &hostile),
            ("resources/user.md", TYPE),
            ("api/user-list.md", &call),
        ],
    );
    // Four pieces of data, and the script itself: the first one that ends is followed by the next of ours.
    assert_eq!(html.matches("<script").count(), 5);
    assert_eq!(html.matches("</script").count(), 5);
    for json in between(&html, "<script type=\"application/json\"", "</script>") {
        let (_, json) = json.split_once('>').unwrap();
        assert!(!json.contains(['<', '>', '&']), "{json}");
    }
    let text = html.split("<script type=").next().unwrap();
    for markup in ["<img", "<b ", "<svg onload", "onerror=alert(1)>", "<!--"] {
        assert!(!text.contains(markup), "{markup}");
    }
    // It is there, as text.
    let operations = piece(&html, "operations").to_string();
    assert!(
        operations.contains("</script><script>alert(1)</script>"),
        "{operations}"
    );
    assert!(text.contains("alert(4)"), "the area is named");
    assert!(!text.contains('\u{202e}'));
}

/// The hashes that a browser computes are those of the texts between the tags.
#[test]
fn the_policy_allows_this_script_and_this_style_alone() {
    let html = report("report-policy", &[("resources/user.md", TYPE)]);
    let hash = |text: &str| {
        let text = text.replace('\r', "");
        format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
    };
    let script = hash(between(&html, "<script>", "</script>")[0]);
    let style = hash(between(&html, "<style>", "</style>")[0]);
    let policy = format!(
        "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'\n"
    );
    let file = data().join("../../src/report/assets/policy.txt");
    expect_file![file].assert_eq(&policy);
}

#[test]
fn it_needs_nothing_else() {
    let html = report(
        "report-alone",
        &[("resources/user.md", TYPE), ("api/user-list.md", CALL)],
    );
    let (page, _) = html.split_once("<script type=").unwrap();
    for reference in [" src=", "<link", "url(", "@import", "http://", "https://"] {
        assert!(!page.contains(reference), "{reference}");
    }
    // Landmarks, names of controls, one main heading.
    for part in [
        "<html lang=\"en\">",
        "<main",
        "<nav aria-label",
        "role=\"search\"",
        "<footer>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("<h1>").count(), 1);
    for select in between(page, "<select", ">") {
        assert!(select.contains("aria-label="), "{select}");
    }
    assert!(
        !page.contains(" style="),
        "the policy forbids styles at elements"
    );
}

#[test]
fn empty_views_say_so() {
    let page = "# Overview\n\nWords only.\n";
    let html = report("report-empty", &[("overview.md", page)]);
    assert!(html.contains("the pages keep every rule"));
    assert!(html.contains("No page has any."));
    assert!(html.contains("The pages define no types and no operations."));
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let scratch = Scratch::new("report-refused");
    put(scratch.path(), &[("docs/a.md", b"# A\n")]);
    let output = Command::new(env!("CARGO_BIN_EXE_docwright"))
        .current_dir(scratch.path())
        .args(["report", "--docs", "docs", "--html", "missing/report.html"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("missing"), "{told}");
}

/// What a baseline accepts is a number beside the others, and is in no list.
#[test]
fn accepted_findings_are_counted_apart() {
    let scratch = Scratch::new("report-baseline");
    let pages = [("docs/resources/user.md", TYPE.as_bytes())];
    put(scratch.path(), &pages);
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_docwright"))
            .current_dir(scratch.path())
            .args(args)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let report = ["report", "--docs", "docs", "--html", "report.html"];
    let with_baseline = [&report[..], &["--baseline", "known.txt"]].concat();
    let html = || std::fs::read_to_string(scratch.path().join("report.html")).unwrap();
    // One that is not there accepts nothing.
    let all = run(&with_baseline);
    assert!(
        !all.contains("accepted") && !all.contains(" 0 findings"),
        "{all}"
    );
    assert!(!html().contains("accepted by the baseline"));
    let lint = ["lint", "--docs", "docs", "--baseline", "known.txt"];
    run(&[&lint[..], &["--update-baseline"]].concat());
    let none = run(&with_baseline);
    assert!(none.contains(" 0 findings; "), "{none}");
    let html = html();
    assert!(html.contains("accepted by the baseline"));
    assert_eq!(piece(&html, "findings").as_array().map(Vec::len), Some(0));
}
