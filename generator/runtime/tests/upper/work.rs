//! Work that goes on after the answer: monitors elsewhere, operations of the service itself, waiting within bounds.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use docwright_runtime::client::reply::Accepted;
use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Client, ErrorKind, Operation, WorkState};
use docwright_runtime::serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::sample::{CopyPerson, client, header, places};

const HOUR: Duration = Duration::from_secs(3600);

/// Accepts a copy, and tells to look at this place.
async fn accepting(location: &str) -> MockServer {
    let server = MockServer::start().await;
    let accepted = ResponseTemplate::new(202)
        .append_header("location", location)
        .append_header("retry-after", "0");
    Mock::given(method("POST"))
        .and(path("/v1.0/people/1/copy"))
        .respond_with(accepted)
        .mount(&server)
        .await;
    server
}

/// Gives these answers in turn, and no credentials wanted.
async fn monitor(answers: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    let next = AtomicUsize::new(0);
    Mock::given(path("/monitor/1"))
        .respond_with(move |request: &Request| {
            assert_eq!(header(request, "authorization"), "");
            let at = next.fetch_add(1, Ordering::Relaxed);
            answers[at.min(answers.len() - 1)]
                .clone()
                .append_header("retry-after", "0")
        })
        .mount(&server)
        .await;
    server
}

async fn copy(client: &Client) -> Accepted {
    let place = client.root().name("people").key(&"1").name("copy");
    CopyPerson::at(place).send().await.unwrap()
}

