//! Batches against a script: waits, failures of the whole, answers in odd forms.

use std::time::Duration;

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Client, ErrorKind, Operation, Retry, StatusCode, Token, token_fn};
use docwright_runtime::serde_json::{self, Value, json};

use crate::batch::get;
use crate::sample::{
    CopyPerson, CreatePerson, DeletePerson, GetPerson, GetPicture, Person, SetPicture, operation_at,
};

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

/// The requests of the last batch that was sent.
fn sent(recorder: &Recorder) -> Value {
    let request = recorder.requests().pop().unwrap();
    serde_json::from_str::<Value>(request.text()).unwrap()["requests"].take()
}

#[tokio::test]
async fn a_write_without_a_body_has_an_empty_one() {
    let (client, recorder) = scripted(&[answers(&json!([]))]);
    let mut batch = client.batch();
    let place = |name: &str| client.path(&format!("/people/{name}"));
    batch.add(operation_at::<CopyPerson>(place("a")));
    batch.add(SetPicture::from_call(
        SetPicture::at(place("b"))
            .into_call()
            .content("text/plain", "".into()),
    ));
    batch.add(SetPicture::from_call(
        SetPicture::at(place("c"))
            .into_call()
            .content("image/png", "".into()),
    ));
    batch.add(DeletePerson::at(place("d")));
    batch.add(get(&client, "e"));
    batch.send().await;
    let sent = sent(&recorder);
    let typed = |media: &str| json!({"Content-Type": media});
    assert_eq!(
        (&sent[0]["headers"], &sent[0]["body"]),
        (&typed("application/json"), &json!({}))
    );
    assert_eq!(
        (&sent[1]["headers"], &sent[1]["body"]),
        (&typed("text/plain"), &json!(""))
    );
    assert_eq!(
        (&sent[2]["headers"], &sent[2]["body"]),
        (&typed("image/png"), &json!(""))
    );
    for at in [3, 4] {
        assert!(
            sent[at].get("body").is_none() && sent[at].get("headers").is_none(),
            "{}",
            sent[at]
        );
    }
}

#[tokio::test]
async fn headers_are_written_as_services_know_them_and_defaults_go_along() {
    let recorder = Recorder::new();
    let builder =
        Client::builder("https://api.example/v1.0").header("Prefer", "IdType=\"ImmutableId\"");
    let client: Client = builder.transport(recorder.clone()).build().unwrap();
    let mut batch = client.batch();
    batch.add(
        get(&client, "a")
            .header("prefer", "x")
            .header("if-none-match", "\"1\"")
            .header("ConsistencyLevel", "eventual"),
    );
    batch.send().await;
    let expected = json!({"Prefer": "IdType=\"ImmutableId\", x", "If-None-Match": "\"1\"", "Consistencylevel": "eventual"});
    assert_eq!(sent(&recorder)[0]["headers"], expected);
}

#[tokio::test]
async fn json_in_a_string_is_read() {
    for body in [
        json!({"id": "x"}),
        json!("{\"id\": \"x\"}"),
        json!("eyJpZCI6IngifQ=="),
        json!("eyJpZCI6IngifQ"),
    ] {
        let headers = json!({"Content-Type": "application/json"});
        let (client, _) = scripted(&[answers(
            &json!([{"id": "0", "status": 200, "headers": headers, "body": body}]),
        )]);
        let mut batch = client.batch();
        let ticket = batch.add(get(&client, "x"));
        let person = batch.send().await.take(ticket).await.unwrap();
        assert_eq!(person.id, "x".into(), "{body}");
    }
}

