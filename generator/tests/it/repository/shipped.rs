//! What runs elsewhere: workflows, the action, hooks. They cannot run here, so their commands are held against the program, and
//! the action's script is run as it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What the program says about a command; its options are in it.
fn help(command: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_docwright"))
        .args([command, "--help"])
        .output()
        .unwrap();
    assert!(output.status.success(), "there is no `docwright {command}`");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that begin with this program, each as its words: in code, at the start of a line or after a sign of the shell.
fn commands(text: &str, program: &str) -> Vec<Vec<String>> {
    let line = |line: &str| {
        let start = line.find(program)?;
        let words = line[start + program.len()..].split_whitespace();
        let stop = |word: &&str| !["&&", "|", "||", "#", "—"].contains(word) && !word.contains('`');
        let words = words.take_while(stop);
        Some(words.map(str::to_owned).collect::<Vec<_>>())
    };
    text.lines().filter_map(line).collect()
}

#[test]
fn commands_of_the_program_exist_with_their_options() {
    let mut checked = BTreeSet::new();
    for file in [
        ".github/actions/docwright-check/check.sh",
        ".pre-commit-hooks.yaml",
        "generator/src/guide/authors.md",
        "README.md",
    ] {
        for words in commands(&read(file), "docwright ") {
            let Some(command) = words.first().filter(|word| is_word(word)) else {
                continue;
            };
            let text = help(command);
            for option in words.iter().filter_map(|word| option(word)) {
                assert!(text.contains(&option), "{file}: {command} has no {option}");
                checked.insert(format!("{command} {option}"));
            }
        }
    }
    for known in ["lint --format", "check --out", "diff --fail-on"] {
        assert!(checked.contains(known), "{known} is not in {checked:?}");
    }
}

/// Whether a word can be the name of a command.
fn is_word(word: &str) -> bool {
    let known = [
        "check", "diff", "explain", "export", "generate", "init", "lint", "lsp", "man", "report",
    ];
    known.contains(&word)
}

/// The option in a word of a command: `--baseline` of `${BASELINE:+--baseline`.
fn option(word: &str) -> Option<String> {
    let start = word.find("--")?;
    let name: String = word[start..]
        .chars()
        .take_while(|c| c.is_ascii_lowercase() || *c == '-')
        .collect();
    (name.len() > 2).then_some(name)
}

#[test]
fn commands_of_the_workflows_exist() {
    let known = read("xtask/src/args.rs");
    let mut count = 0;
    for file in [
        ".github/workflows/ci.yml",
        ".github/workflows/regen.yml",
        "CONTRIBUTING.md",
    ] {
        for words in commands(&read(file), "cargo xtask ") {
            let Some(chore) = words.first() else {
                continue;
            };
            let chore = chore.trim_matches(|c: char| !c.is_ascii_lowercase());
            let variant: String = chore.split('-').map(capitalised).collect();
            let is_known = known.lines().any(|line| {
                line.strip_prefix("    ")
                    .and_then(|line| line.strip_prefix(&variant))
                    .is_some_and(|rest| rest.starts_with([' ', ',', '(']))
            });
            assert!(is_known, "{file}: xtask has no command {chore}");
            count += 1;
        }
    }
    assert!(count >= 3, "{count} chores");
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_ascii_uppercase() + rest
}

/// Bash is on every machine that GitHub runs actions on, but only Unix is sure to have it elsewhere.
#[cfg(unix)]
mod action {
    use std::path::Path;
    use std::process::{Command, Output};

    use super::root;
    use crate::support::{Scratch, put};

    const PAGE: &str = "\
# user resource type

Namespace: sample

A person.

## Properties

| Property | Type | Description |
|:--|:--|:--|
| id | String | The key. |
";

    fn check(scratch: &Scratch, variables: &[(&str, &str)]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_docwright"));
        let path = std::env::var("PATH").unwrap();
        let folder = program.parent().unwrap().display();
        Command::new(root().join(".github/actions/docwright-check/check.sh"))
            .current_dir(scratch.path())
            .env("PATH", format!("{folder}:{path}"))
            .env("DOCS", "docs")
            .env("GITHUB_STEP_SUMMARY", scratch.path().join("summary.md"))
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }

    #[test]
    fn the_action_finds_what_is_wrong_and_what_is_stale() {
        let scratch = Scratch::new("action");
        put(
            scratch.path(),
            &[("docs/resources/user.md", PAGE.as_bytes())],
        );
        assert_eq!(check(&scratch, &[]).status.code(), Some(0));
        // Nobody has made the crate yet.
        assert_eq!(check(&scratch, &[("OUT", "out")]).status.code(), Some(1));

        let broken = PAGE.replace("| String |", "| String | too | many |");
        put(
            scratch.path(),
            &[("docs/resources/user.md", broken.as_bytes())],
        );
        let output = check(&scratch, &[]);
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(
            told.contains("::warning file=docs/resources/user.md,line="),
            "{told}"
        );
    }

    #[test]
    fn the_action_tells_what_changed() {
        let scratch = Scratch::new("action-diff");
        let git = |args: &[&str]| {
            let output = Command::new("git")
                .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
                .args(args)
                .current_dir(scratch.path())
                .output()
                .unwrap();
            assert!(output.status.success(), "{output:?}");
        };
        put(
            scratch.path(),
            &[("docs/resources/user.md", PAGE.as_bytes())],
        );
        git(&["init", "--quiet"]);
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message", "pages"]);
        let renamed = PAGE.replace("| id |", "| identity |");
        put(
            scratch.path(),
            &[("docs/resources/user.md", renamed.as_bytes())],
        );
        let told = check(&scratch, &[("AGAINST", "HEAD")]);
        assert_eq!(told.status.code(), Some(0), "{told:?}");
        let summary = std::fs::read_to_string(scratch.path().join("summary.md")).unwrap();
        assert!(summary.contains("identity"), "{summary}");
        let told = check(&scratch, &[("AGAINST", "HEAD"), ("FAIL_ON", "breaking")]);
        assert_eq!(told.status.code(), Some(1), "{told:?}");
    }
}
