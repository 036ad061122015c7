//! Answers that are not what was asked for: each is a clear error, and none takes more memory than it may.

use docwright_runtime::client::reply::{Count, Reply};
use docwright_runtime::client::{Client, Error, ErrorKind};
use docwright_runtime::serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::server::{Act, serve};
use super::{client, get, read};

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
    for empty in [
        ResponseTemplate::new(200),
        ResponseTemplate::new(204),
        ResponseTemplate::new(200).set_body_string(" \r\n"),
    ] {
        let error = answered(empty).await;
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(
            error.message(),
            "the answer is empty, where JSON was expected"
        );
    }
}

#[tokio::test]
async fn json_of_another_type() {
    let server = MockServer::start().await;
    let template = ResponseTemplate::new(200).set_body_string("[1]");
    Mock::given(any())
        .respond_with(template)
        .mount(&server)
        .await;
    let client = client(&server);
    let response = get(&client, "/me").send().await.unwrap();
    let error = response.json::<String>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("unexpected array"), "{error}");
    let error = Count::read(get(&client, "/me").send().await.unwrap())
        .await
        .unwrap_err();
    assert_eq!(error.message(), "the answer is not a whole number");
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
