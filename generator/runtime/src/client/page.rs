//! Lists that come in pages (OData JSON 4.01 sections 4.5.5 and 4.5.7): one page, the next one, all of them as a stream.
//!
//! Links to further pages are opaque: they are requested unchanged, with the headers of the first request, a token of their own, and
//! only where credentials may go. Knows nothing of items beyond that they can be read.

mod change;
mod stream;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::call::Call;
use super::context::Context;
use super::envelope::{Documented, Envelope};
use super::error::{Error, ErrorKind};
use super::info::{Info, Method};
use super::request_info::RequestInfo;
use super::response::Response;
use super::{BoxFuture, Client, Result};
use crate::additional::Additional;
use crate::field::Field;
use crate::wire::{Element, UnexpectedElement};

pub use change::{Change, DeltaPage};
pub use stream::{Items, Pages};

/// The description of requests to a link whose operation is unknown.
static GET: Info = Info::undocumented(Method::Get);

/// One page of a list. It may be empty although others follow.
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the service's order.
    pub items: Vec<T>,
    /// `@odata.count`: how many items there are on all pages; only if it was requested.
    pub count: Option<i64>,
    /// The elements among the items that have another type, such as `null`.
    pub unexpected: Vec<UnexpectedElement>,
    /// The rest of the answer: annotations, and properties of an action's result.
    pub additional: Additional,
    links: Links,
}

/// The links of a page, and the request that it answers.
#[derive(Clone)]
pub struct Links {
    context: Context,
    request: RequestInfo,
    /// The URL that answered.
    own: String,
    next: Option<String>,
    delta: Option<String>,
    /// Why the rest of the page is missing, where its text breaks off.
    broken: Option<Arc<Error>>,
}

/// A page of any kind: [`Page`] or [`DeltaPage`].
pub trait Paging: Sized + 'static {
    /// The type of its items.
    type Item: 'static;

    /// Reads the page from the body of a response.
    #[doc(hidden)]
    fn open(response: &Response, text: &Bytes) -> Result<Self>;

    /// Its links.
    #[doc(hidden)]
    fn links(&self) -> &Links;

    /// `@odata.count`, if it was requested.
    #[doc(hidden)]
    fn total(&self) -> Option<i64>;

    /// The elements among its items that have another type.
    fn unexpected(&self) -> &[UnexpectedElement];

    /// Its items.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> Page<T> {
    /// The link to the next page. Another run of the program can continue from it: see [`Client::pages`].
    pub fn next_link(&self) -> Option<&str> {
        self.links.next.as_deref()
    }

    /// The link to the changes since this list.
    pub fn delta_link(&self) -> Option<&str> {
        self.links.delta.as_deref()
    }
}

impl<T> Page<T> {
    /// Why the page is not whole, if its text breaks off: then it holds the items before the break, and there is no next page.
    pub fn broken(&self) -> Option<&Error> {
        self.links.broken.as_deref()
    }
}

impl<T: Element> Page<T> {
    /// The next page; `None` after the last one.
    ///
    /// Fails without sending anything when the link leads to an untrusted origin, or back to this page.
    pub async fn next(&self) -> Result<Option<Self>> {
        next(self).await
    }

    /// The items of this page and of all that follow.
    pub fn stream(self) -> Items<Self> {
        Items::after(self)
    }
}

/// The page after this one.
async fn next<P: Paging>(page: &P) -> Result<Option<P>> {
    match page.links().follow()? {
        None => Ok(None),
        Some(call) => load(call).await.map(Some),
    }
}

/// Gets one page.
fn load<P: Paging>(call: Call) -> BoxFuture<'static, Result<P>> {
    Box::pin(async move { read(call.send_whole().await?).await })
}

pub(super) async fn read<P: Paging>(mut response: Response) -> Result<P> {
    let text = response.read().await?;
    P::open(&response, &text)
}

impl<T: Element> Paging for Page<T> {
    type Item = T;

    fn open(response: &Response, text: &Bytes) -> Result<Self> {
        let mut list = List::read::<T>(response, text)?;
        Ok(Self {
            items: list.items(),
            count: list.count(),
            links: list.links(response),
            unexpected: list.unexpected,
            additional: list.envelope.additional,
        })
    }

    fn unexpected(&self) -> &[UnexpectedElement] {
        &self.unexpected
    }

    fn links(&self) -> &Links {
        &self.links
    }

    fn total(&self) -> Option<i64> {
        self.count
    }

    fn into_items(self) -> Vec<T> {
        self.items
    }
}

