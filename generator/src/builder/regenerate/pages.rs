//! The pages of a run, each with what is known of it: from texts and what the run before knew to claims. Knows no model.

use rayon::prelude::*;

use super::{PageEntry, Store};
use crate::builder::Input;
use crate::builder::claims::{Inspection, PageClaims};
use crate::facts::{PageFacts, claims};
use crate::fingerprint::Fingerprint;
use crate::source::{PageId, Source, Sources};

/// A page, as far as it is known.
pub(super) struct Known {
    pub(super) entry: PageEntry,
    /// What it claims; `None` when that is what it was, and was not kept.
    facts: Option<PageFacts>,
    pub(super) news: News,
    /// Whether this run parsed it.
    was_parsed: bool,
}

/// What is new about a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum News {
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
) -> Vec<Known> {
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
            Some((entry, facts)) if entry.text == text => Known {
                entry,
                facts,
                news: News::None,
                was_parsed: false,
            },
            Some((entry, _)) => {
                let page = read_page(input, id, text);
                let is_same = page.entry.claims == entry.claims;
                let news = if is_same { News::Text } else { News::Claims };
                Known { news, ..page }
            }
            None => read_page(input, id, text),
        }
    };
    pages.into_par_iter().map(page).collect()
}

/// Takes the claims that are not in memory from the store, and those that are not there either from the pages.
pub(super) fn complete(input: &Input, pages: Vec<Known>, store: Option<&Store>) -> Vec<Known> {
    let complete = |(index, page): (usize, Known)| {
        let id = PageId(index as u32);
        match page.facts.or_else(|| store?.get(id, &page.entry)) {
            Some(facts) => Known {
                facts: Some(facts),
                ..page
            },
            None => Known {
                news: page.news,
                ..read_page(input, id, page.entry.text)
            },
        }
    };
    pages.into_par_iter().enumerate().map(complete).collect()
}

/// How many pages this run parsed.
pub(super) fn parsed(pages: &[Known]) -> usize {
    pages.iter().filter(|page| page.was_parsed).count()
}

/// The pages with another text than before.
pub(super) fn changed(pages: &[Known]) -> Vec<PageId> {
    let numbered = pages.iter().enumerate();
    numbered
        .filter(|(_, page)| page.news > News::None)
        .map(|(index, _)| PageId(index as u32))
        .collect()
}

/// The entries, and the claims as far as they are there for all pages.
pub(super) fn split(pages: Vec<Known>) -> (Vec<PageEntry>, Vec<PageFacts>) {
    let (entries, facts): (Vec<_>, Vec<_>) = pages
        .into_iter()
        .map(|page| (page.entry, page.facts))
        .unzip();
    let facts: Option<Vec<_>> = facts.into_iter().collect();
    (entries, facts.unwrap_or_default())
}

fn read_page(input: &Input, id: PageId, text: Fingerprint) -> Known {
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
    Known {
        entry,
        facts: Some(facts),
        news: News::Claims,
        was_parsed: true,
    }
}
