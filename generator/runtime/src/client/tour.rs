//! Goes to every operation of a generated crate: prints what each would send, or sends it. For the crate's example of that name.

mod compare;
mod plain;

use std::io::Write;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Client, Operation, Result};
#[cfg(feature = "reqwest")]
use super::{Reply, Response};
use crate::wire::Element;
pub use compare::{Walk, compare};
use plain::PlainHttp;

/// The service root of a tour that sends nothing.
const NOWHERE: &str = "https://service.invalid";

/// A tour of all operations. Prints one line of JSON for each: `id`, `method`, `template`, the `values` of its parameters, the `url`
/// after the service root; and, where it was sent, `status` and `error`.
pub struct Tour<W> {
    client: Client,
    base: String,
    sends: bool,
    out: W,
}

impl<W: Write> Tour<W> {
    /// A tour that sends nothing.
    pub fn dry(out: W) -> Result<Self> {
        Self::new(NOWHERE, false, out)
    }

    /// A tour that sends everything to a test server at this URL, over HTTP without TLS.
    pub fn sending(base_url: &str, out: W) -> Result<Self> {
        Self::new(base_url, true, out)
    }

    fn new(base_url: &str, sends: bool, out: W) -> Result<Self> {
        let builder = Client::builder(base_url).token("token");
        Ok(Self {
            client: builder.transport(PlainHttp).build()?,
            base: base_url.trim_end_matches('/').to_owned(),
            sends,
            out,
        })
    }

    /// The client that operations are to be made with.
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// Visits one operation.
    pub fn visit<O: Operation>(&mut self, template: &str, values: &[(&str, &str)], operation: O) {
        let call = operation.into_call();
        let info = call.info();
        let mut line = json!({
            "id": info.id,
            "method": info.method.as_str(),
            "template": template,
            "values": values.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect::<serde_json::Map<_, _>>(),
        });
        match call.url() {
            Ok(url) => line["url"] = url.strip_prefix(&self.base).unwrap_or(&url).into(),
            Err(error) => line["error"] = error.to_string().into(),
        }
        if self.sends {
            let outcome = block_on(call.send()).inspect(|response| {
                line["status"] = response.status().as_u16().into();
            });
            // Without a transport nobody sends, and a program that reads every type of a big API takes minutes to compile.
            #[cfg(feature = "reqwest")]
            let outcome = outcome.and_then(read::<O::Reply>);
            if let Err(error) = outcome {
                if let Some(status) = error.status() {
                    line["status"] = status.as_u16().into();
                }
                line["error"] = error.to_string().into();
            }
        }
        // Nobody reads on: that is no failure of the tour.
        let _ = writeln!(self.out, "{line}");
    }
}

/// One copy per kind of reply.
#[cfg(feature = "reqwest")]
fn read<R: Reply>(response: Response) -> Result<()> {
    block_on(R::read(response)).map(drop)
}

/// A body from the text of an example; where that is of another kind, an empty one.
///
/// # Panics
/// When the type can be read from no JSON.
pub fn body<T: DeserializeOwned>(json: &str) -> T {
    [json, "{}", "[]", "\"\"", "0"]
        .into_iter()
        .find_map(|json| serde_json::from_str(json).ok())
        .expect("a body is an object, a list, a text or a number")
}

/// A value of a parameter.
///
/// # Panics
/// When the text is no such value: it is the generator that chose it.
pub fn value<T: Element>(text: &str) -> T {
    let quoted = Value::from(text).to_string();
    crate::json::from_str(&quoted)
        .or_else(|_| crate::json::from_str(text))
        .unwrap_or_else(|_| panic!("{text:?} is no value of its parameter"))
}

/// What every visitor does.
pub type Everything = fn(&mut Tour<&mut dyn Write>);

/// Runs the program of the example. It prints what would be sent; `--send` sends it to the server that `GRAPH_BASE_URL` names;
/// `--compare api.json` compares it with the documentation, and fails when anything is missing or different.
///
/// Fails also when the arguments cannot be used.
pub fn run(everything: Everything) -> std::result::Result<(), String> {
    let mut out = std::io::stdout().lock();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => everything(
            &mut Tour::dry(&mut out as &mut dyn Write).map_err(|error| error.to_string())?,
        ),
        ["--send"] => {
            let url = std::env::var("GRAPH_BASE_URL")
                .map_err(|error| format!("GRAPH_BASE_URL: {error}"))?;
            let tour = Tour::sending(&url, &mut out as &mut dyn Write);
            everything(&mut tour.map_err(|error| error.to_string())?);
        }
        ["--compare", file] => {
            let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
            let api = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
            let walk = compare(&api, &lines(everything).map_err(|error| error.to_string())?);
            // Nobody reads on: that is no failure.
            let _ = writeln!(out, "{walk}");
            if !walk.wrong.is_empty() {
                return Err(format!("{} URLs are not as documented", walk.wrong.len()));
            }
        }
        other => {
            return Err(format!(
                "{other:?}: there are `--send` and `--compare FILE`"
            ));
        }
    }
    Ok(())
}

/// Waits for a future that waits for nothing but blocking calls.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::yield_now(),
        }
    }
}

/// The lines of a dry tour.
pub fn lines(everything: Everything) -> Result<Vec<Value>> {
    let mut out = Vec::new();
    everything(&mut Tour::dry(&mut out as &mut dyn Write)?);
    let text = String::from_utf8_lossy(&out);
    let lines = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_default());
    Ok(lines.collect())
}
