//! Delta queries: what changed, what is gone, and where to ask the next time.

use docwright_runtime::Field;
use docwright_runtime::client::{Change, DeltaPage, Listing, Operation};
use docwright_runtime::serde_json::json;
use futures_util::{StreamExt, TryStreamExt};
use wiremock::matchers::{path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::sample::{PeopleChanges, Person, client, places};

/// Two pages of a first round, and a second round that begins at the link of the first.
async fn server() -> MockServer {
    let server = MockServer::start().await;
    let link = |query: &str| format!("{}/v1.0/people/delta?{query}", server.uri());
    let first = json!({
        "@odata.nextLink": link("$skiptoken=2"),
        "value": [{"id": "a", "name": "Ann"}, {"id": "b", "@removed": {"reason": "changed"}}],
    });
    let second = json!({
        "@odata.deltaLink": link("$deltatoken=3"),
        "value": [{"id": "c", "name": null}, {"@removed": {}, "id": "d", "name": "Dan"}],
    });
    let later = json!({
        "@odata.deltaLink": link("$deltatoken=4"),
        "value": [{"id": "a", "@removed": {"reason": "deleted"}}],
    });
    for (name, value, page) in [("$skiptoken", "2", second), ("$deltatoken", "3", later)] {
        Mock::given(query_param(name, value))
            .respond_with(ResponseTemplate::new(200).set_body_json(page))
            .mount(&server)
            .await;
    }
    Mock::given(path("/v1.0/people/delta"))
        .and(query_param_is_missing("$skiptoken"))
        .respond_with(ResponseTemplate::new(200).set_body_json(first))
        .with_priority(9)
        .mount(&server)
        .await;
    server
}

fn shown(change: &Change<Person>) -> String {
    match change {
        Change::Changed(person) => {
            let name = match &person.name {
                Field::Value(name) => name,
                Field::Null => "cleared",
                Field::Absent | Field::Unexpected(_) => "unsaid",
            };
            format!("{}: {name}", person.id.as_deref().unwrap_or_default())
        }
        Change::Removed { id, reason, .. } => format!("{id} is gone ({reason})"),
    }
}

#[tokio::test]
async fn a_round_of_changes_ends_with_the_link_to_the_next() {
    let server = server().await;
    let client = client(&server);
    let mut changes = PeopleChanges::at(client.path("/people/delta")).stream();
    let mut found = Vec::new();
    while let Some(change) = changes.next().await {
        found.push(shown(&change.unwrap()));
    }
    assert_eq!(
        found,
        [
            "a: Ann",
            "b is gone (changed)",
            "c: cleared",
            "d is gone ()"
        ]
    );
    let link = changes.delta_link().unwrap();
    assert_eq!(
        link,
        format!("{}/v1.0/people/delta?$deltatoken=3", server.uri())
    );

    let mut later = client.pages::<DeltaPage<Person>>(link).items();
    let change = later.next().await.unwrap().unwrap();
    assert_eq!(shown(&change), "a is gone (deleted)");
    assert!(later.next().await.is_none());
    assert!(later.delta_link().unwrap().ends_with("=4"));
    assert_eq!(
        places(&server).await,
        ["", "?$skiptoken=2", "?$deltatoken=3"].map(|query| format!("/v1.0/people/delta{query}"))
    );
}

#[tokio::test]
async fn pages_of_changes_tell_whether_more_follow() {
    let server = server().await;
    let operation = PeopleChanges::at(client(&server).path("/people/delta"));
    let first = operation
        .header("prefer", "return=minimal")
        .send()
        .await
        .unwrap();
    assert_eq!((first.changes.len(), first.delta_link()), (2, None));
    let last = first.next().await.unwrap().unwrap();
    assert_eq!((last.changes.len(), last.next_link()), (2, None));
    assert!(last.delta_link().is_some());
    let Change::Removed { item, .. } = &last.changes[1] else {
        panic!("what has `@removed` is gone");
    };
    assert_eq!(
        item.name.as_deref(),
        Some("Dan"),
        "all that was told is kept"
    );
    let all: Vec<_> = first.stream().try_collect().await.unwrap();
    assert_eq!(all.len(), 4);
}

#[tokio::test]
async fn removal_has_many_marks() {
    let page = json!({"value": [
        {"id": "a", "@removed": null},
        {"@odata.context": "https://api.example/$metadata#people/$deletedEntity", "id": "b", "reason": "changed"},
        {"@context": "#people/$deletedEntity", "id": "c"},
        {"id": "d", "deleted": {"state": "hardDeleted"}},
        {"id": "e", "deleted": {}},
        {"id": "f", "deleted": null},
        {"id": "g", "deleted": false},
        {"@odata.context": "#people/$entity", "id": "h"},
    ]});
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/people/delta"))
        .respond_with(ResponseTemplate::new(200).set_body_json(page))
        .mount(&server)
        .await;
    let place = client(&server).root().name("people").name("delta");
    let page = PeopleChanges::at(place).send().await.unwrap();
    let shown: Vec<_> = page.changes.iter().map(shown).collect();
    assert_eq!(
        shown,
        [
            "a is gone ()",
            "b is gone (changed)",
            "c is gone ()",
            "d is gone (deleted)",
            "e is gone (deleted)",
            "f: unsaid",
            "g: unsaid",
            "h: unsaid",
        ]
    );
}
