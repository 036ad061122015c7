//! Paging: links are followed with headers and fresh tokens, to where they may be; nothing is skipped, kept, or asked for twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use docwright_runtime::client::{Client, ErrorKind, Listing, Operation, Page, Token, token_fn};
use docwright_runtime::jiff::{Span, Timestamp};
use docwright_runtime::serde_json::{Value, json};
use futures_util::{StreamExt, TryStreamExt};
use wiremock::matchers::{method, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::sample::{FindPeople, ListPeople, Person, client, client_with, header, places};

/// Pages of numbers `from..to`, so many in each, at `/v1.0/people?at=…`.
pub(crate) fn numbers(
    base: String,
    total: usize,
    size: usize,
) -> impl Fn(&Request) -> ResponseTemplate + Send + Sync {
    move |request| {
        let at = request.url.query_pairs().find(|(name, _)| name == "at");
        let from: usize = at.map_or(0, |(_, at)| at.parse().unwrap_or(0));
        let to = (from + size).min(total);
        let items: Vec<Value> = (from..to).map(|n| json!({"id": n.to_string()})).collect();
        let mut page = json!({"@odata.count": total, "value": items});
        if to < total {
            page["@odata.nextLink"] = format!("{base}/v1.0/people?at={to}").into();
        }
        ResponseTemplate::new(200).set_body_json(page)
    }
}

pub(crate) async fn server_of_numbers(total: usize, size: usize) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/people"))
        .respond_with(numbers(server.uri(), total, size))
        .mount(&server)
        .await;
    server
}

pub(crate) fn people(client: &Client) -> ListPeople {
    ListPeople::at(client.root().name("people"))
}

pub(crate) fn ids(people: &[Person]) -> Vec<&str> {
    let ids = people.iter().map(|person| person.id.as_deref());
    ids.map(Option::unwrap_or_default).collect()
}

#[tokio::test]
async fn all_items_come_with_the_first_requests_headers() {
    let server = server_of_numbers(7, 3).await;
    let operation = people(&client(&server)).header("prefer", "odata.maxpagesize=3");
    let mut items = operation.query("$orderby", "id").stream();
    assert_eq!((items.total(), items.resume_link()), (None, None));
    let first = items.next().await.unwrap().unwrap();
    assert_eq!(items.total(), Some(7));
    let mut all = vec![first];
    all.extend(items.try_collect::<Vec<_>>().await.unwrap());
    assert_eq!(ids(&all), ["0", "1", "2", "3", "4", "5", "6"]);
    assert_eq!(
        places(&server).await,
        [
            "/v1.0/people?$orderby=id",
            "/v1.0/people?at=3",
            "/v1.0/people?at=6"
        ]
    );
    for request in server.received_requests().await.unwrap() {
        assert_eq!(header(&request, "prefer"), "odata.maxpagesize=3");
        assert_eq!(header(&request, "authorization"), "Bearer secret-token");
    }
}

#[tokio::test]
async fn one_page_leads_to_the_next() {
    let server = server_of_numbers(5, 2).await;
    let first = people(&client(&server)).send().await.unwrap();
    assert_eq!((ids(&first.items), first.count), (vec!["0", "1"], Some(5)));
    let second = first.next().await.unwrap().unwrap();
    assert_eq!(ids(&second.items), ["2", "3"]);
    let link = second.next_link().unwrap();
    assert_eq!(link, format!("{}/v1.0/people?at=4", server.uri()));
    let last = second.next().await.unwrap().unwrap();
    assert!(last.next().await.unwrap().is_none());
    let from_first: Vec<Person> = first.stream().try_collect().await.unwrap();
    assert_eq!(from_first.len(), 5);
}

#[tokio::test]
async fn a_later_run_goes_on_from_a_kept_link() {
    let server = server_of_numbers(6, 2).await;
    let client = client(&server);
    let mut items = people(&client).stream();
    for _ in 0..3 {
        items.next().await.unwrap().unwrap();
    }
    // The third item is on the second page, so that is where to begin: nothing is missed.
    let link = items.resume_link().unwrap().to_owned();
    let pages: Vec<Page<Person>> = client.pages(&link).try_collect().await.unwrap();
    let found: Vec<_> = pages.iter().flat_map(|page| ids(&page.items)).collect();
    assert_eq!(found, ["2", "3", "4", "5"]);
    let again = people(&client).header("prefer", "x").resume(&link);
    let found: Vec<Person> = again.items().try_collect().await.unwrap();
    assert_eq!(ids(&found), ["2", "3", "4", "5"]);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(header(requests.last().unwrap(), "prefer"), "x");
}