fn says(status: u16, body: Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

#[tokio::test]
async fn a_monitor_on_another_host_is_asked_without_credentials() {
    let elsewhere = monitor(vec![
        says(
            202,
            json!({"status": "notStarted", "percentageComplete": 0}),
        ),
        says(
            202,
            json!({"status": "inProgress", "percentageComplete": 27.8}),
        ),
        says(
            200,
            json!({"status": "completed", "percentageComplete": 100, "resourceId": "9"}),
        ),
    ])
    .await;
    let server = accepting(&format!("{}/monitor/1", elsewhere.uri())).await;
    let accepted = copy(&client(&server)).await;
    let first = accepted.poll().await.unwrap();
    assert_eq!(
        (first.state, first.word(), first.percent),
        (WorkState::Running, "notStarted", Some(0.0))
    );
    let done = accepted.until_done(HOUR).await.unwrap();
    assert_eq!(
        (done.state, done.percent),
        (WorkState::Succeeded, Some(100.0))
    );
    assert_eq!(done.body["resourceId"], "9");
    assert_eq!(places(&elsewhere).await.len(), 3);
}

#[tokio::test]
async fn a_monitor_may_end_by_pointing_at_the_result() {
    let elsewhere = monitor(vec![
        ResponseTemplate::new(202),
        ResponseTemplate::new(303).append_header("location", "/v1.0/people/2"),
    ])
    .await;
    let server = accepting(&format!("{}/monitor/1", elsewhere.uri())).await;
    let done = copy(&client(&server)).await.until_done(HOUR).await.unwrap();
    let result = done.result.unwrap();
    assert_eq!(
        (done.state, result.ends_with("/v1.0/people/2")),
        (WorkState::Succeeded, true)
    );
    assert_eq!(done.body, Value::Null);
    assert_eq!(
        places(&elsewhere).await.len(),
        2,
        "the result itself is not fetched"
    );
}

#[tokio::test]
async fn an_operation_of_the_service_is_asked_with_credentials() {
    // Relative to the service root, as services write it, and relative to the host, as RFC 3986 reads it.
    for location in ["/operations('1')", "/v1.0/operations('1')"] {
        let server = accepting(location).await;
        Mock::given(path("/v1.0/operations('1')"))
            .respond_with(|request: &Request| {
                assert_eq!(header(request, "authorization"), "Bearer secret-token");
                says(
                    200,
                    json!({"status": "succeeded", "targetResourceLocation": "/people('2')"}),
                )
            })
            .mount(&server)
            .await;
        let accepted = copy(&client(&server)).await;
        let done = accepted.until_done(HOUR).await.unwrap();
        assert_eq!(
            done.result,
            Some(format!("{}/v1.0/people('2')", server.uri())),
            "{location}"
        );
    }
}

fn scripted(answers: &[Answer]) -> (Client, Recorder) {
    let recorder = Recorder::new();
    for answer in answers {
        recorder.answer(answer.clone());
    }
    let client = Client::builder("https://api.example/v1.0").transport(recorder.clone());
    (client.build().unwrap(), recorder)
}

#[tokio::test]
async fn waits_are_what_the_service_asks_for_and_end_at_the_limit() {
    let running = |seconds: &str| {
        Answer::json(200, r#"{"status": "running"}"#).header("retry-after", seconds)
    };
    let (client, recorder) = scripted(&[
        Answer::status(202)
            .header("location", "/operations/1")
            .header("retry-after", "5"),
        running("7"),
        Answer::json(200, r#"{"status": "waiting"}"#),
        running("600"),
    ]);
    let error = copy(&client)
        .await
        .until_done(Duration::from_secs(300))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let waits: Vec<u64> = recorder.waits().iter().map(Duration::as_secs).collect();
    assert_eq!(waits, [5, 7, 4]);
    assert_eq!(
        recorder.requests()[1].url,
        "https://api.example/v1.0/operations/1"
    );
}

#[tokio::test]
async fn work_that_fails_is_an_error_that_tells_why() {
    let failed = r#"{"status": "failed", "error": {"code": "nameAlreadyExists", "message": "There is one."}}"#;
    let (client, _) = scripted(&[
        Answer::status(202).header("location", "/operations/1"),
        Answer::json(200, failed),
    ]);
    let error = copy(&client).await.until_done(HOUR).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Service, Some("nameAlreadyExists"))
    );
    assert_eq!(error.message(), "There is one.");

    let (client, _) = scripted(&[Answer::json(200, r#"{"status": "Cancelled"}"#)]);
    let error = client
        .monitor("/operations/1")
        .until_done(HOUR)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("Cancelled"), "{error}");
}

#[tokio::test]
async fn states_are_told_by_the_usual_words_or_by_a_rule() {
    for (status, body, state) in [
        (202, "", WorkState::Running),
        (202, r#"{"status": "failed"}"#, WorkState::Failed),
        (200, "", WorkState::Succeeded),
        (204, "", WorkState::Succeeded),
        (200, r#"{"id": "the result itself"}"#, WorkState::Succeeded),
        (200, r#"{"status": "inProgress"}"#, WorkState::Running),
        (200, r#"{"status": "Succeeded"}"#, WorkState::Succeeded),
        (200, r#"{"status": {"odd": 1}}"#, WorkState::Succeeded),
        (200, "<html>", WorkState::Succeeded),
    ] {
        let (client, _) = scripted(&[Answer::json(status, body)]);
        let found = client.monitor("/operations/1").poll().await.unwrap();
        assert_eq!(found.state, state, "{status} {body}");
    }
    let (client, _) = scripted(&[
        Answer::json(200, r#"{"phase": "over"}"#),
        Answer::json(200, "{}"),
    ]);
    let rule = |body: &Value| (body["phase"] == "over").then_some(WorkState::Failed);
    let mut monitor = client.monitor("/operations/1").judged_by(rule);
    assert_eq!(monitor.poll().await.unwrap().state, WorkState::Failed);
    assert_eq!(monitor.poll().await.unwrap().state, WorkState::Succeeded);
}

#[tokio::test]
async fn a_monitor_may_move_and_may_be_missing() {
    let (client, recorder) = scripted(&[
        Answer::status(307).header("location", "/v1.0/operations/2"),
        Answer::status(200),
    ]);
    let mut monitor = client.monitor("/operations/1");
    monitor.until_done(HOUR).await.unwrap();
    assert_eq!(
        recorder.requests()[1].url,
        "https://api.example/v1.0/operations/2"
    );
    assert!(!format!("{monitor:?}").contains("operations"));

    let (client, _) = scripted(&[Answer::status(202)]);
    let error = copy(&client).await.until_done(HOUR).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
}
