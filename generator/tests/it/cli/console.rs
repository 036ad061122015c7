//! What every command has: colours, how much is said, completions and manuals.

use std::fs;

use super::{docs, docwright, run, stderr, stdout};
use crate::support::{Scratch, put};

/// A page with a row that nobody can read.
const RAGGED: &str = "\
# group resource type

Namespace: sample

## Properties

| Property | Type | Description |
|:--|:--|:--|
| id | no type at all | The key. |
";

fn with_a_warning(name: &str) -> Scratch {
    let scratch = docs(name);
    put(
        scratch.path(),
        &[("docs/resources/group.md", RAGGED.as_bytes())],
    );
    scratch
}

#[test]
fn quiet_says_nothing_when_all_is_fine() {
    let scratch = with_a_warning("console-quiet");
    for _ in 0..2 {
        let output = run("generate", &scratch, &["--quiet"]);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!((stdout(&output), stderr(&output)), Default::default());
    }
    assert!(scratch.path().join("out/Cargo.toml").exists());
    assert!(stderr(&run("generate", &scratch, &["--all"])).contains("group.md"));
}

#[test]
fn quiet_still_says_why_nothing_was_done() {
    let output = docwright(&["-q", "export", "--docs", "nowhere", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: "));
}

#[test]
fn verbose_names_files_and_stages() {
    let scratch = docs("console-verbose");
    let told = stderr(&run("generate", &scratch, &["--verbose"]));
    assert!(told.contains("\nwritten Cargo.toml\n"), "{told}");
    assert!(told.contains("generating: 0."), "{told}");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let scratch = with_a_warning("console-colours");
    let pages = scratch.path().join("docs");
    let lint = |more: &[&str]| {
        let args = [&["lint", "--docs", pages.to_str().unwrap()][..], more].concat();
        stdout(&docwright(&args))
    };
    assert!(lint(&["--color", "always"]).contains('\u{1b}'));
    for more in [&[][..], &["--color", "never"], &["--color", "auto"]] {
        let told = lint(more);
        assert!(told.contains("group.md") && !told.contains('\u{1b}'));
    }
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&docwright(&["completions", shell]));
        for word in ["generate", "lint", "explain", "accept-renames"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(docwright(&["completions", "dos"]).status.code(), Some(2));
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let scratch = Scratch::new("console-man");
    let folder = scratch.path().join("man1");
    let output = docwright(&["man", "--out", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = fs::read_to_string(folder.join("docwright-generate.1")).unwrap();
    assert!(page.contains(".TH") && page.contains("names.lock"));
    assert!(folder.join("docwright.1").exists());
}