#[tokio::test]
async fn each_page_is_asked_for_with_a_token_of_its_own() {
    let server = server_of_numbers(6, 2).await;
    let asked = AtomicUsize::new(0);
    let provider = token_fn(move || {
        let number = asked.fetch_add(1, Ordering::Relaxed);
        Ok(Token::new(&format!("token-{number}")))
    });
    let all: Vec<Person> = people(&client_with(&server, provider))
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all.len(), 6);
    let requests = server.received_requests().await.unwrap();
    let tokens: Vec<_> = requests
        .iter()
        .map(|it| header(it, "authorization"))
        .collect();
    assert_eq!(
        tokens,
        ["Bearer token-0", "Bearer token-1", "Bearer token-2"]
    );
}

#[tokio::test]
async fn a_token_may_expire_in_the_middle() {
    let server = MockServer::start().await;
    let pages = numbers(server.uri(), 6, 2);
    Mock::given(path("/v1.0/people"))
        .respond_with(move |request: &Request| {
            let is_old = header(request, "authorization") == "Bearer old";
            if is_old && request.url.query().is_some() {
                return ResponseTemplate::new(401)
                    .set_body_json(json!({"error": {"code": "InvalidAuthenticationToken"}}));
            }
            pages(request)
        })
        .mount(&server)
        .await;
    let asked = AtomicUsize::new(0);
    let provider = token_fn(move || {
        let is_first = asked.fetch_add(1, Ordering::Relaxed) == 0;
        let hour = Timestamp::now() + Span::new().hours(1);
        Ok(Token::expiring(if is_first { "old" } else { "new" }, hour))
    });
    let all: Vec<Person> = people(&client_with(&server, provider))
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(ids(&all), ["0", "1", "2", "3", "4", "5"]);
    let requests = server.received_requests().await.unwrap();
    let tokens: Vec<_> = requests
        .iter()
        .map(|it| header(it, "authorization"))
        .collect();
    assert_eq!(
        tokens,
        ["Bearer old", "Bearer old", "Bearer new", "Bearer new"]
    );
}

#[tokio::test]
async fn a_link_to_another_host_is_refused_before_a_token_is_sent() {
    let stranger = server_of_numbers(6, 2).await;
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/people"))
        .respond_with(numbers(stranger.uri(), 6, 2))
        .mount(&server)
        .await;
    let mut items = people(&client(&server)).stream();
    assert!(items.next().await.unwrap().is_ok());
    assert!(items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Origin);
    assert!(!error.to_string().contains("secret-token"));
    assert!(items.next().await.is_none(), "it ends after an error");
    assert!(places(&stranger).await.is_empty());

    let allowed = Client::builder(&format!("{}/v1.0", server.uri()))
        .allow_origin(&stranger.uri())
        .build()
        .unwrap();
    let all: Vec<Person> = people(&allowed).stream().try_collect().await.unwrap();
    assert_eq!(all.len(), 6);
}

#[tokio::test]
async fn the_next_page_is_asked_for_when_it_is_needed() {
    let server = server_of_numbers(6, 2).await;
    let items = people(&client(&server)).stream();
    let three: Vec<Person> = items.take(3).try_collect().await.unwrap();
    assert_eq!(ids(&three), ["0", "1", "2"]);
    assert_eq!(places(&server).await.len(), 2);
    let dropped = people(&client(&server)).stream();
    drop(dropped);
    assert_eq!(places(&server).await.len(), 2);
}

