//! Whole folders of pages: the invariants hold on each page.

use std::path::Path;

use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::syntax;

use crate::support::{assert_tiles, data, pages};

#[test]
fn every_page_is_tiled_by_its_blocks() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [
        data(),
        workspace.join("docs-input"),
        workspace.join("../shared/corpus"),
        workspace.join("../shared/seeds"),
    ];
    for path in folders.iter().flat_map(|folder| pages(folder)) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let page = syntax::parse(PageId(0), &text, &mut Diagnostics::default());
        assert_tiles(&page, &path.display().to_string());
    }
}
