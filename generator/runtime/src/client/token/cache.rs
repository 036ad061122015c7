//! Keeps a token until shortly before it expires; asks for the next one once, however many requests wait for it. Where tokens
//! cannot be kept, no request waits for another.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::lock::Mutex as AsyncMutex;
use http::HeaderValue;
use jiff::Timestamp;

use super::{Token, TokenProvider};
use crate::client::Result;
use crate::client::error::{Error, ErrorKind};

/// A provider and its latest token.
pub(crate) struct Tokens {
    provider: Box<dyn TokenProvider>,
    state: Mutex<State>,
    /// Held while the provider is asked, so that it is asked once; a request that is dropped meanwhile lets the next one ask.
    asking: AsyncMutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// Whether the provider's tokens say when they expire; `None` before the first one.
    is_kept: Option<bool>,
    /// How often the provider has answered.
    round: u64,
    /// Why its last answer was no token.
    failure: Option<String>,
}

struct Held {
    bearer: HeaderValue,
    fresh_until: Timestamp,
    good_until: Timestamp,
}

/// A token is renewed this long before it expires, or after four fifths of its life if that is later.
const MARGIN: Duration = Duration::from_secs(300);

impl Tokens {
    pub(crate) fn new(provider: Box<dyn TokenProvider>) -> Self {
        Self {
            provider,
            state: Mutex::default(),
            asking: AsyncMutex::new(()),
        }
    }

    /// The value of `Authorization` for a request now.
    pub(crate) async fn bearer(&self) -> Result<HeaderValue> {
        let round = match self.known(None) {
            Known::Bearer(bearer) => return Ok(bearer),
            Known::Unkept => return self.ask(None).await,
            Known::Failed(_) | Known::Nothing => self.state().round,
        };
        let asking = self.asking.lock().await;
        let result = match self.known(Some(round)) {
            Known::Bearer(bearer) => return Ok(bearer),
            Known::Unkept => {
                drop(asking);
                return self.ask(None).await;
            }
            Known::Failed(error) => Err(error),
            Known::Nothing => self.ask(None).await,
        };
        // It should have been renewed, but it may still be good.
        result.or_else(|error| self.still_good().ok_or(error))
    }

    /// Another token than this one, which the service has refused, with these claims if it asks for any; `None` if there is no other.
    pub(crate) async fn other_than(
        &self,
        refused: &HeaderValue,
        claims: Option<&str>,
    ) -> Result<Option<HeaderValue>> {
        let is_kept = self.state().is_kept;
        let _asking = match is_kept {
            Some(false) => None,
            Some(true) | None => Some(self.asking.lock().await),
        };
        {
            let mut state = self.state();
            match &state.held {
                Some(token) if token.bearer != *refused => return Ok(Some(token.bearer.clone())),
                Some(_) | None => state.held = None,
            }
        }
        let bearer = self.ask(claims).await?;
        Ok((bearer != *refused).then_some(bearer))
    }

    /// What needs no question to the provider; after waiting since this round, a failure that others met meanwhile counts too.
    fn known(&self, since: Option<u64>) -> Known {
        let state = self.state();
        match &state.held {
            Some(token) if Timestamp::now() < token.fresh_until => {
                return Known::Bearer(token.bearer.clone());
            }
            Some(_) | None => {}
        }
        let is_new = since.is_some_and(|round| state.round != round);
        match &state.failure {
            Some(failure) if is_new => Known::Failed(no_token().with_source(failure.clone())),
            Some(_) | None if state.is_kept == Some(false) => Known::Unkept,
            Some(_) | None => Known::Nothing,
        }
    }

    fn still_good(&self) -> Option<HeaderValue> {
        let state = self.state();
        let token = state.held.as_ref()?;
        (Timestamp::now() < token.good_until).then(|| token.bearer.clone())
    }

    /// Asks the provider, and keeps what it answers.
    async fn ask(&self, claims: Option<&str>) -> Result<HeaderValue> {
        let answer = match claims {
            None => self.provider.token().await,
            Some(claims) => self.provider.token_with_claims(claims).await,
        };
        let mut state = self.state();
        state.round += 1;
        let token = match answer {
            Ok(token) => token,
            Err(source) => {
                state.failure = Some(source.to_string());
                return Err(no_token().with_source(source));
            }
        };
        state.failure = None;
        state.is_kept = Some(token.expires_at().is_some());
        match HeaderValue::try_from(format!("Bearer {}", token.secret())) {
            Ok(mut bearer) if !token.secret().is_empty() => {
                bearer.set_sensitive(true);
                state.held = hold(&token, &bearer, Timestamp::now());
                Ok(bearer)
            }
            _ => Err(Error::new(ErrorKind::Token)
                .with_message("the token is empty, or has a character that no header can hold")),
        }
    }

    /// Never held over a wait.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known without a question to the provider.
enum Known {
    Bearer(HeaderValue),
    /// Its tokens cannot be kept, so nobody waits for anybody.
    Unkept,
    Failed(Error),
    Nothing,
}

fn no_token() -> Error {
    Error::new(ErrorKind::Token).with_message("no token came from the token provider")
}

/// A token of unknown life is not kept.
fn hold(token: &Token, bearer: &HeaderValue, now: Timestamp) -> Option<Held> {
    let good_until = token.expires_at()?;
    let life = Duration::try_from(good_until.duration_since(now)).ok()?;
    let fresh = life.saturating_sub(MARGIN).max(life * 4 / 5);
    Some(Held {
        bearer: bearer.clone(),
        fresh_until: now.checked_add(fresh).ok()?,
        good_until,
    })
}
