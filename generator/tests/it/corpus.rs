//! Whole folders of pages: the invariants hold on each page.

use std::path::{Path, PathBuf};

use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::syntax::{self, BlockKind, json};

use crate::support::{assert_tiles, data, pages};

/// The pages of the project, and a larger set beside the workspace, if one is there.
fn folders() -> Vec<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["docs-input", "../shared/corpus", "../shared/seeds"];
    folders
        .iter()
        .map(|folder| workspace.join(folder))
        .collect()
}

/// Reads every page of the folders.
fn each_page(folders: &[PathBuf], mut check: impl FnMut(&syntax::Page<'_>, &str)) {
    for path in folders.iter().flat_map(|folder| pages(folder)) {
        let text = String::from_utf8_lossy(
            &std::fs::read(&path).expect("a page that was found can be read"),
        )
        .into_owned();
        check(
            &syntax::parse(PageId(0), &text, &mut Diagnostics::default()),
            &path.display().to_string(),
        );
    }
}

#[test]
fn every_page_is_tiled_by_its_blocks() {
    let folders = [folders(), vec![data()]].concat();
    each_page(&folders, assert_tiles);
}

/// Annotations and the code that follows them: whatever begins like JSON can be read, but for what only looks so.
#[test]
fn json_can_be_read() {
    let (mut total, mut lost) = (0, Vec::new());
    each_page(&folders(), |page, name| {
        for block in page.walk() {
            let text = match &block.kind {
                BlockKind::Comment(comment) => comment.text,
                BlockKind::Code(code) => body(&code.text),
                _ => continue,
            };
            let text = text.trim();
            // `{the bytes of the file}` and `{host}/{path}` are placeholders.
            let json = text.starts_with(['{', '[']) && text.contains([':', '"']);
            if json {
                total += 1;
                if json::read(text, page.id, 0).0.is_none() {
                    lost.push(format!("{name} at {}: {text}", block.span.start));
                }
            }
        }
    });
    assert!(
        total > 100 && lost.is_empty(),
        "{} of {total} are not read:\n{}",
        lost.len(),
        lost.join("\n")
    );
}

/// The code itself if it begins with a bracket, or what does so behind the lines of an HTTP head.
fn body(code: &str) -> &str {
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        if line.trim_start().starts_with(['{', '[']) {
            return &code[at..];
        }
        at += line.len();
    }
    ""
}