#[tokio::test]
async fn empty_pages_do_not_end_a_list() {
    let server = MockServer::start().await;
    let next = |at: u32| format!("{}/v1.0/people?at={at}", server.uri());
    let page = |value: Value, link: Option<String>| {
        let mut page = json!({ "value": value });
        if let Some(link) = link {
            page["@odata.nextLink"] = link.into();
        }
        ResponseTemplate::new(200).set_body_json(page)
    };
    for (at, answer) in [
        (1, page(json!([]), Some(next(2)))),
        (2, page(Value::Null, Some(next(3)))),
        (3, page(json!([{"id": "a"}]), Some(next(4)))),
        (4, page(json!([]), None)),
    ] {
        Mock::given(query_param("at", at.to_string()))
            .respond_with(answer)
            .mount(&server)
            .await;
    }
    Mock::given(query_param_is_missing("at"))
        .respond_with(page(json!([]), Some(next(1))))
        .mount(&server)
        .await;
    let all: Vec<Person> = people(&client(&server))
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(ids(&all), ["a"]);
    let pages: Vec<_> = people(&client(&server))
        .pages()
        .try_collect()
        .await
        .unwrap();
    let sizes: Vec<_> = pages.iter().map(|page| page.items.len()).collect();
    assert_eq!(sizes, [0, 0, 0, 1, 0]);
}

#[tokio::test]
async fn a_circle_of_links_is_noticed() {
    let server = MockServer::start().await;
    let base = server.uri();
    Mock::given(path("/v1.0/people"))
        .respond_with(move |request: &Request| {
            let query = request.url.query().unwrap_or_default();
            let next = match query {
                "" => "a",
                "a" => "b",
                "b" => "c",
                "c" => "a",
                _ => "self",
            };
            let link = format!("{base}/v1.0/people?{next}");
            ResponseTemplate::new(200)
                .set_body_json(json!({"@odata.nextLink": link, "value": [{"id": query}]}))
        })
        .mount(&server)
        .await;
    let client = client(&server);
    let mut items = people(&client).stream();
    let mut found = Vec::new();
    let error = loop {
        match items.next().await.unwrap() {
            Ok(person) => found.push(person.id.unwrap_or_default()),
            Err(error) => break error,
        }
    };
    assert_eq!(found, ["", "a", "b", "c"]);
    assert_eq!(error.kind(), ErrorKind::Protocol);
    assert!(items.next().await.is_none());
    let itself = ListPeople::at(client.path("people?self"))
        .send()
        .await
        .unwrap();
    assert_eq!(itself.next().await.unwrap_err().kind(), ErrorKind::Protocol);
    assert_eq!(places(&server).await.len(), 5);
}

#[tokio::test]
async fn an_error_in_the_middle_keeps_what_came_before_and_where_to_go_on() {
    let server = MockServer::start().await;
    let pages = numbers(server.uri(), 6, 2);
    let fails = Arc::new(AtomicUsize::new(0));
    let count = fails.clone();
    Mock::given(path("/v1.0/people"))
        .respond_with(move |request: &Request| {
            let is_second = request.url.query() == Some("at=2");
            if is_second && count.fetch_add(1, Ordering::Relaxed) == 0 {
                return ResponseTemplate::new(500);
            }
            pages(request)
        })
        .mount(&server)
        .await;
    let client = client(&server);
    let mut items = people(&client).stream();
    assert!(items.next().await.unwrap().is_ok());
    assert!(items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    let link = items.resume_link().unwrap();
    let rest: Vec<Person> = client
        .pages::<Page<Person>>(link)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(ids(&rest), ["2", "3", "4", "5"]);
}

#[tokio::test]
async fn an_actions_further_pages_are_asked_for_without_its_body() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(numbers(server.uri(), 4, 2))
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(numbers(server.uri(), 4, 2))
        .mount(&server)
        .await;
    let client = client(&server);
    let call = FindPeople::at(client.root().name("people"));
    let call = call
        .into_call()
        .json(&json!({"near": 1}))
        .header("prefer", &"x");
    let all: Vec<Person> = FindPeople::from_call(call)
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(ids(&all), ["0", "1", "2", "3"]);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[1].method.as_str(), "GET");
    assert!(requests[1].body.is_empty());
    assert_eq!(header(&requests[1], "content-type"), "");
    assert_eq!(header(&requests[1], "prefer"), "x");

    let operation = FindPeople::at(client.root().name("people"));
    let rest = operation.resume(&format!("{}/v1.0/people?at=2", server.uri()));
    let rest: Vec<Person> = rest.items().try_collect().await.unwrap();
    assert_eq!(ids(&rest), ["2", "3"]);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[2].method.as_str(), "GET");
}
