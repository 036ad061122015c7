//! Batches: split at 20, dependencies kept, what is throttled sent again alone, each result as if it had been sent alone.

use std::collections::BTreeSet;
use std::sync::Mutex;

use docwright_runtime::client::{Body, Bytes, Client, ErrorKind, Operation, StatusCode, Ticket};
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

pub(crate) fn get(client: &Client, name: &str) -> GetPerson {
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
            "headers": {"Content-Type": "application/json", "Prefer": "x"},
            "body": {"name": "Ann \"A\" é"},
        })
    );
    assert_eq!(
        sent[1],
        json!({"id": "1", "method": "GET", "url": "/people?$select=id,name"})
    );
    assert_eq!(
        (&sent[4]["headers"]["Content-Type"], &sent[4]["body"]),
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
        ErrorKind::UnexpectedAnswer
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
