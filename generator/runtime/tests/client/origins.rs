//! Links that somebody else wrote: followed with credentials to trusted origins only.

use docwright_runtime::client::{Builder, Call, Client, ErrorKind};
use docwright_runtime::serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{GET, PUT, all, client, get, header, read};

async fn server() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_link_to_another_host_is_refused_before_anything_is_sent() {
    let (here, there) = (server().await, server().await);
    let client = client(&here);
    let secret = format!("{}/me?$skiptoken=secret", there.uri());
    let first = get(&client, "/me").send().await.unwrap();
    for call in [get(&client, &secret), first.follow(&secret)] {
        let error = call.send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Origin);
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("allow_origin") && !shown.contains("secret"),
            "{shown}"
        );
    }
    assert!(there.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn hosts_that_only_look_the_same() {
    let here = server().await;
    let port = here.address().port();
    let client = client(&here);
    for url in [
        format!("http://127.0.0.1:{port}@evil.example/"),
        format!("http://127.0.0.1:{port}.evil.example/"),
        "http://127.0.0.1/".to_owned(),
        format!("https://127.0.0.1:{port}/"),
        format!("//evil.example:{port}/"),
        format!("http://localhost:{port}/"),
    ] {
        let error = get(&client, &url).send().await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Origin | ErrorKind::Argument),
            "{url}: {error}"
        );
    }
    assert!(here.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_link_within_the_origin_is_followed_as_it_is() {
    let here = server().await;
    let client = client(&here);
    let first = get(&client, "/me")
        .header("prefer", &"x")
        .send()
        .await
        .unwrap();
    let link = format!("{}/elsewhere/me?$skiptoken=a%2Bb'c'", here.uri());
    read(first.follow(&link)).await.unwrap();
    let last = here.received_requests().await.unwrap().pop().unwrap();
    let place = format!(
        "{}?{}",
        last.url.path(),
        last.url.query().unwrap_or_default()
    );
    // The one rewriting that reqwest's URL parser does.
    assert_eq!(place, "/elsewhere/me?$skiptoken=a%2Bb%27c%27");
    assert_eq!(
        (header(&last, "authorization"), header(&last, "prefer")),
        ("Bearer t0", "x")
    );
}

#[tokio::test]
async fn an_allowed_origin_gets_credentials() {
    let (here, there) = (server().await, server().await);
    let builder: Builder = Client::builder(&here.uri())
        .token("t0")
        .allow_origin(&there.uri());
    read(get(
        &builder.build().unwrap(),
        &format!("{}/x", there.uri()),
    ))
    .await
    .unwrap();
    assert_eq!(all(&there, "authorization").await, ["Bearer t0"]);
}

#[tokio::test]
async fn a_link_that_is_its_own_credential_is_followed_without_ours() {
    let (here, there) = (server().await, server().await);
    let builder: Builder = Client::builder(&here.uri())
        .token("t0")
        .header("x-key", "secret");
    let client = builder.build().unwrap();
    for at in [&here, &there] {
        let call = Call::new(client.path(&format!("{}/up?sig=1", at.uri())), &PUT).anonymous();
        call.content("", "x".into()).send().await.unwrap();
        let request = at.received_requests().await.unwrap().pop().unwrap();
        for name in ["authorization", "x-key", "client-request-id"] {
            assert_eq!(header(&request, name), "", "{name}");
        }
        assert_eq!(request.body, b"x");
    }
}

#[tokio::test]
async fn without_credentials_the_rule_stays() {
    let (here, there) = (server().await, server().await);
    let client: Client = Client::builder(&here.uri()).build().unwrap();
    let error = Call::new(client.path(&there.uri()), &GET)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Origin);
}
