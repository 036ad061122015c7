//! Which requests go into the next batch, and what becomes of them: done, failed, or to be sent again.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use super::message::{Answer, Answers, Received, Sealed};
use super::{Item, failed_dependency};
use crate::client::call::Call;
use crate::client::error::{Error, ErrorKind};
use crate::client::info::{Info, Method};
use crate::client::response::Response;
use crate::client::retry::Failed;
use crate::client::{Client, Result};

static BATCH: Info = Info {
    id: "batch",
    urls: &["/$batch"],
    ..Info::undocumented(Method::Post)
};

static NEXT: Info = Info {
    id: "batch",
    urls: &["/$batch"],
    ..Info::undocumented(Method::Get)
};

/// All requests of a batch, while they are sent.
pub(super) struct Rounds {
    client: Client,
    size: usize,
    items: Vec<Item>,
    waited: Duration,
}

impl Rounds {
    pub(super) fn new(client: Client, size: usize, items: Vec<Item>) -> Self {
        Self {
            client,
            size,
            items,
            waited: Duration::ZERO,
        }
    }

    /// Sends until each request is done.
    pub(super) async fn run(mut self) -> Vec<Item> {
        self.collect().await;
        loop {
            self.drop_hopeless();
            let chosen = self.choose();
            if chosen.is_empty() {
                if !self.wait().await {
                    return self.items;
                }
                continue;
            }
            match self.exchange(&chosen).await {
                Ok(received) => self.settle(&chosen, received).await,
                Err(error) => {
                    self.fail(error);
                    return self.items;
                }
            }
        }
    }

    /// Reads bodies that are streams.
    async fn collect(&mut self) {
        for item in &mut self.items {
            if let Item::Waiting(sealed) = item
                && let Err(error) = sealed.collect().await
            {
                *item = Item::Done(Box::new(Err(error)));
            }
        }
    }

    /// Gives up what depends on something that failed. Dependencies come first, so one pass is enough.
    fn drop_hopeless(&mut self) {
        for index in 0..self.items.len() {
            let Item::Waiting(sealed) = &self.items[index] else {
                continue;
            };
            let failed =
                |at: &usize| matches!(&self.items[*at], Item::Done(result) if result.is_err());
            if sealed.after.iter().any(failed) {
                self.items[index] = Item::Done(Box::new(Err(failed_dependency())));
            }
        }
    }

