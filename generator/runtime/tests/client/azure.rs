//! A credential as `azure_identity`'s are, behind the client.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use docwright_runtime::azure_core::credentials::{
    AccessToken, TokenCredential, TokenRequestOptions,
};
use docwright_runtime::azure_core::time::OffsetDateTime;
use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{AzureCredential, Builder, Client};

use super::{get, read};

#[derive(Debug, Default)]
struct Counted(AtomicUsize);

type Asked<'a> =
    Pin<Box<dyn Future<Output = docwright_runtime::azure_core::Result<AccessToken>> + Send + 'a>>;

// What `async_trait` makes of the trait's one method.
impl TokenCredential for Counted {
    fn get_token<'a, 'b, 'c, 'd, 'f>(
        &'a self,
        scopes: &'b [&'c str],
        _options: Option<TokenRequestOptions<'d>>,
    ) -> Asked<'f>
    where
        'a: 'f,
        'b: 'f,
        'c: 'f,
        'd: 'f,
        Self: 'f,
    {
        let secret = format!(
            "{}-{}",
            scopes.join(" "),
            self.0.fetch_add(1, Ordering::Relaxed)
        );
        let expires = OffsetDateTime::now_utc() + std::time::Duration::from_secs(3600);
        Box::pin(std::future::ready(Ok(AccessToken::new(secret, expires))))
    }
}

#[tokio::test]
async fn a_credential_is_asked_with_its_scopes_and_its_token_kept() {
    let recorder = Recorder::new();
    recorder.otherwise(|_| Answer::json(200, "{}"));
    let credential = Arc::new(Counted::default());
    let token = AzureCredential::new(credential.clone(), &["https://api.example/.default"]);
    let builder: Builder = Client::builder("https://api.example").transport(recorder.clone());
    let client = builder.token(token).build().unwrap();
    for _ in 0..3 {
        read(get(&client, "/me")).await.unwrap();
    }
    for request in recorder.requests() {
        assert_eq!(
            request.header("authorization"),
            "Bearer https://api.example/.default-0"
        );
    }
    assert_eq!(credential.0.load(Ordering::Relaxed), 1);
}
