//! Where bearer tokens come from.

use std::fmt;

use jiff::Timestamp;

use super::BoxFuture;

/// Any error of somebody else's.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Gives bearer tokens. Asked for each try of each request, unless the token before is still good.
pub trait TokenProvider: Send + Sync {
    /// A token that is good now.
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>>;
}

/// A bearer token (RFC 6750). Its text is shown nowhere.
#[derive(Clone)]
pub struct Token {
    secret: Box<str>,
    expires_at: Option<Timestamp>,
}

impl Token {
    /// A token of which nobody knows how long it is good: its provider is asked each time.
    pub fn new(secret: &str) -> Self {
        Self {
            secret: secret.into(),
            expires_at: None,
        }
    }

    /// A token that is good until then: its provider is asked again shortly before.
    pub fn expiring(secret: &str, expires_at: Timestamp) -> Self {
        Self {
            secret: secret.into(),
            expires_at: Some(expires_at),
        }
    }

    /// When it expires, if known.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// A token that is always the same.
impl TokenProvider for Token {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// A token that is always the same.
impl TokenProvider for String {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(std::future::ready(Ok(Token::new(self))))
    }
}

/// A token that is always the same.
impl TokenProvider for &'static str {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(std::future::ready(Ok(Token::new(self))))
    }
}

/// A function that gives a future of a token.
impl<F, T> TokenProvider for F
where
    F: Fn() -> T + Send + Sync,
    T: Future<Output = Result<Token, BoxError>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(self())
    }
}
