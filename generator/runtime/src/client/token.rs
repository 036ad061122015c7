//! Where bearer tokens come from.

mod cache;

use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;
use jiff::Timestamp;

use super::{BoxError, BoxFuture};
use crate::scalar::Bytes as Base64;

pub(crate) use cache::Tokens;

/// Gives bearer tokens.
///
/// It is asked for a token for each try of each request, unless the last token is known to be valid. Tokens that say when they
/// expire are kept by the client until shortly before that time, and are renewed once, however many requests wait for it; one that the
/// service refuses (401) is renewed at once, with the claims that the service asks for. A provider has as long as a single try of a
/// request may take ([`Builder::try_timeout`](super::Builder::try_timeout)).
///
/// Implemented by fixed tokens (`&'static str`, `String`, [`Token`]) and by functions: asynchronous ones as they are,
/// others through [`token_fn`].
///
/// ```
/// use std::time::Duration;
/// use docwright_runtime::client::{Builder, Client, Token, token_fn};
/// # async fn sign_in() -> Result<(String, u64), std::io::Error> { Ok(("secret".to_owned(), 3600)) }
/// let fixed: Builder = Client::builder("https://api.example").token("secret");
/// let read: Builder = Client::builder("https://api.example").token(token_fn(|| {
///     Ok(Token::new(&std::fs::read_to_string("/run/token")?))
/// }));
/// let asked: Builder = Client::builder("https://api.example").token(|| async {
///     let (secret, seconds) = sign_in().await?;
///     Ok(Token::lasting(&secret, Duration::from_secs(seconds)))
/// });
/// ```
pub trait TokenProvider: Send + Sync {
    /// A token that is valid now.
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>>;

    /// A token that is good now and satisfies these claims: JSON, as the parameter `claims` of an `OAuth` request takes it.
    ///
    /// A service asks for claims when it refuses a token that has not expired (401), for example after a password was changed. A
    /// provider that does not know claims gives a token without them.
    fn token_with_claims<'a>(&'a self, claims: &'a str) -> BoxFuture<'a, Result<Token, BoxError>> {
        let _ = claims;
        self.token()
    }
}

/// The claims that an answer asks for (`WWW-Authenticate: Bearer claims="…"`), as JSON.
pub(crate) fn claims(headers: &HeaderMap) -> Option<String> {
    let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
    challenges
        .filter_map(|value| value.to_str().ok())
        .find_map(|challenge| {
            let start = challenge.to_ascii_lowercase().find("claims=\"")? + "claims=\"".len();
            let (claims, _) = challenge[start..].split_once('"')?;
            let standard = claims.replace('-', "+").replace('_', "/");
            let decoded = Base64::from_base64(&standard).map(Base64::into_vec);
            let json = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
            let json = json.filter(|json| json.trim_start().starts_with('{'));
            Some(json.unwrap_or_else(|| claims.to_owned()))
        })
}

/// A bearer token (RFC 6750). Its text is shown nowhere.
#[derive(Clone)]
pub struct Token {
    secret: Box<str>,
    expires_at: Option<Timestamp>,
}

impl Token {
    /// A token of unknown lifetime: its provider is asked each time.
    pub fn new(secret: &str) -> Self {
        Self {
            secret: secret.into(),
            expires_at: None,
        }
    }

    /// A token that is valid until then: its provider is asked again shortly before.
    pub fn expiring(secret: &str, expires_at: Timestamp) -> Self {
        Self {
            secret: secret.into(),
            expires_at: Some(expires_at),
        }
    }

    /// A token that is valid for this long from now, as `expires_in` of an `OAuth` answer says.
    pub fn lasting(secret: &str, life: Duration) -> Self {
        Self {
            secret: secret.into(),
            expires_at: Timestamp::now().checked_add(life).ok(),
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

/// Makes a provider of a function that has the token at once.
pub fn token_fn<F>(read: F) -> impl TokenProvider
where
    F: Fn() -> Result<Token, BoxError> + Send + Sync,
{
    struct Function<F>(F);
    impl<F: Fn() -> Result<Token, BoxError> + Send + Sync> TokenProvider for Function<F> {
        fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
            Box::pin(std::future::ready((self.0)()))
        }
    }
    Function(read)
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
