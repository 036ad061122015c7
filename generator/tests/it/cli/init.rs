//! `docwright init`: what it writes, what it leaves alone, and that `generate` works with it. `cargo xtask consumers` compiles it.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{assert_code, docs, docwright, run, stderr, stdout};
use crate::support::{Scratch, data, files, put};

fn init(scratch: &Scratch, more: &[&str]) -> Output {
    let folder = scratch.path().to_str().unwrap();
    docwright(&[&["init", folder][..], more].concat())
}

fn written(scratch: &Scratch) -> Vec<String> {
    let names = files(scratch.path()).into_iter().map(|(path, _)| path);
    names
        .filter(|path| !path.ends_with(".md") && !path.starts_with("out/"))
        .collect()
}

#[test]
fn a_chore_for_a_crate_that_is_checked_in() {
    let scratch = docs("cli-init");
    let output = init(&scratch, &[]);
    assert_code(&output, 0);
    assert_eq!(
        written(&scratch),
        [
            ".cargo/config.toml",
            "docs/docwright.toml",
            "xtask/Cargo.toml",
            "xtask/src/main.rs"
        ]
    );
    let said = stdout(&output);
    assert!(said.contains("wrote docs/docwright.toml\n"), "{said}");
    assert!(said.contains("cargo xtask regen "), "{said}");
    // What it writes can be used at once.
    assert_code(&run("generate", &scratch, &[]), 0);
    let manifest = fs::read_to_string(scratch.path().join("out/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"api\""), "{manifest}");
}

#[test]
fn the_example_is_what_init_writes() {
    let scratch = docs("cli-init-example");
    assert_code(&init(&scratch, &[]), 0);
    let example = data().join("../../examples/checked-in");
    let same = |path: &str| {
        let [ours, theirs] = [scratch.path(), &*example]
            .map(|root: &Path| fs::read_to_string(root.join(path)).unwrap());
        assert_eq!(ours, theirs, "{path}");
    };
    same("xtask/src/main.rs");
    same(".cargo/config.toml");
    let script = docs("cli-init-example-script");
    assert_code(&init(&script, &["--build-rs"]), 0);
    let ours = fs::read_to_string(script.path().join("build.rs")).unwrap();
    for example in ["build-script", "models-only"] {
        let theirs = data().join("../../examples").join(example).join("build.rs");
        let theirs = fs::read_to_string(theirs).unwrap();
        let code = |text: &str| text.split_once("\n\n").map(|(_, code)| code.to_owned());
        assert_eq!(code(&ours), code(&theirs), "{example}");
    }
}

#[test]
fn a_build_script_and_a_package_around_it() {
    let scratch = docs("cli-init-script");
    assert_code(&init(&scratch, &["--build-rs"]), 0);
    assert_eq!(
        written(&scratch),
        [
            "Cargo.toml",
            "build.rs",
            "docs/docwright.toml",
            "src/lib.rs"
        ]
    );
}

#[test]
fn a_package_that_is_there_is_left_alone() {
    let scratch = docs("cli-init-package");
    put(
        scratch.path(),
        &[
            ("Cargo.toml", b"# mine\n"),
            ("src/main.rs", b"fn main() {}\n"),
        ],
    );
    let output = init(&scratch, &["--build-rs", "--force"]);
    assert_code(&output, 0);
    assert_eq!(
        fs::read_to_string(scratch.path().join("Cargo.toml")).unwrap(),
        "# mine\n"
    );
    assert!(!scratch.path().join("src/lib.rs").exists());
    let said = stdout(&output);
    assert!(said.contains("add to Cargo.toml"), "{said}");
    assert!(said.contains("include!(concat!"), "{said}");
}

#[test]
fn nothing_is_overwritten_unless_asked_for() {
    let scratch = docs("cli-init-again");
    put(
        scratch.path(),
        &[("docs/docwright.toml", b"docs = \"none\"\n")],
    );
    let before = files(scratch.path());
    let output = init(&scratch, &[]);
    assert_code(&output, 2);
    let said = stderr(&output);
    assert!(
        said.contains("these files already exist: docs/docwright.toml; nothing was written"),
        "{said}"
    );
    assert_eq!(files(scratch.path()), before);
    assert_code(&init(&scratch, &["--force"]), 0);
    let config = fs::read_to_string(scratch.path().join("docs/docwright.toml")).unwrap();
    assert!(config.contains("\n# docs = \"summary\"\n"), "{config}");
}

#[test]
fn a_project_without_pages_is_told_so() {
    let scratch = Scratch::new("cli-init-empty");
    let output = init(&scratch, &[]);
    assert_code(&output, 2);
    assert!(
        stderr(&output).contains("`--docs DIR`"),
        "{}",
        stderr(&output)
    );
    assert_eq!(files(scratch.path()), []);
}

#[test]
fn the_keys_are_explained() {
    let page = docwright(&["config"]);
    assert_code(&page, 0);
    assert_eq!(stdout(&page), docwright::config::page());
    let schema = docwright(&["config", "--schema"]);
    assert_code(&schema, 0);
    assert_eq!(stdout(&schema), docwright::config::schema());
}
