//! Batches: split at 20, dependencies kept, what is throttled sent again alone, each result as if it had been sent alone.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{
    Body, Bytes, Client, ErrorKind, Operation, Retry, StatusCode, Ticket,
};
use docwright_runtime::serde_json::{Value, json};
use docwright_runtime::{Field, serde_json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::sample::{
    CountPeople, CreatePerson, DeletePerson, GetPerson, GetPicture, ListPeople, Person, SetPicture,
    client, header, operation_at, person,
};

/// The requests of a batch.
fn requests(body: &[u8]) -> Vec<Value> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    body["requests"].as_array().cloned().unwrap_or_default()
}

/// Answers each request of a batch by this, in reverse order: services promise none.
fn each(
    answer: impl Fn(&Value) -> Value + Send + Sync,
) -> impl Fn(&Request) -> ResponseTemplate + Send + Sync {
    move |request| {
        let mut responses: Vec<Value> = requests(&request.body).iter().map(&answer).collect();
        responses.reverse();
        ResponseTemplate::new(200).set_body_json(json!({ "responses": responses }))
    }
}

async fn server(answer: impl Fn(&Value) -> Value + Send + Sync + 'static) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/v1.0/$batch"))
        .respond_with(each(answer))
        .mount(&server)
        .await;
    server
}

/// A person of the name in the URL.
fn person_of(request: &Value) -> Value {
    let name = request["url"]
        .as_str()
        .and_then(|url| url.rsplit('/').next());
    json!({
        "id": request["id"],
        "status": 200,
        "headers": {"Content-Type": "application/json"},
        "body": {"id": name},
    })
}

fn get(client: &Client, name: &str) -> GetPerson {
    GetPerson::at(client.root().name("people").key(&name))
}

/// The ids of each batch that a server got.
async fn batches(server: &MockServer) -> Vec<Vec<String>> {
    let received = server.received_requests().await.unwrap_or_default();
    let ids = |request: &Request| {
        let requests = requests(&request.body);
        let ids = requests
            .iter()
            .map(|it| it["id"].as_str().unwrap_or_default().to_owned());
        ids.collect()
    };
    received.iter().map(ids).collect()
}

