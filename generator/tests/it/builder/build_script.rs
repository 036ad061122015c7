//! What a build script gets: a module in its folder, and lines for cargo that no page can add to.

use std::fmt::Write;

use docwright::Builder;

use crate::support::{Scratch, files, put};

const PAGE: &str = "\
# user resource type

Namespace: sample

## Properties

| Property | Type | Description |
|:--|:--|:--|
| id | String | The key. |
";

fn builder(scratch: &Scratch) -> Builder {
    Builder::new().docs(scratch.path().join("docs"))
}

#[test]
fn the_module_is_written_once_and_nowhere_else() {
    let scratch = Scratch::new("build-script-once");
    put(
        scratch.path(),
        &[("docs/resources/user.md", PAGE.as_bytes())],
    );
    let out = scratch.path().join("out");
    let first = builder(&scratch).write_module(&out).unwrap();
    assert!(!first.changes.written.is_empty());
    let names: Vec<String> = files(scratch.path())
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| !path.starts_with("out/src/") && !path.starts_with("out/target/"))
        .collect();
    assert_eq!(names, ["docs/resources/user.md"]);
    let second = builder(&scratch).write_module(&out).unwrap();
    assert_eq!(second.changes.written, []);
    assert_eq!(second.changes.unchanged, first.changes.written.len());
    assert_eq!(second.directives, first.directives);
    // The text is to be included, so nothing in it can be about the whole.
    let lib = std::fs::read_to_string(out.join("src/lib.rs")).unwrap();
    assert!(!lib.contains("#!") && !lib.contains("//!"), "{lib}");
}

#[test]
fn cargo_watches_the_configuration_the_folders_and_the_pages() {
    let scratch = Scratch::new("build-script-watch");
    put(
        scratch.path(),
        &[("docs/resources/user.md", PAGE.as_bytes())],
    );
    let docs = scratch.path().join("docs");
    let watch = |path: &str| format!("cargo::rerun-if-changed={}{path}", docs.display());
    let directives = || {
        let out = scratch.path().join("out");
        builder(&scratch).write_module(&out).unwrap().directives
    };
    // What is not there would be a change at every build; a new file in the folder is one when it comes.
    let pages = ["", "/resources", "/resources/user.md"].map(watch);
    assert_eq!(directives(), pages);
    put(&docs, &[("docwright.toml", b"")]);
    assert_eq!(directives()[0], watch("/docwright.toml"));
    assert_eq!(directives()[1..], pages);
}

#[test]
fn warnings_are_told_up_to_a_number() {
    let scratch = Scratch::new("build-script-warnings");
    let mut page = PAGE.to_owned();
    for n in 0..13 {
        writeln!(page, "| p{n} | nothing{n} | It is. |").unwrap();
    }
    put(
        scratch.path(),
        &[("docs/resources/user.md", page.as_bytes())],
    );
    let run = builder(&scratch)
        .write_module(&scratch.path().join("out"))
        .unwrap();
    let told: Vec<&String> = run
        .directives
        .iter()
        .filter(|line| line.starts_with("cargo::warning="))
        .collect();
    assert_eq!(told.len(), 11, "{told:#?}");
    let root = scratch.path().join("docs");
    let start = format!("cargo::warning={}/resources/user.md:10:", root.display());
    assert!(told[0].starts_with(&start), "{}", told[0]);
    let end = format!(
        "and 3 more: `docwright lint --docs {}` shows them",
        root.display()
    );
    assert!(told[10].ends_with(&end), "{}", told[10]);
}

#[test]
fn an_error_in_the_pages_fails_the_build_each_time() {
    let scratch = Scratch::new("build-script-error");
    let fixup = "[[fixup]]\npage = \"resources/user.md\"\ntarget = \"user.id.type\"\nexpect = \"Int32\"\nset = \"String\"\nwhy = \"a test\"\n";
    put(
        scratch.path(),
        &[
            ("docs/resources/user.md", PAGE.as_bytes()),
            ("docs/docwright.toml", fixup.as_bytes()),
        ],
    );
    for _ in 0..2 {
        let run = builder(&scratch)
            .write_module(&scratch.path().join("out"))
            .unwrap();
        let told = run
            .directives
            .iter()
            .find(|line| line.starts_with("cargo::error="));
        assert!(
            told.is_some_and(|line| line.contains("error[fixup-not-applied]")),
            "{:#?}",
            run.directives
        );
    }
}

/// A file name with a line break would be a line for cargo, and that could be a flag for the linker.
#[cfg(unix)]
#[test]
fn names_of_files_are_no_lines_for_cargo() {
    let scratch = Scratch::new("build-script-names");
    let page = format!("{PAGE}| a | nothing | b |\n");
    put(
        scratch.path(),
        &[(
            "docs/resources/a\ncargo::rustc-link-arg=x.md",
            page.as_bytes(),
        )],
    );
    let run = builder(&scratch)
        .write_module(&scratch.path().join("out"))
        .unwrap();
    assert!(!run.directives.is_empty());
    for line in run.directives {
        let is_ours =
            line.starts_with("cargo::rerun-if-changed=") || line.starts_with("cargo::warning=");
        assert!(is_ours && !line.contains(char::is_control), "{line:?}");
    }
}

#[test]
fn what_main_shows_is_for_people() {
    let error = Builder::new().docs("/nowhere/at/all").read().unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
}
