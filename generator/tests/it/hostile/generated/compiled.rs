//! The hostile pages as one crate: it compiles, clippy and rustdoc find nothing, and its documentation shows text as text.

use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::Builder;
use docwright::plan::Runtime;

use super::{all, markup};
use crate::support::{Scratch, data, files};
use crate::targets::pipeline;

/// What the pages try to have run.
const INTRUDER: &str = "intruder";

#[test]
fn the_crate_compiles_and_its_documentation_shows_text() {
    let scratch = Scratch::new("hostile-crate");
    write(scratch.path());
    // Every place with its operations, but not the transport in the box, which would take most of the time.
    let features = ["--features", "full,client,registry"];
    cargo(
        scratch.path(),
        &[&["clippy", "--all-targets"], &features[..]].concat(),
    );
    cargo(
        scratch.path(),
        &[&["doc", "--no-deps"], &features[..]].concat(),
    );
    let (mut pages, mut shown) = (0, 0);
    for (path, html) in files(&target().join("doc/hostile")) {
        if path.ends_with(".html") {
            assert_harmless(&html, &path);
            pages += 1;
            shown += usize::from(html.contains("&lt;script&gt;intruder()"));
        }
    }
    assert!(pages > 500, "there are {pages} pages of documentation only");
    assert!(shown > 5, "scripts are shown as text on {shown} pages only");
}

/// Writes the crate of all hostile pages.
fn write(folder: &Path) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let runtime = Runtime::Path {
        path: path.to_string_lossy().into_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let pages = all("payloads.txt", 0) + &all("names.txt", 1000);
    let builder = Builder::new()
        .docs(data().join("fuzz/page"))
        .package_name("hostile")
        .runtime(runtime);
    let input = builder.read().expect("the folder has a page");
    let generated = input.with_pages(pipeline::pages(&pages)).generate();
    generated.write_to(folder).expect("the folder is ours");
    // The versions that are here already.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).expect("the workspace has a lock");
}

/// Kept from run to run, so that the runtime is compiled once.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-target")
}

/// Runs cargo without the network; a warning is a failure.
fn cargo(folder: &Path, args: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(args)
        .args(["--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .env_remove("CARGO_BUILD_TARGET")
        .output()
        .expect("cargo runs this test");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {args:?}:\n{errors}");
}

/// Checks that nothing of the hostile pages is alive in a page of the documentation.
#[track_caller]
fn assert_harmless(html: &str, path: &str) {
    for tag in markup::tags(html) {
        // The name alone is in addresses of items, which scripts of rustdoc's own hold; running it takes a call.
        assert!(
            !tag.raw.contains(&format!("{INTRUDER}(")),
            "{path}: {tag:?}"
        );
        assert!(!tag.raw.contains("display:none}"), "{path}: {tag:?}");
        for (name, value) in &tag.attributes {
            let is_run = name.starts_with("on") || name == "style" || name == "srcdoc";
            assert!(!(is_run && value.contains(INTRUDER)), "{path}: {tag:?}");
            let is_link = matches!(name.as_str(), "href" | "src" | "action" | "data");
            let scheme = value.trim_start().to_ascii_lowercase();
            let is_live = scheme.starts_with("javascript:") || scheme.starts_with("data:text");
            assert!(!(is_link && is_live), "{path}: {tag:?}");
            let is_loaded = matches!(name.as_str(), "src" | "srcset" | "poster");
            assert!(!(is_loaded && value.contains(INTRUDER)), "{path}: {tag:?}");
        }
    }
}