/// The answer to a request for a list, while it is taken apart.
struct List {
    envelope: Envelope,
    unexpected: Vec<UnexpectedElement>,
    broken: Option<Arc<Error>>,
}

impl List {
    /// Reads a list whose items are `T`. An answer without content is an empty list; of one that breaks off, the items before the
    /// break are read.
    fn read<T: Element>(response: &Response, text: &Bytes) -> Result<Self> {
        let read = |text: &Bytes| {
            let items = Box::new(Field::<Vec<T>>::Absent);
            Envelope::read(response, text, items, Documented::List)
        };
        let (envelope, broken) = match read(text) {
            Ok(envelope) => (envelope, None),
            Err(error) => match whole_items(&error, text).map(|whole| read(&whole)) {
                Some(Ok(envelope)) => (envelope, Some(Arc::new(error))),
                Some(Err(_)) | None => return Err(error),
            },
        };
        if envelope.is_no_list() {
            return Err(response.unexpected(text, "its `value` is no list of the documented kind"));
        }
        Ok(Self {
            unexpected: envelope.unexpected_elements(),
            envelope,
            broken,
        })
    }

    /// The items; must be asked for as the type that they were read as.
    fn items<T: Element>(&mut self) -> Vec<T> {
        self.envelope.take_value().unwrap_or_default()
    }

    fn count(&mut self) -> Option<i64> {
        self.envelope.count.take().into_option()
    }

    /// The links, also in the spelling of OData 4.01, which leaves out `odata.`.
    fn links(&mut self, response: &Response) -> Links {
        let envelope = &mut self.envelope;
        let mut link = |field: Field<String>, name| {
            let short = || Some(envelope.additional.remove(name)?.as_str()?.to_owned());
            let link = field.into_option().or_else(short)?;
            // A fragment is nothing that a service could send: it forgot to encode the sign.
            let link = link.replace('#', "%23");
            (!link.is_empty()).then(|| response.resolve(&link))
        };
        let next = link(envelope.next.take(), "@nextLink");
        let delta = link(envelope.delta.take(), "@deltaLink");
        Links {
            context: response.context().clone(),
            request: response.request().clone(),
            own: response.request().uri.to_string(),
            next,
            delta,
            broken: self.broken.take(),
        }
    }
}

/// The page up to its last whole item, where it broke off after at least one.
fn whole_items(error: &Error, text: &Bytes) -> Option<Bytes> {
    let is_broken = matches!(error.kind(), ErrorKind::Decode | ErrorKind::Service);
    let whole = crate::json::before_break(text, "value").filter(|_| is_broken)?;
    let has_items = whole.ends_with("]}") && !whole.ends_with("[]}");
    has_items.then(|| whole.into())
}

impl Links {
    /// The call for the next page.
    fn follow(&self) -> Result<Option<Call>> {
        if let Some(error) = self.missing() {
            return Err(error);
        }
        match &self.next {
            None => Ok(None),
            Some(next) if *next == self.own => Err(self.repeated()),
            Some(next) => Ok(Some(self.call(next))),
        }
    }

    fn call(&self, link: &str) -> Call {
        follow(self.context.clone(), link)
    }

    /// The error that stands in the place of what is missing, where the page breaks off.
    fn missing(&self) -> Option<Error> {
        let broken = self.broken.as_ref()?;
        let error = Error::shared(broken, "the page breaks off");
        Some(error.with_request(&self.request))
    }

    fn repeated(&self) -> Error {
        Error::new(ErrorKind::Protocol)
            .with_message("the link to the next page leads to a page that was there already")
            .with_request(&self.request)
    }
}

/// A request for a page. An action's further pages are asked for by GET, without its body.
pub(super) fn follow(mut context: Context, link: &str) -> Call {
    if context.info.method != Method::Get {
        context.info = &GET;
        context.headers.remove(http::header::CONTENT_TYPE);
    }
    Call::again(context, link)
}

impl Client {
    /// The pages from a link on that an earlier run has stored: [`Page::next_link`], [`Items::resume_link`].
    ///
    /// `P` is [`Page<T>`], or [`DeltaPage<T>`] for a kept [`DeltaPage::delta_link`].
    pub fn pages<P: Paging>(&self, link: &str) -> Pages<P> {
        Pages::new(Call::new(self.path(link), &GET))
    }
}

impl<T> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("items", &self.items.len())
            .field("count", &self.count)
            .field("is_last", &self.links.next.is_none())
            .finish_non_exhaustive()
    }
}
