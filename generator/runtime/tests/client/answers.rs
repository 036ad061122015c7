//! Answers that are not what was asked for: each is a clear error, and none takes more memory than it may.

use docwright_runtime::client::reply::{Count, Json, Maybe, Paged, Reply, Value as Wrapped};
use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Call, Client, Error, ErrorKind};
use docwright_runtime::names::Names;
use docwright_runtime::record::Slot;
use docwright_runtime::serde_json::Value;
use docwright_runtime::{Additional, Field, Record, Shape};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::server::{Act, serve};
use super::{POST, client, get, read};

async fn answered(template: ResponseTemplate) -> Error {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(template)
        .mount(&server)
        .await;
    read(get(&client(&server), "/me")).await.unwrap_err()
}

async fn sent(head: &str, body: &[u8]) -> Error {
    let bytes = [
        format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(),
        body,
    ]
    .concat();
    let client: Client = Client::builder(&serve(vec![Act::Send(bytes)]).await)
        .build()
        .unwrap();
    read(get(&client, "/me")).await.unwrap_err()
}

#[tokio::test]
async fn no_json_at_all() {
    let html = ResponseTemplate::new(200).set_body_raw("\r\n <!DOCTYPE html><p>hello", "text/html");
    let error = answered(html).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("HTML"), "{error}");
}

/// An answer with this status and body, read so.
async fn replied<R: Reply>(status: u16, body: &str) -> Result<R::Output, Error> {
    let recorder = Recorder::new();
    recorder.answer(Answer::status(status).body(body.to_owned()));
    let client = Client::builder("https://api.example").transport(recorder);
    let client: Client = client.build().unwrap();
    R::read(Call::new(client.path("/users"), &POST).send().await?).await
}

#[derive(Clone, Debug, Default)]
struct Note(Field<String>, Additional);

impl Record for Note {
    fn parts(&self) -> (&'static Shape, &Additional) {
        static SHAPE: Shape = Shape {
            rust_name: "Note",
            tag: "#sample.note",
            derived: false,
            secrets: &[],
            names: Names::new(&["id"]),
        };
        (&SHAPE, &self.1)
    }

    fn slot(&self, index: usize) -> Option<&dyn Slot> {
        (index == 0).then_some(&self.0 as _)
    }

    fn slot_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        (index == 0).then_some(&mut self.0 as _)
    }

    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.1
    }
}

#[tokio::test]
async fn a_success_without_content_is_a_success() {
    for (status, body) in [
        (200, ""),
        (204, ""),
        (205, ""),
        (201, " \r\n"),
        (200, "null"),
        (200, "\u{feff}"),
    ] {
        let note = replied::<Json<Note>>(status, body).await.unwrap();
        assert!(note.0.is_absent() && note.1.is_empty(), "{status} {body:?}");
        assert_eq!(
            replied::<Json<Value>>(status, body).await.unwrap(),
            Value::Null
        );
        assert!(
            replied::<Maybe<Note>>(status, body)
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            replied::<Paged<Note>>(status, body)
                .await
                .unwrap()
                .items
                .is_empty()
        );
        let wrapped = replied::<Wrapped<Box<Note>>>(status, body).await.unwrap();
        assert!(wrapped.0.is_absent());
        assert_eq!(
            replied::<Wrapped<Vec<String>>>(status, body).await.unwrap(),
            [""; 0]
        );
        let error = replied::<Wrapped<bool>>(status, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedAnswer);
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(error.to_string().contains("carried out"), "{error}");
    }
}

#[tokio::test]
async fn a_wrapped_value_may_stand_alone() {
    for body in ["{\"value\": true}", "true", " true "] {
        assert!(replied::<Wrapped<bool>>(200, body).await.unwrap(), "{body}");
    }
    for body in [
        "{\"value\": {\"id\": \"a\"}}",
        "{\"id\": \"a\"}",
        "{\"@odata.etag\": \"1\", \"id\": \"a\"}",
    ] {
        let note = replied::<Wrapped<Box<Note>>>(200, body).await.unwrap();
        assert_eq!(note.0, "a".into(), "{body}");
    }
    for body in [
        "[\"a\", \"b\"]",
        "{\"value\": [\"a\", \"b\"]}",
        "{\"value\": [\"a\", null, \"b\"]}",
    ] {
        assert_eq!(
            replied::<Wrapped<Vec<String>>>(200, body).await.unwrap(),
            ["a", "b"]
        );
    }
    for body in ["{\"value\": 5}", "5", "{\"id\": true}", "[]"] {
        let error = replied::<Wrapped<bool>>(200, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedAnswer, "{body}");
        assert_eq!(error.body(), body.as_bytes());
    }
}

