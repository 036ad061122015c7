//! Safe replacements, applied: which pages change, and into what. Writes nothing; a replacement that another one overlaps
//! waits for the next run.

use std::io;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::{Finding, Report};
use crate::diag::Edit;
use crate::source::PageId;

/// A page with its replacements made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The page's path, relative to the docs folder.
    pub path: String,
    /// Its text as it was read.
    pub old: String,
    /// Its text with the replacements.
    pub new: String,
    /// How many replacements were made.
    pub count: usize,
}

/// The pages that change, in order.
pub fn fixed(report: &Report<'_>) -> Vec<Fixed> {
    let edits = edits(report.open());
    let mut out = Vec::new();
    for page in edits.chunk_by(|one, other| one.span.page == other.span.page) {
        out.extend(of_page(report, page[0].span.page, page));
    }
    out
}

/// The replacements of these findings, in order; of those that overlap, the first one.
pub fn edits<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<&'f Edit> {
    let fixes = findings.filter_map(|finding| finding.diagnostic.fix.as_ref());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let mut kept: Vec<&Edit> = Vec::new();
    for edit in edits {
        let overlaps =
            |last: &&Edit| last.span.page == edit.span.page && edit.span.start < last.span.end;
        if !kept.last().is_some_and(overlaps) {
            kept.push(edit);
        }
    }
    kept
}

fn of_page(report: &Report<'_>, page: PageId, edits: &[&Edit]) -> Option<Fixed> {
    let source = report.docs.sources.get(page);
    let (mut new, mut at, mut count) = (String::new(), 0, 0);
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        new.push_str(source.text.get(at..start)?);
        new.push_str(&edit.text);
        (at, count) = (end, count + 1);
    }
    new.push_str(source.text.get(at..)?);
    (new != source.text).then(|| Fixed {
        path: source.path.clone(),
        old: source.text.clone(),
        new,
        count,
    })
}

/// A unified diff of the changes.
pub fn diff(pages: &[Fixed]) -> String {
    let of_page = |page: &Fixed| {
        TextDiff::from_lines(&page.old, &page.new)
            .unified_diff()
            .context_radius(2)
            .header(&format!("a/{}", page.path), &format!("b/{}", page.path))
            .to_string()
    };
    pages.iter().map(of_page).collect()
}

/// Writes a page as a whole, a byte-order mark kept. False when the file is not what was read any more, or is not UTF-8: then
/// it is left alone.
///
/// # Errors
/// What the system says.
pub fn write(root: &Path, page: &Fixed) -> io::Result<bool> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    // The file itself, where the page is a link to it.
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
    let made = std::fs::write(&temporary, [mark, page.new.as_bytes()].concat())
        .and_then(|()| std::fs::set_permissions(&temporary, file.metadata()?.permissions()))
        .and_then(|()| std::fs::rename(&temporary, &file));
    made.inspect_err(|_| drop(std::fs::remove_file(&temporary)))?;
    Ok(true)
}
