//! The compiler's word on every verdict. For each change, a program is made that uses every item of the crate before, in the
//! ways that the crate promises to keep. It compiles against the crate before; it must compile against the crate after exactly
//! if the verdict is not "breaking".
//!
//! All crates before and after are modules of one crate, and each program is an example of it, so one run of cargo does.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use docwright::Builder;
use docwright::builder::Input;
use docwright::diff::{EffectKind, Impact};
use docwright::plan::{self, FeatureName, Layout, Plan, PlanConfig, Runtime};
use docwright::{files, print};

use super::program::{self, Reach};
use super::{cases, diff, folder};
use crate::support::put;

/// One that stays from run to run: the dependencies are compiled once.
fn workshop() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff-proof")
}

fn input(case: &str, side: &str) -> Input {
    Builder::new().docs(folder(case, side)).read().unwrap()
}

/// The plan of a crate that is a module of another one, with its client.
fn plan(input: &Input) -> Plan {
    let config = PlanConfig {
        layout: Layout::Module,
        client: true,
        ..input.plan_config()
    };
    plan::lower(&input.model().0, &config)
}

/// A change of cargo features is no matter of what compiles when everything is on: see [`features_tell_as_well`].
fn is_about_features(case: &str) -> bool {
    case.starts_with("area-")
}

fn ident(case: &str) -> String {
    case.replace('-', "_")
}

const MANIFEST: &str = r#"[package]
name = "proof"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
docwright-runtime = { path = "RUNTIME", features = ["client"] }
"#;

/// Writes the file only if it differs, so that cargo sees what has changed.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).ok().as_deref() != Some(text) {
        put(
            path.parent().unwrap(),
            &[(path.file_name().unwrap().to_str().unwrap(), text.as_bytes())],
        );
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Where the runtime is, as a manifest wants it.
fn runtime() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    folder.to_str().unwrap().replace('\\', "/")
}

fn manifest(folder: &Path) {
    write(
        &folder.join("Cargo.toml"),
        &MANIFEST.replace("RUNTIME", &runtime()),
    );
    lock(folder);
}

/// The same versions as everywhere in the repository, so nothing has to be asked of a registry. Cargo drops from the lock what
/// the package does not need, so the whole one is kept beside it, to see when there is another one.
fn lock(folder: &Path) {
    let lock = std::fs::read_to_string(repository().join("Cargo.lock")).unwrap();
    let copy = folder.join("repository.lock");
    if std::fs::read_to_string(&copy).ok().as_deref() != Some(&lock) {
        write(&folder.join("Cargo.lock"), &lock);
        write(&copy, &lock);
    }
}

/// A program as an example; `api` is the crate that it is written for.
fn example(folder: &Path, name: &str, modules: &[(String, String)]) {
    let mut text = String::from("#![allow(warnings)]\nuse docwright_runtime as rt;\n");
    for (api, program) in modules {
        let module = api.rsplit("::").next().unwrap();
        write!(text, "pub mod {module} {{\nuse proof::{api} as api;\nuse docwright_runtime as rt;\n{program}}}\n").unwrap();
    }
    text.push_str("fn main() {}\n");
    write(&folder.join("examples").join(format!("{name}.rs")), &text);
}

/// What cargo says when it checks a package, in a form for programs.
fn check(folder: &Path, more: &[&str]) -> Output {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Command::new(cargo)
        .args(["check", "--offline", "--quiet", "--message-format=json"])
        .args(more)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", workshop().join("target"))
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap()
}

/// The names of the examples that do not compile. Their errors, with the names, go to `said`.
fn failing(folder: &Path, said: &mut String) -> BTreeSet<String> {
    let output = check(folder, &["--examples", "--keep-going"]);
    let mut failing = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        if message["message"]["level"] == "error" {
            let target = message["target"]["name"].as_str().unwrap_or_default();
            failing.insert(target.to_owned());
            let text = message["message"]["rendered"].as_str().unwrap_or_default();
            writeln!(said, "{target}: {text}").unwrap();
        }
    }
    // Cargo itself may fail before anything is compiled.
    if !output.status.success() && failing.is_empty() {
        failing.insert("cargo".to_owned());
        said.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    failing
}

/// Whether something breaks that a compiler can see: that a name stands for another thing than before, it cannot.
fn must_fail(case: &str) -> bool {
    let changes = diff(case).changes;
    let mut effects = changes.iter().flat_map(|change| &change.effects);
    effects.any(|effect| {
        effect.impact == Impact::Breaking && !matches!(effect.kind, EffectKind::Represents { .. })
    })
}