#[tokio::test]
async fn forty_five_requests_of_which_some_are_throttled_and_some_wait_for_others() {
    let seen = Mutex::new(BTreeSet::new());
    let server = server(move |request| {
        let id = request["id"].as_str().unwrap_or_default().to_owned();
        let is_first = seen.lock().unwrap().insert(id.clone());
        let number: usize = id.parse().unwrap_or_default();
        // Every tenth is throttled at first; what depends on one of those in the same batch fails with it.
        let throttled = |number: usize| number % 10 == 3 && is_first;
        if throttled(number) {
            return json!({"id": id, "status": 429, "headers": {"Retry-After": "0"}, "body": {"error": {"code": "TooManyRequests"}}});
        }
        let depends = request["dependsOn"].as_array().cloned().unwrap_or_default();
        if depends.iter().any(|on| on.as_str().is_some_and(|on| on.ends_with('3'))) && is_first {
            return json!({"id": id, "status": 424, "body": {"error": {"code": "FailedDependency"}}});
        }
        person_of(request)
    })
    .await;
    let client = client(&server);
    let mut batch = client.batch();
    let mut tickets: Vec<Ticket<GetPerson>> = Vec::new();
    for number in 0..45 {
        let operation = get(&client, &format!("p{number}"));
        // One within its batch on a throttled one, one on a request of an earlier batch.
        let ticket = match number {
            5 => batch.add_after(operation, &[tickets[3].id()]),
            30 => batch.add_after(operation, &[tickets[2].id(), tickets[23].id()]),
            _ => batch.add(operation),
        };
        tickets.push(ticket);
    }
    assert_eq!(batch.len(), 45);
    let mut results = batch.send().await;
    assert_eq!(results.status(tickets[3].id()), Some(StatusCode::OK));
    for (number, ticket) in tickets.iter().enumerate().rev() {
        let person = results.take(*ticket).await.unwrap();
        assert_eq!(person.id.as_deref(), Some(&*format!("p{number}")));
    }
    let ids = |numbers: &mut dyn Iterator<Item = usize>| {
        numbers.map(|it| it.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        batches(&server).await,
        [
            ids(&mut (0..20)),
            ids(&mut (20..40)),
            ids(&mut (40..45)),
            ids(&mut [3, 5, 13, 23, 30, 33, 43].into_iter()),
        ]
    );
    let received = server.received_requests().await.unwrap();
    let first = requests(&received[0].body);
    assert_eq!(first[5]["dependsOn"], json!(["3"]));
    // Of the requests that it waits for, one was done in an earlier batch.
    assert_eq!(requests(&received[1].body)[10]["dependsOn"], json!(["23"]));
    assert_eq!(header(&received[0], "authorization"), "Bearer secret-token");
    assert_eq!(
        first[0].get("headers"),
        None,
        "credentials are the batch's, not its requests'"
    );
}

#[tokio::test]
async fn bodies_and_headers_travel_as_json_text_or_base64() {
    let server = server(|request| {
        let (status, headers, body) = match request["url"].as_str().unwrap_or_default() {
            "/people" => (
                201,
                json!({"Content-Type": "application/json;odata.metadata=minimal"}),
                json!({"id": "7", "size": 1}),
            ),
            "/people?$select=id,name" => (
                200,
                json!({}),
                json!({"value": [{"id": "a"}], "@odata.count": 1}),
            ),
            "/people/$count" => (200, json!({"Content-Type": "text/plain"}), json!("12")),
            "/people/a/picture" if request["method"] == "GET" => {
                (200, json!({"content-type": "image/jpeg"}), json!("/+8="))
            }
            _ => (204, json!(null), json!(null)),
        };
        json!({"id": request["id"], "status": status, "headers": headers, "body": body})
    })
    .await;
    let client = client(&server);
    let people = client.root().name("people");
    let picture = people.clone().key(&"a").name("picture");
    let ann = Person {
        name: Field::from("Ann \"A\" é"),
        ..Person::default()
    };
    let mut batch = client.batch();
    let created = batch.add(CreatePerson::with(people.clone(), &ann).header("prefer", "x"));
    let list = ListPeople::at(people.clone())
        .into_call()
        .select(&(person::ID, person::NAME));
    let listed = batch.add(ListPeople::from_call(list));
    let counted = batch.add(CountPeople::at(people.clone().name("$count")));
    let got = batch.add(GetPicture::at(picture.clone()));
    let stream = futures_util::stream::iter([
        Ok(Bytes::from_static(b"\xff\xd8")),
        Ok(Bytes::from_static(b"!")),
    ]);
    let set = SetPicture::at(picture.clone())
        .into_call()
        .content("image/png", Body::stream(stream, None));
    let set = batch.add(SetPicture::from_call(set));
    let noted = batch.add(SetPicture::from_call(
        SetPicture::at(picture.clone())
            .into_call()
            .content("text/plain", "it's\n".into()),
    ));
    let deleted = batch.add(DeletePerson::at(people.clone().key(&"a/b")));
    let mut results = batch.send().await;

    let person = results.take(created).await.unwrap();
    assert_eq!(
        (person.id.as_deref(), person.additional.get("size")),
        (Some("7"), Some(&json!(1)))
    );
    let page = results.take(listed).await.unwrap();
    assert_eq!((page.items.len(), page.count), (1, Some(1)));
    assert_eq!(results.take(counted).await.unwrap(), 12);
    let content = results.take(got).await.unwrap();
    assert_eq!(content.content_type(), Some("image/jpeg"));
    assert_eq!(&content.bytes().await.unwrap()[..], b"\xff\xef");
    results.take(set).await.unwrap();
    results.take(noted).await.unwrap();
    results.take(deleted).await.unwrap();

    let sent = requests(&server.received_requests().await.unwrap()[0].body);
    assert_eq!(
        sent[0],
        json!({
            "id": "0", "method": "POST", "url": "/people",
            "headers": {"content-type": "application/json", "prefer": "x"},
            "body": {"name": "Ann \"A\" é"},
        })
    );
    assert_eq!(
        sent[1],
        json!({"id": "1", "method": "GET", "url": "/people?$select=id,name"})
    );
    assert_eq!(
        (&sent[4]["headers"]["content-type"], &sent[4]["body"]),
        (&json!("image/png"), &json!("/9gh"))
    );
    assert_eq!(sent[5]["body"], json!("it's\n"));
    assert_eq!(
        sent[6],
        json!({"id": "6", "method": "DELETE", "url": "/people/a%2Fb"})
    );
}

#[tokio::test]
async fn each_request_fails_for_itself() {
    let server = server(
        |request| match request["url"].as_str().unwrap_or_default() {
            "/people/gone" => json!({
                "id": request["id"], "status": 404, "headers": {"request-id": "r-1"},
                "body": {"error": {"code": "ResourceNotFound", "message": "There is none."}},
            }),
            "/people/lost" => json!({"id": "x", "status": 200}),
            "/people/number" => json!({"id": request["id"], "status": 200, "body": 5}),
            _ => person_of(request),
        },
    )
    .await;
    let client = client(&server);
    let mut batch = client.batch();
    let fine = batch.add(get(&client, "ann"));
    let gone = batch.add(get(&client, "gone"));
    let waits = batch.add_after(get(&client, "bob"), &[gone.id()]);
    let bad = batch.add(get(&client, ""));
    let after_bad = batch.add_after(get(&client, "eve"), &[fine.id(), bad.id()]);
    let after_that = batch.add_after(get(&client, "eve"), &[after_bad.id()]);
    let lost = batch.add(get(&client, "lost"));
    let number = batch.add(get(&client, "number"));
    let elsewhere = batch.add(operation_at::<GetPerson>(
        client.path("https://other.example/me"),
    ));
    let mut results = batch.size(2).send().await;

    assert_eq!(results.take(fine).await.unwrap().id.as_deref(), Some("ann"));
    let error = results.take(gone).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.request_id()),
        (ErrorKind::Service, Some("ResourceNotFound"), Some("r-1"))
    );
    for ticket in [waits, after_bad, after_that] {
        let error = results.take(ticket).await.unwrap_err();
        assert_eq!(
            error.status(),
            Some(StatusCode::FAILED_DEPENDENCY),
            "{error}"
        );
    }
    let error = results.take(bad).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Argument, None));
    assert_eq!(
        results.take(lost).await.unwrap_err().kind(),
        ErrorKind::Protocol
    );
    assert_eq!(
        results.take(number).await.unwrap_err().kind(),
        ErrorKind::Decode
    );
    assert_eq!(
        results.take(elsewhere).await.unwrap_err().kind(),
        ErrorKind::Argument
    );
    assert_eq!(
        results.take(fine).await.unwrap_err().kind(),
        ErrorKind::Argument,
        "taken twice"
    );
    let other = client.batch().add(get(&client, "ann"));
    assert_eq!(
        results.take(other).await.unwrap_err().kind(),
        ErrorKind::Argument
    );
}

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
