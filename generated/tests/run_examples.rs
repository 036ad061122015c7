//! The example programs, run against a server on loopback that answers as the service would.
#![cfg(all(feature = "full", feature = "reqwest"))]

use std::path::PathBuf;
use std::process::Output;

use msgraph::runtime::serde_json::{Value, json};
use wiremock::matchers::{body_partial_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// A server that answers only those who bring the token.
async fn server() -> MockServer {
    MockServer::start().await
}

fn get(place: &str) -> wiremock::MockBuilder {
    Mock::given(method("GET"))
        .and(path(place))
        .and(header("authorization", "Bearer secret"))
}

fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// Runs an example. Cargo builds the examples with the tests, in the folder beside theirs.
async fn run(server: &MockServer, name: &str, arguments: &[&str]) -> Output {
    let here = std::env::current_exe().expect("a test knows where it is");
    let target = here.ancestors().nth(2).expect("tests lie in `deps`");
    let program = target.join("examples").join(name);
    let mut command = tokio::process::Command::new(program);
    command
        .args(arguments)
        .env("GRAPH_BASE_URL", server.uri())
        .env("GRAPH_TOKEN", "secret");
    command
        .output()
        .await
        .expect("`cargo test` builds the examples unless it is told which tests to build")
}

#[track_caller]
fn printed(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("{name}-{}", std::process::id()));
    let _ = std::fs::remove_file(&file);
    file
}

#[tokio::test]
async fn list_messages_follows_pages() {
    let server = server().await;
    let next = format!("{}/next?$skiptoken=a%20b", server.uri());
    get("/me/messages")
        .and(query_param("$select", "subject,receivedDateTime"))
        .and(query_param("$filter", "isRead eq false"))
        .and(query_param("$orderby", "receivedDateTime desc"))
        .respond_with(ok(
            json!({"value": [{"subject": "One"}, {}], "@odata.nextLink": next}),
        ))
        .expect(1)
        .mount(&server)
        .await;
    get("/next")
        .and(query_param("$skiptoken", "a b"))
        .respond_with(ok(
            json!({"value": [{"subject": "Three"}, {"subject": "Four"}]}),
        ))
        .expect(1)
        .mount(&server)
        .await;
    let output = run(&server, "list_messages", &["3"]).await;
    assert_eq!(printed(&output), "One\n(no subject)\nThree\n");
}

#[tokio::test]
async fn send_mail_sends_what_was_set() {
    let server = server().await;
    let body = json!({"message": {
        "subject": "Lunch",
        "body": {"contentType": "text", "content": "At noon?"},
        "toRecipients": [{"emailAddress": {"address": "adele@contoso.com"}}],
    }});
    Mock::given(method("POST"))
        .and(path("/me/sendMail"))
        .and(body_partial_json(&body))
        .respond_with(ResponseTemplate::new(202))
        .expect(1)
        .mount(&server)
        .await;
    let arguments = ["adele@contoso.com", "Lunch", "At noon?"];
    let output = run(&server, "send_mail", &arguments).await;
    assert_eq!(printed(&output), "sent\n");
}

#[tokio::test]
async fn an_error_tells_what_to_do() {
    let server = server().await;
    let error = json!({"error": {"code": "ErrorAccessDenied", "message": "Access is denied."}});
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(403).set_body_json(error))
        .mount(&server)
        .await;
    let output = run(&server, "send_mail", &["a", "b", "c"]).await;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(errors.contains("ErrorAccessDenied"), "{errors}");
    assert!(errors.contains("Mail.Send"), "{errors}");
    assert!(!errors.contains("secret"), "{errors}");
}

