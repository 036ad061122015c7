//! What the pages claimed when they were last read, kept beside the ledger, so that a run that merges all claims reads only the
//! pages that changed. From claims to a file and back; decides nothing.
//!
//! A record is found by the place, the path and the text of its page, so a store may be as old as it likes: what it does not
//! have is read from the page again.
//!
//! **Invariant:** a record is believed only if it is whole and written by this build of docwright.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{PageEntry, ledger};
use crate::facts::PageFacts;
use crate::fingerprint::Fingerprint;
use crate::source::PageId;

/// The first line; another form has another number.
const HEAD: &str = "docwright claims 1";

/// Claims that were kept.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// In the order of the pages.
    records: Vec<Record>,
    /// Their bodies, one after the other.
    bodies: Vec<u8>,
    /// Where each begins.
    starts: Vec<usize>,
}

/// Where the claims of one page are, and how one knows that they are.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Record {
    /// Stands for the page: its place, its path and its text.
    page: Fingerprint,
    /// Stands for the body.
    body: Fingerprint,
    /// The length of the body in bytes.
    length: usize,
}

impl Store {
    /// What an earlier run kept; nothing if it is not whole, or not of this build.
    pub(super) fn load(folder: &Path) -> Self {
        let bytes = std::fs::read(place(folder)).ok();
        bytes.and_then(parse).unwrap_or_default()
    }

    /// The claims of a page, if they were kept.
    pub(super) fn get(&self, id: PageId, page: &PageEntry) -> Option<PageFacts> {
        let record = self.record(id, page)?;
        let start = *self.starts.get(id.0 as usize)?;
        let body = self.bodies.get(start..start.checked_add(record.length)?)?;
        if Fingerprint::of_bytes(body) != record.body {
            return None;
        }
        postcard::from_bytes(body).ok()
    }

    /// Whether so few of the pages are here that it is worth the time to keep them anew.
    pub(super) fn is_poor(&self, pages: &[PageEntry]) -> bool {
        let missing = ids(pages).filter(|(id, page)| self.record(*id, page).is_none());
        missing.count() > pages.len() / 20
    }

    fn record(&self, id: PageId, page: &PageEntry) -> Option<&Record> {
        let record = self.records.get(id.0 as usize)?;
        (record.page == key(id, page)).then_some(record)
    }
}

/// Keeps the claims of all pages. Without them the next run takes longer, so a failure does not matter.
pub(super) fn save(folder: &Path, pages: &[PageEntry], facts: &[PageFacts]) {
    let place = place(folder);
    if encode(pages, facts)
        .and_then(|bytes| ledger::write(&place, &bytes).ok())
        .is_none()
    {
        let _ = std::fs::remove_file(place);
    }
}

fn encode(pages: &[PageEntry], facts: &[PageFacts]) -> Option<Vec<u8>> {
    let bodies: Vec<Vec<u8>> = facts
        .par_iter()
        .map(|facts| postcard::to_stdvec(facts).ok())
        .collect::<Option<_>>()?;
    let records: Vec<Record> = ids(pages)
        .zip(&bodies)
        .map(|((id, page), body)| Record {
            page: key(id, page),
            body: Fingerprint::of_bytes(body),
            length: body.len(),
        })
        .collect();
    let index = postcard::to_stdvec(&records).ok()?;
    let mut bytes = format!("{}\n{}\n", head(&index)?, index.len()).into_bytes();
    bytes.extend(index);
    bytes.extend(bodies.iter().flatten());
    Some(bytes)
}

fn parse(mut bodies: Vec<u8>) -> Option<Store> {
    let mut lines = bodies.splitn(3, |byte| *byte == b'\n');
    let (first, length, rest) = (lines.next()?, lines.next()?, lines.next()?);
    let index = rest.get(..str::from_utf8(length).ok()?.parse().ok()?)?;
    if first != head(index)?.as_bytes() {
        return None;
    }
    let records: Vec<Record> = postcard::from_bytes(index).ok()?;
    let before = bodies.len() - rest.len() + index.len();
    bodies.drain(..before);
    let starts = records.iter().scan(0_usize, |end, record| {
        let start = *end;
        *end = end.saturating_add(record.length);
        Some(start)
    });
    Some(Store {
        starts: starts.collect(),
        records,
        bodies,
    })
}

fn head(index: &[u8]) -> Option<String> {
    ledger::head(HEAD, index)
}

fn place(folder: &Path) -> PathBuf {
    ledger::folder(folder).join("claims")
}

fn key(id: PageId, page: &PageEntry) -> Fingerprint {
    Fingerprint::of(&(id, &page.path, page.text))
}

fn ids(pages: &[PageEntry]) -> impl Iterator<Item = (PageId, &PageEntry)> {
    pages
        .iter()
        .enumerate()
        .map(|(index, page)| (PageId(index as u32), page))
}

#[cfg(test)]
mod tests;
