//! Keeps a token until shortly before it expires; asks for the next one once, however many requests wait for it.

use std::time::Duration;

use futures_util::lock::Mutex;
use http::HeaderValue;
use jiff::Timestamp;

use super::{Token, TokenProvider};
use crate::client::Result;
use crate::client::error::{Error, ErrorKind};

/// A provider and its latest token.
pub(crate) struct Tokens {
    provider: Box<dyn TokenProvider>,
    /// Held while the provider is asked, so that it is asked once; a request that is dropped meanwhile lets the next one ask.
    held: Mutex<Option<Held>>,
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
            held: Mutex::new(None),
        }
    }

    /// The value of `Authorization` for a request now.
    pub(crate) async fn bearer(&self) -> Result<HeaderValue> {
        let mut held = self.held.lock().await;
        let now = Timestamp::now();
        match &*held {
            Some(token) if now < token.fresh_until => return Ok(token.bearer.clone()),
            Some(_) | None => {}
        }
        match (self.ask().await, &*held) {
            (Ok((token, bearer)), _) => {
                *held = hold(&token, &bearer, now);
                Ok(bearer)
            }
            // It should be renewed, but it is still good.
            (Err(_), Some(token)) if now < token.good_until => Ok(token.bearer.clone()),
            (Err(error), _) => Err(error),
        }
    }

    /// Another token than this one, which the service has refused; `None` if there is no other.
    pub(crate) async fn other_than(&self, refused: &HeaderValue) -> Result<Option<HeaderValue>> {
        let mut held = self.held.lock().await;
        match &*held {
            Some(token) if token.bearer != *refused => return Ok(Some(token.bearer.clone())),
            Some(_) | None => {}
        }
        *held = None;
        let (token, bearer) = self.ask().await?;
        *held = hold(&token, &bearer, Timestamp::now());
        Ok((bearer != *refused).then_some(bearer))
    }

    async fn ask(&self) -> Result<(Token, HeaderValue)> {
        let fail = || Error::new(ErrorKind::Token);
        let token = match self.provider.token().await {
            Ok(token) => token,
            Err(source) => {
                return Err(fail()
                    .with_message("no token came from the token provider")
                    .with_source(source));
            }
        };
        match HeaderValue::try_from(format!("Bearer {}", token.secret())) {
            Ok(mut bearer) if !token.secret().is_empty() => {
                bearer.set_sensitive(true);
                Ok((token, bearer))
            }
            _ => Err(fail()
                .with_message("the token is empty, or has a character that no header can hold")),
        }
    }
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
