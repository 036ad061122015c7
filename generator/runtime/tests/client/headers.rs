//! Headers: what an empty body says of its length, and which headers a program adds to instead of replacing them.

use docwright_runtime::client::{Body, Call, Client, Info};
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{DELETE, GET, PATCH, POST, PUT, all, client, header};

async fn accepting() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path("/moved"))
        .respond_with(ResponseTemplate::new(307).insert_header("location", "/here"))
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(202))
        .mount(&server)
        .await;
    server
}

/// The length that each request announced, or "" without one.
async fn lengths(server: &MockServer) -> Vec<String> {
    all(server, "content-length").await
}

#[tokio::test]
async fn an_empty_body_has_its_length_where_it_means_something() {
    let server = accepting().await;
    let client = client(&server);
    let empty = [&POST, &PUT, &PATCH, &GET, &DELETE]
        .map(|info: &'static Info| Call::new(client.path("/x"), info));
    for call in empty {
        call.send().await.unwrap();
    }
    assert_eq!(lengths(&server).await, ["0", "0", "0", "", ""]);
}

#[tokio::test]
async fn an_empty_body_has_its_length_whatever_it_is_made_of() {
    let server = accepting().await;
    let client = client(&server);
    let nothing = || futures_util::stream::empty();
    for body in [
        Body::empty(),
        "".into(),
        Body::stream(nothing(), Some(0)),
        Body::replayable(nothing, Some(0)),
    ] {
        let call = Call::new(client.path("/x"), &PUT).content("text/plain", body);
        call.send().await.unwrap();
    }
    assert_eq!(lengths(&server).await, ["0"; 4]);
}

#[tokio::test]
async fn an_empty_body_has_its_length_after_a_redirect_and_by_hand() {
    let server = accepting().await;
    let client = client(&server);
    Call::new(client.path("/moved"), &POST)
        .send()
        .await
        .unwrap();
    let by_hand = Call::new(client.path("/x"), &POST).header("Content-Length", &"0");
    by_hand.send().await.unwrap();
    assert_eq!(lengths(&server).await, ["0", "0", "0"]);
}

#[tokio::test]
async fn preferences_add_up() {
    let server = accepting().await;
    let client: Client = Client::builder(&server.uri())
        .header("Prefer", "IdType=\"ImmutableId\"")
        .header("prefer", "odata.maxpagesize=10")
        .header("Accept-Language", "de")
        .header("ConsistencyLevel", "eventual")
        .build()
        .unwrap();
    let call = || Call::new(client.path("/x"), &GET);
    call().send().await.unwrap();
    let own = call()
        .header("Prefer", &"outlook.body-content-type=\"text\"")
        .header("prefer", &"odata.maxpagesize=5")
        .header("accept-language", &"en")
        .header("consistencylevel", &"session");
    own.send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let sent = |at: usize, name| header(&requests[at], name).to_owned();
    assert_eq!(
        sent(0, "prefer"),
        "IdType=\"ImmutableId\", odata.maxpagesize=10"
    );
    assert_eq!(
        sent(1, "prefer"),
        "IdType=\"ImmutableId\", outlook.body-content-type=\"text\", odata.maxpagesize=5"
    );
    assert_eq!(
        (sent(0, "accept-language"), sent(1, "accept-language")),
        ("de".into(), "de, en".into())
    );
    assert_eq!(sent(1, "consistencylevel"), "session");
}

#[tokio::test]
async fn conditions_are_lists_too() {
    let server = accepting().await;
    let client = client(&server);
    let call = Call::new(client.path("/x"), &PATCH)
        .header("If-Match", &"\"a\"")
        .header("if-match", &"\"b\"")
        .header("Accept", &"text/plain")
        .header("accept", &"image/png");
    call.send().await.unwrap();
    let request = &server.received_requests().await.unwrap()[0];
    assert_eq!(header(request, "if-match"), "\"a\", \"b\"");
    assert_eq!(header(request, "accept"), "image/png");
}