#[test]
fn verdicts_are_what_the_compiler_says() {
    let workshop = workshop();
    manifest(&workshop);
    let _ = std::fs::remove_dir_all(workshop.join("examples"));
    let mut library = String::from("#![allow(warnings)]\n");
    let (mut before, mut fine) = (Vec::new(), Vec::new());
    let mut breaking = BTreeSet::new();
    for case in cases().iter().filter(|case| !is_about_features(case)) {
        let name = ident(case);
        let mut program = String::new();
        for side in ["before", "after"] {
            let plan = plan(&input(case, side));
            let place = workshop.join("src").join(&name).join(side);
            std::fs::create_dir_all(&place).unwrap();
            files::sync(&print::print(&plan), &place).unwrap();
            writeln!(
                library,
                "pub mod {side}_{name} {{ include!(\"{name}/{side}/src/lib.rs\"); }}"
            )
            .unwrap();
            if side == "before" {
                program = program::text(&plan, Reach::All);
            }
        }
        before.push((format!("before_{name}"), program.clone()));
        let after = (format!("after_{name}"), program);
        if must_fail(case) {
            example(&workshop, &format!("breaking-{case}"), &[after]);
            breaking.insert(format!("breaking-{case}"));
        } else {
            fine.push(after);
        }
    }
    write(&workshop.join("src/lib.rs"), &library);
    example(&workshop, "before", &before);
    example(&workshop, "fine", &fine);
    let mut said = String::new();
    let failing = failing(&workshop, &mut said);
    let wrongly: Vec<&String> = breaking.difference(&failing).collect();
    assert!(wrongly.is_empty(), "said to break, and do not: {wrongly:?}");
    let unsaid: Vec<&String> = failing.difference(&breaking).collect();
    assert!(
        unsaid.is_empty(),
        "break without being said to: {unsaid:?}\n{said}"
    );
    assert!(
        breaking.len() > 20 && fine.len() > 20,
        "{} break, {} do not",
        breaking.len(),
        fine.len()
    );
}

const USER: &str = r#"[package]
name = "user"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
api = { path = "PATH", default-features = false, features = ["client", "FEATURE"] }
docwright-runtime = { path = "RUNTIME", features = ["client"] }
"#;

/// A crate of its own, with cargo features, and a program that switches on one of those that `before` has.
fn compiles_with(case: &str, side: &str, feature: &str) -> bool {
    let place = workshop().join("features").join(case);
    let from = Runtime::Path {
        path: runtime(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let input = |side: &str| {
        let builder = Builder::new()
            .docs(folder(case, side))
            .runtime(from.clone());
        builder.read().unwrap()
    };
    let lowered = |input: &Input| plan::lower(&input.model().0, &input.plan_config());
    std::fs::create_dir_all(place.join(side)).unwrap();
    files::sync(&print::print(&lowered(&input(side))), &place.join(side)).unwrap();
    let program = program::text(&lowered(&input("before")), Reach::Feature(feature));
    let program = format!("#![allow(warnings)]\nuse docwright_runtime as rt;\n{program}");
    let user = place.join(format!("user-of-{side}"));
    let manifest = USER
        .replace("PATH", &format!("../{side}"))
        .replace("FEATURE", feature)
        .replace("RUNTIME", &runtime());
    write(&user.join("Cargo.toml"), &manifest);
    write(&user.join("src/lib.rs"), &program);
    lock(&user);
    check(&user, &[]).status.success()
}

#[test]
fn features_tell_as_well() {
    let mut verdicts = Vec::new();
    for case in cases().iter().filter(|case| is_about_features(case)) {
        let before = input(case, "before");
        let plan = plan::lower(&before.model().0, &before.plan_config());
        let areas: BTreeSet<&str> = plan
            .documented_areas
            .values()
            .map(FeatureName::as_str)
            .collect();
        assert!(areas.len() > 1, "{case}: {areas:?}");
        let mut breaks = false;
        for feature in areas {
            assert!(compiles_with(case, "before", feature), "{case}: {feature}");
            breaks |= !compiles_with(case, "after", feature);
        }
        assert_eq!(must_fail(case), breaks, "{case}");
        verdicts.push(breaks);
    }
    assert!(verdicts.contains(&true) && verdicts.contains(&false));
}
