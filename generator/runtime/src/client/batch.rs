//! Several requests in one: `POST /$batch` (OData JSON 4.01 section 19). Takes operations, and gives for each the result
//! that it would have had alone.

mod message;
mod rounds;

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;

use super::call::Call;
use super::error::{Error, ErrorKind};
use super::head::Head;
use super::operation::Operation;
use super::reply::Reply;
use super::response::Response;
use super::{BoxFuture, Client, Result};
use message::Sealed;
use rounds::Rounds;

/// The most requests in one batch that services take.
const MOST: usize = 20;

/// Requests to be sent together.
///
/// There may be any number: they are sent in batches of 20, one after the other. A request may wait for others; it is not sent when
/// one of those fails. What is throttled is sent again, alone, after the time that the service asks for, as often as the client's
/// [`Retry`](super::Retry) allows. A request that is answered by a redirect, or whose token is refused, goes on alone, by the rules of
/// single requests. Of an answer that breaks off, what is whole is kept.
///
/// ```
/// # use docwright_runtime::client::{Call, Client, Info, Method, Operation, Path, Result, reply};
/// # use docwright_runtime::serde_json::Value;
/// # pub struct Get(Call);
/// # impl Operation for Get {
/// #     type Reply = reply::Json<Value>;
/// #     const INFO: &'static Info = &Info::undocumented(Method::Get);
/// #     fn from_call(call: Call) -> Self { Self(call) }
/// #     fn into_call(self) -> Call { self.0 }
/// #     fn as_call(&self) -> &Call { &self.0 }
/// # }
/// # fn get(path: Path) -> Get { Get(Call::new(path, Get::INFO)) }
/// # async fn example(graph: Client) -> Result<()> {
/// let mut batch = graph.batch();
/// let me = batch.add(get(graph.path("/me")));
/// let drive = batch.add_after(get(graph.path("/me/drive")), &[me.id()]);
/// let mut results = batch.send().await;
/// println!("{:?}", results.take(me).await?);
/// println!("{:?}", results.take(drive).await?);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    client: Client,
    number: u64,
    size: usize,
    items: Vec<Item>,
}

/// Identifies one request of a batch and the type of its result.
pub struct Ticket<O> {
    id: TicketId,
    operation: PhantomData<fn() -> O>,
}

/// Identifies one request of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketId {
    batch: u64,
    index: usize,
}

/// One request of a batch, on its way from waiting to done.
#[derive(Debug)]
enum Item {
    Waiting(Box<Sealed>),
    Done(Box<Result<Response>>),
    Taken,
}

/// The results of a batch, in any order.
#[derive(Debug)]
pub struct BatchResults {
    number: u64,
    items: Vec<Item>,
}

impl Client {
    /// Starts a batch.
    pub fn batch(&self) -> Batch {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Batch {
            client: self.clone(),
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            size: MOST,
            items: Vec::new(),
        }
    }
}

impl Batch {
    /// Adds a request.
    ///
    /// It must go to the service of the client. Its headers go with it, and so do the client's default headers; its time limits do not
    /// apply.
    pub fn add<O: Operation>(&mut self, operation: O) -> Ticket<O> {
        self.add_after(operation, &[])
    }

    /// Adds a request that is carried out after these, and only if they succeed.
    ///
    /// When one of them fails, its result is an error with status 424.
    pub fn add_after<O: Operation>(&mut self, operation: O, after: &[TicketId]) -> Ticket<O> {
        let index = self.items.len();
        let sealed = self.seal(operation.into_call(), after);
        self.items.push(match sealed {
            Ok(sealed) => Item::Waiting(Box::new(sealed)),
            Err(error) => Item::Done(Box::new(Err(error))),
        });
        Ticket {
            id: TicketId {
                batch: self.number,
                index,
            },
            operation: PhantomData,
        }
    }

    /// Sends at most so many requests at once: from 1 to 20, which is the default.
    pub fn size(mut self, most: usize) -> Self {
        self.size = most.clamp(1, MOST);
        self
    }

    /// How many requests there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Sends all requests. [`BatchResults::take`] returns the result or the error of each.
    pub fn send(self) -> BoxFuture<'static, BatchResults> {
        Box::pin(async move {
            let items = Rounds::new(self.client, self.size, self.items).run().await;
            BatchResults {
                number: self.number,
                items,
            }
        })
    }

    fn seal(&self, call: Call, after: &[TicketId]) -> Result<Sealed> {
        let mut sealed = Sealed::new(call)?;
        for id in after {
            if id.batch != self.number {
                return Err(foreign());
            }
            sealed.after.push(id.index);
        }
        Ok(sealed)
    }
}

impl BatchResults {
    /// The result of a request, as if it had been sent alone. Each can be taken once.
    pub async fn take<O: Operation>(
        &mut self,
        ticket: Ticket<O>,
    ) -> Result<<O::Reply as Reply>::Output> {
        let response = self.response(ticket.id)?;
        <O::Reply as Reply>::read(response).await
    }

    /// The answer to a request, still to be read. Each can be taken once.
    pub fn response(&mut self, id: TicketId) -> Result<Response> {
        let item = self.items.get_mut(id.index);
        let Some(item) = item.filter(|_| id.batch == self.number) else {
            return Err(foreign());
        };
        match std::mem::replace(item, Item::Taken) {
            Item::Done(result) => *result,
            Item::Waiting(_) | Item::Taken => Err(Error::new(ErrorKind::Argument)
                .with_message("the result of this request of the batch was taken before")),
        }
    }

    /// The status of the answer to a request; `None` if there was no answer, or if its result was taken.
    pub fn status(&self, id: TicketId) -> Option<StatusCode> {
        let item = self.items.get(id.index);
        match item.filter(|_| id.batch == self.number)? {
            Item::Done(result) => match &**result {
                Ok(response) => Some(response.status()),
                Err(error) => error.status(),
            },
            Item::Waiting(_) | Item::Taken => None,
        }
    }
}

impl<O> Ticket<O> {
    /// The id of the request, to name it as a dependency of another one.
    pub fn id(&self) -> TicketId {
        self.id
    }
}

fn foreign() -> Error {
    Error::new(ErrorKind::Argument).with_message("the ticket is for another batch")
}

/// The error of a request that was not sent because another one failed; services answer the same.
fn failed_dependency() -> Error {
    let head = Head::new(StatusCode::FAILED_DEPENDENCY, http::HeaderMap::new());
    Error::new(ErrorKind::Service)
        .with_head(head)
        .with_message("not sent: a request of the batch that it depends on failed")
}

impl<O> Clone for Ticket<O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O> Copy for Ticket<O> {}

impl<O> fmt::Debug for Ticket<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({})", self.id.index)
    }
}
