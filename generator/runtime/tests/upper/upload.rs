//! Upload sessions against a server that keeps what it is sent.

use std::io::{self, Cursor};
use std::sync::{Arc, Mutex};

use docwright_runtime::client::{
    BoxFuture, Bytes, Client, ErrorKind, Progress, Retry, Seekable, StatusCode, Token, UploadSource,
};
use docwright_runtime::serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::sample::{Person, client, client_with, header};

const UNIT: usize = 320 * 1024;

/// What the server holds, and how it misbehaves.
#[derive(Default)]
struct Store {
    content: Vec<u8>,
    /// Statuses for the next requests, instead of what they ask for.
    faults: Vec<u16>,
    is_cancelled: bool,
    is_deferred: bool,
}

type Shared = Arc<Mutex<Store>>;

fn respond(store: &Shared, request: &Request) -> ResponseTemplate {
    let mut store = store.lock().unwrap();
    assert_eq!(
        header(request, "authorization"),
        "",
        "no credentials for upload URLs"
    );
    if let Some(status) = store.faults.pop() {
        return ResponseTemplate::new(status);
    }
    let expected = |store: &Store| json!({"expirationDateTime": "2999-01-01T00:00:00Z", "nextExpectedRanges": [format!("{}-", store.content.len())]});
    match request.method.as_str() {
        "GET" => ResponseTemplate::new(200).set_body_json(expected(&store)),
        "DELETE" => {
            store.is_cancelled = true;
            ResponseTemplate::new(204)
        }
        "POST" => ResponseTemplate::new(201).set_body_json(json!({"id": "committed"})),
        _ => put(&mut store, request, expected),
    }
}

fn put(
    store: &mut Store,
    request: &Request,
    expected: impl Fn(&Store) -> Value,
) -> ResponseTemplate {
    let range = header(request, "content-range").trim_start_matches("bytes ");
    let (range, total) = range.split_once('/').unwrap_or_default();
    let (start, last) = range.split_once('-').unwrap_or_default();
    let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
    let (start, end, total) = (number(start), number(last) + 1, number(total));
    assert_eq!(request.body.len(), end - start);
    if start != store.content.len() {
        return ResponseTemplate::new(416);
    }
    store.content.extend_from_slice(&request.body);
    if end < total {
        assert_eq!(
            request.body.len() % UNIT,
            0,
            "pieces are multiples of 320 KiB"
        );
        return ResponseTemplate::new(202).set_body_json(expected(store));
    }
    if store.is_deferred {
        return ResponseTemplate::new(202).set_body_json(json!({"nextExpectedRanges": []}));
    }
    ResponseTemplate::new(201)
        .append_header("location", "https://api.example/items/1")
        .set_body_json(json!({"id": "done", "name": total.to_string()}))
}

async fn server() -> (MockServer, Shared, Value) {
    let server = MockServer::start().await;
    let store = Shared::default();
    let kept = store.clone();
    Mock::given(path("/sessions/1"))
        .respond_with(move |request: &Request| respond(&kept, request))
        .mount(&server)
        .await;
    let session = json!({
        "uploadUrl": format!("{}/sessions/1?secret=s", server.uri()),
        "expirationDateTime": "2999-01-01T00:00:00Z",
        "nextExpectedRanges": ["0-"],
    });
    (server, store, session)
}

/// Content in which no two pieces are alike.
fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at % 251) as u8).collect()
}

/// A client on another origin: upload URLs are never the service's own.
fn elsewhere() -> Client {
    let client = Client::builder("https://api.example/v1.0").token(Token::new("secret-token"));
    client.retry(Retry::never()).build().unwrap()
}

async fn ranges(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap_or_default();
    let shown = |request: &Request| {
        let range = header(request, "content-range");
        format!("{} {range}", request.method).trim_end().to_owned()
    };
    requests.iter().map(shown).collect()
}

