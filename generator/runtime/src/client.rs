//! Calls to a service: requests from typed operations, sent with a token, retried, and read as typed replies.
//!
//! Knows HTTP and the conventions of `OData` services; knows no particular API, and no particular HTTP stack: that is a [`Transport`].
//!
//! # What is sent along
//!
//! | header | value | where |
//! |---|---|---|
//! | `Authorization` | `Bearer` and the token of the [`TokenProvider`] | trusted origins |
//! | `client-request-id` | a new GUID per call, the same for its retries; the call's own if it has one | trusted origins |
//! | `Retry-Attempt` | from the second try on, how many there were before | trusted origins |
//! | [`Builder::header`] | what the program sets for all calls | trusted origins |
//! | `User-Agent` | [`Builder::user_agent`], then `docwright-runtime/` and its version | everywhere |
//! | `Accept` | JSON before anything else, unless the call says otherwise | everywhere |
//!
//! Trusted origins are the service's own and those of [`Builder::allow_origin`]. A call to any other is refused before it is
//! sent, unless it is [`anonymous`](Call::anonymous). A redirect to any other is followed without all that, and without every
//! header of the call that could be a credential.
//!
//! # Without reqwest
//!
//! With feature `client` alone, nothing here opens a connection or starts a timer: a [`Transport`] does, so the crate works
//! wherever one can be written. It builds for `wasm32-unknown-unknown`, where jiff's feature `js` must be on to tell the time.
//!
//! # A call by hand
//!
//! Generated crates have a typed operation for each documented URL. What is not documented can be called all the same:
//!
//! ```
//! use docwright_runtime::client::{Call, Client, Info, Method, Result, testing::{Answer, Recorder}};
//! use docwright_runtime::serde_json::Value;
//! static GET: Info = Info::undocumented(Method::Get);
//!
//! async fn greeting(client: &Client) -> Result<Value> {
//!     let call = Call::new(client.path("/me/greeting"), &GET).query("$select", &"text");
//!     call.send().await?.json().await
//! }
//! # let recorder = Recorder::new();
//! # recorder.answer(Answer::json(200, r#"{"text": "hello"}"#));
//! # let client: Client = Client::builder("https://api.example").transport(recorder).build()?;
//! # assert_eq!(futures_executor::block_on(greeting(&client))?["text"], "hello");
//! # Ok::<(), docwright_runtime::client::Error>(())
//! ```

mod argument;
#[cfg(feature = "azure-identity")]
mod azure;
mod batch;
mod body;
mod builder;
mod call;
mod context;
mod encode;
mod envelope;
mod error;
mod execute;
mod fault;
mod head;
mod headers;
mod info;
mod limit;
mod listing;
#[macro_use]
mod macros;
mod multipart;
mod operation;
mod page;
mod path;
mod reading;
mod reference;
pub mod reply;
mod request_info;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod retry;
pub mod testing;
mod token;
pub mod tour;
mod trace;
mod transport;
mod upload;
mod url;
mod work;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

pub use bytes::Bytes;
pub use futures_core::Stream;
pub use http;
pub use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

pub use argument::Argument;
#[cfg(feature = "azure-identity")]
pub use azure::AzureCredential;
pub use batch::{Batch, BatchResults, Ticket, TicketId};
pub use body::Body;
pub use builder::Builder;
pub use call::Call;
pub use error::{Error, ErrorDetail, ErrorKind};
pub use fault::Fault;
pub use head::Head;
pub use info::{Info, Method, PermissionSet, Permissions};
pub use listing::Listing;
pub use multipart::Multipart;
pub use operation::Operation;
pub use page::{Change, DeltaPage, Items, Page, Pages, Paging};
pub use path::{Path, Piece, Place, Quoting};
pub use reference::Reference;
pub use reply::Reply;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
pub use response::Response;
pub use retry::Retry;
pub use token::{Token, TokenProvider, token_fn};
pub use transport::{Transport, TransportError, TransportErrorKind};
pub use upload::{Progress, Seekable, Upload, UploadSource, Uploaded};
pub use work::{Monitor, WorkState, WorkStatus};

/// A future that can be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A stream that can be sent to another thread.
pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;

/// An error of another crate.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The result of a call.
pub type Result<T> = std::result::Result<T, Error>;

/// A service at one address, with the credentials for it. Clones share everything and cost one counter.
#[derive(Clone)]
pub struct Client(Arc<builder::Settings>);

impl Client {
    /// Starts a client of the service at this URL: scheme, host, and the path that all its URLs share.
    pub fn builder(base_url: &str) -> Builder<Self> {
        Builder::new(base_url)
    }

    /// The service root.
    pub fn root(&self) -> Path {
        Path::root(self.clone())
    }

    /// A path from the text of a URL, which is used unchanged: relative to the root (`/me/messages`), or absolute.
    ///
    /// An absolute URL must be on the origin of the service, or on one that [`Builder::allow_origin`] named; otherwise the call
    /// fails before anything is sent.
    pub fn path(&self, url: &str) -> Path {
        Path::raw(self.clone(), url)
    }

    /// Sends a call through this client, even if it was made with another one.
    pub fn execute(&self, call: Call) -> BoxFuture<'static, Result<Response>> {
        call.through(self.clone()).send()
    }

    pub(crate) fn settings(&self) -> &builder::Settings {
        &self.0
    }
}

/// Shows the address only.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base)
            .finish_non_exhaustive()
    }
}
