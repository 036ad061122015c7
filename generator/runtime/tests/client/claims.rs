//! Claims challenges: what a service asks a token for when it refuses one.

use std::time::Duration;

use docwright_runtime::client::{BoxError, BoxFuture, Builder, Client, Token, TokenProvider};
use docwright_runtime::serde_json::json;
use wiremock::matchers::{any, header as has};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{Hasty, all, get, read};

fn with(server: &MockServer, provider: impl TokenProvider + 'static) -> Client {
    let builder: Builder = Client::builder(&server.uri()).transport(Hasty::new());
    builder.token(provider).build().unwrap()
}

/// Gives `plain`, or the claims that it is asked for.
struct Claiming;

impl TokenProvider for Claiming {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(async { Ok(Token::lasting("plain", Duration::from_secs(3600))) })
    }

    fn token_with_claims<'a>(&'a self, claims: &'a str) -> BoxFuture<'a, Result<Token, BoxError>> {
        let secret = claims.replace(['{', '}', '"', ':'], "");
        Box::pin(async move { Ok(Token::lasting(&secret, Duration::from_secs(3600))) })
    }
}

#[tokio::test]
async fn claims_that_a_service_asks_for_reach_the_provider() {
    for (challenge, token) in [
        (
            "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJuYmYiOiIxIn0=\"",
            "nbf1",
        ),
        ("Bearer Claims=\"eyJuYmYiOiIxIn0\"", "nbf1"),
        ("Bearer claims=\"opaque\"", "opaque"),
        ("Bearer error=\"invalid_token\"", "plain"),
    ] {
        let server = MockServer::start().await;
        Mock::given(has("authorization", "Bearer plain"))
            .respond_with(ResponseTemplate::new(401).insert_header("www-authenticate", challenge))
            .mount(&server)
            .await;
        Mock::given(any())
            .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
            .mount(&server)
            .await;
        let client = with(&server, Claiming);
        let is_mended = read(get(&client, "/me")).await.is_ok();
        assert_eq!(is_mended, token != "plain", "{challenge}");
        if is_mended {
            // The token is kept like any other.
            read(get(&client, "/me")).await.unwrap();
            let sent = all(&server, "authorization").await;
            assert_eq!(
                sent[1..],
                [format!("Bearer {token}"), format!("Bearer {token}")]
            );
        }
    }
}
