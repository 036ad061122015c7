//! Links of the pages: whether the page is there, is spelt so, and has the heading.

use std::collections::BTreeMap;

use crate::api::page_stem;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::facts::references::{Link, References};
use crate::source::{Sources, Span};

/// All pages, by their path in lower case, and the folders that hold any.
struct Pages<'s> {
    sources: &'s Sources,
    by_path: BTreeMap<String, usize>,
}

/// Checks the links of all pages.
pub(super) fn check(references: &[References], sources: &Sources, diagnostics: &mut Diagnostics) {
    let by_path = sources
        .iter()
        .enumerate()
        .map(|(at, (_, source))| (source.path.to_ascii_lowercase(), at));
    let pages = Pages {
        sources,
        by_path: by_path.collect(),
    };
    for link in references.iter().flat_map(|page| &page.links) {
        if page_stem(&link.path).is_some() {
            diagnostics.0.extend(one(link, references, &pages));
        }
    }
}

fn one(link: &Link, references: &[References], pages: &Pages<'_>) -> Option<Diagnostic> {
    let Some(at) = pages.by_path.get(&link.path.to_ascii_lowercase()) else {
        return missing(link, pages);
    };
    let (_, source) = pages.sources.iter().nth(*at)?;
    if source.path != link.path {
        return Some(wrong_case(link, &source.path, pages.sources));
    }
    let anchor = link.anchor.as_ref()?.to_ascii_lowercase();
    let anchors = &references.get(*at)?.anchors;
    if anchors.contains(&anchor) {
        return None;
    }
    let message = format!("`{}` has no heading for `#{anchor}`", link.path);
    let near = nearest(&anchor, anchors.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "link a heading that is there, or the page itself".to_owned(),
    };
    Some(Code::BrokenAnchor.at(link.span, message).help(help))
}

/// Snippets and the like are often kept elsewhere: an include counts as stale only if its folder is here.
fn missing(link: &Link, pages: &Pages<'_>) -> Option<Diagnostic> {
    let folder = link.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = format!("{}/", folder.to_ascii_lowercase());
    let has_folder = || {
        let mut from = pages.by_path.range(folder.clone()..);
        from.next()
            .is_some_and(|(path, _)| path.starts_with(&folder))
    };
    if link.is_include {
        let message = format!("`{}` is included, but not there", link.path);
        return has_folder().then(|| {
            Code::StaleInclude
                .at(link.span, message)
                .help("remove the include, or add the file")
        });
    }
    let message = format!("there is no page `{}`", link.path);
    let paths = pages.sources.iter().map(|(_, source)| source.path.as_str());
    let name = link.path.rsplit('/').next().unwrap_or_default();
    let elsewhere = || {
        let mut paths = pages.sources.iter().map(|(_, source)| source.path.as_str());
        paths.find(|path| {
            path.rsplit('/')
                .next()
                .unwrap_or_default()
                .eq_ignore_ascii_case(name)
        })
    };
    let help = match elsewhere().or_else(|| nearest(&link.path, paths)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "link a page that is there".to_owned(),
    };
    Some(Code::BrokenLink.at(link.span, message).help(help))
}

fn wrong_case(link: &Link, path: &str, sources: &Sources) -> Diagnostic {
    let message = format!("the page is called `{path}`, not `{}`", link.path);
    let diagnostic = Code::LinkCase
        .at(link.span, message)
        .help("spell it as the file is spelt: published sites tell the cases apart");
    let Some((span, text)) = respelt(link, path, sources) else {
        return diagnostic;
    };
    diagnostic.fix("spell the link as the file is spelt", span, text)
}

/// The part of the link that is spelt otherwise, and the right spelling: the last segments of both paths.
fn respelt(link: &Link, path: &str, sources: &Sources) -> Option<(Span, String)> {
    let text = &sources.get(link.span.page).text;
    let shown = text.get(link.span.start as usize..link.span.end as usize)?;
    let written = link.written.split(['#', '?']).next()?;
    let tail = written.trim_start_matches(['.', '/']);
    let right = path.get(path.len().checked_sub(tail.len())?..)?;
    let at = shown.rfind(tail)?;
    let span = link.span.part(at, tail.len());
    right
        .eq_ignore_ascii_case(tail)
        .then(|| (span, right.to_owned()))
}

/// The candidate that takes the fewest changes of letters, if it takes no more than three.
fn nearest<'c>(wanted: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let distances =
        candidates.filter_map(|candidate| Some((distance(wanted, candidate)?, candidate)));
    distances.min().map(|(_, candidate)| candidate)
}

/// Levenshtein's distance; `None` when it is more than three.
fn distance(one: &str, other: &str) -> Option<usize> {
    const FAR: usize = 4;
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) >= FAR {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(!a.eq_ignore_ascii_case(b));
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().all(|cost| *cost >= FAR) {
            return None;
        }
    }
    Some(row[other.len()]).filter(|cost| *cost < FAR)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        assert_eq!(distance("call-get.md", "call-gett.md"), Some(1));
        assert_eq!(distance("abc", "ABC"), Some(0));
        assert_eq!(distance("abcd", "wxyz"), None);
        assert_eq!(distance("", "abcd"), None);
    }
}
