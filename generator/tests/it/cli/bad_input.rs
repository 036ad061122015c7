//! What the program does when it is called wrongly, cannot do its work, or is given pages that are none.

use std::fs;
use std::process::{Command, Stdio};

use super::{PAGE, assert_code, docs, docwright, run, stderr};
use crate::support::{files, put};

#[test]
fn no_result_is_exit_code_2_and_leaves_the_output_alone() {
    let scratch = docs("cli-none");
    assert_code(&run("generate", &scratch, &[]), 0);
    let before = files(&scratch.path().join("out"));
    let fails = |message: &str| {
        let output = run("generate", &scratch, &[]);
        assert_code(&output, 2);
        let text = stderr(&output);
        assert!(
            text.starts_with("error: ") && text.contains(message) && text.lines().count() == 1,
            "{text}"
        );
        assert_eq!(files(&scratch.path().join("out")), before);
    };
    put(
        scratch.path(),
        &[("docs/docwright.toml", b"[package]\nnam = \"x\"\n")],
    );
    fails("docwright.toml:2:1: unknown key `nam`; did you mean `name`?");
    fs::remove_dir_all(scratch.path().join("docs")).unwrap();
    fails("cannot read the docs folder");
    fs::create_dir(scratch.path().join("docs")).unwrap();
    fails("there are no Markdown pages to read in");
    fs::remove_dir(scratch.path().join("docs")).unwrap();
    put(scratch.path(), &[("docs", b"a file")]);
    fails("cannot read the docs folder");
}

#[test]
fn an_output_that_cannot_be_written_is_exit_code_2() {
    let scratch = docs("cli-unwritable");
    put(scratch.path(), &[("out", b"a file, not a folder")]);
    let output = run("generate", &scratch, &[]);
    assert_code(&output, 2);
    assert!(
        stderr(&output).contains("error: cannot write to "),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        fs::read(scratch.path().join("out")).unwrap(),
        b"a file, not a folder"
    );
}

#[test]
fn files_that_were_not_generated_are_never_overwritten() {
    let scratch = docs("cli-foreign");
    put(scratch.path(), &[("out/src/lib.rs", b"fn mine() {}\n")]);
    let output = run("generate", &scratch, &[]);
    assert_code(&output, 2);
    assert!(
        stderr(&output).contains("was not generated"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        files(&scratch.path().join("out")),
        [("src/lib.rs".to_owned(), "fn mine() {}\n".to_owned())]
    );
}

/// Each odd page is named by a diagnostic or read as well as can be, and the good page beside it is generated all the same.
#[test]
fn odd_pages_spoil_nothing_else() {
    let scratch = docs("cli-odd");
    let deep = format!("# deep resource type\n\n{}x\n", "> ".repeat(10_000));
    let pipes = format!("# pipes resource type\n\n{}\n", "|".repeat(1_000_000));
    let crlf = PAGE.replace("user", "crlf").replace('\n', "\r\n");
    let bom = format!("\u{feff}{}", PAGE.replace("user", "bom"));
    let pages: &[(&str, &[u8])] = &[
        ("docs/resources/empty.md", b""),
        (
            "docs/resources/binary.md",
            &[0, 159, 146, 150, 255, 254, 0, 10, 124, 0],
        ),
        ("docs/resources/cut.md", &PAGE.as_bytes()[..PAGE.len() / 2]),
        ("docs/resources/deep.md", deep.as_bytes()),
        ("docs/resources/pipes.md", pipes.as_bytes()),
        ("docs/resources/crlf.md", crlf.as_bytes()),
        ("docs/resources/bom.md", bom.as_bytes()),
    ];
    put(scratch.path(), pages);
    let output = run("generate", &scratch, &["--all"]);
    assert_code(&output, 0);
    let text = stderr(&output);
    assert!(
        text.contains("resources/binary.md:1:2: warning[invalid-utf8]"),
        "{text}"
    );
    assert!(text.contains("resources/deep.md:3:"), "{text}");
    let written = files(&scratch.path().join("out"));
    for name in ["pub struct User ", "pub struct Crlf ", "pub struct Bom "] {
        assert!(
            written.iter().any(|(_, text)| text.contains(name)),
            "{name}"
        );
    }
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for args in [
        &[][..],
        &["generate"],
        &["generate", "--docs"],
        &["nonsense"],
        &["export", "--docs", "x", "--format", "xml"],
    ] {
        assert_code(&docwright(args), 2);
    }
    for args in [["--help"], ["--version"]] {
        assert_code(&docwright(&args), 0);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let scratch = docs("cli-pipe");
    let folder = scratch.path().join("docs");
    let args = [
        "export",
        "--docs",
        folder.to_str().unwrap(),
        "--format",
        "json",
    ];
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    let mut child = command
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_code(&output, 0);
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}
