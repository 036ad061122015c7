//! What pages say, in which spelling, and what is no page.

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Client, ErrorKind, Listing, Operation};
use docwright_runtime::serde_json::json;
use futures_util::TryStreamExt;

use crate::pages::people;
use crate::sample::{ListPeople, person};

/// What a page says in which form, against a transport without a network.
fn scripted(pages: &[&str]) -> (Client, Recorder) {
    let recorder = Recorder::new();
    for page in pages {
        recorder.answer(Answer::json(200, page));
    }
    let client = Client::builder("https://api.example/v1.0").transport(recorder.clone());
    (client.build().unwrap(), recorder)
}

#[tokio::test]
async fn links_are_opaque() {
    let link = "https://api.example/v1.0/people?$skiptoken=a%2Bb+c%20d'(x)%27,%c3%a4&X~-_=:@!*;=";
    let (client, recorder) = scripted(&[
        &format!(r#"{{"@odata.nextLink": "{link}", "value": []}}"#),
        r#"{"@nextLink": "people?page=3", "value": []}"#,
        r#"{"@odata.nextLink": "", "value": []}"#,
    ]);
    let pages: Vec<_> = people(&client).pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 3);
    let requests = recorder.requests();
    assert_eq!(requests[1].url, link);
    // OData JSON 4.01 section 4.6.1 allows links without a host, and names without `odata.`.
    assert_eq!(requests[2].url, "https://api.example/v1.0/people?page=3");
}

#[tokio::test]
async fn what_surrounds_the_items_is_kept() {
    let (client, _) = scripted(&[
        r##"{"@odata.context": "#people", "@odata.count": "12", "value": [{"id": "a", "age": 3}], "totals": {"all": 1}}"##,
    ]);
    let page = people(&client).select_names().send().await.unwrap();
    assert_eq!(page.count, Some(12));
    let names: Vec<_> = page.additional.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["@odata.context", "totals"]);
    assert_eq!(page.items[0].additional.get("age"), Some(&json!(3)));
}

impl ListPeople {
    fn select_names(self) -> Self {
        Self::from_call(self.into_call().select(&(person::ID, person::NAME)))
    }
}

#[tokio::test]
async fn what_is_no_page_is_an_error_with_its_text() {
    for (text, kind, says) in [
        ("{\"id\": 5}", ErrorKind::UnexpectedAnswer, "has no `value`"),
        (
            "{\"results\": [{}]}",
            ErrorKind::UnexpectedAnswer,
            "has no `value`",
        ),
        ("{\"value\": {}}", ErrorKind::UnexpectedAnswer, "no list"),
        ("{\"value\": 5}", ErrorKind::UnexpectedAnswer, "no list"),
        ("true", ErrorKind::UnexpectedAnswer, "no list"),
        ("{\"value\": [", ErrorKind::Decode, "the text ends"),
        ("<html>", ErrorKind::Decode, "HTML"),
    ] {
        let (client, _) = scripted(&[text]);
        let error = people(&client).send().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{text}");
        assert!(error.to_string().contains(says), "{text}: {error}");
        assert_eq!(error.body(), text.as_bytes());
        if kind == ErrorKind::UnexpectedAnswer {
            assert!(
                error
                    .to_string()
                    .contains("200 OK, the service carried out"),
                "{error}"
            );
        }
    }
}

#[tokio::test]
async fn what_leaves_no_doubt_is_read_as_a_page() {
    for (text, ids, unexpected) in [
        ("", &[][..], 0),
        (" \n", &[], 0),
        ("null", &[], 0),
        ("{}", &[], 0),
        ("[]", &[], 0),
        ("{\"@odata.context\": \"#people\"}", &[], 0),
        ("{\"value\": null}", &[], 0),
        ("[{\"id\": \"a\"}, {\"id\": \"b\"}]", &["a", "b"], 0),
        ("{\"id\": \"a\"}", &["a"], 0),
        ("{\"value\": {\"id\": \"a\"}}", &["a"], 0),
        (
            "{\"value\": [{\"id\": \"a\"}, null, {\"id\": \"b\"}, 7, []]}",
            &["a", "b"],
            3,
        ),
        ("[{\"id\": \"a\"}, null]", &["a"], 1),
        ("{\"value\": [null]}", &[], 1),
    ] {
        let (client, _) = scripted(&[text, text]);
        let page = people(&client).send().await.unwrap();
        assert_eq!(crate::pages::ids(&page.items), ids, "{text}");
        assert_eq!(page.unexpected.len(), unexpected, "{text}");
        let changes = crate::sample::PeopleChanges::at(client.root().name("people"));
        let changes = changes.send().await.unwrap();
        assert_eq!(
            (changes.changes.len(), changes.unexpected.len()),
            (ids.len(), unexpected),
            "{text}"
        );
    }
}