#[tokio::test]
async fn record_prompt_plays_and_records() {
    let server = server().await;
    let body = json!({"prompts": [{
        "@odata.type": "#microsoft.graph.mediaPrompt",
        "mediaInfo": {"uri": "https://example.com/question.wav"},
    }]});
    Mock::given(method("POST"))
        .and(path("/communications/calls/57dab8b1/recordResponse"))
        .and(body_partial_json(&body))
        .respond_with(ok(json!({"id": "op-1", "status": "running"})))
        .expect(1)
        .mount(&server)
        .await;
    let arguments = ["57dab8b1", "https://example.com/question.wav"];
    let output = run(&server, "record_prompt", &arguments).await;
    assert_eq!(printed(&output), "op-1: Running\n");
}

#[tokio::test]
async fn delta_sync_goes_on_where_it_stopped() {
    let server = server().await;
    let link = format!("{}/users/delta?$deltatoken=t1", server.uri());
    get("/users/delta")
        .and(query_param("$select", "displayName,jobTitle"))
        .respond_with(ok(json!({
            "value": [{"id": "1", "displayName": "Adele"}, {"id": "2", "@removed": {"reason": "deleted"}}],
            "@odata.deltaLink": link,
        })))
        .expect(1)
        .mount(&server)
        .await;
    get("/users/delta")
        .and(query_param("$deltatoken", "t1"))
        .respond_with(ok(json!({"value": [], "@odata.deltaLink": link})))
        .expect(1)
        .mount(&server)
        .await;
    let file = scratch("delta_sync");
    let file = file.to_str().expect("the scratch folder has a plain name");
    let first = run(&server, "delta_sync", &[file]).await;
    assert_eq!(printed(&first), "changed: 1 Adele\nremoved: 2\n");
    let second = run(&server, "delta_sync", &[file]).await;
    assert_eq!(printed(&second), "");
}

#[tokio::test]
async fn batch_asks_three_things_at_once() {
    let server = server().await;
    let answer = |request: &Request| {
        let sent: Value = request.body_json().unwrap_or_default();
        let responses: Vec<Value> = sent["requests"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|request| {
                let url = request["url"].as_str().unwrap_or_default();
                let (status, body) = match url {
                    _ if url.contains("mailFolders") => (
                        404,
                        json!({"error": {"code": "MailboxNotFound", "message": "none"}}),
                    ),
                    _ if url.contains("events") => (200, json!({"value": [{"subject": "Lunch"}]})),
                    _ => (200, json!({"displayName": "Adele"})),
                };
                json!({"id": request["id"], "status": status, "body": body})
            })
            .collect();
        ok(json!({"responses": responses}))
    };
    Mock::given(method("POST"))
        .and(path("/$batch"))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    let output = run(&server, "batch", &[]).await;
    let text = printed(&output);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines[0], lines[2]), ("Adele", "Lunch"));
    assert!(lines[1].contains("MailboxNotFound"), "{text}");
}

#[tokio::test]
async fn upload_file_sends_all_bytes() {
    let server = server().await;
    let url = format!("{}/upload/1", server.uri());
    let session = json!({"uploadUrl": url, "nextExpectedRanges": ["0-"]});
    Mock::given(method("POST"))
        .and(path(
            "/me/drive/root:/Documents/report.txt:/createUploadSession",
        ))
        .respond_with(ok(session))
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("PUT"))
        .and(path("/upload/1"))
        .and(header("content-range", "bytes 0-10/11"))
        .respond_with(
            ResponseTemplate::new(201)
                .set_body_json(json!({"id": "7", "webUrl": "https://contoso.example/report.txt"})),
        )
        .expect(1)
        .mount(&server)
        .await;
    let file = scratch("report.txt");
    std::fs::write(&file, "eleven char").expect("the scratch folder can be written");
    let name = file.to_str().expect("the scratch folder has a plain name");
    let output = run(&server, "upload_file", &[name, "Documents/report.txt"]).await;
    assert!(printed(&output).ends_with("https://contoso.example/report.txt\n"));
    let requests = server.received_requests().await.unwrap_or_default();
    let upload = requests
        .iter()
        .find(|request| request.url.path() == "/upload/1");
    let upload = upload.expect("the file was sent");
    assert_eq!(upload.body, b"eleven char");
    assert!(!upload.headers.contains_key("authorization"));
}
