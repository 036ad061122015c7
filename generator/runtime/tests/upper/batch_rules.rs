//! Batches against a script: waits, failures of the whole, answers in odd forms.

use std::time::Duration;

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Client, ErrorKind, Operation, Retry, StatusCode};
use docwright_runtime::serde_json::{Value, json};

use crate::batch::get;
use crate::sample::{DeletePerson, GetPerson, GetPicture, operation_at};

fn scripted(answers: &[Answer]) -> (Client, Recorder) {
    let recorder = Recorder::new();
    for answer in answers {
        recorder.answer(answer.clone());
    }
    let client = Client::builder("https://api.example/v1.0").transport(recorder.clone());
    (client.build().unwrap(), recorder)
}

fn answers(list: &Value) -> Answer {
    Answer::json(200, &json!({ "responses": list }).to_string())
}

#[tokio::test]
async fn throttled_requests_wait_as_long_as_asked_and_not_for_ever() {
    let throttled = |id: &str, seconds: &str| json!({"id": id, "status": 429, "headers": {"Retry-After": seconds}});
    let (client, recorder) = scripted(&[
        answers(&json!([throttled("0", "3"), throttled("1", "7"), {"id": "2", "status": 204}])),
        answers(&json!([{"id": 0, "status": 200, "body": {"id": "a"}}, throttled("1", "1")])),
        answers(&json!([throttled("1", "9999")])),
    ]);
    let mut batch = client.batch();
    let first = batch.add(get(&client, "a"));
    let second = batch.add(get(&client, "b"));
    let third = batch.add(DeletePerson::at(client.path("/people/c")));
    let mut results = batch.send().await;
    assert!(results.take(first).await.is_ok());
    let error = results.take(second).await.unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(
        (error.tries(), error.retry_after()),
        (3, Some(Duration::from_secs(9999)))
    );
    assert!(results.take(third).await.is_ok());
    assert_eq!(
        recorder.waits(),
        [Duration::from_secs(7), Duration::from_secs(1)]
    );

    let (client, recorder) = scripted(&[answers(&json!([throttled("0", "3")]))]);
    let mut batch = client.batch();
    let once = get(&client, "a").into_call().retry(Retry::never());
    let once = batch.add(GetPerson::from_call(once));
    assert!(
        batch
            .send()
            .await
            .take(once)
            .await
            .unwrap_err()
            .is_throttled()
    );
    assert!(recorder.waits().is_empty());
}

#[tokio::test]
async fn a_batch_that_fails_as_a_whole_fails_each_request_that_is_left() {
    let (client, recorder) = scripted(&[
        answers(&json!([{"id": "0", "status": 200, "body": {"id": "a"}}])),
        Answer::json(403, r#"{"error": {"code": "Forbidden"}}"#),
    ]);
    let mut batch = client.batch().size(1);
    let tickets: Vec<_> = ["a", "b", "c"]
        .map(|name| batch.add(get(&client, name)))
        .into();
    let mut results = batch.send().await;
    assert!(results.take(tickets[0]).await.is_ok());
    for ticket in &tickets[1..] {
        let error = results.take(*ticket).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Service, Some(StatusCode::FORBIDDEN))
        );
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains("Forbidden"), "{source}");
    }
    assert_eq!(recorder.requests().len(), 2);

    for text in ["<html>", "{}", "{\"responses\": 5}"] {
        let (client, _) = scripted(&[Answer::json(200, text)]);
        let mut batch = client.batch();
        let ticket = batch.add(get(&client, "a"));
        let error = batch.send().await.take(ticket).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Decode | ErrorKind::Protocol),
            "{error}"
        );
    }
    let (client, recorder) = scripted(&[]);
    let mut results = client.batch().send().await;
    let stray = client.batch().add(get(&client, "a"));
    assert!(results.take(stray).await.is_err());
    assert!(recorder.requests().is_empty(), "an empty batch is not sent");
}

#[tokio::test]
async fn the_answer_to_a_batch_may_come_in_pages() {
    let first = json!({"responses": [{"id": "1", "status": 204}], "@odata.nextLink": "https://api.example/v1.0/$batch?more"});
    let (client, recorder) = scripted(&[
        Answer::json(200, &first.to_string()),
        answers(&json!([{"id": "0", "status": 204}])),
    ]);
    let mut batch = client.batch();
    let tickets =
        ["a", "b"].map(|name| batch.add(operation_at::<DeletePerson>(client.root().key(&name))));
    let mut results = batch.send().await;
    for ticket in tickets {
        results.take(ticket).await.unwrap();
    }
    assert_eq!(recorder.requests()[1].method, "GET");
}

#[tokio::test]
async fn what_came_in_a_batch_is_read_as_it_stood() {
    let text = r#"{"responses": [{"status": 200, "body": {"id": "a", "rate": 0.10, "big": 12345678901234567890123}, "id": "0"}]}"#;
    let (client, _) = scripted(&[Answer::json(200, text)]);
    let mut batch = client.batch();
    let ticket = batch.add(operation_at::<GetPicture>(client.root().name("a")));
    let content = batch.send().await.take(ticket).await.unwrap();
    let text = String::from_utf8(content.bytes().await.unwrap().into()).unwrap();
    assert_eq!(
        text,
        r#"{"id": "a", "rate": 0.10, "big": 12345678901234567890123}"#
    );
}
