//! Redirects: followed within bounds, and without credentials beyond the service's origin.

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Body, Builder, Call, Client, ErrorKind, Info};
use docwright_runtime::serde_json::json;
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::server::{Act, serve};
use super::{DELETE, GET, PATCH, POST, PUT, client, get, header, read};

async fn mount(server: &MockServer, at: &str, template: ResponseTemplate) {
    Mock::given(path(at))
        .respond_with(template)
        .mount(server)
        .await;
}

fn to(status: u16, location: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).insert_header("location", location)
}

async fn there() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"at": "there"})))
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn within_the_origin_all_goes_along() {
    let server = MockServer::start().await;
    mount(&server, "/a/me", to(302, "../b?x=1#part")).await;
    mount(
        &server,
        "/b",
        ResponseTemplate::new(200).set_body_json(json!(1)),
    )
    .await;
    assert_eq!(
        read(get(&client(&server), "/a/me").header("x-own", &"y"))
            .await
            .unwrap(),
        json!(1)
    );
    let last = &server.received_requests().await.unwrap()[1];
    assert_eq!(last.url.query(), Some("x=1"));
    assert_eq!(
        (header(last, "authorization"), header(last, "x-own")),
        ("Bearer t0", "y")
    );
    assert_eq!(
        header(last, "retry-attempt"),
        "",
        "another place is no further try"
    );
}

#[tokio::test]
async fn beyond_the_origin_no_credential_goes_along() {
    let (here, there) = (MockServer::start().await, there().await);
    mount(&here, "/me", to(302, &format!("{}/x?sig=1", there.uri()))).await;
    let builder: Builder = Client::builder(&here.uri())
        .token("t0")
        .header("x-key", "secret");
    let client = builder.build().unwrap();
    let call = get(&client, "/me")
        .header("cookie", &"secret")
        .header("x-own", &"secret")
        .header("range", &"bytes=0-1");
    assert_eq!(read(call).await.unwrap(), json!({"at": "there"}));
    let request = &there.received_requests().await.unwrap()[0];
    for name in [
        "authorization",
        "cookie",
        "x-key",
        "x-own",
        "client-request-id",
    ] {
        assert_eq!(header(request, name), "", "{name}");
    }
    assert_eq!(header(request, "range"), "bytes=0-1");
    assert!(header(request, "user-agent").starts_with("docwright-runtime/"));
}

#[tokio::test]
async fn back_from_a_stranger_it_stays_without_credentials() {
    let (here, there) = (MockServer::start().await, MockServer::start().await);
    mount(&here, "/me", to(307, &there.uri())).await;
    mount(&there, "/", to(307, &format!("{}/other", here.uri()))).await;
    mount(
        &here,
        "/other",
        ResponseTemplate::new(200).set_body_json(json!(1)),
    )
    .await;
    read(get(&client(&here), "/me")).await.unwrap();
    let last = here.received_requests().await.unwrap().pop().unwrap();
    assert_eq!(
        (last.url.path(), header(&last, "authorization")),
        ("/other", "")
    );
}

#[tokio::test]
async fn to_an_allowed_origin_credentials_go_along() {
    let (here, there) = (MockServer::start().await, there().await);
    mount(&here, "/me", to(308, &there.uri())).await;
    let builder: Builder = Client::builder(&here.uri())
        .token("t0")
        .allow_origin(&there.uri());
    read(get(&builder.build().unwrap(), "/me")).await.unwrap();
    assert_eq!(super::all(&there, "authorization").await, ["Bearer t0"]);
}

#[tokio::test]
async fn methods_change_as_rfc_9110_says() {
    for (status, info, becomes) in [
        (301, &GET, "GET"),
        (301, &POST, "GET"),
        (301, &PUT, "PUT"),
        (302, &POST, "GET"),
        (302, &PATCH, "PATCH"),
        (303, &POST, "GET"),
        (303, &DELETE, "GET"),
        (307, &POST, "POST"),
        (308, &PUT, "PUT"),
    ] {
        let server = MockServer::start().await;
        mount(&server, "/a", to(status, "/b")).await;
        mount(&server, "/b", ResponseTemplate::new(204)).await;
        Call::new(client(&server).path("/a"), info)
            .json(&json!(1))
            .send()
            .await
            .unwrap();
        let last = server.received_requests().await.unwrap().pop().unwrap();
        assert_eq!(last.method.as_str(), becomes, "{status} {}", info.method);
        let kept = becomes == info.method.as_str();
        assert_eq!(
            last.body,
            if kept { &b"1"[..] } else { b"" },
            "{status} {}",
            info.method
        );
        assert_eq!(header(&last, "content-type").is_empty(), !kept);
    }
}

#[tokio::test]
async fn not_for_ever() {
    let server = MockServer::start().await;
    mount(&server, "/me", to(302, "/me")).await;
    let error = read(get(&client(&server), "/me")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Redirect, 302)
    );
    assert_eq!(error.to_string(), "GET /me: redirected too often");
    assert_eq!(server.received_requests().await.unwrap().len(), 6);
}

#[tokio::test]
async fn a_caller_may_want_to_see_them() {
    let server = MockServer::start().await;
    mount(&server, "/me", to(302, "https://files.example/x")).await;
    let response = get(&client(&server), "/me")
        .redirects(0)
        .send()
        .await
        .unwrap();
    assert_eq!(response.head().location(), Some("https://files.example/x"));
}

#[tokio::test]
async fn a_body_that_is_gone_is_not_redirected() {
    let server = MockServer::start().await;
    mount(&server, "/a", to(307, "/b")).await;
    let send = |info: &'static Info| {
        let pieces = futures_util::stream::iter([Ok("x".into())]);
        let call = Call::new(client(&server).path("/a"), info);
        call.content("", Body::stream(pieces, None)).send()
    };
    let error = send(&PUT).await.unwrap_err();
    assert_eq!(
        error.message(),
        "redirected, but the body can be read only once"
    );
}

#[tokio::test]
async fn places_where_nobody_should_go() {
    for (location, message) in [
        (
            "ftp://a.example/",
            "redirected, but the URL is neither http nor https",
        ),
        (
            "http://user:word@a.example/",
            "redirected, but the URL has a user name before its host",
        ),
        ("http://[", "redirected to what is no URL"),
    ] {
        let server = MockServer::start().await;
        mount(&server, "/me", to(302, location)).await;
        let error = read(get(&client(&server), "/me")).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Redirect, message)
        );
    }
}

#[tokio::test]
async fn never_from_https_to_plain_http() {
    let recorder = Recorder::new();
    recorder.otherwise(|_| Answer::status(302).header("location", "http://api.example/x"));
    let builder: Builder = Client::builder("https://api.example").transport(recorder.clone());
    let error = read(get(&builder.build().unwrap(), "/me"))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(error.message(), "redirected from https to plain http");
    assert_eq!(recorder.requests().len(), 1);
}

#[tokio::test]
async fn what_looks_like_a_redirect_and_is_none() {
    let head = "HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n";
    let base = serve(vec![Act::Send(head.into())]).await;
    let client: Client = Client::builder(&base).build().unwrap();
    let error = read(get(&client, "/me")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Service, 302)
    );

    let server = MockServer::start().await;
    mount(&server, "/me", to(304, "/x")).await;
    let error = read(get(&super::client(&server), "/me")).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 304);
}
