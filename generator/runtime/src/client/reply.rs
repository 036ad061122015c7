//! How answers are read: one type without values per form of answer, named by the operation.

mod content;

use std::marker::PhantomData;

use super::page::{self, DeltaPage, Page};
use super::response::{Response, is_nothing};
use super::{BoxFuture, Result, envelope};
use crate::wire::{Element, Wire};

pub use content::{Accepted, Content};

/// A form of answer.
pub trait Reply {
    /// The type that it is read as.
    ///
    /// That it can be sent to another thread is not asked for here, although all of them can: proving it anew for each
    /// operation, through everything that its types are made of, would take most of the time of compiling generated code.
    type Output: 'static;

    /// Whether it is read as a whole, so that the call can be tried again when it breaks off.
    const IS_WHOLE: bool = true;

    /// Reads it.
    fn read(response: Response) -> BoxFuture<'static, Result<Self::Output>>;
}

/// One JSON value.
pub struct Json<T>(PhantomData<fn() -> T>);

impl<T: Element> Reply for Json<T> {
    type Output = T;

    fn read(response: Response) -> BoxFuture<'static, Result<T>> {
        Box::pin(response.json())
    }
}

/// A value that the answer wraps: `{"value": …}`.
pub struct Value<T>(PhantomData<fn() -> T>);

impl<T: Wire> Reply for Value<T> {
    type Output = T;

    fn read(response: Response) -> BoxFuture<'static, Result<T>> {
        Box::pin(envelope::read_value(response))
    }
}

/// One JSON value, or nothing: the service decides.
pub struct Maybe<T>(PhantomData<fn() -> T>);

impl<T: Element> Reply for Maybe<T> {
    type Output = Option<T>;

    fn read(mut response: Response) -> BoxFuture<'static, Result<Option<T>>> {
        Box::pin(async move {
            let text = response.read().await?;
            if is_nothing(&text) {
                return Ok(None);
            }
            response.decode(&text).map(Some)
        })
    }
}

/// A page of a list.
pub struct Paged<T>(PhantomData<fn() -> T>);

impl<T: Element> Reply for Paged<T> {
    type Output = Page<T>;

    fn read(response: Response) -> BoxFuture<'static, Result<Page<T>>> {
        Box::pin(page::read(response))
    }
}

/// A page of changes.
pub struct Delta<T>(PhantomData<fn() -> T>);

impl<T: Element> Reply for Delta<T> {
    type Output = DeltaPage<T>;

    fn read(response: Response) -> BoxFuture<'static, Result<DeltaPage<T>>> {
        Box::pin(page::read(response))
    }
}

/// No answer beyond the status; a body is left unread.
pub struct Nothing;

impl Reply for Nothing {
    type Output = ();

    const IS_WHOLE: bool = false;

    fn read(_response: Response) -> BoxFuture<'static, Result<()>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

/// A number of items, as plain text.
pub struct Count;

impl Reply for Count {
    type Output = i64;

    fn read(mut response: Response) -> BoxFuture<'static, Result<i64>> {
        Box::pin(async move {
            let body = response.read().await?;
            let text = String::from_utf8_lossy(&body);
            let digits = text.trim_start_matches('\u{feff}').trim();
            digits.parse().map_err(|error: std::num::ParseIntError| {
                let unexpected = response.unexpected(&body, "it is not a whole number");
                unexpected.with_source(error)
            })
        })
    }
}

/// Bytes.
pub struct Download;

impl Reply for Download {
    type Output = Content;

    const IS_WHOLE: bool = false;

    fn read(response: Response) -> BoxFuture<'static, Result<Content>> {
        Box::pin(std::future::ready(Ok(Content::new(response))))
    }
}

/// Work that continues after the answer: `202 Accepted`.
pub struct Started;

impl Reply for Started {
    type Output = Accepted;

    fn read(response: Response) -> BoxFuture<'static, Result<Accepted>> {
        Box::pin(std::future::ready(Ok(Accepted::new(response))))
    }
}
