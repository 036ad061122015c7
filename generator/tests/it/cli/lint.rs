//! `docwright lint`: exit codes, formats, and what it says of rules.

use serde_json::Value;

use super::{docs, docwright, git, stdout};
use crate::support::{Scratch, docs_input, put};

const RAGGED: &str = "\
# lamp resource type

Namespace: sample

A lamp.

## Properties

| Property | Type | Description |
|:--|:--|:--|
| id | String |
";

/// Lints the `docs` folder.
fn lint(scratch: &Scratch, more: &[&str]) -> (Option<i32>, String) {
    let folder = scratch.path().join("docs");
    let args = [&["lint", "--docs", folder.to_str().unwrap()][..], more].concat();
    let output = docwright(&args);
    (output.status.code(), stdout(&output))
}

fn ragged(name: &str) -> Scratch {
    let scratch = docs(name);
    put(
        scratch.path(),
        &[("docs/resources/lamp.md", RAGGED.as_bytes())],
    );
    scratch
}

#[test]
fn the_exit_code_follows_the_threshold() {
    let scratch = ragged("lint-exit");
    assert_eq!(lint(&scratch, &[]).0, Some(1));
    assert_eq!(lint(&scratch, &["--deny", "error"]).0, Some(0));
    assert_eq!(lint(&scratch, &["--deny", "note"]).0, Some(1));
    let only = ["--only", "unknown-type", "--deny", "note"];
    assert_eq!(lint(&scratch, &only).0, Some(0));
}

