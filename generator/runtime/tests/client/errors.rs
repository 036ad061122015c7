//! Errors: what they know, what they tell, and what they never show.

use std::error::Error as _;

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{
    Call, Client, Error, ErrorKind, Info, Method, PermissionSet, Permissions, Retry,
};
use docwright_runtime::serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{GET, POST, client, get, read};

static LIST: Info = Info {
    id: "user-list-messages",
    urls: &["/me/messages", "/users/{id}/messages"],
    page: "api/user-list-messages.md",
    permissions: Some(Permissions {
        delegated_work: PermissionSet::AnyOf(&["Mail.ReadBasic", "Mail.Read"]),
        delegated_personal: PermissionSet::NotSupported,
        application: PermissionSet::AnyOf(&["Mail.ReadBasic.All"]),
    }),
    ..Info::undocumented(Method::Get)
};

async fn answering(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(template)
        .mount(&server)
        .await;
    server
}

async fn refused(status: u16, body: docwright_runtime::serde_json::Value) -> Error {
    let template = ResponseTemplate::new(status)
        .insert_header("request-id", "r-1")
        .set_body_json(body);
    let server = answering(template).await;
    let client = client(&server);
    let place = client
        .root()
        .name("users")
        .key(&"ada@x.example")
        .name("messages");
    let call = Call::new(place, &LIST)
        .query("$search", &"secret")
        .retry(Retry::never());
    call.send().await.unwrap_err()
}

#[tokio::test]
async fn an_error_knows_all_that_was_said() {
    let error = refused(
        403,
        json!({"error": {"code": "ErrorAccessDenied", "message": "Access is\r\ndenied.", "innerError": {
            "code": "NotAllowed", "date": "2026-01-01", "request-id": "r-2", "client-request-id": "c-2",
            "innerError": {"code": "ReallyNot"}
        }}}),
    )
    .await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status().unwrap().as_u16(), 403);
    assert_eq!(error.code(), Some("ErrorAccessDenied"));
    assert_eq!(
        error.inner_codes().collect::<Vec<_>>(),
        ["NotAllowed", "ReallyNot"]
    );
    assert_eq!(error.message(), "Access is denied.");
    assert_eq!(error.request_id(), Some("r-1"), "the header comes first");
    assert_eq!(
        error.client_request_id().unwrap().len(),
        36,
        "ours, not theirs"
    );
    assert_eq!(error.method(), Some(Method::Get));
    assert_eq!(error.url_template(), Some("/users/{id}/messages"));
    assert_eq!(
        error.permissions().unwrap().delegated_personal,
        PermissionSet::NotSupported
    );
    assert_eq!(error.tries(), 1);
    assert!(!error.is_retryable() && !error.is_throttled() && error.retry_after().is_none());
    assert!(error.body().starts_with(b"{\"error\""));
    assert_eq!(
        error.to_string(),
        "GET /users/{id}/messages: 403 Forbidden, ErrorAccessDenied: Access is denied; needed at least: \
         Mail.ReadBasic (work account), impossible for a personal account, Mail.ReadBasic.All (application) (request-id r-1)"
    );
    assert_eq!(format!("{error:?}"), format!("Error(Service: {error})"));
}

#[tokio::test]
async fn the_text_says_what_to_do() {
    for (status, advice) in [
        (400, "check the arguments and the body"),
        (401, "check the token provider"),
        (403, "needed at least: Mail.ReadBasic"),
        (404, "check the ids"),
        (409, "read it again"),
        (412, "new ETag"),
        (413, "upload session"),
        (429, "send fewer requests"),
        (500, "report the request-id"),
    ] {
        let text = refused(status, json!({})).await.to_string();
        assert!(
            text.contains(advice) && !text.contains('\n'),
            "{status}: {text}"
        );
    }
}

/// All texts of an error and of what it stems from.
fn shown(error: &dyn std::error::Error) -> String {
    let own = format!("{error} {error:?} {error:#?}");
    match error.source() {
        None => own,
        Some(source) => own + &shown(source),
    }
}

