//! What is tried again, when, and how often.

use std::time::{Duration, SystemTime};

use docwright_runtime::client::reply::Json;
use docwright_runtime::client::{Body, Call, Client, ErrorKind, Info, Operation, Retry};
use docwright_runtime::serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::server::{Act, ok, serve};
use super::{DELETE, GET, PATCH, POST, PUT, all, get, hasty, read};

/// Fails so often with this answer, then succeeds.
async fn failing(times: u64, template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(template)
        .up_to_n_times(times)
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    server
}

fn throttled(retry_after: &str) -> ResponseTemplate {
    ResponseTemplate::new(429).insert_header("retry-after", retry_after)
}

#[tokio::test]
async fn the_wait_may_be_told_in_seconds() {
    let server = failing(2, throttled("7")).await;
    let (client, transport) = hasty(&server.uri());
    read(get(&client, "/me")).await.unwrap();
    assert_eq!(transport.waits(), [7, 7]);
    assert_eq!(all(&server, "retry-attempt").await, ["", "1", "2"]);
    let ids = all(&server, "client-request-id").await;
    assert!(ids[0] == ids[1] && ids[1] == ids[2], "one call, one id");
}

#[tokio::test]
async fn the_wait_may_be_told_as_a_date() {
    let until = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
    let server = failing(1, throttled(&until)).await;
    let (client, transport) = hasty(&server.uri());
    read(get(&client, "/me")).await.unwrap();
    let waits = transport.waits();
    assert!(matches!(waits[..], [95..=100]), "{waits:?}");
}

#[tokio::test]
async fn without_a_wish_waits_are_random_and_bounded() {
    let server = failing(3, ResponseTemplate::new(503)).await;
    let (client, transport) = hasty(&server.uri());
    read(get(&client, "/me")).await.unwrap();
    let waits = transport.waits.lock().unwrap().clone();
    assert_eq!(waits.len(), 3);
    for (wait, bound) in waits.iter().zip([2, 4, 8]) {
        assert!(*wait <= Duration::from_secs(bound), "{waits:?}");
    }
}

#[tokio::test]
async fn tries_are_bounded() {
    let server = failing(100, throttled("1")).await;
    let (client, transport) = hasty(&server.uri());
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!((error.tries(), transport.waits().len()), (4, 3));
    assert!(error.is_throttled() && error.is_retryable());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    assert_eq!(
        error.to_string(),
        "GET /me: 429 Too Many Requests; send fewer requests (wait 1 s, after 4 tries)"
    );
}

