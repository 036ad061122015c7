//! Tokens: asked for when needed, kept while good, renewed once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use docwright_runtime::client::reply::Paged;
use docwright_runtime::client::{
    BoxError, Builder, Call, Client, ErrorKind, Listing, Operation, Token, TokenProvider, token_fn,
};
use docwright_runtime::serde_json::{Value, json};
use futures_util::TryStreamExt;
use wiremock::matchers::{any, header as has, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{Hasty, PUT, all, get, read};

/// Counts how often it is asked; the tokens are `t1`, `t2`, ….
fn counted(life: Option<u64>) -> (impl TokenProvider + 'static, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let provider = move || {
        let secret = format!("t{}", count.fetch_add(1, Ordering::Relaxed) + 1);
        async move {
            // Long enough for other requests to queue up.
            tokio::time::sleep(Duration::from_millis(20)).await;
            Ok::<_, BoxError>(match life {
                Some(seconds) => Token::lasting(&secret, Duration::from_secs(seconds)),
                None => Token::new(&secret),
            })
        }
    };
    (provider, asked)
}

async fn open_server() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    server
}

fn with(server: &MockServer, provider: impl TokenProvider + 'static) -> Client {
    let builder: Builder = Client::builder(&server.uri()).transport(Hasty::new());
    builder.token(provider).build().unwrap()
}

#[tokio::test]
async fn a_token_that_lasts_is_asked_for_once_under_concurrency() {
    let server = open_server().await;
    let (provider, asked) = counted(Some(3600));
    let client = with(&server, provider);
    let calls = (0..50).map(|_| read(get(&client, "/me")));
    let done = futures_util::future::join_all(calls).await;
    assert!(done.iter().all(Result::is_ok));
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    assert!(
        all(&server, "authorization")
            .await
            .iter()
            .all(|it| it == "Bearer t1")
    );
}

#[tokio::test]
async fn a_token_that_is_about_to_expire_is_renewed_before() {
    let server = open_server().await;
    // Nothing is left of a life of 0 s, so each request asks.
    let (provider, asked) = counted(Some(0));
    let client = with(&server, provider);
    read(get(&client, "/me")).await.unwrap();
    read(get(&client, "/me")).await.unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    assert_eq!(
        all(&server, "authorization").await,
        ["Bearer t1", "Bearer t2"]
    );
}

#[tokio::test]
async fn a_token_of_unknown_life_is_asked_for_each_try() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(429))
        .up_to_n_times(2)
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    let (provider, _) = counted(None);
    read(get(&with(&server, provider), "/me")).await.unwrap();
    assert_eq!(
        all(&server, "authorization").await,
        ["Bearer t1", "Bearer t2", "Bearer t3"]
    );
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let server = MockServer::start().await;
    Mock::given(has("authorization", "Bearer t2"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(401))
        .mount(&server)
        .await;
    let (provider, asked) = counted(Some(3600));
    let client = with(&server, provider);
    let calls = (0..20).map(|_| read(get(&client, "/me")));
    let done = futures_util::future::join_all(calls).await;
    assert!(
        done.iter().all(Result::is_ok),
        "all of them go through with the second token"
    );
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_token_that_stays_refused_is_an_error() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(401))
        .mount(&server)
        .await;
    let (provider, asked) = counted(Some(3600));
    let error = read(get(&with(&server, provider), "/me"))
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Service, 2));
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    assert!(
        error.to_string().contains("check the token provider"),
        "{error}"
    );

    let error = read(get(&with(&server, "always the same"), "/me"))
        .await
        .unwrap_err();
    assert_eq!(error.tries(), 1, "there is no other token to try");
}

#[tokio::test]
async fn a_body_that_is_gone_is_not_sent_with_another_token() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(401))
        .mount(&server)
        .await;
    let (provider, asked) = counted(Some(3600));
    let pieces = futures_util::stream::iter([Ok("x".into())]);
    let body = docwright_runtime::client::Body::stream(pieces, None);
    let call = docwright_runtime::client::Call::new(with(&server, provider).root(), &PUT)
        .content("", body);
    assert_eq!(call.send().await.unwrap_err().tries(), 1);
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn providers_may_fail() {
    let server = open_server().await;
    let client = with(&server, token_fn(|| Err("the vault is closed".into())));
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!(
        error.to_string(),
        "GET /me: no token came from the token provider; check the credentials"
    );
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "the vault is closed"
    );
    for bad in ["", "a\nb"] {
        let client = with(&server, token_fn(move || Ok(Token::new(bad))));
        assert_eq!(
            read(get(&client, "/me")).await.unwrap_err().kind(),
            ErrorKind::Token
        );
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_failed_renewal_keeps_the_token_that_is_still_good() {
    let server = open_server().await;
    let asked = AtomicUsize::new(0);
    let client = with(
        &server,
        token_fn(move || match asked.fetch_add(1, Ordering::Relaxed) {
            // After four fifths of its life it should be renewed.
            0 => Ok(Token::lasting("t1", Duration::from_millis(1500))),
            _ => Err("down".into()),
        }),
    );
    read(get(&client, "/me")).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1250)).await;
    read(get(&client, "/me")).await.unwrap();
    assert_eq!(
        all(&server, "authorization").await,
        ["Bearer t1", "Bearer t1"]
    );
}

