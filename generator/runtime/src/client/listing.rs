//! Operations whose answer comes in pages: their items and pages as streams.

use super::operation::Operation;
use super::page::{Items, Pages, Paging, follow};
use super::reply::Reply;

/// What operations can do whose answer comes in pages.
pub trait Listing: Operation {
    /// The type of a page: [`Page`](super::Page) or [`DeltaPage`](super::DeltaPage).
    type Page: Paging;

    /// All items, or changes, one by one; the next page is asked for when those of the last one are gone.
    fn stream(self) -> Items<Self::Page> {
        self.pages().items()
    }

    /// All pages, one by one; none is kept.
    fn pages(self) -> Pages<Self::Page> {
        Pages::new(self.into_call())
    }

    /// The pages from a link on that an earlier run has kept, with this operation's headers; its own URL and options no longer count.
    fn resume(self, link: &str) -> Pages<Self::Page> {
        let (context, fault) = self.into_call().into_context();
        Pages::new(follow(context, link).or_fault(fault))
    }
}

impl<O, P> Listing for O
where
    O: Operation,
    O::Reply: Reply<Output = P>,
    P: Paging,
{
    type Page = P;
}
