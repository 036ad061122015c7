//! Streams of pages and of items. One page is in memory at a time, and a page is requested only when it is needed.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Links, Paging, load};
use crate::client::call::Call;
use crate::client::error::Error;
use crate::client::{BoxFuture, Result};
use crate::wire::UnexpectedElement;

/// All pages of a list, one by one. It ends after the last page, and after an error.
pub struct Pages<P> {
    step: Step<P>,
    /// Where the page came from that was asked for last.
    at: Option<String>,
    delta: Option<String>,
    /// Hashes of all links so far, eight bytes for each page, so that a circle is noticed however long it is.
    seen: BTreeSet<u64>,
}

enum Step<P> {
    /// To be sent.
    Ready(Box<Call>),
    /// The lock makes it `Sync`; it is never taken, since polling needs the future to oneself.
    Waiting(Mutex<BoxFuture<'static, Result<P>>>),
    /// To be told.
    Failed(Error),
    Done,
}

impl<P: Paging> Pages<P> {
    pub(in crate::client) fn new(call: Call) -> Self {
        Self {
            step: Step::Ready(Box::new(call)),
            at: None,
            delta: None,
            seen: BTreeSet::new(),
        }
    }

    fn after(links: &Links) -> Self {
        let mut pages = Self {
            step: Step::Done,
            at: Some(links.own.clone()),
            delta: None,
            seen: BTreeSet::new(),
        };
        pages.turn(links);
        pages
    }

    /// Its items instead.
    pub fn items(self) -> Items<P> {
        Items {
            pages: self,
            left: Vec::new().into_iter(),
            unexpected: Vec::new(),
            is_given: false,
            count: None,
        }
    }

    /// The link to the page that was yielded last, or that could not be loaded. Another run of the program that starts there misses
    /// nothing. `None` before the first page.
    pub fn resume_link(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// After the last page of changes: the link to the changes from now on.
    pub fn delta_link(&self) -> Option<&str> {
        self.delta.as_deref()
    }

    /// Goes on to the page after this one.
    fn turn(&mut self, links: &Links) {
        self.delta.clone_from(&links.delta);
        self.seen.insert(hash(&links.own));
        self.step = match (&links.next, links.missing()) {
            (_, Some(error)) => Step::Failed(error),
            (None, None) => Step::Done,
            (Some(next), None) if !self.seen.insert(hash(next)) => Step::Failed(links.repeated()),
            (Some(next), None) => Step::Ready(Box::new(links.call(next))),
        };
    }
}

fn hash(link: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    link.hash(&mut hasher);
    hasher.finish()
}

impl<P: Paging> Stream for Pages<P> {
    type Item = Result<P>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = self.get_mut();
        loop {
            match std::mem::replace(&mut pages.step, Step::Done) {
                Step::Done => return Poll::Ready(None),
                Step::Failed(error) => return Poll::Ready(Some(Err(error))),
                Step::Ready(call) => {
                    pages.at = call.url().ok();
                    pages.step = Step::Waiting(Mutex::new(load(*call)));
                }
                Step::Waiting(mut waiting) => {
                    let future = waiting.get_mut().unwrap_or_else(PoisonError::into_inner);
                    let Poll::Ready(page) = future.as_mut().poll(context) else {
                        pages.step = Step::Waiting(waiting);
                        return Poll::Pending;
                    };
                    if let Ok(page) = &page {
                        pages.turn(page.links());
                    }
                    return Poll::Ready(Some(page));
                }
            }
        }
    }
}

/// All items of a list, or all changes, one by one. It ends after the last one, and after an error.
pub struct Items<P: Paging> {
    pages: Pages<P>,
    left: std::vec::IntoIter<P::Item>,
    unexpected: Vec<UnexpectedElement>,
    /// Whether an item was given since those were added.
    is_given: bool,
    count: Option<i64>,
}

impl<P: Paging> Items<P> {
    pub(super) fn after(page: P) -> Self {
        let pages = Pages::after(page.links());
        let count = page.total();
        let unexpected = page.unexpected().to_vec();
        Self {
            pages,
            unexpected,
            is_given: false,
            left: page.into_items().into_iter(),
            count,
        }
    }

    /// `@odata.count`: the number of all items, once the first page is loaded, and if it was requested.
    pub fn total(&self) -> Option<i64> {
        self.count
    }

    /// The link to the page whose items are being yielded, or which could not be loaded. Another run of the program that starts there
    /// misses nothing, and sees some items of that page again. `None` before the first page.
    pub fn resume_link(&self) -> Option<&str> {
        self.pages.resume_link()
    }

    /// After the last change: the link to the changes from now on.
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link()
    }

    /// The elements of another type on the page whose items are being yielded, and on pages without items before it.
    pub fn unexpected(&self) -> &[UnexpectedElement] {
        &self.unexpected
    }

    /// The number of items in memory.
    pub fn in_memory(&self) -> usize {
        self.left.len()
    }
}

impl<P: Paging> Stream for Items<P> {
    type Item = Result<P::Item>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        loop {
            if let Some(item) = items.left.next() {
                items.is_given = true;
                return Poll::Ready(Some(Ok(item)));
            }
            // The memory of the last page goes before the next one comes.
            if items.is_given {
                items.unexpected.clear();
            }
            items.is_given = false;
            items.left = Vec::new().into_iter();
            match ready!(Pin::new(&mut items.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    items.count = page.total().or(items.count);
                    items.unexpected.extend_from_slice(page.unexpected());
                    items.left = page.into_items().into_iter();
                }
            }
        }
    }
}

// Nothing in them is pinned: futures are in boxes, and items are moved out.
impl<P> Unpin for Pages<P> {}
impl<P: Paging> Unpin for Items<P> {}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<P: Paging> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("buffered", &self.left.len())
            .finish_non_exhaustive()
    }
}
