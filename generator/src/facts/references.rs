//! Where a page leads, and where others can lead to in it: links, includes and the anchors of headings. Collected for
//! `docwright lint`; whether anything is there is found out elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::doc_text::link_target;
use super::section::heading;
use crate::source::Span;
use crate::syntax::{Inline, Inlines, Page};

/// The links of one page, and what can be linked on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// In page order.
    pub links: Vec<Link>,
    /// The anchors of headings, as GitHub and the publishing tools make them.
    pub anchors: BTreeSet<String>,
}

/// A link to a page of the docs folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written.
    pub written: String,
    /// The path that it leads to, relative to the docs folder.
    pub path: String,
    /// What stands behind `#`, if anything.
    pub anchor: Option<String>,
    /// Where it is.
    pub span: Span,
    /// It stands in `[!INCLUDE …]`.
    pub is_include: bool,
}

/// Collects them.
pub fn read(page: &Page<'_>, path: &str) -> References {
    let mut out = References::default();
    let mut anchors = Anchors::default();
    for block in page.walk() {
        if let Some((_, inlines)) = block.as_heading() {
            if let Some((_, title)) = heading(block) {
                anchors.add(&anchor(&title));
                links(inlines, path, &mut out.links);
            }
        } else if let Some(inlines) = block.as_paragraph() {
            links(inlines, path, &mut out.links);
        } else if let Some(table) = block.as_table() {
            for cell in table.cells() {
                links(&cell.inlines, path, &mut out.links);
            }
        } else if let Some(source) = block.as_html() {
            html_anchors(source, &mut anchors);
        }
    }
    out.anchors = anchors.0.into_keys().collect();
    out
}

/// The anchors so far, and for each the last number that was put behind it.
#[derive(Default)]
struct Anchors(BTreeMap<String, usize>);

impl Anchors {
    /// Adds the anchor of a heading: with a number, if another heading has the same one.
    fn add(&mut self, anchor: &str) {
        let mut name = anchor.to_owned();
        while self.0.contains_key(&name) {
            let number = self.0.entry(anchor.to_owned()).or_default();
            *number += 1;
            name = format!("{anchor}-{number}");
        }
        self.0.insert(name, 0);
    }
}

/// `<a name="x"></a>` and `<h2 id="x">`.
fn html_anchors(text: &str, out: &mut Anchors) {
    for mark in ["name=\"", "id=\""] {
        let found = text.split(mark).skip(1);
        let names = found.filter_map(|rest| Some(rest.split_once('"')?.0.to_ascii_lowercase()));
        for name in names {
            out.0.entry(name).or_default();
        }
    }
}

fn links(inlines: &Inlines<'_>, page: &str, out: &mut Vec<Link>) {
    let mut before = "";
    for inline in &inlines.0 {
        match inline {
            Inline::Text(text) => before = text.as_ref(),
            Inline::Link { target, span, .. } => {
                let is_include = before.trim_end().ends_with("[!INCLUDE");
                before = "";
                out.extend(link(target, page, *span, is_include));
            }
            Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Tag { .. }
            | Inline::Element(_)
            | Inline::ElementEnd { .. }
            | Inline::Anchor { .. }
            | Inline::Break
            | Inline::Open(_)
            | Inline::Close(_) => before = "",
        }
    }
}

/// `None` for addresses on the web, paths of the site, tab markers, and what climbs out of the docs folder.
fn link(target: &str, page: &str, span: Span, is_include: bool) -> Option<Link> {
    let is_tab = target.starts_with("#tab/");
    let is_elsewhere = target.contains(':') || target.starts_with('/') || target.starts_with("~/");
    if is_tab || is_elsewhere || climbs_out(target, page) {
        return None;
    }
    let resolved = link_target(target, page)?;
    let (path, anchor) = match resolved.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (resolved.as_str(), None),
    };
    let path = path.split('?').next().unwrap_or_default();
    Some(Link {
        written: target.to_owned(),
        path: path.to_owned(),
        anchor: anchor.filter(|anchor| !anchor.is_empty()),
        span,
        is_include,
    })
}

fn climbs_out(target: &str, page: &str) -> bool {
    let mut depth = page.matches('/').count();
    for part in target.split(['/', '#']) {
        match part {
            ".." => match depth.checked_sub(1) {
                Some(up) => depth = up,
                None => return true,
            },
            "" | "." => {}
            _ => depth += 1,
        }
    }
    false
}

/// A heading as the part of an address: lower case, blanks to dashes, other punctuation dropped.
pub fn anchor(title: &str) -> String {
    title
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{anchor, climbs_out};

    #[test]
    fn anchors() {
        assert_eq!(anchor("callState values"), "callstate-values");
        assert_eq!(anchor("Example 1: Get `x`"), "example-1-get-x");
    }

    #[test]
    fn the_docs_folder_is_the_world() {
        assert!(!climbs_out("../resources/a.md", "api/b.md"));
        assert!(climbs_out("../../concepts/a.md", "api/b.md"));
        assert!(climbs_out("../a.md", "b.md"));
    }
}