#[tokio::test]
async fn a_request_that_is_dropped_while_it_waits_for_a_token_blocks_nobody() {
    let server = open_server().await;
    let (provider, asked) = counted(Some(3600));
    let client = with(&server, provider);
    let dropped = tokio::time::timeout(Duration::from_millis(1), read(get(&client, "/me"))).await;
    assert!(dropped.is_err());
    read(get(&client, "/me")).await.unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[test]
fn credentials_are_not_sent_in_the_clear() {
    let build = |base: &str, plain| {
        let builder: Builder = Client::builder(base).token("t0");
        let builder = if plain {
            builder.allow_plain_http()
        } else {
            builder
        };
        builder.build().err().map(|error| error.kind())
    };
    assert_eq!(
        build("http://api.example", false),
        Some(ErrorKind::Configuration)
    );
    assert_eq!(build("http://api.example", true), None);
    assert_eq!(build("http://localhost:8080", false), None);
    assert_eq!(build("https://api.example", false), None);
}

struct ListNumbers(Call);
docwright_runtime::operation! {
    ListNumbers -> Paged<Value>;
    Get "list-numbers" "api/list-numbers.md" ["/numbers"] [200];
}

#[tokio::test]
async fn a_token_may_expire_in_the_middle_of_paging() {
    let server = MockServer::start().await;
    let base = server.uri();
    let page = move |number: usize| {
        let mut body = json!({"value": [number]});
        if number < 3 {
            body["@odata.nextLink"] = json!(format!("{base}/numbers?page={}", number + 1));
        }
        ResponseTemplate::new(200).set_body_json(body)
    };
    for (number, token) in [(1, "Bearer t1"), (2, "Bearer t1"), (3, "Bearer t2")] {
        let mock = Mock::given(has("authorization", token));
        let mock = match number {
            1 => mock.and(query_param_is_missing("page")),
            number => mock.and(query_param("page", number.to_string())),
        };
        mock.respond_with(page(number)).mount(&server).await;
    }
    Mock::given(any())
        .respond_with(ResponseTemplate::new(401))
        .mount(&server)
        .await;
    let (provider, asked) = counted(Some(3600));
    let client = with(&server, provider);
    let operation = ListNumbers(Call::new(client.path("/numbers"), ListNumbers::INFO));
    let numbers: Vec<Value> = operation.stream().try_collect().await.unwrap();
    assert_eq!(numbers, [json!(1), json!(2), json!(3)]);
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    assert_eq!(
        all(&server, "authorization").await,
        ["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"]
    );
}

/// Asked by 20 calls at once: how often, and for how long.
async fn crowd(
    provider: impl TokenProvider + 'static,
) -> (
    Duration,
    Vec<Result<Value, docwright_runtime::client::Error>>,
) {
    let server = open_server().await;
    let client = with(&server, provider);
    let begun = std::time::Instant::now();
    let calls = (0..20).map(|_| read(get(&client, "/me")));
    let done = futures_util::future::join_all(calls).await;
    (begun.elapsed(), done)
}

/// Counts questions, and how many of them are open at once; answers after a while.
fn slow(
    answer: impl Fn() -> Result<Token, BoxError> + Send + Sync + 'static,
) -> (impl TokenProvider + 'static, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let answer = Arc::new(answer);
    let provider = move || {
        count.fetch_add(1, Ordering::Relaxed);
        let answer = answer.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(200)).await;
            answer()
        }
    };
    (provider, asked)
}

#[tokio::test]
async fn tokens_that_are_not_kept_are_asked_for_side_by_side() {
    let (provider, asked) = slow(|| Ok(Token::new("t")));
    let (elapsed, done) = crowd(provider).await;
    assert!(done.iter().all(Result::is_ok));
    assert_eq!(asked.load(Ordering::Relaxed), 20);
    assert!(elapsed < Duration::from_secs(2), "{elapsed:?}");
}

#[tokio::test]
async fn a_failure_is_shared_by_those_who_wait_for_the_same_token() {
    let (provider, asked) = slow(|| Err("the vault is closed".into()));
    let (elapsed, done) = crowd(provider).await;
    for result in done {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        assert_eq!(
            std::error::Error::source(&error).unwrap().to_string(),
            "the vault is closed"
        );
    }
    assert!(asked.load(Ordering::Relaxed) < 5);
    assert!(elapsed < Duration::from_secs(2), "{elapsed:?}");
}

#[tokio::test]
async fn a_provider_that_hangs_is_given_up() {
    let server = open_server().await;
    let hangs = || std::future::pending::<Result<Token, BoxError>>();
    let builder: Builder = Client::builder(&server.uri()).try_timeout(Duration::from_millis(50));
    let client = builder.token(hangs).build().unwrap();
    let calls = (0..20).map(|_| read(get(&client, "/me")));
    for result in futures_util::future::join_all(calls).await {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        assert!(error.message().ends_with("within 50ms"), "{error}");
    }
}