#[tokio::test]
async fn a_redirect_leads_to_the_download_without_credentials() {
    let recorder = Recorder::new();
    recorder.answer(answers(&json!([
        {"id": "0", "status": 302, "headers": {"Location": "https://cdn.example/file"}},
        {"id": "1", "status": 302, "headers": {"location": "/v1.0/people/there"}},
        {"id": "2", "status": 302, "headers": {"Location": "http://cdn.example/plain"}},
        {"id": "3", "status": 302},
    ])));
    recorder.answer(Answer::status(302).header("location", "https://cdn.example/again"));
    recorder.answer(Answer::status(200).body("bytes"));
    recorder.answer(Answer::json(200, "{\"id\": \"there\"}"));
    let client: Client = Client::builder("https://api.example/v1.0")
        .token("t0")
        .transport(recorder.clone())
        .build()
        .unwrap();
    let mut batch = client.batch();
    let picture = GetPicture::at(client.path("/people/a/picture")).header("x-key", "secret");
    let picture = batch.add(picture);
    let moved = batch.add(get(&client, "b"));
    let downgraded = batch.add(get(&client, "c"));
    let nowhere = batch.add(get(&client, "d"));
    let mut results = batch.send().await;
    assert_eq!(
        &*results.take(picture).await.unwrap().bytes().await.unwrap(),
        b"bytes"
    );
    assert_eq!(results.take(moved).await.unwrap().id, "there".into());
    for ticket in [downgraded, nowhere] {
        let error = results.take(ticket).await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::FOUND));
    }
    let requests = recorder.requests();
    let sent: Vec<_> = requests[1..]
        .iter()
        .map(|request| {
            (
                &*request.url,
                request.header("authorization"),
                request.header("x-key"),
            )
        })
        .collect();
    assert_eq!(
        sent,
        [
            ("https://cdn.example/file", "", ""),
            ("https://cdn.example/again", "", ""),
            ("https://api.example/v1.0/people/there", "Bearer t0", ""),
        ]
    );
}

#[tokio::test]
async fn a_refused_token_is_renewed_for_the_request_alone() {
    let recorder = Recorder::new();
    recorder.answer(answers(
        &json!([{"id": "0", "status": 401}, {"id": "1", "status": 204}]),
    ));
    recorder.answer(Answer::status(401));
    recorder.answer(Answer::json(201, "{\"id\": \"new\"}"));
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let provider = token_fn(move || {
        let number = asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok(Token::new(&format!("t{number}")))
    });
    let client: Client = Client::builder("https://api.example/v1.0")
        .token(provider)
        .transport(recorder.clone())
        .build()
        .unwrap();
    let mut batch = client.batch();
    let person = Person {
        name: "Ann".into(),
        ..Person::default()
    };
    let created = batch.add(CreatePerson::with(client.path("/people"), &person));
    let gone = batch.add(DeletePerson::at(client.path("/people/c")));
    let mut results = batch.send().await;
    assert_eq!(results.take(created).await.unwrap().id, "new".into());
    assert!(results.take(gone).await.is_ok());
    let last = recorder.requests().pop().unwrap();
    assert_eq!(
        (last.text(), last.header("authorization")),
        ("{\"name\":\"Ann\"}", "Bearer t2")
    );
}

#[tokio::test]
async fn what_is_whole_of_a_broken_answer_is_kept() {
    let whole = r#"{"id": "0", "status": 200, "body": {"id": "a"}}"#;
    for text in [
        format!(
            r#"{{"responses": [{whole}, {{"id": "1", "status": 503, "body": Service Unavailable}}]}}"#
        ),
        format!(r#"{{"responses": [{whole}, {{"id": "1", "#),
        format!(r#"{{"responses": [{whole}"#),
        format!(r#"{{"x": [1], "responses": [{whole}], "y": nope}}"#),
    ] {
        let (client, recorder) = scripted(&[Answer::json(200, &text)]);
        let mut batch = client.batch();
        let first = batch.add(get(&client, "a"));
        let second = batch.add(get(&client, "b"));
        let mut results = batch.send().await;
        assert_eq!(results.take(first).await.unwrap().id, "a".into(), "{text}");
        let error = results.take(second).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Decode, Some(StatusCode::OK))
        );
        assert!(
            error.to_string().contains("it may have been carried out"),
            "{error}"
        );
        assert_eq!(recorder.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_refusal_of_a_batch_says_what_the_service_says() {
    let body =
        r#"{"error": {"code": "BadRequest", "message": "Write request id : 1 has no body"}}"#;
    let (client, _) = scripted(&[Answer::json(400, body)]);
    let mut batch = client.batch();
    let tickets = [batch.add(get(&client, "a")), batch.add(get(&client, "b"))];
    let mut results = batch.send().await;
    for ticket in tickets {
        let error = results.take(ticket).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.code()),
            (ErrorKind::Service, Some("BadRequest"))
        );
        let says = "the batch that it was part of has failed: Write request id : 1 has no body";
        assert_eq!(error.message(), says);
    }
}
