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
    for (text, says) in [
        ("{\"id\": \"a\"}", "has no `value`"),
        ("{\"value\": [{}, 7]}", "of another kind"),
        ("{\"value\": {}}", "of another kind"),
        ("[]", "expected an object"),
        ("{\"value\": [", "the text ends"),
        ("<html>", "HTML"),
        ("", "empty"),
    ] {
        let (client, _) = scripted(&[text]);
        let error = people(&client).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{text}");
        assert!(error.to_string().contains(says), "{text}: {error}");
        assert_eq!(error.body(), text.as_bytes());
    }
}
