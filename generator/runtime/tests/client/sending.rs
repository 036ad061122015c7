//! What goes over the wire and what comes back when all is well.

use std::io::Write;

use docwright_runtime::client::reply::{Count, Download, Maybe, Nothing, Reply, Started};
use docwright_runtime::client::{Body, Bytes, Call, Client};
use docwright_runtime::serde_json::{Value, json};
use futures_util::{StreamExt, TryStreamExt, stream};
use wiremock::matchers::{body_json, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{GET, POST, PUT, all, client, get, header, read};

async fn answering(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(wiremock::matchers::any())
        .respond_with(template)
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_request_is_sent_as_it_was_put_together() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/users"))
        .and(body_json(json!({"a": 1})))
        .respond_with(ResponseTemplate::new(201).set_body_json(json!({"id": "1"})))
        .mount(&server)
        .await;
    let client: Client = Client::builder(&server.uri())
        .token("t0")
        .user_agent("notes/2")
        .header("x-team", "blue")
        .build()
        .unwrap();
    let call = Call::new(client.root().name("users"), &POST)
        .json(&json!({"a": 1}))
        .header("prefer", &"x");
    assert_eq!(read(call).await.unwrap(), json!({"id": "1"}));

    let request = &server.received_requests().await.unwrap()[0];
    assert_eq!(header(request, "authorization"), "Bearer t0");
    assert_eq!(header(request, "content-type"), "application/json");
    assert_eq!(header(request, "content-length"), "7");
    assert_eq!(header(request, "prefer"), "x");
    assert_eq!(header(request, "x-team"), "blue");
    let agent = concat!("notes/2 docwright-runtime/", env!("CARGO_PKG_VERSION"));
    assert_eq!(header(request, "user-agent"), agent);
    assert!(header(request, "accept").starts_with("application/json"));
    assert!(header(request, "accept-encoding").contains("gzip"));
}

#[tokio::test]
async fn each_call_has_an_id_of_its_own() {
    let server = answering(ResponseTemplate::new(200).set_body_json(json!({}))).await;
    let client = client(&server);
    read(get(&client, "/me")).await.unwrap();
    read(get(&client, "/me")).await.unwrap();
    read(get(&client, "/me").header("client-request-id", &"mine"))
        .await
        .unwrap();
    let ids = all(&server, "client-request-id").await;
    assert!(ids[0] != ids[1] && ids[2] == "mine", "{ids:?}");
    let guid: docwright_runtime::Guid = ids[0].parse().unwrap();
    assert_eq!((guid.0[6] >> 4, guid.0[8] >> 6), (4, 2), "version 4");
}

#[tokio::test]
async fn gzip_is_undone() {
    let text = json!({"words": vec!["word"; 10_000]}).to_string();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < text.len() / 10);
    let server = answering(
        ResponseTemplate::new(200)
            .insert_header("content-encoding", "gzip")
            .set_body_bytes(packed),
    )
    .await;
    let value = read(get(&client(&server), "/me")).await.unwrap();
    assert_eq!(value.to_string(), text);
}

#[tokio::test]
async fn streams_go_up() {
    let server = answering(ResponseTemplate::new(204)).await;
    let pieces = || stream::iter((0..100).map(|_| Ok(Bytes::from(vec![b'x'; 10_000]))));
    for (body, length) in [
        (Body::stream(pieces(), None), ""),
        (Body::stream(pieces(), Some(1_000_000)), "1000000"),
        (Body::replayable(pieces, Some(1_000_000)), "1000000"),
        (Body::from(vec![b'x'; 1_000_000]), "1000000"),
    ] {
        let call = Call::new(client(&server).path("/file"), &PUT).content("text/plain", body);
        call.send().await.unwrap();
        let requests = server.received_requests().await.unwrap();
        let request = requests.last().unwrap();
        assert_eq!(request.body.len(), 1_000_000);
        assert_eq!(header(request, "content-length"), length);
        assert_eq!(header(request, "content-type"), "text/plain");
    }
}

#[tokio::test]
async fn streams_come_down() {
    let content = vec![7; 3_000_000];
    let server =
        answering(ResponseTemplate::new(200).set_body_raw(content.clone(), "image/png")).await;
    // A stream is not limited by what may be kept in memory.
    let client: Client = Client::builder(&server.uri())
        .max_body(1000)
        .build()
        .unwrap();
    let download = Download::read(get(&client, "/photo").send().await.unwrap())
        .await
        .unwrap();
    assert_eq!(download.content_type(), Some("image/png"));
    assert_eq!(download.length(), Some(3_000_000));
    let mut pieces = 0;
    let mut stream = download.stream().inspect(|_| pieces += 1);
    let mut whole = Vec::new();
    while let Some(piece) = stream.try_next().await.unwrap() {
        whole.extend_from_slice(&piece);
    }
    drop(stream);
    assert!(whole == content && pieces > 1, "{pieces} pieces");
}

#[tokio::test]
async fn forms_of_replies() {
    let server = MockServer::start().await;
    for (at, template) in [
        ("/empty", ResponseTemplate::new(204)),
        ("/null", ResponseTemplate::new(200).set_body_string("null")),
        (
            "/accepted",
            ResponseTemplate::new(202)
                .insert_header("location", "/jobs/1")
                .insert_header("retry-after", "30"),
        ),
        (
            "/some",
            ResponseTemplate::new(200).set_body_json(json!({"a": 1})),
        ),
        (
            "/count",
            ResponseTemplate::new(200).set_body_raw("\u{feff}42\r\n", "text/plain"),
        ),
        (
            "/value",
            ResponseTemplate::new(200)
                .set_body_json(json!({"@odata.context": "x", "value": ["a", "b"]})),
        ),
    ] {
        Mock::given(path(at))
            .respond_with(template)
            .mount(&server)
            .await;
    }
    let client = client(&server);
    let send = |at: &str| Call::new(client.path(at), &GET).send();
    let null = Maybe::<Value>::read(send("/null").await.unwrap()).await;
    assert_eq!(null.unwrap(), None);
    assert_eq!(
        Maybe::<Value>::read(send("/empty").await.unwrap())
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        Maybe::<Value>::read(send("/accepted").await.unwrap())
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        Maybe::<Value>::read(send("/some").await.unwrap())
            .await
            .unwrap(),
        Some(json!({"a": 1}))
    );
    Nothing::read(send("/some").await.unwrap()).await.unwrap();
    assert_eq!(
        Count::read(send("/count").await.unwrap()).await.unwrap(),
        42
    );
    let accepted = Started::read(send("/accepted").await.unwrap())
        .await
        .unwrap();
    assert_eq!(accepted.location(), Some("/jobs/1"));
    assert_eq!(accepted.head().retry_after().unwrap().as_secs(), 30);
    let value =
        docwright_runtime::client::reply::Value::<Vec<String>>::read(send("/value").await.unwrap());
    assert_eq!(value.await.unwrap(), ["a", "b"]);
}

#[tokio::test]
async fn lists_are_written_as_arrays() {
    let server = answering(ResponseTemplate::new(204)).await;
    let client = client(&server);
    let call = || Call::new(client.root(), &POST);
    call()
        .json_list(&["a".to_owned(), "b".to_owned()])
        .send()
        .await
        .unwrap();
    call().json_list::<Value>(&[]).send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].body, br#"["a","b"]"#);
    assert_eq!(requests[1].body, b"[]");
}