#[tokio::test]
async fn json_of_another_type() {
    let error = replied::<Json<String>>(200, "[1]").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedAnswer);
    assert!(error.message().contains("unexpected array"), "{error}");
    let error = replied::<Json<Note>>(201, "[{}]").await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("201 Created, the service carried out"),
        "{error}"
    );
    let error = replied::<Count>(200, "[1]").await.unwrap_err();
    assert!(
        error.message().ends_with("it is not a whole number"),
        "{error}"
    );
}

#[tokio::test]
async fn nested_beyond_reason() {
    let error = answered(ResponseTemplate::new(200).set_body_string("[".repeat(1_000_000))).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().len() < 2000,
        "{}",
        error.to_string().len()
    );
}

#[tokio::test]
async fn broken_off() {
    for (head, body) in [
        ("content-length: 100", &b"{\"a\":"[..]),
        ("transfer-encoding: chunked", b"5\r\n{\"a\":\r\n"),
        ("transfer-encoding: chunked", b"zz\r\n"),
    ] {
        let error = sent(head, body).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{head}: {error}");
        assert_eq!(error.message(), "the answer broke off");
        assert!(error.is_retryable());
    }
    // Garbage that claims to be compressed.
    let error = sent("content-encoding: gzip\r\ncontent-length: 4", b"nope").await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    // A compressed body cut in the middle.
    let error = sent(
        "content-encoding: gzip\r\ncontent-length: 10",
        &[31, 139, 8, 0, 0, 0, 0, 0, 0, 255],
    )
    .await;
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn no_http_at_all() {
    let client: Client = Client::builder(&serve(vec![Act::Send(b"hello\r\n\r\n".into())]).await)
        .build()
        .unwrap();
    let call = get(&client, "/me").retry(docwright_runtime::client::Retry::never());
    assert_eq!(read(call).await.unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn no_tls_where_tls_was_expected() {
    let base = serve(vec![Act::Send(b"HTTP/1.1 200 OK\r\n\r\n".into())]).await;
    let client: Client = Client::builder(&base.replace("http:", "https:"))
        .build()
        .unwrap();
    let call = get(&client, "/me").retry(docwright_runtime::client::Retry::never());
    let error = read(call).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
}

#[tokio::test]
async fn too_large_by_its_own_word() {
    // 200 MB are announced, and none of them needs to come.
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 200000000\r\n\r\n[".to_vec();
    let client: Client = Client::builder(&serve(vec![Act::Stall(head)]).await)
        .build()
        .unwrap();
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.to_string().contains("max_body"), "{error}");
}

#[tokio::test]
async fn too_large_without_a_word() {
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let endless = [head, vec![b'['; 2_000_000]].concat();
    let base = serve(vec![Act::Send(endless)]).await;
    let client: Client = Client::builder(&base).max_body(1_000_000).build().unwrap();
    assert_eq!(
        read(get(&client, "/me")).await.unwrap_err().kind(),
        ErrorKind::TooLarge
    );
    let call = get(&client, "/me").max_body(3_000_000);
    assert_eq!(
        call.send().await.unwrap().bytes().await.unwrap().len(),
        2_000_000
    );
    let call = get(&client, "/me").max_body(2_000_000);
    assert_eq!(
        call.send().await.unwrap().bytes().await.unwrap().len(),
        2_000_000
    );
}

#[tokio::test]
async fn a_small_packet_that_unpacks_to_much() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..200 {
        packed.write_all(&vec![b' '; 1_000_000]).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1_000_000);
    let template = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_bytes(packed);
    assert_eq!(answered(template).await.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_large_refusal_is_cut() {
    let server = MockServer::start().await;
    let template = ResponseTemplate::new(400).set_body_string("x".repeat(5_000_000));
    Mock::given(any())
        .respond_with(template)
        .mount(&server)
        .await;
    let error = get(&client(&server), "/me").send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 400);
    assert!(error.body().len() <= 1 << 20);
}

#[tokio::test]
async fn a_byte_order_mark_does_no_harm() {
    let server = MockServer::start().await;
    let template = ResponseTemplate::new(200).set_body_string("\u{feff}{}");
    Mock::given(any())
        .respond_with(template)
        .mount(&server)
        .await;
    let value: Value = read(get(&client(&server), "/me")).await.unwrap();
    assert!(value.is_object());
}