#[tokio::test]
async fn content_goes_up_piece_by_piece_without_credentials() {
    let (server, store, session) = server().await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let progress = told.clone();
    let upload = elsewhere().upload(&session).unwrap().piece(UNIT as u64 + 5);
    let mut upload = upload.on_progress(move |at| progress.lock().unwrap().push(at));
    let all = content(UNIT * 2 + 7);
    let done = upload.send::<Person>(all.clone()).await.unwrap();
    assert_eq!(done.item.unwrap().id.as_deref(), Some("done"));
    assert_eq!(
        done.location.as_deref(),
        Some("https://api.example/items/1")
    );
    assert!(store.lock().unwrap().content == all);
    assert_eq!(
        ranges(&server).await,
        [
            "PUT bytes 0-327679/655367",
            "PUT bytes 327680-655359/655367",
            "PUT bytes 655360-655366/655367",
        ]
    );
    let sent: Vec<u64> = told.lock().unwrap().iter().map(|at| at.sent).collect();
    assert_eq!(sent, [327_680, 655_360, 655_367]);
    assert_eq!(
        told.lock().unwrap()[0],
        Progress {
            sent: 327_680,
            total: 655_367
        }
    );
}

#[tokio::test]
async fn an_upload_that_broke_off_goes_on_where_it_was() {
    let (server, store, session) = server().await;
    let all = content(UNIT * 3);
    let mut upload = elsewhere().upload(&session).unwrap().piece(UNIT as u64);
    store.lock().unwrap().faults = vec![503];
    store.lock().unwrap().faults.insert(0, 503);
    let error = upload.send::<Person>(all.clone()).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    // The server has the first piece by another way, so only what is missing is sent.
    store.lock().unwrap().faults.clear();
    store.lock().unwrap().content = all[..UNIT].to_vec();
    let done = upload.send::<Person>(all.clone()).await.unwrap();
    assert_eq!(done.item.unwrap().name.as_deref(), Some("983040"));
    assert!(store.lock().unwrap().content == all);

    // Another run knows the URL only.
    store.lock().unwrap().content.truncate(UNIT * 2);
    let url = upload.url().to_owned();
    let mut later = elsewhere().resume_upload(&url);
    later.send::<Person>(all.clone()).await.unwrap();
    assert!(store.lock().unwrap().content == all);
    assert!(later.expires_at().is_some());
    assert_eq!(
        ranges(&server).await,
        [
            "PUT bytes 0-327679/983040",
            "GET",
            "PUT bytes 327680-655359/983040",
            "PUT bytes 655360-983039/983040",
            "GET",
            "PUT bytes 655360-983039/983040",
        ]
    );
}

#[tokio::test]
async fn a_piece_whose_answer_was_lost_is_not_stored_twice() {
    let (server, store, session) = server().await;
    let all = content(UNIT * 2);
    // The service has got more than this side knows: it refuses the range, and is asked.
    store.lock().unwrap().content = all[..UNIT].to_vec();
    let mut upload = elsewhere().upload(&session).unwrap().piece(UNIT as u64);
    upload.send::<Person>(all.clone()).await.unwrap();
    assert!(store.lock().unwrap().content == all);
    assert_eq!(
        ranges(&server).await,
        [
            "PUT bytes 0-327679/655360",
            "GET",
            "PUT bytes 327680-655359/655360"
        ]
    );
}

#[tokio::test]
async fn a_throttled_piece_is_tried_again() {
    let (server, store, session) = server().await;
    store.lock().unwrap().faults = vec![429];
    let retry = Retry {
        first_wait: std::time::Duration::ZERO,
        ..Retry::default()
    };
    let client = Client::builder(&server.uri()).retry(retry).build().unwrap();
    client
        .upload(&session)
        .unwrap()
        .send::<Person>(content(10))
        .await
        .unwrap();
    assert_eq!(ranges(&server).await, ["PUT bytes 0-9/10"; 2]);
}

#[tokio::test]
async fn a_session_can_be_ended_or_committed() {
    let (server, store, session) = server().await;
    let client = client(&server);
    store.lock().unwrap().is_deferred = true;
    let mut upload = client.upload(&session).unwrap();
    let waiting = upload.send::<Person>(content(10)).await.unwrap();
    assert_eq!((waiting.item, waiting.location), (None, None));
    let done = upload.commit::<Person>().await.unwrap();
    assert_eq!(done.item.unwrap().id.as_deref(), Some("committed"));
    upload.cancel().await.unwrap();
    assert!(store.lock().unwrap().is_cancelled);
    assert_eq!(
        ranges(&server).await,
        ["PUT bytes 0-9/10", "POST", "DELETE"]
    );
}