#[test]
fn wrong_usage_is_two() {
    let scratch = ragged("lint-usage");
    assert_eq!(docwright(&["lint"]).status.code(), Some(2));
    assert_eq!(lint(&scratch, &["--only", "no-such-rule"]).0, Some(2));
    assert_eq!(
        docwright(&["lint", "--docs", "no/such/folder"])
            .status
            .code(),
        Some(2)
    );
    put(
        scratch.path(),
        &[(
            "docs/docwright.toml",
            b"[lint.rules]\nno-such-rule = \"off\"",
        )],
    );
    let folder = scratch.path().join("docs");
    let output = docwright(&["lint", "--docs", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`no-such-rule`"), "{said}");
}

#[test]
fn people_see_the_line() {
    let (_, text) = lint(&ragged("lint-human"), &[]);
    assert!(text.contains("lamp.md:11:1"), "{text}");
    assert!(text.contains("| id | String |"), "{text}");
    assert!(text.contains("0 errors, 1 warning, "), "{text}");
}

#[test]
fn the_configuration_weighs_rules() {
    let scratch = ragged("lint-levels");
    let config = "[lint.rules]\nragged-table-row = \"error\"\n\n[[lint.paths]]\npaths = [\"resources/lamp.md\"]\nrules = { ragged-table-row = \"off\" }\n";
    put(
        scratch.path(),
        &[("docs/docwright.toml", config.as_bytes())],
    );
    let (code, text) = lint(&scratch, &["--only", "ragged-table-row", "--deny", "note"]);
    assert_eq!(code, Some(0), "{text}");
    put(
        scratch.path(),
        &[("docs/docwright.toml", &config.as_bytes()[..41])],
    );
    let (code, text) = lint(&scratch, &["--deny", "error"]);
    assert_eq!(code, Some(1), "{text}");
}

#[test]
fn programs_get_json() {
    let (code, text) = lint(&ragged("lint-json"), &["--format", "json"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    let findings = document["findings"].as_array().unwrap();
    let is_ragged = |finding: &&Value| finding["code"] == "ragged-table-row";
    let finding = findings.iter().find(is_ragged).unwrap();
    assert_eq!(code, Some(1));
    assert_eq!(finding["page"], "resources/lamp.md");
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&11.into(), &1.into())
    );
    assert_eq!(document["summary"]["warnings"], 1);
    let again = lint(&ragged("lint-json"), &["--format", "json"]).1;
    assert_eq!(again, text, "the same pages give the same document");
}

/// What the schema of SARIF 2.1.0 asks of the parts that are there.
#[test]
fn code_scanning_gets_sarif() {
    let (_, text) = lint(&ragged("lint-sarif"), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(result["message"]["text"].is_string());
        assert!(result["partialFingerprints"]["docwright/v1"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].is_string());
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
    }
}

#[test]
fn workflows_get_annotations() {
    let scratch = ragged("lint-github");
    let rows = "| id | String |\n".repeat(14);
    put(
        scratch.path(),
        &[(
            "docs/resources/lamp.md",
            RAGGED.replace("| id | String |\n", &rows).as_bytes(),
        )],
    );
    let (_, text) = lint(
        &scratch,
        &["--format", "github", "--only", "ragged-table-row"],
    );
    let commands = text.lines().filter(|line| line.starts_with("::warning "));
    assert_eq!(commands.count(), 10, "{text}");
    assert!(text.starts_with("::warning file="), "{text}");
    assert!(
        text.contains(",line=11,endLine=11,col=1,endColumn=15,title=ragged-table-row::"),
        "{text}"
    );
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("+4 more warnings: "), "{text}");
}

#[test]
fn rules_are_listed_and_explained() {
    let list = stdout(&docwright(&["lint", "--list"]));
    assert!(list.lines().count() > 20, "{list}");
    let text = stdout(&docwright(&["lint", "--explain", "ragged-table-row"]));
    assert!(text.starts_with("ragged-table-row (warning)\n"), "{text}");
    assert!(
        text.contains("\n## Example\n") && text.contains("\n## Use instead\n"),
        "{text}"
    );
    let unknown = docwright(&["lint", "--explain", "no-such-rule"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_baseline_accepts_what_is_known() {
    let scratch = ragged("lint-baseline");
    let file = scratch.path().join("known.txt");
    let baseline = ["--baseline", file.to_str().unwrap()];
    let all = [&baseline[..], &["--deny", "note"]].concat();
    assert_eq!(lint(&scratch, &all).0, Some(1));
    let update = [&baseline[..], &["--update-baseline"]].concat();
    // A part of the findings would take the place of all.
    for part in [["--only", "ragged-table-row"], ["--since", "HEAD"]] {
        assert_eq!(lint(&scratch, &[&update[..], &part].concat()).0, Some(2));
    }
    assert_eq!(lint(&scratch, &update).0, Some(0));
    let (code, text) = lint(&scratch, &all);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("accepted by the baseline"), "{text}");
    // Lines move, and a new finding comes in above.
    let moved = RAGGED.replace("A lamp.", "A lamp.\n\nIt is lit.\n\nSee [shade](shade.md).");
    put(
        scratch.path(),
        &[("docs/resources/lamp.md", moved.as_bytes())],
    );
    let (code, text) = lint(&scratch, &all);
    assert_eq!(code, Some(1));
    assert!(text.contains("broken-link"), "{text}");
    assert!(!text.contains("ragged-table-row"), "{text}");
    let sarif = [&baseline[..], &["--format", "sarif"]].concat();
    let log: Value = serde_json::from_str(&lint(&scratch, &sarif).1).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let known = |result: &&Value| result["suppressions"][0]["kind"] == "external";
    assert!(results.iter().any(|result| known(&result)));
    assert!(results.iter().any(|result| !known(&result)));
}

#[test]
fn mended_findings_are_told() {
    let scratch = ragged("lint-mended");
    let file = scratch.path().join("known.txt");
    let folder = scratch.path().join("docs");
    let (docs, known) = (folder.to_str().unwrap(), file.to_str().unwrap());
    let args = ["lint", "--docs", docs, "--baseline", known];
    docwright(&[&args[..], &["--update-baseline"]].concat());
    let mended = RAGGED.replace("| id | String |\n", "| id | String | The key. |\n");
    put(
        scratch.path(),
        &[("docs/resources/lamp.md", mended.as_bytes())],
    );
    let said = String::from_utf8(docwright(&args).stderr).unwrap();
    let line = "resources/lamp.md: ragged-table-row: ";
    assert!(said.contains(line), "{said}");
    std::fs::write(&file, "no fingerprint\n").unwrap();
    assert_eq!(docwright(&args).status.code(), Some(2));
}

#[test]
fn fixes_are_shown_made_and_not_made_twice() {
    let scratch = ragged("lint-fix");
    let page = scratch.path().join("docs/resources/lamp.md");
    let (code, diff) = lint(&scratch, &["--fix", "--dry-run"]);
    assert_eq!(code, Some(1));
    assert!(
        diff.contains("-| id | String |\n+| id | String | |\n"),
        "{diff}"
    );
    assert_eq!(std::fs::read_to_string(&page).unwrap(), RAGGED);
    assert_eq!(lint(&scratch, &["--fix"]).0, Some(0));
    let fixed = RAGGED.replace("| id | String |\n", "| id | String | |\n");
    assert_eq!(std::fs::read_to_string(&page).unwrap(), fixed);
    assert_eq!(
        lint(&scratch, &["--fix", "--dry-run"]),
        (Some(0), String::new())
    );
    assert_eq!(lint(&scratch, &["--only", "ragged-table-row"]).0, Some(0));
}

/// A page that is a link stays one, and a file keeps its rights.
#[cfg(unix)]
#[test]
fn fixes_are_made_in_the_file_itself() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let scratch = ragged("lint-fix-link");
    let page = scratch.path().join("docs/resources/lamp.md");
    let file = scratch.path().join("docs/lamp.txt");
    std::fs::rename(&page, &file).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("../lamp.txt", &page).unwrap();
    assert_eq!(lint(&scratch, &["--fix"]).0, Some(0));
    assert!(page.is_symlink());
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("| id | String | |\n")
    );
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn claims_are_explained() {
    let scratch = docs("explain");
    let folder = scratch.path().join("docs");
    let docs = folder.to_str().unwrap();
    let text = stdout(&docwright(&["explain", "user.age", "--docs", docs]));
    assert!(text.starts_with("sample.user.age\n"), "{text}");
    assert!(text.contains("\ntype: Int32\n"), "{text}");
    assert!(
        text.contains("user.md:12:9: row of a property table (rank 1): `Int32`: believed"),
        "{text}"
    );
    let unknown = docwright(&["explain", "user.size", "--docs", docs]);
    assert_eq!(unknown.status.code(), Some(2));
}

/// By id, title and URL; and values where they are listed.
#[test]
fn operations_and_members_are_explained() {
    let root = docs_input();
    let docs = root.to_str().unwrap();
    let explain = |name: &str| stdout(&docwright(&["explain", name, "--docs", docs]));
    let text = explain("call-get");
    assert!(text.starts_with("call-get: Get call\n"), "{text}");
    assert!(text.contains("\nreturns: microsoft.graph.call\n"), "{text}");
    assert!(text.contains("row of a methods table (rank 3)"), "{text}");
    assert!(text.contains("row of a permission table"), "{text}");
    for name in [
        "Get call",
        "GET /communications/calls/{id}",
        "/communications/calls/{x}",
    ] {
        assert_eq!(explain(name), text, "{name}");
    }
    let member = explain("microsoft.graph.modality.audio");
    assert!(
        member.contains("table of members (rank 2): `audio`: believed"),
        "{member}"
    );
    assert!(
        member.contains("list of values (rank 3): `audio`: agrees"),
        "{member}"
    );
    assert!(explain("microsoft.graph.modality").contains("list of values (rank 3)"));
    assert!(explain("call.requestedModalities").contains("\nvalues: "));
}

#[test]
fn only_new_findings_since_a_revision() {
    let scratch = ragged("lint-since");
    git(scratch.path(), &["init", "--quiet"]);
    git(scratch.path(), &["add", "docs"]);
    git(scratch.path(), &["commit", "--quiet", "--message", "pages"]);
    let since = ["--since", "HEAD", "--deny", "note"];
    assert_eq!(lint(&scratch, &since).0, Some(0));
    // The page of operations is unchanged, but its link leads nowhere any more.
    std::fs::remove_file(scratch.path().join("docs/resources/user.md")).unwrap();
    let (code, text) = lint(&scratch, &since);
    assert_eq!(code, Some(1));
    assert!(
        text.contains("broken-link") && text.contains("user-list.md"),
        "{text}"
    );
    assert!(!text.contains("lamp.md"), "{text}");
    // So it is when the page has another name now, which git would show as one change.
    std::fs::write(scratch.path().join("docs/resources/person.md"), super::PAGE).unwrap();
    git(scratch.path(), &["add", "--all"]);
    let (code, text) = lint(&scratch, &since);
    assert_eq!(code, Some(1));
    assert!(
        text.contains("broken-link") && text.contains("user-list.md"),
        "{text}"
    );
    assert_eq!(lint(&scratch, &["--since", "no-such-revision"]).0, Some(2));
    assert_eq!(lint(&scratch, &["--since=--output=x"]).0, Some(2));
}
