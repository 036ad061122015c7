//! Applies safe fixes: from findings to changed pages. Of overlapping edits only the first is applied; the others are left to the
//! next run.

use std::io;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::{Finding, Report};
use crate::diag::Edit;
use crate::source::PageId;

/// A page with its fixes applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedPage {
    /// The page's path, relative to the docs folder.
    pub path: String,
    /// The text as it was read.
    pub old: String,
    /// The fixed text.
    pub new: String,
    /// The number of edits.
    pub count: usize,
}

/// The pages that change, in order.
pub fn fixed_pages(report: &Report<'_>) -> Vec<FixedPage> {
    let edits = edits(report.open());
    let mut out = Vec::new();
    for page in edits.chunk_by(|one, other| one.span.page == other.span.page) {
        out.extend(fix_page(report, page[0].span.page, page));
    }
    out
}

/// The edits of these findings, in order; of overlapping ones only the first.
pub fn edits<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<&'f Edit> {
    let fixes = findings.filter_map(|finding| finding.diagnostic.fix.as_ref());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let mut applied: Vec<&Edit> = Vec::new();
    for edit in edits {
        let overlaps =
            |last: &&Edit| last.span.page == edit.span.page && edit.span.start < last.span.end;
        if !applied.last().is_some_and(overlaps) {
            applied.push(edit);
        }
    }
    applied
}

fn fix_page(report: &Report<'_>, page: PageId, edits: &[&Edit]) -> Option<FixedPage> {
    let source = report.docs.sources.get(page);
    let (mut new, mut at, mut count) = (String::new(), 0, 0);
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        new.push_str(source.text.get(at..start)?);
        new.push_str(&edit.text);
        (at, count) = (end, count + 1);
    }
    new.push_str(source.text.get(at..)?);
    (new != source.text).then(|| FixedPage {
        path: source.path.clone(),
        old: source.text.clone(),
        new,
        count,
    })
}

/// A unified diff of the changes.
pub fn diff(pages: &[FixedPage]) -> String {
    let page_diff = |page: &FixedPage| {
        TextDiff::from_lines(&page.old, &page.new)
            .unified_diff()
            .context_radius(2)
            .header(&format!("a/{}", page.path), &format!("b/{}", page.path))
            .to_string()
    };
    pages.iter().map(page_diff).collect()
}

/// Replaces the file of a page, keeping its byte-order mark. Returns false, and leaves the file alone, if it has changed since it
/// was read or is not UTF-8.
///
/// # Errors
/// If the file cannot be read or written.
pub fn write(root: &Path, page: &FixedPage) -> io::Result<bool> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    // The target, if the page is a symbolic link.
    let file = root.join(&page.path).canonicalize()?;
    let now = std::fs::read(&file)?;
    let (mark, text) = match now.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => (&[][..], now.as_slice()),
    };
    if text != page.old.as_bytes() {
        return Ok(false);
    }
    let mut name = file.as_os_str().to_owned();
    name.push(".docwright-fix");
    let temporary = PathBuf::from(name);
    let written = std::fs::write(&temporary, [mark, page.new.as_bytes()].concat())
        .and_then(|()| std::fs::set_permissions(&temporary, file.metadata()?.permissions()))
        .and_then(|()| std::fs::rename(&temporary, &file));
    written.inspect_err(|_| drop(std::fs::remove_file(&temporary)))?;
    Ok(true)
}