    /// What goes into the next batch: whatever waits for nothing that is not in the same batch.
    fn choose(&self) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            let Item::Waiting(sealed) = item else {
                continue;
            };
            let is_met = |at: &usize| self.is_done(*at) || chosen.contains(at);
            if sealed.wait.is_none() && sealed.after.iter().all(is_met) {
                chosen.push(index);
            }
            if chosen.len() == self.size {
                break;
            }
        }
        chosen
    }

    fn is_done(&self, index: usize) -> bool {
        matches!(self.items[index], Item::Done(_))
    }

    fn sealed(&self, index: usize) -> Option<&Sealed> {
        match &self.items[index] {
            Item::Waiting(sealed) => Some(sealed),
            Item::Done(_) | Item::Taken => None,
        }
    }

    /// Waits for all that is to be sent again; says whether there is anything.
    async fn wait(&mut self) -> bool {
        let mut longest = None;
        for item in &mut self.items {
            if let Item::Waiting(sealed) = item {
                longest = longest.max(sealed.wait.take());
            }
        }
        let Some(longest) = longest else {
            return false;
        };
        if !longest.is_zero() {
            self.waited = self.waited.saturating_add(longest);
            self.client.settings().transport.sleep(longest).await;
        }
        true
    }

    /// Sends one batch and reads the answer, which may come in pages.
    async fn exchange(&mut self, chosen: &[usize]) -> Result<Exchanged> {
        let text = self.write(chosen);
        let path = self.client.root().name("$batch");
        let mut call = Call::new(path, &BATCH).content("application/json", text.into());
        let mut received = Vec::new();
        // Each page must answer something, so there cannot be more of them than requests.
        for _ in 0..=chosen.len() {
            let mut response = call.send().await?;
            let text = response.read().await?;
            let (answers, broken) = read(&response, &text)?;
            let Some(list) = answers.responses.into_option() else {
                return Err(response
                    .error(ErrorKind::Protocol, "the answer is not that to a batch")
                    .with_body(text));
            };
            received.extend(list.into_iter().filter_map(Answer::receive));
            if broken.is_some() {
                return Ok(Exchanged { received, broken });
            }
            match answers.next.into_option() {
                None => break,
                Some(link) => {
                    call = Call::new(self.client.path(&response.resolve(&link)), &NEXT);
                }
            }
        }
        Ok(Exchanged {
            received,
            broken: None,
        })
    }

    /// The JSON; a request that cannot be written is done with an error.
    fn write(&mut self, chosen: &[usize]) -> String {
        let mut text = "{\"requests\":[".to_owned();
        let mut written: Vec<usize> = Vec::new();
        for &index in chosen {
            let Item::Waiting(sealed) = &mut self.items[index] else {
                continue;
            };
            let start = text.len();
            text.push_str(if written.is_empty() { "" } else { "," });
            let inside = |at: &&usize| written.contains(at);
            let after: Vec<usize> = sealed.after.iter().filter(inside).copied().collect();
            sealed.tries += 1;
            match sealed.write(index, &after, &mut text) {
                Ok(()) => written.push(index),
                Err(error) => {
                    text.truncate(start);
                    self.items[index] = Item::Done(Box::new(Err(error)));
                }
            }
        }
        text.push_str("]}");
        text
    }

    /// Records what became of the requests of one batch.
    async fn settle(&mut self, chosen: &[usize], exchanged: Exchanged) {
        let mut received = exchanged.received;
        for &index in chosen {
            let Some(sealed) = self.sealed(index) else {
                continue;
            };
            let place = received.iter().position(|answer| answer.index == index);
            let Some(answer) = place.map(|place| received.swap_remove(place)) else {
                let error = match &exchanged.broken {
                    Some(broken) => share(broken),
                    None => Error::new(ErrorKind::Protocol)
                        .with_message("the answer to the batch holds none to this request"),
                };
                self.items[index] = Item::Done(Box::new(Err(error)));
                continue;
            };
            let again = self.again(sealed, &answer);
            let result = match sealed.alone(&answer) {
                _ if again.is_some() => None,
                Some(call) => Some(call.send().await),
                None => Some(sealed.answer(self.client.settings().base_path(), answer)),
            };
            match (result, &mut self.items[index]) {
                (Some(result), item) => *item = Item::Done(Box::new(result)),
                (None, Item::Waiting(sealed)) => sealed.wait = again,
                (None, Item::Done(_) | Item::Taken) => {}
            }
        }
    }

    /// After how long a request is sent again, if it is.
    fn again(&self, sealed: &Sealed, answer: &Received) -> Option<Duration> {
        let is_put_off = |at: &usize| self.sealed(*at).is_some();
        if answer.status == StatusCode::FAILED_DEPENDENCY && sealed.after.iter().any(is_put_off) {
            // What it depends on is sent again, so it has not failed yet.
            return Some(Duration::ZERO);
        }
        let retry = sealed.context.retry();
        let failed = Failed::status(answer.status, &answer.headers, &retry);
        if !retry.applies(&sealed.context.info.method.into(), failed) {
            return None;
        }
        retry.wait(sealed.tries, self.waited, failed)
    }

    /// Nothing came of a batch, so nothing more is sent: all that is not done has failed.
    fn fail(&mut self, error: Error) {
        let error = Arc::new(error);
        for item in &mut self.items {
            if let Item::Waiting(_) = item {
                *item = Item::Done(Box::new(Err(share(&error))));
            }
        }
    }
}

/// What came of one batch.
struct Exchanged {
    received: Vec<Received>,
    /// Why there is no more, where the answer breaks off.
    broken: Option<Arc<Error>>,
}

/// Reads the answer to a batch; of one that breaks off, the responses before the break.
fn read(response: &Response, text: &Bytes) -> Result<(Answers, Option<Arc<Error>>)> {
    let error = match response.decode(text) {
        Ok(answers) => return Ok((answers, None)),
        Err(error) => error,
    };
    match crate::json::before_break(text, "responses") {
        Some(whole) => Ok((response.decode(&whole.into())?, Some(Arc::new(error)))),
        None => Err(error),
    }
}

/// What each request is told of the failure of the whole batch.
fn share(error: &Arc<Error>) -> Error {
    let is_answered = error.status().is_some_and(|status| status.is_success());
    Error::shared(
        error,
        if is_answered {
            "the answer to the batch that it was part of cannot be read: it may have been carried out"
        } else {
            "the batch that it was part of has failed"
        },
    )
}
