//! The pages of a run, each with what is known of it: from texts and what the run before knew to claims. Knows no model.

use rayon::prelude::*;

use super::{PageEntry, Store};
use crate::builder::Input;
use crate::builder::claims::{Inspection, PageClaims};
use crate::facts::{PageFacts, claims};
use crate::fingerprint::Fingerprint;
use crate::source::{PageId, Source, Sources};

/// A page, as far as it is known.
pub(super) struct PageState {
    pub(super) entry: PageEntry,
    /// What it claims; `None` when that is what it was, and was not kept.
    facts: Option<PageFacts>,
    pub(super) change: PageChange,
    /// Whether this run parsed it.
    was_parsed: bool,
}

/// What is new about a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PageChange {
    /// Nothing.
    None,
    /// Its text, and not what it claims.
    Text,
    /// What it claims, or the page itself.
    Claims,
}

/// What stands for the text of each page; `before` has it for pages that are shared with the run before.
pub(super) fn texts(input: &Input, before: Option<&Texts>) -> Vec<Fingerprint> {
    let sources = &input.docs.sources;
    let pages: Vec<_> = sources.iter().collect();
    let text = |(id, page): (PageId, &Source)| {
        let known = before.filter(|before| before.sources.share(sources, id));
        let known = known.and_then(|known| known.fingerprints.get(id.0 as usize));
        let make = || Fingerprint::of_bytes(page.text.as_bytes());
        known.copied().unwrap_or_else(make)
    };
    pages.into_par_iter().map(text).collect()
}

/// The texts of a run, and what stands for each.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) sources: Sources,
    pub(super) fingerprints: Vec<Fingerprint>,
}

/// Reads the pages with another text than the run before had in the same place. Claims name their page by its place, so what
/// is known of a page that moved is of no use.
pub(super) fn read(
    input: &Input,
    texts: Vec<Fingerprint>,
    entries: Vec<PageEntry>,
    facts: Vec<PageFacts>,
) -> Vec<PageState> {
    let sources = &input.docs.sources;
    let facts = facts
        .into_iter()
        .map(Some)
        .chain(std::iter::repeat_with(|| None));
    let before = entries.into_iter().zip(facts).map(Some);
    let before = before.chain(std::iter::repeat_with(|| None));
    let pages: Vec<_> = texts.into_iter().zip(before).enumerate().collect();
    let page = |(index, (text, before))| {
        let id = PageId(index as u32);
        let before: Option<(PageEntry, Option<PageFacts>)> = before;
        let before = before.filter(|(entry, _)| entry.path == sources.get(id).path);
        match before {
            Some((entry, facts)) if entry.text == text => PageState {
                entry,
                facts,
                change: PageChange::None,
                was_parsed: false,
            },
            Some((entry, _)) => {
                let page = read_page(input, id, text);
                let is_same = page.entry.claims == entry.claims;
                let change = if is_same {
                    PageChange::Text
                } else {
                    PageChange::Claims
                };
                PageState { change, ..page }
            }
            None => read_page(input, id, text),
        }
    };
    pages.into_par_iter().map(page).collect()
}

/// Takes the claims that are not in memory from the store, and those that are not there either from the pages.
pub(super) fn complete(
    input: &Input,
    pages: Vec<PageState>,
    store: Option<&Store>,
) -> Vec<PageState> {
    let complete = |(index, page): (usize, PageState)| {
        let id = PageId(index as u32);
        match page.facts.or_else(|| store?.get(id, &page.entry)) {
            Some(facts) => PageState {
                facts: Some(facts),
                ..page
            },
            None => PageState {
                change: page.change,
                ..read_page(input, id, page.entry.text)
            },
        }
    };
    pages.into_par_iter().enumerate().map(complete).collect()
}

/// How many pages this run parsed.
pub(super) fn parsed(pages: &[PageState]) -> usize {
    pages.iter().filter(|page| page.was_parsed).count()
}

/// The pages with another text than before.
pub(super) fn changed(pages: &[PageState]) -> Vec<PageId> {
    let numbered = pages.iter().enumerate();
    numbered
        .filter(|(_, page)| page.change > PageChange::None)
        .map(|(index, _)| PageId(index as u32))
        .collect()
}

/// The entries, and the claims as far as they are there for all pages.
pub(super) fn split(pages: Vec<PageState>) -> (Vec<PageEntry>, Vec<PageFacts>) {
    let (entries, facts): (Vec<_>, Vec<_>) = pages
        .into_iter()
        .map(|page| (page.entry, page.facts))
        .unzip();
    let facts: Option<Vec<_>> = facts.into_iter().collect();
    (entries, facts.unwrap_or_default())
}

fn read_page(input: &Input, id: PageId, text: Fingerprint) -> PageState {
    let source = input.docs.sources.get(id);
    let PageClaims {
        facts, findings, ..
    } = PageClaims::read(id, source, Inspection::Claims);
    let entry = PageEntry {
        path: source.path.clone(),
        text,
        claims: claims::fingerprint(&facts),
        found: findings,
    };
    PageState {
        entry,
        facts: Some(facts),
        change: PageChange::Claims,
        was_parsed: true,
    }
}