#[tokio::test]
async fn no_secret_is_shown() {
    let error = refused(500, json!({"secret": "secret"})).await;
    let shown = shown(&error);
    for secret in ["secret", "t0", "ada", "127.0.0.1"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    let server = answering(ResponseTemplate::new(200)).await;
    let builder = Client::builder(&server.uri())
        .token("secret")
        .header("x", "secret");
    let client: Client = builder.build().unwrap();
    let call = get(&client, "/me?key=secret")
        .header("cookie", &"secret")
        .json(&json!("secret"));
    let upload = client.path("https://files.example/up/secret");
    let shown = format!(
        "{upload:?} {client:?} {call:?} {:?} {:?}",
        client.path("/me?secret"),
        call.body()
    );
    assert!(!shown.contains("secret"), "{shown}");
}

#[tokio::test]
async fn transport_errors_hide_the_url() {
    let client: Client = Client::builder("http://127.0.0.1:9")
        .retry(Retry::never())
        .build()
        .unwrap();
    let error = get(&client, "/me?secret").send().await.unwrap_err();
    assert!(error.source().is_some());
    let shown = shown(&error);
    assert!(!shown.contains("secret"), "{shown}");
}

#[tokio::test]
async fn a_wrong_answer_is_told_with_its_place() {
    let body = r#"{"value": [{"id": 1}, {"id": nope}]}"#;
    let server = answering(ResponseTemplate::new(200).set_body_string(body)).await;
    let error = read(get(&client(&server), "/me")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.body(), body.as_bytes());
    let place = error.decode_error().unwrap();
    assert_eq!(
        (place.path().as_str(), place.line(), place.column()),
        ("/value/1/id", 1, 30)
    );
    assert!(error.to_string().contains("/value/1/id"), "{error}");
    assert!(!error.to_string().contains("nope"), "{error}");
    assert_eq!(error.source().unwrap().to_string(), place.to_string());
}

#[tokio::test]
async fn refusals_that_are_no_json() {
    let template = ResponseTemplate::new(502).set_body_raw("<html>secret</html>", "text/html");
    let server = answering(template).await;
    let error = Call::new(client(&server).root(), &POST)
        .send()
        .await
        .unwrap_err();
    assert_eq!((error.code(), error.message()), (None, ""));
    assert_eq!(error.body(), b"<html>secret</html>");
    assert_eq!(
        error.to_string(),
        "POST /users: 502 Bad Gateway; the service failed: try later, and report the request-id if it lasts"
    );
}

#[tokio::test]
async fn without_a_template_the_method_is_named() {
    static RAW: Info = Info::undocumented(Method::Get);
    let server = answering(ResponseTemplate::new(404)).await;
    let error = Call::new(client(&server).path("/me/secret"), &RAW)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.url_template(), None);
    assert!(
        error.to_string().starts_with("GET: 404 Not Found"),
        "{error}"
    );
    assert_eq!(GET.method.to_string(), "GET");
}

/// The error of an answer, against a transport without a network.
async fn error_of(answer: Answer) -> Error {
    let recorder = Recorder::new();
    recorder.answer(answer);
    let client = Client::builder("https://api.example").transport(recorder);
    let client: Client = client.build().unwrap();
    let call = Call::new(client.path("/me/messages"), &LIST).retry(Retry::never());
    match call.send().await {
        Ok(response) => response
            .json::<docwright_runtime::serde_json::Value>()
            .await
            .unwrap_err(),
        Err(error) => error,
    }
}

#[tokio::test]
async fn other_shapes_of_errors_are_understood() {
    for (content_type, body, code, message) in [
        (
            "text/plain",
            "The service is busy.\r\n",
            None,
            "The service is busy.",
        ),
        (
            "application/problem+json",
            r#"{"title":"Busy","detail":"later"}"#,
            Some("Busy"),
            "later",
        ),
        (
            "application/json",
            r#"{"Error":{"Code":"A","Message":"no"}}"#,
            Some("A"),
            "no",
        ),
        (
            "application/json",
            r#"{"errors":[{"code":"A","message":"no"}]}"#,
            Some("A"),
            "no",
        ),
        (
            "application/json",
            r#"{"error":{"code":404}}"#,
            Some("404"),
            "",
        ),
        ("application/json", "\"no\"", None, "no"),
        ("text/html", "<p>no", None, ""),
    ] {
        let error = error_of(
            Answer::status(503)
                .header("content-type", content_type)
                .body(body),
        )
        .await;
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
        assert_eq!(error.body(), body.as_bytes());
    }
}

#[tokio::test]
async fn details_are_told() {
    let body = r#"{"error":{"code":"Invalid","message":"wrong","details":[
        {"code":"TooLong","message":"at most 64 letters","target":"displayName"}, {"message":"b"}, {"message":"c"}, {"message":"d"}
    ]}}"#;
    let error = error_of(Answer::json(422, body)).await;
    assert_eq!(error.details().len(), 4);
    assert_eq!(
        (&*error.details()[0].code, &*error.details()[0].target),
        ("TooLong", "displayName")
    );
    assert_eq!(
        error.to_string(),
        "GET /me/messages: 422 Unprocessable Entity, Invalid: wrong [TooLong: at most 64 letters (displayName); b; c; and 1 more]"
    );
}

#[tokio::test]
async fn an_error_within_a_success_that_breaks_off() {
    let body = r#"{"value":[{"id":"1"},{"error":{"code":"Throttled","message":"later"}}"#;
    let error = error_of(Answer::json(200, body)).await;
    assert_eq!(
        (error.kind(), error.code(), error.message()),
        (ErrorKind::Service, Some("Throttled"), "later")
    );
    let error = error_of(Answer::json(200, r#"{"value":[{"id":"1"},"#)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn advice_fits_the_host_and_the_status() {
    let recorder = Recorder::new();
    recorder.answer(Answer::status(302).header("location", "https://cdn.example/file"));
    recorder.answer(Answer::status(403));
    let client = Client::builder("https://api.example").transport(recorder);
    let client: Client = client.build().unwrap();
    let error = Call::new(client.path("/me/messages"), &LIST)
        .send()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("the link may have expired"),
        "{error}"
    );
    assert!(!error.to_string().contains("Mail.Read"), "{error}");
    let gone = error_of(Answer::status(410).header("location", "https://api.example/delta")).await;
    assert!(
        gone.to_string()
            .contains("start again, from the header `Location`"),
        "{gone}"
    );
    assert!(!gone.to_string().contains("api.example"), "{gone}");
    let gone = error_of(Answer::status(410)).await;
    assert!(
        gone.to_string().contains("start again without it"),
        "{gone}"
    );
}