#[tokio::test]
async fn time_is_bounded() {
    let server = failing(100, throttled("60")).await;
    let (client, transport) = hasty(&server.uri());
    let call = get(&client, "/me").retry(Retry {
        tries: 100,
        total: Duration::from_secs(150),
        ..Retry::default()
    });
    assert_eq!(read(call).await.unwrap_err().tries(), 3);
    assert_eq!(
        transport.waits(),
        [60, 60],
        "a third wait would end after 150 s"
    );
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_left_to_the_caller() {
    let server = failing(1, throttled("3600")).await;
    let (client, transport) = hasty(&server.uri());
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert!(transport.waits().is_empty());
}

#[tokio::test]
async fn a_call_may_have_its_own_rule() {
    let server = failing(1, throttled("1")).await;
    let (client, _) = hasty(&server.uri());
    assert_eq!(
        read(get(&client, "/me").retry(Retry::never()))
            .await
            .unwrap_err()
            .tries(),
        1
    );
}

#[tokio::test]
async fn what_may_have_been_done_is_not_done_twice() {
    let wish = |status| ResponseTemplate::new(status).insert_header("retry-after", "1");
    for (info, template, tries) in [
        (&GET, ResponseTemplate::new(504), 2),
        (&PUT, ResponseTemplate::new(504), 2),
        (&DELETE, ResponseTemplate::new(504), 2),
        (&POST, ResponseTemplate::new(504), 1),
        (&PATCH, ResponseTemplate::new(504), 1),
        (&POST, ResponseTemplate::new(503), 1),
        (&POST, wish(503), 2),
        (&POST, wish(429), 2),
        (&POST, ResponseTemplate::new(429), 2),
        (&PATCH, wish(429), 2),
        (&GET, ResponseTemplate::new(500), 1),
        (&GET, ResponseTemplate::new(404), 1),
    ] {
        let server = failing(1, template).await;
        let (client, _) = hasty(&server.uri());
        let _ = Call::new(client.root(), info).json(&json!({})).send().await;
        let seen = server.received_requests().await.unwrap();
        assert_eq!(seen.len(), tries, "{}", info.method);
        assert!(seen.iter().all(|request| request.body == b"{}"));
    }
}

#[tokio::test]
async fn unless_the_caller_says_that_it_does_no_harm() {
    let server = failing(1, ResponseTemplate::new(504)).await;
    let (client, _) = hasty(&server.uri());
    let retry = Retry {
        even_unsafe: true,
        ..Retry::default()
    };
    Call::new(client.root(), &POST)
        .retry(retry)
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn only_bodies_that_can_be_read_again() {
    let pieces = || futures_util::stream::iter([Ok("some ".into()), Ok("text".into())]);
    for (body, tries) in [
        (Body::stream(pieces(), None), 1),
        (Body::replayable(pieces, None), 2),
        (Body::from("some text"), 2),
    ] {
        let server = failing(1, throttled("1")).await;
        let (client, _) = hasty(&server.uri());
        let _ = Call::new(client.root(), &PUT)
            .content("", body)
            .send()
            .await;
        let seen = server.received_requests().await.unwrap();
        assert_eq!(seen.len(), tries);
        assert!(seen.iter().all(|request| request.body == b"some text"));
    }
}

async fn tries_at(base: &str, info: &'static Info) -> (bool, u32) {
    let (client, _) = hasty(base);
    match Call::new(client.root(), info).send().await {
        Ok(_) => (true, 0),
        Err(error) => (false, error.tries()),
    }
}

#[tokio::test]
async fn dropped_connections() {
    let flaky = serve(vec![Act::Close, Act::Close, ok("{}")]).await;
    assert_eq!(tries_at(&flaky, &GET).await, (true, 0));
    let dead = serve(vec![Act::Close]).await;
    assert_eq!(tries_at(&dead, &GET).await, (false, 4));
    assert_eq!(
        tries_at(&dead, &POST).await,
        (false, 1),
        "it may have been done"
    );
}

#[tokio::test]
async fn nobody_there() {
    // The port was free a moment ago.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(
        tries_at(&base, &POST).await,
        (false, 4),
        "the service has not seen it"
    );
    let client: Client = Client::builder(&base)
        .retry(Retry::never())
        .build()
        .unwrap();
    let error = get(&client, "/me").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_retryable());
    assert!(
        error.to_string().contains("check the service's address"),
        "{error}"
    );
}

struct Read(Call);

impl Operation for Read {
    type Reply = Json<Value>;
    const INFO: &'static Info = &GET;

    fn from_call(call: Call) -> Self {
        Self(call)
    }

    fn into_call(self) -> Call {
        self.0
    }

    fn as_call(&self) -> &Call {
        &self.0
    }
}

#[tokio::test]
async fn answers_that_break_off() {
    let half = || Act::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec());
    let flaky = serve(vec![half(), half(), ok("{\"a\":1}")]).await;
    let (client, transport) = hasty(&flaky);
    let value = Read(get(&client, "/me")).send().await.unwrap();
    assert_eq!((value, transport.waits().len()), (json!({"a": 1}), 2));

    let (client, _) = hasty(&serve(vec![half()]).await);
    let error = Read(get(&client, "/me")).send().await.unwrap_err();
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 4));
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert_eq!(error.message(), "the answer broke off");

    // A POST was carried out, though nobody can say what came of it.
    let call = Call::new(client.root(), &POST);
    let error = Read(call).send().await.unwrap_err();
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 1));
}