#[tokio::test]
async fn items_go_on_after_what_is_of_another_kind() {
    let (client, _) = scripted(&[
        r#"{"value": [{"id": "a"}, null], "@odata.nextLink": "people?page=2"}"#,
        r#"{"value": ["x"], "@odata.nextLink": "people?page=3"}"#,
        r#"{"value": [5, {"id": "b"}, {"id": "c"}]}"#,
    ]);
    let mut items = people(&client).stream();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "a".into());
    assert_eq!(items.unexpected().len(), 1);
    assert_eq!(items.unexpected()[0].index, 1);
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "b".into());
    let unexpected: Vec<_> = items
        .unexpected()
        .iter()
        .map(|element| &element.value)
        .collect();
    assert_eq!(unexpected, [&json!("x"), &json!(5)]);
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "c".into());
    assert!(items.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn an_error_in_the_place_of_a_page_is_the_services() {
    let (client, _) = scripted(&[r#"{"error": {"code": "Gone", "message": "no more"}}"#]);
    let error = people(&client).send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Service, Some("Gone"))
    );
}

#[tokio::test]
async fn a_link_with_a_number_sign_is_followed() {
    let (client, recorder) = scripted(&[
        r#"{"@odata.nextLink": "https://api.example/v1.0/people?$skiptoken=a#EXT#@b", "value": []}"#,
        r#"{"value": []}"#,
    ]);
    let pages: Vec<_> = people(&client).pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!(
        recorder.requests()[1].url,
        "https://api.example/v1.0/people?$skiptoken=a%23EXT%23@b"
    );
}

#[tokio::test]
async fn a_page_that_breaks_off_keeps_its_whole_items() {
    let whole = r#"{"id": "a"}, null, {"id": "b"}"#;
    for (text, kind) in [
        (
            format!(r#"{{"value": [{whole}, {{"id": "c"#),
            ErrorKind::Decode,
        ),
        (
            format!(r#"{{"value": [{whole}, nope]}}"#),
            ErrorKind::Decode,
        ),
        (
            format!(r#"{{"@odata.nextLink": "people?page=2", "value": [{whole}"#),
            ErrorKind::Decode,
        ),
        (
            format!(r#"{{"value": [{whole}, {{"error": {{"code": "Gone", "message": "no"}}}}"#),
            ErrorKind::Decode,
        ),
        (
            format!(r#"{{"value": [{whole}{{"error": {{"code": "Gone", "message": "no"}}}}]}}"#),
            ErrorKind::Service,
        ),
    ] {
        let (client, recorder) = scripted(&[&text, &text]);
        let page = people(&client).send().await.unwrap();
        assert_eq!(crate::pages::ids(&page.items)[..2], ["a", "b"], "{text}");
        assert!(page.broken().is_some());
        let error = page.next().await.unwrap_err();
        assert!(error.to_string().contains("the page breaks off"), "{error}");

        let mut items = people(&client).stream();
        assert_eq!(items.try_next().await.unwrap().unwrap().id, "a".into());
        assert_eq!(items.try_next().await.unwrap().unwrap().id, "b".into());
        let last = loop {
            match items.try_next().await {
                Ok(item) => assert!(item.is_some(), "the break is told: {text}"),
                Err(error) => break error,
            }
        };
        if kind == ErrorKind::Service {
            assert_eq!((last.kind(), last.code()), (kind, Some("Gone")));
        }
        assert!(items.try_next().await.unwrap().is_none());
        assert_eq!(recorder.requests().len(), 2);
    }
}
