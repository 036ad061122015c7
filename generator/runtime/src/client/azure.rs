//! Credentials of `azure_identity` as a source of tokens.

use std::fmt;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;
use jiff::Timestamp;

use super::BoxError;
use super::BoxFuture;
use super::token::{Token, TokenProvider};

/// A [`TokenProvider`] over a credential of [`azure_identity`].
///
/// ```no_run
/// use docwright_runtime::azure_identity::ClientSecretCredential;
/// use docwright_runtime::client::{AzureCredential, Builder, Client};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let secret = std::env::var("AZURE_CLIENT_SECRET")?;
/// let id = std::env::var("AZURE_CLIENT_ID")?;
/// let credential = ClientSecretCredential::new(&std::env::var("AZURE_TENANT_ID")?, id, secret.into(), None)?;
/// let token = AzureCredential::new(credential, &["https://api.example/.default"]);
/// let builder: Builder = Client::builder("https://api.example").token(token);
/// # let _ = builder;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct AzureCredential {
    credential: Arc<dyn TokenCredential>,
    scopes: Arc<[String]>,
}

impl AzureCredential {
    /// Asks this credential for tokens with these scopes; a program without a user asks for `<service>/.default`.
    pub fn new(credential: Arc<dyn TokenCredential>, scopes: &[&str]) -> Self {
        Self {
            credential,
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        }
    }
}

impl TokenProvider for AzureCredential {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(async move {
            let scopes: Vec<&str> = self.scopes.iter().map(String::as_str).collect();
            let token = self.credential.get_token(&scopes, None).await?;
            let secret = token.token.secret();
            let expires_at = Timestamp::from_second(token.expires_on.unix_timestamp());
            Ok(match expires_at {
                Ok(expires_at) => Token::expiring(secret, expires_at),
                Err(_) => Token::new(secret),
            })
        })
    }
}

/// Shows the scopes only.
impl fmt::Debug for AzureCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureCredential")
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
