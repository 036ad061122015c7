//! Bodies of several parts, as a server gets them; and references in the body of an object.

use docwright_runtime::client::{
    Bytes, Client, ErrorKind, Method, Multipart, Operation, Reference,
};
use docwright_runtime::serde_json::json;
use docwright_runtime::{Additional, Field};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

use crate::sample::{CreatePerson, Person, client, header};

async fn server() -> MockServer {
    let server = MockServer::start().await;
    let person = ResponseTemplate::new(201).set_body_json(json!({"id": "1"}));
    Mock::given(method("POST"))
        .respond_with(person)
        .mount(&server)
        .await;
    server
}

fn create(client: &Client, body: Multipart) -> CreatePerson {
    let operation = CreatePerson::at(client.root().name("pages"));
    CreatePerson::from_call(operation.into_call().multipart(body))
}

#[tokio::test]
async fn parts_arrive_as_rfc_7578_says() {
    let server = server().await;
    let picture = Bytes::from_static(b"\x89PNG\r\n--not-a-boundary\r\n\0");
    let body = Multipart::new()
        .text("Presentation", "text/html", "<p>größer</p>")
        .json("Commands", &json!([{"action": "append"}]))
        .file("a\"\r\nb", "pläne 1.png", "image/png", picture)
        .file("none", "", "application/octet-stream", Vec::new());
    create(&client(&server), body).send().await.unwrap();

    let requests = server.received_requests().await.unwrap();
    let content_type = header(&requests[0], "content-type");
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert!(boundary.len() <= 70, "RFC 2046 section 5.1.1");
    let body = String::from_utf8_lossy(&requests[0].body).replace(boundary, "B");
    assert_eq!(
        body,
        "--B\r\nContent-Disposition: form-data; name=\"Presentation\"\r\nContent-Type: text/html\r\n\r\n\
         <p>größer</p>\r\n\
         --B\r\nContent-Disposition: form-data; name=\"Commands\"\r\nContent-Type: application/json\r\n\r\n\
         [{\"action\":\"append\"}]\r\n\
         --B\r\nContent-Disposition: form-data; name=\"a%22%0D%0Ab\"; filename=\"pläne 1.png\"\r\nContent-Type: image/png\r\n\r\n\
         \u{fffd}PNG\r\n--not-a-boundary\r\n\0\r\n\
         --B\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\
         \r\n\
         --B--\r\n"
    );
    let length: usize = header(&requests[0], "content-length").parse().unwrap();
    assert_eq!(length, requests[0].body.len());
}

#[tokio::test]
async fn a_body_of_parts_can_be_sent_again() {
    let server = MockServer::start().await;
    let throttled = ResponseTemplate::new(429).append_header("retry-after", "0");
    Mock::given(method("POST"))
        .respond_with(throttled)
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let done = ResponseTemplate::new(201).set_body_json(json!({"id": "1"}));
    Mock::given(method("POST"))
        .respond_with(done)
        .mount(&server)
        .await;
    let body = Multipart::new().text("a", "text/plain", "b");
    create(&client(&server), body).send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].body, requests[1].body);
    assert!(!requests[0].body.is_empty());
}

#[tokio::test]
async fn a_media_type_cannot_break_out_of_its_line() {
    let server = server().await;
    let body = Multipart::new().text("a", "text/plain\r\nX-Evil: 1", "b");
    let error = create(&client(&server), body).send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.method()),
        (ErrorKind::Argument, Some(Method::Post))
    );
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn relationships_are_set_by_references() {
    let server = server().await;
    let client = client(&server);
    let users = client.root().name("users");
    let mut person = Person {
        name: Field::from("Ann"),
        ..Person::default()
    };
    person
        .additional
        .bind("manager", users.clone().key(&"a/b"))
        .unwrap();
    let members = [
        Reference::from(users.clone().key(&"c")),
        "https://api.example/users('d')".into(),
    ];
    person.additional.bind_all("members", members).unwrap();
    CreatePerson::with(client.root().name("people"), &person)
        .send()
        .await
        .unwrap();
    let base = server.uri();
    let sent: docwright_runtime::serde_json::Value = server.received_requests().await.unwrap()[0]
        .body_json()
        .unwrap();
    assert_eq!(
        sent,
        json!({
            "name": "Ann",
            "manager@odata.bind": format!("{base}/v1.0/users/a%2Fb"),
            "members@odata.bind": [format!("{base}/v1.0/users/c"), "https://api.example/users('d')"],
        })
    );
    let bad = Additional::default().bind("manager", users.key(&""));
    assert!(bad.unwrap_err().to_string().contains("empty"));
}
