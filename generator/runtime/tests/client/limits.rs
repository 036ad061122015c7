//! Limits of time, and what a dropped future leaves behind.

use std::time::Duration;

use docwright_runtime::client::{Body, Builder, Bytes, Call, Client, ErrorKind, Retry};
use docwright_runtime::serde_json::json;
use futures_util::{StreamExt, stream};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::server::{Act, ok, serve};
use super::{PUT, all, client, get, read};

const SHORT: Duration = Duration::from_millis(150);

fn impatient(base: &str) -> Builder {
    Client::builder(base)
        .try_timeout(SHORT)
        .retry(Retry::never())
}

#[tokio::test]
async fn a_try_that_stands_still_is_given_up() {
    let base = serve(vec![Act::Stall(Vec::new()), ok("{}")]).await;
    let client = impatient(&base).build().unwrap();
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());

    let base = serve(vec![Act::Stall(Vec::new()), ok("{}")]).await;
    let client = impatient(&base)
        .retry(Retry {
            first_wait: Duration::ZERO,
            ..Retry::default()
        })
        .build()
        .unwrap();
    read(get(&client, "/me"))
        .await
        .expect("the second try is answered");
}

#[tokio::test]
async fn so_is_an_answer_that_stops_halfway() {
    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\"".to_vec();
    let base = serve(vec![Act::Stall(half)]).await;
    let client = impatient(&base).build().unwrap();
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error.message().starts_with("the answer broke off"),
        "{error}"
    );

    let mut pieces = get(&client, "/me").send().await.unwrap().stream();
    assert_eq!(pieces.next().await.unwrap().unwrap(), "{\"a\"");
    assert_eq!(
        pieces.next().await.unwrap().unwrap_err().kind(),
        ErrorKind::Timeout
    );
}

#[tokio::test]
async fn the_whole_call_has_a_limit() {
    let server = MockServer::start().await;
    let throttled = ResponseTemplate::new(429).insert_header("retry-after", "60");
    Mock::given(any())
        .respond_with(throttled)
        .mount(&server)
        .await;
    let client: Client = Client::builder(&server.uri())
        .timeout(SHORT)
        .build()
        .unwrap();
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Timeout, 1));
    assert!(error.client_request_id().is_some());

    let slow = serve(vec![Act::Stall(
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec(),
    )])
    .await;
    let client: Client = Client::builder(&slow).build().unwrap();
    let error = read(get(&client, "/me").timeout(SHORT)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Timeout, 200)
    );
}

#[tokio::test]
async fn a_token_that_does_not_come_is_within_the_limit() {
    let base = serve(vec![ok("{}")]).await;
    let builder: Builder = Client::builder(&base).timeout(SHORT);
    let client = builder.token(std::future::pending).build().unwrap();
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Timeout, 0));
}

#[tokio::test]
async fn a_slow_upload_is_not_standing_still() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    let client = impatient(&server.uri()).build().unwrap();
    // Each piece comes within the limit, all of them together do not.
    let pieces = stream::iter(0..8).then(async |_| {
        tokio::time::sleep(SHORT / 2).await;
        Ok(Bytes::from_static(b"x"))
    });
    let call = Call::new(client.root(), &PUT).content("", Body::stream(pieces, None));
    call.send().await.unwrap();
}

#[tokio::test]
async fn connecting_has_a_limit() {
    // Packets to this address are not answered (RFC 5737), or refused at once where there is no route.
    let builder: Builder = Client::builder("http://192.0.2.1").connect_timeout(SHORT);
    let client = builder.retry(Retry::never()).build().unwrap();
    let error = tokio::time::timeout(Duration::from_secs(60), read(get(&client, "/me")))
        .await
        .unwrap()
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Connect | ErrorKind::Timeout),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_dropped_call_is_over() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(60));
    Mock::given(any())
        .respond_with(slow)
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    let client = client(&server);
    let dropped = tokio::time::timeout(SHORT, read(get(&client, "/me"))).await;
    assert!(dropped.is_err());
    read(get(&client, "/me")).await.expect("the client goes on");
    assert!(!all(&server, "authorization").await.is_empty());
}