#[tokio::test]
async fn content_comes_from_memory_or_from_a_reader() {
    let (_server, store, session) = server().await;
    let all = content(UNIT + 3);
    let sources: [Box<dyn UploadSource>; 4] = [
        Box::new(all.clone()),
        Box::new(Bytes::from(all.clone())),
        Box::new(Seekable::new(Cursor::new(all.clone())).unwrap()),
        Box::new(all.leak() as &[u8]),
    ];
    for mut source in sources {
        store.lock().unwrap().content.clear();
        let mut upload = elsewhere().upload(&session).unwrap().piece(1);
        upload.send::<Person>(Borrowed(&mut *source)).await.unwrap();
        assert!(store.lock().unwrap().content == content(UNIT + 3));
    }
}

struct Borrowed<'a>(&'a mut dyn UploadSource);

impl UploadSource for Borrowed<'_> {
    fn length(&self) -> u64 {
        self.0.length()
    }

    fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        self.0.read(offset, length)
    }
}

/// Says that it is longer than it is.
struct Liar;

impl UploadSource for Liar {
    fn length(&self) -> u64 {
        100
    }

    fn read(&mut self, _: u64, _: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        Box::pin(async { Ok(Bytes::from_static(b"short")) })
    }
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_told_before_anything_is_sent() {
    let (server, _, session) = server().await;
    let client = client_with(&server, "secret-token");
    let error = client.upload(&json!({"id": 1})).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert!(client.upload(&json!("text")).is_err());
    let mut upload = client.upload(&session).unwrap();
    assert!(!format!("{upload:?}").contains("secret"));
    let error = upload.send::<Person>(Vec::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
    let error = upload.send::<Person>(Liar).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
    let mut over = session.clone();
    over["expirationDateTime"] = "2001-01-01T00:00:00Z".into();
    let mut over = client.upload(&over).unwrap();
    let error = over.send::<Person>(content(5)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
    assert!(ranges(&server).await.is_empty());
}

#[tokio::test]
async fn a_service_that_stands_still_is_given_up() {
    let server = MockServer::start().await;
    Mock::given(path("/s"))
        .respond_with(
            ResponseTemplate::new(202).set_body_json(json!({"nextExpectedRanges": ["0-"]})),
        )
        .mount(&server)
        .await;
    let session = json!({"uploadUrl": format!("{}/s", server.uri()), "nextExpectedRanges": ["0-"]});
    let mut upload = elsewhere().upload(&session).unwrap();
    let error = upload.send::<Person>(content(5)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
    assert_eq!(ranges(&server).await.len(), 3);
}

/// Takes the first pieces of a body and hangs up; then answers as a session that has got nothing.
async fn hangs_up_once() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/s", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut first, _) = listener.accept().await.unwrap();
        first.read_exact(&mut [0; 1000]).await.unwrap();
        drop(first);
        let expected = r#"{"nextExpectedRanges": ["0-"]}"#;
        for (status, body) in [("200 OK", expected), ("201 Created", r#"{"id": "done"}"#)] {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_request(&mut stream).await;
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
            stream.write_all(answer.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    url
}

/// Reads one request to the end of its body.
async fn read_request(stream: &mut TcpStream) {
    let mut request = Vec::new();
    let mut left = None;
    while left != Some(0) {
        let mut piece = vec![0; 65536];
        let length = stream.read(&mut piece).await.unwrap();
        request.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&request).to_lowercase();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let body = head.split("content-length: ").nth(1);
            let body = body.and_then(|it| it.lines().next()?.parse::<usize>().ok());
            let end = head.len() + 4 + body.unwrap_or(0);
            left = Some(end.saturating_sub(request.len()));
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_middle_of_a_piece_loses_nothing() {
    let session = json!({"uploadUrl": hangs_up_once().await, "nextExpectedRanges": ["0-"]});
    let mut upload = elsewhere().upload(&session).unwrap();
    let all = "x".repeat(UNIT).into_bytes();
    let error = upload.send::<Person>(all.clone()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_retryable());
    let done = upload.send::<Person>(all).await.unwrap();
    assert_eq!(done.item.unwrap().id.as_deref(), Some("done"));
}
