//! Runs of the program that do not come to their end, or that two write at once: the output folder holds old files or new
//! ones, never halves, and the next run makes it whole.

mod killed;
mod refused;
mod together;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{files, put};

/// Every file of a tree: path and text.
type Tree = Vec<(String, String)>;

/// How many pages a set has.
const PAGES: usize = 24;

/// Two sets of pages whose crates differ in some files, and the crates.
struct Sets {
    root: PathBuf,
    /// The crates, as undisturbed runs write them.
    trees: [Tree; 2],
}

impl Sets {
    /// Writes the pages below a folder, and makes the crates once.
    fn new(root: &Path) -> Self {
        let mut sets = Self {
            root: root.to_owned(),
            trees: [Vec::new(), Vec::new()],
        };
        for which in [0, 1] {
            for page in 0..PAGES {
                if let Some(text) = page_text(which, page) {
                    let path = format!("docs-{which}/resources/thing{page}.md");
                    put(root, &[(path.as_str(), text.as_bytes())]);
                }
            }
            let reference = root.join(format!("reference-{which}/out"));
            let output = sets.generate(which, &reference).output().unwrap();
            assert!(output.status.success(), "{output:?}");
            sets.trees[which] = files(&reference);
        }
        sets
    }

    /// The command that makes a folder hold the crate of a set. Folders lie equally deep, so that their crates are equal.
    fn generate(&self, which: usize, out: &Path) -> Command {
        self.command("generate", which, out)
    }

    fn command(&self, name: &str, which: usize, out: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
        command
            .arg(name)
            .args(["--accept-renames", "--docs"])
            .arg(self.root.join(format!("docs-{which}")))
            .arg("--out")
            .arg(out);
        command
    }

    /// Makes the folder hold the crate of a set, and nothing else.
    #[track_caller]
    fn settle(&self, which: usize, out: &Path) {
        let output = self.generate(which, out).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(files(out) == self.trees[which], "{}", listed(&files(out)));
    }

    /// A folder beside the references, with the crate of a set.
    fn out(&self, name: &str, which: usize) -> PathBuf {
        let out = self.root.join(name).join("out");
        for (path, text) in &self.trees[which] {
            put(&out, &[(path.as_str(), text.as_bytes())]);
        }
        out
    }
}

/// A page of a set: the first set lacks the last pages, the second one the first; every other page differs.
fn page_text(which: usize, page: usize) -> Option<String> {
    if page == [PAGES - 1, 0][which] || page == [PAGES - 2, 1][which] {
        return None;
    }
    let mut text = format!(
        "---\nms.prod: \"area{}\"\n---\n\n# thing{page} resource type\n\nNamespace: sample\n\nA thing.\n\n## Properties\n\n\
         | Property | Type | Description |\n|:--|:--|:--|\n",
        page % 5
    );
    let rows = if page.is_multiple_of(2) {
        12
    } else {
        12 + 6 * which
    };
    for row in 0..rows {
        writeln!(text, "| part{row} | String | A part of it. |").unwrap();
    }
    Some(text)
}

/// Whether this is the name of a file that a run has not finished.
fn is_temporary(path: &str) -> bool {
    path.ends_with(".docwright-tmp")
}

/// The paths of a tree, for messages.
fn listed(tree: &Tree) -> String {
    let paths: Vec<&str> = tree.iter().map(|(path, _)| path.as_str()).collect();
    paths.join("\n")
}

/// Finds the text of a path.
fn text_of<'t>(tree: &'t Tree, path: &str) -> Option<&'t str> {
    tree.iter()
        .find(|(known, _)| known == path)
        .map(|(_, text)| text.as_str())
}

/// Checks that every file is an old one, a new one, or an unfinished one with the name of one of these; and that nothing is
/// missing that both trees have.
#[track_caller]
fn assert_old_or_new(found: &Tree, old: &Tree, new: &Tree, name: &str) {
    for (path, text) in found {
        let text = Some(text.as_str());
        if is_temporary(path) {
            let path = path.trim_end_matches(".docwright-tmp");
            assert!(
                text_of(old, path).or(text_of(new, path)).is_some(),
                "{name}: {path}"
            );
        } else {
            assert!(
                text == text_of(old, path) || text == text_of(new, path),
                "{name}: {path} is neither old nor new"
            );
        }
    }
    for (path, _) in old {
        let is_there = text_of(found, path).is_some() || text_of(new, path).is_none();
        assert!(is_there, "{name}: {path} is gone");
    }
}

/// A part of the crate's folder: the first file, in a folder of an area, that differs between the sets.
fn changed_file(sets: &Sets) -> &str {
    let [old, new] = &sets.trees;
    let differs = |(path, text): &&(String, String)| {
        path.starts_with("src/areas/") && text_of(new, path).is_some_and(|new| new != text.as_str())
    };
    &old.iter().find(differs).expect("the sets differ").0
}

/// The text of a file of the output folder.
fn read(out: &Path, path: &str) -> String {
    fs::read_to_string(out.join(path)).unwrap()
}
